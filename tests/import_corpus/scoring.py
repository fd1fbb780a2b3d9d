"""How much of what was printed came back: precision, recall and F1 over fields and items.

What counts is the project that the import writes, read without jdgen. A text is right when it is
the one printed, spaces and the width of characters aside; a list counts item by item, in order,
and what belongs to a duty or a report (tasks, share, recipients …) is right only with it.

Left out of the count are further sections and free lines of a form (``extra`` and
``qualifications.groups``), where the import keeps what found no field, unless the layout prints
some: a text that ends there is missing where it was expected. So are what jdgen needs for itself
(ids, order, the theme …) and what a project must have though the document doesn't say it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.import_corpus.telling import Plain, Printing

# path of the field, then the items found there
Items = dict[str, list[str]]

# What the import writes for jdgen's own use, or may reckon from the sums that a table prints.
_OURS = {
    "role": {"id", "order", "source", "status", "supplemented"},
    "department": {"id", "order", "source", "status", "headcount"},
    "handbook": {
        "title", "organisation", "company", "language", "theme", "source", "status", "outside",
        "labels", "chapters", "empty_field", "headcount",
    },
}  # fmt: skip
# What a record cannot be without, though the document may not say it.
_NEEDED = {"role": {"department"}, "department": {"name"}, "handbook": set[str]()}
_KEPT = {"extra", "groups"}
# Names may stand in a line; the same list is the same, one item each or not.
_NAMES = {"direct_reports", "stand_in", "promotion_to", "aliases", "recipients", "internal",
          "external", "authority"}  # fmt: skip
_ROWS = {"reports": "document", "indicators": "indicator", "revisions": "change", "groups": "label",
         "duties": "text", "safety_duties": "text"}  # fmt: skip
_NUMBER = re.compile(
    r"^\s*(?:[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）、.．](?!\d)|[①-⑳●•◆■]|-\s)\s*"
)
_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$")
_ASCII_SPACE = re.compile(r"(?<![\x21-\x7e]) +| +(?![\x21-\x7e])")


@dataclass
class Score:
    """What came back rightly, what is wrong or invented, and what is missing."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what came back that is right."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """The share of what was printed that came back."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)

    def add(self, other: Score) -> None:
        """Count another score in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass
class Result:
    """The score of a layout, by kind of field, and what is wrong in it, a line each."""

    by_field: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[str] = field(default_factory=list)

    @property
    def total(self) -> Score:
        """All fields together."""
        total = Score()
        for score in self.by_field.values():
            total.add(score)
        return total


@dataclass(frozen=True)
class Found:
    """What an import made of a document: plain records, keys by canonical name."""

    handbook: Plain
    departments: tuple[Plain, ...]
    roles: tuple[Plain, ...]


def score(printed: Printing, found: Found) -> Result:
    """Compare what was printed with what the import made of it."""
    result = Result()
    _compare(result, "handbook", printed.handbook, found.handbook)
    _compare_all(result, "role", printed.roles, found.roles)
    # A project needs a department for each post: one of which nothing is known is no invention.
    described = [each for each in found.departments if set(each) - _OURS["department"] - {"name"}]
    expected_names = {plain_text(each.get("name", "")) for each in printed.departments}
    bare = [
        each
        for each in found.departments
        if each not in described and plain_text(each["name"]) in expected_names
    ]
    _compare_all(result, "department", printed.departments, (*described, *bare))
    return result


def _compare_all(
    result: Result, kind: str, printed: Sequence[Plain], found: Sequence[Plain]
) -> None:
    """Compare records with those that they are most like; the rest is missing or invented."""
    pairs = sorted(
        (
            (-_likeness(kind, one, other), left, right)
            for left, one in enumerate(printed)
            for right, other in enumerate(found)
        )
    )
    partner: dict[int, int] = {}
    for likeness, left, right in pairs:
        if likeness < 0 and left not in partner and right not in partner.values():
            partner[left] = right
    for left, one in enumerate(printed):
        _compare(result, kind, one, found[partner[left]] if left in partner else {})
    for right, other in enumerate(found):
        if right not in partner.values():
            _compare(result, kind, {}, other)


