"""What a handbook is made of: strict, frozen values, every unknown key refused.

All scalars arrive as strings (``source`` reads them so) and are typed here, so that ``120203``
and ``1.10`` stay what somebody wrote. ``None`` means "the file says nothing about it" and an
empty tuple means "an empty list was given or nothing was"; both are left out of pages in the
``standard`` theme and shown as an empty field in the ``form`` theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from jdgen.errors import Location
from jdgen.terms import STATUSES

Text = Annotated[str, Field(min_length=1)]

# An id is part of file names, of bookmarks in Word (40 characters at most, `role_` included) and
# of links, hence this narrow alphabet.
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]


def _split_references(value: Any) -> Any:
    """Turn one text into a list: names are separated by 、 or ; when written in one line."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[、;；]", value) if part.strip()]
    return value


def _wrap_text(value: Any) -> Any:
    """Turn one text into a list of that one text."""
    return [value] if isinstance(value, str) else value


def _wrap_mapping(value: Any) -> Any:
    """Turn one mapping or text into a list of that one."""
    return [value] if isinstance(value, (str, dict)) else value


def _as_duty(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _as_signature(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


def _as_integer(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]{1,9}", value):
            raise PydanticCustomError("whole_number", "not a whole number")
        return int(value)
    return value


def _as_status(value: Any) -> Any:
    if isinstance(value, str):
        for chinese, english in STATUSES.items():
            if value.casefold() == english.casefold():
                return chinese
    return value


References = Annotated[tuple[Text, ...], BeforeValidator(_split_references)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_wrap_text)]
Integer = Annotated[
    int,
    BeforeValidator(_as_integer),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^-?[0-9]{1,9}$"}),
]
Status = Annotated[
    Literal["草稿", "征求意见稿", "试行", "现行", "作废"], BeforeValidator(_as_status)
]


class Record(BaseModel):
    """The base of all records: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Headcount(Record):
    """How many people a post has: as written, and as a number to sum.

    ``number`` is the least that the text says; ``exact`` is False for ``2–3人``, ``4+N`` and
    ``若干``, which are summed as "at least".
    """

    text: str
    number: int
    exact: bool

    @classmethod
    def read(cls, text: str) -> Headcount:
        """Read a headcount as people write it; ``若干`` and other words count as at least 1."""
        plain = re.fullmatch(r"([0-9]{1,6})\s*(?:人|名|位|个|people|persons?)?", text)
        if plain:
            return cls(text=text, number=int(plain[1]), exact=True)
        first = re.search(r"[0-9]{1,6}", text)
        return cls(text=text, number=int(first[0]) if first else 1, exact=False)


def _as_headcount(value: Any) -> Any:
    return Headcount.read(value) if isinstance(value, str) else value


HeadcountField = Annotated[
    Headcount, BeforeValidator(_as_headcount), WithJsonSchema({"type": ["string", "integer"]})
]


class Signature(Record):
    """Who signs and when; both may be left to be written by hand."""

    name: Text | None = None
    date: Text | None = None


SignatureField = Annotated[Signature, BeforeValidator(_as_signature)]


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


Chapter = Literal[
    "cover",
    "revisions",
    "contents",
    "foreword",
    "structure",
    "roles",
    "report_schedule",
    "qualification_table",
    "receipt",
    "extra",
]
CHAPTERS: tuple[Chapter, ...] = (
    "cover",
    "revisions",
    "contents",
    "foreword",
    "structure",
    "roles",
    "report_schedule",
    "qualification_table",
    "receipt",
    "extra",
)
_CHAPTER_NAMES: Mapping[str, Chapter] = {
    "封面": "cover",
    "修订记录": "revisions",
    "目录": "contents",
    "编制说明": "foreword",
    "组织结构图": "structure",
    "组织结构": "structure",
    "岗位职责": "roles",
    "报表报送一览表": "report_schedule",
    "任职资格一览": "qualification_table",
    "签收表": "receipt",
    "附加内容": "extra",
}


def _as_chapter(value: Any) -> Any:
    return _CHAPTER_NAMES.get(value, value) if isinstance(value, str) else value


ChapterField = Annotated[
    Chapter,
    BeforeValidator(_as_chapter),
    WithJsonSchema({"enum": [*_CHAPTER_NAMES, *CHAPTERS]}),
]


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
    chapters: tuple[ChapterField, ...] = CHAPTERS
    labels: Mapping[str, Text] = Field(default_factory=dict)
    empty_field: Text = "无"
    extra: Annotated[tuple[Extra, ...], BeforeValidator(_wrap_mapping)] = ()


class Duty(Record):
    """One duty: a sentence, and what some companies add to it."""

    text: Text
    tasks: Texts = ()
    share: Text | None = None
    frequency: Text | None = None
    measure: Text | None = None


DutyField = Annotated[Duty, BeforeValidator(_as_duty)]
Duties = Annotated[tuple[DutyField, ...], BeforeValidator(_wrap_text)]


class Department(Record):
    """A department: ``data/departments/*.yaml``."""

    id: Identifier
    name: Text
    aliases: References = ()
    code: Text | None = None
    parent: Text | None = None
    order: Integer | None = None
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


class Recruitment(Record):
    """What an advertisement needs beyond the description itself."""

    openings: Text | None = None
    place: Text | None = None
    employment_type: Text | None = None
    working_time: Text | None = None
    pay: Text | None = None
    benefits: Texts = ()
    probation: Text | None = None
    apply: Text | None = None
    contact: Text | None = None
    date_posted: Text | None = None
    valid_through: Text | None = None
    company: Text | None = None
    highlights: Texts = ()
    source: Text | None = None


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
    incumbents: Integer | None = None
    openings: Integer | None = None
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
    extra: Annotated[tuple[Extra, ...], BeforeValidator(_wrap_mapping)] = ()
    recruitment: Recruitment | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the post as a whole is no more than a draft."""
        return self.status == "草稿"


class Library(Record):
    """Everything that one project says, read and typed; the posts in order of their files.

    ``places`` maps ``("role", id, "duties", 0)`` and the like to where it was written, so that
    checks can say so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    handbook: Handbook
    departments: tuple[Department, ...]
    roles: tuple[Role, ...]
    places: Mapping[tuple[str | int, ...], Location] = Field(default_factory=dict, exclude=True)

    def locate(self, *path: str | int) -> Location:
        """Return where ``path`` was written, or the nearest thing around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Location("data")
