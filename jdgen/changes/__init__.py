"""What changed between two states of the data, by meaning: posts and fields, not lines.

``jdgen sync`` and ``jdgen compare`` print the same list. Posts are the same if they have the same
id, else the same title; items of lists if they are equal, else most alike (``lists``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, Literal

from jdgen.changes.lists import main_name, main_text, match, moved
from jdgen.model import Library
from jdgen.terms import TERMS, term

Kind = Literal["added", "removed", "changed", "moved"]

Plain = Mapping[str, Any]
"""A library as plain values: ``handbook`` a mapping, ``departments`` and ``roles`` lists."""

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One change of one field.

    ``role`` is the post's id, empty for the handbook and for departments' fields, whose ``field``
    begins with ``department.ID`` or ``handbook``. ``field`` is the path by canonical names
    (``qualifications.education``, ``duties``); a field inside an item of a list tells which item
    (``duties[2].share``, counted from 1 in the new state); empty where the whole record was added
    or removed. ``before`` and ``after`` are the value's text, or its plain value where it is no
    text; None where there is none. For ``moved``, both are the item's text and its position, from
    1: ``{"text": …, "position": …}``.

    ``old_place`` and ``new_place`` are the exact paths in the two states, below the record, by
    which the change can be carried out again (positions from 0); no part of what the change is.
    """

    kind: Kind
    role: str
    field: str
    before: Any
    after: Any
    old_place: Place = attribute(default=(), compare=False)
    new_place: Place = attribute(default=(), compare=False)


def plain(library: Library) -> dict[str, Any]:
    """Return a library as plain values: what is empty or as by default is left out.

    A headcount is its text, as written.
    """
    whole: dict[str, Any] = library.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True
    )
    # The one field whose default says something.
    whole["handbook"].setdefault("language", library.handbook.language)
    return {
        "handbook": _texts(whole["handbook"]),
        "departments": [_texts(each) for each in whole.get("departments", ())],
        "roles": [_texts(each) for each in whole.get("roles", ())],
    }


def _texts(value: Any) -> Any:
    """Return plain values with each headcount as its text."""
    if isinstance(value, dict):
        if value.keys() == {"text", "number", "exact"}:
            return value["text"]
        return {name: _texts(each) for name, each in value.items()}
    return [_texts(each) for each in value] if isinstance(value, (list, tuple)) else value


def compare(old: Library, new: Library) -> tuple[Change, ...]:
    """Return what changed from ``old`` to ``new``: handbook, departments, then posts."""
    return compare_plain(plain(old), plain(new))


def compare_plain(old: Plain, new: Plain) -> tuple[Change, ...]:
    """Return what changed between two libraries as plain values (see :func:`plain`)."""
    return tuple(_compare(old, new))


def _compare(old: Plain, new: Plain) -> Iterator[Change]:
    yield from compare_records(old.get("handbook", {}), new.get("handbook", {}), "handbook")
    for name, record, title in (("departments", "department", "name"), ("roles", "role", "title")):
        for before, after in paired(old.get(name, ()), new.get(name, ()), title):
            yield from compare_records(before, after, record)


def compare_records(old: Plain | None, new: Plain | None, record: str) -> Iterator[Change]:
    """Yield what changed in one record, ``handbook``, ``department`` or ``role``.

    None where there is none on that side; not on both.
    """
    known = old if new is None else new
    identifier = str(known.get("id", "")) if known is not None else ""
    role = identifier if record == "role" else ""
    above = {"role": "", "department": f"department.{identifier}"}.get(record, record)
    if new is None:
        yield Change("removed", role, above, old, None)
    elif old is None:
        yield Change("added", role, above, None, new)
    else:
        yield from _record(old, new, record, _Spot(role, above))


def paired(
    old: Sequence[Plain], new: Sequence[Plain], title: str
) -> Iterator[tuple[Plain | None, Plain | None]]:
    """Yield records that are the same by id, else by title; None where one side lacks it.

    In the order of ``new``; those that are gone stand last.
    """
    by_id = {each["id"]: each for each in old}
    new_ids = {each["id"] for each in new}
    by_title: dict[str, Plain] = {}
    for each in old:
        if each["id"] not in new_ids:
            by_title.setdefault(str(each.get(title)), each)
    found: set[str] = set()
    for each in new:
        before = by_id.get(each["id"]) or by_title.pop(str(each.get(title)), None)
        if before is not None:
            found.add(before["id"])
        yield before, each
    for each in old:
        if each["id"] not in found:
            yield each, None


