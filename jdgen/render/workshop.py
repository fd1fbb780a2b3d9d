"""Where sections are laid out: what is kept is taken, the rest is made, several at a time.

A section is kept under a key made of all that it depends on: its HTML, the style sheet with the
theme in it, the fonts as they come, the engine. Neither the page on which it starts nor the
characters that other sections print are in it; nor whether it starts on a left or a right page,
for every section is laid out as if it began a document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from statistics import median
from typing import Generic, Protocol, TypeVar

from jdgen.fonts import Face, cut_to_glyphs
from jdgen.render.css import theme_css
from jdgen.render.pieces.batch import Batch, SectionJob, lay_out_batch
from jdgen.render.pieces.embedded import ForeignFontError
from jdgen.render.pieces.engine import engine_name
from jdgen.render.pieces.piece import Damaged, Piece, sealed, unpack, unsealed
from jdgen.render.typefaces import name_families, prepare_typefaces
from jdgen.store import Nothing, Store
from jdgen.terms import Language
from jdgen.theme import FontRole, Theme

Progress = Callable[[int, int], None]
_Job = TypeVar("_Job")
_Done = TypeVar("_Done")
_Made = TypeVar("_Made")


class Run(Protocol):
    """Has jobs done by a function of a module, and returns what came of each, in their order.

    The work begins at once.
    """

    def __call__(
        self, work: Callable[[_Job], _Done], jobs: Sequence[_Job], early: Collection[int] = (), /
    ) -> Iterable[_Done]:
        """Have ``jobs`` done by ``work``; those at the places ``early`` begin first."""


class Beside(Protocol):
    """Has something else done beside what goes on here."""

    def __call__(self, work: Callable[..., _Made], *given: object) -> Callable[[], _Made]:
        """Begin; return what waits for the result, and returns it."""


_MOST_IN_A_BATCH = 16
_BATCHES_EACH = 4
# So many times as long as the usual one, a section takes long.
_HEAVY = 8


def now(work: Callable[..., _Made], *given: object) -> Callable[[], _Made]:
    """Do it at once, in this process."""
    made = work(*given)
    return lambda: made


def alone(
    work: Callable[[_Job], _Done], jobs: Sequence[_Job], _early: Collection[int] = ()
) -> Iterator[_Done]:
    """Do jobs in this process, one after the other."""
    return map(work, jobs)


@dataclass(frozen=True)
class Workshop:
    """Where sections are laid out: ``run`` does the work, ``workers`` at a time.

    ``store`` keeps it; ``beside`` takes other work that needs no pages. As it stands it makes
    everything anew, in this process.
    """

    store: Store = field(default_factory=Nothing)
    run: Run = alone
    workers: int = 1
    beside: Beside = now


@dataclass(frozen=True)
class Look:
    """What all sections of a document have in common: rules, theme, fonts, language."""

    css: str
    theme: Theme
    faces: Mapping[FontRole, tuple[Face, ...]]
    language: Language

    @cached_property
    def families(self) -> Mapping[FontRole, Mapping[str, Face]]:
        """The faces by their names in the style sheet, for each font role."""
        return name_families(self.faces)

    @cached_property
    def style_sheet(self) -> str:
        """The rules and the theme's."""
        names = {role: tuple(named) for role, named in self.families.items()}
        return f"{self.css}\n{theme_css(self.theme.for_language(self.language), names)}"

    @cached_property
    def key(self) -> bytes:
        """What is another as soon as one of these is, or the engine."""
        digest = hashlib.blake2b(digest_size=32)
        digest.update(f"{engine_name()}\0{self.language}\0{self.style_sheet}".encode())
        for role, named in self.families.items():
            for name, face in named.items():
                digest.update(f"{role}\0{name}\0{face.latin}\0".encode() + self._digest(face))
        return digest.digest()

    @cached_property
    def _digests(self) -> dict[int, bytes]:
        # A face serves several roles.
        return {}

    def _digest(self, face: Face) -> bytes:
        known = self._digests.get(id(face.data))
        if known is None:
            known = self._digests[id(face.data)] = hashlib.blake2b(face.data).digest()
        return known

    def cut(self, store: Store, family: str, glyphs: Sequence[int]) -> bytes:
        """Return the font program of one family with some glyphs: cut once for them, and kept.

        Raises ForeignFontError for a family that is none of the theme's.
        """
        face = next((named[family] for named in self.families.values() if family in named), None)
        if face is None:
            raise ForeignFontError(family)
        digest = hashlib.blake2b(self._digest(face), digest_size=32)
        digest.update(f"{engine_name()}\0{glyphs}".encode())
        key = digest.hexdigest()
        data = store.get(key)
        if data is not None:
            try:
                return unsealed(data)
            except Damaged:
                pass  # it is cut again
        made = cut_to_glyphs(face.data, glyphs)
        store.put(key, sealed(made))
        return made


