"""The report of the checks: one self-contained page of plain tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

from jdgen.render.templates import environment, explain

_TEMPLATE = "checks/report.html"


@dataclass(frozen=True)
class Row:
    """One finding; ``line`` 0 means the file as a whole."""

    code: str
    severity: str
    shown_severity: str
    line: int
    key: str
    what: str
    hint: str
    laws: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """What was found in one file of data, which is one page of the handbook."""

    title: str
    file: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Law:
    """One article that findings refer to."""

    name: str
    rule: str
    verified: bool


@dataclass(frozen=True)
class Report:
    """The whole page; ``counts`` give each severity's name, the word for it and how many.

    ``words`` are the fixed words of the page by name, in its language.
    """

    language: str
    title: str
    dated: str
    readable: bool
    counts: tuple[tuple[str, str, int], ...]
    groups: tuple[Group, ...]
    laws: tuple[Law, ...]
    words: Mapping[str, str]


def render_report(report: Report, templates: Mapping[str, str]) -> str:
    """Return the page as HTML. Raises InputError, with its line, where the template fails."""
    try:
        return environment(templates, _show).get_template(_TEMPLATE).render(report=report)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        # Names of templates are taken from the folder of this one: that of all HTML templates.
        raise explain(failure, "html/report.html") from failure


def _show(value: Any) -> Any:
    return "" if value is None else value
