"""Which face sets which character, and faces cut to what is used."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
import uharfbuzz

from jdgen.fonts import Face, assign, character_map, cut, is_font, measurer
from jdgen.resources import installed

LATIN = (installed("templates") / "fonts" / "LiberationSerif-Regular.ttf").read_bytes()
HAN = (Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSerifSC-Regular.otf").read_bytes()
FACES = (Face("latin", LATIN, latin=True), Face("han", HAN, latin=False))


def test_letters_go_to_the_latin_face_and_han_to_the_other() -> None:
    """A digit of the Han face is wider: pages would break differently in Word."""
    assigned, missing = assign("aé1 .中，", FACES, chinese=True)
    assert assigned == {"latin": frozenset("aé1 ."), "han": frozenset("中，")}
    assert missing == frozenset()


def test_marks_that_both_faces_have_are_full_width_in_chinese_only() -> None:
    """“ ” ‘ ’ — … are one em wide in Chinese text."""
    chinese, _ = assign("“”—…", FACES, chinese=True)
    english, _ = assign("“”—…", FACES, chinese=False)
    assert (chinese["han"], english["latin"]) == (frozenset("“”—…"), frozenset("“”—…"))


def test_what_no_face_has_is_returned() -> None:
    """Never an empty box."""
    assert assign("a😀𓀀", FACES, chinese=True)[1] == frozenset("😀𓀀")


@pytest.mark.parametrize("data", [LATIN, HAN])
def test_a_cut_face_has_the_characters_asked_for_and_the_same_glyph_numbers(data: bytes) -> None:
    """Readers of PDF look glyphs up by these numbers; the file is a fraction of the whole."""
    small = cut(data, "ab1")
    assert character_map(small) == {ord(c) for c in "ab1"}
    whole, part = (uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(each))) for each in (data, small))
    for character in "ab1":
        code = ord(character)
        assert part.get_nominal_glyph(code) == whole.get_nominal_glyph(code)
    assert len(small) < len(data) / 4


@pytest.mark.parametrize("data", [LATIN, HAN])
def test_every_cut_face_is_one_em_high(data: bytes) -> None:
    """So that a line of two faces is no higher than a line of one."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(cut(data, "a"))))
    extents = font.get_font_extents("ltr")
    em = font.face.upem
    assert (extents.ascender, extents.descender, extents.line_gap) == (
        round(0.88 * em), -round(0.12 * em), 0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "font"),
    [(LATIN[:4], True), (HAN[:4], True), (b"ttcf", False), (b"wOF2", False), (b"", False)],
)
def test_a_font_is_told_by_its_first_bytes(data: bytes, font: bool) -> None:
    """Collections and web fonts can't be cut."""
    assert is_font(data) is font


def test_text_is_measured_with_the_latin_face_and_an_em_for_all_others() -> None:
    """A gap of a fifth of an em stands between Han and Latin; a digit is half an em."""
    measure = measurer(LATIN)
    assert measure("", 10) == 0
    assert measure("11", 10) == pytest.approx(10)
    assert measure("中文", 10) == pytest.approx(20)
    assert measure("第1条", 10) == pytest.approx(10 + 2 + 5 + 2 + 10)
    assert measure("“”", 10) == pytest.approx(20)
