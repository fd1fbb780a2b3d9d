"""Rows with one cell that begin a section, or name the post whose form follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdgen.importers.blocks import Heading
from jdgen.importers.recognise.labels import is_section
from jdgen.importers.recognise.names import is_post
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import Labelled, Piece, RecordName, Start, Unlabelled
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_neighbours import SENTENCE, Neighbours
from jdgen.importers.recognise.tables_sections import CONTAINERS, Section

_POST_TITLE = re.compile(
    r"(?P<name>.{2,24}?)\s*(?:岗位|职位|职务|工作)?(?:说明书|职责书|描述书|责任书|职责说明书?)$"
    r"|(?:job|position) description\s*[:：–—-]\s*(?P<after>.{2,40})$",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_CHAPTER = 60, 24


@dataclass(frozen=True)
class Bar:
    """A section that begins, and what its name says where that is no label."""

    section: Section
    heading: tuple[Piece, ...] = ()


def find_bar(around: Neighbours, row: int, region: Region, section: Section) -> Bar | None:
    """Return what a row with one cell begins, None where it begins nothing."""
    grid = around.grid
    boxes = grid.filled(row, region)
    box = boxes[0]
    if len(boxes) > 1 or len(grid.covering(row, region)) > 1 or len(box.line) > _LONGEST:
        return None
    wide = box.cell.columns >= region.right - region.left
    numbered = split_number(box.line).level in (0, 1)
    if match := around.accepted(box, section, row, region):
        beside = not wide and not _alone_below(grid, row, region, box)
        if beside and not (numbered or match.path in CONTAINERS):
            return None
        label = Labelled(match.record, match.path, match.label, (), box.place, match.sure)
        return Bar(Section(label))
    if (section.around and section.is_list) or SENTENCE.search(box.line):
        return None
    chapter = numbered and len(box.line) <= _LONGEST_CHAPTER
    heading: Piece | None = None
    if wide and _heads_a_form(grid, row, region, box):
        heading = Start("role", box.line, box.place)
    elif is_section(box.line) or chapter or (wide and _POST_TITLE.fullmatch(box.line)):
        heading = _heading(grid, row, box)
    return Bar(Section(), (heading,)) if heading else None


def _heads_a_form(grid: Grid, row: int, region: Region, box: Box) -> bool:
    """Whether a post's name stands right above labels of its form, none of them its title."""
    if not is_post(box.line):
        return False
    below = [cells for each in range(row + 1, min(row + 8, region.bottom))
             if (cells := grid.filled(each, region))]  # fmt: skip
    first = below[0] if below else []
    labels = [cell.label for cells in below for cell in cells if cell.label]
    return len(first) > 1 and first[0].label is not None and not any(
        label.path == ("title",) for label in labels
    )


def _alone_below(grid: Grid, row: int, region: Region, box: Box) -> bool:
    """Whether the next row has one cell too, below this one and no label: its text."""
    for below in range(row + 1, min(row + 3, region.bottom)):
        if boxes := grid.filled(below, region):
            one = len(boxes) == 1 and boxes[0].cell.column == box.cell.column
            return one and boxes[0].label is None
    return False


def _heading(grid: Grid, row: int, box: Box) -> Piece:
    """Return a section's name; one that names a post begins it where no label does."""
    found = _POST_TITLE.fullmatch(box.line)
    if found and not is_section(box.line):
        later = range(row + 1, min(row + 8, grid.table.rows))
        titled = any(
            each.label and each.label.path == ("title",)
            for below in later
            for each in grid.filled(below, grid.whole)
        )
        if not titled:
            name = (found["name"] or found["after"]).strip(" 《“【")
            return Start("role", name, box.place, sure=False)
    return Unlabelled(Heading(box.line, 2, box.place))


def preferred(grid: Grid) -> RecordName | None:
    """Return whose form a table is, for labels that posts and departments share (部门名称)."""
    targets = {
        box.label.target
        for row in range(min(grid.table.rows, 2000))
        for box in grid.filled(row, grid.whole)
        if box.label
    }
    if ("role", ("title",)) in targets:
        return "role"
    return "department" if any(record == "department" for record, _ in targets) else "role"
