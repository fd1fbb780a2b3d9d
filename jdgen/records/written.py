"""Where in the data files each value of the model stands, and how its key is written there.

Floor 2, below ``records``. Paths of the model (``("duties", 0)``) lead to those of the file
(``("工作职责与任务", 1)``), and these to lines and columns. A large handbook has a hundred thousand
values and is asked for few of them: nothing is made of a place before somebody asks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from jdgen.errors import Location
from jdgen.source import Mark, Path, spell_path

Asked = TypeVar("Asked")
_Known = tuple[Mapping[Path, Path], Mapping[Path, Mark]]


class Written:
    """What is known of one file: its own path for each path of the model, and where that stands."""

    def __init__(self, file: str, known: _Known | None, packed: str = "") -> None:
        """Take what is known, or else what ``packed`` made of it."""
        self.file = file
        self._given = known
        self._packed = packed

    def __reduce__(self) -> tuple[object, ...]:
        # Another process asks for few of them, too.
        return Written, (self.file, None, self.packed())

    @cached_property
    def _known(self) -> _Known:
        return self._given or _unpacked(self._packed)

    @property
    def paths(self) -> Collection[Path]:
        """Every path of the model that was written."""
        return self._known[0].keys()

    def place(self, path: Path) -> Location:
        """Return where the value at a path stands. Raises KeyError for what was not written."""
        raw, marks = self._known
        return Location(self.file, *marks[raw[path]])

    def key(self, path: Path) -> str:
        """Return how the key of a path is written. Raises KeyError for what was not written."""
        return spell_path(self._known[0][path])

    def packed(self) -> str:
        """Return all of it as JSON: a row for each path, those around it before it."""
        if self._given is None:
            return self._packed
        raw, marks = self._given
        rows = [
            [len(path), path[-1], own[-1], *marks[own]] if path else [0, "", "", *marks[own]]
            for path, own in raw.items()
        ]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _unpacked(packed: str) -> _Known:
    raw: dict[Path, Path] = {}
    marks: dict[Path, Mark] = {}
    above: list[tuple[Path, Path]] = [((), ())]
    for depth, part, own_part, line, column in json.loads(packed):
        del above[max(depth, 1) :]
        path, own = above[-1]
        if depth:
            path, own = (*path, part), (*own, own_part)
            above.append((path, own))
        raw[path] = own
        marks[own] = (line, column)
    return raw, marks


class _OfAll(Mapping[Path, Asked]):
    """The same of all files: paths begin with the record's kind and, but for one, its id."""

    def __init__(self, files: Mapping[Path, Written]) -> None:
        self._files = files

    def _ask(self, written: Written, path: Path) -> Asked:
        raise NotImplementedError

    def __getitem__(self, path: Path) -> Asked:
        start = _start(path)
        return self._ask(self._files[start], path[len(start) :])

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, tuple):
            return False
        start = _start(path)
        return start in self._files and path[len(start) :] in self._files[start].paths

    def __iter__(self) -> Iterator[Path]:
        for start, written in self._files.items():
            for path in written.paths:
                yield (*start, *path)

    def __len__(self) -> int:
        return sum(len(written.paths) for written in self._files.values())


def _start(path: Path) -> Path:
    return path[:1] if path[:1] == ("handbook",) else path[:2]


class PlacesOfAll(_OfAll[Location]):
    """Where each value of a library stands."""

    def _ask(self, written: Written, path: Path) -> Location:
        return written.place(path)


class KeysOfAll(_OfAll[str]):
    """How the key of each value of a library is written."""

    def _ask(self, written: Written, path: Path) -> str:
        return written.key(path)
