"""Pieces to one PDF that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).

Every piece gets the numbers after those of the piece before it; its objects are written with
them, in one object stream a piece. One structure tree, one set of bookmarks, destinations by name
and each font once make it a document. Nothing is laid out here, and nothing of a piece is read
again as PDF: that is why it is fast.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jdgen.render.pieces import piece as own
from jdgen.render.pieces.embedded import Cutter, add_fonts, unite
from jdgen.render.pieces.file import PdfFile
from jdgen.render.pieces.metadata import Attached, Description, write_info, write_xmp
from jdgen.render.pieces.outline import Bookmark, as_tree, write_outline
from jdgen.render.pieces.piece import FIRST_NUMBER, FontUse, Piece, Stamp
from jdgen.render.pieces.syntax import number, reference, references, stream, text

_CATALOG, _METADATA, _INFO, _FILE, _FILE_DATA, _OUTLINE, _HOLDER = 1, 9, 10, 11, 12, 13, 14
_LABELS = {"cover": b"<</P %b>>" % text("封面"), "roman": b"<</S /R>>", "arabic": b"<</S /D>>"}
_NOT_KNOWN = "00"
# White and black of the light that colours are meant for: L*a*b* as CSS defines it.
_LAB = (
    b"/lab-d50 [/Lab <</WhitePoint [0.964296 1 0.825106]/Range [-125 125 -125 125]>>]"
    b"/lab-d65 [/Lab <</WhitePoint [0.950456 1 1.089058]/Range [-125 125 -125 125]>>]"
)


@dataclass(frozen=True)
class Whole:
    """What pieces don't know: what is printed on which page, and what the document says of itself.

    ``folios``: per piece, the printed number of each of its pages; ``labels``: the printed page
    number of every anchor; ``page_labels``: the numbering that begins on a page. ``profile`` is
    the colour profile (ICC) that colours are meant for.
    """

    description: Description
    attached: Attached | None
    folios: Sequence[Sequence[str]]
    labels: Mapping[str, str]
    page_labels: Sequence[tuple[int, str]]
    producer: str
    profile: bytes


def assemble(pieces: Sequence[Piece], whole: Whole, cut: Cutter) -> bytes:
    """Return the document; ``cut`` cuts its fonts."""
    file = PdfFile()
    starts = []
    free = FIRST_NUMBER
    fonts = unite(piece.fonts for piece in pieces)
    for piece, folios in zip(pieces, whole.folios, strict=True):
        starts.append(free)
        _add_piece(file, piece, free, _Stamps(fonts, folios, whole.labels))
        free += piece.count + 1
    font_names, free = add_fonts(file, fonts, free, cut)
    objects = {own.FONTS: font_names}
    objects |= _structure(pieces, starts)
    objects[own.COLOURS] = b"<<%b/srgb [/ICCBased %b]>>" % (_LAB, reference(own.PROFILE))
    outline = write_outline(as_tree(_bookmarks(pieces, starts)), _OUTLINE, free)
    objects[_OUTLINE] = outline[0]
    objects |= {free + place: data for place, data in enumerate(outline[1:])}
    free += len(outline) - 1
    objects[_INFO] = write_info(whole.description, whole.producer)
    file.add(own.PROFILE, stream(b"/N 3", whole.profile))
    file.add(_METADATA, write_xmp(whole.description, whole.producer))
    if whole.attached is not None:
        objects |= _attach(file, whole.attached, whole.description)
    objects[_CATALOG] = _catalog(pieces, starts, whole, outlined=len(outline) > 1)
    file.add_together(_HOLDER, sorted(objects), [objects[each] for each in sorted(objects)])
    return file.finish(free, _CATALOG, _INFO)


def _add_piece(file: PdfFile, piece: Piece, start: int, stamps: _Stamps) -> None:
    """Write a piece's objects with numbers from ``start`` on."""
    for part in piece.streams:
        head = part.head % tuple(start + each for each in part.numbers)
        data = part.data
        if part.stamps:
            data = stamps.write_into(data, [piece.stamps[each] for each in part.stamps])
        whole = b"%b/Length %d>>\nstream\n%b\nendstream" % (head[:-2], len(data), data)
        file.add(start + part.number, whole)
    for page, found in groupby((each for each in piece.stamps if not each.anchor), _page_of):
        file.add(start + piece.pages[page].stamps, stamps.folios(page, found))
    filled = piece.template % tuple(start + each for each in piece.numbers)
    objects = filled[:-1].split(b"\n")
    file.add_together(start + piece.count, [start + each for each in piece.objects], objects)


def _page_of(stamp: Stamp) -> int:
    return stamp.page


