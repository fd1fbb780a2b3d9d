"""What a card leaves out where its paper is too small: the least important things, each whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jdgen.terms.phrases import phrase
from jdgen.views.card import Area, Block, CardView, Item, importance

DUTIES = "duties"


@dataclass(frozen=True)
class Heights:
    """How high everything stands on the paper, in points.

    ``items`` and ``tasks`` by block and place in it (an item's height is without its tasks);
    ``headings``: what a block takes besides its items; ``more``: the line below a list.
    """

    items: Mapping[tuple[str, int], float]
    tasks: Mapping[tuple[str, int], float]
    headings: Mapping[str, float]
    more: float


@dataclass(frozen=True, order=True)
class _Piece:
    """An item, or the tasks below one, at its place in the order in which things stay."""

    importance: int
    block: int
    index: int
    tasks: bool


def shorten(card: CardView, heights: Heights, room: Mapping[Area, float]) -> CardView:
    """Return the card with as much as the columns have room for.

    Things are put in one after the other, the most important first. Lists are shortened from
    their ends: what stands behind something left out is left out, too, unless that was the first.
    """
    left = dict(room)
    for block in card.blocks:
        if block.name == DUTIES:
            left[block.area] -= heights.more
    kept: set[_Piece] = set()
    closed: set[str] = set()
    for piece in sorted(_pieces(card)):
        block = card.blocks[piece.block]
        if block.name in closed and not piece.tasks:
            continue
        item = replace(piece, tasks=False, importance=block.items[piece.index].importance)
        begun = any(other.block == piece.block for other in kept)
        if piece.tasks:
            needed = heights.tasks[block.name, piece.index]
            fits = item in kept and needed <= left[block.area]
        else:
            needed = heights.items[block.name, piece.index]
            needed += 0 if begun else heights.headings[block.name]
            if block.items[piece.index].is_open:
                needed += heights.tasks[block.name, piece.index]
            fits = needed <= left[block.area]
            if not fits and begun:
                closed.add(block.name)
        if fits:
            kept.add(piece)
            left[block.area] -= needed
    shown = (_shown(card, number, kept) for number in range(len(card.blocks)))
    return replace(
        card,
        blocks=tuple(
            block
            for block in shown
            # A line about duties needs their heading above it.
            if block.items or (block.more and heights.headings[block.name] <= left[block.area])
        ),
    )


def _pieces(card: CardView) -> Iterator[_Piece]:
    for number, block in enumerate(card.blocks):
        for index, item in enumerate(block.items):
            yield _Piece(item.importance, number, index, tasks=False)
            if item.tasks and not item.is_open:
                yield _Piece(importance("tasks"), number, index, tasks=True)


def _shown(card: CardView, number: int, kept: set[_Piece]) -> Block:
    """Return one block with the items that are kept, and the line that says what is missing."""
    block = card.blocks[number]
    own = {(piece.index, piece.tasks) for piece in kept if piece.block == number}
    items = tuple(
        item if item.is_open or (index, True) in own else replace(item, tasks=())
        for index, item in enumerate(block.items)
        if (index, False) in own
    )
    return replace(block, items=items, more=_more(card, block, items))


def _more(card: CardView, block: Block, items: tuple[Item, ...]) -> str:
    if block.name != DUTIES or items == block.items:
        return ""
    number = len(block.items) - len(items)
    if not number:
        return phrase("card_details", card.language)
    name = "card_more_duties" if items else "card_all_duties"
    if number == 1:
        name = "card_one_more_duty" if items else "card_all_duties"
    return phrase(name, card.language, number=number)
