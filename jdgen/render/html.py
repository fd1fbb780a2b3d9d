"""Sections of a view to HTML, set in the Chinese way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import jinja2
from markupsafe import Markup, escape

from jdgen.phrases import phrase
from jdgen.render.templates import environment, explain
from jdgen.theme import TWIPS, Theme
from jdgen.typography import Setting, settings
from jdgen.views.columns import FULL_WIDTH, columns
from jdgen.views.heads import running_head
from jdgen.views.sections import HandbookView, Section
from jdgen.views.text import Passage, Span

_NOT_TYPESET = frozenset({"head", "style", "script", "title", "svg"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHANGES = {"removed": "del", "added": "ins"}
_CLASSES = {
    Setting.GAP_AFTER: "gap-after",
    Setting.HALF_WIDTH: "half",
    Setting.JOINED: "joined",
    Setting.JOINED_GAP_AFTER: "joined joined-gap",
}


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
        self._drawings = {name: Markup(svg) for name, svg in drawings.items()}  # noqa: S704 - ours
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
            drawings=self._drawings,
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


def typeset(root: Element) -> None:
    """Mark, in a parsed page, where gaps and half-width marks go; the text stays as it is.

    The headings of a document of its own (``<html class="loose">``) are put on their levels.
    """
    if "loose" in (root.get("class") or "").split():
        _level_headings(root)
    for element in list(root.iter()):
        if _is_typeset(element.tag):
            _typeset_children(element)


def _level_headings(root: Element) -> None:
    """Let headings begin at level 1 and skip none, as PDF/UA asks (ISO 14289-1, 7.4.2).

    A section of a handbook goes on from the levels above it; on its own it has none above. What
    headings look like goes by their classes.
    """
    headings = [element for element in root.iter() if element.tag in _HEADINGS]
    levels = sorted({str(element.tag) for element in headings})
    for element in headings:
        element.tag = _HEADINGS[levels.index(str(element.tag))]


def _is_typeset(tag: object) -> bool:
    """Whether an element of this name holds text of the page; a comment has no name at all."""
    if not isinstance(tag, str) or tag.startswith("{http://www.w3.org/2000/svg}"):
        return False
    return tag.rpartition("}")[2] not in _NOT_TYPESET


def _typeset_children(element: Element) -> None:
    for link in [child for child in element if child.tag == "a"]:
        _split_link(element, link)
    children = list(element)
    if element.text and element.text.strip() and element.tag != "a":
        pieces = list(settings(element.text))
        if any(setting is not Setting.PLAIN for _, setting in pieces):
            element.text = None
            _insert(element, 0, pieces)
    for child in children:
        if child.tail and child.tail.strip():
            pieces = list(settings(child.tail))
            if any(setting is not Setting.PLAIN for _, setting in pieces):
                child.tail = None
                _insert(element, list(element).index(child) + 1, pieces)


def _split_link(parent: Element, link: Element) -> None:
    """Cut a link into links of one setting: WeasyPrint leaves a span inside a link untagged."""
    pieces = list(settings(link.text or ""))
    if len(link) or len(pieces) < 2:
        return
    index, tail = list(parent).index(link), link.tail
    parent.remove(link)
    for offset, (text, setting) in enumerate(pieces):
        attributes = dict(link.attrib)
        if setting is not Setting.PLAIN:
            attributes["class"] = f"{attributes.get('class', '')} {_CLASSES[setting]}".strip()
        part = Element(link.tag, attributes)
        part.text = text
        parent.insert(index + offset, part)
    parent[index + len(pieces) - 1].tail = tail


def _insert(parent: Element, index: int, pieces: list[tuple[str, Setting]]) -> None:
    """Insert text and spans before the child at ``index``."""
    previous = parent[index - 1] if index else None
    for text, setting in pieces:
        if setting is Setting.PLAIN:
            if previous is None:
                parent.text = (parent.text or "") + text
            else:
                previous.tail = (previous.tail or "") + text
            continue
        span = Element("span", {"class": _CLASSES[setting]})
        span.text = text
        parent.insert(index, span)
        index += 1
        previous = span
