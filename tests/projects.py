# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Projects made for tests: plausible handbooks of any number of posts, and how each is built once.

:func:`make_project` writes one; the same arguments give the same bytes. :func:`build_once` builds a
project with a theme into a folder that all workers of a test run share, so that nothing is built
twice however many tests look at it. :func:`read_data` reads a project's YAML as plain text, without
any of jdgen's own typing, for those who compare what it says with what was printed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import random
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from jdgen.build import Request, build
from jdgen.terms import TERMS, canonical_key, term

ROOT = Path(__file__).resolve().parents[1]
THEMES = tuple(
    name
    for name in ("standard", "form")
    if (ROOT / "templates" / "themes" / f"{name}.yaml").is_file()
)

# ---- what the generated handbooks are made of

# id, name, the department above it (as an index into this table), what it deals with
_DEPARTMENTS: tuple[tuple[str, str, int | None, tuple[str, ...]], ...] = (
    ("production", "生产部", None, ("生产计划", "在制品", "工艺纪律", "班组产量")),
    ("assembly", "总装车间", 0, ("装配工序", "工装夹具", "返修品")),
    ("line-a", "A线班组", 1, ("换线时间", "首件记录", "工位物料")),
    ("quality", "质量部", None, ("检验标准", "不合格品", "量具台账", "客户投诉")),
    ("laboratory", "计量检测室", 3, ("校准证书", "检测报告", "标准样件")),
    ("sales", "销售部", None, ("销售合同", "应收账款", "客户档案", "报价单")),
    ("logistics", "仓储物流部", None, ("出入库单据", "安全库存", "运输费用", "危化品")),
    ("it", "信息技术部", None, ("ERP权限", "备份记录", "网络设备", "IT服务工单")),
    ("hr", "人力资源部", None, ("招聘计划", "培训档案", "薪酬数据", "劳动合同")),
    ("training", "培训中心", 8, ("课程体系", "讲师名册")),
    ("finance", "财务部", None, ("月度预算", "固定资产", "增值税发票")),
    ("safety", "安全环保部", None, ("隐患清单", "应急预案", "危险废物")),
)
# id, what it is called behind its department's name, rank (0 leads the department)
_POSTS: tuple[tuple[str, str, int], ...] = (
    ("manager", "经理", 0),
    ("supervisor", "主管", 1),
    ("engineer", "工程师", 2),
    ("specialist", "专员", 2),
    ("clerk", "统计员", 2),
    ("operator", "操作工", 3),
    ("assistant", "助理", 2),
)
_OPENINGS = (
    "根据公司年度经营目标", "依据ISO 9001:2015第7.5条的要求", "按照《{thing}管理办法》（Q/HX 203—2024）",
    "配合各部门", "每月25日前", "会同相关班组", "以“零缺陷”为目标", "在《作业指导书》（A/2版）范围内",
    "结合MES、SAP系统中的数据", "遇异常情况时",
)  # fmt: skip
_ACTIONS = (
    "组织编制{thing}", "审核{thing}", "跟踪{thing}的执行情况", "汇总、分析{thing}", "更新{thing}并归档",
    "核对{thing}与实物", "就{thing}提出改进意见", "落实{thing}的责任人", "保管{thing}", "监督{thing}的使用",
)  # fmt: skip
_ENDINGS = (
    "，确保准确率不低于98.5%", "，形成书面记录", "，并向上级报告", "（含历史数据）",
    "——发现偏差立即纠正", "，处理时限为24小时", "：先“自查”，再“互查”（每周一次）", "；必要时启动预案……直至恢复正常",
    "，误差控制在±0.02mm以内", "，做到“日清、周结、月评”", "，保存期3年",
)  # fmt: skip
_SHORT = (
    "完成上级交办的其他工作。", "接待来访客户。", "保管印章。", "填写工作日志。", "维护5S。",
    "做好保密工作。", "参加早会（7:50）。",
)  # fmt: skip
_POWERS = (
    "合理化建议权", "预算内费用的审批权", "对下属人员的考核建议权", "不合格品的“一票否决”权",
    "违章作业的制止权（含停机）", "资料查阅权", "5,000元以下采购的决定权",
)  # fmt: skip
_PARTNERS = ("各部门", "生产部", "财务部", "人力资源部", "总经理办公室", "工会")
_OUTSIDERS = ("客户", "供应商", "第三方检测机构", "政府主管部门", "物流承运商", "ERP服务商")
_EDUCATION = ("大专以上", "本科以上（机械、自动化类专业优先）", "高中或中专以上", "不限", "硕士")
_AGES = ("22–45岁", "25岁以上", "不限", "18岁以上，45岁以下")
_EXPERIENCE = ("三年以上", "五年以上，有两年以上管理经验", "一年以上或应届毕业生", "不限")
_SKILLS = (
    "熟悉{thing}的管理要求；会用Excel、ERP等软件。",
    "掌握{thing}、统计技术（SPC、MSA）和“五大工具”；具备较强的沟通、协调与计划执行能力，能阅读英文资料（CET-4以上）。",
    "了解{thing}。",
)
_PLACES = ("独立办公室", "车间现场（噪声≤85dB）", "不定", "办公室与现场各半")
_HOURS = ("8小时", "两班倒，每班8小时", "综合计算工时", "不定")
_TIMINGS = (
    "每日",
    "每周五",
    "每周一上午10:00前",
    "月末",
    "每月5日前",
    "每季度末",
    "年末",
    "随时",
    "半年度",
    "不定期",
    "每日17:30前",
)
_HEADCOUNTS = ("1", "2人", "12", "2–3人", "4+N", "若干", "3")
_GRADES = ("M3", "M2", "P5", "P3", "O1")


