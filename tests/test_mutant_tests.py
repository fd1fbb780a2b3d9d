"""The plugin under which mutants are tried: tests by their time, none on another's cache."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jdgen.schedule import read_recurrences
from tests import mutant_tests

ROOT = Path(__file__).resolve().parents[1]
TWICE = """
import sys, pytest
found = []
class Collected:
    def pytest_collection_modifyitems(self, items):
        found.append({item.nodeid for item in items})
for _ in range(2):
    status = pytest.main(["--collect-only", "-qqq", "-p", "no:cacheprovider", *sys.argv[1:]],
                         plugins=[Collected()])
    assert status == 0, status
sys.stderr.write("\\n".join(found[0] ^ found[1]))
"""


@pytest.mark.parametrize(("running", "order"), [("a mutant", "cba"), ("stats", "abc")])
def test_the_shortest_test_runs_first_save_while_they_are_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, running: str, order: str
) -> None:
    """One that was not measured is new, and may be the one that was written for the mutant."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MUTANT_UNDER_TEST", running)
    mutant_tests.DURATIONS.write_text(json.dumps({"duration_by_test": {"a": 2.0, "b": 1.0}}))
    items: list[Any] = [SimpleNamespace(nodeid=name) for name in "abc"]
    mutant_tests.pytest_collection_modifyitems(items)
    assert "".join(item.nodeid for item in items) == order


def test_a_test_that_is_measured_finds_the_caches_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the functions behind a cache seem never to be called by any test but the first."""
    monkeypatch.setenv("MUTANT_UNDER_TEST", "stats")
    read_recurrences("每月5日前")
    assert read_recurrences.cache_info().currsize
    mutant_tests.pytest_runtest_setup()
    assert not read_recurrences.cache_info().currsize


def renamed(folder: Path, *arguments: str) -> str:
    """Return the names of tests that are called otherwise when they are collected again."""
    done = subprocess.run(
        [sys.executable, "-c", TWICE, *arguments],
        cwd=folder, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stderr


def test_the_tests_bear_the_same_names_when_they_are_collected_again(tmp_path: Path) -> None:
    """mutmut asks for them by name in a process that collected them; none found is no kill."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    selection = settings["tool"]["mutmut"]["pytest_add_cli_args_test_selection"]
    assert renamed(ROOT, *selection) == ""
    planted = tmp_path / "test_planted.py"
    planted.write_text(
        "import pytest\n@pytest.mark.parametrize('n', [1], ids=['年'])\ndef test_n(n): pass\n",
        encoding="utf-8",
    )
    assert "test_n" in renamed(tmp_path, planted.name)
