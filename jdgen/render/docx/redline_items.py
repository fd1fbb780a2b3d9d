"""What the pieces of a Word document are known by when two documents are laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from jdgen.changes.alignment import Item
from jdgen.changes.words import same_words
from jdgen.render.docx.redline_runs import Line, read_line
from jdgen.render.docx.xml import Element, local_name, w

# Of these many stand in a row: one that says something else is another one.
_LISTED = ("JDDuty", "JDTask", "JDDutyNote", "TOC1", "TOC2", "TOC3")
_LABELS = ("JDLabel",)
# More of a table than this is not needed to know it by.
_ENOUGH = 2000


@dataclass(frozen=True)
class Section:
    """The blocks from one heading with a bookmark to the next; the first one has no name."""

    name: str
    blocks: tuple[Element, ...]

    @cached_property
    def item(self) -> Item:
        """The section as it is aligned."""
        title = known_by(self.blocks[0]).text if self.name else ""
        return Item(("section", title), title, name=self.name)


def sections_of(body: Element) -> tuple[Section, ...]:
    """Cut a body into sections; its last child, the properties of its end, is in none."""
    groups: list[tuple[str, list[Element]]] = [("", [])]
    for block in body:
        if local_name(block) == "sectPr":
            continue
        name = _bookmark(block)
        if name:
            groups.append((name, []))
        groups[-1][1].append(block)
    return tuple(Section(name, tuple(blocks)) for name, blocks in groups)


def _bookmark(block: Element) -> str:
    if local_name(block) == "p" and style_of(block) == "JDFrontTitle":
        return "contents"  # the one heading that has no bookmark: nothing leads to it
    found = block.find(w("bookmarkStart")) if local_name(block) == "p" else None
    return "" if found is None else str(found.get(w("name")))


def known_by(block: Element) -> Item:
    """Return a paragraph or a table as it is aligned."""
    kind = local_name(block)
    if kind == "tbl":
        return Item(kind, same_words(_text_of(block))[:_ENOUGH], fixed=True)
    if kind != "p":
        return Item(kind, "")
    style = style_of(block)
    line = read_line(block)
    name = _only_link(line) if style.startswith("TOC") else ""
    return Item((kind, style), same_words(line.text), fixed=style not in _LISTED, name=name)


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style, empty for the default one."""
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else str(found.get(w("val")))


def _text_of(block: Element) -> str:
    return "".join(read_line(each).text for each in block.iter(w("p")))


def _only_link(line: Line) -> str:
    """Return where a line leads to, if all of its characters do."""
    targets = {glyph.link for glyph in line.glyphs if len(glyph.key) == 1}
    if len(targets) != 1:
        return ""
    return dict(targets.pop()).get(w("anchor"), "")


@dataclass(frozen=True)
class Row:
    """A table's row, and the label beside several rows that it belongs to."""

    element: Element
    group: str

    @property
    def cells(self) -> tuple[Element, ...]:
        """Its cells."""
        return tuple(self.element.findall(w("tc")))

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many columns each of its cells covers."""
        return tuple(_span(cell) for cell in self.cells)

    @cached_property
    def item(self) -> Item:
        """The row as it is aligned: by its labels, or the post that it leads to, or its words."""
        own = [cell for cell in self.cells if not _is_joined(cell)]
        texts = [same_words(_text_of(cell)) for cell in own]
        # Numbers and pages change whenever something is put in above.
        telling = [text for text in texts if text and not text.isdigit()] or texts
        head = self.element.find(f"{w('trPr')}/{w('tblHeader')}") is not None
        return Item(
            (self.shape, self.group, head), "\n".join(telling), fixed=head, name=self._name(own)
        )

    def _name(self, own: Sequence[Element]) -> str:
        lines = [[read_line(each) for each in cell.findall(w("p"))] for cell in own]
        styles = [[style_of(each) for each in cell.findall(w("p"))] for cell in own]
        labels = [
            line[0].text
            for line, style in zip(lines, styles, strict=True)
            if style[:1] == ["JDLabel"]
        ]
        if labels and len(labels) < len(own):
            return "\n".join((self.group, *labels))
        for line in lines:
            text = "".join(each.text for each in line)
            if not text.isdigit():
                return _only_link(line[0]) if len(line) == 1 else ""
        return ""


def rows_of(table: Element) -> tuple[Row, ...]:
    """Return a table's rows, each with the label that it stands beside."""
    rows: list[Row] = []
    label = ""
    for row in table.findall(w("tr")):
        first = row.find(w("tc"))
        if first is None or not _is_joined(first):
            label = ""
        elif not _goes_on(first):
            label = same_words(_text_of(first))
        rows.append(Row(row, label))
    return tuple(rows)


def _is_joined(cell: Element) -> bool:
    """Whether a cell is one with those below or above it."""
    return cell.find(f"{w('tcPr')}/{w('vMerge')}") is not None


def _goes_on(cell: Element) -> bool:
    found = cell.find(f"{w('tcPr')}/{w('vMerge')}")
    return found is not None and found.get(w("val")) != "restart"


def _span(cell: Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
    return 1 if found is None else int(str(found.get(w("val"))))
