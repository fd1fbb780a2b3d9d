"""The roster: posts, duties, reports and departments as the sheets of one workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jdgen.changes import plain
from jdgen.model import Library
from jdgen.organisation import Organisation, sum_headcounts
from jdgen.terms import Language, term
from jdgen.terms.choices import STATUSES
from jdgen.terms.phrases import phrase
from jdgen.views.identity import document_moment, issuer
from jdgen.views.labels import printed_labels
from jdgen.views.roster_columns import (
    DEPARTMENTS,
    DUTIES,
    LIST,
    OWNER,
    POSTS,
    REPORTS,
    Column,
    Names,
    Plain,
    show,
)
from jdgen.views.roster_copy import write_copy
from jdgen.views.roster_fields import (
    DEPARTMENT_DUTIES,
    ROLE_DUTIES,
    SHEETS,
    carried,
    headers,
    list_names,
)
from jdgen.views.roster_words import items, words

Cell = str | int


@dataclass(frozen=True)
class SheetColumn:
    """A column as it is set: its header, its cells' kind, its widths and list (see Column)."""

    header: str
    column: Column


@dataclass(frozen=True)
class Sheet:
    """A sheet of data; ``groups`` are the rows, from 0, at which another post begins.

    ``frozen`` columns stay when one scrolls; ``large`` sheets are printed on A3.
    """

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    groups: frozenset[int] = frozenset()
    frozen: int = 1
    large: bool = False


@dataclass(frozen=True)
class About:
    """The sheet that explains the others."""

    name: str
    heading: str
    facts: tuple[tuple[str, str], ...]
    warning: str
    sheets: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    titles: tuple[str, str]


@dataclass(frozen=True)
class Roster:
    """The workbook. ``lists`` are what Excel offers to choose from, by name; ``copy`` the cells of
    the hidden copy; ``words`` the fixed words around the sheets.
    """  # noqa: D205 - one sentence each

    language: Language
    title: str
    issuer: str
    moment: datetime
    about: About
    sheets: tuple[Sheet, ...]
    lists: Mapping[str, tuple[str, ...]]
    copy: tuple[str, ...]
    words: Mapping[str, str]


def view_roster(library: Library, moment: datetime | None = None) -> Roster:
    """Return the roster of a library; ``moment`` is for one that has no date of its own."""
    return _Maker(library).roster(moment)


