"""What is due: reviews that are overdue, signatures that no longer cover what is valid.

Nothing here is wrong with the data; it is what somebody has to do next.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jdgen.checks.consistency.dates import read_date
from jdgen.descriptions import Description, changed_fields, descriptions
from jdgen.editions import Edition, find_editions
from jdgen.editions.naming import folder_name, same_name
from jdgen.editions.store import edition_folders
from jdgen.errors import InputError, Message, Problem, message
from jdgen.library import load
from jdgen.model import Library, Role
from jdgen.organisation import Organisation
from jdgen.review.due import Due, DueKind
from jdgen.signatures import Signed, read_signatures
from jdgen.terms import term


@dataclass(frozen=True)
class Review:
    """What is due, and what could not be read: then there may be more.

    ``months`` is the review period, None where the handbook has none; ``newest`` the edition
    released last; ``signed`` how many signatures there are.
    """

    due: tuple[Due, ...]
    problems: tuple[Problem, ...]
    months: int | None
    newest: str
    signed: int


@dataclass(frozen=True)
class Outdated:
    """Signatures that don't cover what is valid, and what could not be read."""

    due: tuple[Due, ...]
    problems: tuple[Problem, ...]


def review(project: Path, today: date) -> Review:
    """Return what is due on a day. Raises InputError where the data can't be read."""
    library = load(project).library
    read = _read(project)
    looking = _Looking(library, read.known, read.unread, read.signed, today)
    return Review(
        due=tuple(looking.all()),
        problems=read.problems,
        months=library.handbook.review_months,
        newest=read.newest,
        signed=len(read.signed),
    )


def outdated(project: Path, library: Library) -> Outdated:
    """Return which of a project's signatures don't cover what ``library`` says."""
    read = _read(project)
    looking = _Looking(library, read.known, read.unread, read.signed, date.max)
    return Outdated(tuple(looking.signatures()), read.problems)


@dataclass(frozen=True)
class _Read:
    """What a project has of editions and signatures."""

    known: tuple[_Known, ...]
    unread: tuple[str, ...]
    signed: tuple[Signed, ...]
    problems: tuple[Problem, ...]
    newest: str


def _read(project: Path) -> _Read:
    problems: list[Problem] = []
    found = find_editions(project)
    problems += found.broken
    known: list[_Known] = []
    for edition in found.editions:
        # What it was made from: a document of it that changed says nothing about the data.
        changed = [each for each in edition.problems() if _is_data(edition, each)]
        if changed:
            problems += changed
            continue
        try:
            known.append(_Known(edition, edition.library()))
        except InputError as failure:
            problems += failure.problems
    signed: tuple[Signed, ...] = ()
    try:
        signatures = read_signatures(project)
        signed = signatures.signed
        problems += signatures.problems
    except InputError as failure:
        problems += failure.problems
    readable = {each.edition.name for each in known}
    unread = tuple(name for name in edition_folders(project) if name not in readable)
    newest = found.newest.name if found.newest is not None else ""
    return _Read(tuple(known), unread, signed, tuple(problems), newest)


def _is_data(edition: Edition, problem: Problem) -> bool:
    return problem.location.file.startswith(f"{edition.shown}/data/")


@dataclass(frozen=True)
class _Known:
    """An edition with its data, each read once."""

    edition: Edition
    library: Library

    @cached_property
    def descriptions(self) -> Mapping[str, Description]:
        return descriptions(self.library)

    @cached_property
    def organisation(self) -> Organisation:
        return Organisation(self.library)

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset(role.id for role in self.library.roles)


