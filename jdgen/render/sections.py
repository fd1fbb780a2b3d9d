"""A document's view to a PDF, section by section: what is kept is taken, the rest laid out.

1. Every section becomes HTML. What only the layout knows is left open in it: page numbers are
   stamped when the document is put together, so that no section depends on another's length.
2. A section whose HTML, style sheet, fonts and engine were seen before is there already, under a
   key made of these. The others are laid out, several at once where there are processes for it.
3. With the length of all sections known, the pieces become one file.
"""

from __future__ import annotations

import hashlib
import html as html_text
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jdgen.fonts import Face, cut_to_glyphs
from jdgen.render.css import theme_css
from jdgen.render.folios import Folios, Layout
from jdgen.render.html import HtmlRenderer, PageFacts
from jdgen.render.pieces.assembly import Whole, assemble
from jdgen.render.pieces.batch import PAGE_COUNT, Batch, SectionJob, lay_out_batch
from jdgen.render.pieces.engine import colour_profile, engine_name, producer
from jdgen.render.pieces.metadata import Attached, describe
from jdgen.render.pieces.piece import Damaged, Piece, unpack
from jdgen.render.typefaces import name_families, prepare_typefaces
from jdgen.theme import FontRole, Theme
from jdgen.views.sections import HandbookView

Progress = Callable[[int, int], None]
Run = Callable[[Sequence[Batch]], Iterable[tuple[bytes, ...]]]
"""Has batches laid out, and returns what came of each, in their order."""

# Numbers that no page has: they show where a template prints which.
_FIRST_PAGE, _PAGE_OF = 7654322, "7654323"
_RESET = f"counter-reset: page {_FIRST_PAGE} "
_STAMPED = re.compile(rf'<a class="page-of"[^>]*>{_PAGE_OF}</a>')
_FOLIO_RULE = re.compile(r"\.folio-(?:arabic|roman)::after\s*\{[^}]*\}")
_LINK = re.compile(r'href="#([^"]*)"')
_MOST_IN_A_BATCH = 16
_BATCHES_EACH = 4


class Store(Protocol):
    """What is kept from one build to the next: bytes by key."""

    def get(self, key: str) -> bytes | None:
        """Return what is kept, None where nothing is."""

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""


class Nothing:
    """Keeps nothing."""

    def get(self, _key: str) -> None:
        """Return nothing."""

    def put(self, _key: str, _data: bytes) -> None:
        """Let it go."""


@dataclass(frozen=True)
class Workshop:
    """Where sections are laid out, and what is kept of it.

    ``run`` does the work, ``workers`` how many at a time.
    """

    store: Store
    run: Run
    workers: int = 1


def alone(batches: Sequence[Batch]) -> Iterator[tuple[bytes, ...]]:
    """Lay out in this process."""
    return map(lay_out_batch, batches)


HERE = Workshop(Nothing(), alone)
"""Everything anew, in this process."""


