"""Consistency checks beyond their examples: every field and form, and near misses left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdgen.checks.consistency.dates import read_date
from jdgen.checks.consistency.likeness import near_duplicates
from jdgen.messages import translator
from tests.check_samples import findings_in

ZH, EN = translator("zh"), translator("en")


def found(folder: Path, example: str, code: str) -> list[tuple[str, str]]:
    """Return what one check finds in the sample project: key and words of each."""
    return [(each.key, each.words) for each in findings_in(folder, example) if each.code == code]


def post(name: str, title: str, superior: str, more: str = "") -> str:
    """Return one more post of the sample project, as a line of an example."""
    return f"  {name}: {{岗位名称: {title}, 所在部门: 综合部, 直接上级: {superior}{more}}}\n"


# ---- names nobody bears


def test_every_name_that_nobody_bears_is_found_in_its_field(tmp_path: Path) -> None:
    """With the key as written and the item's own place, whatever field it stands in."""
    example = """\
roles:
  clerk:
    直接上级: 副经理
    直属下级: [收银员, 综合部经理]
    职务代理人: 会计
    晋升岗位: [主任]
    工作协作关系: {内部: [综合部, 保卫处], 外部: 银行}
    工作记录与报表: [{文档: 日报, 编制时间: 每日, 报送对象: [综合部经理, 董事]}]
"""
    unknown = [
        (each.code, each.key, each.words)
        for each in findings_in(tmp_path, example)
        if each.code <= "JD207"
    ]
    assert sorted(unknown) == [
        ("JD202", "直接上级", "副经理"),
        ("JD203", "直属下级[1]", "收银员"),
        ("JD204", "工作记录与报表[1].报送对象[2]", "董事"),
        ("JD205", "晋升岗位[1]", "主任"),
        ("JD205", "职务代理人", "会计"),
        ("JD206", "工作协作关系.内部[2]", "保卫处"),
        ("JD207", "工作协作关系.外部", "银行"),
    ]


def test_declared_names_departments_and_nobody_are_left_alone(tmp_path: Path) -> None:
    """Also the organisation itself, ids and aliases, 无, and names that stand for several."""
    example = """\
roles:
  manager: {别名: [部门负责人]}
  clerk:
    直接上级: 部门负责人
    直接下级: 无
    职务代理人: manager
    晋升岗位: 总经理
    工作协作关系:
      内部: [财务部, general, 示例公司, 各部门, 相关部门, 上级领导, 各部门经理]
      外部: [客户, 与政府主管部门保持联系，及时了解政策。]
    工作记录与报表: [{文档: 日报, 编制时间: 每日, 报送对象: 客户、manager}]
"""
    assert [each for each in findings_in(tmp_path, example) if each.code <= "JD207"] == []


@pytest.mark.parametrize("field", ["直接上级: 综合部", "直接下级: [综合部]", "职务代理人: 综合部"])
def test_a_department_is_no_post(tmp_path: Path, field: str) -> None:
    """Where only a post can be meant."""
    codes = [finding.code for finding in findings_in(tmp_path, f"{field}\n")]
    assert {"JD202", "JD203", "JD205"} & set(codes)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("综合经理", "综合部经理"),
        ("综合部部长", "综合部经理"),
        ("行政文员", "文员"),
        ("采购部经理", "综合部经理"),
        ("车间主任", None),
    ],
)
def test_the_nearest_title_is_suggested(tmp_path: Path, name: str, meant: str | None) -> None:
    """Unless none is near."""
    roles = post("driver", "司机", name)
    hints = [
        EN(each.hint)
        for each in findings_in(tmp_path, f"roles:\n{roles}")
        if each.code == "JD202" and each.hint
    ]
    declare = f"declare it in data/handbook.yaml under 外部单位: {name}"
    suggestion = f"did you mean “{meant}”? If not, " if meant else "if it is real, "
    assert hints == [suggestion + declare]


def test_a_post_is_never_suggested_for_its_own_subordinates(tmp_path: Path) -> None:
    """综合部员工 is near to 综合部经理, who can't be meant on his own page."""
    example = "roles: {manager: {直接下级: [综合部员工]}}\n"
    (hint,) = [each.hint for each in findings_in(tmp_path, example) if each.code == "JD203"]
    assert hint is not None
    assert "near" not in hint.values


