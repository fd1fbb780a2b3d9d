"""Makes ``handbook.docx``, the Word template that comes with jdgen.

Run it as ``python templates/word/make_templates.py``; a test shows that the file in the repository
is what it makes. It is the readable source of that file: changes made in Word belong into a
project's own ``templates/word/handbook.docx``, which is looked up first.

What a template can print is listed in ``docs/templates.md``.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WARNING = "A33B12"  # the colour of what awaits confirmation

# id, name shown in Word, based on, the next paragraph's style, further paragraph properties
_STYLES = (
    ("Heading1", "heading 1", "Normal", "JDBody", '<w:outlineLvl w:val="0"/>'),
    ("Heading2", "heading 2", "Normal", "JDBody", '<w:outlineLvl w:val="1"/>'),
    ("Heading3", "heading 3", "Normal", "JDBody", '<w:outlineLvl w:val="2"/>'),
    ("Heading4", "heading 4", "Normal", "JDBody", '<w:outlineLvl w:val="3"/>'),
    ("Title", "Title", "Normal", "Normal", ""),
    ("TOC1", "toc 1", "Normal", "Normal", ""),
    ("TOC2", "toc 2", "Normal", "Normal", ""),
    ("TOC3", "toc 3", "Normal", "Normal", ""),
    ("Header", "header", "Normal", "", ""),
    ("Footer", "footer", "Normal", "", ""),
    ("JDRoleTitle", "岗位标题", "Heading3", "JDControl", '<w:outlineLvl w:val="2"/>'),
    ("JDCoverTop", "封面上空", "Normal", "", ""),
    ("JDCoverMiddle", "封面中空", "Normal", "", ""),
    ("JDCoverBottom", "封面下空", "Normal", "", ""),
    ("JDBody", "手册正文", "Normal", "", ""),
    ("JDNote", "手册说明", "Normal", "", ""),
    ("JDWarning", "草稿提示", "Normal", "", ""),
    ("JDControl", "文控行", "Normal", "", ""),
    ("JDFrontTitle", "目录标题", "Normal", "", ""),
    ("JDDuty", "职责条目", "Normal", "JDDuty", ""),
    ("JDTask", "职责子项", "Normal", "JDTask", ""),
    ("JDDutyNote", "职责备注", "Normal", "JDDuty", ""),
    ("JDLabel", "表格标签", "Normal", "", ""),
    ("JDCell", "表格内容", "Normal", "", ""),
    ("JDCellCentre", "表格内容居中", "JDCell", "", ""),
    ("JDTableHead", "表格表头", "Normal", "", ""),
    ("JDSmallCell", "表格小字", "JDCell", "", ""),
    ("JDSmallCellCentre", "表格小字居中", "JDCell", "", ""),
    ("JDSign", "签字栏", "Normal", "", ""),
    ("JDCoverOrganisation", "封面单位", "Normal", "", ""),
    ("JDCoverField", "封面信息", "Normal", "", ""),
    ("JDCoverSign", "封面签署", "Normal", "", ""),
    ("JDChart", "组织图", "Normal", "", ""),
    ("JDChartCaption", "组织图标题", "Normal", "", ""),
    ("JDChartBox", "组织图方框", "Normal", "", ""),
    ("JDGap", "间隔", "Normal", "", ""),
)
# The level of the one outline (``_numbering``) that a style is numbered by.
_NUMBERED = {
    "Heading1": 0,
    "Heading2": 1,
    "Heading3": 2,
    "JDRoleTitle": 2,
    "Heading4": 3,
    "JDDuty": 4,
    "JDTask": 5,
}


def _run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _warning_run(text: str) -> str:
    return _run(text, f'<w:rPr><w:color w:val="{_WARNING}"/></w:rPr>')


def _paragraph(style: str, text: str, properties: str = "", *, more_runs: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{_run(text)}{more_runs}</w:p>'
    )


def _tag(text: str) -> str:
    """A paragraph that only holds a tag; docxtpl takes it away."""
    return _paragraph("JDBody", "{%p " + text + " %}")


def _cell_tag(text: str) -> str:
    """A cell that only holds a tag; docxtpl takes it away."""
    return f"<w:tc><w:p><w:r><w:t>{{%tc {text} %}}</w:t></w:r></w:p></w:tc>"


def _row_tag(text: str) -> str:
    """A row that only holds a tag; docxtpl takes it away."""
    return f"<w:tr><w:tc><w:p><w:r><w:t>{{%tr {text} %}}</w:t></w:r></w:p></w:tc></w:tr>"


def _cell(
    content: str, *, span: int = 1, fill: bool = False, merge: str = "", align: str = "center"
) -> str:
    properties = '<w:tcW w:w="0" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += f'<w:vMerge w:val="{merge}"/>'
    if fill:
        properties += '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
    properties += f'<w:vAlign w:val="{align}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _row(*cells: str, header: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _table(columns: int, *rows: str, lines: bool = True, align: str = "left") -> str:
    kind = "single" if lines else "nil"
    borders = "".join(
        f'<w:{side} w:val="{kind}" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(
        f'<w:{side} w:w="80" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    grid = "".join(f'<w:gridCol w:w="{8400 // columns}"/>' for _ in range(columns))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="8400" w:type="dxa"/><w:jc w:val="{align}"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _loop(name: str, over: str, *content: str) -> str:
    return _tag(f"for {name} in {over}") + "".join(content) + _tag("endfor")


def _when(condition: str, *content: str) -> str:
    return _tag(f"if {condition}") + "".join(content) + _tag("endif")


def _either(condition: str, then: str, otherwise: str) -> str:
    return _tag(f"if {condition}") + then + _tag("else") + otherwise + _tag("endif")


def _rows_for(name: str, over: str, *rows: str) -> str:
    return _row_tag(f"for {name} in {over}") + "".join(rows) + _row_tag("endfor")


def _either_row(condition: str, then: str, otherwise: str) -> str:
    return _row_tag(f"if {condition}") + then + _row_tag("else") + otherwise + _row_tag("endif")


def _cells_for(name: str, over: str, cell: str) -> str:
    return _cell_tag(f"for {name} in {over}") + cell + _cell_tag("endfor")


def _gap(style: str = "JDGap") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p>'


def _label(text: str, *, span: int = 1) -> str:
    return _cell(_paragraph("JDLabel", text), fill=True, span=span)


def _value(text: str, style: str = "JDCell", *, span: int = 1) -> str:
    return _cell(_paragraph(style, text), span=span)


def _headings(item: str) -> str:
    """The headings that a section starts with, each in its own style."""
    text = "{{ new_page(section, loop.first) }}{{ heading }}"
    return _loop(
        "heading",
        f"{item}.headings",
        _tag("if heading.level == 1"),
        _paragraph("Heading1", text),
        _tag("elif heading.level == 2"),
        _paragraph("Heading2", text),
        _tag("else"),
        _paragraph("JDRoleTitle", text),
        _tag("endif"),
    )


def _duty() -> str:
    return (
        _paragraph("JDDuty", "{{ item.text }}")
        + _loop("task", "item.tasks", _paragraph("JDTask", "{{ task }}"))
        + _when("item.note", _paragraph("JDDutyNote", "{{ item.note }}"))
    )


def _duties(items: str) -> str:
    return _loop("item", items, _duty())


def _free_table(source: str, cell: str, total: str = "") -> str:
    """A table of any number of columns; ``cell`` prints the ``cell`` of a ``row``.

    ``total`` prints it in the last row of a table with a sum.
    """
    grid = f"{{{{ grid({source}.name, {source}.header | length, loop.first) }}}}"
    head = _cell(_paragraph("JDTableHead", f"{grid}{{{{ text }}}}"), fill=True)
    rows = [_row(_cells_for("cell", "row", cell))]
    if total:
        rows = [
            _row_tag(f"if {source}.total and loop.last"),
            _row(_cells_for("cell", "row", total)),
            _row_tag("else"),
            *rows,
            _row_tag("endif"),
        ]
    return _table(
        1,
        _row(_cells_for("text", f"{source}.header", head), header=True),
        _rows_for("row", f"{source}.rows", *rows),
    )


def _summary_table(style: str = "JDCell") -> str:
    """A table that looks across all posts; a cell may be the number of a page."""
    text = "{{ page(cell.page_of) if cell.page_of else cell.text }}"
    choice = _either("cell.centred", _paragraph(f"{style}Centre", text), _paragraph(style, text))
    return _free_table("table", _cell(choice), _cell(choice, fill=True))


def _part(source: str = "part") -> str:
    mark = f"{{{{ open_mark ~ {source}.mark ~ close_mark if {source}.mark else '' }}}}"
    heading = f"{{{{ {source}.heading }}}}"
    marked = _paragraph("Heading4", heading, more_runs=_warning_run(mark))
    return "".join(
        [
            _when(f"{source}.heading", marked),
            _tag(f'if {source}.kind == "text"'),
            _loop("line", f"{source}.lines", _paragraph("JDBody", "{{ line }}")),
            _tag(f'elif {source}.kind == "list"'),
            _duties(f"{source}.items"),
            _tag(f'elif {source}.kind == "fields"'),
            _table(
                2,
                _rows_for(
                    "field",
                    f"{source}.fields",
                    _row(
                        _label('{{ grid("fields", 2, loop.first) }}{{ field.label }}'),
                        _value("{{ field.value }}"),
                    ),
                ),
            ),
            _gap(),
            _tag("else"),
            _free_table(source, _value("{{ cell }}")),
            _gap(),
            _tag("endif"),
        ]
    )


def _signatures(source: str) -> str:
    return _table(
        3,
        _row(
            _cells_for(
                "box",
                source,
                _value(
                    '{{ grid("signoff", 3, loop.first) }}{{ box.label }}{{ words("colon") }}'
                    "{{ box.name }}　{{ box.date }}",
                    "JDSign",
                ),
            )
        ),
    )


def _cover() -> str:
    signs = "".join(
        _row(_cells_for("box", "section.signoff", _cell(_paragraph(style, text), fill=fill)))
        for style, text, fill in (
            ("JDTableHead", '{{ grid("signoff", 3, loop.first) }}{{ box.label }}', True),
            ("JDCoverSign", '{{ words("signature") }}{{ words("colon") }}{{ box.name }}', False),
            ("JDCoverSign", '{{ words("date") }}{{ words("colon") }}{{ box.date }}', False),
        )
    )
    return "".join(
        [
            _gap("JDCoverTop"),
            _paragraph("JDCoverOrganisation", "{{ book.organisation }}"),
            _paragraph("Title", "{{ book.title }}"),
            _gap("JDCoverMiddle"),
            _when(
                "section.fields",
                _table(
                    2,
                    _rows_for(
                        "field",
                        "section.fields",
                        _row(
                            _value(
                                '{{ grid("cover_fields", 2, loop.first) }}{{ field.label }}',
                                "JDCoverField",
                            ),
                            _value("{{ field.value }}", "JDCoverField"),
                        ),
                    ),
                    lines=False,
                    align="center",
                ),
            ),
            _gap("JDCoverBottom"),
            _when(
                "section.signoff",
                _table(3, signs),
                _paragraph("JDNote", "{{ section.note }}", '<w:jc w:val="right"/>'),
            ),
        ]
    )


def _structure() -> str:
    chart = _loop(
        "piece",
        "chart_pieces(chart.anchor)",
        _when("piece.caption", _paragraph("JDChartCaption", "{{ piece.caption }}")),
        _paragraph("JDChart", "{{ piece.drawing }}"),
    )
    return "".join(
        [
            _paragraph("Heading1", "{{ section.headings[0] }}"),
            _loop(
                "chart",
                "section.charts",
                _paragraph("Heading2", "{{ headings[chart.anchor] }}"),
                chart,
                _when(
                    "loop.first and section.departments",
                    _paragraph("Heading2", '{{ headings["department_duties"] }}'),
                    _loop(
                        "department",
                        "section.departments",
                        _paragraph("Heading3", "{{ headings[department.anchor] }}"),
                        _when("department.note", _paragraph("JDNote", "{{ department.note }}")),
                        _when(
                            "department.summary", _paragraph("JDBody", "{{ department.summary }}")
                        ),
                        _duties("department.duties"),
                    ),
                ),
            ),
            _paragraph("Heading2", '{{ headings["headcount_summary"] }}'),
            _loop(
                "table",
                "section.tables",
                _tag('if table.name == "roster"'),
                _paragraph("Heading2", '{{ headings["roster"] }}'),
                _tag("elif not loop.first"),
                _paragraph("Heading4", "{{ table.heading }}"),
                _tag("endif"),
                _summary_table(),
                _gap(),
            ),
        ]
    )


def _role() -> str:
    control = (
        "{% for text in section.role.control %}{{ text }}　{% endfor %}{{ pages_in_all(section) }}"
    )
    return "".join(
        [
            _headings("section"),
            _when("section.role.draft", _paragraph("JDWarning", "{{ section.role.draft }}")),
            _when(
                "section.role.written_in",
                _paragraph("JDWarning", "{{ section.role.written_in }}"),
            ),
            _paragraph("JDControl", control),
            _either('post == "form"', _form(), _standard()),
        ]
    )


def _grid_rows(*, joined: int, alone: int, mark: str = "") -> str:
    """The post's first rows: two fields each, an odd last one across the whole width.

    ``joined`` and ``alone`` say how many columns a first and a lonely value take.
    """
    first = _label(mark + "{{ fields[0].label }}")
    second = _label("{{ fields[1].label }}") + _value("{{ fields[1].value }}")
    return _rows_for(
        "fields",
        "section.role.grid",
        _either_row(
            "fields | length == 2",
            _row(first, _value("{{ fields[0].value }}", span=joined), second),
            _row(first, _value("{{ fields[0].value }}", span=alone)),
        ),
    )


def _standard() -> str:
    return "".join(
        [
            _table(4, _grid_rows(joined=1, alone=3, mark='{{ grid("grid", 4, loop.first) }}')),
            _gap(),
            _loop("part", "section.role.parts", _part()),
            _when("section.role.signoff", _signatures("section.role.signoff"), _gap()),
            _paragraph("Heading4", "{{ section.role.acknowledgement }}"),
            _paragraph("JDBody", "{{ section.role.acknowledged }}", "<w:keepNext/>"),
            _table(
                3,
                _row(
                    *(
                        _value(
                            ('{{ grid("signoff", 3) }}' if number == 0 else "")
                            + f'{{{{ section.role.holder[{number}] }}}}{{{{ words("colon") }}}}',
                            "JDSign",
                        )
                        for number in range(3)
                    )
                ),
            ),
        ]
    )


# A list's label is a silent upper level of the outline: the numbers below it start at 1.
_RESTART = '<w:numPr><w:ilvl w:val="3"/><w:numId w:val="1"/></w:numPr>'


def _form_label(*, first: bool, restart: bool = False) -> str:
    """The label beside all rows of a part: one cell merged downwards."""
    if not first:
        return _cell(_paragraph("JDLabel", ""), fill=True, merge="continue", align="top")
    mark = _warning_run("{{ '＊' if part.mark else '' }}")
    heading = _paragraph(
        "JDLabel", "{{ part.heading }}", _RESTART if restart else "", more_runs=mark
    )
    return _cell(heading, fill=True, merge="restart", align="top")


def _form_rows() -> str:
    """The rows of one part inside the form's grid."""
    lines = _cell(
        _loop("line", "part.lines", _paragraph("JDCell", "{{ line }}"))
        + _when("not part.lines", _paragraph("JDCell", "")),
        span=4,
    )
    duty = _cell(_duty(), span=4)
    field = _label("{{ field.label }}") + _value("{{ field.value }}", span=3)

    return "".join(
        [
            _row_tag('if part.kind == "text"'),
            _row(_form_label(first=True), lines),
            _row_tag('elif part.kind == "list"'),
            _rows_for(
                "item",
                "part.items",
                _either_row(
                    "loop.first",
                    _row(_form_label(first=True, restart=True), duty),
                    _row(_form_label(first=False), duty),
                ),
            ),
            _row_tag('elif part.kind == "fields"'),
            _rows_for(
                "field",
                "part.fields",
                _either_row(
                    "loop.first",
                    _row(_form_label(first=True), field),
                    _row(_form_label(first=False), field),
                ),
            ),
            _row_tag("elif part.header | length == 3"),
            _form_table(2, 1, 1),
            _row_tag("else"),
            _form_table(1, 1, 1, 1),
            _row_tag("endif"),
        ]
    )


