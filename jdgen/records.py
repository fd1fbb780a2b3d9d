"""Plain values with places, as ``source`` reads them, to typed records of the model.

Two steps, so that every problem of a file is found in one go and is told in the user's own
spelling: keys are translated to canonical names first (unknown and doubled ones are reported with
the nearest known key), then the model types the values.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.model import Record
from jdgen.source import Document, Plain
from jdgen.terms import TERMS, canonical_key, term
from jdgen.theme import Theme

Path = tuple[str | int, ...]
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass
class _Reading:
    """One file on its way from plain values to a record."""

    document: Document
    extra_keys: Mapping[str, str]
    written: dict[Path, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_record(
    document: Document,
    record: str,
    model: type[AnyRecord],
    extra_keys: Mapping[str, str] | None = None,
) -> tuple[AnyRecord | None, Mapping[Path, Location], list[Problem]]:
    """Type the top mapping of ``document`` as ``model``.

    ``extra_keys`` maps further labels (a handbook's own ``标签``) to canonical names. Returns the
    record (None if there are problems), where each canonical path was written, and the problems.
    """
    reading = _Reading(document, extra_keys or {})
    plain = _translate(reading, document.value, record, (), ())
    places = {path: document.locate(raw) for path, raw in reading.written.items()}
    if reading.problems and plain is None:
        return None, places, reading.problems
    try:
        value = model.model_validate(plain)
    except ValidationError as failure:
        for detail in failure.errors():
            reading.problems.append(_explain(reading, record, detail))
        return None, places, reading.problems
    return (None if reading.problems else value), places, reading.problems


def read_theme(document: Document) -> Theme:
    """Type a theme's file; its keys are English.

    Raises InputError with every problem of the file, a style that pages need and it lacks included.
    """
    reading = _Reading(document, {})
    plain = _translate(reading, document.value, "", (), ())
    try:
        theme = Theme.model_validate(plain)
    except ValidationError as failure:
        raise InputError(_explain(reading, "", detail) for detail in failure.errors()) from failure
    if theme.missing_styles:
        raise InputError(
            Problem(
                document.locate(("styles",)),
                message("the style “{name}” is missing", name=name),
                message("copy its line from the theme “standard” that came with jdgen"),
                f"styles.{name}",
            )
            for name in theme.missing_styles
        )
    return theme


def _translate(
    reading: _Reading, value: Plain, record: str, path: Path, raw_path: Path
) -> Any:
    """Return ``value`` with canonical keys, dropping what is empty; note where each path is."""
    reading.written[path] = raw_path
    if isinstance(value, list):
        return [
            _translate(reading, item, record, (*path, index), (*raw_path, index))
            for index, item in enumerate(value)
            if item is not None
        ]
    if not isinstance(value, dict):
        return value
    if not record:
        return {
            key: _translate(reading, item, "", (*path, key), (*raw_path, key))
            for key, item in value.items()
        }
    translated: dict[str, Any] = {}
    first_key: dict[str, str] = {}
    for key, item in value.items():
        name = canonical_key(record, key)
        if name is None and record == "role":
            name = reading.extra_keys.get(key)
        if name is None:
            reading.problems.append(_unknown_key(reading, record, key, (*raw_path, key)))
            continue
        if name in first_key:
            reading.problems.append(
                Problem(
                    reading.document.locate_key((*raw_path, key)),
                    message(
                        "“{key}” and “{other}” are two names for the same field",
                        key=key,
                        other=first_key[name],
                    ),
                    message("keep one of the two"),
                    _spell((*raw_path, key)),
                )
            )
            continue
        first_key[name] = key
        holds = term(record, name).holds
        below = _translate(reading, item, holds, (*path, name), (*raw_path, key))
        if below is not None:
            translated[name] = below
    return translated


def _spell(raw_path: Path) -> str:
    """Write a path as the user reads it: 任职资格.年龄要求, items counted from 1."""
    words = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in raw_path]
    return "".join(words).lstrip(".")


def _unknown_key(reading: _Reading, record: str, key: str, raw_path: Path) -> Problem:
    spellings = [spelling for known in TERMS[record] for spelling in known.keys()]
    spellings += list(reading.extra_keys) if record == "role" else []
    near = difflib.get_close_matches(key, spellings, n=1, cutoff=0.5)
    hint: Message
    if near:
        hint = message("did you mean “{near}”?", near=near[0])
    else:
        labels = "、".join(known.zh for known in TERMS[record])
        hint = message("the keys known here are: {labels}", labels=labels)
    return Problem(
        reading.document.locate_key(raw_path),
        message("there is no field called “{key}”", key=key),
        hint,
        _spell(raw_path),
    )


def _explain(reading: _Reading, record: str, detail: Any) -> Problem:
    """Turn one finding of the model into words, with the place and the key as written."""
    path: Path = tuple(detail["loc"])
    kind: str = detail["type"]
    raw = _written_path(reading, path)
    location = reading.document.locate(raw)
    value = detail.get("input")
    if kind == "missing":
        missing = str(path[-1])
        label = _label(record, path, missing)
        parent = _written_path(reading, path[:-1])
        return Problem(
            reading.document.locate(parent),
            message("“{label}” is missing", label=label),
            message("add a line “{label}: …”", label=label),
            _spell((*parent, label)),
        )
    what, hint = _EXPLANATIONS.get(kind, (_NOT_USABLE, _SEE_DOCS))
    choices = detail.get("ctx", {}).get("expected", "")
    shown = value if isinstance(value, str) else ""
    return Problem(
        location,
        message(what.text, value=shown),
        message(hint.text, choices=str(choices).replace("'", "").replace(" or ", ", ")),
        _spell(raw),
    )


def _written_path(reading: _Reading, path: Path) -> Path:
    """Return how ``path`` was written; the nearest written ancestor when it wasn't."""
    for end in range(len(path), -1, -1):
        if path[:end] in reading.written:
            return reading.written[path[:end]]
    return ()


def _label(record: str, path: Path, name: str) -> str:
    """Return the Chinese label of the field at ``path``, for messages about what is missing."""
    if not record:
        return name
    current = record
    for part in path[:-1]:
        if isinstance(part, str):
            current = term(current, part).holds
    try:
        return term(current, name).zh
    except KeyError:
        return name


_NOT_USABLE = message("this value can't be used here: {value}")
_SEE_DOCS = message("look at the example project for how this field is written")
_EXPLANATIONS: Mapping[str, tuple[Message, Message]] = {
    "string_type": (
        message("a single text is expected here, but this is a list or has fields of its own"),
        message("write it as one text after the colon"),
    ),
    "string_too_short": (
        message("this text is empty"),
        message("write something, or delete the line"),
    ),
    "string_pattern_mismatch": (
        message("“{value}” can't be an id"),
        message(
            "an id starts with a small letter and has only small letters, digits and hyphens, "
            "32 at most, such as sales-manager"
        ),
    ),
    "tuple_type": (
        message("a list is expected here"),
        message("write each item on its own line, beginning with “- ”"),
    ),
    "model_type": (
        message("fields are expected here, each on its own line as “name: value”"),
        message("indent the fields by two spaces below the key"),
    ),
    "mapping_type": (
        message("fields are expected here, each on its own line as “name: value”"),
        message("indent the fields by two spaces below the key"),
    ),
    "dict_type": (
        message("fields are expected here, each on its own line as “name: value”"),
        message("indent the fields by two spaces below the key"),
    ),
    "literal_error": (
        message("“{value}” is not one of the words allowed here"),
        message("write one of: {choices}"),
    ),
    "whole_number": (
        message("“{value}” is not a whole number"),
        message("write a whole number such as 3"),
    ),
    "extra_forbidden": (
        message("there is no field of this name here"),
        message("take the line out, or correct the name"),
    ),
    "number": (
        message("“{value}” is not a number"),
        message("write a number such as 10.5"),
    ),
    "int_type": (
        message("a whole number is expected here"),
        message("write a whole number such as 3"),
    ),
}
