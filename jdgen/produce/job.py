"""What is asked for, what it is made from, and what came of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jdgen.errors import InputError, Location, Problem, message
from jdgen.model import Library, Role
from jdgen.organisation import Organisation
from jdgen.project import Materials
from jdgen.request import Wanted

__all__ = ["Job", "Made", "Order", "Progress", "Wanted", "no_progress"]

if TYPE_CHECKING:
    from jdgen.render.workshop import Workshop

Progress = Callable[[str, int, int], None]


def no_progress(what: str, done: int, total: int) -> None:
    """Show nothing."""


@dataclass(frozen=True)
class Order:
    """What is wanted of which library: enough to plan."""

    library: Library
    organisation: Organisation
    wanted: Wanted

    def roles(self) -> tuple[Role, ...]:
        """Return the posts wanted, in print order. Raises InputError for names no post bears."""
        everything = self.organisation.roles
        if not self.wanted.roles:
            return everything
        problems = []
        ids = set()
        for name in self.wanted.roles:
            role = self.organisation.role(name)
            if role is None:
                problems.append(_no_post(name, everything))
            else:
                ids.add(role.id)
        if problems:
            raise InputError(problems)
        return tuple(role for role in everything if role.id in ids)

    def public_roles(self) -> tuple[tuple[Role, ...], tuple[Problem, ...]]:
        """Return the posts wanted that may be advertised, and a problem for each that may not.

        A draft is no decision yet: nothing of it leaves the house unless that is asked for.
        """
        wanted = self.roles()
        if self.wanted.allow_draft:
            return wanted, ()
        drafts = [role for role in wanted if role.is_draft]
        return (
            tuple(role for role in wanted if not role.is_draft),
            tuple(_draft(self.library, role) for role in drafts),
        )


@dataclass(frozen=True)
class Job(Order):
    """An order with everything that it is made from.

    ``unlawful`` tells what forbids to advertise a post, by its id; what the handbook says of the
    employer, which goes into every advertisement, under the empty one. ``workshop``: where
    sections are laid out; None: here, and nothing is kept.
    """

    materials: Materials
    progress: Progress = no_progress
    unlawful: Callable[[], Mapping[str, tuple[Problem, ...]]] = dict
    workshop: Workshop | None = None

    def forbidden(self, role: Role) -> tuple[Problem, ...]:
        """Return what in a post's advertisement would break recruitment law; empty: nothing."""
        found = self.unlawful()
        return (*found.get("", ()), *found.get(role.id, ()))


@dataclass
class Made:
    """What came of it: bytes by path below the output folder (``cards/x.pdf``).

    ``refused`` says which documents were not made, and why: the others were. ``pages``: of PDFs.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    pages: int = 0
    notes: list[Problem] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)


def _no_post(name: str, roles: Iterable[Role]) -> Problem:
    known = [each for role in roles for each in (role.id, role.title, *role.aliases)]
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = message("name a post by its id or its title, as its file says")
    if near:
        hint = message("did you mean “{near}”?", near=near[0])
    return Problem(Location("--role"), message("no post is called “{name}”", name=name), hint)


def _draft(library: Library, role: Role) -> Problem:
    path = ("role", role.id, "status")
    return Problem(
        library.locate(*path),
        message("“{title}” is a draft: nothing of it was made to leave the house",
                title=role.title),
        message("confirm the post and delete its status, or add --allow-draft"),
        library.spell(*path),
    )  # fmt: skip
