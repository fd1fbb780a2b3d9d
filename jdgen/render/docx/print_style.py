"""The type of cards and notices written into a Word file's styles."""

from __future__ import annotations

from jdgen.render.card_style import PrintStyle
from jdgen.render.docx.xml import Element, put
from jdgen.theme import TWIPS, FontPair

_ALIGN = {"left": "left", "center": "center", "justify": "both"}


def write_paragraph(target: Element, style: PrintStyle) -> None:
    """Write pitch, air and alignment into a ``pPr``; without a pitch, lines grow as needed."""
    # As LibreOffice 7.4 reads this switch: punctuation stays inside the line.
    put(target, "overflowPunct", val=1)
    # A picture in a line of exact pitch would be cut to it.
    pitch = {"line": twips(style.pitch), "lineRule": "exact"}
    if not style.pitch:
        pitch = {"line": 240, "lineRule": "auto"}
    put(target, "spacing", before=twips(style.before), after=twips(style.after), **pitch)
    put(target, "jc", val=_ALIGN[style.align])


def write_run(target: Element, fonts: FontPair, colour: str) -> None:
    """Write typeface and colour into an ``rPr``."""
    put(target, "rFonts", ascii=fonts.word_latin, hAnsi=fonts.word_latin,
        eastAsia=fonts.word_han, cs=fonts.word_latin)  # fmt: skip
    put(target, "color", val=colour)


def write_size(target: Element, points: float) -> None:
    """Write the size of type into an ``rPr``, in half points (17.3.2.38)."""
    put(target, "sz", val=round(points * 2))
    put(target, "szCs", val=round(points * 2))


def twips(points: float) -> int:
    """Return points as twentieths, the measure of WordprocessingML."""
    return round(points * TWIPS)
