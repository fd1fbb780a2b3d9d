"""The reports of all posts as events of a calendar, and those that no calendar can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from jdgen.model import Library, ReportEntry, Role
from jdgen.organisation import Organisation
from jdgen.schedule import read_recurrences
from jdgen.schedule.recurrence import Recurrence
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.identity import document_moment
from jdgen.views.labels import printed_labels

# RFC 7986, section 5.3, asks for UUIDs. Made from what the event is, so that whoever fetches the
# calendar again gets the same events, with their new dates, and none twice.
_EVENTS = UUID("5b2c0c7e-9d1d-5c5e-8d27-6e1f0a54c1ab")


@dataclass(frozen=True)
class CalendarEvent:
    """One report on its due days; ``first`` is the first of them."""

    uid: str
    summary: str
    description: str
    categories: tuple[str, ...]
    first: date
    rule: Recurrence


@dataclass(frozen=True)
class CalendarView:
    """One calendar file; ``moment`` dates it, ``in_china`` tells whose time of day is meant.

    Times of day are those of China, else of wherever the reader is (RFC 5545, section 3.3.5).
    """

    name: str
    description: str
    language: Language
    moment: datetime
    in_china: bool
    events: tuple[CalendarEvent, ...]


@dataclass(frozen=True)
class Undated:
    """A report that comes at no fixed time, or at one that can't be read."""

    role: Role
    entry: ReportEntry


@dataclass(frozen=True)
class Calendars:
    """All reports together, those of each post that has any, and those left out of all."""

    together: CalendarView
    posts: tuple[tuple[Role, CalendarView], ...]
    undated: tuple[Undated, ...]


def view_calendars(library: Library, moment: datetime | None = None) -> Calendars:
    """Return the calendars of a library; ``moment`` is for one that has no date of its own."""
    return _Maker(library, moment).calendars()


class _Maker:
    def __init__(self, library: Library, moment: datetime | None) -> None:
        self.handbook = library.handbook
        self.language: Language = self.handbook.language
        self.organisation = Organisation(library)
        self.labels = printed_labels(self.handbook)
        self.otherwise = moment

    def calendars(self) -> Calendars:
        title = self.handbook.title
        together: list[CalendarEvent] = []
        undated: list[Undated] = []
        posts: list[tuple[Role, CalendarView]] = []
        for role in self.organisation.roles:
            events, without = self._post(role)
            together += events
            undated += without
            if events:
                name = self._words("calendar_of_post", title=title, post=role.title)
                posts.append((role, self._calendar(name, events, without)))
        name = self._words("calendar", title=title)
        return Calendars(self._calendar(name, together, undated), tuple(posts), tuple(undated))

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self.language, **values)

    def _calendar(
        self, name: str, events: Iterable[CalendarEvent], undated: Iterable[Undated]
    ) -> CalendarView:
        lines = [self._words("calendar_about", title=self.handbook.title)]
        left = [self._undated_line(each) for each in undated]
        if left:
            lines += [self._words("calendar_undated"), *left]
        dates = (self.handbook.effective_date, self.handbook.issue_date)
        return CalendarView(
            name=name,
            description="\n".join(lines),
            language=self.language,
            moment=document_moment(dates, self.otherwise),
            in_china=self._in_china(),
            events=tuple(events),
        )

    def _in_china(self) -> bool:
        """Whether times of day are China's: a Chinese handbook's are, unless it says otherwise."""
        offer = self.handbook.recruitment
        if offer is None or offer.place is None:
            return self.language == "zh"
        return offer.place.country == "CN"

    def _undated_line(self, undated: Undated) -> str:
        timing = undated.entry.timing or self._words("calendar_no_time")
        return self._words(
            "calendar_undated_line",
            post=undated.role.title,
            document=undated.entry.document,
            timing=timing,
        )

    def _post(self, role: Role) -> tuple[list[CalendarEvent], list[Undated]]:
        events: list[CalendarEvent] = []
        undated: list[Undated] = []
        seen: dict[str, int] = {}
        for entry in role.reports:
            rules = read_recurrences(entry.timing)
            if not rules:
                undated.append(Undated(role, entry))
            for rule in rules:
                number = seen[entry.document] = seen.get(entry.document, 0) + 1
                events.append(self._event(role, entry, rule, number))
        return events, undated

    def _event(
        self, role: Role, entry: ReportEntry, rule: Recurrence, number: int
    ) -> CalendarEvent:
        names = (self.handbook.organisation, role.id, entry.document, str(number))
        department = self._department(role)
        return CalendarEvent(
            uid=str(uuid5(_EVENTS, "\n".join(names))),
            summary=self._words("calendar_summary", document=entry.document, post=role.title),
            description="\n".join(self._description(role, entry, department)),
            categories=tuple(dict.fromkeys((department, role.title))),
            first=rule.first(self._start(role)),
            rule=rule,
        )

    def _department(self, role: Role) -> str:
        department = self.organisation.department(role.department)
        return department.name if department is not None else role.department

    def _start(self, role: Role) -> date:
        """The day from which on a post's reports are due."""
        dates = (role.effective_date, self.handbook.effective_date, self.handbook.issue_date)
        return document_moment(dates, self.otherwise).date()

    def _description(self, role: Role, entry: ReportEntry, department: str) -> Iterator[str]:
        recipients = self._words("list_separator").join(self._name(r) for r in entry.recipients)
        for label, text in (
            (self._words("post"), role.title),
            (self.labels["department"], department),
            (self.labels["report.timing"], entry.timing),
            (self.labels["report.recipients"], recipients),
        ):
            if text:
                yield f"{label}{self._words('colon')}{text}"

    def _name(self, reference: str) -> str:
        role = self.organisation.role(reference)
        return role.title if role is not None and reference == role.id else reference
