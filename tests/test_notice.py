"""The recruitment notice: one table of the open posts, on one page if it can be, on a wall."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
import segno

from jdgen.project import installed_theme
from jdgen.render.contrast import contrast
from jdgen.render.notice_style import PAPERS, Setting, notice_style
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import check_structure, page_count
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need, run
from tests.notices import (
    ENGLISH,
    HEAD,
    POSTS,
    TELLER,
    Notice,
    in_order,
    large_notices,
    notice,
    page_texts,
    posts_table,
    said,
    sizes,
    small_notices,
)
from tests.postings import CLERK, HANDBOOK, change, write
from tests.projects import ROOT, read_data
from tests.small import hashes, jdgen


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> list[Notice]:
    """The example on both sizes of paper, and the English one."""
    return small_notices(tmp_path_factory)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> list[Notice]:
    """Forty posts on A4, and a post of awkward texts on A3."""
    return large_notices(tmp_path_factory)


# ---- the pages


def test_the_example_is_one_page_in_each_size_and_format(small: list[Notice]) -> None:
    """As WeasyPrint lays it out, and as LibreOffice does."""
    need("soffice", "qpdf")
    assert [page_count(each) for one in small for each in one.prints()] == [1] * 6
    assert [one.pdf.name for one in small] == [
        "招聘简章.pdf", "招聘简章.pdf", "Recruitment notice.pdf",
    ]  # fmt: skip


def test_the_paper_has_the_size_that_was_asked_for(small: list[Notice]) -> None:
    """In both formats, to half a millimetre."""
    need("soffice")
    for one in small:
        for each in one.prints():
            with pikepdf.open(each) as document:
                (page,) = document.pages
                box = [float(edge) / 72 * 25.4 for edge in page.mediabox]
            wanted = {"A4": [0, 0, 210, 297], "A3": [0, 0, 297, 420]}[one.size]
            assert all(abs(a - b) < 0.5 for a, b in zip(box, wanted, strict=True)), (each, box)


def test_no_letter_is_smaller_than_can_be_read(small: list[Notice], large: list[Notice]) -> None:
    """9 points on A4, 12 on A3; a notice of few posts is set larger than one of many can be."""
    least = {"A4": 9, "A3": 12}
    for one in (*small, *large):
        for each in one.prints():
            assert min(sizes(each)) >= least[one.size] - 0.06, each
    for one in small:
        usual, _ = Counter(sizes(one.pdf)).most_common(1)[0]
        assert usual > least[one.size]


def test_both_formats_break_pages_alike(small: list[Notice], large: list[Notice]) -> None:
    """Page by page the same characters; LibreOffice is the judge."""
    need("soffice")
    for one in (*small, *large):
        ours, theirs = (page_texts(each) for each in one.prints())
        assert [Counter(page) for page in ours] == [Counter(page) for page in theirs], one.docx


def test_forty_posts_take_pages_that_each_carry_the_header(large: list[Notice]) -> None:
    """Title and employer above, which page of how many, and the table's head where it goes on."""
    need("soffice")
    for one in large[:1]:
        for each in one.prints():
            pages = page_texts(each)
            assert len(pages) > 3
            band = "华新机电招聘简章40个岗位"
            assert pages[0].startswith(band)
            assert "第1页" not in pages[0]
            for number, page in enumerate(pages[1:], start=2):
                assert in_order(["招聘简章　华新机电"], page) == []
                assert f"第{number}页，共{len(pages)}页" in page
            with_rows = [page for page in pages if re.search("元/月", page)]
            assert len(with_rows) >= len(pages) - 1
            assert [page.count("".join(HEAD)) for page in with_rows] == [1] * len(with_rows)


def test_every_post_is_on_it_once(large: list[Notice]) -> None:
    """Forty rows in the Word file; in both prints as many, in the same order, none cut in two."""
    need("soffice")
    for one in large[:1]:
        _, *rows = posts_table(one.docx)
        titles = [row[0][0] for row in rows]
        known = {post["title"]: post for post in read_data(one.project).roles}
        assert sorted(titles) == sorted(known)
        assert len(titles) == POSTS
        for row in rows:
            offer = known[row[0][0]]["recruitment"]
            assert row[1] == [offer["openings"]]
            assert row[3][0] == f"{offer['pay']['minimum']}–{offer['pay']['maximum']}元/月"
        for each in one.prints():
            pages = page_texts(each)
            paid = [row[3][0] for row in rows]
            assert in_order(paid, "".join(pages)) == []
            assert sum(len(re.findall("元/月", page)) for page in pages) == POSTS
            assert in_order(titles, "".join(pages)) == []


