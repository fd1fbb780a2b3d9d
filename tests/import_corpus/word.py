"""Word files as people lay them out: grids with merged cells, styles, numbering of Word's own."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

Content = str | Sequence[str] | Callable[[_Cell], None]


@dataclass(frozen=True)
class Box:
    """A cell to be: its content, how far it reaches, how it looks."""

    content: Content
    across: int = 1
    down: int = 1
    look: str = "value"


def label(text: Content, across: int = 1, down: int = 1) -> Box:
    """Return a cell that names a field: shaded, bold, centred."""
    return Box(text, across, down, "label")


def value(content: Content, across: int = 1, down: int = 1) -> Box:
    """Return a cell that holds what somebody filled in."""
    return Box(content, across, down)


def middle(content: Content, across: int = 1, down: int = 1) -> Box:
    """Return such a cell, centred."""
    return Box(content, across, down, "middle")


def bar(text: str, across: int) -> Box:
    """Return a line across the grid that begins a section."""
    return Box(text, across, 1, "bar")


def upright(text: str, down: int) -> Box:
    """Return a label with one character below the other."""
    return Box("\n".join(text), 1, down, "label")


class Word:
    """One Word file."""

    def __init__(self, *, font: str = "宋体", latin: str = "Times New Roman", size: float = 10.5,
                 margins: tuple[str, str] = ("", ""), landscape: bool = False) -> None:  # fmt: skip
        self.doc: DocxDocument = docx.Document()
        self.font = font
        normal = self.doc.styles["Normal"]
        normal.font.name = latin
        normal.font.size = Pt(size)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        normal.paragraph_format.space_after = Pt(0)
        for name in ("Heading 1", "Heading 2", "Heading 3", "Title"):
            style = self.doc.styles[name]
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                del fonts.attrib[key]
            fonts.set(qn("w:ascii"), latin)
            fonts.set(qn("w:hAnsi"), latin)
            fonts.set(qn("w:eastAsia"), "黑体")
        self._page(landscape)
        section = self.doc.sections[0]
        for part, text in zip((section.header, section.footer), margins, strict=True):
            if text:
                part.paragraphs[0].text = text
                part.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._lists = 0

    def _page(self, landscape: bool) -> None:
        section = self.doc.sections[0]
        long, short = Cm(29.7), Cm(21)
        section.page_width, section.page_height = (long, short) if landscape else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)

    def title(self, text: str, size: float = 16) -> None:
        """Write a centred line in large type, no heading to Word."""
        paragraph = self.line(text, bold=True, centre=True, after=8)
        for run in paragraph.runs:
            run.font.size = Pt(size)
            run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")

    def heading(self, text: str, depth: int = 1) -> None:
        """Write a heading that Word knows as one."""
        self.doc.add_heading(text, depth)

    def line(self, text: str = "", *, bold: bool = False, centre: bool = False,
             after: float = 0, indent: float = 0) -> Paragraph:  # fmt: skip
        """Write a paragraph."""
        paragraph = self.doc.add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(after)
        paragraph.paragraph_format.left_indent = Cm(indent)
        return paragraph

    def labelled(self, name: str, text: str, after: float = 3) -> None:
        """Write a label in bold and its value on one line."""
        paragraph = self.line(name, bold=True, after=after)
        paragraph.add_run(text)

    def lines(self, texts: Iterable[str], indent: float = 0) -> None:
        """Write paragraphs."""
        for text in texts:
            self.line(text, indent=indent, after=2)

    def page_break(self) -> None:
        """Go on on a new page."""
        self.doc.add_page_break()  # type: ignore[no-untyped-call]

    def new_list(self, *levels: tuple[str, str]) -> int:
        """Set up a list that Word numbers itself; each level has a format and a pattern."""
        self._lists += 1
        ident = 50 + self._lists
        numbering = self.doc.part.numbering_part.element
        inner = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/><w:pPr><w:ind'
            f' w:left="{420 * (depth + 1)}" w:hanging="420"/></w:pPr></w:lvl>'
            for depth, (kind, pattern) in enumerate(levels)
        )
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{ident}">'
            f'<w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'
        )
        # All definitions stand before the first number that uses one.
        numbering.insert(len(numbering.findall(qn("w:abstractNum"))), abstract)
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{ident}">'
                f'<w:abstractNumId w:val="{ident}"/></w:num>'
            )
        )
        return ident

    def item(self, text: str, number: int, level: int = 0) -> None:
        """Write an item of a list that Word numbers."""
        number_paragraph(self.doc.add_paragraph(text), number, level)

    def grid(self, widths: Sequence[float], rows: Sequence[Sequence[Box]]) -> None:
        """Write a bordered table of cells that may reach across columns and down rows."""
        table = self.doc.add_table(len(rows), len(widths))
        fill(table, widths, rows)
        self.line()

    def data(self) -> bytes:
        """Return the file."""
        stream = io.BytesIO()
        self.doc.save(stream)
        return stream.getvalue()


def number_paragraph(paragraph: Paragraph, number: int, level: int) -> None:
    """Make a paragraph an item of a list that Word numbers."""
    properties: Any = paragraph._p.get_or_add_pPr()
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = number


def fill(table: Table, widths: Sequence[float], rows: Sequence[Sequence[Box]]) -> None:
    """Merge a table's cells as the boxes reach, then write them."""
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    cells = []
    for row in table.rows:
        row.height = Cm(0.72)
        cells.append(row.cells)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
    taken: set[tuple[int, int]] = set()
    for top, boxes in enumerate(rows):
        left = 0
        for box in boxes:
            while (top, left) in taken:
                left += 1
            reach = [(top + r, left + c) for r in range(box.down) for c in range(box.across)]
            taken.update(reach)
            cell = cells[top][left]
            if len(reach) > 1:
                bottom, right = reach[-1]
                cell = cell.merge(cells[bottom][right])
            _write(cell, box)
            left += box.across
    missing = len(rows) * len(widths) - len(taken)
    if missing or max(column for _, column in taken) >= len(widths):
        raise ValueError(f"the rows don't fill the grid: {missing} cells missing")


def _write(cell: _Cell, box: Box) -> None:
    _write_content(cell, box)
    # Word wants it behind the shading.
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _write_content(cell: _Cell, box: Box) -> None:
    if callable(box.content):
        box.content(cell)
        return
    texts = [box.content] if isinstance(box.content, str) else list(box.content)
    for number, text in enumerate(texts or [""]):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        run = paragraph.add_run(text)
        if box.look in {"label", "bar"}:
            run.bold = True
        if box.look in {"label", "middle"}:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if box.look in {"label", "bar"}:
        shade = "E7E6E6" if box.look == "label" else "D9E2F3"
        properties: Any = cell._tc.get_or_add_tcPr()
        properties.append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{shade}"/>')
        )


def inner_table(widths: Sequence[float], rows: Sequence[Sequence[Box]]) -> Callable[[_Cell], None]:
    """Return the content of a cell that is a table itself."""

    def write(cell: _Cell) -> None:
        table: Any = cell.add_table(len(rows), len(widths))
        fill(table, widths, rows)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        # A cell ends with a paragraph; the one before the table is not wanted.
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)
        cell.add_paragraph()

    return write