@dataclass
class _Post:
    """One post on its way: who it is, and what is written into its file."""

    id: str
    title: str
    department: int | None
    rank: int
    superior: _Post | None = None


class _Writer:
    """Makes up text; everything random comes from the one generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - plausible text, no secret

    def pick(self, texts: Sequence[str]) -> str:
        """Return one of ``texts``."""
        return self.random.choice(texts)

    def some(self, texts: Sequence[str], least: int, most: int) -> list[str]:
        """Return a few of ``texts``, each once, in their order."""
        count = min(self.random.randint(least, most), len(texts))
        return [texts[n] for n in sorted(self.random.sample(range(len(texts)), count))]

    def sentence(self, things: Sequence[str], clauses: int) -> str:
        """Return a duty of so many clauses; 0 gives a short one."""
        if clauses == 0:
            return self.pick(_SHORT)
        parts = []
        for number in range(clauses):
            thing = self.pick(things)
            opening = self.pick(_OPENINGS).format(thing=thing) + "，" if number % 2 == 0 else ""
            ending = self.pick(_ENDINGS) if self.random.random() < 0.7 else ""
            parts.append(opening + self.pick(_ACTIONS).format(thing=thing) + ending)
        return "；".join(parts) + "。"

    def sentences(self, things: Sequence[str], count: int, longest: int) -> list[str]:
        """Return ``count`` different duties of 0 to ``longest`` clauses."""
        made: list[str] = []
        while len(made) < count:
            text = self.sentence(things, self.random.randint(0, longest))
            # Few short ones exist: where all are used up, a longer one is wanted.
            if text not in made:
                made.append(text)
            else:
                longest = max(longest, 2)
        return made


def make_project(folder: Path, *, posts: int, seed: int = 1) -> Path:
    """Write the data of a handbook of ``posts`` posts below ``folder`` and return ``folder``.

    Among them, from two posts on, is one that uses every field there is and fills three pages, and
    one that says next to nothing. The first post leads the organisation.
    """
    if posts < 1:
        raise ValueError("a handbook has one post at least")
    writer = _Writer(seed * 1000 + posts)
    people = _staff(posts)
    used = _departments_of(people)
    _write(folder / "data" / "handbook.yaml", _handbook(writer, people))
    for number in used:
        _write(
            folder / "data" / "departments" / f"{_DEPARTMENTS[number][0]}.yaml",
            _department(writer, number, order=number + 1),
        )
    for number, post in enumerate(people):
        place = "top" if post.department is None else _DEPARTMENTS[post.department][0]
        path = folder / "data" / "roles" / place / f"{post.id}.yaml"
        _write(path, _role(writer, people, number))
    return folder


def _write(path: Path, data: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(text, encoding="utf-8")


def _staff(posts: int) -> list[_Post]:
    """Name the posts: a director, then heads of departments, then rank after rank below them."""
    people = [_Post("general-director", "运营总监", None, 0)]
    departments = range(min(len(_DEPARTMENTS), max(1, round(posts / 3))))
    for identifier, title, rank in _POSTS:
        for number in departments:
            prefix, name, above, _ = _DEPARTMENTS[number]
            if len(people) < posts:
                post = _Post(f"{prefix}-{identifier}", f"{name}{title}", number, rank)
                post.superior = _superior(people, post, above)
                people.append(post)
    # The tables have names for 85 posts; further ones are numbered.
    for number in range(posts - len(people)):
        people.append(_Post(f"reserve-{number + 1}", f"储备岗位{number + 1}号", None, 3, people[0]))
    return people


def _superior(people: Sequence[_Post], post: _Post, above: int | None) -> _Post:
    """Return whom a post reports to: the lowest above it in its department, else one higher up."""
    own = [p for p in people if p.department == post.department and p.rank < post.rank]
    if own:
        return own[-1]
    heads = [p for p in people if p.department == above and p.rank == 0 and above is not None]
    return heads[0] if heads else people[0]


def _departments_of(people: Iterable[_Post]) -> list[int]:
    """Return the departments that posts belong to, and those above them."""
    used: set[int] = set()
    for post in people:
        number = post.department
        while number is not None:
            used.add(number)
            number = _DEPARTMENTS[number][2]
    return sorted(used)


def _things(post: _Post) -> tuple[str, ...]:
    return (
        ("经营计划", "重大合同", "管理制度")
        if post.department is None
        else _DEPARTMENTS[post.department][3]
    )


def _handbook(writer: _Writer, people: Sequence[_Post]) -> dict[str, Any]:
    return {
        "状态": "试行",
        "来源": "人力资源部2024年岗位梳理（第2轮）",
        "标题": f"华新机电岗位说明书（{len(people)}岗）",
        "单位": "华新机电运营中心",
        "公司": "华新机电（苏州）有限公司",
        "版次": "2024年第2版",
        "文件编号": "HX-HR-001",
        "版本": "B/2",
        "发布日期": "2024-06-18",
        "生效日期": "2024-07-01",
        "受控状态": "受控",
        "语言": "zh",
        "主题": "standard",
        "空白项": "／",
        "章节": [
            "封面", "修订记录", "目录", "编制说明", "组织结构图", "岗位职责", "附加内容", "报表报送一览表",
            "任职资格一览", "签收表",
        ],
        "标签": {"权力": "权限", "工作环境": "作业环境"},
        "编制说明": {
            "目的": "明确各岗位的“责、权、利”，作为招聘、培训和考核（KPI）的依据。",
            "适用范围": "适用于运营中心全体员工；\n外包、派遣人员参照执行。",
            "编制依据": "《中华人民共和国劳动合同法》、ISO 9001:2015（第5.3条、第7.2条）。",
            "说明": [
                "本手册由人力资源部负责解释——如有疑问，请拨打分机8023。",
                writer.sentence(("岗位资料",), 2),
            ],
        },
        "签署": {
            "编制": {"姓名": "陈晓岚", "日期": "2024-06-03"},
            "审核": "欧阳建国",
            "批准": {},
        },
        "修订记录": [
            {"版本": "A/0", "日期": "2022-01-10", "修订内容": "首次发布。", "批准人": "高志远"},
            {"版本": "B/0", "日期": "2023-09-01", "修订内容": "按新的组织架构调整；增加“安全职责”（见附录）。"},
            {"版本": "B/2", "日期": "2024-06-18", "修订内容": f"合并后共{len(people)}个岗位。", "批准人": "高志远"},
        ],
        "外部单位": {"部门": ["工会"], "岗位": ["总经理"], "对象": [*_OUTSIDERS, "各部门", "总经理办公室"]},
        "总定员": "99999",
        "复审周期": "36",
        "修订登记": "否",
        "检查": {
            "级别": {"JD4": "提示"},
            "例外": [{"编号": "JD309", "岗位": "运营总监", "文字": "35–50岁", "理由": "2024年6月已请法务复核。"}],
        },
        "附加内容": [
            {"标题": "名词解释", "正文": "MES：制造执行系统。\nKPI：关键绩效指标（Key Performance Indicator）。"},
            {"标题": "引用文件", "列表": ["Q/HX 203—2024《文件控制程序》", "GB/T 19001—2016"]},
            {
                "标题": "联系人",
                "正文": "以下电话为内线。",
                "列表": ["工作时间：8:00–17:00", "夜间请打总机……"],
                "表格": [["部门", "姓名", "分机"], ["人力资源部", "陈晓岚", "8023"], ["保安室", "", "110转9"]],
            },
        ],
        "招聘": {
            "单位名称": "华新机电",
            "单位性质": "合资企业",
            "所属行业": "电机制造",
            "人员规模": "500–999人",
            "网址": "https://www.example.com",
            "单位简介": "华新机电（苏州）有限公司成立于1998年，生产精密电机；产品出口20多个国家。",
            "工作地点": "苏州工业园区",
            "用工类型": "全职",
            "工作时间": "每日8小时，每周40小时",
            "休息日": "双休",
            "福利": "五险一金",
            "试用期": "3个月",
            "应聘方式": "请致电人力资源部。",
            "联系人": "人力资源部",
            "发布日期": "2024-07-01",
            "有效期至": "2024-12-31",
            "来源": "人力资源部",
        },
    }  # fmt: skip


def _department(writer: _Writer, number: int, order: int) -> dict[str, Any]:
    identifier, name, above, things = _DEPARTMENTS[number]
    data: dict[str, Any] = {"id": identifier, "部门名称": name, "顺序": str(order)}
    if above is not None:
        data["上级部门"] = _DEPARTMENTS[above][1] if number % 2 else _DEPARTMENTS[above][0]
    if number % 5 == 1:
        data |= {"部门编号": f"HX-D{number:02}", "状态": "草稿", "来源": "补写（待确认）"}
    if number % 3 == 0:
        data["部门概述"] = writer.sentence(things, 1)
    if number % 4 == 1:
        data |= {"别名": [f"{name}（原）"], "部门定员": "若干"}
    duties: list[Any] = list(writer.sentences(things, writer.random.randint(2, 6), 2))
    if number % 2 == 0:
        duties[0] = {
            "职责": duties[0],
            "子任务": ["编制计划；", f"核对{things[0]}（每周）。"],
            "占比": "30%",
            "频率": "每周",
            "衡量标准": "按期完成率≥95%",
        }
    # A department of which only the name is known stands in the tables all the same.
    return data if number == 2 else {**data, "部门职责": duties}


def _role(writer: _Writer, people: Sequence[_Post], number: int) -> dict[str, Any]:
    """Return a post's file: the first has every field, the last hardly any."""
    post = people[number]
    department = "华新机电运营中心" if post.department is None else _DEPARTMENTS[post.department][1]
    if post.department is not None and number % 5 == 4:
        department = _DEPARTMENTS[post.department][0]
    data: dict[str, Any] = {"id": post.id, "岗位名称": post.title, "所在部门": department}
    if number == len(people) - 1 and number:
        return {**data, "直接上级": (post.superior or people[0]).id, "岗位定员": "1"}
    if number == 0:
        return {**data, **_full(writer, people)}
    long = number % 6 == 5
    data |= {
        "直接上级": (post.superior or people[0]).title,
        "岗位定员": _HEADCOUNTS[number % len(_HEADCOUNTS)],
        "填写日期": f"2024-05-{number % 27 + 1:02}",
        "本职概述": writer.sentence(_things(post), 1 + long),
        "工作职责与任务": writer.sentences(_things(post), 16 if long else 3 + number % 5, 4 if long else 2),
        "权力": writer.some(_POWERS, 1, 4),
        "工作协作关系": {
            "内部协调关系": writer.some(_PARTNERS, 1, 3),
            "外部协调关系": writer.some(_OUTSIDERS, 1, 3),
        },
        "任职资格": {
            "教育水平": writer.pick(_EDUCATION),
            "年龄要求": writer.pick(_AGES),
            "工作经验/资历": writer.pick(_EXPERIENCE),
            "应具备知识、技能": writer.pick(_SKILLS).format(thing=writer.pick(_things(post))),
            "工作环境": writer.pick(_PLACES),
            "工作时间特征": writer.pick(_HOURS),
        },
        "工作记录与报表": _reports(writer, post, people[0], 6 if long else 1 + number % 4),
    }  # fmt: skip
    return {**data, **_variety(writer, people, number)}


