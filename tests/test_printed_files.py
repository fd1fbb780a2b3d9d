"""The printed files themselves: standards, validators, the same bytes every time, nothing blank."""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path

import pikepdf
import pytest
from docx.oxml.ns import nsmap
from lxml import etree

from jdgen.build import Request, build
from jdgen.produce.job import Wanted
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import check_structure, ink, page_count, page_pictures
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.projects import ROOT, Built, build_once, make_project, shared_folder
from tests.reading import open_pdf
from tests.small import jdgen, write_project

ENGLISH = ROOT / "templates" / "projects" / "english"


@pytest.fixture
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """The example and a handbook that uses every field, in both themes, and the English one."""
    shared = shared_folder(tmp_path_factory)
    full = make_project(tmp_path_factory.mktemp("project") / "12", posts=12)
    wanted = [(ROOT, "standard"), (ROOT, "form"), (full, "standard"), (full, "form")]
    return [build_once(*case, shared) for case in (*wanted, (ENGLISH, "standard"))]


def test_pdfs_conform_to_pdf_ua_1_and_pdf_a_3a(printed: list[Built]) -> None:
    """veraPDF finds nothing against ISO 14289-1 and ISO 19005-3 level A."""
    need("verapdf", "java", "jaxb")
    assert check_pdf([each.pdf for each in printed], ("ua1", "3a")) == []


def test_pdfs_are_sound(printed: list[Built]) -> None:
    """The structure of each file passes qpdf."""
    need("qpdf")
    assert [finding for each in printed for finding in check_structure(each.pdf)] == []


def test_word_files_pass_both_validators(printed: list[Built], tmp_path: Path) -> None:
    """openxml-audit and the Open XML SDK report nothing."""
    need("openxml-audit", "ooxml-validator")
    copies = []
    for number, each in enumerate(printed):
        copy = tmp_path / f"{number}.docx"
        copy.write_bytes(each.docx.read_bytes())
        copies.append(copy)
    assert check_docx(copies) == []


def test_two_builds_of_one_input_are_the_same_bytes(tmp_path: Path) -> None:
    """Both files come out byte for byte the same, in another folder and a new run."""
    outputs = []
    for name in ("first", "second"):
        result = build(Request(ENGLISH, packs=("handbook",), output=tmp_path / name, cache=False))
        outputs.append({path.name: path.read_bytes() for path in result.files})
    assert sorted(Path(name).suffix for name in outputs[0]) == [".docx", ".pdf"]
    assert outputs[0] == outputs[1]


