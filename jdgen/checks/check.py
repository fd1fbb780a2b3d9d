"""What a check is, what it looks at, and what it finds.

A check is a function from a :class:`Subject` to :class:`Hit` values; the table of all checks and
the run over them stand in ``run``. A hit names the path of the value it is about, as
``Library.places`` has it; the run adds place, key, post, code and severity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cache, cached_property
from typing import Any, TypeVar

from jdgen.errors import Location, Message, message
from jdgen.model import Library, Record, Role
from jdgen.organisation import Organisation, names_of

Path = tuple[str | int, ...]
Seen = TypeVar("Seen")


class Severity(StrEnum):
    """How much a finding matters: what must be mended, what should be, what may be."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Reach(Enum):
    """What a check looks at to say what it says of one post, besides handbook and day."""

    LIBRARY = "library"  # anything at all
    NAMES = "names"  # the post, and by which names posts and departments go
    POST = "post"  # the post


@dataclass(frozen=True)
class Subject:
    """A library as checks see it; ``today`` None where nothing may depend on the clock.

    ``whole`` is the library that this one is a part of, None where nothing was left out.
    """

    library: Library
    today: date | None = None
    whole: Library | None = None

    def part(self, roles: Sequence[Role]) -> Subject:
        """Return the same with some of its posts alone."""
        return Subject(self.library.model_copy(update={"roles": tuple(roles)}), self.today,
                       self.library)  # fmt: skip

    @cached_property
    def names(self) -> Sequence[str]:
        """Every name that the handbook has for posts and departments, its own and others."""
        return names_of(self.whole or self.library)

    @cached_property
    def organisation(self) -> Organisation:
        """Who reports to whom, who belongs where."""
        return Organisation(self.library)

    def once(self, read: Callable[[Subject], Iterable[Seen]]) -> Sequence[Seen]:
        """Return all that ``read`` yields of this subject: read once, however many checks ask."""
        if read not in self._seen:
            self._seen[read] = tuple(read(self))
        return self._seen[read]

    @cached_property
    def _seen(self) -> dict[Callable[[Subject], Iterable[Any]], tuple[Any, ...]]:
        return {}

    def texts(self, role: Role) -> Iterator[tuple[Path, str]]:
        """Yield every text that a post's file says, with its path, in the order of the model."""
        yield from texts_of(("role", role.id), role)


def texts_of(start: Path, value: Any) -> Iterator[tuple[Path, str]]:
    """Yield every text below a value of the model, with its path."""
    if isinstance(value, str):
        yield start, value
    elif isinstance(value, Record):
        for name in _fields(type(value)):
            # Most fields of most posts are empty; asking first saves half of the time.
            if item := getattr(value, name):
                yield from texts_of((*start, name), item)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from texts_of((*start, number), item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from texts_of((*start, str(key)), item)


@cache
def _fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(kind.model_fields)


@dataclass(frozen=True)
class Hit:
    """One thing found: about which value, what is wrong, what to do.

    ``words`` are those found in the text, where that is what it is about: an exception may name
    them. ``severity`` None: the check's own.
    """

    path: Path
    what: Message
    hint: Message | None = None
    words: str = ""
    severity: Severity | None = None


@dataclass(frozen=True)
class Article:
    """A rule of law: the law's name, its number or date, the article, and what it says in short.

    ``verified`` False: its text could not be read at the source, which the documentation says.
    """

    law: str
    article: str
    rule: Message
    verified: bool = True

    def __str__(self) -> str:
        return f"《{self.law}》{self.article}"


@dataclass(frozen=True)
class Check:
    """One check: its code, how much it matters, what it is about, and how it looks.

    ``fails`` and ``passes`` are examples for the documentation, as YAML: fields of the post
    ``clerk`` of the sample project, or a mapping with the keys ``handbook``, ``departments`` and
    ``roles`` (each of the latter two by id) for what takes more than one file.

    A ``reach`` below the library is a promise: with other posts left out, the check finds the same
    of those that stay. So what it found of a post may stand while the post's file does.
    """

    code: str
    severity: Severity
    title: Message
    find: Callable[[Subject], Iterator[Hit]]
    fails: str
    passes: str
    articles: tuple[Article, ...] = ()
    reach: Reach = Reach.LIBRARY


@dataclass(frozen=True)
class Finding:
    """A hit with its place: what is told to people."""

    code: str
    severity: Severity
    what: Message
    hint: Message | None
    location: Location
    key: str = ""
    role: str = ""
    articles: tuple[Article, ...] = field(default=())
    words: str = ""

    @property
    def advice(self) -> Message | None:
        """What to do, and on a line of its own the articles that say so."""
        if not self.articles:
            return self.hint
        articles = [str(article) for article in self.articles]
        if self.hint is None:
            return message("law: {articles}", articles=articles)
        return message("{hint}\nlaw: {articles}", hint=self.hint, articles=articles)


@dataclass(frozen=True)
class Earlier:
    """What an earlier run found of posts whose files are as they were, handbook and day as well.

    ``by_post``: by id of a post the codes of those checks of a lesser reach that found something
    of it, whatever that was: they look again, the others needn't. ``same_names``: whether posts and
    departments go by the names that they had.
    """

    by_post: Mapping[str, frozenset[str]] = field(default_factory=dict)
    same_names: bool = False


@dataclass(frozen=True)
class Checked:
    """What a run found, by place, and for each post what the next one may know: see Earlier."""

    findings: tuple[Finding, ...]
    by_post: Mapping[str, frozenset[str]]


def count(findings: Iterable[Finding]) -> Mapping[str, int]:
    """Return how many findings there are, by the name of their severity, the gravest first."""
    severities = [finding.severity for finding in findings]
    return {each.value: severities.count(each) for each in Severity}
