"""Duties that say nearly the same, within one post and between posts.

Two duties are nearly the same if, but for marks, small words and accepted synonyms, nothing of one
stands in another form in the other: 编制月度计划 and 编制季度计划 are alike and two things all the
same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.consistency.likeness import near_duplicates
from jdgen.checks.prose import HAN, Statement, duties_of
from jdgen.errors import message
from jdgen.model import Role

_ALIKE = 90.0
# Shorter ones are alike by chance.
_LEAST_WITHIN = 6
_LEAST_BETWEEN = 10
# What so many posts say is the house's own wording, not a copy that was forgotten.
_MOST = 3

# What is compared: characters of Chinese, words of English, numbers.
_UNITS = re.compile(f"[{HAN}]|[a-z]+|[0-9.]+")
_SMALL = re.compile(r"[的地得了]|以及|并且|等\W*$|\b(?:the|a|an|and|or|of)\b")
_SYNONYMS = (
    (re.compile("制订|拟定|拟订"), "制定"),
    (re.compile("顾客"), "客户"),
    (re.compile("帐"), "账"),
    (re.compile("[和与及]"), "、"),
    (re.compile("其它"), "其他"),
    (re.compile(r"^负责|^做好|工作\W*$"), ""),
)
_CUSTOMARY = re.compile(
    "(?:交办|交给|下达|布置|指派|安排)的?(?:其他|其它|各项|临时|任务|工作)|保密|秘密|机密"
    "|规章制度|劳动纪律|服从|工作日志|早会|例会|5S|6S|卫生"
    "|assigned|other (?:work|duties|tasks)|confidential",
    re.IGNORECASE,
)
# 出纳一 and 出纳二, 高级工程师 and 工程师 are expected to do the same.
_RANKS = re.compile(
    "(?<![A-Za-z])[A-Za-z]{1,2}(?![A-Za-z])|[0-9一二三四五六七八九十]+|[号级岗（）()第区副]"
    "|高级|中级|初级|资深|助理|见习|实习|储备|首席"
    "|senior|junior|assistant|deputy|lead|trainee",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Said:
    """A duty with its post, its place in it, and what is compared of it."""

    role: Role
    number: int
    duty: Statement

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The duty's text without what makes no difference."""
        return _core(self.duty.text)

    @property
    def own_tasks(self) -> bool:
        """Whether it is peculiar enough to be compared with those of other posts."""
        return len(self.core) >= _LEAST_BETWEEN and not _CUSTOMARY.search(self.duty.text)


@lru_cache(maxsize=16_384)
def _core(text: str) -> tuple[str, ...]:
    text = text.casefold()
    for pattern, plain in _SYNONYMS:
        text = pattern.sub(plain, text)
    return tuple(_UNITS.findall(_SMALL.sub("", text)))


def _said_by(role: Role) -> list[_Said]:
    return [_Said(role, int(duty.path[-1]) + 1, duty) for duty in duties_of(role)]


def _same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two cores say the same: nothing but small insertions tells them apart."""
    if one == other:
        return True
    if fuzz.ratio(one, other, score_cutoff=_ALIKE) < _ALIKE:
        return False
    return all(step.tag != "replace" for step in Levenshtein.opcodes(one, other))


def _find_within(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        said = [each for each in _said_by(role) if len(each.core) >= _LEAST_WITHIN]
        for place, later in enumerate(said):
            earlier = next((each for each in said[:place] if _same(each.core, later.core)), None)
            if earlier is not None:
                yield Hit(
                    later.duty.path,
                    message(
                        "nearly the same as duty {number} of this post: “{words}”",
                        number=earlier.number,
                        words=earlier.duty.text,
                    ),
                    message("delete one of the two, or say what sets them apart"),
                    later.duty.text,
                )


def _find_between(subject: Subject) -> Iterator[Hit]:
    said = [each for role in subject.library.roles for each in _said_by(role) if each.own_tasks]
    for group in _groups(said):
        posts = {each.role.id: each for each in reversed(group)}
        first = group[0]
        if len(posts) > _MOST:
            continue
        for each in posts.values():
            if _rankless(each.role.title) != _rankless(first.role.title):
                yield Hit(
                    each.duty.path,
                    message(
                        "nearly the same as duty {number} of the post “{title}”: “{words}”",
                        number=first.number,
                        title=first.role.title,
                        words=first.duty.text,
                    ),
                    message("say which of the posts is in charge, and what the other contributes"),
                    each.duty.text,
                )


def _rankless(title: str) -> str:
    return _RANKS.sub("", title).strip() or title


def _groups(said: Sequence[_Said]) -> Iterable[list[_Said]]:
    """Return the duties of different posts that say the same, the first of each group first."""
    texts = ["".join(each.core) for each in said]
    groups: dict[int, list[int]] = {}
    first_of: dict[int, int] = {}
    for alike in near_duplicates(texts, _ALIKE):
        one, other = said[alike.first], said[alike.second]
        if one.role.id != other.role.id and _same(one.core, other.core):
            first = first_of.setdefault(alike.second, first_of.get(alike.first, alike.first))
            groups.setdefault(first, [first]).append(alike.second)
    return [[said[number] for number in numbers] for numbers in groups.values()]


_TWO_POSTS = """
roles:
  clerk:
    岗位名称: 文员
    所在部门: 综合部
    工作职责与任务: [{one}]
  cashier:
    岗位名称: 出纳
    所在部门: 综合部
    工作职责与任务: [{other}]
"""

CHECKS = (
    Check(
        code="JD410",
        reach=Reach.POST,
        severity=Severity.HINT,
        title=message("Two duties of one post that say nearly the same"),
        find=_find_within,
        fails="工作职责与任务:\n  - 负责客户档案的建立和更新工作。\n  - 客户档案的建立与更新。\n",
        passes="工作职责与任务:\n  - 编制月度计划并跟踪执行。\n  - 编制季度计划并跟踪执行。\n",
    ),
    Check(
        code="JD411",
        severity=Severity.HINT,
        title=message("Duties of two posts that say nearly the same"),
        find=_find_between,
        fails=_TWO_POSTS.format(
            one="统一保管公司各类合同的正本与副本。", other="统一保管公司各类合同正本、副本"
        ),
        passes=_TWO_POSTS.format(
            one="完成上级领导交办的其他工作任务。", other="完成上级领导交办的其他工作任务。"
        ),
    ),
)
