"""What documents are called: good file names on every system."""

from __future__ import annotations

import pytest

from jdgen.packs import FORMATS, PACKS, distinct_names, file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("市场运营中心人员规划", "市场运营中心人员规划.docx"),
        ("Staff Handbook 2012", "Staff Handbook 2012.docx"),
        ('a/b\\c:d*e?f"g<h>i|j', "a-b-c-d-e-f-g-h-i-j.docx"),
        ("../../etc/passwd", "-..-etc-passwd.docx"),
        ("...", "handbook.docx"),
        (" . ", "handbook.docx"),
        ("一行\n又一行", "一行-又一行.docx"),
        ("CON", "CON-.docx"),
        ("nul.tar", "nul-.tar.docx"),
        ("console", "console.docx"),
        ("e\u0301", "é.docx"),
        ("手" * 100, "手" * 66 + ".docx"),
        ("a" * 199 + " b", "a" * 199 + ".docx"),
    ],
)  # fmt: skip
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    """No path, no name that Windows keeps for itself, 255 bytes with room to spare."""
    assert file_name(title, "docx") == name
    assert len(name.encode()) <= 205


def test_every_pack_is_known_by_its_name() -> None:
    """The names are those of the command line; what leaves the house is marked so."""
    assert list(PACKS) == ["handbook", "roles", "cards", "notice", "postings"]
    assert [pack.name for pack in PACKS.values() if pack.outward] == ["cards", "notice", "postings"]
    assert FORMATS == ("docx", "pdf")


def test_two_posts_of_one_title_get_their_ids_in_their_names() -> None:
    """Titles that differ in case or in signs that no file name takes share a name, too."""
    names = distinct_names([("a", "QA/Lead"), ("b", "qa-lead"), ("c", "会计")])
    assert names == {"a": "QA/Lead-a", "b": "qa-lead-b", "c": "会计"}


def test_two_long_titles_keep_their_ids() -> None:
    """The title is cut, never what tells the two apart."""
    names = distinct_names([("one", "手" * 100), ("two", "手" * 99)])
    files = {file_name(name, "docx") for name in names.values()}
    assert files == {"手" * 65 + "-one.docx", "手" * 65 + "-two.docx"}
