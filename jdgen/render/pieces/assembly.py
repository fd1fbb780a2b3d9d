"""Pieces to one PDF that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3).

Every piece gets the numbers after those of the piece before it; its objects are written with
them, in one object stream a piece. One structure tree, one set of bookmarks, destinations by name
and each font once make it a document. Nothing is laid out here, and nothing of a piece is read
again as PDF: that is why it is fast.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from jdgen.render.pieces import piece as own
from jdgen.render.pieces.embedded import Cutter, add_fonts, unite
from jdgen.render.pieces.file import PdfFile
from jdgen.render.pieces.metadata import Attached, Description, write_info, write_xmp
from jdgen.render.pieces.outline import Bookmark, as_tree, write_outline
from jdgen.render.pieces.piece import FIRST_NUMBER, Piece
from jdgen.render.pieces.quire import Facts, Quire, loose
from jdgen.render.pieces.stamps import Stamper
from jdgen.render.pieces.syntax import number, reference, references, stream, text

_CATALOG, _METADATA, _INFO, _FILE, _FILE_DATA, _OUTLINE = 1, 9, 10, 11, 12, 13
_LABELS = {"cover": b"<</P %b>>" % text("封面"), "roman": b"<</S /R>>", "arabic": b"<</S /D>>"}
# Pieces of which nothing is kept are bound so many at a time.
_TOGETHER = 16
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
    """Return the document of some pieces; ``cut`` cuts its fonts."""
    groups = (pieces[start : start + _TOGETHER] for start in range(0, len(pieces), _TOGETHER))
    return bind([loose(group) for group in groups], whole, cut)


def bind(quires: Sequence[Quire], whole: Whole, cut: Cutter) -> bytes:
    """Return the document of some quires; ``cut`` cuts its fonts."""
    file = PdfFile()
    placed = []
    free = FIRST_NUMBER
    folios = iter(whole.folios)
    for quire in quires:
        printed = [each for _, each in zip(quire.facts.sections, folios, strict=False)]
        _add_quire(file, quire, free, whole.labels)
        _add_folios(file, quire.facts, free, list(chain.from_iterable(printed)))
        placed.append((free, quire.facts))
        free += room_for(quire.facts.count)
    fonts = unite(quire.facts.fonts for quire in quires)
    font_names, free = add_fonts(file, fonts, free, cut)
    objects = {own.FONTS: font_names}
    objects |= _structure(placed)
    objects[own.COLOURS] = b"<<%b/srgb [/ICCBased %b]>>" % (_LAB, reference(own.PROFILE))
    outline = write_outline(as_tree(_bookmarks(placed)), _OUTLINE, free)
    objects[_OUTLINE] = outline[0]
    objects |= {free + place: data for place, data in enumerate(outline[1:])}
    free += len(outline) - 1
    objects[_INFO] = write_info(whole.description, whole.producer)
    file.add(own.PROFILE, stream(b"/N 3", whole.profile))
    file.add(_METADATA, write_xmp(whole.description, whole.producer))
    if whole.attached is not None:
        objects |= _attach(file, whole.attached, whole.description)
    objects[_CATALOG] = _catalog(placed, whole, outlined=len(outline) > 1)
    free = file.add_together(free, sorted(objects), [objects[each] for each in sorted(objects)])
    return file.finish(free, _CATALOG, _INFO)


def room_for(count: int) -> int:
    """Return how many numbers are set aside for a quire that takes so many.

    An eighth is free as a rule: so a post that takes a few more leaves all later numbers as they
    are, and what was made with these.
    """
    unit = max(64, 1 << count.bit_length() - 2)
    return -(-count // unit) * unit


def _add_quire(file: PdfFile, quire: Quire, first: int, labels: Mapping[str, str]) -> None:
    for sealed in quire.bound(first, labels):
        file.add_block(first, sealed.block, sealed.digest)


def _add_folios(file: PdfFile, facts: Facts, first: int, printed: Sequence[str]) -> None:
    stamper = Stamper(facts.fonts)
    for page, own_number, stamps in facts.folios:
        file.add(first + own_number, stamper.folio(stamps, printed[page]))


def _structure(placed: Sequence[tuple[int, Facts]]) -> dict[int, bytes]:
    """Return pages, the structure tree's root and only element, and its tree of parents."""
    pages = [start + page for start, facts in placed for page in facts.pages]
    top = [start + each for start, facts in placed for each in facts.top]
    parents = [start + each for start, facts in placed for each in facts.parents]
    start, last = placed[-1]
    return {
        own.PAGES: b"<</Type /Pages/Kids %b/Count %d>>" % (references(pages), len(pages)),
        own.STRUCTURE: b"<</Type /StructTreeRoot/K [%b]/ParentTree %b/ParentTreeNextKey %d>>"
        % (reference(own.DOCUMENT), reference(own.PARENTS), start + last.keys),
        own.DOCUMENT: b"<</Type /StructElem/S /Document/P %b/K %b>>"
        % (reference(own.STRUCTURE), references(top)),
        own.PARENTS: b"<</Kids %b>>" % references(parents),
    }


def _bookmarks(placed: Sequence[tuple[int, Facts]]) -> list[tuple[int, Bookmark]]:
    return [
        (level, Bookmark(label, start + facts.pages[page], x, y, opened))
        for start, facts in placed
        for level, label, page, x, y, opened in facts.bookmarks
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


def _catalog(placed: Sequence[tuple[int, Facts]], whole: Whole, *, outlined: bool) -> bytes:
    places: dict[str, bytes] = {}
    for start, facts in placed:
        before = 0
        for pages, anchors in facts.sections:
            for name, (page, x, y) in anchors.items():
                target = reference(start + facts.pages[before + page])
                places.setdefault(name, b"[%b /XYZ %b %b 0]" % (target, number(x), number(y)))
            before += pages
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
