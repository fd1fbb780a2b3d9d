"""A short run of ``make crash``, and its judge seen finding half a file."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crash import Known, judge
from tests.projects import make_project

ROOT = Path(__file__).resolve().parents[1]
TIMES = 10
PATIENCE = 120  # seconds


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


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder of temporary files whose name is short enough for sockets."""
    with tempfile.TemporaryDirectory(prefix="jdgen-") as name:
        yield Path(name)


@pytest.mark.parametrize(
    "planted", ["", "import jdgen.workers.crew, os; jdgen.workers.crew.begin_work = os.getpid\n"],
    ids=["as it is", "with workers that don't look after the build"],
)  # fmt: skip
def test_workers_end_with_a_build_that_is_killed(
    tmp_path: Path, temporary: Path, planted: str
) -> None:
    """In the middle of laying out; the next build clears all that was left among temporary files.

    Python's own workers wait for work for ever.
    """
    project = make_project(tmp_path / "project", posts=6)
    code = f"{planted}import jdgen.cli as c; c.main(prog_name='jdgen')"
    command = [sys.executable, "-c", code, "build", "handbook", "--no-cache", "--workers", "2",
               "--format", "pdf", "--project", str(project)]  # fmt: skip
    environ = {**os.environ, "TMPDIR": str(temporary)}
    build = subprocess.Popen(
        command, env=environ, start_new_session=True, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: any(temporary.rglob("weasyprint-*")))
        build.kill()
        build.wait()
        if planted:
            time.sleep(5)
            assert lives(build.pid)
            return
        wait_for(lambda: not lives(build.pid))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
    assert any(temporary.iterdir())
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    assert list(temporary.iterdir()) == []


def lives(group: int) -> bool:
    """Whether a process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something has happened."""
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_the_judge_finds_half_a_file_and_a_missing_one() -> None:
    """A file is the old one or the new one; what both states have is there."""
    known = Known(Path(), {"a": "1", "b": "1", "c": "1"}, {"a": "2", "b": "1"}, 1.0)
    assert judge(known, {"a": "2", "b": "1", ".jdgen-x.tmp": "?"}) == []
    assert judge(known, {"a": "1", "b": "1", "c": "1"}) == []
    assert judge(known, {"a": "half"}) == ["a is neither the old nor the new one", "b is gone"]
