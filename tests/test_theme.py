"""Themes: what they may say, what is said of one that can't be used, and what they come to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jdgen.records import read_theme
from jdgen.resources import installed
from jdgen.source import parse_yaml
from jdgen.theme import STYLES, Page, Style, Theme
from tests.small import HANDBOOK, SMALL, refused, write_project

STANDARD = (installed("templates") / "themes" / "standard.yaml").read_text(encoding="utf-8")
MINE = "templates/themes/mine.yaml"


def edited(pattern: str, new: str) -> str:
    """Return the standard theme with the first match of ``pattern`` in a line replaced."""
    text, count = re.subn(pattern, new, STANDARD, count=1, flags=re.MULTILINE)
    assert count == 1
    return text


def line_of(text: str, start: str) -> int:
    """Return the number of the line that begins with ``start``."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


@pytest.mark.parametrize("name", ["standard", "form"])
def test_the_themes_that_come_with_jdgen_can_be_used(name: str) -> None:
    """Each has all styles that pages need, and is called what its file is called."""
    path = installed("templates") / "themes" / f"{name}.yaml"
    theme = read_theme(parse_yaml(path.read_bytes(), path.name))
    assert (theme.name, theme.post) == (name, name)
    assert set(STYLES) <= set(theme.styles)


@pytest.mark.parametrize(
    ("text", "place", "what", "hint"),
    [
        (
            edited("^colours:", "colors:"),
            ("colors:", 1, "colors"),
            ("there is no field called “colors” here", "这里没有名为“colors”的栏目"),
            ("did you mean “colours”?", "是否应为“colours”？请核对后改正"),
        ),
        (
            edited("^  header: ", "  haeder: "),
            ("  haeder:", 3, "page.haeder"),
            ("there is no field called “haeder” here", "这里没有名为“haeder”的栏目"),
            ("did you mean “header”?", "是否应为“header”？请核对后改正"),
        ),
        (
            edited("^  body: {font: text,", "  body: {fnt: text,"),
            ("  body:", 10, "styles.body.fnt"),
            ("there is no field called “fnt” here", "这里没有名为“fnt”的栏目"),
            ("did you mean “font”?", "是否应为“font”？请核对后改正"),
        ),
        (
            edited("^  heading:\n    latin", "  haeding:\n    latin"),
            ("  haeding:", 3, "fonts.haeding"),
            ("there is no field called “haeding” here", "这里没有名为“haeding”的栏目"),
            ("did you mean “heading”?", "是否应为“heading”？请核对后改正"),
        ),
        (
            edited("^  width: .*", "  width: wide"),
            ("  width:", 10, "page.width"),
            ("“wide” is not a number", "“wide”不是数字"),
            (
                "write a number such as 10.5, without a unit",
                "请填写数字，例如 10.5，不带单位",
            ),
        ),
        (
            edited("^  border: .*", "  border: nan"),
            ("  border:", 11, "tables.border"),
            ("“nan” is not a number", "“nan”不是数字"),
            (
                "write a number such as 10.5, without a unit",
                "请填写数字，例如 10.5，不带单位",
            ),
        ),
        (
            edited("^  width: .*", "  width: [595, 842]"),
            ("  width:", 10, "page.width"),
            ("one number is expected here", "这里应填写一个数字"),
            (
                "write a number such as 10.5, without a unit",
                "请填写数字，例如 10.5，不带单位",
            ),
        ),
        (
            edited("^  toc1: .*", "  toc1: {size: 0}"),
            ("  toc1:", 16, "styles.toc1.size"),
            ("0 is too small a number here", "0 太小"),
            ("write a number greater than 0", "请填写大于 0 的数字"),
        ),
        (
            edited("^  left: .*", "  left: -3"),
            ("  left:", 9, "page.left"),
            ("-3 is too small a number here", "-3 太小"),
            ("the smallest number allowed here is 0", "请填写不小于 0 的数字"),
        ),
        (
            edited("^  width: .*", "  width: 99999"),
            ("  width:", 10, "page.width"),
            ("99999 is too large a number here", "99999 太大"),
            ("the largest number allowed here is 2000", "请填写不大于 2000 的数字"),
        ),
        (
            edited('^  accent: ".*"', "  accent: blue"),
            ("  accent:", 11, "colours.accent"),
            ("“blue” is not a colour", "“blue”不是颜色"),
            (
                "write six digits or letters from A to F, such as 15396B",
                "请填写六位数字或字母 A 至 F，例如 15396B",
            ),
        ),
        (
            edited("^post: .*", "post: grid"),
            ("post:", 7, "post"),
            ("“grid” is not one of the words allowed here", "“grid”不在可选范围之内"),
            ("write one of: standard, form", "请从下列各项中选择：standard、form"),
        ),
        (
            edited("^  toc1: .*", "  toc1: {size: 9, keep: perhaps}"),
            ("  toc1:", 25, "styles.toc1.keep"),
            ("“perhaps” is neither true nor false", "“perhaps”既不是 true 也不是 false"),
            ("write true or false", "请填写 true 或 false"),
        ),
        (
            edited("^  toc1: .*", "  toc1: small"),
            ("  toc1:", 9, "styles.toc1"),
            (
                "fields are expected here, each on its own line as “name: value”",
                "这里应分栏目填写，每个栏目一行，写成“名称: 内容”",
            ),
            (
                "indent the fields by two spaces below the key",
                "请在名称的下一行逐行填写各栏目，并缩进两个空格",
            ),
        ),
        (
            edited("^  toc1: .*\n", ""),
            ("styles:", 1, "styles.toc1"),
            ("“toc1” is missing", "缺少“toc1”"),
            (
                "copy its lines from the theme “standard” that came with jdgen",
                "请从 jdgen 自带的主题“standard”中复制相应的行",
            ),
        ),
        (
            edited("^  width: .*\n", ""),
            ("  height:", 3, "page.width"),
            ("“width” is missing", "缺少“width”"),
            ("add a line “width: …”", "请添加一行“width: …”"),
        ),
        (
            edited("^  left: .*", "  left: 400"),
            ("  width:", 3, "page"),
            (
                "the margins leave too little room for text on the page",
                "页边距过大，版面上放不下文字",
            ),
            ("make the page larger, or its margins smaller", "请加大纸张，或减小页边距"),
        ),
    ],
)
def test_what_is_wrong_with_a_theme_is_said_with_its_place(
    tmp_path: Path,
    text: str,
    place: tuple[str, int, str],
    what: tuple[str, str],
    hint: tuple[str, str],
) -> None:
    """The line is where the text stands that is given; keys are English in every language."""
    start, column, key = place
    project = write_project(tmp_path, {MINE: text, HANDBOOK: SMALL[HANDBOOK] + "主题: mine\n"})
    where = f"{MINE}:{line_of(text, start)}:{column}: {key}"
    for number, lang in enumerate(("en", "zh")):
        assert refused(project, lang=lang) == [
            f"{where}: {what[number]}", f"    {hint[number]}",
        ]  # fmt: skip


