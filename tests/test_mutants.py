"""The short form of ``make mutants``: chosen changes of the code, each noticed by the tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import mutants

ROOT = Path(__file__).resolve().parents[1]

MISTAKE = "test_source.py::test_a_mistake_is_told_at_its_place_with_what_to_type"

# Module, what stands there, what is put in its place, the tests that must notice.
CHOSEN = [
    ("organisation.py", "role.order is None", "role.order is not None", "test_organisation.py"),
    ("schedule_chinese.py", "hour += 12", "hour += 11", "test_export_calendar.py"),
    ("source_syntax.py", '"node content" in', '"node content" not in', MISTAKE),
]


def run(folder: Path, tests: str) -> int:
    """Run a file of tests on the jdgen that lies in a folder; return pytest's exit status."""
    for name in ("tests", "templates", "data", "pyproject.toml"):
        (folder / name).symlink_to(ROOT / name)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist",
         f"tests/{tests}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
        capture_output=True,
    ).returncode  # fmt: skip


@pytest.mark.parametrize(("module", "old", "new", "tests"), CHOSEN, ids=[c[0] for c in CHOSEN])
def test_a_chosen_mutant_is_killed(
    tmp_path: Path, module: str, old: str, new: str, tests: str
) -> None:
    """A test fails, and not because the module could not be imported."""
    shutil.copytree(ROOT / "jdgen", tmp_path / "jdgen")
    file = tmp_path / "jdgen" / module
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    compile(file.read_text(encoding="utf-8"), module, "exec")
    assert run(tmp_path, tests) == 1


def test_the_share_of_killed_mutants_is_counted(tmp_path: Path) -> None:
    """Untried ones don't count, timeouts are killed; too many survivors fail the command."""
    ends = {"a": 1, "b": 0, "c": None, "d": 36, "e": 33}
    (tmp_path / "x.py.meta").write_text(json.dumps({"exit_code_by_key": ends}))
    assert mutants.counts(tmp_path.glob("*.meta")) == {"x": (2, 4)}
    assert mutants.main(tmp_path) == 1
    (tmp_path / "x.py.meta").write_text(json.dumps({"exit_code_by_key": {"a": 1}}))
    assert mutants.main(tmp_path) == 0
    assert mutants.main(tmp_path / "nothing") == 1
