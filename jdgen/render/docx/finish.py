"""The pass over a rendered Word document: marks carried out, Chinese quotes told to be Chinese.

Works on ``w:body`` in place, paragraph by paragraph; what a paragraph holds besides marked text
stays untouched.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from jdgen.render.docx.chapters import end_chapter
from jdgen.render.docx.marks import Kind, Mark, has_marks, read_marks
from jdgen.render.docx.xml import (
    Element,
    element,
    field_runs,
    full_width,
    local_name,
    properties,
    put,
    text_run,
    w,
)
from jdgen.typography import AMBIGUOUS

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TOC_STYLES = ("TOC1", "TOC2", "TOC3")


@dataclass
class Finish:
    """What the pass needs: drawings by number, how wide tables may be, the language.

    After it, ``labels`` holds the elements whose text is the page number of an anchor, and
    ``page_counts`` those that speak of a section's number of pages.
    """

    drawings: Mapping[str, str]
    scale: float
    chinese: bool
    labels: list[tuple[str, Element]] = field(default_factory=list)
    page_counts: list[tuple[str, Element]] = field(default_factory=list)
    _next_bookmark: int = 1

    def run(self, body: Element) -> None:
        """Carry out all marks of ``body``."""
        self._fit_tables(body)
        for paragraph in list(body.iter(w("p"))):
            self._paragraph(paragraph)
        self._contents_field(body)

    def _paragraph(self, paragraph: Element) -> None:
        for run in list(paragraph.findall(w("r"))):
            for text in run.findall(w("t")):
                content = text.text or ""
                if has_marks(content) or self._needs_setting(content):
                    self._rewrite(paragraph, run)
                    break

    def _needs_setting(self, text: str) -> bool:
        return self.chinese and any(character in AMBIGUOUS for character in text)

    def _rewrite(self, paragraph: Element, run: Element) -> None:
        """Replace a run by what its text, marks and breaks stand for."""
        run_properties = run.find(w("rPr"))
        position = paragraph.index(run)
        paragraph.remove(run)
        new: list[Element] = []
        for part in run:
            if part is run_properties:
                continue
            if part.tag == w("t"):
                for mark in read_marks(part.text or ""):
                    if mark.kind is Kind.NEW_PAGE:
                        put(properties(paragraph), "pageBreakBefore")
                    elif mark.kind is Kind.CHAPTER_END:
                        end_chapter(paragraph)
                    else:
                        new.extend(self._carry_out(mark, run_properties))
            else:
                holder = element("r")
                if run_properties is not None:
                    holder.append(etree.fromstring(etree.tostring(run_properties)))
                holder.append(part)
                new.append(holder)
        for offset, item in enumerate(new):
            paragraph.insert(position + offset, item)

    def _carry_out(self, mark: Mark, run_properties: Element | None) -> Iterator[Element]:
        if mark.kind is None:
            yield from self._runs(mark.text, run_properties)
        elif mark.kind in (Kind.LINK, Kind.ADDRESS):
            link = element("hyperlink", history=1)
            link.set(w("anchor") if mark.kind is Kind.LINK else _ID, mark.argument)
            link.extend(self._runs(mark.text, run_properties))
            yield link
        elif mark.kind in (Kind.REMOVED, Kind.ADDED):
            yield from self._runs(mark.text, _changed(mark.kind, run_properties))
        elif mark.kind is Kind.HEADING:
            number = self._next_bookmark
            self._next_bookmark += 1
            yield element("bookmarkStart", id=number, name=mark.argument)
            yield from self._runs(mark.text, run_properties)
            yield element("bookmarkEnd", id=number)
        elif mark.kind is Kind.CONTENTS_LINE:
            yield self._contents_line(mark, run_properties)
        elif mark.kind is Kind.PAGE:
            link = element("hyperlink", anchor=mark.argument, history=1)
            link.extend(self._page_field(mark.argument, mark.text, run_properties))
            yield link
        elif mark.kind is Kind.PAGE_COUNT:
            for run in self._runs(mark.text, run_properties):
                self.page_counts += ((mark.argument, text) for text in run.iterfind(w("t")))
                yield run
        elif mark.kind is Kind.DRAWING:
            run = element("r")
            run.append(etree.fromstring(self.drawings[mark.argument]))
            yield run

    def _contents_line(self, mark: Mark, run_properties: Element | None) -> Element:
        anchor, _, page = mark.argument.partition(" ")
        link = element("hyperlink", anchor=anchor, history=1)
        link.extend(self._runs(mark.text, run_properties))
        if page:
            tab = element("r")
            tab.append(element("tab"))
            link.append(tab)
            link.extend(self._page_field(anchor, page, run_properties))
        return link

    def _page_field(
        self, anchor: str, page: str, run_properties: Element | None
    ) -> list[Element]:
        runs = field_runs(f"PAGEREF {anchor} \\h", page, run_properties)
        self.labels += ((anchor, text) for run in runs for text in run.iterfind(w("t")))
        return runs

    def _runs(self, text: str, run_properties: Element | None) -> Iterator[Element]:
        """Yield a run of ``text``; quotes and dashes are told to be full-width in Chinese."""
        if not text:
            return
        yield text_run(text, full_width(text, run_properties, chinese=self.chinese))

    def _contents_field(self, body: Element) -> None:
        """Make the contents' lines the result of one TOC field, stored and right (17.16.5.68)."""
        # A style stands in the properties of its paragraph, and these are the paragraph's child.
        lines = [
            paragraph
            for style in body.iter(w("pStyle"))
            if style.get(w("val")) in _TOC_STYLES
            and (own := style.getparent()) is not None
            and (paragraph := own.getparent()) is not None
        ]
        if not lines:
            return
        runs = field_runs('TOC \\o "1-3" \\h \\z \\u', "", None)
        begin, instruction, separate, _, end = runs
        start = 1 if lines[0].find(w("pPr")) is not None else 0
        for offset, run in enumerate((begin, instruction, separate)):
            lines[0].insert(start + offset, run)
        lines[-1].append(end)

    def _fit_tables(self, body: Element) -> None:
        """Set every table's columns: as its mark says, or its own, scaled to the type area."""
        for table in body.iter(w("tbl")):
            widths = self._take_grid_mark(table)
            grid = table.find(w("tblGrid"))
            if grid is None:
                continue
            if widths is None:
                widths = [int(str(column.get(w("w")))) for column in grid]
            scaled = [round(width * self.scale) for width in widths]
            for column in list(grid):
                grid.remove(column)
            grid.extend(element("gridCol", w=width) for width in scaled)
            table_width = table.find(f"{w('tblPr')}/{w('tblW')}")
            if table_width is not None:
                table_width.set(w("w"), str(sum(scaled)))
                table_width.set(w("type"), "dxa")
            for row in table.findall(w("tr")):
                self._fit_row(row, scaled)

    def _fit_row(self, row: Element, widths: list[int]) -> None:
        column = 0
        for cell in row.findall(w("tc")):
            cell_properties = child_first(cell)
            span = cell_properties.find(w("gridSpan"))
            joined = int(str(span.get(w("val")))) if span is not None else 1
            width = sum(widths[column : column + joined])
            column += joined
            old = cell_properties.find(w("tcW"))
            if old is None:
                old = element("tcW")
                cell_properties.insert(0, old)
            old.set(w("w"), str(width))
            old.set(w("type"), "dxa")

    def _take_grid_mark(self, table: Element) -> list[int] | None:
        for text in table.iter(w("t")):
            content = text.text or ""
            if not has_marks(content):
                continue
            for mark in read_marks(content):
                if mark.kind is Kind.GRID:
                    start = content.index("\ufdd0" + Kind.GRID.value)
                    end = content.index("\ufdd3", start) + 1
                    text.text = content[:start] + content[end:]
                    return [int(width) for width in mark.argument.split(",")]
            return None
        return None


def _changed(kind: Kind, run_properties: Element | None) -> Element:
    """Return a run's properties, struck out or underlined (17.3.2.37, 17.3.2.40)."""
    told = element("rPr")
    if run_properties is not None:
        told = etree.fromstring(etree.tostring(run_properties))
    if kind is Kind.REMOVED:
        put(told, "strike")
    else:
        put(told, "u", val="single")
    return told


def child_first(cell: Element) -> Element:
    """Return a cell's ``tcPr``, made as its first child where it is missing."""
    found = cell.find(w("tcPr"))
    if found is None:
        found = element("tcPr")
        cell.insert(0, found)
    return found


def drop_empty_cells(body: Element) -> None:
    """Give every cell the paragraph that it must end with (17.4.65)."""
    for cell in body.iter(w("tc")):
        if len(cell) == 0 or local_name(cell[-1]) != "p":
            cell.append(element("p"))


def relate_addresses(document: Any) -> None:
    """Make the links of a finished document lead to the addresses that their marks named."""
    for link in document.element.body.iter(w("hyperlink")):
        address = link.get(_ID)
        if address is not None:
            relation = document.part.relate_to(
                address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            link.set(_ID, relation)
