"""Workbooks as blocks: each sheet a heading and a table of what its cells show.

The XML is streamed and only cells that hold something are kept, so that what a sheet says of its
own size, and a million formatted empty rows, cost nothing. No formula is ever calculated: what
the last program to save the file worked out is read, else the formula's own text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from jdgen.errors import Message, message
from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Place
from jdgen.importers.readers.characters import clean, lines
from jdgen.importers.readers.docx_parts import Element, child, local, relations, value, whole
from jdgen.importers.readers.grid import Placed, settle, unboxed
from jdgen.importers.readers.safety import (
    MAX_CELLS,
    Package,
    open_package,
    parse_xml,
    refusal,
)
from jdgen.importers.readers.xlsx_values import Formats, read_formats, show

MAX_ROWS = 50_000
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# The name that a new sheet has says nothing of what is on it.
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*[0-9]+", re.IGNORECASE)


def read_xlsx(data: bytes, file: str) -> Document:
    """Read a workbook. Raises InputError for one that is damaged, hostile or no list of posts."""
    package = open_package(data, file)
    book = next(
        (target for _, kind, target in relations(package, "") if kind == "officeDocument"),
        "xl/workbook.xml",
    )
    if book not in package:
        raise refusal(file, message("there are no sheets in this file"))
    root = parse_xml(package.read(book), file)
    parts = {identifier: target for identifier, _, target in relations(package, book)}
    kinds = {kind: target for _, kind, target in relations(package, book)}
    base_1904 = value(child(root, "workbookPr"), "date1904") in ("1", "true")
    reading = _Reading(
        package,
        tuple(_shared_strings(package, kinds.get("sharedStrings", ""))),
        read_formats(package, kinds.get("styles", ""), base_1904=base_1904),
    )
    blocks: list[Block] = []
    sheets = child(root, "sheets")
    for sheet in sheets if sheets is not None else ():
        part = parts.get(value(sheet, "id") or "", "")
        if part in package and part.startswith("xl/worksheets/"):
            blocks += reading.sheet(clean(value(sheet, "name") or ""), part)
    notes = reading.remarks()
    return Document(file, tuple(blocks), "", (), notes)


@dataclass(frozen=True)
class _Filled:
    """A cell that shows something; rows and columns count from 1."""

    row: int
    column: int
    text: str


@dataclass
class _Reading:
    package: Package
    strings: tuple[str, ...]
    formats: Formats
    left: int = MAX_CELLS
    formulas: list[Message] = field(default_factory=list)

    def sheet(self, name: str, part: str) -> list[Block]:
        """Return a sheet's heading and table; nothing where it is empty."""
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        cells = list(self._cells(name, part, merged))
        if not cells:
            return []
        file = self.package.file
        # Rows and columns without any text are no part of the table.
        rows = {row: index for index, row in enumerate(sorted({cell.row for cell in cells}))}
        columns = sorted({cell.column for cell in cells})
        covered = _covered(merged)
        placed = []
        for cell in cells:
            if (cell.row, cell.column) in covered:
                continue
            high, wide = merged.get((cell.row, cell.column), (1, 1))
            height = sum(row in rows for row in range(cell.row, cell.row + min(high, MAX_ROWS)))
            spot = _spot(name, cell.row, cell.column)
            found = (Paragraph(line, Place(file, spot)) for line in lines(cell.text) if line)
            placed.append(Placed(rows[cell.row], cell.column, tuple(found), height, wide))
        blocks: list[Block] = []
        place = Place(file, message("sheet “{sheet}”", sheet=name))
        if name and not _UNNAMED.fullmatch(name) and columns:
            blocks.append(Heading(name, 1, place))
        return [*blocks, *unboxed(settle(placed, len(rows), place))]

    def _cells(
        self, name: str, part: str, merged: dict[tuple[int, int], tuple[int, int]]
    ) -> Iterator[_Filled]:
        """Yield the cells of a sheet that show something; fill in which are merged."""
        row = 0
        try:
            for element in _stream(self.package.read(part)):
                if local(element) == "mergeCell":
                    _note_merged(value(element, "ref") or "", merged)
                    continue
                row = whole(value(element, "r"), row + 1)
                column = 0
                for cell in element:
                    column = _column(value(cell, "r"), column + 1)
                    text = self._text(cell, name, (row, column))
                    if text.strip():
                        self.left -= 1
                        if self.left < 0:
                            raise self._too_many()
                        yield _Filled(row, column, text)
        except etree.XMLSyntaxError as error:
            what = message("sheet “{sheet}” is damaged", sheet=name)
            raise refusal(self.package.file, what) from error

    def _too_many(self) -> Exception:
        what = message("this workbook has more than {limit} cells", limit=MAX_CELLS)
        hint = message("delete what is no list of posts, and import it again")
        return refusal(self.package.file, what, hint)

    def _text(self, cell: Element, sheet: str, at: tuple[int, int]) -> str:
        kind = value(cell, "t") or "n"
        stored = child(cell, "v")
        text = (stored.text or "") if stored is not None else ""
        formula = child(cell, "f")
        if formula is not None and not text and (formula.text or "").strip():
            self.formulas.append(_spot(sheet, *at))
            return f"={formula.text}"
        if kind == "inlineStr":
            return _words(child(cell, "is"))
        if kind == "s":
            index = whole(text, -1)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "n":
            return show(text, self.formats, whole(value(cell, "s")))
        # Of a truth value, a text or a date as such, and an error, which says nothing.
        return {"b": {"1": "TRUE", "0": "FALSE"}.get(text, text), "e": ""}.get(kind, text)

    def remarks(self) -> tuple[Message, ...]:
        """Return what people should know of how the workbook was read."""
        found: list[Message] = []
        if self.formulas:
            found.append(
                message(
                    "formulas that no program has worked out are kept as text: {places}",
                    places=self.formulas[:20],
                )
            )
        if any(name.lower().endswith("vbaproject.bin") for name in self.package.names):
            found.append(message("the macros in it were left out; none was run"))
        if any(name.lower().startswith("xl/comments") for name in self.package.names):
            found.append(message("comments on cells were left out"))
        return tuple(found)


