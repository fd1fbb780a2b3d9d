"""What became of what: two sequences of blocks (paragraphs, rows, sections) laid side by side.

Blocks are paired by name, then where they are equal, then where they are alike; what is out of
order has moved. What changed inside a block is told by ``words``.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process

from jdgen.changes.words import Change

Thing = TypeVar("Thing")
Made = TypeVar("Made")

# In percent. Two sentences that share no more than the usual words reach about 40.
_ALIKE = 50.0
# What stands somewhere else is the same only if it is much alike, and long enough to tell.
_MOVED_ALIKE = 75.0
_SHORTEST_MOVED = 4
# Past so many comparisons each with each takes too long: the rest is out and in.
_MOST = 400_000


@dataclass(frozen=True)
class Item:
    """A block as it is aligned: only blocks of one ``kind`` are ever the same one.

    ``text``: the words by which it is known; empty for one that is known by its place alone.
    ``fixed``: the only one of its kind between the same neighbours is the same, whatever it says
    (a heading, a title). ``name``: blocks of one name are the same wherever they stand, whatever
    they are; a name that stands on one side only, or twice, says nothing.
    """

    kind: Hashable
    text: str
    fixed: bool = False
    name: str = ""


@dataclass(frozen=True)
class Step:
    """One line of two sequences laid side by side: positions from 0, None where there is none.

    What was moved has two lines, each with both positions.
    """

    change: Change
    old: int | None
    new: int | None


def align(old: Sequence[Item], new: Sequence[Item]) -> tuple[Step, ...]:
    """Lay two sequences of blocks side by side, in an order that keeps both orders."""
    pairs = _Pairs(old, new)
    pairs.take_names()
    pairs.take_equal()
    pairs.take_moved(equal=True)
    pairs.take_alike()
    pairs.take_moved(equal=False)
    return tuple(_steps(pairs.by_old, len(old), len(new)))


@dataclass(frozen=True)
class Makers(Generic[Thing, Made]):
    """What becomes of blocks: of a pair, of those gone (True) or new, of what was moved."""

    same: Callable[[Sequence[Thing], Sequence[Thing]], list[Made]]
    whole: Callable[[Sequence[Thing], bool], list[Made]]
    move: Callable[[Sequence[Thing], Sequence[Thing]], tuple[list[Made], list[Made]]]


def pairs_of(
    steps: Sequence[Step], old: Sequence[Thing], new: Sequence[Thing]
) -> list[tuple[Sequence[Thing], Sequence[Thing]]]:
    """Return for each step what stands on both sides."""
    return [
        ([old[s.old]] if s.old is not None else [], [new[s.new]] if s.new is not None else [])
        for s in steps
    ]


def lay(
    steps: Sequence[Step],
    pairs: Sequence[tuple[Sequence[Thing], Sequence[Thing]]],
    makers: Makers[Thing, Made],
) -> list[Made]:
    """Return what two sequences become: each pair as it is told to be made."""
    moved: dict[int | None, tuple[list[Made], list[Made]]] = {}
    laid: list[Made] = []
    for step, (old, new) in zip(steps, pairs, strict=True):
        if step.change is Change.SAME:
            laid += makers.same(old, new)
        elif step.change is Change.REMOVED:
            laid += makers.whole(old, True)
        elif step.change is Change.ADDED:
            laid += makers.whole(new, False)
        else:
            if step.old not in moved:
                moved[step.old] = makers.move(old, new)
            laid += moved[step.old][step.change is Change.MOVED_HERE]
    return laid


class _Pairs:
    """The pairs found so far, by position in the old sequence and in the new one."""

    def __init__(self, old: Sequence[Item], new: Sequence[Item]) -> None:
        self.old, self.new = old, new
        self.by_old: dict[int, int] = {}
        self.by_new: dict[int, int] = {}

    def take(self, one: int, other: int) -> None:
        self.by_old[one] = other
        self.by_new[other] = one

    def take_names(self) -> None:
        """Pair what bears the same name, of those that only one on each side bears."""
        places = _by_name(self.new)
        for name, place in _by_name(self.old).items():
            if name in places:
                self.take(place, places[name])

    def take_equal(self) -> None:
        """Pair what is equal and in order, between the pairs that there are."""
        for rows, columns in list(self._gaps()):
            one = [self._key(self.old[row]) for row in rows]
            other = [self._key(self.new[column]) for column in columns]
            matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
            for start, start_new, size in matcher.get_matching_blocks():
                for offset in range(size):
                    self.take(rows[start + offset], columns[start_new + offset])

    def take_alike(self) -> None:
        """Pair what is alike and in order, between the pairs that there are."""
        for rows, columns in list(self._gaps()):
            self._take_best(rows, columns)

    def take_moved(self, *, equal: bool) -> None:
        """Pair what stands somewhere else: what is equal, or else what is much alike."""
        kinds: dict[Hashable, list[int]] = defaultdict(list)
        for place, item in enumerate(self.new):
            if place not in self.by_new and len(item.text) >= _SHORTEST_MOVED:
                kinds[item.kind].append(place)
        for place, item in enumerate(self.old):
            if place in self.by_old or len(item.text) < _SHORTEST_MOVED:
                continue
            others = [each for each in kinds[item.kind] if each not in self.by_new]
            if equal:
                found = next((each for each in others if self.new[each].text == item.text), None)
            else:
                found = self._most_alike(item, others)
            if found is not None:
                self.take(place, found)

    def _most_alike(self, item: Item, others: Sequence[int]) -> int | None:
        best = process.extractOne(
            item.text,
            [self.new[each].text for each in others],
            scorer=fuzz.ratio,
            score_cutoff=_MOVED_ALIKE,
        )
        return None if best is None else others[best[2]]

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """Yield what is unpaired between pairs that are in order, where both sides have some."""
        staying = _in_order(self.by_old)
        fences = [(-1, -1), *staying, (len(self.old), len(self.new))]
        for (row, column), (next_row, next_column) in pairwise(fences):
            rows = [each for each in range(row + 1, next_row) if each not in self.by_old]
            columns = [each for each in range(column + 1, next_column) if each not in self.by_new]
            if rows and columns:
                yield rows, columns

    def _take_best(self, rows: list[int], columns: list[int]) -> None:
        """Pair the two sides of a gap so that the sum of likenesses is greatest."""
        if len(rows) * len(columns) > _MOST:
            return
        scores = self._scores(rows, columns)
        # best[i][j]: what the first i rows and j columns can reach.
        best = [[0.0] * (len(columns) + 1) for _ in range(len(rows) + 1)]
        for i in range(1, len(rows) + 1):
            line, above, score = best[i], best[i - 1], scores[i - 1]
            for j in range(1, len(columns) + 1):
                line[j] = max(above[j], line[j - 1], above[j - 1] + score[j - 1])
        i, j = len(rows), len(columns)
        while i and j:
            if scores[i - 1][j - 1] and best[i][j] == best[i - 1][j - 1] + scores[i - 1][j - 1]:
                i, j = i - 1, j - 1
                self.take(rows[i], columns[j])
            elif best[i][j] == best[i - 1][j]:
                i -= 1
            else:
                j -= 1

    def _scores(self, rows: Sequence[int], columns: Sequence[int]) -> list[list[float]]:
        """Return how alike each two are, 0 where they can't be the same."""
        old, new = [self.old[each] for each in rows], [self.new[each] for each in columns]
        texts = [item.text for item in new]
        ratios = [
            # Not cdist: that one would bring numpy with it.
            {place: ratio for _, ratio, place in process.extract_iter(
                item.text, texts, scorer=fuzz.ratio, score_cutoff=_ALIKE)}
            for item in old
        ]  # fmt: skip
        alone = _alone(old) & _alone(new)
        return [
            [
                _score(one, other, ratios[row].get(column, 0.0), alone=one.kind in alone)
                for column, other in enumerate(new)
            ]
            for row, one in enumerate(old)
        ]

    @staticmethod
    def _key(item: Item) -> Hashable:
        return item.kind, item.text


