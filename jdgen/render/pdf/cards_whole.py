"""Cards written by WeasyPrint itself, where pages alone don't say how.

That is where a template of the project's own brings a font, whose program no one else knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import pydyf
from weasyprint.document import Document

from jdgen.render.pdf.cards import CardSetter
from jdgen.render.pdf.typesetter import Typesetter, write_pdf
from jdgen.render.pieces.batch import Batch
from jdgen.render.pieces.cards import CardBatch
from jdgen.render.pieces.metadata import Description


def write_alone(batch: CardBatch, descriptions: Sequence[Description]) -> list[bytes]:
    """Return a PDF of each card of a batch, all of which are fitted."""
    setter = CardSetter(batch)
    pairs = zip(batch.cards, descriptions, strict=True)
    return [write_pdf([setter.lay_out(card)], description) for card, description in pairs]


def write_together(batch: CardBatch, description: Description) -> bytes:
    """Return one PDF of the cards of a batch, all of which are fitted."""
    setter = CardSetter(batch)
    return write_pdf([setter.lay_out(card) for card in batch.cards], description)


def write_sheets(batch: Batch, description: Description) -> bytes:
    """Return one PDF of sheets, each a section of the batch; all have the same edges."""
    typesetter = Typesetter(dict(batch.fonts), batch.css)
    documents = [
        typesetter.lay_out(each.html, dict(each.pictures)) for each in batch.sections
    ]

    def finish(_: Document, pdf: pydyf.PDF) -> None:
        for number in pdf.pages["Kids"][::3]:
            edges = {name: pydyf.Array(box) for name, box in batch.sections[0].boxes}
            pdf.objects[number].update(edges)

    return write_pdf(documents, description, finisher=finish)
