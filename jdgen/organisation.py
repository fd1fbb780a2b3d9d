"""Who reports to whom, who belongs where, and how many they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jdgen.model import Department, Library, Role

_NOBODY = frozenset({"无", "none", "-", "/"})


@dataclass(frozen=True)
class Headcounts:
    """Sums over posts: established, in post, vacant; ``exact`` False means "at least".

    ``in_post`` and ``vacant`` are None where no post says how many people it has.
    """

    posts: int
    established: int
    exact: bool
    in_post: int | None
    vacant: int | None


class Organisation:
    """A library's posts and departments, put in order and tied together.

    A post whose superior is nobody in this handbook, or who stands in a circle of superiors, is a
    top of its department. Order among siblings: 顺序 (those without one last), then file name.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._by_name: dict[str, Role] = {}
        for role in library.roles:
            for name in (role.id, role.title, *role.aliases):
                self._by_name.setdefault(name, role)
        self._departments: dict[str, Department] = {}
        for department in library.departments:
            for name in (department.id, department.name, *department.aliases):
                self._departments.setdefault(name, department)

    def role(self, reference: str | None) -> Role | None:
        """Return the post that an id, a title or an alias means, None if no post bears it."""
        return self._by_name.get(reference) if reference is not None else None

    def department(self, reference: str | None) -> Department | None:
        """Return the department meant; None for the organisation itself or an unknown one."""
        return self._departments.get(reference) if reference is not None else None

    @cached_property
    def superiors(self) -> Mapping[str, Role]:
        """Each post's superior by id of the post, circles cut where they close."""
        found: dict[str, Role] = {}
        for role in self.library.roles:
            superior = self.role(role.reports_to)
            if superior is not None and superior.id != role.id:
                found[role.id] = superior
        state: dict[str, int] = {}
        for role in self.library.roles:
            chain: list[str] = []
            current: str | None = role.id
            while current is not None and current not in state:
                state[current] = 1
                chain.append(current)
                above = found.get(current)
                current = above.id if above is not None else None
            if current is not None and state[current] == 1:
                # A circle closes on this walk: whoever stands in it is a top of its department.
                for member in chain[chain.index(current) :]:
                    found.pop(member, None)
            for member in chain:
                state[member] = 2
        return found

    @cached_property
    def circles(self) -> tuple[Role, ...]:
        """The posts whose line of superiors leads back to themselves."""
        return tuple(
            role
            for role in self.library.roles
            if role.id not in self.superiors
            and (above := self.role(role.reports_to)) is not None
            and above.id != role.id
        )

    def subordinates(self, role: Role) -> tuple[Role, ...]:
        """The posts that report to ``role``, in order."""
        return self._children.get(role.id, ())

    @cached_property
    def _children(self) -> Mapping[str, tuple[Role, ...]]:
        below: dict[str, list[Role]] = {}
        for role in self.library.roles:
            superior = self.superiors.get(role.id)
            if superior is not None:
                below.setdefault(superior.id, []).append(role)
        return {key: in_order(roles) for key, roles in below.items()}

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """Departments in print order: those directly below the organisation, each with its own."""
        below: dict[str, list[Department]] = {}
        for department in self.library.departments:
            parent = self.department(department.parent)
            below.setdefault(parent.id if parent is not None else "", []).append(department)
        ordered: list[Department] = []
        waiting = list(reversed(_departments_in_order(below.get("", []))))
        while waiting:
            department = waiting.pop()
            ordered.append(department)
            waiting.extend(reversed(_departments_in_order(below.get(department.id, []))))
        seen = {department.id for department in ordered}
        # Departments that contain each other in a circle would otherwise be lost.
        ordered.extend(d for d in self.library.departments if d.id not in seen)
        return tuple(ordered)

    def sub_departments(self, department: Department | None) -> tuple[Department, ...]:
        """Departments directly below ``department`` (None: below the organisation)."""
        wanted = department.id if department is not None else None
        found = []
        for candidate in self.departments:
            parent = self.department(candidate.parent)
            if (parent.id if parent is not None else None) == wanted:
                found.append(candidate)
        return tuple(found)

    def roles_of(self, department: Department | None) -> tuple[Role, ...]:
        """The posts of one department, top post first; None: those of the organisation itself."""
        wanted = department.id if department is not None else None
        members = [
            role
            for role in self.library.roles
            if ((own := self.department(role.department)) and own.id) == wanted
        ]
        inside = {role.id for role in members}
        tops = in_order(
            role
            for role in members
            if (above := self.superiors.get(role.id)) is None or above.id not in inside
        )
        ordered: list[Role] = []
        waiting = list(reversed(tops))
        while waiting:
            role = waiting.pop()
            ordered.append(role)
            waiting.extend(r for r in reversed(self.subordinates(role)) if r.id in inside)
        return tuple(ordered)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """Every post in print order: the organisation's own, then by department."""
        ordered = list(self.roles_of(None))
        for department in self.departments:
            ordered.extend(self.roles_of(department))
        return tuple(ordered)

    @cached_property
    def tops(self) -> tuple[Role, ...]:
        """The posts without a superior in this handbook, in print order."""
        return tuple(role for role in self.roles if role.id not in self.superiors)


def in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Sort siblings: by 顺序, those without one last, then as their files come."""
    return tuple(sorted(roles, key=lambda role: (role.order is None, role.order or 0)))


def _departments_in_order(departments: Iterable[Department]) -> list[Department]:
    return sorted(departments, key=lambda each: (each.order is None, each.order or 0))


def names_of(library: Library) -> list[str]:
    """Return every name that a handbook has for posts and departments, its own and others."""
    outside = library.handbook.outside
    named = [library.handbook.organisation, *outside.departments, *outside.posts]
    for department in library.departments:
        named += [department.name, *department.aliases]
    for role in library.roles:
        named += [role.title, *role.aliases]
    return named


def says_nobody(texts: tuple[str, ...]) -> bool:
    """Whether a 直接下级 field says that there is none (无), rather than nothing at all."""
    return bool(texts) and all(text.casefold() in _NOBODY for text in texts)


def sum_headcounts(roles: Iterable[Role]) -> Headcounts:
    """Add up posts; a post without a headcount makes the sum "at least"."""
    posts = established = 0
    exact = True
    in_post: int | None = None
    vacant: int | None = None
    for role in roles:
        posts += 1
        if role.headcount is None:
            exact = False
        else:
            established += role.headcount.number
            exact = exact and role.headcount.exact
        if role.incumbents is not None:
            in_post = (in_post or 0) + role.incumbents
        gap = vacancies(role)
        if gap is not None:
            vacant = (vacant or 0) + gap
    return Headcounts(posts, established, exact, in_post, vacant)


def vacancies(role: Role) -> int | None:
    """Return how many places of a post are open: as stated, else headcount less incumbents."""
    if role.openings is not None:
        return role.openings
    if role.headcount is not None and role.headcount.exact and role.incumbents is not None:
        return max(role.headcount.number - role.incumbents, 0)
    return None
