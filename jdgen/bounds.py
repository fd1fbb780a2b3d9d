"""Bounds of time and memory for what a project's own templates do; floor 1.

A template is a program: two loops in each other run for years, and a short line can ask for more
memory than there is. Four stops, each for what the one before it can't reach:

1. after so many seconds an error is raised in the code that runs, again and again until it is out;
2. past so much memory more is refused (Linux), which is an error like any other;
3. one calculation that heeds neither (``repr`` of lists within lists) is ended with its process,
   by a thread that needs nothing of the interpreter;
4. what ends the process so is said by a second, small one, which outlives it.

Whatever happens, nothing was written yet: documents are made in memory first.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jdgen.errors import InputError, Location, Problem, message

# After the error that is raised has had so many seconds to be heeded, the process is ended.
_GRACE = 15
_AGAIN = 1
_MEGABYTE = 1024 * 1024
# No project's own words: whoever prints this knows neither the language nor the command.
_FAREWELL = (
    "jdgen ended itself: a template of this project's own (in its folder templates) takes too much"
    " time or memory; nothing was written. "
    "jdgen 已自行终止：本项目自带的模板（templates 文件夹）耗费了过多的时间或内存；未写入任何文件。"
)
# Waits until it is told that all went well, or until the process that wrote to it is gone.
_OUTLIVING = (
    "import sys\n"
    "said = sys.stdin.buffer.read()\n"
    "if not said.endswith(b'.'):\n"
    "    sys.stderr.buffer.write(sys.argv[1].encode() + b'\\n')\n"
)


@dataclass(frozen=True)
class Bounds:
    """Most ``seconds`` between two signs of life, and most ``megabytes`` besides those in use."""

    seconds: float
    megabytes: int


class TooLongError(InputError):
    """What a template asks for takes longer than it may."""

    seconds: float = 0

    def __init__(self) -> None:
        what = message(
            "the project's own templates take longer than {seconds} seconds at one place",
            seconds=f"{self.seconds:g}",
        )
        super().__init__([Problem(Location("templates"), what, LESS)])


LESS = message("look for a loop that repeats too often, or delete them to use jdgen's own")


@contextlib.contextmanager
def bounded(bounds: Bounds) -> Iterator[Callable[[], None]]:
    """Hold what happens inside to ``bounds``; the function given is the sign of life.

    Raises TooLongError, in whatever is being done, and MemoryError.
    """
    with _outlived(), _less_memory(bounds.megabytes), Path(os.devnull).open("w") as nowhere:
        watch = _Watch(bounds.seconds, nowhere.fileno())
        try:
            with watch:
                yield watch.alive
        finally:
            watch.end()


class _Watch:
    """A thread that raises an error in the one that made it, and one that ends the process."""

    def __init__(self, seconds: float, nowhere: int) -> None:
        self._seconds = seconds
        self._nowhere = nowhere
        self._watched = threading.get_ident()
        self._changed = threading.Condition()
        self._over = False
        self._raised = False
        self._deadline = 0.0
        self._error = type("TooLongError", (TooLongError,), {"seconds": seconds})
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self.alive()
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self.end()

    def alive(self) -> None:
        """Begin counting anew."""
        with self._changed:
            if self._over:
                return
            self._deadline = time.monotonic() + self._seconds
            faulthandler.dump_traceback_later(
                self._seconds + _GRACE, file=self._nowhere, exit=True
            )

    def end(self) -> None:
        """Stop watching; an error that was raised and not met yet is taken back."""
        with self._changed:
            if self._over:
                return
            self._over = True
            faulthandler.cancel_dump_traceback_later()
            if self._raised:
                _meet_what_is_raised(self._watched)
            self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._over:
                left = self._deadline - time.monotonic()
                if left <= 0:
                    self._raised = True
                    _raise_in(self._watched, self._error)
                self._changed.wait(left if left > 0 else _AGAIN)


class _MetError(Exception):
    """Takes the place of an error that was raised too late."""


def _raise_in(thread: int, error: type[Exception]) -> None:
    """Raise an error in a thread, in place of one that it has not met yet."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def _meet_what_is_raised(thread: int) -> None:
    """Have this thread, which is the one watched, meet what it may not have met yet.

    Taking an error back (``NULL`` for one) would leave Python's sign that one is waiting up for
    ever: every call then looks for it, and a traced one (a debugger, coverage) in Python 3.11 looks
    without end.
    """
    with contextlib.suppress(_MetError):
        _raise_in(thread, _MetError)
        while True:
            time.sleep(0)


@contextlib.contextmanager
def _outlived() -> Iterator[None]:
    """Let a small process say why this one ended, should it do so without a word."""
    try:
        teller = subprocess.Popen(  # noqa: S603 - this very interpreter, with a text of ours
            [sys.executable, "-I", "-S", "-c", _OUTLIVING, _FAREWELL],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        # Without it the end is a silent one.
        yield
        return
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            teller.communicate(b".")


@contextlib.contextmanager
def _less_memory(megabytes: int) -> Iterator[None]:
    """Let this process take no more than so much besides what it has, where the system can."""
    try:
        import resource  # missing on Windows

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError, ValueError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = pages * resource.getpagesize() + megabytes * _MEGABYTE
    known = [each for each in (soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([most, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
