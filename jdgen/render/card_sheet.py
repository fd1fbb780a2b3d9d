"""Sheets of paper on which several cards lie, to be cut: pure geometry, in points.

On A4, for an office printer, cards lie edge to edge with thin lines between them. On A3, for a
print shop, each has its bleed and crop marks outside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from jdgen.render.card_css import BLEED_MM, Box
from jdgen.render.card_page import SetCard, SheetMark
from jdgen.render.card_style import MM, PAPERS, twips
from jdgen.render.pieces.batch import PageBoxes

# Columns and rows by sheet and card, and whether the sheet lies on its side.
_LAYOUTS: Mapping[tuple[str, str], tuple[int, int, bool]] = {
    ("A4", "A5"): (2, 1, True),
    ("A4", "A6"): (2, 2, False),
    ("A3", "A4"): (1, 1, False),
    ("A3", "A5"): (2, 1, True),
    ("A3", "A6"): (2, 2, False),
}
_SHEETS = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}
_LINE = 0.25
# Crop marks begin this far beyond the bleed, so that none is seen where a cut strays.
_BEYOND_MM, _MARK_MM = 1.0, 5.0


def sizes_on(sheet: str) -> tuple[str, ...]:
    """Return the sizes of card that a sheet takes."""
    return tuple(size for name, size in _LAYOUTS if name == sheet)


@dataclass(frozen=True)
class Sheet:
    """A sheet of ``name`` (A4, A3) with cards of ``size`` on it."""

    name: str
    size: str

    @property
    def bleeds(self) -> bool:
        """Whether it is for a print shop."""
        return self.name == "A3"

    @property
    def page(self) -> Box:
        """The sheet itself."""
        *_, lies = _LAYOUTS[self.name, self.size]
        width, height = (twips(each * MM) for each in _SHEETS[self.name])
        return Box(height, width) if lies else Box(width, height)

    @property
    def count(self) -> int:
        """How many cards lie on it."""
        columns, rows, _ = _LAYOUTS[self.name, self.size]
        return columns * rows

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """The edges around all cards: left, top, right, bottom, from the sheet's upper left."""
        places = list(self.places())
        paper = PAPERS[self.size]
        (left, top), (right, bottom) = places[0], places[-1]
        return left, top, right + paper.width, bottom + paper.height

    @property
    def page_boxes(self) -> PageBoxes:
        """What a print shop's machines read: where it is trimmed, and where the bleed ends.

        One sheet is cut into several cards, and a page has one box of each kind (ISO 32000-1,
        14.11.2): the edges around all.
        """
        if not self.bleeds:
            return ()
        left, top, right, bottom = self.trim
        height = self.page.height

        def box(beyond: float) -> tuple[float, float, float, float]:
            return (
                round(left - beyond, 3),
                round(height - bottom - beyond, 3),
                round(right + beyond, 3),
                round(height - top + beyond, 3),
            )

        return (("TrimBox", box(0)), ("BleedBox", box(BLEED_MM * MM)))

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield where each card's upper left corner lies, row by row; all stand in the middle."""
        columns, rows, _ = _LAYOUTS[self.name, self.size]
        paper, page = PAPERS[self.size], self.page
        between = 2 * BLEED_MM * MM if self.bleeds else 0
        left = (page.width - columns * paper.width - (columns - 1) * between) / 2
        top = (page.height - rows * paper.height - (rows - 1) * between) / 2
        for row, column in product(range(rows), range(columns)):
            yield (
                round(left + column * (paper.width + between), 3),
                round(top + row * (paper.height + between), 3),
            )

    def fill(self, cards: Sequence[SetCard]) -> list[list[SetCard]]:
        """Return the cards on their sheets, in order; a single one fills a sheet with copies."""
        wanted = list(cards) * (self.count if len(cards) == 1 else 1)
        return [
            [
                replace(card, x=x, y=y, setting=replace(card.setting, bleeding=self.bleeds))
                for card, (x, y) in zip(sheet, self.places(), strict=False)
            ]
            for sheet in (
                wanted[start : start + self.count] for start in range(0, len(wanted), self.count)
            )
        ]

    def marks(self) -> list[SheetMark]:
        """Return the lines to cut along."""
        return list(self._crop_marks() if self.bleeds else self._cut_lines())

    def _cut_lines(self) -> Iterator[SheetMark]:
        page = self.page
        left, top, _, _ = self.trim
        for x in sorted({x for x, _ in self.places()} - {left}):
            yield SheetMark("cut upright", x - _LINE, 0, 2 * _LINE, page.height)
        for y in sorted({y for _, y in self.places()} - {top}):
            yield SheetMark("cut", 0, y - _LINE, page.width, 2 * _LINE)

    def _crop_marks(self) -> Iterator[SheetMark]:
        paper, places = PAPERS[self.size], list(self.places())
        left, top, right, bottom = self.trim
        length, away = _MARK_MM * MM, (BLEED_MM + _BEYOND_MM) * MM
        uprights = sorted({x + beside for x, _ in places for beside in (0, paper.width)})
        levels = sorted({y + below for _, y in places for below in (0, paper.height)})
        for x, y in product(uprights, (top - away - length, bottom + away)):
            yield SheetMark("crop", x - _LINE / 2, y, _LINE, length)
        for x, y in product((left - away - length, right + away), levels):
            yield SheetMark("crop", x, y - _LINE / 2, length, _LINE)
