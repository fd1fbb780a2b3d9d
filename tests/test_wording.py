"""Wording (JD4xx): for each check what it finds, and what is only like it and left alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from jdgen.checks.check import Hit, Severity, Subject
from jdgen.checks.wording import CHECKS
from jdgen.library import load
from jdgen.messages import translator
from tests.check_samples import write_sample

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT
ENGLISH = ROOT / "templates" / "projects" / "english"


def hits(project: Path, code: str) -> list[Hit]:
    """Return what one check finds in a project."""
    check = next(check for check in CHECKS if check.code == code)
    return list(check.find(Subject(load(project).library)))


def in_duties(folder: Path, code: str, *duties: str) -> list[str]:
    """Return the words that a check finds in the duties of the sample's clerk."""
    example = yaml.safe_dump({"工作职责与任务": list(duties)}, allow_unicode=True)
    return [hit.words for hit in hits(write_sample(folder, example), code)]


@pytest.mark.parametrize(
    ("code", "duty", "words"),
    [
        # ---- typing mistakes
        ("JD401", "核对应收帐款。", ["应收帐款"]),
        ("JD401", "登记银行帐户并记帐。", ["帐户", "记帐"]),
        ("JD401", "登陆ERP系统录入单据。", ["登陆"]),
        ("JD401", "采构办公用品，报消差旅费。", ["采构", "报消"]),
        ("JD401", "象对待家人一样对待客人。", ["象"]),
        ("JD401", "学历要求大专专以上。", ["大专专以上"]),
        ("JD401", "协助付经理开展工作。", ["付"]),
        ("JD401", "既使下班，也须保持联系。", ["既使"]),
        ("JD401", "Recieve goods and keep the managment informed.", ["Recieve", "managment"]),
        ("JD401", "采购帐篷、蚊帐等劳保用品。", []),
        ("JD401", "演练两栖登陆并维护网站内容。", []),
        ("JD401", "负责职工培训、职称评定。", []),
        ("JD401", "关注消费趋势，离开消防通道时关门。", []),
        ("JD401", "交付经理审批，支付组长津贴。", []),
        ("JD401", "对象不同，印象一样。", []),
        ("JD401", "发布署名文章，立即然后归档。", []),
        ("JD401", "大专专业不限，机构买卖外协件。", []),
        ("JD401", "在次日、次月分别核对，因该客户而异。", []),
        ("JD401", "管理图形像素与身份内容，讲座落幕后清场。", []),
        ("JD401", "Separate waste, and receive goods.", []),
        # ---- written twice
        ("JD402", "记录会议的的内容。", ["的的"]),
        ("JD402", "对档案进行进行整理。", ["进行进行"]),
        ("JD402", "与客户和和供应商联系。", ["和和"]),
        ("JD402", "执行公司司制度，负负责归档。", ["司司", "负负"]),
        ("JD402", "Check the the stock.", ["the the"]),
        ("JD402", "为了了解以盈利为目的的活动，与与会者沟通。", []),
        ("JD402", "天天研究研究市场，渐渐让家家户户了解产品，仅仅常常如此。", []),
        ("JD402", "对对方提出的标的的数量进行核实，以及及时答复。", []),
        ("JD402", "参与与客户的谈判，完成成本核算，健全全员责任制。", []),
        ("JD402", "执行审核审核流程，开发大客户客户资源，核对对账单。", []),
        ("JD402", "管理公司司机，报告负责负责人任免的会议。", []),
        ("JD402", "See that that order is kept as it had had to be.", []),
        # ---- width
        ("JD403", "收集资料,整理档案。", [","]),
        ("JD403", "整理档案(含合同)。", ["("]),
        ("JD403", "共管理５类档案。", ["５"]),
        ("JD403", '更新“台账”和"清单"。', ['"清单"']),
        ("JD403", "每日8:30前登录ERP(V2.1)，误差±0.5%。", []),
        ("JD403", "按Q/HX 203—2024执行，联系 hr@example.com。", []),
        ("JD403", "管理A4纸、3.5mm接口和 Wi-Fi（2.4GHz）。", []),
        # ---- space before a mark
        ("JD413", "收集资料 ，整理档案。", [" ，"]),
        ("JD413", "Keep records , and file them.", [" ,"]),
        ("JD413", "按 1 : 500 的比例绘图，维护 .NET 系统。", []),
        ("JD413", "Keep records, and file them... then rest.", []),
        # ---- no verb at the beginning
        ("JD406", "客户档案的建立与保管。", ["客户档案的建立与保管"]),
        ("JD406", "渠道商大客户的开发与维护。", ["渠道商大客户的开发与维护"]),
        ("JD406", "工资核算与发放。", ["工资核算与发放"]),
        ("JD406", "部门日常管理工作。", ["部门日常管理工作"]),
        ("JD406", "本岗位负责公司文件的收发。", ["本岗位负责公司文件的收发"]),
        ("JD406", "根据生产计划，编制物料需求计划。", []),
        ("JD406", "办理客户的开户与销户。", []),
        ("JD406", "策划营销活动，编制会员营销规划等。", []),
        ("JD406", "电话回访客户并记录意见。", []),
        ("JD406", "会议结束后整理纪要并分发。", []),
        ("JD406", "每月25日前，汇总各部门的考勤。", []),
        ("JD406", "档案管理：保管合同及其附件。", []),
        ("JD406", "对客户投诉进行分类分析。", []),
        ("JD406", "保质保量完成客户订单的安装。", []),
        ("JD406", "全程跟踪项目，必要时到现场支援。", []),
        ("JD406", "由综合部经理指派，参加公司会议。", []),
        # ---- two in one
        ("JD407", "起草并归档公司各类合同文本；接待来访客户并安排会议室和用车。",
         ["接待来访客户并安排会议室和用车"]),
        ("JD407", "编制年度销售预算，并负责公司车辆的调度。", ["并负责公司车辆的调度"]),
        ("JD407", "编制年度预算并报批；按季度跟踪预算的执行，分析预算偏差。", []),
        ("JD407", "制定年度预算，并负责预算的执行。", []),
        ("JD407", "每日盘点仓库全部在库物资；必要时通知供应商补充缺少的品种。", []),
        ("JD407", "收发传真；登记。", []),
        # ---- without an object
        ("JD408", "负责部门相关工作。", ["负责部门相关工作"]),
        ("JD408", "做好各项工作", ["做好各项工作"]),
        ("JD408", "Responsible for related work.", ["Responsible for related work"]),
        ("JD408", "完成上级交办的其他工作。", []),
        ("JD408", "完成其他任务。", []),
        ("JD408", "负责部门日常考勤工作。", []),
        ("JD408", "Carry out other work assigned by superiors.", []),
        # ---- too long
        ("JD409", "核对当日的收款、付款和票据，" * 9, [""]),
        ("JD409", "核对当日的收款、付款和票据，" * 8, []),
        ("JD409", "check the receipts " * 21, [""]),
        ("JD409", "check the receipts " * 20, []),
    ],
)  # fmt: skip
def test_what_one_duty_says(tmp_path: Path, code: str, duty: str, words: list[str]) -> None:
    """The words found in it, none where it is only like what is looked for."""
    assert in_duties(tmp_path, code, duty) == words


