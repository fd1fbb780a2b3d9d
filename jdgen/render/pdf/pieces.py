"""Sections laid out and drawn as pieces of a document."""

from __future__ import annotations

from jdgen.render.pdf.capture import capture
from jdgen.render.pdf.typesetter import Typesetter
from jdgen.render.pieces.batch import PAGE_COUNT, Batch
from jdgen.render.pieces.piece import pack

_TYPICAL_PAGES = 2


def lay_out(batch: Batch) -> tuple[bytes, ...]:
    """Return each section as a piece."""
    typesetter = Typesetter(dict(batch.fonts), batch.css)
    pieces = []
    likely = _TYPICAL_PAGES
    for section in batch.sections:
        counted = PAGE_COUNT in section.html
        document = typesetter.lay_out(section.html.replace(PAGE_COUNT, str(likely)))
        pages = len(document.pages)
        if counted and pages != likely:
            # It prints its number of pages: now that is known.
            document = typesetter.lay_out(section.html.replace(PAGE_COUNT, str(pages)))
        # Digits are of one width, so that another guess of one digit breaks the same pages.
        likely = pages if counted and pages < 10 else likely
        pieces.append(pack(capture(document, dict(section.titles), stamped=section.stamped)))
    return tuple(pieces)
