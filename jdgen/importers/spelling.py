"""Values by canonical names to the keys of a data file: Chinese labels, or English names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jdgen.terms import TERMS, Language, Term, term

Path = tuple[str | int, ...]

# Where a page of a file begins a new thought: a blank line stands before these.
APART = (
    "foreword", "signoff", "revisions", "outside", "extra", "recruitment", "summary", "duties",
    "authority", "relations", "qualifications", "reports", "indicators", "safety_duties",
)  # fmt: skip


def key_of(known: Term, language: Language) -> str:
    """Return the key of a field in a file of that language."""
    return known.zh if language == "zh" else known.name


def spelled(values: Mapping[str, Any], record: str, language: Language) -> dict[str, Any]:
    """Return a record with the keys of a file, in the order of the vocabulary; lists as lists."""
    written: dict[str, Any] = {}
    for known in TERMS[record]:
        if known.name in values:
            value = values[known.name]
            written[key_of(known, language)] = _value(value, known.holds, language)
    return written


def _value(value: Any, holds: str, language: Language) -> Any:
    if isinstance(value, Mapping):
        return spelled(value, holds, language) if holds else dict(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        items = [_value(item, holds, language) for item in value]
        return [_shortened(item, holds, language) for item in items]
    return str(value)


def _shortened(item: Any, record: str, language: Language) -> Any:
    """Return a duty that is nothing but its text as that text."""
    if record == "duty" and isinstance(item, dict):
        key = key_of(term("duty", "text"), language)
        if set(item) == {key}:
            return item[key]
    return item


def spelled_path(path: Path, record: str, language: Language) -> Path:
    """Return a path by canonical names as the file writes it."""
    written: list[str | int] = []
    for part in path:
        if isinstance(part, int) or not record:
            written.append(part)
            continue
        known = term(record, part)
        written.append(key_of(known, language))
        record = known.holds
    return tuple(written)


def label_of(path: Path, record: str, language: Language) -> str:
    """Return what people call the field at a path: its printed label, the group's before it."""
    words: list[str] = []
    for part in path:
        if isinstance(part, str) and record:
            known = term(record, part)
            words.append(known.label(language))
            record = known.holds
    return " · ".join(words)
