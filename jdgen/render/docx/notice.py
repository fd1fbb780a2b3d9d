"""A recruitment notice as a Word file, set as its PDF is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jdgen.render.docx.filling import fill
from jdgen.render.docx.finish import Finish, drop_empty_cells, relate_addresses
from jdgen.render.docx.marks import Kind, mark
from jdgen.render.docx.package import pack
from jdgen.render.docx.picture import Picture, drawing
from jdgen.render.docx.print_style import twips, write_paragraph, write_run, write_size
from jdgen.render.docx.properties import set_language, set_properties
from jdgen.render.docx.xml import Element, child, element, properties, put, remove, w
from jdgen.render.notice_page import page_words, running_head
from jdgen.render.notice_style import NoticeStyle
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.notice_parts import HowToApply, NoticeView, Piece

_NAME = "word/notice.docx"
# Paragraph styles by the names that the notice's style has for them; what else is set by name.
_CHARACTERS = {"count": "JDNoticeCount"}


@dataclass(frozen=True)
class NoticeFile:
    """Prints one notice with one Word template.

    ``pictures`` are the QR codes of the ways to apply, None for none.
    """

    view: NoticeView
    template: bytes
    pictures: Sequence[Picture | None]

    def render(self, style: NoticeStyle) -> bytes:
        """Return the Word file. Raises InputError where the template fails."""
        document = fill(self.template, _NAME, self._context(style))
        body = document.element.body
        drop_empty_cells(body)
        _apply_styles(document.styles.element, style)
        _apply_to_tables(body, style)
        _open_tall_rows(body, style)
        for properties_ in body.iter(w("sectPr")):
            _apply_page(properties_, style)
        drawings = {
            str(number): drawing(document, picture)
            for number, picture in enumerate(self.pictures)
            if picture is not None
        }
        finish = Finish(drawings=drawings, scale=1.0, chinese=self.view.language == "zh")
        finish.run(body)
        for section in document.sections:
            finish.run(section.header.part.element)
        relate_addresses(document)
        described = _Described(self.view)
        set_language(document, described)
        set_properties(document, described)
        return pack(document)

    def _context(self, style: NoticeStyle) -> Mapping[str, Any]:
        view = self.view
        before, between, after = page_words(view.language)
        widths = {
            "band": (sum(style.widths),),
            "facts": style.fact_widths,
            "posts": style.widths,
            "ways": style.way_widths,
        }
        numbers = {id(way): number for number, way in enumerate(view.apply)}

        def code(way: HowToApply) -> str:
            return mark(Kind.DRAWING, str(numbers[id(way)]))

        def address(piece: Piece) -> str:
            return mark(Kind.ADDRESS, piece.target, piece.text) if piece.target else piece.text

        return {
            "notice": view,
            "address": address,
            "words": lambda name: phrase(name, view.language),
            "grid": lambda name: mark(Kind.GRID, ",".join(map(str, widths[name]))),
            "code": code,
            "head": running_head(view, style),
            "before_page": before,
            "before_pages": between,
            "after_pages": after,
        }


class _Described:
    """What the file says of itself."""

    def __init__(self, view: NoticeView) -> None:
        self.title = view.document_title
        self.organisation = view.employer
        self.subject = view.title
        self.keywords: Sequence[str] = view.keywords
        self.language: Language = view.language
        self.moment: datetime = view.moment


def _apply_styles(styles: Element, style: NoticeStyle) -> None:
    by_id = {each.get(w("styleId")): each for each in styles.findall(w("style"))}
    for name, printed in style.styles.items():
        identifier = "JDNotice" + "".join(word.capitalize() for word in name.split("-"))
        target = by_id.get(identifier)
        if target is None:
            continue
        run = child(target, "rPr")
        write_run(run, style.theme.fonts[printed.font], printed.colour)
        put(run, "b", val=0)
        write_size(run, printed.size)
        if name not in _CHARACTERS:
            write_paragraph(child(target, "pPr"), printed)
    full = sum(style.widths)
    for identifier, inside in (("JDNoticeTitle", 2 * style.padding), ("JDNoticeRunning", 0)):
        if identifier in by_id:
            tabs = put(child(by_id[identifier], "pPr"), "tabs")
            tabs.append(element("tab", val="right", pos=full - twips(inside)))
    for identifier, height in (("JDNoticeGap", style.gap), ("JDNoticeEnd", 1)):
        if identifier in by_id:
            _write_gap(by_id[identifier], height)
    if "JDNoticeCode" in by_id:
        target = child(by_id["JDNoticeCode"], "pPr")
        put(target, "spacing", before=0, after=0, line=240, lineRule="auto")
        put(target, "jc", val="center")
        write_size(child(by_id["JDNoticeCode"], "rPr"), 1)
    if "JDNoticeTerm" in by_id:
        put(child(by_id["JDNoticeTerm"], "rPr"), "color", val=style.styles["below"].colour)


def _write_gap(target: Element, height: float) -> None:
    put(child(target, "pPr"), "spacing", before=0, after=0, line=twips(height), lineRule="exact")
    write_size(child(target, "rPr"), 1)


def _apply_page(section: Element, style: NoticeStyle) -> None:
    paper = style.paper
    margin, bottom, head = (twips(each) for each in (paper.margin, paper.bottom, style.head))
    put(section, "pgSz", w=twips(paper.width), h=twips(paper.height))
    put(section, "pgMar", top=margin, right=margin, bottom=bottom, left=margin, header=head,
        footer=0, gutter=0)  # fmt: skip


def _apply_to_tables(body: Element, style: NoticeStyle) -> None:
    """Give each table the rules, fills and cell margins of what it is: told by its first words."""
    colours = style.theme.colours
    bands = ("JDNoticeEmployer", "JDNoticeWaysLabel")
    for table in body.iter(w("tbl")):
        first = _first_style(table)
        is_band = first in bands
        above = twips(style.inset if is_band else style.above)
        for margin in table.iterfind(f"{w('tblPr')}/{w('tblCellMar')}/*"):
            upright = margin.tag in (w("top"), w("bottom"))
            margin.set(w("w"), str(above if upright else twips(style.padding)))
        for border in table.iterfind(f"{w('tblPr')}/{w('tblBorders')}/*"):
            strong = border.tag == w("top")
            border.set(w("color"), style.band if strong else colours.line)
            border.set(w("sz"), str(max(2, round(style.rule * 8 * (2 if strong else 1)))))
        for shade in table.iter(w("shd")):
            shade.set(w("fill"), style.band if is_band else colours.header_fill.upper())


def _open_tall_rows(body: Element, style: NoticeStyle) -> None:
    """Let rows that are higher than a page go on overleaf; those of the posts follow their head."""
    for table in body.iter(w("tbl")):
        if _first_style(table) == "JDNoticeHead":
            rows = table.findall(w("tr"))[1:]
            for number in style.tall:
                remove(child(rows[number], "trPr"), "cantSplit")


def _first_style(table: Element) -> str:
    for paragraph in table.iter(w("p")):
        found = properties(paragraph).find(w("pStyle"))
        if found is not None:
            return str(found.get(w("val")))
    return ""
