"""Records while they are being put together: fields joined, refused values kept as passages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from jdgen.errors import message
from jdgen.importers.blocks import Place
from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.values import Passage, Read, Value
from jdgen.importers.recognised import FieldPath, Found, FoundRecord, Leftover
from jdgen.model import Department, Handbook, Role

TITLES = {"role": "title", "department": "name", "handbook": "title"}
_MODELS: Mapping[str, tuple[type[BaseModel], Mapping[str, Any]]] = {
    "role": (Role, {"id": "x", "title": "x", "department": "x"}),
    "department": (Department, {"id": "x", "name": "x"}),
    "handbook": (Handbook, {"title": "x", "organisation": "x"}),
}
NEAR_LABEL = message("the label is not spelt as usual")


class Builder:
    """One post, department or handbook; what it can't take in becomes a leftover."""

    def __init__(self, record: str, name: str, place: Place, *, sure: bool = True) -> None:
        self.record = record
        self.name = name
        self.place = place
        self.sure = sure
        self.titled = False
        # The department whose section the record stands in, if it stands in one.
        self.section = ""
        self.fields: dict[FieldPath, Found] = {}
        self.leftovers: list[Leftover] = []

    def __contains__(self, path: FieldPath) -> bool:
        return path in self.fields

    def read(self, found: Read, *, sure: bool = True) -> None:
        """Take in what was read behind a label."""
        if isinstance(found, Passage):
            self.leave(found.text, found.place, found.heading)
            return
        reason = found.reason or ("" if sure else NEAR_LABEL)
        self.put(
            Found(
                found.path, found.plain, found.source, found.place, found.label, not reason, reason
            )
        )

    def put(self, found: Found) -> None:
        """Take in a field: joined to what is there, or left over where that can't be."""
        if not self._allowed(found.path, found.value):
            self.leave(found.source, found.place, found.label)
            return
        there = self.fields.get(found.path)
        if there is None:
            self.fields[found.path] = found
        elif isinstance(there.value, list) and isinstance(found.value, list):
            self._extend(there, found)
        elif _same(there.value, found.value):
            return
        elif found.path[0] == "qualifications" and found.label and found.label != there.label:
            row = {"label": found.label, "text": str(found.value)}
            self.put(replace(found, path=("qualifications", "groups"), value=[row]))
        elif _joinable(there.value, found.value):
            self.fields[found.path] = replace(there, value={**found.value, **there.value})
        elif found.path == ("summary",):
            value = f"{there.value}\n{found.value}"
            source = f"{there.source}\n{found.source}"
            self.fields[found.path] = replace(there, value=value, source=source)
        else:
            self.leave(found.source, found.place, found.label)

    def _extend(self, there: Found, found: Found) -> None:
        new = [each for each in found.value if each not in there.value]
        if new:
            self.fields[found.path] = replace(
                there,
                value=[*there.value, *new],
                source=f"{there.source}\n{found.source}",
                sure=there.sure and found.sure,
                reason=there.reason or found.reason,
            )

    def leave(self, text: str, place: Place, heading: str = "") -> None:
        """Keep a passage that no field takes."""
        if text.strip():
            self.leftovers.append(Leftover(text.strip(), place, heading))

    def merge(self, other: Builder) -> None:
        """Take in another record of the same name."""
        for found in other.fields.values():
            self.put(found)
        self.leftovers += other.leftovers
        self.sure = self.sure or other.sure

    def built(self) -> FoundRecord:
        """Return what was put together."""
        return FoundRecord(
            self.name, self.place, tuple(self.fields.values()), tuple(self.leftovers)
        )

    def _allowed(self, path: FieldPath, value: Any) -> bool:
        """Whether the model takes ``value`` for a field."""
        model, required = _MODELS[self.record]
        data: Any = value
        for name in reversed(path):
            data = {name: data}
        try:
            model.model_validate({**required, **data})
        except ValidationError:
            return False
        return True


def _same(one: Any, other: Any) -> bool:
    return plain_label(str(one)) == plain_label(str(other))


def _joinable(one: Any, other: Any) -> bool:
    """Whether two mappings say nothing different of one thing."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    return all(one[name] == other[name] for name in one.keys() & other.keys())


def alike(one: str, other: str) -> bool:
    """Whether two names are the same but for spaces, width and script; no name is like another."""
    return bool(one) and plain_label(one) == plain_label(other)


def value_of(builder: Builder, *path: str) -> Any:
    """Return a field's value, None where there is none."""
    found = builder.fields.get(path)
    return found.value if found else None


def titled(value: Value, builder: Builder) -> None:
    """Give a record the name that its title's label says."""
    builder.name = str(value.plain)
    builder.titled = True
    builder.fields.pop((TITLES[builder.record],), None)
    builder.read(value)
