"""What documents are called: good file names on every system."""

from __future__ import annotations

import pytest

from jdgen.packs import FORMATS, PACKS, file_name


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
        ("nul.tar", "nul.tar-.docx"),
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


def test_the_handbook_is_made_in_both_formats() -> None:
    """The only pack so far."""
    assert {name: pack.formats for name, pack in PACKS.items()} == {"handbook": ("docx", "pdf")}
    assert FORMATS == ("docx", "pdf")
