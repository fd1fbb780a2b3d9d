"""The blocks of two handbooks' pages merged into one row of blocks, every change marked.

It goes as ``jdgen.render.docx.redline_blocks`` goes about Word's paragraphs and tables, so that
both formats mark the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from jdgen.changes.alignment import Item, Made, Makers, Step, Thing, align, lay, pairs_of
from jdgen.changes.words import Change
from jdgen.render.redline.blocks import (
    Block,
    Row,
    anchor_of,
    blocks_of,
    by_part,
    is_paragraph,
    known_by,
    put_together,
    rows_of,
    shell,
)
from jdgen.render.redline.lines import (
    Element,
    Marked,
    Signs,
    Way,
    compare_lines,
    read_line,
    set_line,
)

Sides = tuple[list[Made], list[Made]]


@dataclass(frozen=True)
class _Section:
    """The blocks from one heading with an anchor to the next; the first one has no name."""

    name: str
    blocks: tuple[Block, ...]

    @property
    def item(self) -> Item:
        title = known_by(self.blocks[0].element).text if self.name else ""
        return Item(("section", title), title, name=self.name)


def _sections(blocks: Sequence[Block]) -> list[_Section]:
    starts = [n for n, block in enumerate(blocks) if anchor_of(block)]
    fences = [0, *starts, len(blocks)] if starts[:1] != [0] else [*starts, len(blocks)]
    return [
        _Section(anchor_of(blocks[start]) if start < len(blocks) else "", tuple(blocks[start:end]))
        for start, end in pairwise(fences)
    ]


class PageMerger:
    """Merges what the pages of two handbooks consist of.

    ``drawings``: what each chart looks like, by the name that its block bears.
    """

    def __init__(self, signs: Signs, drawings: Mapping[str, str]) -> None:
        self._signs = signs
        self._drawings = drawings

    def merge(self, old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
        """Return all blocks of both, marked."""
        before, after = _sections(old), _sections(new)
        steps = align([each.item for each in before], [each.item for each in after])
        pairs = [
            (
                before[s.old].blocks if s.old is not None else (),
                after[s.new].blocks if s.new is not None else (),
            )
            for s in steps
        ]
        return lay(steps, pairs, Makers(self._merge, self._gone_or_new, self._move))

    # ---- blocks

    def _merge(self, old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
        steps = _align(old, new)
        makers = Makers(self._pair, self._gone_or_new, self._move)
        return lay(steps, pairs_of(steps, old, new), makers)

    def _pair(self, old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
        one, other = old[0], new[0]
        if other.element.tag == "table" and one.element.tag == "table":
            return self._table(one, other)
        if not is_paragraph(other.element) or not is_paragraph(one.element):
            if self._looks(one.element) == self._looks(other.element):
                return [_like(other, deepcopy(other.element))]
            return [*self._all([one], Way.OUT), *self._all([other], Way.IN)]
        line, new_line = read_line(one.element), read_line(other.element)
        ways = {Change.REMOVED: Way.OUT, Change.ADDED: Way.IN}
        marked = [
            (ways.get(change), line[at] if change is Change.REMOVED else new_line[to])
            for change, at, to in compare_lines(line, new_line)
        ]
        return [self._line(other, marked)]

    def _looks(self, element: Element) -> str:
        return self._drawings.get(element.get("data-drawing", ""), "")

    def _gone_or_new(self, blocks: Sequence[Block], gone: bool) -> list[Block]:
        return self._all(blocks, Way.OUT if gone else Way.IN)

    def _all(self, blocks: Sequence[Block], way: Way) -> list[Block]:
        return [self._whole(each, way) for each in blocks]

    def _whole(self, block: Block, way: Way) -> Block:
        if block.element.tag == "table":
            made = _table_shell(block.element)
            rows = [(r.part, self._whole_row(r, way)) for r in rows_of(block.element)]
            made.extend(by_part(rows))
            return _like(block, made, way)
        if is_paragraph(block.element):
            return self._line(block, [(way, glyph) for glyph in read_line(block.element)], way)
        copy = deepcopy(block.element)
        _classify(copy, f"redline-block-{way.value}")
        return _like(block, copy, way)

    def _line(self, block: Block, marked: Sequence[Marked], way: Way | None = None) -> Block:
        made = shell(block.element)
        if way is not None:
            _classify(made, "redline-whole")
        if any(each is not None for each, _ in marked):
            _classify(made, "redline-changed")
        if way is not None and way.out:
            made.attrib.pop("id", None)
            _classify(made, "redline-gone")
        set_line(made, marked, self._signs)
        return _like(block, made, way)

    def _move(self, old: Sequence[Block], new: Sequence[Block]) -> Sides[Block]:
        gone: list[Block] = []
        come: list[Block] = []
        for step, (one, other) in _with_pairs(_align(old, new), old, new):
            if step.change is Change.SAME:
                before, after = self._moved_block(one[0], other[0])
                gone.append(before)
                come.append(after)
            elif step.change in (Change.REMOVED, Change.MOVED_AWAY):
                gone.append(self._whole(one[0], Way.OUT))
            else:
                come.append(self._whole(other[0], Way.IN))
        return gone, come

    def _moved_block(self, old: Block, new: Block) -> tuple[Block, Block]:
        if old.element.tag == new.element.tag == "table":
            gone, come = _table_shell(old.element), _table_shell(new.element)
            before, after = self._moved_rows(rows_of(old.element), rows_of(new.element))
            gone.extend(by_part(before))
            come.extend(by_part(after))
            return _like(old, gone, Way.FROM), _like(new, come, Way.TO)
        if not is_paragraph(old.element) or not is_paragraph(new.element):
            return self._whole(old, Way.OUT), self._whole(new, Way.IN)
        line, new_line = read_line(old.element), read_line(new.element)
        told = compare_lines(line, new_line)
        before_line: list[Marked] = [
            (Way.FROM if change is Change.SAME else Way.OUT, line[at])
            for change, at, _ in told
            if change is not Change.ADDED
        ]
        after_line: list[Marked] = [
            (Way.TO if change is Change.SAME else Way.IN, new_line[to])
            for change, _, to in told
            if change is not Change.REMOVED
        ]
        return self._line(old, before_line, Way.FROM), self._line(new, after_line, Way.TO)

    # ---- tables

    def _table(self, old: Block, new: Block) -> list[Block]:
        if _columns(old.element) != _columns(new.element):
            # Rows of other columns can't stand in one table here.
            return [self._whole(old, Way.OUT), self._whole(new, Way.IN)]
        rows, new_rows = rows_of(old.element), rows_of(new.element)
        steps = align([each.item for each in rows], [each.item for each in new_rows])
        makers = Makers(self._same_row, self._rows_gone_or_new, self._row_moved)
        laid = lay(steps, pairs_of(steps, rows, new_rows), makers)
        made = _table_shell(new.element)
        made.extend(by_part(laid))
        return [_like(new, made)]

    def _same_row(self, old: Sequence[Row], new: Sequence[Row]) -> list[tuple[str, Element]]:
        one, other = old[0], new[0]
        if one.shape != other.shape:
            return [*self._rows(old, Way.OUT), *self._rows(new, Way.IN)]
        made = shell(other.element)
        for cell, new_cell in zip(one.cells, other.cells, strict=True):
            merged = shell(new_cell)
            put_together(self._merge(list(blocks_of(cell)), list(blocks_of(new_cell))), merged)
            made.append(merged)
        return [(other.part, made)]

    def _rows_gone_or_new(self, rows: Sequence[Row], gone: bool) -> list[tuple[str, Element]]:
        return self._rows(rows, Way.OUT if gone else Way.IN)

    def _rows(self, rows: Sequence[Row], way: Way) -> list[tuple[str, Element]]:
        return [(row.part, self._whole_row(row, way)) for row in rows]

    def _whole_row(self, row: Row, way: Way) -> Element:
        return _row(row, way, [self._all(list(blocks_of(cell)), way) for cell in row.cells])

    def _row_moved(self, old: Sequence[Row], new: Sequence[Row]) -> Sides[tuple[str, Element]]:
        gone, come = self._moved_row(old[0], new[0])
        return [(old[0].part, gone)], [(new[0].part, come)]

    def _moved_rows(self, old: Sequence[Row], new: Sequence[Row]) -> Sides[tuple[str, Element]]:
        gone: list[tuple[str, Element]] = []
        come: list[tuple[str, Element]] = []
        steps = align([each.item for each in old], [each.item for each in new])
        for step, (one, other) in _with_pairs(steps, old, new):
            if step.change is Change.SAME:
                before, after = self._moved_row(one[0], other[0])
                gone.append((one[0].part, before))
                come.append((other[0].part, after))
            elif step.change in (Change.REMOVED, Change.MOVED_AWAY):
                gone += self._rows(one, Way.OUT)
            else:
                come += self._rows(other, Way.IN)
        return gone, come

    def _moved_row(self, old: Row, new: Row) -> tuple[Element, Element]:
        if len(old.cells) != len(new.cells):
            return self._whole_row(old, Way.OUT), self._whole_row(new, Way.IN)
        parts = [
            self._move(list(blocks_of(cell)), list(blocks_of(new_cell)))
            for cell, new_cell in zip(old.cells, new.cells, strict=True)
        ]
        return (
            _row(old, Way.FROM, [gone for gone, _ in parts]),
            _row(new, Way.TO, [come for _, come in parts]),
        )


def _align(old: Sequence[Block], new: Sequence[Block]) -> tuple[Step, ...]:
    return align([known_by(each.element) for each in old], [known_by(each.element) for each in new])


def _with_pairs(
    steps: Sequence[Step], old: Sequence[Thing], new: Sequence[Thing]
) -> list[tuple[Step, tuple[Sequence[Thing], Sequence[Thing]]]]:
    return list(zip(steps, pairs_of(steps, old, new), strict=True))


def _like(block: Block, element: Element, way: Way | None = None) -> Block:
    return Block(element, block.holders, block.page, way is not None and way.out)


def _classify(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())


def _columns(table: Element) -> int:
    return len(table.findall("colgroup/col"))


def _table_shell(table: Element) -> Element:
    """Return a table without its rows."""
    made = etree.Element("table", {str(n): str(v) for n, v in table.attrib.items()})
    made.extend(deepcopy(each) for each in table if each.tag not in ("thead", "tbody"))
    return made


def _row(row: Row, way: Way, cells: Sequence[Sequence[Block]]) -> Element:
    """Return a row that came or went as a whole, with what its cells hold."""
    made = shell(row.element)
    _classify(made, f"redline-row-{'out' if way.out else 'in'}")
    for cell, blocks in zip(row.cells, cells, strict=True):
        copy = shell(cell)
        put_together(blocks, copy)
        made.append(copy)
    return made
