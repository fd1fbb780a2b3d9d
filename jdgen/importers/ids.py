"""Ids for what was found: a title's pinyin, or its English words; unique, at most 32 characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from jdgen.model.fields import RESERVED_IDS

_LONGEST = 32
_NOT_PLAIN = re.compile("[^a-z0-9]+")


def identifier(title: str, taken: Container[str], otherwise: str) -> str:
    """Return an id for a title that is not among ``taken``.

    In full where that is short enough (``shi-chang-bu-jing-li``), else the first letters of the
    syllables (``scyyzxzjl``). ``otherwise`` is the id of what has no letter at all.
    """
    words = _words(title)
    name = "-".join(words)
    if len(name) > _LONGEST:
        chinese = any("\u2e80" <= each <= "\u9fff" for each in title)
        name = "".join(word[0] for word in words) if chinese else _shortened(words)
    if not name[:1].isalpha():
        name = f"{otherwise}-{name}".strip("-")
    name = name[:_LONGEST].strip("-")
    if name in RESERVED_IDS:
        name = f"{otherwise}-{name}"
    unique, number = name, 2
    while unique in taken:
        unique = f"{name[: _LONGEST - 4].strip('-')}-{number}"
        number += 1
    return unique


def _shortened(words: list[str]) -> str:
    """Return as many whole words as there is room for."""
    name = ""
    for word in words:
        longer = f"{name}-{word}".strip("-")
        if name and len(longer) > _LONGEST:
            break
        name = longer
    return name


def _words(title: str) -> list[str]:
    """Return syllables and words in plain lower-case letters and digits."""
    from pypinyin import lazy_pinyin  # heavy: its dictionary

    said = " ".join(lazy_pinyin(unicodedata.normalize("NFKC", title)))
    plain = unicodedata.normalize("NFKD", said.lower())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return [word for word in _NOT_PLAIN.split(plain.replace("'", "")) if word]
