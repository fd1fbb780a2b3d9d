"""Chinese text cut into words with their part of speech, by rjieba, loaded when first needed.

The tags are those of jieba's dictionary (ICTCLAS): ``v`` verb, ``n`` noun, ``p`` preposition …
Each word has one tag wherever it stands, so a tag says what a word mostly is, no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache


def tagged(text: str) -> list[tuple[str, str]]:
    """Return the words of ``text`` in order, each with its tag."""
    # Here, as its dictionary takes a fifth of a second to load, and most commands need none.
    import rjieba

    return rjieba.tag(text)


def word_list(text: str) -> frozenset[str]:
    """Return the words of a table, which stand in it with space between them."""
    return frozenset(text.split())


# Nouns that the dictionary has as something else.
THINGS = word_list("合同 工资 设备 安全 固定资产 卫生 绩效 社保 客户档案 预算 决算")


@lru_cache(maxsize=4096)
def is_word(text: str) -> bool:
    """Whether ``text`` stands in the dictionary: names of firms and products don't."""
    import rjieba

    return rjieba.has_word(text)


def masking(names: Iterable[str], mask: str) -> Callable[[str], str]:
    """Return a function that puts ``mask`` in place of each of ``names`` in a text.

    What stands there is a name, whatever words it is made of: 市场拓展部 is no market.
    """
    # By how they begin, the longer ones first: a pattern of a thousand names would try them all.
    known: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        known[name[:2]].append(name)

    def put(text: str) -> str:
        if not any(text[place : place + 2] in known for place in range(len(text) - 1)):
            return text
        pieces: list[str] = []
        place = 0
        while place < len(text):
            beginning = known.get(text[place : place + 2], ())
            name = next((name for name in beginning if text.startswith(name, place)), "")
            pieces.append(mask if name else text[place])
            place += len(name) or 1
        return "".join(pieces)

    return put
