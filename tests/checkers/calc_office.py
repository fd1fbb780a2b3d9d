"""Run by the Python that has LibreOffice's UNO: workbooks edited as by hand, and saved.

    /usr/bin/python3 calc_office.py PROFILE < orders.json

Orders are a list of [file, saved file, edits]; an edit is one of ["type", sheet, cell, text],
["delete", sheet, row], ["insert", sheet, row, [texts]], ["move", sheet, row, before row] and
["sort", sheet, column], rows and columns counted from 1.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import NumberFormat


def main(profile: str) -> int:
    """Carry out the orders of standard input."""
    orders = json.load(sys.stdin)
    pipe = f"jdgencalc{abs(hash(profile))}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",  # noqa: S607
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        context = _connect(pipe)
        desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        for file, saved, edits in orders:
            _carry_out(desktop, file, saved, edits)
        # It may close the line before it answers.
        with contextlib.suppress(Exception):
            desktop.terminate()
        office.wait(30)
    finally:
        office.kill()
    return 0


def _connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not answer")


def _property(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def _carry_out(desktop: Any, file: str, saved: str, edits: list[list[Any]]) -> None:
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(file), "_blank", 0, (_property("Hidden", True),)
    )
    try:
        for what, name, *rest in edits:
            sheet = document.getSheets().getByName(name)
            if what == "type":
                _type(document.getNumberFormats(), sheet.getCellRangeByName(rest[0]), rest[1])
            else:
                _edit(sheet, what, rest)
        document.storeToURL(
            uno.systemPathToFileUrl(saved), (_property("FilterName", "Calc MS Excel 2007 XML"),)
        )
    finally:
        document.close(True)


def _type(formats: Any, cell: Any, text: str) -> None:
    """Write as typed: what a cell in text format takes stays text, elsewhere 3 is a number."""
    if formats.getByKey(cell.NumberFormat).Type & NumberFormat.TEXT:
        cell.setString(text)
    else:
        cell.setFormula(text)


def _edit(sheet: Any, what: str, rest: list[Any]) -> None:
    if what == "delete":
        sheet.getRows().removeByIndex(rest[0] - 1, 1)
    elif what == "insert":
        sheet.getRows().insertByIndex(rest[0] - 1, 1)
        for column, text in enumerate(rest[1]):
            if text:
                sheet.getCellByPosition(column, rest[0] - 1).setString(text)
    elif what == "move":
        row, before = rest[0] - 1, rest[1] - 1
        sheet.getRows().insertByIndex(before, 1)
        row += before <= row
        source = sheet.getCellRangeByPosition(0, row, 60, row)
        target = sheet.getCellByPosition(0, before).getCellAddress()
        sheet.moveRange(target, source.getRangeAddress())
        sheet.getRows().removeByIndex(row, 1)
    else:
        _sort(sheet, rest[0] - 1)


def _sort(sheet: Any, column: int) -> None:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.getRangeAddress()
    area = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = column, False
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    area.sort((_property("SortFields", fields), _property("ContainsHeader", True)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
