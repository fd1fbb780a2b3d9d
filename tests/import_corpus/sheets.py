# ruff: noqa: E501 - a Chinese character counts as two columns, and a row stands on one line
"""Spreadsheets: a row per post, a sheet per post, a row per duty, a plan of headcounts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from tests.import_corpus.numbering import numbered
from tests.import_corpus.telling import Layout, Plain, Printing, Sheaf, example, factory


class Workbook:
    """One spreadsheet, with the few formats that such files have."""

    def __init__(self) -> None:
        self._stream = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        base = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体"}
        self.formats = {
            "value": self._book.add_format(base),
            "label": self._book.add_format(
                {**base, "bold": True, "align": "center", "bg_color": "#DDEBF7"}
            ),
            "title": self._book.add_format({"bold": True, "align": "center", "font_size": 16}),
        }

    def sheet(self, name: str, widths: Sequence[float] = ()) -> Any:
        """Begin a sheet."""
        sheet = self._book.add_worksheet(name)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        return sheet

    def merge(
        self, sheet: Any, box: tuple[int, int, int, int], text: str, look: str = "value"
    ) -> None:
        """Write a text over cells from row and column to row and column."""
        if box[:2] == box[2:]:
            sheet.write_string(box[0], box[1], text, self.formats[look])
        else:
            sheet.merge_range(*box, text, self.formats[look])

    def row(
        self, sheet: Any, row: int, texts: Sequence[str], look: str = "value", left: int = 0
    ) -> None:
        """Write texts beside one another; a whole number is written as a number."""
        for column, text in enumerate(texts, left):
            if text.isdigit():
                sheet.write_number(row, column, int(text), self.formats[look])
            else:
                sheet.write_string(row, column, text, self.formats[look])

    def data(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._stream.getvalue()


def _lines(duties: Sequence[Plain], style: str) -> str:
    return "\n".join(numbered([duty["text"] for duty in duties], style))


def row_per_post() -> Printing:
    """A sheet with a title over it, a head row, and a post in each row."""
    sheaf, book = Sheaf(), Workbook()
    names = ("序号", "岗位", "所属部门", "直接上级", "编制", "岗位概述", "主要工作内容", "学历要求", "经验要求",
             "技能要求", "年龄要求", "工作地点及环境")  # fmt: skip
    sheet = book.sheet("岗位信息表", (6, 16, 14, 16, 6, 40, 80, 14, 20, 40, 12, 14))
    book.merge(sheet, (0, 0, 0, len(names) - 1), "岗位信息一览表", "title")
    book.row(sheet, 1, names, "label")
    for number, data in enumerate(example().roles, 1):
        post = sheaf.post(data)
        book.row(sheet, number + 1, [
            str(number), post.say("title"), post.say("department"), post.say("reports_to"),
            post.say("headcount"), post.say("summary"), _lines(post.duties(), "1、"),
            post.asks("education"), post.asks("experience"),
            post.asks("knowledge_skills"), post.asks("age"),
            post.asks("environment"),
        ])  # fmt: skip
    sheaf.files["岗位信息表.xlsx"] = book.data()
    return sheaf.done()


def sheet_per_post() -> Printing:
    """Each sheet is one post's form, its cells merged."""
    sheaf, book = Sheaf(), Workbook()
    for data in factory().having("code", "filled_on", "grade", count=5):
        post = sheaf.post(data)
        sheet = book.sheet(post.say("title"), (14, 24, 14, 24))
        book.merge(sheet, (0, 0, 0, 3), "岗位说明书", "title")
        pairs = (("岗位名称", post.say("title")), ("岗位编号", post.say("code")),
                 ("部门", post.say("department")), ("直接上级", post.say("reports_to")),
                 ("岗位编制", post.say("headcount")), ("职级", post.say("grade")))  # fmt: skip
        for number, (name, text) in enumerate(pairs):
            row, left = 1 + number // 2, number % 2 * 2
            book.row(sheet, row, [name], "label", left)
            sheet.write_string(row, left + 1, text, book.formats["value"])
        wide = (("岗位职责概述", post.say("summary")),
                ("具体职责", _lines(post.duties(), "（1）")),
                ("工作权限", "\n".join(numbered(post.many("authority"), "（1）"))))  # fmt: skip
        for row, (name, text) in enumerate(wide, 4):
            book.row(sheet, row, [name], "label")
            book.merge(sheet, (row, 1, row, 3), text)
        book.merge(sheet, (7, 0, 9, 0), "任职要求", "label")
        asked = (
            ("学历", "education"),
            ("工作经验", "experience"),
            ("知识技能", "knowledge_skills"),
        )
        for row, (name, path) in enumerate(asked, 7):
            book.row(sheet, row, [name], "label", 1)
            book.merge(sheet, (row, 2, row, 3), post.asks(path))
    sheaf.files["岗位说明书汇总.xlsx"] = book.data()
    return sheaf.done()