def test_a_row_higher_than_a_page_goes_on_below_the_head(tmp_path: Path) -> None:
    """No other row is cut for it, and every page still says what the columns are."""
    need("soffice")
    long = change(CLERK, 本职概述="负责客户开发、回访与资料整理。" * 150)
    project = write(tmp_path / "project", TELLER, long)
    result = notice(project, tmp_path)
    made = {path.suffix: path for path in result.files}
    one = Notice(project, "A4", made[".docx"], made[".pdf"])
    counts = []
    for each in one.prints():
        pages = page_texts(each)
        counts.append(len(pages))
        assert [page.count("".join(HEAD)) for page in pages] == [1] * len(pages)
        # A letter that stands nowhere else: the text goes on below the next page's head.
        assert "".join(pages).count("访") == 150
    assert counts[0] == counts[1] > 3
    with zipfile.ZipFile(one.docx) as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    rows = re.findall("<w:tr>.*?</w:tr>", document)
    assert [("cantSplit" not in row) for row in rows] == ["资料整理" in row for row in rows]


# ---- the files


def decoded(pdf: Path, folder: Path) -> list[str]:
    """Return what the QR codes of a print say."""
    folder.mkdir(exist_ok=True)
    run("pdftoppm", "-r", "150", "-png", pdf, folder / "page")
    found = run("zbarimg", "-q", "--raw", *sorted(folder.glob("*.png")))
    return [line for line in found.stdout.splitlines() if line]


def test_the_code_leads_to_where_one_applies(small: list[Notice], tmp_path: Path) -> None:
    """Read by zbar from the pages of both formats."""
    need("soffice", "zbarimg", "pdftoppm")
    for number, one in enumerate(small):
        for name, each in zip(("pdf", "word"), one.prints(), strict=True):
            assert decoded(each, tmp_path / f"{name}{number}") == [
                "https://jobs.example.com/juchao"
            ], each


def test_a_ready_picture_stands_in_place_of_the_code(tmp_path: Path) -> None:
    """A chat group's, say; both files pass their checkers with it."""
    need("soffice", "zbarimg", "pdftoppm", "verapdf", "java", "jaxb")
    apply = {"链接": "https://jobs.example.com/a", "二维码图片": "图/群.png"}
    book = {**HANDBOOK, "招聘": {**HANDBOOK["招聘"], "应聘方式": apply}}
    project = write(tmp_path / "p", CLERK, handbook=book)
    (project / "图").mkdir()
    segno.make_qr("https://chat.example.com/g/1").save(str(project / "图" / "群.png"), scale=8)
    made = {path.suffix: path for path in notice(project, tmp_path).files}
    one = Notice(project, "A4", made[".docx"], made[".pdf"])
    for name, each in zip(("pdf", "word"), one.prints(), strict=True):
        assert decoded(each, tmp_path / name) == ["https://chat.example.com/g/1"]
        assert "扫码联系" in page_texts(each)[0]
    assert check_pdf([one.pdf]) == []


def test_a_link_that_no_code_holds_is_printed_without_one(tmp_path: Path) -> None:
    """A note says which key to shorten; the notice is made."""
    link = f"https://jobs.example.com/{'a' * 3000}"
    project = write(tmp_path / "p", change(CLERK, 招聘={"应聘方式": {"链接": link}}))
    result = notice(project, tmp_path, formats=("docx",))
    (note,) = said(result.notes)
    assert re.fullmatch(
        r"data/roles/clerk\.yaml:\d+:\d+: 招聘\.应聘方式\.链接: "
        r"招聘简章上没有二维码：链接太长，放不进二维码\n    请缩短链接，或用 --size 选择更大的纸张",
        note,
    ), note
    (file,) = result.files
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


