# ruff: noqa: E501 - a Chinese character counts as two columns
"""The labels that documents are searched for, made from the vocabulary, with what they name."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from jdgen.importers.recognise.characters import has_han, plain_label
from jdgen.importers.recognise.pieces import RecordName
from jdgen.importers.recognised import FieldPath
from jdgen.terms import TERMS
from jdgen.terms.other_labels import OTHER_LABELS

Target = tuple[RecordName, FieldPath]


# The groups inside a record that have labels of their own, and where they stand in it.
_INSIDE: Mapping[str, tuple[tuple[RecordName, FieldPath], ...]] = {
    "role": (("role", ()),),
    "relations": (("role", ("relations",)),),
    "qualifications": (("role", ("qualifications",)),),
    "signoff": (("role", ("signoff",)), ("handbook", ("signoff",))),
    "recruitment": (("role", ("recruitment",)),),
    "department": (("department", ()),),
    "handbook": (("handbook", ()),),
    "foreword": (("handbook", ("foreword",)),),
}
# Fields that no document labels, or by words too common to be taken for one.
_UNSPOKEN = {
    "handbook": "id status source language theme chapters labels empty_field extra recruitment"
    " checks review_months record_revisions outside signoff revisions",
    "department": "id aliases order status source",
    "role": "id order source supplemented recruitment",
    "recruitment": "requirements category occupation_code source company contact date_posted"
    " valid_through apply openings",
}
# Labels that mean something else where Traditional Chinese is written: 職稱 is the post's title.
TRADITIONAL: Mapping[str, Target] = {
    "職稱": ("role", ("title",)),
    "單位": ("role", ("department",)),
    "服務單位": ("role", ("department",)),
    "主管": ("role", ("reports_to",)),
}
# Of several fields with one label, the one that a post's page means stands first; these orders
# differ from that of the records above.
_FIRST: Mapping[str, Target] = {
    "部门名称": ("department", ("name",)),
    "编制": ("role", ("headcount",)),
    "department name": ("department", ("name",)),
    "工作职能": ("role", ("duties",)),
    "单位": ("handbook", ("organisation",)),
    "编制日期": ("role", ("filled_on",)),
    "工作时间": ("role", ("qualifications", "working_hours")),
    "kpi": ("role", ("indicators",)),
}
# Names of sections that hold nothing themselves, and titles of forms.
SECTIONS = frozenset(
    [
        "基本信息",
        "岗位基本信息",
        "基本资料",
        "岗位信息",
        "职位信息",
        "职位基本信息",
        "岗位基本资料",
        "岗位标识",
        "职务基本信息",
        "基本情况",
        "岗位基本情况",
        "岗位概况",
        "职位概况",
        "岗位识别",
        "职位标识",
        "岗位标识信息",
        "岗位资料",
        "职位资料",
        "职务资料",
        "工作基本信息",
        "岗位说明书",
        "职位说明书",
        "职务说明书",
        "工作说明书",
        "岗位职责说明书",
        "岗位描述书",
        "岗位说明",
        "职位说明",
        "工作说明",
        "岗位工作说明书",
        "职务描述书",
        "岗位责任书",
        "目录",
        "基本信息栏",
        "部门信息",
        "部门职责说明书",
        "部门职能说明书",
        "岗位说明表",
        "职位说明表",
        "职务说明表",
        "职责与任职资格",
        "人员构架",
        "部门构架",
        "人员架构",
        "部门架构",
        "组织架构",
        "组织结构",
        "组织结构图",
        "组织架构图",
        "组织机构图",
        "组织机构",
        "部门组织架构",
        "部门组织结构图",
        "岗位结构图",
        "人员结构图",
        "组织体系",
        "岗位架构",
        "岗位设置",
        "部门设置",
        "机构设置",
        "岗位设置图",
        "岗位关系图",
        "组织关系图",
        "岗位说明书汇编",
        "岗位职责说明",
        "岗位基本信息表",
        "部门组织架构图",
        "附件",
        "正文",
        "岗位明细",
        "岗位职责汇编",
        "概况",
        "岗位一览",
        "岗位一览表",
        "岗位说明书目录",
    ]
) | frozenset(
    [
        "job description",
        "position description",
        "role profile",
        "job profile",
        "basic information",
        "job information",
        "position information",
        "job details",
        "general information",
        "job identification",
        "identification",
        "job data",
        "details",
        "job descriptions",
        "role description",
        "position details",
        "position summary sheet",
        "job specification form",
        "job description form",
        "contents",
        "table of contents",
        "organisation chart",
        "organization chart",
        "job particulars",
        "the post",
        "post details",
        "role details",
        "identification data",
    ]
)

# Words of their own, though one character from a label.
NOT_MISREAD = frozenset(
    [
        "岗位名单",
        "工作总结",
        "工作计划",
        "部门经理",
        "工作部署",
        "业务部门",
        "工作日志",
        "岗位津贴",
        "岗位工资",
        "职位类别",
        "岗位类别",
        "岗位性质",
        "工作性质",
        "工作安排",
        "工作能力",
        "工作态度",
        "工作方法",
        "工作流程",
        "岗位序列",
        "职位序列",
        "基本条件",
        "岗位类型",
        "工作类型",
        "相关部门",
        "有关部门",
        "各个部门",
        "职能部门",
        "部门主管",
        "部门领导",
        "公司领导",
        "上级部门",
        "管理部门",
        "部门负责人",
        "主要客户",
        "外部客户",
        "直接领导",
        "直接主管",
        "人员招聘",
        "工作单位",
    ]
) | frozenset(("reporting", "position", "function", "sections", "knowledge"))


@functools.cache
def index() -> Mapping[str, tuple[Target, ...]]:
    """Return every label in its plain form with the fields that it may name, the likeliest first."""
    found: dict[str, list[Target]] = {}
    for record, places in _INSIDE.items():
        unspoken = _UNSPOKEN.get(record, "").split()
        for known in TERMS[record]:
            if known.name in unspoken:
                continue
            others = OTHER_LABELS.get((record, known.name), ())
            for label in (known.zh, known.en, *known.known, *others):
                for place, above in places:
                    _add(found, label, (place, (*above, known.name)))
    for label, first in _FIRST.items():
        targets = found.get(label, [])
        found[label] = [first, *(each for each in targets if each != first)]
    return {label: tuple(targets) for label, targets in found.items()}


def _add(found: dict[str, list[Target]], label: str, target: Target) -> None:
    targets = found.setdefault(plain_label(label), [])
    if target not in targets:
        targets.append(target)


@functools.cache
def deletions() -> Mapping[str, tuple[str, ...]]:
    """Each label, and each with one character left out, with the labels that it came from."""
    found: dict[str, list[str]] = {}
    for label in index():
        if len(label) >= (4 if has_han(label) else 6):
            for shorter in dict.fromkeys((label, *shorter_by_one(label))):
                found.setdefault(shorter, []).append(label)
    return {shorter: tuple(labels) for shorter, labels in found.items()}


@functools.cache
def columns() -> Mapping[str, Mapping[str, str]]:
    """Return the headings of columns by the record that the rows are, with the fields they name."""
    tables: dict[str, dict[str, str]] = {}
    for record in ("duty", "report", "indicator", "revision"):
        names = tables.setdefault(record, {})
        for known in TERMS[record]:
            others = OTHER_LABELS.get((record, known.name), ())
            for label in (known.zh, known.en, *known.known, *others):
                names.setdefault(plain_label(label), known.name)
    return tables


def shorter_by_one(text: str) -> Iterator[str]:
    """Yield ``text`` with each of its characters left out in turn."""
    return (text[:n] + text[n + 1 :] for n in range(len(text)))
