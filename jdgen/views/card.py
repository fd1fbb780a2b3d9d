"""A role card: what of a post matters to a candidate, on one page.

Made from ``PublicPost`` alone (see ``card_contents``). A card consists of blocks, and these of
items: an item is a whole thing that is printed or left out, never cut. What has no room is left
out in the order of ``_IMPORTANCE``, and a line says how many duties that were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from jdgen.terms import Language
from jdgen.terms.phrases import phrase

Kind = Literal["lead", "numbered", "labelled", "bulleted", "text"]
Area = Literal["main", "side"]

# What stays longest comes first. Duties stand in it in three groups: nobody chooses a post for
# its fifth one, and least of all for whatever else the superior asks for.
_IMPORTANCE = (
    "summary", "first duties", "first requirements", "benefits", "duties", "highlights",
    "working_time", "rest_days", "place", "probation", "requirements", "makeup", "environment",
    "company_facts", "company", "further duties", "tasks", "catch-all",
)  # fmt: skip


def importance(group: str) -> int:
    """Return the place of a group of things in the order of what stays, 0 the longest."""
    return _IMPORTANCE.index(group)


@dataclass(frozen=True)
class Item:
    """One thing said: a duty with its tasks, a requirement behind its label, a paragraph.

    ``importance`` is its place in the order of what stays, 0 the longest.
    """

    text: str
    label: str = ""
    tasks: tuple[str, ...] = ()
    importance: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the text promises the tasks that follow it: then they go together."""
        return bool(self.tasks) and self.text.rstrip().endswith(("：", ":"))


@dataclass(frozen=True)
class Block:
    """A part of a card under one heading; ``more`` is the line below a list that was shortened."""

    name: str
    kind: Kind
    heading: str
    items: tuple[Item, ...]
    area: Area = "main"
    more: str = ""


@dataclass(frozen=True)
class Fact:
    """What a candidate looks for first, behind its label."""

    label: str
    text: str


@dataclass(frozen=True)
class Way:
    """A way to the employer: ``target`` is where a link on the text leads, empty for none."""

    label: str
    text: str
    target: str = ""


@dataclass(frozen=True)
class Code:
    """A QR code: of ``link``, or the project's ready picture called ``picture``."""

    link: str
    picture: str
    caption: str
    description: str


@dataclass(frozen=True)
class Applying:
    """How to apply."""

    heading: str
    text: tuple[str, ...]
    ways: tuple[Way, ...]
    code: Code | None

    @property
    def is_there(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.text or self.ways or self.code)


@dataclass(frozen=True)
class CardView:
    """One post's card, ready to print; ``side`` blocks stand in a column of their own."""

    id: str
    language: Language
    title: str
    employer: str
    kicker: str
    standing: str
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    applying: Applying
    moment: datetime

    def area(self, area: Area) -> tuple[Block, ...]:
        """Return the blocks of one column."""
        return tuple(block for block in self.blocks if block.area == area)

    @property
    def two_columns(self) -> bool:
        """Whether there is a second column."""
        return bool(self.area("side"))

    @property
    def weight(self) -> int:
        """How much is said on it, the more important the more."""
        items = (item for block in self.blocks for item in block.items)
        return sum(len(_IMPORTANCE) - item.importance for item in items)

    @property
    def document_title(self) -> str:
        """What the file calls itself."""
        return phrase("card_document", self.language, employer=self.employer, title=self.title)


def variants(view: CardView) -> tuple[CardView, ...]:
    """Return the ways to share a card out between its columns: about the employer, left or right.

    The employer alone beside the work is as well below it, in one column.
    """
    if not view.two_columns:
        return (view,)
    moved = tuple(
        replace(block, area="main") if block.name == "company" else block for block in view.blocks
    )
    return (view, replace(view, blocks=moved)) if moved != view.blocks else (view,)


def without_note(view: CardView) -> CardView:
    """Return the card without the sentences on how to apply, where a way to do so is left."""
    if not view.applying.ways:
        return view
    return replace(view, applying=replace(view.applying, text=()))


def without_code(view: CardView) -> CardView:
    """Return the card without its QR code."""
    return replace(view, applying=replace(view.applying, code=None))
