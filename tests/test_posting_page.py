"""A posting as a web page: for machines, for people, on a phone, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from jdgen.project import installed_theme
from jdgen.render.contrast import READABLE, contrast
from jdgen.render.posting_page import page_colours
from tests.checkers import html
from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding
from tests.checkers.html import Opened
from tests.checkers.tools import need
from tests.postings import CLERK, Posted, all_postings, change, post, write

Opening = tuple[list[Finding], dict[Path, Opened]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Posted]:
    """All postings of the example, the English one, a generated project and two odd ones."""
    return [each for found in all_postings(tmp_path_factory).values() for each in found.values()]


@pytest.fixture(scope="module")
def opened(made: list[Posted]) -> Opening:
    """All pages, opened in Chromium with the network off."""
    need(*html.TOOLS)
    return html.check_in_browser([each.path("posting.html") for each in made])


def test_pages_are_good_html(made: list[Posted]) -> None:
    """The Nu checker finds nothing, not even to warn of."""
    need("java", "vnu")
    pages = [each.path("posting.html") for each in made]
    assert len(pages) >= 9
    assert html.check_with_vnu(pages) == []


def test_pages_are_for_everybody_and_ask_for_nothing_else(opened: Opening) -> None:
    """No finding of axe, no request, nothing on the console, no wider than a phone or a desk."""
    findings, _ = opened
    assert findings == []


FAULTS: Mapping[str, tuple[str, set[tuple[str, str]]]] = {
    # What is put before the end of the page, and what is found.
    "picture": (
        '<p><img src="https://example.com/logo.png"></p>',
        {("vnu", "error"), ("axe", "image-alt"), ("Chromium", "request"), ("Chromium", "console")},
    ),
    "font": (
        "<style>@import url(https://example.com/font.css);</style>",
        {("vnu", "error"), ("Chromium", "request"), ("Chromium", "console")},
    ),
    "pale": (
        '<p style="color: #999">联系人</p>',
        {("axe", "color-contrast")},
    ),
    "table": (
        '<div style="width: 1500px">宽</div>',
        {("Chromium", "too wide")},
    ),
    "heading": (
        "<h5></h5>",
        {("vnu", "error"), ("vnu", "warning"), ("axe", "empty-heading"), ("axe", "heading-order")},
    ),
    "tag": ("<center>中</center>", {("vnu", "error")}),
    "script": ("<script>console.error('x')</script>", {("Chromium", "console")}),
}


def test_both_checkers_are_seen_failing(made: list[Posted], tmp_path: Path) -> None:
    """Each fault is found by those who know of it, and by no others."""
    need(*html.TOOLS)
    good = made[0].text("posting.html")
    for name, (fault, _) in FAULTS.items():
        page = good.replace("</footer>", f"{fault}</footer>")
        (tmp_path / f"{name}.html").write_text(page, "utf-8")
    found: dict[str, set[tuple[str, str]]] = {name: set() for name in FAULTS}
    for finding in html.check_html(sorted(tmp_path.glob("*.html"))):
        found[finding.file.stem].add((finding.checker, finding.rule))
    assert found == {name: seen for name, (_, seen) in FAULTS.items()}


def test_a_page_that_is_not_there_is_no_good_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither checker passes what it can't open."""
    need(*html.TOOLS)
    missing = tmp_path / "x.html"
    assert {finding.rule for finding in html.check_with_vnu([missing])} == {UNREADABLE}
    with pytest.raises(CheckerBroken):
        html.check_in_browser([missing])
    assert html.main([]) == 2
    assert "usage" in capsys.readouterr().err


# ---- what is marked up is what the page shows

# A published value and the words, in Chinese or English, of which one shows it.
WORDS: Mapping[str, tuple[str, ...]] = {
    "FULL_TIME": ("全职", "Full-time"),
    "PART_TIME": ("兼职", "Part-time"),
    "CONTRACTOR": ("劳务派遣", "Agency"),
    "TELECOMMUTE": ("远程办公", "Remote"),
    # An address in Chinese has a province, a municipality or signs that are Chinese anyway.
    "CN": ("China", "工作地点"),
    "CNY": ("元", "CNY"),
    "HOUR": ("/小时", "perhour"),
    "MONTH": ("/月", "permonth"),
    "YEAR": ("/年", "peryear"),
    "high school": ("高中", "中专", "Secondary"),
    "associate degree": ("大专", "Collegediploma"),
    "bachelor degree": ("本科",),
    "postgraduate degree": ("Master'sdegree",),
    "no requirements": ("Notrequired", "None"),
}


def plain(text: str) -> str:
    """Return a text without space and without the marks between labels, values and items."""
    return re.sub(r"[\s：:；;]", "", text)


def leaves(value: Any) -> Iterator[Any]:
    """Yield every value of markup that is no object."""
    if isinstance(value, dict):
        for name, below in value.items():
            if not name.startswith("@"):
                yield from leaves(below)
    else:
        yield value


