"""A plugin of pytest for ``make mutants``: no test leans on another, and the shortest run first.

mutmut notes which functions each test calls, and tries a mutant on the tests that called its
function. A result that an earlier test left in a cache would hide a call, so caches are emptied
before every test that is measured. The first test that fails ends the run for a mutant, so their
order decides how long that takes.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

# In the folder where mutmut runs the tests, once it has measured them.
DURATIONS = Path("mutmut-stats.json")


@cache
def _durations(file: Path) -> Mapping[str, float]:
    if not file.exists():
        return {}
    found: Mapping[str, float] = json.loads(file.read_text(encoding="utf-8"))["duration_by_test"]
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order of the time that each took; unknown ones come first.

    While mutmut measures they stay in their files' order: what several share (a fixture of a
    module) is noted for the first, which is the one that looks at it most closely.
    """
    if os.environ.get("MUTANT_UNDER_TEST") != "stats":
        known = _durations(DURATIONS.absolute())
        items.sort(key=lambda item: known.get(item.nodeid, 0))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Empty every cache of jdgen while mutmut measures; each mutant has a process of its own."""
    if os.environ.get("MUTANT_UNDER_TEST") != "stats":
        return
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "jdgen":
            for value in vars(module).values():
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
