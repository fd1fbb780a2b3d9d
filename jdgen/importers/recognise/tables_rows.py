"""Lists of duties, reports, indicators, revisions and relations: rows to records by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdgen.importers.blocks import Paragraph, Place, texts
from jdgen.importers.recognise.labels import match_label
from jdgen.importers.recognise.lines import join
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows, Start, Unlabelled
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_header import Header
from jdgen.importers.recognise.tables_lists import Listing, Record, read_list, row_text
from jdgen.importers.recognise.tables_words import is_nothing
from jdgen.importers.recognised import FieldPath

_KEYS = {
    "duty": "text",
    "report": "document",
    "indicator": "indicator",
    "revision": "version",
    "relation": "party",
}
_PATHS: Mapping[str, FieldPath] = {
    "duty": ("duties",),
    "report": ("reports",),
    "indicator": ("indicators",),
    "revision": ("revisions",),
    "relation": ("relations",),
}


def kind_of_path(path: FieldPath) -> str:
    """Return which kind of rows a field of a post holds; empty where it holds no rows."""
    kinds = {above: kind for kind, above in _PATHS.items()} | {("safety_duties",): "duty"}
    return kinds.get(path, "")


def rows_of_list(
    grid: Grid, header: Header, region: Region, above: Labelled | None
) -> tuple[list[Piece], int]:
    """Read a list; ``above`` is the label that it stands under, with no value yet.

    Returns the pieces and the first row after the list.
    """
    key = _KEYS[header.kind]
    if header.kind == "revision" and header.column("version") is None:
        key = "date" if header.column("date") else "change"
    listing = read_list(grid, header, region, key)
    fitting = above is not None and kind_of_path(above.path) == header.kind
    label = above if fitting and above else None
    place = _place(grid, listing)
    pieces: list[Piece] = []
    owner, own = "", dict[str, str]()
    rows: list[Mapping[str, str]] = []
    loose: list[Piece] = []
    for record in listing.records:
        name = " ".join(box.line for box in record.boxes(header.column("owner"))[:1])
        if name and name != owner:
            pieces += _rows_piece(header, rows, label, place)
            pieces += [*loose, Start("role", name, record.boxes(header.column("owner"))[0].place)]
            fields = list(_of_owner(header, record))
            pieces += fields
            owner, rows, loose = name, [], []
            own = {field.label: " ".join(texts(field.value)) for field in fields
                   if not isinstance(field.value, Rows)}  # fmt: skip
        rows += _read(header, record)
        loose += _others(header, record, own)
    pieces += _rows_piece(header, rows, label, place)
    pieces += loose
    pieces += [Unlabelled(block) for box in listing.strays for block in box.blocks]
    pieces += [
        Unlabelled(Paragraph(row_text(boxes), boxes[0].place))
        for _, _, boxes in listing.sums
        if len(boxes) > 2
    ]
    return pieces, listing.bottom


def _place(grid: Grid, listing: Listing) -> Place:
    for record in listing.records:
        for row in record.rows:
            for boxes in row.values():
                return boxes[0].place
    return grid.table.place


def _rows_piece(
    header: Header, rows: list[Mapping[str, str]], above: Labelled | None, place: Place
) -> Iterator[Piece]:
    if not rows:
        return
    if header.kind == "relation":
        yield from _relations(rows, place)
        return
    path = above.path if above else _PATHS[header.kind]
    record = above.record if above else "role"
    key = header.column("text" if header.kind == "duty" else _KEYS[header.kind])
    label = above.label if above else (key.text if key else "")
    yield Labelled(record, path, label, Rows(tuple(rows)), place)


def _read(header: Header, record: Record) -> Iterator[Mapping[str, str]]:
    if header.kind == "duty":
        yield _duty(header, record)
        return
    found = {
        column.field: text
        for column in header.columns
        if column.field not in ("", "#", "owner") and (text := _text(record.boxes(column)))
    }
    if found:
        yield found


def _lines(boxes: list[Box]) -> list[str]:
    return [line for box in boxes for line in box.cell.text.split("\n") if line.strip()]


def _text(boxes: list[Box]) -> str:
    text = "\n".join(line.strip() for line in _lines(boxes))
    return "" if is_nothing(text) else text


def _duty(header: Header, record: Record) -> Mapping[str, str]:
    """Return a duty: its text, its tasks a line each, and what is said of time and measure.

    What is said of each of several tasks is kept with it, in brackets.
    """
    text, tasks = _text_and_tasks(record.boxes(header.column("text")))
    found = {"text": text}
    by_row = [_tasks_of_row(header, row) for row in record.rows]
    for field in ("share", "frequency", "measure"):
        column = header.column(field)
        if column is None:
            continue
        said = [_text(row.get(column.left, [])) for row in record.rows]
        different = list(dict.fromkeys(each for each in said if each))
        if len(different) > 1 and sum(map(bool, by_row)) > 1:
            for each, own in zip(said, by_row, strict=True):
                if each and own:
                    own[-1] += f"（{column.text}：{each}）"
                elif each:
                    found[field] = "\n".join(filter(None, (found.get(field), each)))
        elif different:
            found[field] = "\n".join(different)
    tasks += [task for own in by_row for task in own]
    if tasks:
        found["tasks"] = "\n".join(tasks)
    return found


def _text_and_tasks(boxes: list[Box]) -> tuple[str, list[str]]:
    """Return a duty's text and the numbered lines below it in the same cell."""
    first, *more = _lines(boxes) or [""]
    text, tasks = split_number(first).rest, list[str]()
    for line in more:
        numbered = split_number(line)
        if numbered.number:
            tasks.append(numbered.rest)
        elif tasks:
            tasks[-1] += line.strip()
        else:
            text = join(text, line)
    return text, tasks


