"""Labour law (JD5xx): for each check what it finds, and what is only like it and left alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from jdgen.checks.check import Hit, Severity, Subject
from jdgen.checks.labour_law import CHECKS
from jdgen.checks.labour_law.hours import claims_of_field, days_a_week
from jdgen.checks.labour_law.reading import number
from jdgen.library import load
from jdgen.messages import translator
from tests.check_samples import write_sample

ROOT = Path(__file__).resolve().parents[1]
HOURS, PROBATION, TERMS, RULES = "工作时间特征", "试用期", "招聘条件", "正文"


def hits(project: Path, code: str) -> list[Hit]:
    """Return what one check finds in a project."""
    check = next(check for check in CHECKS if check.code == code)
    return list(check.find(Subject(load(project).library)))


def clerk(field: str, text: str) -> dict[str, Any]:
    """Return the fields of a clerk in whom ``text`` stands in one field."""
    if field == "职责":
        return {"工作职责与任务": [text]}
    if field == RULES:
        return {"附加内容": {"标题": "员工须知", RULES: text}}
    if field in (HOURS, "应具备知识、技能"):
        return {"任职资格": {field: text}}
    return {"招聘": {field: [text] if field in (TERMS, "福利", "亮点") else text}}


def found(folder: Path, code: str, fields: Mapping[str, Any]) -> list[str]:
    """Return the words that a check finds in the sample project with these fields of the clerk."""
    example = yaml.safe_dump(dict(fields), allow_unicode=True)
    return [hit.words for hit in hits(write_sample(folder, example), code)]


# ---- hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("8-12小时", 12),
        ("八至十小时", 10),
        ("每天10小时", 10),
        ("两班倒，每班12小时", 12),
        ("10小时（含1小时午休）", 9),
        ("9:00-21:00", 10),
        ("早8点到晚8点", 10),
        ("8:30-18:30，中午休息1小时", 9),
        ("上午8:00-12:00，下午13:30-18:00", 8.5),
        ("白班8:00-20:00，夜班20:00-次日8:00", 10),
        ("10:00-14:00，16:30-22:00", 9.5),
        ("996", 12),
        ("8 to 12 hours a day", 12),
        ("12-hour shifts", 12),
        ("8小时", 8),
        ("8小时（9:00–18:00，午休1小时），两班倒", 8),
        ("9小时（含1小时午休）", 8),
        ("8:30-17:30", 8),
        ("早班8:00-16:00，中班16:00-24:00，夜班0:00-8:00", 8),
        ("8:00-16:00、16:00-24:00", 8),
        ("24小时三班倒，每班8小时", 8),
        ("冬季8:00-12:00，14:00-17:30；夏季8:00-12:00，14:30-18:00", 7.5),
        ("8小时，加班不超过3小时，每月不超过36小时", 8),
        ("24小时待命，2小时内响应", None),
        ("三班倒", None),
        ("不定", None),
        ("弹性工作", None),
    ],
)
def test_hours_a_day_are_read_as_people_write_them(text: str, hours: float | None) -> None:
    """The longest day that a field lays down; pauses don't count, nor does what is no work.

    Where no pause is written, up to two hours of a longer day are taken for one.
    """
    days = [claim.hours for claim in claims_of_field(text) if claim.per == "day"]
    assert max(days, default=None) == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("每周工作六十小时", 60),
        ("48小时/周", 48),
        ("每日8小时，每周40小时", 40),
        ("40小时", 40),
        ("60 hours a week", 60),
        ("每月174小时", None),
        ("8小时", None),
    ],
)
def test_hours_a_week_are_read_as_people_write_them(text: str, hours: float | None) -> None:
    """More than a day has, and less than a month's hours, are a week's."""
    weeks = [claim.hours for claim in claims_of_field(text) if claim.per == "week"]
    assert max(weeks, default=None) == hours


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("双休", 5),
        ("大小周", 5.5),
        ("单休，法定节假日休息", 6),
        ("每周六天", 6),
        ("每周5天8小时", 5),
        ("做六休一", 6),
        ("上二休二", 3.5),
        ("six days a week", 6),
        ("周六、周日休息", None),
        ("每周休息一天", None),
        ("轮休", None),
    ],
)
def test_days_a_week_are_read_as_people_write_them(text: str, days: float | None) -> None:
    """On how many days people work, where the text says so."""
    assert days_a_week(text) == days


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("7.5", 7.5), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("四十八", 48),
     ("一百二十", 120), ("半", 0.5)],
)  # fmt: skip
def test_numbers_are_read_in_both_writings(text: str, value: float) -> None:
    """Digits and Chinese numerals."""
    assert number(text) == value


@pytest.mark.parametrize(
    ("fields", "words", "severity"),
    [
        (clerk(HOURS, "8-12小时"), ["8-12小时"], None),
        (clerk("工作时间", "每周48小时"), ["48小时"], None),
        (clerk("工作时间", "每周42小时"), ["42小时"], Severity.HINT),
        (clerk("职责", "服从安排，每天工作12小时。"), ["每天工作12小时"], None),
        (clerk(RULES, "实行996工作制。"), ["996工作制"], None),
        (clerk(TERMS, "能接受每天工作10小时"), ["每天工作10小时"], None),
        ({"任职资格": {"其他要求": [{"名称": "作息", "内容": "12小时"}]}}, ["12小时"], None),
        ({"招聘": {"工作时间": "每日8小时", "休息日": "单休"}}, ["每日8小时"], None),
        ({"招聘": {"工作时间": "每日8小时", "休息日": "大小周"}}, ["每日8小时"], Severity.HINT),
        ({"招聘": {"工作时间": "每日8小时", "休息日": "双休"}}, [], None),
        ({"招聘": {"工作时间": "每日7小时，每周六天", "休息日": "单休"}}, ["每日7小时，每周六天"],
         Severity.HINT),
        (clerk(HOURS, "8小时"), [], None),
        (clerk(HOURS, "两班倒"), [], None),
        (clerk(HOURS, "综合计算工时制，每班12小时"), [], None),
        (clerk("职责", "维护设备，设备每天工作20小时。"), [], None),
        (clerk("职责", "每班巡检2次，间隔12小时更换滤芯。"), [], None),
        (clerk("职责", "杜绝996工作制，检查每天工作10小时以上的岗位。"), [], None),
        (clerk("职责", "归档编号为996的文件，时间按24小时制记录。"), [], None),
    ],
)  # fmt: skip
def test_regular_hours_beyond_the_law(
    tmp_path: Path, fields: Mapping[str, Any], words: list[str], severity: Severity | None
) -> None:
    """Of a day, of a week, and of both together; 40 to 44 hours a week is only a hint."""
    example = yaml.safe_dump(dict(fields), allow_unicode=True)
    found = hits(write_sample(tmp_path, example), "JD501")
    assert [hit.words for hit in found] == words
    assert all(hit.severity is severity for hit in found)


def test_days_off_of_all_posts_count_for_each(tmp_path: Path) -> None:
    """What the handbook's section says holds where a post says nothing itself."""
    example = """\
handbook: {招聘: {休息日: 单休}}
roles: {clerk: {招聘: {工作时间: 每日8小时}}, manager: {招聘: {工作时间: 8小时, 休息日: 双休}}}
"""
    assert [hit.path[1] for hit in hits(write_sample(tmp_path, example), "JD501")] == ["clerk"]


