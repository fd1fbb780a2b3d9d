"""Cards laid out: each fitted to its page, then drawn on it and taken down as a piece.

A card is fitted by heights that are reckoned, in a hundredth of the time that laying it out takes.
Its page then shows whether they were right; where they were not, or can't be reckoned, it is laid
out on a page without an end, as often as it takes.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any

import weasyprint
from weasyprint.document import Document
from weasyprint.text.line_break import get_log_attrs

from jdgen.render.card_estimate import CardEstimate
from jdgen.render.card_fitting import CardFitter, Measured
from jdgen.render.card_lines import LineCounter, NotReckonedError
from jdgen.render.card_page import CardPages, SetCard, language_tag
from jdgen.render.pdf.boxes import children, page_boxes
from jdgen.render.pdf.capture import capture
from jdgen.render.pdf.pieces import no_collecting
from jdgen.render.pdf.typesetter import Typesetter
from jdgen.render.pieces.cards import CardBatch, pack_card
from jdgen.render.pieces.piece import pack

_POINTS = 0.75  # a CSS pixel
# A line more is eleven points at least; where its faces meet, one is a hundredth of a point higher.
_MOST_OFF = 2.0
# What is set as high as there is room, whatever stands in it.
_BANDS = frozenset({"head", "foot"})


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
        # The rules of the steps that occurred, read.
        self._steps: dict[int, weasyprint.CSS] = {}

    def pieces(self) -> Iterator[bytes]:
        """Yield what came of each card."""
        for wanted in self._batch.cards:
            fitted, document = self.fit(wanted)
            page = b"" if document is None else pack(capture(document, {}, stamped=False))
            yield pack_card(fitted, page)
            del document
            # Boxes refer to each other: what is left of a card goes here, or memory would grow.
            gc.collect(1)

    def fit(self, wanted: SetCard) -> tuple[SetCard | None, Document | None]:
        """Return a card as it fits on one page, laid out; neither where the barest doesn't fit."""
        try:
            fitted = self.fitter(self.reckon).fit(wanted)
            if fitted is not None:
                document = self.lay_out(fitted)
                if self.is_as_reckoned(fitted, document):
                    return fitted, document
        except NotReckonedError:
            pass
        fitted = self.fitter(self.measure).fit(wanted)
        return fitted, self.lay_out(fitted) if fitted is not None else None

    @cached_property
    def fitter(self) -> partial[CardFitter]:
        """What fits cards, given who measures them."""
        batch = self._batch
        return partial(CardFitter, batch.paper, batch.theme, batch.language)

    def lay_out(self, card: SetCard) -> Document:
        """Return a fitted card on its page."""
        return self._lay_out(self._pages.pages([card], card.card.document_title), card)

    def _lay_out(self, html: str, card: SetCard) -> Document:
        number = card.setting.number
        if number not in self._steps:
            self._steps[number] = self._typesetter.style_sheet(self._batch.steps[number])
        return self._typesetter.lay_out(html, self._batch.pictures, self._steps[number])

    def measure(self, card: SetCard) -> Measured:
        """Return how high everything on a card is, by the names that its template gives."""
        document = self._lay_out(self._pages.pages([card], "", measured=True), card)
        return {name: box.margin_height() * _POINTS for name, box in _named(document)}

    def reckon(self, card: SetCard) -> Measured:
        """Return the same without laying it out. Raises NotReckonedError where that can't be."""
        return self._estimate.measure(card, self._batch.pictures)

    @cached_property
    def _estimate(self) -> CardEstimate:
        batch, fonts = self._batch, dict(self._batch.fonts)
        families = {
            role: [fonts[name] for name in names if name in fonts]
            for role, names in batch.families.items()
        }
        language = language_tag(batch.language)
        lines = LineCounter(families, language, partial(_breaks, language))
        return CardEstimate(batch.paper, batch.theme, lines, batch.language)

    def is_as_reckoned(self, card: SetCard, document: Document) -> bool:
        """Whether everything on a fitted card's page is as high as was reckoned."""
        reckoned = self.reckon(card)
        laid_out = {
            name: (_inside(box) if name in _BANDS else box.margin_height()) * _POINTS
            for name, box in _named(document)
        }
        return reckoned.keys() == laid_out.keys() and all(
            abs(height - laid_out[name]) < _MOST_OFF for name, height in reckoned.items()
        )


def _breaks(language: str, text: str) -> Sequence[int]:
    """Return the places inside a text before which a line may begin (UAX #14, as Pango has it)."""
    places = get_log_attrs(text, language)
    return [place for place in range(1, len(text)) if places[place].is_line_break]


def _named(document: Document) -> Iterator[tuple[str, Any]]:
    """Yield the boxes that a card's template names, each once."""
    seen = set()
    for page in page_boxes(document):
        for box in page.descendants():
            if box.element is not None:
                # Boxes inside one that have no element of their own name it again.
                name = box.element.get("data-key")
                if name is not None and name not in seen:
                    seen.add(name)
                    yield name, box


def _inside(box: Any) -> float:
    """Return how high a box of a fixed height would be by what stands in it."""
    ends = [child.position_y + child.margin_height() for child in children(box)]
    return float(max(ends, default=box.content_box_y()) - box.position_y + box.padding_bottom)
