# ruff: noqa: E501 - a Chinese character counts as two columns
"""Which field a label names: exactly, by its parts, or nearly (a misread character).

A label here is a short text that somebody marked off as one (a cell, a line's beginning, a line of
its own). Whether it *is* a label there, its neighbourhood decides, not this module.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdgen.importers.recognise.characters import has_han, plain_label
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import RecordName
from jdgen.importers.recognise.vocabulary import (
    NOT_MISREAD,
    SECTIONS,
    TRADITIONAL,
    Target,
    columns,
    deletions,
    index,
    shorter_by_one,
)
from jdgen.importers.recognise.wordings import by_wording, column_by_wording
from jdgen.importers.recognised import FieldPath

LONGEST = 60
"""No label is longer; a text that is needs no look."""

# What may stand around the label of a requirement without changing it.
_BEFORE = re.compile(
    "^(?:最低|所需|必备|必要|岗位|职位|任职|基本|相关|需具备|应具备|本岗位|对|专业|所要求)的?"
)
_AFTER = re.compile("(?:的?要求|条件|标准|需求|水平|方面|情况|及要求|需要)$")
_LATIN = re.compile(r"[a-z][a-z0-9 .,'&/()-]*[a-z.)]|[a-z]")
_BRACKETED = re.compile(r"[(\[【<〔]([^()\[\]【】<>〔〕]*)[)\]】>〕]?")


@dataclass(frozen=True)
class LabelMatch:
    """The field that a label names.

    ``label`` is the text as printed, without its number and its colon. ``sure`` is False for a
    near miss. ``also`` are further fields that are called the same (编制 is a headcount and a
    signature), the likelier ones first.
    """

    record: RecordName
    path: FieldPath
    label: str
    sure: bool = True
    also: tuple[Target, ...] = ()

    @property
    def target(self) -> Target:
        """Record and path together."""
        return self.record, self.path


@functools.lru_cache(maxsize=10_000)
def match_label(text: str) -> LabelMatch | None:
    """Return the field that ``text`` is a label of, None if it is none.

    Tried in this order: the text as a whole, without its number, without a remark in brackets, the
    two halves of a bilingual label, alternatives (学历/教育程度), words around it that change nothing
    (最低学历要求), and at last one character misread, missing or too many.
    """
    if not text or len(text) > LONGEST:
        return None
    printed = _printed(text)
    if traditional := TRADITIONAL.get(re.sub(r"\s", "", printed)):
        return LabelMatch(*traditional, printed)
    unnumbered = _printed(split_number(printed).rest)
    for wording in dict.fromkeys((printed, unnumbered)):
        plain = plain_label(wording)
        if found := _exactly(plain) or _by_parts(plain):
            return _match(found, wording)
    plain = plain_label(unnumbered)
    if plain not in SECTIONS and plain not in NOT_MISREAD:
        remarkless = plain_label(_BRACKETED.sub("", plain))
        if named := by_wording(plain) or by_wording(remarkless):
            return LabelMatch(*named, unnumbered)
    if plain not in SECTIONS and (found := _nearly(plain)):
        return replace(_match(found, unnumbered), sure=False)
    return None


def match_column(record: str, text: str) -> str | None:
    """Return the field of ``record`` (duty, report, indicator, revision) that heads a column."""
    if not text or len(text) > LONGEST:
        return None
    names = columns()[record]
    plain = plain_label(text)
    outside = plain_label(_BRACKETED.sub("", plain))
    latin = _LATIN.search(plain) if has_han(plain) else None
    for wording in (plain, plain_label(split_number(plain).rest), outside, *_halves(plain, latin)):
        if wording in names:
            return names[wording]
    return column_by_wording(record, plain) or column_by_wording(record, outside)


def is_section(text: str) -> bool:
    """Whether a text is the name of a section without words of its own, or a form's title."""
    plain = plain_label(text)
    if len(plain) > LONGEST:
        return False
    rest = plain_label(split_number(plain).rest)
    if {plain, rest} & SECTIONS:
        return True
    latin = _LATIN.search(rest) if has_han(rest) else None
    return any(half in SECTIONS for half in _halves(rest, latin))


