"""The words of the roster that belong to no field, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.terms import Language

_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("{title}　岗位一览表", "{title}: roster of posts"),
    "file": ("{title}岗位一览表", "{title} - roster"),
    "sheet_about": ("说明", "About"),
    "sheet_roles": ("岗位", "Posts"),
    "sheet_duties": ("职责", "Duties"),
    "sheet_reports": ("报表", "Reports"),
    "sheet_departments": ("部门", "Departments"),
    "owner": ("岗位或部门", "Post or department"),
    "list": ("类别", "List"),
    "about_sheets": ("工作表", "Sheets"),
    "about_rules": ("填写方法", "How to edit"),
    "about_roles": (
        "每行一个岗位：隶属、定员、概述、权力、协作关系与任职资格",
        "One post a row: department, headcount, purpose, authority, relations, qualifications",
    ),
    "about_duties": (
        "每行一条职责，按所属岗位或部门排列",
        "One duty a row, by post or department",
    ),
    "about_reports": (
        "每行一份记录或报表：编制时间与报送对象",
        "One record or report a row: when it is due, and who gets it",
    ),
    "about_departments": (
        "每行一个部门；部门职责在“职责”表中",
        "One department a row; its duties are on the sheet Duties",
    ),
    "warning": (
        "内部资料，请勿外传。文件中另存有一份隐藏的导出内容，供读回时比对。",
        "Internal, not to leave the house. A hidden copy of what was exported is kept in the file.",
    ),
    "internal": ("内部资料", "Internal"),
    "folio": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "unknown_title": ("不在列表中", "Not in the list"),
    "unknown": (
        "列表中没有这个名称。新增的岗位或部门，请同时在“岗位”或“部门”表中添加一行。",
        "The list has no such name. For a new post or department, add its row to its sheet, too.",
    ),
    "choose_title": ("请从列表中选择", "Choose from the list"),
    "choose": ("这一格只能填列表中的词。", "This cell takes only the words of its list."),
}

_ITEMS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "rules": (
        (
            "改：直接改单元格。一格中有多项的，用“、”分开，或每项一行（Alt+Enter）。",
            "增：在任意处插入一行，或接在末行之后填写。新岗位、新部门的 id 留空即可。",
            "删：删除整行。删除岗位时，它的职责和报表一并删除。",
            "调整次序：职责和报表以行的先后为序，剪切后插入到新位置即可；岗位的次序由隶属关系决定。",
            "灰色的 id 用来识别岗位和部门，请勿改动。列的次序可以调整，标题行请保留。",
            "请勿填写公式。改完保存，然后运行：jdgen sync 文件名.xlsx",
        ),
        (
            "Change: edit the cell. Several items in one have ; between them, or a line each.",
            "Add: insert a row anywhere, or write below the last. What is new gets its id later.",
            "Delete: delete the whole row. A post's duties and reports go with it.",
            "Reorder: cut the row of a duty or report and insert it elsewhere.",
            "The grey id tells posts and departments apart: leave it alone. Keep the header row.",
            "No formulas, please. Save the file, then run: jdgen sync FILE.xlsx",
        ),
    ),
    "education": (
        ("不限", "初中", "高中", "中专", "大专", "大专以上", "本科", "本科以上", "硕士", "硕士以上",
         "博士"),
        ("None required", "Secondary school", "Vocational diploma", "Bachelor’s degree",
         "Master’s degree", "Doctorate"),
    ),
    "timings": (
        ("每日", "每周五", "月末", "每月5日前", "季末", "半年度", "年末", "随时"),
        ("Daily", "By Friday", "Month-end", "By the 5th of each month", "Quarter-end",
         "Half-yearly", "Year-end", "As needed"),
    ),
}  # fmt: skip


def words(name: str, language: Language, **values: object) -> str:
    """Return fixed words of the roster, their fields filled with ``values``."""
    return _WORDS[name][0 if language == "zh" else 1].format(**values)


def items(name: str, language: Language) -> tuple[str, ...]:
    """Return a fixed list of the roster."""
    return _ITEMS[name][0 if language == "zh" else 1]
