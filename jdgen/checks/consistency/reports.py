"""Reports: whether those who get them expect them, by which names they go, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.consistency.naming import is_collective
from jdgen.errors import message
from jdgen.model import Role
from jdgen.schedule import Frequency, read_frequency

# Words of document names that mean the same; each group is put into its first form.
_SAME_WORDS = (
    (r"本月|当月|每月|月度|月份", "月"),
    (r"本周|当周|每周|周度", "周"),
    (r"本季度|当季|季度", "季"),
    (r"本年度|年度|全年", "年"),
    (r"小结|汇总报告", "总结"),
    (r"日记", "日志"),
    (r"追踪|跟进", "跟踪"),
    (r"调查|调研", "调研"),
    (r"统计报表|统计表|报表", "统计表"),
    (r"台帐", "台账"),
    (r"(记录|登记|计划|总结|分析|评估)(表|单|簿|本|书)", r"\1"),
    (r"报告书", "报告"),
    (r"[\s的（）()《》“”\"、]", ""),
    (r"\b(the|a|an|of|for|report on)\b", ""),
)


def _unexpected(subject: Subject) -> Iterator[Hit]:
    """Reports to a post that neither leads nor works with the one who writes them."""
    for role in subject.library.roles:
        for row, entry in enumerate(role.reports):
            for number, name in enumerate(entry.recipients):
                recipient = subject.organisation.role(name)
                if recipient is None or _expects(subject, recipient, role):
                    continue
                what = message(
                    "“{recipient}” gets this from a post that it neither leads nor names as a"
                    " partner",
                    recipient=recipient.title,
                )
                hint = message(
                    "correct the recipient, or name “{title}” or its department among the"
                    " partners of “{recipient}”",
                    title=role.title,
                    recipient=recipient.title,
                )
                path = ("role", role.id, "reports", row, "recipients", number)
                yield Hit(path, what, hint, name)


def _expects(subject: Subject, recipient: Role, writer: Role) -> bool:
    """Whether a post leads another or stands in its department, or its partners cover it."""
    organisation = subject.organisation
    line, above = {writer.id}, organisation.superiors.get(writer.id)
    while above is not None:
        line.add(above.id)
        above = organisation.superiors.get(above.id)
    own = organisation.department(recipient.department)
    theirs = organisation.department(writer.department)
    if recipient.id in line or (own is not None and theirs is not None and own.id == theirs.id):
        return True
    if not recipient.relations.internal:
        return True  # it says nothing of partners, so nothing against this one
    for name in recipient.relations.internal:
        post, place = organisation.role(name), organisation.department(name)
        if is_collective(name) or (post is not None and post.id in line):
            return True
        if place is not None and theirs is not None and place.id == theirs.id:
            return True
    return False


def _two_names(subject: Subject) -> Iterator[Hit]:
    """Documents whose names differ in words that mean the same: 本月工作总结, 月度工作小结."""
    names: dict[str, str] = {}
    for role in subject.library.roles:
        for row, entry in enumerate(role.reports):
            first = names.setdefault(_bare(entry.document), entry.document)
            if first == entry.document:
                continue
            what = message(
                "“{document}” is called “{other}” elsewhere", document=entry.document, other=first
            )
            hint = message("use one name, if they are one document")
            yield Hit(("role", role.id, "reports", row, "document"), what, hint, entry.document)


@lru_cache(maxsize=8192)
def _bare(name: str) -> str:
    bare = name.casefold()
    for pattern, word in _SAME_WORDS:
        bare = re.sub(pattern, word, bare)
    return re.sub(r"\s+", " ", bare).strip()


def _unreadable(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        for row, entry in enumerate(role.reports):
            if entry.timing is None or read_frequency(entry.timing) is not Frequency.OTHER:
                continue
            what = message("“{timing}” doesn't say how often", timing=entry.timing)
            hint = message(
                "write something like 每日, 每周五, 月末, 每季度 or 随时: the table of all reports"
                " is sorted by it"
            )
            yield Hit(("role", role.id, "reports", row, "timing"), what, hint, entry.timing)


_REPORT = "工作记录与报表:\n  - {所需记录文档: 考勤月报, 编制时间: %s, 报送对象: 综合部经理}\n"
_SALES = """\
departments:
  sales: {部门名称: 销售部}
roles:
  sales-manager:
    岗位名称: 销售部经理
    所在部门: 销售部
    直接上级: 总经理
    工作协作关系: {内部协调关系: [%s]}
  clerk:
    工作记录与报表:
      - {所需记录文档: 考勤月报, 编制时间: 月末, 报送对象: 销售部经理}
"""
CHECKS: tuple[Check, ...] = (
    Check(
        "JD240",
        Severity.HINT,
        message("A report that its recipient has no reason to expect"),
        _unexpected,
        _SALES % "财务部",
        _SALES % "财务部, 综合部",
    ),
    Check(
        "JD241",
        Severity.HINT,
        message("Two names for one report"),
        _two_names,
        """\
roles:
  manager:
    工作记录与报表:
      - {所需记录文档: 本月工作总结, 编制时间: 月末, 报送对象: 总经理}
  clerk:
    工作记录与报表:
      - {所需记录文档: 月度工作小结, 编制时间: 月末, 报送对象: 综合部经理}
""",
        """\
roles:
  manager:
    工作记录与报表:
      - {所需记录文档: 本月工作总结, 编制时间: 月末, 报送对象: 总经理}
  clerk:
    工作记录与报表:
      - {所需记录文档: 本月工作计划, 编制时间: 月末, 报送对象: 综合部经理}
""",
    ),
    Check(
        "JD242",
        Severity.HINT,
        message("A time that doesn't say how often"),
        _unreadable,
        _REPORT % "及时",
        _REPORT % "每月5日前",
        reach=Reach.POST,
    ),
)
