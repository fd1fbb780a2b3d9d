"""The same text as Typst's markup and as plain HTML for pandoc, from the blocks of ``content``."""

from __future__ import annotations

import re
from html import escape
from typing import Any

_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~=+/-])")
_HEAD = """
#set page(paper: "a4", margin: 25mm, numbering: "1")
#set text(font: ("Liberation Serif", "Noto Serif SC"), size: 10.5pt, lang: "zh")
#set par(justify: true, leading: 7.5pt)
#show heading: set text(font: ("Liberation Sans", "Noto Sans SC"), weight: "regular")
#set heading(bookmarked: true)
"""


def as_typst(blocks: list[tuple[str, Any]]) -> str:
    """Return the text as Typst's markup, set much as the theme ``standard`` sets it."""
    parts = [_HEAD]
    toc = False
    for kind, value in blocks:
        if kind == "page":
            parts.append("#pagebreak(weak: true)")
        elif kind == "toc":
            parts += [] if toc else ["#outline(title: none)"]
            toc = True
        elif kind.startswith("h"):
            parts.append(f"{'=' * int(kind[1])} {_typst(value)}")
        elif kind == "p":
            parts.append(_typst(value))
        else:
            parts.append(_typst_table(value))
    return "\n\n".join(parts)


def _typst(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _typst_table(rows: list[list[tuple[str, int, int]]]) -> str:
    columns = sum(span for _, span, _ in rows[0])
    cells = [
        f"table.cell(colspan: {across}, rowspan: {down})[{_typst(text)}]"
        for row in rows
        for text, across, down in row
    ]
    return f"#table(columns: (1fr,) * {columns}, {', '.join(cells)})"


def as_html(blocks: list[tuple[str, Any]], title: str) -> str:
    """Return the text as HTML without any styles, which pandoc reads."""
    parts = []
    for kind, value in blocks:
        if kind == "table":
            rows = "".join(
                "<tr>"
                + "".join(f'<td colspan="{a}" rowspan="{d}">{escape(t)}</td>' for t, a, d in row)
                + "</tr>"
                for row in value
            )
            parts.append(f"<table>{rows}</table>")
        elif kind.startswith("h") or kind in ("p", "toc"):
            tag = "p" if kind == "toc" else kind
            parts.append(f"<{tag}>{escape(value)}</{tag}>")
    return f"<html><head><title>{escape(title)}</title></head><body>{''.join(parts)}</body></html>"
