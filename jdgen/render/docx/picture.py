"""A picture placed in a Word file, such as a QR code (DrawingML: ECMA-376 part 1, 20.4.2)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx.shared import Pt
from lxml import etree

from jdgen.render.docx.xml import element


@dataclass(frozen=True)
class Picture:
    """A picture to place: PNG, its width in points, what is read out for it."""

    data: bytes
    width: float
    description: str


def drawing(document: Any, picture: Picture) -> str:
    """Put ``picture`` into the file and return the drawing that shows it (17.3.3.9)."""
    inline = document.part.new_pic_inline(io.BytesIO(picture.data), width=Pt(picture.width))
    inline.docPr.set("descr", picture.description)
    for side in "TBLR":
        # Left out, LibreOffice keeps nine points free at either side.
        inline.set(f"dist{side}", "0")
    shown = element("drawing")
    shown.append(inline)
    return str(etree.tostring(shown, encoding="unicode"))
