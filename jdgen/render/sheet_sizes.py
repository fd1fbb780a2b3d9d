"""How wide a column and how high a row of a workbook must be to show what its cells say."""

from __future__ import annotations

import math
import unicodedata

from jdgen.views.roster import Sheet

_LINE, _HIGHEST = 14.0, 409.0  # points; higher than that no row can be


def column_width(sheet: Sheet, number: int) -> float:
    """Return a column's width: its longest line's, between the least and the most it may have.

    A header may take two lines; the arrow of the filter stands beside it.
    """
    column = sheet.columns[number]
    wanted = [(_columns(column.header) + 1) // 2 + 3]
    wanted += [_columns(line) + 1 for row in sheet.rows for line in str(row[number]).split("\n")]
    return float(min(max(*wanted, column.column.least), column.column.most))


def row_height(cells: tuple[str | int, ...], widths: list[float]) -> float:
    """Return a row's height in points: that of the cell with the most lines."""
    lines = max(
        sum(max(1, math.ceil(_pixels(line) / (width * 7 - 6))) for line in str(cell).split("\n"))
        for cell, width in zip(cells, widths, strict=True)
    )
    return min(lines * _LINE + 3, _HIGHEST)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _pixels(text: str) -> float:
    """Return how wide a line is set at 10 pt; a unit of a column's width is seven pixels."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return wide * 13.4 + (len(text) - wide) * 6.3
