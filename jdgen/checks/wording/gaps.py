"""Space between Chinese and Latin, written in some places and left out in others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Path, Severity, Subject
from jdgen.checks.prose import HAN, prose
from jdgen.errors import Message, message

_LATIN = "0-9A-Za-z"
_BOUNDARY = re.compile(
    rf"(?<=[{HAN}])([ \u00a0]?)(?=[{_LATIN}])|(?<=[{_LATIN}%])([ \u00a0]?)(?=[{HAN}])"
)
_HINT = message("write it one way throughout; the printed pages have a small gap either way")

_Place = tuple[Path, str, re.Match[str]]


def _find(subject: Subject) -> Iterator[Hit]:
    """Find the way of writing that this handbook has less often."""
    if subject.library.handbook.language != "zh":
        return
    spaced: list[_Place] = []
    plain: list[_Place] = []
    for path, text in prose(subject):
        for found in _BOUNDARY.finditer(text):
            (spaced if found[0] else plain).append((path, text, found))
    fewer, more = (spaced, plain) if len(spaced) <= len(plain) else (plain, spaced)
    if len(fewer) * 3 > len(more) and fewer:
        # No way of writing is this handbook's own: told once, not at every second text.
        path, _, found = fewer[0]
        yield Hit(path, _mixed(len(spaced), len(plain)), _HINT, found[0])
        return
    told: set[Path] = set()
    for path, text, found in fewer:
        if path not in told:
            told.add(path)
            place = text[max(0, found.start() - 4) : found.end() + 4].strip()
            yield Hit(path, _odd_one(place, spaced=fewer is spaced), _HINT, found[0])


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
