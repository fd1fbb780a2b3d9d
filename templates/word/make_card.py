"""Makes ``card.docx``, the Word template of role cards that comes with jdgen.

Run it as ``python templates/word/make_card.py``; a test shows that the file in the repository is
what it makes. Sizes, colours, widths and heights are written in at each build, fitted to the page.
"""

from __future__ import annotations

from pathlib import Path

from make_templates import (
    _HEAD,
    _R,
    _W,
    _cell_tag,
    _either,
    _loop,
    _package,
    _paragraph,
    _row_tag,
    _run,
    _styles,
    _tag,
    _when,
)

# id, name shown in Word, based on, the next paragraph's style, further paragraph properties
_CARD_STYLES = (
    ("JDCardEmployer", "单页单位", "Normal", "JDCardTitle", ""),
    ("JDCardTitle", "单页岗位", "Normal", "JDCardStanding", '<w:outlineLvl w:val="0"/>'),
    ("JDCardStanding", "单页隶属", "Normal", "", ""),
    ("JDCardFactLabel", "单页要点名", "Normal", "JDCardFactValue", ""),
    ("JDCardFactValue", "单页要点", "Normal", "", ""),
    ("JDCardLead", "单页概述", "Normal", "", ""),
    ("JDCardHeading", "单页标题", "Normal", "JDCardLine", '<w:outlineLvl w:val="1"/>'),
    ("JDCardDuty", "单页职责", "Normal", "JDCardDuty", ""),
    ("JDCardTask", "单页职责子项", "Normal", "JDCardTask", ""),
    ("JDCardBullet", "单页亮点", "Normal", "JDCardBullet", ""),
    ("JDCardLine", "单页内容", "Normal", "JDCardLine", ""),
    ("JDCardMore", "单页余项", "Normal", "", ""),
    ("JDCardSideHeading", "单页侧栏标题", "JDCardHeading", "JDCardSideLine", ""),
    ("JDCardSideLabel", "单页侧栏项目", "Normal", "JDCardSideLine", ""),
    ("JDCardSideLine", "单页侧栏内容", "Normal", "JDCardSideLabel", ""),
    ("JDCardCompany", "单页单位简介", "Normal", "", ""),
    ("JDCardFootHeading", "单页应聘标题", "Normal", "JDCardWay", '<w:outlineLvl w:val="1"/>'),
    ("JDCardNote", "单页应聘说明", "Normal", "JDCardWay", ""),
    ("JDCardWay", "单页应聘途径", "Normal", "JDCardWay", ""),
    ("JDCardCode", "单页二维码", "Normal", "JDCardCodeCaption", ""),
    ("JDCardCodeCaption", "单页扫码", "Normal", "", ""),
    ("JDCardEnd", "单页末行", "Normal", "", ""),
)
# Of labels inside a line.
_CHARACTER_STYLES = (
    ("JDCardKicker", "单页引语"),
    ("JDCardTerm", "单页项目"),
    ("JDCardWayLabel", "单页途径名"),
)
# Paragraph style, list, level, number format and text.
_LISTS = (
    ("JDCardDuty", 1, 0, "decimal", "%1"),
    ("JDCardTask", 1, 1, "bullet", "–"),
    ("JDCardBullet", 2, 0, "bullet", "•"),
)


def _styled(style: str, text: str) -> str:
    return _run(text, f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>')


def _labelled(style: str, label: str, label_style: str, text: str) -> str:
    """A paragraph that begins with a label, if there is one."""
    shown = f"{{{{ {label} ~ words('card_term') if {label} else '' }}}}"
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{_styled(label_style, shown)}{_run(text)}</w:p>"
    )


def _cell(*content: str, align: str = "top") -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    margins = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="dxa"/>{shade}<w:tcMar>{margins}</w:tcMar>'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{"".join(content)}</w:tc>'
    )


def _row(*cells: str) -> str:
    properties = '<w:cantSplit/><w:trHeight w:val="20" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _head() -> str:
    return _row(
        _cell(
            _paragraph(
                "JDCardEmployer",
                "{{ card.employer }}{{ words('card_between') }}",
                more_runs=_styled("JDCardKicker", "{{ card.kicker }}"),
            ),
            _paragraph("JDCardTitle", "{{ card.title }}"),
            _when("card.standing", _paragraph("JDCardStanding", "{{ card.standing }}")),
        )
    )


