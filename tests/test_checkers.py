"""Every checker is seen failing on a planted fault, and passing what is good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import pytest
from docx import Document

from tests.checkers import libreoffice, ooxml, pages, pdfcheck, tools
from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding

PAGE = '<html lang="zh"><title>岗位</title><h1>岗位说明书</h1><p>Handbook'


def write_pdf(path: Path, html: str = PAGE, **options: Any) -> Path:
    """Print a small page with WeasyPrint as it comes."""
    # Heavy, and not needed by the tests of Word files.
    from weasyprint import HTML

    HTML(string=html).write_pdf(path, **options)
    return path


def write_docx(path: Path, spoil: Callable[[Any], None] | None = None) -> Path:
    """Write a Word file that both validators accept, unless ``spoil`` changes its body."""
    document = Document()
    document.add_paragraph("岗位说明书").add_run("运营总监").bold = True
    stale = [
        name for name, part in document.part.rels.items() if "stylesWithEffects" in part.reltype
    ]
    for name in stale:
        del document.part.rels[name]
    if spoil is not None:
        spoil(document.element.body)
    document.save(str(path))
    return path


def rules(findings: list[Finding], checker: str) -> set[str]:
    """Return the rules that one checker found broken."""
    return {finding.rule for finding in findings if finding.checker == checker}


class TestPdfcheck:
    """PDF/UA and PDF/A."""

    @pytest.fixture(autouse=True)
    def _tools(self) -> None:
        tools.need("java", "jaxb", "verapdf")

    def test_a_plain_pdf_breaks_both_standards(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """WeasyPrint without a variant writes neither tags nor metadata: exit status 1."""
        plain = write_pdf(tmp_path / "岗位 plain.pdf")
        assert pdfcheck.main(["ua1,3a", str(plain)]) == 1
        said = capsys.readouterr().out
        broken = {line.split(" ×")[0].split(": ")[1] for line in said.splitlines()[:-1]}
        expected = {"ua1 6.2-1", "ua1 7.1-3", "ua1 7.1-11", "3a 6.1.3-1", "3a 6.6.2.1-1"}
        assert {f"veraPDF {rule}" for rule in expected} <= broken
        assert "1 checked, 1 at fault" in said

    def test_each_file_is_held_to_each_flavour(self, tmp_path: Path) -> None:
        """One start for three files: conforming to one standard is no help in the other."""
        ua = write_pdf(tmp_path / "ua.pdf", pdf_variant="pdf/ua-1")
        archive = write_pdf(tmp_path / "archive.pdf", pdf_variant="pdf/a-3a")
        garbage = tmp_path / "garbage.pdf"
        garbage.write_bytes(b"not a PDF at all")
        found = pdfcheck.check_pdf([ua, garbage, archive], ["ua1", "3a"])
        flavours = {(f.file, f.rule.split()[0]) for f in found}
        assert flavours == {(ua, "3a"), (archive, "ua1"), (garbage, UNREADABLE)}

    def test_good_files_have_no_finding(self, tmp_path: Path) -> None:
        """A conforming file passes, and no file at all needs no Java."""
        assert pdfcheck.check_pdf([]) == []
        good = write_pdf(tmp_path / "-good.pdf", pdf_variant="pdf/ua-1")
        assert pdfcheck.check_pdf([good], ["ua1"]) == []

    def test_the_command_tells_unreadable_from_bad(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Exit status 2 for a file that isn't there, whatever the others are, and for no file."""
        plain = write_pdf(tmp_path / "plain.pdf")
        assert pdfcheck.main(["ua1", str(plain), str(tmp_path / "absent.pdf")]) == 2
        assert "2 checked, 2 at fault" in capsys.readouterr().out
        assert pdfcheck.main(["ua1"]) == 2

    def test_an_unknown_flavour_is_not_taken_for_a_pass(self, tmp_path: Path) -> None:
        """A misspelt standard checks nothing, so it must not look like success."""
        with pytest.raises(CheckerBroken):
            pdfcheck.check_pdf([write_pdf(tmp_path / "plain.pdf")], ["ua9"])


def put_properties_after_text(body: Any) -> None:
    """Move a run's properties behind its text: the schema wants them first."""
    run = next(run for run in body.iter(f"{{{body.nsmap['w']}}}r") if run.rPr is not None)
    run.append(run.rPr)


