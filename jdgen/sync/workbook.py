"""A workbook as the texts of its cells, by sheet: what somebody typed, whichever program saved it.

Streamed within bounds: cells that hold nothing cost nothing, and what a sheet says of its own size
is not looked at. No formula is worked out, and what one showed last is not taken for a value.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.importers.readers.docx_parts import Element, child, local, relations, value, whole
from jdgen.importers.readers.safety import Package, open_package, parse_xml, refusal
from jdgen.importers.readers.xlsx_values import Formats, read_formats, show

# 2,000 posts with all their duties and reports; a roster of more is no roster.
MAX_CELLS = 400_000
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_MOST_PROBLEMS = 20
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# ST_Xstring (ISO/IEC 29500-1, 22.9.2.19): a character that XML can't hold, by its number.
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class SheetCells:
    """What the cells of one sheet say, by row and column from 1; empty ones are left out."""

    name: str
    texts: Mapping[tuple[int, int], str]

    def rows(self) -> list[int]:
        """Return the rows that hold something, in order."""
        return sorted({row for row, _ in self.texts})

    def at(self, row: int, column: int) -> str:
        """Return a cell's text, empty where it has none."""
        return self.texts.get((row, column), "")


def place(sheet: str, row: int, column: int) -> Message:
    """Return how a cell is told of: by its sheet and its name in it."""
    return message("sheet “{sheet}”, cell {cell}", sheet=sheet, cell=f"{_letters(column)}{row}")


def read_workbook(data: bytes, file: str) -> tuple[SheetCells, ...]:
    """Read all sheets, hidden ones included.

    Raises InputError for what is no workbook, is damaged, hostile or too large, and for formulas,
    each with its place.
    """
    package = open_package(data, file)
    book = next(
        (target for _, kind, target in relations(package, "") if kind == "officeDocument"), ""
    )
    if book not in package or not book.startswith("xl/"):
        hint = message("name the roster that “jdgen export roster” wrote")
        raise refusal(file, message("this is no workbook"), hint)
    root = parse_xml(package.read(book), file)
    parts = {identifier: target for identifier, _, target in relations(package, book)}
    kinds = {kind: target for _, kind, target in relations(package, book)}
    base_1904 = value(child(root, "workbookPr"), "date1904") in ("1", "true")
    reading = _Reading(
        package,
        tuple(_shared_strings(package, kinds.get("sharedStrings", ""))),
        read_formats(package, kinds.get("styles", ""), base_1904=base_1904),
    )
    sheets = child(root, "sheets")
    found = []
    for sheet in sheets if sheets is not None else ():
        part = parts.get(value(sheet, "id") or "", "")
        if part in package and part.startswith("xl/worksheets/"):
            found.append(reading.sheet(value(sheet, "name") or "", part))
    if reading.problems:
        raise InputError(reading.problems[:_MOST_PROBLEMS])
    return tuple(found)


@dataclass
class _Reading:
    package: Package
    strings: tuple[str, ...]
    formats: Formats
    left: int = MAX_CELLS
    problems: list[Problem] = field(default_factory=list)

    def sheet(self, name: str, part: str) -> SheetCells:
        texts: dict[tuple[int, int], str] = {}
        row = 0
        try:
            for element in _stream(self.package.read(part)):
                row = min(whole(value(element, "r"), row + 1), _MAX_ROW)
                column = 0
                for cell in element:
                    column = _column(value(cell, "r"), column + 1)
                    text = self._text(cell, name, (row, column))
                    if text:
                        texts[row, column] = text
                        self._count()
        except etree.XMLSyntaxError as error:
            what = message("sheet “{sheet}” is damaged", sheet=name)
            raise refusal(self.package.file, what) from error
        return SheetCells(name, texts)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            what = message("this workbook has more than {limit} cells", limit=MAX_CELLS)
            hint = message("delete the rows and columns that don't belong to the roster")
            raise refusal(self.package.file, what, hint)

    def _text(self, cell: Element, sheet: str, at: tuple[int, int]) -> str:
        kind = value(cell, "t") or "n"
        formula = child(cell, "f")
        stored = child(cell, "v")
        text = (stored.text or "") if stored is not None else ""
        if formula is not None or kind == "e":
            self._refuse(sheet, at, is_formula=formula is not None)
            return ""
        if kind == "inlineStr":
            return _words(child(cell, "is")).strip()
        if kind == "s":
            index = whole(text, -1)
            return self.strings[index].strip() if 0 <= index < len(self.strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(text, text)
        if kind in ("str", "d"):
            return text.strip()
        return show(text, self.formats, whole(value(cell, "s"))) if text else ""

    def _refuse(self, sheet: str, at: tuple[int, int], *, is_formula: bool) -> None:
        if len(self.problems) >= _MOST_PROBLEMS:
            return
        what = message("{place} holds a formula", place=place(sheet, *at))
        hint = message("write what it should say as text: nothing here is worked out")
        if not is_formula:
            what = message("{place} holds an error", place=place(sheet, *at))
            hint = message("write what it should say, or empty the cell")
        self.problems.append(Problem(Location(self.package.file), what, hint))


def _stream(data: bytes) -> Iterator[Element]:
    """Yield one row after another, each freed once it has been looked at."""
    stream = etree.iterparse(
        io.BytesIO(data), events=("end",), tag="{*}row",
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    for _, element in stream:
        yield element
        parent = element.getparent()
        element.clear()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _shared_strings(package: Package, part: str) -> Iterator[str]:
    if part in package:
        for each in parse_xml(package.read(part), package.file):
            yield _words(each)


def _words(element: Element | None) -> str:
    """Return a string's text, its runs joined; how it is pronounced is no part of it."""
    found: list[str] = []
    for each in element if element is not None else ():
        if local(each) == "t":
            found.append(each.text or "")
        elif local(each) == "r":
            found += [part.text or "" for part in each if local(part) == "t"]
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), "".join(found))


def _column(reference: str | None, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    if not found:
        return otherwise
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return min(number, _MAX_COLUMN)


def _letters(number: int) -> str:
    written = ""
    while number > 0:
        number, index = divmod(number - 1, 26)
        written = chr(ord("A") + index) + written
    return written
