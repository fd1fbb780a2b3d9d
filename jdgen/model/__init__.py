"""What a handbook is made of: strict, frozen values, every unknown key refused.

All scalars arrive as strings (``source`` reads them so) and are typed here, so that ``120203``
and ``1.10`` stay what somebody wrote. ``None`` means "the file says nothing about it" and an
empty tuple means "an empty list was given or nothing was"; both are left out of pages in the
``standard`` theme and shown as an empty field in the ``form`` theme.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, SkipValidation

from jdgen.errors import Location
from jdgen.model.check_settings import CheckException, CheckSettings, Months
from jdgen.model.fields import (
    CHAPTERS,
    Chapter,
    ChapterField,
    Count,
    Headcount,
    HeadcountField,
    Identifier,
    Integer,
    Record,
    References,
    Status,
    Text,
    Texts,
    as_duty,
    as_signature,
    unique,
    wrap_mapping,
    wrap_text,
)
from jdgen.model.recruitment import Address, Application, Employer, Flag, Offer, Pay, Recruitment

__all__ = [
    "Address", "Application", "Chapter", "CheckException", "CheckSettings", "Department", "Duty",
    "Employer", "Extra", "Foreword", "Handbook", "Headcount", "Indicator", "LabelledText",
    "Library", "Offer", "Outside", "Pay", "Qualifications", "Record", "Recruitment", "Relations",
    "ReportEntry", "Revision", "Role",
    "Signature", "Signoff",
]  # fmt: skip


class Signature(Record):
    """Who signs and when; both may be left to be written by hand."""

    name: Text | None = None
    date: Text | None = None


SignatureField = Annotated[Signature, BeforeValidator(as_signature)]


class Signoff(Record):
    """编制 / 审核 / 批准."""

    prepared: SignatureField = Signature()
    reviewed: SignatureField = Signature()
    approved: SignatureField = Signature()


class Revision(Record):
    """One line of a revision history."""

    version: Text
    date: Text | None = None
    change: Text
    approved_by: Text | None = None


class Extra(Record):
    """A free section: a heading with text, a list, a table, or several of them."""

    heading: Text
    text: Text | None = None
    items: Texts = ()
    table: tuple[tuple[str, ...], ...] = ()


class Foreword(Record):
    """编制说明."""

    purpose: Text | None = None
    scope: Text | None = None
    basis: Text | None = None
    notes: Texts = ()


class Outside(Record):
    """Departments, posts and parties that are real but not described in this handbook."""

    departments: Texts = ()
    posts: Texts = ()
    parties: Texts = ()

    def names(self) -> frozenset[str]:
        """Every declared name."""
        return frozenset((*self.departments, *self.posts, *self.parties))


class DocumentControl(Record):
    """What an ISO 9001 audit asks of a controlled document (ISO 9001:2015, 7.5.2 and 7.5.3)."""

    document_number: Text | None = None
    version: Text | None = None
    effective_date: Text | None = None
    control_status: Text | None = None
    status: Status | None = None
    revisions: tuple[Revision, ...] = ()
    signoff: Signoff | None = None
    source: Text | None = None


class Handbook(DocumentControl):
    """The document as a whole: ``data/handbook.yaml``."""

    title: Text
    organisation: Text
    company: Text | None = None
    edition: Text | None = None
    issue_date: Text | None = None
    language: Literal["zh", "en"] = "zh"
    theme: Text = "standard"
    foreword: Foreword | None = None
    outside: Outside = Outside()
    chapters: Annotated[
        tuple[ChapterField, ...],
        Field(min_length=1, json_schema_extra={"uniqueItems": True}),
        AfterValidator(unique),
    ] = CHAPTERS
    labels: Mapping[str, Text] = Field(default_factory=dict)
    empty_field: Text = "无"
    extra: Annotated[tuple[Extra, ...], BeforeValidator(wrap_mapping)] = ()
    recruitment: Employer | None = None
    headcount: HeadcountField | None = None
    review_months: Months | None = None
    record_revisions: Flag = "否"
    checks: CheckSettings = CheckSettings()


class Duty(Record):
    """One duty: a sentence, and what some companies add to it."""

    text: Text
    tasks: Texts = ()
    share: Text | None = None
    frequency: Text | None = None
    measure: Text | None = None


DutyField = Annotated[Duty, BeforeValidator(as_duty)]
Duties = Annotated[tuple[DutyField, ...], BeforeValidator(wrap_text)]


class Department(Record):
    """A department: ``data/departments/*.yaml``."""

    id: Identifier
    name: Text
    aliases: References = ()
    code: Text | None = None
    parent: Text | None = None
    order: Integer | None = None
    headcount: HeadcountField | None = None
    summary: Text | None = None
    duties: Duties = ()
    status: Status | None = None
    source: Text | None = None


class Relations(Record):
    """Who the post works with."""

    internal: Texts = ()
    external: Texts = ()


class LabelledText(Record):
    """A line of a form that only this company has."""

    label: Text
    text: Text


class Qualifications(Record):
    """What the post asks for, and under which conditions it is done."""

    education: Text | None = None
    age: Text | None = None
    experience: Text | None = None
    knowledge_skills: Text | None = None
    environment: Text | None = None
    working_hours: Text | None = None
    licences: Text | None = None
    training: Text | None = None
    equipment: Text | None = None
    groups: tuple[LabelledText, ...] = ()


class ReportEntry(Record):
    """A document that the post writes: what, when, for whom."""

    document: Text
    timing: Text | None = None
    recipients: References = ()


class Indicator(Record):
    """One line of the appraisal."""

    indicator: Text
    target: Text | None = None
    weight: Text | None = None
    method: Text | None = None


class Role(DocumentControl):
    """A post: one file below ``data/roles/``."""

    id: Identifier
    title: Text
    aliases: References = ()
    code: Text | None = None
    department: Text
    reports_to: Text | None = None
    direct_reports: References = ()
    headcount: HeadcountField | None = None
    incumbents: Count | None = None
    openings: Count | None = None
    grade: Text | None = None
    filled_on: Text | None = None
    order: Integer | None = None
    supplemented: References = ()
    summary: Text | None = None
    duties: Duties = ()
    authority: Texts = ()
    relations: Relations = Relations()
    qualifications: Qualifications = Qualifications()
    reports: tuple[ReportEntry, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    safety_duties: Duties = ()
    stand_in: References = ()
    promotion_to: References = ()
    extra: Annotated[tuple[Extra, ...], BeforeValidator(wrap_mapping)] = ()
    recruitment: Recruitment | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the post as a whole is no more than a draft."""
        return self.status == "草稿"


class Library(Record):
    """Everything that one project says, read and typed; the posts in order of their files.

    ``places`` maps ``("role", id, "duties", 0)`` and the like to where it was written, ``keys`` to
    its key as written (``工作职责与任务[1]``), so that checks can say so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    handbook: Handbook
    departments: tuple[Department, ...]
    roles: tuple[Role, ...]
    # Made by whoever reads the files, so that looking at each of them again would say nothing.
    places: SkipValidation[Mapping[tuple[str | int, ...], Location]] = Field(
        default_factory=dict, exclude=True
    )
    keys: SkipValidation[Mapping[tuple[str | int, ...], str]] = Field(
        default_factory=dict, exclude=True
    )

    def locate(self, *path: str | int) -> Location:
        """Return where ``path`` was written, or the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Location("data")

    def spell(self, *path: str | int) -> str:
        """Return the key of ``path`` as written, or of the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.keys:
                return self.keys[path[:end]]
        return ""
