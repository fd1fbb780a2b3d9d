"""A short run of ``make crash``, and its judge seen finding half a file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.crash import Known, judge

ROOT = Path(__file__).resolve().parents[1]
TIMES = 10


def test_what_is_killed_at_a_random_moment_loses_nothing() -> None:
    """Builds, imports and syncs; ``make crash`` kills two hundred of them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.crash", "--times", str(TIMES)],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(each.split(": ") for each in done.stdout.strip().replace("; ", ", ").split(", "))
    assert int(counts["killed"]) + int(counts["over before"]) == TIMES
    assert int(counts["killed"]) >= TIMES // 2
    assert int(counts["while writing"]) >= 1
    assert counts["wrong"] == "0"


def test_the_judge_finds_half_a_file_and_a_missing_one() -> None:
    """A file is the old one or the new one; what both states have is there."""
    known = Known(Path(), {"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "1"}, 1.0)
    assert judge(known, {"a": "2", "b": "1", ".jdgen-x.tmp": "?"}) == []
    assert judge(known, {"a": "1", "b": "1", "c": "1"}) == []
    assert judge(known, {"a": "half"}) == ["a is neither the old nor the new one", "b is gone"]
