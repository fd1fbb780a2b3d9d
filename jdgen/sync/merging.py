"""Three states of the data made one: what was printed, what the edited file has, what ``data`` has.

For every reader of an edited file (Word, the roster) the way is the same::

    taken = Taken(printed, edited, covered)        # by the reader
    merged = merge(taken, plain(library))          # here
    merged.data, merged.conflicts                  # what data is to say; where both sides differ

All three are plain values in the form of :func:`jdgen.changes.plain`: ``{"handbook": {…},
"departments": [{…}], "roles": [{…}]}``, each record by canonical names, with its ``id``, empty
fields left out, a headcount as its text. ``printed`` is None where the file has lost it: then what
``data`` says now counts as printed, and nothing can be a conflict. ``covered`` names the fields of
each record that the file carries at all; all others stay as they are in ``data``, whatever the
other two say. A record that ``edited`` lacks and ``printed`` has was deleted; one that only
``edited`` has is new, and its id is free.

A field that only the file changed takes the file's value, one that only ``data`` changed keeps
that of ``data``, one that both changed alike is no matter. Lists are merged item by item, records
in them field by field. Where both sides changed one thing differently, ``data`` keeps its value
and the conflict is told with both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jdgen.changes import Plain
from jdgen.sync.merging_lists import merge_list

Covered = Mapping[str, frozenset[str]]
"""The fields that a file carries, for ``handbook``, ``department`` and ``role``."""

SECTIONS = (("departments", "department"), ("roles", "role"))


@dataclass(frozen=True)
class Taken:
    """What was read from an edited file (see the module's text)."""

    printed: Plain | None
    edited: Plain
    covered: Covered


@dataclass(frozen=True)
class Conflict:
    """One thing that the file and ``data`` both changed, each in its own way.

    ``role`` and ``field`` as in :class:`jdgen.changes.Change`; None stands for "not there".
    """

    role: str
    field: str
    printed: Any
    edited: Any
    data: Any


@dataclass(frozen=True)
class Merged:
    """What ``data`` is to say, and what could not be merged."""

    data: Plain
    conflicts: tuple[Conflict, ...]


def merge(taken: Taken, data: Plain) -> Merged:
    """Return ``data`` with the changes of the file (see the module's text)."""
    return _Merging(taken, data).run()


class _Merging:
    def __init__(self, taken: Taken, data: Plain) -> None:
        self.taken = taken
        self.data = data
        self.conflicts: list[Conflict] = []

    def run(self) -> Merged:
        base = self._kept(self.data if self.taken.printed is None else self.taken.printed)
        edited = self._kept(self.taken.edited)
        held = self._kept(self.data)
        carried = self.taken.covered.get("handbook", frozenset())
        handbook = _Fields(self, "", "handbook").merge(
            base["handbook"], edited["handbook"], held["handbook"]
        )
        merged: dict[str, Any] = {
            "handbook": {**handbook, **_without(self.data["handbook"], carried)}
        }
        for section, record in SECTIONS:
            merged[section] = self._records(section, record, base, edited)
        return Merged(merged, tuple(self.conflicts))

    def _kept(self, whole: Plain) -> dict[str, Any]:
        """Return only what the file carries."""
        covered = self.taken.covered
        return {
            "handbook": _only(whole.get("handbook", {}), covered.get("handbook", frozenset())),
            **{
                section: [_only(each, covered.get(record, frozenset()) | {"id"})
                          for each in whole.get(section, ())]
                for section, record in SECTIONS
            },
        }  # fmt: skip

    def _records(self, section: str, record: str, base: Plain, edited: Plain) -> list[Any]:
        printed = {each["id"]: each for each in base[section]}
        now = {each["id"]: each for each in edited[section]}
        carried = self.taken.covered.get(record, frozenset()) | {"id"}
        merged = []
        for each in self.data[section]:
            identifier = each["id"]
            held = _only(each, carried)
            before, after = printed.get(identifier), now.get(identifier)
            role = identifier if record == "role" else ""
            words = "" if record == "role" else f"department.{identifier}"
            if after is None and before is not None:
                if held == before:
                    continue
                self.conflicts.append(Conflict(role, words, before, None, held))
            elif after is not None and before is not None:
                changed = _Fields(self, role, words).merge(before, after, held)
                merged.append({**changed, **_without(each, carried)})
                continue
            elif after is not None and after != held:
                # Not printed, and in both now: whoever wrote it into `data` may know better.
                self.conflicts.append(Conflict(role, words, None, after, held))
            merged.append(each)
        known = {each["id"] for each in self.data[section]}
        for each in edited[section]:
            identifier = each["id"]
            if identifier in known:
                continue
            before = printed.get(identifier)
            if before is None:
                merged.append(each)
            elif before != each:
                role = identifier if record == "role" else ""
                words = "" if record == "role" else f"department.{identifier}"
                self.conflicts.append(Conflict(role, words, before, each, None))
        return merged


@dataclass
class _Fields:
    """The fields of one record, and where in it one is."""

    merging: _Merging
    role: str
    words: str

    def merge(self, base: Plain, edited: Plain, held: Plain) -> dict[str, Any]:
        """Return the record merged, field by field."""
        merged = dict(held)
        for name in {**base, **edited}:
            value = self._below(name).value(base.get(name), edited.get(name), held.get(name))
            if value is None:
                merged.pop(name, None)
            else:
                merged[name] = value
        return merged

    def _below(self, name: str) -> _Fields:
        words = f"{self.words}.{name}" if self.words else name
        return _Fields(self.merging, self.role, words)

    def item(self, number: int) -> _Fields:
        """Return the place of an item of a list, counted from 0."""
        return _Fields(self.merging, self.role, f"{self.words}[{number + 1}]")

    def value(self, base: Any, edited: Any, held: Any) -> Any:
        """Return one value merged; where that can't be, what ``data`` has, and tell."""
        if edited in (base, held):
            return held
        if held == base:
            return edited
        there = [each for each in (base, edited, held) if each is not None]
        if all(isinstance(each, dict) for each in there):
            return self.merge(base or {}, edited or {}, held or {}) or None
        if all(isinstance(each, (list, tuple)) for each in there):
            return merge_list(base or [], edited or [], held or [], self) or None
        self.differ(base, edited, held)
        return held

    def differ(self, base: Any, edited: Any, held: Any) -> None:
        """Keep a conflict."""
        self.merging.conflicts.append(Conflict(self.role, self.words, base, edited, held))


def _only(record: Plain, names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name in names}


def _without(record: Plain, names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}
