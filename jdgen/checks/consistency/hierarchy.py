"""Who reports to whom: circles, and what the pages of both sides say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.checks.consistency.naming import is_collective
from jdgen.errors import message
from jdgen.model import Role
from jdgen.organisation import in_order, says_nobody


def _own_superiors(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        above = subject.organisation.role(role.reports_to)
        if above is not None and above.id == role.id:
            what = message("“{title}” is named as its own superior", title=role.title)
            hint = message("write who the superior is, or delete the line")
            yield Hit(("role", role.id, "reports_to"), what, hint)


def _circles(subject: Subject) -> Iterator[Hit]:
    for role in subject.organisation.circles:
        what = message("the line of superiors of “{title}” leads back to itself", title=role.title)
        hint = message("correct the superior of one post of the circle")
        yield Hit(("role", role.id, "reports_to"), what, hint)


def _department_circles(subject: Subject) -> Iterator[Hit]:
    """Departments that are part of themselves, at once or through others."""
    organisation = subject.organisation
    for department in subject.library.departments:
        above = organisation.department(department.parent)
        passed: set[str] = set()
        while above is not None and above.id not in passed:
            if above.id == department.id:
                yield Hit(
                    ("department", department.id, "parent"),
                    message("the department “{name}” is part of itself", name=department.name),
                    message("write to which department it belongs, or delete the line"),
                )
            passed.add(above.id)
            above = organisation.department(above.parent)


def _strangers(subject: Subject) -> Iterator[Hit]:
    """Posts listed as direct reports whose own page names another superior."""
    for role in subject.library.roles:
        for number, name in enumerate(role.direct_reports):
            below = subject.organisation.role(name)
            above = subject.organisation.role(below.reports_to) if below is not None else None
            if below is None or (above is not None and above.id == role.id):
                continue
            what = message(
                "“{name}” is listed here, but its own page names {superior} as its superior",
                name=name,
                superior=below.reports_to,
            )
            if below.reports_to is None:
                what = message(
                    "“{name}” is listed here, but its own page names no superior", name=name
                )
            hint = message("correct one of the two pages")
            yield Hit(("role", role.id, "direct_reports", number), what, hint, name)


def _unlisted(subject: Subject) -> Iterator[Hit]:
    """Posts that name a superior whose own list of direct reports lacks them."""
    for role, below in _reporting(subject):
        stated = role.direct_reports
        if not stated or says_nobody(stated) or any(is_collective(name) for name in stated):
            continue
        listed = {found.id for name in stated if (found := subject.organisation.role(name))}
        missing = [each.title for each in below if each.id not in listed]
        if missing:
            what = message(
                "{titles} report to this post and are not listed here",
                titles=[f"“{title}”" for title in missing],
            )
            hint = message("add them, or correct the superior on their own pages")
            yield Hit(("role", role.id, "direct_reports"), what, hint, "、".join(missing))


def _denied(subject: Subject) -> Iterator[Hit]:
    """Posts that say that nobody reports to them, while somebody does."""
    for role, below in _reporting(subject):
        if says_nobody(role.direct_reports):
            what = message(
                "“{word}” stands here, but {titles} report to this post",
                word=role.direct_reports[0],
                titles=[f"“{each.title}”" for each in below],
            )
            hint = message("list them, or correct the superior on their own pages")
            path = ("role", role.id, "direct_reports", 0)
            yield Hit(path, what, hint, role.direct_reports[0])


def _reporting(subject: Subject) -> Iterator[tuple[Role, tuple[Role, ...]]]:
    """Yield each post that others name as their superior, with those, circles included."""
    below: dict[str, list[Role]] = defaultdict(list)
    for role in subject.library.roles:
        above = subject.organisation.role(role.reports_to)
        if above is not None and above.id != role.id:
            below[above.id].append(role)
    for role in subject.library.roles:
        if role.id in below:
            yield role, in_order(below[role.id])


_DENIED = """\
roles:
  clerk: {直接下级: 无}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 文员}
"""
CHECKS: tuple[Check, ...] = (
    Check(
        "JD210",
        Severity.ERROR,
        message("A post that is its own superior"),
        _own_superiors,
        "直接上级: 文员\n",
        "直接上级: 综合部经理\n",
    ),
    Check(
        "JD211",
        Severity.ERROR,
        message("Superiors in a circle"),
        _circles,
        """\
roles:
  manager: {直接上级: 文员}
""",
        """\
roles:
  clerk: {直接上级: manager}
""",
    ),
    Check(
        "JD212",
        Severity.ERROR,
        message("A department that is part of itself"),
        _department_circles,
        """\
departments:
  general: {上级部门: 档案室}
  archive: {部门名称: 档案室, 上级部门: 综合部}
""",
        """\
departments:
  archive: {部门名称: 档案室, 上级部门: 综合部}
""",
    ),
    Check(
        "JD215",
        Severity.WARNING,
        message("A direct report that reports to somebody else"),
        _strangers,
        """\
roles:
  clerk: {直接下级: [前台]}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 综合部经理}
""",
        """\
roles:
  clerk: {直接下级: [前台]}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 文员}
""",
    ),
    Check(
        "JD216",
        Severity.WARNING,
        message("A post that is missing from its superior's direct reports"),
        _unlisted,
        """\
roles:
  manager: {直接下级: [文员]}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 综合部经理}
""",
        """\
roles:
  manager: {直接下级: [部门人员]}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 综合部经理}
""",
    ),
    Check(
        "JD217",
        Severity.WARNING,
        message("“None” as direct reports of a post that has some"),
        _denied,
        _DENIED,
        _DENIED.replace("直接上级: 文员", "直接上级: 综合部经理"),
    ),
)
