"""A handbook taken apart: its sections laid out with a store that is counted, and joined."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from jdgen.library import load
from jdgen.project import Checks, Materials, gather
from jdgen.render.charts import draw_charts
from jdgen.render.folios import Layout
from jdgen.render.html import HtmlRenderer
from jdgen.render.pdf.renderer import PdfRenderer
from jdgen.render.pieces.batch import Batch
from jdgen.render.pieces.cards import CardBatch
from jdgen.render.pieces.metadata import Attached
from jdgen.render.quires import make_quires
from jdgen.render.section_digest import SectionDigests
from jdgen.render.sections import SectionedPdf
from jdgen.render.templates import check_html, check_word
from jdgen.render.workshop import Look, Workshop
from jdgen.store import Nothing, Store
from jdgen.views.handbook import view_handbook
from jdgen.views.sections import HandbookView

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")
ATTACHED = Attached("data.json", b'{"post": 1}', "data")


@dataclass
class Counted:
    """Lays out in this process and counts what it was given."""

    sections: int = 0
    cards: int = 0

    def run(
        self, work: Callable[[_Job], _Done], jobs: Sequence[_Job], _early: Collection[int] = ()
    ) -> list[_Done]:
        """Have jobs done."""
        self.sections += sum(len(job.sections) for job in jobs if isinstance(job, Batch))
        self.cards += sum(len(job.cards) for job in jobs if isinstance(job, CardBatch))
        return [work(job) for job in jobs]


@dataclass
class Shelf:
    """A store in memory."""

    entries: dict[str, bytes] = field(default_factory=dict)

    def get(self, key: str) -> bytes | None:
        """Return what is kept."""
        return self.entries.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep something."""
        self.entries[key] = data


@dataclass(frozen=True)
class Joined:
    """A handbook joined from its sections: its bytes, where all stands, how many were laid out."""

    data: bytes
    layout: Layout
    laid_out: int


class Handbook:
    """A project's handbook, ready to be printed one way or the other."""

    def __init__(self, project: Path, theme: str = "standard") -> None:
        library = load(project).library
        materials: Materials = gather(project, theme, Checks(check_html, check_word))
        self.view: HandbookView = view_handbook(
            library, fixed_grid=materials.theme.post == "form", moment=None
        )
        drawings = draw_charts(self.view, materials.theme, materials.faces["heading"][0].data)
        self.materials = materials
        self.html = HtmlRenderer(self.view, materials.theme, materials.html, drawings.html)

    def sectioned(self, css: str | None = None, store: Store | None = None) -> SectionedPdf:
        """Return it as a document of sections; ``css`` in place of the project's.

        ``store`` keeps what the HTML of sections comes to.
        """
        materials = self.materials
        rules = materials.css if css is None else css
        look = Look(rules, materials.theme, materials.faces, self.view.language)
        return SectionedPdf(SectionDigests(self.view), self.html, look, store)

    def join(self, store: Store | None = None) -> Joined:
        """Print it from its sections."""
        pdf = self.sectioned(store=store)
        assert pdf.jobs is not None
        counted = Counted()
        workshop = Workshop(store or Nothing(), counted.run)
        quires = make_quires(pdf.groups, pdf.look, workshop, lambda _done, _total: None)
        layout = pdf.place(quires)
        return Joined(pdf.write(ATTACHED, workshop.store), layout, counted.sections)

    def in_one_pass(self) -> tuple[bytes, Layout]:
        """Print it in one pass."""
        materials = self.materials
        renderer = PdfRenderer(
            self.view, materials.theme, self.html, materials.css, materials.faces
        )
        layout = renderer.lay_out()
        return renderer.write(ATTACHED), layout
