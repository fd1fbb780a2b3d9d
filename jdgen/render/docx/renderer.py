"""One handbook's view, and where its pages are, to the bytes of a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import docxtpl
import jinja2
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.section import Section as WordSection

from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.docx.finish import Finish, drop_empty_cells
from jdgen.render.docx.marks import Kind, mark
from jdgen.render.docx.package import repack
from jdgen.render.docx.styles import apply_page, apply_styles, apply_to_tables
from jdgen.render.docx.xml import Element, child, element, field_runs, put, text_run, w
from jdgen.render.templates import environment, explain
from jdgen.terms import phrase
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import FULL_WIDTH, columns
from jdgen.views.handbook import HandbookView, Heading, Section
from jdgen.views.text import Passage

# The id under which Word keeps our part: any fixed one will do.
_ITEM_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<ds:datastoreItem ds:itemID="{5A1D9C0E-6F0B-5A57-9B43-1D6A0C5E7F21}"'
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b"<ds:schemaRefs/></ds:datastoreItem>"
)
_LANGUAGE = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True)
class DocumentFacts:
    """What only the layout knows; empty where there was none: then no page number is printed."""

    labels: Mapping[str, str]
    page_counts: Mapping[str, int]


@dataclass(frozen=True)
class _Chapter:
    """A chapter is a section in Word's sense: its running head stands in a header of its own."""

    title: str
    front: bool
    cover: bool
    contents: bool


@dataclass(frozen=True)
class _ChartPiece:
    """One chart, or one part of a chart too large for a page, as a template prints it."""

    caption: str
    drawing: str


class DocxRenderer:
    """Renders handbooks with one Word template and one theme.

    ``theme`` None: the template's own styles win (``theme: none``).
    """

    def __init__(self, template: bytes, theme: Theme | None, *, name: str) -> None:
        self._template = template
        self._theme = theme
        self._name = name

    def render(
        self,
        view: HandbookView,
        facts: DocumentFacts,
        drawings: Mapping[str, tuple[tuple[str, str], ...]],
        data: bytes | None,
        post: str,
    ) -> bytes:
        """Return the Word file.

        ``drawings`` gives each chart's pieces, caption and DrawingML, by the chart's anchor; ``data`` is
        carried as a custom XML part; ``post`` is how posts are set (standard or form). Raises
        InputError where the template is no Word file or fails.
        """
        job = _Job(view, facts, drawings, post)
        document = self._fill(job)
        body = document.element.body
        drop_empty_cells(body)
        if self._theme is not None:
            apply_styles(document.styles.element, self._theme)
            apply_to_tables(body, self._theme)
        finish = Finish(
            drawings=job.drawing_by_number,
            scale=self._scale(),
            chinese=view.language == "zh",
            end_chapter=job.end_chapter,
        )
        finish.run(body)
        self._sections(document, job)
        _language(document, _LANGUAGE[view.language])
        _properties(document, view)
        if data is not None:
            _attach(document, data)
        output = io.BytesIO()
        document.save(output)
        return repack(output.getvalue())

    def _scale(self) -> float:
        if self._theme is None:
            return 1.0
        return self._theme.page.text_width * TWIPS / FULL_WIDTH

    def _fill(self, job: _Job) -> Any:
        """Render the template's Jinja tags with docxtpl."""
        try:
            template = docxtpl.DocxTemplate(io.BytesIO(self._template))
            template.init_docx()
        except (zipfile.BadZipFile, KeyError, ValueError) as failure:
            raise InputError(
                [
                    Problem(
                        Location(f"templates/{self._name}"),
                        message("this is not a Word file that can be opened"),
                        message("save it once more in Word as .docx, or delete it to use jdgen's"),
                    )
                ]
            ) from failure
        jinja = environment({}, job.show)
        try:
            template.render(job.context(), jinja_env=jinja, autoescape=True)
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
            raise explain(failure, self._name) from failure
        return template.docx

    def _sections(self, document: Any, job: _Job) -> None:
        """Give each chapter its running head and numbering."""
        sections = list(document.sections)
        body_started = False
        front_started = False
        for chapter, section in zip(job.chapters, sections, strict=True):
            if self._theme is not None:
                apply_page(section._sectPr, self._theme)
            put(section._sectPr, "type", val="nextPage")
            start = None
            if not chapter.front and not body_started:
                body_started, start = True, 1
            elif chapter.front and not chapter.cover and not front_started:
                front_started, start = True, 1
            number = put(section._sectPr, "pgNumType")
            if chapter.front:
                number.set(w("fmt"), "upperRoman")
            if start is not None:
                number.set(w("start"), str(start))
            _running_head(section, chapter, job.view.title)
            _folio(section, chapter)


