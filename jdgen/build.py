"""The pipeline: load, view, lay out, render, and only then write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import ModuleType

from jdgen.checks.consistency import check_consistency
from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, Problems, message
from jdgen.library import Loaded, find_text, load
from jdgen.model import Library
from jdgen.packs import FORMATS, PACKS, Format, file_name
from jdgen.project import Checks, Materials, Named, gather
from jdgen.views.handbook import view_handbook
from jdgen.views.sections import HandbookView
from jdgen.writer import check_writable, write_files

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Request:
    """What to build. ``moment``: the date to use where the data has none (SOURCE_DATE_EPOCH)."""

    project: Path
    packs: tuple[str, ...] = tuple(PACKS)
    formats: tuple[Format, ...] = FORMATS
    theme: str | None = None
    output: Path | None = None
    attach: bool = True
    moment: datetime | None = None

    @property
    def folder(self) -> Path:
        """Where the packs land."""
        return self.output if self.output is not None else self.project / "output"


@dataclass(frozen=True)
class Result:
    """What was built: the files' sizes by path, pages, and what is worth saying about it."""

    files: Mapping[Path, int]
    pages: int | None
    notes: tuple[Problem, ...]
    findings: int


def plan(request: Request, library: Library) -> tuple[Path, ...]:
    """Return the files that a build would write."""
    title = library.handbook.title
    return tuple(
        request.folder / pack / file_name(title, suffix)
        for pack in request.packs
        for suffix in PACKS[pack].formats
        if suffix in request.formats
    )


def no_progress(what: str, done: int, total: int) -> None:
    """Show nothing."""


def build(request: Request, progress: Progress = no_progress) -> Result:
    """Build the packs asked for.

    Everything is rendered in memory before the first byte is written. Raises InputError,
    EnvironmentProblem or OutputError with all that is wrong; then nothing was written.
    """
    loaded = load(request.project)
    library = loaded.library
    files = plan(request, library)
    problems = Problems()
    materials: Materials | None = None
    with problems:
        check_writable(files)
    with problems:
        materials = _gather(request, library)
    problems.stop()
    if materials is None:
        raise AssertionError("what can't be gathered is a problem")
    view = view_handbook(library, fixed_grid=materials.theme.post == "form", moment=request.moment)
    if not view.sections:
        raise InputError([_nothing_to_print(library)])
    contents, pages, notes = _render(request, library, view, materials, progress)
    written = {path: contents[path.suffix[1:]] for path in files if path.suffix[1:] in contents}
    write_files(written)
    return Result(
        {path: len(data) for path, data in written.items()},
        pages,
        (*loaded.notes, *notes),
        len(check_consistency(library)),
    )


def examine(project: Path) -> tuple[Loaded, tuple[Problem, ...]]:
    """Load a project and return it with what is wrong though well-formed."""
    loaded = load(project)
    return loaded, check_consistency(loaded.library)


def _gather(request: Request, library: Library) -> Materials:
    from jdgen.render.templates import check_html, check_word  # heavy: Jinja

    checks = Checks(check_html, check_word)
    if request.theme is not None:
        return gather(request.project, request.theme, checks)
    path = ("handbook", "theme")
    named = Named(library.locate(*path), library.spell(*path))
    return gather(request.project, library.handbook.theme, checks, named)


def _nothing_to_print(library: Library) -> Problem:
    path = ("handbook", "chapters")
    return Problem(
        library.locate(*path),
        message("none of these chapters has anything to print"),
        message("add a chapter that has, such as {chapter}", chapter="岗位职责"),
        library.spell(*path),
    )


def _render(
    request: Request,
    library: Library,
    view: HandbookView,
    materials: Materials,
    progress: Progress,
) -> tuple[dict[str, bytes], int | None, tuple[Problem, ...]]:
    """Return the handbook's files by suffix, its number of pages, and notes."""
    # Heavy: not for a project that can't be read.
    from jdgen.render.charts import draw_charts
    from jdgen.render.data import as_xml, printed_data
    from jdgen.render.docx import DocumentFacts, DocxRenderer
    from jdgen.render.html import HtmlRenderer

    theme = materials.theme
    drawings = draw_charts(view, theme, materials.faces["heading"][0].data)
    data = printed_data(library) if request.attach else None
    contents: dict[str, bytes] = {}
    facts = DocumentFacts({}, {})
    pages: int | None = None
    notes: list[Problem] = []
    problems = Problems()
    engine = _pdf_engine()
    if engine is None and "docx" not in request.formats:
        raise EnvironmentProblem([_NO_PDF])
    if engine is None:
        notes.append(_NO_ENGINE)
    else:
        with problems, _in_the_data(library):
            html = HtmlRenderer(view, theme, materials.html, drawings.html)
            renderer = engine.PdfRenderer(view, theme, html, materials.css, materials.faces)
            layout = renderer.lay_out(lambda done, total: progress("pages", done, total))
            facts = DocumentFacts(layout.labels, layout.page_counts)
            pages = layout.pages
            if "pdf" in request.formats:
                attached = engine.Attached("data.json", data, view.title) if data else None
                contents["pdf"] = renderer.write(layout, attached)
    if "docx" in request.formats:
        if materials.word_theme is None:
            notes.append(_NO_TWINS)
        progress("word", 0, 1)
        word = DocxRenderer(materials.word_template, materials.word_theme, name=_WORD_TEMPLATE)
        with problems:
            contents["docx"] = word.render(
                view, facts, drawings.word, as_xml(data) if data else None, theme.post
            )
        progress("word", 1, 1)
    problems.stop()
    return contents, pages, tuple(notes)


@contextmanager
def _in_the_data(library: Library) -> Iterator[None]:
    """Say of a character that can't be printed where in the data it stands, if it does."""
    try:
        yield
    except InputError as failure:
        raise InputError(_placed(library, problem) for problem in failure.problems) from failure


def _placed(library: Library, problem: Problem) -> Problem:
    character = problem.what.values.get("character")
    path = find_text(library, character) if isinstance(character, str) else None
    if path is None:
        return problem
    return replace(problem, location=library.locate(*path), key=library.spell(*path))


def _pdf_engine() -> ModuleType | None:
    """Return the PDF renderer, None where its libraries can't be loaded (Windows without Pango)."""
    try:
        from jdgen.render import pdf  # loads Pango: half a second, and may fail
    except OSError:
        return None
    return pdf


_WORD_TEMPLATE = "word/handbook.docx"
_NO_PDF = Problem(
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
