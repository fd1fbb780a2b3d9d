"""The head of a table whose rows are a record each: what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_words import NUMBERS, fields_of_column, may_head, proves

# Without this field, rows are no record of that kind.
_KEYS = {
    "duty": "text",
    "report": "document",
    "indicator": "indicator",
    "revision": "change",
    "relation": "party",
    "role": "title",
    "department": "name",
}
_LONGEST_HEAD = 30
_DEEPEST_HEAD = 3


@dataclass(frozen=True)
class Column:
    """A column of a list: where it is, its words, and the field that it holds.

    ``field`` is empty where the words say nothing, “#” for a column that numbers the rows, and
    “owner” for the post that a row of duties or reports belongs to.
    """

    left: int
    right: int
    text: str
    field: str = ""


@dataclass(frozen=True)
class Header:
    """The head of a list: what kind of record its rows are, and its columns."""

    kind: str
    columns: tuple[Column, ...]
    region: Region

    def column(self, field: str) -> Column | None:
        """Return the column of a field, None where there is none."""
        return next((column for column in self.columns if column.field == field), None)

    @property
    def known(self) -> int:
        """How many columns are understood."""
        return sum(bool(column.field) for column in self.columns)


def find_header(grid: Grid, row: int, region: Region, wanted: str = "") -> Header | None:
    """Return the head of a list that begins at ``row``, None if no list begins there.

    ``wanted`` is the kind of record that the section around it holds, empty if it doesn't say.
    """
    boxes = grid.filled(row, region)
    if len(boxes) < 2 or any(len(box.line) > _LONGEST_HEAD for box in boxes):
        return None
    if sum(box.label is not None or may_head(box.plain) for box in boxes) < 2:
        return None
    if any(box.cell.row != row for box in grid.covering(row, region)):
        return None
    best: Header | None = None
    for depth in _depths(boxes, row, region):
        if any(box.bottom > row + depth for box in boxes):
            continue
        columns = tuple(_columns(grid, Region(row, row + depth, region.left, region.right)))
        if len(columns) < 2:
            continue
        for kind in _KEYS:
            head = Region(row, row + depth, region.left, region.right)
            found = _understood(kind, columns, head)
            if found and (best is None or _weight(found, wanted) > _weight(best, wanted)):
                best = found
    return best if best and _has_rows(grid, best, region) else None


def _depths(boxes: list[Box], row: int, region: Region) -> Iterator[int]:
    """Yield how many rows a head could have: the shortest cell's, or with groups the tallest's."""
    tallest = min(max(box.cell.rows for box in boxes), _DEEPEST_HEAD, region.bottom - row)
    shortest = min(box.cell.rows for box in boxes)
    yield min(shortest, tallest)
    if tallest > shortest and any(box.cell.columns > 1 for box in boxes):
        yield tallest


def _columns(grid: Grid, head: Region) -> Iterator[Column]:
    """Yield the columns of a head by its lowest cells, with the words of the group above."""
    position = head.left
    while position < head.right:
        lowest = grid.at(head.bottom - 1, position)
        highest = grid.at(head.top, position)
        right = max(min(lowest.right, head.right), position + 1)
        words = [highest.line] if highest is lowest else [highest.line, lowest.line]
        yield Column(position, right, "\n".join(word for word in words if word))
        position = right


def _understood(kind: str, columns: tuple[Column, ...], head: Region) -> Header | None:
    """Return the head as one of ``kind``, None where too few of its columns fit."""
    named = [column for column in columns if column.text]
    fields = _fields(kind, named)
    sorted_out = []
    for column in columns:
        field = fields.get(column.left, "")
        if not field and _is_number(column.text):
            field = "#"
        sorted_out.append(Column(column.left, column.right, column.text.replace("\n", ""), field))
    if kind not in ("role", "department", "revision"):
        sorted_out = _with_owner(sorted_out)
    header = Header(kind, tuple(sorted_out), head)
    proof = sum(proves(kind, field) for field in fields.values())
    counted = proof + (header.column("#") is not None) + (header.column("owner") is not None)
    enough = counted >= 2 and header.known >= 0.6 * len(named)
    return header if enough and header.column(_KEYS[kind]) else None


def _is_number(text: str) -> bool:
    return text.replace(" ", "").casefold().strip(".：:") in NUMBERS


def _with_owner(columns: list[Column]) -> list[Column]:
    """Say which column names the post that each row belongs to."""
    for index, column in enumerate(columns):
        if not column.field and fields_of_column("role", column.text)[:1] == ("title",):
            columns[index] = Column(column.left, column.right, column.text, "owner")
            break
    return columns


def _fields(kind: str, columns: list[Column]) -> dict[int, str]:
    """Give each column the field that it names, each field once, those that are sure first."""
    possible = {column.left: _candidates(kind, column.text) for column in columns}
    found: dict[int, str] = {}
    for only_sure in (True, False):
        for column in columns:
            free = [each for each in possible[column.left] if each not in found.values()]
            clear = len(possible[column.left]) == 1 or not only_sure
            if column.left not in found and free and clear:
                found[column.left] = free[0]
    if kind == "duty":
        _order_of_duties(columns, possible, found)
    return found


def _candidates(kind: str, text: str) -> tuple[str, ...]:
    """Return the fields that a head may name, by its own words or with those of the group above."""
    lines = text.split("\n")
    for wording in (lines[-1], "".join(lines)):
        if fields := fields_of_column(kind, wording):
            return fields
    return ()


def _order_of_duties(
    columns: list[Column], possible: dict[int, tuple[str, ...]], found: dict[int, str]
) -> None:
    """Of two columns of words, the left one has the duties and the right one their tasks."""
    places = [left for left, field in found.items() if field in ("text", "tasks")]
    if len(places) == 1:
        # 职责模块 | 职责描述: both are words for the duty itself.
        places += [
            column.left
            for column in columns
            if column.left not in found and "text" in possible[column.left]
        ][:1]
    if places:
        found[min(places)] = "text"
    if len(places) > 1:
        found[max(places)] = "tasks"


def _weight(header: Header, wanted: str) -> tuple[bool, int]:
    return (bool(wanted) and header.kind == wanted, header.known)


def _has_rows(grid: Grid, header: Header, region: Region) -> bool:
    """Whether the first row below a head has values under its columns, and hardly a label."""
    for row in range(header.region.bottom, region.bottom):
        boxes = grid.covering(row, region)
        named = header.kind == "role" and len(boxes) == 1 and boxes[0].label is None
        if named and boxes[0].cell.columns > 1:
            continue  # the name of the department that the next rows belong to
        if boxes:
            labels = sum(box.label is not None for box in boxes)
            return labels * 3 <= len(boxes) and _fits(header, boxes)
    return False


def _fits(header: Header, boxes: list[Box]) -> bool:
    """Whether a row's cells stand under the columns that are understood, not beside them."""
    under = {
        column.field
        for column in header.columns
        for box in boxes
        if column.left <= box.cell.column < column.right
        and box.right <= max(column.right, header.columns[-1].left)
    }
    key = _KEYS[header.kind] in under and header.known == len(header.columns)
    return key or (len(under - {""}) >= 2 and len(under - {""}) >= sum(
        column.left <= box.cell.column < column.right
        for column in header.columns
        if not column.text
        for box in boxes
    ))
