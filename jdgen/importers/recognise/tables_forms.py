"""Forms: labels with their values beside, below or inside, in sections and merged cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jdgen.importers.blocks import Block, Heading, Table
from jdgen.importers.recognise.labels import LabelMatch
from jdgen.importers.recognise.pieces import Labelled, Piece, RecordName, Unlabelled
from jdgen.importers.recognise.tables_bars import find_bar, preferred
from jdgen.importers.recognise.tables_cells import labels_inside
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_duties import begins_duties, read_duties
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_header import find_header
from jdgen.importers.recognise.tables_neighbours import Neighbours, within
from jdgen.importers.recognise.tables_over import labels_over_values
from jdgen.importers.recognise.tables_posts import posts_of_list
from jdgen.importers.recognise.tables_rows import kind_of_path, rows_of_list
from jdgen.importers.recognise.tables_sections import (
    CONTAINERS,
    Section,
    flush,
    pair,
    requirement,
)
from jdgen.importers.recognise.tables_signatures import begins_signatures, read_signatures
from jdgen.importers.recognise.tables_words import (
    OVER_LABELS,
    OVER_VALUES,
    REQUIREMENTS,
    is_nothing,
)

_DEEPEST = 12

@dataclass
class _Row:
    """A row while it is read: the section that is open, and cells that no label has claimed.

    ``inside`` is the section that the next cell stands in: a label in this row may hold others.
    """

    outer: Section
    depth: int
    section: Section = field(default_factory=Section)
    inside: Section = field(default_factory=Section)
    free: list[Box] = field(default_factory=list)

    def begin(self, section: Section) -> None:
        """Begin a row in ``section``."""
        self.section = self.inside = section
        self.free = []


class Scanner:
    """Reads a table from the top, row by row, each part by what begins there."""

    def __init__(self, table: Table, prefer: RecordName | None = None, depth: int = 0) -> None:
        self._grid = Grid(table)
        self._depth = depth
        self._around = Neighbours(self._grid, prefer or preferred(self._grid))
        self._heads: dict[int, str] = {}
        self.pieces: list[Piece] = []

    @property
    def grid(self) -> Grid:
        """The table's cells."""
        return self._grid

    def scan(self, region: Region, section: Section, depth: int = 0) -> None:
        """Read a region; what no label claims belongs to ``section``."""
        outer = section
        row = region.top
        while row < region.bottom:
            boxes = self._grid.filled(row, region)
            if not boxes:
                row += 1
                continue
            following = self._block(row, region, section)
            if following is not None:
                row = following
                continue
            bar = find_bar(self._around, row, region, section)
            if bar is not None:
                self._grid.read(boxes[0])
                self._close(section)
                self.pieces += bar.heading
                section = bar.section
            elif not (self._generic_head(boxes) or self._over(row, region, section)):
                section = self._form_row(row, region, section, _Row(outer, depth))
            row += 1
        self._close(section)

    def _close(self, section: Section) -> None:
        for piece in flush(section, self._grid):
            self._out(piece)

    def _out(self, piece: Piece) -> None:
        """Add a piece; tables inside its value are read in turn."""
        if isinstance(piece, Unlabelled) and isinstance(piece.block, Table):
            self._nested(piece.block, Section())
            return
        if isinstance(piece, Labelled) and isinstance(piece.value, tuple):
            tables = [block for block in piece.value if isinstance(block, Table)]
            if tables:
                rest = tuple(block for block in piece.value if not isinstance(block, Table))
                empty = replace(piece, value=())
                section = Section(empty, around=True, used=bool(rest))
                self.pieces += [replace(piece, value=rest)] if rest else []
                for table in tables:
                    self._nested(table, section)
                    section.used = True
                return
        self.pieces.append(piece)

    def _nested(self, table: Table, section: Section) -> None:
        """Read a table inside a cell; one that says nothing that is understood stays whole."""
        inner = Scanner(table, self._around.prefer, self._depth + 1)
        if self._depth < _DEEPEST:
            inner.scan(inner.grid.whole, replace(section, free=[]))
        if section.label is None and all(isinstance(piece, Unlabelled) for piece in inner.pieces):
            self.pieces.append(Unlabelled(table))
        elif self._depth < _DEEPEST:
            self.pieces += inner.pieces
        else:
            self.pieces.append(Unlabelled(table))

    # ---- parts that span rows

    def _block(self, row: int, region: Region, section: Section) -> int | None:
        """Read a list, a sign-off block or duties in their usual form; None if none begins here."""
        pieces: list[Piece]
        above = section.label
        if (above and above.path == ("signoff",)) or begins_signatures(self._grid, row, region):
            pieces, end = read_signatures(self._grid, row, region)
            if end == row:
                return None
        elif begins_duties(self._grid, row, region):
            fitting = above if kind_of_path(section.path) == "duty" else None
            pieces, end = read_duties(self._grid, row, region, fitting)
        elif header := find_header(self._grid, row, region, kind_of_path(section.path)):
            if header.kind in ("role", "department"):
                pieces, end = posts_of_list(self._grid, header, region)
            else:
                pieces, end = rows_of_list(self._grid, header, region, above)
        else:
            return None
        if section.free or pieces:
            section.used = True
        for piece in [*(flush(section, self._grid) if section.free else []), *pieces]:
            self._out(piece)
        return end

    def _generic_head(self, boxes: list[Box]) -> bool:
        """Whether a row only says that labels stand left and values right (项目 | 要求)."""
        if len(boxes) < 2 or boxes[0].plain not in OVER_LABELS:
            return False
        if not all(box.plain in OVER_VALUES for box in boxes[1:]):
            return False
        values = boxes[1:]
        self._heads = {box.cell.column: box.line for box in values} if len(values) > 1 else {}
        self._grid.read(*boxes)
        return True

    def _over(self, row: int, region: Region, section: Section) -> bool:
        """Read labels that stand over their values, as the heads of columns."""
        found = labels_over_values(self._around, row, region, section)
        if found and section.free:
            self._close(section)
        for box, match, values in found:
            self._grid.read(box, *values)
            self._emit(match, box, values)
        return bool(found)

    # ---- a row of labels and values

    def _form_row(self, row: int, region: Region, section: Section, state: _Row) -> Section:
        """Read a row; return the section that stays open after it."""
        tokens = self._grid.beginning(row, region)
        state.begin(section)
        index = 0
        while index < len(tokens):
            box = tokens[index]
            if not box.line or box in self._grid.done:
                index += 1
            elif (found := self._inside(box, state, region)) is not None:
                self._take_found(box, found, state)
                index += 1
            else:
                index = self._label_or_text(tokens, index, region, state)
        if state.free:
            state.section.free.append(state.free)
        return state.section

    def _inside(self, box: Box, state: _Row, region: Region) -> list[Piece] | None:
        """Return the fields inside a cell that is no label itself."""
        if self._around.accepted(box, state.inside, box.cell.row, region):
            return None
        section = state.section
        return labels_inside(box, lambda each: self._around.fit(each, section))

    def _take_found(self, box: Box, found: list[Piece], state: _Row) -> None:
        self._before_label(state)
        self._grid.read(box)
        for piece in found:
            self._out(piece)
        last = found[-1]
        section = state.section
        inside = not isinstance(last, Labelled) or within(last.path, section.path)
        if not inside and section is not state.outer:
            self._close(section)
            state.section = state.outer
        state.inside = state.section

    def _label_or_text(self, tokens: list[Box], place: int, region: Region, state: _Row) -> int:
        """Read a label with its value, or a text of the section; return the next cell's place."""
        box = tokens[place]
        match = self._around.accepted(box, state.inside, box.cell.row, region)
        group = self._around.group(box, tokens, region)
        if not (match or group or self._around.is_name(box, tokens, place, state.inside)):
            state.free.append(box)
            self._grid.read(box)
            return place + 1
        values, end = self._around.values(tokens, place + 1, region, state.inside)
        self._before_label(state)
        self._grid.read(box)
        if group and state.depth < _DEEPEST:
            self._read_group(box, match, group, state.depth)
            end = place + 1
            while end < len(tokens) and tokens[end].cell.column < group.right:
                end += 1
        elif match and not values and match.path in CONTAINERS and end < len(tokens):
            label = Labelled(match.record, match.path, match.label, (), box.place, match.sure)
            state.inside = Section(label, around=True)
            self._out(label)
            end = place + 1
        else:
            self._grid.read(*values)
            if match:
                self._emit(match, box, values)
            else:
                self._emit_unknown(box, values, state.inside)
        self._leave_section(match, state, last=end >= len(tokens))
        return end

    def _leave_section(self, match: LabelMatch | None, state: _Row, *, last: bool) -> None:
        """Close the section where a label stood that is none of its own."""
        section = state.section
        if match and not within(match.path, section.path) and section is not state.outer:
            self._close(section)
            state.section = state.inside = state.outer
        elif last:
            state.inside = state.section

    def _before_label(self, state: _Row) -> None:
        """Let go of what the section has gathered, so that pieces stand in reading order."""
        section = state.section
        if state.free:
            section.free.append(state.free)
            state.free = []
        if section.free or (section.label and not section.used):
            self._close(section)

    def _read_group(self, box: Box, match: LabelMatch | None, region: Region, depth: int) -> None:
        """Read the cells beside a merged one, whose label holds for all of them."""
        if match:
            label = Labelled(match.record, match.path, match.label, (), box.place, match.sure)
            section = Section(label, around=True)
            if match.path in CONTAINERS:
                self._out(label)
                section.used = True
        else:
            self._out(Unlabelled(Heading(box.line, 2, box.place)))
            section = Section(around=True)
        self.scan(region, section, depth + 1)

    def _emit(self, match: LabelMatch, box: Box, values: list[Box]) -> None:
        if len(values) > 1 and re.fullmatch("[0-9]{1,2}[、.．]?", values[0].line):
            values = values[1:]  # the number of the only row
        blocks: list[Block] = []
        for value in values:
            head = self._heads.get(value.cell.column)
            for block in value.blocks:
                if head and len(values) > 1 and not isinstance(block, Table):
                    blocks.append(replace(block, text=f"{head}：{block.text}"))
                elif isinstance(block, Table) or not is_nothing(block.text):
                    blocks.append(block)
        place = values[0].place if values else box.place
        piece = Labelled(match.record, match.path, match.label, chosen(blocks), place, match.sure)
        self._out(piece)

    def _emit_unknown(self, box: Box, values: list[Box], section: Section) -> None:
        asks = section.path == ("qualifications",) or box.plain in REQUIREMENTS
        if asks and values:
            self._out(requirement(box.line.rstrip(":："), values))
            return
        for piece in pair(box, values):
            self._out(piece)


