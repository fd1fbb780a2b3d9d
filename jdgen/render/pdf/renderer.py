"""A handbook's view to a PDF in one pass: sections laid out apart, then written as one tagged file.

The way of templates that print page numbers in ways of their own: those can't be filled in later.
For all others ``sections`` does the same in pieces that are kept; tests compare the two.

Stages, in this order:

1. every section becomes HTML once, so that all characters are known and the fonts can be cut;
2. sections are laid out one after the other, each told on which page it starts; those that print
   page numbers of others (contents, lists of posts) only to learn how long they are;
3. with the page of every anchor known, those are laid out again;
4. all pages are written as one file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a
   (ISO 19005-3), with the data attached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from weasyprint.document import Document

from jdgen.fonts import Face
from jdgen.render.css import theme_css
from jdgen.render.folios import Folios, Layout
from jdgen.render.html import PageFacts, SectionRenderer
from jdgen.render.pdf.typesetter import Marks, Typesetter, prepare, write_pdf
from jdgen.render.pieces.metadata import Attached, describe
from jdgen.theme import FontRole, Theme
from jdgen.views.sections import HandbookView, Section

_TYPICAL_PAGES = 2


class PdfRenderer:
    """Lays one handbook out and writes it."""

    def __init__(
        self,
        view: HandbookView,
        theme: Theme,
        html: SectionRenderer,
        css: str,
        faces: Mapping[FontRole, tuple[Face, ...]],
    ) -> None:
        self._view = view
        self._theme = theme
        self._html = html
        self._css = css
        self._faces = faces
        self._layout = Layout()
        self._documents: dict[str, Document] = {}

    def lay_out(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Layout:
        """Lay all sections out and return where everything stands.

        ``progress`` is told how many sections are done, of how many. Raises InputError where a
        template fails or a character is in none of the fonts.
        """
        sections = self._view.sections
        typesetter = self._typesetter()
        layout = self._layout = Layout()
        numbers = Folios()
        documents = self._documents = {}
        for done, section in enumerate(sections):
            first = numbers.start(section)
            pages = layout.page_counts.get(section.anchor, _TYPICAL_PAGES)
            facts = PageFacts(layout.labels, first, pages)
            document = self._section(section, facts, typesetter)
            if len(document.pages) != pages and section.role is not None:
                # A post prints its number of pages: now that is known.
                facts = replace(facts, page_count=len(document.pages))
                document = self._section(section, facts, typesetter)
            documents[section.anchor] = document
            numbers.advance(layout, section, [page.anchors for page in document.pages])
            progress(done + 1, len(sections))
        for section in sections:
            if section.kind in ("contents", "structure"):
                first = layout.first_pages[section.anchor]
                pages = layout.page_counts[section.anchor]
                facts = PageFacts(layout.labels, first, pages)
                again = self._section(section, facts, typesetter)
                if len(again.pages) != pages:
                    raise AssertionError(f"{section.anchor} changed its length with page numbers")
                documents[section.anchor] = again
        return layout

    def _typesetter(self) -> Typesetter:
        """Cut the faces to the characters of the whole document and load them."""
        nowhere = PageFacts({}, 1, _TYPICAL_PAGES)
        theme = self._theme.for_language(self._view.language)
        return prepare(
            (self._html.render(section, nowhere) for section in self._view.sections),
            lambda families: "\n".join((self._css, theme_css(theme, families))),
            self._faces,
            chinese=self._view.language == "zh",
        )

    def _section(self, section: Section, facts: PageFacts, typesetter: Typesetter) -> Document:
        return typesetter.lay_out(self._html.render(section, facts))

    def write(self, attached: Attached | None) -> bytes:
        """Return the PDF; ``attached`` None leaves the data out (copies that leave the house)."""
        view = self._view
        titles = {heading.anchor: heading.text for heading in view.contents}
        return write_pdf(
            [self._documents[section.anchor] for section in view.sections],
            describe(view),
            attached,
            Marks(self._layout.page_labels, titles),
        )
