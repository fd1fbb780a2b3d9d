"""Posts that go by two titles: one that others call otherwise, and one in two files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.checks.consistency.names import REFERENCES
from jdgen.checks.consistency.naming import (
    Nearest,
    is_collective,
    is_known,
    is_variant,
    label,
    same_words,
)
from jdgen.errors import message
from jdgen.model import Role

_MANY = 8  # a duty of more posts than these tells nothing of any of them
_MOSTLY = 0.6


def _variants(subject: Subject) -> Iterator[Hit]:
    """Yield posts that seem to go by two titles: in references, or in two files."""
    yield from _called_otherwise(subject)
    yield from _two_files(subject)


def _called_otherwise(subject: Subject) -> Iterator[Hit]:
    """Names that no post bears and that resemble one post's title alone."""
    nearest = Nearest(subject.library)
    variants: dict[str, set[str]] = defaultdict(set)
    looked: set[str] = set()
    for role in subject.library.roles:
        for mentions in REFERENCES:
            for _, name in mentions(role):
                if name in looked or is_known(subject, name) or is_collective(name):
                    continue
                looked.add(name)
                near = nearest.post(name, role)
                post = subject.organisation.role(near)
                if near is not None and post is not None and is_variant(name, near):
                    variants[post.id].add(name)
    for role in subject.library.roles:
        if role.id in variants:
            names = sorted(variants[role.id])
            what = message(
                "“{title}” seems to be called {names} elsewhere in this handbook",
                title=role.title,
                names=[f"“{name}”" for name in names],
            )
            hint = message(
                "use one title everywhere, or list the others under {field}",
                field=label(subject, "role", "aliases"),
            )
            yield Hit(("role", role.id, "title"), what, hint, names[0])


def _two_files(subject: Subject) -> Iterator[Hit]:
    """Posts of one department and superior with titles that mean the same, or the same duties."""
    beside: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for role in subject.library.roles:
        place = subject.organisation.department(role.department)
        beside[place.id if place else "", role.reports_to or ""].append(role)
    for roles in beside.values():
        seen: dict[str, Role] = {}
        twins = _twins(roles)
        for role in roles:
            other = seen.setdefault(same_words(role.title), role)
            if other is role:
                other = twins.get(role.id, role)
            if other.title != role.title:
                yield _one_post(role, other)


def _twins(roles: list[Role]) -> dict[str, Role]:
    """Return by id of a post one before it with a like title and, for the most part, its duties."""
    duties = {
        # Each once, in order: of several twins the same one is named every time.
        role.id: tuple(dict.fromkeys(_bare(duty.text) for duty in role.duties))
        for role in roles
    }
    bearers: dict[str, list[Role]] = defaultdict(list)
    found: dict[str, Role] = {}
    for role in roles:
        shared = Counter(
            other.id
            for duty in duties[role.id]
            if len(bearers[duty]) <= _MANY
            for other in bearers[duty]
        )
        known = {other.id: other for duty in duties[role.id] for other in bearers[duty][:_MANY]}
        for identifier, number in shared.most_common():
            least = min(len(duties[role.id]), len(duties[identifier]))
            if number >= max(2, _MOSTLY * least) and identifier in known:
                other = known[identifier]
                if is_variant(role.title, other.title):
                    found.setdefault(role.id, other)
        for duty in duties[role.id]:
            bearers[duty].append(role)
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _one_post(role: Role, other: Role) -> Hit:
    what = message(
        "“{title}” and “{other}” seem to be two titles of one post",
        title=role.title,
        other=other.title,
    )
    hint = message("if so, keep one file and list the other title there as a further name")
    return Hit(("role", role.id, "title"), what, hint, role.title)


CHECKS: tuple[Check, ...] = (
    Check(
        "JD209",
        Severity.HINT,
        message("Two titles of what seems to be one post"),
        _variants,
        """\
工作记录与报表:
  - {所需记录文档: 考勤表, 编制时间: 月末, 报送对象: 综合经理}
""",
        """\
工作记录与报表:
  - {所需记录文档: 考勤表, 编制时间: 月末, 报送对象: 行政经理}
""",
    ),
)
