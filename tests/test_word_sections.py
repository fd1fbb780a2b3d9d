"""A Word file filled section by section is the one that is filled as a whole."""

from __future__ import annotations

import io
import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import Request, build
from jdgen.library import load
from jdgen.produce.job import Wanted
from jdgen.project import Checks, gather
from jdgen.render.charts import draw_charts
from jdgen.render.docx import DocumentFacts, DocxRenderer, Filling
from jdgen.render.section_digest import SectionDigests
from jdgen.render.templates import check_html, check_word
from jdgen.store import Nothing
from jdgen.views.handbook import view_handbook
from jdgen.views.sections import HandbookView
from tests.projects import ROOT, make_project
from tests.sections import Shelf
from tests.small import CLERK, write_project

ENGLISH = ROOT / "templates" / "projects" / "english"


class Book:
    """A project's Word file on its way, its pages made up."""

    def __init__(self, project: Path, theme: str = "standard") -> None:
        library = load(project).library
        materials = gather(project, theme, Checks(check_html, check_word))
        post = materials.theme.post
        view = view_handbook(library, fixed_grid=post == "form", moment=None)
        drawings = draw_charts(view, materials.theme, materials.faces["heading"][0].data)
        self.filling = Filling(SectionDigests(view), drawings.word, post)
        self.renderer = DocxRenderer(
            materials.word_template, materials.word_theme, name="word/handbook.docx"
        )

    @property
    def facts(self) -> DocumentFacts:
        """Another page for every heading, another number of pages for every section."""
        sections = self.filling.view.sections
        anchors = [heading.anchor for section in sections for heading in section.headings]
        return DocumentFacts(
            {anchor: str(number) for number, anchor in enumerate(anchors, start=3)},
            {section.anchor: number for number, section in enumerate(sections, start=2)},
        )

    def with_view(self, change: Callable[[HandbookView], HandbookView]) -> Book:
        """Return it with another view."""
        other = object.__new__(Book)
        other.renderer = self.renderer
        other.filling = replace(self.filling, digests=SectionDigests(change(self.filling.view)))
        return other

    def whole(self, facts: DocumentFacts | None = None) -> bytes:
        """Fill it as a whole."""
        return self.renderer.render(self.filling, facts or self.facts, b"<data/>")

    def by_section(self, store: Any = None, facts: DocumentFacts | None = None) -> bytes:
        """Fill it section by section."""
        filled = self.renderer.fill_by_section(self.filling, store or Nothing())
        return filled.write(facts or self.facts, b"<data/>")


@pytest.mark.parametrize("theme", ["standard", "form", "none"])
@pytest.mark.parametrize("project", [ROOT, ENGLISH], ids=["chinese", "english"])
def test_every_byte_is_the_one_of_the_whole(project: Path, theme: str) -> None:
    """First filled, then kept: bookmarks, fields, chapters, charts and all."""
    book, shelf = Book(project, theme), Shelf()
    whole = book.whole()
    assert book.by_section(shelf) == whole
    filled = dict(shelf.entries)
    assert len(filled) == len(book.filling.view.sections)
    assert book.by_section(shelf) == whole
    assert shelf.entries == filled
    # What is left open is seen: other pages give another file.
    other = DocumentFacts(book.facts.labels, dict.fromkeys(book.facts.page_counts, 9))
    assert book.by_section(shelf, other) == book.whole(other) != whole


def test_an_edit_fills_one_section_anew(tmp_path: Path) -> None:
    """And what stands in the whole document, where that has changed."""
    project, shelf = make_project(tmp_path / "p", posts=6), Shelf()
    Book(project).by_section(shelf)
    before = set(shelf.entries)
    path = next(project.rglob("assembly-manager.yaml"))
    edited = path.read_text(encoding="utf-8").replace("。", "，并及时归档。", 1)
    path.write_text(edited, encoding="utf-8")
    book = Book(project)
    assert book.by_section(shelf) == book.whole()
    assert len(set(shelf.entries) - before) == 1
    renamed = book.with_view(lambda view: replace(view, title=f"{view.title}（二版）"))
    assert renamed.by_section(shelf) == renamed.whole()
    assert len(set(shelf.entries) - before) == 1 + len(book.filling.view.sections)


