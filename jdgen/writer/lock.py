"""One run at a time puts files in place in a folder; floor 6, below ``writer``.

Two builds at once would otherwise leave the Word file of the one beside the PDF of the other.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from jdgen.errors import Location, OutputError, Problem, message

# Putting files in place takes a blink; whoever holds a folder for so long is stuck.
_PATIENCE = 10.0
_PAUSE = 0.02


@contextlib.contextmanager
def alone_in(folders: Iterable[Path], patience: float = _PATIENCE) -> Iterator[None]:
    """Wait until no other run puts files in place in ``folders``, and keep others waiting.

    The lock goes with the process, however that ends, and leaves no file. Where folders can't be
    locked (Windows, some network drives) runs are not kept apart. Raises OutputError when another
    run does not come to an end.
    """
    until = time.monotonic() + patience
    with contextlib.ExitStack() as held:
        # Always in the same order, so that no two wait for one another.
        for folder in sorted(set(folders)):
            held.enter_context(_held(folder, until))
        yield


@contextlib.contextmanager
def _held(folder: Path, until: float) -> Iterator[None]:
    try:
        import fcntl  # missing on Windows

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                pass
            except OSError:
                break  # nobody can lock it
            if time.monotonic() > until:
                what = message("another jdgen is writing here")
                hint = message("wait until it has finished, and run the command again")
                raise OutputError([Problem(Location(str(folder)), what, hint)])
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)