def _likeness(kind: str, one: Plain, other: Plain) -> int:
    name = "name" if kind == "department" else "title"
    expected, found = items_of(one), items_of(other)
    same = sum(_common(texts, found.get(path, [])) for path, texts in expected.items())
    return same + 100 * (plain_text(one.get(name, "")) == plain_text(other.get(name, "")))


def _compare(result: Result, kind: str, printed: Plain, found: Plain) -> None:
    expected, got = items_of(printed), items_of(found)
    whose = printed.get("title", printed.get("name", found.get("title", found.get("name", ""))))
    for path in sorted(expected.keys() | got.keys()):
        wanted, given = expected.get(path, []), got.get(path, [])
        parts = path.split(".")
        excused = _OURS[kind] | (_NEEDED[kind] if printed else set())
        if not wanted and (parts[0] in excused or _KEPT & set(parts)):
            continue
        right = _common(wanted, given)
        one = Score(right, len(given) - right, len(wanted) - right)
        result.by_field[f"{kind}.{path}"].add(one)
        if one.wrong or one.missed:
            result.misses.append(
                f"{whose} {kind}.{path}: printed {_left(wanted, given)}, came back"
                f" {_left(given, wanted)}" + ("" if set(wanted) != set(given) else " (order)")
            )


def _left(these: Sequence[str], those: Sequence[str]) -> list[str]:
    return [text for text in these if text not in those]


def _common(wanted: Sequence[str], given: Sequence[str]) -> int:
    """Return how many items two lists have in common in the same order."""
    before = [0] * (len(given) + 1)
    for one in wanted:
        now = [0]
        for column, other in enumerate(given):
            now.append(before[column] + 1 if one == other else max(before[column + 1], now[column]))
        before = now
    return before[-1]


# ---- records as items


def items_of(record: Plain) -> Items:
    """Return a record's fields as lists of texts to compare, by path."""
    items: Items = {}
    _collect(items, "", record)
    return {path: texts for path, texts in items.items() if texts}


def _collect(items: Items, above: str, record: Plain) -> None:
    for name, value in record.items():
        path = f"{above}{name}"
        if name in _ROWS and not above.startswith("recruitment"):
            _collect_rows(items, path, name, value)
        elif isinstance(value, Mapping):
            _collect(items, f"{path}.", value)
        elif name in {"prepared", "reviewed", "approved"}:
            _collect(items, f"{path}.", {"name": value})
        else:
            items[path] = _texts(name, value)


def _collect_rows(items: Items, path: str, name: str, value: Any) -> None:
    """List the rows of a table: the column that names a row, and the others each with that name."""
    first = _ROWS[name]
    for row in value if isinstance(value, list) else [value]:
        whole = row if isinstance(row, Mapping) else {first: row}
        names = plain_text(str(whole.get(first, "")))
        items.setdefault(f"{path}.{first}", []).append(names)
        for column, cell in whole.items():
            if column != first:
                texts = [f"{names} → {text}" for text in _texts(column, cell)]
                items.setdefault(f"{path}.{column}", []).extend(texts)


def _texts(name: str, value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    if name in _NAMES:
        values = [
            part.rstrip("。 ") for each in values for part in re.split(r"[、,，;；]", str(each))
        ]
    if not isinstance(value, list):
        # One text over several lines is the same with and without numbers before them.
        joiner = "" if re.search(r"[\u3400-\u9fff]", str(value)) else " "
        if name not in _NAMES:
            values = [joiner.join(_NUMBER.sub("", line) for line in str(value).splitlines())]
    if name in {"headcount", "incumbents", "openings"}:
        values = [re.sub(r"\s*(?:[人名位]|people|persons?)$", "", str(each)) for each in values]
    return [text for each in values if (text := plain_text(str(each)))]


def plain_text(text: str) -> str:
    """Return a text without what does not matter: width of characters, spaces, way of a date."""
    flat = unicodedata.normalize("NFKC", text)
    flat = _ASCII_SPACE.sub("", " ".join(flat.split()))
    date = _DATE.match(flat)
    return f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else flat


def summary(results: Iterable[Result]) -> Score:
    """Return the score of several layouts together."""
    total = Score()
    for result in results:
        total.add(result.total)
    return total
