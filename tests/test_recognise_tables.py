"""Tables to pieces: what a careful reader of each layout would say that its cells are."""

from __future__ import annotations

from jdgen.errors import message
from jdgen.importers.blocks import Block, Heading, Paragraph, Place, Table, texts
from jdgen.importers.readers.grid import Spanning, flow
from jdgen.importers.recognise.pieces import Piece, Rows, Start, Unlabelled
from jdgen.importers.recognise.tables import pieces_of_table

PLACE = Place("form.docx", message("table 1"))

# A cell: its text (a line each paragraph), or text and how many rows and columns it spans, or a
# table inside it.
Written = str | tuple[str, int, int] | Table


def table(*rows: list[Written]) -> Table:
    """Lay out cells as HTML does: each takes the next free place in its row."""
    return flow([[spanning(cell) for cell in row] for row in rows], PLACE) or Table((), 0, 0, PLACE)


def spanning(cell: Written) -> Spanning:
    """Return one cell."""
    if isinstance(cell, Table):
        return Spanning((cell,))
    text, rows, columns = (cell, 1, 1) if isinstance(cell, str) else cell
    blocks: tuple[Block, ...] = tuple(Paragraph(line, PLACE) for line in text.split("\n") if line)
    return Spanning(blocks, rows, columns)


def said(piece: Piece) -> tuple[object, ...]:
    """Return a piece in short: its field and its words."""
    if isinstance(piece, Start):
        return (f"begin {piece.record}", piece.name)
    if isinstance(piece, Unlabelled):
        kind = {Paragraph: "-", Heading: "#", Table: "table"}[type(piece.block)]
        return (kind, "|".join(text for text in texts((piece.block,)) if text))
    name = ".".join(piece.path) if piece.record == "role" else ".".join((piece.record, *piece.path))
    if isinstance(piece.value, Rows):
        return (name, *(dict(row) for row in piece.value.rows))
    return (name, "|".join(texts(piece.value)))


def read(*rows: list[Written]) -> list[tuple[object, ...]]:
    """Return what a table says, in short."""
    return [said(piece) for piece in pieces_of_table(table(*rows))]


def test_labels_have_their_values_beside_them() -> None:
    """Two pairs in a row of four cells; a label with an empty cell has no value."""
    first, second = ["岗位名称", "出纳", "所在部门", "财务部"], ["直接上级", "财务经理", "编制", ""]
    assert read([*first], [*second]) == [
        ("title", "出纳"),
        ("department", "财务部"),
        ("reports_to", "财务经理"),
        ("headcount", ""),
    ]


def test_an_upright_label_holds_for_the_rows_beside_it() -> None:
    """任职资格, one character below the other, and the requirements in its rows."""
    assert read(
        [("任\n职\n资\n格", 2, 1), "学历", "大专以上"],
        ["经验", "三年以上"],
    ) == [
        ("qualifications", ""),
        ("qualifications.education", "大专以上"),
        ("qualifications.experience", "三年以上"),
    ]


def test_a_bar_begins_a_section_whose_text_stands_below() -> None:
    """Right across the table, numbered or not."""
    assert read([("一、岗位职责", 1, 2)], [("1、收付现金。\n2、登记日记账。", 1, 2)]) == [
        ("duties", "1、收付现金。|2、登记日记账。"),
    ]


def test_the_rows_below_a_head_are_records() -> None:
    """Duties with a share of time and a measure."""
    assert read(
        ["序号", "职责内容", "占比", "考核标准"],
        ["1", "收付现金。", "60%", "无差错"],
        ["2", "登记日记账。", "40%", "当日完成"],
    ) == [
        (
            "duties",
            {"text": "收付现金。", "share": "60%", "measure": "无差错"},
            {"text": "登记日记账。", "share": "40%", "measure": "当日完成"},
        ),
    ]


def test_duties_that_begin_like_the_usual_form_and_are_none_end() -> None:
    """A head that the form's own words look like once kept the reader busy for ever."""
    found = read(["职责内容", "占比"], ["岗位名称", "出纳"])
    assert "出纳" in str(found)


def test_posts_one_below_the_other_begin_with_their_names() -> None:
    """A name right across the table above labels, none of them its title."""
    assert read(
        [("注塑班长", 1, 4)],
        ["上级", "车间主任", "下级", "操作工"],
        [("机修工", 1, 4)],
        ["上级", "车间主任", "下级", "无"],
    ) == [
        ("begin role", "注塑班长"),
        ("reports_to", "车间主任"),
        ("direct_reports", "操作工"),
        ("begin role", "机修工"),
        ("reports_to", "车间主任"),
        ("direct_reports", "无"),
    ]


def test_what_is_not_understood_comes_out_as_it_stands() -> None:
    """A table without any label is one piece; nothing of it is lost."""
    assert read(["甲", "乙"], ["丙", "丁"]) == [("table", "甲|乙|丙|丁")]


def test_a_note_below_a_list_is_no_post() -> None:
    """It comes out by itself."""
    found = read(["岗位名称", "编制"], ["出纳", "2"], ["会计", "3"], [("注：以批准为准。", 1, 2)])
    names = [each[1] for each in found if each[0] == "begin role"]
    assert names == ["出纳", "会计"]
    assert ("-", "注：以批准为准。") in found
