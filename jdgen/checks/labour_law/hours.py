"""Working hours as people write them, read as hours a day and a week.

8-12小时, 每周六天每天8小时, 9:00-21:00, 上午8:00-12:00 下午13:30-18:00, 996, 12-hour shifts. What
can't be read for certain (两班倒 without hours, 弹性, 不定) says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jdgen.checks.labour_law.reading import NUMBER, TO, denied, number

FULL_DAY = 8.0


@dataclass(frozen=True)
class Claim:
    """So many hours ``per`` day or week, in these words of the text."""

    words: str
    hours: float
    per: Literal["day", "week"]


_SPAN = rf"({NUMBER})(?:{TO}({NUMBER}))?\s*(?:个)?"
_HOURS = re.compile(rf"{_SPAN}[-\s]?(?:小时|钟头|[hH](?![a-zA-Z])|hours?)")
_ASIDE = re.compile(
    "加班|延长|午休|休息|用餐|就餐|午餐|吃饭|提前|待命|通勤|间隔|break|lunch|overtime|[含每]隔$"
)
_NO_WORK = re.compile(
    "^(?:以?内|之内|响应|待命|开机|营业|服务|值守|运行|制?[三四]班|制?轮班|一次|前|on call|notice"
    "|service)"
)
_PER_WEEK = re.compile(r"(?:周|星期|week)[^，。；]{0,6}$", re.IGNORECASE)
_WEEKLY = re.compile(r"^\s*(?:/\s*周|每周|/\s*week|(?:a|per|each) week|weekly)", re.IGNORECASE)
_PER_LONGER = re.compile(r"(?:月|季度?|年|month|year)[^，。；]{0,6}$", re.IGNORECASE)
_LONGER = re.compile(r"^\s*(?:/\s*[月年]|每[月年]|(?:a|per) (?:month|year))", re.IGNORECASE)
_AT_LEAST = re.compile("(?:不少于|不低于|至少|超过|大于|at least|more than )$", re.IGNORECASE)
_REST = "(?:午休|休息|茶歇|下午茶|用餐|就餐|午餐|吃饭|lunch|break)"
_BREAK = re.compile(
    rf"{_REST}[^，。；0-9一二两半]{{0,8}}({NUMBER})\s*(?:个)?(?:小时|hours?)"
    rf"|({NUMBER})\s*(?:个)?[-\s]?(?:小时|hours?)\s*(?:的|of )?{_REST}",
    re.IGNORECASE,
)
_SYSTEMS = {
    "996": (12.0, "day"),
    "9106": (13.0, "day"),
    "9116": (14.0, "day"),
    "007": (24.0, "day"),
}
_SYSTEM = re.compile(r"(?<![0-9])(996|9106|9116|007)(?:工作制|模式)?(?![0-9])")

# Outside the fields for it, a text has to say that work is what takes so long.
_SAID_DAY = re.compile(
    rf"(?:每[日天]|一天|日均)(?:工作|上班|出勤|当班)(?:时间|时长)?(?:为|约|达|不少于|至少|：)?\s*{_SPAN}小时"
    rf"|每班(?:工作|次)?(?:为|：)?\s*{_SPAN}小时|{_SPAN}小时(?:工作制|制(?:两|二)班)"
)
_SAID_WEEK = re.compile(rf"每周(?:工作|上班|出勤)(?:时间|时长)?(?:为|约|达|不少于)?\s*{_SPAN}小时")
_MACHINE = re.compile("设备|机器|机组|泵|系统|炉|生产线|流水线|空调|门店|商场|热线")


def claims_of_field(text: str) -> Iterator[Claim]:
    """Yield what a field for working hours says; a number alone is hours a day."""
    pause = _pause(text)
    for found in _HOURS.finditer(text):
        before, after = _clause_before(text, found.start()), text[found.end() :]
        if (
            _ASIDE.search(before)
            or _NO_WORK.match(after.lstrip())
            or _BREAK.match(found[0] + after)
        ):
            continue
        hours = number(found[2] or found[1])
        weekly = _PER_WEEK.search(before) or _WEEKLY.match(after)
        longer = _PER_LONGER.search(before) or _LONGER.match(after)
        if longer and not weekly:
            continue
        if weekly or FULL_DAY * 3 < hours <= 100:
            yield Claim(found[0], hours, "week")
        elif hours < 24 or before.endswith("每班"):
            least = _AT_LEAST.search(before) or after.startswith(("以上", "及以上", "+"))
            # More than so much is more than a full day as soon as it is a full day.
            more = 0.5 if least and hours == FULL_DAY else 0
            yield Claim(
                found[0] + ("以上" if after.startswith("以上") else ""), hours - pause + more, "day"
            )
    yield from _clock(text, pause)
    yield from _by_name(text)


def claims_of_text(text: str) -> Iterator[Claim]:
    """Yield what any other text says about the hours of work."""
    if not re.search("小时|996|91[01]6|007", text):
        return
    for pattern, per in ((_SAID_DAY, "day"), (_SAID_WEEK, "week")):
        for found in pattern.finditer(text):
            before = _clause_before(text, found.start())
            if denied(text, found.start()) or _MACHINE.search(before):
                continue
            hours = max(number(each) for each in found.groups() if each)
            yield Claim(found[0], hours, "day" if per == "day" else "week")
    yield from _by_name(text)


def _by_name(text: str) -> Iterator[Claim]:
    for found in _SYSTEM.finditer(text):
        # A number of a document or a product is no system of hours.
        named = re.search("工作制|模式|上班|作息|工时", text) or text.strip() == found[0]
        if named and not denied(text, found.start()):
            yield Claim(found[0], _SYSTEMS[found[1]][0], "day")


def _clause_before(text: str, start: int) -> str:
    return re.split(r"[，,；;。、\n（(]", text[:start])[-1]


def _pause(text: str) -> float:
    """Return the hours of rest that a text takes out of the day, 0 if it says nothing."""
    return sum(number(found[1] or found[2]) for found in _BREAK.finditer(text))


# ---- from o'clock to o'clock

_AM = "早上?|上午|清晨"
_PM = "下午|晚上?|傍晚|夜里?"
_TIME = r"([0-9]{1,2})\s*(?:[:：]\s*([0-9]{2})|[点时]\s*(半|[0-9]{2})?)"
_RANGE = re.compile(
    rf"({_AM}|{_PM})?\s*{_TIME}{TO}(次日|第二天|翌日)?({_AM}|{_PM}|凌晨)?\s*{_TIME}"
)
_SHIFT = re.compile(r"(?=冬|夏|周[六日末]|星期|[早中晚夜白大小]班|[A-Da-d甲乙丙]班)|[；;。\n]")
# Nobody works through a day without a meal: where no rest is written, up to so much is assumed.
_ASSUMED = 2.0


def _clock(text: str, pause: float) -> Iterator[Claim]:
    for part in _SHIFT.split(text):
        ranges = [(found[0], *_times(found)) for found in _RANGE.finditer(part or "")]
        if len(ranges) > 1 and _one_day([(start, end) for _, start, end in ranges]):
            words = part[part.index(ranges[0][0]) : part.index(ranges[-1][0]) + len(ranges[-1][0])]
            yield Claim(words, sum(end - start for _, start, end in ranges), "day")
            continue
        for words, start, end in ranges:
            span = end - start
            yield Claim(words, span - (pause or min(_ASSUMED, max(0.0, span - FULL_DAY))), "day")


def _one_day(ranges: list[tuple[float, float]]) -> bool:
    """Whether ranges are the halves of one day: with a rest between, which shifts don't have."""
    gaps = [later[0] - earlier[1] for earlier, later in pairwise(ranges)]
    return all(0 < gap <= 4 for gap in gaps)


