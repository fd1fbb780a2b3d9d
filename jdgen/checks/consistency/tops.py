"""The top of a handbook: whether there is one, and whether all posts hang below it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.errors import message
from jdgen.model import Role
from jdgen.organisation import says_nobody

_SHOWN = 5  # titles in one message; the others are counted


def _ends(subject: Subject) -> Mapping[str, list[Role]]:
    """Return by id of each post at the end of its line of superiors the posts below it."""
    above = subject.organisation.superiors
    end: dict[str, str] = {}
    for role in subject.library.roles:
        line = [role.id]
        while line[-1] not in end and line[-1] in above:
            line.append(above[line[-1]].id)
        last = end.get(line[-1], line[-1])
        end.update(dict.fromkeys(line, last))
    below: dict[str, list[Role]] = defaultdict(list)
    for role in subject.library.roles:
        # Also for a post that has nobody below: it is the end of its own line.
        below[end[role.id]] += [role] if end[role.id] != role.id else []
    return below


def _without_superior(role: Role) -> bool:
    return role.reports_to is None or says_nobody((role.reports_to,))


def _several_tops(subject: Subject) -> Iterator[Hit]:
    """Tops besides the one with the most posts below; those that share one outside are one."""
    outside = subject.library.handbook.outside.names()
    ends = _ends(subject)
    tops = [
        role
        for role in subject.library.roles
        if role.id in ends and (_without_superior(role) or role.reports_to in outside)
    ]
    weights: dict[str, int] = defaultdict(int)
    anchors = {
        role.id: f"={role.id}" if _without_superior(role) else str(role.reports_to) for role in tops
    }
    for role in tops:
        weights[anchors[role.id]] += 1 + len(ends[role.id])
    if len(weights) < 2:
        return
    # Of two with as many below, the one that names a superior is the better founded.
    main = max(weights, key=lambda anchor: (weights[anchor], not anchor.startswith("=")))
    head = next(role for role in tops if anchors[role.id] == main)
    for role in tops:
        if anchors[role.id] == main:
            continue
        if _without_superior(role):
            what = message(
                "“{title}” has no superior, and neither has “{other}”: the handbook has several"
                " tops",
                title=role.title,
                other=head.title,
            )
            if not _without_superior(head):
                what = message(
                    "“{title}” has no superior, while “{other}” reports to {superior}",
                    title=role.title,
                    other=head.title,
                    superior=head.reports_to,
                )
            yield Hit(("role", role.id), what, message("write whom the post reports to"))
        else:
            what = message(
                "“{title}” reports to {superior}, outside this handbook; most posts are below"
                " “{other}”",
                title=role.title,
                superior=role.reports_to,
                other=head.title,
            )
            hint = message("look whether the chart is meant to have several tops")
            yield Hit(("role", role.id, "reports_to"), what, hint, severity=Severity.HINT)


def _out_of_reach(subject: Subject) -> Iterator[Hit]:
    """Posts below one whose superior is unknown or stands in a circle; one hit for each of these.

    The post itself is told of by another check.
    """
    outside = subject.library.handbook.outside.names()
    posts = {role.id: role for role in subject.library.roles}
    for identifier, below in _ends(subject).items():
        end = posts[identifier]
        if not below or _without_superior(end) or end.reports_to in outside:
            continue
        titles = [f"“{role.title}”" for role in below]
        what = message(
            "no line leads from the top to the posts below “{title}”: {titles}",
            title=end.title,
            titles=titles,
        )
        if len(titles) > _SHOWN:
            what = message(
                "no line leads from the top to the posts below “{title}”: {titles} and {number}"
                " more",
                title=end.title,
                titles=titles[:_SHOWN],
                number=len(titles) - _SHOWN,
            )
        hint = message("they are placed again once the superior of “{title}” is", title=end.title)
        yield Hit(("role", identifier, "reports_to"), what, hint)


CHECKS: tuple[Check, ...] = (
    Check(
        "JD213",
        Severity.WARNING,
        message("Several tops"),
        _several_tops,
        """\
roles:
  driver: {岗位名称: 司机, 所在部门: 综合部}
""",
        """\
roles:
  driver: {岗位名称: 司机, 所在部门: 综合部, 直接上级: 总经理}
""",
    ),
    Check(
        "JD214",
        Severity.WARNING,
        message("Posts that no line from the top leads to"),
        _out_of_reach,
        """\
roles:
  manager: {直接上级: 行政总监}
""",
        """\
roles:
  manager: {直接上级: 总经理}
""",
    ),
)