def add_unknown_element(body: Any) -> None:
    """Put an element into a paragraph that Word has never heard of."""
    paragraph = body.p_lst[0]
    paragraph.append(paragraph.makeelement(f"{{{body.nsmap['w']}}}nonsense"))


class TestOoxml:
    """Word files."""

    @pytest.fixture(autouse=True)
    def _tools(self) -> None:
        tools.need("openxml-audit", "ooxml-validator")

    @pytest.mark.parametrize("spoil", [put_properties_after_text, add_unknown_element])
    def test_both_validators_find_broken_xml(
        self, tmp_path: Path, spoil: Callable[[Any], None]
    ) -> None:
        """Wrong order and an unknown element are found by each of the two."""
        found = ooxml.check_docx([write_docx(tmp_path / "岗位 broken.docx", spoil)])
        assert {finding.checker for finding in found} == {"openxml-audit", "Open XML SDK"}

    def test_a_good_file_has_no_finding(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """python-docx's default document passes once its stale part is gone."""
        assert ooxml.main([str(write_docx(tmp_path / "good.docx"))]) == 0
        assert "1 checked, 0 at fault" in capsys.readouterr().out

    def test_a_stale_copy_of_the_styles_is_found(self, tmp_path: Path) -> None:
        """Only openxml-audit knows that Word repairs such a file."""
        stale = tmp_path / "stale.docx"
        Document().save(str(stale))
        found = ooxml.check_docx([stale])
        assert {finding.checker for finding in found} == {"openxml-audit"}
        assert all("stylesWithEffects" in finding.example for finding in found)

    def test_garbage_is_unreadable_for_both(self, tmp_path: Path) -> None:
        """What is no Word file is neither good nor a crash: exit status 2."""
        garbage = tmp_path / "garbage.docx"
        garbage.write_text("garbage", encoding="utf-8")
        found = ooxml.check_docx([garbage])
        assert rules(found, "openxml-audit") == rules(found, "Open XML SDK") == {UNREADABLE}
        assert ooxml.main([str(garbage)]) == 2


class TestLibreoffice:
    """Conversion."""

    @pytest.fixture(autouse=True)
    def _tools(self) -> None:
        tools.need("soffice", "pdftotext")

    def test_a_word_file_becomes_a_pdf_with_its_text(self, tmp_path: Path) -> None:
        """The PDF lies where it was asked for, and says what the Word file says."""
        docx = write_docx(tmp_path / "岗位 手册.docx")
        pdf = libreoffice.convert_to_pdf(docx, tmp_path / "into")
        assert pdf == tmp_path / "into" / "岗位 手册.pdf"
        assert pages.page_texts(pdf)[0].split() == ["岗位说明书运营总监"]

    def test_garbage_is_named_though_soffice_exits_0(self, tmp_path: Path) -> None:
        """One bad file among good ones is the one named; a PDF of an earlier run does not help."""
        good = write_docx(tmp_path / "good.docx")
        garbage = tmp_path / "garbage.docx"
        garbage.write_text("text that LibreOffice would gladly import", encoding="utf-8")
        (tmp_path / "into").mkdir()
        (tmp_path / "into" / "garbage.pdf").write_text("of before", encoding="utf-8")
        with pytest.raises(libreoffice.ConversionFailed, match=r"garbage\.docx") as failure:
            libreoffice.convert([good, garbage], tmp_path / "into")
        assert "good.docx:" not in str(failure.value)
        assert (tmp_path / "into" / "good.pdf").exists()

    def test_a_slow_conversion_is_stopped_and_the_next_one_works(self, tmp_path: Path) -> None:
        """After a time-out nothing of the stopped LibreOffice is in the way."""
        docx = write_docx(tmp_path / "slow.docx")
        with pytest.raises(libreoffice.ConversionFailed, match=r"stopped after 0\.01 s"):
            libreoffice.convert_to_pdf(docx, tmp_path, timeout=0.01)
        assert libreoffice.convert([docx], tmp_path / "again", to="docx")[0].exists()

    def test_names_that_would_collide_are_refused(self, tmp_path: Path) -> None:
        """Two files of one name in different folders would write one PDF."""
        with pytest.raises(ValueError, match="different names"):
            libreoffice.convert([tmp_path / "a/x.docx", tmp_path / "b/x.docx"], tmp_path)


class TestPages:
    """Text, count and pictures of pages."""

    @pytest.fixture(autouse=True)
    def _tools(self) -> None:
        tools.need("qpdf", "pdftotext", "pdftoppm", "mutool")

    def test_text_and_count_are_told_page_by_page(self, tmp_path: Path) -> None:
        """An empty page counts, and the text of a table keeps its columns with layout."""
        html = (
            "<html lang=en><p>one<p style='break-before:page;break-after:page'>&nbsp;</p>"
            "<table><tr><td>left<td style='padding-left:9em'>right</table>"
        )
        pdf = write_pdf(tmp_path / "three.pdf", html)
        assert pages.page_count(pdf) == 3
        first, second, third = pages.page_texts(pdf, layout=True)
        assert (first.strip(), second.strip()) == ("one", "")
        assert "left   right" in third
        assert pages.page_texts(pdf)[2].split() == ["left", "right"]

    @pytest.mark.parametrize("renderer", ["poppler", "mupdf"])
    def test_a_bare_page_has_no_ink(self, tmp_path: Path, renderer: pages.Renderer) -> None:
        """Twelve pages, of which the eleventh is bare: pictures come in order of pages."""
        html = "<html lang=en>" + "".join(
            f"<p style='break-before:page'>{'&nbsp;' if page == 11 else 'words'}"
            for page in range(1, 13)
        )
        pictures = pages.page_pictures(
            write_pdf(tmp_path / "bare.pdf", html), tmp_path / "pictures", renderer=renderer
        )
        bare = [page for page, picture in enumerate(pictures, 1) if pages.ink(picture) == 0]
        assert (len(pictures), bare) == (12, [11])

    def test_chinese_that_only_poppler_draws_is_seen(self, tmp_path: Path) -> None:
        """A font keyed by character ids, embedded as it is, leaves MuPDF's page bare."""
        html = (
            "<html lang=zh><style>@font-face { font-family: Song; "
            f"src: url({fonts.serif_path().as_uri()}) }} p {{ font-family: Song }}</style>"
            "<p>岗位说明书"
        )
        pdf = write_pdf(tmp_path / "keyed.pdf", html)
        assert pages.page_texts(pdf)[0].strip() == "岗位说明书"
        (drawn,) = pages.page_pictures(pdf, tmp_path, renderer="poppler")
        (bare,) = pages.page_pictures(pdf, tmp_path, renderer="mupdf")
        assert pages.ink(drawn) > 0
        assert pages.ink(bare) == 0

    def test_a_damaged_file_is_found(self, tmp_path: Path) -> None:
        """qpdf sees a file cut short; a whole one has no finding."""
        whole = write_pdf(tmp_path / "whole.pdf")
        cut = tmp_path / "cut.pdf"
        cut.write_bytes(whole.read_bytes()[:-200])
        assert pages.check_structure(whole) == []
        assert [finding.file for finding in pages.check_structure(cut)] == [cut]
        with pytest.raises(CheckerBroken):
            pages.page_texts(tmp_path / "absent.pdf")


class TestTools:
    """What happens where a program is missing."""

    @pytest.fixture(autouse=True)
    def _no_programs(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))

    def test_a_missing_program_skips_with_what_installs_it(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """On one's own machine the reason says which package to install."""
        monkeypatch.delenv("CI", raising=False)
        with pytest.raises(pytest.skip.Exception, match="apt: qpdf"):
            tools.need("qpdf")

    def test_a_missing_program_fails_under_ci(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing goes unchecked where nobody looks."""
        monkeypatch.setenv("CI", "true")
        with pytest.raises(pytest.fail.Exception, match="apt: qpdf"):
            tools.need("qpdf")

    def test_a_checker_without_its_program_raises(self, tmp_path: Path) -> None:
        """Even a test that forgot to ask first does not pass for want of a program."""
        with pytest.raises(tools.ToolMissing, match="mupdf-tools"):
            pages.page_pictures(tmp_path / "any.pdf", tmp_path, renderer="mupdf")
