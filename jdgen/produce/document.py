"""A document view printed as Word file and PDF that break their pages alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING

from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, Problems, message
from jdgen.packs import Format
from jdgen.produce.job import Job
from jdgen.terms import Language
from jdgen.views.sections import HandbookView

if TYPE_CHECKING:
    from jdgen.render.charts import Drawings
    from jdgen.render.docx import FilledWord
    from jdgen.render.folios import Layout
    from jdgen.render.html import HtmlRenderer
    from jdgen.render.pdf.renderer import PdfRenderer
    from jdgen.render.pieces.metadata import Attached
    from jdgen.render.section_digest import SectionDigests
    from jdgen.render.sections import SectionedPdf
    from jdgen.render.workshop import Look

# Told how many steps are done, of how many.
Steps = Callable[[int, int], None]


@dataclass(frozen=True)
class Printed:
    """A document's files by format, its number of pages (0 where no PDF could be laid out).

    ``labels``: the printed page numbers by anchor; ``page_counts``: pages by section anchor.
    """

    files: dict[Format, bytes]
    pages: int
    notes: tuple[Problem, ...]
    labels: Mapping[str, str] = field(default_factory=dict)
    page_counts: Mapping[str, int] = field(default_factory=dict)


class Printer:
    """Prints documents of one job: opened one by one, laid out together, then written.

    Sections of all documents are laid out at once, so that several processes have work.
    """

    def __init__(self, job: Job) -> None:
        # Heavy, as all of render: not for a project that can't be read.
        from jdgen.render.workshop import Workshop

        self._job = job
        self._workshop = job.workshop or Workshop()
        self._looks: dict[Language, Look] = {}
        self._laid_out = True

    def open(self, view: HandbookView) -> Opened:
        """Prepare a view. Raises InputError where a template fails."""
        from jdgen.render.charts import draw_charts
        from jdgen.render.html import HtmlRenderer
        from jdgen.render.section_digest import SectionDigests
        from jdgen.render.sections import SectionedPdf
        from jdgen.render.workshop import Look

        materials = self._job.materials
        theme = materials.theme
        drawings = draw_charts(
            view, theme, materials.faces["heading"][0].data, self._workshop.store
        )
        look = self._looks.setdefault(
            view.language, Look(materials.css, theme, materials.faces, view.language)
        )
        html = HtmlRenderer(view, theme, materials.html, drawings.html)
        store = None if materials.own_html else self._workshop.store
        digests = SectionDigests(view)
        return Opened(digests, drawings, html, SectionedPdf(digests, html, look, store))

    def fill(self, document: Opened) -> None:
        """Fill the Word template, if a Word file is wanted: pages needn't be known for it.

        Raises InputError where the template fails.
        """
        from jdgen.render.docx import DocxRenderer, Filling

        materials = self._job.materials
        if "docx" in self._job.wanted.formats:
            word = DocxRenderer(materials.word_template, materials.word_theme, name=_WORD_TEMPLATE)
            filling = Filling(document.digests, document.drawings.word, materials.theme.post)
            if _HANDBOOK in materials.own_word:
                document.word = word.fill(filling)
            else:
                document.word = word.fill_by_section(filling, self._workshop.store)

    def lay_out(
        self,
        documents: Sequence[Opened],
        progress: Steps,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Lay out what was opened; ``meanwhile`` is done while other processes are at it.

        ``progress`` is told how many sections are done, of how many. Raises InputError where a
        template fails or a character is in none of the fonts, EnvironmentProblem where only a PDF
        is wanted and none can be made.
        """
        from jdgen.render.pieces.batch import NoEngine
        from jdgen.render.quires import make_quires

        problems: dict[Problem, None] = {}
        for each in documents:
            try:
                each.pdf.jobs  # noqa: B018 - rendered now, and kept
            except InputError as failure:
                # A template that fails does so in every document: told once.
                problems |= dict.fromkeys(failure.problems)
        if problems:
            raise InputError(problems)
        inside = [each for each in documents if each.pdf.jobs is not None]
        groups = [group for each in inside for group in each.pdf.groups]
        try:
            if groups:
                quires = iter(make_quires(
                    groups, inside[0].pdf.look, self._workshop, progress, meanwhile
                ))  # fmt: skip
                for each in inside:
                    each.layout = each.pdf.place(list(islice(quires, len(each.pdf.groups))))
        except NoEngine as failure:
            self._laid_out = False
            if "docx" not in self._job.wanted.formats:
                raise EnvironmentProblem([NO_PDF]) from failure
            return
        for each in documents:
            if each.layout is None:
                self._lay_out_whole(each, progress)

    def _pdf(self, document: Opened, attached: Attached | None) -> bytes:
        from jdgen.render.pieces.embedded import ForeignFontError

        if document.whole is None:
            try:
                return document.pdf.write(attached, self._workshop.store)
            except ForeignFontError:
                # Its program is known to the one pass alone.
                self._lay_out_whole(document, lambda _done, _total: None)
        if document.whole is None:
            raise EnvironmentProblem([NO_PDF])
        return document.whole.write(attached)

    def _lay_out_whole(self, document: Opened, progress: Steps) -> None:
        """Lay out one whose templates print page numbers in ways of their own."""
        engine = pdf_engine(self._job)
        if engine is None:
            self._laid_out = False
            return
        materials = self._job.materials
        document.whole = engine.PdfRenderer(
            document.view, materials.theme, document.html, materials.css, materials.faces
        )
        document.layout = document.whole.lay_out(progress)

    def write(self, document: Opened, data: bytes | None) -> Printed:
        """Write one in the formats wanted; ``data`` is attached to both.

        Raises InputError where the Word template fails.
        """
        from jdgen.render.data import as_xml
        from jdgen.render.docx import DocumentFacts
        from jdgen.render.pieces.metadata import Attached

        materials, formats, view = self._job.materials, self._job.wanted.formats, document.view
        files: dict[Format, bytes] = {}
        layout = document.layout
        if layout is not None and "pdf" in formats:
            attached = Attached("data.json", data, view.title) if data else None
            files["pdf"] = self._pdf(document, attached)
        notes = [] if self._laid_out else [_NO_ENGINE]
        facts = DocumentFacts(
            layout.labels if layout else {}, layout.page_counts if layout else {}
        )
        if "docx" in formats:
            if materials.word_theme is None:
                notes.append(_NO_TWINS)
            if document.word is None:
                self.fill(document)
            if document.word is None:
                raise AssertionError("a template that can't be filled is a problem")
            files["docx"] = document.word.write(facts, as_xml(data) if data else None)
            document.word = None
        return Printed(
            files, layout.pages if layout else 0, tuple(notes), facts.labels, facts.page_counts
        )


