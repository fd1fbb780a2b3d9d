"""Run by the Python that has LibreOffice's UNO: documents edited as by hand, and saved.

    /usr/bin/python3 writer_office.py PROFILE < orders.json

Orders are a list of [file, saved file, edits]. An edit names a heading first, below which it looks
for a text: ["replace", heading, text, new], ["delete line", heading, text], ["add line", heading,
text, new] behind the paragraph, ["split", heading, text] before the text, ["move up", heading,
text, times], ["delete row", heading, text], ["add row", heading, text, [texts]], ["copy page",
heading, next heading], ["delete page", heading, next heading], and ["record"], which has all
further edits recorded as tracked changes.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

_PARAGRAPH_BREAK = 0


def main(profile: str) -> int:
    """Carry out the orders of standard input."""
    orders = json.load(sys.stdin)
    pipe = f"jdgenwriter{abs(hash(profile))}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",  # noqa: S607
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        context = _connect(pipe)
        desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        helper = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
        for file, saved, edits in orders:
            _carry_out((desktop, helper), file, saved, edits)
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


def _carry_out(office: tuple[Any, Any], file: str, saved: str, edits: list[list[Any]]) -> None:
    desktop, helper = office
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(file), "_blank", 0, (_property("Hidden", True),)
    )
    try:
        editor = _Editor(document, helper)
        for what, *rest in edits:
            getattr(editor, what.replace(" ", "_"))(*rest)
        document.storeToURL(
            uno.systemPathToFileUrl(saved), (_property("FilterName", "MS Word 2007 XML"),)
        )
    finally:
        document.close(True)


class _Editor:
    def __init__(self, document: Any, helper: Any) -> None:
        self.document = document
        self.helper = helper
        self.controller = document.getCurrentController()

    # ---- finding

    def heading(self, title: str) -> Any:
        """Return the last paragraph outside tables that says just this: the contents come first."""
        for found in reversed(list(self._all(title))):
            if found.TextTable is None:
                cursor = found.getText().createTextCursorByRange(found.getStart())
                cursor.gotoStartOfParagraph(False)
                cursor.gotoEndOfParagraph(True)
                if cursor.getString() == title:
                    return cursor
        raise SystemExit(f"no paragraph says {title}")

    def _all(self, text: str) -> Iterator[Any]:
        found = self.document.findAll(self._search(text))
        for number in range(found.getCount()):
            yield found.getByIndex(number)

    def _search(self, text: str) -> Any:
        search = self.document.createSearchDescriptor()
        search.SearchString = text
        search.SearchCaseSensitive = True
        return search

    def find(self, title: str, text: str) -> Any:
        found = self.document.findNext(self.heading(title).getStart(), self._search(text))
        if found is None:
            raise SystemExit(f"nothing says {text} below {title}")
        return found

    def paragraph(self, title: str, text: str) -> Any:
        """Return a cursor over the paragraph that holds a text."""
        found = self.find(title, text)
        cursor = found.getText().createTextCursorByRange(found.getStart())
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def run(self, command: str) -> None:
        self.helper.executeDispatch(self.controller.getFrame(), command, "", 0, ())

    # ---- editing

    def record(self) -> None:
        self.document.RecordChanges = True

    def replace(self, title: str, text: str, new: str) -> None:
        self.find(title, text).setString(new)

    def delete_line(self, title: str, text: str) -> None:
        cursor = self.paragraph(title, text)
        cursor.goRight(1, True)
        cursor.setString("")

    def add_line(self, title: str, text: str, new: str) -> None:
        end = self.paragraph(title, text).getEnd()
        end.getText().insertControlCharacter(end, _PARAGRAPH_BREAK, False)
        end.getText().insertString(end, new, False)

    def split(self, title: str, text: str) -> None:
        start = self.find(title, text).getStart()
        start.getText().insertControlCharacter(start, _PARAGRAPH_BREAK, False)

    def move_up(self, title: str, text: str, times: int) -> None:
        self.controller.select(self.find(title, text).getStart())
        for _ in range(times):
            self.run(".uno:MoveUp")

    def delete_row(self, title: str, text: str) -> None:
        table, row = self._row(title, text)
        table.getRows().removeByIndex(row, 1)

    def add_row(self, title: str, text: str, texts: list[str]) -> None:
        table, row = self._row(title, text)
        table.getRows().insertByIndex(row + 1, 1)
        for column, each in enumerate(texts):
            table.getCellByPosition(column, row + 1).setString(each)

    def _row(self, title: str, text: str) -> tuple[Any, int]:
        found = self.find(title, text)
        name = found.Cell.CellName
        return found.TextTable, int("".join(each for each in name if each.isdigit())) - 1

    def copy_page(self, title: str, following: str) -> None:
        view = self._select(title, following)
        self.run(".uno:Copy")
        view.collapseToEnd()
        self.run(".uno:Paste")

    def delete_page(self, title: str, following: str) -> None:
        self._select(title, following)
        self.run(".uno:Delete")

    def _select(self, title: str, following: str) -> Any:
        # Asked for only where it is needed: it has all pages laid out.
        view = self.controller.getViewCursor()
        view.gotoRange(self.heading(title).getStart(), False)
        view.gotoRange(self.heading(following).getStart(), True)
        return view


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
