"""Documents of every format as blocks: the same words, in reading order, each with its place."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import NamedStyle

from jdgen.errors import message
from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Place, Table
from jdgen.importers.readers import read
from jdgen.importers.readers.grid import Spanning, flow
from jdgen.importers.readers.own import NAMESPACE, own_data
from jdgen.render import data as printed
from tests.checkers.tools import need
from tests.office_parts import (
    STYLES,
    cell,
    package,
    paragraph,
    styled,
    table,
    word_file,
    word_parts,
    workbook_parts,
)
from tests.small import jdgen, write_project


def outline(blocks: Sequence[Block]) -> list[Any]:
    """Return blocks in short: text with its number, headings with #, tables as lists of rows."""
    shown: list[Any] = []
    for block in blocks:
        if isinstance(block, Table):
            shown.append(grid(block))
        elif isinstance(block, Heading):
            shown.append(f"{'#' * block.level} {block.text}")
        else:
            mark = f"[{block.level}|{block.number}] " if block.number else ""
            shown.append(f"{mark}{block.text}")
    return shown


def grid(block: Table) -> list[list[str]]:
    """Return a table's texts by row; a position that a span covers repeats its cell's text."""
    rows = [["?"] * block.columns for _ in range(block.rows)]
    for each in block.cells:
        for row in range(each.row, each.row + each.rows):
            for column in range(each.column, each.column + each.columns):
                assert rows[row][column] == "?", "two cells on one position"
                rows[row][column] = each.text
    assert all(text != "?" for row in rows for text in row), "a position without a cell"
    return rows


def spots(document: Document) -> list[str]:
    """Return where each block stands."""
    return [str(block.place.spot) for block in document.blocks]


def read_word(body: str, **more: str) -> Document:
    """Read a Word file with this body."""
    return read(word_file(body, **more), "a.docx")


# Word


def test_headings_are_told_by_style_its_base_or_its_outline_level() -> None:
    """In any language of Word; where the document has a title, the headings are below it."""
    body = (
        styled("手册", "t") + styled("市场部", "1") + styled("经理", "own") + styled("职责", "out")
    )
    body += paragraph("直接标出", '<w:outlineLvl w:val="0"/>') + paragraph("正文")
    found = read_word(body, styles=STYLES)
    assert outline(found.blocks) == [
        "# 手册", "## 市场部", "### 经理", "#### 职责", "## 直接标出", "正文",
    ]  # fmt: skip
    assert spots(found)[:2] == ["paragraph 1", "paragraph 2"]


def test_a_table_of_contents_is_no_text() -> None:
    """It says again what the headings say."""
    found = read_word(styled("市场部\t3", "TOC1") + styled("市场部", "1"), styles=STYLES)
    assert outline(found.blocks) == ["# 市场部"]


def test_merged_cells_are_one_cell() -> None:
    """Across, down, and both; a row that is shorter is filled up."""
    found = read_word(
        table(
            cell("基本信息", merge="restart") + cell("岗位") + cell("经理"),
            cell("", merge="continue") + cell("全行", span=2),
            cell("职责") + cell("甲"),
        )
    )
    assert [grid(each) for each in found.blocks if isinstance(each, Table)] == [
        [["基本信息", "岗位", "经理"], ["基本信息", "全行", "全行"], ["职责", "甲", ""]]
    ]
    (block,) = found.blocks
    assert isinstance(block, Table)
    assert [(each.rows, each.columns) for each in block.cells][:2] == [(2, 1), (1, 1)]


def test_columns_that_only_other_tables_need_are_none() -> None:
    """A form's grid has many columns; those in which no cell begins say nothing."""
    found = read_word(table(cell("甲", span=5) + cell("乙", span=7), cell("丙", span=12)))
    assert outline(found.blocks) == [[["甲", "乙"], ["丙", "丙"]]]


def test_a_table_inside_a_cell_stays_there() -> None:
    """With the text before and behind it."""
    inner = table(cell("学历") + cell("本科"))
    outer = table(cell("任职资格") + cell(paragraph("如下：") + inner + paragraph("以上")))
    (block,) = read_word(outer).blocks
    assert isinstance(block, Table)
    assert outline(block.cells[1].blocks) == ["如下：", [["学历", "本科"]], "以上"]
    assert str(block.cells[1].blocks[1].place.spot) == "table 1, row 1"