# ---- what one text lays down


@pytest.mark.parametrize(
    ("code", "field", "text", "words"),
    [
        # ---- systems that need approval
        ("JD502", HOURS, "不定时工作制", "不定时工作制"),
        ("JD502", RULES, "司机实行综合计算工时制。", "综合计算工时制"),
        ("JD502", HOURS, "不定时工作制（已获区人社局批准）", ""),
        ("JD502", HOURS, "不定", ""),
        ("JD502", "应具备知识、技能", "熟悉综合计算工时制。", ""),
        ("JD502", "职责", "申报不定时工作制。", ""),
        # ---- probation
        ("JD503", PROBATION, "一年", "一年"),
        ("JD503", PROBATION, "3个月（合同期1年）", "3个月"),
        ("JD503", PROBATION, "1个月，签订2个月合同", "1个月"),
        ("JD503", PROBATION, "1个月，非全日制", "1个月"),
        ("JD503", RULES, "新员工试用期为十二个月。", "试用期为十二个月"),
        ("JD503", TERMS, "合同期限1年，试用期3个月", "试用期3个月"),
        ("JD503", PROBATION, "6个月", ""),
        ("JD503", PROBATION, "合同期3年，试用期6个月", ""),
        ("JD503", PROBATION, "2个月，签订1年期合同", ""),
        ("JD503", PROBATION, "半年，无固定期限劳动合同", ""),
        ("JD503", PROBATION, "无", ""),
        ("JD503", PROBATION, "1年合同试用1个月，3年合同试用6个月", ""),
        ("JD503", "职责", "审查试用期12个月的合同。", ""),
        # ---- its pay
        ("JD504", PROBATION, "2个月，工资按70%发放", "工资按70%"),
        ("JD504", PROBATION, "2个月，发七折工资", "发七折"),
        ("JD504", PROBATION, "60%工资", "60%工资"),
        ("JD504", RULES, "试用期工资2000元，转正后3000元。", "试用期工资2000元，转正后3000元"),
        ("JD504", TERMS, "试岗三天无工资", "试岗三天无工资"),
        ("JD504", PROBATION, "2个月，期间工资不低于约定工资的80%", ""),
        ("JD504", PROBATION, "工资打八五折", ""),
        ("JD504", PROBATION, "工资2400元，试用期后另加绩效的50%", ""),
        ("JD504", RULES, "试用期工资2400元，转正后3000元。", ""),
        ("JD504", RULES, "试用期考核合格率不低于60%，绩效工资按50%发放。", ""),
        ("JD504", "职责", "核算试用期工资，按70%发放的予以纠正。", ""),
        # ---- deposits and papers; what applicants are asked is JD311
        ("JD505", RULES, "入职须交纳工装押金300元。", "入职须交纳工装押金"),
        ("JD505", RULES, "身份证由公司统一保管。", "身份证由公司统一保管"),
        ("JD505", RULES, "入职须提供本地担保人。", "提供本地担保人"),
        ("JD505", "职责", "办理新员工入职，收取工装押金。", "收取工装押金"),
        ("JD505", "职责", "扣留离职员工的毕业证，直至交接完毕。", "扣留离职员工的毕业证"),
        ("JD505", RULES, "入职提交身份证复印件，公司不收取任何押金。", ""),
        ("JD505", RULES, "公司支付培训费，提供工装，无押金。", ""),
        ("JD505", "职责", "收取客户押金并登记。", ""),
        ("JD505", "职责", "办理投标保证金的缴纳与退还。", ""),
        ("JD505", "职责", "查处向员工收取押金的行为。", ""),
        ("JD505", "职责", "查验来访人员证件并登记。", ""),
        ("JD505", TERMS, "入职交押金300元", ""),
        # ---- overtime
        ("JD506", TERMS, "自愿放弃加班费", "放弃加班费"),
        ("JD506", "职责", "必须无条件服从公司的加班安排。", "必须无条件服从公司的加班"),
        ("JD506", RULES, "旺季义务加班。", "义务加班"),
        ("JD506", RULES, "加班不计薪。", "加班不计薪"),
        ("JD506", TERMS, "Overtime is unpaid", "Overtime is unpaid"),
        ("JD506", TERMS, "旺季可接受加班，加班费按法律规定支付", ""),
        ("JD506", "福利", "不强制加班，周末双休", ""),
        ("JD506", "职责", "杜绝无偿加班，受理加班投诉。", ""),
        ("JD506", "职责", "审核加班费，服从部门的工作安排。", ""),
        ("JD506", RULES, "未经批准的加班不计加班费。", ""),
        # ---- rest
        ("JD507", "休息日", "无休", "无休"),
        ("JD507", "休息日", "月休2天", "月休2天"),
        ("JD507", "休息日", "上十三休一", "上十三休一"),
        ("JD507", "工作时间", "8小时，全年无休", "全年无休"),
        ("JD507", RULES, "两周休一天。", "两周休一天"),
        ("JD507", "休息日", "单休", ""),
        ("JD507", "休息日", "月休4天，轮休", ""),
        ("JD507", "休息日", "做六休一", ""),
        ("JD507", "亮点", "门店全年无休营业，员工轮班", ""),
        ("JD507", "职责", "保证客服热线全年无休。", ""),
        # ---- insurance
        ("JD510", "福利", "转正后缴纳五险一金", "转正后缴纳五险一金"),
        ("JD510", TERMS, "自愿放弃社保", "放弃社保"),
        ("JD510", RULES, "不缴纳社会保险的，每月补贴300元。", "不缴纳社会保险"),
        ("JD510", "福利", "入职即缴纳五险一金", ""),
        ("JD510", "福利", "转正后享受补充商业保险", ""),
        ("JD510", "职责", "办理社保缴纳，为无社保的客户设计方案。", ""),
        ("JD510", RULES, "不得以任何理由不缴纳社会保险。", ""),
        ("JD510", RULES, "退休返聘人员不缴纳社会保险。", ""),
    ],
)  # fmt: skip
def test_what_one_text_lays_down(
    tmp_path: Path, code: str, field: str, text: str, words: str
) -> None:
    """The words found, none where the text forbids it, deals with it or is about others."""
    assert found(tmp_path, code, clerk(field, text)) == ([words] if words else [])


