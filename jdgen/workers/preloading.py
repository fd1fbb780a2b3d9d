"""What lays pages out, loaded by a helper process while the build does other things.

Light, so that it can begin before anything else is even imported. Workers are forked off the
helper, which takes half a second to load WeasyPrint (there is none on Windows).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path
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

    from jdgen.writer.leftovers import keep_sockets_in_a_folder_of_ours

    keep_sockets_in_a_folder_of_ours()
    worker_context().set_forkserver_preload([_PRELOADED])
    try:
        forkserver.ensure_running()
    except OSError:
        return False
    return True


def begin_work() -> None:
    """Begin as a worker: leave Ctrl-C to the build, and end when the build is gone.

    A terminal sends Ctrl-C to every process, and the build ends its own. One that is killed can't,
    and its workers would wait for work for ever, each with a hundred megabytes; what they keep
    for a while (fonts, cut to the characters that are printed) goes with them.

    Here, as a worker imports the module that this stands in before it begins.
    """
    from jdgen.writer.leftovers import lasting_folder

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    folder: Path | None = None
    with contextlib.suppress(OSError):
        folder = lasting_folder()
        tempfile.tempdir = str(folder)
    threading.Thread(target=_end_with_the_build, args=(folder,), daemon=True).start()


def _end_with_the_build(folder: Path | None) -> None:
    build = multiprocessing.parent_process()
    if build is not None:
        build.join()
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)
