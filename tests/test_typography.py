"""Where a little space goes in Chinese text, and where some is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdgen.typography import Setting, is_han, settings

GAP, HALF, PLAIN = Setting.GAP_AFTER, Setting.HALF_WIDTH, Setting.PLAIN


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("岗位", [("岗位", PLAIN)]),
        ("第3章", [("第", GAP), ("3", GAP), ("章", PLAIN)]),
        ("用ERP系统", [("用", GAP), ("ER", PLAIN), ("P", GAP), ("系统", PLAIN)]),
        ("用 ERP 系统", [("用 ERP 系统", PLAIN)]),
        ("3，5", [("3", PLAIN), ("，5", Setting.JOINED)]),
        ("甲，5天", [("甲", PLAIN), ("，5", Setting.JOINED_GAP_AFTER), ("天", PLAIN)]),
        ("甲；b", [("甲；b", PLAIN)]),
        ("（甲）。", [("（甲", PLAIN), ("）", HALF), ("。", PLAIN)]),
        ("《甲》（乙）", [("《甲", PLAIN), ("》", HALF), ("（乙）", PLAIN)]),
        ("“《甲》”", [("“", PLAIN), ("《", HALF), ("甲", PLAIN), ("》", HALF), ("”", PLAIN)]),
        ("Ω甲", [("Ω", GAP), ("甲", PLAIN)]),
        ("𠮷a", [("𠮷", GAP), ("a", PLAIN)]),
        ("plain, text (x).", [("plain, text (x).", PLAIN)]),
    ],
)
def test_each_piece_is_set_its_own_way(text: str, pieces: list[tuple[str, Setting]]) -> None:
    """A gap between Han and Latin, half of one of two marks in a row, a mark kept with a digit."""
    assert list(settings(text)) == pieces


@given(st.text("甲a1，。（“》 \n", max_size=12))
def test_the_text_itself_is_never_changed(text: str) -> None:
    """Nor is any piece empty; a mark that gives up half of its square stands alone."""
    pieces = list(settings(text))
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)
    assert all(len(piece) == 1 for piece, setting in pieces if setting in {GAP, HALF})


@pytest.mark.parametrize(
    ("character", "han"),
    [
        ("中", True),
        ("々", True),
        ("〇", True),
        ("𠮷", True),
        ("，", False),
        ("a", False),
        ("あ", False),
    ],
)
def test_han_are_ideographs_and_no_punctuation(character: str, han: bool) -> None:
    """What a line may break before and after."""
    assert is_han(character) is han
