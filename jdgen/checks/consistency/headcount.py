"""定员 against itself: sums of departments and of the whole, and a post's own three numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.errors import Message, message
from jdgen.model import Headcount, Role
from jdgen.organisation import sum_headcounts, vacancies


def _own_posts(subject: Subject) -> Mapping[str, list[Role]]:
    """Return the posts of each department by its id; those of the whole under the empty one."""
    found: dict[str, list[Role]] = defaultdict(list)
    for role in subject.library.roles:
        department = subject.organisation.department(role.department)
        found[department.id if department is not None else ""].append(role)
    return found


def _below(subject: Subject, top: str, posts: Mapping[str, list[Role]]) -> list[Role]:
    """Return the posts of a department and of all departments that are part of it."""
    parts: dict[str, list[str]] = defaultdict(list)
    for each in subject.library.departments:
        above = subject.organisation.department(each.parent)
        if above is not None:
            parts[above.id].append(each.id)
    waiting, seen = [top], {top}
    found: list[Role] = []
    while waiting:
        identifier = waiting.pop()
        found += posts.get(identifier, ())
        new = [part for part in parts[identifier] if part not in seen]
        seen.update(new)
        waiting += new
    return found


def _departments(subject: Subject) -> Iterator[Hit]:
    posts = _own_posts(subject)
    for department in subject.library.departments:
        stated = department.headcount
        if stated is None:
            continue
        # With what is part of it or without: both are meant by people.
        sums = [_below(subject, department.id, posts), posts.get(department.id, [])]
        wrong = [_differs(stated, roles) for roles in sums]
        if all(wrong):
            yield Hit(("department", department.id, "headcount"), *_said(wrong[0]))


def _whole(subject: Subject) -> Iterator[Hit]:
    stated = subject.library.handbook.headcount
    wrong = _differs(stated, subject.library.roles) if stated is not None else None
    if wrong is not None:
        yield Hit(("handbook", "headcount"), *_said(wrong))


def _differs(stated: Headcount, roles: Iterable[Role]) -> Message | None:
    """Return what is wrong with a stated headcount, None where the posts may give it."""
    counted = sum_headcounts(roles)
    if counted.exact and stated.exact and counted.established != stated.number:
        return message(
            "{stated} are stated here, while the posts add up to {sum}",
            stated=stated.text,
            sum=counted.established,
        )
    if stated.exact and counted.established > stated.number:
        return message(
            "{stated} are stated here, while the posts add up to {sum} at least",
            stated=stated.text,
            sum=counted.established,
        )
    return None


def _said(wrong: Message | None) -> tuple[Message, Message]:
    if wrong is None:
        raise AssertionError("what differs is said")
    return wrong, message("correct this number, or the headcount of a post")


def _post(subject: Subject) -> Iterator[Hit]:
    """Posts whose people and vacancies together are not their headcount."""
    for role in subject.library.roles:
        if role.headcount is None or role.incumbents is None or not role.headcount.exact:
            continue
        together = role.incumbents + (role.openings or 0)
        if role.openings is not None and together != role.headcount.number:
            what = message(
                "{incumbents} in post and {openings} vacant are {sum}, not {headcount}",
                incumbents=role.incumbents,
                openings=role.openings,
                sum=together,
                headcount=role.headcount.number,
            )
        elif role.openings is None and together > role.headcount.number:
            what = message(
                "{incumbents} are in post, more than the headcount of {headcount}",
                incumbents=role.incumbents,
                headcount=role.headcount.number,
            )
        else:
            continue
        yield Hit(("role", role.id, "headcount"), what, message("correct one of the numbers"))


def _advertised(subject: Subject) -> Iterator[Hit]:
    """Posts for which more people are sought than places are open."""
    for role in subject.library.roles:
        sought = role.recruitment.openings if role.recruitment is not None else None
        places = vacancies(role)
        if places is None and role.headcount is not None and role.headcount.exact:
            places = role.headcount.number
        if sought is not None and places is not None and sought.number > places:
            what = message(
                "{sought} are sought, while the post has {places} places to fill",
                sought=sought.text,
                places=places,
            )
            hint = message("correct the number sought, or the headcount")
            yield Hit(("role", role.id, "recruitment", "openings"), what, hint)


_TWO = "roles:\n  manager: {岗位定员: 1}\n  clerk: {岗位定员: 2}\n"
CHECKS: tuple[Check, ...] = (
    Check(
        "JD220",
        Severity.WARNING,
        message("A department's headcount that its posts don't add up to"),
        _departments,
        f"departments:\n  general: {{部门定员: 4}}\n{_TWO}",
        f"departments:\n  general: {{部门定员: 3人}}\n{_TWO}",
    ),
    Check(
        "JD221",
        Severity.WARNING,
        message("A total headcount that the posts don't add up to"),
        _whole,
        f"handbook: {{总定员: 2}}\n{_TWO.replace('定员: 2', '定员: 2–4人')}",
        f"handbook: {{总定员: 5}}\n{_TWO.replace('定员: 2', '定员: 2–4人')}",
    ),
    Check(
        "JD222",
        Severity.WARNING,
        message("People in post and vacancies that are not the headcount"),
        _post,
        "岗位定员: 3\n现员: 1\n缺编: 1\n",
        "岗位定员: 3\n现员: 1\n缺编: 2\n",
    ),
    Check(
        "JD223",
        Severity.HINT,
        message("More people sought than the post has room for"),
        _advertised,
        "岗位定员: 3\n现员: 2\n招聘: {招聘人数: 2}\n",
        "岗位定员: 3\n现员: 1\n招聘: {招聘人数: 2}\n",
    ),
)
