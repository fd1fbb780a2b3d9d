"""Twins: LibreOffice lays the Word file out as the PDF is laid out, page by page."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from jdgen.library import load
from jdgen.views.handbook import view_handbook
from jdgen.views.sections import HandbookView
from tests.checkers.libreoffice import convert_to_pdf
from tests.checkers.tools import need
from tests.projects import ROOT, Built, build_once, make_project, shared_folder
from tests.reading import open_pdf
from tests.twins import Printed, differences, out_of_order, read_print, squash, word_print

THEMES = ("standard", "form")
PROJECTS = ("example", "english", "3", "12", "40")
CASES = [(project, theme) for project in PROJECTS for theme in THEMES]


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A handbook of one project in one theme, built once for all tests."""
    need("soffice")
    project, theme = request.param
    shared = shared_folder(tmp_path_factory)
    if project == "example":
        folder = ROOT
    elif project == "english":
        folder = ROOT / "templates" / "projects" / "english"
    else:
        folder = make_project(tmp_path_factory.mktemp("project") / project, posts=int(project))
    return build_once(folder, theme, shared)


def _view(built: Built) -> HandbookView:
    return view_handbook(load(built.project).library, fixed_grid=built.theme == "form")


def _prints(built: Built) -> tuple[Printed, Printed]:
    return read_print(built.pdf), read_print(word_print(built))


def test_both_files_have_the_same_pages_with_the_same_headings_and_text(built: Built) -> None:
    """Same number of pages; every heading and every character on the same page in both."""
    ours, words = _prints(built)
    title = _view(built).title
    assert len(ours.headings) > 10
    assert list(differences(ours, words, title=title)) == []


def test_body_text_is_in_the_same_order(built: Built) -> None:
    """Page by page the same text in the same order, but for charts and running heads."""
    ours, words = _prints(built)
    view = _view(built)
    with_charts = {
        number
        for number, page in enumerate(ours.pages, start=1)
        if any(squash(chart.heading) in page for s in view.sections for chart in s.charts)
    }
    wrong = out_of_order(ours, words)
    assert [page for page in wrong if page not in with_charts and page != 1] == []


def test_the_contents_name_the_page_on_which_each_heading_stands_in_both(built: Built) -> None:
    """What the contents say is where LibreOffice and the PDF have the heading."""
    with open_pdf(built.pdf) as document:
        labels = [page.get_label() for page in document]
    starts = dict(reversed(read_print(word_print(built)).headings))
    with zipfile.ZipFile(built.docx) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    checked = 0
    for heading in _view(built).contents:
        shown = text.split(f'w:anchor="{heading.anchor}"', 1)[1].split("</w:hyperlink>", 1)[0]
        number = shown.rsplit("<w:t>", 1)[1].split("<", 1)[0]
        if list(starts).count(squash(heading.text)) == 1 and heading.level != 2:
            assert labels[starts[squash(heading.text)] - 1] == number, heading.text
            checked += 1
    assert checked > 5


def test_a_paragraph_more_in_word_is_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The comparison fails on a planted fault: forty lines more, one character changed."""
    need("soffice")
    built = build_once(ROOT, "standard", shared_folder(tmp_path_factory))
    longer = tmp_path / "longer.docx"
    with zipfile.ZipFile(built.docx) as source, zipfile.ZipFile(longer, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                paragraph = (
                    '<w:p><w:pPr><w:pStyle w:val="JDBody"/></w:pPr><w:r><w:t>多</w:t></w:r></w:p>'
                )
                start, end = data.decode("utf-8").split("本职概述", 1)
                cut = end.index("</w:p>") + len("</w:p>")
                data = (start + "本职概述" + end[:cut] + paragraph * 40 + end[cut:]).encode()
            target.writestr(name, data)
    title = _view(built).title
    ours = read_print(built.pdf)
    found = list(differences(ours, read_print(convert_to_pdf(longer, tmp_path)), title=title))
    assert any(sentence.startswith(f"{len(ours.pages)} pages in the PDF") for sentence in found)
    assert any(sentence.startswith("heading ") for sentence in found)
    moved = ours.bodies[9][5:] + ours.bodies[9][:5]
    other = Printed(ours.headings, ours.pages, (*ours.bodies[:9], moved, *ours.bodies[10:]))
    assert out_of_order(ours, other) == [10]
    shutil.rmtree(tmp_path)