def test_an_english_handbook_is_asked_in_its_own_words(tmp_path: Path) -> None:
    """Keys and the field to declare names in are called what they are called there."""
    example = """\
data/handbook.yaml: |
  title: Handbook
  organisation: Centre
  language: en
data/departments/general.yaml: |
  id: general
  name: Sales
data/roles/manager.yaml: |
  id: manager
  title: Sales Manager
  department: Sales
data/roles/clerk.yaml: |
  id: clerk
  title: Clerk
  department: Sales
  reports_to: Director
"""
    (finding,) = findings_in(tmp_path, example)
    assert (finding.code, finding.key) == ("JD202", "reports_to")
    assert finding.hint is not None
    assert EN(finding.hint).endswith("in data/handbook.yaml under Outside parties: Director")


# ---- titles


def test_an_alias_that_is_anothers_title_is_found(tmp_path: Path) -> None:
    """Nobody can tell who is meant."""
    example = "roles:\n  manager: {别名: [文员]}\n"
    assert found(tmp_path, example, "JD208") == [("别名[1]", "文员")]


def test_one_title_in_two_departments_is_left_alone_until_somebody_uses_it(tmp_path: Path) -> None:
    """Cashiers of two departments; a report to one of them can't be delivered."""
    second = "  second: {岗位名称: 文员, 所在部门: 示例公司, 直接上级: 综合部经理}\n"
    assert found(tmp_path, f"roles:\n{second}", "JD208") == []
    used = f"roles:\n{second}  manager: {{职务代理人: 文员}}\n"
    assert found(tmp_path, used, "JD208") == [("岗位名称", "文员")]


DUTIES = "工作职责与任务: [策划营销活动。, 编制会员营销规划。, 开展市场调研。]"


@pytest.mark.parametrize(
    ("one", "other", "is_one_post"),
    [
        (("产品营销策划师", DUTIES), ("营销策划经理", DUTIES), True),
        (("财务部经理", ""), ("财务经理", ""), True),
        (("文秘岗", ""), ("文秘", ""), True),
        (("产品营销策划师", DUTIES), ("营销策划经理", "工作职责与任务: [审核预算。]"), False),
        (("一线操作工", DUTIES), ("二线操作工", DUTIES), False),
        (("会计A岗", DUTIES), ("会计B岗", DUTIES), False),
        (("人力资源部专员", DUTIES), ("人力资源部助理", DUTIES), False),
        (("出纳", DUTIES), ("司机", DUTIES), False),
    ],
)
def test_two_files_of_one_post_are_told_from_two_posts(
    tmp_path: Path, one: tuple[str, str], other: tuple[str, str], *, is_one_post: bool
) -> None:
    """By titles that say the same and duties that are the same; numbers make two posts."""
    posts = "".join(
        post(name, title, "综合部经理", f", {duties}" if duties else "")
        for name, (title, duties) in (("one", one), ("two", other))
    )
    assert bool(found(tmp_path, f"roles:\n{posts}", "JD209")) is is_one_post


# ---- the hierarchy


@pytest.mark.parametrize("length", [2, 5])
def test_each_post_of_a_circle_is_found_and_what_hangs_below_is_out_of_reach(
    tmp_path: Path, length: int
) -> None:
    """The post below is told of once, at the one that it hangs from."""
    posts = "".join(post(f"p{n}", f"岗{n}号", f"岗{(n + 1) % length}号") for n in range(length))
    example = f"roles:\n{posts}{post('x', '助理', '岗0号')}"
    assert len(found(tmp_path, example, "JD211")) == length
    (cut,) = [each for each in findings_in(tmp_path, example) if each.code == "JD214"]
    assert (cut.role, ZH(cut.what)) == ("p0", "“岗0号”以下的岗位与最高岗位接不上：“助理”")


