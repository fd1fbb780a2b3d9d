"""A handbook against itself: names that nobody bears, circles of superiors, dates of other forms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date

from jdgen.errors import Problem, message
from jdgen.model import Library, Role
from jdgen.organisation import Organisation, says_nobody
from jdgen.terms import term


def check_consistency(library: Library) -> tuple[Problem, ...]:
    """Return what an attentive reader would ask about, sorted by place."""
    organisation = Organisation(library)
    findings = [
        *_unknown_names(organisation),
        *_circles(organisation),
        *_odd_dates(library),
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.location, str(finding.what))))


def _unknown_names(organisation: Organisation) -> Iterator[Problem]:
    """Superiors, subordinates, recipients and partners that no post, department or party bears."""
    library = organisation.library
    outside = library.handbook.outside.names()
    known = outside | {library.handbook.organisation}
    for role in library.roles:
        for path, label, name in _references(role):
            if (
                name in known
                or organisation.role(name) is not None
                or organisation.department(name) is not None
            ):
                continue
            near = difflib.get_close_matches(
                name, sorted({each.title for each in library.roles} | known), n=1, cutoff=0.5
            )
            hint = (
                message("did you mean “{near}”? If not, declare “{name}” under 外部单位 in "
                        "data/handbook.yaml", near=near[0], name=name)
                if near
                else message("declare “{name}” under 外部单位 in data/handbook.yaml", name=name)
            )  # fmt: skip
            yield Problem(
                library.locate("role", role.id, *path),
                message("“{name}” is no post, department or outside party of this handbook",
                        name=name),
                hint,
                label,
            )  # fmt: skip


def _references(role: Role) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Yield each name a post mentions in a field of its own: path, label, name."""
    label = term("role", "reports_to").zh
    if role.reports_to is not None and not says_nobody((role.reports_to,)):
        yield ("reports_to",), label, role.reports_to
    if not says_nobody(role.direct_reports):
        for name in role.direct_reports:
            yield ("direct_reports",), term("role", "direct_reports").zh, name
    for number, entry in enumerate(role.reports):
        for name in entry.recipients:
            yield ("reports", number, "recipients"), term("report", "recipients").zh, name
    for field in ("internal", "external"):
        for name in getattr(role.relations, field):
            yield ("relations", field), term("relations", field).zh, name
    for field in ("stand_in", "promotion_to"):
        for name in getattr(role, field):
            yield (field,), term("role", field).zh, name


def _circles(organisation: Organisation) -> Iterator[Problem]:
    for role in organisation.circles:
        yield Problem(
            organisation.library.locate("role", role.id, "reports_to"),
            message("the line of superiors of “{title}” leads back to itself", title=role.title),
            message("correct 直接上级 of one post of the circle"),
            term("role", "reports_to").zh,
        )


def _odd_dates(library: Library) -> Iterator[Problem]:
    dates: list[tuple[tuple[str | int, ...], str, str | None]] = []
    for name in ("issue_date", "effective_date"):
        dates.append(
            (("handbook", name), term("handbook", name).zh, getattr(library.handbook, name))
        )
    for role in library.roles:
        for name in ("filled_on", "effective_date"):
            dates.append(
                (("role", role.id, name), term("role", name).zh, getattr(role, name))
            )
    for path, label, text in dates:
        if text is not None and not is_date(text):
            yield Problem(
                library.locate(*path),
                message("“{text}” is no date in the usual form", text=text),
                message("write the date as 2012-02-03"),
                label,
            )


def is_date(text: str) -> bool:
    """Whether ``text`` is a calendar date written as 2012-02-03."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
