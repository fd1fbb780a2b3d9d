"""A Word template handed out with a theme's styles in it, and a restyled one read back as a theme.

Word's users change styles in Word; the theme written down from them makes the PDF follow.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx

from jdgen.render.docx.package import repack
from jdgen.render.docx.styles import (
    STYLE_IDS,
    apply_page,
    apply_styles,
    apply_to_tables,
)
from jdgen.render.docx.xml import Element, w
from jdgen.theme import TWIPS, Style, Theme

_ALIGN = {"left": "start", "start": "start", "center": "center", "right": "end", "both": "justify"}
# What Word makes of "single" spacing in these fonts, in em: for pitches that are not exact.
_SINGLE = 1.3


def themed_template(template: bytes, theme: Theme) -> bytes:
    """Return a Word template that looks in Word as its pages will."""
    document = docx.Document(io.BytesIO(template))
    apply_styles(document.styles.element, theme)
    apply_to_tables(document.element.body, theme)
    for section in document.element.body.iter(w("sectPr")):
        apply_page(section, theme)
    output = io.BytesIO()
    document.save(output)
    return repack(output.getvalue())


def read_styles(template: bytes, base: Theme, name: str) -> Theme:
    """Return a theme with the styles, page and colours that a Word template has.

    What the template doesn't say, and the fonts' files for the PDF, stay as in ``base``. Raises
    whatever python-docx raises where the bytes are no Word file.
    """
    document = docx.Document(io.BytesIO(template))
    by_id = {
        str(style.get(w("styleId"))): style for style in document.styles.element.findall(w("style"))
    }
    known = {key: by_id[identifier] for key, identifier in STYLE_IDS.items() if identifier in by_id}
    styles = {
        key: _read_style(known[key], style) if key in known else style
        for key, style in base.styles.items()
    }
    colours = base.colours.model_dump()
    for role, key in (
        ("text", "body"),
        ("heading", "heading1"),
        ("quiet", "note"),
        ("warning", "warning"),
    ):
        colours[role] = _attribute(known.get(key), "rPr/color", "val", colours[role])
    fonts = {}
    for role, key in (("text", "body"), ("heading", "heading1")):
        pair = base.fonts[role].model_dump()  # type: ignore[index]  # the two roles there are
        pair["word_latin"] = _attribute(known.get(key), "rPr/rFonts", "ascii", pair["word_latin"])
        pair["word_han"] = _attribute(known.get(key), "rPr/rFonts", "eastAsia", pair["word_han"])
        fonts[role] = pair
    return Theme.model_validate(
        {
            "name": name,
            "post": base.post,
            "page": _read_page(document.element.body, base),
            "fonts": fonts,
            "colours": colours,
            "tables": base.tables.model_dump(),
            "styles": {key: style.model_dump() for key, style in styles.items()},
        }
    )


def write_theme(theme: Theme) -> str:
    """Return a theme as the text of its file, one line a style, in the shipped themes' order."""
    return "\n".join(_theme_lines(theme)) + "\n"


def _theme_lines(theme: Theme) -> Iterator[str]:
    yield f"name: {theme.name}"
    yield f"post: {theme.post}"
    for section in ("page", "tables"):
        yield ""
        yield f"{section}:"
        for key, value in getattr(theme, section).model_dump().items():
            yield f"  {key}: {_number(value)}"
    yield ""
    yield "fonts:"
    for role, pair in theme.fonts.items():
        yield f"  {role}:"
        for key, value in pair.model_dump().items():
            yield f"    {key}: {value}"
    yield ""
    yield "colours:"
    for key, value in theme.colours.model_dump().items():
        yield f'  {key}: "{value}"'
    yield ""
    yield "styles:"
    for name, style in theme.styles.items():
        plain = Style(size=style.size).model_dump()
        fields = [f"size: {_number(style.size)}"]
        for key, value in style.model_dump().items():
            if key != "size" and value != plain[key]:
                fields.append(f"{key}: {_number(value)}")
        yield f"  {name}: {{{', '.join(fields)}}}"


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _read_style(element: Element, base: Style) -> Style:
    size = int(_attribute(element, "rPr/sz", "val", str(round(base.size * 2)))) / 2
    values = base.model_dump()
    values["size"] = size
    line = _attribute(element, "pPr/spacing", "line", "")
    rule = _attribute(element, "pPr/spacing", "lineRule", "auto")
    if line and base.pitch is not None:
        pitch = int(line) / TWIPS if rule == "exact" else size * _SINGLE * int(line) / 240
        values["pitch"] = round(pitch, 2)
    values["after"] = int(_attribute(element, "pPr/spacing", "after", _twips(base.after))) / TWIPS
    em = size * TWIPS
    left = int(_attribute(element, "pPr/ind", "left", _twips(base.left_points)))
    hanging = int(_attribute(element, "pPr/ind", "hanging", "0"))
    first = int(_attribute(element, "pPr/ind", "firstLine", _twips(base.indent_points)))
    values["left"] = round(left / em, 3)
    values["indent"] = round((-hanging if hanging else first) / em, 3)
    values["align"] = _ALIGN.get(_attribute(element, "pPr/jc", "val", ""), base.align)
    properties = element.find(w("pPr"))
    values["keep"] = properties is not None and properties.find(w("keepNext")) is not None
    return Style.model_validate(values)


def _read_page(body: Element, base: Theme) -> dict[str, float]:
    page: dict[str, float] = base.page.model_dump()
    section = body.find(w("sectPr"))
    for key, path, name in (
        ("width", "pgSz", "w"),
        ("height", "pgSz", "h"),
        ("top", "pgMar", "top"),
        ("bottom", "pgMar", "bottom"),
        ("left", "pgMar", "left"),
        ("right", "pgMar", "right"),
        ("header", "pgMar", "header"),
        ("footer", "pgMar", "footer"),
    ):
        page[key] = int(_attribute(section, path, name, _twips(page[key]))) / TWIPS
    return page


def _attribute(element: Element | None, path: str, name: str, default: str) -> str:
    """Return an attribute of a descendant, ``default`` where either is missing."""
    found = None
    if element is not None:
        found = element.find("/".join(w(part) for part in path.split("/")))
    value = found.get(w(name)) if found is not None else None
    return default if value is None or value == "auto" else str(value)


def _twips(points: float) -> str:
    return str(round(points * TWIPS))
