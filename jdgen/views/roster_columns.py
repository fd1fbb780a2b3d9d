"""The columns of the roster, and how a field of the data stands in a cell and is read from one.

Values are plain, as :func:`jdgen.changes.plain` gives them. Exporting and reading back share this
table, so that what nobody edited reads back as what it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jdgen.terms.choices import STATUSES

Plain = Mapping[str, Any]
Kind = Literal[
    "id", "text", "status", "count", "post", "posts", "department", "names", "lines", "pairs"
]

_SEPARATOR = {"zh": "、", "en": "; "}
_SEPARATORS = re.compile("[、;；\n]")


@dataclass(frozen=True)
class Column:
    """One column: the field's path below its record, and what its cells hold.

    ``least`` and ``most`` are widths in half-width characters; a column is as wide as its longest
    cell between them. ``choices`` names the list that Excel offers.
    """

    path: tuple[str, ...]
    kind: Kind = "text"
    least: int = 8
    most: int = 18
    choices: str = ""

    @property
    def name(self) -> str:
        """The path in one word."""
        return ".".join(self.path)

    def of(self, record: Plain) -> Any:
        """Return the field's value, None where the record has none."""
        value: Any = record
        for part in self.path:
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    def put(self, record: dict[str, Any], value: Any) -> None:
        """Set the field, or take it away if ``value`` is None; an emptied group goes, too."""
        if len(self.path) == 1:
            _set(record, self.path[0], value)
            return
        group = dict(record.get(self.path[0], {}))
        _set(group, self.path[1], value)
        _set(record, self.path[0], group or None)


