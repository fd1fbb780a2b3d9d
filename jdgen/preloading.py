"""What lays pages out, loaded by a helper process while the build does other things.

Light, so that it can begin before anything else is even imported. Workers are forked off the
helper, which takes half a second to load WeasyPrint (there is none on Windows).
"""

from __future__ import annotations

import multiprocessing
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

_PRELOADED = "jdgen.render.pieces.warm"


def can_fork() -> bool:
    """Whether workers can be forked off a helper here."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def worker_context() -> BaseContext:
    """Return how workers are started."""
    return multiprocessing.get_context("forkserver" if can_fork() else "spawn")


def preload() -> bool:
    """Begin to load what lays pages out; return whether processes can be had at all.

    They can't where the folder of temporary files has a name too long for a socket (unix(7): 108
    bytes), for one.
    """
    if not can_fork():
        return True
    from multiprocessing import forkserver  # not on Windows

    worker_context().set_forkserver_preload([_PRELOADED])
    try:
        forkserver.ensure_running()
    except OSError:
        return False
    return True


def leave_ctrl_c_to_the_build() -> None:
    """Ignore it in a worker: a terminal sends it to every process, and the build ends its own.

    Here, as a worker imports the module that this stands in before it begins.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
