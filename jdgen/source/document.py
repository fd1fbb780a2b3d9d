"""What a data file has been read to: plain values, and where each of them stands; floor 1.

Handed out by ``source``, which everyone else imports these names from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jdgen.errors import Location, Problem

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""What a data file is made of; None is an empty value (``键:`` with nothing after it)."""

Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions (from 0) from the top of a file down to a value."""


Mark: TypeAlias = tuple[int, int]
"""A line and a column, from 1."""


@dataclass(frozen=True, eq=False)
class Places(Mapping[Path, Location]):
    """Where things stand in one file; a handbook has many, and few of them are ever asked for."""

    file: str
    marks: Mapping[Path, Mark]

    def __getitem__(self, path: Path) -> Location:
        return Location(self.file, *self.marks[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self.marks)

    def __len__(self) -> int:
        return len(self.marks)


@dataclass(frozen=True)
class Document:
    """One data file: its values, and where each value and each key stands.

    All text is normalised (NFC, LF, no white space around it), and paths use the keys as
    normalised. ``notes`` are things worth saying about a file that was read all the same.
    """

    file: str
    value: Plain
    value_places: Places
    key_places: Places
    notes: tuple[Problem, ...] = ()

    def locate(self, path: Path) -> Location:
        """Return where the value at ``path`` stands, else its nearest known ancestor."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.value_places.marks:
                return self.value_places[path[:end]]
        return Location(self.file)

    def locate_key(self, path: Path) -> Location:
        """Return where the last key of ``path`` stands; what has no key is located itself."""
        return self.key_places[path] if path in self.key_places.marks else self.locate(path)


def spell_path(path: Path) -> str:
    """Write a path as people read it: ``任职资格.要求[2]``, items counted from 1."""
    words = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(words).lstrip(".")
