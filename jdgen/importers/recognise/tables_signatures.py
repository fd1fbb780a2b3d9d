"""Sign-off blocks: who prepared, reviewed and approved a document, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from jdgen.importers.blocks import Block, Paragraph, Table
from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.pieces import Labelled, Piece, Unlabelled
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_words import (
    is_date_label,
    is_nothing,
    is_signature_label,
    signer,
)

_ASKS = re.compile(r"([^:：]{1,16})[:：]\s*(.*)")
_DATE = re.compile(
    r"[0-9]{2,4}\s*[-/.年]\s*[0-9]{1,2}\s*(?:[-/.月]\s*[0-9]{0,2}\s*日?)?|[0-9]{6,8}"
)
_PROMPT = re.compile(r"^(?:签字|签名|日期|date|signature)\s*[:：]\s*", re.IGNORECASE)
_EMPTY_DATE = re.compile(r"[\s_＿]*年[\s_＿]*月[\s_＿]*日?[\s_＿]*")


def asked(box: Box) -> tuple[str, str] | None:
    """Return whose signature a cell asks for and what stands after the colon."""
    if name := signer(box.plain):
        return name, ""
    found = _ASKS.match(box.line[:80])
    if found and (name := signer(plain_label(found[1]))):
        return name, box.line[found.start(2) :]
    return None


def begins_signatures(grid: Grid, row: int, region: Region) -> bool:
    """Whether a row is the first of a sign-off block: it asks for two, or rows below go on."""
    boxes = grid.filled(row, region)
    names = {found[0] for box in boxes if (found := asked(box))}
    if len(names) >= 2:
        return True
    if not boxes or not names or not asked(boxes[0]):
        return False
    below = [
        cells[0]
        for next_ in range(row + 1, min(row + 3, region.bottom))
        if (cells := grid.filled(next_, region))
    ]
    return any((found := asked(box)) and found[0] not in names for box in below)


@dataclass
class _Signature:
    asking: Box
    label: str
    value: list[Block] = field(default_factory=list)
    date: list[Block] = field(default_factory=list)

    def piece(self, name: str) -> Piece:
        """Return who signs, and when where that is said."""
        value = (*self.value, *self.date)
        return Labelled("role", ("signoff", name), self.label, value, self.asking.place)


def read_signatures(grid: Grid, row: int, region: Region) -> tuple[list[Piece], int]:
    """Read a sign-off block; return the pieces and the first row after it."""
    block = _Block()
    while row < region.bottom:
        boxes = grid.filled(row, region)
        if boxes and not block.goes_on(boxes):
            break
        block.read(boxes)
        grid.read(*boxes)
        row += 1
    return block.pieces(), row


class _Block:
    """The signatures read so far, and which cells of the last row asked for them."""

    def __init__(self) -> None:
        self._signatures: dict[str, _Signature] = {}
        self._asking: list[tuple[Box, str]] = []
        self._strays: list[Piece] = []

    def goes_on(self, boxes: list[Box]) -> bool:
        """Whether a row still belongs to the block."""
        if any(asked(box) for box in boxes):
            # A second 编制 begins something else: the headcount of the next post.
            return not any(
                (found := asked(box)) and found[0] in self._signatures for box in boxes
            )
        words = any(is_date_label(box.plain) or is_signature_label(box.plain) for box in boxes)
        under = all(self._above(box) for box in boxes)
        plain = all(box.label is None and len(box.line) <= 30 for box in boxes)
        return bool(self._asking) and (words or (under and plain))

    def _above(self, box: Box) -> str:
        """Return the signature that a cell stands under."""
        for asking, name in self._asking:
            if asking.cell.column <= box.cell.column < asking.right:
                return name
        return ""

    def read(self, boxes: list[Box]) -> None:
        """Read one row: signatures that it asks for, or what stands under those above."""
        own = [(box, found[0]) for box in boxes if (found := asked(box))]
        name = "" if own or not self._asking else self._asking[0][1]
        dated = False
        for box in boxes:
            if found := asked(box):
                name, dated = found[0], False
                label = box.line.removesuffix(found[1]).rstrip(" :：")
                self._signatures[name] = _Signature(box, label)
                if not is_nothing(found[1]):
                    self._take(Paragraph(found[1], box.place), name, dated=False)
                continue
            if not own:
                name = self._above(box) or name
            if is_date_label(box.plain):
                dated = True
            elif is_signature_label(box.plain):
                dated = False
            else:
                for block in box.blocks:
                    self._take(block, name, dated=dated)
        self._asking = own or self._asking

    def _take(self, block: Block, name: str, *, dated: bool) -> None:
        """Keep a name or a date."""
        if isinstance(block, Table) or not name:
            self._strays.append(Unlabelled(block))
            return
        text = _PROMPT.sub("", block.text.strip())
        if is_nothing(text) or _EMPTY_DATE.fullmatch(text):
            return
        signature = self._signatures[name]
        kept = signature.date if dated or _DATE.fullmatch(text) else signature.value
        kept.append(replace(block, text=text))

    def pieces(self) -> list[Piece]:
        """Return what was read."""
        found = [signature.piece(name) for name, signature in self._signatures.items()]
        return [*found, *self._strays]
