"""How much one duty says: two duties in one, none at all, or more than anybody reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.prose import HAN, bare, clauses, duties
from jdgen.checks.wording.words import THINGS, masking, tagged
from jdgen.errors import message

# A duty of more characters takes four lines of a printed page and more.
LONGEST = 120
LONGEST_ENGLISH = 60  # words

# Clauses shorter than this say how or when, not what else: ；必要时启动预案.
_LEAST = 12
_ALSO = re.compile("[，,；;]\\s*(?:并|同时|还|另外?|兼)(?:负责|兼管|承担|主管|分管)")
# What begins like this goes on with the clause before it.
_GOES_ON = re.compile(
    "^(?:必要时|如|若|遇|发现|对发现|其中|包括|并|且|以|使|确保|保证|做到|同时|经(?:审|批|同意|核)|未|凡|不得|不|未经|即|直至)"
)
# Words that any two duties may have in common.
_EMPTY = frozenset(
    {"工作", "公司", "部门", "情况", "要求", "规定", "管理", "组织", "过程", "方面", "人员"}
)
_KINDS = ("n", "vn", "eng", "a", "j", "l")


def _find_two(subject: Subject) -> Iterator[Hit]:
    mask = masking(subject.names, "某")
    for duty in duties(subject):
        second = _second(duty.text, mask)
        if second:
            yield Hit(
                duty.path,
                message("two duties in one; the second begins with “{words}”", words=_cut(second)),
                message("make two of it, so that each can be assigned and appraised"),
                second,
            )


def _second(text: str, mask: Callable[[str], str]) -> str:
    """Return how the second duty of a text begins, nothing if it is one."""
    also = _ALSO.search(text)
    if also:
        parts = [text[: also.start()], text[also.start() + 1 :]]
    else:
        parts = re.split("[；;]", bare(text))
    for before, after in pairwise(parts):
        clause = after.strip()
        if min(_size(before), _size(clause)) < (6 if also else _LEAST):
            continue
        if not also and _GOES_ON.match(clause):
            continue
        if not _same_thing(mask(before), mask(clause)):
            return clauses(clause)[0]
    return ""


def _cut(text: str) -> str:
    return text if len(text) <= 16 else text[:15] + "…"


def _same_thing(before: str, after: str) -> bool:
    """Whether two clauses have a noun in common, also as part of a longer one."""
    words = (*tagged(before), *tagged(after))
    return any(
        word in before and word in after
        for word, kind in words
        if (kind.startswith(_KINDS) or word in THINGS) and len(word) > 1 and word not in _EMPTY
    )


def _size(text: str) -> int:
    return len(re.findall(f"[{HAN}]", text))


_OF = "(?:公司|部门|本部门|本岗位|岗位|上级|领导|上级领导|日常|其他|其它)?的?"
_VAGUE = re.compile(
    f"(?:负责|做好|开展|处理|从事|参与|承担|协助|协助做好|协助处理|配合|配合做好){_OF}"
    "(?:相关|有关|日常|各项|其他|其它|一些|具体|所有|全部|一切|本职)的?"
    "(?:相关|有关|日常|各项|具体)?的?(?:工作|事务|事宜|任务|事项|事情|业务)"
)
_VAGUE_ENGLISH = re.compile(
    r"(?:(?:be )?responsible for|handle|perform|do|carry out|assist with|help with)"
    r" (?:all |any |the )*(?:related|relevant|various|daily|day-to-day|general|other related)"
    r" (?:work|tasks|matters|duties|activities)",
    re.IGNORECASE,
)


def _find_vague(subject: Subject) -> Iterator[Hit]:
    for duty in duties(subject):
        text = bare(duty.text)
        if _VAGUE.fullmatch(text) or _VAGUE_ENGLISH.fullmatch(text):
            yield Hit(
                duty.path,
                message("this duty doesn't say what is to be done: “{words}”", words=text),
                message("name the work, its object and its result, or delete the duty"),
                text,
            )


def _find_long(subject: Subject) -> Iterator[Hit]:
    for duty in duties(subject):
        if re.search(f"[{HAN}]", duty.text):
            size, limit = len(re.sub(r"\s", "", duty.text)), LONGEST
            said = message("this duty has {size} characters", size=size)
        else:
            size, limit = len(duty.text.split()), LONGEST_ENGLISH
            said = message("this duty has {size} words", size=size)
        if size > limit:
            what = message("{said}: more than {limit} are hard to read", said=said, limit=limit)
            yield Hit(duty.path, what, message("divide it, or move the details to its tasks"))


CHECKS = (
    Check(
        code="JD407",
        reach=Reach.NAMES,
        severity=Severity.HINT,
        title=message("Two duties in one"),
        find=_find_two,
        fails="工作职责与任务:\n  - 起草并归档公司各类合同文本；接待来访客户并安排会议室和用车。\n",
        passes="工作职责与任务:\n  - 编制年度预算并报批；按季度跟踪预算的执行，分析预算偏差。\n",
    ),
    Check(
        code="JD408",
        reach=Reach.POST,
        severity=Severity.HINT,
        title=message("A duty without an object"),
        find=_find_vague,
        fails="工作职责与任务:\n  - 负责部门相关工作。\n",
        passes="工作职责与任务:\n  - 完成上级交办的其他工作。\n  - 负责部门日常考勤工作。\n",
    ),
    Check(
        code="JD409",
        reach=Reach.POST,
        severity=Severity.HINT,
        title=message("A duty that is too long"),
        find=_find_long,
        fails="工作职责与任务:\n  - " + "核对当日的收款、付款和票据，" * 9 + "登记台账。\n",
        passes="工作职责与任务:\n  - " + "核对当日的收款、付款和票据，" * 7 + "登记台账。\n",
    ),
)
