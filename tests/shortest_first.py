"""A plugin of pytest for ``make mutants``: the shortest tests run first.

The first test that fails ends the run for a mutant, so the order decides how long that takes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

# In the folder where mutmut runs the tests; not there yet while it measures them.
DURATIONS = Path("mutmut-stats.json")


@cache
def _durations(file: Path) -> Mapping[str, float]:
    if not file.exists():
        return {}
    found: Mapping[str, float] = json.loads(file.read_text(encoding="utf-8"))["duration_by_test"]
    return found


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests in order of the time that each took; unknown ones come first."""
    known = _durations(DURATIONS.absolute())
    items.sort(key=lambda item: known.get(item.nodeid, 0))
