"""The tables that look across all posts: headcounts, list of posts, reports, qualifications."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jdgen.model import Role
from jdgen.organisation import Headcounts, Organisation, sum_headcounts
from jdgen.schedule import Frequency, read_frequency
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.parts import join, plain
from jdgen.views.role import RoleViews
from jdgen.views.text import Passage, Span, role_anchor

# One line for each person of a post, so that all can sign; past this they sign on another sheet.
_MOST_LINES_TO_SIGN = 20


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and the anchor whose page number it shows instead, if any."""

    text: Passage
    page_of: str = ""
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a header; ``total`` marks the last row as a sum.

    ``name`` is the table's kind, by which templates choose the widths of its columns.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    total: bool = False

    @property
    def small(self) -> bool:
        """Whether its many columns ask for the smaller cell style."""
        return self.name in ("report_schedule", "qualification_table")


def cells(*texts: str | Passage, centred: Iterable[int] = ()) -> tuple[Cell, ...]:
    """Return a row of cells; those at the places ``centred`` hold numbers, dates and the like."""
    middle = set(centred)
    return tuple(
        Cell(
            text if isinstance(text, Passage) else plain(text),
            centred=place in middle,
        )
        for place, text in enumerate(texts)
    )


def linked(role: Role) -> Passage:
    """Return a post's title as a link to its page."""
    return Passage((Span(role.title, role_anchor(role)),))


def headcount_by_department(organisation: Organisation, language: Language) -> Table:
    """编制汇总 by department, with totals; columns 现员 and 缺编 only where anyone gave them."""
    groups = [
        (department.name, organisation.roles_of(department))
        for department in organisation.departments
    ]
    own = organisation.roles_of(None)
    if own:
        name = organisation.library.handbook.organisation
        groups.insert(0, (phrase("organisation_row", language, organisation=name), own))
    return _headcounts("by_department", phrase("department", language), groups, language)


def headcount_by_grade(organisation: Organisation, language: Language) -> Table | None:
    """编制汇总 by grade, grades in order of first use; None where no post has one."""
    grades: dict[str, list[Role]] = {}
    for role in organisation.roles:
        grades.setdefault(role.grade or "", []).append(role)
    if set(grades) == {""}:
        return None
    ungraded = grades.pop("", None)
    groups: list[tuple[str, Iterable[Role]]] = list(grades.items())
    if ungraded:
        groups.append((phrase("ungraded", language), ungraded))
    return _headcounts("by_grade", phrase("by_grade", language), groups, language)


def _headcounts(
    name: str,
    first: str,
    groups: Iterable[tuple[str, Iterable[Role]]],
    language: Language,
) -> Table:
    members = [(label, tuple(roles)) for label, roles in groups]
    total = sum_headcounts(role for _, roles in members for role in roles)
    with_in_post = total.in_post is not None
    with_vacant = total.vacant is not None
    header = [first, phrase("number_of_posts", language), phrase("established", language)]
    header += [phrase("in_post", language)] * with_in_post
    header += [phrase("vacant", language)] * with_vacant

    def row(label: str, sums: Headcounts) -> tuple[Cell, ...]:
        texts = [label, str(sums.posts), _sum(sums, language)]
        if with_in_post:
            texts.append("" if sums.in_post is None else str(sums.in_post))
        if with_vacant:
            texts.append("" if sums.vacant is None else str(sums.vacant))
        return cells(*texts, centred=range(1, len(texts)))

    rows = [row(label, sum_headcounts(roles)) for label, roles in members]
    rows.append(row(phrase("total", language), total))
    return Table(name, tuple(header), tuple(rows), phrase(name, language), total=True)


def _sum(sums: Headcounts, language: Language) -> str:
    return _at_least(sums.established, language, exact=sums.exact)


def _at_least(number: int, language: Language, *, exact: bool) -> str:
    return str(number) if exact else phrase("at_least", language, number=number)


