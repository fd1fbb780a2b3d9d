"""Due days as English writes them: by Friday, month-end, the 5th of each month, 31 January …."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
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

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
         "tenth"), 1,
    )
}  # fmt: skip
_TIME = re.compile(
    r"\b(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    r"|\b(?P<hour24>[0-9]{1,2}):(?P<minute24>[0-9]{2})\b(?:\s*hrs?\b)?|\b(?P<noon>noon)\b"
)
_NOISE = re.compile(
    r"\b(?:by|before|on|at|the|of|no later than|not later than|latest|due|close of business|cob"
    r"|in|within|from|than|please|once|for|every|each|per|a|an)\b|[,.;()]"
)
_DAY_NAME = "(?:mon|tue|wed|thu|fri|sat|sun)"
_MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_LONG_NAME = re.compile(
    rf"\b({_DAY_NAME})(?:s|r|rs|day|sday|nesday|rsday|urday)?s?\b"
    rf"|\b({_MONTH_NAME})(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b"
)
_NTH = "(?P<nth>last|[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})"


def read_english(timing: str) -> tuple[Recurrence, ...]:
    """Return the rules that a text states, () where it isn't wholly understood.

    ``timing`` is in lower case. A period without a day is due at its end: a week on Friday, the
    others on their last day.
    """
    at, text = _take_time(timing)
    if text is None:
        return ()
    text = re.sub(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1", text)
    text = re.sub(r"\b[a-z]+\b", lambda found: _ORDINALS.get(found[0], found[0]), text)
    text = _LONG_NAME.sub(lambda found: found[1] or found[2], text)
    bare = " ".join(_NOISE.sub(" ", text).replace("-", " ").split())
    for pattern, rules in _FORMS:
        found = pattern.fullmatch(bare)
        if found:
            return tuple(replace(rule, at=at) for rule in rules(found))
    return ()


def _take_time(text: str) -> tuple[time | None, str | None]:
    """Return the time of day and the text without it; None for a text whose time is none."""
    found = _TIME.search(text)
    if found is None:
        return None, text
    hour = int(found["hour"] or found["hour24"] or 12)
    minute = int(found["minute"] or found["minute24"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None, None
        hour = hour % 12 + (12 if found["half"].startswith("p") else 0)
    rest = text[: found.start()] + text[found.end() :]
    if hour > 23 or minute > 59:
        return None, None
    return time(hour, minute), rest


def _nth(found: re.Match[str]) -> int:
    return -1 if found["nth"] == "last" else int(found["nth"])


def _days(found: re.Match[str]) -> _Rules:
    names = [_WEEKDAYS.index(each) for each in re.findall(_DAY_NAME, found["days"])]
    if re.search(r"\bto\b", found["days"]):
        names = list(range(names[0], names[1] + 1)) if names[0] < names[1] else []
    if not names:
        return ()
    return weekly(*names, interval=2 if found["two"] else 1)


def _month(name: str) -> int:
    return _MONTHS.index(name) + 1


def _dates(found: re.Match[str]) -> _Rules:
    rules: list[Recurrence] = []
    for part in re.split(" ?(?:and|&|/) ?", found["dates"]):
        name, day = re.search(_MONTH_NAME, part), re.search("[0-9]+", part)
        if name is None:
            return ()
        own = yearly(_month(name[0]), int(day[0]) if day else -1)
        if not own:
            return ()
        rules += own
    return tuple(rules)


def _month_days(found: re.Match[str]) -> _Rules:
    return monthly(*(int(each) for each in re.findall("[0-9]+", found["days"])))


def _fixed(*rules: Recurrence) -> Callable[[re.Match[str]], _Rules]:
    return lambda _: rules


_M = "(?:(?:next |following |calendar |this )?month|monthly)"
_DATE = f"(?:[0-9]{{1,2}} {_MONTH_NAME}|{_MONTH_NAME}(?: [0-9]{{1,2}})?|(?:end )?{_MONTH_NAME})"
_YEARLY = "(?:(?:next |following )?year|yearly|annually)"
_END = "(?:end|last day|close)"
_WEEKLY = (
    "(?:weekly |week )?(?P<two>(?:biweekly |fortnightly |fortnight |2 weeks? |other |2 ))?"
    f"(?P<days>{_DAY_NAME}(?: ?(?:and|&|/|to)? ?{_DAY_NAME})*)(?: weekly| week)?"
)
_HALF_YEARLY = (
    f"half ?yearly|half ?year(?: end)?|{_END} half ?year|semi ?annual(?:ly)?"
    "|biannual(?:ly)?|twice (?:year|yearly)|6 months"
)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Rules]], ...] = tuple(
    (re.compile(pattern), rules)
    for pattern, rules in (
        ("(?:daily|day)(?: daily| end day)?|end day", _fixed(Recurrence(Unit.DAILY))),
        ("(?:other|2) days?", _fixed(Recurrence(Unit.DAILY, 2))),
        (
            "(?:daily )?(?:working|business|week) ?days?|weekdays?",
            _fixed(*weekly(*WORKING_DAYS)),
        ),
        (_WEEKLY, _days),
        (f"weekly|week(?: end)?|{_END} (?:working )?week", _fixed(*weekly(_FRIDAY))),
        (
            "biweekly|bi weekly|fortnightly|fortnight|2 weeks|other week",
            _fixed(*weekly(_FRIDAY, interval=2)),
        ),
        # Months
        (
            f"{_NTH} (?P<weekday>{_DAY_NAME})(?: {_M})",
            lambda found: nth_of_month(_nth(found), _WEEKDAYS.index(found["weekday"])),
        ),
        (
            f"(?:{_M} )?{_NTH} (?:working|business) days?(?: after)?(?: end)?(?: {_M})(?: end)?",
            lambda found: nth_of_month(_nth(found), *WORKING_DAYS),
        ),
        (
            f"{_M}(?: end)?|{_END} {_M}|{_M} (?:end|last day)(?: {_M})?",
            _fixed(*monthly(-1)),
        ),
        (f"(?:start|beginning|1 day) {_M}|{_M} 1 day", _fixed(*monthly(1))),
        (f"(?:middle {_M}|mid {_M})", _fixed(*monthly(15))),
        ("semi ?monthly|twice month", _fixed(*monthly(15, -1))),
        (
            f"(?:{_M} )?(?:day )?(?P<days>[0-9]{{1,2}}(?: (?:and|&) [0-9]{{1,2}})*)(?: day)? {_M}",
            _month_days,
        ),
        (f"{_M} (?:day )?(?P<days>[0-9]{{1,2}}(?: (?:and|&) [0-9]{{1,2}})*)", _month_days),
        (
            f"{_DAY} days? (?:after )?(?:end )?{_M}(?: end)?",
            lambda found: monthly(int(found["day"])),
        ),
        ("(?:2|other) months?|bimonthly", _fixed(*monthly(-1, every=2, month=2))),
        # Quarters, half-years
        (
            f"quarterly|quarter(?: end)?|{_END} quarter|quarterly quarter end|3 months",
            _fixed(*monthly(-1, every=3, month=3)),
        ),
        (
            f"{_DAY} days? (?:after )?(?:end )?quarter(?: end)?",
            lambda found: monthly(int(found["day"]), every=3, month=1),
        ),
        (
            f"{_NTH} (?:working|business) days? (?:after )?(?:end )?quarter(?: end)?",
            lambda found: nth_of_month(_nth(found), *WORKING_DAYS, every=3, month=1),
        ),
        (
            _HALF_YEARLY,
            _fixed(*monthly(-1, every=6, month=6)),
        ),
        # Years
        (
            f"(?:{_YEARLY}|annual)(?: end)?|{_END} {_YEARLY}|{_YEARLY} year end",
            _fixed(*yearly(12, -1)),
        ),
        (f"(?:start|beginning) {_YEARLY}", _fixed(*yearly(1, 1))),
        (f"mid {_YEARLY}|middle {_YEARLY}", _fixed(*yearly(6, -1))),
        (
            f"{_DAY} days? (?:after )?(?:end )?year(?: end)?",
            lambda found: yearly(1, int(found["day"])),
        ),
        (
            f"(?:{_YEARLY} )?(?:end )?(?P<dates>{_DATE}(?: ?(?:and|&|/) ?{_DATE})*)(?: {_YEARLY})?",
            _dates,
        ),
    )
)
