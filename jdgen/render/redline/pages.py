"""A redline's pages: those of the new handbook, with what is gone where it stood.

Sections that only the old handbook has keep pages of their own. The first page says what the marks
mean.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby

import jinja2
import lxml.html
from lxml import etree

from jdgen.render.html import HtmlRenderer, PageFacts
from jdgen.render.redline.blocks import Block, blocks_of, is_running, put_together
from jdgen.render.redline.lines import (
    Element,
    Signs,
    Way,
    fill_pages,
    has_pages,
    page_mark,
)
from jdgen.render.redline.merging import PageMerger
from jdgen.render.templates import environment, explain
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.theme import Theme
from jdgen.views.sections import HandbookView, Heading, Section

_DRAWING = re.compile(r'<div class="drawing[^"]*" data-drawing="([^"]*)"></div>')
_CHART_LINK = re.compile('<a class="chart-link".*?</a>')
_LEGEND = "redline/legend.html"


@dataclass(frozen=True)
class Side:
    """One of the two handbooks: its view, its charts as HTML, and where its own pages were."""

    view: HandbookView
    drawings: Mapping[str, str]
    labels: Mapping[str, str]
    page_counts: Mapping[str, int]


@dataclass
class _Page:
    """Pages that are laid out together: whose they are, and what stands on them."""

    section: Section
    origin: Section
    renderer: HtmlRenderer
    blocks: list[Block]


class RedlinePages:
    """Renders the sections of a redline; stands in for ``HtmlRenderer`` where they are laid out.

    ``view`` is what is laid out: a section for each group of pages.
    """

    def __init__(
        self,
        old: Side,
        new: Side,
        theme: Theme,
        templates: Mapping[str, str],
        told: Iterable[str],
    ) -> None:
        self._language: Language = new.view.language
        self._templates = templates
        self._told = tuple(told)
        self._drawings = {
            f"{name}:{anchor}": drawn
            for name, side in (("old", old), ("new", new))
            for anchor, drawn in side.drawings.items()
        }
        readers = [
            _Reader(side, theme, templates, name) for name, side in (("old", old), ("new", new))
        ]
        merger = PageMerger(signs(self._language), self._drawings)
        merged = merger.merge(list(readers[0].blocks()), list(readers[1].blocks()))
        self._pages = list(_pages(merged, readers[1], readers[0]))
        self.view = replace(
            new.view,
            title=phrase("redline_title", self._language, title=new.view.title),
            sections=(self._legend_section(), *(page.section for page in self._pages)),
        )

    def _legend_section(self) -> Section:
        title = phrase("redline", self._language)
        return Section(
            "cover", "redline", title, headings=(Heading(1, title, "redline"),), front=True
        )

    def render(self, section: Section, facts: PageFacts) -> str:
        """Return one section as an HTML document of its own.

        Raises InputError, with the template's name and line, where a template fails.
        """
        if section.anchor == "redline":
            return self._legend(facts)
        page = self._pages[int(section.anchor)]  # numbered by ``_pages``
        root = lxml.html.document_fromstring(page.renderer.render(page.origin, facts))
        body = root.find("body")
        if body is None:
            raise AssertionError("a page without a body")
        for child in list(body):
            if not (isinstance(child.tag, str) and is_running(child)):
                body.remove(child)
        put_together([_copied(block) for block in page.blocks], body)
        text = _written(root)
        text = fill_pages(text, facts.labels)
        return _DRAWING.sub(lambda found: self._drawn(found[0], found[1]), text)

    def _drawn(self, tag: str, name: str) -> str:
        """Return a chart in place of what stands for it, in the box that marks it."""
        drawn = self._drawings[html.unescape(name)]
        for way in ("in", "out"):
            if f"redline-block-{way}" in tag:
                words = phrase(f"redline_sign_{way}", self._language).strip()
                end = phrase("redline_sign_end", self._language)
                plain = _CHART_LINK.sub("", drawn) if way == "out" else drawn
                sign = f'<p class="note redline-{way}">{html.escape(words + end)}</p>'
                return f'<div class="redline-block-{way}">{sign}{plain}</div>'
        return drawn

    def _legend(self, facts: PageFacts) -> str:
        marks = signs(self._language)
        try:
            return (
                environment(self._templates, _show)
                .get_template(_LEGEND)
                .render(
                    language_tag="zh-CN" if self._language == "zh" else "en",
                    title=self.view.title,
                    first_page=facts.first_page,
                    words=lambda name: phrase(name, self._language),
                    told=self._told,
                    closing=marks.closing,
                    ways=[
                        {
                            "name": way.value,
                            "out": way.out,
                            "opening": marks.opening[way],
                            "words": phrase(f"redline_{way.value}", self._language),
                        }
                        for way in Way
                    ],
                )
            )
        except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError) as failure:
            # Names of templates are taken from the folder of this one: that of all HTML templates.
            raise explain(failure, "html/legend.html") from failure


def _show(value: object) -> object:
    return "" if value is None else value


def signs(language: Language) -> Signs:
    """Return what is printed around marked text."""
    return Signs(
        {way: phrase(f"redline_sign_{way.value}", language) for way in Way},
        phrase("redline_sign_end", language),
    )


class _Reader:
    """Renders one handbook's sections and reads their blocks."""

    def __init__(
        self, side: Side, theme: Theme, templates: Mapping[str, str], name: str
    ) -> None:
        places = {
            anchor: f'<div class="drawing" data-drawing="{name}:{anchor}"></div>'
            for anchor in side.drawings
        }
        self.renderer = HtmlRenderer(side.view, theme, templates, places)
        self.sections = {section.anchor: section for section in side.view.sections}
        self._side = side
        gone = name == "old"
        self._labels = {
            anchor: page_mark(anchor, label if gone else "")
            for anchor, label in side.labels.items()
        }

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks, of all sections."""
        for anchor, section in self.sections.items():
            facts = PageFacts(self._labels, 1, self._side.page_counts.get(anchor, 1))
            root = lxml.html.document_fromstring(self.renderer.render(section, facts))
            body = root.find("body")
            if body is not None:
                yield from blocks_of(body, anchor)


def _pages(merged: Iterable[Block], new: _Reader, old: _Reader) -> Iterator[_Page]:
    """Group blocks into pages: what is gone stands with its section, alone where that is gone."""
    for number, (anchor, group) in enumerate(groupby(merged, key=lambda block: block.page)):
        blocks = list(group)
        side = new if anchor in new.sections and not all(b.gone for b in blocks) else old
        origin = side.sections[anchor]
        text = "".join(_written(block.element) for block in blocks)
        kind = origin.kind if origin.kind == "cover" else "contents" if has_pages(text) else "parts"
        anchors = {block.element.get("id") for block in blocks}
        headings = tuple(each for each in origin.headings if each.anchor in anchors)
        yield _Page(
            replace(origin, kind=kind, anchor=str(number), headings=headings, role=None),
            origin, side.renderer, blocks,
        )  # fmt: skip


def _copied(block: Block) -> Block:
    return Block(deepcopy(block.element), block.holders, block.page, block.gone)


def _written(root: Element) -> str:
    return f"<!DOCTYPE html>{etree.tostring(root, encoding='unicode', method='html')}"
