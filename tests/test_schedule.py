"""How often a report is due, read from what people write."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from jdgen.schedule import Frequency, read_frequency, read_recurrences
from jdgen.schedule.recurrence import (
    WORKING_DAYS,
    Recurrence,
    Unit,
    monthly,
    nth_of_month,
    weekly,
    yearly,
)


@pytest.mark.parametrize(
    ("timings", "frequency"),
    [
        (("每日", "每天", "当日", "日报", "每个工作日", "次日", "daily", "every day"), "DAILY"),
        (("每周五", "周末", "星期一", "每周", "Weekly", "by Friday"), "WEEKLY"),
        (("月末", "每月5日前", "月初", "每月25日", "monthly", "每年每月"), "MONTHLY"),
        (("季末", "每季度末", "季度终了10日内", "Quarterly"), "QUARTERLY"),
        (("半年", "每半年", "half-yearly", "一年两次", "twice a year"), "HALF_YEARLY"),
        (("年末", "每年1月", "12月31日", "次年3月底", "annually", "in March every year"), "YEARLY"),
        (("随时", "不定期", "按需", "as needed", "必要时"), "AS_NEEDED"),
        (("项目结束后", "会后", "on completion", "节假日", "15日", None, ""), "OTHER"),
    ],
)
def test_what_people_write_is_read_as_a_frequency(
    timings: tuple[str | None, ...], frequency: str
) -> None:
    """每月5日 is monthly and 每年1月 yearly; a holiday comes when it comes."""
    assert {timing: read_frequency(timing).name for timing in timings} == dict.fromkeys(
        timings, frequency
    )


def test_frequencies_are_printed_from_daily_to_other() -> None:
    """The order of the list of reports."""
    assert [each.name for each in sorted(Frequency)] == [
        "DAILY", "WEEKLY", "MONTHLY", "QUARTERLY", "HALF_YEARLY", "YEARLY", "AS_NEEDED", "OTHER",
    ]  # fmt: skip


DAILY = (Recurrence(Unit.DAILY),)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)


def daily_at(hour: int, minute: int = 0) -> tuple[Recurrence, ...]:
    """Return the rule of a time of every day."""
    return (replace(DAILY[0], at=time(hour, minute)),)


# What people write, and the rules that it means; () where it means none.
MEANT: dict[str, tuple[Recurrence, ...]] = {
    # weeks
    "双周": weekly(FRI, interval=2),
    "隔周三": weekly(WED, interval=2),
    "双周初": weekly(MON, interval=2),
    "周末": weekly(FRI),
    "每周底": weekly(FRI),
    "每周初": weekly(MON),
    "周一至周三": weekly(MON, TUE, WED),
    "周二至周四": weekly(TUE, WED, THU),
    "双周二至周四": weekly(TUE, WED, THU, interval=2),
    "双周一和周四": weekly(MON, THU, interval=2),
    "星期五至星期一": (),
    "周三至周三": (),
    "每周一、三、五": weekly(MON, WED, FRI),
    "周六和周日": weekly(SAT, SUN),
    "礼拜天": weekly(SUN),
    # numerals
    "每月三日": monthly(3),
    "每月十日": monthly(10),
    "每月十一日": monthly(11),
    "每月二十日": monthly(20),
    "每月二十五日": monthly(25),
    "每月廿五日": monthly(25),
    "每月五五日": (),
    "每月二十五五日": (),
    "每月一二十日": (),
    "每月二十十日": (),
    "每年九月十日": yearly(9, 10),
    "每年十二月底": yearly(12, -1),
    # times of day
    "每日下午5点": daily_at(17),
    "每日下午5点半": daily_at(17, 30),
    "每日下午12点": daily_at(12),
    "每日傍晚6点": daily_at(18),
    "每日晚9点": daily_at(21),
    "每日晚上11:59": daily_at(23, 59),
    "每日晚间8点": daily_at(20),
    "每日上午9点": daily_at(9),
    "每日8点15分": daily_at(8, 15),
    "每日0点": daily_at(0),
    "每日23:59": daily_at(23, 59),
    "每日24:00": DAILY,
    "每日24:01": (),
    "每日25:00": (),
    "每日9:60": (),
    # days of months and years
    "每月10日和20日": monthly(10, 20),
    "每月10日、32日": (),
    "每年3月、9月": yearly(3, -1) + yearly(9, -1),
    "每年3月15日、9月15日": yearly(3, 15) + yearly(9, 15),
    "每年3月15日、13月1日": (),
    "每年3月、13月": (),
    "每月最后一个周五": nth_of_month(-1, FRI),
    "每月首个工作日": nth_of_month(1, *WORKING_DAYS),
    "每月第二个周三": nth_of_month(2, WED),
    "每季度结束后第5个工作日": nth_of_month(5, *WORKING_DAYS, every=3, month=1),
    # English
    "daily at noon": daily_at(12),
    "daily at 12 am": daily_at(0),
    "daily at 12 pm": daily_at(12),
    "daily at 1 am": daily_at(1),
    "daily by 5:30 p.m.": daily_at(17, 30),
    "daily at 9.15 am": daily_at(9, 15),
    "daily at 13 pm": (),
    "daily at 0 am": (),
    "daily at 23:59": daily_at(23, 59),
    "daily at 24:00": (),
    "daily at 9:60": (),
    "every other Friday": weekly(FRI, interval=2),
    "biweekly on Monday and Thursday": weekly(MON, THU, interval=2),
    "Monday to Wednesday": weekly(MON, TUE, WED),
    "Tuesday to Thursday": weekly(TUE, WED, THU),
    "Friday to Monday": (),
    "Monday to Monday": (),
    "Saturday and Sunday": weekly(SAT, SUN),
    "last Friday of the month": nth_of_month(-1, FRI),
    "second Tuesday of each month": nth_of_month(2, TUE),
    "third working day of each month": nth_of_month(3, *WORKING_DAYS),
    "15th and 30th of each month": monthly(15, 30),
    "10th and 32nd of each month": (),
    "every March": yearly(3, -1),
    "15 March and 15 September": yearly(3, 15) + yearly(9, 15),
    "15 March and 31 April": (),
    "June & December": yearly(6, -1) + yearly(12, -1),
    "January 31": yearly(1, 31),
}


@pytest.mark.parametrize("timing", MEANT)
def test_what_people_write_is_read_as_the_days_meant(timing: str) -> None:
    """A wrong day is worse than none: what can't be is not read."""
    assert read_recurrences(timing) == MEANT[timing]
