"""Hours of work beyond the law, systems of hours that need approval, and no day of rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Path, Reach, Severity, Subject
from jdgen.checks.labour_law.articles import (
    DAY_AND_WEEK,
    FORTY_HOURS,
    ONE_DAY_OFF,
    OTHER_SYSTEMS,
    OVERTIME,
)
from jdgen.checks.labour_law.hours import (
    FULL_DAY,
    Claim,
    claims_of_field,
    claims_of_text,
    days_a_week,
)
from jdgen.checks.labour_law.reading import DEALT_WITH, NUMBER, Passage, denied, number, passages
from jdgen.errors import message
from jdgen.model import Role

FULL_WEEK, USUAL_WEEK = 44.0, 40.0
_OTHER_SYSTEM = re.compile(
    "综合(?:计算)?工时(?:工作)?制?|不定时(?:工作|工时)?制|不定时工作|不定时工时"
)
_APPROVED = re.compile("批准|审批|许可|备案|批复|核准")


def _find_hours(subject: Subject) -> Iterator[Hit]:
    for passage in passages(subject):
        if passage.of_hours and _OTHER_SYSTEM.search(passage.text):
            continue
        if not passage.binding and DEALT_WITH.search(passage.text):
            continue
        claims = claims_of_field(passage.text) if passage.of_hours else claims_of_text(passage.text)
        told = False
        for claim in claims:
            hit = _judge(passage.path, claim)
            if hit is not None and not told:
                told = True
                yield hit
    yield from _weeks(subject)


def _judge(path: Path, claim: Claim) -> Hit | None:
    hours = f"{claim.hours:g}"
    hint = message(
        "write regular hours within the law; what goes beyond them is overtime, agreed and paid"
        " case by case, or needs an approved system of hours"
    )
    if claim.per == "day" and claim.hours > FULL_DAY:
        what = message(
            "“{words}” makes a regular day of {hours} hours, where the law has 8",
            words=claim.words,
            hours=hours,
        )
        return Hit(path, what, hint, claim.words)
    if claim.per == "week" and claim.hours > USUAL_WEEK:
        return _judge_week(path, claim.words, claim.hours)
    return None


def _judge_week(path: Path, words: str, week: float) -> Hit:
    what = message(
        "“{words}” makes a regular week of {hours} hours, where the law has 44 at most and the"
        " State Council’s rule 40",
        words=words,
        hours=f"{week:g}",
    )
    hint = message("write a week of 40 hours, or have another system of hours approved")
    # Between the two, the law is kept and the rule of the State Council is not.
    return Hit(path, what, hint, words, None if week > FULL_WEEK else Severity.HINT)


def _weeks(subject: Subject) -> Iterator[Hit]:
    """Find weeks that are too long although each day is not: 8小时, 单休."""
    employer = subject.library.handbook.recruitment
    common = [
        text
        for text in ((employer.working_time, employer.rest_days) if employer is not None else ())
        if text
    ]
    for role in subject.library.roles:
        own = _texts(role)
        texts = [text for _, text in own]
        if not own or any(_OTHER_SYSTEM.search(text) for text in (*texts, *common)):
            continue
        claims = [claim for text in texts for claim in claims_of_field(text)]
        days = next((d for text in (*texts, *common) if (d := days_a_week(text))), None)
        day = max((claim.hours for claim in claims if claim.per == "day"), default=None)
        weekly = any(claim.per == "week" for claim in claims)
        if days is None or day is None or weekly or not 0 < day <= FULL_DAY:
            continue
        if day * days > USUAL_WEEK:
            path, words = own[-1]
            yield _judge_week(path, words, day * days)


def _texts(role: Role) -> list[tuple[Path, str]]:
    """Return what a post says about its hours, the description before the advertisement."""
    start: Path = ("role", role.id)
    found: list[tuple[Path, str]] = []
    if role.qualifications.working_hours:
        path: Path = (*start, "qualifications", "working_hours")
        found.append((path, role.qualifications.working_hours))
    if role.recruitment is not None:
        for name in ("rest_days", "working_time"):
            text = getattr(role.recruitment, name)
            if text:
                found.append(((*start, "recruitment", name), text))
    return found


def _find_systems(subject: Subject) -> Iterator[Hit]:
    for passage in passages(subject):
        found = _OTHER_SYSTEM.search(passage.text)
        if found is None or _APPROVED.search(passage.text):
            continue
        applied = re.search("(?:实行|执行|采用|适用)[^，。；]{0,8}$", passage.text[: found.start()])
        if passage.of_hours or (passage.binding and applied):
            yield Hit(
                passage.path,
                message(
                    "“{words}” needs the approval of the labour administration", words=found[0]
                ),
                message("say that it is approved, by whom and until when"),
                found[0],
            )


_NEVER = re.compile(
    "全年无休|常年无休|终年无休|无休息日|没有休息日|无固定休息|无公休|全月无休|每月无休|月休(?:零|0)天"
    "|(?:每周|一周)(?:工作|上班)?(?:七|7)天(?:工作|上班)?|[7七]天无休|no days? off"
    "|seven days a week",
    re.IGNORECASE,
)
_A_MONTH = re.compile(rf"(?:每?月|每个月)(?:休息?|公休)\s*({NUMBER})\s*(?:天|日)")
_RARELY = re.compile("(?:两|二|2)周休息?(?:一|1)[天日]|半个?月休息?(?:一|1)[天日]")
_IN_ROW = re.compile(rf"[上做干]\s*({NUMBER})\s*休\s*(?:一|1)(?![0-9十])")
_OPEN = re.compile(
    "营业|服务|热线|开放|运营|运行|值守|供应|系统|平台|门店|商场|接单|open|service|support"
)


def _find_rest(subject: Subject) -> Iterator[Hit]:
    for passage in passages(subject):
        words = _no_rest(passage)
        if words:
            yield Hit(
                passage.path,
                message("“{words}” leaves less than one day of rest a week", words=words),
                message("write at least one day of rest a week; who rests when may rotate"),
                words,
            )


def _no_rest(passage: Passage) -> str:
    """Return the words that leave no day of rest a week, empty if there are none."""
    text = passage.text
    if passage.of_hours and re.fullmatch(
        r"\s*(?:无休|不休息?|无休假|none)\s*[。.]?\s*", text, re.IGNORECASE
    ):
        return text.strip()
    for pattern, enough in ((_A_MONTH, 4), (_IN_ROW, None)):
        found = pattern.search(text)
        if found and passage.binding and not denied(text, found.start()):
            amount = number(found[1])
            if amount < enough if enough is not None else amount > 6:
                return found[0]
    for pattern in (_NEVER, _RARELY):
        found = pattern.search(text)
        if found is None or denied(text, found.start()):
            continue
        # A shop may be open every day; who works there may not.
        if passage.of_hours or (passage.binding and not _OPEN.search(text)):
            return found[0]
    return ""


CHECKS = (
    Check(
        code="JD501",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("Regular hours of work beyond the law"),
        find=_find_hours,
        fails="任职资格:\n  工作时间特征: 8-12小时\n",
        passes="任职资格:\n  工作时间特征: 8小时（9:00–18:00，午休1小时），两班倒\n",
        articles=(DAY_AND_WEEK, OVERTIME, FORTY_HOURS),
    ),
    Check(
        code="JD502",
        reach=Reach.POST,
        severity=Severity.HINT,
        title=message("A system of working hours that needs approval"),
        find=_find_systems,
        fails="任职资格:\n  工作时间特征: 综合计算工时制\n",
        passes="任职资格:\n  工作时间特征: 综合计算工时制（经区人社局批准，至2027年底）\n",
        articles=(OTHER_SYSTEMS,),
    ),
    Check(
        code="JD507",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("No day of rest in a week"),
        find=_find_rest,
        fails="招聘:\n  休息日: 月休2天\n",
        passes="招聘:\n  休息日: 月休4天，轮休\n  亮点: [门店全年无休营业，员工轮班]\n",
        articles=(ONE_DAY_OFF,),
    ),
)
