"""A section that WeasyPrint has laid out, drawn and taken down as a piece.

WeasyPrint draws the pages and builds their tags; what it made is read off its objects before it
writes a file. Fonts are left out: a document embeds each once. What stands where a page number
will be is taken off the page again, and its place noted.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from jdgen.render.pdf.boxes import children
from jdgen.render.pdf.glyphs import glyphs_of
from jdgen.render.pdf.standards import name_links, scope_headers
from jdgen.render.pieces.batch import PageBoxes
from jdgen.render.pieces.piece import (
    COLOURS,
    DOCUMENT,
    FONTS,
    PAGES,
    PROFILE,
    FontUse,
    PageSize,
    Piece,
    Stamp,
    StreamPart,
)

_REFERENCE = re.compile(rb"(\d+) 0 R")
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
    taken: list[_Taken] = []

    def take(document: Document, pdf: pydyf.PDF) -> None:
        scope_headers(document)
        name_links(pdf, titles)
        for number in pdf.pages["Kids"][::3]:
            boxed = {name: pydyf.Array(edges) for name, edges in page_boxes}
            pdf.objects[number].update(boxed)
        taken.append(_Taken(pdf, {stamp.page for stamp in stamps}))
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
            place = _Place(len(self._stamps)) if anchor else None
            stamp = self._take_off(stream, box, align, place)
            self._stamps.append(replace(stamp, anchor=anchor))

    def _take_off(self, stream: Any, box: Any, align: str, place: _Place | None) -> Stamp:
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


class _Place(bytes):
    """Where in a page's stream a stamp is to be written."""

    def __new__(cls, stamp: int) -> _Place:
        """Stand for a stamp, as a NUL, which no page contains."""
        place = super().__new__(cls, b"\0")
        place.stamp = stamp
        return place

    stamp: int


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


