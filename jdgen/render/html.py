"""Sections of a view to HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import jinja2
from markupsafe import Markup, escape

from jdgen.render.templates import environment, explain
from jdgen.terms.phrases import phrase
from jdgen.theme import TWIPS, Theme
from jdgen.views.columns import FULL_WIDTH, columns
from jdgen.views.heads import running_head
from jdgen.views.sections import HandbookView, Section
from jdgen.views.text import Passage, Span

_CHANGES = {"removed": "del", "added": "ins"}

# How wide page numbers may get: by a digit of the widest Latin face, and by how long sections are.
_DIGIT_EM, _PAGES_OF_A_SECTION = 0.56, 3


@dataclass(frozen=True)
class PageFacts:
    """What only the layout knows: page labels by anchor, the section's first page and length.

    ``unknown`` stands for a label that is not known yet, empty for noughts in its place.
    """

    labels: Mapping[str, str]
    first_page: int
    page_count: int
    unknown: str = ""


class SectionRenderer(Protocol):
    """Whatever gives the sections of a handbook as HTML documents, for the PDF to be laid out."""

    def render(self, section: Section, facts: PageFacts) -> str:
        """Return one section as an HTML document of its own."""


class HtmlRenderer:
    """Renders the sections of one handbook with one theme's templates."""

    def __init__(
        self,
        view: HandbookView,
        theme: Theme,
        templates: Mapping[str, str],
        drawings: Mapping[str, str],
    ) -> None:
        self.view = view
        self.theme = theme
        self.templates = templates
        self.drawings = {name: Markup(svg) for name, svg in drawings.items()}  # noqa: S704 - ours
        self._environment = environment(templates, _show)
        scale = theme.page.text_width * TWIPS / FULL_WIDTH
        digits = max(2, len(str(_PAGES_OF_A_SECTION * len(view.sections))))
        self.unknown = "0" * digits
        self._environment.globals.update(
            book=view,
            theme=theme,
            language=view.language,
            language_tag="zh-CN" if view.language == "zh" else "en",
            columns=lambda name, count: columns(name, count, view.language),
            points=lambda twips: round(twips * scale) / TWIPS,
            words=lambda name: phrase(name, view.language),
            head=lambda text: running_head(text, theme),
            drawings=self.drawings,
            page_number_width=digits * _DIGIT_EM,
            open_mark="（" if view.language == "zh" else " (",
            close_mark="）" if view.language == "zh" else ")",
        )

    def render(self, section: Section, facts: PageFacts) -> str:
        """Return one section as an HTML document of its own.

        Raises InputError, with the template's name and line, where a template fails.
        """
        try:
            return self._environment.get_template("section.html").render(
                section=section,
                headings={heading.anchor: heading for heading in section.headings},
                pages=_Labels(facts.labels, facts.unknown or self.unknown),
                first_page=facts.first_page,
                pages_in_all=phrase("pages_in_all", self.view.language, pages=facts.page_count),
            )
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
            raise explain(failure, "html/section.html") from failure


class _Labels(dict[str, str]):
    """Page labels by anchor; one of a page not laid out yet is as wide as most will be."""

    def __init__(self, labels: Mapping[str, str], unknown: str) -> None:
        super().__init__(labels)
        self._unknown = unknown

    def __missing__(self, anchor: str) -> str:
        return self._unknown


def _show(value: Any) -> Any:
    """Print a value: a passage with its links, nothing for None."""
    if isinstance(value, Passage):
        return Markup("").join(map(_show_span, value))
    return "" if value is None else value


def _show_span(span: Span) -> Markup:
    text = _lines(span.text)
    if span.change:
        return Markup("<{0}>{1}</{0}>").format(_CHANGES[span.change], text)
    if span.target:
        return Markup('<a href="#{}">{}</a>').format(span.target, text)
    return Markup("<span>{}</span>").format(text) if span.apart else text


def _lines(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))
