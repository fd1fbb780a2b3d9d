"""What a page consists of: paragraphs, tables and charts, wherever in lists they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from jdgen.changes.alignment import Item
from jdgen.changes.words import same_words
from jdgen.render.redline.lines import Element, Glyph, read_line, text_of

_HOLDERS = ("ol", "ul", "li", "div", "section")
_BLOCKS = ("p", "table", "h1", "h2", "h3", "h4", "h5", "h6", *_HOLDERS)
# Of these many stand in a row: one that says something else is another one.
_LISTED = ("duty", "task", "duty-note", "toc1", "toc2", "toc3")
# What runs along a page's head and foot is no part of its text.
_RUNNING = frozenset({"head-left", "head-right", "running-head", "folio"})
_ENOUGH = 2000


@dataclass(frozen=True)
class Holder:
    """A list, a line of a list or a box around blocks; ``number`` tells two lines apart."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    number: int = 0


@dataclass
class Block:
    """A block and what it stands in, from outside to inside; ``page``: the section it is of."""

    element: Element
    holders: tuple[Holder, ...] = ()
    page: str = ""
    gone: bool = False


def is_running(element: Element) -> bool:
    """Whether an element runs along the pages."""
    return bool(_RUNNING & set((element.get("class") or "").split()))


def blocks_of(holder: Element, page: str = "", within: tuple[Holder, ...] = ()) -> Iterator[Block]:
    """Yield the blocks of a page or a cell in order."""
    for number, child in enumerate(holder):
        if not isinstance(child.tag, str) or is_running(child):
            continue
        if child.tag in _HOLDERS and any(each.tag in _BLOCKS for each in child):
            line = number if child.tag == "li" else 0
            attributes = tuple((str(n), str(v)) for n, v in child.attrib.items())
            inside = Holder(str(child.tag), attributes, line)
            yield from blocks_of(child, page, (*within, inside))
        else:
            yield Block(child, within, page)


def put_together(blocks: Sequence[Block], target: Element) -> None:
    """Put blocks into ``target``, those of one list into one list."""
    open_holders: list[tuple[object, Element]] = []
    for block in blocks:
        keys = [(each, block.gone if each.tag == "li" else None) for each in block.holders]
        keep = 0
        while (
            keep < min(len(keys), len(open_holders)) and open_holders[keep][0] == keys[keep]
        ):
            keep += 1
        del open_holders[keep:]
        for holder, key in zip(block.holders[keep:], keys[keep:], strict=True):
            inner = open_holders[-1][1] if open_holders else target
            made = etree.SubElement(inner, holder.tag, dict(holder.attributes))
            open_holders.append((key, made))
        (open_holders[-1][1] if open_holders else target).append(block.element)


# ---- what blocks are known by when two pages are laid side by side


def is_paragraph(element: Element) -> bool:
    """Whether a block is a line of text."""
    return element.tag == "p" or str(element.tag) in ("h1", "h2", "h3", "h4", "h5", "h6")


def kind_of(element: Element) -> str:
    """Return the first class of a block, which names its style."""
    return ((element.get("class") or "").split() or [""])[0]


def anchor_of(block: Block) -> str:
    """Return the anchor of a heading, empty for any other block."""
    return (block.element.get("id") or "") if is_paragraph(block.element) else ""


def known_by(element: Element) -> Item:
    """Return a block as it is aligned."""
    if element.tag == "table":
        return Item("table", same_words(_whole_text(element))[:_ENOUGH], fixed=True)
    if not is_paragraph(element):
        return Item((element.tag, element.get("class")), "", fixed=True)
    kind, line = kind_of(element), read_line(element)
    name = only_link(line) if kind.startswith("toc") else ""
    return Item(("p", kind), same_words(text_of(line)), fixed=kind not in _LISTED, name=name)


def only_link(line: Sequence[Glyph]) -> str:
    """Return where a line leads to, if all of its characters do."""
    targets = {
        next((dict(attributes).get("href", "") for tag, attributes in glyph.look if tag == "a"), "")
        for glyph in line
        if not glyph.is_object
    }
    return targets.pop() if len(targets) == 1 else ""


def _paragraphs(holder: Element) -> Iterator[Element]:
    yield from (each for each in holder.iter() if isinstance(each.tag, str) and is_paragraph(each))


def _whole_text(holder: Element) -> str:
    return "".join(text_of(read_line(each)) for each in _paragraphs(holder))


@dataclass(frozen=True)
class Row:
    """A table's row, the label beside several rows that it belongs to, the part it is of."""

    element: Element
    group: str
    part: str

    @property
    def cells(self) -> list[Element]:
        """Its cells."""
        return [each for each in self.element if each.tag in ("td", "th")]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many columns each of its cells covers."""
        return tuple(int(cell.get("colspan", "1")) for cell in self.cells)

    @property
    def item(self) -> Item:
        """The row as it is aligned: by its labels, or the post that it leads to, or its words."""
        own = [cell for cell in self.cells if not _is_joined(cell)]
        texts = [same_words(_whole_text(cell)) for cell in own]
        # Numbers and pages change whenever something is put in above.
        telling = [text for text in texts if text and not text.isdigit()] or texts
        head = self.part == "thead"
        return Item(
            (self.shape, self.group, head), "\n".join(telling), fixed=head, name=self._name(own)
        )

    def _name(self, own: Sequence[Element]) -> str:
        lines = [[read_line(each) for each in _paragraphs(cell)] for cell in own]
        kinds = [[kind_of(each) for each in _paragraphs(cell)] for cell in own]
        labels = [
            text_of(line[0])
            for line, kind in zip(lines, kinds, strict=True)
            if kind[:1] == ["label"]
        ]
        if labels and len(labels) < len(own):
            return "\n".join((self.group, *labels))
        for line in lines:
            text = "".join(text_of(each) for each in line)
            if not text.isdigit():
                return only_link(line[0]) if len(line) == 1 else ""
        return ""


def rows_of(table: Element) -> tuple[Row, ...]:
    """Return a table's rows, each with the label that it stands beside."""
    rows: list[Row] = []
    label = ""
    for part in table:
        if part.tag not in ("thead", "tbody"):
            continue
        for row in part.iterchildren("tr"):
            first = next((each for each in row if each.tag in ("td", "th")), None)
            if first is None or not _is_joined(first):
                label = ""
            elif not _goes_on(first):
                label = same_words(_whole_text(first))
            rows.append(Row(row, label, str(part.tag)))
    return tuple(rows)


def _is_joined(cell: Element) -> bool:
    """Whether a cell is one with those below or above it."""
    return _goes_on(cell) or {"label-cell", "top"} <= set((cell.get("class") or "").split())


def _goes_on(cell: Element) -> bool:
    return "continued" in (cell.get("class") or "").split()


def shell(holder: Element) -> Element:
    """Return a block, row or cell without what it holds, but with a line's number."""
    made = etree.Element(str(holder.tag), {str(n): str(v) for n, v in holder.attrib.items()})
    if is_paragraph(holder):
        for child in holder:
            if "number" in (child.get("class") or "").split():
                copy = deepcopy(child)
                copy.tail = None
                made.append(copy)
    return made


def by_part(rows: Sequence[tuple[str, Element]]) -> Iterator[Element]:
    """Yield a table's parts with their rows: one head, which comes first, and bodies."""
    for number, (part, group) in enumerate(groupby(rows, key=lambda each: each[0])):
        made = etree.Element("thead" if part == "thead" and number == 0 else "tbody")
        made.extend(row for _, row in group)
        yield made
