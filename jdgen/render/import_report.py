"""The report of an import: one self-contained page, values beside the words they came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

from jdgen.render.templates import environment, explain

_TEMPLATE = "import/report.html"
_SHORT = 120


@dataclass(frozen=True)
class Row:
    """One field: what was taken for it, and from where.

    ``source`` is empty where the document has the very words of ``value``; ``reason`` says why the
    field is to be checked, empty where it is sure.
    """

    field: str
    label: str
    value: tuple[str, ...]
    source: str
    place: str
    reason: str

    @property
    def short(self) -> str:
        """The value in one line, cut where it is long."""
        whole = " / ".join(self.value)
        return whole if len(whole) <= _SHORT else f"{whole[: _SHORT - 1]}…"


@dataclass(frozen=True)
class Passage:
    """A passage that found no field: it stands in the free sections under ``heading``."""

    text: str
    heading: str
    place: str


@dataclass(frozen=True)
class Record:
    """The handbook, a department or a post."""

    anchor: str
    title: str
    file: str
    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]

    @property
    def doubts(self) -> int:
        """How many of its fields are to be checked."""
        return sum(bool(row.reason) for row in self.rows)


@dataclass(frozen=True)
class Group:
    """Records of one kind under one heading."""

    heading: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Report:
    """The whole page; ``words`` are its fixed words by name, in its language.

    ``counts`` give what each number counts, the number, and whether it asks for work.
    """

    language: str
    title: str
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    counts: tuple[tuple[str, int, bool], ...]
    groups: tuple[Group, ...]
    words: Mapping[str, str]

    @property
    def _records(self) -> Iterator[Record]:
        return (record for group in self.groups for record in group.records)

    @property
    def doubtful(self) -> tuple[tuple[Record, Row], ...]:
        """Every field that is to be checked, with its record."""
        return tuple((each, row) for each in self._records for row in each.rows if row.reason)

    @property
    def left(self) -> tuple[tuple[Record, Passage], ...]:
        """Every passage that found no field, with its record."""
        return tuple((each, passage) for each in self._records for passage in each.passages)


def render_import_report(report: Report, templates: Mapping[str, str]) -> str:
    """Return the page as HTML. Raises InputError, with its line, where the template fails."""
    try:
        return environment(templates, _show).get_template(_TEMPLATE).render(report=report)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        # Names of templates are taken from the folder of this one: that of all HTML templates.
        raise explain(failure, "html/report.html") from failure


def _show(value: Any) -> Any:
    return "" if value is None else value
