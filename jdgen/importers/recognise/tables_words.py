"""Words of tables that are no field's label: numbers, totals, headings that say nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.labels import match_column, match_label
from jdgen.terms import TERMS
from jdgen.terms.other_labels import OTHER_LABELS

# Heads of columns that only count the rows.
NUMBERS = frozenset(
    [
        "序号", "编号", "号", "项次", "序", "顺序", "序列", "行号", "no.", "no", "#", "nr", "nr.",
        "s/n", "item", "sn", "序号no.", "编号no.",
    ]
) | {"no"}

# Heads over labels and values: 项目 | 要求.
OVER_LABELS = frozenset(
    [
        "项目", "类别", "条目", "要素", "内容项目", "分类", "维度", "资格项目", "项", "要求项目",
        "指标项", "条件", "栏目", "任职资格", "任职条件", "任职要求", "item", "category",
        "requirement", "criteria", "field", "type", "area", "aspect", "qualification",
        "qualifications",
    ]
)
OVER_VALUES = frozenset(
    [
        "要求", "内容", "说明", "具体要求", "标准", "描述", "详细内容", "具体内容", "要求说明",
        "任职要求", "资格要求", "具体说明", "必备条件", "必备", "最低要求", "期望要求",
        "优先条件", "理想条件", "期望条件", "必要条件", "基本要求", "岗位要求", "最低标准",
        "期望标准", "任职标准", "详细要求", "详细说明", "requirement", "requirements", "detail",
        "details", "description", "content", "minimum", "preferred", "desirable", "essential",
        "required", "value",
    ]
)

# What forms ask of a person without a field of its own here.
REQUIREMENTS = frozenset(
    [
        "性别", "专业", "所学专业", "专业要求", "政治面貌", "外语", "外语水平", "外语能力",
        "英语", "英语水平", "语言", "语言能力", "语言要求", "计算机", "计算机水平", "计算机能力",
        "身高", "体重", "婚姻", "婚姻状况", "户籍", "户口", "籍贯", "身体状况", "身体条件",
        "身体要求", "健康状况", "体能", "体能要求", "视力", "个性", "性格", "个性特征",
        "性格特征", "品质", "职业素养", "职业道德", "素质", "素质要求", "基本素质", "综合素质",
        "心理素质", "个人素质", "品德", "核心素质", "个性品质", "专长", "驾照", "胜任力",
        "胜任能力", "gender", "sex", "major", "languages", "language", "personality", "travel",
    ]
) | {"physical requirements", "physical demands", "personal attributes", "computer skills"}

SUBTOTALS = frozenset([
    "小计", "部门小计", "分计", "本部门小计", "人数小计", "定员小计", "subtotal", "sub-total",
])
TOTALS = frozenset(
    [
        "合计", "总计", "共计", "总数", "总人数", "合计人数", "人数合计", "定员合计", "编制合计",
        "总编制", "累计", "全部合计", "部门合计", "公司合计", "total", "totals", "sum",
    ]
) | {"grand total"}  # fmt: skip

PREPARED, REVIEWED, APPROVED = "prepared", "reviewed", "approved"
_DATES = frozenset(
    [
        "日期", "时间", "年月日", "签字日期", "签署日期", "编制日期", "审核日期", "批准日期",
        "审批日期", "date", "signed", "on",
    ]
)
_SIGNATURES = frozenset([
    "签名", "签字", "姓名", "签署", "签章", "签字人", "signature", "name", "signed",
])
_SIGNED = re.compile("(?:\\((?:签字|签名|签章)\\)|签字|签名|签章|人)+$")
_NOTHING = re.compile(r"[\s\-—–－―/／\\_＿.·…　]*")


@functools.cache
def _signers() -> Mapping[str, str]:
    return {
        plain_label(label): record
        for record in (APPROVED, REVIEWED, PREPARED)
        for label in OTHER_LABELS.get(("signoff", record), ())
    }


def signer(plain: str) -> str | None:
    """Return which signature a cell asks for, None if for none."""
    return _signers().get(plain) or _signers().get(_SIGNED.sub("", plain))


def is_date_label(plain: str) -> bool:
    """Whether a cell asks for the date of a signature."""
    return plain in _DATES


def is_signature_label(plain: str) -> bool:
    """Whether a cell asks for a signature without saying whose."""
    return plain in _SIGNATURES


def is_nothing(text: str) -> bool:
    """Whether a text only fills a field that stays empty: —, /, ____."""
    return _NOTHING.fullmatch(text) is not None


# ---- columns of tables whose rows are a record each

# Further heads of columns, which would say too little on their own.
_MORE: Mapping[tuple[str, str], str] = {
    ("relation", "scope"): "类别 关系 关系类别 关系类型 协作关系 协调关系 内/外部 内外部 范围"
    " 联系类别 类型 沟通类型 工作关系 type relationship scope",
    ("relation", "party"): "对象 联系对象 协调对象 沟通对象 协作对象 部门/岗位 联系部门"
    " 联系单位 协作部门 协作单位 联系部门/单位 相关部门 相关单位 单位/部门 部门/单位"
    " 部门或岗位 联系人 协作岗位 内容 主要对象 工作联系对象 contact contacts party",
    ("relation", "matter"): "联系内容 沟通内容 协调内容 协作内容 事项 主要内容 联系事项 内容"
    " 沟通事项 工作内容 目的 联系目的 主要事项 purpose subject content matter",
    ("relation", "frequency"): "频率 频次 联系频率 沟通频率 frequency",
}
# What explains a table and is part of none of its records.
NOTE = re.compile(r"[（(]?(?:备?注|说明|附注?|note)s?\s*[0-9]*\s*[:：]", re.IGNORECASE)
RECORDS = ("duty", "report", "indicator", "revision")
# Fields of a post that a list of posts has as columns; what every form has (日期, 版本) proves
# nothing.
_NO_PROOF = frozenset(
    [
        "filled_on", "version", "status", "document_number", "effective_date", "control_status",
        "signoff", "extra", "revisions", "aliases",
    ]
)


@functools.cache
def _columns() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return for each record the heads of columns with all the fields that each may name."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    for record in RECORDS:
        names = tables.setdefault(record, {})
        for known in TERMS[record]:
            others = OTHER_LABELS.get((record, known.name), ())
            for label in (known.zh, known.en, *known.known, *others):
                plain = plain_label(label)
                names[plain] = tuple(dict.fromkeys((*names.get(plain, ()), known.name)))
    for (record, field), words in _MORE.items():
        names = tables.setdefault(record, {})
        for plain in words.split():
            names[plain] = (*names.get(plain, ()), field)
    return tables


@functools.cache
def _heads() -> frozenset[str]:
    return frozenset(plain for names in _columns().values() for plain in names)


def may_head(plain: str) -> bool:
    """Whether a cell's words occur at all at the head of some list's column."""
    return plain in _heads() or re.sub(r"\([^()]*\)$", "", plain) in _heads() or plain in NUMBERS


def fields_of_column(kind: str, text: str) -> tuple[str, ...]:
    """Return the fields of ``kind`` that a column with this head may hold, the likelier ones first.

    Fields inside a group are written with a dot (``qualifications.age``).
    """
    plain = plain_label(text)
    if kind in ("role", "department"):
        match = match_label(text)
        if match is None:
            return ()
        targets = (match.target, *match.also)
        return tuple(".".join(path) for record, path in targets if record == kind)
    names = _columns()[kind]
    if plain in names:
        return names[plain]
    short = re.sub(r"\([^()]*\)$", "", plain)
    if short in names:
        return names[short]
    single = match_column(kind, text) if kind in RECORDS else None
    return (single,) if single else ()


def proves(kind: str, field: str) -> bool:
    """Whether a column for ``field`` speaks for a table of ``kind``."""
    return kind != "role" or field.split(".", maxsplit=1)[0] not in _NO_PROOF