def roster(organisation: Organisation, language: Language) -> Table:
    """岗位一览表: number, post, department, headcount, page."""
    header = [
        phrase("number", language), phrase("post", language), phrase("department", language),
        phrase("established", language), phrase("page", language),
    ]  # fmt: skip
    rows = []
    for number, role in enumerate(organisation.roles, start=1):
        department = organisation.department(role.department)
        rows.append(
            (
                *cells(
                    str(number),
                    linked(role),
                    department.name if department else role.department,
                    role.headcount.text if role.headcount else "",
                    centred=(0, 3),
                ),
                Cell(Passage(), page_of=role_anchor(role), centred=True),
            )
        )
    return Table("roster", tuple(header), tuple(rows), phrase("roster", language))


_FREQUENCY_PHRASES = {
    Frequency.DAILY: "daily",
    Frequency.WEEKLY: "weekly",
    Frequency.MONTHLY: "monthly",
    Frequency.QUARTERLY: "quarterly",
    Frequency.HALF_YEARLY: "half_yearly",
    Frequency.YEARLY: "yearly",
    Frequency.AS_NEEDED: "as_needed",
    Frequency.OTHER: "other_frequency",
}


def report_schedule(organisation: Organisation, views: RoleViews) -> Table:
    """报表报送一览表: every report of every post, by frequency, then recipient, then post."""
    language = views.language
    position = {role.id: number for number, role in enumerate(organisation.roles)}
    entries = []
    for role in organisation.roles:
        for number, entry in enumerate(role.reports):
            superior = organisation.role(entry.recipients[0]) if entry.recipients else None
            rank = position[superior.id] if superior else len(position)
            names = "、".join(entry.recipients)
            key = (read_frequency(entry.timing), rank, names, position[role.id], number)
            entries.append((key, role, entry))
    rows = [
        cells(
            phrase(_FREQUENCY_PHRASES[key[0]], language),
            views.mentions.references(entry.recipients, views.wording.separator),
            linked(role),
            entry.document,
            entry.timing or "",
            centred=(0, 4),
        )
        for key, role, entry in sorted(entries, key=lambda each: each[0])
    ]
    header = (
        phrase("frequency", language),
        views.labels["report.recipients"],
        phrase("post", language),
        views.labels["report.document"],
        views.labels["report.timing"],
    )
    return Table("report_schedule", header, tuple(rows))


def qualification_table(organisation: Organisation, views: RoleViews) -> Table:
    """任职资格一览: one row a post."""
    names = ("education", "age", "experience", "knowledge_skills", "working_hours")
    header = (
        phrase("post", views.language),
        *(views.labels[f"qualifications.{name}"] for name in names),
    )
    rows = [
        cells(
            linked(role),
            *(views.mentions.link(getattr(role.qualifications, name)) for name in names),
        )
        for role in organisation.roles
        if any(getattr(role.qualifications, name) for name in names)
    ]
    return Table("qualification_table", header, tuple(rows))


def receipt(organisation: Organisation, language: Language) -> Table:
    """签收表: a line to sign for each person of each post; past twenty, how many more there are."""
    header = tuple(
        phrase(name, language)
        for name in ("number", "department", "post", "holder", "signature", "date")
    )
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for role in organisation.roles:
        people = max(1, role.headcount.number if role.headcount else 1)
        department = organisation.department(role.department)
        name = department.name if department else role.department
        for _ in range(min(people, _MOST_LINES_TO_SIGN)):
            number += 1
            rows.append(cells(str(number), name, linked(role), "", "", "", centred=(0,)))
        if people > _MOST_LINES_TO_SIGN:
            more = _at_least(people - _MOST_LINES_TO_SIGN, language, exact=_is_exact(role))
            told = plain(phrase("more_to_sign", language, number=more))
            post = join((linked(role), told), phrase("colon", language))
            rows.append(cells("", name, post, "", "", "", centred=(0,)))
    return Table("receipt", header, tuple(rows))


def _is_exact(role: Role) -> bool:
    return role.headcount is not None and role.headcount.exact
