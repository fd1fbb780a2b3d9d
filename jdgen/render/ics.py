"""A calendar as iCalendar (RFC 5545): the only importer of ``icalendar``.

The rules stay within the forms that Outlook takes (MS-OXCICAL, 2.1.3.2.2): a quarter is three
months, counted from the first due day, and no list of months.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from icalendar import Calendar, Event, Parameters, Timezone, TimezoneStandard, vRecur, vText

from jdgen.schedule.recurrence import Recurrence, Unit
from jdgen.views.calendar import CalendarEvent, CalendarView

_ZONE = "Asia/Shanghai"
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def render_ics(view: CalendarView) -> bytes:
    """Return the calendar: UTF-8, lines of 75 octets at most, each ended by CRLF (3.1)."""
    calendar = Calendar()
    calendar.add("prodid", f"-//jdgen//jdgen//{view.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # RFC 7986, sections 5.1 and 5.2, and what was in use before it.
    for name, text in (("name", view.name), ("description", view.description)):
        calendar.add(name, text)
    # Of no standard, so the library doesn't know that they are text, to be escaped as such.
    calendar.add("x-wr-calname", vText(view.name))
    calendar.add("x-wr-caldesc", vText(view.description))
    if view.in_china:
        calendar.add("x-wr-timezone", vText(_ZONE))
    # Section 3.2.19: a zone that is named must be described. All-day events name none.
    if view.in_china and any(event.rule.at is not None for event in view.events):
        calendar.add_component(_china())
    for event in view.events:
        calendar.add_component(_event(event, view))
    rendered: bytes = calendar.to_ical(sorted=False)
    return rendered


def _china() -> Timezone:
    """Return the time of China, without summer time since 1991."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, section 3.6.5
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", _ZONE)
    zone.add_component(standard)
    return zone


def _event(event: CalendarEvent, view: CalendarView) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", view.moment)
    at = event.rule.at
    if at is None:
        # Section 3.6.1: a date without an end is that whole day.
        made.add("dtstart", event.first)
    else:
        start = datetime.combine(event.first, at)
        made.add("dtstart", start, parameters=Parameters({"TZID": _ZONE} if view.in_china else {}))
    made.add("rrule", vRecur(_rule(event.rule)))
    made.add("summary", event.summary)
    if event.description:
        made.add("description", event.description)
    made.add("categories", list(event.categories))
    # A report that is due takes up nobody's time (3.8.2.7).
    made.add("transp", "TRANSPARENT")
    return made


@cache
def _rule(rule: Recurrence) -> dict[str, Any]:
    """Return the parts of a rule by their names (3.3.10)."""
    parts: dict[str, Any] = {"FREQ": rule.unit.value}
    if rule.interval != 1:
        parts["INTERVAL"] = rule.interval
    if rule.unit is Unit.YEARLY and rule.month is not None:
        parts["BYMONTH"] = rule.month
    if rule.weekdays:
        parts["BYDAY"] = [_WEEKDAYS[day] for day in rule.weekdays]
    if rule.nth is not None:
        parts["BYSETPOS"] = rule.nth
    if rule.month_day is not None:
        # A rule skips months without its day; this one means the last day there.
        clamped = rule.unit is Unit.MONTHLY and rule.month_day > 28
        parts["BYMONTHDAY"] = list(range(28, rule.month_day + 1)) if clamped else rule.month_day
        if clamped:
            parts["BYSETPOS"] = -1
    return parts
