"""What a cell of a form is by the cells around it: a label, its value, or the name of a group.

The same words may be a label or a value (上级领导 as a superior's label and as a partner); the
section that is open, the cells beside and the column tell which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jdgen.importers.recognise.labels import LabelMatch, is_section
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import RecordName
from jdgen.importers.recognise.tables_cells import labels_inside
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_sections import CONTAINERS, Section
from jdgen.importers.recognise.tables_words import REQUIREMENTS

SENTENCE = re.compile("[。；;，,！？!?]")
_SIGNED = re.compile("(?:签字|签名|签章|确认|signature)[:：]?$", re.IGNORECASE)
# Names of fields are short; English ones need more letters.
_LONGEST, _LONGEST_LATIN = 16, 40


def within(path: Sequence[str], section: Sequence[str]) -> bool:
    """Whether a field is the section's or inside of it."""
    return tuple(path[: len(section)]) == tuple(section)


@dataclass(frozen=True)
class Neighbours:
    """The cells of a table, and whose form it is."""

    grid: Grid
    prefer: RecordName | None

    def accepted(self, box: Box, section: Section, row: int, region: Region) -> LabelMatch | None:
        """Return the field that a cell labels here; None where it can't be a label here."""
        if box.label is None:
            return None
        match = self.fit(box.label, section)
        if match is None or not section.is_list or section.around:
            return match
        if within(match.path, section.path):
            return match
        # After a list of duties 培训 may be the next label or the next duty: the rows around tell.
        long_ = len(match.path) == 1 and len(match.label) >= 4 and match.sure
        if long_ or (section.used and not section.free) or box.line.endswith((":", "：")):
            return match
        if any(len(line) > 1 for line in section.free):
            return None
        firsts = []
        for each in range(row, min(row + 4, region.bottom)):
            cells = self.grid.filled(each, region)
            if len(cells) == 1:
                break
            firsts += cells[:1]
        labels = sum(each.label is not None for each in firsts)
        enough = 3 * labels >= 2 * len(firsts) if section.free else labels == len(firsts) > 1
        return match if enough else None

    def fit(self, match: LabelMatch, section: Section) -> LabelMatch | None:
        """Return a match as the field that fits the section and the table, None where none does."""
        targets = (match.target, *match.also)
        if section.path:
            for record, path in targets:
                if within(path, section.path) and path != section.path:
                    return replace(match, record=record, path=path)
            if section.is_list and section.around:
                return None
        record, path = next((each for each in targets if each[0] == self.prefer), targets[0])
        return replace(match, record=record, path=path)

    def values(
        self, tokens: list[Box], index: int, region: Region, section: Section
    ) -> tuple[list[Box], int]:
        """Return the cells from ``index`` on that are the value of the label before them."""
        values: list[Box] = []
        passed = False
        for place in range(index, len(tokens)):
            box = tokens[place]
            if not box.line:
                passed = True
                continue
            label = self.accepted(box, section, box.cell.row, region)
            if values or passed:
                named = self.is_name(box, tokens, place, section)
                if label or named or labels_inside(box, lambda each: self.fit(each, section)):
                    return values, place
            elif label and (
                self._within_container(label, tokens[index - 1])
                or not self._is_value(box, tokens, place)
            ):
                return values, place
            values.append(box)
        return values, len(tokens)

    def _within_container(self, match: LabelMatch, before: Box) -> bool:
        """Whether a label names a field inside of the one that stands left of it."""
        above = before.label
        return above is not None and above.path in CONTAINERS and within(match.path, above.path)

    def _is_value(self, box: Box, tokens: list[Box], place: int) -> bool:
        """Whether a cell whose words are a label's is the value of the label left of it."""
        if place + 1 >= len(tokens):
            return True
        share = self.grid.label_share(box)
        if 0 <= share < 0.34:
            return True
        if share > 0.66:
            return False
        following = next((each for each in tokens[place + 1 :] if each.line), None)
        return following is not None and following.label is not None

    def is_name(self, box: Box, tokens: list[Box], place: int, section: Section) -> bool:
        """Whether a cell is a label that names no known field: by its place and its form."""
        longest = _LONGEST_LATIN if box.line.isascii() else _LONGEST
        if len(box.line) > longest or SENTENCE.search(box.line) or place + 1 >= len(tokens):
            return False
        if section.is_list or split_number(box.line).number or re.match("[0-9☑☐□√■]", box.line):
            return False
        if box.line.endswith((":", "：")) or box.plain in REQUIREMENTS or _SIGNED.search(box.line):
            return True
        filled = any(each.line for each in tokens[place + 1 :])
        if section.path == ("qualifications",) and tokens[0] is box and filled:
            return True
        return self.grid.label_share(box) >= 0.5

    def group(self, box: Box, tokens: list[Box], region: Region) -> Region | None:
        """Return what lies beside a merged cell, None where that is one row of cells only."""
        bottom = min(box.bottom, region.bottom)
        if bottom <= box.cell.row + 1 and tokens[0] is box:
            bottom = self._open_bottom(box, region)
        if bottom <= box.cell.row + 1:
            return None
        beside_it = next((each for each in tokens if each.cell.column >= box.right), None)
        value = beside_it is not None and bool(beside_it.line) and not beside_it.label
        one = beside_it is not None and value and beside_it.bottom >= bottom
        if one and box.label and box.label.path not in CONTAINERS:
            return None  # one value as high as its label
        right = region.right
        for other in tokens:
            if other.cell.column >= box.right and other.label and other.bottom >= bottom:
                right = other.cell.column
                break
        beside = Region(box.cell.row, bottom, box.right, right)
        rows = range(box.cell.row + 1, bottom)
        return beside if any(self.grid.filled(row, beside) for row in rows) else None

    def _open_bottom(self, box: Box, region: Region) -> int:
        """Return where a label ends whose cell is not merged, only left empty below it."""
        if not (box.label or is_section(box.line)):
            return box.bottom
        row = box.bottom
        while row < region.bottom:
            below = self.grid.at(row, box.cell.column)
            if below.line or below.right != box.right or not self.grid.filled(row, region):
                break
            row += 1
        return row
