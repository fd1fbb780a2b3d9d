"""Sections laid out and drawn as pieces of a document."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from jdgen.render.pdf.capture import capture
from jdgen.render.pdf.typesetter import Typesetter
from jdgen.render.pieces.batch import PAGE_COUNT, Batch
from jdgen.render.pieces.piece import pack

_TYPICAL_PAGES = 2


def lay_out(batch: Batch) -> tuple[bytes, ...]:
    """Return each section as a piece."""
    with no_collecting():
        return tuple(_lay_out(batch))


@contextmanager
def no_collecting() -> Iterator[None]:
    """Hold garbage collection until a batch is done.

    A page is hundreds of thousands of objects that stay for as long as it is needed: looking
    through them again and again took a quarter of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _lay_out(batch: Batch) -> Iterator[bytes]:
    typesetter = Typesetter(dict(batch.fonts), batch.css)
    likely = _TYPICAL_PAGES
    for section in batch.sections:
        counted = PAGE_COUNT in section.html
        pictures = dict(section.pictures)
        document = typesetter.lay_out(section.html.replace(PAGE_COUNT, str(likely)), pictures)
        pages = len(document.pages)
        if counted and pages != likely:
            # It prints its number of pages: now that is known.
            document = typesetter.lay_out(section.html.replace(PAGE_COUNT, str(pages)), pictures)
        # Digits are of one width, so that another guess of one digit breaks the same pages.
        likely = pages if counted and pages < 10 else likely
        titles = dict(section.titles)
        yield pack(capture(document, titles, stamped=section.stamped, page_boxes=section.boxes))
        del document
        # Boxes refer to each other: what is left of a section goes here, or memory would grow.
        gc.collect(1)
