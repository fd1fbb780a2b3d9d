"""The table of all checks, and the run over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from jdgen.checks import consistency, labour_law, recruitment_law, wording
from jdgen.checks.check import Check, Finding, Hit, Severity, Subject
from jdgen.checks.reading import NOTE, READING
from jdgen.checks.settings import UNKNOWN, UNUSED, Settings
from jdgen.errors import Problem
from jdgen.model import Library

CHECKS: tuple[Check, ...] = (
    UNUSED,
    UNKNOWN,
    *consistency.CHECKS,
    *recruitment_law.CHECKS,
    *wording.CHECKS,
    *labour_law.CHECKS,
)
"""Every check of data that could be read, by code."""

ALL_CHECKS: tuple[Check, ...] = (*READING, *CHECKS)
"""Those and what may be found while reading."""

_CODES = frozenset({NOTE.code, *(check.code for check in CHECKS)})


def run_checks(
    library: Library,
    today: date | None = None,
    notes: Iterable[Problem] = (),
    wanted: Callable[[str], bool] = lambda code: True,  # noqa: ARG005 - every code
) -> tuple[Finding, ...]:
    """Return what the checks find, by place.

    ``today`` None: nothing is compared with the clock. ``notes`` are what was worth a word while
    reading. ``wanted`` says by code which checks to run; exceptions for others are not judged.
    """
    subject = Subject(library, today)
    settings = Settings(subject)
    found: list[Finding] = []
    used: set[int] = set()
    ran: set[str] = set()

    def keep(check: Check, hits: Iterable[Hit]) -> None:
        severity = settings.severity(check.code, check.severity)
        if severity is None or not wanted(check.code):
            return
        ran.add(check.code)
        is_set = settings.is_set(check.code)
        for hit in hits:
            passing = settings.exceptions(check.code, hit)
            used.update(passing)
            if not passing:
                matters = severity if is_set or hit.severity is None else hit.severity
                found.append(_finding(library, check, hit, matters))

    for check in CHECKS:
        keep(check, check.find(subject))
    keep(UNKNOWN, settings.unknown(_CODES))
    keep(UNUSED, settings.unused(used, ran))
    found += _noted(settings, notes) if wanted(NOTE.code) else ()
    return tuple(sorted(found, key=lambda each: (each.location, each.code, str(each.what))))


def _finding(library: Library, check: Check, hit: Hit, severity: Severity) -> Finding:
    kind, *rest = hit.path
    return Finding(
        code=check.code,
        severity=severity,
        what=hit.what,
        hint=hit.hint,
        location=library.locate(*hit.path),
        key=library.spell(*hit.path),
        role=str(rest[0]) if kind == "role" and rest else "",
        articles=check.articles,
        words=hit.words,
    )


def _noted(settings: Settings, notes: Iterable[Problem]) -> Iterator[Finding]:
    severity = settings.severity(NOTE.code, NOTE.severity)
    if severity is None:
        return
    for note in notes:
        yield Finding(NOTE.code, severity, note.what, note.hint, note.location, note.key)
