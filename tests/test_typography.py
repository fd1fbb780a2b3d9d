"""Where a little space goes in Chinese text, and where some is taken."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdgen.fonts import character_map, measurer
from jdgen.records import read_theme
from jdgen.resources import installed
from jdgen.source import parse_yaml
from jdgen.typography import Setting, cut_to, is_han, settings, width_in_em
from jdgen.views.heads import running_head

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


def test_latin_characters_are_taken_for_no_narrower_than_the_text_font_has_them() -> None:
    """Of all Latin letters and signs to U+00FF; so a line that is cut to fit does fit."""
    font = (installed("templates") / "fonts" / "LiberationSerif-Regular.ttf").read_bytes()
    measure = measurer(font)
    known = [chr(code) for code in sorted(character_map(font)) if 0x20 <= code <= 0xFF]
    assert len(known) > 180
    # The soft hyphen is drawn only where a line breaks at it.
    narrower = [c for c in known if c != "\u00ad" and width_in_em(c) < measure(c, 1) - 1e-9]
    assert narrower == []


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("", 3, ""),
        ("岗位说明", 4, "岗位说明"),
        ("岗位说明书", 4, "岗位说…"),
        ("岗位a明书", 4, "岗位a…"),
        ("岗位a明书", 3.8, "岗位…"),
        ("plain words", 5.1, "plain words"),
        ("plain words", 4.8, "plain wo…"),
        ("plain words", 3.6, "plain…"),
        ("e\u0301e\u0301e\u0301", 1.5, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301e\u0301", 1.5, "e\u0301…"),
        ("岗位", 0.5, "…"),
    ],
)
def test_a_text_is_cut_where_it_is_too_wide(text: str, width: float, cut: str) -> None:
    """No space is left before the dots, and no accent is parted from its letter."""
    assert cut_to(text, width) == cut


@given(st.text("岗a1，。（ W", max_size=30), st.floats(1, 12))
def test_what_is_cut_fits_and_is_the_beginning(text: str, width: float) -> None:
    """Whatever the text; only what is too wide is cut."""
    cut = cut_to(text, width)
    assert width_in_em(cut) <= width + 1e-9
    assert cut == text or (cut[-1] == "…" and text.startswith(cut[:-1]))
    assert (cut == text) == (width_in_em(text) <= width)


@pytest.mark.parametrize("name", ["standard", "form"])
def test_two_running_heads_fit_side_by_side(name: str) -> None:
    """Each takes half of the line at most; without a theme they are cut as for the standard one."""
    path = installed("templates") / "themes" / f"{name}.yaml"
    theme = read_theme(parse_yaml(path.read_bytes(), path.name))
    head = running_head("岗" * 200, theme)
    size = theme.style("running_head").size
    assert math.floor(theme.page.text_width / 2 / size) - 1 <= len(head)
    assert len(head) * size < theme.page.text_width / 2
    assert running_head("岗位职责", theme) == running_head("岗位职责", None) == "岗位职责"
    if name == "standard":
        assert running_head("岗" * 200, None) == head
