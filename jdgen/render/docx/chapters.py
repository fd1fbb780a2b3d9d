"""Chapters as Word has them: each a section with its running head, folio and page numbering.

A section's properties stand in its last paragraph, those of the last one at the end of the body
(ECMA-376 part 1, 17.6.18 and 17.6.17).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.section import Section as WordSection

from jdgen.render.docx.styles import apply_page
from jdgen.render.docx.xml import Element, child, element, field_runs, full_width, put, text_run, w
from jdgen.theme import Theme
from jdgen.views.heads import running_head
from jdgen.views.sections import HandbookView, Section


@dataclass(frozen=True)
class Chapter:
    """What stands at the head and foot of a chapter's pages; ``last`` is its last section.

    ``headed``: it begins with a heading that its running head can repeat. ``pages``: of how many
    pages each of its own says to be, None where they don't say.
    """

    title: str
    front: bool
    cover: bool
    headed: bool
    last: str
    pages: int | None = None


def chapters_of(view: HandbookView, page_counts: Mapping[str, int]) -> tuple[Chapter, ...]:
    """Return a handbook's chapters in order: each begins with a section that opens one.

    ``page_counts`` by section anchor; empty where there was no layout: then Word counts.
    """
    groups: list[list[Section]] = []
    for section in view.sections:
        if section.opens_chapter or not groups:
            groups.append([])
        groups[-1].append(section)
    return tuple(
        Chapter(
            title=sections[0].chapter,
            front=sections[0].front,
            cover=sections[0].kind == "cover",
            # Contents have none; of loose sheets only some begin with one, and all look the same.
            headed=sections[0].kind != "contents" and not view.loose,
            last=sections[-1].anchor,
            pages=max(1, sum(page_counts.values())) if view.loose else None,
        )
        for sections in groups
    )


def end_chapter(paragraph: Element) -> None:
    """Make ``paragraph`` the end of a section in Word's sense."""
    child(paragraph, "pPr").append(element("sectPr"))


def set_chapters(
    document: Any, chapters: Sequence[Chapter], view: HandbookView, theme: Theme | None
) -> None:
    """Give each chapter of a rendered document its running head, folio, numbering and page box.

    ``theme`` None leaves the page box as the template has it.
    """
    body: Element = document.element.body
    for old in list(body.iter(w("headerReference"), w("footerReference"))):
        # Each chapter gets its own; one left over from the template would stand for the last.
        parent = old.getparent()
        if parent is not None:
            parent.remove(old)
    starts = _first_pages(chapters)
    # What python-docx calls a section has no public way to its properties: both in one order.
    sections = zip(chapters, list(body.iter(w("sectPr"))), list(document.sections), strict=True)
    for number, (chapter, properties, section) in enumerate(sections):
        _set_page(properties, chapter, theme, restarts=number in starts)
        _set_running_head(section, chapter, view, theme)
        _set_folio(section, chapter)


def _first_pages(chapters: Sequence[Chapter]) -> set[int]:
    """Return which chapters count from page 1: the first after the cover, the first of the body."""
    front = [n for n, chapter in enumerate(chapters) if chapter.front and not chapter.cover]
    body = [n for n, chapter in enumerate(chapters) if not chapter.front]
    return {*front[:1], *body[:1]}


def _set_page(
    properties: Element, chapter: Chapter, theme: Theme | None, *, restarts: bool
) -> None:
    if theme is not None:
        apply_page(properties, theme)
    put(properties, "type", val="nextPage")
    numbering = put(properties, "pgNumType")
    if chapter.front:
        numbering.set(w("fmt"), "upperRoman")
    if restarts:
        numbering.set(w("start"), "1")


def _set_running_head(
    section: WordSection, chapter: Chapter, view: HandbookView, theme: Theme | None
) -> None:
    paragraph = _only_paragraph(section.header, "Header")
    if chapter.cover:
        return
    chinese = view.language == "zh"
    left, right = running_head(view.head, theme), running_head(chapter.title, theme)
    paragraph.append(text_run(left, full_width(left, None, chinese=chinese)))
    tab = element("r")
    tab.append(element("tab"))
    paragraph.append(tab)
    setting = full_width(right, None, chinese=chinese)
    if not chapter.headed or right != chapter.title:
        # No heading 1 reads so: STYLEREF would find none, or print the whole of one that was cut.
        paragraph.append(text_run(right, setting))
    else:
        paragraph.extend(field_runs("STYLEREF 1", right, setting))


def _set_folio(section: WordSection, chapter: Chapter) -> None:
    paragraph = _only_paragraph(section.footer, "Footer")
    if not chapter.cover:
        paragraph.extend(field_runs("PAGE", "1", None))
    if chapter.pages is not None:
        paragraph.append(text_run(" / ", None))
        paragraph.extend(field_runs("NUMPAGES", str(chapter.pages), None))


def _only_paragraph(header_or_footer: Any, style: str) -> Element:
    """Empty a header or footer, make it the section's own, and return its one new paragraph."""
    header_or_footer.is_linked_to_previous = False
    root: Element = header_or_footer.part.element
    for old in list(root):
        root.remove(old)
    paragraph = element("p")
    put(child(paragraph, "pPr"), "pStyle", val=style)
    root.append(paragraph)
    return paragraph
