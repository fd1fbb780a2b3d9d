"""What changed in one line, as a revision history has it: whole sentences, not every word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdgen.changes import Change
from jdgen.meaning import Comparison, record_of
from jdgen.organisation import sum_headcounts
from jdgen.terms.phrases import phrase
from jdgen.views.comparison_words import ChangeWords

# What a handbook says of itself as a paper: a new edition has another one, and that is no revision.
CONTROL = frozenset(
    {
        "version", "edition", "issue_date", "effective_date", "status", "control_status",
        "revisions", "signoff", "document_number", "source", "supplemented", "filled_on", "id",
    }
)  # fmt: skip
# So many posts are named; of more, the first ones and their number.
_NAMED = 6


def revision_line(comparison: Comparison, unprinted: Mapping[str, set[str]]) -> str:
    """Return what changed in what the handbook prints, in its language; empty if nothing did."""
    line = _Line(comparison, unprinted)
    language = comparison.new.handbook.language
    sentences = list(line.sentences())
    if not sentences:
        return ""
    if language == "zh":
        return "；".join(sentences) + "。"
    text = "; ".join(sentences)
    return f"{text[0].upper()}{text[1:]}."


class _Line:
    def __init__(self, comparison: Comparison, unprinted: Mapping[str, set[str]]) -> None:
        self._comparison = comparison
        self._language = comparison.new.handbook.language
        self._words = ChangeWords(comparison)
        self._changes = [
            (record_of(each), _first(each), each) for each in comparison.changes
            if _first(each) not in CONTROL | unprinted[record_of(each)[0]]
        ]  # fmt: skip

    def sentences(self) -> Iterator[str]:
        for record in ("department", "role"):
            for kind in ("added", "removed"):
                names = [
                    self._words.owner(change) for (which, _), name, change in self._changes
                    if which == record and not name and change.kind == kind
                ]  # fmt: skip
                if names:
                    listed = self._listed(names, f"_{record}")
                    yield self._say(f"line_{kind}_{record}", names=listed)
            yield from self._renamed(record)
        yield from self._transferred()
        yield from self._headcount()
        yield from self._departments()
        yield from self._posts()
        fields = self._fields("handbook", "")
        if fields:
            yield self._say("line_handbook", fields=self._listed(fields))

    def _say(self, name: str, **values: object) -> str:
        return phrase(name, self._language, **values)

    def _listed(self, names: list[str], of: str = "") -> str:
        shown = self._say("list_separator").join(names[:_NAMED])
        if len(names) <= _NAMED:
            return shown
        return self._say(f"line_and_more{of}", names=shown, number=len(names))

    def _renamed(self, record: str) -> Iterator[str]:
        title = "title" if record == "role" else "name"
        pairs = [
            self._say("line_renamed_pair", old=change.before, new=change.after)
            for (which, _), name, change in self._changes
            if which == record and name == title
        ]
        if pairs:
            yield self._say(f"line_renamed_{record}", names=self._listed(pairs, f"_{record}"))

    def _transferred(self) -> Iterator[str]:
        for (which, _), name, change in self._changes:
            if which == "role" and name == "department":
                sides = self._words.sides(change)
                yield self._say(
                    "line_transferred", post=self._words.owner(change),
                    old=str(sides.before), new=str(sides.after),
                )  # fmt: skip

    def _headcount(self) -> Iterator[str]:
        old, new = (
            sum_headcounts(each.roles) for each in (self._comparison.old, self._comparison.new)
        )
        if old.established != new.established:
            yield self._say("line_headcount", old=old.established, new=new.established)

    def _departments(self) -> Iterator[str]:
        for identifier in self._changed("department", {"name"}):
            fields = self._fields("department", identifier, {"name"})
            yield self._say(
                "line_changed", names=self._owner("department", identifier),
                fields=self._listed(fields),
            )  # fmt: skip

    def _posts(self) -> Iterator[str]:
        told = {"title", "department"}
        ids = self._changed("role", told)
        if not ids:
            return
        if len(ids) <= _NAMED:
            for identifier in ids:
                fields = self._fields("role", identifier, told)
                yield self._say(
                    "line_changed", names=self._owner("role", identifier),
                    fields=self._listed(fields),
                )  # fmt: skip
            return
        names = self._listed([self._owner("role", identifier) for identifier in ids], "_role")
        all_fields = dict.fromkeys(f for each in ids for f in self._fields("role", each, told))
        yield self._say("line_changed", names=names, fields=self._listed(list(all_fields)))

    def _changed(self, record: str, told: set[str]) -> list[str]:
        ids = [
            identifier for (which, identifier), name, _ in self._changes
            if which == record and name and name not in told
        ]  # fmt: skip
        return list(dict.fromkeys(ids))

    def _fields(self, record: str, identifier: str, told: set[str] | None = None) -> list[str]:
        names = [
            name for key, name, _ in self._changes
            if key == (record, identifier) and name and name not in (told or set())
        ]  # fmt: skip
        return [self._words.field(record, name) for name in dict.fromkeys(names)]

    def _owner(self, record: str, identifier: str) -> str:
        key = record, identifier
        return next(self._words.owner(change) for of, _, change in self._changes if of == key)


def _first(change: Change) -> str:
    """Return the field of the record that a change is in; empty for a whole record."""
    place = change.new_place or change.old_place
    return str(place[0]) if place else ""
