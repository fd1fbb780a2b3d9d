"""Probation: longer than the term of the contract allows, or paid below four fifths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.labour_law.articles import (
    NO_PROBATION_BY_THE_HOUR,
    PROBATION,
    PROBATION_PAY,
)
from jdgen.checks.labour_law.reading import NUMBER, TO, Passage, denied, number, passages
from jdgen.errors import message

LONGEST = 6.0  # months
LEAST_PAY = 0.8

_SPAN = (
    rf"({NUMBER})(?:{TO}({NUMBER}))?\s*(?:个)?\s*(月|年|周|星期|天|日|months?|years?|weeks?|days?)"
)
_MONTHS = {"月": 1.0, "年": 12.0, "周": 7 / 30, "星期": 7 / 30, "天": 1 / 30, "日": 1 / 30,
           "month": 1.0, "year": 12.0, "week": 7 / 30, "day": 1 / 30}  # fmt: skip
_SAID = re.compile(
    r"(?:试用期?|probation(?:ary period)?)(?:期限|时间)?(?:一般|通常)?"
    rf"(?:为|是|：|:|共|约|最长|of|is|lasts)?\s*(?:不超过)?\s*{_SPAN}"
    rf"|{_SPAN}(?:的)?\s*(?:试用|probation)",
    re.IGNORECASE,
)
_ALONE = re.compile(_SPAN, re.IGNORECASE)
_OTHER_SPAN = re.compile("合同|期限|签|转正|服务期|contract|after", re.IGNORECASE)
_CONTRACT = re.compile(
    rf"(?:劳动合同|合同)(?:的?期限?)?(?:一般)?(?:为|是|：|:)?\s*{_SPAN}"
    rf"|{_SPAN}期?(?:的)?(?:固定期限)?(?:劳动)?合同|(?:首次|首)?签(?:订|署)?\s*{_SPAN}"
)
_OPEN_ENDED = re.compile("无固定期限")
_ONE_TASK = re.compile("以完成一定工作任务为期限")
_BY_THE_HOUR = re.compile("非全日制")


def _find_length(subject: Subject) -> Iterator[Hit]:
    """Compare each term of probation with the contract of the same post, or of all posts."""
    said: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages(subject):
        if passage.binding:
            said[passage.role.id if passage.role is not None else ""].append(passage)
    common = said.get("", [])
    for post, own in said.items():
        for passage in own:
            found = _probation(passage)
            if found is not None:
                # What holds for all posts holds where the post itself says nothing of it.
                around = own if not post or _says_term(own) else common
                hit = _judge(passage, *found, around)
                if hit is not None:
                    yield hit


def _says_term(around: Iterable[Passage]) -> bool:
    """Whether texts say how long a contract is, or that it is paid by the hour."""
    return any(
        pattern.search(passage.text)
        for passage in around
        for pattern in (_CONTRACT, _OPEN_ENDED, _ONE_TASK, _BY_THE_HOUR)
    )


def _judge(passage: Passage, words: str, months: float, around: list[Passage]) -> Hit | None:
    if months > 0 and any(_BY_THE_HOUR.search(each.text) for each in around):
        return Hit(
            passage.path,
            message(
                "“{words}” of probation in part-time employment, where there is none", words=words
            ),
            message("delete the probation"),
            words,
        )
    allowed = _allowed(around)
    if allowed is None and months > LONGEST:
        return Hit(
            passage.path,
            message("“{words}” of probation, where the law has 6 months at most", words=words),
            message("write what the term of the contract allows: 1, 2 or 6 months"),
            words,
        )
    if allowed is not None and months > allowed[1]:
        return Hit(
            passage.path,
            message(
                "“{words}” of probation, where a contract of “{contract}” allows {months} months"
                " at most",
                words=words,
                contract=allowed[0],
                months=f"{allowed[1]:g}",
            ),
            message("shorten the probation, or lengthen the contract"),
            words,
        )
    return None


def _probation(passage: Passage) -> tuple[str, float] | None:
    """Return the words for the term of probation and its months, None if there is none."""
    found = _SAID.search(passage.text)
    if found is not None:
        return (found[0], _months(found)) if not denied(passage.text, found.start()) else None
    if passage.path[-1] != "probation":
        return None
    # In the field itself the term may stand alone, beside that of the contract.
    for alone in _ALONE.finditer(passage.text):
        before = re.split(r"[，,；;。、\n（(]", passage.text[: alone.start()])[-1]
        if not _OTHER_SPAN.search(before):
            return alone[0], _months(alone)
    return None


def _months(found: re.Match[str]) -> float:
    parts = [each for each in found.groups() if each]
    unit = parts[-1].casefold().removesuffix("s")
    return max(number(each) for each in parts[:-1]) * _MONTHS[unit]


def _allowed(around: list[Passage]) -> tuple[str, float] | None:
    """Return the words for the contract's term and the months it allows, None if unsure."""
    terms: dict[str, float] = {}
    for passage in around:
        if passage.path[-1] in ("knowledge_skills", "experience"):
            continue
        for pattern, months in ((_OPEN_ENDED, LONGEST), (_ONE_TASK, 0.0)):
            found = pattern.search(passage.text)
            if found:
                terms[found[0]] = months
        for found in _CONTRACT.finditer(passage.text):
            terms[found[0]] = _for_contract(_months(found))
    # With several terms nobody can say which goes with which probation.
    return next(iter(terms.items())) if len(terms) == 1 else None


