"""The roster edited and read back: each edit is exactly that change, and nothing else is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from jdgen.changes import Change, compare_plain, plain
from jdgen.errors import InputError
from jdgen.exporting import export_roster
from jdgen.library import load
from jdgen.messages import translator
from jdgen.sync.merging import Conflict, merge
from jdgen.sync.xlsx import read_roster
from jdgen.views.roster_copy import write_copy
from tests.checkers.calc import edit_workbooks
from tests.checkers.libreoffice import convert
from tests.checkers.tools import need
from tests.projects import make_project
from tests.small import CLERK, hashes, jdgen, write_project
from tests.workbooks import Rows, edit_rows, package, parts, read_rows, replace_cells, sheet_parts

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "templates" / "projects" / "english"
CONTENT_TYPES = "[Content_Types].xml"

POSTS, DUTIES, REPORTS, DEPARTMENTS = "岗位", "职责", "报表", "部门"
SALES = """\
id: clerk
岗位名称: 出纳
别名: [收银员]
所在部门: 销售部
直接上级: manager
岗位定员: 2–3人
现员: 2
状态: 试行
本职概述: |-
  收款。
  付款。
工作职责与任务:
  - 登记日记账。
  - 职责: 核对余额。
    子任务: [对账；, 报告差异。]
    占比: 40%
    频率: 每日
  - 保管印章。
  - 完成其他工作。
权力: [合理化建议权, 申诉权]
任职资格:
  教育水平: 大专以上
  培训要求: 每年一次
  其他要求:
    - {名称: 语言, 内容: 普通话}
考核指标:
  - 指标: 差错率
工作记录与报表:
  - {所需记录文档: 日报表, 编制时间: 每日, 报送对象: [manager, 财务部]}
  - {所需记录文档: 月报表, 编制时间: 月末, 报送对象: 经理}
招聘: {招聘人数: 1}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project in which a post refers to others by id, title and alias."""
    return write_project(tmp_path_factory.mktemp("sales"), {CLERK: SALES})


@pytest.fixture(scope="module")
def roster(project: Path) -> bytes:
    """Return its roster as exported."""
    return exported(project)


def exported(project: Path) -> bytes:
    """Return the roster of a project."""
    return next(iter(export_roster(project, None).files.values()))


def taken_back(data: bytes, project: Path) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
    """Return what an edited roster changes in a project, and what it can't."""
    held = plain(load(project).library)
    merged = merge(read_roster(data, "roster.xlsx", held), held)
    return compare_plain(held, merged.data), merged.conflicts


def refused(data: bytes, project: Path, language: str = "en") -> list[str]:
    """Return what is said of a roster that can't be taken back."""
    with pytest.raises(InputError) as failure:
        taken_back(data, project)
    say = translator(language)
    return [say(problem.what) for problem in failure.value.problems]


def as_told(changes: tuple[Change, ...]) -> list[tuple[object, ...]]:
    """Return changes as tuples, to be compared with literals."""
    return [(each.kind, each.role, each.field, each.before, each.after) for each in changes]


def set_cell(row: int, header: str, text: str) -> Callable[[Rows], None]:
    """Return the edit that writes a text into a row (1: the first below the header)."""

    def edit(rows: Rows) -> None:
        place = rows[0].index(header)
        rows[row] += [""] * (place + 1 - len(rows[row]))
        rows[row][place] = text

    return edit


def delete(row: int) -> Callable[[Rows], None]:
    """Return the edit that deletes a row."""
    return lambda rows: rows.__delitem__(row)


def insert(row: int, *texts: str) -> Callable[[Rows], None]:
    """Return the edit that inserts a row."""
    return lambda rows: rows.insert(row, list(texts))


def move(row: int, to: int) -> Callable[[Rows], None]:
    """Return the edit that cuts a row and inserts it elsewhere."""
    return lambda rows: rows.insert(to, rows.pop(row))


# ---- no edit


@pytest.mark.parametrize("name", ["example", "english", "sales", "generated"])
def test_a_roster_that_nobody_edited_changes_nothing(
    name: str, project: Path, tmp_path: Path
) -> None:
    """Ids shown as titles, breaks within texts and separators within names included."""
    folder = _project(name, project, tmp_path)
    assert taken_back(exported(folder), folder) == ((), ())


