"""Labels inside a cell: “岗位名称：市场部经理”, several of them, or a label over its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from jdgen.importers.blocks import Block, Heading, Paragraph, Table
from jdgen.importers.recognise.labels import LabelMatch, is_section, match_label
from jdgen.importers.recognise.pieces import Labelled, Piece, Unlabelled
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_grid import Box
from jdgen.importers.recognise.tables_words import is_nothing

Accept = Callable[[LabelMatch], LabelMatch | None]
"""Returns a match as the field that it names here, None where it can't be a label here."""

_LONGEST_LINE = 400
# Labels behind a value that nobody filled in: 2024-05-05　　填报人：　　负责人：
_UNFILLED = re.compile(r"(?:[\s　]{2,}[^\s:：]{2,8}[:：][\s　_＿]*)+$")
# Fields that one line says: what stands below it is no more of it.
_SHORT = frozenset(
    [
        "title", "code", "department", "reports_to", "headcount", "incumbents", "openings",
        "grade", "filled_on", "aliases", "version", "document_number", "effective_date",
        "control_status", "name", "parent",
    ]
)


@dataclass
class _Open:
    match: LabelMatch
    first: Block
    value: list[Block] = field(default_factory=list)

    def piece(self) -> Labelled:
        match = self.match
        value = chosen([block for block in self.value if not _empty(block)])
        return Labelled(match.record, match.path, match.label, value, self.first.place, match.sure)


def labels_inside(box: Box, accept: Accept) -> list[Piece] | None:
    """Return the pieces of a cell that holds labels with their values; None where it holds none.

    The first line must be one: 权力 in the middle of a text is no label.
    """
    pieces: list[Piece] = []
    opened: _Open | None = None
    blocks = box.blocks
    several = len(blocks) > 1
    for block in blocks:
        found = _split(block, accept, several=several)
        if found is None:
            if opened is None and not (pieces and isinstance(pieces[-1], Unlabelled)):
                return None
            if opened and not _closed(opened):
                opened.value.append(block)
            else:
                pieces.append(Unlabelled(block))
            continue
        for match, value in found:
            if match is None:
                pieces.append(Unlabelled(value))
                continue
            if opened:
                pieces.append(opened.piece())
            opened = _Open(match, block, [value])
    if opened is None:
        return None
    return [*pieces, opened.piece()]


def _empty(block: Block) -> bool:
    return not isinstance(block, Table) and is_nothing(block.text)


def _closed(opened: _Open) -> bool:
    return opened.match.path[-1] in _SHORT and any(not _empty(block) for block in opened.value)


def _split(
    block: Block, accept: Accept, *, several: bool
) -> list[tuple[LabelMatch | None, Block]] | None:
    """Return the labels of a line with their values; None where it begins with none."""
    if isinstance(block, Table):
        return None
    text = block.text.strip()
    if several and not block_is_item(block) and len(text) <= 40:
        if match := _sure(text, accept):
            return [(match, replace(block, text=""))]
        if is_section(text):
            return [(None, Heading(text, 2, block.place))]
    parts = list(_parts(text, accept))
    if not parts:
        return None
    return [(match, Paragraph(value, block.place)) for match, value in parts]


def block_is_item(block: Paragraph | Heading) -> bool:
    """Whether the format numbers a paragraph: an item of a list is no label."""
    return isinstance(block, Paragraph) and bool(block.number)


def _sure(text: str, accept: Accept) -> LabelMatch | None:
    match = match_label(text)
    return accept(match) if match and match.sure else None


def _parts(text: str, accept: Accept) -> Iterator[tuple[LabelMatch, str]]:
    """Yield each label of a line with what stands between it and the next one."""
    colons = [found.start() for found in re.finditer("[:：]", text[:_LONGEST_LINE])]
    found: list[tuple[int, int, LabelMatch]] = []
    start = 0
    for colon in colons:
        if label := _label_before(text, start, colon, accept, first=not found):
            found.append((label[0], colon + 1, label[1]))
        elif not found:
            return
        start = colon + 1
    for index, (_, value, match) in enumerate(found):
        end = found[index + 1][0] if index + 1 < len(found) else len(text)
        yield match, _UNFILLED.sub("", text[value:end]).strip(" 　;；,，|\t")


def _label_before(
    text: str, start: int, colon: int, accept: Accept, *, first: bool
) -> tuple[int, LabelMatch] | None:
    """Return where the label before a colon begins, and the label."""
    if first:
        match = _sure(text[:colon], accept) if colon <= 40 else None
        return (0, match) if match else None
    begins = [found.end() for found in re.finditer(r"[\s　;；,，|]+", text[start:colon])][-6:]
    for begin in begins:
        if match := _sure(text[start + begin : colon], accept):
            return start + begin, match
    return None
