"""Which post of an old state is which of the new one: by id, by title, then by likeness.

A post that got another id and another title at once is still the same one if it does what the
other did; a department, if it has the same tasks or, where none are written down, the same posts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from jdgen.changes import Plain, paired

Pair = tuple[Plain | None, Plain | None]
Bodies = tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]
"""What the records of both states do, as texts, by id."""

# In percent: so much of what it does must be found again. Posts of one rank in two departments,
# written by one hand, reach about 55.
_ALIKE = 70.0
# Fewer characters than this tell nothing.
_SHORTEST = 12
# Past so many comparisons each with each takes too long; then nothing is guessed.
_MOST = 250_000


def pair_records(
    old: Sequence[Plain], new: Sequence[Plain], title: str, bodies: Bodies
) -> list[Pair]:
    """Return the records that are the same one, None where one side lacks it.

    In the order of ``new``; those that are gone stand last.
    """
    pairs = list(paired(old, new, title))
    gone = [one for one, other in pairs if other is None and one is not None]
    come = [other for one, other in pairs if one is None and other is not None]
    found = _alike(gone, come, bodies)
    taken = {id(each) for each in found.values()}
    again: list[Pair] = []
    for one, other in pairs:
        if one is None and other is not None:
            again.append((found.get(other["id"]), other))
        elif other is not None or id(one) not in taken:
            again.append((one, other))
    return again


def _alike(old: Sequence[Plain], new: Sequence[Plain], bodies: Bodies) -> dict[str, Plain]:
    """Return the old record for the id of each new one that is the same or much alike.

    The same ones first, in their order; then the most alike.
    """
    said = ["".join(bodies[0].get(each["id"], ())) for each in old]
    said_new = ["".join(bodies[1].get(each["id"], ())) for each in new]
    rows = [place for place, text in enumerate(said) if len(text) >= _SHORTEST]
    columns = [place for place, text in enumerate(said_new) if len(text) >= _SHORTEST]
    found: dict[str, Plain] = {}
    taken: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for row in reversed(rows):
        waiting.setdefault(said[row], []).append(row)
    for column in columns:
        if waiting.get(said_new[column]):
            taken.add(row := waiting[said_new[column]].pop())
            found[new[column]["id"]] = old[row]
    rows = [row for row in rows if row not in taken]
    columns = [column for column in columns if new[column]["id"] not in found]
    if len(rows) * len(columns) > _MOST:
        return found
    best = sorted(
        (-score, row, column)
        for row in rows
        for column in columns
        if (score := fuzz.ratio(said[row], said_new[column], score_cutoff=_ALIKE))
    )
    for _, row, column in best:
        if row not in taken and new[column]["id"] not in found:
            found[new[column]["id"]] = old[row]
            taken.add(row)
    return found