def _form_table(*spans: int) -> str:
    """A part's table inside the form's grid: how many columns of the grid each of its own joins."""
    head = (_label(f"{{{{ part.header[{n}] }}}}", span=span) for n, span in enumerate(spans))
    row = (_value(f"{{{{ row[{n}] }}}}", span=span) for n, span in enumerate(spans))
    return _row(_form_label(first=True), *head) + _rows_for(
        "row", "part.rows", _row(_form_label(first=False), *row)
    )


def _form() -> str:
    """The whole post in one grid; what has columns of its own follows below it."""
    label = _paragraph("JDLabel", "{{ section.role.acknowledgement }}")
    acknowledgement = _cell(
        _paragraph("JDCell", "{{ section.role.acknowledged }}")
        + _loop("line", "section.role.sign_lines", _paragraph("JDSign", "{{ line }}")),
        span=4,
    )
    title = '{{ grid("form", 5) }}{{ section.role.form_title }}'
    return "".join(
        [
            _when(
                "section.role.supplemented",
                _paragraph("JDWarning", "＊{{ section.role.supplemented }}"),
            ),
            _table(
                5,
                _row(_cell(_paragraph("JDTableHead", title), span=5, fill=True), header=True),
                _grid_rows(joined=2, alone=4),
                _row_tag("for part in section.role.parts if part.in_grid"),
                _form_rows(),
                _row_tag("endfor"),
                _row(_cell(label, fill=True, align="top"), acknowledgement),
            ),
            _loop(
                "part",
                "section.role.parts if not part.in_grid",
                _when("loop.first", _gap()),
                _part(),
            ),
            _when("section.role.signoff", _gap(), _signatures("section.role.signoff")),
        ]
    )


