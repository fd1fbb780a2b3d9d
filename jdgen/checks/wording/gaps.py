"""Space between Chinese and Latin, written in some places and left out in others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.checks.prose import HAN, prose
from jdgen.errors import Message, message

_LATIN = "0-9A-Za-z"
_BOUNDARY = re.compile(
    rf"(?<=[{HAN}])([ \u00a0]?)(?=[{_LATIN}])|(?<=[{_LATIN}%])([ \u00a0]?)(?=[{HAN}])"
)
_ANY_LATIN = re.compile(f"[{_LATIN}]")
_HINT = message("write it one way throughout; the printed pages have a small gap either way")

_SPACED, _PLAIN = 0, 1


def _find(subject: Subject) -> Iterator[Hit]:
    """Find the way of writing that this handbook has less often."""
    if subject.library.handbook.language != "zh":
        return
    # Many texts of a large handbook say the same: each is looked through once.
    boundaries = cache(_boundaries)
    read = [(path, text, both) for path, text in prose(subject) if any(both := boundaries(text))]
    spaced, plain = (sum(len(both[way]) for *_, both in read) for way in (_SPACED, _PLAIN))
    way = _SPACED if spaced <= plain else _PLAIN
    # What is written this way, once a text.
    fewer = ((path, text, both[way][0]) for path, text, both in read if both[way])
    if min(spaced, plain) * 3 > max(spaced, plain):
        # No way of writing is this handbook's own: told once, not at every second text.
        path, _, found = next(fewer)
        yield Hit(path, _mixed(spaced, plain), _HINT, found[0])
        return
    for path, text, found in fewer:
        place = text[max(0, found.start() - 4) : found.end() + 4].strip()
        yield Hit(path, _odd_one(place, spaced=way == _SPACED), _HINT, found[0])


def _boundaries(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return where Chinese and Latin meet: with space between them, and without."""
    # Most texts have nothing Latin in them, which is soon seen.
    found = list(_BOUNDARY.finditer(text)) if _ANY_LATIN.search(text) else []
    return [each for each in found if each[0]], [each for each in found if not each[0]]


def _mixed(spaced: int, plain: int) -> Message:
    return message(
        "space between Chinese and Latin: {spaced} times with, {plain} times without",
        spaced=spaced,
        plain=plain,
    )


def _odd_one(place: str, *, spaced: bool) -> Message:
    if spaced:
        return message(
            "a space between Chinese and Latin, where this handbook has none elsewhere: {place}",
            place=place,
        )
    return message(
        "no space between Chinese and Latin, where this handbook has one elsewhere: {place}",
        place=place,
    )


CHECK = Check(
    code="JD405",
    severity=Severity.HINT,
    title=message("Space between Chinese and Latin in some places only"),
    find=_find,
    fails="工作职责与任务:\n  - 用ERP系统登记，每月5日前核对。\n  - 维护 OA系统。\n",
    passes="工作职责与任务:\n  - 用ERP系统登记，每月5日前核对。\n  - 维护Power BI报表。\n",
)
