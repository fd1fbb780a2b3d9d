"""A handbook or description edited in Word and taken back: exactly what was edited, and no more.

Edits are made in the document's own XML, as Word would make them, and in LibreOffice, as by hand.
Each is compared whole with a list written by hand; then it is carried out, the data is loaded, and
a second sync must find nothing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import Request, build
from jdgen.changes import compare_plain, plain
from jdgen.library import load
from jdgen.produce.job import Wanted
from jdgen.sync.telling import as_json
from tests.checkers.libreoffice import convert
from tests.checkers.tools import need
from tests.checkers.writer import edit_documents
from tests.projects import ROOT, build_once, make_project, shared_folder
from tests.small import hashes, jdgen
from tests.word_edits import (
    Body,
    Edit,
    W,
    add_below,
    add_row,
    delete,
    edit_word,
    move_above,
    saved,
    words,
    write,
)

ENGLISH = ROOT / "templates" / "projects" / "english"
CALLER = "telemarketing-specialist"
SUPERVISOR = "market-development-supervisor"
CALLER_PAGE = "role_telemarketing_specialist"
SUPERVISOR_PAGE = "role_market_development_supervisor"
CALLER_FILE = f"data/roles/market-development/{CALLER}.yaml"
SUPERVISOR_FILE = "data/roles/market-development/supervisor.yaml"
THEMES = ("standard", "form")


@dataclass(frozen=True)
class Case:
    """One edit: what it does to the document, and the list that ``--format json`` must print."""

    edit: Edit
    expected: list[dict[str, Any]]


def change(kind: str, role: str, field: str, before: Any, after: Any) -> dict[str, Any]:
    """Return a change as the command prints it."""
    return {"kind": kind, "role": role, "field": field, "before": before, "after": after}


def at(position: int, text: str) -> dict[str, Any]:
    """Return where an item stands, as a move tells it."""
    return {"text": text, "position": position}


# ---- documents


@pytest.fixture(scope="module")
def handbooks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the example's handbook in both themes."""
    shared = shared_folder(tmp_path_factory)
    return {theme: build_once(ROOT, theme, shared).docx.read_bytes() for theme in THEMES}


