"""Widths of the columns of tables: what stands in the narrow ones stays in one line."""

from __future__ import annotations

import pytest

from jdgen.fonts import measurer
from jdgen.records import read_theme
from jdgen.resources import installed
from jdgen.source import parse_yaml
from jdgen.terms import Language
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import COLUMNS, ENGLISH_COLUMNS, FULL_WIDTH, columns

NARROWER = ("cover_fields",)  # no table of the whole width
# Table, language, column, the style it is set in and a text that must not be broken there.
WHOLE: tuple[tuple[str, Language, int, str, str], ...] = (
    ("report_schedule", "zh", 0, "table_head", "报送频率"),
    ("report_schedule", "zh", 1, "small_cell", "市场运营总监、营销部经理"),
    ("report_schedule", "zh", 2, "small_cell", "市场拓展部经理"),
    ("report_schedule", "zh", 3, "small_cell", "市场运营中心本月工作总结"),
    ("report_schedule", "zh", 4, "table_head", "编制时间"),
    ("qualification_table", "zh", 0, "small_cell", "市场拓展部经理"),
    ("qualification_table", "zh", 1, "table_head", "教育水平"),
    ("qualification_table", "zh", 1, "small_cell", "大专以上"),
    ("qualification_table", "zh", 2, "table_head", "年龄要求"),
    ("qualification_table", "zh", 2, "small_cell", "20岁以上"),
    ("qualification_table", "zh", 3, "table_head", "工作经验/资历"),
    ("qualification_table", "zh", 5, "small_cell", "8-12小时"),
    ("report_schedule", "en", 0, "table_head", "Frequency"),
    ("report_schedule", "en", 2, "small_cell", "Market Development"),
    ("report_schedule", "en", 4, "small_cell", "Quarter-end"),
    ("qualification_table", "en", 0, "small_cell", "Development"),
    ("qualification_table", "en", 1, "table_head", "Education"),
    ("qualification_table", "en", 1, "small_cell", "Bachelor’s"),
    ("qualification_table", "en", 2, "small_cell", "32 or over"),
    ("qualification_table", "en", 3, "table_head", "Experience"),
    ("qualification_table", "en", 5, "table_head", "Working"),
)


def read_installed(name: str) -> Theme:
    """Return one of the themes that come with jdgen."""
    path = installed("templates") / "themes" / f"{name}.yaml"
    return read_theme(parse_yaml(path.read_bytes(), path.name))


@pytest.mark.parametrize("name", [*COLUMNS, *ENGLISH_COLUMNS])
def test_columns_fill_the_width_in_every_language(name: str) -> None:
    """In each language a table has as many columns, and they add up to the type area."""
    if name in NARROWER:
        return
    count = len(COLUMNS[name])
    for language in ("zh", "en"):
        widths = columns(name, count, language)
        assert (len(widths), sum(widths)) == (count, FULL_WIDTH)


@pytest.mark.parametrize("name", ["standard", "form"])
@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: f"{whole[0]}-{whole[-1]}")
def test_heads_names_and_short_values_stay_in_one_line(
    name: str, whole: tuple[str, Language, int, str, str]
) -> None:
    """A quarter of a point is left at least, for Word and the PDF round to twentieths."""
    table, language, column, style, text = whole
    theme = read_installed(name)
    setting = theme.style(style)
    font = installed("templates") / "fonts" / theme.fonts[setting.font].latin
    needed = measurer(font.read_bytes())(text, setting.size)
    if language == "en":
        # Full-width only in Chinese.
        needed -= text.count("’") * setting.size * 2 / 3
    width = columns(table, len(COLUMNS[table]), language)[column] / FULL_WIDTH
    room = width * theme.page.text_width - 2 * theme.tables.padding_horizontal
    assert needed + 5 / TWIPS <= room
