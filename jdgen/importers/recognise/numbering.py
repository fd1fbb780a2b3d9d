# ruff: noqa: E501 - a Chinese character counts as two columns
"""The numbers that stand before duties, headings and labels, in every style that people type."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

DIGITS = "0-9０-９"
_HAN_NUMBER = "[一二三四五六七八九十〇零百两]{1,4}"
_DOT = "[.．。]"
_CLOSE = "[)）﹚〕\\]】]"
_OPEN = "[(（﹙〔\\[【]"
# What follows a decimal that is a quantity, not a number of a list: 1.5万元, 2.5米, 8.5小时.
_UNIT = "[万亿元年月日米倍个人天小时级版分秒度号%％‰°]"
_ROMAN = "(?:[IVXivx]{1,5}|[Ⅰ-Ⅻⅰ-ⅻ])"
_BULLETS = "•●■◆★▪▫◦‣⁃○◇▲△►▶➢➤❖※·∙‧・◎☆➔→✓✔√\uf0b7\uf0a7\uf06c\uf0d8\uf0fc\uf075\uf06e"

_DECIMAL = (
    rf"[{DIGITS}]{{1,2}}(?:[.．][{DIGITS}]{{1,2}}){{1,3}}"
    rf"(?:[、)）]|[.．](?![{DIGITS}])|(?=\s)|(?=[一-鿿])(?!{_UNIT}))"
)

# Each style with its usual depth (0: chapters), the outermost first. The order is the order in
# which they are tried.
_STYLES: tuple[tuple[int, str], ...] = (
    (0, rf"第\s*(?:{_HAN_NUMBER}|[{DIGITS}]{{1,3}})\s*(?:章|部分|篇|节|条|编)[\s:：、.．]*"),
    (2, rf"{_OPEN}\s*{_HAN_NUMBER}\s*{_CLOSE}[、.．:：]?|[㈠-㈩]"),
    (2, rf"{_HAN_NUMBER}\s*[)）]"),
    (1, rf"{_HAN_NUMBER}\s*(?:[、.．:：]|[,，](?=\S))|第{_HAN_NUMBER}[、,，:：]"),
    (5, rf"{_OPEN}\s*[{DIGITS}]{{1,3}}\s*{_CLOSE}[、.．]?|[⑴-⒇]"),
    # 1.1, 3.2.1
    (4, _DECIMAL),
    # 4.5,000元 is the fourth of a list: no decimal has thousands behind its point.
    (3, rf"[{DIGITS}]{{1,3}}\s*(?:、|[)）]|[.．](?![{DIGITS}])|[.．](?=[0-9]{{1,3}},[0-9]{{3}})|。)|[⒈-⒛]"),
    (6, "[①-⑳㉑-㉟㊱-㊿❶-❿➀-➓⓫-⓴][、.．]?"),
    (7, rf"{_OPEN}\s*[A-Za-zａ-ｚＡ-Ｚ]\s*{_CLOSE}|[A-Za-zａ-ｚＡ-Ｚ]\s*(?:[)）、]|{_DOT}(?=\s|[一-鿿]))"),
    (8, rf"{_OPEN}\s*{_ROMAN}\s*{_CLOSE}|{_ROMAN}\s*(?:[)）、]|{_DOT}(?=\s|[一-鿿]))"),
    (9, rf"[{_BULLETS}]|[-–—*＊+](?=\s)|[-–—](?=[一-鿿])|[oO](?=\s{{2}})"),
)  # fmt: skip
_NUMBERED = tuple((level, re.compile(rf"({style})\s*")) for level, style in _STYLES)
# A bare number before text: "1 负责…", "2  Prepare …". Only in a line of its own is it one.
_BARE = re.compile(
    rf"([{DIGITS}]{{1,2}})[\s　]+(?=[一-鿿A-Za-z“《（(])(?!{_UNIT}|(?:years?|months?|weeks?|days?|hours?|people|persons?|or|to|and|yrs?)\b)"
)
# A one that was read as a letter: l、负责…
_MISREAD_ONE = re.compile(r"[lIi|]\s*、(?=[一-鿿])")
_HAN_VALUES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}  # fmt: skip
_CIRCLED = (("①", 1), ("㉑", 21), ("㊱", 36), ("❶", 1), ("➀", 1), ("⑴", 1), ("⒈", 1), ("㈠", 1))
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}


class Numbered(NamedTuple):
    """A text without its number; ``number`` is empty and ``level`` -1 where there was none.

    ``level`` is a style, not a depth: of two styles in one list, the one with the lesser level is
    usually the outer one. 0 第一章, 1 一、, 2 （一）, 3 1、, 4 1.1, 5 （1）, 6 ①, 7 a), 8 i), 9 bullets.
    """

    number: str
    level: int
    rest: str


NO_NUMBER = Numbered("", -1, "")


def split_number(text: str) -> Numbered:
    """Take the number or bullet off the beginning of ``text``; ``rest`` is what is left, stripped."""
    stripped = text.strip()
    if found := _MISREAD_ONE.match(stripped):
        return Numbered("1、", 3, stripped[found.end() :].strip())
    for level, pattern in _NUMBERED:
        if found := pattern.match(stripped):
            return Numbered(found[1].strip(), level, stripped[found.end() :].strip())
    if found := _BARE.match(stripped):
        return Numbered(found[1], 3, stripped[found.end() :].strip())
    return Numbered("", -1, stripped)


def ordinal(number: str) -> int:
    """Return what a number counts (（三） → 3, 2.1 → 1, b) → 2); 0 for bullets and what is none."""
    plain = re.sub(r"[第章部分篇节条编\s:：、.．。,，()（）﹙﹚〔〕\[\]【】]+$", "", number)
    plain = re.sub(r"^[第\s(（﹙〔\[【]+", "", plain)
    if digits := re.search(rf"[{DIGITS}]+$", plain):
        return int(digits[0])
    if len(plain) == 1 and (value := _single(plain)):
        return value
    if re.fullmatch(_HAN_NUMBER, plain):
        return _han(plain)
    if re.fullmatch("[ivxIVX]+", plain):
        return _roman(plain.lower())
    return 0


def _single(character: str) -> int:
    for first, value in _CIRCLED:
        if 0 <= (distance := ord(character) - ord(first)) < 20 and not character.isalpha():
            return value + distance
    if character.isascii() and character.isalpha() and character not in "ivxIVX":
        return ord(character.lower()) - ord("a") + 1
    return 0


def _han(text: str) -> int:
    tens, found, ones = text.partition("十")
    if not found:
        return _HAN_VALUES.get(text[-1:], 0)
    return _HAN_VALUES.get(tens[-1:], 1) * 10 + _HAN_VALUES.get(ones[:1], 0)


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[character] for character in text]
    following = [*values[1:], 0]
    return sum(-one if one < next_ else one for one, next_ in zip(values, following, strict=True))


# ---- several items in one run of text

# Where an item may begin inside a run: style and pattern; the first group is the number's value.
_INSIDE = (
    (3, re.compile(rf"(?<![{DIGITS}.．第A-Za-z(（\-])([{DIGITS}]{{1,2}})\s*([、)）]|[.．](?![{DIGITS}]))")),
    (5, re.compile(rf"[(（]\s*([{DIGITS}]{{1,2}})\s*([)）])")),
    (6, re.compile("([①-⑳])(、?)")),
    (2, re.compile(rf"[(（]\s*({_HAN_NUMBER})\s*([)）])")),
    (1, re.compile(rf"(?<![一-鿿])({_HAN_NUMBER})\s*(、)")),
    (7, re.compile(r"(?<![A-Za-z])([a-zA-Z])([)）.])(?=[\s一-鿿])")),
)  # fmt: skip
# The mark that is left where the number before it was lost: “;、收集” and “。 负责”.
_LOST_NUMBER = re.compile(r"(?:^|(?<=[;；。.\s]))\s*、(?=\S)")
_BREAK = re.compile(r"(?<=[。；;])\s+(?=\S)")


def split_items(text: str) -> list[str]:
    """Cut a text that holds a whole list (1、…；2、…；3、…) into its items, each with its number.

    Words before the first item stand first. A text that holds no list comes back as it is.
    """
    if text.lstrip().startswith("、"):
        return [
            part.strip().rstrip("、").strip() for part in _LOST_NUMBER.split(text) if part.strip()
        ]
    lists = [starts for _, pattern in _INSIDE if len(starts := _sequence(text, pattern)) > 1]
    if not lists:
        return [text]
    # The list that begins first is the outer one.
    starts = min(lists, key=lambda each: each[0])
    edges = [0, *starts, len(text)]
    parts = [text[one:other].strip() for one, other in pairwise(edges)]
    return [part for part in parts if part]


def split_sentences(text: str) -> list[str]:
    """Cut a text whose items have lost their numbers where a space follows a sentence's end."""
    return [part.strip() for part in _BREAK.split(text) if part.strip()]


def _sequence(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return where the items 1, 2, 3 … of one style begin, as far as they count on."""
    starts: list[int] = []
    mark = ""
    for found in pattern.finditer(text):
        value = ordinal(found[1])
        if not starts and value == 1:
            starts, mark = [found.start()], found[2]
        elif starts and value == len(starts) + 1 and found[2] == mark:
            # Two numbers side by side (1、2号) are no items.
            if found.start() - starts[-1] < 4:
                return []
            starts.append(found.start())
    return starts
