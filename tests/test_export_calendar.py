"""The calendars of reports: read by others than those who wrote them, on the right days.

Days are worked out by hand from calendars of 2023 and 2024 (a leap year that begins on a Monday).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest
import recurring_ical_events
from icalendar import Calendar

from jdgen.schedule import Frequency, read_frequency, read_recurrences
from jdgen.schedule.recurrence import Recurrence
from tests.projects import make_project
from tests.small import CLERK, HANDBOOK, hashes, jdgen, write_project

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "templates" / "projects" / "english"
START = date(2022, 12, 15)
LAST_DAYS_2024 = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
LAST_DAYS_2023 = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def on(year: int, *days: tuple[int, int]) -> list[date]:
    """Return days of a year, given as month and day."""
    return [date(year, month, day) for month, day in days]


def each_month(year: int, *days: int) -> list[date]:
    """Return a day of each month, the same in all or twelve of them."""
    chosen = days * 12 if len(days) == 1 else days
    return [date(year, month, day) for month, day in enumerate(chosen, 1)]


def each_week(year: int, first: int, number: int, step: int = 7) -> list[date]:
    """Return so many days of a year, a week apart, from a day in January."""
    return [date(year, 1, first) + timedelta(days=step * week) for week in range(number)]


def all_days(year: int, number: int) -> list[date]:
    """Return the days of a year."""
    return each_week(year, 1, number, 1)


WEEKDAYS_2024 = [day for day in all_days(2024, 366) if (day - date(2024, 1, 1)).days % 7 < 5]
LAST_WORKING_DAYS_2024 = (31, 29, 29, 30, 31, 28, 31, 30, 30, 31, 29, 31)
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))

# What people write, and on which days of which year it is due.
DUE: dict[str, tuple[int, list[date]]] = {
    "每日": (2024, all_days(2024, 366)),
    "每日17:30前": (2023, all_days(2023, 365)),
    "每工作日": (2024, WEEKDAYS_2024),
    "周一至周五": (2024, WEEKDAYS_2024),
    "每周五": (2024, each_week(2024, 5, 52)),
    "每周": (2023, each_week(2023, 6, 52)),
    "每周一上午10:00前": (2024, each_week(2024, 1, 53)),
    "每周二、周四": (2024, sorted([*each_week(2024, 2, 53), *each_week(2024, 4, 52)])),
    "双周": (2024, each_week(2024, 12, 26, 14)),
    "月末": (2024, each_month(2024, *LAST_DAYS_2024)),
    "每月底": (2023, each_month(2023, *LAST_DAYS_2023)),
    "每月30日": (2024, each_month(2024, 30, 29, *[30] * 10)),
    "每月29日前": (2023, each_month(2023, 29, 28, *[29] * 10)),
    "每月31日": (2023, each_month(2023, *LAST_DAYS_2023)),
    "每月5日前": (2024, each_month(2024, 5)),
    "次月3日前": (2024, each_month(2024, 3)),
    "每月终了后十五日内": (2024, each_month(2024, 15)),
    "每月10日、25日": (2024, sorted([*each_month(2024, 10), *each_month(2024, 25)])),
    "每月最后一个工作日": (2024, each_month(2024, *LAST_WORKING_DAYS_2024)),
    "每月第一个周一": (2024, each_month(2024, 1, 5, 4, 1, 6, 3, 1, 5, 2, 7, 4, 2)),
    "每半月": (2024, sorted([*each_month(2024, 15), *each_month(2024, *LAST_DAYS_2024)])),
    "季末": (2024, on(2024, *QUARTER_ENDS)),
    "每季度末": (2023, on(2023, *QUARTER_ENDS)),
    "季度终了10日内": (2024, on(2024, (1, 10), (4, 10), (7, 10), (10, 10))),
    "季度末月25日前": (2024, on(2024, (3, 25), (6, 25), (9, 25), (12, 25))),
    "半年度": (2024, on(2024, (6, 30), (12, 31))),
    "半年度终了15日内": (2024, on(2024, (1, 15), (7, 15))),
    "年末": (2024, on(2024, (12, 31))),
    "年中": (2024, on(2024, (6, 30))),
    "次年1月31日前": (2024, on(2024, (1, 31))),
    "每年2月29日": (2023, on(2023, (2, 28))),
    "每年二月底": (2024, on(2024, (2, 29))),
    "每年3月15日、9月15日": (2024, on(2024, (3, 15), (9, 15))),
    "Daily by 5:30 pm": (2023, all_days(2023, 365)),
    "Every working day": (2024, WEEKDAYS_2024),
    "by Friday": (2024, each_week(2024, 5, 52)),
    "every Tuesday and Thursday": (
        2024, sorted([*each_week(2024, 2, 53), *each_week(2024, 4, 52)])
    ),
    "Month-end": (2024, each_month(2024, *LAST_DAYS_2024)),
    "by the 5th of each month": (2024, each_month(2024, 5)),
    "last working day of the month": (2024, each_month(2024, *LAST_WORKING_DAYS_2024)),
    "first Monday of each month": (
        2024, each_month(2024, 1, 5, 4, 1, 6, 3, 1, 5, 2, 7, 4, 2)
    ),
    "Quarter-end": (2024, on(2024, *QUARTER_ENDS)),
    "within 10 days of quarter-end": (2024, on(2024, (1, 10), (4, 10), (7, 10), (10, 10))),
    "half-yearly": (2024, on(2024, (6, 30), (12, 31))),
    "Year-end": (2024, on(2024, (12, 31))),
    "by 31 January each year": (2024, on(2024, (1, 31))),
}  # fmt: skip
NEVER = (
    "随时", "不定期", "必要时", "项目结束后", "每周两次", "15日", "月末前3日", "每月32日",
    "每月第9个周一", "每年13月", "每年4月31日", "每日25:00前", "每年一季度末", "按需",
    "as needed", "on completion",
    "twice a week", "31 April each year", "每月" * 50,
)  # fmt: skip


def project_of(folder: Path, timings: Iterable[str], handbook: str = "") -> Path:
    """Write a project whose clerk has a report for each of some timings, called by them."""
    reports = "".join(
        f"  - {{所需记录文档: '{timing}', 编制时间: '{timing}', 报送对象: [经理]}}\n"
        for timing in timings
    )
    text = f"标题: 手册\n单位: 中心\n生效日期: {START}\n{handbook}"
    clerk = f"id: clerk\n岗位名称: 出纳\n所在部门: 销售部\n工作记录与报表:\n{reports}"
    return write_project(folder, {HANDBOOK: text, CLERK: clerk})


def exported(project: Path, folder: Path, *arguments: str | Path) -> dict[str, bytes]:
    """Export the calendars into a folder and return them by file name."""
    run = jdgen("export", "calendar", "--project", project, "--to", folder, "--lang", "en",
                *arguments)  # fmt: skip
    assert (run.status, run.errors) == (0, "")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def events_of(data: bytes) -> list[Any]:
    """Return a calendar's events; what their properties are is the library's to say."""
    return list(Calendar.from_ical(data).walk("VEVENT"))


def due_days(data: bytes, year: int) -> dict[str, list[date]]:
    """Return on which days of a year each event comes, by the words before its post."""
    found: dict[str, list[date]] = {}
    calendar = Calendar.from_ical(data)
    for event in recurring_ical_events.of(calendar).between((year, 1, 1), (year + 1, 1, 1)):
        start = event["DTSTART"].dt
        day = start.date() if isinstance(start, datetime) else start
        found.setdefault(str(event["SUMMARY"]).partition("（")[0], []).append(day)
    return {name: sorted(days) for name, days in found.items()}


def wrong(data: bytes) -> list[str]:
    """Return the timings whose events come on other days than they should."""
    by_year = {year: due_days(data, year) for year in (2023, 2024)}
    return [timing for timing, (year, days) in DUE.items() if by_year[year].get(timing) != days]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the calendar of all timings above."""
    folder = tmp_path_factory.mktemp("due")
    return exported(project_of(folder / "p", DUE), folder / "out")["全部.ics"]


