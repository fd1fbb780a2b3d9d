"""What ``check`` asks about: names nobody bears, circles, dates. None of it stops a build."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdgen.checks.consistency import is_date
from tests.small import CLERK, DEPARTMENT, HANDBOOK, MANAGER, SMALL, Files, jdgen, write_project

OTHERS = "在 data/handbook.yaml 的“外部单位”中列出"


def check(folder: Path, files: Files, lang: str = "zh") -> list[str]:
    """Return what the check says of a project, which always ends well."""
    run = jdgen("check", "--project", write_project(folder, files), "--lang", lang)
    assert (run.status, run.errors) == (0, "")
    *findings, last = run.output.splitlines()
    if lang == "zh":
        assert last.endswith(f"发现问题 {len(findings) // 2} 处")
    return findings


def test_a_handbook_without_contradictions_has_no_findings(tmp_path: Path) -> None:
    """What the others are measured against."""
    assert check(tmp_path, {}) == []


def test_every_name_that_nobody_bears_is_asked_about_once_in_each_place(tmp_path: Path) -> None:
    """With the key as written and the item's own place, whatever field it stands in."""
    post = SMALL[CLERK].replace("经理", "总经理") + (
        "直属下级: [收银员, 经理]\n职务代理人: 会计\n晋升岗位:\n  - 主任\n"
        "工作协作关系:\n  内部: [销售部, 保卫处]\n  外部: 银行\n"
        "工作记录与报表:\n  - 文档: 日报\n    报送对象: [经理, 董事]\n"
    )
    nobody = "既不是本手册中的岗位或部门，也不在外部单位之列"
    declare = "如果确有其名，请" + OTHERS
    assert check(tmp_path, {CLERK: post}) == [
        f"{CLERK}:4:7: 直接上级: “总经理”{nobody}",
        f"    是否应为“经理”？如果不是，请{OTHERS}“总经理”",
        f"{CLERK}:5:8: 直属下级[1]: “收银员”{nobody}", f"    {declare}“收银员”",
        f"{CLERK}:6:8: 职务代理人: “会计”{nobody}", f"    {declare}“会计”",
        f"{CLERK}:8:5: 晋升岗位[1]: “主任”{nobody}", f"    {declare}“主任”",
        f"{CLERK}:10:13: 工作协作关系.内部[2]: “保卫处”{nobody}", f"    {declare}“保卫处”",
        f"{CLERK}:11:7: 工作协作关系.外部: “银行”{nobody}", f"    {declare}“银行”",
        f"{CLERK}:14:16: 工作记录与报表[1].报送对象[2]: “董事”{nobody}", f"    {declare}“董事”",
    ]  # fmt: skip


def test_declared_names_departments_and_nobody_are_no_findings(tmp_path: Path) -> None:
    """Also the organisation itself, and 无 in any of the fields."""
    outside = "外部单位: {部门: [财务部], 岗位: 总经理, 对象: [客户]}\n"
    post = SMALL[CLERK].replace("经理", "总经理") + (
        "直接下级: 无\n职务代理人: 无\n工作协作关系: {内部: [财务部, sales, 中心], 外部: 无}\n"
        "工作记录与报表:\n  - {文档: 日报, 报送对象: 客户、manager}\n"
    )
    assert check(tmp_path, {HANDBOOK: SMALL[HANDBOOK] + outside, CLERK: post}) == []


def test_an_english_handbook_is_asked_in_its_own_words(tmp_path: Path) -> None:
    """Keys and the field to declare names in are called what they are called there."""
    files = {
        HANDBOOK: "title: Handbook\norganisation: Centre\nlanguage: en\n",
        DEPARTMENT: "id: sales\nname: Sales\n",
        CLERK: "id: clerk\ntitle: Clerk\ndepartment: Sales\nreports_to: Director\n",
        MANAGER: None,
    }
    nobody = "is no post, department or outside party of this handbook"
    assert check(tmp_path, files, "en")[:2] == [
        f"{CLERK}:4:13: reports_to: “Director” {nobody}",
        "    if it is real, declare it in data/handbook.yaml under Outside parties: Director",
    ]