def _reports(writer: _Writer, post: _Post, top: _Post, count: int) -> list[dict[str, Any]]:
    superior = post.superior or top
    reports = []
    for number in range(count):
        report: dict[str, Any] = {
            "所需记录文档": f"{writer.pick(_things(post))}{('月报', '台账', '分析报告（含图表）', '记录表')[number % 4]}",
            "编制时间": writer.pick(_TIMINGS),
            "报送对象": [superior.title],
        }
        if number % 3 == 1:
            report["报送对象"] = [superior.title, "财务部"]
        if number == 4:
            del report["编制时间"]
        if number == 5:
            report["报送对象"] = ["总经理"]
        reports.append(report)
    return reports


def _variety(writer: _Writer, people: Sequence[_Post], number: int) -> dict[str, Any]:
    """Return what only some posts say, each of these fields at every few posts."""
    post = people[number]
    data: dict[str, Any] = {}
    if number % 2:
        data |= {"岗位编号": f"HX-{number:03}", "职等职级": _GRADES[number % len(_GRADES)]}
    if number % 3 == 1:
        data |= {"现员": str(number % 4), "补写": ["任职资格"], "顺序": str(number % 4 + 1)}
    if number % 4 == 2:
        data |= {"状态": "草稿", "来源": "补写（待确认）"}
    if number % 4 == 3:
        data |= {"直接下级": "无", "文件编号": f"HX-JD-{number:03}", "版本": "A/0"}
        data["考核指标"] = [
            {"指标": f"{writer.pick(_things(post))}准确率", "目标": "≥98%", "权重": "60%", "评分方法": "每低1%扣5分"},
            {"指标": "5S检查", "权重": "40%"},
        ]  # fmt: skip
    if number % 5 == 2:
        duties: list[Any] = [
            {"职责": writer.sentence(_things(post), 1), "占比": "40%", "频率": "每日"},
            {
                "职责": writer.sentence(_things(post), 2),
                "子任务": writer.sentences(_things(post), 3, 1),
            },
            writer.sentence(_things(post), 0),
        ]
        data["工作职责与任务"] = duties
    if number % 7 == 4:
        data["别名"] = [f"{post.title}（代）"]
        data["附加内容"] = {"标题": "备注", "正文": "本岗位每年轮换一次（A、B角）。"}
    return data


