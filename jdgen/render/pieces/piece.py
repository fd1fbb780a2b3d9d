"""One section, laid out and drawn: everything of it but its place in a document.

A piece is kept as PDF objects whose numbers are still open. It knows neither on which page it
starts nor what is printed on other pages: a folio or a page reference is a *stamp*, a place where
text is written when the document is put together. So it stays the same whatever changes elsewhere.

As bytes a piece begins with the SHA-256 of the rest: what was damaged is never used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIRST_NUMBER = 16
"""Objects below this number belong to the document, those of its pieces begin here."""

PAGES, STRUCTURE, DOCUMENT, PARENTS, PROFILE, COLOURS, FONTS = range(2, 9)
"""The numbers of what pieces refer to in every document."""


@dataclass(frozen=True)
class Stamp:
    """A place for text that is known last.

    ``page`` counts from the piece's first; ``anchor`` is whose page is printed, empty for the
    page's own folio. ``x`` and ``y`` (CSS pixels from the page's upper left corner) are the start,
    middle or end of the text's base line, as ``align`` says. ``tag`` and ``mark`` place it in the
    structure tree.
    """

    page: int
    anchor: str
    tag: str
    mark: int
    x: float
    y: float
    align: str
    font: str
    size: float
    colour: str


@dataclass(frozen=True)
class FontUse:
    """What a piece prints in one font: widths (thousandths of an em) and texts by glyph.

    ``digits`` are the glyphs that stamps may need, by character; ``face`` names the font's file.
    """

    face: str
    name: str
    ascent: int
    descent: int
    flags: int
    open_type: bool
    widths: Mapping[int, int]
    texts: Mapping[int, str]
    digits: Mapping[str, int]


@dataclass(frozen=True)
class PageSize:
    """A page's height in points, and the numbers of its objects within the piece."""

    height: float
    page: int
    stamps: int


@dataclass(frozen=True)
class StreamPart:
    """A stream: its number within the piece, its dictionary as a template, its data, compressed.

    ``stamps`` are those that are written into it, each at a NUL: their text comes where it is read.
    """

    number: int
    head: bytes
    numbers: Sequence[int]
    data: bytes
    stamps: Sequence[int] = ()


@dataclass(frozen=True)
class Piece:
    """One section.

    ``count`` is how many object numbers it takes; ``objects`` are the numbers of those in
    ``template``, one a line; ``numbers`` are what goes into its ``%d``, counted from the piece's
    first number. ``parents`` is the object that lists the owners of marked content, ``keys`` how
    many keys it has; ``top`` are the outermost elements of its structure.
    ``anchors`` (page, x, y in points) by name; ``bookmarks``: level, text, page, x, y, open.
    """

    count: int
    pages: tuple[PageSize, ...]
    objects: tuple[int, ...]
    template: bytes
    numbers: tuple[int, ...]
    streams: tuple[StreamPart, ...]
    parents: int
    keys: int
    top: tuple[int, ...]
    anchors: Mapping[str, tuple[int, float, float]]
    bookmarks: tuple[tuple[int, str, int, float, float, bool], ...]
    stamps: tuple[Stamp, ...]
    fonts: Mapping[str, FontUse]


class Damaged(Exception):
    """Bytes that are no whole piece."""


def sealed(body: bytes) -> bytes:
    """Return bytes with the hash that shows whether they are whole."""
    return hashlib.sha256(body).digest() + body


def unsealed(data: bytes) -> bytes:
    """Return what was sealed. Raises Damaged where it is not what it was."""
    body = data[32:]
    if hashlib.sha256(body).digest() != data[:32]:
        raise Damaged
    return body


def pack(piece: Piece) -> bytes:
    """Return a piece as bytes, the same for the same piece."""
    streams = [[part.number, len(part.head), part.numbers, len(part.data), part.stamps]
               for part in piece.streams]  # fmt: skip
    head = {
        "count": piece.count,
        "pages": [[page.height, page.page, page.stamps] for page in piece.pages],
        "objects": piece.objects,
        "template": len(piece.template),
        "numbers": piece.numbers,
        "streams": streams,
        "parents": piece.parents,
        "keys": piece.keys,
        "top": piece.top,
        "anchors": piece.anchors,
        "bookmarks": piece.bookmarks,
        "stamps": [list(vars(stamp).values()) for stamp in piece.stamps],
        "fonts": {
            name: [*list(vars(use).values())[:6],
                   list(use.widths.items()), list(use.texts.items()), dict(use.digits)]
            for name, use in piece.fonts.items()
        },
    }  # fmt: skip
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    parts = [len(text).to_bytes(4, "big"), text, piece.template]
    parts += [data for part in piece.streams for data in (part.head, part.data)]
    return sealed(b"".join(parts))


def unpack(data: bytes) -> Piece:
    """Return the piece that ``pack`` made into ``data``. Raises Damaged for anything else."""
    data = unsealed(data)
    start = 4 + int.from_bytes(data[:4], "big")
    head: Any = json.loads(data[4:start])
    template = data[start : start + head["template"]]
    start += len(template)
    streams = []
    for number, head_length, numbers, length, stamps in head["streams"]:
        middle, end = start + head_length, start + head_length + length
        streams.append(StreamPart(number, data[start:middle], numbers, data[middle:end], stamps))
        start = end
    return Piece(
        count=head["count"],
        pages=tuple(PageSize(*each) for each in head["pages"]),
        objects=tuple(head["objects"]),
        template=template,
        numbers=tuple(head["numbers"]),
        streams=tuple(streams),
        parents=head["parents"],
        keys=head["keys"],
        top=tuple(head["top"]),
        anchors={name: tuple(place) for name, place in head["anchors"].items()},
        bookmarks=tuple(tuple(each) for each in head["bookmarks"]),
        stamps=tuple(Stamp(*each) for each in head["stamps"]),
        fonts={name: _font_use(facts) for name, facts in head["fonts"].items()},
    )


def _font_use(facts: Any) -> FontUse:
    *plain, widths, texts, digits = facts
    return FontUse(*[*plain, dict(widths), dict(texts), digits])