# ---- the right days


def test_each_report_is_due_on_the_right_days_of_a_whole_year(everything: bytes) -> None:
    """Month ends and leap years included, worked out by a library of others."""
    assert wrong(everything) == []


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (b"FREQ=MONTHLY;BYMONTHDAY=-1", b"FREQ=MONTHLY;BYMONTHDAY=31"),
        (b"FREQ=WEEKLY;BYDAY=FR", b"FREQ=WEEKLY;BYDAY=SA"),
        (b"INTERVAL=3;BYMONTHDAY=-1", b"INTERVAL=4;BYMONTHDAY=-1"),
        (b"FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=12", b"FREQ=YEARLY;BYMONTHDAY=30;BYMONTH=12"),
    ],
)
def test_a_planted_fault_in_a_rule_is_found(everything: bytes, good: bytes, bad: bytes) -> None:
    """A month end that skips short months, another weekday, four months for a quarter."""
    assert good in everything
    assert wrong(everything.replace(good, bad)) != []


def test_no_report_is_due_before_the_handbook_takes_effect(everything: bytes) -> None:
    """The first day of each rule is its first day from then on, and follows the rule (3.8.5.3)."""
    starts = [event["DTSTART"].dt for event in events_of(everything)]
    days = [start.date() if isinstance(start, datetime) else start for start in starts]
    assert len(days) > len(DUE)
    assert min(days) == START
    assert max(days) < date(2024, 1, 1)


