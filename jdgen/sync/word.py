"""A Word file as what stands in it: paragraphs and tables in order, comments, the data inside.

Knows Word, and nothing of posts. The zip and its XML are opened by the importers' ``safety``,
within bounds; nothing is fetched or carried out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jdgen.errors import message
from jdgen.importers.readers.safety import Package, open_package, parse_xml, refusal
from jdgen.source.text import FORBIDDEN, normalise
from jdgen.sync.inside import data_of
from jdgen.sync.tracked import settle
from jdgen.sync.word_names import FALLBACK, STRICT, Element, W, style_purpose, w

# With macros it is another type of the same; macros are in a part that nothing here opens.
_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
_SILENT = frozenset(
    {
        w("instrText"), w("delText"), w("delInstrText"), w("pPr"), w("rPr"), w("sectPr"),
        w("drawing"), w("pict"), w("object"), w("footnoteReference"), w("endnoteReference"),
        w("rt"), FALLBACK,
    }
)  # fmt: skip
_TABLE_DEPTH = 20


@dataclass(frozen=True)
class Line:
    """A paragraph; ``style`` is what its style is for (see ``word_names``), empty for others.

    ``outline``: its level as a heading, 0 the highest, -1 for none. ``numbered``: Word draws a
    number before it, ``level`` deep. ``comments`` are the ids of comments that end in it.
    """

    text: str
    style: str = ""
    outline: int = -1
    numbered: bool = False
    level: int = 0
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs; ``merged`` where it goes on a cell of the row above."""

    lines: tuple[Line, ...]
    columns: int = 1
    merged: bool = False

    @property
    def text(self) -> str:
        """The words of its paragraphs, empty ones left out, with line breaks between."""
        return "\n".join(line.text for line in self.lines if line.text)


@dataclass(frozen=True)
class Grid:
    """A table, row by row."""

    rows: tuple[tuple[Cell, ...], ...]
    bookmarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comment:
    """What somebody noted beside the text."""

    author: str
    text: str


@dataclass(frozen=True)
class WordFile:
    """What a Word file holds: its body, its comments by id, the data that jdgen put inside."""

    file: str
    body: tuple[Line | Grid, ...]
    comments: Mapping[str, Comment]
    data: Mapping[str, Any] | None
    has_tracked: bool


def read_word(data: bytes, file: str, *, original: bool = False) -> WordFile:
    """Read a .docx. Raises InputError for what is none, or is not safe to open."""
    package = open_package(data, file)
    name = _main_part(package)
    if name is None:
        raise refusal(
            file,
            message("this is not a Word file"),
            message("name the .docx that jdgen made, as Word, WPS or LibreOffice saved it"),
        )
    root = parse_xml(_transitional(package.read(name)), file)
    tracked = any(next(root.iter(w(each)), None) is not None for each in ("ins", "del", "moveTo"))
    settle(root, original=original)
    folder = posixpath.dirname(name)
    reader = _Reader(_styles(package, folder))
    body = root.find(w("body"))
    reader.blocks(body if body is not None else root, 0)
    return WordFile(
        file, tuple(reader.found), _comments(package, folder), data_of(package), tracked
    )


def _main_part(package: Package) -> str | None:
    """Return the name of the document's part: as the types say, else where Word puts it."""
    if "[Content_Types].xml" in package:
        types = parse_xml(package.read("[Content_Types].xml"), package.file)
        for each in types:
            if str(each.get("ContentType", "")) in _MAIN:
                name = str(each.get("PartName", "")).lstrip("/")
                if name in package:
                    return name
    return None


def _transitional(content: bytes) -> bytes:
    return content.replace(STRICT.encode(), W.encode())


def _styles(package: Package, folder: str) -> dict[str, tuple[str, int, bool, int]]:
    """Return by style id: what it is for, its outline level, whether numbered, how deep."""
    name = f"{folder}/styles.xml"
    if name not in package:
        return {}
    root = parse_xml(_transitional(package.read(name)), package.file)
    found: dict[str, tuple[str, int, bool, int]] = {}
    for style in root.iter(w("style")):
        identifier = str(style.get(w("styleId"), ""))
        title = _value(style, "name", "")
        outline = int(_number(_value(style, "pPr/outlineLvl", "-1"), -1))
        number = _value(style, "pPr/numPr/numId", "0")
        level = _number(_value(style, "pPr/numPr/ilvl", "0"), 0)
        purpose = style_purpose(identifier, title)
        found[identifier] = (purpose, outline, number != "0", level)
    return found