def _times(found: re.Match[str]) -> tuple[float, float]:
    """Return when a range begins and ends, in hours; one that ends earlier ends the next day."""
    start = _time(found[1], found[2], found[3] or found[4])
    end = _time(found[6], found[7], found[8] or found[9])
    return start, end + 24 if end <= start else end


def _time(half: str | None, hour: str, minute: str | None) -> float:
    hours = float(hour)
    if half and re.fullmatch(_PM, half) and hours < 12:
        hours += 12
    return hours + (0.5 if minute == "半" else float(minute or 0) / 60)


# ---- days a week

_DAYS = re.compile(
    rf"(?:每周|一周|周)(?:工作|上班|出勤)?\s*({NUMBER})\s*(?:个)?(?:天|日|工作日)(?!休|假)"
)
_ON_OFF = re.compile(rf"[上做干]\s*({NUMBER})\s*休\s*({NUMBER})")
_NAMED_DAYS = (("双休", 5.0), ("大小周", 5.5), ("单双休", 5.5), ("单休", 6.0))
_ENGLISH_DAYS = re.compile(
    r"(five|six|seven|[5-7])(?:-day week| days (?:a|per) week)", re.IGNORECASE
)
_ENGLISH = {"five": 5.0, "six": 6.0, "seven": 7.0}


def days_a_week(text: str) -> float | None:
    """Return on how many days of a week people work, None where the text doesn't say."""
    for name, days in _NAMED_DAYS:
        if name in text:
            return days
    found = _ON_OFF.search(text)
    if found:
        on, off = number(found[1]), number(found[2])
        return 7 * on / (on + off) if on <= 6 and on + off <= 7 else None
    found = _DAYS.search(text)
    if found:
        days = number(found[1])
        return days if days <= 7 else None
    found = _ENGLISH_DAYS.search(text)
    return (_ENGLISH.get(found[1].casefold()) or float(found[1])) if found else None