def test_a_time_of_day_is_chinas_for_a_chinese_handbook(everything: bytes) -> None:
    """Named and described (3.2.19), eight hours before UTC; other events are whole days."""
    events = {str(event["SUMMARY"]).partition("（")[0]: event for event in events_of(everything)}
    start = events["每周一上午10:00前"]["DTSTART"]
    assert (start.dt.hour, start.dt.minute, start.params["TZID"]) == (10, 0, "Asia/Shanghai")
    assert start.dt.utcoffset() == timedelta(hours=8)
    assert not isinstance(events["月末"]["DTSTART"].dt, datetime)
    assert everything.count(b"BEGIN:VTIMEZONE") == 1


def test_a_time_of_day_is_the_readers_own_where_no_country_is_known(tmp_path: Path) -> None:
    """An English handbook that names no place says nothing of a zone (3.3.5, form 1)."""
    project = project_of(tmp_path / "p", ["每日17:30前"], "语言: en\n")
    data = exported(project, tmp_path / "out")["all.ics"]
    assert b"DTSTART:20221215T173000\r\n" in data
    assert b"Shanghai" not in data
    in_china = project_of(
        tmp_path / "q", ["每日17:30前"], "语言: en\n招聘: {工作地点: {城市: Chengdu}}\n"
    )
    data = exported(in_china, tmp_path / "there")["all.ics"]
    assert b"DTSTART;TZID=Asia/Shanghai:20221215T173000\r\n" in data


# ---- what has no days


def test_what_has_no_days_is_told_and_stands_in_the_calendars_description(
    tmp_path: Path,
) -> None:
    """Nothing is dropped in silence, and nothing is guessed."""
    assert [timing for timing in NEVER if read_recurrences(timing)] == []
    project = project_of(tmp_path / "p", ["月末", "随时", "项目结束后"])
    run = jdgen("export", "calendar", "--project", project, "--lang", "zh")
    assert run.output.splitlines()[-3:] == [
        "以下各项没有固定时间，未列入日历：",
        "  出纳：随时（随时）",
        "  出纳：项目结束后（项目结束后）",
    ]  # fmt: skip
    data = (project / "output" / "calendar" / "全部.ics").read_bytes()
    calendar = Calendar.from_ical(data)
    assert str(calendar["DESCRIPTION"]).splitlines()[-2:] == [
        "出纳：随时（随时）", "出纳：项目结束后（项目结束后）",
    ]  # fmt: skip
    assert len(calendar.walk("VEVENT")) == 1