def _full(writer: _Writer, people: Sequence[_Post]) -> dict[str, Any]:
    """Return what the first post says: every field of the model, on three pages."""
    things = _things(people[0])
    below = [post for post in people if post.superior is people[0]]
    duties: list[Any] = list(writer.sentences(things, 10, 3))
    duties[0] = {
        "职责": "主持运营中心的全面工作。",
        "子任务": [
            "拟订年度经营计划；",
            "每季度评审一次“计划—实际”偏差（±5%以内）；",
            "报总经理批准。",
        ],
        "占比": "35%",
        "频率": "每季度",
        "衡量标准": "计划完成率≥95%",
    }
    duties[1] = {"职责": writer.sentence(things, 2), "占比": "15%"}
    duties[2] = {
        "职责": writer.sentence(things, 3),
        "子任务": writer.sentences(things, 2, 2),
        "衡量标准": "零事故",
    }
    return {
        "别名": ["总监", "运营负责人"],
        "岗位编号": "HX-000",
        "直接上级": "总经理",
        "直接下级": [post.id if number % 2 else post.title for number, post in enumerate(below)],
        "岗位定员": "1",
        "现员": "0",
        "缺编": "1",
        "职等职级": "M5",
        "填写日期": "2024-05-06",
        "顺序": "1",
        "状态": "现行",
        "来源": "公司令〔2024〕6号",
        "补写": ["考核指标", "安全职责"],
        "文件编号": "HX-JD-000",
        "版本": "C/1",
        "生效日期": "2024-07-01",
        "受控状态": "受控（01号）",
        "本职概述": "统筹运营中心的生产、质量与交付，对“安全、质量、成本”负总责。\n" + writer.sentence(things, 3),
        "工作职责与任务": duties,
        "权力": list(_POWERS),
        "工作协作关系": {"内部协调关系": list(_PARTNERS), "外部协调关系": list(_OUTSIDERS)},
        "任职资格": {
            "教育水平": "本科以上（MBA优先）",
            "年龄要求": "35–50岁",
            "工作经验/资历": "十年以上，其中五年以上制造业管理经验",
            "应具备知识、技能": _SKILLS[1].format(thing="精益生产（Lean）"),
            "工作环境": _PLACES[3],
            "工作时间特征": "不定时工作制",
            "证书与资质": "PMP或注册安全工程师",
            "培训要求": "每年不少于40学时",
            "使用工具与设备": "笔记本电脑、MES终端",
            "其他要求": [
                {"名称": "身体条件", "内容": "能适应出差（约30%）"},
                {"名称": "语言", "内容": "普通话；英语口语流利（C1）"},
            ],
        },
        "工作记录与报表": [
            {"所需记录文档": "经营分析报告（月度）", "编制时间": "每月5日前", "报送对象": ["总经理", "财务部"]},
            {"所需记录文档": "年度工作总结", "编制时间": "年末", "报送对象": "总经理"},
            {"所需记录文档": "重大事项“快报”", "编制时间": "随时", "报送对象": "总经理；财务部"},
            {"所需记录文档": "值班日志"},
        ],
        "考核指标": [
            {"指标": "营业收入", "目标": "12,000万元", "权重": "40%", "评分方法": "按完成率计分"},
            {"指标": "一次交验合格率", "目标": "≥99.2%", "权重": "40%"},
            {"指标": "重大安全事故", "评分方法": "发生即“一票否决”"},
        ],
        "安全职责": [
            "落实全员安全生产责任制。",
            {"职责": "每月带队检查。", "子任务": ["检查特种设备；", "复查整改项。"], "频率": "每月"},
        ],
        "职务代理人": [people[1].title] if len(people) > 1 else ["总经理"],
        "晋升岗位": "总经理",
        "附加内容": [
            {"标题": "工作权限", "正文": "签字权限见《授权表》。\n超出部分报总经理。"},
            {"标题": "工作关系说明", "列表": ["对上：总经理", "对下：各部门经理（含代理）"]},
            {"标题": "授权表", "表格": [["事项", "限额", "备注"], ["采购", "50,000元", ""], ["差旅", "8,000元/次", "须附“审批单”"]]},
            {
                "标题": "交接要求",
                "正文": "离任前完成交接。",
                "列表": ["文件移交；", "权限注销（ERP、OA）。"],
                "表格": [["项目", "期限"], ["资料", "3天"]],
            },
        ],
        "修订记录": [
            {"版本": "A/0", "日期": "2022-01-10", "修订内容": "首次发布。", "批准人": "高志远"},
            {"版本": "C/1", "修订内容": "增加“安全职责”。"},
        ],
        "签署": {"编制": "陈晓岚", "审核": {"姓名": "欧阳建国", "日期": "2024-05-20"}, "批准": {"日期": "2024-06-01"}},
        "招聘": {
            "招聘人数": "2–3人",
            "职位类别": "生产运营总监",
            "职业编码": "1-06-01-02",
            "薪酬": {
                "最低": "25,000", "最高": "40000.50", "计薪单位": "月", "币种": "CNY",
                "构成": ["底薪", "年终奖（13薪）"], "说明": "具体面议",
            },
            "招聘条件": ["持有“六西格玛”黑带", "能适应出差（约30%）"],
            "亮点": ["股权激励（满2年）"],
            "工作地点": {
                "国家": "中国", "省份": "江苏省", "城市": "苏州市", "区县": "工业园区", "详细地址": "星湖街328号",
                "邮编": "215000", "地址": "地铁2号线旁", "远程": "否",
            },
            "用工类型": "全职",
            "工作时间": "每日8小时",
            "休息日": "双休",
            "福利": ["五险一金", "班车"],
            "试用期": "6个月",
            "应聘方式": {
                "说明": "发简历至邮箱。", "链接": "https://jobs.example.com/hx/od", "邮箱": "od@example.com",
                "电话": "0512-5550 0101", "直接投递": "是",
            },
            "联系人": "陈小姐（HR）",
            "发布日期": "2024年7月1日",
            "有效期至": "2024/9/30",
            "单位简介": "华新机电是精密电机的制造商。",
            "来源": "人力资源部",
        },
    }  # fmt: skip


