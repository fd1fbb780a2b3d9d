"""The sheets of an edited roster: which is which, where its header stands, what its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.importers.readers.characters import lines
from jdgen.sync.workbook import SheetCells, place
from jdgen.terms import Language, canonical_key, term
from jdgen.views.roster_columns import (
    DEPARTMENTS,
    DUTIES,
    LIST,
    OWNER,
    POSTS,
    REPORTS,
    Column,
    normal,
)
from jdgen.views.roster_copy import SHEET as COPY_SHEET
from jdgen.views.roster_fields import SHEETS
from jdgen.views.roster_words import words

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "roles": POSTS,
    "duties": (OWNER, LIST, *DUTIES),
    "reports": (OWNER, *REPORTS),
    "departments": DEPARTMENTS,
}
_RECORDS = {"roles": "role", "duties": "duty", "reports": "report", "departments": "department"}
# Without these a sheet can't be told from any other table.
_NEEDED = {
    "roles": ("title", "department"),
    "duties": ("owner", "text"),
    "reports": ("owner", "document"),
    "departments": ("name",),
}
_HEADER_ROWS = 10
_LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Row:
    """A row: each field's text as it stands in its cell, and what the sheet is."""

    sheet: Sheet
    number: int
    texts: Mapping[str, str]

    def place(self, name: str) -> Message:
        """Return where a field of this row stands."""
        return place(self.sheet.name, self.number, self.sheet.columns[name])


@dataclass(frozen=True)
class Sheet:
    """A sheet of the roster: its columns by the fields' names, from 1, and its filled rows."""

    name: str
    columns: Mapping[str, int]
    cells: SheetCells
    header: int

    def rows(self) -> Iterator[Row]:
        """Yield the rows below the header that hold something in one of the columns."""
        for number in self.cells.rows():
            if number <= self.header:
                continue
            texts = {
                name: normal(self.cells.at(number, column)) for name, column in self.columns.items()
            }
            if any(texts.values()):
                yield Row(self, number, texts)


def find_sheets(
    book: Iterable[SheetCells], own: Mapping[str, Mapping[str, str]], file: str
) -> Mapping[str, Sheet]:
    """Return the sheets of data that a workbook has, by their kind.

    ``own``: the headers that were written, by kind and field. Raises InputError where there is no
    such sheet, one of a kind stands there twice, or a column belongs to no field.
    """
    found: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for cells in book:
        if cells.name == COPY_SHEET or not cells.texts:
            continue
        for kind in _likely(cells.name):
            header = _header(cells, kind, own.get(kind, {}))
            if header is None:
                continue
            if kind in found:
                what = message(
                    "the sheets “{sheet}” and “{other}” hold the same kind of table",
                    sheet=found[kind].name, other=cells.name,
                )  # fmt: skip
                hint = message("keep one of the two, with all rows")
                problems.append(Problem(Location(file), what, hint))
                break
            found[kind] = header
            problems += _strange_columns(header, file)
            break
    if problems:
        raise InputError(problems)
    if not found:
        what = message("no sheet of this workbook is one of a roster")
        hint = message("name the roster that “jdgen export roster” wrote")
        raise InputError([Problem(Location(file), what, hint)])
    return found


def _likely(name: str) -> list[str]:
    """Return the kinds that a sheet may be of, the one that its name says first."""
    named = [
        kind
        for kind in SHEETS
        if name.strip() in {words(f"sheet_{kind}", lang) for lang in _LANGUAGES}
    ]
    return [*named, *(kind for kind in SHEETS if kind not in named)]


def _header(cells: SheetCells, kind: str, own: Mapping[str, str]) -> Sheet | None:
    """Return the sheet with its header, if it has that of a kind."""
    known = {text: name for name, text in own.items()}
    for row in cells.rows()[:_HEADER_ROWS]:
        columns: dict[str, int] = {}
        for _, column in sorted(spot for spot in cells.texts if spot[0] == row):
            text = normal(cells.at(row, column)).replace("\n", "")
            name = known.get(text) or _field(kind, text)
            if name is not None:
                columns.setdefault(name, column)
        if all(name in columns for name in _NEEDED[kind]):
            return Sheet(cells.name, columns, cells, row)
    return None


def _field(kind: str, header: str) -> str | None:
    """Return the name of the column that a header means by any of its known labels."""
    for column in COLUMNS[kind]:
        if column in (OWNER, LIST):
            labels = {words(column.name, lang).casefold() for lang in _LANGUAGES}
            if column is OWNER and kind == "reports":
                labels |= {"岗位", "post"}
            if header.casefold() in labels:
                return column.name
            continue
        *above, name = column.path
        record = term("role", above[0]).holds if above else _RECORDS[kind]
        if canonical_key(record, header) == name:
            return column.name
    return None


def _strange_columns(sheet: Sheet, file: str) -> Iterator[Problem]:
    """Yield a problem for each column that holds something and belongs to no field."""
    taken = set(sheet.columns.values())
    told: set[int] = set()
    for row, column in sorted(sheet.cells.texts):
        if row < sheet.header or column in taken or column in told:
            continue
        told.add(column)
        header = " ".join(lines(sheet.cells.at(sheet.header, column)))
        where = place(sheet.name, sheet.header if header else row, column)
        what = message("{place}: no field is called “{header}”", place=where, header=header)
        if not header:
            what = message("{place}: this column has no header", place=where)
        elif _field_twice(sheet, header):
            what = message("{place}: “{header}” heads two columns", place=where, header=header)
        hint = message("delete the column, or head it with the name of a field")
        yield Problem(Location(file), what, hint)


def _field_twice(sheet: Sheet, header: str) -> bool:
    return any(
        normal(sheet.cells.at(sheet.header, column)) == header for column in sheet.columns.values()
    )
