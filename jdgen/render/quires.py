"""Quires of a document, as they are kept or made now: see ``pieces.quire``.

Of a quire three things are kept: what a document asks of it, under a key made of its sections'
keys; its objects with their numbers, under that and the first number; and the pages on which other
pages' numbers stand, under these numbers as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from jdgen.render.pieces.piece import Damaged, Piece
from jdgen.render.pieces.quire import (
    Facts,
    Quire,
    SealedBlock,
    bind,
    bind_open,
    gather,
    pack_facts,
    unpack_facts,
)
from jdgen.render.workshop import Look, Progress, Wanted, Workshop, make_pieces, section_key
from jdgen.store import Store


def make_quires(
    groups: Sequence[Sequence[Wanted]],
    look: Look,
    workshop: Workshop,
    progress: Progress,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Quire]:
    """Return a quire of each group of sections: as kept, or laid out now (see ``make_pieces``).

    ``progress`` is told how many sections are done, of how many; ``meanwhile`` is done here while
    others lay out. Raises what ``make_pieces`` raises.
    """
    shelves = [_Shelf(workshop.store, _quire_key(look, jobs)) for jobs in groups]
    facts = [shelf.facts() for shelf in shelves]
    missing = [job for jobs, found in zip(groups, facts, strict=True) if not found for job in jobs]
    total = sum(map(len, groups))
    done = total - len(missing)
    pieces = iter(make_pieces(
        missing, look, workshop, lambda now, _: progress(done + now, total), meanwhile
    ))  # fmt: skip
    quires = []
    for jobs, shelf, found in zip(groups, shelves, facts, strict=True):
        if found is not None:
            quires.append(_quire(shelf, found, _Again(jobs, look, workshop)))
            continue
        made = [next(pieces) for _ in jobs]
        own = gather(made)
        shelf.put_facts(own)
        quires.append(_quire(shelf, own, partial(tuple, made)))
    return quires


def _quire_key(look: Look, jobs: Sequence[Wanted]) -> bytes:
    digest = hashlib.blake2b(digest_size=32)
    for job in jobs:
        digest.update(section_key(look.key, job).encode("ascii"))
    return digest.digest()


@dataclass(frozen=True)
class _Again:
    """Takes the sections of a quire of which only the facts were needed so far."""

    jobs: Sequence[Wanted]
    look: Look
    workshop: Workshop

    def __call__(self) -> Sequence[Piece]:
        return make_pieces(self.jobs, self.look, self.workshop, lambda _done, _total: None)


def _quire(shelf: _Shelf, facts: Facts, pieces: Callable[[], Sequence[Piece]]) -> Quire:
    def bound(first: int, labels: Mapping[str, str]) -> Sequence[SealedBlock]:
        count = facts.count
        blocks = [shelf.block(f"{first}", count, lambda: bind(pieces(), count, first))]
        if facts.open_pages:
            printed = repr([labels.get(anchor) for anchor in facts.labelled])
            blocks.append(
                shelf.block(f"{first}\0{printed}", count, lambda: bind_open(facts, first, labels))
            )
        return blocks

    return Quire(facts, bound)


@dataclass(frozen=True)
class _Shelf:
    """Where a quire is kept."""

    store: Store
    key: bytes

    def facts(self) -> Facts | None:
        """Return what is kept, None where it isn't whole."""
        data = self.store.get(self._key("facts"))
        try:
            return unpack_facts(data) if data is not None else None
        except Damaged:
            return None

    def put_facts(self, facts: Facts) -> None:
        """Keep them."""
        self.store.put(self._key("facts"), pack_facts(facts))

    def block(self, name: str, count: int, make: Callable[[], SealedBlock]) -> SealedBlock:
        """Return a block of so many numbers: as kept if whole, else made now."""
        key = self._key(f"block\0{name}")
        data = self.store.get(key)
        if data is not None:
            try:
                return SealedBlock.read(data, count)
            except Damaged:
                pass  # it is made again
        made = make()
        self.store.put(key, made.data)
        return made

    def _key(self, name: str) -> str:
        return hashlib.blake2b(self.key + name.encode("utf-8"), digest_size=32).hexdigest()
