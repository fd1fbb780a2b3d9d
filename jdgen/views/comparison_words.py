"""One change in words: what it is about, and its two sides with the words marked that changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jdgen.changes import Change, Place, Plain
from jdgen.changes.lists import main_name, main_text
from jdgen.changes.words import Change as Piece
from jdgen.changes.words import diff_text
from jdgen.meaning import Comparison, record_of
from jdgen.organisation import Organisation
from jdgen.terms import Language, canonical_key, term
from jdgen.terms.choices import STATUSES
from jdgen.terms.phrases import phrase
from jdgen.views.labels import printed_labels
from jdgen.views.parts import plain
from jdgen.views.text import Passage, Span

_STEP = re.compile(r"([^.\[\]]+)(?:\[([0-9]+)\])?")
_NAMES_POSTS = ("reports_to", "direct_reports", "stand_in", "promotion_to", "recipients")
_NAMES_DEPARTMENTS = ("department", "parent")
# Lists whose items are numbered on their page.
_NUMBERED = ("duties", "safety_duties")
# What tells most of a whole post or department that came or went.
_TOLD = {
    "role": ("department", "reports_to", "headcount", "grade", "summary", "duties"),
    "department": ("parent", "headcount", "summary", "duties"),
}
NOTHING = "—"


@dataclass(frozen=True)
class Sides:
    """What stood there, and what stands there now."""

    before: Passage
    after: Passage


class ChangeWords:
    """Puts the changes of one comparison into words."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.language: Language = comparison.new.handbook.language
        self._labels = printed_labels(comparison.new.handbook)
        self._old = Organisation(comparison.old)
        self._new = Organisation(comparison.new)

    def item(self, change: Change) -> str:
        """Return what changed: the field as its page calls it, and which item of a list."""
        record, _ = record_of(change)
        path = _path(change)
        if not path:
            return self._words(f"{change.kind}_{record}")
        states = self._comparison.states(change)
        words: list[str] = []
        reached: Place = ()
        for name, number in _STEP.findall(path):
            words.append(self._label(record, name))
            reached = (*reached, name)
            if number:
                reached = (*reached, int(number) - 1)
                words[-1] += self._which(name, int(number), _at(states[1], reached))
            record = _holds(record, name)
        label = self._words("field_separator").join(words)
        return f"{label}{self._words('moved_item')}" if change.kind == "moved" else label

    def sides(self, change: Change) -> Sides:
        """Return both sides of a change; what is not there is a dash."""
        path = _path(change)
        record, _ = record_of(change)
        if not path:
            before = self._whole(record, change.before, self._old)
            return Sides(before, self._whole(record, change.after, self._new))
        steps = _STEP.findall(path)
        name = steps[-1][0]
        for holder, _ in steps[:-1]:
            record = _holds(record, holder)
        if change.kind == "moved":
            return Sides(
                self._moved(change.before, (record, name), self._old),
                self._moved(change.after, (record, name), self._new),
            )
        old = self._value(change.before, (record, name), self._old)
        new = self._value(change.after, (record, name), self._new)
        sides = _marked(old, new)
        if name not in _NUMBERED:
            return sides
        return Sides(
            _numbered(_position(change.old_place, name), sides.before) if old else sides.before,
            _numbered(_position(change.new_place, name), sides.after) if new else sides.after,
        )

    def _moved(
        self, item: Mapping[str, Any], field: tuple[str, str], organisation: Organisation
    ) -> Passage:
        return _numbered(item["position"], plain(self._value(item["text"], field, organisation)))

    def owner(self, change: Change) -> str:
        """Return the post's or department's name, the new one where it has two."""
        record, _ = record_of(change)
        if record == "handbook":
            return self._words("the_handbook")
        old, new = self._comparison.states(change)
        known = new if new is not None else old
        return "" if known is None else str(known["title" if record == "role" else "name"])

    def field(self, record: str, name: str) -> str:
        """Return a field's label as this handbook prints it."""
        return self._label(record, name)

    def _words(self, name: str, **values: object) -> str:
        return phrase(name, self.language, **values)

    def _label(self, record: str, name: str) -> str:
        printed = self._labels.get(name if record == "role" else f"{record}.{name}")
        if printed is not None:
            return printed
        try:
            return term(record, name).label(self.language)
        except KeyError:
            return name

    def _which(self, name: str, number: int, item: Any) -> str:
        if name in _NUMBERED:
            return self._words("item_number", number=number)
        return self._words("item_named", item=main_text(item))

    def _value(self, value: Any, field: tuple[str, str], organisation: Organisation) -> str:
        """Return a value as its page prints it, in words; empty where there is none."""
        record, name = field
        if value is None:
            return ""
        if isinstance(value, Mapping):
            return self._described(value, _holds(record, name), organisation)
        if isinstance(value, (list, tuple)):
            said = [self._value(each, field, organisation) for each in value]
            if name != "tasks":
                return self._words("list_separator").join(said)
            # Sentences: a comma would not part them.
            return self._words("clause_break").join(each.rstrip("。；;.") for each in said)
        return self._text(str(value), name, organisation)

    def _text(self, text: str, name: str, organisation: Organisation) -> str:
        """Return a text as its page prints it: an id as what bears it, a choice in words."""
        shown = text
        if name in _NAMES_POSTS:
            role = organisation.role(text)
            shown = role.title if role is not None and text == role.id else text
        elif name in _NAMES_DEPARTMENTS:
            department = organisation.department(text)
            shown = department.name if department and text == department.id else text
        elif name == "status" and self.language == "en":
            shown = STATUSES.get(text, text)
        elif name == "supplemented":
            shown = self._label("role", canonical_key("role", text) or text)
        return shown

    def _described(self, item: Plain, record: str, organisation: Organisation) -> str:
        """Return an item that is a record: its words, and what else it says in brackets."""
        main = main_name(item)
        colon = self._words("colon")
        further = [
            f"{self._label(record, name)}{colon}{self._value(value, (record, name), organisation)}"
            for name, value in item.items()
            if name != main
        ]
        separator = "；" if self.language == "zh" else "; "
        said = self._value(item.get(main), (record, main), organisation)
        if not said or not further:
            return said or separator.join(further)
        rest = separator.join(further)
        return f"{said}（{rest}）" if self.language == "zh" else f"{said} ({rest})"

    def _whole(self, record: str, value: Plain | None, organisation: Organisation) -> Passage:
        if value is None:
            return plain(NOTHING)
        lines = [str(value["title" if record == "role" else "name"])]
        lines += [
            f"{self._label(record, name)}{self._words('colon')}{said}"
            for name in _TOLD[record]
            if (said := self._summed_up(record, name, value, organisation))
        ]
        return plain("\n".join(lines))

    def _summed_up(
        self, record: str, name: str, value: Plain, organisation: Organisation
    ) -> str:
        if name == "duties":
            number = len(value.get(name, ()))
            return self._words("items_in_all", number=number) if number else ""
        return self._value(value.get(name), (record, name), organisation)


