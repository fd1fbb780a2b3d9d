"""A report's due days as a rule: every Friday, the last day of each quarter, 31 January."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

WORKING_DAYS = (0, 1, 2, 3, 4)


class Unit(StrEnum):
    """What a rule counts in, by the names of RFC 5545, section 3.3.10."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True)
class Recurrence:
    """One rule; a report that is due on several days of a month or year has several.

    ``weekdays`` count from Monday, 0. ``month_day`` is a day of the month, the last one of a month
    that is too short for it, -1 the last one of any. ``nth`` chooses among the month's days that
    are one of ``weekdays``, -1 the last of them. ``month`` is the month of a yearly rule, and one
    of the months of a rule that comes every few months. ``at`` is the time of day, None where
    none is stated.
    """

    unit: Unit
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int | None = None
    month_day: int | None = None
    month: int | None = None
    at: time | None = None

    def first(self, start: date) -> date:
        """Return the first due day from ``start`` on; the rule counts from there.

        RFC 5545, section 3.8.5.3: an event whose start doesn't follow its rule is undefined.
        """
        day = start
        # No month that a rule can name is further off than the next leap year's February.
        while not self._falls_on(day):
            day += timedelta(days=1)
        return day

    def _falls_on(self, day: date) -> bool:
        if self.month is not None:
            months = self.interval if self.unit is Unit.MONTHLY else 12
            if (day.month - self.month) % months:
                return False
        if self.nth is not None:
            return day == self._nth_day(day)
        if self.month_day is not None:
            last = calendar.monthrange(day.year, day.month)[1]
            return day.day == (last if self.month_day == -1 else min(self.month_day, last))
        return not self.weekdays or day.weekday() in self.weekdays

    def _nth_day(self, day: date) -> date | None:
        last = calendar.monthrange(day.year, day.month)[1]
        days = [date(day.year, day.month, number) for number in range(1, last + 1)]
        chosen = [each for each in days if each.weekday() in self.weekdays]
        place = self.nth if self.nth is not None and self.nth < 0 else (self.nth or 1) - 1
        return chosen[place] if place < len(chosen) else None


def weekly(*weekdays: int, interval: int = 1) -> tuple[Recurrence, ...]:
    """Return the rule of days of the week."""
    return (Recurrence(Unit.WEEKLY, interval, tuple(sorted(set(weekdays)))),)


def monthly(*days: int, every: int = 1, month: int | None = None) -> tuple[Recurrence, ...]:
    """Return the rules of days of the month; () for a day that no month has.

    ``every`` so many months, ``month`` being one of them.
    """
    if not all(day == -1 or 1 <= day <= 31 for day in days):
        return ()
    return tuple(
        Recurrence(Unit.MONTHLY, every, month_day=-1 if day == 31 else day, month=month)
        for day in dict.fromkeys(days)
    )


def yearly(month: int, day: int) -> tuple[Recurrence, ...]:
    """Return the rule of a day of the year, ``day`` -1 the month's last; () if no year has it."""
    longest = calendar.monthrange(2000, month)[1] if 1 <= month <= 12 else 0
    if not (1 <= day <= longest or (day == -1 and longest)):
        return ()
    if month == 2:
        # 29 February is the last day in the years that lack it, too.
        return (Recurrence(Unit.YEARLY, month_day=-1 if day == 29 else day, month=month),)
    return (Recurrence(Unit.YEARLY, month_day=longest if day == -1 else day, month=month),)


def nth_of_month(
    number: int, *weekdays: int, every: int = 1, month: int | None = None
) -> tuple[Recurrence, ...]:
    """Return the rule of, say, the third working day; () for one that some month lacks."""
    most = 4 if len(weekdays) == 1 else 20
    if number != -1 and not 1 <= number <= most:
        return ()
    return (Recurrence(Unit.MONTHLY, every, weekdays, nth=number, month=month),)