def test_many_posts_out_of_reach_are_counted(tmp_path: Path) -> None:
    """The first five are named."""
    posts = "".join(post(f"p{number}", f"岗{number}号", "文员") for number in range(7))
    example = f"roles:\n  clerk: {{直接上级: 副经理}}\n{posts}"
    (cut,) = [each for each in findings_in(tmp_path, example) if each.code == "JD214"]
    assert "and 2 more" in EN(cut.what)
    assert cut.what.values["titles"] == [f"“岗{number}号”" for number in range(5)]


def test_departments_that_are_part_of_themselves_are_found(tmp_path: Path) -> None:
    """At once or through another; one that belongs to such a department is not."""
    example = """\
departments:
  general: {上级部门: 乙部}
  b: {部门名称: 乙部, 上级部门: 综合部}
  c: {部门名称: 丙部, 上级部门: 丙部}
  d: {部门名称: 丁部, 上级部门: 丙部}
"""
    files = [each.location.file for each in findings_in(tmp_path, example)]
    assert files == [f"data/departments/{name}.yaml" for name in ("b", "c", "general")]


@pytest.mark.parametrize(
    ("superior", "tops"),
    [("无", 1), ("总经理", 0), ("综合部经理", 0), ("董事长", 1), ("副经理", 0)],
)
def test_tops_below_one_outside_superior_are_one_top(
    tmp_path: Path, superior: str, tops: int
) -> None:
    """An unknown superior is told of by another check."""
    outside = "handbook: {外部单位: {岗位: [总经理, 董事长]}}\n"
    example = f"{outside}roles:\n{post('driver', '司机', superior)}"
    assert len(found(tmp_path, example, "JD213")) == tops


@pytest.mark.parametrize(
    ("stated", "codes"),
    [
        ("[文员, 司机]", []),
        ("[clerk, 司机]", []),
        ("[各岗位]", []),
        ("[文员]", ["JD216"]),
        ("无", ["JD217"]),
        ("None", ["JD217"]),
        ("[文员, 司机, 综合部经理]", ["JD215"]),
        ("[文员, 司机, 前台]", ["JD215"]),
        ("[司机, 门卫]", ["JD203", "JD216"]),
    ],
)
def test_stated_and_actual_direct_reports_are_compared_both_ways(
    tmp_path: Path, stated: str, codes: list[str]
) -> None:
    """By title or id; what stands for several is taken to cover them."""
    example = (
        f"roles:\n  manager: {{直接下级: {stated}}}\n{post('driver', '司机', '综合部经理')}"
        f"{post('reception', '前台', '文员')}"
    )
    assert sorted(finding.code for finding in findings_in(tmp_path, example)) == codes


def test_no_direct_reports_stated_is_no_contradiction(tmp_path: Path) -> None:
    """The page then prints those who report there; 无 is right where there are none."""
    assert findings_in(tmp_path, "直接下级: 无\n") == ()
    assert findings_in(tmp_path, "") == ()


def test_a_long_chain_of_single_reports_is_told_once(tmp_path: Path) -> None:
    """At its top, with all of its posts."""
    chain = (
        "roles:\n  manager: {岗位定员: 1}\n  clerk: {岗位定员: 1}\n"
        f"{post('a', '前台', '文员', ', 岗位定员: 1')}{post('b', '司机', '前台', ', 岗位定员: 1')}"
    )
    (finding,) = findings_in(tmp_path, chain)
    assert (finding.code, finding.role) == ("JD219", "manager")
    titles = ["“综合部经理”", "“文员”", "“前台”", "“司机”"]
    assert finding.what.values["titles"] == titles


# ---- headcounts


@pytest.mark.parametrize(
    ("stated", "is_wrong"),
    [("3", False), ("3人", False), ("5", False), ("4", True), ("2", True), ("若干", False)],
)
def test_a_departments_headcount_may_count_what_is_part_of_it_or_not(
    tmp_path: Path, stated: str, *, is_wrong: bool
) -> None:
    """Three people of its own, five with those of the archive."""
    example = f"""\
departments:
  general: {{部门定员: {stated}}}
  archive: {{部门名称: 档案室, 上级部门: 综合部}}
roles:
  manager: {{岗位定员: 1}}
  clerk: {{岗位定员: 2}}
  archivist: {{岗位名称: 档案员, 所在部门: 档案室, 直接上级: 文员, 岗位定员: 2}}
"""
    assert bool(found(tmp_path, example, "JD220")) is is_wrong


