"""The handbook: one book of all posts."""

from __future__ import annotations

from jdgen.errors import InputError, Problem, message
from jdgen.model import Library
from jdgen.packs import file_name
from jdgen.produce.document import print_document
from jdgen.produce.job import Job, Made, Order
from jdgen.views.handbook import view_handbook


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give."""
    title = order.library.handbook.title
    return tuple(f"handbook/{file_name(title, suffix)}" for suffix in order.wanted.formats)


def make(job: Job) -> Made:
    """Print the handbook. Raises InputError or EnvironmentProblem with all that is wrong."""
    from jdgen.render.data import printed_data  # heavy, as all of render

    view = view_handbook(
        job.library,
        fixed_grid=job.materials.theme.post == "form",
        moment=job.wanted.moment,
    )
    if not view.sections:
        raise InputError([nothing_to_print(job.library)])
    printed = print_document(view, job, printed_data(job.library) if job.wanted.attach else None)
    files = {
        f"handbook/{file_name(view.title, each)}": printed.files[each]
        for each in job.wanted.formats
        if each in printed.files
    }
    return Made(files, printed.pages, list(printed.notes))


def nothing_to_print(library: Library) -> Problem:
    """Return the problem that none of a handbook's chapters has anything to print."""
    path = ("handbook", "chapters")
    return Problem(
        library.locate(*path),
        message("none of these chapters has anything to print"),
        message("add a chapter that has, such as {chapter}", chapter="岗位职责"),
        library.spell(*path),
    )
