"""编制时间 read: 月末, 每日, 每周五, monthly … to a short, ordered list, and to days of a calendar.

How often is read from any text that holds a telling word; the days only from a text that is
understood whole, because a wrong day in somebody's calendar is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from jdgen.schedule.chinese import read_chinese
from jdgen.schedule.english import read_english
from jdgen.schedule.recurrence import WORKING_DAYS, Recurrence, Unit

# Nobody writes a longer time; what is longer isn't looked at.
_LONGEST = 80


class Frequency(IntEnum):
    """How often a report is due, in the order in which they are printed."""

    DAILY = 1
    WEEKLY = 2
    MONTHLY = 3
    QUARTERLY = 4
    HALF_YEARLY = 5
    YEARLY = 6
    AS_NEEDED = 7
    OTHER = 8


_PATTERNS: tuple[tuple[Frequency, str], ...] = (
    # The more telling words first: 每季度末 also holds 季, 半年 also holds 年.
    (Frequency.AS_NEEDED, r"随时|不定期|按需|即时|实时|必要时|as needed|on demand|ad hoc|any time"),
    (Frequency.HALF_YEARLY, r"半年|[每一]年[两二]次|half.?year|twice a year"),
    (Frequency.QUARTERLY, r"季|quarter"),
    # 每年1月, 次年3月底 and 12月31日 come once a year, though they name a month.
    (
        Frequency.YEARLY,
        r"^(?!.*每[月周日天]).*(每年|次年|年[初中末底度]|[0-9十]月[0-9]+日|annual|every year)",
    ),
    (Frequency.WEEKLY, r"周|星期|礼拜|week|friday|monday"),
    (Frequency.MONTHLY, r"月|month"),
    (
        Frequency.DAILY,
        r"每日|每天|当日|日报|每工作日|每个工作日|(?<![0-9节假])日$|daily|every day|each day",
    ),
    (Frequency.YEARLY, r"年|year"),
)


def read_frequency(timing: str | None) -> Frequency:
    """Return how often ``timing`` says; OTHER where it can't be read, or says nothing."""
    if timing is None:
        return Frequency.OTHER
    rules = read_recurrences(timing)
    if rules:
        return min(_frequency(rule) for rule in rules)
    for frequency, pattern in _PATTERNS:
        if re.search(pattern, timing.casefold()):
            return frequency
    return Frequency.OTHER


@lru_cache(maxsize=4096)
def read_recurrences(timing: str | None) -> tuple[Recurrence, ...]:
    """Return on which days ``timing`` says; () where it names none, or isn't wholly understood.

    A period without a day is due at its end: 每周 on Friday, 每月 on the month's last day, 半年度
    at the ends of June and December. Public holidays are not known here: a working day is any from
    Monday to Friday.
    """
    if not timing or len(timing) > _LONGEST:
        return ()
    text = unicodedata.normalize("NFKC", timing).casefold().strip()
    if re.search(_PATTERNS[0][1], text):
        return ()
    return read_chinese(text) if re.search("[\u4e00-\u9fff]", text) else read_english(text)


def _frequency(rule: Recurrence) -> Frequency:
    if rule.unit is Unit.MONTHLY:
        return {3: Frequency.QUARTERLY, 6: Frequency.HALF_YEARLY}.get(
            rule.interval, Frequency.MONTHLY
        )
    if rule.unit is Unit.WEEKLY and rule.weekdays == WORKING_DAYS:
        return Frequency.DAILY
    return {
        Unit.DAILY: Frequency.DAILY,
        Unit.WEEKLY: Frequency.WEEKLY,
        Unit.YEARLY: Frequency.YEARLY,
    }[rule.unit]
