"""A section that WeasyPrint has laid out, drawn and taken down as a piece.

WeasyPrint draws the pages and builds their tags; what it made is read off its objects before it
writes a file. Fonts are left out: a document embeds each once. What stands where a page number
will be is taken off the page again, and its place noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from jdgen.render.pdf.boxes import children
from jdgen.render.pdf.glyphs import glyphs_of
from jdgen.render.pdf.standards import name_links, scope_headers
from jdgen.render.pdf.taken import Place, Taken
from jdgen.render.pieces.batch import PageBoxes
from jdgen.render.pieces.piece import FontUse, Piece, Stamp

_POINTS = 0.75  # a CSS pixel
STAMPED = "0123456789IVXLC"
"""What page numbers are made of."""

# Classes that templates give to what holds a page number.
_FOLIO, _PAGE_OF = re.compile(r"\bfolio-(arabic|roman)\b"), "page-of"


def capture(
    document: Document, titles: Mapping[str, str], *, stamped: bool, page_boxes: PageBoxes = ()
) -> Piece:
    """Draw a laid-out section.

    ``titles``: what anchors are called, for links that lead there. ``stamped``: page numbers are
    left open; without it they stay as laid out. ``page_boxes`` are further edges of its pages.
    """
    anchors: dict[str, tuple[int, float, float]] = {}
    bookmarks = []
    fonts: dict[str, FontUse] = {}
    stamps: list[Stamp] = []
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            place = number, x * _POINTS, (page.height - y) * _POINTS
            anchors.setdefault(name, place)
        for level, label, (x, y), state in page.bookmarks:
            place = number, x * _POINTS, (page.height - y) * _POINTS
            bookmarks.append((level, label, *place, state == "open"))
        page.bookmarks = []
        _Painter(page, number, stamps if stamped else None).install()
    # Links to other sections: WeasyPrint drops those whose anchor it doesn't know.
    for page in document.pages:
        for kind, target, _, _ in page.links:
            if kind == "internal" and target not in anchors:
                page.anchors.setdefault(target, (0, 0, 0, 0))
    last = document.pages[-1]
    paint = last.paint

    def paint_last(stream: Any, scale: float) -> None:
        paint(stream, scale)
        fonts.update(_fonts(document))
        # What is left there would be cut and embedded.
        document.fonts.clear()

    last.paint = paint_last
    taken: list[Taken] = []

    def take(document: Document, pdf: pydyf.PDF) -> None:
        scope_headers(document)
        name_links(pdf, titles)
        for number in pdf.pages["Kids"][::3]:
            boxed = {name: pydyf.Array(edges) for name, edges in page_boxes}
            pdf.objects[number].update(boxed)
        taken.append(Taken(pdf, {stamp.page for stamp in stamps}))
        # No file is written.
        pdf.write = lambda *_: None

    document.write_pdf(finisher=take, pdf_tags=True, output_intent="srgb")
    return taken[0].piece(document, anchors, tuple(bookmarks), tuple(stamps), fonts)


class _Painter:
    """Paints a page as WeasyPrint does, then takes page numbers off it."""

    def __init__(self, page: Any, number: int, stamps: list[Stamp] | None) -> None:
        self._page = page
        self._number = number
        self._stamps = stamps
        self._paint = page.paint

    def install(self) -> None:
        if self._stamps is not None:
            self._page.paint = self.paint

    def paint(self, stream: Any, scale: float) -> None:
        self._paint(stream, scale)
        if self._stamps is None:
            return
        for box, anchor, align in _numbers(self._page._page_box):  # noqa: SLF001 - see boxes.py
            # A folio is the last text of its page, and written after all others.
            place = Place(len(self._stamps)) if anchor else None
            stamp = self._take_off(stream, box, align, place)
            self._stamps.append(replace(stamp, anchor=anchor))

    def _take_off(self, stream: Any, box: Any, align: str, place: Place | None) -> Stamp:
        entry = stream._tags[box]  # noqa: SLF001 - which text is which is told nowhere else
        start = next(
            index
            for index, part in enumerate(stream.stream)
            if isinstance(part, pydyf.Dictionary) and part.get("MCID") == entry["mcid"]
        )
        end = stream.stream.index(b"EMC", start)
        sequence = stream.stream[start + 2 : end]
        font = next(part for part in sequence if part.endswith(b" Tf")).split()[0][1:].decode()
        # Colour and font stay set: what follows counts on them.
        kept = [part for part in sequence if not part.endswith(b"TJ")]
        if place is not None:
            kept.append(place)
        stream.stream[start - 1 : end + 1] = kept
        x = box.position_x + box.width * {"left": 0, "center": 0.5, "right": 1}[align]
        colour = " ".join(f"{part:g}" for part in box.style["color"].to("srgb").coordinates)
        return Stamp(
            page=self._number,
            anchor="",
            tag=entry["tag"],
            mark=entry["mcid"],
            x=x,
            y=box.position_y + box.baseline,
            align=align,
            font=font,
            size=box.style["font_size"],
            colour=colour,
        )


def _numbers(box: Any) -> Iterator[tuple[Any, str, str]]:
    """Yield the texts that stand for page numbers: box, anchor (empty: a folio), alignment."""
    waiting: list[tuple[Any, Any, str]] = [(box, None, "left")]
    while waiting:
        current, found, align = waiting.pop()
        element = current.element
        if isinstance(current, boxes.TextBox):
            if found is not None and current.text.strip():
                yield current, found, align
            continue
        if isinstance(current, boxes.BlockContainerBox):
            wanted = current.style["text_align_all"]
            align = {"center": "center", "right": "right", "end": "right"}.get(wanted, "left")
        if element is not None and found is None:
            classes = element.get("class") or ""
            if _FOLIO.search(classes):
                found = ""
            elif _PAGE_OF in classes.split():
                found = element.get("href", "#")[1:]
        waiting.extend((child, found, align) for child in reversed(children(current)))


def _fonts(document: Document) -> Mapping[str, FontUse]:
    found: dict[str, FontUse] = {}
    for font in document.fonts.values():
        known = found.get(font.hash)
        widths = {**(known.widths if known else {}), **font.widths}
        texts = {**font.to_unicode, **(known.texts if known else {})}
        digits = glyphs_of(font, STAMPED)
        found[font.hash] = FontUse(
            face=font.family,
            name=font.name.decode(),
            ascent=font.ascent,
            descent=font.descent,
            flags=font.flags,
            open_type=font.type == "otf",
            widths=widths | dict(digits.values()),
            texts=texts,
            digits={character: glyph for character, (glyph, _) in digits.items()},
        )
    return found
