"""A handbook against itself: names nobody bears, circles of superiors, dates of other forms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date

from jdgen.errors import Message, Problem, message
from jdgen.model import Library, Role
from jdgen.organisation import Organisation, says_nobody
from jdgen.terms import term

_Path = tuple[str | int, ...]


def check_consistency(library: Library) -> tuple[Problem, ...]:
    """Return what an attentive reader would ask about, sorted by place."""
    organisation = Organisation(library)
    findings = [
        *_unknown_names(organisation),
        *_circles(organisation),
        *_department_circles(organisation),
        *_odd_dates(library),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.location, str(finding.what))))


def _unknown_names(organisation: Organisation) -> Iterator[Problem]:
    """Superiors, subordinates, recipients and partners that no post, department or party bears."""
    library = organisation.library
    known = library.handbook.outside.names() | {library.handbook.organisation}
    titles = sorted({each.title for each in library.roles} | known)
    for role in library.roles:
        for path, name in _references(role):
            if (
                name in known
                or says_nobody((name,))
                or organisation.role(name) is not None
                or organisation.department(name) is not None
            ):
                continue
            near = difflib.get_close_matches(name, titles, n=1, cutoff=0.5)
            yield Problem(
                library.locate("role", role.id, *path),
                message(
                    "“{name}” is no post, department or outside party of this handbook", name=name
                ),
                _declare(library, name, near[0] if near else None),
                library.spell("role", role.id, *path),
            )


def _declare(library: Library, name: str, near: str | None) -> Message:
    """Return the hint for a name nobody bears; the field is called as this handbook calls it."""
    field = library.spell("handbook", "outside")
    if not field:
        field = term("handbook", "outside").label(library.handbook.language)
    if near is None:
        return message(
            "if it is real, declare it in data/handbook.yaml under {field}: {name}",
            field=field,
            name=name,
        )
    return message(
        "did you mean “{near}”? If not, declare it in data/handbook.yaml under {field}: {name}",
        near=near,
        field=field,
        name=name,
    )


def _references(role: Role) -> Iterator[tuple[_Path, str]]:
    """Yield each name that a post mentions in a field of its own, and where."""
    if role.reports_to is not None:
        yield ("reports_to",), role.reports_to
    for field in ("direct_reports", "stand_in", "promotion_to"):
        for number, name in enumerate(getattr(role, field)):
            yield (field, number), name
    for row, entry in enumerate(role.reports):
        for number, name in enumerate(entry.recipients):
            yield ("reports", row, "recipients", number), name
    for field in ("internal", "external"):
        for number, name in enumerate(getattr(role.relations, field)):
            yield ("relations", field, number), name


def _circles(organisation: Organisation) -> Iterator[Problem]:
    """Posts whose line of superiors leads back to themselves, at once or through others."""
    library = organisation.library
    own = [
        role
        for role in library.roles
        if (above := organisation.role(role.reports_to)) is not None and above.id == role.id
    ]
    for role in (*own, *organisation.circles):
        path = ("role", role.id, "reports_to")
        if role in own:
            what = message("“{title}” is named as its own superior", title=role.title)
            hint = message("write who the superior is, or delete the line")
        else:
            what = message(
                "the line of superiors of “{title}” leads back to itself", title=role.title
            )
            hint = message("correct the superior of one post of the circle")
        yield Problem(library.locate(*path), what, hint, library.spell(*path))


def _department_circles(organisation: Organisation) -> Iterator[Problem]:
    """Departments that are part of themselves, at once or through others."""
    for department in organisation.library.departments:
        above = organisation.department(department.parent)
        passed: set[str] = set()
        while above is not None and above.id not in passed:
            if above.id == department.id:
                path = ("department", department.id, "parent")
                yield Problem(
                    organisation.library.locate(*path),
                    message("the department “{name}” is part of itself", name=department.name),
                    message("write to which department it belongs, or delete the line"),
                    organisation.library.spell(*path),
                )
            passed.add(above.id)
            above = organisation.department(above.parent)


def _odd_dates(library: Library) -> Iterator[Problem]:
    for path, text in _dates(library):
        if text is not None and not is_date(text):
            yield Problem(
                library.locate(*path),
                message("“{date}” is no date in the usual form", date=text),
                message("write the date as 2012-02-03"),
                library.spell(*path),
            )


def _dates(library: Library) -> Iterator[tuple[_Path, str | None]]:
    """Yield every date of the handbook and its posts that is printed as one, and where."""
    handbook = library.handbook
    yield ("handbook", "issue_date"), handbook.issue_date
    for start, record in (
        (("handbook",), handbook),
        *((("role", role.id), role) for role in library.roles),
    ):
        yield (*start, "effective_date"), record.effective_date
        for number, revision in enumerate(record.revisions):
            yield (*start, "revisions", number, "date"), revision.date
        if record.signoff is not None:
            for name in ("prepared", "reviewed", "approved"):
                yield (*start, "signoff", name, "date"), getattr(record.signoff, name).date
    for role in library.roles:
        yield ("role", role.id, "filled_on"), role.filled_on


def is_date(text: str) -> bool:
    """Whether ``text`` is a calendar date written as 2012-02-03."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
