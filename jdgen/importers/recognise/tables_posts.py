"""Lists of posts and of departments: a row for each, or a column for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from jdgen.importers.blocks import Block, Paragraph
from jdgen.importers.recognise.labels import match_label
from jdgen.importers.recognise.pieces import Labelled, Piece, RecordName, Start, Unlabelled
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_header import Column, Header
from jdgen.importers.recognise.tables_lists import Listing, Record, read_list, row_text

_COUNTS = ("headcount", "incumbents", "openings")


def posts_of_list(grid: Grid, header: Header, region: Region) -> tuple[list[Piece], int]:
    """Read a list of posts or departments; return the pieces and the first row after it."""
    key = "title" if header.kind == "role" else "name"
    record: Literal["department", "role"] = "role" if header.kind == "role" else "department"
    listing = read_list(grid, header, region, key)
    pieces: list[Piece] = [Unlabelled(block) for box in listing.strays for block in box.blocks]
    alone = len(listing.records) == 1
    department: tuple[Box, ...] = ()
    for index, entry in enumerate(listing.records):
        names = entry.boxes(header.column(key))
        if alone and header.kind == "role":
            column = header.column(key)
            label = column.text if column else ""
            pieces += [Labelled(record, (key,), label, blocks_of(names), names[0].place)]
        else:
            pieces.append(Start(record, " ".join(box.line for box in names), names[0].place))
        own = tuple(entry.boxes(header.column("department")))
        filled = not own and bool(department) and header.kind == "role"
        if filled:
            pieces.append(_department(header, department))
        elif entry.group and header.kind == "role" and not own:
            pieces.append(
                Labelled("role", ("department",), "", entry.group.blocks, entry.group.place)
            )
        department = own or department
        pieces += _fields(header, entry, record, key)
        if index + 1 == len(listing.records):
            break
    return [*pieces, *_sums(header, listing)], listing.bottom


def _department(header: Header, boxes: tuple[Box, ...]) -> Labelled:
    """Return the department of the row above, for one that leaves the column empty."""
    column = header.column("department")
    label = column.text if column else ""
    return Labelled("role", ("department",), label, blocks_of(boxes), boxes[0].place, sure=False)


def blocks_of(boxes: list[Box] | tuple[Box, ...]) -> tuple[Block, ...]:
    """Return the blocks of cells, of choices only the ticked ones."""
    return chosen([block for box in boxes for block in box.blocks])


def _fields(header: Header, entry: Record, record: RecordName, key: str) -> Iterator[Piece]:
    for column in header.columns:
        boxes = entry.boxes(column)
        if column.field in (key, "#") or not boxes:
            continue
        if not column.field:
            yield from _unknown(column, boxes)
        else:
            path = tuple(column.field.split("."))
            yield Labelled(record, path, column.text, blocks_of(boxes), boxes[0].place)


def _unknown(column: Column, boxes: list[Box]) -> Iterator[Piece]:
    for box in boxes:
        blocks = box.blocks
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and column.text:
            yield Unlabelled(Paragraph(f"{column.text}：{box.line}", box.place))
        else:
            yield from (Unlabelled(block) for block in blocks)


# ---- sums


def _sums(header: Header, listing: Listing) -> Iterator[Piece]:
    """Yield what rows of sums say that the rows above them don't."""
    begun = 0
    totals = [index for index, (_, kind, _) in enumerate(listing.sums) if kind == "total"]
    for index, (end, kind, boxes) in enumerate(listing.sums):
        last = bool(totals) and index == totals[-1]
        since = 0 if last else begun
        expected = {
            column.left: _total(listing.records[since:end], column)
            for column in header.columns
            if column.field in _COUNTS
        }
        counted = header.column("headcount")
        for box in boxes:
            column = next(
                (each for each in header.columns if each.left <= box.cell.column < each.right), None
            )
            if column is None or column.left not in expected:
                continue
            whole = last and column is counted and _whole(header, listing)
            if whole:
                yield Labelled("handbook", ("headcount",), boxes[0].line, box.blocks, box.place)
            elif _number(box.line) != expected[column.left]:
                yield Unlabelled(Paragraph(row_text(boxes), boxes[0].place))
                break
        if kind == "subtotal":
            begun = end


