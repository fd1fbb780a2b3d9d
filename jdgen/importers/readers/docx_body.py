"""The parts of a Word file as blocks: paragraphs with their numbers, tables, text boxes.

Text boxes, content controls, list numbers and tracked changes lie where python-docx does not look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from jdgen.importers.blocks import Block, Heading, Paragraph
from jdgen.importers.readers.characters import LINE_BREAK, clean
from jdgen.importers.readers.docx_parts import (
    Element,
    Numbering,
    Style,
    child,
    is_on,
    list_of,
    local,
    outline_level,
    value,
    whole,
)
from jdgen.importers.readers.grid import MAX_SPAN, Placed, settle, unboxed
from jdgen.importers.readers.places import Places

# Around blocks without changing them; what was inserted or moved here is accepted.
_AROUND = frozenset(("sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Not part of the text: what was deleted or moved away, a field's code, how words are pronounced.
_NO_TEXT = frozenset(
    ("del", "moveFrom", "instrText", "delText", "rt", "sdtPr", "pPr", "rPr", "commentReference")
)


@dataclass
class _Line:
    """A paragraph on its way: its lines so far, and the blocks of text boxes in it."""

    lines: list[list[str]] = field(default_factory=lambda: [[]])
    boxes: list[Block] = field(default_factory=list)

    def take(self, text: str) -> None:
        """Add text, which may hold line breaks."""
        first, *more = LINE_BREAK.split(text)
        self.lines[-1].append(first)
        self.lines += [[line] for line in more]


@dataclass
class Reading:
    """The blocks of one file's parts; ``hidden``: some text of it is not shown."""

    places: Places
    styles: Mapping[str, Style]
    numbering: Numbering
    fields: list[bool] = field(default_factory=list)  # open fields: whether in their code
    titled: bool = False
    hidden: bool = False

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a text box or a note."""
        for each in parent:
            kind = local(each)
            if kind == "p":
                yield from self._paragraph(each)
            elif kind == "tbl":
                yield from self._table(each)
            elif kind in _AROUND or (kind == "sdt" and not _is_placeholder(each)):
                yield from self.blocks(each)
            elif kind == "AlternateContent":
                yield from self._alternative(each)

    def _alternative(self, element: Element) -> Iterator[Block]:
        """Yield what the newest form of something shows; older forms say the same again."""
        for form in element:
            if found := list(self.blocks(form)):
                yield from found
                return

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self._style(properties)
        if style.contents:
            return
        line = _Line()
        for each in element:
            self._run(each, line)
        texts = [clean("".join(parts)) for parts in line.lines]
        texts = [text for text in texts if text]
        # A number is counted on even where nothing stands beside it; Word draws it all the same.
        number, depth = self._number(properties, style)
        level = outline_level(properties)
        level = style.level if level is None else level
        if texts:
            if level is not None and self.places.around is None:
                yield Heading(" ".join(texts), self._level(level), self.places.paragraph())
            else:
                for index, text in enumerate(texts):
                    drawn = "" if index else number
                    yield Paragraph(text, self.places.paragraph(), drawn, depth)
        yield from line.boxes

    def _style(self, properties: Element | None) -> Style:
        name = value(child(properties, "pStyle")) or ""
        return self.styles.get(name, Style())

    def _level(self, level: int) -> int:
        """Return a heading's level; where the document has a title, all others are below it."""
        self.titled = self.titled or level == 0
        return level + 1 if self.titled else level

    def _number(self, properties: Element | None, style: Style) -> tuple[str, int]:
        listed = list_of(properties) or style.listed
        if listed is None or listed[0] in ("", "0"):
            return "", 0
        return self.numbering.draw(*listed), listed[1]

    def _run(self, element: Element, line: _Line) -> None:
        kind = local(element)
        if kind == "r" and is_on(child(child(element, "rPr"), "vanish")):
            self.hidden |= any((each.text or "").strip() for each in element)
        elif kind == "t":
            self._take(element.text or "", line)
        elif kind in _SIGNS:
            self._take(_SIGNS[kind], line)
        elif kind == "sym":
            self._take(_symbol(element), line)
        elif kind == "fldChar":
            self._field(element, line)
        elif kind == "txbxContent":
            line.boxes += self.blocks(element)
        elif kind == "AlternateContent":
            self._newest(element, line)
        elif kind not in _NO_TEXT and not (kind == "sdt" and _is_placeholder(element)):
            for each in element:
                self._run(each, line)

    def _take(self, text: str, line: _Line) -> None:
        if not any(self.fields):
            line.take(text)

    def _field(self, element: Element, line: _Line) -> None:
        """Follow a field from its begin over its code and result to its end (§17.16.18)."""
        kind = value(element, "fldCharType")
        if kind == "begin":
            box = child(child(element, "ffData"), "checkBox")
            if box is not None:
                state = child(box, "checked")
                ticked = is_on(state if state is not None else child(box, "default"))
                self._take("☑" if ticked else "□", line)
            self.fields.append(True)
        elif self.fields and kind == "separate":
            self.fields[-1] = False
        elif self.fields and kind == "end":
            self.fields.pop()

    def _newest(self, element: Element, line: _Line) -> None:
        """Take the first form of something that says anything: older forms say the same again."""
        for form in element:
            before = (len(line.boxes), sum(map(len, line.lines)))
            for each in form:
                self._run(each, line)
            if (len(line.boxes), sum(map(len, line.lines))) != before:
                return

    def _table(self, element: Element) -> Iterator[Block]:
        place = self.places.table()
        rows = [row for row in _inside(element, "tr") if not _is_deleted(row)]
        placed: list[Placed] = []
        merged: dict[int, int] = {}  # column: which cell of `placed` goes on downwards there
        for index, row in enumerate(rows):
            column = whole(value(child(child(row, "trPr"), "gridBefore")))
            for cell in _inside(row, "tc"):
                properties = child(cell, "tcPr")
                width = max(1, min(whole(value(child(properties, "gridSpan")), 1), MAX_SPAN))
                merge = child(properties, "vMerge")
                goes_on = merge is not None and value(merge) in (None, "continue")
                if goes_on and column in merged:
                    above = placed[merged[column]]
                    grown = index - above.row + 1
                    placed[merged[column]] = replace(above, rows=grown)
                else:
                    with self.places.within(index):
                        blocks = tuple(self.blocks(cell))
                    merged.pop(column, None)
                    if merge is not None:
                        merged[column] = len(placed)
                    placed.append(Placed(index, column, blocks, 1, width))
                column += width
        yield from unboxed(settle(placed, len(rows), place))


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, those in content controls included."""
    for each in parent:
        if local(each) == name:
            yield each
        elif local(each) in ("sdt", *_AROUND):
            yield from _inside(each, name)


def _is_deleted(row: Element) -> bool:
    return child(child(row, "trPr"), "del") is not None


def _is_placeholder(control: Element) -> bool:
    """Return whether a content control shows only its invitation to type something."""
    return is_on(child(child(control, "sdtPr"), "showingPlcHdr"))


def _symbol(element: Element) -> str:
    """Return a character of a symbol font, which `clean` knows at its private place."""
    code = value(element, "char") or ""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number if number >= 0xF000 else 0xF000 + number) if number < 0x10000 else ""
