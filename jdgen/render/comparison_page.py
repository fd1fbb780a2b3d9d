"""What changed between two states as one self-contained web page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import jinja2
from markupsafe import Markup

from jdgen.render.templates import environment, explain
from jdgen.terms.phrases import phrase
from jdgen.views.comparison import ChangeRow, ComparisonView
from jdgen.views.text import Passage

_TEMPLATE = "compare/page.html"
_TAGS = {"removed": "del", "added": "ins"}


@dataclass(frozen=True)
class _Group:
    """The changes of one post, one department, or the handbook itself."""

    owner: str
    rows: tuple[ChangeRow, ...]


def render_comparison(view: ComparisonView, templates: Mapping[str, str]) -> str:
    """Return the page as HTML. Raises InputError, with its line, where the template fails."""
    language = view.language
    values = {
        "view": view,
        "groups": tuple(_groups(view)),
        "words": lambda name: phrase(name, language),
        "number_of_changes": phrase("changes_in_all", language, number=len(view.rows)),
        "language_tag": "zh-CN" if language == "zh" else "en",
    }
    try:
        return environment(templates, _show).get_template(_TEMPLATE).render(**values)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
        # Names of templates are taken from the folder of this one: that of all HTML templates.
        raise explain(failure, "html/page.html") from failure


def _groups(view: ComparisonView) -> list[_Group]:
    grouped = groupby(view.rows, key=lambda row: (row.record, row.id))
    return [_Group(rows[0].owner, rows) for rows in (tuple(found) for _, found in grouped)]


def _show(value: Any) -> Any:
    if isinstance(value, Passage):
        return Markup("").join(
            Markup("<{0}>{1}</{0}>").format(_TAGS[span.change], span.text)
            if span.change
            else Markup("{}").format(span.text)
            for span in value
        )
    return "" if value is None else value
