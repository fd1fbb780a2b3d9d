"""Due days as Chinese writes them: 每周五, 月末, 每月5日前, 季度终了10日内, 每年1月31日 …."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import time

from jdgen.schedule.recurrence import (
    WORKING_DAYS,
    Recurrence,
    Unit,
    monthly,
    nth_of_month,
    weekly,
    yearly,
)

_Rules = tuple[Recurrence, ...]
_FRIDAY = 4

_DIGITS = {each: number for number, each in enumerate("一二三四五六七八九", 1)} | {"两": 2}
# 周一十点 is Monday, ten o'clock; 廿五日 the twenty-fifth.
_NUMBER = re.compile(
    "(?<![周期拜])[一二三四五六七八九十廿两]+(?=(?:个?工作)?[日号月点时个天分年周])"
)
_TIME = re.compile(
    r"(?P<part>凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|晚|早)?"
    r"(?P<hour>[0-9]{1,2})(?::(?P<colon>[0-9]{2})|[点时](?:(?P<half>半)|(?P<minute>[0-9]{1,2})分?)?整?)"
)
_AFTERNOON = ("下午", "傍晚", "晚上", "晚间", "晚")
# What may stand beside the day without changing it.
_NOISE = re.compile(
    "(?:上|提)?报[^0-9周月季年日]*$|以前|之前|前|以内|之内|内|[1一]次|完成|提交|上交|下班|按时|准时|及时"
    "|凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|的|须|应|[\\s,。;()]"
)
_AND = "(?:、|和|及|与|/)"
_MONTH = "(?:每1?个?|各|次|下1?个?|当|本)?月(?:度|份)?"
_QUARTER = "(?:每1?个?|各|次|下1?个?|当|本)?季(?:度)?"
_HALF = "每?1?半个?年(?:度)?"
_YEAR = "(?:每1?|当|本|全|次|下1?|第2)年(?:度)?"
_AFTER = "(?:终了|结束|末|完了)?(?:后|终了|结束)"
_WEEK = "(?:周|星期|礼拜)"


def read_chinese(timing: str) -> tuple[Recurrence, ...]:
    """Return the rules that a text states, () where it isn't wholly understood.

    ``timing`` is in half width. A period without a day is due at its end: a week on Friday, the
    others on their last day.
    """
    text = _NUMBER.sub(lambda found: str(_number(found[0])), timing)
    at, rest = _take_time(text)
    if rest is None:
        return ()
    bare = _NOISE.sub("", rest)
    for pattern, rules in _FORMS:
        found = pattern.fullmatch(bare)
        if found:
            return tuple(_at(rule, at) for rule in rules(found))
    return ()


def _at(rule: Recurrence, at: time | None) -> Recurrence:
    return Recurrence(
        rule.unit, rule.interval, rule.weekdays, rule.nth, rule.month_day, rule.month, at
    )


def _number(digits: str) -> int:
    digits = digits.replace("廿", "二十")
    tens, ten, ones = digits.partition("十")
    if not ten:
        return _DIGITS[digits] if len(digits) == 1 else 99
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= _DIGITS.keys():
        return 99
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _take_time(text: str) -> tuple[time | None, str | None]:
    """Return the time of day and the text without it; None for a text whose time is none."""
    found = _TIME.search(text)
    if found is None:
        return None, text
    hour = int(found["hour"])
    minute = 30 if found["half"] else int(found["colon"] or found["minute"] or 0)
    if found["part"] in _AFTERNOON and hour < 12:
        hour += 12
    rest = text[: found.start()] + text[found.end() :]
    if (hour, minute) == (24, 0):
        return None, rest
    if hour > 23 or minute > 59:
        return None, None
    return time(hour, minute), rest


def _weekdays(found: re.Match[str]) -> _Rules:
    text = re.sub(_WEEK, "", found["days"] or "")
    interval = 2 if found["two"] else 1
    if text in ("", "末", "底"):
        return weekly(_FRIDAY, interval=interval)
    if text == "初":
        return weekly(0, interval=interval)
    span = re.fullmatch("(.)[至到~-](.)", text)
    if span:
        first, last = _weekday(span[1]), _weekday(span[2])
        return weekly(*range(first, last + 1), interval=interval) if first < last else ()
    days = [_weekday(each) for each in re.sub(_AND, "", text)]
    return weekly(*days, interval=interval)


def _weekday(name: str) -> int:
    return 6 if name in "日天" else "一二三四五六".index(name)


def _nth(found: re.Match[str], key: str = "nth") -> int:
    return -1 if found[key] == "最后1" else 1 if found[key] == "首" else int(found[key])


def _month_days(found: re.Match[str]) -> _Rules:
    return monthly(*(int(each) for each in re.findall("[0-9]+", found["days"])))


def _dates(found: re.Match[str]) -> _Rules:
    pairs = re.findall("([0-9]+)月(?:份)?([0-9]+)[日号]", found["days"])
    return _all(yearly(int(month), int(day)) for month, day in pairs)


def _months(found: re.Match[str]) -> _Rules:
    return _all(yearly(int(month), -1) for month in re.findall("[0-9]+", found["months"]))


def _all(rules: Iterator[_Rules]) -> _Rules:
    """Return all of several rules, () where one of them can't be."""
    each = list(rules)
    return tuple(rule for some in each for rule in some) if all(each) else ()


