"""How many report to one post: too many to lead, or one below one below one."""

from __future__ import annotations

from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.errors import message
from jdgen.model import Role

# V. A. Graicunas and most textbooks since put the limit for dissimilar work at half a dozen; what
# is beyond twice that is asked about. Posts are counted, not people: ten alike are one job to lead.
_WIDE = 12


def _wide(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        number = len(subject.organisation.subordinates(role))
        if number > _WIDE:
            what = message(
                "{number} posts report to “{title}”; more than {limit} are hard to lead",
                number=number,
                title=role.title,
                limit=_WIDE,
            )
            hint = message("look whether a level between them is missing")
            yield Hit(("role", role.id), what, hint)


def _chains(subject: Subject) -> Iterator[Hit]:
    """Posts with one single person below, who has one single person below: at the first of them."""
    for role in subject.library.roles:
        above = subject.organisation.superiors.get(role.id)
        if above is not None and _only_one(subject, above) is not None:
            continue  # told of further up
        chain = [role]
        while (below := _only_one(subject, chain[-1])) is not None:
            chain.append(below)
        if len(chain) > 2:
            what = message(
                "a single person reports to each of these posts in turn: {titles}",
                titles=[f"“{each.title}”" for each in chain],
            )
            hint = message("look whether every level between them is needed")
            yield Hit(("role", role.id), what, hint)


def _only_one(subject: Subject, role: Role) -> Role | None:
    """Return the one person who reports to a post, None if there are none or several."""
    below = subject.organisation.subordinates(role)
    if len(below) != 1 or below[0].headcount is None:
        return None
    return below[0] if below[0].headcount.exact and below[0].headcount.number == 1 else None


_PLACES = "档案 合同 会务 车辆 采购 宿舍 食堂 安保 印章 资产 票务 外联"
_MANY = "".join(
    f"  clerk-{number}: {{岗位名称: {place}文员, 所在部门: 综合部, 直接上级: 综合部经理}}\n"
    for number, place in enumerate(_PLACES.split(), 1)
)
CHECKS: tuple[Check, ...] = (
    Check(
        "JD218",
        Severity.HINT,
        message("More posts below one than can be led"),
        _wide,
        f"roles:\n{_MANY}",
        f"roles:\n{_MANY[: _MANY.rindex('  clerk')]}",
    ),
    Check(
        "JD219",
        Severity.HINT,
        message("A chain of single reports"),
        _chains,
        """\
roles:
  clerk: {岗位定员: 1}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 文员, 岗位定员: 1}
""",
        """\
roles:
  clerk: {岗位定员: 1}
  reception: {岗位名称: 前台, 所在部门: 综合部, 直接上级: 文员, 岗位定员: 2}
""",
    ),
)
