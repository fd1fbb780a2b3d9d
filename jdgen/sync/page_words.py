"""The words that a page puts around its values, and the way back from them to fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from jdgen.model import Handbook
from jdgen.terms import TERMS, Language, canonical_key
from jdgen.terms.phrases import phrase
from jdgen.views.labels import printed_labels

GRID = (
    "title", "department", "reports_to", "direct_reports", "headcount", "filled_on",
    "incumbents", "openings", "code", "grade", "stand_in", "promotion_to",
)  # fmt: skip
"""The fields of the grid at the head of a post's page."""

PARTS = (
    "summary", "duties", "safety_duties", "authority", "relations", "qualifications", "reports",
    "indicators", "revisions",
)  # fmt: skip
"""The parts of a post's page that are fields, in their order."""

COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reports": ("report", ("document", "timing", "recipients")),
    "indicators": ("indicator", ("indicator", "target", "weight", "method")),
    "revisions": ("revision", ("version", "date", "change", "approved_by")),
}
"""The tables of a post's page: the record of a row, and the fields of its columns."""

NOTES = ("share", "frequency", "measure")
"""What a line below a duty says of it."""

CONTROL = ("document_number", "version", "effective_date", "control_status", "status", "source")
"""What the line of document control says."""

# What an empty field may show (空白项), whatever the handbook says now.
_BLANKS = frozenset({"", "无", "／", "/", "—", "-", "–", "none", "n/a"})
_SPACES = re.compile(r"\s+")
_LABEL_END = re.compile(r"[\s:：＊*]+$")
# A number that somebody typed before an item, where the page draws its own.
_TYPED = re.compile(
    r"\s*(?:[0-9]{1,2}[、．.)）](?![0-9])|[(（](?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[①-⑳]|[•●▪◆■·])\s*"
)


@dataclass(frozen=True)
class Words:
    """One handbook's labels and fixed words."""

    handbook: Handbook

    @property
    def language(self) -> Language:
        """The language of its pages."""
        return self.handbook.language

    def say(self, name: str) -> str:
        """Return a fixed phrase."""
        return phrase(name, self.language)

    def field(self, record: str, label: str) -> str | None:
        """Return the field of ``record`` that a label on the page names, None for none.

        The handbook's own label comes before the known ones: it may be another field's.
        """
        return self._fields.get((record, bare_label(label))) or canonical_key(record, label)

    @cached_property
    def _fields(self) -> Mapping[tuple[str, str], str]:
        """The fields by record and bare label, the handbook's own labels first."""
        found: dict[tuple[str, str], str] = {}
        for path, printed in printed_labels(self.handbook).items():
            record, _, name = path.rpartition(".")
            found.setdefault((record or "role", bare_label(printed)), name)
        for record, terms in TERMS.items():
            for known in terms:
                for label in known.keys():  # noqa: SIM118
                    found.setdefault((record, bare_label(label)), known.name)
        return found

    def is_blank(self, text: str) -> bool:
        """Whether a field shows that nothing is stated."""
        plain = text.strip("＿_ \u3000")
        return plain.casefold() in _BLANKS or plain == self.handbook.empty_field

    def without_mark(self, heading: str) -> tuple[str, bool]:
        """Return a heading without “supplemented, to be confirmed”, and whether it said so."""
        text = heading.strip()
        if text.endswith("＊"):
            return text.removesuffix("＊").strip(), True
        note = re.escape(self.say("supplemented_note"))
        found = re.fullmatch(rf"(.*?)\s*[(（]\s*{note}\s*[)）]", text, re.DOTALL)
        return (found[1].strip(), True) if found else (text, False)

    def control(self, text: str) -> dict[str, str]:
        """Read the line of document control, without the number of pages behind it."""
        count = re.escape(phrase("pages_in_all", self.language, pages="0")).replace("0", "[0-9]+")
        return self.labelled(re.sub(rf"\s*{count}\s*$", "", text), "role", CONTROL)

    def labelled(self, text: str, record: str, names: Sequence[str]) -> dict[str, str]:
        """Read ``label：value`` pieces that stand in one line, by field."""
        labels: dict[str, str] = {}
        for known in TERMS[record]:
            if known.name in names:
                labels |= {known.zh: known.name, known.en: known.name}
        for name, printed in printed_labels(self.handbook).items():
            if record == "role" and name in names:
                labels[printed] = name
        listed = "|".join(re.escape(each) for each in sorted(labels, key=len, reverse=True))
        starts = list(
            re.finditer(rf"(?:^|[\u3000；;\t]|\s{{2,}}|(?<=; ))\s*({listed})\s*[:：]", text)
        )
        ends = [*(found.start() for found in starts[1:]), len(text)][: len(starts)]
        values: dict[str, str] = {}
        for found, end in zip(starts, ends, strict=True):
            value = text[found.end() : end].strip(" \u3000;；\t")
            if value:
                values.setdefault(labels[found[1]], value)
        return values


def bare_label(text: str) -> str:
    """Return a label without spaces and what stands behind it."""
    return _SPACES.sub("", _LABEL_END.sub("", text)).casefold()


def without_typed_number(text: str) -> str:
    """Return an item's text without a number that was typed before it."""
    found = _TYPED.match(text)
    return text[found.end() :] if found and found.end() < len(text) else text


def split_joined(text: str, shown: Sequence[str], held: Sequence[str], cut: str) -> list[str]:
    """Return the items of a line that lists several, ``cut`` being what separates them.

    ``shown`` are the items that the line was printed from, as the page shows them, ``held`` as the
    data has them: an item that is still there keeps its form, also where a separator is part of it.
    """
    new = [part.strip() for part in re.split(cut, text.replace("\n", "、")) if part.strip()]
    old: list[str] = []
    glued: list[bool] = []  # whether an old piece belongs to the same item as the one before
    for item in shown:
        pieces = [part.strip() for part in re.split(cut, item) if part.strip()]
        old += pieces
        glued += [number > 0 for number in range(len(pieces))]
    origin: dict[int, int] = {}
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        origin |= {block.b + n: block.a + n for n in range(block.size)}
    items: list[list[int]] = []
    for number in range(len(new)):
        before = origin.get(number)
        stays = before is not None and glued[before] and origin.get(number - 1) == before - 1
        if stays:
            items[-1].append(number)
        else:
            items.append([number])
    known = dict(zip((_squeezed(each) for each in shown), held, strict=True))
    result = []
    for numbers in items:
        written = _between(text, [new[number] for number in numbers])
        result.append(known.get(_squeezed(written), written))
    return result


def _between(text: str, pieces: Sequence[str]) -> str:
    """Return the piece of the line that holds these parts, with what stands between them."""
    if len(pieces) == 1:
        return pieces[0]
    start = text.find(pieces[0])
    end = start
    for piece in pieces:
        end = text.find(piece, end) + len(piece)
    return text[start:end]


def _squeezed(text: str) -> str:
    return _SPACES.sub("", text)