@pytest.mark.parametrize(
    ("duties", "found"),
    [
        (["收发文件。", "保管印章", "接待来访客户。"], [1]),
        (["收发文件", "保管印章。", "接待来访客户"], [1]),
        (["收发文件；", "保管印章；", "接待来访客户"], [2]),
        (["收发文件；", "保管印章；", "接待来访客户。"], []),
        (["收发文件。", "保管印章", "接待客户。", "整理档案"], []),
        (["收发文件", "保管印章。钥匙另存。", "接待来访客户"], []),
        (["收发文件（每日）。", "“保管”印章！”", "遇异常及时上报……"], []),
        (["Keep the books.", "File the letters", "Receive guests."], [1]),
    ],
)
def test_a_list_ends_its_items_one_way(
    tmp_path: Path, duties: Sequence[str], found: list[int]
) -> None:
    """The few that differ from the many; where half differs from half, nobody is wrong."""
    example = yaml.safe_dump({"工作职责与任务": duties}, allow_unicode=True)
    paths = [hit.path for hit in hits(write_sample(tmp_path, example), "JD404")]
    assert paths == [("role", "clerk", "duties", number) for number in found]


def test_the_mark_that_is_missing_is_named(tmp_path: Path) -> None:
    """As the others have it; of the last item it is the full stop."""
    duties = "收发文件；, 保管印章, 整理档案；, 核对台账；, 打印合同；, 接待来访客户"
    project = write_sample(tmp_path, f"工作职责与任务: [{duties}]\n")
    said = [translator("en")(hit.hint) for hit in hits(project, "JD404") if hit.hint is not None]
    assert said == ["end it as the others do: “；”", "end it as the others do: “。”"]


@pytest.mark.parametrize(
    ("example", "places"),
    [
        ("工作职责与任务: [其一。, 其二。]\n任职资格: {证书与资质: PMP}\n", []),
        ("权力: [建议权, 查阅权。, 审批权]\n", [("authority", 1)]),
        ("安全职责: [检查电源。, 关闭门窗, 上报隐患。]\n", [("safety_duties", 1)]),
        ("附加内容: {标题: 须知, 列表: [交接。, 离岗, 归还。]}\n", [("extra", 0, "items", 1)]),
        (
            "工作职责与任务: [{职责: 管理档案。, 子任务: [收；, 存, 借；]}]\n",
            [("duties", 0, "tasks", 1)],
        ),
    ],
)
def test_every_list_of_a_post_is_looked_at(
    tmp_path: Path, example: str, places: list[tuple[str | int, ...]]
) -> None:
    """Duties, tasks, safety, authority and free sections, each by itself."""
    paths = [hit.path[2:] for hit in hits(write_sample(tmp_path, example), "JD404")]
    assert paths == places


