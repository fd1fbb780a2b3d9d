"""Run by the Python that has LibreOffice's UNO: documents' texts, changes accepted or rejected.

    /usr/bin/python3 tracked_office.py PROFILE < orders.json > texts.json

Orders are a list of [file, action], the action one of ``as is``, ``accept`` and ``reject``; the
answer is a list of lists of [kind, text] in reading order, what is drawn behind.
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

_ACTIONS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}


def main(profile: str) -> int:
    """Carry out the orders of standard input."""
    orders = json.load(sys.stdin)
    pipe = f"jdgen{abs(hash(profile))}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--norestore",  # noqa: S607
         "--nologo", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        context = _connect(pipe)
        desktop = context.ServiceManager.createInstance("com.sun.star.frame.Desktop")
        helper = context.ServiceManager.createInstance("com.sun.star.frame.DispatchHelper")
        answers = [_texts(desktop, helper, file, action) for file, action in orders]
        json.dump(answers, sys.stdout, ensure_ascii=False)
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


def _texts(desktop: Any, helper: Any, file: str, action: str) -> list[list[str]]:
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, (hidden,))
    try:
        if action in _ACTIONS:
            frame = document.getCurrentController().getFrame()
            helper.executeDispatch(frame, _ACTIONS[action], "", 0, ())
            left = document.getRedlines().createEnumeration()
            if left.hasMoreElements():
                return [["changes left", ""]]
        return [*_read(document.getText()), *_drawn(document)]
    finally:
        document.close(True)


def _read(text: Any) -> Iterator[list[str]]:
    blocks = text.createEnumeration()
    while blocks.hasMoreElements():
        block = blocks.nextElement()
        if block.supportsService("com.sun.star.text.TextTable"):
            yield from _table(block)
        else:
            yield [block.ParaStyleName, block.getString()]


def _table(table: Any) -> Iterator[list[str]]:
    yield ["table", ""]
    for name in table.getCellNames():
        for kind, text in _read(table.getCellByName(name)):
            yield [f"{_row(name)} {kind}", text]


def _row(name: str) -> str:
    return "".join(each for each in name if each.isdigit() or each == ".")


def _drawn(document: Any) -> Iterator[list[str]]:
    page = document.getDrawPage()
    for number in range(page.getCount()):
        yield ["drawn", page.getByIndex(number).Description]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