class _Stamps:
    """Writes page numbers where a piece has left room for them."""

    def __init__(
        self, fonts: Mapping[str, FontUse], folios: Sequence[str], labels: Mapping[str, str]
    ) -> None:
        self._fonts = fonts
        self._folios = folios
        self._labels = labels

    def folios(self, page: int, stamps: Iterable[Stamp]) -> bytes:
        """Return a page's second stream: the first has turned its y axis down."""
        lines = [self._one(stamp, self._folios[page]) for stamp in stamps]
        return stream(b"", b"q 0.75 0 0 0.75 0 0 cm %b Q" % b" ".join(lines))

    def write_into(self, data: bytes, stamps: Sequence[Stamp]) -> bytes:
        """Write page numbers into a page's compressed stream, and return it."""
        first, *others = zlib.decompress(data).split(b"\0")
        words = (self._labels.get(stamp.anchor, _NOT_KNOWN) for stamp in stamps)
        lines = (b"q %b Q" % self._one(*pair) for pair in zip(stamps, words, strict=True))
        pieces = (line + other for line, other in zip(lines, others, strict=True))
        return zlib.compress(b"".join((first, *pieces)), 9)

    def _one(self, stamp: Stamp, words: str) -> bytes:
        font = self._fonts[stamp.font]
        glyphs = [font.digits[character] for character in words]
        width = sum(font.widths[glyph] for glyph in glyphs) * stamp.size / 1000
        x = stamp.x - width * {"left": 0, "center": 0.5, "right": 1}[stamp.align]
        return b"/%b <</MCID %d>> BDC %b rg BT /%b %b Tf 1 0 0 -1 %b %b Tm <%b> Tj ET EMC" % (
            stamp.tag.encode("ascii"), stamp.mark, stamp.colour.encode("ascii"),
            stamp.font.encode("ascii"), number(stamp.size), number(x), number(stamp.y),
            b"".join(b"%04x" % glyph for glyph in glyphs),
        )  # fmt: skip


def _structure(pieces: Sequence[Piece], starts: Sequence[int]) -> dict[int, bytes]:
    """Return pages, the structure tree's root and only element, and its tree of parents."""
    pairs = list(zip(pieces, starts, strict=True))
    pages = [start + page.page for piece, start in pairs for page in piece.pages]
    top = [start + each for piece, start in pairs for each in piece.top]
    parents = [start + piece.parents for piece, start in pairs]
    return {
        own.PAGES: b"<</Type /Pages/Kids %b/Count %d>>" % (references(pages), len(pages)),
        own.STRUCTURE: b"<</Type /StructTreeRoot/K [%b]/ParentTree %b/ParentTreeNextKey %d>>"
        % (reference(own.DOCUMENT), reference(own.PARENTS), starts[-1] + pieces[-1].keys),
        own.DOCUMENT: b"<</Type /StructElem/S /Document/P %b/K %b>>"
        % (reference(own.STRUCTURE), references(top)),
        own.PARENTS: b"<</Kids %b>>" % references(parents),
    }


def _bookmarks(pieces: Sequence[Piece], starts: Sequence[int]) -> list[tuple[int, Bookmark]]:
    return [
        (level, Bookmark(label, start + piece.pages[page].page, x, y, opened))
        for piece, start in zip(pieces, starts, strict=True)
        for level, label, page, x, y, opened in piece.bookmarks
    ]


def _attach(file: PdfFile, attached: Attached, description: Description) -> dict[int, bytes]:
    moment = text(f"D:{description.moment:%Y%m%d%H%M%S}Z")
    digest = hashlib.md5(attached.data, usedforsecurity=False).hexdigest().encode("ascii")
    head = (
        b"/Type /EmbeddedFile/Subtype /application#2fjson/Params <</CheckSum <%b>/Size %d"
        b"/CreationDate %b/ModDate %b>>"
    ) % (digest, len(attached.data), moment, moment)
    file.add(_FILE_DATA, stream(head, attached.data))
    name = text(attached.name)
    entry = b"<</Type /Filespec/F %b/UF %b/EF <</F %b>>/Desc %b/AFRelationship /Source>>" % (
        name, name, reference(_FILE_DATA), text(attached.description),
    )  # fmt: skip
    return {_FILE: entry}


def _catalog(
    pieces: Sequence[Piece], starts: Sequence[int], whole: Whole, *, outlined: bool
) -> bytes:
    places: dict[str, bytes] = {}
    for piece, start in zip(pieces, starts, strict=True):
        for name, (page, x, y) in piece.anchors.items():
            target = reference(start + piece.pages[page].page)
            places.setdefault(name, b"[%b /XYZ %b %b 0]" % (target, number(x), number(y)))
    names = []
    if whole.attached is not None:
        files = b"<</Names [%b %b]>>" % (text(whole.attached.name), reference(_FILE))
        names.append(b"/EmbeddedFiles " + files)
    if places:
        pairs = b" ".join(b"%b %b" % (text(name), places[name]) for name in sorted(places))
        names.append(b"/Dests <</Names [%b]>>" % pairs)
    labels = b" ".join(b"%d %b" % (page, _LABELS[style]) for page, style in whole.page_labels)
    entries = [
        b"/Type /Catalog/Pages %b/Lang %b" % (reference(own.PAGES), text(whole.description.tag)),
        b"/StructTreeRoot %b/MarkInfo <</Marked true>>" % reference(own.STRUCTURE),
        b"/ViewerPreferences <</DisplayDocTitle true>>/PageLabels <</Nums [%b]>>" % labels,
        b"/OutputIntents [<</Type /OutputIntent/S /GTS_PDFA1/OutputConditionIdentifier "
        b"(sRGB2014.icc)/Info (sRGB2014.icc)/DestOutputProfile %b>>]" % reference(own.PROFILE),
        b"/Metadata %b" % reference(_METADATA),
    ]
    if names:
        entries.append(b"/Names <<" + b"".join(names) + b">>")
    if whole.attached is not None:
        entries.append(b"/AF " + references([_FILE]))
    if outlined:
        entries.append(b"/Outlines " + reference(_OUTLINE))
    return b"<<" + b"".join(entries) + b">>"
