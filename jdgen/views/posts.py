"""The section of each post: the same lines in the handbook and in a description of its own.

What stands above a post decides where its pages break, so both take it from here.
"""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.model import Role
from jdgen.organisation import Organisation
from jdgen.views.role import RoleViews
from jdgen.views.sections import Heading, Section
from jdgen.views.text import department_anchor, role_anchor


class PostSections:
    """Makes the sections of a library's posts.

    ``title`` is the chapter's, and heads the first post; a department's first post has the
    department's name above its own. ``fixed_grid`` as the theme sets posts (see RoleViews.view).
    """

    def __init__(self, roles: RoleViews, title: str, *, fixed_grid: bool) -> None:
        self._roles = roles
        self._title = title
        self._fixed_grid = fixed_grid
        self._first = {role.id for role in roles.organisation.roles[:1]}
        self._groups = _group_headings(roles.organisation)

    def section(self, role: Role) -> Section:
        """Return one post's section."""
        headings = []
        if role.id in self._first:
            headings.append(Heading(1, self._title, "roles"))
        if role.id in self._groups:
            headings.append(self._groups[role.id])
        headings.append(Heading(3, role.title, role_anchor(role)))
        return Section(
            "role", role_anchor(role), self._title,
            headings=tuple(headings),
            role=self._roles.view(role, fixed_grid=self._fixed_grid),
            opens_chapter=role.id in self._first,
        )  # fmt: skip


def _group_headings(organisation: Organisation) -> Mapping[str, Heading]:
    """Return the heading of each department, and of the organisation's own posts, by first post."""
    name = organisation.library.handbook.organisation
    headings = {role.id: Heading(2, name, "own_posts") for role in organisation.roles_of(None)[:1]}
    for department in organisation.departments:
        anchor = f"{department_anchor(department.id)}_posts"
        for role in organisation.roles_of(department)[:1]:
            headings[role.id] = Heading(2, department.name, anchor)
    return headings
