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
    ("schedule/chinese.py", "hour += 12", "hour += 11", "test_export_calendar.py"),
    ("source/syntax.py", '"node content" in', '"node content" not in', MISTAKE),
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


def ended(folder: Path, *codes: int | None) -> Path:
    """Write what mutmut keeps of mutants that ended so."""
    ends = {str(number): code for number, code in enumerate(codes)}
    (folder / "x.py.meta").write_text(json.dumps({"exit_code_by_key": ends}), encoding="utf-8")
    return folder


def test_what_was_stopped_is_not_taken_for_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Told apart, and counted among those tried; mutants not tried yet don't count."""
    timeouts, died = (24, -24, 36, 152, 255), (-9, -11, 2)
    folder = ended(tmp_path, 1, 3, *[1] * 6, 0, 5, 33, *timeouts, *died, None, 34)
    assert mutants.main(folder) == 1
    row, everything, share = capsys.readouterr().out.splitlines()
    assert row.split(maxsplit=1) == [
        "x", "8 killed,     3 survived,     8 stopped,     2 not tried",
    ]  # fmt: skip
    assert everything.split(maxsplit=1)[1] == row.split(maxsplit=1)[1]
    assert share == "42.1 in 100 tried were killed, 85 wanted"


@pytest.mark.parametrize("code", [0, 255, -24, 33])
def test_too_many_that_were_not_killed_fail_the_command(tmp_path: Path, code: int) -> None:
    """84 of 100 are too few, 85 are enough; where nothing was tried it fails, too."""
    assert mutants.main(ended(tmp_path, *[1] * 84, *[code] * 16)) == 1
    assert mutants.main(ended(tmp_path, *[1] * 85, *[code] * 15)) == 0
    assert mutants.main(ended(tmp_path, None)) == 1
    assert mutants.main(tmp_path / "nothing") == 1
