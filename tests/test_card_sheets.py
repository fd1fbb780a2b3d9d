"""Sheets of cards: how many lie where, the lines to cut along, and what a print shop reads."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from jdgen.render.card_sheet import Sheet
from jdgen.render.card_style import MM, PAPERS
from tests.cards import EMPLOYER, LINK, MILLIMETRES, cards, decoded
from tests.checkers.pages import check_structure, page_pictures
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.postings import CLERK, change, write
from tests.reading import open_pdf
from tests.small import jdgen

BLEED = 3.0
LAYOUTS = [("A4", "A5", 2), ("A4", "A6", 4), ("A3", "A4", 1), ("A3", "A5", 2), ("A3", "A6", 4)]
TITLES = ("出纳", "会计", "柜员")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three posts."""
    posts = (
        change(CLERK, id=f"post-{number}", 岗位名称=title) for number, title in enumerate(TITLES)
    )
    return write(tmp_path_factory.mktemp("sheets"), *posts, handbook=EMPLOYER)


@pytest.fixture(scope="module")
def copies(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four copies of one card on A4, for an office printer."""
    folder = tmp_path_factory.mktemp("copies")
    wanted: dict[str, Any] = {"size": "A6", "sheet": "A4", "roles": ("出纳",), "formats": ("pdf",)}
    cards(project, folder, **wanted)
    return folder / "cards" / "sheet.pdf"


@pytest.fixture(scope="module")
def bled(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three cards on two sheets of A3, for a print shop."""
    folder = tmp_path_factory.mktemp("bled")
    cards(project, folder, size="A5", sheet="A3", formats=("pdf",))
    return folder / "cards" / "sheet.pdf"


def box(page: Any, name: str) -> list[float]:
    """Return one of a page's boxes in millimetres: left, bottom, right, top."""
    return [float(edge) / MM for edge in page[name]]


@pytest.mark.parametrize(("name", "size", "count"), LAYOUTS)
def test_cards_lie_on_a_sheet_whole_and_apart(name: str, size: str, count: int) -> None:
    """As many as fit, none over another; for a print shop a bleed lies between and around them."""
    sheet = Sheet(name, size)
    width, height = (each * MM for each in MILLIMETRES[size])
    assert sheet.count == count
    assert sorted((sheet.page.width, sheet.page.height)) == pytest.approx(
        [each * MM for each in MILLIMETRES[name]], abs=0.1
    )
    places = list(sheet.places())
    assert len(set(places)) == count
    around = BLEED * MM if name == "A3" else 0
    for x, y in places:
        assert x >= around - 0.8
        assert y >= around - 0.8
        assert x + width <= sheet.page.width - around + 0.8
        assert y + height <= sheet.page.height - around + 0.8
    apart = 2 * around
    for axis, length in ((0, width), (1, height)):
        steps = sorted({place[axis] for place in places})
        assert all(b - a == pytest.approx(length + apart, abs=0.1) for a, b in pairwise(steps))


def test_one_post_fills_its_sheet_with_copies(copies: Path, tmp_path: Path) -> None:
    """Four times the same card, each with its code; several posts follow one another."""
    need("zbarimg", "pdftoppm")
    with open_pdf(copies) as document:
        (text,) = [page.get_text() for page in document]
    assert text.count("诚聘") == 4
    assert text.count("登记日记账。") == 4
    assert decoded(copies, tmp_path / "pages") == [LINK] * 4


def test_several_posts_follow_one_another(bled: Path) -> None:
    """Two on the first sheet, one on the second."""
    with open_pdf(bled) as document:
        pages = [[title for title in TITLES if title in page.get_text()] for page in document]
    assert pages == [["出纳", "会计"], ["柜员"]]


def test_a_print_shop_is_told_where_to_trim(bled: Path) -> None:
    """TrimBox around two A5 cards with 6 millimetres between them, BleedBox 3 beyond."""
    with pikepdf.open(bled) as document:
        assert len(document.pages) == 2
        for page in document.pages:
            assert box(page, "/MediaBox") == pytest.approx([0, 0, 420, 297], abs=0.05)
            left, bottom, right, top = box(page, "/TrimBox")
            assert (right - left, top - bottom) == pytest.approx((2 * 148 + 6, 210), abs=0.05)
            assert (left + right, bottom + top) == pytest.approx((420, 297), abs=0.05)
            assert box(page, "/BleedBox") == pytest.approx(
                [left - BLEED, bottom - BLEED, right + BLEED, top + BLEED], abs=0.05
            )


def test_crop_marks_stand_outside_the_bleed_at_every_edge(bled: Path) -> None:
    """Hair lines of five millimetres at each edge of each card, none of them on what is kept."""
    with pikepdf.open(bled) as document:
        left, bottom, right, top = box(document.pages[0], "/BleedBox")
        trim = box(document.pages[0], "/TrimBox")
    with open_pdf(bled) as document:
        height = document[0].rect.height / MM
        marks = [
            [edge / MM for edge in drawing["rect"]]
            for drawing in document[0].get_drawings()
            if min(drawing["rect"].width, drawing["rect"].height) < 0.5
            and max(drawing["rect"].width, drawing["rect"].height) == pytest.approx(5 * MM, abs=0.1)
        ]
    uprights = sorted({round((x0 + x1) / 2, 1) for x0, y0, x1, y1 in marks if y1 - y0 > 1})
    levels = sorted({round((y0 + y1) / 2, 1) for x0, y0, x1, y1 in marks if x1 - x0 > 1})
    edges = [trim[0], trim[0] + 148, trim[2] - 148, trim[2]]
    assert uprights == pytest.approx(edges, abs=0.11)
    assert levels == pytest.approx([height - trim[3], height - trim[1]], abs=0.11)
    assert len(marks) == 2 * 4 + 2 * 2
    for x0, y0, x1, y1 in marks:
        outside = x1 < left or x0 > right or y1 < height - top or y0 > height - bottom
        assert outside, (x0, y0, x1, y1)


def test_the_bands_go_on_into_the_bleed(bled: Path, tmp_path: Path) -> None:
    """2.5 millimetres beyond the trimmed edge there still is colour, 3.5 beyond there is none."""
    need("pdftoppm")
    from PIL import Image

    dpi = 100
    with pikepdf.open(bled) as document:
        left, _, right, top = box(document.pages[0], "/TrimBox")
    picture = page_pictures(bled, tmp_path, dpi=dpi)[0]
    with Image.open(picture) as image:

        def colour(x: float, y: float) -> Any:
            return image.convert("RGB").getpixel((round(x / 25.4 * dpi), round(y / 25.4 * dpi)))

        head, band, white = 297 - top, (0x15, 0x39, 0x6B), (255, 255, 255)
        for beyond, wanted in ((2.5, band), (3.5, white)):
            assert colour(left + 20, head - beyond) == wanted
            assert colour(left - beyond, head + 10) == wanted
            assert colour(right + beyond, head + 10) == wanted
        assert colour(left + 20, 297 - head + 2.5) == band
        assert colour(left + 20, 297 - head + 3.5) == white


def test_on_an_office_sheet_a_thin_line_stands_where_to_cut(copies: Path) -> None:
    """One down the middle, one across, over the bands as well."""
    with open_pdf(copies) as document:
        rectangles = [drawing["rect"] for drawing in document[0].get_drawings()]
    long = [
        r for r in rectangles
        if min(r.width, r.height) < 0.6 and max(r.width, r.height) > 200 * MM
    ]  # fmt: skip
    assert sorted(round(max(r.width, r.height) / MM) for r in long) == [210, 297]
    for each in long:
        if each.height > each.width:
            assert (each.x0 + each.x1) / 2 / MM == pytest.approx(105, abs=0.1)
        else:
            assert (each.y0 + each.y1) / 2 / MM == pytest.approx(148.5, abs=0.1)


def test_sheets_pass_all_checkers(copies: Path, bled: Path) -> None:
    """PDF/UA-1, PDF/A-3a and qpdf: every copy keeps its tags."""
    need("verapdf", "java", "jaxb", "qpdf")
    assert check_pdf([copies, bled]) == []
    assert [finding for each in (copies, bled) for finding in check_structure(each)] == []


def test_cards_as_large_as_the_sheet_are_refused(project: Path) -> None:
    """A4 cards on A4: nothing to lay out; what is possible is said. A5 where no size is named."""
    command = ("build", "cards", "--project", project, "--sheet", "A4", "--lang", "zh", "--dry-run")
    run = jdgen(*command, "--size", "A4")
    assert run.status == 1
    assert run.errors.splitlines()[:2] == [
        "--sheet: A4 拼版放不下 A4 单页", "    可选的单页尺寸：A5、A6",
    ]  # fmt: skip
    assert jdgen(*command).output.splitlines()[-1].endswith("cards/sheet.pdf")
    for name in ("A4", "A3"):
        assert {size for sheet, size, _ in LAYOUTS if sheet == name} <= set(PAPERS)
