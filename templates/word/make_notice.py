"""Makes ``notice.docx``, the Word template of recruitment notices that comes with jdgen.

Run it as ``python templates/word/make_notice.py``; a test shows that the file in the repository is
what it makes. Sizes, colours and widths are written in at each build, fitted to the page.
"""

from __future__ import annotations

from pathlib import Path

from make_templates import (
    _HEAD,
    _R,
    _W,
    _loop,
    _package,
    _paragraph,
    _row,
    _row_tag,
    _run,
    _styles,
    _when,
)

# id, name shown in Word, based on, the next paragraph's style, further paragraph properties
_NOTICE_STYLES = (
    ("JDNoticeEmployer", "简章单位", "Normal", "JDNoticeTitle", ""),
    ("JDNoticeTitle", "简章标题", "Normal", "JDNoticeGap", '<w:outlineLvl w:val="0"/>'),
    ("JDNoticeLabel", "简章项目", "Normal", "", ""),
    ("JDNoticeAbout", "简章简介", "Normal", "", ""),
    ("JDNoticeFact", "简章内容", "Normal", "", ""),
    ("JDNoticeHead", "简章表头", "Normal", "", ""),
    ("JDNoticeHeadCentre", "简章表头居中", "Normal", "", ""),
    ("JDNoticePost", "简章岗位", "Normal", "JDNoticeBelow", ""),
    ("JDNoticeBelow", "简章部门", "Normal", "JDNoticeFact", ""),
    ("JDNoticeOpenings", "简章人数", "Normal", "", ""),
    ("JDNoticePay", "简章薪酬", "Normal", "JDNoticeFact", ""),
    ("JDNoticeWaysLabel", "简章应聘", "Normal", "", ""),
    ("JDNoticeWays", "简章应聘内容", "Normal", "", ""),
    ("JDNoticeCode", "简章二维码", "Normal", "JDNoticeCaption", ""),
    ("JDNoticeCaption", "简章扫码", "Normal", "", ""),
    ("JDNoticeGap", "简章间隔", "Normal", "", ""),
    ("JDNoticeEnd", "简章末行", "Normal", "", ""),
    ("JDNoticeRunning", "简章页眉", "Normal", "", ""),
)
# Of parts of a line: the number of posts beside the title, the label before a fact.
_CHARACTER_STYLES = (("JDNoticeCount", "简章计数"), ("JDNoticeTerm", "简章标签"))


