"""What runs that were killed left, and how to tell it; floor 6, below ``writer``.

A name says which process of which machine made the thing: when that is gone, whoever writes there
next clears it away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import platform
import re
import secrets
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from jdgen.errors import OutputError
from jdgen.writer.failures import describe_failure

_LEFTOVER = re.compile(
    r"\.jdgen-(?P<folder>folder-|run-)?(?P<host>[0-9a-f]{8})-(?P<pid>\d{1,10})-[0-9a-f]+\.tmp"
)
# What lasts as long as its process does, which may be for weeks (``watch``).
_LASTING = "run-"
# A socket's name has 104 bytes on macOS, 108 on Linux, with the NUL at its end.
_LONGEST_SOCKET = 103
_DAY = 24 * 60 * 60
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)


def temporary_name(*, folder: bool = False) -> str:
    """Return a name for a file, or a folder, that is not finished yet."""
    kind = "folder-" if folder else ""
    return f".jdgen-{kind}{_host()}-{os.getpid()}-{secrets.token_hex(6)}.tmp"


def clear_leftovers(folder: Path) -> None:
    """Remove what killed runs left: at once if their process is gone, else after a day.

    A process number may have been given anew, or belong to another machine on a shared drive. What
    lasts as long as its process stays while there is one of that number here.
    """
    with os.scandir(folder) as entries:
        found = [(entry, match) for entry in entries if (match := _LEFTOVER.fullmatch(entry.name))]
    for entry, match in found:
        with contextlib.suppress(OSError):
            old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _DAY
            here = match["host"] == _host()
            ended = here and _is_gone(int(match["pid"]))
            old = old and not (here and match["folder"] == _LASTING)
            if entry.is_dir(follow_symlinks=False) != bool(match["folder"]):
                continue  # not ours, whatever its name
            if (old or ended) and match["folder"]:
                shutil.rmtree(entry.path, ignore_errors=True)
            elif old or ended:
                os.unlink(entry.path)  # noqa: PTH108 - the entry has no Path


def clear_scratch() -> Path:
    """Clear what killed runs left in the folder of temporary files, and return it."""
    above = Path(tempfile.gettempdir())
    with contextlib.suppress(OSError):
        clear_leftovers(above)
    return above


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder of one's own outside the project, removed at the end.

    What a killed run left of the confidential data in its own is removed as well. Raises
    OutputError where there is no room, or no right, for what is written there.
    """
    above = clear_scratch()
    folder = above / temporary_name(folder=True)
    try:
        folder.mkdir(mode=0o700)
        yield folder
    except OSError as failure:
        if failure.errno not in _NO_ROOM:
            raise
        raise OutputError([describe_failure(above, failure)]) from failure
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def scratch_for_everyone() -> Iterator[None]:
    """Let libraries, too, put what they need for a while into a folder that is cleared.

    WeasyPrint keeps there the fonts, cut to the characters that are printed.
    """
    before = tempfile.tempdir
    with scratch_folder() as folder:
        tempfile.tempdir = str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before


def lasting_folder() -> Path:
    """Make a folder outside the project that lasts as long as this process does.

    The next build clears it where the process was killed. Raises OSError.
    """
    from multiprocessing import util  # not for commands that start no process

    above = clear_scratch()
    # A short name: there are to be sockets in it.
    folder = above / f".jdgen-{_LASTING}{_host()}-{os.getpid()}-{secrets.token_hex(2)}.tmp"
    folder.mkdir(mode=0o700)
    # After all else that Python does at the end of a process, and not in those forked off it.
    util.Finalize(None, shutil.rmtree, args=(str(folder), True), exitpriority=-100)
    return folder


def keep_sockets_in_a_folder_of_ours() -> None:
    """Have the processes that this one starts keep their sockets where they are cleared.

    Python makes a folder for them when it starts the first (``pymp-…``). After a kill it would
    stay, and nobody could tell whose it was.
    """
    from multiprocessing import current_process  # not for commands that start none

    # What ``multiprocessing.util.get_temp_dir`` looks at, in every Python from 3.11 to 3.13.
    config = vars(current_process()).get("_config")
    if config is None or config.get("tempdir") is not None:
        return
    with contextlib.suppress(OSError):
        folder = lasting_folder()
        if len(os.fsencode(folder / "listener-12345678")) > _LONGEST_SOCKET:
            folder.rmdir()  # Python's own name is shorter
        else:
            config["tempdir"] = str(folder)


def _host() -> str:
    """Return eight digits for this machine: a process number says nothing about another's."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_gone(pid: int, kill: Callable[[int, int], None] = os.kill) -> bool:
    if os.name == "nt":
        return False  # there os.kill with 0 would not ask but end the process
    try:
        kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return _has_ended(pid)


def _has_ended(pid: int) -> bool:
    """Whether a process has ended and only its number is left, as nobody has asked how it ended.

    Told by Linux alone (proc_pid_stat(5): the state follows the name in brackets).
    """
    try:
        state = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0]
    except (OSError, IndexError):
        return False
    return state in (b"Z", b"X")
