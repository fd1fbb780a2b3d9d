"""The tables of a handbook that only repeat what its posts say: were they edited?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jdgen.sync.document import Chapters
from jdgen.sync.word import Grid, clean
from jdgen.views.sections import HandbookView

_ANCHORS = ("structure", "report_schedule", "qualification_table", "receipt")


def edited_overviews(view: HandbookView, found: Chapters) -> Iterator[str]:
    """Yield the titles of the chapters with a table that lacks a row that was printed.

    What somebody filled in or put in beside that is theirs: a list of receipts is there for it.
    """
    for section in view.sections:
        if section.anchor not in _ANCHORS or section.anchor not in found.chapters:
            continue
        pages = [found.chapters[section.anchor]]
        if section.anchor == "structure":
            pages += found.overviews
        rows = [
            _texts([cell.text for cell in row])
            for page in pages
            for grid in page.blocks
            if isinstance(grid, Grid)
            for row in grid.rows
        ]
        printed = [
            _texts([clean(str(cell.text)) for cell in row])
            for table in section.tables
            for row in table.rows
        ]
        if not all(_take(row, rows) for row in printed):
            yield section.chapter


def _texts(row: Sequence[str]) -> list[str]:
    return [text for text in row if text]


def _take(printed: list[str], rows: list[list[str]]) -> bool:
    """Whether a row is still there as printed; numbers of pages may stand behind it."""
    for row in rows:
        if row[: len(printed)] == printed:
            rows.remove(row)
            return True
    return False