def _set(record: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        record.pop(name, None)
    else:
        record[name] = value


POSTS = (
    Column(("id",), "id", 9, 15),
    Column(("title",), "text", 10, 16),
    Column(("department",), "department", 9, 13, "departments"),
    Column(("reports_to",), "post", 9, 15, "superiors"),
    Column(("direct_reports",), "posts", 9, 16),
    Column(("headcount",), "count", 7, 9),
    Column(("incumbents",), "count", 7, 8),
    Column(("openings",), "count", 7, 8),
    Column(("grade",), "text", 7, 10),
    Column(("code",), "text", 7, 12),
    Column(("status",), "status", 7, 10, "statuses"),
    Column(("summary",), "text", 20, 34),
    Column(("authority",), "lines", 12, 28),
    Column(("relations", "internal"), "names", 10, 15),
    Column(("relations", "external"), "names", 10, 15),
    Column(("qualifications", "education"), "text", 9, 12, "education"),
    Column(("qualifications", "age"), "text", 7, 11),
    Column(("qualifications", "experience"), "text", 12, 20),
    Column(("qualifications", "knowledge_skills"), "text", 16, 32),
    Column(("qualifications", "licences"), "text", 8, 14),
    Column(("qualifications", "training"), "text", 8, 14),
    Column(("qualifications", "environment"), "text", 8, 12),
    Column(("qualifications", "working_hours"), "text", 8, 12),
    Column(("qualifications", "equipment"), "text", 8, 14),
    # A group is carried whole or not at all, so that a deleted post is known to be unchanged.
    Column(("qualifications", "groups"), "pairs", 8, 20),
    Column(("stand_in",), "posts", 8, 14, "superiors"),
    Column(("promotion_to",), "posts", 8, 14, "superiors"),
)
DEPARTMENTS = (
    Column(("id",), "id", 10, 22),
    Column(("name",), "text", 14, 24),
    Column(("code",), "text", 9, 14),
    Column(("parent",), "department", 14, 22, "departments"),
    Column(("headcount",), "count", 9, 10),
    Column(("status",), "status", 8, 11, "statuses"),
    Column(("summary",), "text", 30, 60),
)
# The first two tell whose duty it is and of which list; the others are the duty's own.
OWNER = Column(("owner",), "post", 12, 22, "owners")
LIST = Column(("list",), "text", 14, 20, "lists")
DUTIES = (
    Column(("text",), "text", 30, 62),
    Column(("tasks",), "lines", 14, 36),
    Column(("share",), "text", 8, 10),
    Column(("frequency",), "text", 8, 12),
    Column(("measure",), "text", 10, 26),
)
REPORTS = (
    Column(("document",), "text", 20, 40),
    Column(("timing",), "text", 12, 20, "timings"),
    Column(("recipients",), "posts", 16, 44),
)


class Names:
    """How posts and departments are called in cells: by title, with the id where two share one."""

    def __init__(self, data: Plain) -> None:
        self.roles: Sequence[Plain] = tuple(data.get("roles", ()))
        self.departments: Sequence[Plain] = tuple(data.get("departments", ()))
        self.organisation = str(data.get("handbook", {}).get("organisation", ""))
        self.posts = _labels(self.roles, "title")
        self.sections = _labels(self.departments, "name")
        self._posts = _references(self.roles, "title", self.posts)
        self._sections = _references(self.departments, "name", self.sections)

    def post(self, reference: str) -> str | None:
        """Return the id of the post meant by an id, title, alias or label; None if by none."""
        return self._posts.get(reference)

    def department(self, reference: str) -> str | None:
        """Return the id of the department meant, None if none is."""
        return self._sections.get(reference)

    def show_post(self, reference: str) -> str:
        """Return how a reference to a post is written in a cell."""
        identifier = self._posts.get(reference)
        return self.posts[identifier] if identifier is not None else reference

    def show_department(self, reference: str) -> str:
        """Return how a reference to a department is written in a cell."""
        identifier = self._sections.get(reference)
        return self.sections[identifier] if identifier is not None else reference


def _labels(records: Iterable[Plain], title: str) -> dict[str, str]:
    titles = {str(each["id"]): str(each.get(title, "")) for each in records}
    shared = Counter(titles.values())
    return {
        identifier: f"{name} ({identifier})" if shared[name] > 1 else name
        for identifier, name in titles.items()
    }


def _references(records: Iterable[Plain], title: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Return ids by everything that means a record; ids come before titles, as in the data."""
    found: dict[str, str] = {}
    for each in records:
        identifier = str(each["id"])
        for name in (identifier, each.get(title), *each.get("aliases", ()), labels[identifier]):
            found.setdefault(str(name), identifier)
    return found


def show(column: Column, value: Any, names: Names, language: str) -> str | int:
    """Return what the cell of a field says."""
    if value is None:
        return ""
    if column.kind == "count":
        return _number(str(value))
    if isinstance(value, (list, tuple)):
        return _show_list(column, value, names, language)
    if column.kind == "department":
        return names.show_department(value)
    if column.kind == "post":
        return names.show_post(value)
    in_english = column.kind == "status" and language == "en"
    return STATUSES.get(value, str(value)) if in_english else str(value)


def _number(text: str) -> str | int:
    """Return a number as one, so that it can be added up; 2–3人, 02 and the like as they are."""
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,8}", text) else text


def _show_list(column: Column, value: Sequence[Any], names: Names, language: str) -> str:
    if column.kind == "pairs":
        return "\n".join(f"{each['label']}：{each['text']}" for each in value)
    items = [str(each) for each in value]
    if column.kind == "posts":
        items = [names.show_post(each) for each in items]
    plain = column.kind != "lines" and not any(_SEPARATORS.search(each) for each in items)
    return (_SEPARATOR[language] if plain else "\n").join(items)


def read(column: Column, text: str) -> Any:
    """Return the value that somebody wrote into a cell, None for an empty one.

    Nothing is checked here, and references stay as they are written.
    """
    if not text:
        return None
    if column.kind in ("posts", "names", "lines"):
        separators = "\n" if column.kind == "lines" or "\n" in text else _SEPARATORS
        return [each.strip() for each in re.split(separators, text) if each.strip()] or None
    if column.kind == "pairs":
        pairs = [re.split("[：:]", line, maxsplit=1) for line in text.split("\n") if line.strip()]
        return [{"label": pair[0].strip(), "text": pair[-1].strip()} for pair in pairs]
    if column.kind == "count" and column.path != ("headcount",):
        return int(text) if re.fullmatch("[0-9]{1,9}", text) else text
    return _status(text) if column.kind == "status" else text


def _status(text: str) -> str:
    wanted = text.casefold()
    return next((zh for zh, en in STATUSES.items() if wanted in (zh, en.casefold())), text)


def normal(text: object) -> str:
    """Return a cell's text without what editors change by themselves: line ends, outer space."""
    lines = re.split("\r\n|\r|\n", str(text))
    return "\n".join(line.rstrip() for line in lines).strip()