class _Job:
    """One document on its way: the names a template can use, and the chapters it ends."""

    def __init__(
        self,
        view: HandbookView,
        facts: DocumentFacts,
        drawings: Mapping[str, tuple[tuple[str, str], ...]],
        post: str,
    ) -> None:
        self.view = view
        self.facts = facts
        self.post = post
        self.drawing_by_number: dict[str, str] = {}
        self.drawings: dict[str, list[_ChartPiece]] = {}
        for anchor, pieces in drawings.items():
            for caption, xml in pieces:
                number = str(len(self.drawing_by_number))
                self.drawing_by_number[number] = xml
                piece = _ChartPiece(caption, mark(Kind.DRAWING, number))
                self.drawings.setdefault(anchor, []).append(piece)
        self.chapters: list[_Chapter] = []
        self.last_of_chapter: dict[str, int] = {}
        for section in view.sections:
            if section.opens_chapter or not self.chapters:
                self.chapters.append(
                    _Chapter(section.chapter, section.front, section.kind == "cover",
                             section.kind == "contents")
                )  # fmt: skip
            self.last_of_chapter[section.anchor] = len(self.chapters) - 1
        ends: dict[int, str] = {number: anchor for anchor, number in self.last_of_chapter.items()}
        self.last_of_chapter = {anchor: number for number, anchor in ends.items()}

    def context(self) -> dict[str, Any]:
        """The names that a template can use; ``docs/templates.md`` explains each."""
        view = self.view
        return {
            "book": view,
            "post": self.post,
            "words": lambda name: phrase(name, view.language),
            "page": self._page,
            "pages_in_all": self._pages_in_all,
            "contents_line": self._contents_line,
            "chart_pieces": lambda anchor: self.drawings.get(anchor, []),
            "grid": _grid,
            "ends_chapter": self._ends_chapter,
            "chapter_end": lambda section: mark(
                Kind.CHAPTER_END, str(self.last_of_chapter[section.anchor])
            ),
            "new_page": _new_page,
            "headings": {h.anchor: h for section in view.sections for h in section.headings},
            "open_mark": "（" if view.language == "zh" else " (",
            "close_mark": "）" if view.language == "zh" else ")",
        }

    def _ends_chapter(self, section: Section) -> bool:
        number = self.last_of_chapter.get(section.anchor)
        return number is not None and number < len(self.chapters) - 1

    def _page(self, anchor: str) -> str:
        label = self.facts.labels.get(anchor, "")
        return mark(Kind.PAGE, anchor, label) if label else ""

    def _pages_in_all(self, section: Section) -> str:
        pages = self.facts.page_counts.get(section.anchor)
        return "" if pages is None else phrase("pages_in_all", self.view.language, pages=pages)

    def _contents_line(self, heading: Heading) -> str:
        label = self.facts.labels.get(heading.anchor, "")
        return mark(Kind.CONTENTS_LINE, f"{heading.anchor} {label}", heading.text)

    def show(self, value: Any) -> Any:
        """Print a value in a template: passages with their links, headings with bookmarks."""
        if isinstance(value, Passage):
            return "".join(
                mark(Kind.LINK, span.target, span.text) if span.target else span.text
                for span in value
            )
        if isinstance(value, Heading):
            return mark(Kind.HEADING, value.anchor, value.text)
        return "" if value is None else value

    def end_chapter(self, paragraph: Element, number: str) -> None:
        """Make ``paragraph`` the end of a section in Word's sense."""
        properties = child(paragraph, "pPr")
        properties.append(element("sectPr"))


def _grid(name: str, count: int, wanted: bool = True) -> str:
    """Mark a table's widths, in the first cell only."""
    widths = ",".join(str(width) for width in columns(name, count))
    return mark(Kind.GRID, widths) if wanted else ""


def _new_page(section: Section, wanted: bool = True) -> str:
    """Mark a heading as the start of a page; a chapter's first one is there already."""
    return mark(Kind.NEW_PAGE) if wanted and not section.opens_chapter else ""


def _running_head(section: WordSection, chapter: _Chapter, title: str) -> None:
    section.header.is_linked_to_previous = False
    header = section.header._element
    for old in list(header):
        header.remove(old)
    paragraph = element("p")
    put(child(paragraph, "pPr"), "pStyle", val="Header")
    header.append(paragraph)
    if chapter.cover:
        return
    paragraph.append(text_run(title, None))
    tab = element("r")
    tab.append(element("tab"))
    paragraph.append(tab)
    if chapter.contents:
        # Not a heading 1, which STYLEREF could find.
        paragraph.append(text_run(chapter.title, None))
    else:
        paragraph.extend(field_runs("STYLEREF 1", chapter.title, None))


def _folio(section: WordSection, chapter: _Chapter) -> None:
    section.footer.is_linked_to_previous = False
    footer = section.footer._element
    for old in list(footer):
        footer.remove(old)
    paragraph = element("p")
    put(child(paragraph, "pPr"), "pStyle", val="Footer")
    footer.append(paragraph)
    if not chapter.cover:
        paragraph.extend(field_runs("PAGE", "1", None))


def _language(document: Any, tag: str) -> None:
    """Set the language of all text (17.3.2.20)."""
    defaults = document.styles.element.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is not None:
        put(defaults, "lang", val="en-US" if tag == "zh-CN" else tag, eastAsia="zh-CN",
            bidi="ar-SA")  # fmt: skip
    settings = document.settings.element
    found = settings.find(w("themeFontLang"))
    if found is not None:
        found.set(w("val"), "en-US" if tag == "zh-CN" else tag)


def _properties(document: Any, view: HandbookView) -> None:
    properties = document.core_properties
    properties.title = view.title
    properties.author = view.organisation
    properties.subject = view.subject
    properties.keywords = ", ".join(view.keywords)
    properties.last_modified_by = view.organisation
    properties.language = _LANGUAGE[view.language]
    properties.revision = 1
    properties.comments = ""
    properties.created = view.moment
    properties.modified = view.moment


def _attach(document: Any, data: bytes) -> None:
    """Carry the printed data as a custom XML part with its properties (ECMA-376 part 1, 22.5)."""
    package = document.part.package
    part = OpcPart(PackURI("/customXml/item1.xml"), "application/xml", data, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = OpcPart(
        PackURI("/customXml/itemProps1.xml"),
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        _ITEM_PROPERTIES,
        package,
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
