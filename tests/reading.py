"""Text read back from the files that jdgen makes, so that it can be compared with the data.

A file becomes a row of pieces in reading order: one for each paragraph of the text or of a table's
cell. Their text has lost its white space and nothing else, because where a line breaks is the
layout's affair. A Word file is read from its XML; a PDF by its tags, as a screen reader does, so
that cells and paragraphs come whole.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pymupdf
import yaml
from lxml import etree

ROOT = Path(__file__).resolve().parents[1]
COVER = "cover"
CONTENTS = "contents"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_SPACE = {_W + "tab": " ", _W + "br": " ", _W + "cr": " "}
_SILENT = frozenset(
    {_W + "instrText", _W + "delText", _W + "pPr", _W + "rPr", _W + "sectPr", _FALLBACK}
)
_NUMBER = re.compile(r"\d+[.、]|[(（]\d+[)）]")
_LEADER = re.compile(r"\.{3,}|…{3,}")
_BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", "Figure"})


def squash(text: str) -> str:
    """Return ``text`` without any white space; that is all that is ever taken away."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Cell:
    """Where in which table a piece stands, all counted from 0; ``header`` as the file says it."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True)
class Piece:
    """One paragraph. ``level`` 1 to 6 for headings; ``page`` from 1, 0 where it isn't known.

    ``number``: the number of a list that stands before it (PDF; Word counts by itself).
    ``drawn``: it is writing inside a drawing.
    """

    text: str
    cell: Cell | None = None
    level: int = 0
    page: int = 0
    top: float = 0
    number: str = ""
    drawn: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A file read back: its pieces, and what runs along its pages.

    ``margins`` are what runs along the pages: head and foot of each page of a PDF, the header of
    each section of a Word file. ``alternatives`` describe drawings in words. For a PDF, ``pages``
    says how many there are, ``page_of`` on which (from 1) an anchor stands and ``folio_of`` which
    number is printed there.
    """

    file: Path
    pieces: tuple[Piece, ...]
    margins: tuple[tuple[str, ...], ...] = ()
    alternatives: tuple[str, ...] = ()
    pages: int = 0
    page_of: Mapping[str, int] | None = None
    folio_of: Mapping[str, str] | None = None

    @property
    def kind(self) -> str:
        """``docx`` or ``pdf``."""
        return self.file.suffix[1:]

    @cached_property
    def parts(self) -> Mapping[str, tuple[Piece, ...]]:
        """The pieces by the anchor after which they stand, in order; ``cover`` before the first."""
        parts: dict[str, list[Piece]] = {}
        current = COVER
        for piece in self.pieces:
            for anchor in piece.anchors:
                if anchor in parts:
                    raise AssertionError(f"{self.file.name}: the anchor {anchor} stands twice")
                current = anchor
            parts.setdefault(current, []).append(piece)
        return {anchor: tuple(pieces) for anchor, pieces in parts.items()}

    def page_count(self, anchor: str) -> int:
        """Return how many pages of a PDF lie between this anchor and the next section's."""
        if self.page_of is None:
            raise ValueError("a Word file has no pages until somebody opens it")
        here = self.page_of[anchor]
        return min((p for p in self.page_of.values() if p > here), default=self.pages + 1) - here


# ---- Word


def read_docx(path: Path) -> Reading:
    """Read a Word file: paragraphs, cells, links and text boxes, in the order of the body."""
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))[0]
        levels = _heading_levels(etree.fromstring(archive.read("word/styles.xml")))
        targets = {
            str(each.get("Id")): str(each.get("Target"))
            for each in etree.fromstring(archive.read("word/_rels/document.xml.rels"))
        }
        headers = [targets[str(each.get(_RELATION))] for each in body.iter(_W + "headerReference")]
        margins = [
            _word_text(etree.fromstring(archive.read(f"word/{name}")), []) for name in headers
        ]
    reader = _WordReader(levels)
    reader.read(body, None)
    return Reading(
        path,
        tuple(_with_contents(reader.pieces, reader.contents)),
        margins=tuple((squash(text),) for text in margins),
        alternatives=tuple(str(found.get("descr", "")) for found in body.iter(_PROPERTIES)),
    )


def _heading_levels(styles: Any) -> dict[str, int]:
    """Return the level of each paragraph style that has one: 1 for the outline's level 0."""
    found = {}
    for style in styles.iter(_W + "style"):
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None:
            found[str(style.get(_W + "styleId"))] = int(outline.get(_W + "val")) + 1
    return found


def _word_text(element: Any, boxes: list[Any]) -> str:
    """Return the text below ``element``; text boxes go to ``boxes``, to be read apart."""
    words = []
    for child in element:
        if child.tag in _SILENT:
            continue
        if child.tag == _W + "t":
            words.append(child.text or "")
        elif child.tag in _SPACE:
            words.append(_SPACE[child.tag])
        elif child.tag == _W + "noBreakHyphen":
            words.append("-")
        elif child.tag == _W + "sym":
            raise AssertionError("a character by its number in a font (w:sym) can't be read")
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        else:
            words.append(_word_text(child, boxes))
    return "".join(words)