@pytest.mark.parametrize("name", ["example", "english", "sales", "generated"])
def test_a_roster_that_libreoffice_saved_changes_nothing(
    name: str, project: Path, tmp_path: Path
) -> None:
    """It writes every part anew, formats thousands of empty rows, and keeps the hidden copy."""
    need("soffice", "calc")
    folder = _project(name, project, tmp_path)
    saved = _saved(exported(folder), tmp_path)
    assert taken_back(saved, folder) == ((), ())


def _project(name: str, project: Path, tmp_path: Path) -> Path:
    if name == "generated":
        return make_project(tmp_path / "generated", posts=24, seed=5)
    return {"example": ROOT, "english": ENGLISH, "sales": project}[name]


def _saved(data: bytes, tmp_path: Path) -> bytes:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(data)
    return convert([file], tmp_path / "saved", to="xlsx")[0].read_bytes()


def test_rows_sorted_and_columns_moved_are_no_change(project: Path, roster: bytes) -> None:
    """Somebody sorts posts by headcount and puts the title last."""

    def edit(rows: Rows) -> None:
        width = len(rows[0])
        for number, row in enumerate(rows):
            full = [*row, *[""] * (width - len(row))]
            rows[number] = [*full[2:], full[1], full[0]]
        rows[1:] = reversed(rows[1:])

    assert taken_back(edit_rows(roster, POSTS, edit), project) == ((), ())


def test_a_column_or_a_sheet_that_was_deleted_leaves_its_fields_alone(
    project: Path, roster: bytes
) -> None:
    """Nobody empties a field of all posts by hiding it from a colleague."""

    def edit(rows: Rows) -> None:
        place = rows[0].index("权力")
        for row in rows:
            del row[place : place + 1]

    assert taken_back(edit_rows(roster, POSTS, edit), project) == ((), ())
    assert taken_back(edit_rows(roster, DUTIES, lambda rows: rows.clear()), project) == ((), ())


# ---- one edit


