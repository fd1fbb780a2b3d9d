"""Which items of two lists are the same one, changed or not, and which of them really moved.

Items are texts, records as plain mappings, or rows of a table. Equal items
are paired first, in order; then those most alike. What stays behind in the longest row of pairs
that are in order on both sides has not moved, however many were put in before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Any

from rapidfuzz import fuzz

# In percent. Two duties of one post that differ in everything but the usual verbs reach about 40.
_ALIKE = 50.0
# Of what stands alone between the same neighbours on both sides, less will do.
_ALIKE_IN_PLACE = 30.0
# A text that was cut in two is found again in the whole; of very short ones that means nothing.
_SHORTEST_PART = 6
_PART_WORTH = 0.85
# Past so many unpaired items on both sides, comparing each with each takes too long.
_MOST = 400

_MAIN = ("text", "document", "indicator", "heading", "label", "version")


def main_name(item: Any) -> str:
    """Return the field that stands for a whole record of a list, empty for a text or a row."""
    if isinstance(item, dict):
        for name in _MAIN:
            # A revision has both a version and no other of these; an extra has heading and text.
            if name in item and not (name == "text" and ("heading" in item or "label" in item)):
                return name
    return ""


def main_text(item: Any) -> str:
    """Return the words by which an item is known."""
    if isinstance(item, dict):
        return main_text(item.get(main_name(item), ""))
    if isinstance(item, (list, tuple)):
        return " ".join(str(each) for each in item)
    return str(item)


def match(old: Sequence[Any], new: Sequence[Any]) -> list[tuple[int, int]]:
    """Return the pairs of positions (from 0) that are the same item, in the order of ``new``."""
    pairs = _equal(old, new)
    _alike(old, new, pairs)
    _in_place(old, new, pairs)
    return sorted(pairs.items(), key=lambda pair: pair[1])


def moved(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the positions in ``new`` of the pairs, in its order, that are out of the old order."""
    tails: list[int] = []  # the least last old position of a row of each length
    ends: list[int] = []  # where in `pairs` that row ends
    before: list[int] = []
    for place, (old, _) in enumerate(pairs):
        length = bisect_left(tails, old)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(old)
            ends.append(place)
        else:
            tails[length], ends[length] = old, place
    stay: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        stay.add(pairs[place][1])
        place = before[place]
    return frozenset(new for _, new in pairs if new not in stay)


def _equal(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Pair equal items, of several equal ones the first with the first."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for place, item in enumerate(old):
        waiting[_key(item)].append(place)
    pairs: dict[int, int] = {}
    for place, item in enumerate(new):
        places = waiting.get(_key(item))
        if places:
            pairs[places.popleft()] = place
    return pairs


def _key(item: Any) -> str:
    if isinstance(item, dict):
        return repr(sorted((name, _key(value)) for name, value in item.items()))
    if isinstance(item, (list, tuple)):
        return repr([_key(each) for each in item])
    return repr(item)


def _alike(old: Sequence[Any], new: Sequence[Any], pairs: dict[int, int]) -> None:
    """Pair what is left by likeness, the most alike first, then the nearest in place."""
    left = [place for place in range(len(old)) if place not in pairs]
    taken = set(pairs.values())
    right = [place for place in range(len(new)) if place not in taken]
    if not left or not right or len(left) * len(right) > _MOST * _MOST:
        return
    scores = _scores([main_text(old[p]) for p in left], [main_text(new[p]) for p in right])
    found = sorted(
        (
            (-score, abs(left[row] - right[column]), left[row], right[column])
            for row, line in enumerate(scores)
            for column, score in enumerate(line)
            if score >= _ALIKE
        ),
    )
    for _, _, one, other in found:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)


def _scores(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    # Not rapidfuzz's own `cdist`: that needs numpy, which nothing else here does.
    return [[_likeness(one, other) for other in new] for one in old]


def _likeness(one: str, other: str) -> float:
    whole = fuzz.ratio(one, other)
    if min(len(one), len(other)) < _SHORTEST_PART:
        return whole
    part = fuzz.partial_ratio(one, other, score_cutoff=_ALIKE / _PART_WORTH)
    return max(whole, part * _PART_WORTH)


def _in_place(old: Sequence[Any], new: Sequence[Any], pairs: dict[int, int]) -> None:
    """Pair one item with one between the same neighbours, where they have anything in common."""
    taken = set(pairs.values())
    back = {new_place: old_place for old_place, new_place in pairs.items()}
    for one in range(len(old)):
        if one in pairs or one - 1 not in {-1, *pairs} or one + 1 not in {len(old), *pairs}:
            continue
        other = pairs[one - 1] + 1 if one else 0
        if other >= len(new) or other in taken:
            continue
        follows = back.get(other + 1, len(old)) if other + 1 < len(new) else len(old)
        likeness = fuzz.ratio(main_text(old[one]), main_text(new[other]))
        if follows == one + 1 and likeness >= _ALIKE_IN_PLACE:
            pairs[one] = other
            taken.add(other)