class _WordReader:
    """Walks a body; the contents are where the first paragraph of a TOC style stands."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self.pieces: list[Piece] = []
        self.contents: int | None = None
        self._levels = levels
        self._waiting: list[str] = []
        self._tables = 0

    def read(self, container: Any, cell: Cell | None) -> None:
        """Read the paragraphs and tables of a body, a cell or a text box."""
        for child in container:
            if child.tag == _W + "p":
                self._paragraph(child, cell)
            elif child.tag == _W + "tbl":
                self._table(child)
            elif child.tag == _W + "bookmarkStart":
                self._waiting.append(str(child.get(_W + "name")))
            elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins"):
                self.read(child, cell)

    def _paragraph(self, paragraph: Any, cell: Cell | None) -> None:
        found = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = "" if found is None else str(found.get(_W + "val"))
        self._waiting += [str(b.get(_W + "name")) for b in paragraph.iter(_W + "bookmarkStart")]
        boxes: list[Any] = []
        text = squash(_word_text(paragraph, boxes))
        if text:
            if style.startswith("TOC") and self.contents is None:
                self.contents = len(self.pieces)
            piece = Piece(text, cell, self._levels.get(style, 0), anchors=tuple(self._waiting))
            self._waiting = []
            self.pieces.append(piece)
        for box in boxes:
            words = squash("".join(_word_text(each, []) for each in box.iter(_W + "p")))
            self.pieces += [Piece(words, drawn=True)] if words else []

    def _table(self, table: Any) -> None:
        number = self._tables
        self._tables += 1
        for row_number, row in enumerate(table.findall(_W + "tr")):
            header = row.find(f"{_W}trPr/{_W}tblHeader") is not None
            # A cell merged with the one above still counts: as it does in HTML's rows here.
            for column, cell in enumerate(row.findall(_W + "tc")):
                self.read(cell, Cell(number, row_number, column, header))


def _with_contents(pieces: Sequence[Piece], contents: int | None) -> Iterator[Piece]:
    """Give the contents' title an anchor, as it has one in the PDF: it stands before the lines."""
    for number, piece in enumerate(pieces):
        if contents is not None and number == contents - 1:
            yield replace(piece, anchors=(CONTENTS, *piece.anchors))
        else:
            yield piece


# ---- PDF


def open_pdf(path: Path) -> Any:
    """Open a PDF with PyMuPDF, which has no type hints."""
    return pymupdf.open(path)  # type: ignore[no-untyped-call]


def read_pdf(path: Path, theme: str) -> Reading:
    """Read a tagged PDF by its tags; ``theme`` says where a page's type area ends.

    What lies off the page is not read: nobody can see it.
    """
    page_box = yaml.safe_load((ROOT / "templates" / "themes" / f"{theme}.yaml").read_text("utf-8"))
    above, below = float(page_box["page"]["top"]), float(page_box["page"]["bottom"])
    flags = pymupdf.TEXT_COLLECT_STRUCTURE | pymupdf.TEXT_MEDIABOX_CLIP
    pieces: list[Piece] = []
    margins = []
    with open_pdf(path) as document:
        for number, page in enumerate(document, 1):
            reader = _PageReader(number, above, page.rect.height - below)
            reader.read(page.get_text("dict", flags=flags)["blocks"], _Place())
            pieces += _continued(pieces, reader.pieces)
            margins.append(reader.margins)
        places = {
            name: (to["page"] + 1, document[to["page"]].rect.height - to["to"][1])
            for name, to in document.resolve_names().items()
        }
        folios = {name: document[page - 1].get_label() for name, (page, _) in places.items()}
        count = len(document)
    return Reading(
        path,
        tuple(_anchored(_clean_contents(pieces, places), places)),
        margins=tuple(margins),
        alternatives=tuple(_figure_texts(path)),
        pages=count,
        page_of={name: page for name, (page, _) in places.items()},
        folio_of=folios,
    )


@dataclass(frozen=True)
class _Place:
    """Where in the tree of tags one is: the block, the cell, whether a list's item begins."""

    block: str = ""
    cell: Cell | None = None
    header: bool = False
    row: int = 0
    table: int = -1