DUTY = {
    "text": "核对余额。",
    "tasks": ["对账；", "报告差异。"],
    "share": "40%",
    "frequency": "每日",
}
EDITS: dict[str, tuple[str, Callable[[Rows], None], list[tuple[object, ...]]]] = {
    "a text": (
        POSTS, set_cell(1, "教育水平", "本科以上"),
        [("changed", "clerk", "qualifications.education", "大专以上", "本科以上")],
    ),
    "a text of two lines": (
        POSTS, set_cell(1, "本职概述", "收款。\n对账。"),
        [("changed", "clerk", "summary", "收款。\n付款。", "收款。\n对账。")],
    ),
    "an emptied cell": (
        POSTS, set_cell(1, "状态", ""),
        [("removed", "clerk", "status", "试行", None)],
    ),
    "a number": (
        POSTS, set_cell(1, "现员", "3"),
        [("changed", "clerk", "incumbents", 2, 3)],
    ),
    "another superior": (
        POSTS, set_cell(1, "直接上级", "总经理"),
        [("changed", "clerk", "reports_to", "manager", "总经理")],
    ),
    "one more of several": (
        POSTS, set_cell(1, "权力", "合理化建议权\n知情权\n申诉权"),
        [("added", "clerk", "authority", None, "知情权")],
    ),
    "a line of a company's own": (
        POSTS, set_cell(1, "其他要求", "语言：普通话\n身高：不限"),
        [("added", "clerk", "qualifications.groups", None, {"label": "身高", "text": "不限"})],
    ),
    "a duty reworded": (
        DUTIES, set_cell(1, "职责", "登记现金日记账。"),
        [("changed", "clerk", "duties", "登记日记账。", "登记现金日记账。")],
    ),
    "a duty's frequency": (
        DUTIES, set_cell(2, "频率", "每周五"),
        [("changed", "clerk", "duties[2].frequency", "每日", "每周五")],
    ),
    "a duty added": (
        DUTIES, insert(2, "出纳", "工作职责与任务", "编制报表。", "", "20%"),
        [("added", "clerk", "duties", None, {"text": "编制报表。", "share": "20%"})],
    ),
    "a duty deleted": (
        DUTIES, delete(2),
        [("removed", "clerk", "duties", DUTY, None)],
    ),
    "a duty moved": (
        DUTIES, move(1, 4),
        [("moved", "clerk", "duties", {"text": "登记日记账。", "position": 1},
          {"text": "登记日记账。", "position": 4})],
    ),
    "a first duty of a department": (
        DUTIES, insert(1, "销售部", "部门职责", "组织销售。"),
        [("added", "", "department.sales.duties", None, "组织销售。")],
    ),
    "a safety duty": (
        DUTIES, insert(5, "经理", "安全职责", "每月检查。"),
        [("added", "manager", "safety_duties", None, "每月检查。")],
    ),
    "a duty whose list is left open": (
        DUTIES, insert(5, "经理", "", "主持工作。"),
        [("added", "manager", "duties", None, "主持工作。")],
    ),
    "a report's time": (
        REPORTS, set_cell(2, "编制时间", "每月5日前"),
        [("changed", "clerk", "reports[2].timing", "月末", "每月5日前")],
    ),
    "a report's recipients": (
        REPORTS, set_cell(1, "报送对象", "经理、财务部、总经理"),
        [("added", "clerk", "reports[1].recipients", None, "总经理")],
    ),
    "a report added by the post's alias": (
        REPORTS, insert(1, "收银员", "周报表", "每周五", "经理"),
        [("added", "clerk", "reports", None,
          {"document": "周报表", "timing": "每周五", "recipients": ["经理"]})],
    ),
    "a department's code": (
        DEPARTMENTS, set_cell(1, "部门编号", "XS"),
        [("added", "", "department.sales.code", None, "XS")],
    ),
    "a new post": (
        POSTS, insert(3, "", "会计", "销售部", "经理"),
        [("added", "kuai-ji", "", None,
          {"id": "kuai-ji", "title": "会计", "department": "销售部", "reports_to": "经理"})],
    ),
    "a new post as the copy of a row": (
        POSTS, insert(2, "clerk", "会计", "销售部", "经理"),
        [("added", "kuai-ji", "", None,
          {"id": "kuai-ji", "title": "会计", "department": "销售部", "reports_to": "经理"})],
    ),
    "a new department": (
        DEPARTMENTS, insert(2, "", "财务部", "", "销售部"),
        [("added", "", "department.cai-wu-bu", None,
          {"id": "cai-wu-bu", "name": "财务部", "parent": "销售部"})],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_exactly_that_change(name: str, project: Path, roster: bytes) -> None:
    """By field, with what was there and what is there now."""
    sheet, edit, expected = EDITS[name]
    rows = read_rows(roster, POSTS)
    assert rows[1][1] == "经理"
    if sheet == POSTS:
        # The manager stands first; the edits above count the clerk as row 1.
        def on_clerk(each: Rows) -> None:
            each[1:3] = reversed(each[1:3])
            edit(each)

        changes, conflicts = taken_back(edit_rows(roster, POSTS, on_clerk), project)
    else:
        changes, conflicts = taken_back(edit_rows(roster, sheet, edit), project)
    assert as_told(changes) == expected
    assert conflicts == ()


def test_a_deleted_post_goes_with_its_duties_and_reports(project: Path, roster: bytes) -> None:
    """Its rows on the other sheets need not be deleted one by one."""
    changes, conflicts = taken_back(edit_rows(roster, POSTS, delete(2)), project)
    assert [(each.kind, each.role, each.field) for each in changes] == [("removed", "clerk", "")]
    assert conflicts == ()


def test_a_renamed_post_keeps_its_duties_and_those_who_refer_to_it(
    project: Path, roster: bytes
) -> None:
    """The other sheets still call it by its old name; a reference by id needs no change."""
    edited = edit_rows(roster, POSTS, set_cell(1, "岗位名称", "销售经理"))
    changes, conflicts = taken_back(edited, project)
    assert conflicts == ()
    assert ("changed", "manager", "title", "经理", "销售经理") in as_told(changes)
    assert {(each.role, each.field.split("[")[0]) for each in changes} == {
        ("manager", "title"), ("clerk", "reports"),
    }  # fmt: skip


def test_two_posts_that_swap_their_names_keep_their_own_duties(
    project: Path, roster: bytes
) -> None:
    """Rows that nobody touched mean the post that bore the name when they were exported."""

    def edit(rows: Rows) -> None:
        rows[1][1], rows[2][1] = rows[2][1], rows[1][1]

    changes, _ = taken_back(edit_rows(roster, POSTS, edit), project)
    assert {each.field.split("[")[0].split(".")[0] for each in changes} <= {"title", "reports"}


def test_a_renamed_department_takes_its_posts_along(project: Path, roster: bytes) -> None:
    """A post's department must exist: its cells still say the old name."""
    edited = edit_rows(roster, DEPARTMENTS, set_cell(1, "部门名称", "营销部"))
    changes, conflicts = taken_back(edited, project)
    assert sorted(as_told(changes), key=str) == sorted(
        [
            ("changed", "", "department.sales.name", "销售部", "营销部"),
            ("changed", "clerk", "department", "销售部", "营销部"),
            ("changed", "manager", "department", "销售部", "营销部"),
        ],
        key=str,
    )
    assert conflicts == ()


# ---- edited in LibreOffice

TYPED: dict[str, tuple[list[list[object]], list[tuple[object, ...]]]] = {
    "a text": (
        [["type", POSTS, "P3", "本科以上"]],
        [("changed", "clerk", "qualifications.education", "大专以上", "本科以上")],
    ),
    "a number": (
        [["type", POSTS, "G3", "3"]],
        [("changed", "clerk", "incumbents", 2, 3)],
    ),
    "a date and a share in cells of text": (
        [["type", DUTIES, "E2", "30%"], ["type", DUTIES, "F2", "2012-03-01"]],
        [("added", "clerk", "duties[1].share", None, "30%"),
         ("added", "clerk", "duties[1].frequency", None, "2012-03-01")],
    ),
    "a row deleted": (
        [["delete", DUTIES, 3]],
        [("removed", "clerk", "duties", DUTY, None)],
    ),
    "a row inserted": (
        [["insert", DUTIES, 3, ["出纳", "工作职责与任务", "编制报表。"]]],
        [("added", "clerk", "duties", None, "编制报表。")],
    ),
    "a row below the last": (
        [["insert", REPORTS, 4, ["经理", "周报表", "每周五", "总经理"]]],
        [("added", "manager", "reports", None,
          {"document": "周报表", "timing": "每周五", "recipients": ["总经理"]})],
    ),
    "a row cut and inserted elsewhere": (
        [["move", DUTIES, 2, 6]],
        [("moved", "clerk", "duties", {"text": "登记日记账。", "position": 1},
          {"text": "登记日记账。", "position": 4})],
    ),
    "posts sorted": ([["sort", POSTS, 2]], []),
    "a post deleted": (
        [["delete", POSTS, 3]],
        [("removed", "clerk", "", None, None)],
    ),
    "a post added": (
        [["insert", POSTS, 3, ["", "会计", "销售部", "经理"]]],
        [("added", "kuai-ji", "", None,
          {"id": "kuai-ji", "title": "会计", "department": "销售部", "reports_to": "经理"})],
    ),
    "a superior changed": (
        [["type", POSTS, "D3", "总经理"]],
        [("changed", "clerk", "reports_to", "manager", "总经理")],
    ),
    "a department's duty": (
        [["insert", DUTIES, 2, ["销售部", "部门职责", "组织销售。"]]],
        [("added", "", "department.sales.duties", None, "组织销售。")],
    ),
}  # fmt: skip


def test_edits_in_libreoffice_are_exactly_those_changes(
    project: Path, roster: bytes, tmp_path: Path
) -> None:
    """Typed, rows deleted, inserted, moved and sorted, saved by Calc as .xlsx."""
    need("soffice", "calc", "uno")
    assert read_rows(roster, POSTS)[0][15] == "教育水平"
    edited = edit_workbooks(roster, {name: edits for name, (edits, _) in TYPED.items()}, tmp_path)
    for name, (_, expected) in TYPED.items():
        changes, conflicts = taken_back(edited[name], project)
        told = as_told(changes)
        if name == "a post deleted":
            told = [(*each[:3], None, None) for each in told]
        assert (name, told) == (name, expected)
        assert conflicts == ()


# ---- the command


def test_the_command_writes_what_was_edited_and_nothing_else(tmp_path: Path) -> None:
    """Comments and layout stay; a dry run writes nothing; a second time nothing is left."""
    text = "# 出纳\n" + SALES.replace("现员: 2\n", "现员:   2  # 两人\n")
    folder = write_project(tmp_path / "p", {CLERK: text})
    edited = edit_rows(exported(folder), POSTS, set_cell(2, "教育水平", "本科以上"))
    file = tmp_path / "花名册.xlsx"
    file.write_bytes(edited)
    before = hashes(folder)
    dry = jdgen("sync", file, "--project", folder, "--dry-run", "--format", "json")
    assert hashes(folder) == before
    assert json.loads(dry.output) == [
        {"kind": "changed", "role": "clerk", "field": "qualifications.education",
         "before": "大专以上", "after": "本科以上"}
    ]  # fmt: skip
    run = jdgen("sync", file, "--project", folder, "--yes", "--lang", "en")
    assert run.status == 0
    assert (folder / CLERK).read_text("utf-8") == text.replace("大专以上", "本科以上")
    assert {name for name, digest in hashes(folder).items() if before.get(name) != digest} == {
        CLERK
    }
    again = jdgen("sync", file, "--project", folder, "--dry-run", "--format", "json")
    assert json.loads(again.output) == []


def test_a_new_row_that_was_taken_once_is_not_new_again(tmp_path: Path) -> None:
    """Its id is in the data alone; the second time the name tells which post it is."""
    folder = write_project(tmp_path / "p", {CLERK: SALES})
    file = tmp_path / "r.xlsx"
    file.write_bytes(edit_rows(exported(folder), POSTS, insert(3, "", "会计", "销售部", "经理")))
    assert jdgen("sync", file, "--project", folder, "--yes").status == 0
    assert (folder / "data/roles/kuai-ji.yaml").exists()
    again = jdgen("sync", file, "--project", folder, "--dry-run", "--format", "json")
    assert (json.loads(again.output), again.status) == ([], 0)


def test_the_command_writes_nothing_of_a_roster_that_is_refused(tmp_path: Path) -> None:
    """All or nothing, with the cell in the message."""
    folder = write_project(tmp_path / "p", {CLERK: SALES})
    edited = edit_rows(exported(folder), POSTS, set_cell(2, "教育水平", "本科以上"))
    file = tmp_path / "r.xlsx"
    file.write_bytes(edit_rows(edited, POSTS, set_cell(1, "所在部门", "采购部")))
    before = hashes(folder)
    run = jdgen("sync", file, "--project", folder, "--yes", "--lang", "zh")
    assert (run.status, hashes(folder)) == (1, before)
    assert "没有名为“采购部”的部门" in run.errors


# ---- three ways


def test_what_both_changed_apart_is_merged_and_what_both_changed_alike_is_told(
    tmp_path: Path,
) -> None:
    """The data went on after the export: its own changes stay."""
    folder = write_project(tmp_path / "p", {CLERK: SALES})
    roster = exported(folder)
    later = SALES.replace("大专以上", "硕士以上").replace("岗位定员: 2–3人", "岗位定员: 5")
    write_project(folder, {CLERK: later})

    def edit(rows: Rows) -> None:
        set_cell(2, "教育水平", "本科以上")(rows)
        set_cell(2, "状态", "现行")(rows)

    changes, conflicts = taken_back(edit_rows(roster, POSTS, edit), folder)
    assert as_told(changes) == [("changed", "clerk", "status", "试行", "现行")]
    assert [(each.field, each.printed, each.edited, each.data) for each in conflicts] == [
        ("qualifications.education", "大专以上", "本科以上", "硕士以上")
    ]


def test_without_its_hidden_copy_a_roster_is_compared_with_the_data(
    project: Path, roster: bytes
) -> None:
    """Pasted into another workbook, it still says what its cells say; fields it lacks stay."""
    bare = edit_rows(roster, "jdgen_data", lambda rows: rows.clear())
    assert taken_back(bare, project) == ((), ())
    edited = edit_rows(bare, POSTS, set_cell(2, "教育水平", "本科以上"))
    assert as_told(taken_back(edited, project)[0]) == [
        ("changed", "clerk", "qualifications.education", "大专以上", "本科以上")
    ]


@pytest.mark.parametrize("copy", ["", "jdgen roster 2", "x" * 40])
def test_a_hidden_copy_that_is_none_is_not_trusted(copy: str, project: Path, roster: bytes) -> None:
    """Damaged, of a later version, or written by somebody."""
    damaged = edit_rows(roster, "jdgen_data", lambda rows: rows.__setitem__(0, [copy]))
    assert taken_back(damaged, project) == ((), ())


@pytest.mark.parametrize(
    "spoilt",
    [
        [], {"roles": []}, {"roles": [{"id": "x", "title": "x"}], "departments": []},
        {"roles": [{"id": "clerk", "title": "出纳", "department": "销售部", "duties": [["x"]]}],
         "departments": [], "handbook": {}, "headers": {}, "lists": {}, "language": "zh"},
        {"roles": [], "departments": [], "handbook": {}, "headers": {"roles": 1}, "lists": {},
         "language": "zh"},
    ],
)  # fmt: skip
def test_a_hidden_copy_that_somebody_made_up_is_not_trusted(
    spoilt: object, project: Path, roster: bytes
) -> None:
    """Well packed, and of another shape than a copy has."""
    cells = [[cell] for cell in write_copy(spoilt)]
    forged = edit_rows(roster, "jdgen_data", lambda rows: rows.__setitem__(slice(None), cells))
    assert taken_back(forged, project) == ((), ())


# ---- what can't be meant


@pytest.mark.parametrize(
    ("sheet", "edit", "said"),
    [
        (POSTS, set_cell(2, "所在部门", "采购部"),
         "sheet “岗位”, cell C3: no department is called “采购部”"),
        (POSTS, set_cell(2, "所在部门", ""),
         "sheet “岗位”, cell C3 is empty: every post belongs to a department"),
        (POSTS, set_cell(2, "岗位名称", ""),
         "sheet “岗位”, cell B3 is empty: every post and department needs a name"),
        (POSTS, set_cell(2, "现员", "两人"), "sheet “岗位”, cell G3: “两人” is no whole number"),
        (POSTS, set_cell(2, "状态", "好"), "sheet “岗位”, cell K3: no status is called “好”"),
        (POSTS, set_cell(2, "id", "Clerk 1"),
         "sheet “岗位”, cell A3: “Clerk 1” can't be the id of this row"),
        (POSTS, insert(2, "clerk", "出纳", "销售部"),
         "sheet “岗位”, cell B4: “出纳” stands there twice"),
        (POSTS, set_cell(0, "现员", "备注"), "sheet “岗位”, cell G1: no field is called “备注”"),
        (POSTS, set_cell(0, "现员", ""), "sheet “岗位”, cell G3: this column has no header"),
        (POSTS, set_cell(0, "现员", "缺编"), "sheet “岗位”, cell H1: “缺编” heads two columns"),
        (POSTS, set_cell(2, "其他要求", "语言"),
         "sheet “岗位”, cell Y3: a line here has its name, a colon and its text"),
        (DUTIES, set_cell(1, "岗位或部门", "司机"),
         "sheet “职责”, cell A2: no post or department is called “司机”"),
        (DUTIES, set_cell(1, "岗位或部门", ""),
         "sheet “职责”, cell A2 is empty: whose is this row?"),
        (DUTIES, set_cell(1, "类别", "杂项"),
         "sheet “职责”, cell B2: no list of duties is called “杂项”"),
        (DUTIES, set_cell(2, "职责", ""),
         "sheet “职责”, cell C3 is empty, though the row says something"),
        (DEPARTMENTS, set_cell(1, "上级部门", "总部"),
         "sheet “部门”, cell D2: no department is called “总部”"),
    ],
)  # fmt: skip
def test_what_no_data_could_hold_is_refused_with_sheet_and_cell(
    sheet: str, edit: Callable[[Rows], None], said: str, project: Path, roster: bytes
) -> None:
    """One problem for one fault."""
    assert refused(edit_rows(roster, sheet, edit), project) == [said]


def test_all_faults_are_told_at_once_and_in_chinese_too(project: Path, roster: bytes) -> None:
    """Whoever mends one sees the others."""
    edited = edit_rows(roster, POSTS, set_cell(2, "所在部门", "采购部"))
    edited = edit_rows(edited, DUTIES, set_cell(1, "类别", "杂项"))
    assert len(refused(edited, project)) == 2
    assert "没有名为“采购部”的部门" in refused(edited, project, "zh")[0]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="B2"><f>HYPERLINK("http://example.com")</f><v>经理</v></c>', "holds a formula"),
        ('<c r="B2" t="str"><f>1+1</f></c>', "holds a formula"),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "holds an error"),
    ],
)
def test_a_formula_is_refused_with_its_place(
    cell: str, said: str, project: Path, roster: bytes
) -> None:
    """Neither worked out nor taken for what it showed last."""
    header = "<row r='1'><c r='A1' t='inlineStr'><is><t>id</t></is></c></row>"
    edited = replace_cells(roster, POSTS, f'{header}<row r="2">{cell}</row>')
    assert refused(edited, project) == [f"sheet “岗位”, cell B2 {said}"]


