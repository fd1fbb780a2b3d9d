"""How often a report is due, read from what people write."""

from __future__ import annotations

import pytest

from jdgen.schedule import Frequency, read_frequency


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
