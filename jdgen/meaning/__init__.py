"""What changed from one state of the data to another, by meaning.

The width of marks and blanks is no change, nor is whether a post is named by its id, its title or
an alias, nor a headcount of ``2`` that becomes ``2人``. Posts and departments are the same by id,
by title, or by likeness; whoever names one that was renamed has not changed. What is told are the
values as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from jdgen.changes import Change, Place, Plain, compare_records, plain, shown
from jdgen.changes.lists import main_text
from jdgen.changes.words import folded
from jdgen.meaning.records import Pair, pair_records
from jdgen.model import Headcount, Library
from jdgen.organisation import Organisation
from jdgen.terms import canonical_key

# Fields whose values name posts, or the records in whose lists such a field stands.
_POSTS = ("reports_to", "direct_reports", "stand_in", "promotion_to")
_DEPARTMENTS = ("department", "parent")
# What no text holds (`source` refuses it): what stands for a post or a department that is meant.
_TOKEN = "\ufdd0"  # noqa: S105 - no password
_ORGANISATION = f"{_TOKEN}organisation"
# Parts of a post's page whose labels a handbook may name anew, or list as supplemented.
_LABELLED = ("role", "relations", "qualifications", "report", "indicator")
# With less in common two handbooks of different organisations have nothing to do with one another.
_RELATED = 0.2


@dataclass(frozen=True)
class Comparison:
    """Two states and what changed; the pairs are of plain records, None where one side lacks it.

    ``changes`` come in the order of the handbook, the departments, then the posts of the new state,
    those that are gone last; ``plain_old`` and ``plain_new`` are what they were told from.
    """

    old: Library
    new: Library
    changes: tuple[Change, ...]
    plain_old: Plain
    plain_new: Plain
    departments: tuple[Pair, ...]
    roles: tuple[Pair, ...]

    @property
    def related(self) -> bool:
        """Whether the two are states of one handbook, as far as can be told."""
        if self.old.handbook.organisation == self.new.handbook.organisation:
            return True
        same = sum(None not in pair for pair in self.roles)
        fewer = min(len(self.old.roles), len(self.new.roles))
        return same >= max(1, fewer * _RELATED)

    @cached_property
    def records(self) -> Mapping[tuple[str, str], Pair]:
        """Both states of each record, by ``role`` or ``department`` and its id in the changes."""
        found: dict[tuple[str, str], Pair] = {
            ("handbook", ""): (self.plain_old["handbook"], self.plain_new["handbook"])
        }
        for record, pairs in (("department", self.departments), ("role", self.roles)):
            for one, other in pairs:
                known = other if other is not None else one
                if known is not None:
                    found[record, str(known["id"])] = (one, other)
        return found

    def states(self, change: Change) -> Pair:
        """Return both states of the record that a change belongs to."""
        return self.records[record_of(change)]


def record_of(change: Change) -> tuple[str, str]:
    """Return what a change belongs to: ``role`` or ``department`` with its id, or ``handbook``."""
    if change.role:
        return "role", change.role
    if change.field.startswith("department."):
        # An id has no dot; the path of the field begins behind the next one.
        return "department", change.field.split(".")[1]
    return "handbook", ""


def compare_meaning(old: Library, new: Library) -> Comparison:
    """Return what changed from ``old`` to ``new``."""
    one, other, pairs = _side_by_side(old, new)
    handbooks = one.meant["handbook"], other.meant["handbook"]
    changes = list(_changes(one, other, "handbook", handbooks))
    for name, record in _RECORDS:
        for pair in pairs[name]:
            changes += _changes(one, other, record, pair)
    written = {
        name: tuple((one.written(name, a), other.written(name, b)) for a, b in pairs[name])
        for name, _ in _RECORDS
    }
    return Comparison(
        old, new, tuple(changes), one.plain, other.plain, written["departments"], written["roles"]
    )


def canonical(old: Library, new: Library) -> tuple[Plain, Plain]:
    """Return both states as they are compared: what says the same is the same."""
    one, other, _ = _side_by_side(old, new)
    return one.meant, other.meant


_RECORDS = (("departments", "department"), ("roles", "role"))


def _side_by_side(old: Library, new: Library) -> tuple[_State, _State, Mapping[str, list[Pair]]]:
    # Most texts are the same on both sides: each is folded once.
    known: dict[str, str] = {}
    one, other = _State(old, known), _State(new, known)
    pairs: dict[str, list[Pair]] = {}
    for name, title in (("departments", "name"), ("roles", "title")):
        bodies = one.bodies(name), other.bodies(name)
        pairs[name] = pair_records(one.meant[name], other.meant[name], title, bodies)
        for before, after in pairs[name]:
            if before is not None and after is not None:
                one.same[name, str(before["id"])] = str(after["id"])
                other.same[name, str(after["id"])] = str(after["id"])
    one.resolve(other)
    other.resolve(one)
    return one, other, pairs


class _State:
    """One state: ``plain`` as written, ``meant`` as compared; ``same`` tells what is which."""

    def __init__(self, library: Library, known: dict[str, str]) -> None:
        self.plain = plain(library)
        if "labels" in self.plain["handbook"]:
            labels = self.plain["handbook"]["labels"]
            # As with every other key: whichever language it is written in.
            self.plain["handbook"]["labels"] = {_field(key): labels[key] for key in labels}
        self.meant: dict[str, Any] = _fold(self.plain, known)
        self.same: dict[tuple[str, str], str] = {}
        self._beside = self
        self.organisation = Organisation(library)
        self._own_name = library.handbook.organisation
        self._written = {
            (name, str(each["id"])): each for name, _ in _RECORDS for each in self.plain[name]
        }

    def written(self, name: str, record: Plain | None) -> Plain | None:
        """Return a record as it is written."""
        return None if record is None else self._written[name, str(record["id"])]

    def bodies(self, name: str) -> Mapping[str, list[str]]:
        """Return by id what records do, else, of departments, who is in them."""
        found = {str(each["id"]): _body(each) for each in self.meant[name]}
        if name == "departments":
            for role in self.organisation.library.roles:
                own = self.organisation.department(role.department)
                if own is not None and not self._written[name, own.id].get("duties"):
                    found[own.id].append(role.title)
        return found

    def resolve(self, beside: _State) -> None:
        """Let references name what they mean, whatever it is called.

        A post that nobody is called here is looked up ``beside``: who still names a renamed post by
        its old title has not changed.
        """
        self._beside = beside
        for each in self.meant["departments"]:
            self._departments(each)
        for each in self.meant["roles"]:
            self._departments(each)
            written = self._written["roles", str(each["id"])]
            for name in _POSTS:
                if name in each:
                    each[name] = self._posts(written[name], each[name])
            for entry, as_written in zip(
                each.get("reports", ()), written.get("reports", ()), strict=True
            ):
                if "recipients" in entry:
                    entry["recipients"] = self._posts(as_written["recipients"], entry["recipients"])

    def _departments(self, record: dict[str, Any]) -> None:
        for name in _DEPARTMENTS:
            key = "roles" if name == "department" else "departments"
            if name not in record:
                continue
            written = self._written[key, str(record["id"])][name]
            own = self.organisation.department(written)
            if own is not None:
                record[name] = self.token("departments", own.id, own.name)
            elif written == self._own_name:
                record[name] = _ORGANISATION

    def _posts(self, written: Any, folded_value: Any) -> Any:
        if isinstance(written, list):
            return [self._posts(*each) for each in zip(written, folded_value, strict=True)]
        for state in (self, self._beside):
            role = state.organisation.role(written)
            if role is not None and (state is self or ("roles", role.id) in state.same):
                return state.token("roles", role.id, role.title)
        return folded_value

    def token(self, name: str, identifier: str, title: str) -> str:
        """Return what stands for a record: one that only this state has is no more than a name."""
        same = self.same.get((name, identifier))
        return folded(title) if same is None else _TOKEN + same


def _body(record: Plain) -> list[str]:
    duties = [main_text(each) for each in record.get("duties", ())]
    return [*([record["summary"]] if "summary" in record else []), *duties]


def _fold(value: Any, known: dict[str, str], name: str = "") -> Any:
    """Return plain values as they are compared; ``name`` is the field's that they stand in.

    ``known`` holds the texts that were folded already.
    """
    if isinstance(value, dict):
        return {key: _fold(each, known, key) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_fold(each, known, name) for each in value]
    if not isinstance(value, str):
        return value
    if name == "headcount":
        read = Headcount.read(value)
        return str(read.number) if read.exact else folded(value)
    if name == "supplemented":
        return _field(value)
    if value not in known:
        known[value] = folded(value)
    return known[value]


def _field(label: str) -> str:
    """Return the canonical name of the field that a label means, else the label."""
    names = (canonical_key(record, label) for record in _LABELLED)
    return next((name for name in names if name is not None), label)


def _changes(one: _State, other: _State, record: str, pair: Pair) -> Iterator[Change]:
    """Yield what changed in one record, with the values as they are written."""
    name = f"{record}s"
    if record == "handbook":
        written: Pair = one.plain["handbook"], other.plain["handbook"]
    else:
        written = one.written(name, pair[0]), other.written(name, pair[1])
    for change in compare_records(*pair, record):
        yield _as_written(change, written)


def _as_written(change: Change, written: Pair) -> Change:
    before, after = written
    if before is None or after is None:
        return replace(change, before=before, after=after)
    told: dict[str, Any] = {}
    if change.kind in ("removed", "changed"):
        told["before"] = _told(before, change.old_place)
    if change.kind in ("added", "changed"):
        told["after"] = _told(after, change.new_place)
    if change.kind == "moved":
        old, new = _told(before, change.old_place), _told(after, change.new_place)
        told["before"] = {**change.before, "text": main_text(old)}
        told["after"] = {**change.after, "text": main_text(new)}
    return replace(change, **told)


def _told(record: Plain, place: Place) -> Any:
    value: Any = record
    for step in place:
        value = value[step]
    return shown(value)
