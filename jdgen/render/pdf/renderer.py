"""A handbook's view to a PDF: sections laid out apart, then joined into one tagged file.

Stages, in this order:

1. every section becomes HTML once, so that all characters are known and the fonts can be cut;
2. sections are laid out one after the other, each told on which page it starts; those that print
   page numbers of others (contents, lists of posts) only to learn how long they are;
3. with the page of every anchor known, those are laid out again;
4. all pages are written as one file that conforms to PDF/UA-1 (ISO 14289-1) and PDF/A-3a
   (ISO 19005-3), with the data attached.

The only importer of WeasyPrint. Nothing is fetched: fonts are handed over in memory, and any other
address is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import weasyprint
from weasyprint.document import Document, DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from jdgen.errors import InputError, Location, Problem, message
from jdgen.fonts import Face, assign, cut
from jdgen.render.css import theme_css
from jdgen.render.html import HtmlRenderer, PageFacts, typeset
from jdgen.render.pdf.folios import Folios, Layout
from jdgen.render.pdf.lines import set_lines
from jdgen.render.pdf.standards import conform
from jdgen.render.pdf.tables import close_tables
from jdgen.theme import FontRole, Theme
from jdgen.views.handbook import HandbookView, Section

_FONT_SCHEME = "jdgen-font:"
_TYPICAL_PAGES = 2
# Printed by CSS and the layout itself, not by any section's text.
_ALWAYS_SET = "0123456789IVXL.()- "
_WIDE_SPACE = "\u3000"  # U+3000 is no printable character to Python, and a glyph to a font


@dataclass(frozen=True)
class Attached:
    """A file to attach: the data that the document prints."""

    name: str
    data: bytes
    description: str


class _Memory(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Serves the cut fonts from memory and refuses every other address."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._fonts = fonts

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix(_FONT_SCHEME)
        if url.startswith(_FONT_SCHEME) and name in self._fonts:
            return URLFetcherResponse(url, self._fonts[name], {"Content-Type": "font/otf"})
        raise ValueError(f"not fetched: {url}")


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

    def lay_out(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Layout:
        """Lay all sections out and return where everything stands.

        ``progress`` is told how many sections are done, of how many. Raises InputError where a
        template fails or a character is in none of the fonts.
        """
        sections = self._view.sections
        stylesheet, fetcher, fonts = self._prepare_fonts()
        layout = Layout()
        numbers = Folios()
        documents: dict[str, Document] = {}
        for done, section in enumerate(sections):
            first = numbers.start(section)
            pages = layout.page_counts.get(section.anchor, _TYPICAL_PAGES)
            document = self._section(section, layout, first, pages, stylesheet, fetcher, fonts)
            if len(document.pages) != pages and section.role is not None:
                document = self._section(
                    section, layout, first, len(document.pages), stylesheet, fetcher, fonts
                )
            documents[section.anchor] = document
            numbers.advance(layout, section, document)
            progress(done + 1, len(sections))
        for section in sections:
            if section.kind in ("contents", "structure"):
                first = layout.first_pages[section.anchor]
                pages = layout.page_counts[section.anchor]
                again = self._section(section, layout, first, pages, stylesheet, fetcher, fonts)
                if len(again.pages) != pages:
                    raise AssertionError(f"{section.anchor} changed its length with page numbers")
                documents[section.anchor] = again
        layout.documents = [documents[section.anchor] for section in sections]
        layout.page_labels = numbers.labels
        return layout

    def _prepare_fonts(self) -> tuple[weasyprint.CSS, _Memory, FontConfiguration]:
        """Cut the faces to the characters of the whole document and load them."""
        dummy = PageFacts({}, 1, _TYPICAL_PAGES)
        characters = {*_ALWAYS_SET, _WIDE_SPACE}
        for section in self._view.sections:
            characters |= set(self._html.render(section, dummy))
        characters = {c for c in characters if c.isprintable() or c == _WIDE_SPACE}
        everything = tuple(face for faces in self._faces.values() for face in faces)
        fonts: dict[str, bytes] = {}
        rules = []
        families: dict[FontRole, tuple[str, ...]] = {}
        for role, faces in self._faces.items():
            # A character that one role's faces lack may be in the other's.
            fallback = tuple(face for face in everything if face not in faces)
            assigned, missing = assign(
                characters, (*faces, *fallback), chinese=self._view.language == "zh"
            )
            if missing:
                raise InputError(_missing_characters(missing))
            names = []
            for number, face in enumerate((*faces, *fallback)):
                if not assigned[face.family]:
                    continue
                name = f"{role}{number}"
                fonts[name] = cut(face.data, assigned[face.family])
                rules.append(f'@font-face {{ font-family: "{name}"; src: url({_FONT_SCHEME}{name}) }}')
                names.append(name)
            families[role] = tuple(names)
        fetcher = _Memory(fonts)
        configuration = FontConfiguration()
        css = "\n".join((*rules, self._css, theme_css(self._theme, families)))
        stylesheet = weasyprint.CSS(string=css, url_fetcher=fetcher, font_config=configuration)
        return stylesheet, fetcher, configuration

    def _section(
        self,
        section: Section,
        layout: Layout,
        first: int,
        pages: int,
        stylesheet: weasyprint.CSS,
        fetcher: _Memory,
        fonts: FontConfiguration,
    ) -> Document:
        text = self._html.render(section, PageFacts(layout.labels, first, pages))
        html = weasyprint.HTML(string=text, url_fetcher=fetcher)
        typeset(html.etree_element)
        document = html.render(font_config=fonts, stylesheets=[stylesheet])
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
                    file_obj=_Readable(attached.data),
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
            finisher=lambda document, pdf: conform(
                document, pdf, layout.page_labels, titles
            ),
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


class _Readable:
    """A file object over bytes, as WeasyPrint's attachments want it."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, size: int = -1) -> bytes:
        data, self._data = self._data, b""
        return data

    def close(self) -> None:
        self._data = b""


def _missing_characters(missing: frozenset[str]) -> list[Problem]:
    """Return the problems; ``build`` finds each character's place in the data, if it is there."""
    return [
        Problem(
            Location("templates/html"),
            message("no font has the character “{character}” (U+{code})", character=character,
                    code=f"{ord(character):04X}"),
            message("put a font that has it into the project's fonts folder, or write it another way"),
        )
        for character in sorted(missing)
    ]


