"""A library as the sections of its handbook, in the order that the handbook asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jdgen.model import Chapter, Department, Handbook, Library
from jdgen.organisation import Organisation
from jdgen.terms import Language, term
from jdgen.terms.choices import STATUSES
from jdgen.terms.phrases import phrase
from jdgen.views import tables
from jdgen.views.identity import document_moment, issuer
from jdgen.views.labels import printed_labels
from jdgen.views.parts import (
    DutyItem,
    Field,
    Part,
    duty_items,
    extra_parts,
    plain,
    signature_boxes,
)
from jdgen.views.posts import PostSections
from jdgen.views.role import RoleViews
from jdgen.views.sections import Chart, DepartmentView, HandbookView, Heading, Section
from jdgen.views.structure import Structure
from jdgen.views.text import Mentions, department_anchor

_CHINESE_DIGITS = "零一二三四五六七八九"


def view_handbook(
    library: Library, *, fixed_grid: bool, moment: datetime | None = None
) -> HandbookView:
    """Return the handbook's view; ``fixed_grid`` as the theme sets posts (see RoleViews.view).

    ``moment`` dates the files of a handbook that has no date of its own.
    """
    return _Maker(library, fixed_grid).view(moment)


class _Maker:
    def __init__(self, library: Library, fixed_grid: bool) -> None:
        self.library = library
        self.handbook: Handbook = library.handbook
        self.language: Language = self.handbook.language
        self.organisation = Organisation(library)
        self.mentions = Mentions(self.organisation)
        self.roles = RoleViews(self.organisation, self.mentions, printed_labels(self.handbook))
        self.fixed_grid = fixed_grid
        self.number = 0

    def view(self, moment: datetime | None) -> HandbookView:
        sections = tuple(
            section for chapter in self.handbook.chapters for section in self._chapter(chapter)
        )
        return HandbookView(
            title=self.handbook.title,
            language=self.language,
            organisation=issuer(self.handbook),
            sections=sections,
            subject=self._words("form_title"),
            keywords=tuple(department.name for department in self.organisation.departments),
            moment=document_moment(
                (self.handbook.issue_date, self.handbook.effective_date), moment
            ),
            labels=dict(self.roles.labels),
        )

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self.language, **values)

    def _label(self, name: str) -> str:
        return term("handbook", name).label(self.language)

    def _chapter(self, chapter: Chapter) -> Iterator[Section]:
        makers = {
            "cover": self._cover,
            "revisions": self._revisions,
            "contents": self._contents,
            "foreword": self._foreword,
            "structure": self._structure,
            "roles": self._role_sections,
            "report_schedule": self._report_schedule,
            "qualification_table": self._qualification_table,
            "receipt": self._receipt,
            "extra": self._extra,
        }
        yield from makers[chapter]()

    def _numbered(self, title: str) -> str:
        """Number a chapter of the body: 一、 in Chinese, 1 in English."""
        self.number += 1
        if self.language == "en":
            return f"{self.number} {title}"
        return f"{chinese_number(self.number)}、{title}"

    def _cover(self) -> Iterator[Section]:
        fields = []
        for name in ("document_number", "version", "edition", "issue_date", "effective_date",
                     "control_status", "status", "source"):  # fmt: skip
            value = getattr(self.handbook, name)
            if name == "status" and value is not None and self.language == "en":
                value = STATUSES[value]
            if value:
                fields.append(Field(self._label(name), plain(value)))
        yield Section(
            "cover", "cover", "",
            fields=tuple(fields),
            signoff=signature_boxes(self.handbook.signoff, self.language),
            note=self._words("stamp"),
            front=True,
        )  # fmt: skip

    def _revisions(self) -> Iterator[Section]:
        if not self.handbook.revisions:
            return
        title = self._label("revisions")
        header = tuple(
            term("revision", name).label(self.language)
            for name in ("version", "date", "change", "approved_by")
        )
        rows = tuple(
            tables.cells(
                r.version,
                r.date or "",
                self.mentions.link(r.change),
                r.approved_by or "",
                centred=(0, 1),
            )
            for r in self.handbook.revisions
        )
        yield Section(
            "tables", "revisions", title,
            headings=(Heading(1, title, "revisions"),),
            tables=(tables.Table("revisions", header, rows),),
            front=True,
        )  # fmt: skip

    def _contents(self) -> Iterator[Section]:
        yield Section("contents", "contents", self._words("contents"), front=True)

    def _foreword(self) -> Iterator[Section]:
        foreword = self.handbook.foreword
        if foreword is None:
            return
        title = self._label("foreword")
        parts = []
        for name in ("purpose", "scope", "basis"):
            text = getattr(foreword, name)
            if text:
                heading = term("foreword", name).label(self.language)
                lines = tuple(self.mentions.link(line) for line in text.split("\n") if line)
                parts.append(Part(name, "text", heading, lines=lines))
        if foreword.notes:
            heading = term("foreword", "notes").label(self.language)
            items = tuple(
                DutyItem(number, self.mentions.link(note), (), "")
                for number, note in enumerate(foreword.notes, start=1)
            )
            parts.append(Part("notes", "list", heading, items=items))
        yield Section(
            "parts", "foreword", title,
            headings=(Heading(1, title, "foreword"),),
            parts=tuple(parts),
            front=True,
        )  # fmt: skip

    def _department_note(self, department: Department) -> str:
        """Return a department's code, status and source in one line."""
        colon = self._words("colon")
        pieces = []
        for name in ("code", "status", "source"):
            value = getattr(department, name)
            if value:
                if name == "status" and self.language == "en":
                    value = STATUSES[value]
                pieces.append(f"{term('department', name).label(self.language)}{colon}{value}")
        return "　".join(pieces)

    def _structure(self) -> Iterator[Section]:
        name = self.handbook.organisation
        title = self._numbered(self._words("structure", organisation=name))
        anchor = "structure"
        headings = [Heading(1, title, anchor)]
        structure = Structure(self.organisation)
        charts = (
            Chart("department_chart", self._words("department_chart"), structure.department_tree(),
                  structure.describe_departments()),
            Chart("role_chart", self._words("role_chart"), structure.role_tree(),
                  structure.describe_roles()),
        )  # fmt: skip
        departments = tuple(
            DepartmentView(
                department_anchor(department.id),
                department.name,
                self._department_note(department),
                self.mentions.link(department.summary),
                duty_items(department.duties, self.mentions, self.language),
            )
            for department in self.organisation.departments
            if department.duties or department.summary or self._department_note(department)
        )
        summaries = [tables.headcount_by_department(self.organisation, self.language)]
        by_grade = tables.headcount_by_grade(self.organisation, self.language)
        if by_grade is not None:
            summaries.append(by_grade)
        headings.append(Heading(2, charts[0].heading, charts[0].anchor))
        if departments:
            headings.append(Heading(2, self._words("department_duties"), "department_duties"))
            headings += [Heading(3, each.name, each.anchor) for each in departments]
        headings.append(Heading(2, charts[1].heading, charts[1].anchor))
        headings.append(Heading(2, self._words("headcount_summary"), "headcount_summary"))
        headings.append(Heading(2, self._words("roster"), "roster"))
        yield Section(
            "structure", anchor, title,
            headings=tuple(headings),
            charts=charts,
            departments=departments,
            tables=(*summaries, tables.roster(self.organisation, self.language)),
        )  # fmt: skip

    def _role_sections(self) -> Iterator[Section]:
        title = self._numbered(self._words("roles"))
        posts = PostSections(self.roles, title, fixed_grid=self.fixed_grid)
        yield from map(posts.section, self.organisation.roles)

    def _table_chapter(self, name: str, table: tables.Table, note: str = "") -> Iterator[Section]:
        if not table.rows:
            return
        title = self._numbered(self._words(name))
        yield Section(
            "tables", name, title, headings=(Heading(1, title, name),), tables=(table,), note=note
        )

    def _report_schedule(self) -> Iterator[Section]:
        yield from self._table_chapter(
            "report_schedule", tables.report_schedule(self.organisation, self.roles)
        )

    def _qualification_table(self) -> Iterator[Section]:
        yield from self._table_chapter(
            "qualification_table", tables.qualification_table(self.organisation, self.roles)
        )

    def _receipt(self) -> Iterator[Section]:
        yield from self._table_chapter(
            "receipt", tables.receipt(self.organisation, self.language), self._words("received")
        )

    def _extra(self) -> Iterator[Section]:
        for number, extra in enumerate(self.handbook.extra, start=1):
            title = self._numbered(extra.heading)
            anchor = f"extra_{number}"
            unheaded = extra.model_copy(update={"heading": ""})
            yield Section(
                "parts", anchor, title,
                headings=(Heading(1, title, anchor),),
                parts=tuple(extra_parts(unheaded, self.mentions)),
            )  # fmt: skip


def chinese_number(number: int) -> str:
    """Write 1 to 99 as 一 to 九十九."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _CHINESE_DIGITS[ones]
    return (
        (_CHINESE_DIGITS[tens] if tens > 1 else "") + "十" + (_CHINESE_DIGITS[ones] if ones else "")
    )
