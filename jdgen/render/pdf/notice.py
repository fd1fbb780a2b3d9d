"""A recruitment notice laid out: the largest type with which all of it stands on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from weasyprint.document import Document

from jdgen.fonts import Face
from jdgen.render.notice_page import notice_css, notice_html
from jdgen.render.notice_style import NoticeStyle, Paper, Setting, notice_style
from jdgen.render.pdf.boxes import page_boxes
from jdgen.render.pdf.typesetter import prepare, write_pdf
from jdgen.render.pieces.metadata import Description
from jdgen.theme import FontRole, Theme
from jdgen.views.notice_parts import NoticeView

_POINTS = 0.75  # a CSS pixel
# No row gets more air than this above and below, in its text's size.
_MOST_SPREAD = 0.9


@dataclass(frozen=True)
class Fitted:
    """A notice on its pages, and the style that it was set in."""

    style: NoticeStyle
    document: Document

    @property
    def pages(self) -> int:
        """How many pages it takes."""
        return len(self.document.pages)


@dataclass(frozen=True)
class NoticeMaterials:
    """What a notice is printed with.

    ``codes`` are the QR codes of the ways to apply as HTML, empty for none, ``code_width`` the
    width of the widest in points, ``pictures`` those that they show, by name.
    """

    theme: Theme
    html: Mapping[str, str]
    css: str
    faces: Mapping[FontRole, tuple[Face, ...]]
    codes: Sequence[str]
    code_width: float
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class NoticePages:
    """Lays one notice out and writes it."""

    view: NoticeView
    materials: NoticeMaterials

    def fit(self, paper: Paper) -> Fitted:
        """Return the notice in the largest type that leaves it on one page, spread over that page.

        Where there is none, it flows over as few pages as it can. Raises InputError where a
        template fails or a character is in none of the fonts.
        """
        fitting = self._lay_out(paper, paper.least)
        if _free(fitting) < 0:
            return self._flow(paper, fitting)
        low, high = 0, len(paper.sizes) - 2
        while low <= high:
            middle = (low + high) // 2
            tried = self._lay_out(paper, paper.sizes[middle])
            if _free(tried) >= 0:
                fitting, high = tried, middle - 1
            else:
                low = middle + 1
        spread = self._spread(fitting)
        if not spread:
            return fitting
        airy = self._lay_out(paper, fitting.style.size, spread)
        return airy if _free(airy) >= 0 else fitting

    def _flow(self, paper: Paper, smallest: Fitted) -> Fitted:
        """Return the notice on as few pages as in the smallest type, in the largest that does."""
        for size in paper.sizes:
            if size > paper.flowing:
                continue
            flowing = smallest if size == paper.least else self._lay_out(paper, size)
            if flowing.pages <= smallest.pages:
                break
        tall = _tall_rows(flowing)
        return self._lay_out(paper, size, tall=tall) if tall else flowing

    def write(self, fitted: Fitted) -> bytes:
        """Return the PDF."""
        view = self.view
        return write_pdf(
            [fitted.document],
            Description(
                title=view.document_title,
                author=view.employer,
                subject=view.title,
                keywords=view.keywords,
                moment=view.moment,
                language=view.language,
            ),
        )

    def _lay_out(
        self, paper: Paper, size: float, spread: float = 0, tall: frozenset[int] = frozenset()
    ) -> Fitted:
        view, own = self.view, self.materials
        setting = Setting(view.language, view.placed, own.code_width, size, spread, tall)
        style = notice_style(own.theme, paper, setting)
        html = notice_html(view, style, own.html, own.codes)
        typesetter = prepare(
            # What HTML writes as a reference (&#39;) is a character of its own on the page.
            [html, unescape(html)],
            lambda families: "\n".join((own.css, notice_css(style, families))),
            own.faces,
            chinese=view.language == "zh",
        )
        return Fitted(style, typesetter.lay_out(html, own.pictures))

    def _spread(self, fitted: Fitted) -> float:
        """Return how much of the page's free height goes above and below each row."""
        rows = 1 + len(self.view.posts) + len(self.view.shared) + len(self.view.about)
        gaps = 2 + bool(self.view.shared) + bool(self.view.about)
        share = _free(fitted) / (2 * (rows + gaps))
        return max(0.0, min(share - 0.05, _MOST_SPREAD * fitted.style.size))


def _free(fitted: Fitted) -> float:
    """Return how many points may still be used below the notice; negative for too many pages."""
    if fitted.pages > 1:
        return -1.0
    (page,) = page_boxes(fitted.document)
    body = page.children[0].children[0]
    below = page.content_box_y() + page.height - (body.position_y + body.margin_height())
    return float(below * _POINTS) - fitted.style.reserve


def _tall_rows(fitted: Fitted) -> frozenset[int]:
    """Return the posts, by number, whose rows take more than one page: no page holds them."""
    pages: dict[str, set[int]] = {}
    for number, page in enumerate(page_boxes(fitted.document)):
        for box in page.descendants():
            post = box.element.get("data-post") if box.element is not None else None
            if post is not None:
                pages.setdefault(post, set()).add(number)
    return frozenset(int(post) for post, found in pages.items() if len(found) > 1)
