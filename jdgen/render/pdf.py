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
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
from weasyprint.document import Document, DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from jdgen.errors import InputError, Location, Problem, message
from jdgen.fonts import Face, assign, cut
from jdgen.render.css import theme_css
from jdgen.render.html import HtmlRenderer, PageFacts, typeset
from jdgen.theme import FontRole, Theme
from jdgen.views.handbook import HandbookView, Section

_FONT_SCHEME = "jdgen-font:"
_TYPICAL_PAGES = 2
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Printed by CSS and the layout itself, not by any section's text.
_ALWAYS_SET = "0123456789IVXL.()- 　"


@dataclass(frozen=True)
class Attached:
    """A file to attach: the data that the document prints."""

    name: str
    data: bytes
    description: str


@dataclass
class Layout:
    """Where everything stands: printed page labels by anchor, page counts by section anchor."""

    labels: dict[str, str] = field(default_factory=dict)
    page_counts: dict[str, int] = field(default_factory=dict)
    first_pages: dict[str, int] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    page_labels: list[tuple[int, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Number of pages in all."""
        return sum(len(document.pages) for document in self.documents)


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
        numbers = _Folios()
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
        characters = set(_ALWAYS_SET)
        for section in self._view.sections:
            characters |= set(self._html.render(section, dummy))
        characters = {c for c in characters if c.isprintable()}
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
        return html.render(font_config=fonts, stylesheets=[stylesheet])

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
        result: bytes = whole.write_pdf(
            pdf_variant="pdf/a-3a",
            attachments=attachments,
            finisher=lambda document, pdf: _finish(pdf, layout),
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


class _Folios:
    """Counts pages: the cover has no number, the front matter Roman ones, the body starts at 1."""

    def __init__(self) -> None:
        self.labels: list[tuple[int, str]] = []
        self._physical = 0
        self._number = 0
        self._body = False

    def start(self, section: Section) -> int:
        """Return the number of the page on which ``section`` starts."""
        if not self._body and not section.front:
            self._body = True
            self._number = 0
        if section.kind == "cover":
            return 1
        return self._number + 1

    def advance(self, layout: Layout, section: Section, document: Document) -> None:
        """Note a section that has been laid out."""
        first = self.start(section)
        layout.first_pages[section.anchor] = first
        layout.page_counts[section.anchor] = len(document.pages)
        style = "cover" if section.kind == "cover" else "arabic" if self._body else "roman"
        if not self.labels or self.labels[-1][1] != style:
            self.labels.append((self._physical, style))
        for offset, page in enumerate(document.pages):
            number = first + offset
            label = {"cover": "", "arabic": str(number), "roman": roman(number)}[style]
            for anchor in page.anchors:
                layout.labels.setdefault(anchor, label)
        self._physical += len(document.pages)
        if section.kind != "cover":
            self._number += len(document.pages)


def roman(number: int) -> str:
    """Write a page number of the front matter: I, II, III …"""
    result = ""
    for value, digits in _ROMAN:
        while number >= value:
            result += digits
            number -= value
    return result


def _finish(pdf: pydyf.PDF, layout: Layout) -> None:
    """Add page labels (ISO 32000-1, 12.4.2) and the PDF/UA identification (ISO 14289-1, 5)."""
    numbers = pydyf.Array()
    styles = {"cover": {"P": pydyf.String("封面")}, "roman": {"S": "/R"}, "arabic": {"S": "/D"}}
    for page, style in layout.page_labels:
        numbers.append(page)
        numbers.append(pydyf.Dictionary(styles[style]))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})
    reference = pdf.catalog["Metadata"]
    stream = pdf.objects[int(reference.split()[0])]
    stream.stream = [_with_pdfua(part) for part in stream.stream]


def _with_pdfua(xmp: bytes) -> bytes:
    """Put the pdfuaid description inside the one rdf:RDF of a metadata packet."""
    description = (
        b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">'
        b"<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF>"
    )
    return xmp.replace(b"</rdf:RDF>", description)


def _missing_characters(missing: frozenset[str]) -> list[Problem]:
    return [
        Problem(
            Location("data"),
            message("no font has the character “{character}” (U+{code})", character=character,
                    code=f"{ord(character):04X}"),
            message("put a font that has it into the project's fonts folder, or write it another way"),
        )
        for character in sorted(missing)
    ]


