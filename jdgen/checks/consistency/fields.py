"""What a post's page lacks or says of itself that can't all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.consistency.naming import label
from jdgen.errors import message
from jdgen.model import Role

_SECTIONS = (
    "summary", "duties", "authority", "relations", "qualifications", "reports", "indicators",
    "headcount",
)  # fmt: skip
_FEWEST = 4  # of fewer posts nothing is said by what most of them have
_DIGITS = {digit: number for number, digit in enumerate("零一二三四五六七八九十")} | {"两": 2}

# How old somebody is, at least, who has this education; 劳动法 第十五条: nobody works under 16.
_BEGINS = (
    (r"博士|doctor|phd", 24),
    (r"硕士|研究生|master", 22),
    (r"本科|学士|bachelor|university degree", 20),
    (r"大专|专科|高职|college|associate", 18),
    (r"", 16),
)
_YEARS = re.compile(
    r"(?<![0-9〇零一二两三四五六七八九十])"
    r"([0-9]{1,2}|[一二两三四五六七八九]?十?[一二两三四五六七八九]?)\s*"
    r"(?:[-–—~～至到]\s*[0-9一二三四五六七八九十]+\s*)?年(?!内|度|级|制|龄|薪|检|审|会)"
    r"|\b([0-9]{1,2})\+?\s*(?:[-–—to]+\s*[0-9]+\s*)?years?\b",
    re.IGNORECASE,
)
_OLDEST = re.compile(
    r"([0-9]{2})\s*(?:周岁|岁)?\s*(?:以下|以内|及以下|之内)|不(?:超过|大于)\s*([0-9]{2})"
    r"|[0-9]{2}\s*(?:周岁|岁)?\s*(?:[-–—~～至到]|to)\s*([0-9]{2})"
    r"|(?:under|below|up to|at most|max(?:imum)?\.?)\s*([0-9]{2})",
    re.IGNORECASE,
)


def _lacking(subject: Subject) -> Iterator[Hit]:
    """Sections that most posts have: one hit for each post and section that is missing."""
    roles = subject.library.roles
    if len(roles) < _FEWEST:
        return
    for section in _SECTIONS:
        having = [role for role in roles if _has(role, section)]
        if len(having) == len(roles) or 2 * len(having) <= len(roles):
            continue
        name = label(subject, "role", section)
        for role in roles:
            if not _has(role, section):
                what = message(
                    "“{title}” has no {section}, which {number} of {posts} posts have",
                    title=role.title,
                    section=f"“{name}”",
                    number=len(having),
                    posts=len(roles),
                )
                hint = message("write it, or say in an exception why the post needs none")
                yield Hit(("role", role.id), what, hint, name)


def _has(role: Role, section: str) -> bool:
    value = getattr(role, section)
    if section in ("relations", "qualifications"):
        return any(getattr(value, field) for field in type(value).model_fields)
    return bool(value)


def _too_young(subject: Subject) -> Iterator[Hit]:
    """Posts that ask for more years than somebody of the age allowed can have behind them."""
    for role in subject.library.roles:
        asked = role.qualifications
        oldest = _oldest(asked.age or "")
        years = _years(asked.experience or "")
        if oldest is None or not years:
            continue
        begins = next(
            age
            for pattern, age in _BEGINS
            if re.search(pattern, asked.education or "", re.IGNORECASE)
        )
        if begins + years > oldest:
            what = message(
                "nobody of {age} can have this experience: {experience}",
                age=f"“{asked.age}”",
                experience=f"“{asked.experience}”",
            )
            hint = message(
                "who begins at {begins} is {age} after {years} years: correct one of the two",
                begins=begins,
                age=begins + years,
                years=years,
            )
            yield Hit(("role", role.id, "qualifications", "age"), what, hint, asked.age or "")


def _oldest(text: str) -> int | None:
    found = [int(age) for groups in _OLDEST.findall(text) for age in groups if age]
    return min(found) if found else None


def _years(text: str) -> int:
    """Return the years of experience asked for: of several, the most (八年以上，有三年…)."""
    found = [number or other for number, other in _YEARS.findall(text)]
    return max((_number(word) for word in found if word), default=0)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if "十" in word else 0) + _DIGITS.get(ones, 0)


def _weights(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        given = [_share(each.weight) for each in role.indicators]
        sums = sum((share for share in given if share is not None), Fraction())
        # What has no weight (一票否决) may stand beside a hundred, or take what is left of it.
        complete = all(each.weight for each in role.indicators)
        readable = all(_share(each.weight) is not None for each in role.indicators if each.weight)
        if given and readable and sums and (sums > 100 or (complete and sums != 100)):
            what = message("the weights add up to {sum}, not to 100", sum=f"{float(sums):g}")
            yield Hit(("role", role.id, "indicators"), what, message("correct the weights"))


def _shares(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        given = [_share(duty.share) for duty in role.duties]
        sums = sum((share for share in given if share is not None), Fraction())
        complete = bool(given) and None not in given
        if sums > 100 or (complete and sums != 100):
            what = message("the shares of time add up to {sum}, not to 100",
                           sum=f"{float(sums):g}")  # fmt: skip
            yield Hit(("role", role.id, "duties"), what, message("correct the shares"))


def _share(text: str | None) -> Fraction | None:
    """Return a share in per cent: 30%, 30, 0.3; None for anything else."""
    found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*([%％]|分)?", (text or "").strip())
    if found is None:
        return None
    number = Fraction(found[1])
    return number * 100 if not found[2] and 0 < number <= 1 and "." in found[1] else number


_PARTIAL = "  a: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 综合部经理, 本职概述: 接待来访。}\n"
_FULL = (
    "roles:\n  manager: {本职概述: 主持综合部工作。}\n"
    f"{_PARTIAL}{_PARTIAL.replace('a:', 'b:').replace('前台', '司机')}"
)
CHECKS: tuple[Check, ...] = (
    Check(
        "JD250",
        Severity.WARNING,
        message("A section that most posts have and one lacks"),
        _lacking,
        _FULL,
        f"{_FULL}  clerk: {{本职概述: 管理文书档案。}}\n",
    ),
    Check(
        "JD251",
        Severity.WARNING,
        message("Experience and age that exclude each other"),
        _too_young,
        "任职资格: {教育水平: 大专以上, 年龄要求: 25岁以下, 工作经验/资历: 十年以上}\n",
        "任职资格: {教育水平: 大专以上, 年龄要求: 35岁以下, 工作经验/资历: 十年以上}\n",
        reach=Reach.POST,
    ),
    Check(
        "JD252",
        Severity.WARNING,
        message("Weights that don't add up to 100"),
        _weights,
        "考核指标:\n  - {指标: 归档及时率, 权重: 60%}\n  - {指标: 差错率, 权重: 30%}\n",
        "考核指标:\n  - {指标: 归档及时率, 权重: 60%}\n  - {指标: 差错率, 权重: 40%}\n",
        reach=Reach.POST,
    ),
    Check(
        "JD253",
        Severity.WARNING,
        message("Shares of time that don't add up to 100"),
        _shares,
        "工作职责与任务:\n  - {职责: 管理档案。, 占比: 60%}\n  - {职责: 登记考勤。, 占比: 50%}\n",
        "工作职责与任务:\n  - {职责: 管理档案。, 占比: 60%}\n  - {职责: 登记考勤。, 占比: 40%}\n",
        reach=Reach.POST,
    ),
)