def test_a_handbook_without_any_dated_report_has_no_calendar(tmp_path: Path) -> None:
    """RFC 5545, section 3.6: a calendar has a component at least."""
    project = project_of(tmp_path / "p", ["随时"])
    run = jdgen("export", "calendar", "--project", project, "--lang", "en")
    assert run.status == 1
    assert "no report here comes at times that a calendar can show" in run.errors
    assert not (project / "output").exists()


# ---- the files


def test_there_is_a_file_for_each_post_and_one_of_all(tmp_path: Path) -> None:
    """The same events by the same ids, so that whoever has both sees none twice."""
    files = exported(ROOT, tmp_path)
    titles = {name.removesuffix(".ics") for name in files} - {"全部"}
    assert len(titles) == 10  # of eleven posts, one has reports at no fixed time only
    assert "电话营销专员" not in titles
    together = sorted(_ids(files.pop("全部.ics")))
    assert len(together) == len(set(together)) == 41  # 44 reports, three of them 随时
    assert sorted(each for data in files.values() for each in _ids(data)) == together


def _ids(data: bytes) -> list[str]:
    return [str(event["UID"]) for event in events_of(data)]


def test_one_file_may_be_asked_for_by_name(tmp_path: Path) -> None:
    """All posts together, and nothing else is written."""
    run = jdgen("export", "calendar", "--project", ROOT, "--to", tmp_path / "c.ICS")
    assert run.status == 0
    assert list(hashes(tmp_path)) == ["c.ICS"]
    assert len(_ids((tmp_path / "c.ICS").read_bytes())) == 41


def test_an_event_keeps_its_id_when_its_day_changes(tmp_path: Path) -> None:
    """Whoever subscribes gets it moved, not once more; its other words follow."""
    project = tmp_path / "p"
    first = exported(project_of(project, ["月末"]), tmp_path / "a")["全部.ics"]
    clerk = project / CLERK
    clerk.write_text(
        clerk.read_text("utf-8").replace("编制时间: '月末'", "编制时间: 每月5日前"), "utf-8"
    )
    second = exported(project, tmp_path / "b")["全部.ics"]
    assert _ids(first) == _ids(second)
    assert due_days(second, 2024) == {"月末": each_month(2024, 5)}


def test_an_event_says_what_for_whom_and_by_which_post(tmp_path: Path) -> None:
    """As the handbook does, in its language and with its labels."""
    data = exported(ROOT, tmp_path / "zh")["市场运营总监.ics"]
    event = events_of(data)[0]
    assert str(event["SUMMARY"]) == "市场运营中心本月工作总结（市场运营总监）"
    assert str(event["DESCRIPTION"]).splitlines() == [
        "岗位：市场运营总监", "所在部门：市场运营中心", "编制时间：月末", "报送对象：总经理",
    ]  # fmt: skip
    assert [str(each) for each in event["CATEGORIES"].cats] == ["市场运营中心", "市场运营总监"]
    english = exported(ENGLISH, tmp_path / "en")["Marketing Manager.ics"]
    event = events_of(english)[0]
    assert str(event["SUMMARY"]) == "Monthly work summary (Marketing Manager)"
    assert "When: Month-end" in str(event["DESCRIPTION"])


def test_lines_are_short_whole_and_ended_as_the_standard_asks(tmp_path: Path) -> None:
    """RFC 5545, 3.1: 75 octets, CRLF; a character is never cut, text never lost (3.3.11)."""
    odd = "A;B,C\\D “引号” 😀" + "很长的名称" * 30
    project = project_of(tmp_path / "p", ["月末"])
    clerk = project / CLERK
    text = clerk.read_text("utf-8").replace("所需记录文档: '月末'", f"所需记录文档: '{odd}'")
    clerk.write_text(text, "utf-8")
    data = exported(project, tmp_path / "out")["全部.ics"]
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode("utf-8")
    event = events_of(data)[0]
    assert str(event["SUMMARY"]) == f"{odd}（出纳）"


