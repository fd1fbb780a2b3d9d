"""The parts of a post's page below its grid: summary, duties, authority and so on, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jdgen.model import Duty, Role
from jdgen.terms import term
from jdgen.terms.phrases import phrase
from jdgen.views.parts import Field, Part, duty_items, extra_parts, join, plain
from jdgen.views.text import Passage
from jdgen.views.wording import Wording

# The qualifications that the form has a line for, and those that are printed where stated.
_USUAL = ("education", "age", "experience", "knowledge_skills", "environment", "working_hours")
_UNUSUAL = ("licences", "training", "equipment")


# Parts whose heading says so when they were written in and await confirmation.
MARKED_PARTS = frozenset(
    {
        "summary", "duties", "safety_duties", "authority", "relations", "qualifications",
        "reports", "indicators",
    }
)  # fmt: skip


class RoleParts:
    """Makes the parts of one post's page.

    With ``fixed`` the parts of the form are there even where the post leaves them empty.
    """

    def __init__(self, role: Role, wording: Wording, *, fixed: bool) -> None:
        self._role = role
        self._wording = wording
        self._fixed = fixed

    def all(self) -> tuple[Part, ...]:
        """Return the parts in the order in which they are printed."""
        role = self._role
        return (
            *self._summary(),
            *self._duties("duties", role.duties, always=self._fixed),
            *self._duties("safety_duties", role.safety_duties, always=False),
            *self._authority(),
            *self._fields("relations", self._relations()),
            *self._fields("qualifications", self._qualifications()),
            *self._reports(),
            *self._indicators(),
            *(
                part
                for extra in role.extra
                for part in extra_parts(extra, self._wording.mentions, on=role)
            ),
            *self._revisions(),
        )

    def _link(self, text: str | None) -> Passage:
        return self._wording.mentions.link(text, on=self._role)

    def _label(self, name: str) -> str:
        return self._wording.labels[name]

    def _labels(self, record: str, *names: str) -> tuple[str, ...]:
        return tuple(self._label(f"{record}.{name}") for name in names)

    def _mark(self, name: str) -> str:
        """What the page says beside a part that was written in and awaits confirmation."""
        written_in = {self._wording.canonical(each) for each in self._role.supplemented}
        if name in written_in:
            return phrase("supplemented_note", self._wording.language)
        return ""

    def _text(self, name: str, lines: tuple[Passage, ...]) -> Part:
        return Part(name, "text", self._label(name), self._mark(name), lines=lines)

    def _table(
        self, name: str, header: tuple[str, ...], rows: tuple[tuple[Passage, ...], ...]
    ) -> Part:
        return Part(name, "table", self._label(name), self._mark(name), header=header, rows=rows)

    def _fields(self, name: str, fields: Iterable[Field]) -> Iterator[Part]:
        there = tuple(fields)
        if there:
            yield Part(name, "fields", self._label(name), self._mark(name), fields=there)

    def _summary(self) -> Iterator[Part]:
        summary = self._role.summary or ""
        if summary or self._fixed:
            lines = tuple(self._link(line) for line in summary.split("\n") if line)
            yield self._text("summary", lines or (self._wording.blank,))

    def _duties(self, name: str, duties: Iterable[Duty], *, always: bool) -> Iterator[Part]:
        items = duty_items(duties, self._wording.mentions, self._wording.language, on=self._role)
        if items:
            yield Part(name, "list", self._label(name), self._mark(name), items=items)
        elif always:
            yield Part(name, "text", self._label(name), lines=(self._wording.blank,))

    def _authority(self) -> Iterator[Part]:
        authority = self._role.authority
        if authority or self._fixed:
            # Whole clauses in English, which may hold commas of their own.
            separator = phrase("clause_separator", self._wording.language)
            line = join((self._link(text) for text in authority), separator)
            yield self._text("authority", (line or self._wording.blank,))

    def _relations(self) -> Iterator[Field]:
        for name in ("internal", "external"):
            texts = getattr(self._role.relations, name)
            if texts or self._fixed:
                value = self._wording.references(texts, self._role)
                yield Field(self._label(f"relations.{name}"), value or self._wording.blank)

    def _qualifications(self) -> Iterator[Field]:
        wanted = self._role.qualifications
        for name in (*_USUAL, *_UNUSUAL):
            value = self._link(getattr(wanted, name))
            if value or (self._fixed and name in _USUAL):
                yield Field(self._label(f"qualifications.{name}"), value or self._wording.blank)
        for group in wanted.groups:
            yield Field(group.label, self._link(group.text))

    def _reports(self) -> Iterator[Part]:
        if not self._role.reports and not self._fixed:
            return
        rows = tuple(
            (
                self._link(entry.document),
                self._link(entry.timing),
                self._wording.references(entry.recipients, self._role),
            )
            for entry in self._role.reports
        )
        header = self._labels("report", "document", "timing", "recipients")
        yield self._table("reports", header, rows or ((self._wording.blank,) * 3,))

    def _indicators(self) -> Iterator[Part]:
        names = ("indicator", "target", "weight", "method")
        if self._role.indicators:
            rows = tuple(
                tuple(self._link(getattr(entry, name)) for name in names)
                for entry in self._role.indicators
            )
            yield self._table("indicators", self._labels("indicator", *names), rows)

    def _revisions(self) -> Iterator[Part]:
        if not self._role.revisions:
            return
        language = self._wording.language
        names = ("version", "date", "change", "approved_by")
        # No mark: a history of changes is nothing that anyone writes in for others to confirm.
        yield Part(
            "revisions",
            "table",
            self._label("revisions"),
            header=tuple(term("revision", name).label(language) for name in names),
            rows=tuple(
                (plain(r.version), plain(r.date), self._link(r.change), plain(r.approved_by))
                for r in self._role.revisions
            ),
        )
