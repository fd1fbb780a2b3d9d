"""What a recruitment notice consists of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from jdgen.terms import Language


@dataclass(frozen=True)
class Piece:
    """A piece of a paragraph, behind a label where it has one; ``target``: where a link leads."""

    text: str
    label: str = ""
    target: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph: one piece as a rule, several that are said in one line."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class NoticePost:
    """One row of the table; ``place`` is empty where all posts share it."""

    title: str
    below_title: tuple[Line, ...]
    openings: str
    work: tuple[Line, ...]
    requirements: tuple[Line, ...]
    pay: str
    offer: tuple[Line, ...]
    place: tuple[Line, ...]


@dataclass(frozen=True)
class Fact:
    """What is said beside the table, behind its label."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Code:
    """A QR code: of ``link``, or the project's ready picture of this name.

    ``caption`` stands below it, ``alternative`` is read out for it.
    """

    link: str
    picture: str
    caption: str
    alternative: str


@dataclass(frozen=True)
class HowToApply:
    """Where to turn to, for the posts that ``lines`` name first, or for all."""

    label: str
    lines: tuple[Line, ...]
    code: Code | None


@dataclass(frozen=True)
class NoticeView:
    """The whole notice. ``header`` are the heads of the table's columns."""

    language: Language
    title: str
    employer: str
    count: str
    about: tuple[Fact, ...]
    header: tuple[str, ...]
    posts: tuple[NoticePost, ...]
    shared: tuple[Fact, ...]
    apply: tuple[HowToApply, ...]
    keywords: tuple[str, ...]
    moment: datetime

    @property
    def document_title(self) -> str:
        """What a file of it is called in its properties."""
        return f"{self.title} {self.employer}"

    @property
    def placed(self) -> bool:
        """Whether the table has a column of places."""
        return any(post.place for post in self.posts)


def pieces_of(text: str, label: str = "") -> list[Piece]:
    """Return the lines of a text, the first one behind the label."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [Piece(line, label if number == 0 else "") for number, line in enumerate(lines)]


def lines_of(text: str, label: str = "") -> Iterator[Line]:
    """Yield the lines of a text as paragraphs."""
    yield from (Line((piece,)) for piece in pieces_of(text, label))
