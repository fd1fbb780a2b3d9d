"""Which files of a project hold data, and which only look like it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path

from jdgen.errors import Location, Problem, message
from jdgen.project_file import name_in

SUFFIXES = (".yaml", ".yml")
"""How the names of data files end."""

FOLDERS = ("departments", "roles")
"""The folders of ``data`` that hold one file for each."""


def data_files(project: Path, folder: str) -> list[Path]:
    """Return what lies below ``data/folder`` and is not hidden, in order of the paths."""
    top = project / "data" / folder
    paths = {name_in(top, path): path for path in top.rglob("*")}
    return [paths[name] for name in sorted(paths) if "/." not in f"/{name}"]


def strays(project: Path, read: Container[str]) -> Iterator[Problem]:
    """Yield a note for each file that looks like data and is not among those ``read``.

    Windows hides the end of a name that it knows: clerk.yaml.txt looks like clerk.yaml there.
    """
    for path in data_files(project, "."):
        name = name_in(project, path)
        if name in read or not path.is_file():
            continue
        suffixes = [suffix.lower() for suffix in path.suffixes]
        if suffixes[-1:] == [".txt"] and suffixes[-2:-1] and suffixes[-2] in SUFFIXES:
            what = message("this file is not read, as its name ends in .txt")
            yield Problem(Location(name), what, message("rename it to {name}", name=path.stem))
        elif suffixes[-1:] and suffixes[-1] in SUFFIXES:
            what = message("this file is not read here")
            hint = message("posts lie in data/roles, departments in data/departments")
            yield Problem(Location(name), what, hint)