def test_a_post_may_be_called_as_the_file_of_all(tmp_path: Path) -> None:
    """Neither overwrites the other."""
    project = project_of(tmp_path / "p", ["月末"])
    clerk = project / CLERK
    clerk.write_text(clerk.read_text("utf-8").replace("岗位名称: 出纳", "岗位名称: 全部"), "utf-8")
    assert sorted(exported(project, tmp_path / "out")) == ["全部-clerk.ics", "全部.ics"]


def test_the_same_data_give_the_same_bytes_and_nothing_of_the_machine(tmp_path: Path) -> None:
    """Not the clock either: a project without dates takes SOURCE_DATE_EPOCH, else 2000."""
    project = make_project(tmp_path / "generated", posts=12)
    assert exported(project, tmp_path / "a") == exported(project, tmp_path / "b")
    data = exported(project, tmp_path / "a")
    for leak in (socket.gethostname(), str(tmp_path), os.sep + "home"):
        assert not any(leak.encode("utf-8") in each for each in data.values())
    assert not any(f"/{getuser()}".encode() in each for each in data.values())
    report = "工作记录与报表: [{所需记录文档: 表, 编制时间: 每日}]\n"
    clerk = f"id: clerk\n岗位名称: 出纳\n所在部门: 销售部\n{report}"
    undated = write_project(tmp_path / "undated", {CLERK: clerk})
    for epoch, day in (("", "20000101"), ("1700000000", "20231114")):
        run = jdgen("export", "calendar", "--project", undated, "--to", tmp_path / "u.ics",
                    environ={"SOURCE_DATE_EPOCH": epoch})  # fmt: skip
        assert run.status == 0
        assert f"DTSTART;VALUE=DATE:{day}\r\n".encode() in (tmp_path / "u.ics").read_bytes()


# ---- reading times


def test_how_often_follows_from_the_days(everything: bytes) -> None:
    """What the calendar shows and what the handbook's table says agree."""
    often = {
        "每周一上午10:00前": Frequency.WEEKLY,
        "每工作日": Frequency.DAILY,
        "每月第一个周一": Frequency.MONTHLY,
        "每月最后一个工作日": Frequency.MONTHLY,
        "每半月": Frequency.MONTHLY,
        "季度终了10日内": Frequency.QUARTERLY,
        "半年度终了15日内": Frequency.HALF_YEARLY,
        "每年二月底": Frequency.YEARLY,
        "first Monday of each month": Frequency.MONTHLY,
        "Every working day": Frequency.DAILY,
    }  # fmt: skip
    assert {timing: read_frequency(timing) for timing in often} == often
    assert all(timing.encode()[:30] in everything for timing in often if timing.isascii())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("每月5日前", "每月５日前"),
        ("每月5日前", "每月五号之前"),
        ("每月5日前", "每月5日前报送财务部"),
        ("每周一上午10:00前", "周一10点前"),
        ("每周一上午10:00前", "每星期一 上午10时"),
        ("季末", "每季度最后一天"),
        ("年末", "每年年底"),
        ("每日17:30前", "每天下午五点半前"),
        ("Month-end", "End of each month"),
        ("by Friday", "Fridays"),
        ("half-yearly", "semi-annually"),
        ("每周五", "周报"),
        ("月末", "每月一次"),
    ],
)
def test_the_same_days_may_be_written_in_several_ways(one: str, other: str) -> None:
    """Full width, Chinese numerals, the words around them."""
    assert read_recurrences(one) == read_recurrences(other) != ()


def _rules() -> Iterator[Recurrence]:
    for timing in DUE:
        yield from read_recurrences(timing)


def test_a_long_or_strange_text_takes_no_time() -> None:
    """No pattern runs away, however a text repeats what it looks for."""
    for piece in ("每月", "一", "周一、", "1", "日、", "5日", "every ", "first ", "mon ", "1 and "):
        for count in (10, 20, 30):
            read_recurrences((piece * count)[:80])
    assert all(rule.first(START) >= START for rule in _rules())