def test_a_heading_that_changes_is_in_the_contents_at_once(tmp_path: Path) -> None:
    """The contents are kept under the headings of all sections."""
    project, shelf = write_project(tmp_path), Shelf()
    Book(project).by_section(shelf)
    path = project / CLERK
    edited = path.read_text(encoding="utf-8").replace("出纳", "新出纳", 1)
    path.write_text(edited, encoding="utf-8")
    book = Book(project)
    made = book.by_section(shelf)
    assert made == book.whole()
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    assert text.count("新") >= 2


def test_where_a_page_is_not_known_its_line_has_no_field() -> None:
    """As for a file without a PDF beside it: the same as filled as a whole."""
    book = Book(ROOT)
    none, some = DocumentFacts({}, {}), DocumentFacts(dict([*book.facts.labels.items()][:3]), {})
    for facts in (none, some):
        made = book.by_section(Shelf(), facts)
        assert made == book.whole(facts)
        filled = book.renderer.fill(book.filling)
        assert filled.write(facts, b"<data/>") == made
    with zipfile.ZipFile(io.BytesIO(book.by_section(None, none))) as archive:
        assert b"PAGEREF" not in archive.read("word/document.xml")


@pytest.mark.parametrize("damage", ["cut", "other", "empty"])
def test_a_damaged_section_is_filled_again(damage: str) -> None:
    """And the shelf holds it whole again."""
    book, shelf = Book(ENGLISH), Shelf()
    made = book.by_section(shelf)
    whole = dict(shelf.entries)
    for key, data in whole.items():
        changed = bytearray(data)
        changed[-3] ^= 1
        shelf.entries[key] = {"cut": data[:-9], "other": bytes(changed), "empty": b""}[damage]
    assert book.by_section(shelf) == made
    assert shelf.entries == whole


def test_a_template_of_its_own_is_filled_as_a_whole(tmp_path: Path) -> None:
    """It need not be a loop over the sections: what stands around it is printed once."""
    from docx import Document

    project = write_project(tmp_path / "p")
    own = project / "templates" / "word" / "handbook.docx"
    own.parent.mkdir(parents=True)
    document = Document(str(ROOT / "templates" / "word" / "handbook.docx"))
    body = document.element.body
    body.insert(0, document.add_paragraph("共{{ book.sections | length }}节")._element)
    document.save(str(own))
    request = Request(project, ("handbook",), wanted=Wanted(formats=("docx",)))
    build(request)
    (path,) = (project / "output" / "handbook").glob("*.docx")
    (first, *others) = [each.text for each in Document(str(path)).paragraphs]
    count = len(Book(write_project(tmp_path / "q")).filling.view.sections)
    assert first == f"共{count}节"
    assert first not in others


def test_random_edits_come_out_as_filled_as_a_whole(tmp_path: Path) -> None:
    """Sentences, titles and lists changed, posts taken away and put back, with one shelf."""
    chance, shelf = random.Random(7), Shelf()  # noqa: S311 - nothing secret
    project = make_project(tmp_path / "p", posts=5)
    spare = tmp_path / "spare"
    shutil.copytree(project, spare)
    for _ in range(12):
        path = chance.choice(sorted((project / "data" / "roles").rglob("*.yaml")))
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        number = chance.choice([n for n, line in enumerate(lines) if ("。" in line or n == 0)])
        if chance.random() < 0.3:
            lines[number] = lines[number].replace("。", "（另行通知）。", 1)
        else:
            lines[number] = lines[number].replace("。", f"（第{chance.randint(1, 9)}次）。", 1)
        path.write_text("".join(lines), encoding="utf-8")
        if chance.random() < 0.2:
            shutil.copy(spare / path.relative_to(project), path)
        book = Book(project, chance.choice(["standard", "form"]))
        assert book.by_section(shelf) == book.whole()
