"""The vocabulary: what each field is called in data files, on pages and in other documents.

One table, three uses. ``name`` is the canonical key (English, as the model spells it); ``zh`` and
``en`` are the labels printed on pages, and both are accepted as keys in data files; ``known`` are
further labels that companies print for the same thing, accepted as keys and used to recognise
imported documents. A handbook may print other labels (``标签``); the ones here stay known.

``holds`` names the record that a field's value (or each item of its list) is made of, so that
keys can be translated at every depth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class Term:
    """One field of a record: its canonical name, its printed labels, its other known labels."""

    name: str
    zh: str
    en: str
    known: tuple[str, ...] = ()
    holds: str = ""

    def label(self, language: Language) -> str:
        """Return the label printed in ``language``."""
        return self.zh if language == "zh" else self.en

    def keys(self) -> Iterator[str]:
        """Every spelling accepted as a key, the canonical name first."""
        yield self.name
        yield self.zh
        yield self.en
        yield from self.known


_STATUS = Term("status", "状态", "Status")
_SOURCE = Term("source", "来源", "Source")
_ORDER = Term("order", "顺序", "Order")
_DOCUMENT_CONTROL = (
    Term("document_number", "文件编号", "Document No."),
    Term("version", "版本", "Version", ("版本/修订", "版次/修订")),
    Term("effective_date", "生效日期", "Effective date", ("实施日期",)),
    Term("control_status", "受控状态", "Control status"),
)

_OFFER = (
    Term("place", "工作地点", "Place of work", holds="address"),
    Term("employment_type", "用工类型", "Employment type"),
    Term("working_time", "工作时间", "Working time"),
    Term("rest_days", "休息日", "Days off", ("休息时间",)),
    Term("benefits", "福利", "Benefits", ("福利待遇",)),
    Term("probation", "试用期", "Probation"),
    Term("apply", "应聘方式", "How to apply", holds="application"),
    Term("contact", "联系人", "Contact"),
    Term("date_posted", "发布日期", "Date posted"),
    Term("valid_through", "有效期至", "Valid through"),
    Term("company", "单位简介", "About us", ("公司简介",)),
    _SOURCE,
)

TERMS: Mapping[str, tuple[Term, ...]] = {
    "handbook": (
        Term("title", "标题", "Title"),
        Term("organisation", "单位", "Organisation", ("组织",)),
        Term("company", "公司", "Company"),
        Term("edition", "版次", "Edition"),
        *_DOCUMENT_CONTROL,
        Term("issue_date", "发布日期", "Issue date", ("日期",)),
        _STATUS,
        Term("language", "语言", "Language"),
        Term("theme", "主题", "Theme"),
        Term("foreword", "编制说明", "Foreword", holds="foreword"),
        Term("signoff", "签署", "Sign-off", holds="signoff"),
        Term("revisions", "修订记录", "Revision history", holds="revision"),
        Term("outside", "外部单位", "Outside parties", holds="outside"),
        Term("chapters", "章节", "Chapters"),
        Term("labels", "标签", "Labels"),
        Term("empty_field", "空白项", "Empty fields"),
        Term("extra", "附加内容", "Further sections", holds="extra"),
        Term("recruitment", "招聘", "Recruitment", holds="employer"),
        Term("headcount", "总定员", "Total headcount", ("定员合计",)),
        Term("review_months", "复审周期", "Review period", ("复核周期",)),
        Term("record_revisions", "修订登记", "Record revisions"),
        Term("checks", "检查", "Checks", holds="checks"),
        _SOURCE,
    ),
    "checks": (
        Term("severities", "级别", "Severities"),
        Term("exceptions", "例外", "Exceptions", holds="exception"),
    ),
    "exception": (
        Term("code", "编号", "Code"),
        Term("post", "岗位", "Post"),
        Term("words", "文字", "Words"),
        Term("reason", "理由", "Reason"),
    ),
    "foreword": (
        Term("purpose", "目的", "Purpose"),
        Term("scope", "适用范围", "Scope"),
        Term("basis", "编制依据", "Basis"),
        Term("notes", "说明", "Notes"),
    ),
    "signoff": (
        Term("prepared", "编制", "Prepared by", holds="signature"),
        Term("reviewed", "审核", "Reviewed by", holds="signature"),
        Term("approved", "批准", "Approved by", holds="signature"),
    ),
    "signature": (
        Term("name", "姓名", "Name"),
        Term("date", "日期", "Date"),
    ),
    "revision": (
        Term("version", "版本", "Version"),
        Term("date", "日期", "Date"),
        Term("change", "修订内容", "What changed"),
        Term("approved_by", "批准人", "Approved by"),
    ),
    "outside": (
        Term("departments", "部门", "Departments"),
        Term("posts", "岗位", "Posts"),
        Term("parties", "对象", "Parties"),
    ),
    "department": (
        Term("id", "id", "ID"),
        Term("name", "部门名称", "Department"),
        Term("aliases", "别名", "Also known as"),
        Term("code", "部门编号", "Department code"),
        Term("parent", "上级部门", "Part of"),
        _ORDER,
        Term("headcount", "部门定员", "Headcount", ("定员",)),
        Term("summary", "部门概述", "About the department"),
        Term("duties", "部门职责", "Duties of the department", holds="duty"),
        _STATUS,
        _SOURCE,
    ),
    "role": (
        Term("id", "id", "ID"),
        Term("title", "岗位名称", "Job title", ("职位名称", "岗位", "职务名称")),
        Term("aliases", "别名", "Also known as"),
        Term("code", "岗位编号", "Job code", ("职位编号",)),
        Term("department", "所在部门", "Department", ("所属部门", "部门")),
        Term("reports_to", "直接上级", "Reports to", ("直属上级", "汇报对象", "上级岗位")),
        Term("direct_reports", "直接下级", "Direct reports", ("直属下级", "下属岗位")),
        Term("headcount", "岗位定员", "Headcount", ("定员", "定编", "编制", "编制人数")),
        Term("incumbents", "现员", "In post", ("现有人数",)),
        Term("openings", "缺编", "Vacancies", ("缺员",)),
        Term("grade", "职等职级", "Grade", ("职级", "职等")),
        Term("filled_on", "填写日期", "Completed on"),
        _ORDER,
        _STATUS,
        _SOURCE,
        Term("supplemented", "补写", "Supplemented"),
        *_DOCUMENT_CONTROL,
        Term(
            "summary",
            "本职概述",
            "Job purpose",
            ("工作概要", "岗位目的", "职位概要", "岗位概述"),
        ),
        Term(
            "duties",
            "工作职责与任务",
            "Duties and responsibilities",
            ("职责与工作任务", "岗位职责", "工作职责", "主要职责"),
            holds="duty",
        ),
        Term("authority", "权力", "Authority", ("权限", "岗位权限", "职权")),
        Term("relations", "工作协作关系", "Working relations", ("工作关系",), holds="relations"),
        Term(
            "qualifications",
            "任职资格",
            "Qualifications",
            ("任职条件", "任职要求"),
            holds="qualifications",
        ),
        Term("reports", "工作记录与报表", "Records and reports", holds="report"),
        Term("indicators", "考核指标", "Performance indicators", holds="indicator"),
        Term("safety_duties", "安全职责", "Safety duties", holds="duty"),
        Term("stand_in", "职务代理人", "Stand-in", ("代理人",)),
        Term("promotion_to", "晋升岗位", "Promotion to", ("可晋升岗位",)),
        Term("extra", "附加内容", "Further sections", holds="extra"),
        Term("revisions", "修订记录", "Revision history", holds="revision"),
        Term("signoff", "签署", "Sign-off", holds="signoff"),
        Term("recruitment", "招聘", "Recruitment", holds="recruitment"),
    ),
    "duty": (
        Term("text", "职责", "Duty", ("内容",)),
        Term("tasks", "子任务", "Tasks"),
        Term("share", "占比", "Share of time", ("时间占比",)),
        Term("frequency", "频率", "Frequency"),
        Term("measure", "衡量标准", "Measure", ("衡量",)),
    ),
    "relations": (
        Term("internal", "内部协调关系", "Inside the organisation", ("内部",)),
        Term("external", "外部协调关系", "Outside the organisation", ("外部",)),
    ),
    "qualifications": (
        Term("education", "教育水平", "Education", ("学历", "教育程度", "学历要求")),
        Term("age", "年龄要求", "Age", ("年龄",)),
        Term("experience", "工作经验/资历", "Experience", ("工作经验", "经验", "资历")),
        Term("knowledge_skills", "应具备知识、技能", "Knowledge and skills", ("知识技能",)),
        Term("environment", "工作环境", "Work environment"),
        Term("working_hours", "工作时间特征", "Working hours", ("工作时间",)),
        Term("licences", "证书与资质", "Licences", ("证书", "资格证书")),
        Term("training", "培训要求", "Training", ("培训",)),
        Term("equipment", "使用工具与设备", "Equipment", ("使用设备",)),
        Term("groups", "其他要求", "Other requirements", holds="labelled"),
    ),
    "labelled": (
        Term("label", "名称", "Label"),
        Term("text", "内容", "Text"),
    ),
    "report": (
        Term("document", "所需记录文档", "Document", ("文档", "报表名称")),
        Term("timing", "编制时间", "When", ("时间",)),
        Term("recipients", "报送对象", "Recipient"),
    ),
    "indicator": (
        Term("indicator", "指标", "Indicator"),
        Term("target", "目标", "Target"),
        Term("weight", "权重", "Weight"),
        Term("method", "评分方法", "How it is scored"),
    ),
    "extra": (
        Term("heading", "标题", "Heading"),
        Term("text", "正文", "Text"),
        Term("items", "列表", "List"),
        Term("table", "表格", "Table"),
    ),
    "recruitment": (
        Term("openings", "招聘人数", "Openings"),
        Term("pay", "薪酬", "Pay", ("薪资", "工资"), holds="pay"),
        Term("requirements", "招聘条件", "Further requirements"),
        Term("highlights", "亮点", "Highlights", ("职位亮点",)),
        Term("category", "职位类别", "Category"),
        Term("occupation_code", "职业编码", "Occupation code"),
        *_OFFER,
    ),
    "employer": (
        Term("name", "单位名称", "Employer"),
        Term("nature", "单位性质", "Kind of company"),
        Term("industry", "所属行业", "Industry", ("行业",)),
        Term("size", "人员规模", "Size", ("规模",)),
        Term("website", "网址", "Website"),
        *_OFFER,
    ),
    "address": (
        Term("country", "国家", "Country"),
        Term("region", "省份", "Province", ("省",)),
        Term("city", "城市", "City", ("市",)),
        Term("district", "区县", "District", ("区", "县")),
        Term("street", "详细地址", "Street address"),
        Term("postal_code", "邮编", "Postal code"),
        Term("text", "地址", "Address"),
        Term("remote", "远程", "Remote"),
    ),
    "pay": (
        Term("minimum", "最低", "From"),
        Term("maximum", "最高", "To"),
        Term("unit", "计薪单位", "Per"),
        Term("currency", "币种", "Currency"),
        Term("makeup", "构成", "Made up of"),
        Term("text", "说明", "Note"),
    ),
    "application": (
        Term("text", "说明", "Note"),
        Term("link", "链接", "Link", ("网址",)),
        Term("email", "邮箱", "Email"),
        Term("phone", "电话", "Phone"),
        Term("qr", "二维码图片", "QR picture"),
        Term("direct", "直接投递", "Direct"),
    ),
}


def term(record: str, name: str) -> Term:
    """Return the term called ``name`` in ``record``; KeyError if the table lacks it."""
    try:
        return _by_name(record)[name]
    except KeyError:
        raise KeyError(f"{record}.{name}") from None


def canonical_key(record: str, key: str) -> str | None:
    """Return the canonical name that ``key`` stands for in ``record``, or None if unknown.

    Case and surrounding space of English labels don't matter; Chinese labels are exact.
    """
    return _by_key(record).get(key.strip().casefold())


# Both are asked for every key of every file: a table each, drawn up when first needed.
@cache
def _by_name(record: str) -> Mapping[str, Term]:
    return {each.name: each for each in reversed(TERMS[record])}


@cache
def _by_key(record: str) -> Mapping[str, str]:
    # Reversed, so that of two fields with one label the first one has it.
    return {
        key.casefold(): each.name for each in reversed(TERMS[record]) for key in each.keys()  # noqa: SIM118
    }
