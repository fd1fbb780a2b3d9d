"""A record as found to the values of a data file, with what must be looked at and what is left.

Nothing is dropped: a value that the model refuses, and a second value for a field that has one,
go to what is left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from jdgen.errors import Message, message
from jdgen.importers.blocks import Place
from jdgen.importers.recognised import Found, FoundRecord, Leftover
from jdgen.model import Department, Handbook, Record, Role

MODELS: Mapping[str, type[Record]] = {"handbook": Handbook, "department": Department, "role": Role}

Reason = Message | str


@dataclass(frozen=True)
class Line:
    """One field as the report shows it; ``reason`` says why it is to be checked, None if sure."""

    path: tuple[str | int, ...]
    value: Any
    source: str
    place: Place | None
    label: str = ""
    reason: Reason | None = None


@dataclass
class Draft:
    """A record on its way to a file: values by canonical names, as they will be written."""

    kind: str
    name: str
    place: Place | None
    values: dict[str, Any] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    left: list[Leftover] = field(default_factory=list)

    def guess(self, name: str, value: str, reason: Message) -> None:
        """Fill in a field that the document doesn't give."""
        self.values[name] = value
        self.lines.append(Line((name,), value, "", None, "", reason))

    def doubts(self) -> dict[tuple[str | int, ...], Reason]:
        """Return the paths that are to be checked, and why."""
        return {
            line.path: line.reason
            for line in self.lines
            if line.reason is not None and line.path and line.path[0] in self.values
        }


def draft(kind: str, found: FoundRecord) -> Draft:
    """Return the values of a record that was found, without required ones that are missing."""
    made = Draft(kind, found.name, found.place)
    made.left += found.leftovers
    for each in found.fields:
        _put(made, each)
    return made


def _put(made: Draft, found: Found) -> None:
    value = _plain(found.value)
    if value in ("", [], {}) or not found.path:
        if found.source.strip():
            made.left.append(Leftover(found.source, found.place, found.label))
        return
    *above, name = found.path
    holder: dict[str, Any] = made.values
    for part in above:
        inner = holder.setdefault(part, {})
        if not isinstance(inner, dict):
            made.left.append(Leftover(found.source, found.place, found.label))
            return
        holder = inner
    present = holder.get(name)
    if isinstance(present, list) and isinstance(value, list):
        holder[name] = present + [item for item in value if item not in present]
    elif isinstance(present, dict) and isinstance(value, dict):
        holder[name] = {**value, **present}
    elif present is not None:
        if present != value:
            made.left.append(Leftover(found.source, found.place, found.label))
        return
    else:
        holder[name] = value
    reason: Reason | None = None
    if not found.sure:
        reason = found.reason or message("recognised by what it looks like")
    made.lines.append(
        Line(tuple(found.path), value, found.source, found.place, found.label, reason)
    )


def _plain(value: Any) -> Any:
    """Return texts, lists and mappings without anything empty."""
    if isinstance(value, Mapping):
        items = {str(key): _plain(item) for key, item in value.items()}
        return {key: item for key, item in items.items() if item not in ("", [], {})}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [item for item in map(_plain, value) if item not in ("", [], {})]
    return "" if value is None else str(value).strip()


def settle(made: Draft) -> None:
    """Take out what the model refuses, until it refuses nothing: it is left over then."""
    for _ in range(200):
        try:
            MODELS[made.kind].model_validate(made.values)
        except ValidationError as failure:
            paths = {_cut(made.values, detail["loc"]) for detail in failure.errors()}
            for path in sorted(paths, key=lambda path: [str(part) for part in path], reverse=True):
                if path:
                    _take_out(made, path)
            if paths <= {()}:
                return
        else:
            return


def _cut(values: Any, location: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return so much of a path as there is; nothing for what is missing at the top."""
    path: list[str | int] = []
    for part in location:
        items = dict(enumerate(values)) if isinstance(values, list) else values
        if not isinstance(items, dict) or part not in items:
            break
        values = items[part]
        path.append(part)
    return tuple(path)


def _take_out(made: Draft, path: tuple[str | int, ...]) -> None:
    holder: Any = made.values
    try:
        for part in path[:-1]:
            holder = holder[part]
        value = holder[path[-1]]
        del holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
    line = next((each for each in made.lines if each.path == path[: len(each.path)]), None)
    place = (line.place if line else None) or made.place
    if place is not None:
        text = "\n".join(words(value))
        made.left.append(Leftover(text, place, line.label if line else ""))
    if line is not None and line.path == path:
        made.lines.remove(line)
    _prune(made.values)


def _prune(values: dict[str, Any]) -> None:
    for key in [key for key, value in values.items() if value in ([], {})]:
        del values[key]


def words(value: Any) -> Iterator[str]:
    """Yield each text of a value, in order."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from words(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from words(item)
    elif value is not None:
        yield str(value)
