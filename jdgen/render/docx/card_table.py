"""A card's table in Word: a row for each band, together as high and as wide as the page.

What a cell is, the style of its first paragraph says, wherever a template puts it. Rows may grow,
and cells have a little less padding than in the PDF, so that a line more in one of them changes
nothing around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from jdgen.render.card_page import Setting
from jdgen.render.card_style import Palette, measures
from jdgen.render.docx.xml import Element, child, element, put, w
from jdgen.theme import TWIPS

END = 1.0
"""The height of the paragraph that Word wants after a table, in points."""

# What a cell is whose first paragraph has this style.
_AREAS = {
    "JDCardEmployer": "head",
    "JDCardFactLabel": "fact",
    "JDCardLead": "main",
    "JDCardHeading": "main",
    "JDCardSideHeading": "side",
    "JDCardFootHeading": "foot",
    "JDCardCode": "code",
    # Nothing to say on how to apply: the band is left empty.
    "JDCardEnd": "foot",
}

_LEAST_PADDING = 2.0


@dataclass(frozen=True)
class _Cell:
    """How one cell is set: width, ground, padding (top, right, bottom, left), rule at its left."""

    width: float
    ground: str
    padding: tuple[float, float, float, float]
    rule: str = ""


def set_page(body: Element, setting: Setting, ground: str) -> None:
    """Make the page as large as the card, without margins; its lower edge is of ``ground``."""
    section = child(body, "sectPr")
    paper = setting.paper
    put(section, "pgSz", w=_twips(paper.width), h=_twips(paper.height))
    put(section, "pgMar", top=0, right=0, bottom=0, left=0, header=0, footer=0, gutter=0)
    last = body.findall(w("p"))[-1:]
    for paragraph in last:
        put(child(paragraph, "pPr"), "shd", val="clear", color="auto", fill=ground)


def set_table(table: Element, setting: Setting, colours: Palette) -> None:
    """Set the rows' heights, and the cells' widths, margins and grounds."""
    rows = [
        [(cell, _area(cell)) for cell in row.findall(w("tc"))] for row in table.findall(w("tr"))
    ]
    measured = [list(_cells([area for _, area in row], setting, colours)) for row in rows]
    edges = sorted(
        {0, *(edge for cells in measured for edge in accumulate(_twips(c.width) for c in cells))}
    )
    _set_grid(table, edges)
    for row, cells in zip(rows, measured, strict=True):
        left = 0
        for (cell, _), how in zip(row, cells, strict=True):
            right = left + _twips(how.width)
            _set_cell(cell, how, edges.index(right) - edges.index(left))
            left = right
    for element_, row in zip(table.findall(w("tr")), rows, strict=True):
        height = _height(row[0][1] if row else "", setting)
        put(child(element_, "trPr"), "trHeight", val=_twips(height), hRule="atLeast")


def _area(cell: Element) -> str:
    """Return what a cell is; one that begins with a style of somebody's own is a main column."""
    style = cell.find(f"{w('p')}/{w('pPr')}/{w('pStyle')}")
    return _AREAS.get(str(style.get(w("val"))) if style is not None else "", "main")


def _set_grid(table: Element, edges: Sequence[int]) -> None:
    grid = child(table, "tblGrid")
    for column in list(grid):
        grid.remove(column)
    grid.extend(element("gridCol", w=right - left) for left, right in pairwise(edges))
    width = table.find(f"{w('tblPr')}/{w('tblW')}")
    if width is not None:
        width.set(w("w"), str(edges[-1]))
        width.set(w("type"), "dxa")


def _cells(areas: Sequence[str], setting: Setting, colours: Palette) -> Iterator[_Cell]:
    """Yield how the cells of a row are set."""
    paper, own = setting.paper, measures(setting.paper)
    for number, area in enumerate(areas):
        last = number == len(areas) - 1
        if area == "head":
            yield _Cell(
                paper.width, colours.band, (own.head_top, paper.edge, _LEAST_PADDING, paper.edge)
            )
        elif area == "fact" and number < len(setting.facts):
            left, right = (paper.edge if edge else own.fact for edge in (number == 0, last))
            rule = colours.line if number else ""
            yield _Cell(setting.facts[number], colours.strip, (own.strip, right, 0, left), rule)
        elif area == "side":
            padding = (own.columns_top, own.side_right, 0.0, own.side_left)
            yield _Cell(paper.side, colours.side, padding)
        elif area == "code":
            width = paper.edge + setting.code
            yield _Cell(width, colours.band, (_LEAST_PADDING, paper.edge, _LEAST_PADDING, 0))
        elif area == "foot":
            width = paper.width if last else paper.width - paper.edge - setting.code
            right = paper.edge if last else own.gutter
            padding = (_LEAST_PADDING, right, _LEAST_PADDING, paper.edge)
            yield _Cell(width, colours.band, padding)
        else:
            width = paper.width if last else paper.width - paper.side
            right = paper.edge if last else own.gutter
            yield _Cell(width, "FFFFFF", (own.columns_top, right, 0, paper.edge))


def _height(area: str, setting: Setting) -> float:
    """Return the height of a row that begins with such a cell."""
    heights = setting.heights
    if heights is None:
        raise AssertionError("a card is fitted before it is written")
    known = {"head": heights.head, "fact": heights.strip, "main": heights.body}
    # The paragraph below the table takes its height from the last row.
    return known.get(area, heights.foot - END)


def _set_cell(cell: Element, how: _Cell, span: int) -> None:
    """Write a cell's properties, in the order that the schema wants (17.4.69)."""
    old = cell.find(w("tcPr"))
    align = "top"
    if old is not None:
        found = old.find(w("vAlign"))
        align = str(found.get(w("val"))) if found is not None else align
        cell.remove(old)
    new = element("tcPr")
    new.append(element("tcW", w=_twips(how.width), type="dxa"))
    if span > 1:
        new.append(element("gridSpan", val=span))
    if how.rule:
        borders = element("tcBorders")
        borders.append(element("left", val="single", sz=4, space=0, color=how.rule))
        new.append(borders)
    new.append(element("shd", val="clear", color="auto", fill=how.ground))
    margins = element("tcMar")
    top, right, bottom, left = how.padding
    for side, width in (("top", top), ("left", left), ("bottom", bottom), ("right", right)):
        margins.append(element(side, w=_twips(width), type="dxa"))
    new.append(margins)
    new.append(element("vAlign", val=align))
    cell.insert(0, new)


def _twips(points: float) -> int:
    return round(points * TWIPS)