def _for_contract(months: float) -> float:
    if months < 3:
        return 0.0
    return 1.0 if months < 12 else 2.0 if months < 36 else LONGEST


# ---- pay

_WAGE = "工资|薪资|薪酬|薪水|月薪|底薪|待遇|发放|发|paid|pay|salary|wage"
_SHARE = re.compile(
    rf"(?:{_WAGE})[^，,。；;]{{0,14}}?"
    r"(?:(?<![0-9.])([0-9]{1,3})\s*[%％]|百分之([一二三四五六七八九十]{1,3})"
    r"|(?<![0-9])([1-9](?:\.?[0-9])?|[一二三四五六七八九]{1,2})\s*折)",
    re.IGNORECASE,
)
_BEFORE_PAY = re.compile(
    r"([0-9]{1,3})\s*[%％][^，,。；;]{0,8}"
    r"(?:工资|薪资|薪酬|底薪|of (?:the )?(?:full |agreed )?(?:pay|salary|wage))"
)
_PART = re.compile("绩效|奖金|提成|考核|社保|公积金|五险|缴|合格|通过|补贴|津贴|performance|bonus")
_SUM = r"([0-9][0-9,，]{2,6}(?:\.[0-9]+)?)\s*元?"
_AMOUNTS = re.compile(
    rf"试用期?[^。；;]{{0,12}}?{_SUM}[^。；;]{{0,16}}转正(?:后|之后)?[^。；;0-9]{{0,10}}{_SUM}"
)
_UNPAID = re.compile(
    "试[用岗工](?:期|期间)?[^，。；]{0,6}"
    "(?:无工资|无薪|没有工资|不发工资|不计薪|不计工资|不付工资|无底薪|免费)"
    "|无薪试[用岗工]|unpaid (?:trial|probation)"
)


def _find_pay(subject: Subject) -> Iterator[Hit]:
    for passage in passages(subject):
        found = _too_little(passage) if passage.binding else None
        if found is not None:
            yield Hit(
                passage.path,
                message("“{words}” is less than 80% of the agreed wage", words=found),
                message("pay at least 80% of it, and no less than the local minimum wage"),
                found,
            )


def _too_little(passage: Passage) -> str | None:
    """Return the words that pay too little during probation, None if there are none."""
    text = passage.text
    if passage.path[-1] != "probation" and not re.search(
        "试[用岗工]|probation|trial", text, re.IGNORECASE
    ):
        return None
    unpaid = _UNPAID.search(text)
    if unpaid is not None and not denied(text, unpaid.start()):
        return unpaid[0]
    amounts = _AMOUNTS.search(text)
    if amounts is not None:
        low, full = (float(each.replace(",", "").replace("，", "")) for each in amounts.groups())
        return amounts[0] if low < LEAST_PAY * full else None
    for sentence in passage.sentences():
        if passage.path[-1] != "probation" and not re.search(
            "试用|probation", sentence, re.IGNORECASE
        ):
            continue
        for found in (*_SHARE.finditer(sentence), *_BEFORE_PAY.finditer(sentence)):
            said = sentence[max(0, found.start() - 4) : found.end()]
            if not _PART.search(said) and _share(found) < LEAST_PAY:
                return found[0]
    return None


def _share(found: re.Match[str]) -> float:
    """Return the share of the wage that a text gives: 70%, 百分之七十, 七折 and 75折."""
    groups = [*found.groups(), None, None]
    if groups[0]:
        return float(groups[0]) / 100
    if groups[1]:
        return number(groups[1]) / 100
    digits = "".join(
        f"{number(each):g}" if not each.isascii() else each for each in groups[2] or ""
    )
    return float(f"0.{digits.replace('.', '')}")


CHECKS = (
    Check(
        code="JD503",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("Probation longer than the law allows"),
        find=_find_length,
        fails="招聘:\n  试用期: 3个月\n  招聘条件: [签订1年期劳动合同]\n",
        passes="招聘:\n  试用期: 2个月\n  招聘条件: [签订1年期劳动合同]\n",
        articles=(PROBATION, NO_PROBATION_BY_THE_HOUR),
    ),
    Check(
        code="JD504",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("Pay during probation below the law"),
        find=_find_pay,
        fails="招聘:\n  试用期: 2个月，工资按转正工资的70%发放\n",
        passes="招聘:\n  试用期: 2个月，工资按转正工资的80%发放，绩效奖金按50%发放\n",
        articles=(PROBATION_PAY,),
    ),
)
