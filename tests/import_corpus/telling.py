"""What a layout prints of a post, and thereby what should come back from the import.

A layout takes each text from :class:`Printed`, which remembers what it handed out. So a field that
a layout leaves out is not expected, and one that it prints in other words is expected in those.
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from jdgen.model.fields import split_names
from tests.projects import ROOT, make_project, read_data

Plain = Mapping[str, Any]
Kind = Literal["handbook", "department", "role"]
DUTY_PARTS = ("text", "tasks", "share", "frequency", "measure")
_NAMES = frozenset({"recipients", "direct_reports", "stand_in", "promotion_to", "aliases"})


class Printed:
    """One record on its way to paper: hands out its texts and keeps what it handed out."""

    def __init__(self, kind: Kind, data: Plain) -> None:
        self.kind = kind
        self.data = data
        self.expected: dict[str, Any] = {}

    def has(self, *path: str) -> bool:
        """Whether the data say anything here."""
        return self._at(path) is not None

    def say(self, *path: str, unit: str = "", form: Callable[[str], str] = str) -> str:
        """Return one text to print, empty where the data have none; names stand in one line."""
        value = self._at(path)
        if value is None:
            return ""
        if isinstance(value, list):
            return self.line(*path)
        text = form(str(value)) + ("" if str(value).endswith(unit) else unit)
        self._keep(path, text)
        return text

    def asks(self, name: str) -> str:
        """Return one of the qualifications to print."""
        return self.say("qualifications", name)

    def many(self, *path: str) -> list[str]:
        """Return the texts of a list, to be printed apart from one another."""
        value = self._at(path)
        if value is None:
            return []
        texts = list(value) if isinstance(value, list) else _split(path[-1], str(value))
        self._keep(path, texts)
        return texts

    def line(self, *path: str, between: str = "、") -> str:
        """Return the texts of a list in one line."""
        return between.join(self.many(*path))

    def duties(self, *parts: str, name: str = "duties") -> list[Plain]:
        """Return the duties with these parts of them, ``text`` in any case."""
        wanted = ("text", *parts)
        duties: list[Plain] = []
        for duty in _as_list(self._at((name,))):
            whole = duty if isinstance(duty, Mapping) else {"text": duty}
            duties.append(
                {part: whole[part] for part in DUTY_PARTS if part in wanted & whole.keys()}
            )
        if duties:
            self._keep((name,), duties)
        return duties

    def rows(self, name: str, *columns: str) -> list[dict[str, str]]:
        """Return a table's rows as texts, one per column, empty where the data have none."""
        printed, kept = [], []
        for row in _as_list(self._at((name,))):
            here = {column: row[column] for column in columns if column in row}
            kept.append({key: _as_names(key, value) for key, value in here.items()})
            printed.append({column: _joined(column, here.get(column, "")) for column in columns})
        if kept:
            self._keep((name,), kept)
        return printed

    def _at(self, path: Sequence[str]) -> Any:
        value: Any = self.data
        for name in path:
            if not isinstance(value, Mapping) or name not in value:
                return None
            value = value[name]
        return value

    def _keep(self, path: Sequence[str], value: Any) -> None:
        into = self.expected
        for name in path[:-1]:
            into = into.setdefault(name, {})
        into[path[-1]] = value


def _split(name: str, text: str) -> list[str]:
    return list(split_names(text)) if name in _NAMES else [text]


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _as_names(name: str, value: Any) -> Any:
    return split_names(value) if name in _NAMES else value


def _joined(name: str, value: Any) -> str:
    names = _as_names(name, value)
    return "、".join(names) if isinstance(names, list) else names


@dataclass(frozen=True)
class Printing:
    """The files of one import, and the records that a careful reader finds in them."""

    files: Mapping[str, bytes]
    handbook: Plain
    departments: tuple[Plain, ...]
    roles: tuple[Plain, ...]


@dataclass
class Sheaf:
    """The files and records of one import while they are made."""

    files: dict[str, bytes] = field(default_factory=dict)
    handbook: Printed = field(default_factory=lambda: Printed("handbook", {}))
    records: list[Printed] = field(default_factory=list)

    def book(self, data: Plain) -> Printed:
        """Begin to print what concerns the whole."""
        self.handbook = Printed("handbook", data)
        return self.handbook

    def post(self, data: Plain) -> Printed:
        """Begin to print a post."""
        self.records.append(Printed("role", data))
        return self.records[-1]

    def department(self, data: Plain) -> Printed:
        """Begin to print a department."""
        self.records.append(Printed("department", data))
        return self.records[-1]

    def done(self) -> Printing:
        """Return the whole."""
        kinds: dict[str, list[Plain]] = {"department": [], "role": []}
        for record in self.records:
            kinds[record.kind].append(record.expected)
        return Printing(
            self.files, self.handbook.expected, tuple(kinds["department"]), tuple(kinds["role"])
        )


@dataclass(frozen=True)
class Layout:
    """One way in which a company writes its documents; ``about`` says in a few words which."""

    name: str
    about: str
    make: Callable[[], Printing]


@functools.cache
def printed(layout: Layout) -> Printing:
    """Return what a layout prints; it prints the same each time."""
    return layout.make()


# ---- where the texts come from


@dataclass(frozen=True)
class Project:
    """A project's records as plain text, references by the names that a page prints."""

    handbook: Plain
    departments: tuple[Plain, ...]
    roles: tuple[Plain, ...]

    def named(self, *titles: str) -> list[Plain]:
        """Return these posts."""
        by_title = {role["title"]: role for role in self.roles}
        return [by_title[title] for title in titles]

    def having(self, *names: str, count: int = 2) -> list[Plain]:
        """Return the first posts that have all of these fields."""
        found = [role for role in self.roles if all(_within(role, name) for name in names)]
        if len(found) < count:
            raise LookupError(f"{len(found)} posts have {names}, {count} are wanted")
        return found[:count]


def _within(role: Plain, name: str) -> bool:
    record, _, part = name.partition(".")
    if not part:
        return record in role
    if record == "duties":
        return any(
            isinstance(duty, Mapping) and part in duty for duty in _as_list(role.get(record))
        )
    return part in role.get(record, {})


@functools.cache
def example() -> Project:
    """The example of the repository: a sales organisation, ten posts."""
    return _project(ROOT)


@functools.cache
def english() -> Project:
    """The English example: five posts."""
    return _project(ROOT / "templates" / "projects" / "english")


@functools.cache
def factory(posts: int = 40) -> Project:
    """A made-up manufacturer, whose posts have every field there is."""
    with tempfile.TemporaryDirectory() as folder:
        return _project(make_project(Path(folder), posts=posts, seed=11))


def _project(folder: Path) -> Project:
    data = read_data(folder)
    names = {each["id"]: each["name"] for each in data.departments}
    titles = {each["id"]: each["title"] for each in data.roles}
    return Project(
        data.handbook,
        tuple({**each, "parent": names.get(each["parent"], each["parent"])}
              if "parent" in each else each for each in data.departments),
        tuple(_resolved(role, names, titles) for role in data.roles),
    )  # fmt: skip


def _resolved(role: Plain, names: Mapping[str, str], titles: Mapping[str, str]) -> Plain:
    changed: dict[str, Any] = {"department": names.get(role["department"], role["department"])}
    if "reports_to" in role:
        changed["reports_to"] = titles.get(role["reports_to"], role["reports_to"])
    if isinstance(role.get("direct_reports"), list):
        changed["direct_reports"] = [titles.get(each, each) for each in role["direct_reports"]]
    return {**role, **changed}
