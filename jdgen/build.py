"""The pipeline: load, gather, make every pack in memory, and only then write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType

from jdgen.checks.check import Finding, Severity
from jdgen.checks.run import count, run_checks
from jdgen.errors import InputError, Problem, Problems
from jdgen.library import find_text, load
from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.packs import PACKS
from jdgen.pictures import Mentioned
from jdgen.produce import cards, handbook, notice, postings, roles
from jdgen.produce.guarding import guarded
from jdgen.produce.job import Job, Made, Order, Progress, Wanted, no_progress
from jdgen.project import Checks, Materials, Named, gather, has_own_templates
from jdgen.recruitment import Offer
from jdgen.unchanged import refuse_changes
from jdgen.writer import check_writable, write_files

_SIX_ELEMENTS = "JD301"
_MAKERS: Mapping[str, ModuleType] = {
    "handbook": handbook,
    "roles": roles,
    "cards": cards,
    "notice": notice,
    "postings": postings,
}


@dataclass(frozen=True)
class Request:
    """What to build, with which theme, and where to: ``output``, else the project's own folder.

    ``today`` is for the checks alone, None where nothing may depend on the clock.
    """

    project: Path
    packs: tuple[str, ...] = tuple(PACKS)
    theme: str | None = None
    output: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)
    today: date | None = None

    @property
    def folder(self) -> Path:
        """Where the packs land."""
        return self.output if self.output is not None else self.project / "output"


@dataclass(frozen=True)
class Result:
    """What was built: the files' sizes by path, pages, and what is worth saying about it.

    ``refused``: documents that were not made, and why. ``findings``: how many the checks
    have, by the name of their severity.
    """

    files: Mapping[Path, int]
    pages: int
    notes: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    findings: Mapping[str, int]


def plan(request: Request, library: Library) -> tuple[Path, ...]:
    """Return the files that a build would write. Raises InputError for posts that don't exist."""
    order = Order(library, Organisation(library), request.wanted)
    return tuple(
        request.folder / name for pack in request.packs for name in _MAKERS[pack].plan(order)
    )


def plan_project(request: Request) -> tuple[Path, ...]:
    """Load the project and return the files that a build would write. Raises InputError."""
    return plan(request, load(request.project).library)


def build(request: Request, progress: Progress = no_progress) -> Result:
    """Build the packs asked for.

    Everything is rendered in memory before the first byte is written. Raises InputError,
    EnvironmentProblem or OutputError with all that is wrong; then nothing was written.
    """
    loaded = load(request.project)
    library = loaded.library
    findings = run_checks(library, request.today, loaded.notes)
    own = has_own_templates(request.project)
    with guarded(own, len(library.roles), progress) as reporting:
        made = _make(request, library, unlawful(findings), reporting)
    written = {request.folder / name: data for each in made for name, data in each.files.items()}
    write_files(written, lambda: refuse_changes(request.project, loaded))
    return Result(
        files={path: len(data) for path, data in written.items()},
        pages=sum(each.pages for each in made),
        notes=tuple(dict.fromkeys((*loaded.notes, *(n for each in made for n in each.notes)))),
        refused=tuple(dict.fromkeys(problem for each in made for problem in each.refused)),
        findings=count(findings),
    )


def _make(
    request: Request,
    library: Library,
    forbidden: Mapping[str, tuple[Problem, ...]],
    progress: Progress,
) -> list[Made]:
    """Make each pack in memory. Raises InputError or EnvironmentProblem with all that is wrong."""
    problems = Problems()
    materials: Materials | None = None
    with problems:
        check_writable(plan(request, library))
    with problems:
        materials = _gather(request, library)
    problems.stop()
    if materials is None:
        raise AssertionError("what can't be gathered is a problem")
    job = Job(library, Organisation(library), request.wanted, materials, progress, forbidden)
    made = []
    for pack in request.packs:
        with problems, _in_the_data(library):
            made.append(_MAKERS[pack].make(job))
    problems.stop()
    return made


def unlawful(findings: Iterable[Finding]) -> Mapping[str, tuple[Problem, ...]]:
    """Return by post what forbids to advertise it: recruitment law, where it is an error.

    Which of the six elements are missing is told by those who need them: a card needs none.
    """
    found: dict[str, list[Problem]] = {}
    for each in findings:
        law = each.code.startswith("JD3") and each.code != _SIX_ELEMENTS
        if law and each.severity is Severity.ERROR:
            problem = Problem(each.location, each.what, each.advice, each.key)
            found.setdefault(each.role, []).append(problem)
    return {role: tuple(problems) for role, problems in found.items()}


def _gather(request: Request, library: Library) -> Materials:
    from jdgen.render.templates import check_html, check_word  # heavy: Jinja

    checks = Checks(check_html, check_word)
    pictures = _pictures(library) if any(PACKS[pack].outward for pack in request.packs) else {}
    if request.theme is not None:
        return gather(request.project, request.theme, checks, pictures=pictures)
    path = ("handbook", "theme")
    named = Named(library.locate(*path), library.spell(*path))
    return gather(request.project, library.handbook.theme, checks, named, pictures)


def _pictures(library: Library) -> Mapping[str, Mentioned]:
    """Return the ready QR pictures, and where the data names each."""
    sections: list[tuple[tuple[str, ...], Offer | None]] = [
        (("handbook",), library.handbook.recruitment),
        *((("role", role.id), role.recruitment) for role in library.roles),
    ]
    found: dict[str, Mentioned] = {}
    for start, section in sections:
        apply = section.apply if section is not None else None
        if apply is not None and apply.qr is not None:
            path = (*start, "recruitment", "apply", "qr")
            found.setdefault(apply.qr, Mentioned(library.locate(*path), library.spell(*path)))
    return found


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