def _whole(header: Header, listing: Listing) -> bool:
    """Whether the list is of more than one department, so that its sum is the organisation's."""
    if header.kind == "department":
        return True
    column = header.column("department")
    names = {box.line for entry in listing.records for box in entry.boxes(column)}
    names |= {entry.group.line for entry in listing.records if entry.group}
    return len(names) > 1


def _total(records: list[Record], column: Column) -> int:
    return sum(_number(box.line) for entry in records for box in entry.boxes(column))


def _number(text: str) -> int:
    found = re.match(r"[0-9]{1,6}", text)
    return int(found[0]) if found else 0


# ---- a column for each post


def posts_by_column(grid: Grid) -> list[Piece] | None:
    """Read a table with labels in its first column and a post in each further one.

    None where the table is no such list.
    """
    whole = grid.whole
    filled = [row for row in range(whole.bottom) if grid.filled(row, whole)]
    # A line or two above, right across the table, are its title.
    first = next((row for row in filled[:3] if len(grid.filled(row, whole)) > 1), None)
    if first is None:
        return None
    above = [box for row in range(first) for box in grid.filled(row, whole)]
    titles = grid.filled(first, whole)
    head, names = titles[0], titles[1:]
    if head.label is None or head.label.path != ("title",) or len(names) < 2:
        return None
    if any(box.label is not None or len(box.line) > 30 for box in names):
        return None
    if len({box.line for box in names}) < len(names):
        return None
    rows = range(first + 1, whole.bottom)
    edge = names[0].cell.column
    labels = [_row_label(grid, row, edge) for row in rows]
    filled = [row for row in filled if row > first]
    known = [row for row, label in zip(rows, labels, strict=True) if label and label.label]
    if not filled or len(known) < 0.6 * len(filled) or _labels_inside(grid, rows, edge) > 0.2:
        return None
    pieces: list[Piece] = [Unlabelled(block) for box in above for block in box.blocks]
    grid.read(*above)
    for index, name in enumerate(names):
        end = names[index + 1].cell.column if index + 1 < len(names) else whole.right
        pieces.append(Start("role", name.line, name.place))
        for row, label in zip(rows, labels, strict=True):
            pieces += _cells(grid, label, Region(row, row + 1, name.cell.column, end))
    grid.read(*titles, *(label for label in labels if label))
    return pieces


def _row_label(grid: Grid, row: int, edge: int) -> Box | None:
    """Return the innermost cell left of the values that says what a row holds."""
    boxes = grid.covering(row, Region(row, row + 1, 0, edge))
    return boxes[-1] if boxes else None


def _labels_inside(grid: Grid, rows: range, edge: int) -> float:
    boxes = (box for row in rows for box in grid.filled(row, grid.whole))
    inside = [box for box in boxes if box.cell.column >= edge]
    return sum(box.label is not None for box in inside) / len(inside) if inside else 1


def _cells(grid: Grid, label: Box | None, region: Region) -> Iterator[Piece]:
    found = grid.at(region.top, region.left)
    boxes = [found] if found.line and found.cell.column < region.left else []
    boxes += grid.covering(region.top, region)
    boxes = [box for box in boxes if box.cell.row == region.top]
    if not boxes:
        return
    grid.read(*boxes)
    match = match_label(label.line) if label else None
    if match and match.record == "role":
        place = boxes[0].place
        yield Labelled("role", match.path, match.label, blocks_of(boxes), place, match.sure)
    elif match and ("role", ("department",)) in match.also:
        yield Labelled("role", ("department",), match.label, blocks_of(boxes), boxes[0].place)
    else:
        yield from _unknown(Column(0, 0, label.line if label else ""), boxes)
