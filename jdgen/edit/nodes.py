"""A YAML text as nodes that know where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t]*\r?\n")


@dataclass(frozen=True)
class Node:
    """A value or key: ``text[start:end]`` is how it is written, comments behind it not included.

    ``kind`` is scalar, sequence or mapping; ``children`` are a sequence's items, or a mapping's
    keys and values in turn. ``style`` is a scalar's (``'``, ``"``, ``|``, ``>``, empty for none),
    or ``flow`` for ``[a, b]`` and ``{a: b}``.
    """

    kind: str
    start: int
    end: int
    style: str = ""
    value: str = ""
    children: tuple[Node, ...] = ()

    @property
    def is_flow(self) -> bool:
        """Whether it is written in brackets."""
        return self.style == "flow"

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is written there: a key without a value."""
        return self.kind == "scalar" and not self.style and self.start == self.end

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Yield a mapping's keys with their values."""
        return zip(self.children[::2], self.children[1::2], strict=True)


@dataclass(frozen=True)
class Edit:
    """A piece of a text, and what is to stand there instead."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: list[Edit], start: int = 0, end: int | None = None) -> str:
    """Return ``text[start:end]`` with the edits that lie inside carried out."""
    end = len(text) if end is None else end
    pieces = []
    place = start
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if start <= edit.start and edit.end <= end:
            # What is put in may stand where something else is taken out.
            pieces += [text[place : max(place, edit.start)], edit.text]
            place = max(place, edit.end)
    return "".join([*pieces, text[place:end]])


def line_start(text: str, index: int) -> int:
    """Return where the line of ``index`` begins."""
    return text.rfind("\n", 0, index) + 1


def line_end(text: str, index: int) -> int:
    """Return where the line of ``index`` ends, behind its break."""
    found = text.find("\n", index)
    return len(text) if found < 0 else found + 1


def column(text: str, index: int) -> int:
    """Return how many characters stand before ``index`` in its line."""
    return index - line_start(text, index)


def begins_line(text: str, index: int) -> bool:
    """Whether nothing but spaces stands before ``index`` in its line."""
    return not text[line_start(text, index) : index].strip(" ")


def is_blank(text: str, start: int) -> bool:
    """Whether an empty line begins at ``start``."""
    return _BLANK.match(text, start) is not None


def line_before(text: str, start: int) -> int:
    """Return where the line before the one that begins at ``start`` begins; -1 for the first."""
    return line_start(text, start - 1) if start else -1
