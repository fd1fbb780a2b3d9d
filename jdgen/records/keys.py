"""The keys of data files: which field each one names, and what was meant by one that names none.

Floor 1, below ``records``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from jdgen.errors import Message, message
from jdgen.terms import TERMS, Term, canonical_key

SHORT_FORMS = ("duty", "signature", "address", "pay", "application")
"""Records that may be written as one text; a colon in that text makes fields of it."""

# Records that group fields and stand once.
_GROUPS = (
    "relations", "qualifications", "foreword", "outside", "signoff", "recruitment", "employer",
)  # fmt: skip


class Spelling(Enum):
    """How the keys of a file are written; a message shows them the same way."""

    CHINESE = "zh"
    ENGLISH = "en"
    NAME = "name"

    def write(self, known: Term) -> str:
        """Return the key of a field in this spelling."""
        return {"zh": known.zh, "en": known.en, "name": known.name}[self.value]


@dataclass(frozen=True)
class OwnLabels:
    """Labels that a handbook prints in place of the known ones; they are keys as well.

    ``names`` gives the fields' canonical names by record and label. ``unread`` is the text of a
    handbook that could not be read: what stands in it may be such a label.
    """

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unread: str = ""

    def canonical(self, record: str, key: str) -> str | None:
        """Return the field that ``key`` names in ``record``, None if it is no own label."""
        return self.names.get(record, {}).get(key)

    def may_be(self, key: str) -> bool:
        """Whether ``key`` may be an own label that is not known yet."""
        return bool(key) and key in self.unread


NO_OWN_LABELS = OwnLabels()


def spelling_of(*mappings: tuple[Any, str]) -> Spelling:
    """Return how keys are written: told by the first mapping with a field that says so.

    Each mapping comes with the record that it is. Chinese labels where none says anything.
    """
    for keys, record in mappings:
        if not isinstance(keys, dict):
            continue
        fields = [known for known in TERMS.get(record, ()) if known.name != "id"]
        if any(not key.isascii() for key in keys):
            return Spelling.CHINESE
        if any(known.name in keys for known in fields):
            return Spelling.NAME
        if any(known.en in keys for known in fields):
            return Spelling.ENGLISH
    return Spelling.CHINESE


def nearest(word: str, fields: Iterable[Sequence[str]]) -> str | None:
    """Return the spelling that ``word`` was most likely meant to be, None if none is near.

    ``fields`` gives the spellings of each field, the printed one first. Of several fields equally
    near, the one of which more spellings are.
    """
    best: tuple[float, int, int] = (0.5, 0, 0)
    found: str | None = None
    for spellings in fields:
        scores = [
            (_likeness(word, spelling), _common_start(word, spelling)) for spelling in spellings
        ]
        highest = max(scores)
        if (score := (*highest, scores.count(highest))) > best:
            best, found = score, spellings[scores.index(highest)]
    return found


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold(), other.casefold()).ratio()


def unknown_key(
    own: OwnLabels, records: tuple[str, str], key: str, spelling: Spelling
) -> tuple[Message, Message]:
    """Return what to say about a key that names no field, and what to do.

    ``records``: the one that the file as a whole is, and the one in which the key stands.
    """
    whole, record = records
    what = message("there is no field called “{key}” here", key=key)
    if (holder := _holder(record, key)) is not None:
        return what, message(
            "it belongs below “{holder}”, two spaces further in", holder=spelling.write(holder)
        )
    labels = own.names.get(record, {})
    fields = [
        [
            spelling.write(known),
            *(own for own in labels if labels[own] == known.name),
            *known.keys(),
        ]
        for known in TERMS[record]
    ]
    if record in SHORT_FORMS:
        return what, message(
            "if this is text with a colon in it, put it into quotation marks; the fields known"
            " here are: {labels}",
            labels=[written[0] for written in fields],
        )
    if near := nearest(key, fields):
        return what, message("did you mean “{near}”?", near=near)
    if record != whole and canonical_key(whole, key) is not None:
        return what, message("begin this line at the left margin, without spaces before it")
    return what, message(
        "the fields known here are: {labels}", labels=[written[0] for written in fields]
    )


def _holder(record: str, key: str) -> Term | None:
    """Return the group of fields in ``record`` to which ``key`` belongs, None if none or several.

    A line of such a group that is not indented ends up one level too high.
    """
    holders = [
        known
        for known in TERMS[record]
        if known.holds in _GROUPS and canonical_key(known.holds, key) is not None
    ]
    return holders[0] if len(holders) == 1 else None


def _common_start(one: str, other: str) -> int:
    length = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        length += 1
    return length