@pytest.mark.parametrize(
    ("stated", "clerks", "is_wrong"),
    [
        ("3", "2", False),
        ("4", "2", True),
        ("4", "2–3人", False),
        ("2", "2–3人", True),
        ("3–5人", "9", False),
        ("1", None, False),
        ("9", None, False),
    ],
)
def test_the_total_headcount_may_be_more_where_posts_are_inexact(
    tmp_path: Path, stated: str, clerks: str | None, *, is_wrong: bool
) -> None:
    """Then the posts add up to so many at least; a post that says nothing may have any number."""
    clerk = f"岗位定员: {clerks}" if clerks else "岗位编号: '1'"
    roles = f"roles:\n  manager: {{岗位定员: 1}}\n  clerk: {{{clerk}}}\n"
    example = f"handbook: {{总定员: {stated}}}\n{roles}"
    assert bool(found(tmp_path, example, "JD221")) is is_wrong


@pytest.mark.parametrize(
    ("numbers", "is_wrong"),
    [
        ("岗位定员: 3\n现员: 4\n", True),
        ("岗位定员: 3\n现员: 3\n缺编: 0\n", False),
        ("岗位定员: 3\n现员: 2\n缺编: 2\n", True),
        ("岗位定员: 2–3人\n现员: 4\n", False),
        ("岗位定员: 3\n缺编: 1\n", False),
        ("现员: 4\n", False),
    ],
)
def test_people_in_post_and_vacancies_are_the_headcount(
    tmp_path: Path, numbers: str, *, is_wrong: bool
) -> None:
    """As far as all three are numbers."""
    assert bool(found(tmp_path, numbers, "JD222")) is is_wrong


# ---- duties


RIGHTS = (
    "有成为巨巢惠购网的经销商的资格。",
    "享有合理化建议权",
    "享受公司规定的各项福利。",
    "有权拒绝不合理的安排。",
    "可享受员工价优惠。",
    "可以优先成为经销商",
    "Is entitled to a company car.",
    "Has the right to refuse unreasonable instructions.",
)
NO_RIGHTS = (
    "凭岗位资格申请成为巨巢惠购网经销商时，按公司规定办理手续，遵守经销商管理要求。",
    "有计划地开展培训，落实员工福利。",
    "有针对性地制定员工福利。",
    "有效维护消费者的权利。",
    "审核经销商的资格。",
    "办理员工享受的各项补贴。",
    "具体落实薪酬与福利。",
    "可行性研究报告的编制。",
    "Has responsibility for the rights of customers.",
    "Enter the benefits of new staff into the payroll.",
)


@pytest.mark.parametrize("duty", RIGHTS)
def test_a_right_or_a_benefit_is_no_duty(tmp_path: Path, duty: str) -> None:
    """Whoever reads it asks what is to be done."""
    assert found(tmp_path, f"工作职责与任务: [{duty}]\n", "JD232") == [("工作职责与任务[1]", duty)]


@pytest.mark.parametrize("duty", NO_RIGHTS)
def test_a_duty_that_speaks_of_rights_is_a_duty(tmp_path: Path, duty: str) -> None:
    """It says what is to be done about them."""
    assert found(tmp_path, f"工作职责与任务: [{duty}]\n", "JD232") == []


TAKEN_UP = """\
departments:
  general: {部门职责: [%s]}
roles:
  clerk:
    本职概述: 负责行政事务。
    工作职责与任务: [管理会议室，安排会务。, 采购办公用品并登记发放。]
    工作记录与报表: [{所需记录文档: 车辆使用情况统计表, 编制时间: 月末, 报送对象: 综合部经理}]
"""


