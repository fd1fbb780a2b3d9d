"""Forms: labels with their values beside, below or inside, in sections and merged cells."""

from __future__ import annotations

import re
from dataclasses import replace

from jdgen.importers.blocks import Block, Heading, Table
from jdgen.importers.recognise.labels import LabelMatch, is_section
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import Labelled, Piece, RecordName, Start, Unlabelled
from jdgen.importers.recognise.tables_cells import labels_inside
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_duties import begins_duties, read_duties
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_header import find_header
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
_SENTENCE = re.compile("[。；;，,！？!?]")
_SIGNED = re.compile("(?:签字|签名|签章|确认|signature)[:：]?$", re.IGNORECASE)
_POST_TITLE = re.compile(
    r"(?P<name>.{2,24}?)\s*(?:岗位|职位|职务|工作)?(?:说明书|职责书|描述书|责任书|职责说明书?)$"
    r"|(?:job|position) description\s*[:：–—-]\s*(?P<after>.{2,40})$",
    re.IGNORECASE,
)


class Scanner:
    """Reads a table from the top, row by row, each part by what begins there."""

    def __init__(self, table: Table, prefer: RecordName | None = None, depth: int = 0) -> None:
        self._grid = Grid(table)
        self._depth = depth
        self._prefer = prefer or _preferred(self._grid)
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
            bar = self._bar(row, region, boxes, section)
            if bar is not None:
                self._close(section)
                section = bar
            elif not self._generic_head(row, region, boxes) and not self._over(row, region, section):
                section = self._form_row(row, region, section, outer, depth)
            row += 1
        self._close(section)

    def _close(self, section: Section) -> None:
        for piece in flush(section, self._grid):
            self._out(piece)

    def _out(self, piece: Piece) -> None:
        """Add a piece; tables inside its value are read in turn."""
        if isinstance(piece, Unlabelled) and isinstance(piece.block, Table):
            if self._nested(piece.block, Section()):
                return
        elif isinstance(piece, Labelled) and isinstance(piece.value, tuple):
            tables = [block for block in piece.value if isinstance(block, Table)]
            if tables:
                rest = tuple(block for block in piece.value if not isinstance(block, Table))
                empty = replace(piece, value=())
                section = Section(empty, around=True, used=bool(rest))
                self.pieces += [replace(piece, value=rest)] if rest else []
                for table in tables:
                    section.used = self._nested(table, section) or section.used
                return
        self.pieces.append(piece)

    def _nested(self, table: Table, section: Section) -> bool:
        """Read a table inside a cell; False where it says nothing that is understood."""
        if self._depth >= _DEEPEST:
            self.pieces.append(Unlabelled(table))
            return True
        inner = Scanner(table, self._prefer, self._depth + 1)
        inner.scan(inner.grid.whole, replace(section, free=[]))
        if section.label is None and all(isinstance(piece, Unlabelled) for piece in inner.pieces):
            self.pieces.append(Unlabelled(table))
        else:
            self.pieces += inner.pieces
        return True

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

    def _bar(self, row: int, region: Region, boxes: list[Box], section: Section) -> Section | None:
        """Return the section that a row with one cell begins, None where it begins none."""
        box = boxes[0]
        if len(boxes) > 1 or len(self._grid.covering(row, region)) > 1 or len(box.line) > 60:
            return None
        wide = box.cell.columns >= region.right - region.left
        numbered = split_number(box.line)
        match = self._accepted(box, section, row, region)
        if match:
            beside = not wide and not self._alone_below(row, region, box)
            if beside and not (numbered.level in (0, 1) or match.path in CONTAINERS):
                return None
            self._grid.read(box)
            return Section(Labelled(match.record, match.path, match.label, (), box.place, match.sure))
        if (section.around and section.is_list) or _SENTENCE.search(box.line):
            return None
        chapter = numbered.level in (0, 1) and len(box.line) <= 24
        if is_section(box.line) or chapter or self._names_post(box, wide=wide):
            self._grid.read(box)
            self._close(section)
            section.used = True
            self.pieces.append(self._heading(row, box))
            return Section()
        return None

    def _alone_below(self, row: int, region: Region, box: Box) -> bool:
        """Whether the next row has one cell too, below this one and no label: its text."""
        for below in range(row + 1, min(row + 3, region.bottom)):
            if boxes := self._grid.filled(below, region):
                one = len(boxes) == 1 and boxes[0].cell.column == box.cell.column
                return one and boxes[0].label is None
        return False

    def _names_post(self, box: Box, *, wide: bool) -> bool:
        return wide and _POST_TITLE.fullmatch(box.line) is not None

    def _heading(self, row: int, box: Box) -> Piece:
        """Return a section's name; one that names a post begins it where no label does."""
        found = _POST_TITLE.fullmatch(box.line)
        if found and not is_section(box.line):
            later = range(row + 1, min(row + 8, self._grid.table.rows))
            titled = any(
                each.label and each.label.path == ("title",)
                for below in later
                for each in self._grid.filled(below, self._grid.whole)
            )
            if not titled:
                name = (found["name"] or found["after"]).strip(" 《“【")
                return Start("role", name, box.place, sure=False)
        return Unlabelled(Heading(box.line, 2, box.place))

    def _generic_head(self, row: int, region: Region, boxes: list[Box]) -> bool:
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
        labels = self._grid.filled(row, region)
        matches = [self._accepted(box, section, row, region) for box in labels]
        if len(labels) < 2 or None in matches or len(self._grid.beginning(row, region)) > len(labels):
            return False
        values: dict[int, list[Box]] = {}
        columns = {box.cell.column: box for box in labels}
        for below in range(row + 1, region.bottom):
            boxes = self._grid.filled(below, region)
            if any(box.cell.column not in columns or box.label for box in boxes) or (
                not values and len(boxes) == 1 and boxes[0].cell.columns > labels[0].cell.columns
            ):
                break
            if len(boxes) == 1 and len(labels) > 1 and boxes[0].right > labels[0].right:
                break
            for box in boxes:
                values.setdefault(box.cell.column, []).append(box)
        if not values:
            return False
        self._close(section) if section.free else None
        for box, match in zip(labels, matches, strict=True):
            own = values.get(box.cell.column, [])
            self._grid.read(box, *own)
            if match:
                self._emit(match, box, own)
        return True

    # ---- a row of labels and values

    def _form_row(
        self, row: int, region: Region, section: Section, outer: Section, depth: int
    ) -> Section:
        """Read a row; return the section that stays open after it."""
        tokens = self._grid.beginning(row, region)
        free: list[Box] = []
        index = 0
        inside = section
        while index < len(tokens):
            box = tokens[index]
            index += 1
            if not box.line or box in self._grid.done:
                continue
            match = self._accepted(box, inside, row, region)
            if match is None and (found := labels_inside(box, lambda each: self._fit(each, section))):
                self._before_label(section, free)
                free = []
                self._grid.read(box)
                for piece in found:
                    self._out(piece)
                section = self._after(section, outer, found)
                inside = section
                continue
            values, end = self._values(tokens, index, region, inside, named=match is not None)
            group = self._group(box, tokens, region)
            if match is None and not (group or self._is_name(box, values, tokens, index, inside)):
                free.append(box)
                self._grid.read(box)
                continue
            self._before_label(section, free)
            free = []
            self._grid.read(box)
            if group and depth < _DEEPEST:
                self._read_group(box, match, group, depth)
                while index < len(tokens) and tokens[index].cell.column < group.right:
                    index += 1
            elif match and not values and match.path in CONTAINERS and end < len(tokens):
                label = Labelled(match.record, match.path, match.label, (), box.place, match.sure)
                inside = Section(label, around=True)
                self._out(label)
            else:
                self._grid.read(*values)
                index = end
                if match:
                    self._emit(match, box, values)
                else:
                    self._emit_unknown(box, values, inside)
            if match and not _within(match.path, section.path) and section is not outer:
                self._close(section)
                section = inside = outer
            elif inside is not section and index >= len(tokens):
                inside = section
        if free:
            section.free.append(free)
        return section

    def _before_label(self, section: Section, free: list[Box]) -> None:
        """Let go of what the section has gathered, so that pieces stand in reading order."""
        if free:
            section.free.append(free)
        if section.free or (section.label and not section.used):
            self._close(section)

    def _after(self, section: Section, outer: Section, found: list[Piece]) -> Section:
        last = found[-1]
        if isinstance(last, Labelled) and section is not outer:
            if not _within(last.path, section.path):
                self._close(section)
                return outer
        return section

    def _read_group(
        self, box: Box, match: LabelMatch | None, region: Region, depth: int
    ) -> None:
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

    def _group(self, box: Box, tokens: list[Box], region: Region) -> Region | None:
        """Return what lies beside a merged cell, None where that is one row of cells only."""
        bottom = min(box.bottom, region.bottom)
        if bottom <= box.cell.row + 1 and tokens[0] is box:
            bottom = self._open_bottom(box, region)
        if bottom <= box.cell.row + 1:
            return None
        beside_it = next((each for each in tokens if each.cell.column >= box.right), None)
        if beside_it and box.label and beside_it.line and not beside_it.label:
            if beside_it.bottom >= bottom and box.label.path not in CONTAINERS:
                return None
        right = region.right
        for other in tokens:
            if other.cell.column >= box.right and other.label and other.bottom >= bottom:
                right = other.cell.column
                break
        beside = Region(box.cell.row, bottom, box.right, right)
        rows = range(box.cell.row + 1, bottom)
        return beside if any(self._grid.filled(row, beside) for row in rows) else None

    def _open_bottom(self, box: Box, region: Region) -> int:
        """Return where a label ends whose cell is not merged, only left empty below it."""
        if not (box.label or is_section(box.line)):
            return box.bottom
        row = box.bottom
        while row < region.bottom:
            below = self._grid.at(row, box.cell.column)
            if below.line or below.right != box.right or not self._grid.filled(row, region):
                break
            row += 1
        return row

    def _values(
        self, tokens: list[Box], index: int, region: Region, section: Section, *, named: bool
    ) -> tuple[list[Box], int]:
        """Return the cells from ``index`` on that are the value of the label before them."""
        values: list[Box] = []
        passed = False
        for place in range(index, len(tokens)):
            box = tokens[place]
            if not box.line:
                passed = True
                continue
            label = self._accepted(box, section, box.cell.row, region)
            if values or passed:
                named_next = self._is_name(box, tokens[place + 1 : place + 2], tokens, place + 1, section)
                if label or named_next or labels_inside(box, lambda each: self._fit(each, section)):
                    return values, place
            elif (label and (passed or self._within_container(label, tokens[index - 1]))) or (label and not self._is_value(box, tokens, place)):
                return values, place
            values.append(box)
        return values, len(tokens)

    def _within_container(self, match: LabelMatch, before: Box) -> bool:
        """Whether a label names a field inside of the one that stands left of it."""
        above = before.label
        return above is not None and above.path in CONTAINERS and _within(match.path, above.path)

    def _is_value(self, box: Box, tokens: list[Box], place: int) -> bool:
        """Whether a cell whose words are a label's is the value of the label left of it."""
        if place + 1 >= len(tokens):
            return True
        share = self._grid.label_share(box)
        if 0 <= share < 0.34:
            return True
        if share > 0.66:
            return False
        following = next((each for each in tokens[place + 1 :] if each.line), None)
        return following is not None and following.label is not None

    def _is_name(
        self, box: Box, values: list[Box], tokens: list[Box], index: int, section: Section
    ) -> bool:
        """Whether a cell is a label that names no known field: by its place and its form."""
        if len(box.line) > (40 if box.line.isascii() else 16) or _SENTENCE.search(box.line) or index >= len(tokens):
            return False
        if section.is_list or split_number(box.line).number or re.match("[0-9☑☐□√■]", box.line):
            return False
        if box.line.endswith((":", "：")) or box.plain in REQUIREMENTS or _SIGNED.search(box.line):
            return True
        if section.path == ("qualifications",) and tokens[0] is box and len(values) >= 1:
            return True
        return self._grid.label_share(box) >= 0.5

    def _accepted(
        self, box: Box, section: Section, row: int, region: Region
    ) -> LabelMatch | None:
        """Return the field that a cell labels here; None where it can't be a label here."""
        if box.label is None:
            return None
        match = self._fit(box.label, section)
        if match is None or not section.is_list or section.around or _within(match.path, section.path):
            return match
        # After a list of duties 培训 may be the next label or the next duty: the rows around tell.
        long_ = len(match.path) == 1 and len(match.label) >= 4 and match.sure
        if long_ or (section.used and not section.free) or box.line.endswith((":", "：")):
            return match
        if any(len(line) > 1 for line in section.free):
            return None
        firsts = []
        for each in range(row, min(row + 4, region.bottom)):
            cells = self._grid.filled(each, region)
            if len(cells) == 1:
                break
            firsts += cells[:1]
        labels = sum(each.label is not None for each in firsts)
        enough = 3 * labels >= 2 * len(firsts) if section.free else labels == len(firsts) > 1
        return match if enough else None

    def _fit(self, match: LabelMatch, section: Section) -> LabelMatch | None:
        """Return a match as the field that fits the section and the table, None where none does."""
        targets = (match.target, *match.also)
        if section.path:
            for record, path in targets:
                if _within(path, section.path) and path != section.path:
                    return replace(match, record=record, path=path)
            if section.is_list and section.around:
                return None
        record, path = next(
            (target for target in targets if target[0] == self._prefer), targets[0]
        )
        return replace(match, record=record, path=path)

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


def _within(path: tuple[str, ...], section: tuple[str, ...]) -> bool:
    return path[: len(section)] == section


def _preferred(grid: Grid) -> RecordName | None:
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
