"""Cells that span rows and columns, from any format, to a table without gaps or overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jdgen.errors import InputError, message
from jdgen.importers.blocks import Block, Cell, Place, Table
from jdgen.importers.readers.safety import refusal

MAX_SPAN = 1000
"""Most columns that one cell spans: the same bound as in HTML (§4.9.11)."""

MAX_POSITIONS = 500_000
"""Most positions of one table, cells times what they span."""


@dataclass(frozen=True)
class Placed:
    """A cell where a format has it; columns may be counted in steps that no cell uses."""

    row: int
    column: int
    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Spanning:
    """A cell as HTML writes it: its place follows from the cells before and above it."""

    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1


def flow(rows: Sequence[Sequence[Spanning]], place: Place) -> Table | None:
    """Return the table of cells that take the next free place in their row, as in HTML.

    None where there is no cell at all. Raises InputError where spans were made to exhaust memory.
    """
    placed: list[Placed] = []
    busy: dict[int, int] = {}  # column: the first row in which it is free again
    work = 0
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while busy.get(column, 0) > row:
                column += 1
            height = max(1, min(cell.rows or len(rows), len(rows) - row))
            width = 1
            wanted = max(1, min(cell.columns, MAX_SPAN))
            while width < wanted and busy.get(column + width, 0) <= row:
                width += 1
            work += width
            if work > MAX_POSITIONS:
                raise _too_large(place)
            for each in range(column, column + width):
                busy[each] = row + height
            placed.append(Placed(row, column, cell.blocks, height, width))
            column += width
    return settle(placed, len(rows), place)


def settle(placed: Iterable[Placed], rows: int, place: Place) -> Table | None:
    """Return the table of cells with known places: overlaps cut, unused columns out, gaps filled.

    Raises InputError for a table of more than MAX_POSITIONS positions.
    """
    cells = sorted(placed, key=lambda cell: (cell.row, cell.column))
    if not cells or rows < 1:
        return None
    # Only columns in which some cell begins count: widths in twips or colspan="9" are no columns.
    starts = sorted({cell.column for cell in cells})
    columns = len(starts)
    if rows * columns > MAX_POSITIONS:
        raise _too_large(place)
    taken = [bytearray(columns) for _ in range(rows)]
    made: list[Cell] = []
    for cell in cells:
        column = bisect_left(starts, cell.column)
        if cell.row >= rows or taken[cell.row][column]:
            continue
        end = bisect_left(starts, cell.column + cell.columns)
        width, height = _free(taken, cell.row, column, (min(cell.rows, rows - cell.row), end))
        for row in range(cell.row, cell.row + height):
            taken[row][column : column + width] = b"\x01" * width
        made.append(Cell(cell.row, column, cell.blocks, height, width))
    made += [
        Cell(row, column)
        for row in range(rows)
        for column in range(columns)
        if not taken[row][column]
    ]
    made.sort(key=lambda cell: (cell.row, cell.column))
    return Table(tuple(made), rows, columns, place)


def unboxed(table: Table | None) -> tuple[Block, ...]:
    """Return a table as a block; one of a single cell is only a frame around what stands in it."""
    if table is None:
        return ()
    return table.cells[0].blocks if len(table.cells) == 1 else (table,)


def _free(
    taken: Sequence[bytearray], row: int, column: int, wanted: tuple[int, int]
) -> tuple[int, int]:
    """Return how wide and high a cell can be; ``wanted``: its height, the column it ends at."""
    height, end = wanted
    width = 1
    while column + width < end and not taken[row][column + width]:
        width += 1
    high = 1
    while high < height and not any(taken[row + high][column : column + width]):
        high += 1
    return width, high


def _too_large(place: Place) -> InputError:
    what = message("a table in this file is too large to be a form or a list of posts")
    return refusal(place.file, what, message("delete that table, and import the file again"))