@pytest.mark.parametrize(
    ("duty", "is_taken_up"),
    [
        ("统一安排公司的会务工作和会议室使用。", True),
        ("负责公司办公用品的采购、登记和发放。", True),
        ("统计并上报公司车辆的使用情况。", True),
        ("做好保密工作。", True),
        ("制定薪酬制度，核算员工工资与社会保险。", False),
        ("组织消防演练，检查安全隐患并督促整改。", False),
    ],
)
def test_a_departments_duty_is_looked_for_on_the_pages_of_its_posts(
    tmp_path: Path, duty: str, *, is_taken_up: bool
) -> None:
    """In other words and another order, in duties and reports; what is too short is left alone."""
    assert (found(tmp_path, TAKEN_UP % duty, "JD230") == []) is is_taken_up


def test_duties_are_not_looked_for_where_no_post_of_the_department_has_any(tmp_path: Path) -> None:
    """Nothing can be said of posts that are still to be written."""
    assert (
        found(tmp_path, "departments: {general: {部门职责: [核算工资与社会保险。]}}\n", "JD230")
        == []
    )


def test_near_duplicates_are_found_without_comparing_all() -> None:
    """Each with the most alike of those before it, whatever its marks; other texts are not."""
    texts = [
        "受理客户投诉，及时妥善处理。",
        "编制年度预算并控制费用。",
        "受理客户投诉、及时妥善地处理",
        "编制年度预算并控制费用",
        "组织新员工培训与考核。",
        "",
    ]
    pairs = [(alike.first, alike.second) for alike in near_duplicates(texts, 85)]
    assert pairs == [(0, 2), (1, 3)]


def test_near_duplicates_are_found_where_all_texts_are_alike() -> None:
    """From one mould: the latest ones before each are enough to find one."""
    texts = [f"按计划完成第{number}号产线的日常点检与保养。" for number in range(500)]
    assert len(list(near_duplicates(texts, 85))) == 499


# ---- reports


@pytest.mark.parametrize(
    ("partners", "expects"),
    [
        ("[财务部]", False),
        ("[综合部]", True),
        ("[综合部经理]", True),
        ("[各部门]", True),
        ("[各部门经理]", True),
        ("[]", True),
    ],
)
def test_a_report_is_expected_by_who_names_its_writer_or_everybody(
    tmp_path: Path, partners: str, *, expects: bool
) -> None:
    """By post, department, or as one of all; who says nothing of partners expects anything."""
    example = f"""\
departments: {{sales: {{部门名称: 销售部}}}}
roles:
  head:
    岗位名称: 销售部经理
    所在部门: 销售部
    直接上级: 总经理
    工作协作关系: {{内部: {partners}}}
  clerk: {{工作记录与报表: [{{文档: 考勤月报, 编制时间: 月末, 报送对象: 销售部经理}}]}}
"""
    assert (found(tmp_path, example, "JD240") == []) is expects


def test_superiors_and_colleagues_expect_reports(tmp_path: Path) -> None:
    """At any height of the line, whatever their partners."""
    example = f"""\
roles:
  manager: {{工作协作关系: {{内部: [财务部]}}}}
{post("reception", "前台", "文员", ", 工作协作关系: {内部: [财务部]}")}
  driver:
    岗位名称: 司机
    所在部门: 示例公司
    直接上级: 文员
    工作记录与报表: [{{文档: 行车日志, 编制时间: 每日, 报送对象: [综合部经理]}}]
"""
    assert found(tmp_path, example, "JD240") == []


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("本月工作总结", "月度工作小结", True),
        ("客户跟踪记录", "客户追踪记录表", True),
        ("市场调查报告", "市场调研报告", True),
        ("本月工作总结", "本周工作总结", False),
        ("下月工作计划", "本月工作计划", False),
        ("客户跟踪记录", "客户回访记录", False),
        ("市场统计分析报表", "市场分析报告", False),
        ("本月工作总结", "本月工作总结", False),
    ],
)
def test_two_names_of_one_report_are_told_from_two_reports(
    tmp_path: Path, one: str, other: str, *, is_one: bool
) -> None:
    """Words that mean the same make one; another period or another matter makes two."""
    example = f"""\
roles:
  manager: {{工作记录与报表: [{{文档: {one}, 编制时间: 月末, 报送对象: 总经理}}]}}
  clerk: {{工作记录与报表: [{{文档: {other}, 编制时间: 月末, 报送对象: 综合部经理}}]}}
"""
    assert bool(found(tmp_path, example, "JD241")) is is_one