def _path(change: Change) -> str:
    """Return a change's path below its record; empty for the whole of one."""
    record, identifier = record_of(change)
    if record == "department":
        return change.field.removeprefix(f"department.{identifier}").lstrip(".")
    return change.field.removeprefix("handbook.") if record == "handbook" else change.field


def _holds(record: str, name: str) -> str:
    try:
        return term(record, name).holds
    except KeyError:
        return ""


def _at(record: Plain | None, place: Place) -> Any:
    value: Any = record
    for step in place:
        value = value[step]
    return value


def _position(place: Place, name: str) -> int:
    """Return which item of the list ``name`` a place leads to, from 1."""
    return int(place[place.index(name) + 1]) + 1


def _numbered(number: int, passage: Passage) -> Passage:
    return Passage((Span(f"{number}. "), *passage))


def _marked(old: str, new: str) -> Sides:
    """Return both texts, with what went and what came marked; a dash where there is none."""
    if not old or not new:
        return Sides(
            Passage((Span(old, change="removed"),)) if old else plain(NOTHING),
            Passage((Span(new, change="added"),)) if new else plain(NOTHING),
        )
    before: list[Span] = []
    after: list[Span] = []
    for piece in diff_text(old, new):
        gone, come = old[slice(*piece.old)], new[slice(*piece.new)]
        if piece.change is Piece.SAME:
            before.append(Span(gone))
            after.append(Span(come))
        elif piece.change is Piece.REMOVED:
            before.append(Span(gone, change="removed"))
        else:
            after.append(Span(come, change="added"))
    return Sides(Passage(tuple(before)), Passage(tuple(after)))


