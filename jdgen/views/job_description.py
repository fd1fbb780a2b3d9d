"""The job description that goes with a posting, as a document to print in the theme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from jdgen.terms.phrases import phrase
from jdgen.views.identity import document_moment
from jdgen.views.parts import DutyItem, Field, Part, plain
from jdgen.views.posting import Block, Posting, Row
from jdgen.views.sections import HandbookView, Heading, Section

# Dates stand beside the way to apply; what boards alone ask for is left to them.
_FACTS = (
    "openings", "department", "reports_to", "place_text", "postal_code", "applicants",
    "employment_type", "pay_text",
)  # fmt: skip
_DATES = ("date_posted", "valid_through")


def view_job_description(posting: Posting, moment: datetime | None) -> HandbookView:
    """Return the document; ``moment`` dates its files where the post has no date of its own.

    Nothing of the handbook is in it, neither its title nor its dates.
    """
    post = posting.post
    kind = phrase("posting", post.language)
    between = "　" if post.language == "zh" else ": "
    names = _FACTS if posting.block("apply") else (*_FACTS, *_DATES)
    told = tuple(row for row in posting.facts if row.name in names)
    facts = Part("facts", "fields", "", fields=_fields(told))
    section = Section(
        "parts",
        "posting",
        kind,
        headings=(Heading(1, post.title, "posting"),),
        parts=(facts, *(part for block in _blocks(posting) for part in _parts(block))),
    )
    return HandbookView(
        title=f"{kind}{between}{post.title}",
        language=post.language,
        organisation=post.employer,
        sections=(section,),
        subject=post.title,
        keywords=(post.department,),
        moment=document_moment((post.date_posted,), moment),
        running_title=post.employer,
        loose=True,
    )


def _blocks(posting: Posting) -> Iterator[Block]:
    """Yield the blocks as they are printed: what speaks for the post is part of the offer."""
    highlights = posting.block("highlights")
    offer = posting.block("offer")
    dates = tuple(row for row in posting.facts if row.name in _DATES)
    for block in posting.blocks:
        if block is offer and highlights is not None:
            row = Row(highlights.name, highlights.heading, highlights.lines)
            yield replace(block, rows=(*block.rows, row))
        elif block.name == "apply":
            yield replace(block, rows=(*block.rows, *dates))
        elif block is not highlights or offer is None:
            yield block


def _parts(block: Block) -> Iterator[Part]:
    """Yield a block as parts of a page, the heading over the first of them."""
    heading = block.heading
    if block.lines:
        yield Part(block.name, "text", heading, lines=tuple(map(plain, block.lines)))
        heading = ""
    if block.duties:
        items = tuple(
            DutyItem(number, plain(duty.text), tuple(map(plain, duty.tasks)), "")
            for number, duty in enumerate(block.duties, start=1)
        )
        yield Part(block.name, "list", heading, items=items)
        heading = ""
    if block.rows:
        yield Part(block.name, "fields", heading, fields=_fields(block.rows))


def _fields(rows: tuple[Row, ...]) -> tuple[Field, ...]:
    return tuple(Field(row.label, plain(row.text)) for row in rows)
