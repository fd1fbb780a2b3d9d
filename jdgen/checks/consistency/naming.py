"""Names of posts, departments and parties: who is meant, and what resembles what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from jdgen.checks.check import Subject
from jdgen.model import Library, Role
from jdgen.organisation import says_nobody
from jdgen.terms import term

# Names that stand for several posts or for nobody in particular: they can't be a title.
_COLLECTIVE = re.compile(
    r"(公司|本公司|本?中心|集团)?(各|全体|所有|全部|相关|有关|其他|其它).+"
    r"|(本|上级|下级)?部门(全体)?(人员|员工|领导)?|(公司|上级|部门|直属)?领导|上级|下级|同事"
    r"|(all|other|any|relevant|related|senior|departmental?|line|colleagues|management)\b.*",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(总监|经理|主管|主任|部长|科长|处长|组长|班长|队长|店长|厂长|专员|专家|助理|文员|代表|师|员|岗)$"
    r"|\s+(director|manager|supervisor|head|lead|leader|officer|specialist|assistant|clerk"
    r"|engineer|analyst|planner|designer|representative|executive)$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[部处科室组]|中心|department|dept\.?|division|\s+", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9０-９一二三四五六七八九十ⅠⅡⅢ]+|(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_LIKELY = 58.0  # of 100: what is less alike was hardly meant
_NEAR = 5  # of so many names the one that was meant is chosen
_ALIKE = 70.0  # of 100: 市场主管 and 市场拓展部主管 are 73


def is_collective(name: str) -> bool:
    """Whether a name stands for several posts or departments (各部门经理, 上级领导)."""
    return _COLLECTIVE.fullmatch(name.strip()) is not None


def is_sentence(text: str) -> bool:
    """Whether a text is more than a name (与客户协调好关系，…)."""
    return re.search(r"[，。；！？]|[,;.]\s", text) is not None


def is_post_or_outside(subject: Subject, name: str) -> bool:
    """Whether a post bears ``name``, or an outside party does, or it says that there is nobody."""
    return (
        says_nobody((name,))
        or subject.organisation.role(name) is not None
        or name in subject.library.handbook.outside.names()
    )


def is_known(subject: Subject, name: str) -> bool:
    """Whether ``name`` is a post, a department, the whole, an outside party or nobody."""
    return (
        is_post_or_outside(subject, name)
        or name == subject.library.handbook.organisation
        or subject.organisation.department(name) is not None
    )


class Nearest:
    """Finds the name that was most likely meant; each name is looked for once."""

    def __init__(self, library: Library) -> None:
        outside = library.handbook.outside
        titles = {name for role in library.roles for name in (role.title, *role.aliases)}
        places = {name for each in library.departments for name in (each.name, *each.aliases)}
        posts = titles | {*outside.posts}
        # Sorted, so that of two equally near the same one is named every time.
        self._posts = {name: name.casefold() for name in sorted(posts)}
        everything = posts | places | outside.names() | {library.handbook.organisation}
        self._all = {name: name.casefold() for name in sorted(everything)}
        self._found: dict[tuple[str, bool], list[str]] = {}

    def post(self, name: str, role: Role) -> str | None:
        """Return the title nearest to a ``name`` that ``role`` mentions, None if none is near.

        A post hardly means itself.
        """
        own = (role.title, *role.aliases)
        return next((each for each in self._look(name, posts=True) if each not in own), None)

    def any(self, name: str) -> str | None:
        """Return the nearest name of whatever bears one."""
        return next(iter(self._look(name, posts=False)), None)

    def _look(self, name: str, *, posts: bool) -> list[str]:
        if (name, posts) not in self._found:
            names = self._posts if posts else self._all
            best = process.extract(
                name.casefold(), names, scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=_NEAR
            )
            near = [found for *_, found in best]
            # The same work under another rank comes before another work of the same rank.
            self._found[name, posts] = sorted(near, key=lambda each: not _one_in_other(name, each))
        return self._found[name, posts]


@lru_cache(maxsize=4096)
def stem(title: str) -> str:
    """Return a title without its rank: 产品营销策划师 and 营销策划经理 end in 营销策划."""
    return _RANK.sub("", title.strip().casefold())


def same_words(title: str) -> str:
    """Return what titles share that differ in 部, 岗 and spaces alone: 财务部经理, 财务经理."""
    return _UNIT.sub("", title.strip().casefold()).removesuffix("岗") or title


def is_variant(one: str, other: str) -> bool:
    """Whether two titles may well be two names of one post.

    Either the whole of one stands in the other, ranks aside (营销策划经理, 产品营销策划师), or the
    ranks are the same and the rest is alike (市场主管, 市场拓展部主管). Titles that differ in a
    number or a letter (A线, B线) mean two posts.
    """
    if _NUMBER.findall(one) != _NUMBER.findall(other):
        return False
    if _rank(one) == _rank(other):
        return fuzz.ratio(one.casefold(), other.casefold()) >= _ALIKE
    return _one_in_other(one, other)


def _one_in_other(one: str, other: str) -> bool:
    """Whether what two titles speak of is the same, once with more words than the other time.

    人力资源部专员 and 人力资源部助理 are two ranks of one kind of work.
    """
    short, long = sorted((stem(one), stem(other)), key=len)
    return len(short) >= 4 and short in long and short != long


def _rank(title: str) -> str:
    return title.casefold()[len(stem(title)) :]


def label(subject: Subject, record: str, name: str) -> str:
    """Return what this handbook calls a field on its pages."""
    known = term(record, name)
    own: Mapping[str, str] = subject.library.handbook.labels
    return next(
        (own[each] for each in known.keys() if each in own),  # noqa: SIM118 - a method of its own
        known.label(subject.library.handbook.language),
    )
