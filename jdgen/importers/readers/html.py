"""Web pages as blocks; nothing that a page names is fetched, no script is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from jdgen.errors import message
from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Table
from jdgen.importers.readers.characters import clean, decode
from jdgen.importers.readers.grid import Spanning, flow, unboxed
from jdgen.importers.readers.numerals import roman
from jdgen.importers.readers.places import Places
from jdgen.importers.readers.safety import SAVE_AGAIN, refusal

_DROPPED = frozenset(
    ("script", "style", "template", "noscript", "head", "iframe", "object", "embed", "audio",
     "video", "svg", "math", "canvas", "datalist", "meta", "link", "base", "title")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rp", "rt", "s",
     "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
     "output", "meter")
)  # fmt: skip
_HEADING = re.compile("h([1-6])")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# A line broken in the source between two Chinese characters is no space (CSS Text 3, §4.1.3).
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_BROKEN_LINE = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n]\\s*(?=[{_WIDE}])")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile("[0-9]{1,6}")
_LETTERS = 26


def read_html(data: bytes, file: str) -> Document:
    """Read a page. Raises InputError for one that is no text, or nested deeper than 255."""
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii", "replace") if named else ""
    encoding = "gb18030" if encoding.lower() in ("gb2312", "gbk") else encoding
    return read_page(decode(data, file, encoding), file)


def read_page(text: str, file: str) -> Document:
    """Read a page's text."""
    text = _DECLARATION.sub("", text).replace("\x00", "")
    if not text.strip():
        return Document(file, ())
    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if "empty" in str(error).lower():
            return Document(file, ())
        raise refusal(file, message("this page can't be read"), SAVE_AGAIN) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        what = message("tables or lists are nested too deep in this file")
        raise refusal(file, what, SAVE_AGAIN)
    reading = _Page(Places(file))
    title = root.find(".//title")
    body = root.find("body")
    blocks = reading.blocks(body if body is not None else root)
    notes = (message("hidden text was left out"),) if reading.hidden else ()
    return Document(
        file,
        tuple(blocks),
        clean(_SPACES.sub(" ", title.text or "")) if title is not None else "",
        tuple(reading.margins),
        notes,
    )


@dataclass
class _Page:
    """One page: what is counted, and what is found beside its content."""

    places: Places
    margins: list[Paragraph] = field(default_factory=list)
    hidden: bool = False

    def blocks(self, element: etree._Element, depth: int = 0) -> list[Block]:
        """Return the blocks inside an element."""
        flowing = _Flow(self, depth)
        flowing.walk(element)
        flowing.flush()
        return flowing.found