@dataclass(frozen=True)
class _Looking:
    """What is looked at. ``unread``: editions that can't be read; their problems are told."""

    library: Library
    known: tuple[_Known, ...]
    unread: tuple[str, ...]
    signed: tuple[Signed, ...]
    today: date

    def all(self) -> Iterator[Due]:
        yield from self._editions()
        yield from self._posts()
        yield from self.signatures()
        yield from self._unreleased()

    @property
    def _months(self) -> int | None:
        return self.library.handbook.review_months

    def _editions(self) -> Iterator[Due]:
        """The edition that is valid now: those before it have been replaced."""
        if self._months is None or not self.known or self.unread:
            return
        newest = self.known[-1].edition
        due = _later(newest.manifest.date, self._months)
        if due < self.today:
            what = message(
                "the edition is dated {day}: its review was due on {due}",
                day=newest.manifest.date.isoformat(),
                due=due.isoformat(),
            )
            yield Due(DueKind.EDITION, what, day=due, edition=newest.name)

    def _posts(self) -> Iterator[Due]:
        if self._months is None:
            return
        for role in self.library.roles:
            last = self._last_dated(role)
            due = _later(last, self._months) if last is not None else None
            if last is not None and due is not None and due < self.today:
                what = message(
                    "last dated {day}: the review was due on {due}",
                    day=last.isoformat(),
                    due=due.isoformat(),
                )
                place = self.library.locate("role", role.id)
                yield Due(DueKind.POST, what, role.id, role.title, day=due, location=place)

    def _last_dated(self, role: Role) -> date | None:
        """Return the last day that a post's page bears; of an undated one, that of its release."""
        texts = [role.effective_date, role.filled_on, *(each.date for each in role.revisions)]
        if role.signoff is not None:
            signoff = role.signoff
            texts += [each.date for each in (signoff.prepared, signoff.reviewed, signoff.approved)]
        days = [day for text in texts if text and (day := read_date(text)) and day <= self.today]
        if not days:
            days = [each.edition.manifest.date for each in self.known if role.id in each.ids]
        return max(days, default=None)

    def _unreleased(self) -> Iterator[Due]:
        if self.unread:
            return  # who knows what they hold
        released = frozenset[str]().union(*(each.ids for each in self.known))
        for role in self.library.roles:
            if role.id not in released:
                what = message("this post has never been released in an edition")
                place = self.library.locate("role", role.id)
                yield Due(DueKind.UNRELEASED, what, role.id, role.title, location=place)

    def signatures(self) -> Iterator[Due]:
        """Each person's last signature for a post: the ones before it have been replaced."""
        last: dict[tuple[str, str], tuple[Signed, _Known | None, Role]] = {}
        told: list[Due] = []
        for signed in self.signed:
            known = self._edition(signed.edition)
            role = self._post(signed.post, known)
            if role is None:
                told.append(_without_post(signed))
                continue
            before = last.get((role.id, signed.name))
            if before is None or before[0].day <= signed.day:
                last[role.id, signed.name] = (signed, known, role)
        for signed, known, role in last.values():
            if known is None:
                if not any(same_name(name, folder_name(signed.edition)) for name in self.unread):
                    told.append(_without_edition(signed, role))
            else:
                told += self._changed(signed, known, role)
        order = list(DueKind)
        yield from sorted(told, key=lambda due: (order.index(due.kind), due.location))

    def _edition(self, name: str) -> _Known | None:
        return next((each for each in self.known if each.edition.answers_to(name)), None)

    def _post(self, reference: str, known: _Known | None) -> Role | None:
        """Return the post as it is now, whatever it was called when the line was written."""
        now = self._organisation
        if known is not None and (then := known.organisation.role(reference)) is not None:
            return now.role(then.id) or now.role(then.title)
        return now.role(reference)

    def _changed(self, signed: Signed, known: _Known, role: Role) -> Iterator[Due]:
        then = known.organisation.role(signed.post) or known.organisation.role(role.id)
        if then is None:
            what = message(
                "“{name}” signed for “{title}”, which the edition “{edition}” does not have",
                name=signed.name, title=role.title, edition=signed.edition,
            )  # fmt: skip
            yield _due(DueKind.NO_POST, what, signed, role)
            return
        fields = changed_fields(known.descriptions[then.id], self._now[role.id])
        if fields:
            language = self.library.handbook.language
            what = message(
                "changed since “{name}” signed it on {day} (edition {edition}): {fields}",
                name=signed.name,
                day=signed.day.isoformat(),
                edition=signed.edition,
                fields=[term("role", each).label(language) for each in fields],
            )
            yield _due(DueKind.CHANGED, what, signed, role, fields)

    @cached_property
    def _organisation(self) -> Organisation:
        return Organisation(self.library)

    @cached_property
    def _now(self) -> Mapping[str, Description]:
        return descriptions(self.library)


def _due(
    kind: DueKind, what: Message, signed: Signed, role: Role, fields: tuple[str, ...] = ()
) -> Due:
    return Due(
        kind, what, role.id, role.title, signed.name, signed.day, signed.edition, fields,
        signed.location,
    )  # fmt: skip


def _without_post(signed: Signed) -> Due:
    what = message("“{name}” signed for “{post}”, but no post is called so",
                   name=signed.name, post=signed.post)  # fmt: skip
    return Due(
        DueKind.NO_POST, what, "", signed.post, signed.name, signed.day, signed.edition,
        location=signed.location,
    )  # fmt: skip


def _without_edition(signed: Signed, role: Role) -> Due:
    what = message("“{name}” signed the edition “{edition}”, which can't be found",
                   name=signed.name, edition=signed.edition)  # fmt: skip
    return _due(DueKind.NO_EDITION, what, signed, role)


def _later(day: date, months: int) -> date:
    """Return the same day so many months later, the last of a month that is too short."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