def _by_name(items: Sequence[Item]) -> dict[str, int]:
    """Return the place of each name that is there once."""
    count = Counter(item.name for item in items if item.name)
    return {item.name: place for place, item in enumerate(items) if count[item.name] == 1}


def _alone(items: Iterable[Item]) -> set[Hashable]:
    """Return the kinds of which there is only one, and that one known by its place."""
    kinds: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        kinds[item.kind].append(item)
    return {kind for kind, found in kinds.items() if len(found) == 1 and found[0].fixed}


def _score(one: Item, other: Item, ratio: float, *, alone: bool) -> float:
    if one.kind != other.kind:
        return 0.0
    if not one.text and not other.text:
        return 1.0
    if ratio >= _ALIKE:
        return ratio
    return 2.0 if alone else 0.0


def _in_order(pairs: dict[int, int]) -> list[tuple[int, int]]:
    """Return the longest row of pairs that are in order on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for row in sorted(pairs):
        column = pairs[row]
        length = bisect_left(tails, column)
        before[row] = ends[length - 1] if length else None
        if length == len(tails):
            tails.append(column)
            ends.append(row)
        else:
            tails[length], ends[length] = column, row
    row_at: int | None = ends[-1] if ends else None
    found: list[tuple[int, int]] = []
    while row_at is not None:
        found.append((row_at, pairs[row_at]))
        row_at = before[row_at]
    return found[::-1]


def _steps(pairs: dict[int, int], rows: int, columns: int) -> Iterator[Step]:
    """Yield all lines: what is gone stands before what came in its place."""
    back = {column: row for row, column in pairs.items()}
    row = column = 0
    for stays, stays_new in [*_in_order(pairs), (rows, columns)]:
        while row < stays:
            away = pairs.get(row)
            yield Step(Change.REMOVED if away is None else Change.MOVED_AWAY, row, away)
            row += 1
        while column < stays_new:
            here = back.get(column)
            yield Step(Change.ADDED if here is None else Change.MOVED_HERE, here, column)
            column += 1
        if stays < rows:
            yield Step(Change.SAME, stays, stays_new)
        row, column = stays + 1, stays_new + 1
