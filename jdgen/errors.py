"""What can go wrong, and where: the vocabulary of every message that jdgen prints.

The exception tree::

    JdgenError                  anything jdgen tells the user instead of a traceback
    ├── InputError              the project's files say something that can't be printed
    ├── EnvironmentProblem      the machine lacks something (an engine, a font, write access)
    └── OutputError             a file could not be written

Every one of them carries :class:`Problem` values, never a bare string, so that one printer in
``cli`` can show them in the reader's language, sorted by place, all of a run together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, order=True)
class Location:
    """A place in a file: lines and columns count from 1, 0 means "the file as a whole"."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Message:
    """A sentence still to be translated: an English template and the values it speaks of.

    ``text`` is the gettext message id, with ``str.format`` fields; ``values`` fill them. It is
    translated once, where it is printed, so that no floor below needs to know the language.
    """

    text: str
    # Not hashed, only compared: a mapping has no hash, and equal texts nearly always say the same.
    values: Mapping[str, object] = field(default_factory=lambda: _NOTHING, hash=False)

    def __str__(self) -> str:
        return self.text.format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        # What another process finds comes here as bytes, which a read-only view can't become.
        return Message, (self.text, dict(self.values))


def message(text: str, **values: object) -> Message:
    """Build a :class:`Message`; ``text`` must be a literal, for the catalogue's extraction."""
    return Message(text, MappingProxyType(values))


class Kind(StrEnum):
    """What keeps data from being read: the code under which ``jdgen check`` lists a problem."""

    SYNTAX = "JD101"
    KEY = "JD102"
    MISSING = "JD103"
    VALUE = "JD104"
    OTHER = "JD105"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it.

    ``key`` is the key path as the user wrote it (``任职资格.年龄``), empty where none applies.
    ``kind`` sorts problems of the data; it is no part of what is said.
    """

    location: Location
    what: Message
    hint: Message | None = None
    key: str = ""
    kind: Kind = field(default=Kind.OTHER, compare=False)


class JdgenError(Exception):
    """Something to tell the user, as problems with places; the exit status is 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(problems, key=lambda problem: (problem.location, str(problem.what)))
        )
        super().__init__("; ".join(f"{p.location}: {p.what}" for p in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems,)


class InputError(JdgenError):
    """The project's data, templates or theme can't be used as they are."""


class EnvironmentProblem(JdgenError):
    """The machine lacks something that this command needs."""


class OutputError(JdgenError):
    """A file could not be written; what was there before is untouched."""


class Problems:
    """What several steps find, to be told together: in a ``with`` block, a failure is kept."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __enter__(self) -> None:
        """Begin a step; what it assigns must have a value before, in case it fails."""

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: object
    ) -> bool:
        if not isinstance(failure, JdgenError):
            return False
        self._found.extend(failure.problems)
        return True

    def stop(self) -> None:
        """Raise InputError with all that was found, each once, unless that is nothing."""
        if self._found:
            raise InputError(dict.fromkeys(self._found))
