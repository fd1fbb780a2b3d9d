"""Plain values with places, as ``source`` reads them, to typed records of the model.

Two steps, so that every problem of a file is found in one go and is told in the user's own
spelling: keys are translated to canonical names first (unknown and doubled ones are reported with
the nearest known key), then the model types the values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, get_args

from pydantic import ValidationError

from jdgen.errors import InputError, Kind, Location, Problem, message
from jdgen.model import Record
from jdgen.model.fields import split_names
from jdgen.records.keys import (
    NO_OWN_LABELS,
    SHORT_FORMS,
    OwnLabels,
    Spelling,
    spelling_of,
    unknown_key,
)
from jdgen.records.type_errors import explain_name, explain_value
from jdgen.records.written import Written
from jdgen.source import Document, Path, Plain, spell_path
from jdgen.terms import canonical_key, term
from jdgen.theme import STYLES, FontRole, Theme

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class Read(Generic[AnyRecord]):
    """What one file was read to.

    ``record`` is None if there are problems; ``plain`` is what could be made out all the same, by
    canonical names. ``written`` says where each canonical path stands and how its key is written.
    """

    file: str
    record: AnyRecord | None
    plain: Any
    written: Written
    problems: tuple[Problem, ...]

    def text(self, name: str) -> str | None:
        """Return a field of the top that holds one text, None if it is missing or no text."""
        found = self.plain.get(name) if isinstance(self.plain, dict) else None
        return found if isinstance(found, str) else None

    def names(self, name: str) -> tuple[str, ...]:
        """Return the names that a field of the top lists, whether in one text or as items."""
        found = split_names(self.plain.get(name)) if isinstance(self.plain, dict) else None
        items = found if isinstance(found, list) else []
        return tuple(each for each in items if isinstance(each, str))

    def locate(self, *path: str | int) -> Location:
        """Return where ``path`` stands, the file as a whole if it doesn't."""
        known = path in self.written.paths
        return self.written.place(path) if known else Location(self.file)


