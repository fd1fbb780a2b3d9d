"""The table of all checks, and the run over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from jdgen.checks import consistency, labour_law, recruitment_law, wording
from jdgen.checks.check import (
    Check,
    Checked,
    Earlier,
    Finding,
    Hit,
    Reach,
    Severity,
    Subject,
)
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

_NOTHING_KNOWN = Earlier()
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
    return run_again(library, today, notes, wanted).findings


def run_again(
    library: Library,
    today: date | None = None,
    notes: Iterable[Problem] = (),
    wanted: Callable[[str], bool] = lambda code: True,  # noqa: ARG005 - every code
    earlier: Earlier = _NOTHING_KNOWN,
) -> Checked:
    """Do the same, and look at posts again only where ``earlier`` says that something is found."""
    subject = Subject(library, today)
    looked_at = _Looks(subject, earlier)
    settings = Settings(subject)
    found: list[Finding] = []
    used: set[int] = set()
    ran: set[str] = set()
    by_post: dict[str, set[str]] = {role.id: set() for role in library.roles}

    def keep(check: Check, hits: Iterable[Hit]) -> None:
        severity = settings.severity(check.code, check.severity)
        if severity is None or not wanted(check.code):
            return
        ran.add(check.code)
        is_set = settings.is_set(check.code)
        for hit in hits:
            if check.reach is not Reach.LIBRARY and hit.path[0] == "role":
                by_post[str(hit.path[1])].add(check.code)
            passing = settings.exceptions(check.code, hit)
            used.update(passing)
            if not passing:
                matters = severity if is_set or hit.severity is None else hit.severity
                found.append(_finding(library, check, hit, matters))

    for check in CHECKS:
        keep(check, check.find(looked_at.by(check)))
    keep(UNKNOWN, settings.unknown(_CODES))
    keep(UNUSED, settings.unused(used, ran))
    found += _noted(settings, notes) if wanted(NOTE.code) else ()
    by_place = sorted(found, key=lambda each: (each.location, each.code, str(each.what)))
    return Checked(
        tuple(by_place), {role: frozenset(codes) for role, codes in by_post.items()}
    )


class _Looks:
    """What each check is to look at: everything, but for posts where it would find nothing."""

    def __init__(self, subject: Subject, earlier: Earlier) -> None:
        self._subject = subject
        self._earlier = earlier
        self._parts: dict[frozenset[str], Subject] = {}
        roles = subject.library.roles
        self._new = {role.id for role in roles if role.id not in earlier.by_post}
        self._found: dict[str, set[str]] = defaultdict(set)
        for role, codes in earlier.by_post.items():
            for code in codes:
                self._found[code].add(role)

    def by(self, check: Check) -> Subject:
        """Return the subject of one check; those with the same posts to look at share one."""
        names = check.reach is Reach.NAMES and not self._earlier.same_names
        if check.reach is Reach.LIBRARY or names or not self._earlier.by_post:
            return self._subject
        again = frozenset(self._new | self._found[check.code])
        if again not in self._parts:
            roles = [role for role in self._subject.library.roles if role.id in again]
            self._parts[again] = self._subject.part(roles)
        return self._parts[again]


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
