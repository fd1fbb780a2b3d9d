"""The pipeline: load, view, lay out, render, and only then write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import ModuleType

from jdgen.checks.consistency import check_consistency
from jdgen.errors import Location, Problem, message
from jdgen.library import Loaded, load
from jdgen.model import Library
from jdgen.packs import FORMATS, PACKS, Format, file_name
from jdgen.project import Materials, gather
from jdgen.views.handbook import HandbookView, view_handbook
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


def build(request: Request, progress: Progress = lambda what, done, total: None) -> Result:
    """Build the packs asked for.

    Everything is rendered in memory before the first byte is written. Raises InputError,
    EnvironmentProblem or OutputError with all that is wrong; then nothing was written.
    """
    loaded = load(request.project)
    library = loaded.library
    files = plan(request, library)
    check_writable(files)
    materials = gather(request.project, request.theme or library.handbook.theme)
    view = view_handbook(library, fixed_grid=materials.theme.post == "form", moment=request.moment)
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


def _render(
    request: Request,
    library: Library,
    view: HandbookView,
    materials: Materials,
    progress: Progress,
) -> tuple[dict[str, bytes], int | None, tuple[Problem, ...]]:
    """Return the handbook's files by suffix, its number of pages, and notes."""
    from jdgen.render.charts import draw_charts  # noqa: PLC0415 - heavy: not for an unread project
    from jdgen.render.data import as_xml, printed_data  # noqa: PLC0415 - likewise
    from jdgen.render.docx import DocumentFacts, DocxRenderer  # noqa: PLC0415 - likewise
    from jdgen.render.html import HtmlRenderer  # noqa: PLC0415 - likewise

    theme = materials.theme
    drawings = draw_charts(view, theme, materials.faces["heading"][0].data)
    data = printed_data(library) if request.attach else None
    contents: dict[str, bytes] = {}
    facts = DocumentFacts({}, {})
    pages: int | None = None
    notes: list[Problem] = []
    engine = _pdf_engine()
    if engine is None:
        notes.append(_NO_ENGINE)
    else:
        html = HtmlRenderer(view, theme, materials.html, drawings.html)
        renderer = engine.PdfRenderer(view, theme, html, materials.css, materials.faces)
        layout = renderer.lay_out(lambda done, total: progress("pages", done, total))
        facts = DocumentFacts(layout.labels, layout.page_counts)
        pages = layout.pages
        if "pdf" in request.formats:
            attached = engine.Attached("data.json", data, view.title) if data else None
            contents["pdf"] = renderer.write(layout, attached)
    if "docx" in request.formats:
        progress("word", 0, 1)
        word = DocxRenderer(materials.word_template, materials.word_theme, name=_WORD_TEMPLATE)
        contents["docx"] = word.render(
            view, facts, drawings.word, as_xml(data) if data else None, theme.post
        )
        progress("word", 1, 1)
    return contents, pages, tuple(notes)


def _pdf_engine() -> ModuleType | None:
    """Return the PDF renderer, None where its libraries can't be loaded (Windows without Pango)."""
    try:
        from jdgen.render import pdf  # noqa: PLC0415 - loads Pango: half a second, and may fail
    except OSError:
        return None
    return pdf


_WORD_TEMPLATE = "word/handbook.docx"
_NO_ENGINE = Problem(
    Location("PDF"),
    message(
        "no PDF was made: the text layout library Pango can't be loaded; "
        "the Word file has no page numbers in its contents"
    ),
    message("run “jdgen doctor”: it names the one command that mends this"),
)