@dataclass
class Opened:
    """A document on its way: its view, what is drawn for it, where everything stands.

    ``word``: its Word file, filled but for page numbers. ``whole`` lays it out where its sections
    can't be laid out apart.
    """

    digests: SectionDigests
    drawings: Drawings
    html: HtmlRenderer
    pdf: SectionedPdf
    layout: Layout | None = None
    word: FilledWord | None = None
    whole: PdfRenderer | None = None

    @property
    def view(self) -> HandbookView:
        """What is printed."""
        return self.digests.view


def print_document(view: HandbookView, job: Job, data: bytes | None) -> Printed:
    """Render a view in the formats wanted; ``data`` is attached to both.

    Raises InputError where a template fails or a character is in none of the fonts,
    EnvironmentProblem where only a PDF is wanted and none can be made.
    """
    printer = Printer(job)
    opened = printer.open(view)
    problems = Problems()
    filled = False

    def fill() -> None:
        nonlocal filled
        filled = True
        with problems:
            printer.fill(opened)

    with problems:
        printer.lay_out([opened], lambda done, total: job.progress("pages", done, total), fill)
    job.progress("word", 0, 1)
    if not filled:
        fill()
    problems.stop()
    printed = printer.write(opened, data)
    job.progress("word", 1, 1)
    return printed


def pdf_engine(job: Job) -> ModuleType | None:
    """Return the PDF renderer, None where its libraries can't be loaded (Windows without Pango).

    Raises EnvironmentProblem if nothing but PDF is wanted then.
    """
    try:
        from jdgen.render.pdf import renderer  # loads Pango: half a second, and may fail
    except OSError as failure:
        if "docx" not in job.wanted.formats:
            raise EnvironmentProblem([NO_PDF]) from failure
        return None
    return renderer


_HANDBOOK = "handbook"
_WORD_TEMPLATE = f"word/{_HANDBOOK}.docx"
NO_PDF = Problem(
    Location("PDF"),
    message("no PDF can be made: the text layout library Pango can't be loaded"),
    message("run “jdgen doctor”: it names the one command that mends this"),
)
_NO_TWINS = Problem(
    Location("Word"),
    message(
        "the Word file keeps its template's own styles: its pages break elsewhere than the PDF's"
    ),
    message("choose a theme, or write the template's styles down as one: jdgen theme from"),
)
_NO_ENGINE = Problem(
    Location("PDF"),
    message(
        "no PDF was made: the text layout library Pango can't be loaded; "
        "the Word file has no page numbers in its contents"
    ),
    message("run “jdgen doctor”: it names the one command that mends this"),
)