class _PageReader:
    """Walks the tags of one page."""

    def __init__(self, page: int, above: float, below: float) -> None:
        self.pieces: list[Piece] = []
        self._margins: list[tuple[bool, float, str]] = []
        self._page = page
        self._above = above
        self._below = below
        self._tables = 0
        self._rows = 0
        self._item_begins = False
        self._words: list[str] = []
        self._tops: list[float] = []
        self._number = ""

    @property
    def margins(self) -> tuple[str, str]:
        """What stands above and below the type area, from left to right."""
        above, below = (
            "".join(text for at_foot, _, text in sorted(self._margins) if at_foot is foot)
            for foot in (False, True)
        )
        return above, below

    def read(self, blocks: Sequence[Mapping[str, Any]], place: _Place) -> None:
        """Read sibling tags in the order of the tree, else in the order of the page."""
        if all(block["type"] == 2 for block in blocks):
            blocks = sorted(blocks, key=lambda block: int(block["index"]))
        for block in blocks:
            if block["type"] == 2:
                self._tag(str(block["std"]), int(block["index"]), block["blocks"], place)
            elif block["type"] == 0:
                self._text(block)
        if not place.block:
            self._finish(place)

    def _tag(self, tag: str, index: int, below: Sequence[Mapping[str, Any]], place: _Place) -> None:
        if tag == "Table":
            self._tables += 1
            self._rows = 0
            place = replace(place, table=self._page * 1000 + self._tables)
        elif tag == "THead":
            place = replace(place, header=True)
        elif tag == "TR":
            place = replace(place, row=self._rows)
            self._rows += 1
        elif tag in ("TH", "TD"):
            place = replace(place, cell=Cell(place.table, place.row, index, place.header))
        elif tag == "LI":
            self._item_begins = True
        if tag in _BLOCKS and not place.block:
            self.read(below, replace(place, block=tag))
            self._finish(replace(place, block=tag))
        else:
            self.read(below, place)

    def _text(self, block: Mapping[str, Any]) -> None:
        for line in block["lines"]:
            text = squash("".join(span["text"] for span in line["spans"]))
            top, bottom = line["bbox"][1], line["bbox"][3]
            if bottom <= self._above or top >= self._below:
                self._margins.append((top >= self._below, line["bbox"][0], text))
            elif self._item_begins and not self._words and _NUMBER.fullmatch(text):
                self._number, self._item_begins = text, False
            elif text:
                self._words.append(text)
                self._tops.append(top)

    def _finish(self, place: _Place) -> None:
        if self._words:
            level = int(place.block[1]) if re.fullmatch("H[1-6]", place.block) else 0
            drawn = place.block == "Figure"
            self.pieces.append(
                Piece("".join(self._words), place.cell, level, self._page, min(self._tops),
                      self._number, drawn)
            )  # fmt: skip
            self._item_begins = False
            self._number = ""
        self._words, self._tops = [], []


def _continued(before: Sequence[Piece], page: Sequence[Piece]) -> Iterator[Piece]:
    """Join a table that goes on from the page before: its header, printed once more, is dropped."""
    first = page[0].cell if page else None
    last = before[-1].cell if before else None
    if first is None or last is None or not first.header:
        yield from page
        return
    old = [p.text for p in before if p.cell and p.cell.table == last.table and p.cell.header]
    new = [p.text for p in page if p.cell and p.cell.table == first.table and p.cell.header]
    if old != new:
        yield from page
        return
    for piece in page:
        cell = piece.cell
        if cell is None or cell.table != first.table:
            yield piece
        elif not cell.header:
            yield replace(piece, cell=replace(cell, table=last.table, row=cell.row + last.row))


def _clean_contents(
    pieces: Sequence[Piece], places: Mapping[str, tuple[int, float]]
) -> list[Piece]:
    """Take the dots off the lines of the contents: they only lead the eye to the page number."""
    if CONTENTS not in places:
        return list(pieces)
    first = places[CONTENTS][0]
    last = min((page for page, _ in places.values() if page > first), default=first + 1) - 1
    return [
        replace(piece, text=_LEADER.sub("", piece.text)) if first <= piece.page <= last else piece
        for piece in pieces
    ]


def _anchored(pieces: Sequence[Piece], places: Mapping[str, tuple[int, float]]) -> Iterator[Piece]:
    """Give each anchor to the first piece that stands on its page at its height or below."""
    found: dict[int, list[str]] = {}
    for name, (page, top) in sorted(places.items(), key=lambda item: item[1]):
        number = next(
            (n for n, p in enumerate(pieces) if p.page == page and p.top >= top - 1), None
        )
        if number is None:
            raise AssertionError(f"nothing stands at the anchor {name} on page {page}")
        found.setdefault(number, []).append(name)
    for number, piece in enumerate(pieces):
        yield replace(piece, anchors=tuple(found.get(number, ())))


def _figure_texts(path: Path) -> Iterator[str]:
    """Yield what the PDF says in place of its drawings, in order."""
    import pikepdf  # heavy, and needed for this alone

    with pikepdf.open(path) as document:
        waiting: list[Any] = [document.Root.StructTreeRoot.K]
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting.extend(reversed(list(node)))
            elif isinstance(node, pikepdf.Dictionary):
                if node.get("/S") == "/Figure":
                    yield str(node.get("/Alt", ""))
                if "/K" in node:
                    waiting.append(node.K)
