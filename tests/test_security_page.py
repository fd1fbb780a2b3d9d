"""docs/security.md: every promise names tests that are there, and a report has a way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
COLUMNS = 4


def promises(page: str) -> list[list[str]]:
    """Return the rows of the table of promises."""
    table = page.partition("## Promises")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def unheld(page: str) -> list[str]:
    """Return what is wrong: a promise without tests, a test file that is not there or is empty."""
    wrong = []
    for row in promises(page):
        named = re.findall(r"`(tests/test_\w+\.py)`", row[-1]) if len(row) == COLUMNS else []
        if not named:
            wrong.append(f"no test: {row[0]}")
        for name in named:
            path = ROOT / name
            if not path.is_file() or "\ndef test_" not in path.read_text("utf-8"):
                wrong.append(f"{name} is not there")
    return wrong


def test_every_promise_names_tests_that_are_there() -> None:
    """In both languages, with how it is held."""
    rows = promises(PAGE)
    assert len(rows) >= 10
    assert unheld(PAGE) == []
    for english, chinese, how, _ in rows:
        assert re.search("[a-z]", english)
        assert re.search("[\u4e00-\u9fff]", chinese)
        assert re.search("[\u4e00-\u9fff]", how)


@pytest.mark.parametrize(
    ("old", "new"),
    [("tests/test_crash.py", "tests/test_nothing.py"), ("`tests/test_public.py`", "everywhere")],
)
def test_a_promise_that_nothing_holds_is_found(old: str, new: str) -> None:
    """A test that was renamed, a row without any."""
    assert len(unheld(PAGE.replace(old, new))) == 1


def test_tests_that_hold_promises_are_on_the_page() -> None:
    """The files of this kind are all named: none is forgotten when one is added."""
    held = [*(ROOT / "tests").glob("test_hostile_*.py"), *(ROOT / "tests").glob("test_no_*.py")]
    assert [path.name for path in held if f"tests/{path.name}" not in PAGE] == []


def test_limits_on_the_page_are_those_of_the_code() -> None:
    """Seconds, memory, levels and sizes as they are."""
    from jdgen.produce import guarding
    from jdgen.source import MAX_DEPTH
    from jdgen.source.text import MAX_BYTES

    assert f"{MAX_DEPTH} levels and {MAX_BYTES // 1024**2} MB" in PAGE
    assert f"{guarding._SECONDS} seconds and one per post" in PAGE
    assert guarding._SECONDS_A_POST == 1
    assert f"{guarding._MEGABYTES // 1024} GB and {guarding._MEGABYTES_A_POST} MB per post" in PAGE
    assert guarding.SECONDS in PAGE


def test_a_hole_is_reported_in_private() -> None:
    """No addresses or people that nobody answers for."""
    assert "Report a vulnerability" in PAGE
    assert "@" not in PAGE
