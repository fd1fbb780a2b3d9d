"""The redline: a new handbook with every change against an old one marked, in Word and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from jdgen.errors import InputError, Location, Problem, message
from jdgen.model import Handbook, Library
from jdgen.organisation import Organisation
from jdgen.packs import Format
from jdgen.produce.document import Printed, pdf_engine, print_document
from jdgen.produce.handbook import nothing_to_print
from jdgen.produce.job import Job, Progress, Wanted, no_progress
from jdgen.project import Materials
from jdgen.terms.phrases import phrase
from jdgen.views.handbook import view_handbook
from jdgen.views.sections import HandbookView


def redline(
    old: Library,
    new: Library,
    materials: Materials,
    wanted: Wanted | None = None,
    progress: Progress = no_progress,
) -> Printed:
    """Return the handbook of ``new`` as a redline against ``old``, in the formats wanted.

    ``Printed.files`` holds the bytes by format: ``docx``, with tracked changes that Word's
    reviewers accept or reject one by one, and ``pdf``, with the same marked by colour and sign;
    ``pages`` is the PDF's number of pages (0 without one), ``notes`` what is worth saying.
    ``materials`` are the new project's (``jdgen.project.gather``): both states are printed with
    them, so that no change of a template or theme shows. Of ``wanted``, ``formats``, ``attach``
    (the new data travels inside both files) and ``moment`` count.

    Raises InputError where the two can't be laid side by side (other languages, nothing in
    common) or a template or character fails, EnvironmentProblem where only a PDF is wanted and
    none can be made. Nothing is read from or written to a file.
    """
    from jdgen.render.data import printed_data  # heavy, as all of render
    from jdgen.render.docx.redline import merge_word_files

    asked = wanted or Wanted()
    job = Job(new, Organisation(new), asked, materials, progress)
    problems = tuple(_unlike(old, new))
    if problems:
        raise InputError(problems)
    pdf_engine(job)  # raises where only a PDF is wanted and none can be made
    data = printed_data(new) if asked.attach else None
    before = _print(old, job, None)
    after = _print(new, job, data)
    files: dict[Format, bytes] = {}
    pages = 0
    if "pdf" in asked.formats and pdf_engine(job) is not None:
        files["pdf"], pages = _pdf(before, after, job, data)
    if "docx" in asked.formats:
        files["docx"] = merge_word_files(
            before.printed.files["docx"],
            after.printed.files["docx"],
            author(new),
            after.view.moment,
        )
    ordered = {each: files[each] for each in asked.formats if each in files}
    return Printed(ordered, pages, after.printed.notes)


def author(library: Library) -> str:
    """Return who made the changes: who prepared the handbook, else whose it is."""
    handbook = library.handbook
    name = handbook.signoff.prepared.name if handbook.signoff is not None else None
    return name or handbook.company or handbook.organisation


@dataclass(frozen=True)
class _Plain:
    """One of the two handbooks, and how it is printed without marks."""

    library: Library
    view: HandbookView
    printed: Printed


def _print(library: Library, job: Job, data: bytes | None) -> _Plain:
    view = view_handbook(
        library, fixed_grid=job.materials.theme.post == "form", moment=job.wanted.moment
    )
    if not view.sections:
        raise InputError([nothing_to_print(library)])
    # The Word file tells both where pages are and what is merged.
    word = replace(job, wanted=replace(job.wanted, formats=("docx",)))
    return _Plain(library, view, print_document(view, word, data))


def _pdf(old: _Plain, new: _Plain, job: Job, data: bytes | None) -> tuple[bytes, int]:
    """Lay the marked pages out; return the file and its number of pages."""
    # Heavy, and Pango is known to be there.
    from jdgen.render.charts import draw_charts
    from jdgen.render.pdf.renderer import PdfRenderer
    from jdgen.render.pieces.metadata import Attached
    from jdgen.render.redline.pages import RedlinePages, Side

    materials = job.materials
    theme = materials.theme
    latin = materials.faces["heading"][0].data
    before, after = (
        Side(
            each.view,
            draw_charts(each.view, theme, latin).html,
            each.printed.labels,
            each.printed.page_counts,
        )
        for each in (old, new)
    )
    pages = RedlinePages(before, after, theme, materials.html, _told(old, new))
    css = "\n".join((materials.css, materials.style_sheets["redline/redline.css"]))
    renderer = PdfRenderer(pages.view, theme, pages, css, materials.faces)
    layout = renderer.lay_out(lambda done, total: job.progress("pages", done, total))
    attached = Attached("data.json", data, pages.view.title) if data is not None else None
    return renderer.write(attached), layout.pages


def _told(old: _Plain, new: _Plain) -> Iterator[str]:
    """Yield what the first page says of the two handbooks."""
    language = new.view.language
    yield phrase("redline_new", language, edition=_edition(new.library.handbook))
    yield phrase("redline_old", language, edition=_edition(old.library.handbook))
    date = new.view.moment.date().isoformat()
    yield phrase("redline_by", language, author=author(new.library), date=date)


def _edition(handbook: Handbook) -> str:
    """Return how a handbook is told from its other editions."""
    gap = "　" if handbook.language == "zh" else ", "
    known = (handbook.title, handbook.edition, handbook.version, handbook.issue_date)
    return gap.join(each for each in known if each)


def _unlike(old: Library, new: Library) -> Iterator[Problem]:
    """Yield why two handbooks can't be laid side by side."""
    path = ("handbook", "language")
    if old.handbook.language != new.handbook.language:
        yield Problem(
            new.locate(*path),
            message("the two handbooks are in different languages: nothing can be compared"),
            message("compare editions of one language"),
            new.spell(*path),
        )
        return
    names, new_names = set(_names(old)), set(_names(new))
    if names and new_names and not names & new_names:
        yield Problem(
            Location("data"),
            message("the two handbooks have no post and no department in common"),
            message("compare two editions of one handbook"),
        )


def _names(library: Library) -> Iterable[str]:
    for each in library.departments:
        yield from (each.id, each.name)
    for role in library.roles:
        yield from (role.id, role.title)
