"""Changes and conflicts as they are shown: lines for people, objects for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from jdgen.changes import Change, field_order
from jdgen.edit.text import SHORT
from jdgen.errors import Message, message
from jdgen.sync.merging import Conflict
from jdgen.sync.pipeline import Prepared
from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase

_LONGEST = 200
# How much of what two long texts have in common is shown before they differ.
_CONTEXT = 20
_SHORT_ITEM = 12
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
    steps = [(name, int(number) if number else None) for name, number in _STEP.findall(path)]
    return _labels(record, steps, language)


def change_label(change: Change, language: Language) -> str:
    """Return a change's path in the printed labels, with the number of an item of a list."""
    place = change.new_place if change.kind in ("added", "changed") else change.old_place
    if not place or change.kind == "moved":
        return field_label(change.role, change.field, language)
    record = "role"
    if not change.role:
        record = "department" if change.field.startswith("department.") else "handbook"
    steps: list[tuple[str, int | None]] = []
    for step in place:
        if isinstance(step, int) and steps:
            steps[-1] = (steps[-1][0], step + 1)
        else:
            steps.append((str(step), None))
    return _labels(record, steps, language)


def _labels(record: str, steps: Sequence[tuple[str, int | None]], language: Language) -> str:
    words: list[str] = []
    for name, number in steps:
        if name == "text" and words and record in SHORT:
            # What a duty says is the duty.
            continue
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
    label = change_label(change, language)
    if not label:
        yield from _tell_record(change, language)
    elif change.kind == "added":
        yield message("+ added {field}: {value}", field=label,
                      value=text_of(change.after, language))  # fmt: skip
    elif change.kind == "removed":
        yield message("- removed {field}: {value}", field=label,
                      value=text_of(change.before, language))  # fmt: skip
    elif change.kind == "moved":
        yield message(
            "* moved {field}, from place {old} to place {new}: {value}",
            field=label,
            old=change.before["position"],
            new=change.after["position"],
            value=text_of(change.after["text"], language),
        )
    else:
        before, after = _pair(change.before, change.after, language)
        yield message("* changed {field}:", field=label)
        yield message("    before: {value}", value=before)
        yield message("    now:    {value}", value=after)


def _tell_record(change: Change, language: Language) -> Iterator[Message]:
    """Yield what becomes of a whole post or department; of a new one all that it says."""
    record = "role" if change.role else "department"
    if change.kind == "removed":
        yield message("- removed altogether, with its file")
        return
    yield message("+ new:")
    for name in field_order(record, change.after):
        if name not in ("id", "title", "name"):
            value = text_of(change.after[name], language)
            yield message("    {field}: {value}", field=term(record, name).label(language),
                          value=value)  # fmt: skip


def tell_conflict(conflict: Conflict, language: Language) -> Iterator[Message]:
    """Yield the lines that show one conflict, with both sides."""
    label = field_label(conflict.role, conflict.field, language)
    if label:
        yield message("! {field}:", field=label)
    else:
        yield message("! the whole post:")
    yield message("    printed:  {value}", value=text_of(conflict.printed, language))
    yield message("    the file: {value}", value=text_of(conflict.edited, language))
    yield message("    data/:    {value}", value=text_of(conflict.data, language))


def text_of(value: Any, language: Language) -> str:
    """Return a value on one line, shortened where it is long."""
    text = _in_line(value, language)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _pair(before: Any, after: Any, language: Language) -> tuple[str, str]:
    """Return both values of a change; of long ones the part where they differ."""
    one, other = _in_line(before, language), _in_line(after, language)
    if max(len(one), len(other)) <= _LONGEST:
        return one, other
    same = next(n for n, (a, b) in enumerate(zip_longest(one, other)) if a != b)
    start = max(0, same - _CONTEXT)
    found = [("…" if start else "") + each[start:] for each in (one, other)]
    one, other = (e if len(e) <= _LONGEST else e[: _LONGEST - 1] + "…" for e in found)
    return one, other


def _in_line(value: Any, language: Language) -> str:
    return re.sub(r"\s*\n\s*", " ⏎ ", _words(value, language))


def _words(value: Any, language: Language) -> str:
    if value is None:
        return "∅"
    if isinstance(value, dict):
        if "title" in value:
            return str(value["title"])
        return " | ".join(_words(each, language) for each in value.values())
    if isinstance(value, (list, tuple)):
        separator = phrase("list_separator", language)
        if any(isinstance(each, dict) or len(str(each)) > _SHORT_ITEM for each in value):
            separator = " / "
        return separator.join(_words(each, language) for each in value)
    return str(value)
