"""The merged data into the files of ``data/``: which file says what, and what each is to say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from jdgen.changes import Plain, paired, plain
from jdgen.edit import edit_yaml
from jdgen.errors import InputError, JdgenError, Location, Problem, message
from jdgen.importers.spelling import APART, spelled
from jdgen.library import Loaded, load, own_labels
from jdgen.records.keys import OwnLabels, Spelling, spelling_of
from jdgen.source import parse_yaml
from jdgen.terms import Language, canonical_key, term
from jdgen.writer import check_writable, remove_files, write_files
from jdgen.writer.leftovers import scratch_folder
from jdgen.yaml_text import Page, write_page

_SCHEMA = "# yaml-language-server:"


@dataclass(frozen=True)
class Staged:
    """The files to write, by their path in the project, and those to remove."""

    written: Mapping[str, bytes] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Keys:
    """How one file spells its keys."""

    own: OwnLabels
    spelling: Spelling

    def canonical(self, record: str, key: str) -> str | None:
        """Return the field that a key names."""
        return canonical_key(record, key) or self.own.canonical(record, key)

    def write(self, record: str, name: str) -> str:
        """Return the key to write for a field."""
        return self.spelling.write(term(record, name))


def stage(project: Path, loaded: Loaded, wanted: Plain) -> Staged:
    """Return what makes ``data/`` say ``wanted``, in memory; every file's layout is kept.

    Raises InputError where the project could not be read then: a department that there is none of,
    a number that is none. Nothing is written.
    """
    staging = _Staging(project, loaded)
    held = plain(loaded.library)
    staging.change("handbook", ("handbook", "title"), held["handbook"], wanted["handbook"])
    for name, record, title in (("departments", "department", "name"), ("roles", "role", "title")):
        for before, after in paired(held[name], wanted[name], title):
            if before is not None:
                staging.change(record, (record, before["id"], "id"), before, after)
            elif after is not None:
                staging.add(record, after, wanted)
    staged = Staged(staging.written, tuple(staging.removed))
    _try_out(loaded, staged, wanted)
    return staged


class _Staging:
    def __init__(self, project: Path, loaded: Loaded) -> None:
        self.loaded = loaded
        self.own = own_labels(project)
        self.written: dict[str, bytes] = {}
        self.removed: list[str] = []

    def change(self, record: str, path: tuple[str, ...], old: Plain, new: Plain | None) -> None:
        """Take in what one record is to be; None where its file is to go."""
        if old == new:
            return
        file = self.loaded.library.locate(*path).file
        if new is None:
            self.removed.append(file)
            return
        data = self.loaded.files[file]
        keys = _Keys(self.own, spelling_of((parse_yaml(data, file).value, record)))
        self.written[file] = edit_yaml(data, record, old, new, keys)

    def add(self, record: str, new: Plain, wanted: Plain) -> None:
        """Take in a new record: beside those of its department, written as they are."""
        beside = self._beside(record, new)
        folder = PurePosixPath(beside).parent if beside else PurePosixPath(
            "data", "roles" if record == "role" else "departments")  # fmt: skip
        file = str(folder / f"{new['id']}.yaml")
        number = 2
        while file in self.loaded.files or file in self.written:
            file, number = str(folder / f"{new['id']}-{number}.yaml"), number + 1
        first: list[str] = []
        language: Language = "en" if wanted["handbook"].get("language") == "en" else "zh"
        if beside:
            data = self.loaded.files[beside]
            line = data.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")[0].strip()
            first = [line] if line.startswith(_SCHEMA) else []
            spelling = spelling_of((parse_yaml(data, beside).value, record))
            language = "zh" if spelling is Spelling.CHINESE else "en"
        apart = frozenset(each for name in APART for each in _label(record, name, language))
        page = Page(spelled(new, record, language), first=first, apart=apart)
        self.written[file] = write_page(page).encode("utf-8")

    def _beside(self, record: str, new: Plain) -> str:
        """Return the file of a record of the same department, else of any."""
        library = self.loaded.library
        records: list[Any] = list(library.roles if record == "role" else library.departments)
        own = [each for each in records if getattr(each, "department", "") == new.get("department")]
        for each in (*own, *records)[:1]:
            return library.locate(record, each.id, "id").file
        return ""


def _label(record: str, name: str, language: Language) -> Iterator[str]:
    try:
        known = term(record, name)
    except KeyError:
        return
    yield known.zh if language == "zh" else known.name


def _try_out(loaded: Loaded, staged: Staged, wanted: Plain) -> None:
    """Read the project as it is to be, in a folder of its own. Raises InputError if it can't be."""
    with scratch_folder() as copy:
        for name, data in {**loaded.files, **staged.written}.items():
            if name not in staged.removed:
                path = copy / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        found = plain(load(copy).library)
    if _sorted(found) != _sorted(wanted):
        # Better nothing than something else.
        files = [*staged.written] or ["data"]
        what = message("the changes can't be written into this file as they are meant")
        hint = message("make them by hand, and report this with the file and the document")
        raise InputError([Problem(Location(file), what, hint) for file in files])


def _sorted(whole: Plain) -> dict[str, Any]:
    return {
        "handbook": whole["handbook"],
        **{name: sorted(whole[name], key=lambda each: each["id"])
           for name in ("departments", "roles")},
    }  # fmt: skip


def write(project: Path, loaded: Loaded, staged: Staged) -> None:
    """Write and remove the files of the project: all of it, or none.

    Raises OutputError; then everything is as it was.
    """
    check_writable(project / name for name in (*staged.written, *staged.removed))
    _check_unchanged(project, loaded, staged)
    write_files(
        {project / name: data for name, data in staged.written.items()},
        lambda: _check_unchanged(project, loaded, staged),
    )
    try:
        remove_files(project / name for name in staged.removed)
    except JdgenError:
        before = {
            project / name: loaded.files[name]
            for name in (*staged.written, *staged.removed)
            if name in loaded.files
        }
        write_files(before)
        remove_files(project / name for name in staged.written if name not in loaded.files)
        raise


def _check_unchanged(project: Path, loaded: Loaded, staged: Staged) -> None:
    """Refuse to write over what somebody saved while the changes were being looked at."""
    for name in (*staged.written, *staged.removed):
        path = project / name
        if _bytes(path) != loaded.files.get(name):
            what = message("this file was changed in the meantime")
            raise InputError([Problem(Location(name), what, message("run the command again"))])


def _bytes(path: Path) -> bytes | None:
    """Return what a file holds now, None where it can't be told or is not there."""
    try:
        return path.read_bytes()
    except OSError:
        return None
