# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Edits of the example's data, each with exactly the changes that it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HANDBOOK = "handbook.yaml"
INVESTMENT = "departments/investment.yaml"
MARKETING = "departments/marketing.yaml"
SPECIALIST = "roles/market-development/specialist.yaml"
SUPERVISOR = "roles/market-development/supervisor.yaml"
MANAGER = "roles/market-development/manager.yaml"
PLANNER = "roles/marketing/product-marketing-planner.yaml"
ANALYST = "roles/marketing/product-positioning-analyst.yaml"
MARKETING_MANAGER = "roles/marketing/manager.yaml"
RECRUITER = "roles/investment/specialist.yaml"
ASSISTANT = "roles/investment/assistant.yaml"
SERVICE = "departments/service.yaml"
EVERYWHERE = "*"
"""In place of a file: all of them."""

Told = tuple[str, str, str, Any, Any]
"""A change as it is expected: kind, role, field, before, after."""

SP, SU, MM, PL, RE = (
    "market-development-specialist", "market-development-supervisor", "marketing-manager",
    "product-marketing-planner", "investment-specialist",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """What is replaced in which files, what is written or deleted (None), and what that changes."""

    name: str
    replaced: tuple[tuple[str, str, str], ...] = ()
    files: Mapping[str, str | None] | None = None
    changes: tuple[Told, ...] = ()

    def carry_out(self, project: Path) -> None:
        """Edit a copy of the example. What is to be replaced must be there."""
        data = project / "data"
        for file, old, new in self.replaced:
            paths = sorted(data.rglob("*.yaml")) if file == EVERYWHERE else [data / file]
            texts = {path: path.read_text(encoding="utf-8") for path in paths}
            assert any(old in text for text in texts.values()), f"{file} has no {old}"
            for path, text in texts.items():
                path.write_text(text.replace(old, new), encoding="utf-8")
        for file, content in (self.files or {}).items():
            if content is None:
                (data / file).unlink()
            else:
                (data / file).write_text(content, encoding="utf-8")


def _moved(role: str, field: str, text: str, old: int, new: int) -> Told:
    return ("moved", role, field, {"text": text, "position": old}, {"text": text, "position": new})


_DUTY_1, _DUTY_2, _DUTY_3, _DUTY_4 = (
    "完成所承担的目标任务。", "做好客户关系维护。", "完成各项报表的编制。", "严格服从部门的各项工作安排。",
)  # fmt: skip
_PLANNER_2 = "研究同行业相关企业以及竞争对手的业务与产品。"
_PLANNER_3 = "策划营销活动，做好商品展示，编制会员营销规划等。"
_PLANNER_4 = "建设传播体系，规划经销商渠道，并就巨巢惠购网的销售人员制定增长计划等。"
_PLANNER_5 = "开展市场调研，做好市场信息的收集。"
_ANALYST_DUTIES = (
    "协助营销部经理拟订营销政策；经由市场调研、客户需求分析和竞争分析明确产品目标，设定能够量化的产品指标，选定适合商城的商品。",
    "熟知竞争对手在本商城同类商品上的产品策略与促销活动，适时向营销部经理反馈，为本商城策划活动提供指导。",
)
_NEW_POST = "id: investment-assistant\n岗位名称: 招商部助理\n所在部门: 招商部\n直接上级: 招商部经理\n岗位定员: 1\n工作职责与任务:\n  - 整理招商资料。\n"
_NEW_RECORD = {
    "id": "investment-assistant", "title": "招商部助理", "department": "招商部", "reports_to": "招商部经理",
    "headcount": "1", "duties": [{"text": "整理招商资料。"}],
}  # fmt: skip
_SERVICE = "id: service\n部门名称: 客服部\n部门职责:\n  - 受理客户投诉。\n"
_SERVICE_RECORD = {"id": "service", "name": "客服部", "duties": [{"text": "受理客户投诉。"}]}

EDITS = (
    Edit("nothing at all"),
    # ---- posts
    Edit("a post is added", files={ASSISTANT: _NEW_POST},
         changes=(("added", "investment-assistant", "", None, _NEW_RECORD),)),
    Edit("a post is renamed, and named so by all others", ((EVERYWHERE, "产品营销策划师", "营销策划师"),),
         changes=(("changed", PL, "title", "产品营销策划师", "营销策划师"),)),
    Edit("a post is renamed, and others still name it by its old title",
         ((PLANNER, "岗位名称: 产品营销策划师", "岗位名称: 营销策划师"),),
         changes=(("changed", PL, "title", "产品营销策划师", "营销策划师"),)),
    Edit("a post gets another id", ((SPECIALIST, f"id: {SP}", "id: md-specialist"),),
         changes=(("changed", "md-specialist", "id", SP, "md-specialist"),)),
    Edit("a post gets another id and another title at once",
         ((PLANNER, f"id: {PL}", "id: planner"), (EVERYWHERE, "产品营销策划师", "品牌策划师")),
         changes=(("changed", "planner", "id", PL, "planner"),
                  ("changed", "planner", "title", "产品营销策划师", "品牌策划师"))),
    Edit("a post moves to another department", ((PLANNER, "所在部门: 营销部", "所在部门: 招商部"),),
         changes=(("changed", PL, "department", "营销部", "招商部"),)),
    Edit("a post gets another superior", ((PLANNER, "直接上级: 营销部经理", "直接上级: 市场运营总监"),),
         changes=(("changed", PL, "reports_to", "营销部经理", "市场运营总监"),)),
    Edit("a superior's post gets another title", ((EVERYWHERE, "营销部经理", "营销总监"),),
         changes=(("changed", MM, "title", "营销部经理", "营销总监"),
                  *(("changed", "product-positioning-analyst", "duties", text, text.replace("营销部经理", "营销总监")) for text in _ANALYST_DUTIES),
                  ("changed", PL, "summary", "配合营销部经理拟订营销政策，承担市场策划，包括商城活动和其他市场活动的策划。",
                   "配合营销总监拟订营销政策，承担市场策划，包括商城活动和其他市场活动的策划。"),
                  ("changed", PL, "duties",
                   "协助营销部经理拟订营销政策，选定适用的市场营销策略；对市场运营中心各部门的目标任务作出分解和细化，并协助各部门经理落实。",
                   "协助营销总监拟订营销政策，选定适用的市场营销策略；对市场运营中心各部门的目标任务作出分解和细化，并协助各部门经理落实。"))),
    Edit("a post reports to two more", ((SUPERVISOR, "直接下级: [市场拓展部专员]", "直接下级: [市场拓展部专员, 电话营销专员]"),),
         changes=(("added", SU, "direct_reports", None, "电话营销专员"),)),
    Edit("a post is put before its sisters", ((SPECIALIST, "顺序: 3", "顺序: 1"),),
         changes=(("changed", SP, "order", 3, 1),)),
    Edit("an alias is taken away", ((PLANNER, "别名: [营销策划经理]\n", ""),),
         changes=(("removed", PL, "aliases", "营销策划经理", None),)),
    Edit("a draft is confirmed", ((RECRUITER, "状态: 草稿\n", ""),),
         changes=(("removed", RE, "status", "草稿", None),)),
    # ---- headcounts
    Edit("a headcount is raised", ((SPECIALIST, "岗位定员: 10", "岗位定员: 12"),),
         changes=(("changed", SP, "headcount", "10", "12"),)),
    Edit("a headcount becomes a range", ((SUPERVISOR, "岗位定员: 2", "岗位定员: 2–3人"),),
         changes=(("changed", SU, "headcount", "2", "2–3人"),)),
    Edit("a headcount is left out", ((SUPERVISOR, "岗位定员: 2\n", ""),),
         changes=(("removed", SU, "headcount", "2", None),)),
    # ---- duties
    Edit("a duty is added at the end", ((PLANNER, f"  - {_PLANNER_5}\n", f"  - {_PLANNER_5}\n  - 管理会员社群。\n"),),
         changes=(("added", PL, "duties", None, "管理会员社群。"),)),
    Edit("a duty is put first, and all others get another number",
         ((SPECIALIST, f"  - {_DUTY_1}\n", f"  - 每周拜访两家大客户。\n  - {_DUTY_1}\n"),),
         changes=(("added", SP, "duties", None, "每周拜访两家大客户。"),)),
    Edit("a duty is taken away", ((PLANNER, f"  - {_PLANNER_2}\n", ""),),
         changes=(("removed", PL, "duties", _PLANNER_2, None),)),
    Edit("a duty moves to the end", ((SPECIALIST, f"  - {_DUTY_1}\n", ""), (SPECIALIST, f"  - {_DUTY_4}\n", f"  - {_DUTY_4}\n  - {_DUTY_1}\n")),
         changes=(_moved(SP, "duties", _DUTY_1, 1, 4),)),
    Edit("a duty is worded anew", ((SPECIALIST, _DUTY_2, "做好大客户关系的维护，每月回访一次。"),),
         changes=(("changed", SP, "duties", _DUTY_2, "做好大客户关系的维护，每月回访一次。"),)),
    Edit("a duty is worded anew and moves",
         ((PLANNER, f"  - {_PLANNER_2}\n", ""), (PLANNER, f"  - {_PLANNER_5}\n", f"  - {_PLANNER_5}\n  - 研究同行业企业以及主要竞争对手的业务与产品。\n")),
         changes=(("changed", PL, "duties", _PLANNER_2, "研究同行业企业以及主要竞争对手的业务与产品。"),
                  ("moved", PL, "duties", {"text": _PLANNER_2, "position": 2},
                   {"text": "研究同行业企业以及主要竞争对手的业务与产品。", "position": 5}))),
    Edit("a duty is another one now", ((SPECIALIST, _DUTY_3, "维护办公设备，保管钥匙。"),),
         changes=(("removed", SP, "duties", _DUTY_3, None), ("added", SP, "duties", None, "维护办公设备，保管钥匙。"))),
    Edit("a duty gets a share", ((SPECIALIST, f"  - {_DUTY_2}\n", f"  - 内容: {_DUTY_2}\n    占比: 30%\n"),),
         changes=(("added", SP, "duties[2].share", None, "30%"),)),
    Edit("two duties change places",
         ((PLANNER, f"  - {_PLANNER_2}\n  - {_PLANNER_3}\n", f"  - {_PLANNER_3}\n  - {_PLANNER_2}\n"),),
         # Which of the two moved is anybody's guess: the later one, upwards.
         changes=(_moved(PL, "duties", _PLANNER_3, 3, 2),)),
    Edit("duties are added, worded anew and taken away at once",
         ((PLANNER, f"  - {_PLANNER_2}\n", ""), (PLANNER, _PLANNER_4, _PLANNER_4.replace("规划经销商渠道", "规划线上经销商渠道")),
          (PLANNER, f"  - {_PLANNER_5}\n", f"  - {_PLANNER_5}\n  - 管理会员社群。\n")),
         changes=(("removed", PL, "duties", _PLANNER_2, None),
                  ("changed", PL, "duties", _PLANNER_4, _PLANNER_4.replace("规划经销商渠道", "规划线上经销商渠道")),
                  ("added", PL, "duties", None, "管理会员社群。"))),
    # ---- the rest of a post
    Edit("the summary is worded anew", ((PLANNER, "承担市场策划", "负责市场策划"),),
         changes=(("changed", PL, "summary", "配合营销部经理拟订营销政策，承担市场策划，包括商城活动和其他市场活动的策划。",
                   "配合营销部经理拟订营销政策，负责市场策划，包括商城活动和其他市场活动的策划。"),)),
    Edit("a qualification is raised", ((SPECIALIST, "教育水平: 中专以上", "教育水平: 大专以上"),),
         changes=(("changed", SP, "qualifications.education", "中专以上", "大专以上"),)),
    Edit("a qualification is taken away", ((SPECIALIST, "  年龄要求: 20岁以上\n", ""),),
         changes=(("removed", SP, "qualifications.age", "20岁以上", None),)),
    Edit("a licence is asked for", ((SPECIALIST, "  年龄要求: 20岁以上\n", "  年龄要求: 20岁以上\n  证书与资质: C1驾驶证\n"),),
         changes=(("added", SP, "qualifications.licences", None, "C1驾驶证"),)),
    Edit("an authority comes, another goes",
         ((PLANNER, "  - 市场与销售数据的知情权\n", "  - 五千元以下费用的审批权\n"),),
         changes=(("removed", PL, "authority", "市场与销售数据的知情权", None), ("added", PL, "authority", None, "五千元以下费用的审批权"))),
    Edit("a partner comes", ((SPECIALIST, "外部协调关系: [客户]", "外部协调关系: [客户, 媒体]"),),
         changes=(("added", SP, "relations.external", None, "媒体"),)),
    Edit("a report is due at another time",
         ((PLANNER, "所需记录文档: 市场调研报告\n    编制时间: 月末", "所需记录文档: 市场调研报告\n    编制时间: 每月5日前"),),
         changes=(("changed", PL, "reports[4].timing", "月末", "每月5日前"),)),
    Edit("a report goes to one more",
         ((PLANNER, "所需记录文档: 市场调研报告\n    编制时间: 月末\n    报送对象: [营销部经理]", "所需记录文档: 市场调研报告\n    编制时间: 月末\n    报送对象: [营销部经理, 市场运营总监]"),),
         changes=(("added", PL, "reports[4].recipients", None, "市场运营总监"),)),
    Edit("a report is no longer written", ((PLANNER, "  - 所需记录文档: 市场调研报告\n    编制时间: 月末\n    报送对象: [营销部经理]\n", ""),),
         changes=(("removed", PL, "reports", {"document": "市场调研报告", "timing": "月末", "recipients": ["营销部经理"]}, None),)),
    # ---- departments and the handbook
    Edit("a department is added", files={SERVICE: _SERVICE},
         changes=(("added", "", "department.service", None, _SERVICE_RECORD),)),
    Edit("a department is renamed, and named so by its posts",
         ((MARKETING, "部门名称: 营销部", "部门名称: 品牌部"), *((file, "所在部门: 营销部", "所在部门: 品牌部") for file in (MARKETING_MANAGER, PLANNER, ANALYST))),
         changes=(("changed", "", "department.marketing.name", "营销部", "品牌部"),)),
    Edit("a department gets another id and another name at once",
         ((MARKETING, "id: marketing\n部门名称: 营销部", "id: brand\n部门名称: 品牌部"), *((file, "所在部门: 营销部", "所在部门: 品牌部") for file in (MARKETING_MANAGER, PLANNER, ANALYST))),
         changes=(("changed", "", "department.brand.id", "marketing", "brand"), ("changed", "", "department.brand.name", "营销部", "品牌部"))),
    Edit("a department's duty is worded anew", ((INVESTMENT, "做到更新及时", "每周更新"),),
         changes=(("changed", "", "department.investment.duties", "归集并整理品牌、商家的资料，建成储备商源库，做到更新及时。", "归集并整理品牌、商家的资料，建成储备商源库，每周更新。"),)),
    Edit("a department is put under another", ((MARKETING, "顺序: 3", "顺序: 3\n上级部门: 市场拓展部"),),
         changes=(("added", "", "department.marketing.parent", None, "市场拓展部"),)),
    Edit("the next edition", ((HANDBOOK, "版次: 2012年版", "版次: 2013年版"), (HANDBOOK, "发布日期: 2012-02-20", "发布日期: 2013-02-20")),
         changes=(("changed", "", "handbook.edition", "2012年版", "2013年版"), ("changed", "", "handbook.issue_date", "2012-02-20", "2013-02-20"))),
    # ---- several at once
    Edit("a post's department, superior and headcount at once",
         ((PLANNER, "所在部门: 营销部\n直接上级: 营销部经理", "所在部门: 招商部\n直接上级: 招商部经理"), (PLANNER, "岗位定员: 1", "岗位定员: 2")),
         changes=(("changed", PL, "department", "营销部", "招商部"), ("changed", PL, "reports_to", "营销部经理", "招商部经理"), ("changed", PL, "headcount", "1", "2"))),
    Edit("a post is renamed while its department is", (
            (EVERYWHERE, "产品营销策划师", "品牌策划师"), (MARKETING, "部门名称: 营销部", "部门名称: 品牌部"),
            *((file, "所在部门: 营销部", "所在部门: 品牌部") for file in (MARKETING_MANAGER, PLANNER, ANALYST))),
         changes=(("changed", "", "department.marketing.name", "营销部", "品牌部"), ("changed", PL, "title", "产品营销策划师", "品牌策划师"))),
    Edit("a post is added and a headcount cut",
         ((SPECIALIST, "岗位定员: 10", "岗位定员: 9"),), {ASSISTANT: _NEW_POST},
         (("added", "investment-assistant", "", None, _NEW_RECORD), ("changed", SP, "headcount", "10", "9"))),
)  # fmt: skip

REMOVED = Edit("a post is taken away", files={RECRUITER: None})
"""Its whole record is told: the test reads it from the data."""

FORMATTING = (
    Edit("comments and blank lines", ((SPECIALIST, "工作职责与任务:", "# 以下经部门确认\n\n\n工作职责与任务:"),)),
    Edit("keys in another order", ((PLANNER, "岗位定员: 1\n填写日期: 2012-02-03\n顺序: 3\n", "顺序: 3\n填写日期: 2012-02-03\n岗位定员: 1\n"),)),
    Edit("keys in English", ((SPECIALIST, "岗位名称:", "title:"), (SPECIALIST, "所在部门:", "department:"), (SPECIALIST, "工作职责与任务:", "duties:"),
                             (SPECIALIST, "任职资格:", "qualifications:"), (SPECIALIST, "  教育水平:", "  education:"))),
    Edit("known other keys", ((SPECIALIST, "工作职责与任务:", "岗位职责:"), (SPECIALIST, "权力:", "权限:"))),
    Edit("a list on one line", ((SPECIALIST, "权力:\n  - 合理化建议权", "权力: [合理化建议权]"),)),
    Edit("quotes in YAML", ((SPECIALIST, f"  - {_DUTY_2}", f'  - "{_DUTY_2}"'),)),
    Edit("a text over two lines", ((PLANNER, "  - 策划营销活动，做好商品展示，", "  - >-\n    策划营销活动，做好商品展示，\n    "),)),
    Edit("a duty as a record", ((SPECIALIST, f"  - {_DUTY_2}", f"  - 内容: {_DUTY_2}"),)),
    Edit("half-width punctuation", ((PLANNER, "策划营销活动，做好商品展示，编制会员营销规划等。", "策划营销活动,做好商品展示,编制会员营销规划等."),)),
    Edit("full-width figures and brackets", ((SPECIALIST, "年龄要求: 20岁以上", "年龄要求: ２０岁以上"), (HANDBOOK, "补写（待确认）", "补写(待确认)"))),
    Edit("blanks between Chinese and figures", ((SPECIALIST, "年龄要求: 20岁以上", "年龄要求: 20 岁以上"), (SPECIALIST, _DUTY_2, "做好 客户关系维护。"))),
    Edit("straight quotes", ((HANDBOOK, "标注“草稿”的岗位", '标注"草稿"的岗位'),)),
    Edit("a superior by id", ((SPECIALIST, "直接上级: 市场拓展部主管", f"直接上级: {SU}"), (SUPERVISOR, "直接下级: [市场拓展部专员]", f"直接下级: [{SP}]"))),
    Edit("a department by id", ((SPECIALIST, "所在部门: 市场拓展部", "所在部门: market-development"),)),
    Edit("a headcount with its unit", ((SPECIALIST, "岗位定员: 10", "岗位定员: 10人"),)),
    Edit("a choice in English", ((RECRUITER, "状态: 草稿", "状态: Draft"),)),
    Edit("supplemented parts by their English names", ((PLANNER, "补写: [权力,", "补写: [authority,"),)),
)  # fmt: skip