def _tasks_of_row(header: Header, row: Mapping[int, list[Box]]) -> list[str]:
    column = header.column("tasks")
    if column is None:
        return []
    lines = _lines(row.get(column.left, []))
    tasks: list[str] = []
    numbered = [split_number(line) for line in lines]
    for line in numbered:
        # A line without a number goes on with the one above, where the others have numbers.
        if tasks and not line.number and numbered[0].number:
            tasks[-1] += line.rest
        else:
            tasks.append(line.rest)
    return tasks


def _of_owner(header: Header, record: Record) -> Iterator[Labelled]:
    """Yield what a list of several posts' duties says of the post itself: its department."""
    for column in header.columns:
        match = match_label(column.text) if not column.field else None
        boxes = record.boxes(column)
        if match and match.record == "role" and len(match.path) == 1 and boxes:
            blocks = chosen([block for box in boxes for block in box.blocks])
            yield Labelled("role", match.path, column.text, blocks, boxes[0].place, match.sure)


def _others(header: Header, record: Record, own: Mapping[str, str]) -> Iterator[Piece]:
    """Yield what stands in columns that no field is known for.

    ``own`` is what the post has already, by label: merged over its rows, each row has it again.
    """
    key = header.column(_KEYS[header.kind])
    name = " ".join(box.line for box in record.boxes(key))
    about = f"（{name}）" if 0 < len(name) <= 20 else ""
    for column in header.columns:
        boxes = record.boxes(column)
        if column.field == "#":
            boxes = [box for box in boxes if not _counts(box.line)]
        if column.field in ("", "#"):
            for box in boxes:
                if not is_nothing(box.line) and own.get(column.text) != box.line:
                    text = f"{column.text}{about}：{box.line}" if column.text else box.line
                    yield Unlabelled(Paragraph(text, box.place))


def _counts(text: str) -> bool:
    """Whether a text is nothing but a row's number."""
    return len(text) <= 6 and not split_number(f"{text}、x").rest.strip("x、")


def _relations(rows: list[Mapping[str, str]], place: Place) -> Iterator[Piece]:
    """Yield relations by side: 内部 and 外部, each a line per party."""
    sides: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    side = "internal"
    for row in rows:
        scope = row.get("scope", "")
        if any(word in scope.casefold() for word in ("外", "extern", "outside")):
            side = "external"
        elif scope:
            side = "internal"
        labels.setdefault(side, scope)
        said = [row[name] for name in ("party", "matter", "frequency") if name in row]
        sides.setdefault(side, []).append("：".join(said))
    for side, lines in sides.items():
        blocks = tuple(Paragraph(line, place) for line in lines)
        yield Labelled("role", ("relations", side), labels[side], blocks, place)
