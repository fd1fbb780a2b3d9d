"""A document view printed as Word file and PDF that break their pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import ModuleType

from jdgen.errors import EnvironmentProblem, Location, Problem, Problems, message
from jdgen.packs import Format
from jdgen.produce.job import Job
from jdgen.views.sections import HandbookView


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


def print_document(view: HandbookView, job: Job, data: bytes | None) -> Printed:
    """Render a view in the formats wanted; ``data`` is attached to both.

    Raises InputError where a template fails or a character is in none of the fonts,
    EnvironmentProblem where only a PDF is wanted and none can be made.
    """
    # Heavy: not for a project that can't be read.
    from jdgen.render.charts import draw_charts
    from jdgen.render.data import as_xml
    from jdgen.render.docx import DocumentFacts, DocxRenderer
    from jdgen.render.html import HtmlRenderer

    materials, formats = job.materials, job.wanted.formats
    theme = materials.theme
    drawings = draw_charts(view, theme, materials.faces["heading"][0].data)
    files: dict[Format, bytes] = {}
    facts = DocumentFacts({}, {})
    pages = 0
    notes: list[Problem] = []
    problems = Problems()
    engine = pdf_engine(job)
    if engine is None:
        notes.append(_NO_ENGINE)
    else:
        with problems:
            html = HtmlRenderer(view, theme, materials.html, drawings.html)
            renderer = engine.PdfRenderer(view, theme, html, materials.css, materials.faces)
            layout = renderer.lay_out(lambda done, total: job.progress("pages", done, total))
            facts = DocumentFacts(layout.labels, layout.page_counts)
            pages = layout.pages
            if "pdf" in formats:
                attached = engine.Attached("data.json", data, view.title) if data else None
                files["pdf"] = renderer.write(layout, attached)
    if "docx" in formats:
        if materials.word_theme is None:
            notes.append(_NO_TWINS)
        job.progress("word", 0, 1)
        word = DocxRenderer(materials.word_template, materials.word_theme, name=_WORD_TEMPLATE)
        with problems:
            files["docx"] = word.render(
                view, facts, drawings.word, as_xml(data) if data else None, theme.post
            )
        job.progress("word", 1, 1)
    problems.stop()
    return Printed(files, pages, tuple(notes), facts.labels, facts.page_counts)


def pdf_engine(job: Job) -> ModuleType | None:
    """Return the PDF renderer, None where its libraries can't be loaded (Windows without Pango).

    Raises EnvironmentProblem if nothing but PDF is wanted then.
    """
    try:
        from jdgen.render import pdf  # loads Pango: half a second, and may fail
    except OSError as failure:
        if "docx" not in job.wanted.formats:
            raise EnvironmentProblem([NO_PDF]) from failure
        return None
    return pdf


_WORD_TEMPLATE = "word/handbook.docx"
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
