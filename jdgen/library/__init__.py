"""A project's ``data/`` folder to one :class:`~jdgen.model.Library`, or every problem at once.

What a file that can't be read may say is not held against the others: a department or a label
that stands somewhere in its text is taken to exist until the file has been mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jdgen.errors import InputError, Kind, Location, Problem, message
from jdgen.garbage import no_search
from jdgen.library.files import SUFFIXES, data_files, strays
from jdgen.library.readings import NO_READINGS, Readings
from jdgen.model import Department, Handbook, Library, Record, Role
from jdgen.project_file import name_in, read_project_file
from jdgen.records import AnyRecord, Read, read_record
from jdgen.records.keys import NO_OWN_LABELS, OwnLabels
from jdgen.records.own_labels import read_own_labels
from jdgen.records.written import KeysOfAll, PlacesOfAll, Written
from jdgen.source import Document, parse_yaml
from jdgen.source.text import MAX_BYTES
from jdgen.terms import term

_SMALLER = message("put each post into a file of its own")


@dataclass(frozen=True)
class Loaded:
    """A library, what was read though worth a word, and the bytes of each file as read."""

    library: Library
    notes: tuple[Problem, ...]
    files: Mapping[str, bytes]


@dataclass
class _Load:
    project: Path
    readings: Readings = NO_READINGS
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    written: dict[tuple[str | int, ...], Written] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)


@no_search()
def load(project: Path, readings: Readings = NO_READINGS) -> Loaded:
    """Read ``project/data`` whole; ``readings`` is what is known of its files from earlier.

    Raises InputError with every problem of every file, sorted by place. Superiors, recipients and
    partners that nobody bears are no problem here (``checks`` reports them); a post's department
    must exist, because the post has no other place on the page.
    """
    if not project.is_dir():
        raise InputError([_no_folder(project)])
    loading = _Load(project, readings)
    handbook = _load_handbook(loading)
    own = _own_labels(loading, handbook)
    departments = _load_folder(loading, "departments", "department", Department, own)
    roles = _load_folder(loading, "roles", "role", Role, own)
    if not roles and not loading.problems:
        loading.problems.append(
            Problem(
                Location("data/roles"),
                message("there is no post here"),
                message(
                    "put one file that ends in .yaml per post into data/roles, or start with:"
                    " jdgen new DIR"
                ),
            )
        )
    loading.problems += _unknown_departments(loading, handbook, departments, roles)
    if loading.problems or handbook is None or handbook.record is None:
        raise InputError(loading.problems)
    loading.notes += strays(loading.project, loading.files)
    library = Library(
        handbook=handbook.record,
        departments=tuple(read.record for read in departments if read.record is not None),
        roles=tuple(read.record for read in roles if read.record is not None),
        places=PlacesOfAll(loading.written),
        keys=KeysOfAll(loading.written),
    )
    return Loaded(library, tuple(loading.notes), loading.files)


def own_labels(project: Path) -> OwnLabels:
    """Return the labels that a project's handbook prints in place of the known ones.

    None of them where the handbook is missing or can't be read: ``load`` says so.
    """
    loading = _Load(project)
    return _own_labels(loading, _load_handbook(loading))


def find_text(library: Library, part: str) -> tuple[str | int, ...] | None:
    """Return the path of the first value that ``part`` stands in, as ``places`` has it, or None."""
    starts: list[tuple[tuple[str, ...], Record]] = [(("handbook",), library.handbook)]
    starts += [(("department", each.id), each) for each in library.departments]
    starts += [(("role", each.id), each) for each in library.roles]
    paths = (
        path for start, record in starts for path in _paths_to(part, record.model_dump(), start)
    )
    return next(paths, None)


def _paths_to(
    part: str, value: Any, path: tuple[str | int, ...]
) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str) and part in value:
        yield path
    items = value.items() if isinstance(value, dict) else ()
    for key, item in enumerate(value) if isinstance(value, (list, tuple)) else items:
        yield from _paths_to(part, item, (*path, key))


def _no_folder(project: Path) -> Problem:
    hint = message("name the project's folder with --project DIR, or start one: jdgen new DIR")
    if project.exists():
        return Problem(Location(str(project)), message("this is a file, not a folder"), hint)
    return Problem(Location(str(project)), message("there is no such folder"), hint)


def _read(
    loading: _Load, path: Path, record: str, model: type[AnyRecord], own: OwnLabels
) -> Read[AnyRecord] | None:
    """Read one file to its record, None where nothing can be made out in it."""
    name = name_in(loading.project, path)
    data = _bytes(loading, path, name)
    if data is None:
        return None
    loading.files[name] = data
    key = loading.readings.key(data, name, record, own)
    known = loading.readings.get(key, name, model)
    if known is not None:
        return known
    document = _parse(loading, data, name)
    if document is None:
        return None
    read = read_record(document, record, model, own)
    loading.problems.extend(read.problems)
    if not document.notes:
        loading.readings.put(key, read)
    return read


def _bytes(loading: _Load, path: Path, name: str) -> bytes | None:
    try:
        return read_project_file(loading.project, path, MAX_BYTES, _SMALLER)
    except InputError as failure:
        loading.problems.extend(failure.problems)
        loading.unread[name] = ""
        return None
    except OSError:
        is_folder = path.is_dir()
        loading.problems.append(
            Problem(
                Location(name),
                message("this is a folder, where a file is expected")
                if is_folder
                else message("this file can't be opened"),
                message("give the folder a name without .yaml at its end")
                if is_folder
                else message("close it elsewhere, or ask for the right to read it"),
            )
        )
        loading.unread[name] = ""
        return None


def _parse(loading: _Load, data: bytes, name: str) -> Document | None:
    try:
        document = parse_yaml(data, name)
    except InputError as failure:
        loading.problems.extend(
            replace(problem, kind=Kind.SYNTAX) if problem.kind is Kind.OTHER else problem
            for problem in failure.problems
        )
        readings = (data.decode(each, "replace") for each in ("utf-8", "gb18030", "utf-16"))
        loading.unread[name] = "\n".join(readings)
        return None
    loading.notes.extend(document.notes)
    return document


def _load_handbook(loading: _Load) -> Read[Handbook] | None:
    path = loading.project / "data" / "handbook.yaml"
    if not path.exists():
        loading.problems.append(
            Problem(
                Location("data/handbook.yaml"),
                message("this file is missing in {folder}", folder=str(loading.project.resolve())),
                message(
                    "change to the project's folder, name it with --project DIR, "
                    "or start a new one: jdgen new DIR"
                ),
            )
        )
        return None
    read = _read(loading, path, "handbook", Handbook, NO_OWN_LABELS)
    if read is None:
        return None
    loading.written["handbook",] = read.written
    return read


def _own_labels(loading: _Load, handbook: Read[Handbook] | None) -> OwnLabels:
    if handbook is None:
        return OwnLabels({}, loading.unread.get("data/handbook.yaml", ""))
    own, problems = read_own_labels(handbook)
    loading.problems.extend(replace(problem, kind=Kind.VALUE) for problem in problems)
    return own


def _load_folder(
    loading: _Load, folder: str, record: str, model: type[AnyRecord], own: OwnLabels
) -> list[Read[AnyRecord]]:
    """Read every YAML file below ``data/folder``, in the order of their paths."""
    reads: list[Read[AnyRecord]] = []
    seen: dict[str, Location] = {}
    for path in data_files(loading.project, folder):
        if path.suffix.lower() not in SUFFIXES:
            continue
        read = _read(loading, path, record, model, own)
        if read is None:
            continue
        reads.append(read)
        identifier, place = read.text("id"), read.locate("id")
        if identifier is None:
            continue
        if identifier in seen:
            other = message("line {line} of {file}", line=seen[identifier].line,
                            file=seen[identifier].file)  # fmt: skip
            loading.problems.append(
                Problem(
                    place,
                    message(
                        "the id “{id}” is taken already by {other}", id=identifier, other=other
                    ),
                    message("give one of the two another id"),
                    "id",
                    Kind.VALUE,
                )
            )
            continue
        seen[identifier] = place
        loading.written[record, identifier] = read.written
    return reads


def _unknown_departments(
    loading: _Load,
    handbook: Read[Handbook] | None,
    departments: list[Read[Department]],
    roles: list[Read[Role]],
) -> Iterator[Problem]:
    """Every post's department must be one of this handbook, or the organisation itself."""
    names = [text for read in departments if (text := read.text("name")) is not None]
    organisation = handbook.text("organisation") if handbook is not None else None
    names += [organisation] if organisation is not None else []
    known = {*names}
    for read in departments:
        known |= {read.text("id") or "", *read.names("aliases")}
    fields: list[tuple[Read[Any], str]] = [(read, "department") for read in roles]
    fields += [(read, "parent") for read in departments]
    for holder, field_name in fields:
        name = holder.text(field_name)
        if name is None or name in known or _may_exist(loading, name):
            continue
        hint = message("add a file for it to data/departments")
        if names:
            hint = message("write one of {names}, or add a file to data/departments", names=names)
        what = message("no department is called “{name}”", name=name)
        key = holder.written.key((field_name,))
        yield Problem(holder.locate(field_name), what, hint, key, Kind.VALUE)


def _may_exist(loading: _Load, department: str) -> bool:
    """Whether a file that could not be read may be the one that names ``department``."""
    labels = tuple(f"{key}:" for key in term("department", "name").keys())  # noqa: SIM118
    return any(
        department in text
        or (file.startswith("data/departments/") and not any(label in text for label in labels))
        for file, text in loading.unread.items()
    )