@dataclass(frozen=True)
class Wanted:
    """A section whose piece is wanted.

    ``digest`` is another as soon as anything of the job is; ``job`` makes it, which takes time.
    """

    digest: str
    job: Callable[[], SectionJob]


def wanted(job: SectionJob) -> Wanted:
    """Return what a job that is made already stands for."""
    told = repr(tuple(vars(job).values()))
    return Wanted(hashlib.blake2b(told.encode("utf-8")).hexdigest(), lambda: job)


def make_pieces(
    sections: Sequence[Wanted],
    look: Look,
    workshop: Workshop,
    progress: Progress,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Piece]:
    """Return the piece of every section: as kept, or laid out now.

    ``progress`` is told how many are done, of how many; ``meanwhile`` is done here while others are
    at work. Raises InputError with every character that no font has, NoEngine where what lays out
    can't be loaded.
    """
    keys = [section_key(look.key, each) for each in sections]

    def make(missing: Sequence[Wanted]) -> Iterable[tuple[bytes, ...]]:
        jobs = [each.job() for each in missing]
        return workshop.run(lay_out_batch, *_batches(jobs, look, workshop.workers))

    making = Making(make, unpack, workshop.store, meanwhile)
    pieces = kept_or_made(keys, sections, making, progress)
    return [pieces[key] for key in keys]


@dataclass(frozen=True)
class Making(Generic[_Job, _Done]):
    """How what is kept comes to be: ``make`` does jobs, ``unpack`` reads what came of one.

    ``unpack`` raises Damaged for anything but what ``make`` returned. ``meanwhile`` is done here
    while others are at work.
    """

    make: Callable[[Sequence[_Job]], Iterable[tuple[bytes, ...]]]
    unpack: Callable[[bytes], _Done]
    store: Store
    meanwhile: Callable[[], None] = lambda: None


def kept_or_made(
    keys: Sequence[str], jobs: Sequence[_Job], making: Making[_Job, _Done], progress: Progress
) -> dict[str, _Done]:
    """Return by key what came of each job: as kept, or made now and kept.

    ``progress`` is told how many are done, of how many. Raises what ``making.make`` raises.
    """
    found = {
        key: kept for key in dict.fromkeys(keys) if (kept := _kept(making, key)) is not None
    }
    missing = {key: job for key, job in zip(keys, jobs, strict=True) if key not in found}
    done = len(jobs) - len(missing)
    progress(done, len(jobs))
    under_way: Iterable[tuple[bytes, ...]] = ()
    if missing:
        under_way = making.make(list(missing.values()))
    making.meanwhile()
    if missing:
        wanted = iter(missing)
        for made in under_way:
            for data in made:
                key = next(wanted)
                making.store.put(key, data)
                found[key] = making.unpack(data)
                done += 1
            progress(done, len(jobs))
    return found


def in_batches(jobs: Sequence[_Job], workers: int) -> Iterator[tuple[_Job, ...]]:
    """Yield the jobs in parts: some for each worker, none too large."""
    size = min(len(jobs) // (workers * _BATCHES_EACH) + 1, _MOST_IN_A_BATCH)
    return (tuple(jobs[start : start + size]) for start in range(0, len(jobs), size))


def _batches(
    jobs: Sequence[SectionJob], look: Look, workers: int
) -> tuple[list[Batch], list[int]]:
    """Return batches, and the places of those that are to begin first.

    The tables of a large organisation take as long as a hundred posts: begun last, they would leave
    all processes but one without work.
    """
    texts = (job.html for job in jobs)
    typefaces = prepare_typefaces(look.faces, texts, chinese=look.language == "zh")
    fonts = tuple(typefaces.fonts.items())
    usual = median(len(job.html) for job in jobs)
    parts: list[tuple[SectionJob, ...]] = []
    early: list[int] = []
    for heavy, group in groupby(jobs, lambda job: len(job.html) > _HEAVY * usual):
        together = tuple(group)
        if heavy:
            early += range(len(parts), len(parts) + len(together))
            parts += ((job,) for job in together)
        else:
            parts += in_batches(together, workers)
    return [Batch(look.style_sheet, fonts, sections) for sections in parts], early


def section_key(base: bytes, section: Wanted) -> str:
    """Return what a section is kept under; ``base`` is the look's key."""
    return hashlib.blake2b(base + section.digest.encode(), digest_size=32).hexdigest()


def _kept(making: Making[_Job, _Done], key: str) -> _Done | None:
    """Return what is kept whole; what is damaged counts as nothing."""
    data = making.store.get(key)
    try:
        return making.unpack(data) if data is not None else None
    except Damaged:
        return None