def _stream(data: bytes) -> Iterator[Element]:
    """Yield rows and merges one after another, each freed once it has been looked at."""
    stream = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}row", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
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
    """Return a string's text, its runs joined; how it is pronounced (rPh) is no part of it."""
    if element is None:
        return ""
    found: list[str] = []
    for each in element:
        if local(each) == "t":
            found.append(each.text or "")
        elif local(each) == "r":
            found += [part.text or "" for part in each if local(part) == "t"]
    # ST_Xstring (ISO/IEC 29500-1 §22.9.2.19): _x000D_ is a carriage return.
    return re.sub("_x000[dD]_", "", "".join(found))


def _column(reference: str | None, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    return _number(found[1]) if found else otherwise


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    written = ""
    while number > 0:
        number, index = divmod(number - 1, 26)
        written = chr(ord("A") + index) + written
    return written


def _note_merged(reference: str, merged: dict[tuple[int, int], tuple[int, int]]) -> None:
    first, _, last = reference.partition(":")
    begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
    if begin and end and len(merged) < MAX_CELLS:
        top, left = int(begin[2]), _number(begin[1])
        merged[top, left] = (int(end[2]) - top + 1, _number(end[1]) - left + 1)


def _covered(merged: Mapping[tuple[int, int], tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Return the cells below merged ones, which no program shows; of huge merges none."""
    return frozenset(
        (row, column)
        for (top, left), (high, wide) in merged.items()
        if 0 < high * wide <= 10_000
        for row in range(top, top + high)
        for column in range(left, left + wide)
        if (row, column) != (top, left)
    )


def _spot(sheet: str, row: int, column: int) -> Message:
    return message("sheet “{sheet}”, cell {cell}", sheet=sheet, cell=f"{_letters(column)}{row}")