def _body() -> str:
    kinds = {
        "cover": _cover(),
        "contents": _paragraph("JDFrontTitle", "{{ section.chapter }}")
        + _loop(
            "line",
            "book.contents",
            *(
                _when(
                    f"line.level == {level}", _paragraph(f"TOC{level}", "{{ contents_line(line) }}")
                )
                for level in (1, 2, 3)
            ),
        ),
        "parts": _headings("section") + _loop("part", "section.parts", _part()),
        "tables": _headings("section")
        + _when("section.note", _paragraph("JDBody", "{{ section.note }}"))
        + _loop(
            "table",
            "section.tables",
            _either("table.small", _summary_table("JDSmallCell"), _summary_table()),
        ),
        "structure": _structure(),
        "role": _role(),
    }
    choices = "".join(
        _when(f'section.kind == "{kind}"', content) for kind, content in kinds.items()
    )
    # A section of Word ends with a paragraph, and after a table the body must too: one point high.
    thin = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    properties = f'<w:pPr><w:pStyle w:val="JDGap"/>{thin}</w:pPr>'
    end = f"<w:p>{properties}<w:r><w:t>{{{{ chapter_end(section) }}}}</w:t></w:r></w:p>"
    return (
        _loop("section", "book.sections", choices, _when("ends_chapter(section)", end))
        + f"<w:p>{properties}</w:p>"
    )


