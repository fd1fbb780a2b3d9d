"""Whether the data is still what it was when it was read."""

from __future__ import annotations

from pathlib import Path

from jdgen.errors import InputError, Location, Problem, message
from jdgen.library import Loaded
from jdgen.library.files import FOLDERS, SUFFIXES, data_files
from jdgen.project_file import read_project_file
from jdgen.source.text import MAX_BYTES


def refuse_changes(project: Path, loaded: Loaded) -> None:
    """Raise InputError with every file of data that was changed, removed or added meanwhile.

    What was made of the data as it was read is not what the data says now, and of two builds at
    once the one that read the older data must not have the last word.
    """
    paths = [project / "data" / "handbook.yaml"]
    paths += [path for folder in FOLDERS for path in data_files(project, folder)]
    there = {
        path.relative_to(project).as_posix(): path
        for path in paths
        if path.suffix.lower() in SUFFIXES
    }
    what, hint = message("this file was changed in the meantime"), message("run the command again")
    changed = [
        Problem(Location(name), what, hint)
        for name in sorted({*there, *loaded.files})
        if _bytes(project, there.get(name)) != loaded.files.get(name)
    ]
    if changed:
        raise InputError(changed)


def _bytes(project: Path, path: Path | None) -> bytes | None:
    """Return what a file holds now, None where it is gone or no longer one to read."""
    try:
        return read_project_file(project, path, MAX_BYTES) if path is not None else None
    except (InputError, OSError):
        return None
