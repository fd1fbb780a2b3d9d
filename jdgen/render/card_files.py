"""Cards that are laid out, to files: each alone as PDF and Word, all together, sheets of them.

``write_cards`` is what a pool of processes or a cluster calls, with plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from jdgen.fonts import cut_to_glyphs
from jdgen.render.card_page import SetCard
from jdgen.render.pieces.assembly import Whole, assemble
from jdgen.render.pieces.cards import LaidOutCard
from jdgen.render.pieces.embedded import ForeignFontError
from jdgen.render.pieces.engine import colour_profile, producer
from jdgen.render.pieces.metadata import Description
from jdgen.render.pieces.piece import Piece
from jdgen.render.qr import qr_png
from jdgen.theme import Theme
from jdgen.views.card import CardView

Fonts = Mapping[str, bytes]


@dataclass(frozen=True)
class CardToWrite:
    """A fitted card with its page, as it was kept; ``picture``: its ready QR picture, if any."""

    card: SetCard
    laid_out: LaidOutCard
    picture: bytes = b""


@dataclass(frozen=True)
class FilesBatch:
    """Cards to be written, each by itself, in the formats wanted.

    ``fonts`` are those that the cards were laid out with, by family; ``template`` is the one for
    Word.
    """

    formats: tuple[str, ...]
    theme: Theme
    template: bytes
    fonts: Fonts
    cards: tuple[CardToWrite, ...]


def write_cards(batch: FilesBatch) -> tuple[tuple[bytes, ...], ...]:
    """Return each card's files in the order of ``formats``.

    Raises InputError where the Word template fails, ForeignFontError where pages alone don't say
    how to write them.
    """
    writers: Mapping[str, Callable[[CardToWrite], bytes]] = {
        "pdf": lambda each: join_cards(
            [each.laid_out.piece], describe_card(each.card.card), batch.fonts
        ),
        "docx": lambda each: _write_word(each, batch),
    }
    return tuple(tuple(writers[name](each) for name in batch.formats) for each in batch.cards)


def _write_word(each: CardToWrite, batch: FilesBatch) -> bytes:
    # Heavy, and only for Word.
    from jdgen.render.docx.cards import CardWriter
    from jdgen.render.docx.picture import Picture

    code, picture = each.card.card.applying.code, None
    if code is not None:
        data = _png(code.link) if code.link else each.picture
        picture = Picture(data, each.card.setting.code, code.description)
    return CardWriter(batch.template, batch.theme).write(each.card, picture)


# Most posts of a project are applied for in one place.
_png = lru_cache(maxsize=32)(qr_png)
_profile = cache(colour_profile)


def join_cards(pieces: Sequence[Piece], description: Description, fonts: Fonts) -> bytes:
    """Return pages of cards, or sheets of them, as one PDF.

    Raises ForeignFontError where one is set in another font.
    """

    def cut(family: str, glyphs: Sequence[int]) -> bytes:
        if family not in fonts:
            raise ForeignFontError(family)
        return cut_to_glyphs(fonts[family], glyphs)

    whole = Whole(
        description=description,
        attached=None,
        # Neither prints page numbers.
        folios=[[""] * len(piece.pages) for piece in pieces],
        labels={},
        page_labels=[(0, "arabic")],
        producer=producer(),
        profile=_profile(),
    )
    return assemble(pieces, whole, cut)


def describe_card(card: CardView) -> Description:
    """Return what the PDF of one card says of itself."""
    return Description(
        title=card.document_title,
        author=card.employer,
        subject=card.document_title,
        keywords=(card.title,),
        moment=card.moment,
        language=card.language,
    )


def describe_cards(cards: Sequence[SetCard], title: str) -> Description:
    """Return what the PDF of several cards says of itself."""
    first = cards[0].card
    return Description(
        title=f"{first.employer} {title}",
        author=first.employer,
        subject=title,
        keywords=tuple(dict.fromkeys(each.card.title for each in cards)),
        moment=max(each.card.moment for each in cards),
        language=first.language,
    )
