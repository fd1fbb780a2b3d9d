"""The pieces that pages are made of: fields, numbered duties, parts with a heading, signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jdgen.model import Duty, Extra, Role, Signoff
from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase
from jdgen.views.text import Mentions, Passage, Span


@dataclass(frozen=True)
class Field:
    """A label with its value."""

    label: str
    value: Passage


@dataclass(frozen=True)
class DutyItem:
    """One numbered duty: its text, and a line of what the company adds (share, frequency …)."""

    number: int
    text: Passage
    tasks: tuple[Passage, ...]
    note: str


@dataclass(frozen=True)
class Part:
    """One part of a post's page.

    ``kind`` says how it is set: ``text`` (``lines``), ``list`` (``items``), ``fields``
    (``fields``), ``table`` (``header`` and ``rows``).
    """

    name: str
    kind: str
    heading: str
    mark: str = ""
    lines: tuple[Passage, ...] = ()
    items: tuple[DutyItem, ...] = ()
    fields: tuple[Field, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Passage, ...], ...] = ()

    @property
    def in_grid(self) -> bool:
        """Whether the form theme sets it inside the post's one grid, or below it."""
        return self.name not in ("extra", "revisions")


@dataclass(frozen=True)
class SignatureBox:
    """One place to sign: whose, the name and date if they are known."""

    label: str
    name: str
    date: str


def plain(text: str | None) -> Passage:
    """Return a passage without links."""
    return Passage((Span(text),)) if text else Passage()


def join(passages: Iterable[Passage], separator: str) -> Passage:
    """Return several passages as one, ``separator`` between them."""
    spans: list[Span] = []
    for passage in passages:
        if spans:
            spans.append(Span(separator))
        spans.extend(passage)
    return Passage(tuple(spans))


def duty_items(
    duties: Iterable[Duty], mentions: Mentions, language: Language, *, on: Role | None = None
) -> tuple[DutyItem, ...]:
    """Number duties from 1; what a company adds to one stands behind it in brackets."""
    items = []
    colon = phrase("colon", language)
    for number, duty in enumerate(duties, start=1):
        notes = [
            f"{term('duty', name).label(language)}{colon}{value}"
            for name in ("share", "frequency", "measure")
            if (value := getattr(duty, name))
        ]
        items.append(
            DutyItem(
                number,
                mentions.link(duty.text, on=on),
                tuple(mentions.link(task, on=on) for task in duty.tasks),
                ("；" if language == "zh" else "; ").join(notes),
            )
        )
    return tuple(items)


def extra_parts(extra: Extra, mentions: Mentions, *, on: Role | None = None) -> Iterable[Part]:
    """A free section: its text, its list and its table, the heading over the first of them."""
    heading = extra.heading
    if extra.text:
        lines = tuple(mentions.link(line, on=on) for line in extra.text.split("\n") if line)
        yield Part("extra", "text", heading, lines=lines)
        heading = ""
    if extra.items:
        items = tuple(
            DutyItem(number, mentions.link(text, on=on), (), "")
            for number, text in enumerate(extra.items, start=1)
        )
        yield Part("extra", "list", heading, items=items)
        heading = ""
    if extra.table:
        width = max(len(row) for row in extra.table)
        rows = tuple(
            tuple(mentions.link(cell, on=on) for cell in (*row, *([""] * (width - len(row)))))
            for row in extra.table[1:]
        )
        header = (*extra.table[0], *([""] * (width - len(extra.table[0]))))
        yield Part("extra", "table", heading, header=header, rows=rows)
        heading = ""
    if heading:
        yield Part("extra", "text", heading)


def signature_boxes(signoff: Signoff | None, language: Language) -> tuple[SignatureBox, ...]:
    """编制 / 审核 / 批准 as three boxes; none where no sign-off is asked for."""
    if signoff is None:
        return ()
    return tuple(
        SignatureBox(
            term("signoff", name).label(language),
            getattr(signoff, name).name or "",
            getattr(signoff, name).date or "",
        )
        for name in ("prepared", "reviewed", "approved")
    )