class SectionedPdf:
    """Lays one document out section by section, and writes it."""

    def __init__(
        self,
        view: HandbookView,
        html: HtmlRenderer,
        css: str,
        faces: Mapping[FontRole, tuple[Face, ...]],
        workshop: Workshop = HERE,
    ) -> None:
        self._view = view
        self._html = html
        theme = html.theme.for_language(view.language)
        self._families = name_families(faces)
        families = {role: tuple(named) for role, named in self._families.items()}
        self._css = f"{css}\n{theme_css(theme, families)}"
        self._own_css = css
        self._faces = faces
        self._workshop = workshop
        self._pieces: list[Piece] = []
        self._layout = Layout()

    def lay_out(self, progress: Progress = lambda _done, _total: None) -> Layout | None:
        """Lay all sections out and return where everything stands.

        None where a template prints page numbers in a way of its own: nothing can be left open
        then. ``progress`` is told how many sections are done, of how many. Raises InputError where
        a template fails or a character is in none of the fonts.
        """
        jobs = self._jobs()
        if jobs is None:
            return None
        self._pieces = self._make(jobs, progress)
        layout = self._layout = Layout()
        numbers = Folios()
        for section, piece in zip(self._view.sections, self._pieces, strict=True):
            names: list[list[str]] = [[] for _ in piece.pages]
            for name, (page, _, _) in piece.anchors.items():
                names[page].append(name)
            numbers.advance(layout, section, names)
        return layout

    def write(self, attached: Attached | None) -> bytes:
        """Return the PDF; ``attached`` None leaves the data out (copies that leave the house)."""
        layout = self._layout
        whole = Whole(
            description=describe(self._view),
            attached=attached,
            folios=layout.folios,
            labels=layout.labels,
            page_labels=layout.page_labels,
            producer=producer(),
            profile=colour_profile(),
        )
        return assemble(self._pieces, whole, self._cut)

    def _jobs(self) -> list[SectionJob] | None:
        """Return what is to be laid out; None where page numbers can't be left open."""
        view = self._view
        if not view.loose and "counter(page" in _FOLIO_RULE.sub("", self._own_css):
            return None
        titles = {heading.anchor: heading.text for heading in view.contents}
        first = 1 if view.loose else _FIRST_PAGE
        facts = PageFacts({}, first, int(PAGE_COUNT), _PAGE_OF)
        jobs = []
        for section in view.sections:
            html = self._html.render(section, facts)
            if not view.loose:
                html = html.replace(_RESET, "counter-reset: page 1 ", 1)
            opened = _STAMPED.sub(lambda found: found[0].replace(_PAGE_OF, self._html.unknown), html)
            if str(_FIRST_PAGE) in opened or _PAGE_OF in opened:
                return None
            linked = dict.fromkeys(html_text.unescape(each) for each in _LINK.findall(opened))
            named = tuple((anchor, titles[anchor]) for anchor in linked if anchor in titles)
            jobs.append(SectionJob(opened, named, stamped=not view.loose))
        return jobs

    def _make(self, jobs: Sequence[SectionJob], progress: Progress) -> list[Piece]:
        """Return each section's piece: as kept, or laid out now."""
        store = self._workshop.store
        base = self._base()
        keys = [_key(base, job) for job in jobs]
        pieces = {key: piece for key in dict.fromkeys(keys) if (piece := _kept(store, key))}
        missing = {key: job for key, job in zip(keys, jobs, strict=True) if key not in pieces}
        done = len(jobs) - len(missing)
        progress(done, len(jobs))
        if missing:
            wanted = iter(missing)
            for made in self._workshop.run(self._batches(list(missing.values()))):
                for data in made:
                    key = next(wanted)
                    store.put(key, data)
                    pieces[key] = unpack(data)
                    done += 1
                progress(done, len(jobs))
        return [pieces[key] for key in keys]

    def _batches(self, jobs: Sequence[SectionJob]) -> list[Batch]:
        typefaces = prepare_typefaces(
            self._faces, (job.html for job in jobs), chinese=self._view.language == "zh"
        )
        fonts = tuple(typefaces.fonts.items())
        size = len(jobs) // (self._workshop.workers * _BATCHES_EACH) + 1
        size = min(size, _MOST_IN_A_BATCH)
        return [
            Batch(self._css, fonts, tuple(jobs[start : start + size]))
            for start in range(0, len(jobs), size)
        ]

    def _base(self) -> bytes:
        """Return what all sections' keys have in common."""
        digest = hashlib.blake2b(digest_size=32)
        digest.update(f"{engine_name()}\0{self._view.language}\0{self._css}".encode())
        seen: dict[int, bytes] = {}
        for role, named in self._families.items():
            for name, face in named.items():
                known = seen.setdefault(id(face.data), b"") or hashlib.blake2b(face.data).digest()
                seen[id(face.data)] = known
                digest.update(f"{role}\0{name}\0{face.latin}\0".encode() + known)
        return digest.digest()

    def _cut(self, family: str, glyphs: Iterable[int]) -> bytes:
        """Return the font program of one family with the glyphs that are printed.

        Cut once for a set of glyphs, and kept.
        """
        face = next(named[family] for named in self._families.values() if family in named)
        wanted = sorted(glyphs)
        key = hashlib.blake2b(digest_size=32)
        key.update(hashlib.blake2b(face.data).digest() + repr(wanted).encode())
        return cut_to_glyphs(face.data, wanted)


def _key(base: bytes, job: SectionJob) -> str:
    digest = hashlib.blake2b(base, digest_size=32)
    digest.update(repr((job.html, job.titles, job.stamped)).encode("utf-8"))
    return digest.hexdigest()


def _kept(store: Store, key: str) -> Piece | None:
    """Return a piece that is kept whole; a damaged one counts as none."""
    data = store.get(key)
    try:
        return unpack(data) if data is not None else None
    except Damaged:
        return None
