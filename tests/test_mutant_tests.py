"""The plugin under which mutants are tried: tests by their time, none on another's cache."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from jdgen.schedule import read_recurrences
from tests import mutant_tests


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
