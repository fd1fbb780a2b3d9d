"""What a handbook must say, worked out once more from its YAML as plain text.

Order, numbering, sums and summaries are found here anew; of jdgen only the vocabulary (``terms``)
is used. :class:`Facts` says for each part of a handbook, label by label, what stands behind it;
:func:`compare_all` holds a file to that.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from jdgen.terms import Language, canonical_key, term
from jdgen.terms.choices import STATUSES
from jdgen.terms.phrases import phrase
from tests.comparing import Says, compare
from tests.projects import Built, Data, build_once, read_data
from tests.reading import CONTENTS, COVER, Piece, Reading, read_docx, read_pdf, squash

Record = Mapping[str, Any]

# How often each time that the projects here write is: worked out by hand, not by jdgen.schedule.
FREQUENCIES: Mapping[str, tuple[str, ...]] = {
    "daily": ("每日", "每日17:30前", "Daily"),
    "weekly": ("每周五", "每周一上午10:00前"),
    "monthly": ("月末", "每月5日前", "Month-end"),
    "quarterly": ("季末", "每季度末", "Quarter-end"),
    "half_yearly": ("半年度",),
    "yearly": ("年末", "Year-end"),
    "as_needed": ("随时", "不定期"),
    "other_frequency": ("",),
}
MOST_LINES_TO_SIGN = 20
SIGNERS = ("prepared", "reviewed", "approved")
LINE_TO_WRITE_ON = re.compile("＿{4,}")

# ---- what the data says


def texts(value: Any) -> list[str]:
    """Return a list of texts, which may be written as one text."""
    return [value] if isinstance(value, str) else list(value or [])


def references(value: Any) -> list[str]:
    """Return a list of names, which may be written in one line with 、 or ; between them."""
    if isinstance(value, str):
        return [part.strip() for part in re.split("[、;；]", value) if part.strip()]
    return list(value or [])


def lines(text: str | None) -> list[str]:
    """Return the paragraphs of a text."""
    return [line for line in (text or "").split("\n") if line]


def duty(value: Any) -> Record:
    """Return a duty as a mapping, which may be written as one text."""
    return {"text": value} if isinstance(value, str) else value


def signature(value: Any) -> Record:
    """Return who signs as a mapping, which may be written as one name."""
    return {"name": value} if isinstance(value, str) else value or {}


def by_order(records: Iterable[Record]) -> list[Record]:
    """Sort siblings as 顺序 says, those that have none last, else as their files come."""
    return sorted(records, key=lambda r: ("order" not in r, int(r.get("order", 0))))


def anchor(kind: str, record: Record) -> str:
    """Return the bookmark of a post or a department."""
    return f"{kind}_" + str(record["id"]).replace("-", "_")


def people(headcount: str) -> tuple[int, bool]:
    """Return how many people a headcount means at least, and whether it is exactly so many."""
    if plain := re.fullmatch(r"(\d+)\s*(人|名|位|个|people|persons?)?", headcount):
        return int(plain[1]), True
    first = re.search(r"\d+", headcount)
    return (int(first[0]) if first else 1), False


@dataclass(frozen=True)
class Facts:
    """What a handbook must say, part by part; ``pdf`` tells on which pages its parts stand."""

    data: Data
    theme: str
    pdf: Reading

    @property
    def language(self) -> Language:
        """The language of the labels."""
        return "en" if self.data.handbook.get("language") == "en" else "zh"

    def words(self, name: str, **values: object) -> str:
        """Return a fixed phrase."""
        return phrase(name, self.language, **values)

    def label(self, record: str, name: str) -> str:
        """Return a printed label: the handbook's own, else the vocabulary's."""
        own = self._own_labels.get((record, name))
        return term(record, name).label(self.language) if own is None else own

    @cached_property
    def _own_labels(self) -> Mapping[tuple[str, str], str]:
        """A handbook's own labels; one word may name fields of several records."""
        return {
            (record, name): str(new)
            for old, new in self.data.handbook.get("labels", {}).items()
            for record in ("role", "relations", "qualifications", "report", "indicator")
            if (name := canonical_key(record, old)) is not None
        }

    @property
    def issuer(self) -> str:
        """Whose handbook it is: the company, if one is named, and the unit."""
        names = [self.data.handbook.get("company"), self.data.handbook["organisation"]]
        return ("　" if self.language == "zh" else ", ").join(name for name in names if name)

    @property
    def blank(self) -> str:
        """What an empty field of a form shows."""
        return str(self.data.handbook.get("empty_field", "无"))

    # -- who belongs where

    def role(self, name: str | None) -> Record | None:
        """Return the post that an id, a title or an alias means."""
        for role in self.data.roles:
            if name in (role["id"], role["title"], *references(role.get("aliases"))):
                return role
        return None

    def department(self, name: str | None) -> Record | None:
        """Return the department that an id, a name or an alias means."""
        for department in self.data.departments:
            known = (department["id"], department["name"], *references(department.get("aliases")))
            if name in known:
                return department
        return None

    def department_name(self, role: Record) -> str:
        """Return the name of a post's department as it is printed."""
        department = self.department(role["department"])
        return str(department["name"] if department else role["department"])

    def below(self, role: Record) -> list[Record]:
        """Return the posts that report to ``role``."""
        return by_order(r for r in self.data.roles if self.role(r.get("reports_to")) is role)

    @cached_property
    def departments(self) -> list[Record]:
        """The departments in print order, each followed by those that belong to it."""

        def under(parent: Record | None) -> Iterator[Record]:
            for each in by_order(
                d for d in self.data.departments if self.department(d.get("parent")) is parent
            ):
                yield each
                yield from under(each)

        return list(under(None))

    def roles_of(self, department: Record | None) -> list[Record]:
        """The posts of a department (None: of the organisation itself), superiors first."""
        members = [r for r in self.data.roles if self.department(r["department"]) is department]

        def under(superior: Record | None) -> Iterator[Record]:
            for each in by_order(r for r in members if above(r) is superior):
                yield each
                yield from under(each)

        def above(role: Record) -> Record | None:
            found = self.role(role.get("reports_to"))
            return found if any(found is member for member in members) else None

        return list(under(None))

    @cached_property
    def roles(self) -> list[Record]:
        """Every post in print order."""
        return [role for each in (None, *self.departments) for role in self.roles_of(each)]

    def reference(self, name: str) -> str:
        """Return a reference as it is printed: an id as the title of its post."""
        role = self.role(name)
        return str(role["title"]) if role is not None and name == role["id"] else name

    def listed(self, value: Any) -> str:
        """Return several references in one line."""
        return self.words("list_separator").join(self.reference(r) for r in references(value))

    def people(self, role: Record) -> str:
        """Return a headcount as it is printed with its unit."""
        text = str(role.get("headcount", ""))
        return self.words("headcount_unit", number=text) if text.isdigit() else text

    # -- the parts

    @cached_property
    def parts(self) -> Mapping[str, list[Says]]:
        """What stands in each part, by its anchor, in the order of the document."""
        parts: dict[str, list[Says]] = {}
        numbers = iter("一二三四五六七八九十" if self.language == "zh" else range(1, 20))
        form = "{}、{}" if self.language == "zh" else "{} {}"

        def numbered(name: str) -> str:
            return form.format(next(numbers), name)

        makers: Mapping[str, Callable[[], dict[str, list[Says]]]] = {
            "封面": lambda: {COVER: self._cover()},
            "修订记录": lambda: {"revisions": self._history()},
            "目录": lambda: {CONTENTS: []},
            "编制说明": lambda: {"foreword": self._foreword()},
            "组织结构图": lambda: self._structure(numbered(self._structure_title())),
            "岗位职责": lambda: self._role_parts(numbered(self.words("roles"))),
            "报表报送一览表": lambda: self._table_chapter(
                "report_schedule", self._report_schedule(), numbered
            ),
            "任职资格一览": lambda: self._table_chapter(
                "qualification_table", self._qualification_table(), numbered
            ),
            "签收表": lambda: self._table_chapter("receipt", self._receipt(), numbered),
            "附加内容": lambda: self._extra_chapters(numbered),
        }
        for chapter in self.data.handbook.get("chapters", makers):
            parts |= {name: says for name, says in makers[chapter]().items() if says or
                      name == CONTENTS}  # fmt: skip
        parts[CONTENTS] = [self._contents(parts)]
        return parts

    def _table_chapter(
        self, name: str, says: list[Says], numbered: Callable[[str], str]
    ) -> dict[str, list[Says]]:
        """Return a chapter of one table, if that has any rows."""
        return {name: [Says(numbered(self.words(name))), *says]} if says[-1].rows else {}

    def _extra_chapters(self, numbered: Callable[[str], str]) -> dict[str, list[Says]]:
        return {
            f"extra_{number}": self._extra({**extra, "heading": numbered(extra["heading"])})
            for number, extra in enumerate(mappings(self.data.handbook.get("extra")), 1)
        }

    def _contents(self, parts: Mapping[str, list[Says]]) -> Says:
        """Every heading of the levels 1 to 3, with the page on which the PDF has it."""
        shown = [
            f"{says[0].label} {(self.pdf.folio_of or {}).get(name, '?')}"
            for name, says in parts.items()
            if says and name != COVER
        ]
        return Says(self.words("contents"), tuple(shown), listed=True)

    def _cover(self) -> list[Says]:
        book = self.data.handbook
        names = ("document_number", "version", "edition", "issue_date", "effective_date",
                 "control_status", "status", "source")  # fmt: skip
        says = [Says(self.issuer), Says(book["title"])]
        says += [
            Says(self.label("handbook", name), (self._status(name, book),))
            for name in names
            if name in book
        ]
        if "signoff" in book:
            boxes = [signature(book["signoff"].get(name)) for name in SIGNERS]
            colon = self.words("colon")
            says += [
                Says(
                    "",
                    header=tuple(term("signoff", name).label(self.language) for name in SIGNERS),
                    rows=tuple(
                        tuple(self.words(word) + colon + box.get(part, "") for box in boxes)
                        for word, part in (("signature", "name"), ("date", "date"))
                    ),
                ),
                Says(self.words("stamp")),
            ]
        return says

    def _status(self, name: str, record: Record) -> str:
        value = str(record[name])
        if name != "status":
            return value
        for chinese, english in STATUSES.items():
            if value in (chinese, english):
                return english if self.language == "en" else chinese
        raise AssertionError(f"no status is called {value}")

    def _revisions(self, record: Record) -> Says:
        names = ("version", "date", "change", "approved_by")
        return Says(
            "",
            header=tuple(term("revision", name).label(self.language) for name in names),
            rows=tuple(tuple(r.get(name, "") for name in names) for r in record["revisions"]),
        )

    def _history(self) -> list[Says]:
        book = self.data.handbook
        title = self.label("handbook", "revisions")
        return [Says(title), self._revisions(book)] if "revisions" in book else []

    def _foreword(self) -> list[Says]:
        foreword = self.data.handbook.get("foreword")
        if not foreword:
            return []
        says = [Says(self.label("handbook", "foreword"))]
        for name in ("purpose", "scope", "basis"):
            if name in foreword:
                label = term("foreword", name).label(self.language)
                says.append(Says(label, tuple(lines(foreword[name]))))
        if "notes" in foreword:
            label = term("foreword", "notes").label(self.language)
            says.append(self._duties(label, texts(foreword["notes"])))
        return says

    def _duties(self, label: str, value: Any, before: Sequence[str] = ()) -> Says:
        """Return numbered duties with their tasks and what a company adds to each."""
        values, numbers = [*before], []
        semicolon = "；" if self.language == "zh" else "; "
        for number, each in enumerate(map(duty, texts(value)), 1):
            tasks = texts(each.get("tasks"))
            notes = [
                term("duty", name).label(self.language) + self.words("colon") + each[name]
                for name in ("share", "frequency", "measure")
                if name in each
            ]
            values += [each["text"], *tasks, semicolon.join(notes)]
            numbers += [number, *range(1, len(tasks) + 1)]
        return Says(label, tuple(values), listed=True, numbers=tuple(numbers))

    def _structure_title(self) -> str:
        return self.words("structure", organisation=self.data.handbook["organisation"])

    def _structure(self, title: str) -> dict[str, list[Says]]:
        parts = {"structure": [Says(title)]}
        parts["department_chart"] = [Says(self.words("department_chart"))]
        printed = ("duties", "summary", "code", "status", "source")
        known = [d for d in self.departments if any(name in d for name in printed)]
        if known:
            parts["department_duties"] = [Says(self.words("department_duties"))]
        for each in known:
            note = "　".join(
                f"{term('department', name).label(self.language)}{self.words('colon')}{each[name]}"
                for name in ("code", "status", "source")
                if name in each
            )
            before = (note, *lines(each.get("summary")))
            says = self._duties(each["name"], each.get("duties"), before)
            parts[anchor("dept", each)] = [says]
        parts["role_chart"] = [Says(self.words("role_chart"))]
        summary = [Says(self.words("headcount_summary")), self._by_department()]
        if any("grade" in role for role in self.roles):
            summary += [Says(self.words("by_grade")), self._by_grade()]
        parts["headcount_summary"] = summary
        parts["roster"] = [Says(self.words("roster")), self._roster()]
        return parts

    def _by_department(self) -> Says:
        groups = [(d["name"], self.roles_of(d)) for d in self.departments]
        if own := self.roles_of(None):
            name = self.words("organisation_row", organisation=self.data.handbook["organisation"])
            groups.insert(0, (name, own))
        return self._headcounts(self.words("department"), groups)

    def _by_grade(self) -> Says:
        grades = list(dict.fromkeys(r["grade"] for r in self.roles if "grade" in r))
        groups = [(g, [r for r in self.roles if r.get("grade") == g]) for g in grades]
        if ungraded := [r for r in self.roles if "grade" not in r]:
            groups.append((self.words("ungraded"), ungraded))
        return self._headcounts(self.words("by_grade"), groups)

    def _headcounts(self, first: str, groups: list[tuple[str, list[Record]]]) -> Says:
        """Return sums: posts, headcount (at least so many where one is not exact), people, gaps."""
        rows = []
        for name, roles in [*groups, (self.words("total"), self.roles)]:
            counts = [people(role["headcount"]) for role in roles if "headcount" in role]
            number = str(sum(count for count, _ in counts))
            if len(counts) < len(roles) or not all(exact for _, exact in counts):
                number = self.words("at_least", number=number)
            sums = [
                str(sum(known)) if (known := [v for r in roles if (v := of(r)) is not None]) else ""
                for of in (_in_post, _vacant)
            ]
            rows.append([name, str(len(roles)), number, *sums])
        header = [first, *(self.words(n) for n in ("number_of_posts", "established", "in_post",
                                                   "vacant"))]  # fmt: skip
        # A column stands there if anybody has said something for it.
        shown = [n for n in range(len(header)) if n < 3 or rows[-1][n]]
        return Says(
            "",
            header=tuple(header[n] for n in shown),
            rows=tuple(tuple(row[n] for n in shown) for row in rows),
        )

    def _roster(self) -> Says:
        names = ("number", "post", "department", "established", "page")
        return Says(
            "",
            header=tuple(self.words(name) for name in names),
            rows=tuple(
                (
                    str(number),
                    role["title"],
                    self.department_name(role),
                    role.get("headcount", ""),
                    (self.pdf.folio_of or {}).get(anchor("role", role), "?"),
                )
                for number, role in enumerate(self.roles, 1)
            ),
        )

    # -- one post

    def _role_parts(self, title: str) -> dict[str, list[Says]]:
        parts = {"roles": [Says(title)]}
        for department in (None, *self.departments):
            members = self.roles_of(department)
            if members:
                name = department["name"] if department else self.data.handbook["organisation"]
                place = anchor("dept", department) + "_posts" if department else "own_posts"
                parts[place] = [Says(name)]
            for role in members:
                parts[anchor("role", role)] = self._role(role)
        return parts

    def _role(self, role: Record) -> list[Says]:
        form = self.theme == "form"
        says = [Says(role["title"])]
        if role.get("status") in ("草稿", STATUSES["草稿"]):
            says.append(Says(self.words("draft_note")))
        says.append(Says(self._control(role)))
        if form:
            if "supplemented" in role:
                says.append(Says("＊" + self.words("supplemented_note")))
            says.append(Says(self.words("form_title") + role["title"]))
        says += [*self._grid(role), *self._main_parts(role)]
        further = [s for extra in mappings(role.get("extra")) for s in self._extra(extra)]
        if "revisions" in role:
            further += [Says(self.label("role", "revisions")), self._revisions(role)]
        colon = self.words("colon")
        signs = [["holder"], ["superior"], ["date"]]
        if form:
            signs = [["holder", "date"], ["superior", "date"]]
        receipt = [
            Says(self.words("acknowledgement")),
            Says(self.words("acknowledged")),
            *(Says("".join(self.words(name) + colon for name in line)) for line in signs),
        ]
        signers = []
        if "signoff" in role:
            for name in SIGNERS:
                box = signature(role["signoff"].get(name))
                label = term("signoff", name).label(self.language) + colon
                signers.append(Says(label, (box.get("name", ""), box.get("date", "")), inline=True))
        return says + (receipt + further + signers if form else further + signers + receipt)

    def _control(self, role: Record) -> str:
        """Return the control line; a post that is no document of its own is part of the book."""
        names = ("document_number", "version", "effective_date", "control_status", "status",
                 "source")  # fmt: skip
        if not {"document_number", "version"} & set(role):
            book = self.data.handbook
            role = {**{n: book[n] for n in ("document_number", "version") if n in book}, **role}
        pieces = [
            self.label("role", name) + self.words("colon") + self._status(name, role)
            for name in names
            if name in role
        ]
        pages = self.pdf.page_count(anchor("role", role))
        return " ".join([*pieces, self.words("pages_in_all", pages=pages)])

    def _grid(self, role: Record) -> list[Says]:
        reports = references(role.get("direct_reports")) or [r["title"] for r in self.below(role)]
        vacant = _vacant(role)
        values = {
            "title": role["title"],
            "department": self.department_name(role),
            "reports_to": self.reference(role.get("reports_to", "")),
            "direct_reports": self.listed(reports),
            "headcount": self.people(role),
            "filled_on": role.get("filled_on", ""),
            "incumbents": "" if _in_post(role) is None else str(_in_post(role)),
            "openings": "" if vacant is None else str(vacant),
            "code": role.get("code", ""),
            "grade": role.get("grade", ""),
            "stand_in": self.listed(role.get("stand_in")),
            "promotion_to": self.listed(role.get("promotion_to")),
        }
        return self._fields("role", values, always=tuple(values)[:6])

    def _fields(self, record: str, values: Mapping[str, str], always: Sequence[str]) -> list[Says]:
        """Return labels with values; a form shows the usual ones even where they are empty."""
        shown = [n for n in values if values[n] or (self.theme == "form" and n in always)]
        return [Says(self.label(record, name), (values[name] or self.blank,)) for name in shown]

    def _part(self, role: Record, name: str) -> str:
        """Return a part's label, marked where the part was written in and awaits confirmation."""
        label = self.label("role", name)
        if name not in map(self._field_named, references(role.get("supplemented"))):
            return label
        if self.theme == "form":
            return label + "＊"
        note = self.words("supplemented_note")
        return f"{label}（{note}）" if self.language == "zh" else f"{label} ({note})"

    def _field_named(self, text: str) -> str | None:
        own = {new: name for (record, name), new in self._own_labels.items() if record == "role"}
        return canonical_key("role", text) or own.get(text)

    def _main_parts(self, role: Record) -> list[Says]:
        form = self.theme == "form"
        part = functools.partial(self._part, role)
        blank = (self.blank,)
        says = []
        if form or "summary" in role:
            says.append(Says(part("summary"), tuple(lines(role.get("summary"))) or blank))
        if "duties" in role:
            says.append(self._duties(part("duties"), role["duties"]))
        elif form:
            says.append(Says(part("duties"), blank))
        if "safety_duties" in role:
            says.append(self._duties(part("safety_duties"), role["safety_duties"]))
        if form or "authority" in role:
            powers = self.words("clause_separator").join(texts(role.get("authority")))
            says.append(Says(part("authority"), (powers or self.blank,)))
        relations = role.get("relations", {})
        if form or relations:
            values = {name: self.listed(texts(relations.get(name))) for name in
                      ("internal", "external")}  # fmt: skip
            says += [Says(part("relations")), *self._fields("relations", values, tuple(values))]
        if form or "qualifications" in role:
            says += [Says(part("qualifications")), *self._qualifications(role)]
        if form or "reports" in role:
            says += [Says(part("reports")), self._reports(role)]
        if "indicators" in role:
            names = ("indicator", "target", "weight", "method")
            header = tuple(self.label("indicator", name) for name in names)
            rows = tuple(tuple(i.get(name, "") for name in names) for i in role["indicators"])
            says += [Says(part("indicators")), Says("", header=header, rows=rows)]
        return says

    def _qualifications(self, role: Record) -> list[Says]:
        wanted = role.get("qualifications", {})
        names = ("education", "age", "experience", "knowledge_skills", "environment",
                 "working_hours", "licences", "training", "equipment")  # fmt: skip
        values = {name: wanted.get(name, "") for name in names}
        groups = [Says(group["label"], (group["text"],)) for group in wanted.get("groups", [])]
        return self._fields("qualifications", values, names[:6]) + groups

    def _reports(self, role: Record) -> Says:
        header = tuple(self.label("report", n) for n in ("document", "timing", "recipients"))
        rows = [
            (r["document"], r.get("timing", ""), self.listed(r.get("recipients")))
            for r in role.get("reports", [])
        ]
        return Says("", header=header, rows=tuple(rows) or ((self.blank,) * 3,))

    def _extra(self, extra: Record) -> list[Says]:
        text, items = lines(extra.get("text")), texts(extra.get("items"))
        numbers = tuple(range(1, len(items) + 1))
        says = [Says(extra["heading"], (*text, *items), listed=True, numbers=numbers)]
        if "table" in extra:
            width = max(map(len, extra["table"]))
            rows = [(*row, *([""] * (width - len(row)))) for row in extra["table"]]
            says.append(Says("", header=rows[0], rows=tuple(rows[1:])))
        return says

    # -- across all posts

    def _report_schedule(self) -> list[Says]:
        """All reports by how often, by recipient in the order of the posts, by post."""
        often = {timing: name for name, timings in FREQUENCIES.items() for timing in timings}
        rank = {name: number for number, name in enumerate(FREQUENCIES)}
        place = {role["id"]: number for number, role in enumerate(self.roles)}
        rows = []
        for role in self.roles:
            for number, entry in enumerate(role.get("reports", [])):
                recipients = references(entry.get("recipients"))
                first = self.role(recipients[0]) if recipients else None
                frequency = often.get(entry.get("timing", ""), "other_frequency")
                key = (
                    rank[frequency],
                    place[first["id"]] if first else len(place),
                    "、".join(recipients),
                    place[role["id"]],
                    number,
                )
                row = (self.words(frequency), self.listed(recipients), role["title"],
                       entry["document"], entry.get("timing", ""))  # fmt: skip
                rows.append((key, row))
        header = (
            self.words("frequency"), self.label("report", "recipients"), self.words("post"),
            self.label("report", "document"), self.label("report", "timing"),
        )  # fmt: skip
        return [Says("", header=header, rows=tuple(row for _, row in sorted(rows)))]

    def _qualification_table(self) -> list[Says]:
        names = ("education", "age", "experience", "knowledge_skills", "working_hours")
        header = (self.words("post"), *(self.label("qualifications", name) for name in names))
        rows = [
            (role["title"], *(role.get("qualifications", {}).get(name, "") for name in names))
            for role in self.roles
        ]
        return [Says("", header=header, rows=tuple(row for row in rows if any(row[1:])))]

    def _receipt(self) -> list[Says]:
        names = ("number", "department", "post", "holder", "signature", "date")
        rows: list[tuple[str, ...]] = []
        number = 0
        for role in self.roles:
            department = self.department_name(role)
            count, exact = people(role.get("headcount", "1"))
            for _ in range(min(count, MOST_LINES_TO_SIGN) or 1):
                number += 1
                rows.append((str(number), department, role["title"], "", "", ""))
            if count > MOST_LINES_TO_SIGN:
                more = str(count - MOST_LINES_TO_SIGN)
                more = more if exact else self.words("at_least", number=more)
                told = self.words("colon") + self.words("more_to_sign", number=more)
                rows.append(("", department, role["title"] + told, "", "", ""))
        header = tuple(self.words(name) for name in names)
        return [Says(self.words("received")), Says("", header=header, rows=tuple(rows))]

    # -- charts

    def boxes(self, chart: str) -> list[str]:
        """Return what each box of a chart says."""
        if chart == "department_chart":
            names = [d["name"] for d in self.departments]
            return [squash(name) for name in (self.data.handbook["organisation"], *names)]
        return [squash(role["title"] + self.people(role)) for role in self.roles]

    def chart_in_words(self, chart: str) -> str:
        """Return what is read out in place of a chart."""
        name = self.data.handbook["organisation"]
        comma = self.words("list_separator")
        if chart == "department_chart":
            names = comma.join(d["name"] for d in self.departments) or self.words("none")
            return self.words("department_chart_alt", organisation=name, names=names)
        sentences = [
            self.words("reports_to_alt", superior=role["title"],
                       names=comma.join(r["title"] for r in below))
            for role in self.roles
            if (below := self.below(role))
        ]  # fmt: skip
        return self.words("role_chart_alt", organisation=name, lines="".join(sentences))


