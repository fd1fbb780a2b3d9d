"""What a handbook says in words: every text that people read as a sentence, and every duty.

Numbers of documents, dates, links and the like are left out: they have rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jdgen.checks.check import Path, Subject
from jdgen.model import Duty, Record, Role

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_NOT_PROSE = frozenset(
    {
        # what is no language at all
        "id", "code", "order", "number", "exact", "incumbents", "grade", "document_number",
        "version", "date", "issue_date", "effective_date", "filled_on", "date_posted",
        "valid_through", "link", "email", "phone", "qr", "website", "postal_code", "country",
        "currency", "occupation_code", "minimum", "maximum",
        # choices, settings, and what points to something else
        "status", "language", "theme", "chapters", "remote", "direct", "unit", "supplemented",
        "employment_type", "labels", "empty_field", "checks", "review_months", "signoff",
        "record_revisions",
        "source", "headcount", "openings", "approved_by", "control_status",
    }
)  # fmt: skip
_NUMBERING = re.compile(r"^\s*(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])\s*")
_STOPS = re.compile(r"[，,；;。！!？?：:\n]")


@dataclass(frozen=True)
class Statement:
    """One duty as somebody wrote it: where it stands and what it says.

    ``role`` is None for a duty of a department. ``path`` is that of the duty, not of its text.
    """

    path: Path
    text: str
    role: Role | None = None


def prose(subject: Subject) -> Sequence[tuple[Path, str]]:
    """Return every text that is read as words: the handbook's, the departments', the posts'."""
    return subject.once(_prose)


def _prose(subject: Subject) -> Iterator[tuple[Path, str]]:
    library = subject.library
    yield from prose_of(("handbook",), library.handbook)
    for department in library.departments:
        yield from prose_of(("department", department.id), department)
    for role in library.roles:
        yield from prose_of(("role", role.id), role)


def prose_of(start: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """Yield every text below a value of the model that is read as words, with its path."""
    if isinstance(value, str):
        yield start, value
    elif isinstance(value, Record):
        for name in _prose_fields(type(value)):
            # Most fields are empty: asking first saves half of the time.
            if item := getattr(value, name):
                yield from prose_of((*start, name), item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from prose_of((*start, number), item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from prose_of((*start, str(key)), item)


@cache
def _prose_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(name for name in kind.model_fields if name not in _NOT_PROSE)


def duties(subject: Subject) -> Sequence[Statement]:
    """Return the duties of departments and posts, those of safety too; tasks stay with theirs."""
    return subject.once(_duties)


def _duties(subject: Subject) -> Iterator[Statement]:
    library = subject.library
    for department in library.departments:
        yield from _statements(("department", department.id, "duties"), department.duties)
    for role in library.roles:
        yield from duties_of(role)


def duties_of(role: Role) -> Iterator[Statement]:
    """Yield the duties of one post, then those of safety."""
    yield from _statements(("role", role.id, "duties"), role.duties, role)
    yield from _statements(("role", role.id, "safety_duties"), role.safety_duties, role)


def _statements(
    start: Path, listed: Iterable[Duty], role: Role | None = None
) -> Iterator[Statement]:
    for number, duty in enumerate(listed):
        yield Statement((*start, number), _NUMBERING.sub("", duty.text), role)


def clauses(text: str) -> list[str]:
    """Return the parts of a text between its stops, without them; empty ones are left out."""
    return [part for piece in _STOPS.split(text) if (part := piece.strip())]


def bare(text: str) -> str:
    """Return ``text`` without the marks and the space at its end."""
    return text.rstrip(" \t\n。．.；;，,！!")


def around(text: str, start: int, end: int, reach: int = 6) -> str:
    """Return what stands at ``start`` to ``end`` with a little of its surroundings, on one line."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    piece = re.sub(r"\s+", " ", text[left:right]).strip()
    return ("…" if left else "") + piece + ("…" if right < len(text) else "")