def test_a_table_of_one_cell_is_only_a_frame() -> None:
    """What stands in it is read as if there were none."""
    assert outline(read_word(table(cell(paragraph("甲") + paragraph("乙")))).blocks) == ["甲", "乙"]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
"""


def listed(text: str, number: int, level: int = 0) -> str:
    """Return an item of a list that Word numbers."""
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties)


def test_numbers_that_word_draws_are_counted_as_word_counts() -> None:
    """Chinese ones too; lower levels begin again, another list goes on where it says."""
    body = listed("甲", 1) + listed("子", 1, 1) + listed("丑", 1, 1) + listed("点", 1, 2)
    body += listed("乙", 1) + listed("寅", 1, 1) + listed("丙", 2) + listed("无", 0)
    assert outline(read_word(body, numbering=NUMBERING).blocks) == [
        "[0|一、] 甲", "[1|一.1] 子", "[1|一.2] 丑", "[2|•] 点",
        "[0|二、] 乙", "[1|二.1] 寅", "[0|四、] 丙", "无",
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted() -> None:
    """Inserted text and rows are there, deleted and moved ones are gone."""
    body = (
        "<w:p><w:r><w:t>负责</w:t></w:r><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>去</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>"
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc>"
        f"</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{cell('增')}{cell('行')}</w:tr></w:tbl>"
    )
    assert outline(read_word(body).blocks) == ["负责新来", [["增", "行"]]]


def test_the_words_of_fields_links_and_controls_are_kept_and_their_codes_are_not() -> None:
    """A field's result is text, what it is made by is none; an invitation to type is none."""
    run = "<w:r><w:{}/></w:r>"
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>内码</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>结果</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink>'
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r>"
        f"</w:sdtContent></w:sdt>{run.format('noBreakHyphen')}<w:r><w:t>尾</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{paragraph('块')}</w:sdtContent></w:sdt>"
    )
    assert outline(read_word(body).blocks) == ["结果链接控件-尾", "块"]


def test_a_line_break_begins_a_paragraph() -> None:
    """A paragraph holds none; only the first line has the list's number."""
    body = listed("一</w:t><w:br/><w:t>二", 1)
    assert outline(read_word(body, numbering=NUMBERING).blocks) == ["[0|一、] 一", "二"]


def test_text_boxes_are_read_once() -> None:
    """Word writes each twice, for itself and for older programs."""
    box = "<w:txbxContent>" + paragraph("框内") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>框外</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert outline(read_word(body).blocks) == ["框外", "框内"]


def test_what_stands_around_the_text_is_kept_apart() -> None:
    """Page headers once, footnotes at the end; comments and hidden text are only spoken of."""
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>明</w:t></w:r></w:p>"
    found = read_word(
        hidden,
        header1=paragraph("某公司") + paragraph("某公司"),
        footnotes="<w:footnote w:type='separator'>" + paragraph("—") + "</w:footnote>"
        "<w:footnote>" + paragraph("注一") + "</w:footnote>",
        comments="<w:comment>" + paragraph("批注") + "</w:comment>",
    )
    assert outline(found.blocks) == ["明", "# 脚注", "注一"]
    assert [each.text for each in found.margins] == ["某公司"]
    assert [str(note) for note in found.notes] == [
        "hidden text was left out", "1 comments were left out",
    ]  # fmt: skip


def test_boxes_that_are_ticked_are_seen() -> None:
    """Those of forms, and signs of Microsoft's symbol fonts."""
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox>'
        '</w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:t>大专</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
        "<w:r><w:t>本科</w:t></w:r></w:p>"
    )
    assert outline(read_word(body).blocks) == ["☑大专□本科"]


def test_the_strict_form_is_read_too() -> None:
    """ISO/IEC 29500 strict has other namespaces."""
    parts = word_parts(styled("市场部", "1") + table(cell("甲") + cell("乙")), styles=STYLES)
    transitional = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    changed = {
        name: (content.encode() if isinstance(content, str) else content).replace(
            transitional, strict
        )
        for name, content in parts.items()
    }
    assert outline(read(package(changed), "a.docx").blocks) == ["# 市场部", [["甲", "乙"]]]


# Text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_text_is_read_in_any_usual_encoding(encoding: str) -> None:
    """What Notepad and old programs in China save."""
    text = "岗位名称：市场部经理\r\n\r\n负责部门的管理工作。\n"
    found = read(text.encode(encoding), "a.txt")
    assert outline(found.blocks) == ["岗位名称：市场部经理", "负责部门的管理工作。"]
    assert spots(found) == ["line 1", "line 3"]


