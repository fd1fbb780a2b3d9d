"""The names that a Word template can use, and how each value is printed in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jdgen.render.docx.chapters import chapters_of
from jdgen.render.docx.marks import Kind, mark
from jdgen.render.section_digest import SectionDigests
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.columns import columns
from jdgen.views.sections import HandbookView, Heading, Section
from jdgen.views.text import Passage, Span

OPEN = "0"
"""Stands for a number that only the layout tells, until ``DocumentFacts`` are there."""

# Each chart's pieces, caption and DrawingML, by the chart's anchor.
Drawings = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class DocumentFacts:
    """What only the layout knows; empty where there was none: then no page number is printed.

    ``labels``: the printed page numbers by anchor; ``page_counts``: pages by section anchor.
    """

    labels: Mapping[str, str]
    page_counts: Mapping[str, int]


@dataclass(frozen=True)
class Filling:
    """What a template is filled with: a view, and what its sections are told apart by.

    ``drawings`` gives each chart's pieces, caption and DrawingML, by the chart's anchor; ``post``
    is how posts are set (standard or form).
    """

    digests: SectionDigests
    drawings: Drawings
    post: str

    @property
    def view(self) -> HandbookView:
        """The view."""
        return self.digests.view


@dataclass(frozen=True)
class _ChartPiece:
    """One chart, or one part of a chart too large for a page, as a template prints it."""

    caption: str
    drawing: str


class TemplateContext:
    """One document on its way: the names its template can use, and the drawings in it.

    ``facts`` None: they are not known yet; each number that will come is left open. ``ends``: the
    sections after which another chapter begins; None: as the view has it.
    """

    def __init__(
        self, filling: Filling, facts: DocumentFacts | None, ends: frozenset[str] | None = None
    ) -> None:
        self._view = filling.view
        self._facts = facts
        self._post = filling.post
        self._ends = chapter_ends(filling.view) if ends is None else ends
        # A template prints the number of a drawing; the pass over the document puts it in.
        self.drawing_by_number: dict[str, str] = {}
        self._chart_pieces: dict[str, list[_ChartPiece]] = {}
        for anchor, pieces in filling.drawings.items():
            for caption, xml in pieces:
                number = str(len(self.drawing_by_number))
                self.drawing_by_number[number] = xml
                piece = _ChartPiece(caption, mark(Kind.DRAWING, number))
                self._chart_pieces.setdefault(anchor, []).append(piece)

    def context(self) -> dict[str, Any]:
        """Return the names that a template can use; ``docs/templates.md`` explains each."""
        view = self._view
        return {
            "book": view,
            "post": self._post,
            "words": lambda name: phrase(name, view.language),
            "page": self._page,
            "pages_in_all": self._pages_in_all,
            "contents_line": self._contents_line,
            "chart_pieces": lambda anchor: self._chart_pieces.get(anchor, []),
            "grid": self._grid,
            "ends_chapter": self._ends_chapter,
            "chapter_end": lambda _section: mark(Kind.CHAPTER_END),
            "new_page": _new_page,
            "headings": {h.anchor: h for section in view.sections for h in section.headings},
            "open_mark": "（" if view.language == "zh" else " (",
            "close_mark": "）" if view.language == "zh" else ")",
        }

    def _grid(self, name: str, count: int, wanted: bool = True) -> str:
        """Mark a table's widths, in the first cell only."""
        widths = ",".join(str(width) for width in columns(name, count, self._view.language))
        return mark(Kind.GRID, widths) if wanted else ""

    def _ends_chapter(self, section: Section) -> bool:
        """Whether a chapter ends with ``section``; the last one ends with the document itself."""
        return section.anchor in self._ends

    def _label(self, anchor: str) -> str:
        return OPEN if self._facts is None else self._facts.labels.get(anchor, "")

    def _page(self, anchor: str) -> str:
        label = self._label(anchor)
        return mark(Kind.PAGE, anchor, label) if label else ""

    def _pages_in_all(self, section: Section) -> str:
        if self._facts is None:
            return mark(Kind.PAGE_COUNT, section.anchor, OPEN)
        pages = self._facts.page_counts.get(section.anchor)
        if pages is None:
            return ""
        return mark(Kind.PAGE_COUNT, section.anchor, pages_in_all(pages, self._view.language))

    def _contents_line(self, heading: Heading) -> str:
        label = self._label(heading.anchor)
        return mark(Kind.CONTENTS_LINE, f"{heading.anchor} {label}", heading.text)


def chapter_ends(view: HandbookView) -> frozenset[str]:
    """Return the anchors of the sections that a chapter ends with, the last one left out."""
    return frozenset(chapter.last for chapter in chapters_of(view, {})[:-1])


def pages_in_all(pages: int, language: Language) -> str:
    """Return how a section says of how many pages it is."""
    return phrase("pages_in_all", language, pages=pages)


def show(value: Any) -> Any:
    """Print a value in a template: passages with their links, headings with bookmarks."""
    if isinstance(value, Passage):
        return "".join(map(_show_span, value))
    if isinstance(value, Heading):
        return mark(Kind.HEADING, value.anchor, value.text)
    return "" if value is None else value


def _show_span(span: Span) -> str:
    if span.change:
        kind = Kind.REMOVED if span.change == "removed" else Kind.ADDED
        # A mark stands on one line.
        return "\n".join(mark(kind, "", line) if line else "" for line in span.text.split("\n"))
    return mark(Kind.LINK, span.target, span.text) if span.target else span.text


def _new_page(section: Section, wanted: bool = True) -> str:
    """Mark a heading as the start of a page; a chapter's first one is there already."""
    return mark(Kind.NEW_PAGE) if wanted and not section.opens_chapter else ""