@pytest.mark.parametrize(
    ("probation", "contract", "words"),
    [
        ("3个月", "签订1年期劳动合同", ["3个月"]),
        ("2个月", "签订1年期劳动合同", []),
        ("3个月（本岗位合同期3年）", "签订1年期劳动合同", []),
    ],
)
def test_probation_is_compared_with_the_contract_of_all_posts(
    tmp_path: Path, probation: str, contract: str, words: list[str]
) -> None:
    """Where the post itself says nothing of the term, the handbook's holds."""
    example = f"""\
handbook: {{附加内容: {{标题: 劳动合同, 正文: {contract}。}}}}
roles: {{clerk: {{招聘: {{试用期: {probation}}}}}}}
"""
    assert [hit.words for hit in hits(write_sample(tmp_path, example), "JD503")] == words


# ---- safety


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"岗位名称": "维修电工"}, ["维修电工"]),
        ({"岗位名称": "叉车司机（夜班）"}, ["叉车司机（夜班）"]),
        ({"岗位名称": "电焊工班长"}, ["电焊工班长"]),
        ({"岗位名称": "杂工", "别名": ["锅炉工"]}, ["锅炉工"]),
        ({"岗位名称": "Electrician"}, ["Electrician"]),
        ({"工作职责与任务": ["操作叉车装卸货物。"]}, ["操作叉车"]),
        ({"工作职责与任务": ["从事高处安装作业。"]}, ["从事高处安装作业"]),
        ({"岗位名称": "维修电工", "任职资格": {"证书与资质": "无"}}, ["维修电工"]),
        ({"岗位名称": "维修电工", "任职资格": {"应具备知识、技能": "保证用电安全"}}, ["维修电工"]),
        ({"岗位名称": "维修电工", "任职资格": {"证书与资质": "低压电工作业证"}}, []),
        ({"岗位名称": "维修电工", "任职资格": {"应具备知识、技能": "持电工操作证上岗"}}, []),
        ({"岗位名称": "叉车司机", "招聘": {"招聘条件": ["有叉车证"]}}, []),
        ({"岗位名称": "电工产品销售"}, []),
        ({"岗位名称": "弱电工"}, []),
        ({"岗位名称": "锡焊工"}, []),
        ({"岗位名称": "焊接工程师"}, []),
        ({"工作职责与任务": ["管理叉车，组织高处作业的审批。"]}, []),
        ({"工作职责与任务": ["监督锅炉的操作。"]}, []),
    ],
)
def test_special_operations_take_a_certificate(
    tmp_path: Path, fields: Mapping[str, Any], words: list[str]
) -> None:
    """By title or by what is done oneself; managing others who do it takes none here."""
    assert found(tmp_path, "JD508", fields) == words


