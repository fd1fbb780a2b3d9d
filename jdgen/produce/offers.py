"""Which posts are advertised, and why others are not: refused, or only worth a note."""

from __future__ import annotations

from dataclasses import dataclass

from jdgen.errors import Problem, message
from jdgen.model import Library, Role
from jdgen.produce.job import Order
from jdgen.produce.refusals import lacking
from jdgen.terms import term
from jdgen.views.elements import missing_elements
from jdgen.views.public import PublicPost, public_post


@dataclass(frozen=True)
class Offers:
    """The posts to advertise, as outsiders may know them, and what was said of the others.

    What was asked for by name and can't be advertised is refused. Where all posts are wanted, a
    post without a section of recruitment is passed over, and a draft that has one is noted.
    """

    posts: tuple[tuple[Role, PublicPost], ...]
    refused: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def choose_offers(order: Order) -> Offers:
    """Sort the posts wanted. Raises InputError for names that no post bears."""
    named = bool(order.wanted.roles)
    roles, drafts = order.public_roles()
    allowed = {role.id for role in roles}
    held_back = [role for role in order.roles() if role.id not in allowed]
    notes = [
        problem
        for role, problem in zip(held_back, drafts, strict=True)
        if role.recruitment is not None
    ]
    refused = []
    if named:
        refused, notes = list(drafts), []
    posts = []
    for role in roles:
        post = public_post(role, order.organisation)
        missing = missing_elements(post)
        if not post.advertised:
            refused += [_not_offered(order.library, role)] if named else []
        elif missing:
            refused.append(lacking(order.library, role, post, missing))
        else:
            posts.append((role, post))
    return Offers(tuple(posts), tuple(refused), tuple(notes))


def _not_offered(library: Library, role: Role) -> Problem:
    label = term("role", "recruitment").label(library.handbook.language)
    return Problem(
        library.locate("role", role.id),
        message("“{title}” has no section “{key}”: it is not advertised",
                title=role.title, key=label),
        message("add the section, with openings, pay and place of work"),
    )  # fmt: skip