# ---- fields


@pytest.mark.parametrize(
    ("age", "experience", "education", "is_wrong"),
    [
        ("25岁以下", "十年以上", "大专以上", True),
        ("25岁以下", "十二年以上", "不限", True),
        ("20-28岁", "八年以上，有三年以上管理经验", "硕士", True),
        ("不超过30岁", "15年以上", "本科以上", True),
        ("under 25", "10 years or more", "Bachelor's degree", True),
        ("35岁以下", "十年以上", "本科以上", False),
        ("28岁以上", "十年以上", "本科以上", False),
        ("22–45岁", "三年以上", "不限", False),
        ("30岁以下", "五年以上", "本科", False),
        ("28 or over", "Five years or more", "Bachelor's degree or above", False),
        ("25岁以下", "应届毕业生", "本科", False),
        ("25岁以下", "2015年以后毕业", "本科", False),
        ("25岁以下", "二〇一五年以后毕业", "本科", False),
        ("25岁以下", "10年内有相关经历者优先", "本科", False),
        ("25岁以下", "一年以上", "大专", False),
    ],
)
def test_experience_and_age_exclude_each_other_where_nobody_can_have_both(
    tmp_path: Path, age: str, experience: str, education: str, *, is_wrong: bool
) -> None:
    """Counted from when somebody of that education begins to work, at the earliest."""
    example = (
        f"任职资格: {{年龄要求: {age}, 工作经验/资历: '{experience}', 教育水平: \"{education}\"}}\n"
    )
    assert bool(found(tmp_path, example, "JD251")) is is_wrong


@pytest.mark.parametrize(
    ("weights", "is_wrong"),
    [
        (["60%", "40%"], False),
        (["60", "40"], False),
        (["60分", "40分"], False),
        (["0.6", "0.4"], False),
        (["60%", "30%"], True),
        (["60%", "50%"], True),
        (["60%", None], False),
        (["100%", None], False),
        (["110%", None], True),
        (["高", "低"], False),
        (["33.3%", "33.3%", "33.4%"], False),
        ([None, None], False),
    ],
)
def test_weights_add_up_to_a_hundred(
    tmp_path: Path, weights: list[str | None], *, is_wrong: bool
) -> None:
    """However they are written; what has none may take what is left of it."""
    rows = "".join(
        f"  - {{指标: 指标{number}{f', 权重: {weight}' if weight else ''}}}\n"
        for number, weight in enumerate(weights)
    )
    assert bool(found(tmp_path, f"考核指标:\n{rows}", "JD252")) is is_wrong


@pytest.mark.parametrize(
    ("shares", "is_wrong"),
    [
        (["60%", "40%"], False),
        (["60%", None], False),
        (["60%", "50%", None], True),
        (["40%", "40%"], True),
        (["约60%", "40%"], False),
    ],
)
def test_shares_of_time_are_no_more_than_all_of_it(
    tmp_path: Path, shares: list[str | None], *, is_wrong: bool
) -> None:
    """Where every duty has one, they are all of it."""
    rows = "".join(
        f"  - {{职责: 处理第{number}类事务。{f', 占比: {share}' if share else ''}}}\n"
        for number, share in enumerate(shares)
    )
    assert bool(found(tmp_path, f"工作职责与任务:\n{rows}", "JD253")) is is_wrong


def test_what_most_posts_have_is_missed_in_each_that_lacks_it(tmp_path: Path) -> None:
    """By the label that this handbook prints; what half of them have is not missed."""
    summary, powers = ", 本职概述: 办事。", ", 权力: [建议权]"
    example = (
        "handbook: {标签: {权力: 权限}}\n"
        "roles:\n  manager: {本职概述: 主持工作。, 权力: [指挥权]}\n"
        f"{post('a', '前台', '文员', summary + powers)}{post('b', '司机', '文员', powers)}"
    )
    assert found(tmp_path, example, "JD250") == [("", "权限")]
    fewer = example.replace(powers, "", 1)
    assert found(tmp_path / "fewer", fewer, "JD250") == []


