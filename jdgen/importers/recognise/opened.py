"""A label whose value goes on over lines, and whether a further line still belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jdgen.importers.blocks import Block, Paragraph, Place
from jdgen.importers.recognise.fields import SHORT, Labelling
from jdgen.importers.recognise.labels import LabelMatch, match_column, match_label
from jdgen.importers.recognise.lines import ends, is_broken_off
from jdgen.importers.recognise.numbering import NO_NUMBER, Numbered, ordinal, split_number
from jdgen.importers.recognise.pieces import Labelled
from jdgen.importers.recognise.wordings import by_value

TITLE = ("role", ("title",))
DUTIES = {("role", ("duties",)), ("department", ("duties",)), ("role", ("safety_duties",))}
LISTS = {
    ("role", ("authority",)), ("role", ("relations", "internal")),
    ("role", ("relations", "external")), ("role", ("relations",)), ("role", ("reports",)),
}  # fmt: skip
_HOLDERS = {("role", ("qualifications",)), ("role", ("relations",)), ("role", ("signoff",))}
_META = {"share", "frequency", "measure", "tasks"}
_COLON = re.compile(r"^([^:：]{1,16})[:：]")


def number_of(block: Paragraph) -> Numbered:
    """Return a paragraph's number, typed or drawn by its format, and what is behind it."""
    return split_number(f"{block.number} {block.text}" if block.number else block.text)


@dataclass
class Open:
    """A label whose value goes on; ``level`` is its heading's, 0 where it stood in a paragraph.

    ``inline``: the value began on the label's own line. ``only_items``: nothing but further items
    of the list may follow. ``last`` is the number of the last item under it.
    """

    match: LabelMatch
    place: Place
    level: int = 0
    blocks: list[Block] = field(default_factory=list)
    inline: bool = False
    only_items: bool = False
    last: Numbered = NO_NUMBER

    def append(self, block: Block) -> None:
        """Take in a block."""
        self.blocks.append(block)
        if isinstance(block, Paragraph) and (number := number_of(block)).level >= 0:
            self.last = number

    def labelled(self) -> Labelled:
        """Return the label with all that stands under it."""
        match = self.match
        value = tuple(self.blocks)
        return Labelled(match.record, match.path, match.label, value, self.place, match.sure)

    @property
    def waits(self) -> bool:
        """Whether a short value is still to come, on the next line."""
        return self.match.target in SHORT and not self.blocks

    @property
    def goes_on(self) -> bool:
        """Whether the value may go on with a line of any kind."""
        return not self.only_items and (self.match.target not in SHORT or not self.blocks)

    @property
    def is_list(self) -> bool:
        """Whether the value is a list, whose items may look like labels."""
        return self.match.target in DUTIES | LISTS

    # -- what a line is, while this label is open

    def counts_on(self, block: Paragraph, section: Numbered) -> bool:
        """Whether a line is the next item of the list, whatever its words are.

        ``section`` is the number of the last label that had one: the next section may count on
        from it just as the next item does from the last.
        """
        number = number_of(block)
        if not (self.goes_on or self.only_items) or number.level < 0:
            return False
        if number.level != self.last.level:
            return False
        labelled = match_label(number.rest) is not None
        next_section = ordinal(number.number) == ordinal(section.number) + 1
        if labelled and number.level == section.level and next_section:
            return False
        bullet = number.level == 9 and not labelled
        return bullet or ordinal(number.number) == ordinal(self.last.number) + 1

    def holds(self, fields: Sequence[Labelling]) -> bool:
        """Whether a line such as 学历：大专 stands in the section of its field: 任职资格."""
        if self.match.target not in _HOLDERS or fields[0].alone:
            return False
        return all(each.match.path[:1] == self.match.path for each in fields)

    def yields_to(self, first: Labelling, text: str) -> bool:
        """Whether the label that a line begins with is one, and ends this one's value."""
        target = self.match.target
        if not first.match.sure and self.blocks and not first.colon:
            # A misread label (任职资恪) stands below a numbered list without a number.
            heads = len(first.match.path) == 1 and first.alone and target != first.match.target
            return heads and self.last.level >= 0 and split_number(text).level < self.last.level
        if target in DUTIES and self.blocks and first.match.target in DUTIES:
            head = _COLON.match(text)
            if head and match_column("duty", head[1]) in _META:
                return False
        if first.match.target == target and target != TITLE:
            # The same label again (工作任务 below 工作职责) only goes on.
            return False
        # 上级领导 alone among partners is one of them, not the label of a superior.
        bare = first.alone and not first.colon and split_number(text).level < 0
        return not (bare and first.match.target in SHORT and target in LISTS and self.blocks)

    def is_unknown_label(self, text: str) -> bool:
        """Whether a line among names is a label that can't be read: it ends with a colon."""
        among = self.match.target in LISTS and self.blocks
        return bool(among and re.fullmatch(r"[^，。；、,;:：]{2,10}[:：]", text))

    def ended_before(self, block: Paragraph, following: Block | None) -> bool:
        """Whether the value ended before a line without a label, which then stands alone."""
        last = self.blocks[-1] if self.blocks else None
        numbered = number_of(block).level >= 0
        if numbered or not isinstance(last, Paragraph) or is_broken_off(last.text):
            return False
        if self.inline and len(self.blocks) == 1 and self.match.target not in DUTIES:
            # 年龄：25岁以上。 is one line, and so is 知识：…; only a list goes on.
            return self.last.level < 0 and ends(last.text)
        head = re.split("[:：]", block.text[:16])[0]
        more = self.last.level < 0 or match_column("duty", head) in _META
        if more or (not ends(last.text) and self._is_rest(last.text, block.text)):
            return False
        # Below a numbered list, a line without a number heads the next group or is none of it.
        if isinstance(following, Paragraph):
            number = number_of(following)
            return number.level < 0 or ordinal(number.number) not in (0, 1)
        return True

    def _is_rest(self, last: str, text: str) -> bool:
        """Whether a line goes on with an item that doesn't end as a sentence does."""
        others = [each.text for each in self.blocks[:-1] if isinstance(each, Paragraph)]
        return len(last) >= 12 or ends(text) or any(map(ends, others))


def own_label(text: str, opened: Open | None) -> Labelling | None:
    """Return the field of a line whose label no vocabulary has: by its value or its neighbours.

    By its value: ××：2人. Among requirements it is one that only this form has: 专业：市场营销.
    """
    found = _COLON.match(text)
    if not found:
        return None
    label, value = found[1].strip(), text[found.end() :].strip()
    if (path := by_value(value)) and not (opened and opened.is_list):
        return Labelling(LabelMatch("role", path, label, sure=False), value, True)
    among = opened is not None and opened.inline and opened.match.path[:1] == ("qualifications",)
    if among and opened and len(opened.match.path) == 2 and len(label) <= 14:
        return Labelling(LabelMatch("role", ("qualifications", "groups"), label), value, True)
    return None