def mappings(value: Any) -> list[Record]:
    """Return a list of mappings, which may be written as one mapping."""
    return [value] if isinstance(value, dict) else list(value or [])


def _in_post(role: Record) -> int | None:
    return int(role["incumbents"]) if "incumbents" in role else None


def _vacant(role: Record) -> int | None:
    """Return how many places are open: as stated, else an exact headcount less the people."""
    if "openings" in role:
        return int(role["openings"])
    here = _in_post(role)
    if here is None or "headcount" not in role:
        return None
    number, exact = people(role["headcount"])
    return max(number - here, 0) if exact else None


def compare_all(facts: Facts, reading: Reading) -> list[str]:
    """Return everything that is wrong with a file, part by part."""
    return list(mismatches(facts, reading))


def mismatches(facts: Facts, reading: Reading) -> Iterator[str]:
    """Yield what is wrong with a file as it is found."""
    kind = reading.kind.upper()
    wanted, printed = list(facts.parts), list(reading.parts)
    if wanted != printed:
        yield f"{kind}: the parts are {printed}, not {wanted}"
    for name, says in facts.parts.items():
        pieces = [
            replace(piece, text=text)
            for piece in reading.parts.get(name, ())
            if not piece.drawn and (text := LINE_TO_WRITE_ON.sub("", piece.text))
        ]
        if name.endswith("_chart"):
            pieces = [p for p in pieces if not _is_caption(p, facts.boxes(name), facts)]
        yield from compare(pieces, says, f"{kind}, {name}")


def _is_caption(piece: Piece, boxes: Sequence[str], facts: Facts) -> bool:
    """Whether a piece is the title of one chart of several: whom it is about, （1/2）."""
    name = re.sub(r"[（(]\d+/\d+[）)]$", "", piece.text)
    heads = [*boxes, *(squash(role["title"]) for role in facts.roles)]
    return piece.level == 0 and name in heads


@dataclass(frozen=True)
class Case:
    """A handbook that was built, read back, and what it must say."""

    built: Built
    docx: Reading
    pdf: Reading
    facts: Facts

    def reading(self, kind: str) -> Reading:
        """Return the file of one kind as it was read."""
        return self.docx if kind == "docx" else self.pdf


@functools.cache
def read_case(project: Path, theme: str, shared: Path) -> Case:
    """Build a project and read both files, once in each worker."""
    built = build_once(project, theme, shared)
    pdf = read_pdf(built.pdf, theme)
    return Case(built, read_docx(built.docx), pdf, Facts(read_data(project), theme, pdf))