@pytest.mark.parametrize(
    ("manager", "post", "posts"),
    [
        ("安全职责: [每月带队检查安全。]", "编制: 1", ["clerk"]),
        ("附加内容: {标题: 安全职责, 列表: [检查。]}", "编制: 1", ["clerk"]),
        ("安全职责: [每月带队检查安全。]", "安全职责: [下班前关闭电源。]", []),
        ("安全职责: [每月带队检查安全。]", "工作职责与任务: [落实本岗位的安全生产责任。]", []),
        ("编制: 1", "编制: 1", []),
        ("编制: 1", "工作职责与任务: [落实安全生产责任。]", []),
    ],
)
def test_safety_duties_are_for_every_post(
    tmp_path: Path, manager: str, post: str, posts: list[str]
) -> None:
    """Where one post has them; a handbook that has none anywhere keeps them elsewhere."""
    example = f"roles: {{manager: {{{manager}}}, clerk: {{{post}}}}}\n"
    project = write_sample(tmp_path, example.replace("编制", "岗位定员"))
    assert [hit.path[1] for hit in hits(project, "JD509")] == posts


# ---- what is said


def test_each_check_names_its_articles_and_says_which_could_not_be_read() -> None:
    """All were read but the list of special operations of 2026."""
    assert all(check.articles for check in CHECKS)
    doubtful = {str(a) for check in CHECKS for a in check.articles if not a.verified}
    assert doubtful == {"《特种作业目录》应急〔2026〕45号"}


def test_what_is_wrong_is_said_with_the_law_s_own_number(tmp_path: Path) -> None:
    """In Chinese, for whoever has to mend it."""
    project = write_sample(tmp_path, "招聘: {试用期: 3个月（合同期1年）}\n")
    (hit,) = hits(project, "JD503")
    assert translator("zh")(hit.what) == "试用期“3个月”，而“合同期1年”最多可约定2个月"


@pytest.mark.parametrize("project", [ROOT, ROOT / "templates" / "projects" / "english"])
def test_the_shipped_handbooks_have_one_warning_that_is_true(project: Path) -> None:
    """8 to 12 hours a day is the source's own fact; data/NOTES.md advises to have it reviewed."""
    seen = {(check.code, hit.path[1:]) for check in CHECKS for hit in hits(project, check.code)}
    place = ("product-positioning-analyst", "qualifications", "working_hours")
    assert seen == {("JD501", place)}