def lines_of(value: Any) -> Iterator[str]:
    """Yield the lines that a value of markup says; of HTML those of its paragraphs and items."""
    text = str(value)
    if text.startswith("<p>"):
        bare = re.sub(r"</?(?:p|ul|li|strong)>", "\n", text)
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#34;", '"'), ("&#39;", "'")):
            bare = bare.replace(entity, sign)
        text = bare.replace("&amp;", "&")
    text = re.sub(r"T23:59:59.*$", "", text)
    yield from (line for line in text.split("\n") if line.strip())


def hidden(markup: Mapping[str, Any], page: str) -> list[str]:
    """Return what of markup the text of a page does not show."""
    shown = plain(page)
    # Months of experience and openings are shown in words, beside them in the markup.
    counted = [markup.get("experienceRequirements", {})]
    months = {each["monthsOfExperience"] for each in counted if isinstance(each, dict) and each}
    missing = []
    for value in leaves(markup):
        if isinstance(value, bool) or value in months:
            continue
        if isinstance(value, (int, float)):
            forms: tuple[str, ...] = (f"{value:g}", f"{value:,g}", f"{value:.2f}", f"{value:,.2f}")
            missing += [] if any(form in shown for form in forms) else [str(value)]
            continue
        for line in lines_of(value):
            forms = WORDS.get(line, (plain(line),))
            missing += [] if any(form in shown for form in forms) else [line]
    return missing


def test_what_is_marked_up_is_what_the_page_shows(made: list[Posted], opened: Opening) -> None:
    """Every text and number of the data is read on the page."""
    _, shown = opened
    texts = {each.name: shown[each.path("posting.html")].text for each in made}
    missing = {each.name: hidden(each.markup, texts[each.name]) for each in made}
    assert missing == {each.name: [] for each in made}
    # Seen failing: what stands nowhere on the page is found.
    planted = {**made[0].markup, "skills": "高尔夫", "industry": "Golf\nPolo"}
    assert hidden(planted, texts[made[0].name]) == ["高尔夫", "Golf", "Polo"]


def test_links_lead_where_they_say(tmp_path: Path) -> None:
    """The button and the address, a number to dial, an address to write to; else plain text."""
    role = change(
        CLERK,
        招聘={
            "应聘方式": {
                "链接": "https://x.example/职位?a=1&b=100%|x",
                "邮箱": "hr@example.com",
                "电话": "+86 (28) 5550-0123",
            }
        },
    )
    several = change(
        CLERK,
        id="other",
        岗位名称="会计",
        招聘={"应聘方式": {"邮箱": "a@example.com、b@example.com", "电话": "028-5550 0123转8023"}},
    )
    _, found = post(write(tmp_path / "p", role, several), tmp_path / "out", formats=("docx",))
    page = found["出纳"].text("posting.html")
    address = "https://x.example/%E8%81%8C%E4%BD%8D?a=1&amp;b=100%25%7Cx"
    assert f'<a class="button" href="{address}">网上投递</a>' in page
    assert f'<a href="{address}">https://x.example/职位?a=1&amp;b=100%|x</a>' in page
    assert '<a href="tel:+862855500123">+86 (28) 5550-0123</a>' in page
    assert '<a href="mailto:hr@example.com">hr@example.com</a>' in page
    assert not re.search('href="(mailto|tel):', found["会计"].text("posting.html"))


def test_the_page_says_its_language(made: list[Posted]) -> None:
    """Chinese glyphs are drawn the Chinese way, and voices read it right."""
    languages = {re.search('<html lang="(.*?)">', each.text("posting.html")) for each in made}
    assert {found[1] for found in languages if found} == {"zh-CN", "en"}


@pytest.mark.parametrize("accent", ["15396B", "FFD400", "F2F2F2", "777777", "000000"])
def test_text_can_be_read_whatever_the_accent_of_the_theme(accent: str) -> None:
    """On the band, on the button, and as the colour of links on white and on grey."""
    theme = installed_theme("standard")
    colours = theme.colours.model_copy(update={"accent": accent, "quiet": "BBBBBB"})
    page = {
        name: value.removeprefix("#")
        for name, value in page_colours(theme.model_copy(update={"colours": colours})).items()
    }
    pairs = [("on_accent", "accent"), ("link", "fill"), ("text", "fill"), ("quiet", "fill")]
    for one, other in pairs:
        assert contrast(page[one], page[other]) >= READABLE
    for one in ("link", "text", "quiet"):
        assert contrast(page[one], "FFFFFF") >= READABLE


def test_contrast_is_that_of_wcag() -> None:
    """Black on white has 21, a grey known to fall short has 4.48."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_a_project_may_bring_its_own_page(tmp_path: Path) -> None:
    """Template and style sheet are looked up in the project first."""
    project = write(tmp_path / "p", CLERK)
    own = project / "templates" / "html" / "posting"
    own.mkdir(parents=True)
    (own / "posting.html").write_text(
        "<h1>{{ post.title }}</h1><style>{{ style_sheet }}</style>", "utf-8"
    )
    (own / "posting.css").write_text("h1 > b { color: red }", "utf-8")
    _, found = post(project, tmp_path / "out", formats=("docx",))
    page = found["出纳"].text("posting.html")
    assert page == "<h1>出纳</h1><style>h1 > b { color: red }</style>"
