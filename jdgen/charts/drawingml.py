"""A chart as DrawingML: a group of shapes that Word 2010 and later can edit.

Lengths become EMU (12,700 to the point, 635 to the twip), all of them whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jdgen.charts.shapes import (
    INSET_X,
    INSET_Y,
    LINE_WIDTH,
    MARK_OFFSET,
    TWIPS,
    Box,
    Chart,
    Connector,
    Look,
    Palette,
)
from jdgen.charts.xmltext import xml_text

EMU = 12700
"""EMU in a point."""

_OFFICE = "http://schemas.openxmlformats.org"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", f"{_OFFICE}/wordprocessingml/2006/main"),
        ("wp", f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"),
        ("a", f"{_OFFICE}/drawingml/2006/main"),
        ("wpg", f"{_WORD_2010}/wordprocessingGroup"),
        ("wps", f"{_WORD_2010}/wordprocessingShape"),
    )
)


@dataclass(frozen=True)
class _Type:
    """How the text of the boxes is set: paragraph style and fonts."""

    paragraph_style: str
    latin: str
    east_asian: str


def draw_drawingml(  # noqa: PLR0913 - each is a word of its own at the one place of call
    chart: Chart,
    *,
    palette: Palette,
    first_id: int,
    alt: str,
    name: str,
    paragraph_style: str,
    latin_font: str,
    east_asian_font: str,
) -> str:
    """Return the chart as a `<w:drawing>` element that declares its own namespaces.

    It stands inline in a run; its paragraph must have automatic line pitch, or
    all but one line of it is clipped. `alt` is read out instead of the picture,
    `name` is what Word's selection pane shows. `paragraph_style` is the id of
    the style of the text in the boxes; size, pitch and alignment are written
    into each paragraph, since the boxes were measured with them. Drawing ids
    count from `first_id`; `ids_used` says how many are taken.
    """
    width, height = _emu(chart.width), _emu(chart.height)
    setting = _Type(paragraph_style, latin_font, east_asian_font)
    extent = f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/>'
    inside = extent.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return "".join(
        [
            f"<w:drawing {_NAMESPACES}>",
            '<wp:inline distT="0" distB="0" distL="0" distR="0">',
            f'<wp:extent cx="{width}" cy="{height}"/>',
            '<wp:effectExtent l="0" t="0" r="0" b="0"/>',
            f'<wp:docPr id="{first_id}" name="{xml_text(name)}" descr="{xml_text(alt)}"/>',
            "<wp:cNvGraphicFramePr/>",
            f'<a:graphic><a:graphicData uri="{_WORD_2010}/wordprocessingGroup"><wpg:wgp>',
            f"<wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>{extent}{inside}</a:xfrm></wpg:grpSpPr>",
            *_shapes(chart, palette, setting, first_id + 1),
            "</wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing>",
        ]
    )


def ids_used(chart: Chart) -> int:
    """Return how many drawing ids the chart takes: the group and each of its shapes."""
    marks = sum(box.continued for box in chart.boxes)
    return 1 + len(chart.connectors) + len(chart.boxes) + marks


def _shapes(chart: Chart, palette: Palette, setting: _Type, first_id: int) -> Iterator[str]:
    """Yield lines first, boxes after: Word draws in this order."""
    next_id = first_id
    for connector in chart.connectors:
        yield _line(connector, palette.line, next_id)
        next_id += 1
    for box in chart.boxes:
        look = palette.look(box)
        if box.continued:
            y = box.y + box.height + MARK_OFFSET
            ends = ((box.x + MARK_OFFSET, y), (box.x + box.width - MARK_OFFSET, y))
            yield _line(Connector(ends), look.stroke, next_id)
            next_id += 1
        yield _box(box, look, setting, next_id)
        next_id += 1


def _line(connector: Connector, colour: str, shape_id: int) -> str:
    """Draw a connector as one path, so that its corners are joined."""
    left = min(x for x, _ in connector.points)
    top = min(y for _, y in connector.points)
    width = _emu(max(x for x, _ in connector.points) - left)
    height = _emu(max(y for _, y in connector.points) - top)
    steps = "".join(
        f'<a:{step}><a:pt x="{_emu(x - left)}" y="{_emu(y - top)}"/></a:{step}>'
        for step, (x, y) in zip(_steps(), connector.points, strict=False)
    )
    return (
        f'<wps:wsp><wps:cNvPr id="{shape_id}" name="Line {shape_id}"/><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}" fill="none">{steps}</a:path></a:pathLst>'
        f"</a:custGeom><a:noFill/>{_outline(colour, dashed=False)}</wps:spPr>"
        "<wps:bodyPr/></wps:wsp>"
    )


def _steps() -> Iterator[str]:
    yield "moveTo"
    while True:
        yield "lnTo"


def _outline(colour: str, *, dashed: bool) -> str:
    dash = '<a:prstDash val="sysDash"/>' if dashed else ""
    return (
        f'<a:ln w="{_emu(LINE_WIDTH)}"><a:solidFill><a:srgbClr val="{_rgb(colour)}"/>'
        f'</a:solidFill>{dash}<a:miter lim="800000"/></a:ln>'
    )


def _box(box: Box, look: Look, setting: _Type, shape_id: int) -> str:
    title = xml_text("".join(box.lines))
    inset_x, inset_y = _emu(INSET_X), _emu(INSET_Y)
    return (
        f'<wps:wsp><wps:cNvPr id="{shape_id}" name="{title}"/><wps:cNvSpPr/>'
        f'<wps:spPr><a:xfrm><a:off x="{_emu(box.x)}" y="{_emu(box.y)}"/>'
        f'<a:ext cx="{_emu(box.width)}" cy="{_emu(box.height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{_rgb(look.fill)}"/></a:solidFill>'
        f"{_outline(look.stroke, dashed=box.draft)}</wps:spPr>"
        f"<wps:txbx><w:txbxContent>{_paragraphs(box, look, setting)}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="{inset_x}" tIns="{inset_y}" '
        f'rIns="{inset_x}" bIns="{inset_y}" anchor="ctr" anchorCtr="0"><a:noAutofit/>'
        "</wps:bodyPr></wps:wsp>"
    )


def _paragraphs(box: Box, look: Look, setting: _Type) -> str:
    """Write the title as one paragraph and the detail as another."""
    paragraphs = [_paragraph(box, box.lines or ("",), look.text, setting)]
    if box.detail:
        paragraphs.append(_paragraph(box, box.detail_lines, look.detail, setting))
    return "".join(paragraphs)


def _paragraph(box: Box, lines: tuple[str, ...], colour: str, setting: _Type) -> str:
    # What could change the width of a line or the place where it breaks is switched
    # off: grid, indents of the style. Space between Han and Latin stands in boxes as in
    # the text (1 人): LibreOffice 7.4 sets it there whether asked to or not.
    properties = (
        f'<w:pPr><w:pStyle w:val="{xml_text(setting.paragraph_style)}"/>'
        '<w:autoSpaceDE w:val="1"/><w:autoSpaceDN w:val="1"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{round(box.pitch * TWIPS)}" '
        'w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLineChars="0" '
        'w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    )
    size = round(box.font_size * 2)
    fonts = (
        f'<w:rPr><w:rFonts w:ascii="{xml_text(setting.latin)}" '
        f'w:hAnsi="{xml_text(setting.latin)}" w:eastAsia="{xml_text(setting.east_asian)}" '
        f'w:cs="{xml_text(setting.latin)}" w:hint="eastAsia"/>'
        f'<w:color w:val="{_rgb(colour)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )
    texts = "<w:br/>".join(f'<w:t xml:space="preserve">{xml_text(line)}</w:t>' for line in lines)
    run = f"<w:r>{fonts}{texts}</w:r>"
    if box.target:
        anchor = xml_text(box.target)
        run = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{run}</w:hyperlink>'
    return f"<w:p>{properties}{run}</w:p>"


def _emu(points: float) -> int:
    return round(points * EMU)


def _rgb(colour: str) -> str:
    return colour[1:].upper()
