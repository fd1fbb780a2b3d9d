"""Sections that follow each other, taken together: what a document asks of them, and their bytes.

A document of a thousand sections is put together from a hundred quires. Of most of them nothing
is another after an edit: neither their sections nor their first number. Their bytes are then as
they were, and are not made again.

Page numbers are not among these bytes, so that a section that gets a page more moves nothing but
numbers: folios are written when the document is put together, and pages on which other pages'
numbers stand are a block of their own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jdgen.render.pieces.embedded import unite
from jdgen.render.pieces.file import Block, Objects, holders
from jdgen.render.pieces.piece import (
    Damaged,
    FontUse,
    Piece,
    Stamp,
    StreamPart,
    sealed,
    unsealed,
)
from jdgen.render.pieces.stamps import Stamper

Anchors = Mapping[str, tuple[int, float, float]]


@dataclass(frozen=True)
class SealedBlock:
    """A block, and it as bytes that begin with their hash."""

    block: Block
    data: bytes

    @classmethod
    def of(cls, block: Block) -> SealedBlock:
        """Seal a block."""
        rows = len(block.rows).to_bytes(4, "big") + block.rows
        return cls(block, sealed(rows + block.body))

    @classmethod
    def read(cls, data: bytes, count: int) -> SealedBlock:
        """Return a block of so many numbers from bytes. Raises Damaged for anything else."""
        body = unsealed(data)
        end = 4 + int.from_bytes(body[:4], "big")
        block = Block(body[4:end], body[end:])
        if block.numbers != count:
            raise Damaged
        return cls(block, data)

    @property
    def digest(self) -> bytes:
        """What stands for all of it."""
        return self.data[:32]


@dataclass(frozen=True)
class OpenPage:
    """A page's stream in which other pages' numbers are to be printed."""

    part: StreamPart
    stamps: tuple[Stamp, ...]


@dataclass(frozen=True)
class Facts:
    """What a document asks of a quire. Object numbers are counted from the quire's first.

    ``count`` is how many numbers it takes; ``sections`` are the pages and the anchors of each
    section, ``pages`` the number of each page. ``folios``: page, number and stamps of each page
    that has a folio; ``bookmarks`` name their page within the quire. See ``Piece`` for the others.
    """

    count: int
    sections: tuple[tuple[int, Anchors], ...]
    pages: tuple[int, ...]
    folios: tuple[tuple[int, int, tuple[Stamp, ...]], ...]
    open_pages: tuple[OpenPage, ...]
    top: tuple[int, ...]
    parents: tuple[int, ...]
    keys: int
    bookmarks: tuple[tuple[int, str, int, float, float, bool], ...]
    fonts: Mapping[str, FontUse]

    @property
    def labelled(self) -> tuple[str, ...]:
        """The anchors whose page numbers are printed, in order."""
        return tuple(stamp.anchor for page in self.open_pages for stamp in page.stamps)


@dataclass(frozen=True)
class Quire:
    """A quire: ``bound`` returns its objects with numbers from one on, given all labels.

    They come in sealed blocks: all but open pages, and these, if there are any.
    """

    facts: Facts
    bound: Callable[[int, Mapping[str, str]], Sequence[SealedBlock]]


def loose(pieces: Sequence[Piece]) -> Quire:
    """Return pieces as a quire of which nothing is kept."""
    facts = gather(pieces)

    def bound(first: int, labels: Mapping[str, str]) -> Sequence[SealedBlock]:
        pages = [bind_open(facts, first, labels)] if facts.open_pages else []
        return [bind(pieces, facts.count, first), *pages]

    return Quire(facts, bound)


def gather(pieces: Sequence[Piece]) -> Facts:
    """Return what a document asks of pieces that follow each other."""
    start = before = 0
    pages: list[int] = []
    folios: list[tuple[int, int, tuple[Stamp, ...]]] = []
    open_pages: list[OpenPage] = []
    top: list[int] = []
    parents: list[int] = []
    keys = 0
    bookmarks: list[tuple[int, str, int, float, float, bool]] = []
    for piece in pieces:
        for page, size in enumerate(piece.pages):
            pages.append(start + size.page)
            own = (stamp for stamp in piece.stamps if stamp.page == page and not stamp.anchor)
            if stamps := tuple(own):
                folios.append((before + page, start + size.stamps, stamps))
        for part in piece.streams:
            if part.stamps:
                numbers = [start + number for number in part.numbers]
                moved = replace(part, number=start + part.number, numbers=numbers, stamps=())
                printed = tuple(piece.stamps[each] for each in part.stamps)
                open_pages.append(OpenPage(moved, printed))
        top += [start + number for number in piece.top]
        parents.append(start + piece.parents)
        keys = start + piece.keys
        bookmarks += [
            (level, label, before + page, x, y, opened)
            for level, label, page, x, y, opened in piece.bookmarks
        ]
        before += len(piece.pages)
        start += _numbers(piece)
    return Facts(
        count=start,
        sections=tuple((len(piece.pages), piece.anchors) for piece in pieces),
        pages=tuple(pages),
        folios=tuple(folios),
        open_pages=tuple(open_pages),
        top=tuple(top),
        parents=tuple(parents),
        keys=keys,
        bookmarks=tuple(bookmarks),
        fonts=unite(piece.fonts for piece in pieces),
    )


def _numbers(piece: Piece) -> int:
    return piece.count + holders(len(piece.objects))


def bind(pieces: Sequence[Piece], count: int, first: int) -> SealedBlock:
    """Return the objects of pieces with numbers from ``first`` on, but for open pages."""
    objects = Objects()
    start = first
    for piece in pieces:
        for part in piece.streams:
            if not part.stamps:
                objects.add(start + part.number, _filled(part, start, part.data))
        filled = piece.template % tuple([start + each for each in piece.numbers])
        numbers = [start + each for each in piece.objects]
        objects.add_together(start + piece.count, numbers, filled[:-1].split(b"\n"))
        start += _numbers(piece)
    return SealedBlock.of(objects.block(first, count))


def bind_open(facts: Facts, first: int, labels: Mapping[str, str]) -> SealedBlock:
    """Return the pages on which page numbers are to be printed, with these numbers."""
    objects = Objects()
    stamper = Stamper(facts.fonts)
    for page in facts.open_pages:
        data = stamper.print_labels(page.part.data, page.stamps, labels)
        objects.add(first + page.part.number, _filled(page.part, first, data))
    return SealedBlock.of(objects.block(first, facts.count))


def _filled(part: StreamPart, start: int, data: bytes) -> bytes:
    head = part.head % tuple(start + each for each in part.numbers)
    return b"%b/Length %d>>\nstream\n%b\nendstream" % (head[:-2], len(data), data)


def pack_facts(facts: Facts) -> bytes:
    """Return facts as bytes, the same for the same facts."""
    head = [
        facts.count, facts.sections, facts.pages,
        [[page, number, [_values(stamp) for stamp in stamps]]
         for page, number, stamps in facts.folios],
        [[page.part.number, len(page.part.head), page.part.numbers, len(page.part.data),
          [_values(stamp) for stamp in page.stamps]] for page in facts.open_pages],
        facts.top, facts.parents, facts.keys, facts.bookmarks,
        [[name, *_values(use)[:6], list(use.widths), list(use.widths.values()),
          list(use.texts), list(use.texts.values()), dict(use.digits)]
         for name, use in facts.fonts.items()],
    ]  # fmt: skip
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    parts = [page.part for page in facts.open_pages]
    data = [text for part in parts for text in (part.head, part.data)]
    return sealed(b"".join((len(text).to_bytes(4, "big"), text, *data)))


def _values(of: Stamp | FontUse) -> list[Any]:
    return list(vars(of).values())


def unpack_facts(data: bytes) -> Facts:
    """Return the facts that were packed into ``data``. Raises Damaged for anything else."""
    data = unsealed(data)
    try:
        return _facts(data)
    except (ValueError, TypeError, KeyError) as failure:
        raise Damaged from failure


def _facts(data: bytes) -> Facts:
    start = 4 + int.from_bytes(data[:4], "big")
    head: Any = json.loads(data[4:start])
    count, sections, pages, folios, opened, top, parents, keys, bookmarks, fonts = head
    open_pages = []
    for number, head_length, numbers, length, stamps in opened:
        middle, end = start + head_length, start + head_length + length
        part = StreamPart(number, data[start:middle], numbers, data[middle:end])
        open_pages.append(OpenPage(part, tuple(Stamp(*each) for each in stamps)))
        start = end
    uses = {}
    for name, *plain, wide, widths, glyphs, texts, digits in fonts:
        two = dict(zip(wide, widths, strict=True)), dict(zip(glyphs, texts, strict=True))
        uses[name] = FontUse(*[*plain, *two, digits])
    return Facts(
        count=count,
        sections=tuple((number, anchors) for number, anchors in sections),
        pages=tuple(pages),
        folios=tuple((page, number, tuple(Stamp(*each) for each in stamps))
                     for page, number, stamps in folios),
        open_pages=tuple(open_pages),
        top=tuple(top),
        parents=tuple(parents),
        keys=keys,
        bookmarks=tuple(bookmarks),
        fonts=uses,
    )  # fmt: skip
