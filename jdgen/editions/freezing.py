"""Which files of a project an edition keeps: all that decides what its documents say and look like.

Signatures, notes and whatever else lies in ``data/`` live on in the project and stay there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from jdgen.errors import InputError, Location, Problem, message
from jdgen.library import Loaded
from jdgen.model import Library
from jdgen.project_file import read_project_file

# Where a project's own ones are looked up, and by which end of their names (see ``project``).
_LOOKED_UP = (
    ("templates/html", (".html", ".css")),
    ("templates/themes", (".yaml",)),
    ("templates/word", (".docx",)),
)
_MOST_BYTES = 64 * 1024 * 1024
_SMALLER = message("take it out of the folder if it is not needed, or save it smaller")
# Pictures lie anywhere in a project, but none of these is part of what it says.
_NOT_DATA = ("output", "editions")

KEEPERS: Mapping[str, bytes] = {
    # A project's own .gitignore leaves `output/` out, wherever it lies: what was released stays.
    ".gitignore": b"!/output/\n",
    # git on Windows turns line ends, and every hash with them.
    ".gitattributes": b"* -text\n",
}
"""Files that keep version control from losing or changing an edition."""


def frozen_files(project: Path, loaded: Loaded) -> Mapping[str, bytes]:
    """Return what to keep of a project, by path below it: data as read, own templates and fonts.

    Raises InputError with every file that can't be read.
    """
    files = {**KEEPERS, **loaded.files}
    problems: list[Problem] = []
    for name in _others(project, loaded.library):
        try:
            files[name] = read_project_file(project, project / name, _MOST_BYTES, _SMALLER)
        except InputError as failure:
            problems += failure.problems
        except OSError:
            what = message("this file can't be opened")
            hint = message("close it elsewhere, or ask for the right to read it")
            problems.append(Problem(Location(name), what, hint))
    problems += [_unwritable(name) for name in files if not _is_text(name)]
    if problems:
        raise InputError(problems)
    return files


def _is_text(name: str) -> bool:
    """Whether a name is one that every system can have: on Linux it may be any bytes."""
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def _unwritable(name: str) -> Problem:
    what = message("the name of this file has a character that can't be kept")
    return Problem(Location(name), what, message("rename the file"))


def _others(project: Path, library: Library) -> Iterator[str]:
    for folder, suffixes in _LOOKED_UP:
        for path in sorted((project / folder).rglob("*")):
            if path.suffix in suffixes and path.is_file() and not path.name.startswith("~$"):
                yield path.relative_to(project).as_posix()
    fonts = project / "fonts"
    # Whole: their licences must go where they go.
    for path in sorted(fonts.iterdir()) if fonts.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield f"fonts/{path.name}"
    for name in dict.fromkeys(_pictures(library)):
        yield from _picture(project, name)


def _pictures(library: Library) -> Iterator[str]:
    """Yield the names of the pictures that the data mentions."""
    for section in (library.handbook.recruitment, *(role.recruitment for role in library.roles)):
        apply = section.apply if section is not None else None
        if apply is not None and apply.qr is not None:
            yield apply.qr


def _picture(project: Path, name: str) -> Iterator[str]:
    """Yield a picture if it is there; whoever prints it says what is wrong with it."""
    try:
        path = (project / name).resolve()
        inside = path.relative_to(project.resolve())
        if path.is_file() and inside.parts[0] not in _NOT_DATA:
            yield inside.as_posix()
    except (OSError, ValueError, RuntimeError):
        return
