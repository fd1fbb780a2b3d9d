"""The merged paragraphs and tables in their order, and which of their marks came or went.

A paragraph that is taken out takes its mark with it, and what is left flows into the next one. The
last mark of a cell or of a body can't be taken out or put in (Word keeps it whatever is asked), so
what was put in behind it comes with the mark before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from jdgen.render.docx.redline_runs import Marked, set_line
from jdgen.render.docx.tracking import Tracker, Way
from jdgen.render.docx.xml import Element, element, local_name, w


@dataclass
class Block:
    """A paragraph of the merged document before it is set, or a table (``ready``).

    ``way``: how its mark got in or out (of a table: all of it), None where it is the same.
    ``look``: the paragraph whose properties it has; ``before``: the one whose properties it had.
    ``frame``, ``frame_way``: see ``redline_runs.set_line``; ``move``: the move that it is part of.
    """

    way: Way | None
    look: Element | None = None
    before: Element | None = None
    marked: list[Marked] = field(default_factory=list)
    frame: Mapping[int, Sequence[Element]] = field(default_factory=dict)
    ready: Element | None = None
    move: str = ""
    frame_way: Way | None = None

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph."""
        return self.ready is None

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return self.ready is not None and local_name(self.ready) == "tbl"


def set_blocks(blocks: Sequence[Block], tracker: Tracker, *, whole: bool = False) -> list[Element]:
    """Return a container's children: paragraphs set, marks settled, moves between their markers.

    ``whole``: the container comes or goes with them, its last mark too.
    """
    made: list[Element] = []
    settled = list(blocks) if whole else _settle(list(_kept_apart(blocks, tracker)))
    for move, group in groupby(settled, key=lambda each: each.move):
        blocks = list(group)
        found = [_set(each, tracker) for each in blocks]
        made += tracker.enclose(found, _side(blocks), move) if move else found
    return made


def _side(blocks: Sequence[Block]) -> Way:
    """Return on which side of a move blocks stand; some of them may be gone or new."""
    return Way.FROM if any(block.way is not None and block.way.out for block in blocks) else Way.TO


def _set(block: Block, tracker: Tracker) -> Element:
    if block.ready is not None:
        return block.ready
    paragraph = element("p")
    properties = None if block.look is None else block.look.find(w("pPr"))
    if properties is not None:
        paragraph.append(deepcopy(properties))
        section = paragraph[0].find(w("sectPr"))
        if section is not None and block.way is not None and block.way.out:
            # Where sections end is as in the new document.
            paragraph[0].remove(section)
    paragraph.extend(set_line(block.marked, block.frame, tracker, block.frame_way))
    if block.way is not None:
        tracker.mark_paragraph(paragraph, block.way)
    elif block.before is not None:
        tracker.note_paragraph(paragraph, block.before)
    return paragraph


def _kept_apart(blocks: Sequence[Block], tracker: Tracker) -> Iterator[Block]:
    """Yield blocks, and between two tables a paragraph that nobody keeps: else they were one."""
    last: Block | None = None
    for block in blocks:
        if last is not None and last.is_table and block.is_table:
            paragraph = element("p")
            tracker.mark_paragraph(paragraph, Way.IN)
            paragraph[0][0].append(tracker.mark(Way.OUT.value))
            yield Block(None, ready=paragraph, move=block.move if block.move == last.move else "")
        yield block
        last = block


def _settle(blocks: list[Block]) -> list[Block]:
    """Give the last paragraph a mark that stays."""
    staying = [n for n, block in enumerate(blocks) if block.is_paragraph and block.way is None]
    last = staying[-1] if staying else -1
    tail = [n for n in range(last + 1, len(blocks)) if blocks[n].is_paragraph]
    if not tail or not blocks[-1].is_paragraph:
        return blocks
    gone = [n for n in tail if (way := blocks[n].way) is not None and way.out]
    come = [n for n in tail if n not in gone]
    if gone and come:
        # The last one on each side become one, which says both.
        one, other = blocks[gone[-1]], blocks[come[-1]]
        both = Block(None, other.look, one.look, one.marked + other.marked, other.frame)
        rest = [b for n, b in enumerate(blocks) if n not in (gone[-1], come[-1])]
        return [*rest, both]
    if last >= 0:
        _hand_on([blocks[n] for n in (last, *tail)])
    return blocks


def _hand_on(chain: Sequence[Block]) -> None:
    """Let each paragraph have the way of the next one's mark; the last one's stays."""
    first, end = chain[0], chain[-1]
    if end.way is not None and end.way.out:
        end.before, end.look = end.look, first.look
    else:
        end.before = first.before
    for block, following in zip(chain, [*chain[1:]], strict=False):
        block.way = following.way
    end.way, end.move = None, ""
