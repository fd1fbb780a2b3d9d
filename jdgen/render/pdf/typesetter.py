"""HTML to laid-out pages to one tagged PDF, with fonts cut to what is printed.

Nothing is fetched: fonts are handed over in memory, and any other address is refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint.document import Document, DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from jdgen.fonts import Face
from jdgen.render.pdf.lines import set_lines
from jdgen.render.pdf.pictures import PictureFetcher
from jdgen.render.pdf.standards import conform
from jdgen.render.pdf.tables import close_tables
from jdgen.render.pieces.metadata import Attached, Description
from jdgen.render.typefaces import FONT, font_rules, prepare_typefaces
from jdgen.render.typeset import typeset

if TYPE_CHECKING:
    from jdgen.theme import FontRole

    # The style sheet of a document, given the families that each font role was cut to.
    StyleSheet = Callable[[Mapping[FontRole, tuple[str, ...]]], str]
Finisher = Callable[[Document, pydyf.PDF], None]


class FontFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type hints
    """Serves cut fonts from memory and refuses every other address."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._fonts = fonts

    def fetch(self, url: str, _headers: Any = None) -> URLFetcherResponse:
        """Return the font at ``url``, one of ours; a ValueError says that anything else is not."""
        name = url.removeprefix(FONT)
        if url.startswith(FONT) and name in self._fonts:
            return URLFetcherResponse(url, self._fonts[name], {"Content-Type": "font/otf"})
        raise ValueError(f"not fetched: {url}")


def prepare(
    texts: Iterable[str],
    style_sheet: StyleSheet,
    faces: Mapping[FontRole, tuple[Face, ...]],
    *,
    chinese: bool,
) -> Typesetter:
    """Return what lays out ``texts``, all that will be printed, as HTML.

    The fonts are cut to their characters. Raises InputError with every character that no font has.
    """
    typefaces = prepare_typefaces(faces, texts, chinese=chinese)
    return Typesetter(typefaces.fonts, style_sheet(typefaces.families))


class Typesetter:
    """Lays out pages with one style sheet and one set of fonts, cut already, by family."""

    def __init__(self, fonts: Mapping[str, bytes], css: str) -> None:
        self._fonts = FontConfiguration()
        self._fetcher = FontFetcher(fonts)
        self._style_sheet = weasyprint.CSS(
            string=f"{font_rules(fonts)}\n{css}",
            url_fetcher=self._fetcher,
            font_config=self._fonts,
        )

    def style_sheet(self, css: str) -> weasyprint.CSS:
        """Return further rules, read, for some of the pages."""
        return weasyprint.CSS(string=css, url_fetcher=self._fetcher, font_config=self._fonts)

    def lay_out(
        self,
        text: str,
        pictures: Mapping[str, bytes] | None = None,
        further: weasyprint.CSS | None = None,
    ) -> Document:
        """Return one HTML document's pages, its lines set in the Chinese way.

        ``pictures`` are the PNG pictures that it may show, by name (see ``pictures.PICTURE``),
        ``further`` rules of its own.
        """
        fetcher = PictureFetcher(pictures, self._fetcher) if pictures else self._fetcher
        html = weasyprint.HTML(string=text, url_fetcher=fetcher)
        typeset(html.etree_element)
        rules = [self._style_sheet] if further is None else [self._style_sheet, further]
        document = html.render(font_config=self._fonts, stylesheets=rules)
        set_lines(document)
        close_tables(document)
        return document


@dataclass(frozen=True)
class Marks:
    """Page labels by first page, and the titles of anchors that links lead to."""

    page_labels: Sequence[tuple[int, str]] = ((0, "arabic"),)
    titles: Mapping[str, str] | None = None


def write_pdf(
    documents: Sequence[Document],
    description: Description,
    attached: Attached | None = None,
    marks: Marks | None = None,
    finisher: Finisher | None = None,
) -> bytes:
    """Return all pages as one file that conforms to PDF/UA-1 and PDF/A-3a.

    ``attached`` None leaves the data out (copies that leave the house); ``finisher`` is called
    last, with the document and its PDF objects.
    """
    wanted = marks if marks is not None else Marks()
    whole = documents[0].copy([page for document in documents for page in document.pages])
    whole.metadata = _metadata(description)
    attachments = []
    if attached is not None:
        attachments.append(
            weasyprint.Attachment(
                file_obj=io.BytesIO(attached.data),
                name=attached.name,
                description=attached.description,
                created=description.moment,
                modified=description.moment,
                relationship="Source",
            )
        )

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        conform(document, pdf, wanted.page_labels, wanted.titles or {})
        if finisher is not None:
            finisher(document, pdf)

    result: bytes = whole.write_pdf(
        pdf_variant="pdf/a-3a", attachments=attachments, finisher=finish
    )
    return result


def _metadata(description: Description) -> DocumentMetadata:
    moment = description.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return DocumentMetadata(
        title=description.title,
        authors=[description.author],
        description=description.subject,
        keywords=list(description.keywords),
        generator="jdgen",
        created=moment,
        modified=moment,
        lang=description.tag,
    )