def test_a_theme_that_is_not_there_is_told_where_it_was_asked_for(tmp_path: Path) -> None:
    """On the command line, though the data says something else; no path leads out of the folder."""
    project = write_project(tmp_path, {MINE: STANDARD})
    for name in ("x", "../themes/standard", "/etc/passwd"):
        assert refused(project, "--theme", name, lang="en") == [
            f"--theme: there is no theme called “{name}”",
            "    the themes here are: form, mine, standard, none",
        ]
        assert refused(project, "--theme", name, lang="zh") == [
            f"--theme: 没有名为“{name}”的主题",
            "    请从现有的主题中选择：form、mine、standard、none",
        ]


def test_a_theme_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    """The same reader as for data, with the same words."""
    project = write_project(tmp_path, {MINE: "name: [mine\n"})
    assert refused(project, "--theme", "mine")[0] == (
        f"{MINE}:1:7: the bracket [ that opens here is never closed"
    )


def test_the_type_area_is_what_the_margins_leave() -> None:
    """In points, to a hundredth."""
    page = Page(width=595.3, height=841.9, top=85, bottom=81, left=87.65, right=87.65,
                header=42, footer=42)  # fmt: skip
    assert (page.text_width, page.text_height) == (420, 675.9)


def test_indents_are_em_of_the_style_on_the_grid_of_twips() -> None:
    """Word counts twentieths of a point: 2.34 em of 9 pt are 21.05, not 21.06."""
    style = Style(size=9, left=2.34, indent=-2)
    assert (style.left_points, style.indent_points) == (21.05, -18)


@pytest.mark.parametrize("name", ["standard", "form"])
def test_only_chinese_paragraphs_begin_with_an_indent(name: str) -> None:
    """In English running text is flush left; everything else stays, hanging numbers too."""
    path = installed("templates") / "themes" / f"{name}.yaml"
    theme = read_theme(parse_yaml(path.read_bytes(), path.name))
    english = theme.for_language("en")
    assert theme.for_language("zh") == theme
    assert (theme.style("body").indent, english.style("body").indent) == (2, 0)
    assert [style for style in STYLES if english.style(style) != theme.style(style)] == ["body"]
    assert english.model_copy(update={"styles": theme.styles}) == theme


def test_a_theme_knows_which_names_may_stand_where() -> None:
    """For the hint about a misspelt one."""
    assert Theme.names_at(()) == ("name", "post", "page", "fonts", "colours", "tables", "styles")
    assert Theme.names_at(("fonts",)) == ("text", "heading")
    assert Theme.names_at(("fonts", "text")) == ("latin", "han", "word_latin", "word_han")
    assert Theme.names_at(("styles",)) == STYLES
    assert Theme.names_at(("tables",)) == ("padding_vertical", "padding_horizontal", "border")
