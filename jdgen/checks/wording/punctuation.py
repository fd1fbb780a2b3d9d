"""Punctuation of the wrong kind: half-width marks in Chinese, full-width letters, space before.

GB/T 15834—2011 gives Chinese its own marks, each as wide as a character; letters and digits are
half-width in Chinese text as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.prose import HAN, around, prose
from jdgen.errors import Message, message

_FULL = str.maketrans(",;:?!()", "，；：？！（）")
# A mark with a character before it or behind it; times (8:00), paths and formulas have none.
_HALF_WIDTH = re.compile(
    rf"(?<=[{HAN}”’》）】])[,;:?!](?=[{HAN}“‘《（【]|\s|$)"
    rf"|(?<=[{HAN}])[ \t]*\((?=[^()]*[{HAN}])|(?<=[{HAN}])\)|(?<=[{HAN}])\.(?=[{HAN}]|$)"
)
_QUOTED = re.compile(rf"\"[^\"\n]*[{HAN}][^\"\n]*\"")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_IN_ENGLISH = re.compile(r"(?<=[A-Za-z0-9])[ \t]*[，。；：？！（）]")

_SPACED = re.compile(
    rf"(?<=[\w{HAN}）)”])[ \t]+(?!:\s*[0-9])([，。；：、？！]|[,;:?!](?=\s|$)|\.(?=\s|$))"
)


# In more texts than this it is how the handbook was typed: told once, to be replaced throughout.
_MANY = 30


def _find_width(subject: Subject) -> Iterator[Hit]:
    english = subject.library.handbook.language == "en"
    hits: list[Hit] = []
    # Many texts of a large handbook say the same: each is looked through once.
    wrong = cache(lambda text: tuple(_of_the_wrong_width(text, english=english)))
    for path, text in prose(subject):
        found = wrong(text)
        # One hit for a text, with all that was found: whoever mends one mark mends them all.
        if found:
            words, what, hint = found[0]
            more = len(found) - 1
            if more:
                what = message("{what} ({more} more in this text)", what=what, more=more)
            hits.append(Hit(path, what, hint, words))
    if len(hits) > _MANY:
        first = hits[0]
        what = message("{what}; the like in {texts} texts", what=first.what, texts=len(hits))
        yield Hit(first.path, what, message("replace them throughout"), first.words)
    else:
        yield from hits


def _of_the_wrong_width(text: str, *, english: bool) -> Iterator[tuple[str, Message, Message]]:
    """Yield what was found, what is wrong with it, and what to write."""
    for found in (_IN_ENGLISH if english else _HALF_WIDTH).finditer(text):
        mark, place = found[0].strip(), around(text, *found.span())
        if english:
            what = message(
                "the full-width mark “{mark}” in English: {place}", mark=mark, place=place
            )
            yield mark, what, message("write the mark of the Latin keyboard")
        else:
            what = message(
                "the half-width mark “{mark}” in Chinese: {place}", mark=mark, place=place
            )
            yield (
                mark,
                what,
                message("write “{mark}”", mark="。" if mark == "." else mark.translate(_FULL)),
            )
    for found in _QUOTED.finditer("" if english else text):
        what = message("straight quotation marks in Chinese: {words}", words=found[0])
        yield found[0], what, message("write “{words}”", words=found[0].strip('"'))
    for found in _FULL_WIDTH.finditer(text):
        what = message("full-width letters or digits: “{words}”", words=found[0])
        yield found[0], what, message("write “{words}”", words=_narrow(found[0]))


def _narrow(text: str) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in text)


def _find_spaced(subject: Subject) -> Iterator[Hit]:
    for path, text in prose(subject):
        for found in _SPACED.finditer(text):
            yield Hit(
                path,
                message(
                    "space before “{mark}”: {place}",
                    mark=found[1],
                    place=around(text, *found.span()),
                ),
                message("delete the space"),
                found[0],
            )


CHECKS = (
    Check(
        code="JD403",
        severity=Severity.HINT,
        title=message("Marks, letters or digits of the wrong width"),
        find=_find_width,
        fails="工作职责与任务:\n  - 收集资料,整理档案（共５类）。\n",
        passes="工作职责与任务:\n  - 每日8:30前登录ERP(V2.1)，更新“台账”，误差±0.5%。\n",
    ),
    Check(
        code="JD413",
        reach=Reach.POST,
        severity=Severity.HINT,
        title=message("Space before a punctuation mark"),
        find=_find_spaced,
        fails="工作职责与任务:\n  - 收集资料 ，整理档案。\n",
        passes="工作职责与任务:\n  - '按 1 : 500 的比例绘图，维护 .NET 系统。'\n",
    ),
)
