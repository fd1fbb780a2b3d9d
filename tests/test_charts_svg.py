"""Charts as SVG: well formed, readable, and drawn by WeasyPrint with all their text."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from weasyprint import HTML

from jdgen.charts.layout import QUIET, Chart, Node, lay_out
from jdgen.charts.svg import draw_svg, link_areas
from tests.test_charts_samples import HEIGHT, SAMPLES, WIDTH, measure, open_pdf, squeezed

SVG = "{http://www.w3.org/2000/svg}"


def draw(root: Node) -> tuple[Chart, ...]:
    """Lay out for the sheet that all tests share."""
    return lay_out(root, width=WIDTH, height=HEIGHT, measure=measure)


def as_svg(chart: Chart, *, links: bool = False) -> str:
    """Draw with the palette and the font of all tests."""
    return draw_svg(chart, palette=QUIET, font_family="Noto Sans CJK SC", alt="构架图", links=links)


def test_a_single_post_is_drawn_exactly_like_this() -> None:
    """The whole output, so that any change of it is seen."""
    (chart,) = draw(Node("总经理", "1人"))
    assert as_svg(chart).splitlines() == [
        (
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="42.5pt" height="35.3pt" '
            'viewBox="0 0 42.5 35.3" font-family="Noto Sans CJK SC">'
        ),
        "<title>构架图</title>",
        '<g fill="none" stroke="#7d8c9a" stroke-width="0.75" stroke-linejoin="miter">',
        "</g>",
        (
            '<rect x="0.5" y="0.5" width="41.5" height="34.3" fill="#2f4a63" stroke="#2f4a63" '
            'stroke-width="0.75"/>'
        ),
        (
            '<text x="21.25" y="14.92" text-anchor="middle" font-size="10.5" '
            'fill="#ffffff">总经理</text>'
        ),
        (
            '<text x="21.25" y="28.57" text-anchor="middle" font-size="10.5" dx="0 2.1" '
            'fill="#dbe3ea">1人</text>'
        ),
        "</svg>",
    ]


@pytest.mark.parametrize(
    ("title", "shifts"),
    [
        ("总经理", None),
        ("1人", "0 2.1"),
        ("A岗B", "0 2.1 2.1"),
        ("甲，5天", "0 0 0 2.1"),
        ("A 岗", None),
    ],
)
def test_a_fifth_of_an_em_stands_between_han_and_latin(title: str, shifts: str | None) -> None:
    """Before each character that it stands in front of; a space that is there is enough."""
    (chart,) = draw(Node(title))
    text = ET.fromstring(as_svg(chart)).find(f"{SVG}text")  # noqa: S314 - our own output
    assert text is not None
    assert text.get("dx") == shifts


@pytest.mark.parametrize("name", ["one", "eleven", "three hundred", "long titles", "empty titles"])
def test_the_svg_parses_and_has_a_box_and_a_text_for_each(name: str) -> None:
    """One rectangle for each box, one text for each line, and the alternative text."""
    for chart in draw(SAMPLES[name]):
        svg = ET.fromstring(as_svg(chart))  # noqa: S314 - our own output
        assert svg.get("role") == "img"
        assert svg.findtext(f"{SVG}title") == "构架图"
        assert len(svg.findall(f"{SVG}rect")) == len(chart.boxes)
        lines = [line for box in chart.boxes for line in (*box.lines, *box.detail_lines)]
        assert [text.text for text in svg.findall(f"{SVG}text")] == lines


def test_markup_and_forbidden_characters_in_titles_stay_text() -> None:
    """Angle brackets, ampersands, quotes, NUL and a lone surrogate."""
    (chart,) = draw(Node('R&D <b>"总"</b>\x00\ud800', target='a"b'))
    svg = ET.fromstring(as_svg(chart, links=True))  # noqa: S314 - our own output
    assert squeezed(*svg.itertext()) == '构架图R&D<b>"总"</b>\ufffd\ufffd'
    link = svg.find(f"{SVG}a")
    assert link is not None
    assert link.get("href") == '#a"b'


def test_drafts_are_dashed_and_continued_posts_are_underlined() -> None:
    """Both are told apart without colour."""
    (chart,) = draw(Node("甲", children=(Node("乙", draft=True), Node("丙"))))
    assert as_svg(chart).count("stroke-dasharray") == 1
    overview = draw(SAMPLES["three hundred"])[0]
    marks = sum(box.continued for box in overview.boxes)
    assert as_svg(overview).count("<polyline") == len(overview.connectors) + marks
    assert marks == 8


def test_links_are_written_for_browsers_only_when_asked_for() -> None:
    """And `link_areas` gives the places for links laid over the picture."""
    (chart,) = draw(Node("甲", target="role_a", children=(Node("乙"),)))
    assert "<a " not in as_svg(chart)
    assert '<a href="#role_a">' in as_svg(chart, links=True)
    box = chart.boxes[0]
    assert link_areas(chart) == (("role_a", box.x, box.y, box.width, box.height),)


@pytest.mark.parametrize("name", ["three", "thirty", "long titles"])
def test_weasyprint_draws_a_chart_on_one_page_with_all_its_text(name: str) -> None:
    """Text of the PDF against titles and details; every box within the page."""
    (chart,) = draw(SAMPLES[name])
    page = f"<style>@page {{size: {WIDTH}pt {HEIGHT}pt; margin: 0}} svg {{display: block}}</style>"
    pdf = HTML(string=f"<html lang=zh><body>{page}{as_svg(chart)}").write_pdf()
    with open_pdf(pdf) as document:
        assert len(document) == 1
        text = squeezed(document[0].get_text())
        for box in chart.boxes:
            for line in (*box.lines, *box.detail_lines):
                assert squeezed(line) in text
        for word in document[0].get_text("words"):
            # The font's own box is half as high again as the em.
            assert word[3] <= chart.height + 5


def test_links_laid_over_the_picture_work_in_the_pdf(tmp_path: Path) -> None:
    """As many links as targets, each over its box."""
    (chart,) = draw(Node("甲", target="role_a", children=(Node("乙", target="role_b"),)))
    overlay = "".join(
        f'<a href="#{target}" style="position:absolute;left:{x}pt;top:{y}pt;'
        f'width:{width}pt;height:{height}pt"></a>'
        for target, x, y, width, height in link_areas(chart)
    )
    html = (
        "<style>@page {margin: 0} body {margin: 0}</style>"
        f'<div style="position:relative">{as_svg(chart)}{overlay}</div>'
        '<p id="role_a">甲</p><p id="role_b">乙</p>'
    )
    path = tmp_path / "chart.pdf"
    HTML(string=html).write_pdf(path)
    with open_pdf(path) as document:
        places = [link["from"] for link in document[0].get_links()]
    assert len(places) == 2
    for place, box in zip(places, chart.boxes, strict=True):
        assert place.x0 == pytest.approx(box.x, abs=0.1)
        assert place.y1 == pytest.approx(box.y + box.height, abs=0.1)