@pytest.fixture(scope="module")
def singles(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return two single descriptions of the example in both themes, by theme and title."""
    found: dict[str, bytes] = {}
    for theme in THEMES:
        wanted = Wanted(formats=("docx",), roles=(CALLER, SUPERVISOR))
        output = tmp_path_factory.mktemp(theme)
        build(Request(ROOT, packs=("roles",), theme=theme, output=output, wanted=wanted))
        found |= {f"{theme} {path.stem}": path.read_bytes() for path in output.rglob("*.docx")}
    assert len(found) == 4
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the example that may be written into."""
    shutil.copytree(ROOT / "data", tmp_path / "project" / "data")
    return tmp_path / "project"


def changes_of(file: Path, project: Path, *options: str) -> list[dict[str, Any]]:
    """Return what a sync prints, without writing; it may say nothing else."""
    run = jdgen("sync", file, "--project", project, "--dry-run", "--format", "json", *options)
    assert run.status == 0, run.errors
    found: list[dict[str, Any]] = json.loads(run.output)
    return found


def carry_out(file: Path, project: Path, wanted: list[dict[str, Any]]) -> None:
    """Write the changes; then the data says them, and the same file has nothing more to say."""
    before = plain(load(project).library)
    run = jdgen("sync", file, "--project", project, "--yes", "--lang", "en")
    assert run.status == 0, run.errors
    told = json.loads(as_json(compare_plain(before, plain(load(project).library))))
    assert in_any_order(told) == in_any_order(wanted)
    assert changes_of(file, project) == []


def in_any_order(changes: list[dict[str, Any]]) -> list[str]:
    """Return changes so that the order of posts and of their fields is no matter."""
    return sorted(json.dumps(each, ensure_ascii=False, sort_keys=True) for each in changes)


def role(project: Path, identifier: str) -> dict[str, Any]:
    """Return what the data says of a post."""
    roles = plain(load(project).library)["roles"]
    return next(each for each in roles if each["id"] == identifier)


# ---- nothing edited


def test_a_file_that_libreoffice_saved_changes_nothing(
    handbooks: Mapping[str, bytes],
    singles: Mapping[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
) -> None:
    """As printed and as LibreOffice saves it: handbooks, descriptions, all themes, all fields."""
    need("soffice")
    shared = shared_folder(tmp_path_factory)
    full = make_project(tmp_path_factory.mktemp("project") / "12", posts=12)
    documents = [(ROOT, data) for data in (*handbooks.values(), *singles.values())]
    documents += [(full, build_once(full, theme, shared).docx.read_bytes()) for theme in THEMES]
    documents.append((ENGLISH, build_once(ENGLISH, "standard", shared).docx.read_bytes()))
    files = [saved(data, tmp_path / f"{n}.docx") for n, (_, data) in enumerate(documents)]
    again = convert(files, tmp_path / "saved", to="docx")
    for (folder, _), printed, opened in zip(documents, files, again, strict=True):
        assert printed.read_bytes() != opened.read_bytes()
        for file in (printed, opened):
            run = jdgen("sync", file, "--project", folder, "--lang", "en")
            said = "No change: the file says what data/ says.\n"
            assert (file, run.output, run.errors, run.status) == (file, said, "", 0)


# ---- edited in the document's own XML


def _type_a_word(body: Body) -> None:
    write(body.page(SUPERVISOR_PAGE).line("接待到访客户。"), "接待到访客户和供应商。")


def _delete_a_duty(body: Body) -> None:
    # In the form each duty is a row of its own.
    page = body.page(CALLER_PAGE)
    found = page.line("收发传真；收到的传真送达相关部门和人员并办理签收，以表格登记。")
    row = next(found.iterancestors(f"{W}tr"), None)
    delete(found if row is None else row)


def _add_a_duty(body: Body) -> None:
    add_below(body.page(CALLER_PAGE).line("完成上级交办的其他任务。"), "每周整理通话录音。")


def _reorder(body: Body) -> None:
    page = body.page(SUPERVISOR_PAGE)
    lines = "接待到访客户。", "协助市场拓展部经理拟订市场开拓政策，选定适用的拓展方法。"
    moved, first = (page.line(each) for each in lines)
    move_above(moved, first)


def _split_a_duty(body: Body) -> None:
    page = body.page(SUPERVISOR_PAGE)
    long = "将受理的客户投诉反馈给公司，督促问题得到及时、妥善处理，并尽快答复客户。"
    line = page.line(long)
    write(line, "将受理的客户投诉反馈给公司，督促问题得到及时、妥善处理。")
    add_below(line, "尽快答复投诉的客户。")


def _add_a_row(body: Body) -> None:
    row = body.page(CALLER_PAGE).row("客户回访记录")
    add_row(row, "通话质检表", "每周五", "市场拓展部主管、市场拓展部经理")


def _delete_a_row(body: Body) -> None:
    delete(body.page(SUPERVISOR_PAGE).row("工作日志"))


def _new_post(body: Body) -> None:
    page = body.page(CALLER_PAGE).copy()
    for line in [each for block in page.blocks for each in block.iter(f"{W}p")]:
        if "电话营销专员" in words(line):
            write(line, words(line).replace("电话营销专员", "客户服务专员"))
    write(page.value("岗位定员"), "1人")
    write(page.line("从事电话销售，推介公司产品。"), "受理客户的咨询和投诉。")


def _delete_a_post(body: Body) -> None:
    body.page("role_product_positioning_analyst").delete()


def _other_superior(body: Body) -> None:
    write(body.page(CALLER_PAGE).value("直接上级"), "市场拓展部主管")


def _other_headcount(body: Body) -> None:
    write(body.page(CALLER_PAGE).value("岗位定员"), "3人")


def _department_duty(body: Body) -> None:
    page = body.page("dept_investment")
    write(page.line("负责巨巢惠购网商城的供应商向巨巢会员的转换。"), "发展供应商成为巨巢会员。")


def _other_title(body: Body) -> None:
    write(body.page(CALLER_PAGE).line("电话营销专员"), "电话销售专员")


def _qualification_and_authority(body: Body) -> None:
    page = body.page(CALLER_PAGE)
    write(page.value("教育水平"), "大专以上")
    write(page.line("建议权、客户资料管理权"), "建议权、客户资料管理权、通话记录查阅权")


# A copied page says all that the page of the post says that it was copied from. That nobody
# reports to it is what the page says of any post that no other one names as its superior.
NEW_POST = {
    "id": "ke-hu-fu-wu-zhuan-yuan",
    "title": "客户服务专员",
    "department": "市场拓展部",
    "reports_to": "市场拓展部经理",
    "headcount": "1",
    "filled_on": "2012-02-03",
    "summary": "受理客户的咨询和投诉。",
    "duties": [
        {"text": "接听和拨打电话，利用电话和互联网对目标客户开展电话邀约与电话销售。"},
        {"text": "收发传真；收到的传真送达相关部门和人员并办理签收，以表格登记。"},
        {"text": "管理相应的客户数据，做好电话访问与受访的记录。"},
        {"text": "完成上级交办的其他任务。"},
    ],
    "authority": ["建议权", "客户资料管理权"],
    "relations": {"internal": ["销售部", "市场部"], "external": ["客户"]},
    "qualifications": {
        "education": "高中以上",
        "age": "20岁以上",
        "experience": "一年以上",
        "knowledge_skills": "熟悉产品知识和营销政策；沟通与协调能力良好。",
        "environment": "独立办公室",
        "working_hours": "8小时",
    },
    "reports": [
        {"document": "电话销售记录", "timing": "随时", "recipients": ["市场拓展部经理"]},
        {"document": "客户回访记录", "timing": "随时", "recipients": ["市场拓展部经理"]},
    ],
}

CASES: Mapping[str, Case] = {
    "a word typed": Case(
        _type_a_word,
        [change("changed", SUPERVISOR, "duties", "接待到访客户。", "接待到访客户和供应商。")],
    ),
    "a duty deleted": Case(
        _delete_a_duty,
        [change("removed", CALLER, "duties",
                "收发传真；收到的传真送达相关部门和人员并办理签收，以表格登记。", "")],
    ),
    "a duty added": Case(
        _add_a_duty, [change("added", CALLER, "duties", "", "每周整理通话录音。")]
    ),
    "a duty moved": Case(
        _reorder,
        [change("moved", SUPERVISOR, "duties", at(4, "接待到访客户。"), at(1, "接待到访客户。"))],
    ),
    "a duty split": Case(
        _split_a_duty,
        [
            change("changed", SUPERVISOR, "duties",
                   "将受理的客户投诉反馈给公司，督促问题得到及时、妥善处理，并尽快答复客户。",
                   "将受理的客户投诉反馈给公司，督促问题得到及时、妥善处理。"),
            change("added", SUPERVISOR, "duties", "", "尽快答复投诉的客户。"),
        ],
    ),
    "a row added": Case(
        _add_a_row,
        [change("added", CALLER, "reports", "",
                {"document": "通话质检表", "timing": "每周五",
                 "recipients": ["市场拓展部主管", "市场拓展部经理"]})],
    ),
    "a row deleted": Case(
        _delete_a_row,
        [change("removed", SUPERVISOR, "reports",
                {"document": "工作日志", "timing": "每日", "recipients": ["市场拓展部经理"]}, "")],
    ),
    "a new post": Case(_new_post, [change("added", "ke-hu-fu-wu-zhuan-yuan", "", "", NEW_POST)]),
    "another superior": Case(
        _other_superior,
        [change("changed", CALLER, "reports_to", "市场拓展部经理", "市场拓展部主管")],
    ),
    "another headcount": Case(
        _other_headcount, [change("changed", CALLER, "headcount", "2", "3")]
    ),
    "a department's duty": Case(
        _department_duty,
        [change("changed", "", "department.investment.duties",
                "负责巨巢惠购网商城的供应商向巨巢会员的转换。", "发展供应商成为巨巢会员。")],
    ),
    "another title": Case(
        _other_title, [change("changed", CALLER, "title", "电话营销专员", "电话销售专员")]
    ),
    "a qualification and a right": Case(
        _qualification_and_authority,
        [
            change("added", CALLER, "authority", "", "通话记录查阅权"),
            change("changed", CALLER, "qualifications.education", "高中以上", "大专以上"),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CASES)
def test_an_edit_in_word_is_exactly_that_change(
    name: str, theme: str, handbooks: Mapping[str, bytes], project: Path, tmp_path: Path
) -> None:
    """In both themes; afterwards the data says it, and the file has nothing more to say."""
    case = CASES[name]
    file = saved(edit_word(handbooks[theme], case.edit), tmp_path / "手册.docx")
    before = hashes(project)
    assert changes_of(file, project) == case.expected
    assert hashes(project) == before
    if theme == "standard":
        # What is written doesn't depend on how it was printed.
        carry_out(file, project, case.expected)


@pytest.mark.parametrize("theme", THEMES)
def test_a_post_whose_page_was_deleted_is_removed_with_its_file(
    theme: str, handbooks: Mapping[str, bytes], project: Path, tmp_path: Path
) -> None:
    """All that it said is told; others that still name it are told as well."""
    gone = "product-positioning-analyst"
    said = role(project, gone)
    assert said["recruitment"]["category"] == "商品经理"
    file = saved(edit_word(handbooks[theme], _delete_a_post), tmp_path / "手册.docx")
    run = jdgen("sync", file, "--project", project, "--dry-run", "--format", "json", "--lang", "en")
    assert json.loads(run.output) == [change("removed", gone, "", said, "")]
    assert run.errors.splitlines() == [
        "“产品定位分析师” is still named by: 营销部经理; “jdgen check” shows where",
        "with “产品定位分析师”, its section 招聘 (recruitment) goes as well",
    ]
    carry_out(file, project, json.loads(run.output))
    assert not (project / f"data/roles/marketing/{gone}.yaml").exists()


# ---- further places of a handbook


def _new_part(body: Body) -> None:
    page = body.page(SUPERVISOR_PAGE)
    place = page.line("权力")
    for line, text in (("权力", "安全职责"), ("接待到访客户。", "遵守消防规定。")):
        new = deepcopy(page.line(line))
        write(new, text)
        place.addprevious(new)


def _free_section(body: Body) -> None:
    page = body.page(SUPERVISOR_PAGE)
    place = page.line("权力")
    for line, text in (("权力", "着装要求"), ("合理化建议权", "上班着正装。")):
        new = deepcopy(page.line(line))
        write(new, text)
        place.addprevious(new)


def _rows_of_qualifications(body: Body) -> None:
    row = body.page(SUPERVISOR_PAGE).row("工作环境")
    add_row(row, "语言", "英语四级")
    add_row(row, "证书与资质", "驾驶证")


def _cover_and_foreword(body: Body) -> None:
    title = "市场运营中心人员规划"
    cover = next(each for each in body.element.iter(f"{W}p") if words(each) == title)
    write(cover, "市场运营中心岗位手册")
    scope = "适用于市场运营中心及其所属的招商部、市场拓展部、营销部的全部岗位。"
    write(body.line(scope), "适用于全体员工。")


def _revision(body: Body) -> None:
    row = next(body.line("首次编制，形成征求意见稿。").iterancestors(f"{W}tr"))
    add_row(row, "A/1", "2012-06-01", "增设岗位。", "总经理")


def _department_name(body: Body) -> None:
    write(body.page("dept_investment").line("招商部"), "招商一部")


PLACES: Mapping[str, Case] = {
    "a part that the post had not": Case(
        _new_part, [change("added", SUPERVISOR, "safety_duties", "", "遵守消防规定。")]
    ),
    "a free section": Case(
        _free_section,
        [change("added", SUPERVISOR, "extra", "", {"heading": "着装要求", "text": "上班着正装。"})],
    ),
    "qualifications, known and of one's own": Case(
        _rows_of_qualifications,
        [
            change("added", SUPERVISOR, "qualifications.licences", "", "驾驶证"),
            change("added", SUPERVISOR, "qualifications.groups", "",
                   {"label": "语言", "text": "英语四级"}),
        ],
    ),
    "the cover and the foreword": Case(
        _cover_and_foreword,
        [
            change("changed", "", "handbook.title", "市场运营中心人员规划", "市场运营中心岗位手册"),
            change("changed", "", "handbook.foreword.scope",
                   "适用于市场运营中心及其所属的招商部、市场拓展部、营销部的全部岗位。",
                   "适用于全体员工。"),
        ],
    ),
    "a revision": Case(
        _revision,
        [change("added", "", "handbook.revisions", "",
                {"version": "A/1", "date": "2012-06-01", "change": "增设岗位。",
                 "approved_by": "总经理"})],
    ),
    "a department's name, which its posts follow": Case(
        _department_name,
        [
            change("changed", "", "department.investment.name", "招商部", "招商一部"),
            *(change("changed", f"investment-{post}", "department", "招商部", "招商一部")
              for post in ("manager", "specialist", "supervisor")),
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_other_places_of_a_handbook_are_taken_back_too(
    name: str, handbooks: Mapping[str, bytes], project: Path, tmp_path: Path
) -> None:
    """Cover, foreword, revisions, departments, and what a post did not have before."""
    case = PLACES[name]
    file = saved(edit_word(handbooks["standard"], case.edit), tmp_path / "手册.docx")
    assert in_any_order(changes_of(file, project)) == in_any_order(case.expected)
    carry_out(file, project, case.expected)


# ---- edited in LibreOffice

OFFICE: Mapping[str, tuple[list[list[Any]], list[dict[str, Any]]]] = {
    "a word typed": (
        [["replace", "市场拓展部主管", "接待到访客户", "接待到访客户和供应商"]],
        CASES["a word typed"].expected,
    ),
    "a duty deleted": (
        [["delete line", "电话营销专员", "收发传真"]], CASES["a duty deleted"].expected,
    ),
    "a list item added": (
        [["add line", "电话营销专员", "完成上级交办的其他任务。", "每周整理通话录音。"]],
        CASES["a duty added"].expected,
    ),
    "a duty moved": (
        [["move up", "市场拓展部主管", "接待到访客户。", 3]], CASES["a duty moved"].expected,
    ),
    "a duty split with Enter": (
        [["replace", "市场拓展部主管", "妥善处理，并尽快答复客户。",
          "妥善处理。尽快答复投诉的客户。"],
         ["split", "市场拓展部主管", "尽快答复投诉的客户。"]],
        CASES["a duty split"].expected,
    ),
    "a row added": (
        [["add row", "电话营销专员", "客户回访记录",
          ["通话质检表", "每周五", "市场拓展部主管、市场拓展部经理"]]],
        CASES["a row added"].expected,
    ),
    "a row deleted": (
        [["delete row", "市场拓展部主管", "工作日志"]], CASES["a row deleted"].expected,
    ),
    "a new post, copied": (
        [["copy page", "电话营销专员", "营销部"],
         ["replace", "电话营销专员", "电话营销专员", "客户服务专员"],
         ["replace", "客户服务专员", "电话营销专员", "客户服务专员"],
         ["replace", "客户服务专员", "2人", "1人"],
         ["replace", "客户服务专员", "从事电话销售，推介公司产品。", "受理客户的咨询和投诉。"]],
        CASES["a new post"].expected,
    ),
    "another superior": (
        [["replace", "电话营销专员", "市场拓展部经理", "市场拓展部主管"]],
        CASES["another superior"].expected,
    ),
    "another headcount": (
        [["replace", "电话营销专员", "2人", "3人"]], CASES["another headcount"].expected,
    ),
    "a department's duty": (
        [["replace", "部门职责", "负责巨巢惠购网商城的供应商向巨巢会员的转换。",
          "发展供应商成为巨巢会员。"]],
        CASES["a department's duty"].expected,
    ),
    "another title": (
        [["replace", "电话营销专员", "电话营销专员", "电话销售专员"]],
        CASES["another title"].expected,
    ),
}  # fmt: skip


def test_edits_in_libreoffice_are_exactly_those_changes(
    handbooks: Mapping[str, bytes], project: Path, tmp_path: Path
) -> None:
    """Typed, deleted, inserted, moved, copied by the editor's own commands, and saved as .docx."""
    need("soffice", "uno")
    edits = {name: edits for name, (edits, _) in OFFICE.items()}
    edited = edit_documents(handbooks["standard"], edits, tmp_path)
    for name, (_, expected) in OFFICE.items():
        file = saved(edited[name], tmp_path / "手册.docx")
        assert (name, changes_of(file, project)) == (name, expected)
        folder = tmp_path / name
        shutil.copytree(project, folder)
        carry_out(file, folder, expected)


# ---- a single description


@pytest.mark.parametrize("theme", THEMES)
def test_a_single_description_changes_its_own_post_alone(
    theme: str, singles: Mapping[str, bytes], project: Path, tmp_path: Path
) -> None:
    """Of other posts and departments it says nothing, and nothing is taken to be gone."""
    mine = ["a duty moved", "a word typed", "a row deleted"]
    data = edit_word(singles[f"{theme} 市场拓展部主管"], *(CASES[name].edit for name in mine))
    file = saved(data, tmp_path / "主管.docx")
    typed = CASES["a word typed"].expected[0]
    expected = [
        typed,
        change("moved", SUPERVISOR, "duties", at(4, typed["after"]), at(1, typed["after"])),
        *CASES["a row deleted"].expected,
    ]
    assert changes_of(file, project) == expected
    carry_out(file, project, expected)


def test_who_reports_to_a_post_is_not_taken_from_its_own_description(
    tmp_path: Path, project: Path
) -> None:
    """Where the data leaves it to be worked out, an edit of it is told and not taken."""
    file = project / SUPERVISOR_FILE
    file.write_bytes(file.read_bytes().replace("直接下级: [市场拓展部专员]\n".encode(), b""))
    wanted = Wanted(formats=("docx",), roles=(SUPERVISOR,))
    made = build(Request(project, packs=("roles",), output=tmp_path / "out", wanted=wanted))
    printed = next(iter(made.files)).read_bytes()

    def edit(body: Body) -> None:
        write(body.page(SUPERVISOR_PAGE).value("直接下级"), "市场拓展部专员、实习生")

    run = jdgen("sync", saved(edit_word(printed, edit), tmp_path / "d.docx"), "--project", project,
                "--dry-run", "--lang", "en")  # fmt: skip
    assert run.output == "No change: the file says what data/ says.\n"
    assert run.errors == (
        "“直接下级” is worked out from the superiors of other posts; it is not taken from a single"
        " description\n"
    )