def _printed(text: str) -> str:
    """Return a label as printed, without colon and marks of emphasis, on one line."""
    return re.sub(r"\s+", " ", text).strip().strip(":：*＊_#·… ").strip()


def _match(targets: tuple[Target, ...], printed: str) -> LabelMatch:
    first, *others = targets
    return LabelMatch(*first, printed, also=tuple(others))


# ---- the ways to find a label


def _exactly(plain: str) -> tuple[Target, ...] | None:
    return index().get(plain)


def _by_parts(plain: str) -> tuple[Target, ...] | None:
    """Find a label with a remark, in two languages, or of several words for one thing."""
    if "(" in plain or "[" in plain or "【" in plain or "<" in plain:
        outside = plain_label(_BRACKETED.sub("", plain))
        inside = [plain_label(found) for found in _BRACKETED.findall(plain)]
        if whole := _exactly(outside) or _worded(outside):
            return whole
        # Job Title（岗位名称）: what is outside may be in words that nobody has listed.
        named = [_exactly(each) for each in inside if has_han(each) != has_han(outside)]
        if len(named) == 1 and named[0] and len(outside) <= 40:
            return named[0]
    if has_han(plain) and (latin := _LATIN.search(plain)):
        return _bilingual(plain, latin)
    if (parts := re.split(r"[/、&与和及或|]|\band\b", plain)) and 1 < len(parts) <= 4:
        found = [each for part in parts if (each := _exactly(part.strip()))]
        if len(found) == len(parts) and len({each[0] for each in found}) == 1:
            return found[0]
    return _worded(plain)


def _worded(plain: str) -> tuple[Target, ...] | None:
    """Find the label of a requirement among words that change nothing: 最低学历要求."""
    shorter = _AFTER.sub("", _BEFORE.sub("", plain))
    if shorter != plain and (found := _exactly(shorter)):
        inside = tuple(each for each in found if each[1][:1] == ("qualifications",))
        return inside or None
    return None


def _halves(plain: str, latin: re.Match[str] | None) -> Iterator[str]:
    if latin:
        rest = plain.replace(latin[0], " ", 1)
        yield plain_label(rest)
        yield plain_label(_bracketless(latin[0]))


def _bracketless(text: str) -> str:
    return text.strip("()[] /-")


def _bilingual(plain: str, latin: re.Match[str]) -> tuple[Target, ...] | None:
    """Find 岗位名称 job title: both halves name it, or one does and the other is foreign words."""
    chinese, english = (_in_one(half) for half in _halves(plain, latin))
    if chinese and english:
        shared = tuple(each for each in chinese if each in english)
        return shared or chinese
    # IT部门 is a department's name, not the label 部门.
    words = len(latin[0]) >= 4
    return (chinese or english) if words and (chinese or english) else None


def _in_one(half: str) -> tuple[Target, ...] | None:
    named = by_wording(half)
    return _exactly(half) or ((named,) if named else None)


def _nearly(plain: str) -> tuple[Target, ...] | None:
    """Find a label of which one character was misread, lost or added."""
    long_enough = 4 if has_han(plain) else 6
    if not long_enough <= len(plain) <= 30 or plain in NOT_MISREAD:
        return None
    votes: dict[tuple[Target, ...], int] = {}
    for shorter in (plain, *shorter_by_one(plain)):
        for label in deletions().get(shorter, ()):
            if abs(len(label) - len(plain)) <= 1 and _within_one(label, plain):
                targets = index()[label]
                votes[targets] = votes.get(targets, 0) + 1
    return max(votes, key=lambda each: votes[each]) if votes else None


def _within_one(one: str, other: str) -> bool:
    """Whether two texts differ by one character replaced, lost or added."""
    if len(one) > len(other):
        one, other = other, one
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    rest = other[start + 1 :]
    return rest in (one[start:], one[start + 1 :] if len(one) == len(other) else one[start:])
