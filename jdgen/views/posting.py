"""What a posting says, in order: the facts, then part by part; every format prints the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jdgen.terms import term
from jdgen.terms.phrases import phrase
from jdgen.views.public import Labelled, PublicDuty, PublicPost, country_name

# What people write where a post has no superior.
_NOBODY = frozenset({"无", "none", "-", "/"})
_LEVELS = ("education", "experience")


@dataclass(frozen=True)
class Row:
    """A label with one line of text, or several; ``name`` says what it is about."""

    name: str
    label: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it, a line break between lines."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Block:
    """One part of a posting: paragraphs, a numbered list, labelled rows; most have one of them."""

    name: str
    heading: str
    lines: tuple[str, ...] = ()
    duties: tuple[PublicDuty, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Posting:
    """A post as it is advertised.

    ``strip`` is what a candidate looks for first, ``facts`` are all that fit into a line.
    """

    post: PublicPost
    strip: tuple[Row, ...]
    facts: tuple[Row, ...]
    blocks: tuple[Block, ...]

    @property
    def hours(self) -> tuple[str, ...]:
        """When the work is done, and when not."""
        post = self.post
        colon = phrase("colon", post.language)
        rest = f"{post.label('rest_days')}{colon}{post.rest_days}" if post.rest_days else ""
        return tuple(text for text in (post.working_time, rest) if text)

    def block(self, name: str) -> Block | None:
        """Return the part of this name, None where there is nothing to say in it."""
        return next((block for block in self.blocks if block.name == name), None)


def view_posting(post: PublicPost) -> Posting:
    """Return what a posting of this post says."""
    maker = _Maker(post)
    return Posting(post, maker.strip(), maker.facts(), tuple(maker.blocks()))


class _Maker:
    def __init__(self, post: PublicPost) -> None:
        self._post = post

    def strip(self) -> tuple[Row, ...]:
        known = {each.name: each for each in self._post.qualifications}
        levels = (
            # What is asked for in a word: the rest of the sentence stands further down.
            Row(name, known[name].label, (re.split("[，,；;。\n]", known[name].text)[0],))
            for name in _LEVELS
            if name in known
        )
        label = self._post.label("place")
        return (
            *self._row("place", label, self._town() or self._post.place_text),
            *self._fields("employment_type"),
            *levels,
            *self._openings(),
        )

    def facts(self) -> tuple[Row, ...]:
        post = self._post
        superior = "" if post.reports_to.casefold() in _NOBODY else post.reports_to
        return (
            *self._openings(),
            *self._fields("department"),
            *self._row("reports_to", post.label("reports_to"), superior),
            *self._fields("place_text"),
            *self._row("postal_code", self._postal_code(), post.place.get("postal_code")),
            *self._applicants(),
            *self._fields("employment_type", "pay_text", "category", "occupation_code"),
            *self._fields("date_posted", "valid_through"),
        )

    def blocks(self) -> Iterator[Block]:
        post = self._post
        blocks = (
            Block(
                "company",
                post.label("company"),
                lines=_lines(post.company),
                rows=(*map(self._own, post.company_facts), *self._fields("website")),
            ),
            Block("highlights", post.label("highlights"), lines=post.highlights),
            Block("summary", post.label("summary"), lines=_lines(post.summary)),
            Block("duties", post.label("duties"), duties=post.duties),
            Block("requirements", self._words("posting_requirements"), rows=self._requirements()),
            Block("offer", self._words("posting_offer"), rows=self._offer()),
            Block(
                "apply",
                post.label("apply"),
                lines=_lines(post.apply.get("text")),
                rows=self._apply(),
            ),
        )
        yield from (each for each in blocks if each.lines or each.duties or each.rows)

    def _requirements(self) -> tuple[Row, ...]:
        conditions = (each for each in self._post.qualifications if each.name != "environment")
        label = self._post.label("requirements")
        return (
            *map(self._own, conditions),
            *self._row("requirements", label, *self._post.requirements),
        )

    def _offer(self) -> tuple[Row, ...]:
        post = self._post
        between = phrase("list_separator", post.language)
        surroundings = (each for each in post.qualifications if each.name == "environment")
        return (
            *self._fields("pay_text"),
            *self._row("makeup", self._words("posting_makeup"), between.join(post.makeup)),
            *self._row("benefits", post.label("benefits"), between.join(post.benefits)),
            *self._fields("working_time", "rest_days", "probation"),
            *map(self._own, surroundings),
        )

    def _apply(self) -> tuple[Row, ...]:
        apply = self._post.apply
        rows = [*self._row("link", self._words("posting_link"), apply.get("link"))]
        for name in ("email", "phone"):
            label = term("application", name).label(self._post.language)
            rows += self._row(name, label, apply.get(name))
        return (*rows, *self._fields("contact"))

    def _openings(self) -> Iterable[Row]:
        text = self._post.openings
        if text.isdecimal():
            text = phrase("headcount_unit", self._post.language, number=text)
        return self._row("openings", self._post.label("openings"), text)

    def _applicants(self) -> Iterable[Row]:
        """Where one may work from at a distance: the country of the post's address."""
        place = self._post.place
        if place.get("remote") != "是":
            return ()
        country = country_name(place, self._post.language)
        return self._row("applicants", self._words("posting_applicants"), country)

    def _town(self) -> str:
        """Where the work is, in short: the town and its district, or that it is anywhere."""
        place, chinese = self._post.place, self._post.language == "zh"
        if place.get("remote") == "是":
            return self._words("remote")
        parts = [part for part in (place.get("city"), place.get("district")) if part]
        return "·".join(parts) if chinese else ", ".join(reversed(parts))

    def _postal_code(self) -> str:
        return term("address", "postal_code").label(self._post.language)

    def _fields(self, *names: str) -> Iterator[Row]:
        for name in names:
            label = self._post.label(name.removesuffix("_text"))
            yield from self._row(name, label, getattr(self._post, name))

    def _own(self, value: Labelled) -> Row:
        return Row(value.name, value.label, _lines(value.text))

    def _row(self, name: str, label: str, *texts: str | None) -> tuple[Row, ...]:
        lines = tuple(line for text in texts for line in _lines(text))
        return (Row(name, label, lines),) if lines else ()

    def _words(self, name: str) -> str:
        return phrase(name, self._post.language)


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(line for line in (text or "").split("\n") if line.strip())
