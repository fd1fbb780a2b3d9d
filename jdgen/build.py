"""The pipeline: load, gather, make every pack in memory, and only then write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from jdgen.cache.checks import ChecksKept, recall_checks
from jdgen.cache.data import kept_readings
from jdgen.cache.stamp import Kept, digest, observe, observe_pictures, recall, remember
from jdgen.checks import check_all
from jdgen.checks.check import Finding, Severity, count
from jdgen.errors import InputError, Problem, Problems
from jdgen.library import Loaded, find_text, load
from jdgen.library.unchanged import refuse_changes
from jdgen.model import Library
from jdgen.model.recruitment import Offer
from jdgen.organisation import Organisation
from jdgen.packs import PACKS
from jdgen.pictures import Mentioned
from jdgen.produce.guarding import guarded
from jdgen.produce.job import Job, Made, Order, Progress, no_progress
from jdgen.project import Checks, Materials, Named, gather
from jdgen.render.workshop import Workshop
from jdgen.request import Request, Result
from jdgen.resources import has_own_templates
from jdgen.workers.crew import open_workshop
from jdgen.writer import check_writable, write_files

__all__ = ["Request", "Result", "build", "plan", "plan_project", "unlawful"]

_SIX_ELEMENTS = "JD301"


def _maker(pack: str) -> ModuleType:
    """Load what makes a pack; what makes others would take a twentieth of a second more."""
    return import_module(f"jdgen.produce.{pack}")


def plan(request: Request, library: Library) -> tuple[Path, ...]:
    """Return the files that a build would write. Raises InputError for posts that don't exist."""
    order = Order(library, Organisation(library), request.wanted)
    return tuple(
        request.folder / name for pack in request.packs for name in _maker(pack).plan(order)
    )


def plan_project(request: Request) -> tuple[Path, ...]:
    """Load the project and return the files that a build would write. Raises InputError."""
    return plan(request, load(request.project).library)


def build(
    request: Request, progress: Progress = no_progress, workshop: Workshop | None = None
) -> Result:
    """Build the packs asked for.

    What an earlier build made is left alone where nothing has changed. Everything is rendered in
    memory before the first byte is written. ``workshop``: where sections are laid out, one of its
    own if None. Raises InputError, EnvironmentProblem or OutputError with all that is wrong; then
    nothing was written.
    """
    kept = recall(request)
    if kept is not None and kept.today == request.today:
        return kept.result
    with nullcontext(workshop) if workshop is not None else open_workshop(request) as opened:
        return _build(request, kept, opened, progress)


def _build(request: Request, kept: Kept | None, workshop: Workshop, progress: Progress) -> Result:
    observed = observe(request)
    with kept_readings(request, observed) as readings:
        loaded = load(request.project, readings)
    library = loaded.library
    pictures = _pictures(request, library)
    observed = observe_pictures(request, observed, pictures)
    findings = _checked(request, loaded, workshop, recall_checks(request, observed, loaded))
    forbidden = cache(lambda: unlawful(findings()))
    if kept is not None and kept.unlawful == digest(forbidden()):
        # Only the day is another: what the checks say of it is all that can be.
        result = replace(kept.result, findings=count(findings()))
        remember(request, observed, result, forbidden())
        return result
    with guarded(has_own_templates(request.project), len(library.roles), progress) as reporting:
        materials = _prepare(request, library, pictures)
        organisation = Organisation(library)
        made = _make(
            request.packs,
            Job(library, organisation, request.wanted, materials, reporting, forbidden, workshop),
        )
    written = {request.folder / name: data for each in made for name, data in each.files.items()}
    write_files(written, lambda: refuse_changes(request.project, loaded))
    result = Result(
        files={path: len(data) for path, data in written.items()},
        pages=sum(each.pages for each in made),
        notes=tuple(dict.fromkeys((*loaded.notes, *(n for each in made for n in each.notes)))),
        refused=tuple(dict.fromkeys(problem for each in made for problem in each.refused)),
        findings=count(findings()),
    )
    remember(request, observed, result, forbidden(), written)
    return result


def _checked(
    request: Request, loaded: Loaded, workshop: Workshop, kept: ChecksKept
) -> Callable[[], tuple[Finding, ...]]:
    """Begin to check the data, beside what is made of it; return what gives the findings."""
    checked = workshop.beside(
        check_all, loaded.library, request.today, loaded.notes, kept.earlier
    )

    def findings() -> tuple[Finding, ...]:
        found = checked()
        kept.keep(found)
        return found.findings

    return cache(findings)


def _prepare(request: Request, library: Library, pictures: Mapping[str, Mentioned]) -> Materials:
    """Return what everything is made from. Raises InputError or OutputError with all problems."""
    problems = Problems()
    materials: Materials | None = None
    with problems:
        check_writable(plan(request, library))
    with problems:
        materials = _gather(request, library, pictures)
    problems.stop()
    if materials is None:
        raise AssertionError("what can't be gathered is a problem")
    return materials


def _make(packs: Iterable[str], job: Job) -> list[Made]:
    """Make each pack in memory. Raises InputError or EnvironmentProblem with all that is wrong."""
    problems = Problems()
    made = []
    for pack in packs:
        with problems, _in_the_data(job.library):
            made.append(_maker(pack).make(job))
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


def _gather(
    request: Request, library: Library, pictures: Mapping[str, Mentioned]
) -> Materials:
    from jdgen.render.templates import check_html, check_word  # heavy: Jinja

    checks = Checks(check_html, check_word)
    if request.theme is not None:
        return gather(request.project, request.theme, checks, pictures=pictures)
    path = ("handbook", "theme")
    named = Named(library.locate(*path), library.spell(*path))
    return gather(request.project, library.handbook.theme, checks, named, pictures)


def _pictures(request: Request, library: Library) -> Mapping[str, Mentioned]:
    """Return the ready QR pictures to be printed, and where the data names each."""
    if not any(PACKS[pack].outward for pack in request.packs):
        return {}
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
