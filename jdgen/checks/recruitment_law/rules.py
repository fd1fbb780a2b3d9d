# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Patterns over passages: where words stand for a breach, and what in their clause clears them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jdgen.checks.check import Hit, Severity, Subject
from jdgen.checks.recruitment_law.passages import Kind, Passage, passages
from jdgen.errors import Message

ANYWHERE = frozenset(Kind)
ADVERTISED = ANYWHERE - {Kind.DUTY}
ASKED = frozenset({Kind.TITLE, Kind.DEMAND, Kind.AGE})
# Where a word about people is about those who apply, unless its clause says otherwise.
PERSONAL = frozenset({Kind.DEMAND, Kind.TERMS})

# What turns a sentence about sex, origin or health into one against discrimination.
_FAIR = re.compile(
    r"不限|不分|不论|无论|不拘|不因|不得因|不得以|均可|皆可|都可|亦可|也可|不作(?:要求|限制)"
    r"|不设限|不影响|不作为|不看|不问|不做(?:要求|限制)|(?:无|没有|不设)[^,。;]{0,6}(?:要求|限制|门槛)(?!者)|一视同仁|平等|歧视|反歧视|同工同酬"
    r"|(?i:regardless|irrespective|equal opportunit|discriminat|do not ask|all (?:genders|ages|ethnic)"
    r"|any (?:gender|sex|age|ethnic|religion))"
)
# In a duty: the people that the work is about, who are not those that are sought.
_OTHERS = re.compile(
    r"客户|顾客|客群|消费者|用户|会员|旅客|乘客|游客|宾客|来宾|患者|病人|孕产?妇|产妇|学生|学员|幼儿|儿童"
    r"|老人|住户|租户|业主|读者|观众|居民|受众|人群|市场|产品|商品|服装|款式|品类|报表|统计|台账|档案|系统"
    r"|政策|法规|合规|入内|进入|出入|入住|使用|宿舍|浴室|更衣|访客|通行|就诊|办理|(?i:customer|client|patient|guest|student|resident|passenger|market|product)"
)
# Women, children or others are let go first there: 引导旅客候车,女士优先.
_SERVED_FIRST = re.compile("旅客|乘客|候车|候机|登车|登机|上车|排队|让座|礼让")
_BREAK = re.compile(r"[,。;!?()\[\]\n]")


@dataclass(frozen=True)
class Rule:
    """A pattern, the kinds of text it is looked for in, and what in its clause clears it.

    Patterns are written for half-width punctuation. ``severity`` None: the check's own.
    """

    written: str
    kinds: frozenset[Kind] = ADVERTISED
    cleared_by: str = ""
    severity: Severity | None = None

    # Made when first needed: most texts have none of the words that lead to a rule.
    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is looked for."""
        return re.compile(self.written, re.IGNORECASE)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What clears it in the same clause, if anything does."""
        return re.compile(self.cleared_by, re.IGNORECASE) if self.cleared_by else None


@dataclass(frozen=True)
class Found:
    """Words of a passage, as they are written there."""

    passage: Passage
    words: str
    severity: Severity | None


def rule(
    pattern: str,
    kinds: frozenset[Kind] = ADVERTISED,
    unless: str = "",
    severity: Severity | None = None,
) -> Rule:
    """Return a rule of patterns given as text."""
    return Rule(pattern, kinds, unless, severity)


def alone(pattern: str) -> str:
    """Return a pattern for what makes up an item of a list, or a clause, by itself."""
    return rf"(?:^|(?<=[,、。;()\s/]))\s?(?:{pattern})(?=$|[,、。;()!\s/])"


def find_words(
    subject: Subject, trigger: re.Pattern[str], rules: Sequence[Rule]
) -> Iterator[Found]:
    """Yield what the rules find; only texts with the trigger are looked at closely."""
    for passage in passages(subject):
        if trigger.search(passage.text):
            yield from _in_passage(passage, rules)


def _in_passage(passage: Passage, rules: Sequence[Rule]) -> Iterator[Found]:
    plain = passage.plain
    breaks: list[int] = []
    told = bytearray(len(plain))  # letters that a finding stands for already
    for each in rules:
        if passage.kind not in each.kinds:
            continue
        # A long list without a stop is one clause with many matches: it is read once.
        cleared: dict[tuple[int, int], bool] = {}
        for match in each.pattern.finditer(plain):
            end = match.end()
            start = end - len(match.group().lstrip())
            if any(told[start:end]):
                continue
            # Most passages with a trigger have nothing else.
            breaks = breaks or [-1, *(sign.start() for sign in _BREAK.finditer(plain)), len(plain)]
            clause = _around(breaks, start, end)
            if clause not in cleared:
                cleared[clause] = _clears(each, passage, plain[slice(*clause)])
            if not cleared[clause]:
                told[start:end] = b"1" * (end - start)
                yield Found(passage, passage.text[start:end], each.severity)


def _around(breaks: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return where the clause or clauses begin and end that a match stands in."""
    return breaks[bisect_left(breaks, start) - 1] + 1, breaks[bisect_left(breaks, end)]


def _clears(each: Rule, passage: Passage, clause: str) -> bool:
    if _FAIR.search(clause) or (each.unless is not None and each.unless.search(clause)):
        return True
    if passage.kind is not Kind.DUTY:
        return False
    return _OTHERS.search(clause) is not None or _SERVED_FIRST.search(passage.plain) is not None


def word_check(
    trigger: str, rules: Sequence[Rule], say: Callable[[Found], tuple[Message, Message]]
) -> Callable[[Subject], Iterator[Hit]]:
    """Return the function of a check: one hit for each place where a rule finds words."""
    compiled = re.compile(trigger, re.IGNORECASE)

    def find(subject: Subject) -> Iterator[Hit]:
        for found in find_words(subject, compiled, rules):
            what, hint = say(found)
            yield Hit(found.passage.path, what, hint, found.words, found.severity)

    return find
