"""The glyphs that a font of WeasyPrint's has for given characters, and how wide they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import uharfbuzz


def glyphs_of(font: Any, characters: str) -> Mapping[str, tuple[int, int]]:
    """Return glyph and width (thousandths of an em) of those characters that the font has."""
    face = uharfbuzz.Face(uharfbuzz.Blob(font.file_content))
    measured = uharfbuzz.Font(face)
    found: dict[str, tuple[int, int]] = {}
    for character in characters:
        glyph = measured.get_nominal_glyph(ord(character))
        if glyph:
            width = measured.get_glyph_h_advance(glyph) * 1000 / face.upem
            found[character] = glyph, round(width)
    return found
