"""What changed from one edition to another, post by post, as it is shown: a table, a page, lines.

The headcounts from and to, and the reasons, as far as the data gives any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jdgen.changes import Change, Kind, Plain
from jdgen.meaning import Comparison, record_of
from jdgen.organisation import Headcounts, Organisation, sum_headcounts
from jdgen.terms import Language, canonical_key
from jdgen.terms.phrases import phrase
from jdgen.views.comparison_words import ChangeWords
from jdgen.views.text import Passage

_GROUPS = ("handbook", "department", "role")
_SEPARATORS = re.compile("[、,，;；]|和|及")


@dataclass(frozen=True)
class ChangeRow:
    """One change: whose (``owner``), what, both sides with their words marked, and why.

    ``record`` and ``id`` tell what it belongs to: ``role``, ``department`` or ``handbook``. An
    empty reason is one to be filled in.
    """

    kind: Kind
    record: str
    id: str
    owner: str
    item: str
    before: Passage
    after: Passage
    reason: str = ""


@dataclass(frozen=True)
class SumRow:
    """Posts and headcount of a department, or of all, before and now; None where it was not."""

    name: str
    before: Headcounts | None
    after: Headcounts | None

    @property
    def changed(self) -> bool:
        """Whether any of the numbers is another one."""
        return _numbers(self.before) != _numbers(self.after)

    def told(self, language: Language) -> tuple[str, str, str, str, str]:
        """Return posts before and now, headcount before and now, and the difference, as text."""
        old, new = self.before, self.after
        before = old.established if old is not None else 0
        after = new.established if new is not None else 0
        return (
            str(old.posts) if old is not None else "–",
            str(new.posts) if new is not None else "–",
            _established(old, language),
            _established(new, language),
            f"{after - before:+d}".replace("-", "−") if after != before else "0",
        )


@dataclass(frozen=True)
class ComparisonView:
    """Two states of a handbook and what changed, ready to be shown.

    ``rows`` come in print order: the handbook, departments, posts, then posts that are gone.
    ``sums`` has the departments whose numbers changed, ``total`` is of all posts; ``old`` and
    ``new`` say which states these are. ``left_out`` counts the changes of what no page prints.
    """

    handbook: str
    language: Language
    old: str
    new: str
    rows: tuple[ChangeRow, ...]
    sums: tuple[SumRow, ...]
    total: SumRow
    left_out: int = 0

    @property
    def title(self) -> str:
        """What the table is called."""
        return phrase("comparison", self.language)


def view_comparison(
    comparison: Comparison,
    names: tuple[str, str],
    unprinted: Mapping[str, set[str]] | None = None,
    written: str = "",
) -> ComparisonView:
    """Return the view; ``names`` say which states were compared.

    ``unprinted``: by record, the fields that no page prints: left out, and counted. With it, new
    lines of a revision history are given as reasons and not as changes. ``written`` is the line
    that jdgen itself writes of these changes: it says what changed, and is no reason.
    """
    making = _Making(comparison, written)
    changes = [
        each for each in comparison.changes
        if unprinted is None or _is_printed(each, unprinted)
    ]  # fmt: skip
    rows = sorted((making.row(each) for each in changes), key=making.place)
    left = len(comparison.changes) - len(changes)
    if unprinted is not None:
        left -= sum(_is_history(each) for each in comparison.changes)
    sums = [row for row in making.sums() if row.changed]
    return ComparisonView(
        handbook=comparison.new.handbook.title,
        language=comparison.new.handbook.language,
        old=names[0],
        new=names[1],
        rows=tuple(rows),
        sums=tuple(sums),
        total=making.total(),
        left_out=left,
    )


class _Making:
    def __init__(self, comparison: Comparison, written: str) -> None:
        self._comparison = comparison
        self._written = written
        self._words = ChangeWords(comparison)
        self._language: Language = comparison.new.handbook.language
        self._old = Organisation(comparison.old)
        self._new = Organisation(comparison.new)
        self._order = {
            ("department", each.id): number for number, each in enumerate(self._new.departments)
        } | {("role", each.id): number for number, each in enumerate(self._new.roles)}
        self._reasons: dict[tuple[str, str], str] = {}

    def row(self, change: Change) -> ChangeRow:
        record, identifier = record_of(change)
        sides = self._words.sides(change)
        return ChangeRow(
            change.kind, record, identifier, self._words.owner(change), self._words.item(change),
            sides.before, sides.after, self._reason(record, identifier),
        )  # fmt: skip

    def place(self, row: ChangeRow) -> tuple[int, int]:
        """Where a row stands: what is gone behind all that is there."""
        last = len(self._order)
        return _GROUPS.index(row.record), self._order.get((row.record, row.id), last)

    def _reason(self, record: str, identifier: str) -> str:
        """Return what the revision history has of new: the words of those who changed it."""
        key = record, identifier
        if key not in self._reasons:
            self._reasons[key] = "\n".join(self._new_lines(*self._comparison.records[key]))
        return self._reasons[key]

    def _new_lines(self, old: Plain | None, new: Plain | None) -> Iterator[str]:
        known = [each["change"] for each in (old or {}).get("revisions", ())]
        for each in (new or {}).get("revisions", ()):
            text = str(each["change"])
            if text not in (*known, self._written) and not self._only_labels(text):
                yield text

    def _only_labels(self, text: str) -> bool:
        """Whether a line says what changed and not why, as ``jdgen sync`` writes it."""
        frame = re.escape(phrase("revised_fields", self._language, fields="\0"))
        found = re.fullmatch(frame.replace("\0", "(.+)").replace("\\\0", "(.+)"), text)
        if found is None:
            return False
        named = [part.strip() for part in _SEPARATORS.split(found[1]) if part.strip()]
        return all(canonical_key("role", each) for each in named)

    def sums(self) -> Iterator[SumRow]:
        """Yield the posts of the organisation itself, then each department's."""
        name = phrase(
            "organisation_row", self._language,
            organisation=self._comparison.new.handbook.organisation,
        )  # fmt: skip
        own = self._old.roles_of(None), self._new.roles_of(None)
        if any(own):
            yield SumRow(name, sum_headcounts(own[0]), sum_headcounts(own[1]))
        for old, new in self._comparison.departments:
            before = self._old.department(str(old["id"])) if old is not None else None
            after = self._new.department(str(new["id"])) if new is not None else None
            shown = after or before
            if shown is not None:
                yield SumRow(
                    shown.name,
                    sum_headcounts(self._old.roles_of(before)) if before is not None else None,
                    sum_headcounts(self._new.roles_of(after)) if after is not None else None,
                )

    def total(self) -> SumRow:
        return SumRow(
            phrase("total", self._language),
            sum_headcounts(self._comparison.old.roles),
            sum_headcounts(self._comparison.new.roles),
        )


def _is_printed(change: Change, unprinted: Mapping[str, set[str]]) -> bool:
    record, _ = record_of(change)
    return not _is_history(change) and _first_name(change) not in unprinted[record]


def _is_history(change: Change) -> bool:
    return _first_name(change) == "revisions"


def _first_name(change: Change) -> str:
    """Return the field of the record that a change is in; empty for a whole record."""
    place = change.new_place or change.old_place
    return str(place[0]) if place else ""


def _numbers(sums: Headcounts | None) -> tuple[int, int, bool] | None:
    return None if sums is None else (sums.posts, sums.established, sums.exact)


def _established(sums: Headcounts | None, language: Language) -> str:
    if sums is None:
        return "–"
    number = str(sums.established)
    return number if sums.exact else phrase("at_least", language, number=number)
