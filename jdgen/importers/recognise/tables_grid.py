"""A table as the recogniser walks through it: its cells row by row, each with its words."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jdgen.importers.blocks import Block, Cell, Heading, Paragraph, Place, Table
from jdgen.importers.recognise.characters import has_han, plain_label
from jdgen.importers.recognise.labels import LONGEST, LabelMatch, match_label


class Region(NamedTuple):
    """A rectangle of a table; ``bottom`` and ``right`` are the first row and column outside."""

    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, eq=False)
class Box:
    """A cell and what its words could be.

    ``line`` is its text in one line; ``label`` is the field that it would name as a label, which
    it is only where its neighbours agree.
    """

    cell: Cell
    line: str
    label: LabelMatch | None
    place: Place

    @property
    def right(self) -> int:
        """The first column right of it."""
        return self.cell.column + self.cell.columns

    @property
    def bottom(self) -> int:
        """The first row below it."""
        return self.cell.row + self.cell.rows

    @cached_property
    def plain(self) -> str:
        """The words as labels are compared; empty for long texts, which are no labels."""
        return plain_label(self.line) if len(self.line) <= LONGEST else ""

    @property
    def paragraphs(self) -> list[Paragraph | Heading]:
        """The cell's paragraphs that say something, those of tables inside it left out."""
        return [
            block
            for block in self.cell.blocks
            if not isinstance(block, Table) and block.text.strip()
        ]

    @property
    def tables(self) -> list[Table]:
        """The tables inside the cell."""
        return [block for block in self.cell.blocks if isinstance(block, Table)]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the cell holds, without empty paragraphs."""
        return tuple(
            block for block in self.cell.blocks if isinstance(block, Table) or block.text.strip()
        )


class Grid:
    """A table's cells by row and by column; cells that are read are crossed out."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.done: set[Box] = set()
        self._known: dict[str, LabelMatch | None] = {}
        self._begin: list[list[Box]] = [[] for _ in range(table.rows)]
        self._cover: list[list[Box]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            box = self._box(cell)
            self._begin[cell.row].append(box)
            for row in range(cell.row, min(box.bottom, table.rows)):
                self._cover[row].append(box)
        for covering in self._cover:
            covering.sort(key=lambda box: box.cell.column)
        self._columns = [[box.cell.column for box in row] for row in self._cover]
        self._starts = [[box.cell.column for box in row] for row in self._begin]

    @property
    def whole(self) -> Region:
        """All of the table."""
        return Region(0, self.table.rows, 0, self.table.columns)

    def beginning(self, row: int, region: Region) -> list[Box]:
        """Return the unread cells that begin in ``row`` inside ``region``, empty ones too."""
        starts = self._starts[row]
        found = self._begin[row][
            bisect_left(starts, region.left) : bisect_left(starts, region.right)
        ]
        return [box for box in found if box not in self.done]

    def filled(self, row: int, region: Region) -> list[Box]:
        """Return the cells that begin in ``row`` and say something."""
        return [box for box in self.beginning(row, region) if box.line]

    def covering(self, row: int, region: Region) -> list[Box]:
        """Return the cells that say something in ``row``, those that began above too."""
        columns = self._columns[row]
        found = self._cover[row][
            bisect_left(columns, region.left) : bisect_left(columns, region.right)
        ]
        return [box for box in found if box.line]

    def at(self, row: int, column: int) -> Box:
        """Return the cell that covers a position."""
        return self._cover[row][bisect_left(self._columns[row], column + 1) - 1]

    def read(self, *boxes: Box) -> None:
        """Cross out cells."""
        self.done.update(boxes)

    def unread(self) -> Iterator[Box]:
        """Yield the cells that say something and were not read, in reading order."""
        for row in self._begin:
            yield from (box for box in row if box.line and box not in self.done)

    def crop(self, region: Region) -> Table:
        """Return a region as a table of its own; cells that reach over its edge are cut."""
        cells = [
            Cell(
                max(cell.row, region.top) - region.top,
                max(cell.column, region.left) - region.left,
                cell.blocks if cell.row >= region.top and cell.column >= region.left else (),
                min(box.bottom, region.bottom) - max(cell.row, region.top),
                min(box.right, region.right) - max(cell.column, region.left),
            )
            for row in range(region.top, region.bottom)
            for box in self._cover[row]
            if (cell := box.cell).column < region.right
            and box.right > region.left
            and row == max(cell.row, region.top)
        ]
        size = (region.bottom - region.top, region.right - region.left)
        return Table(tuple(cells), *size, self.table.place)

    @cached_property
    def _labels_by_column(self) -> tuple[Counter[int], Counter[int]]:
        labels: Counter[int] = Counter()
        filled: Counter[int] = Counter()
        for row in self._begin:
            for box in row:
                if box.line:
                    filled[box.cell.column] += 1
                    labels[box.cell.column] += box.label is not None
        return labels, filled

    def label_share(self, box: Box) -> float:
        """Return which share of the other cells that begin in a cell's column could be labels.

        -1 where there are none to tell.
        """
        labels, filled = self._labels_by_column
        column = box.cell.column
        others = filled[column] - bool(box.line)
        if not others:
            return -1
        return (labels[column] - (box.label is not None)) / others

    def _box(self, cell: Cell) -> Box:
        words = cell.text.split()
        # Written downwards, a character below the other, it is one word.
        downwards = len(words) > 1 and all(len(word) == 1 and has_han(word) for word in words)
        line = ("" if downwards else " ").join(words)
        place = next((block.place for block in cell.blocks), self.table.place)
        if line not in self._known:
            self._known[line] = _label(line)
        return Box(cell, line, self._known[line], place)


def _label(line: str) -> LabelMatch | None:
    return match_label(line) if 0 < len(line) <= LONGEST else None
