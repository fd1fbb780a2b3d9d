"""Progress on a real terminal, and Ctrl-C typed there: one line, nothing half written."""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.projects import make_project
from tests.small import hashes

pty = pytest.importorskip("pty", reason="Windows has no such terminals")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 120  # seconds
POSTS = 6
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\r")


class Terminal:
    """A process in a terminal of its own, as people have it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.screen = ""
        self._pid, self._keyboard = pty.fork()
        if self._pid == 0:
            # A run in the background ignores Ctrl-C, and so would all that it starts.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.chdir(folder)
            os.environ.update(PYTHONPATH=str(ROOT), TERM="xterm", COLUMNS="100", JDGEN_LANG="en")
            command = [sys.executable, "-m", "jdgen", *arguments]
            os.execv(sys.executable, command)  # noqa: S606 - ourselves

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Read the screen until it shows ``pattern``."""
        until = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.screen)):
            assert time.monotonic() < until, self.screen
            assert self._read(), self.screen
        return found

    def press_ctrl_c(self) -> None:
        """Type it: the terminal interrupts every process that runs in it."""
        os.write(self._keyboard, b"\x03")

    def end(self) -> int:
        """Return the exit status, once all is read."""
        while self._read():
            pass
        _, status = os.waitpid(self._pid, 0)
        os.close(self._keyboard)
        return os.waitstatus_to_exitcode(status)

    def _read(self) -> bool:
        try:
            ready, _, _ = select.select([self._keyboard], [], [], PATIENCE)
            data = os.read(self._keyboard, 65536) if ready else b""
        except OSError:  # Linux, where the last process has closed it
            return False
        self.screen += _CONTROL.sub("", data.decode("utf-8", "replace"))
        return bool(data)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook of a few posts that takes seconds, with documents of an earlier build."""
    folder = make_project(tmp_path_factory.mktemp("terminal"), posts=POSTS)
    for suffix in ("docx", "pdf"):
        path = folder / "output" / "handbook" / f"华新机电岗位说明书（{POSTS}岗）.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(f"the earlier {suffix}".encode())
    return folder


def test_ctrl_c_ends_a_build_with_one_line_and_leaves_every_file_as_it_was(project: Path) -> None:
    """In the middle of laying out sections; the exit status is 130, as shells have it."""
    before = hashes(project / "output")
    terminal = Terminal(project, "build", "handbook", "--no-cache")
    terminal.wait_for(r"Laying out pages .* [1-9]\d*/\d+")
    terminal.press_ctrl_c()
    assert terminal.end() == 130
    assert "Traceback" not in terminal.screen
    assert terminal.screen.rstrip().endswith("Interrupted; no file is half written.")
    assert hashes(project / "output") == before
    assert len(before) == 3


def test_progress_by_section_with_time_left_then_what_was_written(project: Path) -> None:
    """Renewed on one line, and gone when all is done."""
    terminal = Terminal(project, "build", "handbook")
    found = terminal.wait_for(r"Laying out pages .* (\d+)/(\d+) +(--:--|\d+:\d\d)")
    assert 0 <= int(found[1]) <= int(found[2])
    assert int(found[2]) > POSTS
    terminal.wait_for(r"\d+/\d+ +\d+:\d\d")
    assert terminal.end() == 0
    assert re.search(r"Files: 2; pages: \d+; [\d.]+ s\s*$", terminal.screen)


def test_ctrl_c_ends_a_watch(project: Path) -> None:
    """While it waits; that is no failure."""
    terminal = Terminal(project, "watch", "--format", "docx")
    terminal.wait_for("Watching ")
    terminal.press_ctrl_c()
    assert terminal.end() == 0
    assert "Traceback" not in terminal.screen
    assert terminal.screen.rstrip().endswith("No longer watching.")
