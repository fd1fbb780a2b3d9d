"""A theme written into a Word file: its named styles, page, rules and fills."""

from __future__ import annotations

from jdgen.render.docx.xml import Element, child, element, properties, put, remove, w
from jdgen.theme import TWIPS, FontPair, Style, Theme

# The theme's styles by their ids in the Word file. Names there are what Word's users see.
STYLE_IDS = {
    "body": "JDBody",
    "note": "JDNote",
    "warning": "JDWarning",
    "control": "JDControl",
    "heading1": "Heading1",
    "heading2": "Heading2",
    "heading3": "Heading3",
    "heading4": "Heading4",
    "front_title": "JDFrontTitle",
    "duty": "JDDuty",
    "task": "JDTask",
    "duty_note": "JDDutyNote",
    "label": "JDLabel",
    "cell": "JDCell",
    "cell_centre": "JDCellCentre",
    "table_head": "JDTableHead",
    "small_cell": "JDSmallCell",
    "small_cell_centre": "JDSmallCellCentre",
    "sign": "JDSign",
    "role_title": "JDRoleTitle",
    "cover_top": "JDCoverTop",
    "cover_middle": "JDCoverMiddle",
    "cover_bottom": "JDCoverBottom",
    "cover_organisation": "JDCoverOrganisation",
    "cover_title": "Title",
    "cover_field": "JDCoverField",
    "cover_sign": "JDCoverSign",
    "toc1": "TOC1",
    "toc2": "TOC2",
    "toc3": "TOC3",
    "chart": "JDChart",
    "chart_caption": "JDChartCaption",
    "chart_box": "JDChartBox",
    "gap": "JDGap",
    "running_head": "Header",
    "folio": "Footer",
}
_ALIGN = {"start": "left", "center": "center", "end": "right", "justify": "both"}


def apply_styles(styles: Element, theme: Theme) -> None:
    """Write the theme's styles into ``styles.xml``; every other style stays as it is."""
    by_id = {style.get(w("styleId")): style for style in styles.findall(w("style"))}
    for name, identifier in STYLE_IDS.items():
        target = by_id.get(identifier)
        if target is not None:
            style = theme.style(name)
            _write_paragraph(child(target, "pPr"), style, theme, name)
            _write_run(child(target, "rPr"), style, theme)


def _write_paragraph(target: Element, style: Style, theme: Theme, name: str) -> None:
    if style.keep:
        put(target, "keepNext")
        put(target, "keepLines")
    else:
        remove(target, "keepNext")
        remove(target, "keepLines")
    # LibreOffice 7.4 reads this switch the wrong way round: 1 keeps punctuation inside the
    # line there, as the PDF does; Word may let a full stop hang into the margin instead.
    put(target, "overflowPunct", val=1)
    put(target, "spacing", before=0, after=_twips(style.after), **_pitch(style))
    indent = _twips(style.indent_points)
    ind: dict[str, object] = {"left": _twips(style.left_points)}
    if indent < 0:
        ind["hanging"] = -indent
    else:
        # Character units would be reckoned from Word's grid: points are the same everywhere.
        ind["firstLine"] = indent
    put(target, "ind", **ind)
    put(target, "jc", val=_ALIGN[style.align])
    width = _twips(theme.page.text_width)
    for border in target.iterfind(f"{w('pBdr')}/*"):
        border.set(w("color"), theme.colours.accent)
    if name.startswith("toc"):
        tabs = put(target, "tabs")
        tabs.append(element("tab", val="right", leader="dot", pos=width))
    if name == "running_head":
        tabs = put(target, "tabs")
        tabs.append(element("tab", val="right", pos=width))


def _pitch(style: Style) -> dict[str, object]:
    if style.pitch is None:
        return {"line": 240, "lineRule": "auto"}
    return {"line": _twips(style.pitch), "lineRule": "exact"}


def _write_run(target: Element, style: Style, theme: Theme) -> None:
    fonts: FontPair = theme.fonts[style.font]
    put(target, "rFonts", ascii=fonts.word_latin, hAnsi=fonts.word_latin,
        eastAsia=fonts.word_han, cs=fonts.word_latin)  # fmt: skip
    put(target, "b", val=0)
    put(target, "color", val=getattr(theme.colours, style.colour))
    put(target, "sz", val=round(style.size * 2))
    put(target, "szCs", val=round(style.size * 2))


def apply_page(section: Element, theme: Theme) -> None:
    """Write the theme's page box into a section's properties."""
    page = theme.page
    size = put(section, "pgSz", w=_twips(page.width), h=_twips(page.height))
    if page.width > page.height:
        size.set(w("orient"), "landscape")
    put(section, "pgMar", top=_twips(page.top), right=_twips(page.right),
        bottom=_twips(page.bottom), left=_twips(page.left), header=_twips(page.header),
        footer=_twips(page.footer), gutter=0)  # fmt: skip


def apply_to_tables(body: Element, theme: Theme) -> None:
    """Give the rules, cell margins and fills of all tables the theme's measures and colours."""
    # Cells that the template fills: labels, heads of columns, and sums.
    fills = {
        STYLE_IDS["label"]: theme.colours.label_fill,
        STYLE_IDS["table_head"]: theme.colours.header_fill,
        STYLE_IDS["cell"]: theme.colours.label_fill,
        STYLE_IDS["cell_centre"]: theme.colours.label_fill,
    }
    size = max(2, round(theme.tables.border * 8))
    for borders in body.iter(w("tblBorders")):
        for border in borders:
            if border.get(w("val")) != "nil":
                border.set(w("color"), theme.colours.line)
                border.set(w("sz"), str(size))
    vertical = str(_twips(theme.tables.padding_vertical))
    horizontal = str(_twips(theme.tables.padding_horizontal))
    for margins in body.iter(w("tblCellMar")):
        for margin in margins:
            upright = margin.tag in (w("top"), w("bottom"))
            margin.set(w("w"), vertical if upright else horizontal)
    for cell in body.iter(w("tc")):
        shade = cell.find(f"{w('tcPr')}/{w('shd')}")
        paragraph = cell.find(w("p"))
        if shade is None or paragraph is None:
            continue
        style = properties(paragraph).find(w("pStyle"))
        if style is not None and style.get(w("val")) in fills:
            shade.set(w("fill"), fills[str(style.get(w("val")))])


def _twips(points: float) -> int:
    return round(points * TWIPS)
