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
from itertools import chain

from rapidfuzz import fuzz, process

# Where hundreds of texts share even their rarest pair they come from one mould: comparing each
# with its latest neighbours finds them all the same, and time stays in proportion.
_LATEST = 40
_MARKS = re.compile(r"[\W_]+")


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
    bare = [_MARKS.sub("", text).casefold() for text in texts]
    pairs = [{text[n : n + 2] for n in range(len(text) - 1)} for text in bare]
    common = Counter(chain.from_iterable(pairs))
    # The rarest first. What stands in one text alone leads to no other, so that it has no rank.
    ranked = sorted((number, pair) for pair, number in common.items() if number > 1)
    ranks = {pair: rank for rank, (_, pair) in enumerate(ranked)}
    holders: dict[int, list[int]] = defaultdict(list)
    known: dict[str, int] = {}
    for number, text in enumerate(bare):
        if not text:
            continue
        if text in known:
            yield Alike(known[text], number, 100.0)
            continue
        known[text] = number
        shared = sorted(ranks[pair] for pair in pairs[number] if pair in ranks)
        alone = len(pairs[number]) - len(shared)
        telling = shared[: max(0, int(2 * (1 - least / 100) * len(text)) + 1 - alone)]
        latest = chain.from_iterable(holders[each][-_LATEST:] for each in telling)
        near = list(dict.fromkeys(latest))
        best = process.extractOne(
            text, [bare[other] for other in near], scorer=fuzz.ratio, score_cutoff=least
        )
        if best is not None:
            yield Alike(near[best[2]], number, best[1])
        for each in telling:
            holders[each].append(number)