def _day(found: re.Match[str]) -> int:
    return int(found["day"])


def _fixed(*rules: Recurrence) -> Callable[[re.Match[str]], _Rules]:
    return lambda _: rules


_NTH = "第?(?P<nth>最后1|首|[0-9]{1,2})个?"
_DAY = "(?P<day>[0-9]{1,2})[日号天]"
_IN_WEEK = f"{_WEEK}?[一二三四五六日天]"
_WEEKLY = (
    f"(?:(?P<two>双|隔|每2个?)|每1?个?|各|当|本|次|下)?{_WEEK}"
    f"(?P<days>末|底|初|{_IN_WEEK}[至到~-]{_IN_WEEK}|{_IN_WEEK}(?:{_AND}?{_IN_WEEK})*)?"
)
_DATE = "[0-9]{1,2}月份?[0-9]{1,2}[日号]"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Rules]], ...] = tuple(
    (re.compile(pattern), rules)
    for pattern, rules in (
        ("每1?个?[日天]|当[日天]|次[日天]|日报|日", _fixed(Recurrence(Unit.DAILY))),
        ("隔[日天]|每2[日天]", _fixed(Recurrence(Unit.DAILY, 2))),
        ("(?:每1?个?|各)?工作日(?:每[日天])?", _fixed(*weekly(*WORKING_DAYS))),
        (_WEEKLY, _weekdays),
        # Weeks of a month and working days
        (
            f"{_MONTH}{_NTH}{_WEEK}的?(?P<weekday>[一二三四五六日天])",
            lambda found: nth_of_month(_nth(found), _weekday(found["weekday"])),
        ),
        (f"{_MONTH}末?{_NTH}工作日", lambda found: nth_of_month(_nth(found), *WORKING_DAYS)),
        (
            f"{_MONTH}{_AFTER}{_NTH}工作日",
            lambda found: nth_of_month(_nth(found), *WORKING_DAYS),
        ),
        # Months
        (f"{_MONTH}(?:[末底尾]|下旬|最后1[日天])?", _fixed(*monthly(-1))),
        (f"{_MONTH}初", _fixed(*monthly(1))),
        (f"{_MONTH}上旬", _fixed(*monthly(10))),
        (f"{_MONTH}中", _fixed(*monthly(15))),
        (f"{_MONTH}中旬", _fixed(*monthly(20))),
        ("每?1?半个?月[末底]?", _fixed(*monthly(15, -1))),
        ("双月[末底]?|每2个?月[末底]?", _fixed(*monthly(-1, every=2, month=2))),
        (f"{_MONTH}(?P<days>[0-9]{{1,2}}[日号]?(?:{_AND}[0-9]{{1,2}}[日号]?)*)", _month_days),
        (
            f"{_MONTH}[0-9]{{1,2}}[日号]?[至到~-]{_DAY}",
            lambda found: monthly(_day(found)),
        ),
        (f"{_MONTH}{_AFTER}{_DAY}", lambda found: monthly(_day(found))),
        # Quarters
        (
            f"{_QUARTER}(?:[末底尾]|末月[末底]|月末|最后1[日天])?",
            _fixed(*monthly(-1, every=3, month=3)),
        ),
        (f"{_QUARTER}初", _fixed(*monthly(1, every=3, month=1))),
        (
            f"{_QUARTER}(?:末月|末个月|最后1个?月){_DAY}",
            lambda found: monthly(_day(found), every=3, month=3),
        ),
        (
            f"{_QUARTER}(?:首月|首个月|第1个?月|次月|{_AFTER}(?:首月|次月|第1个?月)?){_DAY}",
            lambda found: monthly(_day(found), every=3, month=1),
        ),
        (
            f"{_QUARTER}{_AFTER}{_NTH}工作日",
            lambda found: nth_of_month(_nth(found), *WORKING_DAYS, every=3, month=1),
        ),
        # Half-years
        (f"{_HALF}[末底]?", _fixed(*monthly(-1, every=6, month=6))),
        (f"{_HALF}初", _fixed(*monthly(1, every=6, month=1))),
        (f"{_HALF}{_AFTER}{_DAY}", lambda found: monthly(_day(found), every=6, month=1)),
        # Years
        ("(?:每1?|当|本|全)?年(?:度)?[末底终]?|次年[末底]|每年年[末底终]", _fixed(*yearly(12, -1))),
        (f"(?:{_YEAR})?年初", _fixed(*yearly(1, 1))),
        (f"(?:{_YEAR})?年中", _fixed(*yearly(6, -1))),
        (f"(?:{_YEAR}|年度?){_AFTER}{_DAY}", lambda found: yearly(1, _day(found))),
        (f"(?:{_YEAR})?(?P<days>{_DATE}(?:{_AND}{_DATE})*)", _dates),
        (
            f"(?:{_YEAR})?(?P<months>[0-9]{{1,2}}月?(?:{_AND}[0-9]{{1,2}}月?)*(?<=月)份?)[末底]?",
            _months,
        ),
        (
            f"(?:{_YEAR})?(?P<month>[0-9]{{1,2}})月份?初",
            lambda found: yearly(int(found["month"]), 1),
        ),
    )
)
