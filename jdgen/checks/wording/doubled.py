"""Words written twice: 的的, 进行进行, “the the”.

Chinese has no spaces: 为了了解 and 目的的 are two right words side by side, 研究研究 is too.
So the text is cut into words first, and only words that can't stand side by side, nor begin a
longer name (审核审核流程), are taken for a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.prose import HAN, around, prose
from jdgen.checks.wording.words import tagged, word_list
from jdgen.errors import message

# Words of one character; not 对, 在, 为, 由, which may govern one another: 对对账单.
_SMALL = frozenset("的和及与或是了将把被并而但也都就其之各该每")
_WHOLE = word_list("""
    进行 负责 以及 并且 或者 根据 按照 依据 通过 协助 配合 开展 制定 制订 拟订 建立 健全 完善 落实
    确保 提供 参与 参加 督促 及时 定期 相关 有关 各项 各种 所有 其他 其它 对于 关于 包括
""")
# One character too many before them, 负负责, and behind them, 公司司. The lists differ, as what
# follows may begin with that character: 参与与客户的谈判, 完成成本核算.
_TOO_MANY_BEFORE = word_list("""
    负责 协助 配合 制定 制订 拟订 编制 编写 完成 进行 开展 落实 执行 建立 健全 完善 监督 督促 指导
    汇总 分析 收集 整理 提出 提供 参与 参加 跟踪 跟进 及时 定期 相关 以及 根据 按照 依据 通过
    保证 确保
""")
_TOO_MANY_BEHIND = word_list("""
    公司 部门 经理 专员 管理 计划 制度 资料 信息 督促 指导 培训 分析 整理 组织 制订 拟订 编写
    建立 完善 维护 跟踪 处理 及时 定期 以及 按照 负责 协助
""")
# 负责负责人: the second is the beginning of a longer word.
_GOES_ON = frozenset("人者员制率性权量部品")

_TWICE = re.compile(rf"([{HAN}])\1|([{HAN}]{{2,4}})\2")
_ENGLISH = re.compile(r"(?<![\w'-])([A-Za-z]{2,})[ \t\n]+\1(?![\w'-])", re.IGNORECASE)
_FINE_ENGLISH = frozenset({"that", "had"})


def _find(subject: Subject) -> Iterator[Hit]:
    # Many texts of a large handbook say the same: each is looked through once.
    doubled = cache(lambda text: tuple(_doubled(text)))
    for path, text in prose(subject):
        for start, end in doubled(text):
            yield Hit(
                path,
                message(
                    "“{words}” is written twice in a row: {place}",
                    words=text[start : (start + end) // 2].strip(),
                    place=around(text, start, end),
                ),
                message("delete one of the two"),
                text[start:end],
            )


def _doubled(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each doubled word begins and ends."""
    for found in _ENGLISH.finditer(text):
        if found[1].casefold() not in _FINE_ENGLISH:
            yield found.span()
    # Most texts have nothing twice: then there is nothing to cut into words either.
    if not _TWICE.search(text):
        return
    words = [word for word, _ in tagged(text)]
    middle = 0
    for (first, second), after in zip(pairwise(words), [*words[2:], ""], strict=False):
        middle += len(first)
        size = _size(first, second, after)
        if size:
            yield middle - size, middle + size


def _size(first: str, second: str, after: str) -> int:
    """Return how many characters are doubled where two words meet, 0 for none."""
    if first == second and first in _SMALL:
        return 1
    if first == second and first in _WHOLE:
        return 0 if after[:1] in _GOES_ON and after else len(first)
    before = second in _TOO_MANY_BEFORE and first == second[0]
    behind = first in _TOO_MANY_BEHIND and second == first[-1]
    return 1 if before or behind else 0


CHECK = Check(
    code="JD402",
    reach=Reach.POST,
    severity=Severity.WARNING,
    title=message("A word written twice in a row"),
    find=_find,
    fails="工作职责与任务:\n  - 记录负责人会议的的内容，对档案进行进行整理。\n",
    passes="工作职责与任务:\n  - 为了了解以盈利为目的的活动，与对手谈判，天天研究研究市场。\n",
)