# ---- dates


def test_every_odd_date_is_found_wherever_it_stands(tmp_path: Path) -> None:
    """Of the handbook and its posts, in histories and signatures too."""
    example = """\
handbook:
  发布日期: 二〇一二年二月
  生效日期: 2012/3/1
  修订记录: [{版本: A/0, 修订内容: 首次, 日期: 2012年2月}]
roles:
  clerk: {填写日期: 2012-02-30, 签署: {批准: {姓名: 王芳, 日期: 明天}}}
"""
    assert found(tmp_path, example, "JD260") == [
        ("发布日期", "二〇一二年二月"),
        ("生效日期", "2012/3/1"),
        ("修订记录[1].日期", "2012年2月"),
        ("填写日期", "2012-02-30"),
        ("签署.批准.日期", "明天"),
    ]


@pytest.mark.parametrize(
    ("text", "is_date"),
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
def test_a_date_is_a_day_of_the_calendar_in_one_form(text: str, *, is_date: bool) -> None:
    """The form of GB/T 7408 and ISO 8601, which sorts."""
    assert (read_date(text) is not None) is is_date


@pytest.mark.parametrize(
    ("example", "is_found"),
    [
        ("roles: {clerk: {填写日期: 2026-01-15}}", False),
        ("roles: {clerk: {填写日期: 2026-01-16}}", True),
        ("roles: {clerk: {签署: {编制: {日期: 2026-02-01}}}}", True),
        ("handbook: {修订记录: [{版本: A, 修订内容: 首次, 日期: 2026-02-01}]}", True),
        ("handbook: {发布日期: 2026-02-01, 生效日期: 2026-03-01}", False),
        ("handbook: {状态: 现行, 生效日期: 2026-03-01}", True),
        ("handbook: {状态: 征求意见稿, 生效日期: 2026-03-01}", False),
        ("roles: {clerk: {状态: 现行, 生效日期: 2026-03-01}}", True),
    ],
)
def test_what_has_happened_is_not_still_to_come(
    tmp_path: Path, example: str, *, is_found: bool
) -> None:
    """What is planned may be, until it says that it is in force; today is the 15th."""
    assert bool(found(tmp_path, f"{example}\n", "JD261")) is is_found


@pytest.mark.parametrize(
    ("dated", "is_overdue"),
    [("2024-01-15", False), ("2024-01-14", True), ("2024-01-16", False), ("2012年", False)],
)
def test_a_page_is_overdue_after_its_review_period_to_the_day(
    tmp_path: Path, dated: str, *, is_overdue: bool
) -> None:
    """24 months back from 15 January 2026."""
    example = f"handbook: {{复审周期: 24}}\nroles: {{clerk: {{填写日期: {dated}}}}}\n"
    assert bool(found(tmp_path, example, "JD262")) is is_overdue


def test_without_a_review_period_nothing_is_overdue(tmp_path: Path) -> None:
    """No law sets one; and a period of no months is refused."""
    assert findings_in(tmp_path, "填写日期: 1999-01-01\n") == ()
    (finding,) = findings_in(tmp_path, "handbook: {复审周期: 0}\n")
    assert (finding.code, finding.key) == ("JD104", "复审周期")


@pytest.mark.parametrize(
    ("example", "number"),
    [
        ("roles: {clerk: {状态: 草稿}, manager: {状态: 征求意见稿}}", 2),
        ("departments: {general: {状态: 草稿}}", 1),
        ("roles: {clerk: {补写: [任职资格]}}", 1),
        ("roles: {clerk: {状态: 现行}, manager: {状态: 试行}}", 0),
    ],
)
def test_nothing_unconfirmed_is_left_in_what_is_in_force(
    tmp_path: Path, example: str, number: int
) -> None:
    """Pages and parts of them."""
    assert len(found(tmp_path, f"handbook: {{状态: 现行}}\n{example}\n", "JD263")) == number
    assert found(tmp_path / "trial", f"handbook: {{状态: 试行}}\n{example}\n", "JD263") == []
