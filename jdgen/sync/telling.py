"""Changes and conflicts as they are shown: lines for people, objects for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from jdgen.changes import Change
from jdgen.errors import Message, message
from jdgen.sync.merging import Conflict
from jdgen.sync.pipeline import Prepared
from jdgen.terms import Language, term

_LONGEST = 200
_STEP = re.compile(r"([^.\[\]]+)(?:\[([0-9]+)\])?")


def as_json(changes: Sequence[Change]) -> str:
    """Return changes as a list of objects with kind, role, field, before and after."""
    objects = [
        {
            "kind": change.kind,
            "role": change.role,
            "field": change.field,
            "before": _empty(change.before),
            "after": _empty(change.after),
        }
        for change in changes
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _empty(value: Any) -> Any:
    return "" if value is None else value


def heading(prepared: Prepared, role: str, field: str) -> str:
    """Return what a change belongs to: a post, a department, the handbook."""
    if role:
        return f"{prepared.titles.get(role, role)} ({role})"
    if field.startswith("department."):
        identifier = field.split(".")[1].split("[", maxsplit=1)[0]
        return f"{prepared.titles.get(identifier, identifier)} ({identifier})"
    return str(prepared.loaded.library.handbook.title)


def field_label(role: str, field: str, language: Language) -> str:
    """Return a field's path in the printed labels: ``任职资格 · 教育水平``."""
    record, path = "role", field
    if not role and field.startswith("department."):
        record, path = "department", field.split(".", 2)[2] if field.count(".") > 1 else ""
    elif not role:
        record, path = "handbook", field.removeprefix("handbook").lstrip(".")
    words = []
    for name, number in _STEP.findall(path):
        try:
            known = term(record, name)
        except KeyError:
            words.append(name)
            continue
        words.append(known.label(language) + (f" {number}" if number else ""))
        record = known.holds
    return " · ".join(words)


def tell_change(change: Change, language: Language) -> Iterator[Message]:
    """Yield the lines that show one change."""
    label = field_label(change.role, change.field, language)
    if not label:
        yield message("+ new") if change.kind == "added" else message("– deleted")
    elif change.kind == "added":
        yield message("+ {field}: {value}", field=label, value=text_of(change.after))
    elif change.kind == "removed":
        yield message("– {field}: {value}", field=label, value=text_of(change.before))
    elif change.kind == "moved":
        yield message(
            "↕ {field}: from place {old} to place {new}: {value}",
            field=label,
            old=change.before["position"],
            new=change.after["position"],
            value=text_of(change.after["text"]),
        )
    else:
        yield message("~ {field}:", field=label)
        yield message("    – {value}", value=text_of(change.before))
        yield message("    + {value}", value=text_of(change.after))


def tell_conflict(conflict: Conflict, language: Language) -> Iterator[Message]:
    """Yield the lines that show one conflict, with both sides."""
    label = field_label(conflict.role, conflict.field, language)
    if label:
        yield message("! {field}:", field=label)
    else:
        yield message("! the whole post:")
    yield message("    printed: {value}", value=text_of(conflict.printed))
    yield message("    the file: {value}", value=text_of(conflict.edited))
    yield message("    data/:    {value}", value=text_of(conflict.data))


def text_of(value: Any) -> str:
    """Return a value on one line, shortened where it is long."""
    text = _words(value)
    text = re.sub(r"\s*\n\s*", " ⏎ ", text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _words(value: Any) -> str:
    if value is None:
        return "∅"
    if isinstance(value, dict):
        if "title" in value:
            return str(value["title"])
        return " | ".join(_words(each) for each in value.values())
    if isinstance(value, (list, tuple)):
        return ", ".join(_words(each) for each in value)
    return str(value)
