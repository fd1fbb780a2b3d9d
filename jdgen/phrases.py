"""The fixed phrases of the pages, in Chinese and English: all that they say besides the data.

The labels of fields stand in ``terms``; what is here belongs to no field.
"""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.terms import Language

PHRASES: Mapping[str, tuple[str, str]] = {
    # Each by its name, in Chinese and in English.
    "structure": ("{organisation}组织结构图", "Organisation chart: {organisation}"),
    "department_chart": ("部门构架", "Departments"),
    "department_duties": ("部门职责", "Duties of the departments"),
    "role_chart": ("人员构架", "Posts"),
    "headcount_summary": ("编制汇总", "Headcount"),
    "by_department": ("按部门", "By department"),
    "by_grade": ("按职等职级", "By grade"),
    "roster": ("岗位一览表", "List of posts"),
    "roles": ("岗位职责", "Job descriptions"),
    "report_schedule": ("报表报送一览表", "Reports at a glance"),
    "qualification_table": ("任职资格一览", "Qualifications at a glance"),
    "receipt": ("签收表", "Acknowledgement of receipt"),
    "contents": ("目录", "Contents"),
    "number": ("序号", "No."),
    "post": ("岗位", "Post"),
    "department": ("部门", "Department"),
    "page": ("页码", "Page"),
    "number_of_posts": ("岗位数", "Posts"),
    "established": ("定编", "Headcount"),
    "in_post": ("现员", "In post"),
    "vacant": ("缺编", "Vacant"),
    "total": ("合计", "Total"),
    "at_least": ("至少{number}", "at least {number}"),
    "frequency": ("报送频率", "Frequency"),
    "signature": ("签字", "Signature"),
    "date": ("日期", "Date"),
    "stamp": ("（盖章处）", "(Company stamp)"),
    "acknowledgement": ("任职人确认", "Acknowledgement by the post holder"),
    "acknowledged": (
        "本人已阅读本岗位说明书，理解其全部内容，并同意按此履行岗位职责。",
        "I have read and understood this job description and will carry out its duties.",
    ),
    "received": (
        "本人已收到本手册，并已阅读与本人岗位有关的内容。",
        "I have received this handbook and read what concerns my post.",
    ),
    "holder": ("任职人", "Post holder"),
    "superior": ("直接上级", "Line manager"),
    "form_title": ("岗位说明书", "Job description"),
    "position": ("岗位基本信息", "The post"),
    "pages_in_all": ("共 {pages} 页", "Pages: {pages}"),
    "draft": ("草稿", "Draft"),
    "draft_note": (
        "草稿：本岗位内容为补写，待确认",
        "Draft: this post was written in and awaits confirmation",
    ),
    "supplemented_note": ("补写，待确认", "supplemented, to be confirmed"),
    "none": ("无", "None"),
    "headcount_unit": ("{number}人", "{number}"),
    "colon": ("：", ": "),
    "list_separator": ("、", ", "),
    "share": ("占比", "share"),
    "organisation_row": ("{organisation}（直属）", "{organisation} (direct)"),
    "ungraded": ("未定级", "Not graded"),
    "department_chart_alt": (
        "部门构架图：{organisation}下设{names}。",
        "Chart of departments: {organisation} consists of {names}.",
    ),
    "role_chart_alt": (
        "人员构架图：{organisation}各岗位的汇报关系。{lines}",
        "Chart of posts: who reports to whom in {organisation}. {lines}",
    ),
    "reports_to_alt": ("{superior}下辖{names}。", "To {superior} report {names}. "),
    "daily": ("每日", "Daily"),
    "weekly": ("每周", "Weekly"),
    "monthly": ("每月", "Monthly"),
    "quarterly": ("每季", "Quarterly"),
    "half_yearly": ("每半年", "Half-yearly"),
    "yearly": ("每年", "Yearly"),
    "as_needed": ("随时", "As needed"),
    "other_frequency": ("其他", "Other"),
    "remote": ("远程办公", "Remote"),
    "clause_break": ("；", "; "),
    "pay_range": ("{least}–{most}{currency}/{unit}", "{currency} {least}–{most} per {unit}"),
    "pay_from": ("{least}{currency}/{unit}起", "from {currency} {least} per {unit}"),
    "pay_to": ("最高{most}{currency}/{unit}", "up to {currency} {most} per {unit}"),
    "pay_exact": ("{least}{currency}/{unit}", "{currency} {least} per {unit}"),
}


def phrase(name: str, language: Language, **values: object) -> str:
    """Return a fixed phrase of the pages in ``language``, its fields filled with ``values``."""
    return PHRASES[name][0 if language == "zh" else 1].format(**values)