@pytest.mark.parametrize("length", [2, 5])
def test_each_post_of_a_circle_of_superiors_is_named(tmp_path: Path, length: int) -> None:
    """And no post that only hangs below the circle."""
    files = {
        f"data/roles/p{number}.yaml": f"id: p{number}\n岗位名称: 岗{number}\n所在部门: 中心\n"
        f"直接上级: 岗{(number + 1) % length}\n"
        for number in range(length)
    } | {"data/roles/x.yaml": "id: x\n岗位名称: 助理\n所在部门: 中心\n直接上级: 岗0\n"}
    expected = []
    for number in range(length):
        what = f"从“岗{number}”逐级向上，又回到了“岗{number}”，上下级关系成了循环"
        expected += [f"data/roles/p{number}.yaml:4:7: 直接上级: {what}"]
        expected += ["    请改正其中一个岗位的上级"]
    assert check(tmp_path, files) == expected


def test_a_post_that_is_its_own_superior_is_named(tmp_path: Path) -> None:
    """By its title or its id."""
    files = {MANAGER: SMALL[MANAGER] + "直接上级: manager\n"}
    assert check(tmp_path, files) == [
        f"{MANAGER}:4:7: 直接上级: “经理”的上级写成了自己",
        "    请填写实际的上级，或删除这一行",
    ]


def test_departments_that_are_part_of_themselves_are_named(tmp_path: Path) -> None:
    """At once or through another; one that belongs to such a department is not."""
    files = {
        DEPARTMENT: SMALL[DEPARTMENT] + "上级部门: b\n",
        "data/departments/b.yaml": "id: b\n部门名称: 乙部\n上级部门: 销售部\n",
        "data/departments/c.yaml": "id: c\n部门名称: 丙部\n上级部门: 丙部\n",
        "data/departments/d.yaml": "id: d\n部门名称: 丁部\n上级部门: 丙部\n",
    }
    assert check(tmp_path, files)[::2] == [
        "data/departments/b.yaml:3:7: 上级部门: 部门“乙部”的上级部门最终又是它自己",
        "data/departments/c.yaml:3:7: 上级部门: 部门“丙部”的上级部门最终又是它自己",
        f"{DEPARTMENT}:3:7: 上级部门: 部门“销售部”的上级部门最终又是它自己",
    ]


def test_every_odd_date_is_named_wherever_it_stands(tmp_path: Path) -> None:
    """Of the handbook and its posts, in histories and signatures too."""
    dated = "生效日期: 2012/3/1\n修订记录:\n  - {版本: A/0, 修订内容: 首次, 日期: 2012年2月}\n"
    signed = "签署:\n  批准: {姓名: 王芳, 日期: 明天}\n"
    files = {
        HANDBOOK: SMALL[HANDBOOK] + "发布日期: 二〇一二年二月\n" + dated,
        CLERK: SMALL[CLERK] + "填写日期: 2012-02-30\n" + signed,
    }
    assert [line for line in check(tmp_path, files) if not line.startswith("    ")] == [
        f"{HANDBOOK}:3:7: 发布日期: “二〇一二年二月”不是通常写法的日期",
        f"{HANDBOOK}:4:7: 生效日期: “2012/3/1”不是通常写法的日期",
        f"{HANDBOOK}:6:29: 修订记录[1].日期: “2012年2月”不是通常写法的日期",
        f"{CLERK}:5:7: 填写日期: “2012-02-30”不是通常写法的日期",
        f"{CLERK}:7:20: 签署.批准.日期: “明天”不是通常写法的日期",
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012-02-03", True),
        ("2012-02-29", True),
        ("2013-02-29", False),
        ("2012-2-3", False),
        ("20120203", False),
        ("2012-02-03 ", False),
        ("2012-02-03T00:00", False),
        ("２０１２-02-03", False),
        ("", False),
    ],
)
def test_a_date_is_a_day_of_the_calendar_in_one_form(text: str, date: bool) -> None:
    """The form of GB/T 7408 and ISO 8601, which sorts."""
    assert is_date(text) is date