def test_text_that_looks_like_a_formula_is_text(project: Path, roster: bytes) -> None:
    """Typed after an apostrophe, or pasted into a cell in text format."""
    edited = edit_rows(roster, POSTS, set_cell(2, "教育水平", "=1+1"))
    assert [each.after for each in taken_back(edited, project)[0]] == ["=1+1"]


def test_dates_shares_and_numbers_are_read_as_they_show(project: Path, roster: bytes) -> None:
    """A program may store 40% as 0.4 and 2012-03-01 as the number of its day."""
    rows = read_rows(roster, DUTIES)
    place = rows[0].index("占比")
    part = sheet_parts(roster)[DUTIES]
    content = parts(roster)
    styles = content["xl/styles.xml"].decode("utf-8")
    count = styles.split("<cellXfs")[1].split("</cellXfs>")[0].count("<xf ")
    content["xl/styles.xml"] = styles.replace(
        "</cellXfs>", '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    ).encode("utf-8")
    letter = "ABCDEFG"[place]
    sheet = content[part].decode("utf-8")
    begin = sheet.index(f'<c r="{letter}2"')
    end = sheet.index("/>", begin) + 2
    number = f'<c r="{letter}2" s="{count}"><v>0.30000000000000004</v></c>'
    content[part] = (sheet[:begin] + number + sheet[end:]).encode("utf-8")
    assert as_told(taken_back(package(content), project)[0]) == [
        ("added", "clerk", "duties[1].share", None, "30%")
    ]


# ---- what is no roster, or means harm


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this file is empty"),
        (b"id,title\n", "this file is damaged, cut off, or not what its name says"),
        (b"PK\x03\x04 cut", "this file is damaged, cut off, or not what its name says"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, said: str, project: Path) -> None:
    """In words."""
    assert refused(data, project) == [said]


def test_a_workbook_without_any_sheet_of_a_roster_is_refused(project: Path, roster: bytes) -> None:
    """With what to do."""
    edited = roster
    for sheet in (POSTS, DUTIES, REPORTS, DEPARTMENTS):
        edited = edit_rows(edited, sheet, lambda rows: rows.clear())
    assert refused(edited, project) == ["no sheet of this workbook is one of a roster"]


def test_two_sheets_of_one_kind_are_refused(project: Path, roster: bytes) -> None:
    """Which of them counts is not for a program to guess."""
    rows = read_rows(roster, POSTS)
    edited = edit_rows(roster, REPORTS, lambda each: each.__setitem__(slice(None), rows))
    assert "hold the same kind of table" in refused(edited, project)[0]


def test_a_million_rows_are_refused_and_empty_ones_cost_nothing(
    project: Path, roster: bytes
) -> None:
    """Rows that are formatted and empty are what programs write; filled ones are no roster."""
    rows = read_rows(roster, REPORTS)
    header = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCD", rows[0], strict=True)
    )
    empty = "".join(f'<row r="{row}"><c r="A{row}"/></row>' for row in range(2, 300_000))
    edited = replace_cells(roster, REPORTS, f'<row r="1">{header}</row>{empty}')
    removed, _ = taken_back(edited, project)
    assert {(each.kind, each.field) for each in removed} == {("removed", "reports")}
    full = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(2, 500_000))
    edited = replace_cells(roster, REPORTS, f'<row r="1">{header}</row>{full}')
    assert refused(edited, project) == ["this workbook has more than 400000 cells"]


def test_what_a_sheet_says_of_its_own_size_is_not_believed(project: Path, roster: bytes) -> None:
    """Smaller than it is, or all of a sheet."""
    for lie in ('<dimension ref="A1"/>', '<dimension ref="A1:XFD1048576"/>'):
        content = parts(roster)
        part = sheet_parts(roster)[DUTIES]
        text = content[part].decode("utf-8")
        begin = text.index("<dimension ")
        end = text.index("/>", begin) + 2
        content[part] = (text[:begin] + lie + text[end:]).encode("utf-8")
        assert taken_back(package(content), project) == ((), ())


def test_entities_and_bombs_are_refused(project: Path, roster: bytes) -> None:
    """By the one module that opens what comes from outside."""
    content = parts(roster)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a">]>'
    body = content["xl/workbook.xml"].split(b"?>", 1)[1]
    assert (
        "declares entities"
        in refused(package({**content, "xl/workbook.xml": entity + body}), project)[0]
    )
    bomb = b"<?xml version='1.0'?><x>" + b" " * 40_000_000 + b"</x>"
    assert "unpack" in refused(package({**content, "xl/bomb.xml": bomb}), project)[0]