@dataclass
class _Flow:
    """Running text, cut into paragraphs at the edges of blocks; ``depth`` counts open lists."""

    page: _Page
    depth: int = 0
    found: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    number: str = ""

    def flush(self) -> None:
        """End the paragraph."""
        text = _BROKEN_LINE.sub("", "".join(self.text))
        text = clean(_SPACES.sub(" ", text))
        self.text.clear()
        if text:
            place = self.page.places.paragraph()
            self.found.append(Paragraph(text, place, self.number, max(0, self.depth - 1)))
            self.number = ""

    def walk(self, element: etree._Element) -> None:
        """Take what stands inside an element."""
        self.text.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.enter(child, child.tag)
            self.text.append(child.tail or "")

    def enter(self, element: etree._Element, tag: str) -> None:
        """Take an element by what it is."""
        if tag in _DROPPED:
            return
        if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
            self.page.hidden |= any(str(text).strip() for text in element.itertext())
            return
        if tag in _INLINE:
            self.walk(element)
        elif tag == "input":
            self.text.append(_typed(element))
        else:
            self.flush()
            self._block(element, tag)
            self.flush()

    def _block(self, element: etree._Element, tag: str) -> None:
        if heading := _HEADING.fullmatch(tag):
            self._heading(element, int(heading[1]))
        elif tag == "table":
            self.found += self._table(element)
        elif tag == "dl":
            self.found += self._definitions(element)
        elif tag in ("ol", "ul", "menu"):
            self._list(element, tag)
        elif tag == "footer":
            # What stands above has ended: a page's foot is no more of it.
            self.found.append(Heading("", 9, self.page.places.paragraph()))
            self.walk(element)
        elif tag == "nav":
            inner = self.page.blocks(element)
            self.page.margins += [each for each in inner if isinstance(each, Paragraph)]
        else:
            self.walk(element)

    def _heading(self, element: etree._Element, level: int) -> None:
        inner = self.page.blocks(element)
        words = [each.text for each in inner if not isinstance(each, Table)]
        if words:
            place = next(each.place for each in inner if not isinstance(each, Table))
            self.found.append(Heading(" ".join(words), level, place))
        self.found += [each for each in inner if isinstance(each, Table)]

    def _list(self, element: etree._Element, tag: str) -> None:
        inner = _Flow(self.page, self.depth + 1)
        count = _whole(element.get("start"), 1)
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag == "li":
                count = _whole(child.get("value"), count)
                drawn = "•" if tag != "ol" else _numeral(count, element.get("type") or "1")
                inner.number = drawn
                count += 1
                inner.enter(child, "div")
                inner.number = ""
            else:
                inner.enter(child, child.tag)
        inner.flush()
        self.found += inner.found

    def _table(self, element: etree._Element) -> Iterator[Block]:
        place = self.page.places.table()
        rows: list[list[Spanning]] = []
        for row in _rows(element):
            if row.tag == "caption":
                yield from self.page.blocks(row)
                continue
            with self.page.places.within(len(rows)):
                rows.append([self._cell(cell) for cell in row if cell.tag in ("td", "th")])
        yield from unboxed(flow(rows, place))

    def _cell(self, cell: etree._Element) -> Spanning:
        height, width = _whole(cell.get("rowspan"), 1), _whole(cell.get("colspan"), 1)
        return Spanning(tuple(self.page.blocks(cell)), height, max(1, width))

    def _definitions(self, element: etree._Element) -> Iterator[Block]:
        """Yield a list of names and explanations as a table of two columns."""
        place = self.page.places.table()
        rows: list[list[list[Block]]] = []
        items = [
            item
            for child in element
            for item in (child if child.tag == "div" else (child,))
            if item.tag in ("dt", "dd")
        ]
        for item in items:
            if item.tag == "dt" or not rows:
                rows.append([[], []])
            with self.page.places.within(len(rows) - 1):
                rows[-1][item.tag == "dd"] += self.page.blocks(item)
        cells = [[Spanning(tuple(cell)) for cell in row] for row in rows]
        yield from unboxed(flow(cells, place))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield a table's own caption and rows: heads first, feet last, whatever their order."""
    groups: dict[str, list[etree._Element]] = {"caption": [], "thead": [], "": [], "tfoot": []}
    for child in table:
        if child.tag in ("tr", "caption"):
            groups["caption" if child.tag == "caption" else ""].append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            group = "" if child.tag == "tbody" else str(child.tag)
            groups[group] += [row for row in child if row.tag == "tr"]
    for rows in groups.values():
        yield from rows


def _typed(element: etree._Element) -> str:
    """Return what a form's field shows."""
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return (element.get("value") or "") if kind in ("text", "number", "date", "email") else ""


def _whole(text: str | None, otherwise: int) -> int:
    found = _NUMBER.fullmatch((text or "").strip())
    return int(found[0]) if found else otherwise


def _numeral(number: int, kind: str) -> str:
    """Return what a browser draws before item ``number`` of a list."""
    if kind in ("a", "A") and 0 < number <= _LETTERS:
        return f"{chr(ord(kind) + number - 1)}."
    if kind in ("i", "I"):
        written = roman(number)
        return f"{written.lower() if kind == 'i' else written}."
    return f"{number}."
