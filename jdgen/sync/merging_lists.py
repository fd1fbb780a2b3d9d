"""Lists merged item by item, three ways.

Items are told apart by what they are in the printed list; what only one side has is new there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from jdgen.changes import shown
from jdgen.changes.lists import match

# An item: ("base", n) as printed, ("edited", n) new in the file, ("data", n) new in `data`.
_Item: TypeAlias = tuple[str, int]


class Where(Protocol):
    """The place of a list, which knows how values below it are merged and told."""

    def item(self, number: int) -> Where:
        """Return the place of an item."""

    def value(self, base: Any, edited: Any, held: Any) -> Any:
        """Return one value merged."""

    def differ(self, base: Any, edited: Any, held: Any) -> None:
        """Keep a conflict."""


@dataclass
class _Side:
    """One state of the list: its items in order, and each item's value."""

    order: list[_Item]
    values: dict[_Item, Any]


def merge_list(
    base: Sequence[Any], edited: Sequence[Any], held: Sequence[Any], where: Where
) -> list[Any]:
    """Return ``held`` with what the file did to ``base``; tells through ``where`` what can't be."""
    file = _side("edited", base, edited)
    data = _side("data", base, held)
    _unite_new(file, data)
    values = _values(base, file, data, where)
    order = _order(base, file, data, where)
    return [values[item] for item in order if item in values]


def _side(name: str, base: Sequence[Any], now: Sequence[Any]) -> _Side:
    known: dict[int, _Item] = {new: ("base", old) for old, new in match(base, now)}
    order = [known.get(number, (name, number)) for number in range(len(now))]
    return _Side(order, {item: now[number] for number, item in enumerate(order)})


def _unite_new(file: _Side, data: _Side) -> None:
    """Take what both sides put in alike for one item."""
    for number, item in enumerate(file.order):
        if item[0] == "base":
            continue
        for other in data.order:
            twin = other[0] == "data" and data.values[other] == file.values[item]
            if twin and other not in file.values:
                file.order[number] = other
                file.values[other] = file.values.pop(item)
                break


def _values(base: Sequence[Any], file: _Side, data: _Side, where: Where) -> dict[_Item, Any]:
    """Return the value of each item that is to stay."""
    values: dict[_Item, Any] = {}
    for item in dict.fromkeys((*data.order, *file.order)):
        if item[0] != "base":
            values[item] = data.values.get(item, file.values.get(item))
            continue
        printed = base[item[1]]
        now, held = file.values.get(item), data.values.get(item)
        if now is not None and held is not None:
            values[item] = where.item(data.order.index(item)).value(printed, now, held)
        elif now is None and held is not None and held != printed:
            where.differ(shown(printed), None, shown(held))
            values[item] = held
        elif held is None and now is not None and now != printed:
            where.differ(shown(printed), shown(now), None)
    return values


def _order(base: Sequence[Any], file: _Side, data: _Side, where: Where) -> list[_Item]:
    """Return all items in order: that of the side which changed it, new ones behind their own."""
    common = [("base", n) for n in range(len(base))]
    common = [item for item in common if item in file.values and item in data.values]
    in_file = [item for item in file.order if item in common]
    in_data = [item for item in data.order if item in common]
    first, second = (file, data) if in_data == common else (data, file)
    if common not in (in_file, in_data) and in_file != in_data:
        where.differ(*([shown(side[item]) for item in order] for side, order in (
            (dict(zip(common, (base[n] for _, n in common), strict=True)), common),
            (file.values, in_file), (data.values, in_data))))  # fmt: skip
    order = list(first.order)
    for number, item in enumerate(second.order):
        if item not in order:
            above = next((each for each in reversed(second.order[:number]) if each in order), None)
            order.insert(0 if above is None else order.index(above) + 1, item)
    return order
