"""A chart as SVG: real text, no style sheet, no ids, one point to one unit."""

from collections.abc import Iterator

from jdgen.charts.shapes import LINE_WIDTH, MARK_OFFSET, Box, Chart, Connector, Palette
from jdgen.charts.xmltext import number, xml_text
from jdgen.typography import GAP_EM, Setting, settings

DASH = 3.0
"""Dash and gap of a draft's outline, in line widths, as in Word's `sysDash`."""


def draw_svg(
    chart: Chart, *, palette: Palette, font_family: str, alt: str, links: bool = False
) -> str:
    """Return the chart as an `<svg>` element, sized in points.

    `alt` is what is read out instead of the picture. `links` makes boxes with a
    target clickable, for a browser: WeasyPrint 70 takes `<a>` in SVG for text
    and writes no link, so for a PDF put HTML links over the picture instead
    (see `link_areas`).
    """
    width, height = number(chart.width), number(chart.height)
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    pen = f'fill="none" stroke="{palette.line}" stroke-width="{number(LINE_WIDTH)}"'
    family = xml_text(font_family)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{family}">',
        f"<title>{xml_text(alt)}</title>",
        f'<g {pen} stroke-linejoin="miter">',
        *(_line(connector) for connector in chart.connectors),
        "</g>",
        *(piece for box in chart.boxes for piece in _box(box, palette, links=links)),
        "</svg>",
    ]
    return "\n".join(parts)


def link_areas(chart: Chart) -> tuple[tuple[str, float, float, float, float], ...]:
    """Return (target, x, y, width, height) in points of every box with a target."""
    return tuple((b.target, b.x, b.y, b.width, b.height) for b in chart.boxes if b.target)


def _line(connector: Connector) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in connector.points)
    return f'<polyline points="{points}"/>'


def _box(box: Box, palette: Palette, *, links: bool) -> Iterator[str]:
    look = palette.look(box)
    linked = links and box.target
    if linked:
        yield f'<a href="#{xml_text(box.target)}">'
    dash = number(DASH * LINE_WIDTH)
    dashes = f' stroke-dasharray="{dash} {dash}"' if box.draft else ""
    yield (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" fill="{look.fill}" '
        f'stroke="{look.stroke}" stroke-width="{number(LINE_WIDTH)}"{dashes}/>'
    )
    if box.continued:
        y = number(box.y + box.height + MARK_OFFSET)
        left, right = number(box.x + MARK_OFFSET), number(box.x + box.width - MARK_OFFSET)
        yield (
            f'<polyline points="{left},{y} {right},{y}" fill="none" '
            f'stroke="{look.stroke}" stroke-width="{number(LINE_WIDTH)}"/>'
        )
    for row in box.rows:
        colour = look.detail if row.is_detail else look.text
        yield (
            f'<text x="{number(row.middle)}" y="{number(row.baseline)}" '
            f'text-anchor="middle" font-size="{number(box.font_size)}" '
            f'{_gaps(row.text, box.font_size)}fill="{colour}">{xml_text(row.text)}</text>'
        )
    if linked:
        yield "</a>"


def _gaps(text: str, font_size: float) -> str:
    """Return the attribute that sets Han and Latin apart (1 人), as they are in Word."""
    shifts: list[float] = []
    gap = 0.0
    for piece, setting in settings(text):
        shifts += [gap, *([0.0] * (len(piece) - 1))]
        apart = setting in (Setting.GAP_AFTER, Setting.JOINED_GAP_AFTER)
        gap = GAP_EM * font_size if apart else 0.0
    return f'dx="{" ".join(map(number, shifts))}" ' if any(shifts) else ""