@dataclass
class _Reading:
    """One file on its way from plain values to a record; ``written`` maps canonical paths."""

    document: Document
    record: str
    own: OwnLabels = NO_OWN_LABELS
    written: dict[Path, Path] = field(default_factory=dict)
    misspelt: dict[Path, set[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def whole(self) -> tuple[Plain, str]:
        """The file's top mapping and the record that it is."""
        return self.document.value, self.record

    def nearest(self, path: Path) -> Path:
        """Return how ``path`` was written; the nearest written ancestor when it wasn't."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.written:
                return self.written[path[:end]]
        return ()

    def at(self, raw: Path) -> Plain:
        """Return the value at a path as written."""
        value: Any = self.document.value
        for part in raw:
            value = value[part]
        return value  # type: ignore[no-any-return]  # a part of Plain is Plain


def read_record(
    document: Document, record: str, model: type[AnyRecord], own: OwnLabels = NO_OWN_LABELS
) -> Read[AnyRecord]:
    """Type the top mapping of ``document`` as ``model``; ``own`` are further names of fields."""
    reading = _Reading(document, record, own)
    plain = _translate(reading, document.value, record, (), ())
    value: AnyRecord | None = None
    try:
        value = model.model_validate(plain)
    except ValidationError as failure:
        reading.problems += _explain_all(reading, failure)
    return Read(
        document.file,
        None if reading.problems else value,
        plain,
        Written(document.file, (reading.written, document.value_places.marks)),
        tuple(reading.problems),
    )


def read_theme(document: Document) -> Theme:
    """Type a theme's file; its keys are English.

    Raises InputError with every problem of the file, a style that pages need and it lacks included.
    """
    reading = _Reading(document, "")
    plain = _translate(reading, document.value, "", (), ())
    theme: Theme | None = None
    try:
        theme = Theme.model_validate(plain)
    except ValidationError as failure:
        reading.problems += _explain_all(reading, failure)
    reading.problems += _missing_parts(reading, plain)
    if theme is None or reading.problems:
        raise InputError(reading.problems)
    return theme


def _missing_parts(reading: _Reading, plain: Any) -> Iterator[Problem]:
    """Yield what a theme must have below ``fonts`` and ``styles``, which the model leaves open."""
    hint = message("copy its lines from the theme “standard” that came with jdgen")
    for name, needed in (("fonts", get_args(FontRole)), ("styles", STYLES)):
        part = plain.get(name) if isinstance(plain, dict) else None
        if isinstance(part, dict):
            place = reading.document.locate_key((name,))
            known = {*part, *reading.misspelt.get((name,), ())}
            for missing in (each for each in needed if each not in known):
                what = message("“{label}” is missing", label=missing)
                yield Problem(place, what, hint, f"{name}.{missing}")


def _translate(reading: _Reading, value: Plain, record: str, path: Path, raw: Path) -> Any:
    """Return ``value`` with canonical keys, dropping what is empty; note where each path is."""
    reading.written[path] = raw
    if isinstance(value, list):
        return _translate_list(reading, value, record, path, raw)
    if not isinstance(value, dict):
        return value
    if not record:
        return {
            key: _translate(reading, item, "", (*path, key), (*raw, key))
            for key, item in value.items()
            if item is not None
        }
    translated: dict[str, Any] = {}
    first_key: dict[str, str] = {}
    for key, item in value.items():
        name = canonical_key(record, key) or reading.own.canonical(record, key)
        if name is None:
            if not reading.own.may_be(key):
                spelling = spelling_of((value, record), reading.whole)
                place = reading.document.locate_key((*raw, key))
                what, hint = unknown_key(reading.own, (reading.record, record), key, spelling)
                reading.problems.append(
                    Problem(place, what, hint, spell_path((*raw, key)), Kind.KEY)
                )
                reading.misspelt.setdefault(path, set()).add(
                    "text"
                    if record in SHORT_FORMS
                    else canonical_key(record, str(hint.values.get("near", ""))) or ""
                )
        elif name in first_key:
            reading.problems.append(
                Problem(
                    reading.document.locate_key((*raw, key)),
                    message(
                        "“{key}” and “{other}” are two names for the same field",
                        key=key,
                        other=first_key[name],
                    ),
                    message("keep one of the two"),
                    spell_path((*raw, key)),
                    Kind.KEY,
                )
            )
        else:
            first_key[name] = key
            holds = term(record, name).holds
            below = _translate(reading, item, holds, (*path, name), (*raw, key))
            if below is not None:
                translated[name] = below
    return translated


def _translate_list(
    reading: _Reading, items: list[Plain], record: str, path: Path, raw: Path
) -> list[Any]:
    """Return a list without its empty items; in a row of a table they are empty cells."""
    in_row = bool(path) and isinstance(path[-1], int)
    translated: list[Any] = []
    for index, item in enumerate(items):
        if item is None and not in_row:
            continue
        where = (*path, len(translated))
        below = _translate(reading, "" if item is None else item, record, where, (*raw, index))
        translated.append(below)
    return translated


def _explain_all(reading: _Reading, failure: ValidationError) -> Iterator[Problem]:
    """Yield the model's findings in words; what is misspelt is not missing besides."""
    for detail in sorted(failure.errors(), key=lambda detail: detail["type"] == "missing"):
        *above, name = detail["loc"] or ("",)
        if detail["type"] != "missing" or name not in reading.misspelt.get(tuple(above), ()):
            yield _explain(reading, detail)


def _explain(reading: _Reading, detail: Any) -> Problem:
    """Turn one finding of the model into words, with the place and the key as written."""
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    kind: str = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx", {})
    if kind == "repeated":
        path = (*path, context["index"])
    raw = reading.nearest(path)
    if kind == "missing":
        around = reading.nearest(path[:-1])
        label = _missing_label(reading, path)
        return Problem(
            reading.document.locate(around),
            message("“{label}” is missing", label=label),
            message("add a line “{label}: …”", label=label),
            spell_path((*around, label)),
            Kind.MISSING,
        )
    if kind == "extra_forbidden" or "[key]" in detail["loc"]:
        # Only a theme's: the keys of records were looked at before.
        what, hint = explain_name(str(path[-1]), Theme.names_at(path[:-1]))
        reading.misspelt.setdefault(path[:-1], set()).add(str(hint.values.get("near", "")))
        return Problem(reading.document.locate_key(raw), what, hint, spell_path(raw))
    chinese = _spelling(reading, path) is Spelling.CHINESE
    what, hint = explain_value(kind, reading.at(raw), context, chinese=chinese)
    return Problem(reading.document.locate(raw), what, hint, spell_path(raw), Kind.VALUE)


def _spelling(reading: _Reading, path: Path) -> Spelling:
    """Return how the keys around ``path`` are written, for what a message shows to type."""
    if not reading.record:
        return Spelling.NAME
    around = reading.at(reading.nearest(path[:-1]))
    return spelling_of((around, _record_at(reading.record, path[:-1])), reading.whole)


def _record_at(record: str, path: Path) -> str:
    """Return the record that stands at ``path`` below ``record``, empty if none does."""
    for part in path:
        if isinstance(part, str) and record:
            record = term(record, part).holds
    return record


def _missing_label(reading: _Reading, path: Path) -> str:
    """Return the missing field's key as one would write it in this file."""
    name = str(path[-1])
    if not reading.record:
        return name
    return _spelling(reading, path).write(term(_record_at(reading.record, path[:-1]), name))