def _value(element: Element, path: str, default: str) -> str:
    found = element.find("/".join(w(part) for part in path.split("/")))
    return default if found is None else str(found.get(w("val"), default))


def _number(text: str, default: int) -> int:
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 6 else default


def _comments(package: Package, folder: str) -> dict[str, Comment]:
    name = f"{folder}/comments.xml"
    if name not in package:
        return {}
    root = parse_xml(_transitional(package.read(name)), package.file)
    found = {}
    for each in root.iter(w("comment")):
        texts = (_words(paragraph).strip() for paragraph in each.iter(w("p")))
        text = " ".join(text for text in texts if text)
        found[str(each.get(w("id")))] = Comment(clean(str(each.get(w("author"), ""))), clean(text))
    return found


def clean(text: str) -> str:
    """Return a text as all of jdgen keeps it, without characters that no data may hold."""
    return normalise(FORBIDDEN.sub("", text))


def _words(element: Element) -> str:
    """Return the text below an element: line breaks as such, drawings and codes left out."""
    words: list[str] = []
    for child in element:
        if child.tag in _SILENT:
            continue
        if child.tag == w("t"):
            words.append(child.text or "")
        elif child.tag == w("tab"):
            words.append("\t")
        elif child.tag in (w("br"), w("cr")):
            words.append("" if child.get(w("type")) in ("page", "column") else "\n")
        elif child.tag == w("noBreakHyphen"):
            words.append("\u2011")
        else:
            words.append(_words(child))
    return "".join(words)


@dataclass
class _Reader:
    """Walks a body; bookmarks that stand between paragraphs belong to the next one."""

    styles: Mapping[str, tuple[str, int, bool, int]]
    found: list[Line | Grid] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)

    def blocks(self, container: Element, depth: int) -> None:
        """Read the paragraphs and tables of a container."""
        for child in _through(container):
            if child.tag == w("p"):
                self.found.append(self._line(child))
            elif child.tag == w("tbl") and depth < _TABLE_DEPTH:
                self.found.append(self._grid(child, depth))
            elif child.tag == w("bookmarkStart"):
                self.waiting.append(str(child.get(w("name"))))

    def _line(self, paragraph: Element) -> Line:
        identifier = _value(paragraph, "pPr/pStyle", "")
        purpose, outline, numbered, level = self.styles.get(identifier, ("", -1, False, 0))
        outline = _number(_value(paragraph, "pPr/outlineLvl", str(outline)), -1)
        number = _value(paragraph, "pPr/numPr/numId", "")
        if number:
            numbered = number != "0"
            level = _number(_value(paragraph, "pPr/numPr/ilvl", str(level)), 0)
        marks = (
            *self.waiting,
            *(str(b.get(w("name"))) for b in paragraph.iter(w("bookmarkStart"))),
        )
        self.waiting = []
        comments = tuple(str(c.get(w("id"))) for c in paragraph.iter(w("commentReference")))
        text = clean(_words(paragraph))
        return Line(text, purpose, outline, numbered, level, marks, comments)

    def _grid(self, table: Element, depth: int) -> Grid:
        marks = tuple(self.waiting)
        self.waiting = []
        rows = []
        for row in _through(table):
            if row.tag == w("bookmarkStart"):
                self.waiting.append(str(row.get(w("name"))))
            if row.tag == w("tr"):
                cells = (cell for cell in _through(row) if cell.tag == w("tc"))
                rows.append(tuple(self._cell(cell, depth) for cell in cells))
        return Grid(tuple(rows), marks)

    def _cell(self, cell: Element, depth: int) -> Cell:
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        inner = _Reader(self.styles, waiting=self.waiting)
        inner.blocks(cell, depth + 1)
        self.waiting = []
        lines = tuple(_flat(inner.found))
        span = _number(_value(cell, "tcPr/gridSpan", "1"), 1)
        return Cell(lines, span, merge is not None and merge.get(w("val")) != "restart")


def _through(container: Element) -> Iterator[Element]:
    """Yield the children of an element, and those of content controls and the like in it."""
    for child in container:
        if child.tag in (w("sdt"), w("sdtContent"), w("smartTag"), w("customXml")):
            yield from _through(child)
        else:
            yield child


def _flat(blocks: list[Line | Grid]) -> Iterator[Line]:
    """Yield the paragraphs of a cell; those of tables in it one after the other."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell.lines
