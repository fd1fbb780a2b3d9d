"""Experience and education asked for in words, as the published values of job markup.

The values are those of Google's documentation of JobPosting (educationRequirements,
experienceRequirements), which schema.org leaves open.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

NO_REQUIREMENTS = "no requirements"

# From the lowest on: of several that a text names, the lowest one is what it asks for.
_CREDENTIALS: Mapping[str, str] = {
    "high school": r"高中|中专|中技|中职|职高|技校|high school|secondary|a-levels?\b",
    "professional certificate": r"职业资格证|professional certificate",
    "associate degree": (
        r"大专|专科|高职|associate|college diploma|junior college|foundation degree"
    ),
    "bachelor degree": r"本科|学士|bachelor|undergraduate",
    "postgraduate degree": (
        r"硕士|博士|研究生|\bmaster(?:’s|'s|s)?\b|postgraduate|ph\.?d|doctora|\bmba\b"
    ),
}
_BELOW = r"初中|小学|primary school|middle school"
_ANYONE = (
    r"不限|不需要?|不要求|无要求|无需|没有要求"
    r"|(no|none|not) .*(required|requirements?|needed|necessary)"
    r"|(none|no requirements?|not required|any)"
)
_NUMBERS: Mapping[str, int] = {
    **{digit: number for number, digit in enumerate("零一二三四五六七八九")},
    "两": 2,
    **{
        word: number
        for number, word in enumerate(
            ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
             "eleven", "twelve"),
            start=1,
        )
    },
}  # fmt: skip
_CHINESE = "[一二两三四五六七八九十]{1,3}"
_ENGLISH = "|".join(word for word in _NUMBERS if word.isascii())
_SPAN = re.compile(
    rf"(?<![0-9])(?P<number>[0-9]{{1,2}}(?![0-9])|{_CHINESE}|(?:{_ENGLISH})\b)\s*\+?\s*个?\s*"
    # To a second number, which is the most: no matter here.
    rf"(?:[-–—~～至到]|\bto\b)?\s*(?:[0-9]{{1,2}}|{_CHINESE})?\s*\+?\s*个?\s*"
    r"(?P<unit>年|月|years?\b|months?\b)"
)
_HALF_A_YEAR = re.compile(r"半年|half a year")
# Then the number is no least: a wish, an alternative, a most.
_NO_LEAST = re.compile(
    r"优先|应届|不超过|以内|以下|少于|至多|\bpreferred\b|\bdesirable\b|\bor equivalent\b"
    r"|\bor graduate|\bup to\b|\bless than\b|\bat most\b|\bno more than\b"
)


def credential(text: str) -> str:
    """Return the published value that an education is, ``no requirements``, or empty for none."""
    words = text.casefold()
    if re.search(_BELOW, words):
        return ""
    found = (value for value, pattern in _CREDENTIALS.items() if re.search(pattern, words))
    lowest = next(found, "")
    if lowest:
        return lowest
    return NO_REQUIREMENTS if _is_open(words) else ""


def months_of_experience(text: str) -> int | None:
    """Return the least experience that a text asks for, in months: 0 for none, None if unclear."""
    words = text.casefold()
    clause = re.split("[，,；;。]", words, maxsplit=1)[0]
    if _NO_LEAST.search(clause):
        return None
    span = _SPAN.search(clause)
    if span is None:
        if _HALF_A_YEAR.search(clause):
            return 6
        return 0 if _is_open(words) else None
    number = _read(span["number"])
    return number * 12 if span["unit"][0] in "年y" else number


def _is_open(words: str) -> bool:
    # What is said not to be asked for may stand on either side: 经验不限, 无需经验, 无经验要求.
    plain = re.sub("[ 。.（）()]|工作经验|经验|学历", "", words) if not words.isascii() else words
    return re.fullmatch(_ANYONE, plain.strip(" .()")) is not None


def _read(written: str) -> int:
    """Read a number of up to two digits, in digits, Chinese or English."""
    if written.isdecimal():
        return int(written)
    if "十" in written:
        tens, _, ones = written.partition("十")
        return 10 * _NUMBERS.get(tens, 1) + _NUMBERS.get(ones, 0)
    return _NUMBERS.get(written, 0)