@dataclass(frozen=True)
class _Spot:
    """Where in which record: the field's path in words, and both exact paths."""

    role: str
    words: str
    old: Place = ()
    new: Place = ()

    def below(self, name: str, *, joined: bool = True) -> _Spot:
        """Return the place of a field; ``joined`` False where it stands for the whole."""
        words = f"{self.words}.{name}" if self.words and joined else self.words or name
        return _Spot(self.role, words, (*self.old, name), (*self.new, name))

    def item(self, old: int, new: int) -> _Spot:
        """Return the place of an item whose own fields are told."""
        return _Spot(self.role, f"{self.words}[{new + 1}]", (*self.old, old), (*self.new, new))


def _record(old: Plain, new: Plain, record: str, place: _Spot) -> Iterator[Change]:
    for name in field_order(record, {**old, **new}):
        holds = _holds(record, name)
        yield from _value(old.get(name), new.get(name), holds, place.below(name))


def field_order(record: str, names: Mapping[str, Any]) -> list[str]:
    """Return the names of fields in the order of the vocabulary, others behind them."""
    known = [each.name for each in TERMS.get(record, ())]
    rank = {name: number for number, name in enumerate(known)}
    return sorted(names, key=lambda name: (rank.get(name, len(rank)), name))


def _holds(record: str, name: str) -> str:
    try:
        return term(record, name).holds
    except KeyError:
        return ""


def _value(old: Any, new: Any, record: str, place: _Spot) -> Iterator[Change]:
    if old == new:
        return
    if _group(old, new):
        yield from _record(old or {}, new or {}, record, place)
    elif isinstance(old or new, list) and isinstance(new or old, list):
        yield from _list(old or [], new or [], record, place)
    else:
        kind: Kind = "added" if old is None else "removed" if new is None else "changed"
        yield Change(kind, place.role, place.words, old, new, place.old, place.new)


def _group(old: Any, new: Any) -> bool:
    """Whether both are groups of fields; one that is missing is empty, if the other is not."""
    if isinstance(old, dict) and isinstance(new, dict):
        return True
    there = old if new is None else new if old is None else None
    return isinstance(there, dict) and bool(there)


def _list(old: list[Any], new: list[Any], record: str, place: _Spot) -> Iterator[Change]:
    pairs = match(old, new)
    out_of_order = moved(pairs)
    to_old = {second: first for first, second in pairs}
    kept = {first for first, _ in pairs}
    gone = [number for number in range(len(old)) if number not in kept]
    for number, item in enumerate(new):
        before = to_old.get(number)
        if before is None:
            yield Change("added", place.role, place.words, None, shown(item), place.old,
                         (*place.new, number))  # fmt: skip
            continue
        while gone and gone[0] < before and number not in out_of_order:
            yield _removed(old, gone.pop(0), place)
        yield from _item(old[before], item, record, (place, before, number))
        if number in out_of_order:
            yield Change(
                "moved", place.role, place.words,
                {"text": main_text(item), "position": before + 1},
                {"text": main_text(item), "position": number + 1},
                (*place.old, before), (*place.new, number),
            )  # fmt: skip
    for number in gone:
        yield _removed(old, number, place)


def _removed(old: list[Any], number: int, place: _Spot) -> Change:
    return Change("removed", place.role, place.words, shown(old[number]), None,
                  (*place.old, number), place.new)  # fmt: skip


def _item(old: Any, new: Any, record: str, where: tuple[_Spot, int, int]) -> Iterator[Change]:
    place, before, after = where
    if old == new:
        return
    inside = place.item(before, after)
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield Change("changed", place.role, place.words, old, new, inside.old, inside.new)
        return
    main = main_name(new)
    for name in field_order(record, {**old, **new}):
        below = inside.below(name)
        if name == main and name == main_name(old):
            # The item's words stand for the item: `duties`, not `duties[2].text`.
            below = _Spot(place.role, place.words, below.old, below.new)
        yield from _value(old.get(name), new.get(name), _holds(record, name), below)


def shown(item: Any) -> Any:
    """Return an item as it is told: a record of nothing but its words is those words."""
    if isinstance(item, dict) and item.keys() == {"text"}:
        return item["text"]
    return item
