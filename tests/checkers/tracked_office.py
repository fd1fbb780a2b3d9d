"""Run by the Python that has LibreOffice's UNO: changes accepted or rejected, and saved.

    /usr/bin/python3 tracked_office.py PROFILE < orders.json > left.json

Orders are a list of [file, action, saved file], the action one of ``as is``, ``accept`` and
``reject``; the answer is how many changes each document has then.
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
        json.dump([_carry_out(desktop, helper, *order) for order in orders], sys.stdout)
        with contextlib.suppress(Exception):  # it may close the line before it answers
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


def _carry_out(desktop: Any, helper: Any, file: str, action: str, saved: str) -> int:
    """Carry out one order and return how many changes are left."""
    document = desktop.loadComponentFromURL(
        uno.systemPathToFileUrl(file), "_blank", 0, (_property("Hidden", True),)
    )
    if document is None:
        raise SystemExit(f"LibreOffice can't open {file}")
    try:
        if action in _ACTIONS:
            frame = document.getCurrentController().getFrame()
            helper.executeDispatch(frame, _ACTIONS[action], "", 0, ())
        left = document.getRedlines().createEnumeration()
        count = 0
        while left.hasMoreElements():
            left.nextElement()
            count += 1
        document.storeToURL(
            uno.systemPathToFileUrl(saved), (_property("FilterName", "MS Word 2007 XML"),)
        )
        return count
    finally:
        document.close(True)


def _property(name: str, value: Any) -> Any:
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
