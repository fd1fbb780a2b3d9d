"""编制时间 read as a frequency: 月末, 每日, 每周五, monthly … to a short, ordered list."""

from __future__ import annotations

import re
from enum import IntEnum


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
    for frequency, pattern in _PATTERNS:
        if re.search(pattern, timing.casefold()):
            return frequency
    return Frequency.OTHER