def _document() -> str:
    return (
        f"{_HEAD}<w:document {_W} {_R}><w:body>{_body()}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1700" w:right="1753" w:bottom="1620" w:left="1753" w:header="840"'
        ' w:footer="840" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _style(identifier: str, name: str, based_on: str, following: str, outline: str) -> str:
    numbering = ""
    if identifier in _NUMBERED:
        level = _NUMBERED[identifier]
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    custom = ' w:customStyle="1"' if identifier.startswith("JD") else ""
    borders = ""
    if identifier == "Heading1":
        borders = (
            '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="15396B"/></w:pBdr>'
        )
    after = f'<w:next w:val="{following}"/>' if following else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{after}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"<w:pPr>{numbering}{borders}{outline}</w:pPr><w:rPr></w:rPr></w:style>"
    )


def _styles(rows: tuple[tuple[str, str, str, str, str], ...] = _STYLES) -> str:
    defaults = (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"'
        ' w:cs="Times New Roman"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    return (
        f"{_HEAD}<w:styles {_W}>{defaults}{normal}{''.join(_style(*row) for row in rows)}"
        "</w:styles>"
    )


def _numbering() -> str:
    """One outline: headings are its silent upper levels, so that each list starts at 1 again."""
    levels = []
    for level in range(9):
        duty, task = _NUMBERED["JDDuty"], _NUMBERED["JDTask"]
        silent = level not in (duty, task)
        style = next((name for name, number in _NUMBERED.items() if number == level), None)
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        if silent:
            shape = '<w:numFmt w:val="none"/>' + linked + '<w:suff w:val="nothing"/>'
            text, indent = "", '<w:ind w:left="0" w:firstLine="0"/>'
        else:
            shape = '<w:numFmt w:val="decimal"/>' + linked + '<w:suff w:val="tab"/>'
            text = f"%{duty + 1}." if level == duty else f"(%{task + 1})"
            indent = (
                '<w:ind w:left="420" w:hanging="420"/>'
                if level == duty
                else '<w:ind w:left="945" w:hanging="525"/>'
            )
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{shape}<w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr></w:lvl>'
        )
    return (
        f'{_HEAD}<w:numbering {_W}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings() -> str:
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:spaceForUL/><w:ulTrailSpace/><w:adjustLineHeightInTable/>"
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _font_table() -> str:
    """The fonts that a theme's styles name, and what they are like where they are missing."""
    fonts = (
        ("宋体", "SimSun", "86", "auto", "variable"),
        ("黑体", "SimHei", "86", "modern", "fixed"),
        ("Times New Roman", "", "00", "roman", "variable"),
        ("Arial", "", "00", "swiss", "variable"),
    )
    rows = "".join(
        f'<w:font w:name="{name}">'
        + (f'<w:altName w:val="{other}"/>' if other else "")
        + f'<w:charset w:val="{charset}"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, other, charset, family, pitch in fonts
    )
    return f"{_HEAD}<w:fonts {_W}>{rows}</w:fonts>"


def _theme() -> str:
    """A plain Office theme, which Word wants to have; styles here name their fonts and colours."""
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/main"
    colours = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "1F2328", "lt2": "F1F4F8",
        "accent1": "15396B", "accent2": "4A6A94", "accent3": "6A7078",
        "accent4": "A9B2BD", "accent5": "A33B12", "accent6": "2F5D50",
        "hlink": "15396B", "folHlink": "4A6A94",
    }  # fmt: skip
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{latin}"/><a:ea typeface="{han}"/>'
        f'<a:cs typeface=""/></a:{kind}Font>'
        for kind, latin, han in (("major", "Arial", "黑体"), ("minor", "Times New Roman", "宋体"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="{drawing}" name="jdgen"><a:themeElements>'
        f'<a:clrScheme name="jdgen">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="jdgen">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="jdgen"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def make_handbook_template() -> bytes:
    """Return the template's bytes; the same every time."""
    return _package(_document(), _styles(), numbering=_numbering())


def _package(document: str, styles: str, *, numbering: str = "", header: str = "") -> bytes:
    """Return a Word file of these parts and those that all templates share.

    ``header`` is related to the document as ``rIdHeader``.
    """
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (
            ("document", "document.main"),
            ("styles", "styles"),
            *([("numbering", "numbering")] if numbering else []),
            ("settings", "settings"),
            ("fontTable", "fontTable"),
            *([("header1", "header")] if header else []),
        )
    )
    parts = {
        "[Content_Types].xml": _HEAD
        + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}'
        '<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>',
        "_rels/.rels": _relationships((("rId1", "officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _relationships(
            (
                ("rId1", "styles", "styles.xml"),
                *((("rId2", "numbering", "numbering.xml"),) if numbering else ()),
                ("rId3", "settings", "settings.xml"),
                ("rId4", "fontTable", "fontTable.xml"),
                ("rId5", "theme", "theme/theme1.xml"),
                *((("rIdHeader", "header", "header1.xml"),) if header else ()),
            )
        ),
        "word/document.xml": document,
        "word/styles.xml": styles,
        **({"word/numbering.xml": numbering} if numbering else {}),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/theme/theme1.xml": _theme(),
        **({"word/header1.xml": header} if header else {}),
    }
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return output.getvalue()


def _relationships(targets: tuple[tuple[str, str, str], ...]) -> str:
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identifier, kind, target in targets
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    )


if __name__ == "__main__":
    Path(__file__).with_name("handbook.docx").write_bytes(make_handbook_template())
