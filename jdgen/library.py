"""A project's ``data/`` folder to one :class:`~jdgen.model.Library`, or every problem at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jdgen.errors import InputError, Location, Problem, message
from jdgen.model import Department, Handbook, Library, Role
from jdgen.records import AnyRecord, read_record
from jdgen.source import Document, parse_yaml
from jdgen.terms import canonical_key, term

_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True)
class Loaded:
    """A library, what was read though worth a word, and the bytes of each file as read."""

    library: Library
    notes: tuple[Problem, ...]
    files: Mapping[str, bytes]


@dataclass
class _Load:
    project: Path
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    places: dict[tuple[str | int, ...], Location] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def load(project: Path) -> Loaded:
    """Read ``project/data`` whole.

    Raises InputError with every problem of every file, sorted by place. Superiors, recipients and
    partners that nobody bears are no problem here (``checks`` reports them); a post's department
    must exist, because the post has no other place on the page.
    """
    loading = _Load(project)
    handbook = _load_handbook(loading)
    own_labels = _own_labels(handbook)
    departments = _load_folder(loading, "departments", "department", Department, {})
    roles = _load_folder(loading, "roles", "role", Role, own_labels)
    if not roles and not loading.problems:
        loading.problems.append(
            Problem(
                Location("data/roles"),
                message("there is no post here"),
                message("put one .yaml file per post into data/roles, or start with: jdgen new DIR"),
            )
        )
    if handbook is not None:
        _check_departments(loading, handbook, departments, roles)
    if loading.problems or handbook is None:
        raise InputError(loading.problems)
    library = Library(
        handbook=handbook,
        departments=tuple(department for _, department in departments),
        roles=tuple(role for _, role in roles),
        places=loading.places,
    )
    return Loaded(library, tuple(loading.notes), loading.files)


def _read(loading: _Load, path: Path) -> Document | None:
    name = path.relative_to(loading.project).as_posix()
    try:
        data = path.read_bytes()
    except OSError:
        loading.problems.append(
            Problem(
                Location(name),
                message("this file can't be read"),
                message("check that it exists, is no folder, and that you may open it"),
            )
        )
        return None
    loading.files[name] = data
    try:
        document = parse_yaml(data, name)
    except InputError as failure:
        loading.problems.extend(failure.problems)
        return None
    loading.notes.extend(document.notes)
    return document


def _load_handbook(loading: _Load) -> Handbook | None:
    path = loading.project / "data" / "handbook.yaml"
    if not path.exists():
        loading.problems.append(
            Problem(
                Location("data/handbook.yaml"),
                message("there is no data/handbook.yaml in {folder}", folder=loading.project.name),
                message(
                    "change to the project's folder, name it with --project DIR, "
                    "or start a new one: jdgen new DIR"
                ),
            )
        )
        return None
    document = _read(loading, path)
    if document is None:
        return None
    handbook, places, problems = read_record(document, "handbook", Handbook)
    loading.problems.extend(problems)
    loading.places.update({("handbook", *where): place for where, place in places.items()})
    if handbook is not None:
        for label in handbook.labels:
            if canonical_key("role", label) is None:
                loading.problems.append(
                    Problem(
                        loading.places.get(("handbook", "labels", label), Location(document.file)),
                        message("there is no printed label called “{label}”", label=label),
                        message(
                            "write the label as it is printed now, such as {example}",
                            example=term("role", "authority").zh,
                        ),
                        label,
                    )
                )
    return handbook


def _own_labels(handbook: Handbook | None) -> Mapping[str, str]:
    """Map a handbook's own labels to canonical names: what is printed can be typed as well."""
    if handbook is None:
        return {}
    names = {new: canonical_key("role", old) for old, new in handbook.labels.items()}
    return {new: name for new, name in names.items() if name is not None}


def _load_folder(
    loading: _Load,
    folder: str,
    record: str,
    model: type[AnyRecord],
    own_labels: Mapping[str, str],
) -> list[tuple[str, AnyRecord]]:
    """Read every YAML file below ``data/folder``, in the order of their paths."""
    top = loading.project / "data" / folder
    paths = sorted(
        (path for path in top.rglob("*") if path.suffix.lower() in _SUFFIXES),
        key=lambda path: path.relative_to(top).as_posix(),
    )
    records: list[tuple[str, AnyRecord]] = []
    seen: dict[str, Location] = {}
    for path in paths:
        if any(part.startswith(".") for part in path.relative_to(top).parts):
            continue
        document = _read(loading, path)
        if document is None:
            continue
        value, places, problems = read_record(document, record, model, own_labels)
        loading.problems.extend(problems)
        if value is None:
            continue
        identifier: str = value.id  # type: ignore[attr-defined]  # both models here have one
        place = places.get(("id",), Location(document.file))
        if identifier in seen:
            loading.problems.append(
                Problem(
                    place,
                    message("the id “{id}” is taken by {other}", id=identifier,
                            other=str(seen[identifier])),
                    message("give one of the two another id"),
                    "id",
                )
            )
            continue
        seen[identifier] = place
        loading.places.update(
            {(record, identifier, *where): where_written for where, where_written in places.items()}
        )
        records.append((document.file, value))
    return records


def _check_departments(
    loading: _Load,
    handbook: Handbook,
    departments: list[tuple[str, Department]],
    roles: list[tuple[str, Role]],
) -> None:
    """Every post's department must be one of this handbook, or the organisation itself."""
    known = {handbook.organisation}
    for _, department in departments:
        known |= {department.id, department.name, *department.aliases}
    label = term("role", "department").zh
    for file, role in roles:
        if role.department not in known:
            loading.problems.append(
                Problem(
                    loading.places.get(("role", role.id, "department"), Location(file)),
                    message("no department is called “{name}”", name=role.department),
                    message(
                        "write one of {names}, or add a file to data/departments",
                        names="、".join(sorted(known)),
                    ),
                    label,
                )
            )
    for file, department in departments:
        if department.parent is not None and department.parent not in known:
            loading.problems.append(
                Problem(
                    loading.places.get(("department", department.id, "parent"), Location(file)),
                    message("no department is called “{name}”", name=department.parent),
                    message(
                        "write one of {names}, or add a file to data/departments",
                        names="、".join(sorted(known)),
                    ),
                    term("department", "parent").zh,
                )
            )
