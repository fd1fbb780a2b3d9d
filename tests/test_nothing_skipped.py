"""Under continuous integration no checker is left out quietly, whoever leaves it out and how."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PLUGIN = "tests.checkers.nothing_skipped"

NEEDS = "from tests.checkers.tools import need\ndef test_a():\n    need('qpdf')\n"
MARKED = "import pytest\n@pytest.mark.skipif(True, reason='no office')\ndef test_a(): pass\n"
IMPORTS = "import pytest\npytest.importorskip('nowhere_at_all')\ndef test_a(): pass\n"
FAILS = "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_a(): raise ValueError\n"
PASSES = "def test_a(): pass\n"


def run(folder: Path, text: str, ci: str) -> tuple[int, str]:
    """Run a file of tests without any program on PATH; return the exit status and the output."""
    (folder / "test_planted.py").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", PLUGIN, "-p", "no:cacheprovider",
         "--rootdir", str(folder), str(folder / "test_planted.py")],
        cwd=folder,
        env={**os.environ, "PATH": str(folder), "PYTHONPATH": str(ROOT), "CI": ci},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("text", "reason"),
    [(NEEDS, "apt: qpdf"), (MARKED, "no office"), (IMPORTS, "nowhere_at_all")],
    ids=["a program", "a mark", "an import"],
)
def test_what_would_be_skipped_fails_under_ci(tmp_path: Path, text: str, reason: str) -> None:
    """A missing program, a mark, a package at the head of a file; elsewhere they are skipped."""
    status, said = run(tmp_path, text, ci="true")
    assert status in (1, 2)
    assert re.search(f"under CI nothing may go unchecked: .*{reason}", said)
    status, said = run(tmp_path, text, ci="")
    assert status in (0, 5)
    assert re.search("1 skipped", said)


@pytest.mark.parametrize("text", [FAILS, PASSES], ids=["known to fail", "passes"])
def test_what_is_not_skipped_is_left_alone(tmp_path: Path, text: str) -> None:
    """The plugin changes nothing else."""
    assert run(tmp_path, text, ci="true")[0] == 0


def test_every_run_of_the_suite_has_the_plugin(request: pytest.FixtureRequest) -> None:
    """Through conftest.py: this very run has it."""
    hooks = request.config.pluginmanager.hook.pytest_runtest_makereport.get_hookimpls()
    assert PLUGIN in {hook.function.__module__ for hook in hooks}
