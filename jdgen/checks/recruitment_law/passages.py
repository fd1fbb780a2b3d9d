"""What of a handbook is read as an advertisement, and what kind of text each piece is.

Every post is read, advertised or not: what stands in its description today is pasted into an
advertisement tomorrow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from jdgen.checks.check import Path, Subject, texts_of
from jdgen.model import Address, Application, Extra, Offer, Pay, Recruitment, Role


class Kind(Enum):
    """What a text is for: the same word is a demand here and a customer there."""

    TITLE = "title"  # what the post is called
    DEMAND = "demand"  # what applicants must be or bring
    AGE = "age"  # the field that asks for an age
    TERMS = "terms"  # what applicants must do or accept
    OFFER = "offer"  # what else an advertisement says
    DUTY = "duty"  # what the work is


@dataclass(frozen=True)
class Passage:
    """A text, with its path; ``plain`` is the same with half-width signs, letter for letter."""

    path: Path
    text: str
    kind: Kind

    @cached_property
    def plain(self) -> str:
        """The text as the patterns read it."""
        return self.text.translate(_HALF_WIDTH)


_HALF_WIDTH = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **str.maketrans("　【】〔〕“”‘’", " ()()''''"),
}
# What a company calls a section that asks for something: 任职要求, 应聘条件, Requirements.
_DEMANDING = re.compile(r"要求|条件|资格|应聘|招聘|录用|require|qualif|candidate", re.IGNORECASE)
_OFFERED = ("working_time", "rest_days", "benefits", "company")
_DEMANDED = (
    "education",
    "experience",
    "knowledge_skills",
    "environment",
    "working_hours",
    "licences",
    "training",
    "equipment",
)


def passages(subject: Subject) -> Sequence[Passage]:
    """Return what the handbook's section on recruiting says, then every post."""
    return subject.once(_passages)


def _passages(subject: Subject) -> Iterator[Passage]:
    employer = subject.library.handbook.recruitment
    if employer is not None:
        yield from _offer(("handbook", "recruitment"), employer)
    for role in subject.library.roles:
        yield from _post(role)


def _post(role: Role) -> Iterator[Passage]:
    start: Path = ("role", role.id)
    yield Passage((*start, "title"), role.title, Kind.TITLE)
    yield from _all((*start, "aliases"), role.aliases, Kind.TITLE)
    yield from _all((*start, "summary"), role.summary, Kind.DUTY)
    yield from _all((*start, "duties"), role.duties, Kind.DUTY)
    yield from _demands(role)
    for number, section in enumerate(role.extra):
        yield from _section((*start, "extra", number), section)
    offer = role.recruitment
    if offer is not None:
        yield from _recruitment((*start, "recruitment"), offer)


def _demands(role: Role) -> Iterator[Passage]:
    demanded = role.qualifications
    start: Path = ("role", role.id, "qualifications")
    if demanded.age:
        yield Passage((*start, "age"), demanded.age, Kind.AGE)
    for name in _DEMANDED:
        yield from _all((*start, name), getattr(demanded, name), Kind.DEMAND)
    for number, group in enumerate(demanded.groups):
        # The label belongs to it: 性别 alone says nothing, and 男 alone hardly more.
        path = (*start, "groups", number, "text")
        yield Passage(path, f"{group.label}：{group.text}", Kind.DEMAND)


def _section(path: Path, section: Extra) -> Iterator[Passage]:
    kind = Kind.DEMAND if _DEMANDING.search(section.heading) else Kind.DUTY
    yield from _all((*path, "text"), section.text, kind)
    yield from _all((*path, "items"), section.items, kind)
    for number, row in enumerate(section.table):
        yield Passage((*path, "table", number), "：".join(filter(None, row)), kind)


def _recruitment(start: Path, offer: Recruitment) -> Iterator[Passage]:
    yield from _all((*start, "requirements"), offer.requirements, Kind.DEMAND)
    yield from _all((*start, "highlights"), offer.highlights, Kind.OFFER)
    yield from _all((*start, "category"), offer.category, Kind.TITLE)
    pay = offer.pay or Pay()
    yield from _all((*start, "pay", "makeup"), pay.makeup, Kind.OFFER)
    yield from _all((*start, "pay", "text"), pay.text, Kind.OFFER)
    yield from _offer(start, offer)


def _offer(start: Path, offer: Offer) -> Iterator[Passage]:
    for name in _OFFERED:
        yield from _all((*start, name), getattr(offer, name), Kind.OFFER)
    place, apply = offer.place or Address(), offer.apply or Application()
    yield from _all((*start, "place", "text"), place.text, Kind.OFFER)
    yield from _all((*start, "apply", "text"), apply.text, Kind.TERMS)
    yield from _all((*start, "probation"), offer.probation, Kind.TERMS)


def _all(path: Path, value: object, kind: Kind) -> Iterator[Passage]:
    for place, text in texts_of(path, value):
        yield Passage(place, text, kind)
