"""The work on cards that may be done elsewhere, as plain values: fitted to their page, laid out.

What comes of a card is what was chosen for it (:class:`Choice`) and its page as a piece, as bytes
that begin with their hash: what was damaged is never used.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from typing import Any

from jdgen.render.card_page import Heights, SetCard
from jdgen.render.card_style import Paper
from jdgen.render.pieces.batch import NoEngine
from jdgen.render.pieces.piece import Damaged, Piece, sealed, unpack, unsealed
from jdgen.terms import Language
from jdgen.theme import FontRole, Theme
from jdgen.views.card import Block, Item

# Pressed harder, a page gets hardly smaller and takes longer.
_LEVEL = 1


@dataclass(frozen=True)
class CardBatch:
    """Cards that share everything but what they say.

    ``css`` are the rules of all of them, ``steps`` those of each step; ``fonts`` are cut to the
    characters of all, by family, and ``families`` those of each font role, as they are asked;
    ``html`` are the templates and ``pictures`` PNG by name.
    """

    paper: Paper
    theme: Theme
    language: Language
    css: str
    steps: tuple[str, ...]
    fonts: tuple[tuple[str, bytes], ...]
    families: Mapping[FontRole, tuple[str, ...]]
    html: Mapping[str, str]
    pictures: Mapping[str, bytes]
    cards: tuple[SetCard, ...]


@dataclass(frozen=True)
class Choice:
    """What was chosen for a card: what stands on it, and how it is set."""

    blocks: tuple[Block, ...]
    note: tuple[str, ...]
    number: int
    air: float
    extra: float
    heights: Heights

    @classmethod
    def of(cls, card: SetCard) -> Choice:
        """Return what was chosen for a card that is fitted."""
        setting = card.setting
        if setting.heights is None:
            raise AssertionError("a card is fitted before it is taken down")
        return cls(
            card.card.blocks, card.card.applying.text, setting.number, setting.air, setting.extra,
            setting.heights,
        )  # fmt: skip

    def applied(self, wanted: SetCard) -> SetCard:
        """Return a card as it was fitted, from one with all that may stand on it."""
        applying = replace(wanted.card.applying, text=self.note)
        card = replace(wanted.card, blocks=self.blocks, applying=applying)
        setting = replace(
            wanted.setting, number=self.number, air=self.air, extra=self.extra,
            heights=self.heights, two_columns=card.two_columns,
        )  # fmt: skip
        return replace(wanted, card=card, setting=setting)


@dataclass(frozen=True)
class LaidOutCard:
    """What came of a card: ``choice`` None where even the barest doesn't fit, and no page then."""

    choice: Choice | None
    page: bytes = b""

    @property
    def piece(self) -> Piece:
        """The page, read."""
        return unpack(zlib.decompress(self.page))


def lay_out_cards(batch: CardBatch) -> tuple[bytes, ...]:
    """Fit cards to their pages, lay them out and return each (see ``pack_card``), in order.

    Raises InputError where a template fails, NoEngine where the libraries that lay out text can't
    be loaded.
    """
    try:
        from jdgen.render.pdf.cards import lay_out  # heavy: WeasyPrint, half a second
    except OSError as failure:
        raise NoEngine from failure
    return lay_out(batch)


def pack_card(card: SetCard | None, page: bytes) -> bytes:
    """Return what came of a card as bytes; ``page`` is its packed piece."""
    if card is None:
        return sealed(b"null\n")
    head = json.dumps(astuple(Choice.of(card)), ensure_ascii=False, separators=(",", ":"))
    return sealed(head.encode("utf-8") + b"\n" + zlib.compress(page, _LEVEL))


def unpack_card(data: bytes) -> LaidOutCard:
    """Return what ``pack_card`` made into ``data``. Raises Damaged for anything else."""
    head, _, page = unsealed(data).partition(b"\n")
    try:
        found: Any = json.loads(head)
        if found is None:
            return LaidOutCard(None)
        blocks, note, number, air, extra, heights = found
        choice = Choice(
            tuple(_block(each) for each in blocks), tuple(note), number, air, extra,
            Heights(*heights),
        )  # fmt: skip
    except (ValueError, TypeError) as failure:
        raise Damaged from failure
    return LaidOutCard(choice, page)


def _block(values: Any) -> Block:
    name, kind, heading, items, area, more = values
    read = (Item(text, label, tuple(tasks), place) for text, label, tasks, place in items)
    return Block(name, kind, heading, tuple(read), area, more)
