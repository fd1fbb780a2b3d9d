"""Problems as JSON and back, so that what was said once can be said again in either language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jdgen.errors import Kind, Location, Message, Problem

# By another name: the catalogue looks for new sentences, and these are only said again.
_said_again = Message


def pack_problems(problems: Iterable[Problem]) -> list[Any]:
    """Return problems as lists, texts and numbers."""
    return [
        [
            [each.location.file, each.location.line, each.location.column],
            _pack(each.what),
            None if each.hint is None else _pack(each.hint),
            each.key,
            each.kind.value,
        ]
        for each in problems
    ]


def unpack_problems(packed: Iterable[Any]) -> tuple[Problem, ...]:
    """Return the problems again. Raises ValueError, TypeError or LookupError for anything else."""
    problems = []
    for place, what, hint, key, kind in packed:
        file, line, column = place
        said = None if hint is None else _unpack_message(hint)
        location = Location(str(file), int(line), int(column))
        problems.append(Problem(location, _unpack_message(what), said, str(key), Kind(kind)))
    return tuple(problems)


def _pack(value: object) -> Any:
    """Return a value of a message; what is neither text nor number is shown as its text."""
    if isinstance(value, Message):
        return {"text": value.text, "values": {k: _pack(v) for k, v in value.values.items()}}
    if isinstance(value, (list, tuple)):
        return [_pack(each) for each in value]
    if type(value) in {str, int, float, bool} or value is None:
        return value
    return str(value)


def _unpack_message(packed: Any) -> Message:
    unpacked = _unpack(packed)
    if not isinstance(unpacked, Message):
        raise TypeError("a message was expected")
    return unpacked


def _unpack(packed: Any) -> object:
    if isinstance(packed, dict):
        values = {str(name): _unpack(value) for name, value in packed["values"].items()}
        return _said_again(str(packed["text"]), values)
    if isinstance(packed, list):
        return [_unpack(each) for each in packed]
    return packed