# ---- building


@dataclass(frozen=True)
class Built:
    """A handbook that was built: its two files, and the project and theme it was made from."""

    project: Path
    theme: str
    docx: Path
    pdf: Path


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of this test run that all of its workers see."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "projects"
    folder.mkdir(exist_ok=True)
    return folder


def build_once(project: Path, theme: str, shared: Path) -> Built:
    """Build a project with a theme, or return what another test or worker has built of it.

    Builds are told apart by what went into them: the project's files, the theme and jdgen itself.
    """
    folder = shared / f"{_fingerprint(project)}-{theme}"
    folder.mkdir(exist_ok=True)
    # The one who holds the lock builds; a worker that dies lets go of it.
    with (shared / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done, failed = folder / "done.json", folder / "failed.txt"
        if failed.exists():
            raise AssertionError(f"this build failed before:\n{failed.read_text('utf-8')}")
        if not done.exists():
            try:
                result = build(Request(project, packs=("handbook",), theme=theme, output=folder, cache=False))
            except Exception:
                failed.write_text(traceback.format_exc(), encoding="utf-8")
                raise
            done.write_text(json.dumps([str(path) for path in result.files]), encoding="utf-8")
        files = {path.suffix: path for path in map(Path, json.loads(done.read_text("utf-8")))}
    return Built(project, theme, files[".docx"], files[".pdf"])


def build_many(wanted: Iterable[tuple[Path, str]], shared: Path) -> None:
    """Build several handbooks; a worker leaves out those that another one is building."""
    for project, theme in wanted:
        if not (shared / f"{_fingerprint(project)}-{theme}.lock").exists():
            build_once(project, theme, shared)


def _fingerprint(project: Path) -> str:
    digest = hashlib.sha256()
    for top in (project / "data", project / "templates", ROOT / "jdgen", ROOT / "templates"):
        for path in sorted(top.rglob("*")):
            if path.is_file() and path.suffix not in (".pyc", ".mo"):
                digest.update(f"{path.relative_to(top).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


# ---- what a project says, as plain text


@dataclass(frozen=True)
class Data:
    """A project's files as they are written: texts, lists and mappings, keys by canonical name.

    Departments and posts stand in the order of their files' paths. Nothing is typed, ordered or
    completed.
    """

    handbook: Mapping[str, Any]
    departments: tuple[Mapping[str, Any], ...]
    roles: tuple[Mapping[str, Any], ...]


def read_data(project: Path) -> Data:
    """Read a project's YAML without jdgen."""
    handbook = _canonical(_plain(project / "data" / "handbook.yaml"), "handbook", {})
    labels = handbook.get("labels", {})
    own = {
        new: name for old, new in labels.items() if (name := canonical_key("role", old)) is not None
    }
    return Data(
        handbook,
        tuple(_records(project / "data" / "departments", "department", {})),
        tuple(_records(project / "data" / "roles", "role", own)),
    )


def _records(folder: Path, record: str, own: Mapping[str, str]) -> Iterable[Mapping[str, Any]]:
    paths = sorted(folder.rglob("*.yaml"), key=lambda path: path.relative_to(folder).as_posix())
    return [_canonical(_plain(path), record, own) for path in paths]


def _plain(path: Path) -> Any:
    # Everything a text: the loader that gives no types is as safe as the safe one.
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def _canonical(value: Any, record: str, own: Mapping[str, str]) -> Any:
    """Return ``value`` with canonical keys, at every depth; what is empty is left out."""
    if isinstance(value, list):
        return [_canonical(item, record, own) for item in value]
    if not isinstance(value, dict) or record not in TERMS:
        return value
    found = {}
    for key, item in value.items():
        name = canonical_key(record, key) or own.get(key)
        if name is None:
            raise AssertionError(f"no field is called {key}")
        if item not in ("", [], {}):
            found[name] = _canonical(item, term(record, name).holds, own)
    return found
