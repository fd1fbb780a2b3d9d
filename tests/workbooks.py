"""Workbooks edited as a person would, in the XML that a spreadsheet program would change.

A sheet is rows of texts here; the one that was edited is written anew, all others stay as they
are. What is written are inline strings, as some programs do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from lxml import etree

_NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Rows = list[list[str]]


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(content: Mapping[str, bytes]) -> bytes:
    """Return parts as a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return target.getvalue()


def sheet_parts(data: bytes) -> dict[str, str]:
    """Return the part of each sheet by the sheet's name."""
    content = parts(data)
    relations = etree.fromstring(content["xl/_rels/workbook.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    book = etree.fromstring(content["xl/workbook.xml"])
    return {
        str(each.get("name")): "xl/" + str(targets[each.get(_R)]).removeprefix("/xl/")
        for each in book.iterfind(".//x:sheet", _NS)
    }


def read_rows(data: bytes, sheet: str) -> Rows:
    """Return what the cells of a sheet say, row by row, gaps as empty texts."""
    content = parts(data)
    shared = [
        "".join(str(text.text or "") for text in each.iterfind(".//x:t", _NS))
        for each in etree.fromstring(content["xl/sharedStrings.xml"])
    ]
    rows: Rows = []
    root = etree.fromstring(content[sheet_parts(data)[sheet]])
    for row in root.iterfind(".//x:row", _NS):
        rows += [[] for _ in range(int(row.get("r") or 0) - len(rows))]
        for cell in row:
            column = column_of(str(cell.get("r")))
            rows[-1] += [""] * (column + 1 - len(rows[-1]))
            inline = "".join(str(text.text or "") for text in cell.iterfind("x:is/x:t", _NS))
            stored = cell.findtext("x:v", inline, _NS)
            rows[-1][column] = shared[int(stored)] if cell.get("t") == "s" else stored
    return rows


def edit_rows(data: bytes, sheet: str, edit: Callable[[Rows], None]) -> bytes:
    """Return a workbook in which the rows of one sheet were edited."""
    rows = read_rows(data, sheet)
    edit(rows)
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{_letter(place)}{number}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(text)}</t></is></c>"
            for place, text in enumerate(row)
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return replace_cells(data, sheet, cells)


def replace_cells(data: bytes, sheet: str, cells: str) -> bytes:
    """Return a workbook in which one sheet holds these rows, as XML, in place of its own."""
    content = parts(data)
    part = sheet_parts(data)[sheet]
    text = content[part].decode("utf-8")
    begin, end = text.index("<sheetData>"), text.index("</sheetData>")
    content[part] = (text[:begin] + "<sheetData>" + cells + text[end:]).encode("utf-8")
    return package(content)


def column_of(reference: str) -> int:
    """Return the place of the column that a cell's name begins with, A being 0."""
    number = 0
    for letter in re.sub("[0-9]", "", reference):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{chr(ord('A') + place - 26)}"