class _Maker:
    def __init__(self, library: Library) -> None:
        self.library = library
        self.language: Language = library.handbook.language
        self.data = plain(library)
        self.names = Names(self.data)
        self.organisation = Organisation(library)
        labels = printed_labels(library.handbook)
        self.headers = headers(labels, self.language)
        self.list_names = list_names(labels, self.language)
        roles = {each["id"]: each for each in self.data["roles"]}
        self.roles: Sequence[Plain] = [roles[role.id] for role in self.organisation.roles]
        sections = {each["id"]: each for each in self.data["departments"]}
        self.departments: Sequence[Plain] = [
            sections[each.id] for each in self.organisation.departments
        ]

    def roster(self, moment: datetime | None) -> Roster:
        handbook = self.library.handbook
        return Roster(
            language=self.language,
            title=self._words("title", title=handbook.title),
            issuer=issuer(handbook),
            moment=document_moment((handbook.issue_date, handbook.effective_date), moment),
            about=self._about(),
            sheets=(self._posts(), self._duties(), self._reports(), self._departments()),
            lists=self._lists(),
            copy=write_copy(self._copy()),
            words={
                name: self._words(f"{name}")
                for name in (
                    "internal",
                    "folio",
                    "unknown_title",
                    "unknown",
                    "choose_title",
                    "choose",
                )
            },
        )

    def _words(self, name: str, **values: object) -> str:
        return words(name, self.language, **values)

    def _columns(self, sheet: str, columns: Iterable[Column]) -> tuple[SheetColumn, ...]:
        return tuple(SheetColumn(self.headers[sheet][each.name], each) for each in columns)

    def _show(self, columns: Iterable[Column], record: Plain) -> tuple[Cell, ...]:
        return tuple(show(each, each.of(record), self.names, self.language) for each in columns)

    def _posts(self) -> Sheet:
        rows = tuple(self._show(POSTS, role) for role in self.roles)
        place = POSTS.index(next(each for each in POSTS if each.name == "department"))
        name = self._words("sheet_roles")
        columns = self._columns("roles", POSTS)
        return Sheet(name, columns, rows, _groups(rows, place), frozen=2, large=True)

    def _departments(self) -> Sheet:
        rows = tuple(self._show(DEPARTMENTS, each) for each in self.departments)
        columns = self._columns("departments", DEPARTMENTS)
        return Sheet(self._words("sheet_departments"), columns, rows, frozen=2)

    def _duties(self) -> Sheet:
        rows: list[tuple[Cell, ...]] = []
        for department in self.departments:
            owner = self.names.sections[department["id"]]
            kind = self.list_names[DEPARTMENT_DUTIES]
            rows += self._list(owner, kind, department.get("duties", ()))
        for role in self.roles:
            owner = self.names.posts[role["id"]]
            for name in ROLE_DUTIES:
                kind = self.list_names[name]
                rows += self._list(owner, kind, role.get(name, ()))
        columns = self._columns("duties", (OWNER, LIST, *DUTIES))
        return Sheet(self._words("sheet_duties"), columns, tuple(rows), _groups(rows, 0))

    def _list(self, owner: str, kind: str, duties: Iterable[Plain]) -> Iterator[tuple[Cell, ...]]:
        for duty in duties:
            yield (owner, kind, *self._show(DUTIES, duty))

    def _reports(self) -> Sheet:
        rows = [
            (self.names.posts[role["id"]], *self._show(REPORTS, entry))
            for role in self.roles
            for entry in role.get("reports", ())
        ]
        columns = self._columns("reports", (OWNER, *REPORTS))
        return Sheet(self._words("sheet_reports"), columns, tuple(rows), _groups(rows, 0))

    def _copy(self) -> dict[str, Any]:
        """What the sheets show and nothing else, to be told from what they show after editing."""
        return {
            "language": self.language,
            "headers": self.headers,
            "lists": self.list_names,
            "handbook": {"organisation": self.data["handbook"]["organisation"]},
            "roles": [carried(role, POSTS, (*ROLE_DUTIES, "reports")) for role in self.roles],
            "departments": [carried(each, DEPARTMENTS, ("duties",)) for each in self.departments],
        }

    def _lists(self) -> Mapping[str, tuple[str, ...]]:
        statuses = STATUSES if self.language == "zh" else STATUSES.values()
        outside = self.library.handbook.outside
        posts = tuple(self.names.posts[role["id"]] for role in self.roles)
        sections = tuple(self.names.sections[each["id"]] for each in self.departments)
        used = (each.qualifications.education for each in self.library.roles)
        timings = (entry.timing for role in self.library.roles for entry in role.reports)
        lists = {
            "departments": (self.library.handbook.organisation, *sections),
            "superiors": (*posts, *outside.posts),
            "education": (*items("education", self.language), *used),
            "statuses": tuple(statuses),
            "owners": (*posts, *sections),
            "lists": tuple(self.list_names.values()),
            "timings": (*items("timings", self.language), *timings),
        }
        return {
            name: tuple(dict.fromkeys(each for each in each_list if each))
            for name, each_list in lists.items()
        }

    def _about(self) -> About:
        handbook = self.library.handbook
        sums = sum_headcounts(self.library.roles)
        headcount = str(sums.established)
        if not sums.exact:
            headcount = phrase("at_least", self.language, number=headcount)
        facts = (
            (term("handbook", "organisation").label(self.language), issuer(handbook)),
            *(
                (term("handbook", name).label(self.language), getattr(handbook, name) or "")
                for name in ("edition", "document_number", "version", "issue_date")
            ),
            (phrase("number_of_posts", self.language), str(sums.posts)),
            (phrase("established", self.language), headcount),
        )
        return About(
            name=self._words("sheet_about"),
            heading=self._words("title", title=handbook.title),
            facts=tuple((label, text) for label, text in facts if text),
            warning=self._words("warning"),
            sheets=tuple(
                (self._words(f"sheet_{name}"), self._words(f"about_{name}")) for name in SHEETS
            ),
            rules=items("rules", self.language),
            titles=(self._words("about_sheets"), self._words("about_rules")),
        )


def _groups(rows: Sequence[tuple[Cell, ...]], place: int) -> frozenset[int]:
    return frozenset(
        number
        for number, row in enumerate(rows)
        if number and row[place] != rows[number - 1][place]
    )
