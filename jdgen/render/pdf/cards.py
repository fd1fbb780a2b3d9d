"""Cards laid out: each fitted to its page, then drawn on it and taken down as a piece."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cached_property

import weasyprint
from weasyprint.document import Document

from jdgen.render.card_fitting import CardFitter, Measured
from jdgen.render.card_page import CardPages, SetCard
from jdgen.render.pdf.boxes import page_boxes
from jdgen.render.pdf.capture import capture
from jdgen.render.pdf.pieces import no_collecting
from jdgen.render.pdf.typesetter import Typesetter
from jdgen.render.pieces.cards import CardBatch, pack_card
from jdgen.render.pieces.piece import pack

_POINTS = 0.75  # a CSS pixel


def lay_out(batch: CardBatch) -> tuple[bytes, ...]:
    """Return what came of each card. Raises InputError where a template fails."""
    with no_collecting():
        return tuple(CardSetter(batch).pieces())


class CardSetter:
    """Sets the cards of one batch."""

    def __init__(self, batch: CardBatch) -> None:
        self._batch = batch
        self._pages = CardPages(batch.html, batch.language)
        self._typesetter = Typesetter(dict(batch.fonts), batch.css)
        self._fitter = CardFitter(batch.paper, batch.theme, batch.language, self._measure)

    def pieces(self) -> Iterator[bytes]:
        """Yield what came of each card."""
        for wanted in self._batch.cards:
            fitted = self._fitter.fit(wanted)
            page = b""
            if fitted is not None:
                page = pack(capture(self.lay_out(fitted), {}, stamped=False))
            yield pack_card(fitted, page)
            # Boxes refer to each other: what is left of a card goes here, or memory would grow.
            gc.collect(1)

    def lay_out(self, card: SetCard) -> Document:
        """Return a fitted card on its page."""
        return self._lay_out(self._pages.pages([card], card.card.document_title), card)

    def _lay_out(self, html: str, card: SetCard) -> Document:
        rules = self._steps[card.setting.number]
        return self._typesetter.lay_out(html, self._batch.pictures, rules)

    @cached_property
    def _steps(self) -> list[weasyprint.CSS]:
        return [self._typesetter.style_sheet(css) for css in self._batch.steps]

    def _measure(self, card: SetCard) -> Measured:
        """Return how high everything on a card is, by the names that its template gives."""
        html = self._pages.pages([card], "", measured=True)
        heights: dict[str, float] = {}
        for page in page_boxes(self._lay_out(html, card)):
            for box in page.descendants():
                if box.element is not None:
                    # Boxes inside one that have no element of their own name it again.
                    name = box.element.get("data-key")
                    if name is not None and name not in heights:
                        heights[name] = box.margin_height() * _POINTS
        return heights