class _Taken:
    """The objects of one section, off WeasyPrint's, with numbers of their own."""

    def __init__(self, pdf: pydyf.PDF, stamped: set[int]) -> None:
        self._pdf = pdf
        self._stamped = stamped
        root = self._object(pdf.catalog["StructTreeRoot"])
        self._document = self._object(root["K"][0])
        self._parents = self._object(root["ParentTree"])
        pages = pdf.pages["Kids"][::3]
        self._pages = [pdf.objects[number] for number in pages]
        resources = self._object(self._pages[0]["Resources"])
        fonts = self._object(resources["Font"])
        colours = self._object(resources["ColorSpace"])
        profile = colours["srgb"][1]
        self._fixed = {
            pdf.pages.number: PAGES,
            self._document.number: DOCUMENT,
            fonts.number: FONTS,
            colours.number: COLOURS,
            int(profile.split()[0]): PROFILE,
        }
        left_out = {0, pdf.catalog.number, root.number, *self._fixed}
        self._objects = [each for each in pdf.objects if each.number not in left_out]
        self._numbers = {each.number: number for number, each in enumerate(self._objects)}

    def _object(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def piece(
        self,
        document: Document,
        anchors: Mapping[str, tuple[int, float, float]],
        bookmarks: tuple[tuple[int, str, int, float, float, bool], ...],
        stamps: tuple[Stamp, ...],
        fonts: Mapping[str, FontUse],
    ) -> Piece:
        count = len(self._objects)
        pages = []
        for number, page in enumerate(self._pages):
            page["StructParents"] = _Own(page["StructParents"])
            own = count + number
            if number in self._stamped:
                contents = page["Contents"]
                page["Contents"] = pydyf.Array([contents, _OwnReference(own)])
            height = document.pages[number].height * _POINTS
            pages.append(PageSize(height, self._numbers[page.number], own))
        nums = self._parents["Nums"]
        for index in range(0, len(nums), 2):
            nums[index] = _Own(nums[index])
        limits = pydyf.Array([nums[0], nums[-2]])
        self._parents["Limits"] = limits
        template: list[bytes] = []
        numbers: list[int] = []
        inside: list[int] = []
        streams = []
        for own, each in enumerate(self._objects):
            if isinstance(each, pydyf.Stream):
                streams.append(self._stream(own, each))
                continue
            inside.append(own)
            if "StructParent" in each:
                each["StructParent"] = _Own(each["StructParent"])
            if each.get("Type") == "/StructElem":
                self._open_names(each)
            if each.get("Type") == "/Annot":
                each["F"] = 4  # printed, as PDF/A asks
            self._write(each, template, numbers)
            template.append(b"\n")
        return Piece(
            count=count + len(self._pages),
            pages=tuple(pages),
            objects=tuple(inside),
            template=b"".join(template),
            numbers=tuple(numbers),
            streams=tuple(streams),
            parents=self._numbers[self._parents.number],
            keys=len(nums) // 2,
            top=tuple(self._numbers[int(each.split()[0])] for each in self._document["K"]),
            anchors=anchors,
            bookmarks=bookmarks,
            stamps=stamps,
            fonts=fonts,
        )

    def _open_names(self, element: Any) -> None:
        """Let the names of header cells begin with an object's number, unlike in the document."""
        if "ID" in element:
            element["ID"] = self._name(element["ID"])
        headers = element.get("A", {}).get("Headers")
        if headers:
            headers[:] = [self._name(each) for each in headers]

    def _name(self, name: pydyf.String) -> _OwnName:
        number, _, rest = name.string.partition("-")
        return _OwnName(self._numbers[int(number)], rest)

    def _stream(self, own: int, stream: Any) -> StreamPart:
        data = b"\n".join(_plain(item) for item in stream.stream)
        head = pydyf.Dictionary(stream.extra)
        if not head.get("Filter"):
            data = zlib.compress(data, 9)
            head["Filter"] = "/FlateDecode"
        template: list[bytes] = []
        numbers: list[int] = []
        self._write(head, template, numbers)
        places = [item.stamp for item in stream.stream if isinstance(item, _Place)]
        return StreamPart(own, b"".join(template), numbers, data, places)

    def _write(self, value: Any, template: list[bytes], numbers: list[int]) -> None:
        if isinstance(value, dict):
            template.append(b"<<")
            for key, item in value.items():
                template.append(b"/" + _plain(key) + b" ")
                self._write(item, template, numbers)
            template.append(b">>")
        elif isinstance(value, list):
            template.append(b"[")
            for item in value:
                self._write(item, template, numbers)
                template.append(b" ")
            template.append(b"]")
        elif isinstance(value, _Own):
            template.append(value.template)
            numbers.append(value.number)
        elif isinstance(value, pydyf.String):
            # One object a line: none may hold another line's end.
            text = value.data.replace(b"\r", b"\\r").replace(b"\n", b"\\n")
            template.append(text.replace(b"%", b"%%"))
        elif isinstance(value, bytes) and (found := _REFERENCE.fullmatch(value)):
            number = int(found[1])
            if number in self._fixed:
                template.append(b"%d 0 R" % self._fixed[number])
            else:
                template.append(b"%d 0 R")
                numbers.append(self._numbers[number])
        else:
            template.append(_plain(value).replace(b"%", b"%%"))


def _plain(value: Any) -> bytes:
    """Write a value as pydyf does."""
    return pydyf._to_bytes(value)  # type: ignore[no-any-return]  # noqa: SLF001 - its one writer


class _Own:
    """A number counted from the piece's first."""

    template = b"%d"

    def __init__(self, number: int) -> None:
        self.number = number


class _OwnReference(_Own):
    """A reference to an object of the piece."""

    template = b"%d 0 R"


class _OwnName(_Own):
    """A name that begins with the number of an object of the piece."""

    def __init__(self, number: int, rest: str) -> None:
        super().__init__(number)
        self.template = b"(%%d-%b)" % rest.encode("ascii")
