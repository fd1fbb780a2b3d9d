# ruff: noqa: E501 - a Chinese character counts as two columns
"""What posts and departments are called: by the form of the words alone, as a reader guesses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdgen.importers.recognise.characters import TO_SIMPLIFIED, has_han

_POST_ENDS = [
    "经理",
    "主管",
    "专员",
    "总监",
    "主任",
    "主任助理",
    "经理助理",
    "助理",
    "秘书",
    "会计",
    "出纳",
    "代表",
    "顾问",
    "工程师",
    "设计师",
    "分析师",
    "策划师",
    "讲师",
    "培训师",
    "技师",
    "律师",
    "药师",
    "医师",
    "教师",
    "厨师",
    "营养师",
    "架构师",
    "造价师",
    "审计师",
    "精算师",
    "操作工",
    "技工",
    "电工",
    "焊工",
    "钳工",
    "司机",
    "驾驶员",
    "员",
    "长",
    "总裁",
    "副总裁",
    "总经理",
    "副总经理",
    "董事",
    "负责人",
    "组长",
    "班长",
    "队长",
    "店长",
    "厂长",
    "科长",
    "处长",
    "部长",
    "院长",
    "校长",
    "所长",
    "站长",
    "课长",
    "股长",
    "领班",
    "督导",
    "编辑",
    "记者",
    "文案",
    "美工",
    "客服",
    "前台",
    "文员",
    "保安",
    "保洁",
    "保安员",
    "保洁员",
    "质检",
    "检验员",
    "管理员",
    "导购",
    "业务员",
    "采购员",
    "仓管",
    "仓管员",
    "库管",
    "统计员",
    "核算员",
    "调度",
    "调度员",
    "程序员",
    "运营",
    "专家",
    "学徒",
    "实习生",
    "书记",
    "干事",
    "技术员",
    "助教",
    "师傅",
    "护士",
    "护士长",
    "剪辑师",
    "摄影师",
    "策划",
    "巡查",
    "监理",
    "监事",
    "法务",
    "内勤",
    "外勤",
    "跟单",
    "计划员",
    "规划师",
    "研究员",
    "架构",
    "工",
    "师",
    "经纪人",
    "合伙人",
    "首席执行官",
    "首席财务官",
    "培训生",
    "管培生",
]
_DEPARTMENT_ENDS = [
    "部",
    "部门",
    "中心",
    "处",
    "科",
    "室",
    "组",
    "办公室",
    "车间",
    "事业部",
    "分公司",
    "子公司",
    "公司",
    "办",
    "课",
    "股",
    "院",
    "所",
    "站",
    "队",
    "班",
    "委员会",
    "大队",
    "小组",
    "工段",
    "厂",
    "项目部",
    "门店",
    "事务所",
    "集团",
    "工作室",
    "学院",
    "管理处",
    "处室",
    "团队",
    "总部",
    "分部",
    "支部",
    "办事处",
    "科室",
    "团",
]
_ENGLISH_POST = re.compile(
    r"\b(?:manager|director|officer|assistant|engineer|analyst|accountant|specialist|supervisor"
    r"|coordinator|clerk|executive|administrator|representative|consultant|technician|developer"
    r"|designer|lead|leader|head|secretary|driver|operator|buyer|planner|associate|president"
    r"|chief|controller|receptionist|trainer|teacher|nurse|advisor|adviser|agent|architect|cashier"
    r"|programmer|scientist|writer|editor|auditor|partner|intern|foreman|worker|welder|electrician"
    r"|attendant|salesperson|bookkeeper|buyer|inspector|treasurer|strategist|marketer|recruiter"
    r"|cook|chef|guard|cleaner|mechanic|warehouseman|storekeeper|keeper|merchandiser)s?\b",
    re.IGNORECASE,
)
_ENGLISH_DEPARTMENT = re.compile(
    r"\b(?:department|division|office|team|unit|section|centre|center|dept\.?|group)\s*$",
    re.IGNORECASE,
)
# What no name has: the marks of sentences, and verbs at its beginning.
_SENTENCE = re.compile(r"[。；;！!？?：:“”\"]|，|,(?=\S)|^(?:负责|协助|完成|制定|组织|参与|根据|按照|为|对|与|和|向|由|在|有|做好|配合)")  # fmt: skip


def _any_of(words: Sequence[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_POST = re.compile(f"{_any_of(_POST_ENDS)}$")
_DEPARTMENT = re.compile(f"{_any_of(_DEPARTMENT_ENDS)}$")
_REMARK = re.compile(r"\s*[（(][^（()）]{0,20}[）)]\s*$")
# What a heading says besides the name.
_DOCUMENT_WORDS = [
    "岗位说明书",
    "职位说明书",
    "职务说明书",
    "工作说明书",
    "岗位职责说明书",
    "岗位职责",
    "工作职责",
    "岗位工作职责",
    "部门职责",
    "部门职能",
    "职能",
    "职责",
    "岗位描述",
    "职位描述",
    "岗位说明",
    "任职说明书",
    "岗位责任制",
    "岗位责任书",
    "岗位",
    "说明书",
    "岗位工作说明书",
    "工作职责说明书",
    "岗位职责书",
    "职责说明",
    "主要职责",
]
_SUFFIX = re.compile(
    rf"\s*[-—–:：]*\s*(?:的)?{_any_of(_DOCUMENT_WORDS)}\s*(?:[（(][^()（）]*[)）])?$"
)
_PREFIX = re.compile(
    rf"^(?:{_any_of(_DOCUMENT_WORDS)}|岗位名称|职位名称|岗位|职位)\s*(?:[-—–:：_《「【]+|\s)\s*(?=\S)"
)
_ENGLISH_WORDS = re.compile(
    r"^(?:job|position|role)\s+(?:description|profile|specification)\s*[-—–:]?\s*(?:for\s+(?:the\s+)?)?"
    r"|\s*[-—–:]?\s*(?:job|position|role)\s+(?:description|profile|specification)$",
    re.IGNORECASE,
)
LONGEST_NAME = 40


def is_post(text: str) -> bool:
    """Whether a short text has the form of a post's title."""
    name = _bare(text)
    if not has_han(name):
        words = name.split()
        return 1 <= len(words) <= 8 and bool(_ENGLISH_POST.search(name)) and name[:1].isupper()
    return 2 <= len(name) <= 20 and not _SENTENCE.search(name) and bool(_POST.search(name))


def is_department(text: str) -> bool:
    """Whether a short text has the form of a department's name."""
    name = _bare(text)
    if not has_han(name):
        return 1 < len(name.split()) <= 6 and bool(_ENGLISH_DEPARTMENT.search(name))
    return 2 <= len(name) <= 16 and not _SENTENCE.search(name) and bool(_DEPARTMENT.search(name))


def name_in_heading(text: str) -> str:
    """Return a heading without what it says besides a name: 市场部经理岗位说明书 → 市场部经理."""
    plain = text.strip().strip("《》「」【】[]").strip()
    name = _ENGLISH_WORDS.sub("", _PREFIX.sub("", _SUFFIX.sub("", plain))).strip(" 　:：-—–_《》")
    return name.strip()


def _bare(text: str) -> str:
    plain = _REMARK.sub("", text.strip().rstrip(":：").strip())
    return plain.translate(TO_SIMPLIFIED) if len(plain) <= 2 * LONGEST_NAME else ""
