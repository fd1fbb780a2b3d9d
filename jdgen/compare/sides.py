"""What OLD and NEW name, and what is there: an edition, a folder, a revision, a document, the data.

A name is taken for the first of these that there is: an edition of the project, a folder or a file,
a git revision. ``./NAME`` is a folder or a file, ``refs/tags/NAME`` a revision, whatever else is
called so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from jdgen.changes import plain
from jdgen.compare.documents import SUFFIXES, complete, read_document
from jdgen.compare.revisions import find_revision, load_revision
from jdgen.editions import Edition, find_editions, open_edition
from jdgen.editions.manifest import FILE, read_manifest
from jdgen.editions.store import edition_folders
from jdgen.errors import InputError, Location, Problem, Problems, message
from jdgen.library import load
from jdgen.model import Library
from jdgen.terms import Language
from jdgen.terms.phrases import phrase


class SideKind(StrEnum):
    """What a state was taken from."""

    DATA = "data"
    EDITION = "edition"
    FOLDER = "folder"
    REVISION = "revision"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Side:
    """One state of a handbook.

    ``name`` is how it was asked for; ``day`` its date and ``commit`` its short id, where it has
    them. ``folder`` is a project with templates of its own, None where there is none.
    """

    kind: SideKind
    name: str
    library: Library
    folder: Path | None = None
    day: str = ""
    commit: str = ""

    def label(self, language: Language) -> str:
        """Return what the state is called on paper."""
        edition = self.library.handbook.edition
        if self.kind in (SideKind.DATA, SideKind.FOLDER):
            # What a folder is called says little on paper, and its path nothing.
            name = Path(self.name).resolve().name
            if self.kind is SideKind.DATA:
                name = phrase("side_data", language)
            return name if edition is None else phrase(
                "side_edition", language, state=edition, date=name
            )  # fmt: skip
        if self.kind is SideKind.REVISION:
            return phrase(
                "side_revision", language, state=self.name, date=self.day, commit=self.commit
            )
        if self.day:
            return phrase("side_edition", language, state=self.name, date=self.day)
        return self.name


@dataclass(frozen=True)
class _Document:
    """A document's data, waiting for the other side."""

    path: Path
    data: dict[str, Any]

    def side(self, other: Mapping[str, Any] | None) -> Side:
        library = complete(self.data, other, self.path)
        return Side(SideKind.DOCUMENT, self.path.name, library)


def open_sides(project: Path, old: str, new: str | None) -> tuple[Side, Side]:
    """Return both states; ``new`` None is the project's data as it is.

    Raises InputError or EnvironmentProblem with all that is wrong with either.
    """
    problems = Problems()
    found: list[Side | _Document | None] = [None, None]
    for number, name in enumerate((old, new)):
        with problems:
            found[number] = _open(project, name) if name is not None else _data(project)
    problems.stop()
    sides: list[Side] = []
    for number, each in enumerate(found):
        if isinstance(each, _Document):
            other = found[1 - number]
            with problems:
                sides.append(each.side(plain(other.library) if isinstance(other, Side) else None))
        elif each is not None:
            sides.append(each)
    problems.stop()
    return sides[0], sides[1]


def _data(project: Path) -> Side:
    return Side(SideKind.DATA, "data", load(project).library, project)


def _open(project: Path, name: str) -> Side | _Document:
    if not _is_path(name):
        editions = find_editions(project).editions if project.is_dir() else ()
        edition = next((each for each in editions if each.answers_to(name)), None)
        if edition is not None:
            return _edition(open_edition(project, edition.name))
        if project.is_dir() and name in edition_folders(project):
            open_edition(project, name)  # says what is wrong with it
    path = Path(name)
    if path.is_dir():
        return _folder(path)
    if path.exists() or path.suffix.lower() in SUFFIXES:
        return _Document(path, read_document(path))
    revision = find_revision(project, name)
    if revision is not None:
        library = load_revision(project, revision).library
        return Side(
            SideKind.REVISION, name, library, None, revision.day, revision.short
        )  # fmt: skip
    raise InputError([_nothing(project, name)])


def _is_path(name: str) -> bool:
    return name.startswith((".", "~")) or os.sep in name or Path(name).is_absolute()


def _edition(edition: Edition) -> Side:
    manifest = edition.manifest
    return Side(
        SideKind.EDITION, manifest.edition, edition.library(), edition.folder,
        manifest.date.isoformat(),
    )  # fmt: skip


def _folder(path: Path) -> Side:
    """Open a folder: a project, its data, or an edition that lies somewhere else."""
    if path.name == "data" and (path / "handbook.yaml").is_file():
        path = path.resolve().parent
    if (path / FILE).is_file():
        manifest = read_manifest(path, str(path))
        edition = Edition(path.name, path, manifest)
        problems = [_below(path, problem, edition.shown) for problem in edition.problems()]
        if problems:
            raise InputError(problems)
        return replace(_placed(path, lambda: _edition(edition), edition.shown), folder=path)
    if not (path / "data" / "handbook.yaml").exists():
        what = message("this folder holds no project: there is no data/handbook.yaml in it")
        hint = message("name a project's folder, an edition, a file that jdgen made, or a revision")
        raise InputError([Problem(Location(str(path)), what, hint)])
    return _placed(path, lambda: Side(SideKind.FOLDER, str(path), load(path).library, path))


def _placed(path: Path, opened: Callable[[], Side], shown: str = "") -> Side:
    """Say of every problem in which folder it is."""
    try:
        return opened()
    except InputError as failure:
        raise InputError(
            _below(path, problem, shown) for problem in failure.problems
        ) from failure


def _below(path: Path, problem: Problem, shown: str) -> Problem:
    file = problem.location.file.removeprefix(f"{shown}/") if shown else problem.location.file
    place = replace(problem.location, file=(path / file).as_posix())
    return replace(problem, location=place)


def _nothing(project: Path, name: str) -> Problem:
    what = message("no edition, folder, file or git revision is called “{name}”", name=name)
    known = edition_folders(project) if project.is_dir() else ()
    if known:
        hint = message("the editions here are: {names}", names=list(known))
    else:
        hint = message("nothing has been released here yet; to do so: jdgen release EDITION")
    return Problem(Location(name), what, hint)
