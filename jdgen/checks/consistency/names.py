"""Names that a post mentions and nobody bears, and posts whose names are not their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jdgen.checks.check import Check, Hit, Path, Severity, Subject
from jdgen.checks.consistency.naming import (
    Nearest,
    is_collective,
    is_known,
    is_post_or_outside,
    is_sentence,
)
from jdgen.errors import Message, message
from jdgen.model import Role
from jdgen.terms import term

Mention = tuple[Path, str]


def superiors(role: Role) -> Iterator[Mention]:
    """Yield the superior."""
    if role.reports_to is not None:
        yield ("reports_to",), role.reports_to


def subordinates(role: Role) -> Iterator[Mention]:
    """Yield those named as direct reports."""
    yield from _listed(role, "direct_reports")


def recipients(role: Role) -> Iterator[Mention]:
    """Yield the recipients of reports."""
    for row, entry in enumerate(role.reports):
        for number, name in enumerate(entry.recipients):
            yield ("reports", row, "recipients", number), name


def others(role: Role) -> Iterator[Mention]:
    """Yield stand-ins and posts to be promoted to."""
    yield from _listed(role, "stand_in")
    yield from _listed(role, "promotion_to")


REFERENCES = (superiors, subordinates, recipients, others)
"""What mentions other posts by name, and nothing but posts in the main."""


def _partners(role: Role) -> Iterator[Mention]:
    for number, name in enumerate(role.relations.internal):
        yield ("relations", "internal", number), name


def _outsiders(role: Role) -> Iterator[Mention]:
    for number, name in enumerate(role.relations.external):
        yield ("relations", "external", number), name


def _listed(role: Role, field: str) -> Iterator[Mention]:
    for number, name in enumerate(getattr(role, field)):
        yield (field, number), name


@dataclass(frozen=True)
class _Unknown:
    """Looks for names in one kind of field; ``posts``: only a post may be meant there.

    ``loose``: collective names (各部门) and whole sentences are let pass.
    """

    mentions: Callable[[Role], Iterator[Mention]]
    posts: bool = False
    loose: bool = True

    def find(self, subject: Subject) -> Iterator[Hit]:
        """Yield each mention of a name that nobody bears."""
        nearest = Nearest(subject.library)
        known = is_post_or_outside if self.posts else is_known
        for role in subject.library.roles:
            for path, name in self.mentions(role):
                if known(subject, name) or (
                    self.loose and (is_collective(name) or is_sentence(name))
                ):
                    continue
                near = nearest.post(name, role) if self.posts else nearest.any(name)
                what = message(
                    "“{name}” is no post, department or outside party of this handbook", name=name
                )
                if self.posts:
                    what = message("“{name}” is no post of this handbook", name=name)
                yield Hit(("role", role.id, *path), what, _declare(subject, name, near), name)


def _declare(subject: Subject, name: str, near: str | None) -> Message:
    """Return the hint for a name nobody bears; the field is called as this handbook calls it."""
    library = subject.library
    field = library.spell("handbook", "outside")
    if not field:
        field = term("handbook", "outside").label(library.handbook.language)
    if near is None:
        return message(
            "if it is real, declare it in data/handbook.yaml under {field}: {name}",
            field=field,
            name=name,
        )
    return message(
        "did you mean “{near}”? If not, declare it in data/handbook.yaml under {field}: {name}",
        near=near,
        field=field,
        name=name,
    )


def _shared_names(subject: Subject) -> Iterator[Hit]:
    """Yield each name that two posts bear and that somebody uses: it can't be told who is meant."""
    bearers: dict[str, list[tuple[Role, Path]]] = defaultdict(list)
    for role in subject.library.roles:
        bearers[role.title].append((role, ("title",)))
        for number, alias in enumerate(role.aliases):
            bearers[alias].append((role, ("aliases", number)))
    used = {
        name
        for role in subject.library.roles
        for mentions in REFERENCES
        for _, name in mentions(role)
    }
    for name, posts in bearers.items():
        if len({role.id for role, _ in posts}) < 2 or not _collides(posts, name, used):
            continue
        for role, path in posts[1:]:
            what = message(
                "“{name}” is also the name of the post in {file}",
                name=name,
                file=subject.library.locate("role", posts[0][0].id).file,
            )
            hint = message(
                "give one of the two another title, or write their ids where they are meant"
            )
            yield Hit(("role", role.id, *path), what, hint, name)


def _collides(posts: list[tuple[Role, Path]], name: str, used: set[str]) -> bool:
    """Whether two bearers of one name stand in each other's way.

    Cashiers of two departments may well have one title, as long as nobody refers to it.
    """
    departments = [role.department for role, _ in posts]
    return name in used or len(set(departments)) < len(departments)


_LOOKS = {
    "JD202": _Unknown(superiors, posts=True, loose=False),
    "JD203": _Unknown(subordinates, posts=True),
    "JD204": _Unknown(recipients),
    "JD205": _Unknown(others, posts=True, loose=False),
    "JD206": _Unknown(_partners),
    "JD207": _Unknown(_outsiders),
}
CHECKS: tuple[Check, ...] = (
    Check(
        "JD202",
        Severity.ERROR,
        message("A superior that no post bears"),
        _LOOKS["JD202"].find,
        "直接上级: 综合部主任\n",
        "直接上级: 综合部经理\n",
    ),
    Check(
        "JD203",
        Severity.WARNING,
        message("A direct report that no post bears"),
        _LOOKS["JD203"].find,
        "直接下级: [前台]\n",
        """\
roles:
  clerk: {直接下级: [前台]}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 文员}
""",
    ),
    Check(
        "JD204",
        Severity.WARNING,
        message("A recipient of a report that nobody is"),
        _LOOKS["JD204"].find,
        """\
工作记录与报表:
  - {所需记录文档: 考勤表, 编制时间: 月末, 报送对象: 行政经理}
""",
        """\
工作记录与报表:
  - {所需记录文档: 考勤表, 编制时间: 月末, 报送对象: [综合部经理, 财务部]}
""",
    ),
    Check(
        "JD205",
        Severity.WARNING,
        message("A stand-in or a post to be promoted to that no post bears"),
        _LOOKS["JD205"].find,
        "职务代理人: 出纳\n",
        "职务代理人: 综合部经理\n晋升岗位: 总经理\n",
    ),
    Check(
        "JD206",
        Severity.WARNING,
        message("A partner inside the organisation that is no post and no department"),
        _LOOKS["JD206"].find,
        "工作协作关系:\n  内部协调关系: [综合科, 财务部]\n",
        "工作协作关系:\n  内部协调关系: [综合部, 各部门, 财务部]\n",
    ),
    Check(
        "JD207",
        Severity.HINT,
        message("A partner outside the organisation that is not declared"),
        _LOOKS["JD207"].find,
        "工作协作关系:\n  外部协调关系: [快递公司]\n",
        "工作协作关系:\n  外部协调关系: [客户]\n",
    ),
    Check(
        "JD208",
        Severity.WARNING,
        message("One name for two posts"),
        _shared_names,
        """\
roles:
  clerk-2: {岗位名称: 文员, 所在部门: 综合部, 直接上级: 综合部经理}
""",
        """\
roles:
  clerk-2: {岗位名称: 文员, 所在部门: 示例公司, 直接上级: 综合部经理}
""",
    ),
)
