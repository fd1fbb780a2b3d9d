"""A handbook's view to a PDF: sections laid out apart, then joined into one tagged file.

Stages, in this order:

1. every section becomes HTML once, so that all characters are known and the fonts can be cut;
2. sections are laid out one after the other, each told on which page it starts; those that print
   page numbers of others (contents, lists of posts) only to learn how long they are;
3. with the page of every anchor known, those are laid out again;
4. all pages are written as one file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a
   (ISO 19005-3), with the data attached.

Nothing is fetched: fonts are handed over in memory, and any other address is refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import weasyprint
from weasyprint.document import Document, DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from jdgen.fonts import Face
from jdgen.render.css import theme_css
from jdgen.render.html import HtmlRenderer, PageFacts, typeset
from jdgen.render.pdf.folios import Folios, Layout
from jdgen.render.pdf.lines import set_lines
from jdgen.render.pdf.standards import conform
from jdgen.render.pdf.tables import close_tables
from jdgen.render.pdf.typefaces import FontFetcher, prepare_typefaces
from jdgen.theme import FontRole, Theme
from jdgen.views.sections import HandbookView, Section

_TYPICAL_PAGES = 2


@dataclass(frozen=True)
class Attached:
    """A file to attach: the data that the document prints."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True)
class _Styling:
    """What each section is laid out with: rules, fonts, and who serves what they ask for."""

    stylesheet: weasyprint.CSS
    fetcher: FontFetcher
    fonts: FontConfiguration


class PdfRenderer:
    """Lays one handbook out and writes it."""

    def __init__(
        self,
        view: HandbookView,
        theme: Theme,
        html: HtmlRenderer,
        css: str,
        faces: Mapping[FontRole, tuple[Face, ...]],
    ) -> None:
        self._view = view
        self._theme = theme
        self._html = html
        self._css = css
        self._faces = faces

    def lay_out(self, progress: Callable[[int, int], None] = lambda _done, _total: None) -> Layout:
        """Lay all sections out and return where everything stands.

        ``progress`` is told how many sections are done, of how many. Raises InputError where a
        template fails or a character is in none of the fonts.
        """
        sections = self._view.sections
        styling = self._style()
        layout = Layout()
        numbers = Folios()
        documents: dict[str, Document] = {}
        for done, section in enumerate(sections):
            first = numbers.start(section)
            pages = layout.page_counts.get(section.anchor, _TYPICAL_PAGES)
            facts = PageFacts(layout.labels, first, pages)
            document = self._section(section, facts, styling)
            if len(document.pages) != pages and section.role is not None:
                # A post prints its number of pages: now that is known.
                facts = replace(facts, page_count=len(document.pages))
                document = self._section(section, facts, styling)
            documents[section.anchor] = document
            numbers.advance(layout, section, document)
            progress(done + 1, len(sections))
        for section in sections:
            if section.kind in ("contents", "structure"):
                first = layout.first_pages[section.anchor]
                pages = layout.page_counts[section.anchor]
                facts = PageFacts(layout.labels, first, pages)
                again = self._section(section, facts, styling)
                if len(again.pages) != pages:
                    raise AssertionError(f"{section.anchor} changed its length with page numbers")
                documents[section.anchor] = again
        layout.documents = [documents[section.anchor] for section in sections]
        layout.page_labels = numbers.labels
        return layout

    def _style(self) -> _Styling:
        """Cut the faces to the characters of the whole document and load them."""
        nowhere = PageFacts({}, 1, _TYPICAL_PAGES)
        typefaces = prepare_typefaces(
            self._faces,
            (self._html.render(section, nowhere) for section in self._view.sections),
            chinese=self._view.language == "zh",
        )
        fonts = FontConfiguration()
        css = "\n".join((*typefaces.rules, self._css, theme_css(self._theme, typefaces.families)))
        stylesheet = weasyprint.CSS(string=css, url_fetcher=typefaces.fetcher, font_config=fonts)
        return _Styling(stylesheet, typefaces.fetcher, fonts)

    def _section(self, section: Section, facts: PageFacts, styling: _Styling) -> Document:
        text = self._html.render(section, facts)
        html = weasyprint.HTML(string=text, url_fetcher=styling.fetcher)
        typeset(html.etree_element)
        document = html.render(font_config=styling.fonts, stylesheets=[styling.stylesheet])
        set_lines(document)
        close_tables(document)
        return document

    def write(self, layout: Layout, attached: Attached | None) -> bytes:
        """Return the PDF; ``attached`` None leaves the data out (copies that leave the house)."""
        pages = [page for document in layout.documents for page in document.pages]
        whole = layout.documents[0].copy(pages)
        whole.metadata = self._metadata()
        attachments = []
        if attached is not None:
            moment = self._view.moment
            attachments.append(
                weasyprint.Attachment(
                    file_obj=io.BytesIO(attached.data),
                    name=attached.name,
                    description=attached.description,
                    created=moment,
                    modified=moment,
                    relationship="Source",
                )
            )
        titles = {heading.anchor: heading.text for heading in self._view.contents}
        result: bytes = whole.write_pdf(
            pdf_variant="pdf/a-3a",
            attachments=attachments,
            finisher=lambda document, pdf: conform(document, pdf, layout.page_labels, titles),
        )
        return result

    def _metadata(self) -> DocumentMetadata:
        moment = self._view.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return DocumentMetadata(
            title=self._view.title,
            authors=[self._view.organisation],
            description=self._view.subject,
            keywords=list(self._view.keywords),
            generator="jdgen",
            created=moment,
            modified=moment,
            lang="zh-CN" if self._view.language == "zh" else "en",
        )