def test_traditional_text_in_big5_is_told_from_gb18030() -> None:
    """Most of its bytes are valid in both."""
    text = "職務名稱：業務經理\n負責部門的業務管理與人員訓練，對公司的業績負責。"
    assert outline(read(text.encode("big5"), "a.txt").blocks) == text.split("\n")


def test_one_damaged_byte_does_not_cost_the_text() -> None:
    """It is shown where it is."""
    data = ("负责市场拓展部的全部工作，" * 40).encode().replace(b"\xe5\xb8\x82", b"\xe5\xb8", 1)
    assert "负责" in outline(read(data, "a.txt").blocks)[0]


def test_lines_cut_alike_by_tabs_are_a_table() -> None:
    """As copied from a form; numbered items and single labels are none."""
    text = "岗位\t经理\t编制\t1\n部门\t市场部\t学历\t本科\n1.\t甲\n2.\t乙\n职责：\t丙\n权力：\t丁\n"
    assert outline(read(text.encode(), "a.txt").blocks) == [
        [["岗位", "经理", "编制", "1"], ["部门", "市场部", "学历", "本科"]],
        "1.\t甲", "2.\t乙", "职责：\t丙", "权力：\t丁",
    ]  # fmt: skip


def test_invisible_characters_are_gone() -> None:
    """Controls, marks that turn the direction, joiners, and endless accents."""
    text = "岗\u200b位\u202e名\x00\x07称：e" + "\u0301" * 500 + "\u00a0x\ud800"
    found = read(text.encode("utf-8", "surrogatepass").replace(b"\xed\xa0\x80", b""), "a.txt")
    (said,) = outline(found.blocks)
    assert said.startswith("岗位名称：é")
    assert said.endswith(" x")
    assert len(said) < 15


# Web pages and Markdown


def test_a_page_is_read_as_it_is_seen() -> None:
    """Lists with their numbers, tables with spans, nothing of scripts, styles and hidden parts."""
    found = read(
        "<!doctype html><meta charset=utf-8><title>岗位</title><style>p{}</style><h2>市场部</h2>"
        "<p>岗位名称：<b>经</b>理<br>负责\n市场<script>alert(1)</script></p><div hidden>密</div>"
        "<ol start=3><li>甲<ul><li>子</ul><li>乙</ol>"
        "<table><caption>表</caption><tfoot><tr><td>末<tbody><tr><th rowspan=2>A<td colspan=2>b"
        "<tr><td>c<td>d</table><dl><dt>学历<dd>本科</dl>".encode(),
        "a.html",
    )
    assert outline(found.blocks) == [
        "## 市场部", "岗位名称：经理", "负责市场", "[0|3.] 甲", "[1|•] 子", "[0|4.] 乙", "表",
        [["A", "b", "b"], ["A", "c", "d"], ["末", "", ""]],
        [["学历", "本科"]],
    ]  # fmt: skip
    assert found.title == "岗位"
    assert [str(note) for note in found.notes] == ["hidden text was left out"]


def test_a_page_states_its_encoding() -> None:
    """What calls itself gb2312 is often more than that."""
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>朱镕基，岗位</p>'
    assert outline(read(page.encode("gb18030"), "a.htm").blocks) == ["朱镕基，岗位"]


def test_markdown_is_read_with_its_line_breaks_and_tables() -> None:
    """A front matter is text, not a heading."""
    text = "---\n标题: 手册\n---\n# 市场部\n名称：经理\n部门：市场部\n\n1. 甲\n   - 子\n\n"
    text += "|a|b|\n|-|-|\n|c|d<br>e|\n"
    assert outline(read(text.encode(), "a.md").blocks) == [
        "标题: 手册", "# 市场部", "名称：经理", "部门：市场部", "[0|1.] 甲", "[1|•] 子",
        [["a", "b"], ["c", "d\ne"]],
    ]  # fmt: skip


# Workbooks


