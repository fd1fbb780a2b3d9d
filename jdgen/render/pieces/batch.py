"""The work that may be done elsewhere: some sections to be laid out, as plain values.

``lay_out_batch`` is what a pool of processes or a cluster calls. It needs nothing but what it is
given, gives back nothing but bytes, and may be called again for the same batch: the same batch
gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

PICTURE = "jdgen-picture:"
"""What the address of a picture begins with; its name among those given follows."""

PAGE_COUNT = "7654321"
"""Stands in a section's HTML for the number of its own pages, which only the layout tells."""


PageBoxes = tuple[tuple[str, tuple[float, float, float, float]], ...]


class NoEngine(Exception):
    """Pango can't be loaded (Windows without it)."""


@dataclass(frozen=True)
class SectionJob:
    """One section: its HTML; what the anchors that it links to are called.

    ``stamped``: page numbers are left open for the document to fill in. ``pictures`` are those that
    it shows, PNG by name; ``boxes`` the edges of its pages by their names in a PDF (``TrimBox``),
    in points from the lower left corner.
    """

    html: str
    titles: tuple[tuple[str, str], ...] = ()
    stamped: bool = True
    pictures: tuple[tuple[str, bytes], ...] = ()
    boxes: PageBoxes = ()


@dataclass(frozen=True)
class Batch:
    """Sections that share a style sheet and fonts, cut to their characters, by family."""

    css: str
    fonts: tuple[tuple[str, bytes], ...]
    sections: tuple[SectionJob, ...]


def lay_out_batch(batch: Batch) -> tuple[bytes, ...]:
    """Lay sections out and return the pieces (see ``piece.pack``), in the same order.

    Raises NoEngine where the libraries that lay out text can't be loaded.
    """
    try:
        from jdgen.render.pdf.pieces import lay_out  # heavy: WeasyPrint, half a second
    except OSError as failure:
        raise NoEngine from failure
    return lay_out(batch)
