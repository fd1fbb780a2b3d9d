"""One fitted card to the bytes of a Word file.

Type and colours are written into the template's styles, measures into its table (``card_table``):
the card is set as it was fitted for the PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from jdgen.render.card_page import SetCard
from jdgen.render.card_style import Palette, PrintStyle, palette, styles
from jdgen.render.docx.card_table import END, set_page, set_table
from jdgen.render.docx.filling import fill
from jdgen.render.docx.finish import Finish, drop_empty_cells, relate_addresses
from jdgen.render.docx.marks import Kind, mark
from jdgen.render.docx.package import pack
from jdgen.render.docx.picture import Picture, drawing
from jdgen.render.docx.print_style import twips, write_paragraph, write_run, write_size
from jdgen.render.docx.properties import set_language, set_properties
from jdgen.render.docx.xml import Element, child, element, put, w
from jdgen.terms.phrases import phrase
from jdgen.theme import FontRole, Theme
from jdgen.views.card import CardView, Way
from jdgen.views.sections import HandbookView

_NAME = "word/card.docx"
# The paragraph styles of a card by their ids in the Word file.
_STYLES = {
    "JDCardEmployer": "employer",
    "JDCardTitle": "title",
    "JDCardStanding": "standing",
    "JDCardFactLabel": "fact-label",
    "JDCardFactValue": "fact-value",
    "JDCardLead": "lead",
    "JDCardHeading": "heading",
    "JDCardDuty": "duty",
    "JDCardTask": "task",
    "JDCardBullet": "bullet",
    "JDCardLine": "line",
    "JDCardMore": "more",
    "JDCardSideHeading": "heading",
    "JDCardSideLabel": "side-label",
    "JDCardSideLine": "side-line",
    "JDCardCompany": "company",
    "JDCardFootHeading": "foot-heading",
    "JDCardNote": "note",
    "JDCardWay": "way",
    "JDCardCodeCaption": "code-caption",
}
_CODE = "code"  # the one drawing of a card


class CardWriter:
    """Writes cards with one Word template and one theme."""

    def __init__(self, template: bytes, theme: Theme) -> None:
        self._template = template
        self._theme = theme

    def write(self, wanted: SetCard, picture: Picture | None) -> bytes:
        """Return the Word file of a fitted card. Raises InputError where the template fails."""
        card, setting = wanted.card, wanted.setting
        document = fill(self._template, _NAME, _context(card, picture))
        body = document.element.body
        drop_empty_cells(body)
        colours = palette(self._theme)
        self._set_styles(document, wanted, colours)
        drawings = {_CODE: drawing(document, picture)} if picture is not None else {}
        Finish(drawings, scale=1, chinese=card.language == "zh").run(body)
        relate_addresses(document)
        for table in body.iter(w("tbl")):
            set_table(table, setting, colours)
        set_page(body, setting, colours.band)
        view = _about(card)
        set_language(document, view)
        set_properties(document, view)
        return pack(document)

    def _set_styles(self, document: Any, wanted: SetCard, colours: Palette) -> None:
        """Write the card's type into the Word file's styles, of the numbers in its lists, too."""
        setting = wanted.setting
        known = dict(styles(setting.paper, setting.step, colours, wanted.card.language))
        known["title"] = replace(known["title"], size=setting.title, pitch=setting.title_pitch)
        known["fact-value"] = replace(
            known["fact-value"], size=setting.value, pitch=setting.value_pitch
        )
        known["employer"] = replace(known["employer"], after=setting.above_title)
        for name in ("lead", "heading"):
            known[name] = replace(known[name], before=known[name].before + setting.air)
        by_id = {each.get(w("styleId")): each for each in document.styles.element}
        for identifier, name in _STYLES.items():
            if identifier in by_id:
                self._write_style(by_id[identifier], known[name])
        end = PrintStyle(END, END, colours.text)
        code = replace(known["code-caption"], pitch=0)
        for identifier, style in (("JDCardEnd", end), ("JDCardCode", code)):
            if identifier in by_id:
                self._write_style(by_id[identifier], style)
        for identifier, colour in (
            ("JDCardTerm", colours.heading),
            ("JDCardKicker", colours.on_band_quiet),
            ("JDCardWayLabel", colours.on_band_quiet),
        ):
            if identifier in by_id:
                self._write_run(child(by_id[identifier], "rPr"), colour, "heading")
        for level in document.part.numbering_part.element.iter(w("lvl")):
            self._write_run(child(level, "rPr"), colours.heading, "heading")

    def _write_style(self, target: Element, style: PrintStyle) -> None:
        paragraph = child(target, "pPr")
        if style.rule:
            border = put(paragraph, "pBdr")
            border.append(element("bottom", val="single", sz=6, space=1, color=style.rule))
        write_paragraph(paragraph, style)
        indent = twips(style.indent)
        first = {"hanging": -indent} if indent < 0 else {"firstLine": indent}
        put(paragraph, "ind", left=twips(style.left), **first)
        run = child(target, "rPr")
        self._write_run(run, style.colour, style.font)
        put(run, "b", val=0)
        write_size(run, style.size)

    def _write_run(self, target: Element, colour: str, font: FontRole) -> None:
        write_run(target, self._theme.fonts[font], colour)


def _context(card: CardView, picture: Picture | None) -> Mapping[str, Any]:
    """Return the names that a template can use; ``docs/templates.md`` explains each."""

    def address(way: Way) -> str:
        return mark(Kind.ADDRESS, way.target, way.text) if way.target else way.text

    return {
        "card": card,
        "words": lambda name: phrase(name, card.language),
        "address": address,
        "code": mark(Kind.DRAWING, _CODE) if picture is not None else "",
    }


def _about(card: CardView) -> HandbookView:
    """Return what a Word file says of itself, in the form that all documents say it."""
    return HandbookView(
        title=card.document_title,
        language=card.language,
        organisation=card.employer,
        sections=(),
        subject=card.document_title,
        keywords=(card.title,),
        moment=card.moment,
    )