def test_without_a_layout_engine_the_word_file_is_made_and_a_note_says_so(tmp_path: Path) -> None:
    """Nobody can tell then what fits on the page: it is set as a notice of several pages is."""
    broken = tmp_path / "broken" / "weasyprint"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise OSError(\"cannot load library 'pango'\")")
    project = write(tmp_path / "p", CLERK)
    command = [sys.executable, "-m", "jdgen", "build", "notice", "--project", str(project)]
    path = os.pathsep.join([str(broken.parent), str(ROOT)])
    ran = subprocess.run(
        [*command, "--lang", "en"], capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert "no PDF can be made" in ran.stdout + ran.stderr
    (file,) = (project / "output" / "notice").iterdir()
    assert [row[0][0] for row in posts_table(file)[1:]] == ["出纳"]


def test_the_files_pass_all_checkers(
    small: list[Notice], large: list[Notice], tmp_path: Path
) -> None:
    """PDF/UA-1, PDF/A-3a and qpdf; openxml-audit and the Open XML SDK."""
    need("verapdf", "java", "jaxb", "qpdf", "openxml-audit", "ooxml-validator")
    every = [*small, *large]
    assert check_pdf([one.pdf for one in every]) == []
    assert [finding for one in every for finding in check_structure(one.pdf)] == []
    copies = []
    for number, one in enumerate(every):
        copies.append(tmp_path / f"{number}.docx")
        copies[-1].write_bytes(one.docx.read_bytes())
    assert check_docx(copies) == []


def test_two_builds_of_one_input_are_the_same_bytes(small: list[Notice], tmp_path: Path) -> None:
    """In another folder, in a new run."""
    notice(ENGLISH, tmp_path)
    again = hashes(tmp_path / "notice")
    first = hashes(small[2].pdf.parent)
    assert again == {name: first[name] for name in again}
    assert len(again) == 2


def test_the_files_say_whose_they_are_and_carry_nothing_else(small: list[Notice]) -> None:
    """Title, employer, language; no data and no name of the handbook."""
    one = small[0]
    with pikepdf.open(one.pdf) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == "招聘简章 巨巢惠购网"
        assert str(document.docinfo["/Author"]) == "巨巢惠购网"
        assert list(document.attachments) == []
    with zipfile.ZipFile(one.docx) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not [name for name in parts if name.startswith("customXml")]
    assert not [name for name, text in parts.items() if "人员规划" in text or "SCYY" in text]
    assert "<dc:title>招聘简章 巨巢惠购网</dc:title>" in parts["docProps/core.xml"]


def test_addresses_are_links_in_both_formats(small: list[Notice]) -> None:
    """For whoever gets the file and not the sheet."""
    wanted = {"https://jobs.example.com/juchao", "mailto:hr@example.com"}
    with pikepdf.open(small[0].pdf) as document:
        links = {
            str(annotation.A.URI) for annotation in document.pages[0].Annots if "/A" in annotation
        }
    with zipfile.ZipFile(small[0].docx) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert links == wanted
    assert set(re.findall(r'Target="((?:https?:|mailto:)[^"]*)" TargetMode', relations)) == wanted


def test_texts_can_be_read_on_every_ground_whatever_the_theme(tmp_path: Path) -> None:
    """A theme of pale colours gets black where its own could not be read (WCAG 2.2, 1.4.3)."""
    del tmp_path
    theme = installed_theme("standard")
    pale = {"text": "CCCCCC", "heading": "FFEE00", "quiet": "DDDDDD", "accent": "FFEE00"}
    changed = theme.model_copy(update={"colours": theme.colours.model_copy(update=pale)})
    for each in (theme, changed):
        style = notice_style(each, PAPERS["A4"], Setting("zh", placed=False, code=0, size=10))
        for name, printed in style.styles.items():
            grounds = ["FFFFFF"]
            if name in ("employer", "title", "count", "ways-label", "ways", "caption"):
                grounds = [style.band]
            elif name in ("head", "head-centre"):
                grounds = [each.colours.header_fill]
            assert all(contrast(printed.colour, ground) >= 4.5 for ground in grounds), name


def test_the_word_template_is_what_its_maker_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """So nobody need open it to see what is in it."""
    folder = ROOT / "templates" / "word"
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    made = runpy.run_path(str(folder / "make_notice.py"))["make_notice_template"]()
    assert made == (folder / "notice.docx").read_bytes()


def test_a_project_may_bring_templates_of_its_own(tmp_path: Path) -> None:
    """HTML and Word; what fails in one is told with its place."""
    project = write(tmp_path, CLERK)
    own = project / "templates" / "html" / "notice" / "notice.html"
    own.parent.mkdir(parents=True)
    own.write_text("<p>\n{{ notice.salery }}", encoding="utf-8")
    ran = jdgen("build", "notice", "--project", project, "--lang", "en")
    assert ran.status == 1
    assert "templates/html/notice/notice.html:2:11: there is nothing called “salery” here" in (
        ran.errors
    )
