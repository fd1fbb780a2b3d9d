"""Texts that are nearly the same, found without comparing each with every other.

Two texts of which at least ``least`` per cent agree (rapidfuzz's ratio: twice the longest common
subsequence over both lengths) share most of their pairs of characters: of ``n`` pairs at most
``2 × (1 − least) × n`` are broken. So they share at least one of that many rarest pairs, plus one,
of either, and only texts that do are compared (prefix filtering, as in similarity joins).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# Where hundreds of texts share even their rarest pair they come from one mould: comparing each
# with its latest neighbours finds them all the same, and time stays in proportion.
_LATEST = 40


@dataclass(frozen=True)
class Alike:
    """Two texts by their numbers, the earlier one first, and how much they agree, 0 to 100."""

    first: int
    second: int
    score: float


def near_duplicates(texts: Sequence[str], least: float = 85) -> Iterator[Alike]:
    """Yield for each text the most alike of those before it, if they agree to ``least`` per cent.

    Punctuation and white space don't count.
    """
    bare = [re.sub(r"[\W_]+", "", text).casefold() for text in texts]
    pairs = [{text[n : n + 2] for n in range(len(text) - 1)} for text in bare]
    common = Counter(pair for each in pairs for pair in each)
    holders: dict[str, list[int]] = defaultdict(list)
    known: dict[str, int] = {}
    for number, text in enumerate(bare):
        if not text:
            continue
        if text in known:
            yield Alike(known[text], number, 100.0)
            continue
        known[text] = number
        rarest = sorted(pairs[number], key=lambda pair: (common[pair], pair))
        telling = rarest[: int(2 * (1 - least / 100) * len(text)) + 1]
        near = {other: bare[other] for pair in telling for other in holders[pair][-_LATEST:]}
        best = process.extractOne(text, near, scorer=fuzz.ratio, score_cutoff=least)
        if best is not None:
            yield Alike(best[2], number, best[1])
        for pair in telling:
            holders[pair].append(number)
