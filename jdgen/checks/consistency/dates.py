"""Dates of another form, in the future or too old, and drafts left in what is in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from jdgen.checks.check import Check, Hit, Path, Severity, Subject
from jdgen.checks.consistency.naming import label
from jdgen.errors import message
from jdgen.model import Library

_IN_FORCE = "现行"
_DRAFTS = ("草稿", "征求意见稿")
# What is dated beforehand by those who prepare an edition; the others tell what has happened.
_PLANNED = ("issue_date", "effective_date")


def _dates(library: Library) -> Iterator[tuple[Path, str]]:
    """Yield every date of the handbook and its posts that is printed as one, and where."""
    handbook = library.handbook
    found: list[tuple[Path, str | None]] = [(("handbook", "issue_date"), handbook.issue_date)]
    for start, record in (
        (("handbook",), handbook),
        *((("role", role.id), role) for role in library.roles),
    ):
        found.append(((*start, "effective_date"), record.effective_date))
        for number, revision in enumerate(record.revisions):
            found.append(((*start, "revisions", number, "date"), revision.date))
        if record.signoff is not None:
            for name in ("prepared", "reviewed", "approved"):
                signature = getattr(record.signoff, name)
                found.append(((*start, "signoff", name, "date"), signature.date))
    found += [(("role", role.id, "filled_on"), role.filled_on) for role in library.roles]
    yield from ((path, text) for path, text in found if text is not None)


def read_date(text: str) -> date | None:
    """Return the day of the calendar that is written as 2012-02-03, None for anything else."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _odd(subject: Subject) -> Iterator[Hit]:
    for path, text in _dates(subject.library):
        if read_date(text) is None:
            what = message("“{date}” is no date in the usual form", date=text)
            yield Hit(path, what, message("write the date as 2012-02-03"), text)


def _future(subject: Subject) -> Iterator[Hit]:
    """Dates of what has happened that are still to come; what is planned, once it is in force."""
    today, library = subject.today, subject.library
    if today is None:
        return
    in_force = {("role", role.id) for role in library.roles if role.status == _IN_FORCE}
    if library.handbook.status == _IN_FORCE:
        in_force.add(("handbook", "effective_date"))
    for path, text in _dates(library):
        day = read_date(text)
        planned = path[-1] in _PLANNED and path[:2] not in in_force
        if day is not None and day > today and not planned:
            what = message("{date} is still to come", date=text)
            if path[-1] in _PLANNED:
                what = message("“{status}” stands here, but {date} is still to come",
                               status=_IN_FORCE, date=text)  # fmt: skip
            yield Hit(path, what, message("correct the date"), text)


def _overdue(subject: Subject) -> Iterator[Hit]:
    """The latest date of a page, if it is older than the handbook's own review period."""
    months, today = subject.library.handbook.review_months, subject.today
    if months is None or today is None:
        return
    latest: dict[Path, tuple[date, Path]] = {}
    for path, text in _dates(subject.library):
        day = read_date(text)
        page = path[: 1 if path[0] == "handbook" else 2]
        if day is not None and (page not in latest or day > latest[page][0]):
            latest[page] = (day, path)
    for day, path in latest.values():
        age = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
        if day <= today and (age > months or (age == months and today.day > day.day)):
            what = message(
                "last dated {date}: the review due after {months} months is overdue",
                date=day.isoformat(),
                months=months,
            )
            hint = message("review the page, and write the new date")
            yield Hit(path, what, hint, day.isoformat())


def _drafts(subject: Subject) -> Iterator[Hit]:
    """Drafts, and parts that await confirmation, in an edition that is in force."""
    library = subject.library
    if library.handbook.status != _IN_FORCE:
        return
    pages: list[tuple[Path, str | None]] = []
    pages += [(("role", each.id, "status"), each.status) for each in library.roles]
    pages += [(("department", each.id, "status"), each.status) for each in library.departments]
    for path, status in pages:
        if status in _DRAFTS:
            what = message(
                "this page is marked “{status}”, while the edition is in force", status=status
            )
            yield Hit(path, what, message("confirm it, or change the edition's status"), status)
    for role in library.roles:
        if role.supplemented:
            what = message(
                "parts of this page still await confirmation, while the edition is in force:"
                " {parts}",
                parts=[f"“{part}”" for part in role.supplemented],
            )
            hint = message(
                "confirm them and delete them from {field}",
                field=label(subject, "role", "supplemented"),
            )
            yield Hit(("role", role.id, "supplemented"), what, hint, severity=Severity.HINT)


CHECKS: tuple[Check, ...] = (
    Check(
        "JD260",
        Severity.WARNING,
        message("A date in another form than the rest"),
        _odd,
        "填写日期: 12.02.03\n",
        "填写日期: 2012-02-03\n",
    ),
    Check(
        "JD261",
        Severity.WARNING,
        message("A date still to come"),
        _future,
        "填写日期: 2099-01-01\n",
        "生效日期: 2099-01-01\n",
    ),
    Check(
        "JD262",
        Severity.WARNING,
        message("A date older than the review period"),
        _overdue,
        "handbook: {复审周期: 24}\nroles:\n  clerk: {填写日期: 2012-02-03}\n",
        """\
handbook: {复审周期: 24}
roles:
  clerk:
    填写日期: 2012-02-03
    修订记录: [{版本: B, 日期: 2024-05-06, 修订内容: 复审。}]
""",
    ),
    Check(
        "JD263",
        Severity.WARNING,
        message("A draft left in an edition that is in force"),
        _drafts,
        "handbook: {状态: 现行}\nroles:\n  clerk: {状态: 草稿}\n",
        "handbook: {状态: 征求意见稿}\nroles:\n  clerk: {状态: 草稿}\n",
    ),
)
