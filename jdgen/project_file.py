"""A file of a project, read within bounds: an ordinary file, inside the folder, of sane size.

A project may have come by mail. A link in it could name any file of this machine, and what it
names would be printed; a pipe would keep whoever opens it waiting for ever; a device never ends.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from jdgen.errors import InputError, Location, Message, Problem, message

_MEGABYTE = 1024 * 1024
MOST_TEXT = 8 * _MEGABYTE
"""Most bytes of a template or a theme."""

MOST_WORD = 64 * _MEGABYTE
"""Most bytes of a Word template."""

MOST_FONT = 128 * _MEGABYTE
"""Most bytes of a font: the largest ones with all Chinese characters have 25 MB."""



_SMALLER = message("take out of it what is not needed")


def name_in(project: Path, path: Path) -> str:
    """Return how a file of a project is called in messages: its path below it, with slashes.

    Asked of every file several times: as text it takes a fifth of the time.
    """
    text, start = str(path), os.path.join(project, "")  # noqa: PTH118
    if text.startswith(start):
        return text[len(start) :].replace(os.sep, "/")
    return path.relative_to(project).as_posix()


def read_project_file(project: Path, path: Path, most: int, smaller: Message = _SMALLER) -> bytes:
    """Return what a file of ``project`` holds; ``smaller``: what to do about too large a one.

    Raises InputError where it is no ordinary file, is larger than ``most`` bytes, or is reached by
    a link that leads out of the project's folder; OSError where it can't be opened.
    """
    location = Location(name_in(project, path))
    if not _lies_in(project, path):
        what = message("a link leads out of the project's folder here")
        raise _refusal(location, what, message("put the file itself there, not a link to it"))
    # Looked at before it is opened: opening a pipe would wait for ever.
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(str(path))
    if not stat.S_ISREG(status.st_mode):
        what = message("this is no ordinary file")
        raise _refusal(location, what, message("remove it, and put an ordinary file there"))
    if status.st_size > most:
        raise _too_large(location, status.st_size, most, smaller)
    with path.open("rb") as stream:
        data = stream.read(most + 1)
    if len(data) > most:  # grown in the meantime
        raise _too_large(location, len(data), most, smaller)
    return data


def _lies_in(project: Path, path: Path) -> bool:
    """Whether a path lies in a folder once all links are followed. Raises OSError where it can't.

    Asked of every file of every project: as text it takes a third of the time.
    """
    if os.path.realpath(path).startswith(os.path.join(os.path.realpath(project), "")):  # noqa: PTH118
        return True
    try:
        return path.resolve().is_relative_to(project.resolve())
    except RuntimeError as failure:  # Python 3.11 and 3.12, of a link that leads to itself
        raise OSError(str(failure)) from failure


def _too_large(location: Location, size: int, most: int, smaller: Message) -> InputError:
    what = message(
        "this file is too large: {size} MB, where {limit} MB is the most",
        size=f"{size / _MEGABYTE:.1f}",
        limit=most // _MEGABYTE,
    )
    return _refusal(location, what, smaller)


def _refusal(location: Location, what: Message, hint: Message) -> InputError:
    return InputError([Problem(location, what, hint)])


def read_material(project: Path, path: Path, location: Location, most: int = MOST_TEXT) -> bytes:
    """Return a template, theme or font: a project's own one, or one that came with jdgen.

    Raises InputError where it can't be opened, or may not be read.
    """
    try:
        if any(path.is_relative_to(project / own) for own in ("templates", "fonts")):
            return read_project_file(project, path, most)
        return path.read_bytes()
    except OSError as failure:
        what = message("this file can't be opened")
        hint = message("close it elsewhere, or ask for the right to read it")
        if path.is_dir():
            what = message("this is a folder, where a file is expected")
            hint = message("rename the folder, or remove it to use jdgen's own file")
        raise InputError([Problem(location, what, hint)]) from failure