def test_document_properties_bear_their_own_names_beside_docxcompose(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """docxtpl loads it where it is installed, and it names them as custom properties are named."""
    custom = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    monkeypatch.setitem(nsmap, "cp", custom)
    project = write_project(tmp_path)
    assert jdgen("build", "roles", "--format", "docx", "--project", project).status == 0
    with zipfile.ZipFile(project / "output" / "roles" / "出纳.docx") as archive:
        text = archive.read("docProps/core.xml")
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    root = etree.fromstring(text)
    assert root.findtext(f"{{{core}}}lastModifiedBy") == "中心"
    assert root.findtext(f"{{{core}}}revision") == "1"
    assert custom.encode() not in text


def test_every_page_has_ink_in_both_renderers(printed: list[Built], tmp_path: Path) -> None:
    """Poppler and MuPDF draw about as much ink on each page: no characters are missing in one."""
    need("pdftoppm", "mutool")
    for number, each in enumerate(printed[:2]):
        pictures = []
        for renderer in ("poppler", "mupdf"):
            folder = tmp_path / f"{number}-{renderer}"
            folder.mkdir()
            pictures.append(page_pictures(each.pdf, folder, renderer=renderer, dpi=90))
        assert len(pictures[0]) == len(pictures[1]) == page_count(each.pdf)
        for poppler, mupdf in zip(*pictures, strict=True):
            dark = ink(poppler, darker_than=160), ink(mupdf, darker_than=160)
            assert min(dark) > 100, f"{poppler.name}: {dark}"
            assert max(dark) < 1.8 * min(dark), f"{poppler.name}: {dark}"


def test_the_pdf_has_bookmarks_page_labels_language_and_its_data(printed: list[Built]) -> None:
    """What a reader's program shows beside the pages is there, and the data is attached."""
    with pikepdf.open(printed[0].pdf) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == "市场运营中心人员规划"
        assert len(document.Root.PageLabels.Nums) >= 6  # the cover, Roman, Arabic: place and style
        with document.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "二、岗位职责" in titles
        assert list(document.attachments) == ["data.json"]
        data = document.attachments["data.json"].get_file().read_bytes().decode("utf-8")
    assert "产品营销策划师" in data
    assert "外部单位" not in data


def test_copies_that_leave_the_house_carry_no_data(tmp_path: Path) -> None:
    """With --no-attach neither file has a part with the data in it."""
    wanted = Wanted(attach=False)
    result = build(
        Request(ENGLISH, packs=("handbook",), output=tmp_path, wanted=wanted, cache=False)
    )
    files = {path.suffix: path for path in result.files}
    with pikepdf.open(files[".pdf"]) as document:
        assert list(document.attachments) == []
    with zipfile.ZipFile(files[".docx"]) as archive:
        assert not [name for name in archive.namelist() if name.startswith("customXml")]


def test_lines_that_go_on_are_flush_and_last_lines_keep_their_spacing(printed: list[Built]) -> None:
    """A line one character short is spread to the edge; a paragraph's last line is left alone."""
    with open_pdf(printed[0].pdf) as document:
        lines = [
            [char for span in line["spans"] for char in span["chars"]]
            for page in document
            for block in page.get_text("rawdict")["blocks"]
            for line in block.get("lines", ())
        ]
    texts = ["".join(char["c"] for char in line) for line in lines]

    def steps(words: str) -> set[float]:
        """Return the distances of the first characters of the line that holds ``words``."""
        (line,) = (line for line, text in zip(lines, texts, strict=True) if words in text)
        places = [char["origin"][0] for char in line[:8]]
        return {round(after - before, 1) for before, after in itertools.pairwise(places)}

    (spread,) = (line for line, text in zip(lines, texts, strict=True) if "需求的特点与走" in text)
    right_edge = 595.3 - 87.65
    assert abs(spread[-1]["bbox"][2] - right_edge) < 0.6
    assert steps("需求的特点与走") == {10.8}
    assert steps("策提供信息。") == {10.5}


def test_only_chinese_paragraphs_begin_with_an_indent(printed: list[Built]) -> None:
    """Both formats: two characters in the Chinese handbook, nothing in the English one."""
    for each, words, indent in (
        (printed[0], "明确市场运营中心各部门", 21.0),
        (printed[-1], "To set out the duties", 0.0),
    ):
        with open_pdf(each.pdf) as document:
            lefts = {round(box.x0, 1) for page in document for box in page.search_for(words)}
        assert lefts == {round(87.65 + indent, 1)}
        with zipfile.ZipFile(each.docx) as archive:
            styles = archive.read("word/styles.xml").decode("utf-8")
        body = styles.split('w:styleId="JDBody"', 1)[1].split("</w:style>", 1)[0]
        assert f'w:firstLine="{indent * 20:.0f}"' in body


def test_word_opens_without_a_question(printed: list[Built]) -> None:
    """The contents are a field with its result written in; nothing asks to be updated."""
    for each in printed:
        with zipfile.ZipFile(each.docx) as archive:
            document = archive.read("word/document.xml").decode("utf-8")
            settings = archive.read("word/settings.xml").decode("utf-8")
        assert "updateFields" not in settings
        assert document.count(" TOC \\o ") == 1
        assert document.count('w:fldCharType="begin"') == document.count('w:fldCharType="end"')
        assert "w:dirty" not in document


def test_numbers_of_a_list_start_at_one_and_grow_by_themselves(printed: list[Built]) -> None:
    """Duties are Word's own numbered paragraphs: no number is typed into the text."""
    with zipfile.ZipFile(printed[0].docx) as archive:
        document = archive.read("word/document.xml").decode("utf-8")
        styles = archive.read("word/styles.xml").decode("utf-8")
    assert document.count('<w:pStyle w:val="JDDuty"/>') > 80
    duty = styles.split('w:styleId="JDDuty"', 1)[1].split("</w:style>", 1)[0]
    assert "<w:numPr>" in duty
