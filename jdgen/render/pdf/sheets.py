"""What a print shop's machines read of a sheet: where it is trimmed, and where the bleed ends."""

from __future__ import annotations

import pydyf
from weasyprint.document import Document

from jdgen.render.card_css import BLEED_MM
from jdgen.render.card_sheet import Sheet
from jdgen.render.card_style import MM
from jdgen.render.pdf.typesetter import Finisher


def set_page_boxes(sheet: Sheet) -> Finisher:
    """Return what sets TrimBox and BleedBox of every page (ISO 32000-1, 14.11.2).

    One sheet is cut into several cards, and a page has one box of each kind: the edges around all.
    """
    left, top, right, bottom = sheet.trim
    height = sheet.page.height
    bleed = BLEED_MM * MM

    def box(beyond: float) -> pydyf.Array:
        edges = (left - beyond, height - bottom - beyond, right + beyond, height - top + beyond)
        return pydyf.Array([round(edge, 3) for edge in edges])

    def finish(_: Document, pdf: pydyf.PDF) -> None:
        for item in pdf.objects:
            if isinstance(item, dict) and item.get("Type") == "/Page":
                item["TrimBox"] = box(0)
                item["BleedBox"] = box(bleed)

    return finish
