"""The editions of a project: which there are, and whether anyone changed them since."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from jdgen.editions.manifest import FILE, Manifest, read_manifest
from jdgen.editions.naming import folder_name, same_name
from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.library import Loaded, load
from jdgen.model import Library

FOLDER = "editions"
# What desktops and Word leave beside a file that is opened; nobody's change.
_LEFT_BEHIND = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


class FaultKind(StrEnum):
    """What happened to a file of an edition."""

    MISSING = "missing"
    CHANGED = "changed"
    ADDED = "added"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Fault:
    """A file that is not as it was when the edition was released; ``file`` below its folder."""

    file: str
    kind: FaultKind

    @property
    def what(self) -> Message:
        """The fault in words."""
        return {
            FaultKind.MISSING: message("this file of the edition is missing"),
            FaultKind.CHANGED: message("somebody changed this file after the release"),
            FaultKind.ADDED: message("somebody added this file after the release"),
            FaultKind.UNREADABLE: message("this file can't be opened"),
        }[self.kind]

    @property
    def hint(self) -> Message:
        """What to do about it."""
        if self.kind is FaultKind.ADDED:
            return message("move it elsewhere: an edition stays as it was released")
        if self.kind is FaultKind.UNREADABLE:
            return message("close it elsewhere, or ask for the right to read it")
        return message("put the file back as it was: from a backup, or from version control")


@dataclass(frozen=True)
class Edition:
    """An edition whose ``edition.json`` can be read and fits its seal.

    ``folder`` is a project of its own (``data/``, ``templates/``, ``fonts/``) for everything that
    takes one.
    """

    name: str
    folder: Path
    manifest: Manifest

    @property
    def shown(self) -> str:
        """The folder as messages name it."""
        return f"{FOLDER}/{self.name}"

    def answers_to(self, name: str) -> bool:
        """Whether this edition is meant: by its name, or by the 版次 that its cover prints."""
        return same_name(self.name, folder_name(name))

    def faults(self) -> tuple[Fault, ...]:
        """Return which files are not as they were released; reads every one of them."""
        return tuple(sorted(self._faults(), key=lambda fault: fault.file))

    def problems(self) -> tuple[Problem, ...]:
        """Return the faults as problems."""
        return tuple(
            Problem(Location(f"{self.shown}/{fault.file}"), fault.what, fault.hint)
            for fault in self.faults()
        )

    def load(self) -> Loaded:
        """Read the edition's data. Raises InputError where this jdgen can't read it."""
        try:
            return load(self.folder)
        except InputError as failure:
            raise InputError(self._placed(problem) for problem in failure.problems) from failure

    def library(self) -> Library:
        """Return the edition's data. Raises InputError where this jdgen can't read it."""
        return self.load().library

    def _placed(self, problem: Problem) -> Problem:
        place = problem.location
        return replace(problem, location=replace(place, file=f"{self.shown}/{place.file}"))

    def _faults(self) -> Iterator[Fault]:
        expected = self.manifest.files
        for name, wanted in expected.items():
            path = self.folder / name
            try:
                if not path.is_file():
                    yield Fault(name, FaultKind.MISSING)
                elif _hash(path) != wanted:
                    yield Fault(name, FaultKind.CHANGED)
            except OSError:
                yield Fault(name, FaultKind.UNREADABLE)
        for name in _files_below(self.folder):
            if name not in expected and name != FILE:
                yield Fault(name, FaultKind.ADDED)


@dataclass(frozen=True)
class Found:
    """The editions of a project, oldest first, and what of ``editions/`` can't be read as one."""

    editions: tuple[Edition, ...]
    broken: tuple[Problem, ...]

    @property
    def newest(self) -> Edition | None:
        """The edition released last, None where there is none."""
        return self.editions[-1] if self.editions else None


def find_editions(project: Path) -> Found:
    """Return what lies in ``project/editions``; nothing of it is compared with its hash yet.

    Raises InputError where the folder is there and can't be read.
    """
    editions: list[Edition] = []
    broken: list[Problem] = []
    for name in edition_folders(project):
        try:
            editions.append(_read(project, name))
        except InputError as failure:
            broken += failure.problems
    editions.sort(key=lambda each: (each.manifest.date, each.manifest.number, each.name))
    return Found(tuple(editions), tuple(broken))


def edition_folders(project: Path) -> tuple[str, ...]:
    """Return the names of the folders in ``project/editions``, whole editions or not."""
    top = project / FOLDER
    if not project.is_dir():
        what = message("there is no such folder")
        hint = message("name the project's folder with --project DIR, or start one: jdgen new DIR")
        raise InputError([Problem(Location(str(project)), what, hint)])
    try:
        with os.scandir(top) as entries:
            names = [each.name for each in entries if each.is_dir() and each.name[0] != "."]
    except FileNotFoundError:
        return ()
    except NotADirectoryError as failure:
        what = message("a file stands where a folder is needed")
        hint = message("rename or remove that file")
        raise InputError([Problem(Location(FOLDER), what, hint)]) from failure
    except OSError as failure:
        what = message("this folder can't be opened")
        hint = message("ask for the right to read it")
        raise InputError([Problem(Location(FOLDER), what, hint)]) from failure
    return tuple(sorted(names))


def open_edition(project: Path, name: str) -> Edition:
    """Return the edition ``name``, looked through: every file is as it was released.

    Its ``folder`` is a project that ``load`` and everything else takes; ``library()`` is its data.
    Raises InputError where there is no such edition, and with every file that is missing, changed
    or was added since.
    """
    edition = find_edition(project, name)
    problems = edition.problems()
    if problems:
        raise InputError(problems)
    return edition


def find_edition(project: Path, name: str) -> Edition:
    """Return the edition ``name`` without looking at its files. Raises InputError."""
    known = edition_folders(project)
    found = next((each for each in known if same_name(each, folder_name(name))), None)
    if found is None:
        raise InputError([_no_edition(name, known)])
    return _read(project, found)


def _read(project: Path, name: str) -> Edition:
    folder, shown = project / FOLDER / name, f"{FOLDER}/{name}"
    manifest = read_manifest(folder, shown)
    if not same_name(manifest.edition, name):
        what = message("this folder holds the edition “{edition}”", edition=manifest.edition)
        hint = message("give the folder the edition's name again")
        raise InputError([Problem(Location(shown), what, hint)])
    return Edition(name, folder, manifest)


def _no_edition(name: str, known: tuple[str, ...]) -> Problem:
    what = message("there is no edition called “{name}”", name=name)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        hint = message("did you mean “{near}”?", near=near[0])
    elif known:
        hint = message("the editions here are: {names}", names=list(known))
    else:
        hint = message("nothing has been released yet; to do so: jdgen release EDITION")
    return Problem(Location(FOLDER), what, hint)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files_below(folder: Path) -> Iterator[str]:
    """Yield every file below a folder that somebody may have put there on purpose."""
    for top, folders, files in os.walk(folder):
        folders[:] = [each for each in folders if not _LEFT_BEHIND.fullmatch(each)]
        # A link to a folder is not walked into, but whoever reads the data may do so.
        links = [each for each in folders if (Path(top) / each).is_symlink()]
        for name in (*files, *links):
            if not _LEFT_BEHIND.fullmatch(name):
                yield (Path(top) / name).relative_to(folder).as_posix()