def test_a_workbook_is_read_as_its_cells_show() -> None:
    """Each sheet under its name, hidden ones too; dates, shares and numbers as people see them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "岗位表"
    sheet.append(["部门", "岗位", "人数", "生效", "占比"])
    sheet.append(["市场部", "经理", 1, date(2024, 3, 1), 0.3])
    sheet.append([None, "专员\n（外勤）", 2.5, datetime(2024, 3, 1, 9, 30), 0.125])  # noqa: DTZ001  # as typed
    sheet["E2"].number_format = sheet["E3"].number_format = "0.0%"
    sheet.merge_cells("A2:A3")
    sheet["H90"].style = NamedStyle("empty")
    hidden = book.create_sheet("停用")
    hidden.sheet_state = "hidden"
    hidden["B3"] = "旧岗位"
    book.create_sheet("Sheet3")["C3"] = "无名"
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue(), "a.xlsx")
    assert outline(found.blocks) == [
        "# 岗位表",
        [["部门", "岗位", "人数", "生效", "占比"],
         ["市场部", "经理", "1", "2024-03-01", "30%"],
         ["市场部", "专员\n（外勤）", "2.5", "2024-03-01 09:30", "12.5%"]],
        "# 停用", "旧岗位", "无名",
    ]  # fmt: skip
    table_block = found.blocks[1]
    assert isinstance(table_block, Table)
    assert str(table_block.cells[6].blocks[0].place.spot) == "sheet “岗位表”, cell B2"


def test_a_formula_is_never_worked_out() -> None:
    """What the last program worked out is read; without that, the formula stays text."""
    rows = (
        '<sheetData><row r="1"><c r="A1" t="str"><f>"经"&amp;"理"</f><v>经理</v></c>'
        '<c r="B1"><f>HYPERLINK("http://x","岗位")</f></c></row></sheetData>'
    )
    found = read(package(workbook_parts({"岗位": rows})), "a.xlsx")
    assert outline(found.blocks) == ["# 岗位", [["经理", '=HYPERLINK("http://x","岗位")']]]
    assert "sheet “岗位”, cell B1" in str(found.notes[0].values["places"][0])  # type: ignore[index]


# The grid


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=5), min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_whatever_cells_span_each_position_has_one_cell(rows: list[list[tuple[int, int]]]) -> None:
    """And no cell is lost."""
    numbered = iter(range(100))
    place = Place("a.html", message("x"))
    cells = [
        [Spanning((Paragraph(f"c{next(numbered)}", place),), high, wide) for high, wide in row]
        for row in rows
    ]
    made = flow(cells, place)
    wanted = [paragraph.text for row in cells for each in row for paragraph in each.blocks
              if isinstance(paragraph, Paragraph)]  # fmt: skip
    if made is None:
        assert not wanted
        return
    grid(made)
    assert sorted(each.text for each in made.cells if each.blocks) == sorted(wanted)


# jdgen's own documents


def test_own_documents_carry_their_data(tmp_path: Path) -> None:
    """The Word file and the PDF both, exactly what was printed; copies without it are none."""
    project = write_project(tmp_path / "p")
    assert jdgen("build", "handbook", "--project", project).status == 0
    files = sorted((project / "output" / "handbook").iterdir())
    assert [file.suffix for file in files] == [".docx", ".pdf"]
    found = [own_data(file.read_bytes(), file.name) for file in files]
    assert found[0] == found[1]
    assert found[0] is not None
    assert [each["title"] for each in found[0]["roles"]] == ["出纳", "经理"]
    assert NAMESPACE == printed.NAMESPACE
    target = tmp_path / "bare"
    run = jdgen("build", "handbook", "--project", project, "--no-attach", "--output", target)
    assert run.status == 0
    for file in (target / "handbook").iterdir():
        assert own_data(file.read_bytes(), file.name) is None


# Word 97


def test_an_old_word_file_is_read_through_libreoffice(tmp_path: Path) -> None:
    """Made by LibreOffice itself from a form."""
    need("soffice")
    from tests.checkers.libreoffice import _soffice

    form = docx.Document()
    rows = form.add_table(2, 2)
    for row, column, text in ((0, 0, "岗位名称"), (0, 1, "经理"), (1, 0, "职责")):
        rows.cell(row, column).text = text
    rows.cell(1, 0).merge(rows.cell(1, 1))
    form.add_paragraph("完")
    source = tmp_path / "form.docx"
    form.save(str(source))
    _soffice("--convert-to", "doc", "--outdir", tmp_path, source, timeout=120)
    found = read(tmp_path / "form.doc")
    assert outline(found.blocks) == [[["岗位名称", "经理"], ["职责", "职责"]], "完"]