def _styled(style: str, text: str) -> str:
    return _run(text, f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>')


def _line(style: str) -> str:
    """A paragraph of the pieces of ``line``, each behind its label."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    label = "{{ piece.label ~ words('colon') if piece.label else '' }}"
    runs = (
        _run("{%r for piece in line.pieces %}"),
        _run("{{ '' if loop.first else words('between_facts') }}"),
        # On the coloured band a label is no paler than what it labels: it could not be read.
        _run(label) if style == "JDNoticeWays" else _styled("JDNoticeTerm", label),
        _run("{{ address(piece) }}"),
        _run("{%r endfor %}"),
    )
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def _lines(items: str, style: str) -> str:
    return _loop("line", items, _line(style))


def _cell(*content: str, fill: bool = False, align: str = "top") -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="15396B"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="dxa"/>{shade}<w:vAlign w:val="{align}"/></w:tcPr>'
        f"{''.join(content)}</w:tc>"
    )


def _table(columns: int, *rows: str, ruled: tuple[str, ...] = ()) -> str:
    borders = "".join(
        f'<w:{side} w:val="{"single" if side in ruled else "nil"}" w:sz="4" w:space="0"'
        ' w:color="A9B2BD"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="100" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    grid = f'<w:gridCol w:w="{10000 // columns}"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="10000" w:type="dxa"/><w:jc w:val="left"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _gap(style: str = "JDNoticeGap") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'


def _band() -> str:
    title = (
        '<w:p><w:pPr><w:pStyle w:val="JDNoticeTitle"/></w:pPr>'
        + _run("{{ notice.title }}")
        + '<w:r><w:rPr><w:rStyle w:val="JDNoticeCount"/></w:rPr><w:tab/></w:r>'
        + _styled("JDNoticeCount", "{{ notice.count }}")
        + "</w:p>"
    )
    employer = _paragraph("JDNoticeEmployer", '{{ grid("band") }}{{ notice.employer }}')
    return _table(1, _row(_cell(employer, title, fill=True)))


def _facts(source: str, style: str) -> str:
    label = '{{ grid("facts") if loop.first else "" }}{{ fact.label }}'
    table = _table(
        2,
        _row_tag(f"for fact in {source}"),
        _row(_cell(_paragraph("JDNoticeLabel", label)), _cell(_lines("fact.lines", style))),
        _row_tag("endfor"),
        ruled=("bottom", "insideH"),
    )
    return _when(source, table, _gap())


def _posts(*, placed: bool) -> str:
    heads = ("JDNoticeHead", "JDNoticeHeadCentre", *("JDNoticeHead",) * (3 if placed else 2))
    head = (
        _cell(
            _paragraph(style, ('{{ grid("posts") }}' if number == 0 else "")
                       + f"{{{{ notice.header[{number}] }}}}"),
            fill=True,
        )
        for number, style in enumerate(heads)
    )  # fmt: skip
    cells = [
        _cell(
            _paragraph("JDNoticePost", "{{ post.title }}"),
            _lines("post.below_title", "JDNoticeBelow"),
            _lines("post.work", "JDNoticeFact"),
        ),
        _cell(_paragraph("JDNoticeOpenings", "{{ post.openings }}")),
        _cell(_lines("post.requirements", "JDNoticeFact")),
        _cell(_paragraph("JDNoticePay", "{{ post.pay }}"), _lines("post.offer", "JDNoticeFact")),
    ]
    if placed:
        cells.append(_cell(_lines("post.place", "JDNoticeFact")))
    return _table(
        len(heads),
        _row(*head, header=True),
        _row_tag("for post in notice.posts"),
        _row(*cells),
        _row_tag("endfor"),
        ruled=("top", "bottom", "insideH"),
    )


def _ways() -> str:
    label = '{{ grid("ways") if loop.first else "" }}{{ way.label }}'
    code = _when(
        "way.code",
        _paragraph("JDNoticeCode", "{{ code(way) }}"),
        _paragraph("JDNoticeCaption", "{{ way.code.caption }}"),
    )
    row = _row(
        _cell(_paragraph("JDNoticeWaysLabel", label), fill=True, align="center"),
        _cell(_lines("way.lines", "JDNoticeWays"), fill=True, align="center"),
        _cell(code, fill=True, align="center"),
    )
    table = _table(3, _row_tag("for way in notice.apply"), row, _row_tag("endfor"))
    return _when("notice.apply", table)


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{_run("1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _header() -> str:
    """What stands above all pages but the first, which has its band."""
    return (
        f'{_HEAD}<w:hdr {_W} {_R}><w:p><w:pPr><w:pStyle w:val="JDNoticeRunning"/></w:pPr>'
        + _run("{{ head }}")
        + "<w:r><w:tab/></w:r>"
        + _run("{{ before_page }}")
        + _field("PAGE")
        + _run("{{ before_pages }}")
        + _field("NUMPAGES")
        + _run("{{ after_pages }}")
        + "</w:p></w:hdr>"
    )


def _document() -> str:
    return (
        f"{_HEAD}<w:document {_W} {_R}><w:body>{_band()}{_gap()}"
        + _facts("notice.about", "JDNoticeAbout")
        + _when("notice.placed", _posts(placed=True))
        + _when("not notice.placed", _posts(placed=False))
        + _gap()
        + _facts("notice.shared", "JDNoticeFact")
        + _ways()
        + _gap("JDNoticeEnd")
        + '<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="720" w:right="720" w:bottom="720"'
        ' w:left="720" w:header="300" w:footer="300" w:gutter="0"/><w:titlePg/></w:sectPr>'
        "</w:body></w:document>"
    )


def _all_styles() -> str:
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:uiPriority w:val="1"/><w:qFormat/><w:rPr></w:rPr></w:style>'
        for identifier, name in _CHARACTER_STYLES
    )
    return _styles(_NOTICE_STYLES).replace("</w:styles>", f"{characters}</w:styles>")


def make_notice_template() -> bytes:
    """Return the template's bytes; the same every time."""
    return _package(_document(), _all_styles(), header=_header())


if __name__ == "__main__":
    Path(__file__).with_name("notice.docx").write_bytes(make_notice_template())