# ---- across the handbook


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        (["用ERP系统登记，每月5日前核对。", "维护 OA系统。"], [" "]),
        (["用 ERP 系统登记，每月 5 日前核对。", "维护OA。"], [""]),
        (["用ERP系统登记，每月5日前核对。", "维护Power BI报表。"], []),
        (["用 ERP 登记。", "每月5日前核对。"], [" "]),
        (["整理档案 每日归档。"], []),
    ],
)
def test_space_between_chinese_and_latin_is_told_where_it_is_rarer(
    tmp_path: Path, duties: Sequence[str], words: list[str]
) -> None:
    """Space within English is no matter; a handbook without any rule is told once."""
    assert in_duties(tmp_path, "JD405", *duties) == words


def test_a_handbook_typed_with_half_width_marks_is_told_once(tmp_path: Path) -> None:
    """Thirty texts are listed one by one; more are replaced throughout."""
    few = [f"收集第{number}类资料,整理归档。" for number in range(30)]
    assert len(in_duties(tmp_path / "few", "JD403", *few)) == 30
    (hit,) = hits(
        write_sample(
            tmp_path / "many",
            yaml.safe_dump({"工作职责与任务": [*few, "收集,整理。"]}, allow_unicode=True),
        ),
        "JD403",
    )
    assert translator("en")(hit.what).endswith("; the like in 31 texts")


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        (["负责客户档案的建立和更新工作。", "客户档案的建立与更新。"], ["客户档案的建立与更新。"]),
        (["制订月度采购计划并实施。", "制定月度采购计划，并实施"], ["制定月度采购计划，并实施"]),
        (["编制月度计划并跟踪执行。", "编制季度计划并跟踪执行。"], []),
        (["审核A类供应商的报价与合同。", "审核B类供应商的报价与合同。"], []),
        (["收取应收账款并登记入账。", "支付应付账款并登记入账。"], []),
        (["保管印章。", "保管档案。"], []),
    ],
)
def test_duties_of_a_post_that_say_the_same(
    tmp_path: Path, duties: Sequence[str], words: list[str]
) -> None:
    """Small words and synonyms make no difference; another object does."""
    assert in_duties(tmp_path, "JD410", *duties) == words


TWO_POSTS = """\
roles:
  clerk: {{岗位名称: {clerk}, 所在部门: 综合部, 工作职责与任务: [{duty}]}}
  other: {{岗位名称: {other}, 所在部门: 综合部, 工作职责与任务: [{copy}]}}
"""
KEEPING = "统一保管公司各类合同的正本与副本。"


@pytest.mark.parametrize(
    ("clerk", "other", "copy", "found"),
    [
        ("文员", "出纳", KEEPING, ["other"]),
        ("文员", "出纳", "统一保管公司各类合同正本、副本", ["other"]),
        ("文员", "出纳", "统一保管公司各类图纸的正本与副本。", []),
        ("文员", "高级文员", KEEPING, []),
        ("文员1号", "文员2号", KEEPING, []),
        ("文员（A岗）", "文员（B岗）", KEEPING, []),
    ],
)
def test_duties_of_two_posts_that_say_the_same(
    tmp_path: Path, clerk: str, other: str, copy: str, found: list[str]
) -> None:
    """Told at the later post; ranks and numbers of one post are expected to do the same."""
    example = TWO_POSTS.format(clerk=clerk, other=other, duty=KEEPING, copy=copy)
    assert [hit.path[1] for hit in hits(write_sample(tmp_path, example), "JD411")] == found


@pytest.mark.parametrize(
    "duty",
    [
        "完成上级领导交办的其他工作任务。",
        "严格遵守公司的各项规章制度。",
        "保守公司的商业秘密和技术秘密。",
        "接待来访客户。",
    ],
)
def test_what_every_post_says_is_no_copy(tmp_path: Path, duty: str) -> None:
    """Customary duties and very short ones."""
    example = TWO_POSTS.format(clerk="文员", other="出纳", duty=duty, copy=duty)
    assert hits(write_sample(tmp_path, example), "JD411") == []


