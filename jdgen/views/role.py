"""One post as it is printed: the same values for the handbook and for a single description."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdgen.model import Handbook, Qualifications, Role
from jdgen.organisation import Organisation, vacancies
from jdgen.terms import STATUSES, Language, phrase, term
from jdgen.views.parts import (
    Field,
    Part,
    SignatureBox,
    duty_items,
    extra_parts,
    join,
    plain,
    signature_boxes,
)
from jdgen.views.text import Mentions, Passage, role_anchor

# What `空白项` (empty_field) says to have a line to write on, and that line.
_LINE_WORDS = ("线", "横线", "line")
_LINE_TO_WRITE_ON = "＿" * 8


@dataclass(frozen=True)
class RoleView:
    """A post, ready to print."""

    id: str
    anchor: str
    title: str
    form_title: str
    draft: str
    supplemented: str
    control: tuple[str, ...]
    grid: tuple[tuple[Field, ...], ...]
    parts: tuple[Part, ...]
    signoff: tuple[SignatureBox, ...]
    acknowledgement: str
    acknowledged: str
    holder: tuple[str, ...]
    sign_lines: tuple[str, ...]


class RoleViews:
    """Makes the views of a library's posts."""

    def __init__(
        self, organisation: Organisation, mentions: Mentions, labels: Mapping[str, str]
    ) -> None:
        self.organisation = organisation
        self.handbook: Handbook = organisation.library.handbook
        self.language: Language = self.handbook.language
        self.mentions = mentions
        self.labels = labels
        self.separator = phrase("list_separator", self.language)
        empty = self.handbook.empty_field
        self.blank = plain(_LINE_TO_WRITE_ON if empty in _LINE_WORDS else empty)

    def view(self, role: Role, *, fixed_grid: bool) -> RoleView:
        """Return one post's view.

        With ``fixed_grid`` (the form theme) every part and field of the form is there, an empty
        one showing what the handbook sets (无, / or a line to write on); without it what a post
        leaves out is not printed.
        """
        language = self.language
        draft = phrase("draft_note", language) if role.is_draft else ""
        colon = phrase("colon", language)
        return RoleView(
            id=role.id,
            anchor=role_anchor(role),
            title=role.title,
            form_title=f"{phrase('form_title', language)}　{role.title}",
            draft=draft,
            supplemented=phrase("supplemented_note", language) if role.supplemented else "",
            control=self._control(role),
            grid=self._grid(role, fixed_grid),
            parts=tuple(self._parts(role, fixed_grid)),
            signoff=signature_boxes(role.signoff, language),
            acknowledgement=phrase("acknowledgement", language),
            acknowledged=phrase("acknowledged", language),
            holder=(
                phrase("holder", language),
                phrase("superior", language),
                phrase("date", language),
            ),
            sign_lines=tuple(
                f"{phrase(who, language)}{colon}{_LINE_TO_WRITE_ON * 2}　"
                f"{phrase('date', language)}{colon}{_LINE_TO_WRITE_ON}"
                for who in ("holder", "superior")
            ),
        )

    def _label(self, name: str) -> str:
        return self.labels[name]

    def _control(self, role: Role) -> tuple[str, ...]:
        """The control line, but for the number of pages, which the layout gives.

        A post without a document number or version of its own is part of the handbook's.
        """
        colon = phrase("colon", self.language)
        pieces = []
        for name in ("document_number", "version", "effective_date", "control_status"):
            value = getattr(role, name)
            if name in ("document_number", "version"):
                value = value or getattr(self.handbook, name)
            if value:
                pieces.append(f"{self._label(name)}{colon}{value}")
        if role.status is not None:
            status = role.status if self.language == "zh" else STATUSES[role.status]
            pieces.append(f"{self._label('status')}{colon}{status}")
        if role.source is not None:
            pieces.append(f"{self._label('source')}{colon}{role.source}")
        return tuple(pieces)

    def _grid(self, role: Role, fixed: bool) -> tuple[tuple[Field, ...], ...]:
        """Pairs of fields; an odd last one stands alone."""
        department = self.organisation.department(role.department)
        headcount = ""
        if role.headcount is not None:
            headcount = role.headcount.text
            if headcount.isdigit():
                headcount = phrase("headcount_unit", self.language, number=headcount)
        superior = self.mentions.reference(role.reports_to, on=role)
        gap = vacancies(role)
        candidates: list[tuple[str, Passage, bool]] = [
            ("title", plain(role.title), True),
            ("department", plain(department.name if department else role.department), True),
            ("reports_to", superior, True),
            ("direct_reports", self._direct_reports(role), True),
            ("headcount", plain(headcount), True),
            ("filled_on", plain(role.filled_on), True),
            ("incumbents", plain(_number(role.incumbents)), False),
            ("openings", plain(_number(gap)), False),
            ("code", plain(role.code), False),
            ("grade", plain(role.grade), False),
            ("stand_in", self._references(role.stand_in, role), False),
            ("promotion_to", self._references(role.promotion_to, role), False),
        ]
        fields = [
            Field(self._label(name), value or self.blank)
            for name, value, always in candidates
            if value or (always and fixed)
        ]
        return tuple(tuple(fields[start : start + 2]) for start in range(0, len(fields), 2))

    def _direct_reports(self, role: Role) -> Passage:
        """As stated; where nothing is stated, who does report to the post."""
        if role.direct_reports:
            return self._references(role.direct_reports, role)
        titles = [below.title for below in self.organisation.subordinates(role)]
        return self._references(titles, role)

    def _references(self, texts: Iterable[str], role: Role) -> Passage:
        return self.mentions.references(texts, self.separator, on=role)

    def _mark(self, role: Role, name: str) -> str:
        """What the page says beside a part that was written in and awaits confirmation."""
        written_in = {self._label(name), term("role", name).zh, term("role", name).en, name}
        if written_in & set(role.supplemented):
            return phrase("supplemented_note", self.language)
        return ""

    def _parts(self, role: Role, fixed: bool) -> Iterable[Part]:
        link = lambda text: self.mentions.link(text, on=role)  # noqa: E731 - one word for a long call
        mark = lambda name: self._mark(role, name)  # noqa: E731 - likewise
        if role.summary or fixed:
            lines = tuple(link(line) for line in (role.summary or "").split("\n") if line)
            yield Part(
                "summary",
                "text",
                self._label("summary"),
                mark("summary"),
                lines=lines or (self.blank,),
            )
        if role.duties:
            yield Part(
                "duties",
                "list",
                self._label("duties"),
                mark("duties"),
                items=duty_items(role.duties, self.mentions, self.language, on=role),
            )
        elif fixed:
            yield Part("duties", "text", self._label("duties"), lines=(self.blank,))
        if role.safety_duties:
            yield Part(
                "safety_duties",
                "list",
                self._label("safety_duties"),
                mark("safety_duties"),
                items=duty_items(role.safety_duties, self.mentions, self.language, on=role),
            )
        if role.authority or fixed:
            yield Part(
                "authority",
                "text",
                self._label("authority"),
                mark("authority"),
                lines=(
                    join((link(text) for text in role.authority), self.separator) or self.blank,
                ),
            )
        relations = [
            (self.labels["relations.internal"], role.relations.internal),
            (self.labels["relations.external"], role.relations.external),
        ]
        fields = tuple(
            Field(label, self._references(texts, role) or self.blank)
            for label, texts in relations
            if texts or fixed
        )
        if fields:
            yield Part(
                "relations", "fields", self._label("relations"), mark("relations"), fields=fields
            )
        fields = self._qualifications(role, fixed)
        if fields:
            yield Part(
                "qualifications",
                "fields",
                self._label("qualifications"),
                mark("qualifications"),
                fields=fields,
            )
        if role.reports or fixed:
            yield Part(
                "reports",
                "table",
                self._label("reports"),
                mark("reports"),
                header=tuple(
                    self.labels[f"report.{name}"] for name in ("document", "timing", "recipients")
                ),
                rows=tuple(
                    (
                        link(entry.document),
                        link(entry.timing),
                        self._references(entry.recipients, role),
                    )
                    for entry in role.reports
                )
                or ((self.blank,) * 3,),
            )
        if role.indicators:
            yield Part(
                "indicators",
                "table",
                self._label("indicators"),
                mark("indicators"),
                header=tuple(
                    self.labels[f"indicator.{name}"]
                    for name in ("indicator", "target", "weight", "method")
                ),
                rows=tuple(
                    (link(i.indicator), link(i.target), link(i.weight), link(i.method))
                    for i in role.indicators
                ),
            )
        for extra in role.extra:
            yield from extra_parts(extra, self.mentions, on=role)
        if role.revisions:
            yield Part(
                "revisions",
                "table",
                self._label("revisions"),
                header=tuple(known.label(self.language) for known in _REVISION_TERMS),
                rows=tuple(
                    (plain(r.version), plain(r.date), link(r.change), plain(r.approved_by))
                    for r in role.revisions
                ),
            )

    def _qualifications(self, role: Role, fixed: bool) -> tuple[Field, ...]:
        wanted: Qualifications = role.qualifications
        usual = (
            "education",
            "age",
            "experience",
            "knowledge_skills",
            "environment",
            "working_hours",
        )
        fields = []
        for name in (*usual, "licences", "training", "equipment"):
            value = self.mentions.link(getattr(wanted, name), on=role)
            if value or (fixed and name in usual):
                fields.append(Field(self.labels[f"qualifications.{name}"], value or self.blank))
        fields += [
            Field(group.label, self.mentions.link(group.text, on=role)) for group in wanted.groups
        ]
        return tuple(fields)


_REVISION_TERMS = tuple(
    term("revision", name) for name in ("version", "date", "change", "approved_by")
)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
