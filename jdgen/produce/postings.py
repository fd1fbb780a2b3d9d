"""Postings: what goes with an advertisement of each post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdgen.errors import Problem, Problems, message
from jdgen.model import Library, Role
from jdgen.packs import Format, distinct_names, file_name
from jdgen.produce.document import Printed, Printer
from jdgen.produce.job import Job, Made, Order
from jdgen.produce.offers import choose_offers
from jdgen.terms import term
from jdgen.views.board import view_board
from jdgen.views.job_description import view_job_description
from jdgen.views.posting import Posting, view_posting
from jdgen.views.public import PublicPost

_TEXTS = ("posting.txt", "posting.md", "posting.html", "jobposting.jsonld")


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give. Raises InputError for posts not there."""
    names = _names(order)
    return tuple(
        path
        for role, _ in choose_offers(order).posts
        for path in _paths(names[role.id], order.wanted.formats)
    )


def make(job: Job) -> Made:
    """Make the postings of all posts that can be advertised.

    Raises InputError or EnvironmentProblem with all that is wrong.
    """
    names = _names(job)
    offers = choose_offers(job)
    made = Made(refused=list(offers.refused), notes=list(offers.notes))
    problems = Problems()
    printer = Printer(job)
    postings = []
    for role, post in offers.posts:
        forbidden = job.forbidden(role)
        made.refused += forbidden
        if not forbidden:
            posting = view_posting(post)
            view = view_job_description(posting, job.wanted.moment)
            postings.append((role, posting, printer.open(view)))
    with problems:
        # A posting is a section: what is shown is how many are done.
        printer.lay_out(
            [document for _, _, document in postings],
            lambda done, total: job.progress("pages", done, total),
        )
    for done, (role, posting, document) in enumerate(postings, start=1):
        with problems:
            printed = printer.write(document, None)
            _make_one(job, role, posting, names[role.id], printed, made)
        job.progress("word", done, len(postings))
    problems.stop()
    return made


def _make_one(  # noqa: PLR0913, PLR0917 - all of it belongs to one posting
    job: Job, role: Role, posting: Posting, name: str, printed: Printed, made: Made
) -> None:
    # Heavy, as all of render.
    from jdgen.render.archive import pack
    from jdgen.render.jsonld import as_json, job_posting
    from jdgen.render.posting_page import posting_page
    from jdgen.render.posting_text import board_text, markdown

    board = view_board(posting)
    materials = job.materials
    texts = {
        "posting.txt": board_text(board, posting.post.language),
        "posting.md": markdown(posting),
        "posting.html": posting_page(
            posting, materials.theme, materials.html, materials.style_sheets
        ),
        "jobposting.jsonld": f"{as_json(job_posting(posting))}\n",
    }
    files = {file_name(name, each): printed.files[each] for each in printed.files}
    files |= {each: text.encode("utf-8") for each, text in texts.items()}
    files = {each: files[each] for each in _files(name, job.wanted.formats) if each in files}
    files[file_name(name, "zip")] = pack(files)
    folder = _folder(name)
    made.files |= {f"{folder}/{each}": data for each, data in files.items()}
    made.pages += printed.pages
    made.notes += (note for note in printed.notes if note not in made.notes)
    made.notes += _undated(job.library, role, posting.post)
    made.notes += (_silenced(job.library, role, path) for path in board.silenced)


def _names(order: Order) -> Mapping[str, str]:
    """Name the folders by their posts, the same whether some or all of them are made."""
    return distinct_names((role.id, role.title) for role in order.organisation.roles)


def _folder(name: str) -> str:
    # What is no good in the name of a file is none in a folder's.
    return f"postings/{file_name(name, 'x').removesuffix('.x')}"


def _files(name: str, formats: tuple[Format, ...]) -> tuple[str, ...]:
    return (*(file_name(name, each) for each in formats), *_TEXTS)


def _paths(name: str, formats: tuple[Format, ...]) -> Iterator[str]:
    for each in (*_files(name, formats), file_name(name, "zip")):
        yield f"{_folder(name)}/{each}"


def _undated(library: Library, role: Role, post: PublicPost) -> Iterator[Problem]:
    """Say what a posting without a date is worth to search engines: its markup asks for one."""
    if post.date_posted:
        return
    path = ("role", role.id, "recruitment")
    label = term("recruitment", "date_posted").label(library.handbook.language)
    yield Problem(
        library.locate(*path),
        message("the posting says no “{key}”: search engines leave such postings out", key=label),
        message("fill it in, here or for all posts in the handbook's file"),
        library.spell(*path),
    )


def _silenced(library: Library, role: Role, path: tuple[str | int, ...]) -> Problem:
    where = ("role", role.id, *path)
    return Problem(
        library.locate(*where),
        message("contact details stand here: the sentence was left out of the description "
                "in posting.txt"),
        message("job boards refuse contact details in a description; "
                "write them under how to apply"),
        library.spell(*where),
    )  # fmt: skip
