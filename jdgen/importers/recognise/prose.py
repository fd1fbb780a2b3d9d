"""Paragraphs and headings as pieces: which label is open, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Place, Table
from jdgen.importers.recognise.fields import (
    SHORT,
    Labelling,
    fields_of_line,
    is_blank_form,
    is_signature,
)
from jdgen.importers.recognise.labels import LabelMatch, is_section
from jdgen.importers.recognise.numbering import NO_NUMBER, ordinal, split_number
from jdgen.importers.recognise.opened import DUTIES, Open, own_label
from jdgen.importers.recognise.pages import clean
from jdgen.importers.recognise.pieces import Labelled, Piece, Start, Unlabelled
from jdgen.importers.recognise.run_pieces import pieces_of_run
from jdgen.importers.recognise.runs import is_run
from jdgen.importers.recognise.starts import announces, label_follows, named_in
from jdgen.importers.recognise.tables import pieces_of_table

_OF_DEPARTMENT = ("department", ("duties",))


def pieces_of_document(document: Document) -> list[Piece]:
    """Return what a document says, in reading order."""
    return _Prose(clean(document)).pieces()


class _Prose:
    """The blocks of a document, one after the other."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.found: list[Piece] = []
        self.open: Open | None = None
        # The number of the last label that had one: 三、 before 四、任职资格.
        self.section = NO_NUMBER

    def pieces(self) -> list[Piece]:
        for place, block in enumerate(self.blocks):
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Heading):
                self._heading(block, place)
            elif is_run(block.text):
                self._close()
                self.found += pieces_of_run(block)
            elif block.text.strip() and not self._labels(block):
                self._text(block, place)
        self._close()
        return self.found

    def _following(self, place: int) -> Block | None:
        return self.blocks[place + 1] if place + 1 < len(self.blocks) else None

    # -- the label that is open

    def _close(self) -> None:
        if self.open is not None and self.open.blocks:
            self.found.append(self.open.labelled())
        self.open = None

    def _begin(self, match: LabelMatch, place: Place, level: int = 0) -> Open:
        self._close()
        self.open = Open(match, place, level)
        return self.open

    def _begin_fields(self, fields: Sequence[Labelling], place: Place, level: int = 0) -> None:
        for each in fields:
            opened = self._begin(each.match, place, level)
            if each.text:
                opened.inline = True
                opened.append(Paragraph(each.text, place))

    def _leave(self, block: Block) -> None:
        self._close()
        self.found.append(Unlabelled(block))

    # -- tables

    def _table(self, table: Table) -> None:
        inside = pieces_of_table(table)
        opened = self.open
        says = any(isinstance(each, (Labelled, Start)) for each in inside)
        if opened is not None and not says and opened.match.target not in SHORT:
            opened.append(table)
            return
        if opened is not None and opened.match.target in DUTIES:
            # A table of duties under 部门职责 is the department's.
            inside = [_retargeted(each, opened.match) for each in inside]
        self._close()
        last = inside[-1] if inside else None
        self.found += inside[:-1]
        if isinstance(last, Labelled) and isinstance(last.value, tuple):
            # Lines that count on behind a table (cut off by tabs) belong to its last value.
            match = LabelMatch(last.record, last.path, last.label, last.sure)
            self.open = Open(match, last.place, only_items=True)
            for block in last.value:
                self.open.append(block)
        elif last is not None:
            self.found.append(last)

    # -- headings

    def _heading(self, heading: Heading, place: int) -> None:
        text = heading.text.strip()
        if not text:
            # A rule across the page: what stood before it has ended.
            if self.open is not None and self.open.blocks:
                self._close()
            return
        fields = fields_of_line(text)
        if fields and not (fields[0].alone and self._is_chapter(fields[0], place)):
            self._begin_fields(fields, heading.place, heading.level)
        elif self._starts(text, place, marked=True):
            return
        elif self.open is not None and 0 < self.open.level < heading.level:
            self.open.append(Paragraph(text, heading.place))
        else:
            self._leave(heading)

    def _is_chapter(self, label: Labelling, place: int) -> bool:
        """Whether a label alone is only the name of a chapter: 岗位职责 above the posts' names."""
        following = self._following(place)
        if label.match.target not in DUTIES or not isinstance(following, Heading):
            return False
        return named_in(following.text) is not None

    # -- paragraphs

    def _labels(self, block: Paragraph) -> bool:
        """Take in a line that counts on in the open list, or begins with a label."""
        text, opened = block.text.strip(), self.open
        if opened is not None and opened.counts_on(block, self.section):
            opened.append(block)
            return True
        fields = fields_of_line(text)
        if not fields:
            return False
        if opened is not None and opened.holds(fields):
            opened.append(block)
            return True
        if opened is not None and not opened.yields_to(fields[0], text):
            return False
        number = split_number(text)
        if number.level >= 0 and fields[0].match.target not in SHORT:
            self.section = number
        self._begin_fields(fields, block.place)
        return True

    def _text(self, block: Paragraph, place: int) -> None:
        """Take in a line without a label: a name, a heading, more of the open value, or neither."""
        text, opened = block.text.strip(), self.open
        if self._starts(text, place, marked=False):
            return
        if is_blank_form(text):
            self._close()
        elif (own := own_label(text, opened)) is not None:
            self._begin_fields([own], block.place)
        elif is_section(text) or self._is_next_section(text):
            self.section = split_number(text)
            self._leave(Heading(text, 2, block.place))
        elif is_signature(text) or opened is None or opened.is_unknown_label(text):
            self._leave(block)
        elif opened.goes_on and not opened.ended_before(block, self._following(place)):
            opened.append(block)
        else:
            self._leave(block)

    def _is_next_section(self, text: str) -> bool:
        """Whether a line heads a section that no label names: 八、职业发展 after 七、任职资格."""
        number = split_number(text)
        return (
            0 <= number.level <= 2
            and number.level == self.section.level
            and ordinal(number.number) == ordinal(self.section.number) + 1
            and len(number.rest) <= 20
            and not re.search("[。；;，,]", number.rest)
        )

    def _starts(self, text: str, place: int, *, marked: bool) -> bool:
        """Begin a post or a department if this line names one and its page follows."""
        named, following, opened = named_in(text), self._following(place), self.open
        if named is None:
            return False
        if not marked and not announces(named, following, opened, first=not self.found):
            return False
        at = self.blocks[place].place
        self._close()
        self.found.append(Start(named.record, named.name, at, marked))
        if named.count:
            value = (Paragraph(named.count, at),)
            self.found.append(Labelled("role", ("headcount",), "", value, at))
        if named.says_duties and not label_follows(following):
            self._begin(LabelMatch(named.record, ("duties",), text), at)
        elif (
            named.record == "department"
            and opened is not None
            and opened.match.target == _OF_DEPARTMENT
        ):
            # 一、财务部 in the chapter 部门职责: its duties follow without a label of their own.
            self._begin(opened.match, at)
        return True


def _retargeted(piece: Piece, match: LabelMatch) -> Piece:
    """Return duties that a table gives as those of the label above it."""
    if isinstance(piece, Labelled) and piece.target == ("role", ("duties",)):
        return replace(piece, record=match.record, path=match.path)
    return piece
