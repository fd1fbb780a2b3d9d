# ruff: noqa: E501 - a Chinese character counts as two columns
"""Labels that no list has, by the words they are made of: 任职学历条件, 岗位核定人数, 所需知识与能力."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jdgen.importers.recognise.pieces import RecordName
from jdgen.importers.recognised import FieldPath

# Words that say nothing of the field.
_FILL = (
    "岗位|职位|职务|任职者|任职|本|该|所需|所要求|应具备|应具有|需具备|具备|必备|必要|必须|最低|基本|主要|相关|其他|具体|一般"
    "|要求|条件|标准|水平|方面|情况|说明|描述|范围|的|与|和|及|或|、|/|以及|资格|程度|背景"
)


def _made_of(keys: str, more: str = "") -> re.Pattern[str]:
    """Return what matches a label of filling words with one of ``keys`` at least."""
    fill = "|".join(part for part in (_FILL, more) if part)
    return re.compile(rf"(?=.*(?:{keys}))(?:{keys}|{fill})+")


_QUALIFICATIONS: Mapping[str, re.Pattern[str]] = {
    "education": _made_of("学历|教育|文化", "最高|专业|层次|第一"),
    "age": _made_of("年龄"),
    "experience": _made_of("经验|经历|资历|工作年限|从业年限", "工作|行业|从业|专业|实践|管理"),
    "knowledge_skills": _made_of(
        "知识|技能|能力|素质|素养|知能", "语言|外语|英语|电脑|计算机|专业|业务|综合|工作|技术|管理|核心|通用|职业|技巧|掌握|个人"
    ),
    "environment": _made_of("环境|场所|场地", "工作|作业|办公|劳动|地点"),
    "working_hours": _made_of(
        "工时|工作时间|作息|班制|上班时间", "特征|特点|制度|时间|安排|性质|形式"
    ),
    "licences": _made_of(
        "证书|资格证|职称|证照|持证|执业资格|上岗证", "专业|职业|技术|技能|从业|所持"
    ),
    "training": _made_of("培训", "岗前|专业|上岗|内容|经历|课程|接受"),
    "equipment": _made_of("设备|工具|器具|仪器", "使用|所用|常用|办公|工作|操作|主要|软件"),
}
_ROLE: Mapping[str, re.Pattern[str]] = {
    "headcount": re.compile(
        "(?!.*(?:现|在岗|在编|在职|实|缺|空|招|总|部门|合计))"
        r"(?:岗位|职位|本|定|编|制|员|人数|数量?|名?额|人员|核定|计划|标准|配置|需求|设置|标配|配备|额定|及|与|（人）|\(人\))*"
        r"(?:编制|定员|定编|人数|员额|名额|编配)(?:数|人数|数量|名额|（人）|\(人\)|\(名\))?"
    ),
    "summary": re.compile(
        "(?:本|该|岗位|职位|职务|工作|本职|职责|设置|设立|存在|主要|核心|总体|的|整体|角色|基本)*"
        "(?:目的|使命|概述|概要|概况|综述|总述|摘要|简述|简介|介绍|价值|宗旨|意义|定位)(?:与价值|及作用|说明|描述)?"
    ),
    "duties": re.compile(
        "(?:本|该|其|岗位|职位|工作|主要|核心|关键|具体|基本|日常|职务|重点|本职|业务)*"
        "(?:职责|任务|工作内容|工作事项|职掌|责任)"
        "(?:(?:与|及|和|、|/)?(?:工作|主要|具体|岗位)*(?:职责|任务|内容|事项|要求|标准|责任))*(?:描述|说明|范围|明细|细则|清单|列表|一览)?"
    ),
    "authority": re.compile(
        "(?:本|该|岗位|职位|工作|职务|主要|管理|相应|任职|基本|赋予|所具有|拥有|的)*"
        "(?:权限|权力|职权|权利|授权)(?:范围|描述|说明|内容|清单|事项)?"
    ),
    "relations": re.compile(
        "(?:工作|岗位|主要|业务|内外部|内外|对内外|的)*(?:协作|协调|沟通|联系|联络|合作|往来|接触|协同|配合|交往)"
        "(?:与|及|和|、)?(?:协作|协调|沟通|联系|联络|合作)?(?:关系|对象|部门|单位|网络|范围)?"
    ),
    "reports": re.compile(
        "(?:本|岗位|工作|所需|应|需|须|主要|定期|提交|报送|填报|编制|输出|的|各类|相关)*"
        "(?:报表|报告|记录|表单|文档)(?:与|及|和|、|/)?(?:工作|相关)?(?:报表|报告|记录|表单|文档|资料|文件)?(?:报送|清单|要求|一览)?"
    ),
    "indicators": re.compile(
        r"(?:本|岗位|工作|关键|主要|核心|的)*(?:绩效|考核|业绩|评价|kpi)(?:考核|评价|衡量|管理|绩效)*(?:指标|标准|要点|项目|内容|维度|要素)(?:kpi|\(kpi\))?"
    ),
}  # fmt: skip
_SIDES: Mapping[str, re.Pattern[str]] = {
    side: re.compile(
        f"(?:与|对)?(?:组织|公司|企业|单位|集团)?{word}(?:部)?(?:的)?(?:工作|主要|业务)?"
        "(?:协作|协调|沟通|联系|联络|合作|往来|接触|协同|配合|交往)?(?:与|及)?(?:沟通|协作|联系)?(?:关系|对象|部门|单位|客户|岗位)?"
    )
    for side, word in (("internal", "内"), ("external", "外"))
}
_CHINESE: tuple[tuple[FieldPath, re.Pattern[str]], ...] = (
    *((("relations", side), pattern) for side, pattern in _SIDES.items()),
    *(((name,), pattern) for name, pattern in _ROLE.items()),
    *((("qualifications", name), pattern) for name, pattern in _QUALIFICATIONS.items()),
)
_ENGLISH_FILL = (
    r"qualifications?|required|minimum|preferred|essential|key|main|core|specific|special|desired|necessary|the|of|and|&|or"
    r"|job|position|role|post|for|this|other|professional|personal|general|technical|relevant|level|needed|to|a"
)
_ENGLISH: tuple[tuple[FieldPath, re.Pattern[str]], ...] = tuple(
    (path, re.compile(rf"(?=.*\b(?:{keys})\b)(?:(?:{keys}|{_ENGLISH_FILL})\b[\s,/&-]*)+", re.IGNORECASE))
    for path, keys in (
        (("qualifications", "knowledge_skills"), r"knowledge|skills?|abilit(?:y|ies)|competenc(?:y|ies)|know-how|expertise"),
        (("qualifications", "education"), r"education(?:al)?|degree|academic|qualification level|schooling"),
        (("qualifications", "experience"), r"experience|background"),
        (("duties",), r"duties|responsibilit(?:y|ies)|accountabilit(?:y|ies)|functions|tasks"),
        (("summary",), r"purpose|summary|overview|objective|mission"),
        (("authority",), r"authorit(?:y|ies)|powers|decision rights"),
        (("qualifications",), r"qualifications|requirements|criteria"),
    )
)  # fmt: skip


def by_wording(plain: str) -> tuple[RecordName, FieldPath] | None:
    """Return the field that a label in its plain form names by its words, None if by none.

    Only a label all of whose words are known ones; it must not be longer than labels are.
    """
    shortest, longest = (5, 50) if plain.isascii() else (4, 14)
    if not shortest <= len(plain) <= longest:
        return None
    table = _ENGLISH if plain.isascii() else _CHINESE
    return next((("role", path) for path, pattern in table if pattern.fullmatch(plain)), None)


_COLUMNS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "report": (
        ("recipients", r"(?:报送|提交|上报|呈报|送达|接收|接受|主送|呈送|呈交|递交|提供|抄送|发送|分发|送交|交付|传递|报|送|交|呈|发)+(?:给|至|往|到)?(?:谁|对象|部门|岗位|人员?|单位|上级|领导|者|/|、|或|及|和)*"),
        ("timing", r"(?:什么时候|何时|(?:编制|提交|报送|完成|上报|填报|编报|填写|呈报|报告|更新|送达|交付|制作)*(?:时间|周期|频率|频次|时限|期限|日期|节点|时点)(?:要求)?)"),
        ("document", r"(?:所需|应填|应报|需填|需报|填报|编制|提交|报送|输出|工作|需|应|的|与|及|和|或|、|/)*(?:报表|记录|报告|文档|表单|文件|资料|表格|台账|单据)(?:/|、|及|与|和|或|报表|记录|报告|文档|表单|文件|资料|表格|台账|单据)*(?:名称|内容|清单)?"),
    ),
    "duty": (
        ("share", r"(?:占|所|用|工作|时间|工时|总|全部|年度|耗时|大约|约|的|比例|比重|权重|百分比|分配|比|量|%|\(%\))*(?:占比|比例|比重|权重|百分比|%)(?:\(%\)|%)?"),
        ("frequency", r"(?:发生|工作|执行|完成|时间|处理|重复|多久|开展|频繁)*(?:频率|频次|频度|周期|一次)(?:要求)?"),
        ("measure", r"(?:关键|主要|工作|完成|绩效|考核|衡量|评价|评估|质量|履行|达成|验收|预期|合格|检验|判断)*(?:标准|依据|要求|结果|成果|指标|要点)"),
    ),
    "indicator": (
        ("weight", r"(?:考核|指标|所占|分值|的)*(?:权重|比重|占比|分值|比例)(?:%|\(%\))?"),
        ("method", r"(?:考核|评分|评价|计算|计分|评估|扣分|打分)(?:方法|办法|方式|标准|公式|规则|细则)"),
        ("target", r"(?:考核|绩效|指标|年度|基本|期望)*(?:目标|目标值|值|达标值)(?:要求)?"),
        ("indicator", r"(?:关键|主要|绩效|业绩|考核|评价|kpi)*(?:指标|考核项|kpi)(?:名称|项目|内容)?"),
    ),
}  # fmt: skip


def column_by_wording(record: str, plain: str) -> str | None:
    """Return the field of a row that a column's heading names by its words, None if by none."""
    if not 2 <= len(plain) <= 14 or plain.isascii():
        return None
    for name, pattern in _COLUMNS.get(record, ()):
        if re.fullmatch(pattern, plain):
            return name
    return None


# What a value is, though its label can't be read.
_VALUES: tuple[tuple[FieldPath, re.Pattern[str]], ...] = (
    (("headcount",), re.compile(r"[0-9０-９]{1,4}\s*[人名]")),
    (
        ("qualifications", "age"),
        re.compile(r"[0-9]{2}\s*(?:[-–~～至到]\s*[0-9]{2})?\s*周?岁\s*(?:以上|以下|左右|之间|及以上|及以下)?"),
    ),
    (
        ("qualifications", "education"),
        re.compile(r"(?:全日制)?(?:初中|高中|中专|大专|专科|本科|硕士|博士|研究生|大学)[^，。；]{0,4}(?:及以上|以上|或以上)(?:学历)?"),
    ),
)  # fmt: skip


def by_value(value: str) -> FieldPath | None:
    """Return the field of a post that a value of this form can only be of, None if there is none."""
    return next((path for path, pattern in _VALUES if pattern.fullmatch(value.strip())), None)
