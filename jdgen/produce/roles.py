"""Single descriptions: the full internal description of each post, to sign."""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.errors import InputError, Problem
from jdgen.packs import Format, distinct_names, file_name
from jdgen.produce.document import Printer
from jdgen.produce.job import Job, Made, Order
from jdgen.views.single import SingleViews


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give. Raises InputError for posts not there."""
    names = _names(order)
    return tuple(
        _path(names[role.id], suffix) for role in order.roles() for suffix in order.wanted.formats
    )


def make(job: Job) -> Made:
    """Print the descriptions, drafts too: they stay in the house, and say what they are.

    Raises InputError or EnvironmentProblem with all that is wrong.
    """
    from jdgen.render.data import printed_post  # heavy, as all of render

    roles = job.roles()
    names = _names(job)
    views = SingleViews(
        job.organisation,
        fixed_grid=job.materials.theme.post == "form",
        moment=job.wanted.moment,
    )
    made = Made()
    problems: list[Problem] = []
    printer = Printer(job)
    opened = [printer.open(views.view(role)) for role in roles]
    try:
        # A post is a section: what is shown is how many are done.
        printer.lay_out(opened, lambda done, total: job.progress("pages", done, total))
    except InputError as failure:
        problems += failure.problems
    for done, (role, document) in enumerate(zip(roles, opened, strict=True), start=1):
        job.progress("word", done, len(roles))
        data = printed_post(job.organisation, role) if job.wanted.attach else None
        try:
            printed = printer.write(document, data)
        except InputError as failure:
            # A template that fails does so at every post: told once.
            problems += (each for each in failure.problems if each not in problems)
            continue
        made.pages += printed.pages
        made.notes += (note for note in printed.notes if note not in made.notes)
        made.files |= {
            _path(names[role.id], each): printed.files[each]
            for each in job.wanted.formats
            if each in printed.files
        }
    if problems:
        raise InputError(problems)
    return made


def _names(order: Order) -> Mapping[str, str]:
    """Name the documents by their posts, the same whether some or all of them are made."""
    return distinct_names((role.id, role.title) for role in order.organisation.roles)


def _path(name: str, suffix: Format) -> str:
    return f"roles/{file_name(name, suffix)}"