def test_a_duty_of_many_posts_is_the_houses_own(tmp_path: Path) -> None:
    """Three posts may have copied it; of four it is known."""
    titles = ["文员", "出纳", "司机", "厨师"]
    for count, found in ((3, 2), (4, 0)):
        roles = {
            f"post-{number}": {"岗位名称": title, "所在部门": "综合部", "工作职责与任务": [KEEPING]}
            for number, title in enumerate(titles[:count])
        }
        example = yaml.safe_dump({"roles": roles}, allow_unicode=True)
        project = write_sample(tmp_path / str(count), example)
        assert len(hits(project, "JD411")) == found


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        (["维护巨巢惠购网。", "处理巨巢商城的订单。", "更新巨巢惠购网。"], ["巨巢商城"]),
        (["用ERP系统登记。", "维护ERP软件。", "登录ERP系统。"], ["ERP软件"]),
        (["用Excel汇总。", "用Excel核对。", "用EXCEL制图。"], ["EXCEL"]),
        (["与综合部门对接。"], ["综合部门"]),
        (["维护巨巢惠购网的商品。", "处理巨巢惠购网商城的订单。"], []),
        (["维护巨巢惠购网的商品。", "联系各地的巨巢概念店和巨巢会员。"], []),
        (["维护巨巢商城。", "管理巨巢会员商城。"], []),
        (["维护京东商城店铺。", "维护淘宝网店铺。", "运营抖音平台。", "运营抖音商城。"], []),
        (["用ERP系统登记。", "设置ERP权限，联系ERP服务商。"], []),
        (["巡查综合部门口和综合部门店，联系市综合部门。"], []),
        (["查看www.Excel.com。", "用excel汇总。"], []),
    ],
)
def test_one_thing_under_two_names(tmp_path: Path, duties: Sequence[str], words: list[str]) -> None:
    """Brands, programs, letters and departments; others' brands and parts of names are left."""
    assert in_duties(tmp_path, "JD412", *duties) == words


def test_names_and_gaps_are_of_chinese_handbooks(tmp_path: Path) -> None:
    """English has its words between spaces, and capitals at the beginning of sentences."""
    example = """\
handbook: {语言: en}
roles:
  clerk:
    工作职责与任务: ["Enter orders into excel, 2份 a day.", "Excel sheets are kept, 3 份."]
"""
    project = write_sample(tmp_path, example)
    assert [hits(project, code) for code in ("JD405", "JD406", "JD412")] == [[], [], []]
    wide = "handbook: {语言: en}\nroles: {clerk: {本职概述: 'Keeps records，and files.'}}\n"
    assert [hit.words for hit in hits(write_sample(tmp_path / "wide", wide), "JD403")] == ["，"]


def test_all_that_is_read_is_looked_at(tmp_path: Path) -> None:
    """A typing mistake in every part of the files; numbers and links are no words."""
    example = """\
handbook:
  编制说明: {目的: 核对帐目。}
  招聘: {单位简介: 核对帐目。, 应聘方式: {链接: "https://example.com/%E5%B8%90recieve"}}
departments: {general: {部门名称: 综合部, 部门职责: [核对帐目。]}}
roles:
  clerk:
    本职概述: 核对帐目。
    权力: [核对帐目权]
    任职资格: {应具备知识、技能: 熟悉帐目。}
    工作记录与报表: [{所需记录文档: 帐目表}]
    附加内容: {标题: 帐目, 表格: [[帐目]]}
    招聘: {招聘条件: [熟悉帐目]}
    文件编号: 帐目-1
"""
    paths = [hit.path for hit in hits(write_sample(tmp_path, example), "JD401")]
    assert [path[0] for path in paths] == ["handbook"] * 2 + ["department"] + ["role"] * 7
    assert {path[2] for path in paths if path[0] == "role"} == {
        "summary", "authority", "qualifications", "reports", "extra", "recruitment",
    }  # fmt: skip


# ---- the handbooks that come with jdgen


@pytest.mark.parametrize(
    ("project", "found"),
    [
        (
            EXAMPLE,
            {
                # Two sentences of the source, joined by a semicolon, about two things.
                "JD407": [("product-marketing-planner", 1), ("product-positioning-analyst", 1)],
                # Copied by the source itself; data/NOTES.md advises to say who is in charge.
                "JD411": [
                    *(("marketing-manager", number) for number in (3, 4, 5, 7, 8)),
                    ("product-positioning-analyst", 8),
                ],
            },
        ),
        (ENGLISH, {"JD411": [("marketing-manager", 4)]}),
    ],
)
def test_the_shipped_handbooks_have_what_is_true_of_them(
    project: Path, found: dict[str, list[tuple[str, int]]]
) -> None:
    """Each of these was read and is so; there is no warning among them."""
    seen: dict[str, list[tuple[str, int]]] = {}
    for check in CHECKS:
        for hit in hits(project, check.code):
            assert check.severity is Severity.HINT
            seen.setdefault(check.code, []).append((str(hit.path[1]), int(hit.path[3]) + 1))
    assert seen == found