def row_per_duty() -> Printing:
    """A row for each duty; the post's and the department's cells reach down."""
    sheaf, book = Sheaf(), Workbook()
    sheet = book.sheet("职责清单", (14, 18, 6, 70, 10, 10, 20))
    book.row(
        sheet, 0, ("部门", "岗位", "序号", "职责内容", "时间占比", "频次", "完成标准"), "label"
    )
    row = 1
    for data in [factory().named("运营总监")[0], *factory().having("duties.share", count=5)[1:]]:
        post = sheaf.post(data)
        duties = post.duties("share", "frequency", "measure")
        book.merge(sheet, (row, 0, row + len(duties) - 1, 0), post.say("department"))
        book.merge(sheet, (row, 1, row + len(duties) - 1, 1), post.say("title"))
        for number, duty in enumerate(duties, 1):
            texts = [duty.get(part, "") for part in ("text", "share", "frequency", "measure")]
            book.row(sheet, row, [str(number), *texts], left=2)
            row += 1
    sheaf.files["职责清单.xlsx"] = book.data()
    return sheaf.done()


def headcount_plan() -> Printing:
    """A plan of headcounts: departments merged, sums below each and at the end, a note."""
    sheaf, book = Sheaf(), Workbook()
    sheet = book.sheet("2024年编制", (16, 20, 8, 8, 8, 16, 10))
    book.merge(sheet, (0, 0, 0, 6), "华新机电2024年度岗位编制表", "title")
    sheet.write_string(1, 0, "单位：人")
    book.row(sheet, 2, ("部门", "岗位名称", "编制数", "现有", "缺编", "直接上级", "职级"), "label")
    row = 3
    posts = [each for each in factory().roles if each["headcount"].isdigit()]
    for department in dict.fromkeys(each["department"] for each in posts):
        here = [sheaf.post(each) for each in posts if each["department"] == department]
        book.merge(sheet, (row, 0, row + len(here) - 1, 0), department)
        for post in here:
            post.say("department")
            book.row(sheet, row, [
                post.say("title"), post.say("headcount"), post.say("incumbents"),
                post.say("openings"), post.say("reports_to"), post.say("grade"),
            ], left=1)  # fmt: skip
            row += 1
        total = sum(int(post.data["headcount"]) for post in here)
        book.row(sheet, row, ("小计", "", str(total), "", "", "", ""), "label")
        row += 1
    sheet.write_string(row + 1, 0, "备注：编制数以总经理批准为准。")
    sheaf.files["编制表.xlsx"] = book.data()
    return sheaf.done()


LAYOUTS = (
    Layout("xlsx-row-per-post", "a row per post, duties in one cell", row_per_post),
    Layout("xlsx-sheet-per-post", "a form per sheet, merged cells", sheet_per_post),
    Layout("xlsx-row-per-duty", "a row per duty, merged posts", row_per_duty),
    Layout("xlsx-headcount", "headcounts by department with sums", headcount_plan),
)
