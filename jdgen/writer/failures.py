"""Why a file could not be written, in words that help at a desk; floor 6, below ``writer``."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from jdgen.errors import Location, Message, Problem, message


class NotOursError(OSError):
    """The system would let us write here, but what stands there must not be replaced."""

    FOLDER, LINK, DEVICE, TWICE = range(1, 5)

    def __init__(self, reason: int) -> None:
        super().__init__()
        self.reason = reason


_Words = tuple[Message, Message]

_NOT_OURS: Mapping[int, _Words] = MappingProxyType(
    {
        NotOursError.FOLDER: (
            message("a folder stands where this file should be"),
            message("rename or remove the folder"),
        ),
        NotOursError.LINK: (
            message("a link stands here that leads to another folder"),
            message("remove the link, or choose another output folder"),
        ),
        NotOursError.DEVICE: (
            message("something that is not an ordinary file stands here"),
            message("remove it, or choose another output folder"),
        ),
        NotOursError.TWICE: (
            message("two files would be written to this place"),
            message("remove the link that makes one name stand for the other"),
        ),
    }
)
_FULL: _Words = (
    message("the disk is full"),
    message("delete what is no longer needed, or choose an output folder on another disk"),
)
_TOO_LONG: _Words = (
    message("the path of this file is too long"),
    message("choose an output folder with a shorter path, or shorten the title"),
)
_NOT_ALLOWED: _Words = (
    message("you have no permission to write this file"),
    message("choose another output folder, or ask whoever looks after this machine"),
)
_OPEN_ELSEWHERE: _Words = (
    message("this file can't be replaced; it is probably open in Word or another program"),
    message("close it there and run the command again"),
)
_BAD_NAME: _Words = (
    message("this disk does not take such a file name"),
    message("remove unusual signs from the title or from the folder's name"),
)
_NOT_A_FOLDER: _Words = (
    message("a file stands where a folder is needed"),
    message("rename or remove that file, or choose another output folder"),
)
_BY_ERRNO: Mapping[int, _Words] = MappingProxyType(
    {
        errno.ENOSPC: _FULL,
        errno.EDQUOT: _FULL,
        errno.EFBIG: (
            message("this file is larger than the disk or your account allows"),
            message("choose an output folder on another disk"),
        ),
        errno.EROFS: (
            message("this disk or folder can only be read"),
            message("choose another output folder"),
        ),
        errno.ENAMETOOLONG: _TOO_LONG,
        errno.EACCES: _NOT_ALLOWED,
        errno.EPERM: _NOT_ALLOWED,
        errno.EISDIR: _NOT_OURS[NotOursError.FOLDER],
        errno.ENOTDIR: _NOT_A_FOLDER,
        errno.EEXIST: _NOT_A_FOLDER,
        errno.ELOOP: (
            message("a link stands here that leads back to itself"),
            message("remove the link"),
        ),
        errno.EBUSY: _OPEN_ELSEWHERE,
        getattr(errno, "ETXTBSY", -1): _OPEN_ELSEWHERE,
        errno.EINVAL: _BAD_NAME,
        errno.EILSEQ: _BAD_NAME,
        errno.ENOENT: (
            message("the folder disappeared while this file was being written"),
            message("look whether it is being renamed or synchronised, and run the command again"),
        ),
    }
)
# https://learn.microsoft.com/windows/win32/debug/system-error-codes; a file that Word holds open
# answers 5 (access denied) to being replaced and 32 (sharing violation) to being opened.
_BY_WINERROR: Mapping[int, _Words] = MappingProxyType({
    5: _OPEN_ELSEWHERE,
    32: _OPEN_ELSEWHERE,
    33: _OPEN_ELSEWHERE,
    39: _FULL,
    112: _FULL,
    123: _BAD_NAME,
    206: _TOO_LONG,
})  # fmt: skip


def describe_failure(path: Path, error: OSError | ValueError) -> Problem:
    """Return what kept ``path`` from being written or removed, and what to do about it.

    A ValueError is Python's answer to a name that no system takes (a NUL, half a character).
    """
    what, hint = _words(error)
    return Problem(Location(str(path)), what, hint)


def _words(error: OSError | ValueError) -> _Words:
    if isinstance(error, NotOursError):
        return _NOT_OURS[error.reason]
    if isinstance(error, ValueError):
        return _BAD_NAME
    words = _BY_WINERROR.get(getattr(error, "winerror", None) or 0)
    words = words or _BY_ERRNO.get(error.errno or 0)
    if words:
        return words
    reason = os.strerror(error.errno) if error.errno else str(error)
    return (
        message("this file could not be written: {reason}", reason=reason),
        message("choose another output folder, or ask whoever looks after this machine"),
    )
