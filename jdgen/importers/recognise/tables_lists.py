"""The rows below a head: which cells belong to which record, whatever is merged or left empty."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_header import Column, Header, find_header
from jdgen.importers.recognise.tables_signatures import begins_signatures
from jdgen.importers.recognise.tables_words import NOTE, SUBTOTALS, TOTALS

# A row that begins with such a number and says no more is the name of the next section.
_CHAPTERS = (0, 1, 2)


@dataclass
class Record:
    """One record of a list: its rows, each as the cells of each column that begin in that row."""

    rows: list[dict[int, list[Box]]] = field(default_factory=list)
    group: Box | None = None

    def boxes(self, column: Column | None) -> list[Box]:
        """Return the cells of a column in all rows of the record."""
        if column is None:
            return []
        return [box for row in self.rows for box in row.get(column.left, [])]


@dataclass
class Listing:
    """What stands below a head, up to ``bottom``: records, rows of sums, and names of groups."""

    header: Header
    bottom: int
    records: list[Record] = field(default_factory=list)
    sums: list[tuple[int, str, list[Box]]] = field(default_factory=list)
    strays: list[Box] = field(default_factory=list)


def read_list(grid: Grid, header: Header, region: Region, key: str) -> Listing:
    """Read the rows below a head until something else begins.

    ``key`` is the field of which a new value begins a new record.
    """
    listing = Listing(header, header.region.bottom)
    keys = header.column(key)
    grid.read(*(box for row in _rows(header.region) for box in grid.beginning(row, region)))
    group: Box | None = None
    for row in range(header.region.bottom, region.bottom):
        boxes = grid.covering(row, region)
        fresh = [box for box in boxes if box.cell.row == row]
        if fresh:
            if _ends(grid, header, row, region):
                break
            if _is_head(header, boxes):
                grid.read(*fresh)
            elif kind := _sum(boxes):
                listing.sums.append((len(listing.records), kind, boxes))
                grid.read(*fresh)
            elif len(fresh) == 1 and NOTE.match(fresh[0].line):
                listing.strays += fresh
                grid.read(*fresh)
            elif bar := _bar(header, boxes):
                group = bar
                grid.read(bar)
            else:
                _add(listing, keys, _by_column(header, boxes), row)
                if listing.records and listing.records[-1].group is None:
                    listing.records[-1].group = group
                grid.read(*fresh)
        listing.bottom = row + 1
    if group is not None and not any(record.group is group for record in listing.records):
        # A last line below the list names no group: it is a note.
        listing.strays.append(group)
    return listing


def _rows(region: Region) -> range:
    return range(region.top, region.bottom)


def _by_column(header: Header, boxes: list[Box]) -> dict[int, list[Box]]:
    """Return a row's cells by the column that they begin in."""
    found: dict[int, list[Box]] = {}
    index, last = 0, len(header.columns) - 1
    for box in boxes:
        while box.cell.column >= header.columns[index].right and index < last:
            index += 1
        found.setdefault(header.columns[index].left, []).append(box)
    return found


def _add(listing: Listing, key: Column | None, cells: dict[int, list[Box]], row: int) -> None:
    """Add a row to the record that it continues, or begin a new one."""
    if key and any(box.cell.row == row for box in cells.get(key.left, [])):
        # Cells merged over several records (a department) belong to each of them.
        listing.records.append(Record([cells]))
        return
    fresh = {
        left: own
        for left, boxes in cells.items()
        if (own := [box for box in boxes if box.cell.row == row])
    }
    if listing.records:
        listing.records[-1].rows.append(fresh)
    else:
        listing.strays += [box for boxes in fresh.values() for box in boxes]


def _is_head(header: Header, boxes: list[Box]) -> bool:
    """Whether a row repeats the head, as on each page of a long table."""
    texts = [box.line.replace(" ", "") for box in boxes]
    heads = [column.text.replace(" ", "") for column in header.columns if column.text]
    return texts == heads or (len(texts) >= 2 and all(text in heads for text in texts))


def _sum(boxes: list[Box]) -> str:
    for box in boxes[:3]:
        plain = box.plain.removesuffix("(人)").rstrip(":")
        if plain in SUBTOTALS:
            return "subtotal"
        if plain in TOTALS:
            return "total"
        # 招商部小计
        if len(plain) <= 16 and plain.endswith(("小计", "subtotal")):
            return "subtotal"
    return ""


def _bar(header: Header, boxes: list[Box]) -> Box | None:
    """Return the one cell of a row that spans the table: the name of the group that follows."""
    wide = header.columns[-1].right - header.columns[0].left
    if len(boxes) == 1 and boxes[0].cell.columns > max(1, wide * 0.6) and len(boxes[0].line) <= 30:
        return boxes[0]
    return None


def _ends(grid: Grid, header: Header, row: int, region: Region) -> bool:
    """Whether something else begins at a row: a section, a form, another list, signatures."""
    boxes = grid.filled(row, region)
    if len(boxes) == 1 and boxes[0].cell.column <= header.columns[0].left:
        return _ends_alone(header, boxes[0])
    if begins_signatures(grid, row, region):
        return True
    if _is_head(header, boxes) or _sum(boxes):
        return False
    other = find_header(grid, row, region)
    if other and other.kind != header.kind:
        return True
    return _is_form(header, boxes)


def _ends_alone(header: Header, first: Box) -> bool:
    """Whether the only cell of a row ends the list: a section's name, a label, a long text."""
    wide = first.cell.columns > 1 or first.right >= header.columns[-1].right
    numbered = split_number(first.line).level in _CHAPTERS and len(first.line) <= 20
    if header.kind not in ("role", "department") and wide:
        return True
    if numbered or (first.label is not None and (wide or first.label.sure)):
        return True
    return wide and len(first.line) > 30


def _is_form(header: Header, boxes: list[Box]) -> bool:
    """Whether a row is one of labels and values, rather than one of the list's."""
    first = boxes[0]
    if first.label is None or (first.cell.rows > 1 and first.cell.column > header.columns[0].left):
        return False
    labels = sum(box.label is not None for box in boxes)
    if labels >= 2 and labels * 2 >= len(boxes):
        return True
    # A cell that is merged otherwise than the head's.
    return first.label.sure and not all(_is_straight(header, box) for box in boxes)


def _is_straight(header: Header, box: Box) -> bool:
    """Whether a cell stands below one column of the head."""
    below = [each for each in header.columns
             if box.cell.column < each.right and each.left < box.right]  # fmt: skip
    return len(below) == 1 and box.right <= below[0].right


def row_text(boxes: list[Box]) -> str:
    """Return the words of a row that is no record."""
    return "　".join(box.line for box in boxes)