def _strip() -> str:
    fact = _cell(
        _paragraph("JDCardFactLabel", "{{ fact.label }}"),
        _paragraph("JDCardFactValue", "{{ fact.text }}"),
    )
    return (
        _row_tag("if card.facts")
        + _row(_cell_tag("for fact in card.facts"), fact, _cell_tag("endfor"))
        + _row_tag("endif")
    )


def _blocks(area: str) -> str:
    side = area == "side"
    heading = "JDCardSideHeading" if side else "JDCardHeading"
    text = "JDCardCompany" if side else "JDCardLine"
    line = _labelled("JDCardLine", "item.label", "JDCardTerm", "{{ item.text }}")
    if side:
        line = _when("item.label", _paragraph("JDCardSideLabel", "{{ item.label }}"))
        line += _paragraph("JDCardSideLine", "{{ item.text }}")
    duties = _paragraph("JDCardDuty", "{{ item.text }}") + _loop(
        "task", "item.tasks", _paragraph("JDCardTask", "{{ task }}")
    )
    return _loop(
        "block",
        f'card.area("{area}")',
        _when("block.heading", _paragraph(heading, "{{ block.heading }}")),
        _loop(
            "item",
            "block.items",
            _tag('if block.kind == "lead"'),
            _paragraph("JDCardLead", "{{ item.text }}"),
            _tag('elif block.kind == "numbered"'),
            duties,
            _tag('elif block.kind == "bulleted"'),
            _paragraph("JDCardBullet", "{{ item.text }}"),
            _tag('elif block.kind == "text"'),
            _paragraph(text, "{{ item.text }}"),
            _tag("else"),
            line,
            _tag("endif"),
        ),
        _when("block.more", _paragraph("JDCardMore", "{{ block.more }}")),
    )


def _columns() -> str:
    main, side = _cell(_blocks("main")), _cell(_blocks("side"))
    return (
        _row_tag("if card.blocks")
        + _row(main, _cell_tag("if card.two_columns"), side, _cell_tag("endif"))
        + _row_tag("endif")
    )


def _foot() -> str:
    way = _labelled("JDCardWay", "way.label", "JDCardWayLabel", "{{ address(way) }}")
    applying = _cell(
        _either(
            "card.applying.is_there",
            _paragraph("JDCardFootHeading", "{{ card.applying.heading }}"),
            _paragraph("JDCardEnd", ""),
        ),
        _loop("line", "card.applying.text", _paragraph("JDCardNote", "{{ line }}")),
        _loop("way", "card.applying.ways", way),
        align="center",
    )
    code = _cell(
        _paragraph("JDCardCode", "{{ code }}"),
        _paragraph("JDCardCodeCaption", "{{ card.applying.code.caption }}"),
        align="center",
    )
    return _row(applying, _cell_tag("if code"), code, _cell_tag("endif"))


def _document() -> str:
    borders = "".join(
        f'<w:{side} w:val="nil"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="11906" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="11906"/></w:tblGrid>'
        f"{_head()}{_strip()}{_columns()}{_foot()}</w:tbl>"
    )
    return (
        f"{_HEAD}<w:document {_W} {_R}><w:body>{table}{_paragraph('JDCardEnd', '')}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="0" w:right="0" w:bottom="0"'
        ' w:left="0" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _all_styles() -> str:
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:uiPriority w:val="1"/><w:qFormat/><w:rPr></w:rPr></w:style>'
        for identifier, name in _CHARACTER_STYLES
    )
    text = _styles(_CARD_STYLES)
    for style, number, level, _, _ in _LISTS:
        place = f'w:styleId="{style}"'
        before, after = text.split(place)
        numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        text = before + place + after.replace("<w:pPr>", numbered, 1)
    return text.replace("</w:styles>", f"{characters}</w:styles>")


def _numbering() -> str:
    lists = []
    for number in (1, 2):
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>'
            f'<w:pStyle w:val="{style}"/><w:suff w:val="tab"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'
            '<w:rPr><w:color w:val="15396B"/></w:rPr></w:lvl>'
            for style, own, level, shape, text in _LISTS
            if own == number
        )
        kind = "multilevel" if number == 1 else "singleLevel"
        lists.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>'
            f"{levels}</w:abstractNum>"
        )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    return f"{_HEAD}<w:numbering {_W}>{''.join(lists)}{numbers}</w:numbering>"


def make_card_template() -> bytes:
    """Return the template's bytes; the same every time."""
    return _package(_document(), _all_styles(), numbering=_numbering())


if __name__ == "__main__":
    Path(__file__).with_name("card.docx").write_bytes(make_card_template())
