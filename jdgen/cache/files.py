"""The files that a build reads and writes, as they are told apart: looked at, or read and hashed.

Looking takes microseconds and is trusted only where it can be: a file whose times lie well before
the moment at which it was looked at. What was changed within the same tick of a clock, in the
same length, would look the same; so a young file is read each time, until it is old enough.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import jdgen
from jdgen.resources import installed

# FAT keeps times to two seconds, the coarsest of the file systems that people have.
_YOUNG = 2_000_000_000
_FONT_PACKAGE = "pylopdf_fonts_zh_cn"
# What lays text out below WeasyPrint, and comes with the system.
_LIBRARY = re.compile(r"/[^/]*(pango|harfbuzz|fontconfig|freetype|fribidi|libglib|libz\.)[^/]*$")
READ_FOLDERS = ("data", "templates", "fonts")
"""The folders of a project that a build reads, besides pictures that the data names."""

Look = tuple[int, int, int, int]
"""Size, the moments of the last change of content and of anything, and the number of the file."""


class Known(NamedTuple):
    """A file as it was: ``look`` None where looking can't be trusted; the hash of its content."""

    look: Look | None
    content: str


def look_at(path: Path) -> Look:
    """Return how a file looks from outside. Raises OSError where there is none to be read."""
    seen = path.stat()
    if not stat.S_ISREG(seen.st_mode):
        raise OSError(errno.EINVAL, "no file", str(path))
    return (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)


def know(path: Path) -> Known:
    """Return a file as it is. Raises OSError where it can't be read."""
    # Looked at first: what is changed in between is then found to be another file next time.
    look = look_at(path)
    return Known(_settled(look), hashlib.sha256(path.read_bytes()).hexdigest())


def still(path: Path, known: Known) -> Known | None:
    """Return the file as it is now, None if it is another one or gone."""
    try:
        if known.look is not None and look_at(path) == known.look:
            return known
        now = know(path)
    except OSError:
        return None
    return now if now.content == known.content else None


def _settled(look: Look) -> Look | None:
    _, content, anything, _ = look
    young = time.time_ns() - max(content, anything) < _YOUNG
    return None if young else look


def project_files(project: Path) -> list[str]:
    """Return what of a project a build reads, or whose name it looks at, by path below it.

    Pictures that the data names may lie elsewhere in it: they are not among these.
    """
    return sorted(
        path.relative_to(project).as_posix()
        for folder in READ_FOLDERS
        for path in _below(project / folder)
        if not path.name.startswith(("~$", ".~lock."))  # what Office puts beside an open file
    )


def _below(top: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(top):
        # Neither data nor templates are read from what is hidden.
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith("."))


def environment() -> str:
    """Return a hash over what documents depend on besides the project, as far as it lies in files.

    That is Python, every package installed with its version, jdgen's own code, templates and
    fonts. Any change of these counts, whether it would change a document or not.
    """
    seen = hashlib.sha256(f"{sys.version}\n{sys.platform}\n".encode())
    package = Path(jdgen.__file__).resolve().parent
    fonts = importlib.util.find_spec(_FONT_PACKAGE)
    tops = [package, installed("templates")]
    if fonts is not None and fonts.submodule_search_locations:
        tops.append(Path(fonts.submodule_search_locations[0]))
    for top in tops:
        for path in sorted(_below(top)):
            if path.suffix != ".pyc":
                seen.update(f"{path}\n{look_at(path)}\n".encode("utf-8", "surrogateescape"))
    for name in sorted(set(_distributions())):
        seen.update(f"{name}\n".encode("utf-8", "surrogateescape"))
    return seen.hexdigest()


def _distributions() -> Iterator[str]:
    """Yield the folders in which packages say their name and version."""
    for place in sys.path:
        try:
            names = os.listdir(place or ".")  # noqa: PTH208 - names are all that is wanted
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def loaded_libraries() -> Mapping[str, Look]:
    """Return the system's libraries for text that this process has loaded.

    Only Linux says which these are; elsewhere there are none here.
    """
    try:
        text = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return {}
    paths = {line[line.index("/") :] for line in text.splitlines() if _LIBRARY.search(line)}
    return dict(_looks(sorted(paths)))


def _looks(paths: Iterable[str]) -> Iterator[tuple[str, Look]]:
    for path in paths:
        try:
            yield path, look_at(Path(path))
        except OSError:  # replaced while it was loaded: not the one that is there now
            yield path, (0, 0, 0, 0)
