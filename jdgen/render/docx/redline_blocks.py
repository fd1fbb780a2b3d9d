"""Two documents' paragraphs and tables merged into one document, every change tracked."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from jdgen.changes.alignment import Makers, align, lay, pairs_of
from jdgen.changes.words import Change
from jdgen.render.docx.redline_flow import Block, set_blocks
from jdgen.render.docx.redline_grid import put_on_one_grid
from jdgen.render.docx.redline_items import Row, Section, known_by, rows_of
from jdgen.render.docx.redline_runs import Marked, compare_lines, has_field, read_line
from jdgen.render.docx.tracking import Tracker, Way
from jdgen.render.docx.xml import Element, element, local_name, w

Elements = Sequence[Element]


class Merger:
    """Merges what two documents consist of."""

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker

    def sections(self, old: Sequence[Section], new: Sequence[Section]) -> list[Element]:
        """Return a merged body, without the properties of its end."""
        steps = align([each.item for each in old], [each.item for each in new])
        pairs = [
            (
                old[s.old].blocks if s.old is not None else (),
                new[s.new].blocks if s.new is not None else (),
            )
            for s in steps
        ]
        laid = lay(steps, pairs, Makers(self._merge, self._gone_or_new, self._move))
        return set_blocks(laid, self._tracker)

    # ---- blocks: paragraphs and tables

    def _merge(self, old: Elements, new: Elements) -> list[Block]:
        """Lay blocks side by side."""
        old = [each for each in old if local_name(each) in ("p", "tbl")]
        steps = align([known_by(each) for each in old], [known_by(each) for each in new])
        makers = Makers(self._pair, self._gone_or_new, self._move)
        return lay(steps, pairs_of(steps, old, new), makers)

    def _pair(self, old: Elements, new: Elements) -> list[Block]:
        """Return one block that stands in both."""
        one, other = old[0], new[0]
        if local_name(other) == "tbl" and local_name(one) == "tbl":
            return [Block(None, ready=self._table(one, other))]
        if local_name(other) != "p" or local_name(one) != "p":
            return [Block(None, ready=deepcopy(other))]
        line, new_line = read_line(one), read_line(other)
        if line.draws and new_line.draws and line.glyphs != new_line.glyphs:
            # Two groups of boxes in one line are drawn one over the other by LibreOffice.
            return [self._whole(one, Way.OUT), self._whole(other, Way.IN)]
        ways = {Change.REMOVED: Way.OUT, Change.ADDED: Way.IN}
        marked: list[Marked] = [
            (ways.get(change), line.glyphs[at] if change is Change.REMOVED else new_line.glyphs[to])
            for change, at, to in compare_lines(line, new_line)
        ]
        return [Block(None, other, one, marked, new_line.frame)]

    def _gone_or_new(self, blocks: Elements, gone: bool) -> list[Block]:
        return self._all(blocks, Way.OUT if gone else Way.IN)

    def _all(self, blocks: Elements, way: Way) -> list[Block]:
        """Return blocks that stand in one document only."""
        whole = has_field([each for each in blocks if local_name(each) == "p"])
        found = [self._whole(each, way) for each in blocks if not way.out or _is_text(each)]
        return [_framed(each, way) for each in found] if whole else found

    def _whole(self, block: Element, way: Way) -> Block:
        if local_name(block) == "tbl":
            table = _shell(block)
            for row in block.findall(w("tr")):
                table.extend(self._whole_rows([row], way))
            return Block(way, ready=table)
        if local_name(block) != "p":
            return Block(None, ready=deepcopy(block))
        line = read_line(block)
        marked: list[Marked] = [(way, glyph) for glyph in line.glyphs]
        if way.out:
            # Page numbers that are gone with it lead to its bookmarks.
            marks = _frame(block, runs=False)
            return Block(way, block, None, marked, marks, frame_way=way)
        return Block(way, block, None, marked, line.frame)

    def _move(self, old: Elements, new: Elements) -> tuple[list[Block], list[Block]]:
        """Return blocks where they stood and where they stand now."""
        gone, come = self._part(old, new)
        if all(any(block.way is way for block in side) for side, way in
               ((gone, Way.FROM), (come, Way.TO))):  # fmt: skip
            name = self._tracker.new_move()
            for block in (*gone, *come):
                block.move = name
        if has_field([each for each in new if local_name(each) == "p"]):
            gone = [_framed(each, Way.OUT) for each in gone]
            come = [_framed(each, Way.IN) for each in come]
        return gone, come

    def _part(self, old: Elements, new: Elements) -> tuple[list[Block], list[Block]]:
        """Return what stood somewhere, and what it became somewhere else."""
        old = [each for each in old if _is_text(each)]
        gone: list[Block] = []
        come: list[Block] = []
        for step in align([known_by(each) for each in old], [known_by(each) for each in new]):
            if step.change is Change.SAME and step.old is not None and step.new is not None:
                one, other = self._part_block(old[step.old], new[step.new])
                gone.append(one)
                come.append(other)
            elif step.change in (Change.REMOVED, Change.MOVED_AWAY) and step.old is not None:
                gone.append(self._whole(old[step.old], Way.OUT))
            elif step.new is not None:
                come.append(self._whole(new[step.new], Way.IN))
        return gone, come

    def _part_block(self, old: Element, new: Element) -> tuple[Block, Block]:
        kinds = {local_name(old), local_name(new)}
        if kinds == {"tbl"}:
            gone, come = _shell(old), _shell(new)
            for one, other in self._part_rows(old, new):
                gone.extend(one)
                come.extend(other)
            return Block(Way.FROM, ready=gone), Block(Way.TO, ready=come)
        if kinds != {"p"}:
            return self._whole(old, Way.OUT), self._whole(new, Way.IN)
        line, new_line = read_line(old), read_line(new)
        told = compare_lines(line, new_line)
        before: list[Marked] = [
            (Way.FROM if change is Change.SAME else Way.OUT, line.glyphs[at])
            for change, at, _ in told
            if change is not Change.ADDED
        ]
        after: list[Marked] = [
            (Way.TO if change is Change.SAME else Way.IN, new_line.glyphs[to])
            for change, _, to in told
            if change is not Change.REMOVED
        ]
        return (
            Block(Way.FROM, old, None, before),
            Block(Way.TO, new, None, after, new_line.frame),
        )

    # ---- tables

    def _table(self, old: Element, new: Element) -> Element:
        """Merge two tables row by row; rows of another division lie on one grid with the rest."""
        made = _shell(new)
        rows, new_rows = rows_of(old), rows_of(new)
        steps = align([each.item for each in rows], [each.item for each in new_rows])
        one, other = [each.element for each in rows], [each.element for each in new_rows]
        makers = Makers(self._same_row, self._rows_gone_or_new, self._moved_row)
        made.extend(lay(steps, pairs_of(steps, one, other), makers))
        put_on_one_grid(made, old, new)
        return made

    def _same_row(self, old: Elements, new: Elements) -> list[Element]:
        cells, new_cells = old[0].findall(w("tc")), new[0].findall(w("tc"))
        if Row(old[0], "").shape != Row(new[0], "").shape:
            return [*self._whole_rows(old, Way.OUT), *self._whole_rows(new, Way.IN)]
        made = _shell(new[0])
        for cell, new_cell in zip(cells, new_cells, strict=True):
            merged = element("tc")
            before = cell.find(w("tcPr"))
            after = new_cell.find(w("tcPr"))
            if after is not None:
                merged.append(deepcopy(after))
                self._tracker.note_cell(merged[0], before)
            merged.extend(set_blocks(self._merge(_inside(cell), _inside(new_cell)), self._tracker))
            made.append(merged)
        return [made]

    def _rows_gone_or_new(self, rows: Elements, gone: bool) -> list[Element]:
        return self._whole_rows(rows, Way.OUT if gone else Way.IN)

    def _whole_rows(self, rows: Elements, way: Way) -> list[Element]:
        return [
            self._row(row, way, [self._all(_inside(cell), way) for cell in row.findall(w("tc"))])
            for row in rows
        ]

    def _row(self, row: Element, way: Way, cells: Sequence[Sequence[Block]]) -> Element:
        """Return a row that came or went as a whole, with what its cells hold."""
        made = _shell(row)
        for cell, blocks in zip(row.findall(w("tc")), cells, strict=True):
            copy = _shell(cell)
            copy.extend(set_blocks(blocks, self._tracker, whole=True))
            made.append(copy)
        self._tracker.mark_row(made, way)
        return made

    def _moved_row(self, old: Elements, new: Elements) -> tuple[list[Element], list[Element]]:
        name = self._tracker.new_move()
        gone, come = self._part_row(old[0], new[0])
        return (
            self._tracker.enclose([gone], Way.FROM, name),
            self._tracker.enclose([come], Way.TO, name),
        )

    def _part_rows(self, old: Element, new: Element) -> list[tuple[list[Element], list[Element]]]:
        rows, new_rows = rows_of(old), rows_of(new)
        found: list[tuple[list[Element], list[Element]]] = []
        for step in align([each.item for each in rows], [each.item for each in new_rows]):
            if step.change is Change.SAME and step.old is not None and step.new is not None:
                one, other = self._part_row(rows[step.old].element, new_rows[step.new].element)
                found.append(([one], [other]))
            elif step.change in (Change.REMOVED, Change.MOVED_AWAY) and step.old is not None:
                found.append((self._whole_rows([rows[step.old].element], Way.OUT), []))
            elif step.new is not None:
                found.append(([], self._whole_rows([new_rows[step.new].element], Way.IN)))
        return found

    def _part_row(self, old: Element, new: Element) -> tuple[Element, Element]:
        cells, new_cells = old.findall(w("tc")), new.findall(w("tc"))
        if len(cells) != len(new_cells):
            return self._whole_rows([old], Way.OUT)[0], self._whole_rows([new], Way.IN)[0]
        parts = [
            self._part(_inside(cell), _inside(new_cell))
            for cell, new_cell in zip(cells, new_cells, strict=True)
        ]
        return (
            self._row(old, Way.FROM, [gone for gone, _ in parts]),
            self._row(new, Way.TO, [come for _, come in parts]),
        )


def _framed(block: Block, way: Way) -> Block:
    """Return a block whose part of a field comes or goes with it, as the whole field does."""
    if block.is_paragraph:
        block.frame_way = way
        if way.out and block.look is not None:
            block.frame = _frame(block.look, runs=True)
    return block


def _frame(paragraph: Element, *, runs: bool) -> dict[int, tuple[Element, ...]]:
    """Return what a paragraph that is gone takes with it between its glyphs.

    Bookmarks, which the old file has only where the new one has none of that name, and with
    ``runs`` the pieces of a field that goes on over paragraphs.
    """
    frame = read_line(paragraph).frame.items()
    return {
        place: kept
        for place, pieces in frame
        if (kept := tuple(each for each in pieces if runs or local_name(each) != "r"))
    }


def _shell(holder: Element) -> Element:
    """Return a table, row or cell without what it holds."""
    inside = {"tbl": ("tr",), "tr": ("tc",), "tc": ("p", "tbl")}[local_name(holder)]
    made = element(local_name(holder))
    made.extend(deepcopy(each) for each in holder if local_name(each) not in inside)
    return made


def _inside(cell: Element) -> list[Element]:
    return [each for each in cell if local_name(each) != "tcPr"]


def _is_text(block: Element) -> bool:
    return local_name(block) in ("p", "tbl")
