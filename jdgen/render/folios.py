"""Where everything stands: page numbers as printed, and which page each anchor is on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jdgen.views.sections import Section

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass
class Layout:
    """Where everything stands: printed page labels by anchor, page counts by section anchor.

    ``folios``: per section, what is printed on each of its pages as their number;
    ``page_labels``: the numbering that begins on a page of the whole.
    """

    labels: dict[str, str] = field(default_factory=dict)
    page_counts: dict[str, int] = field(default_factory=dict)
    first_pages: dict[str, int] = field(default_factory=dict)
    folios: list[tuple[str, ...]] = field(default_factory=list)
    page_labels: list[tuple[int, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Number of pages in all."""
        return sum(self.page_counts.values())


class Folios:
    """Counts pages: the cover has no number, the front matter Roman ones, the body starts at 1."""

    def __init__(self) -> None:
        self._physical = 0
        self._number = 0
        self._body = False

    def start(self, section: Section) -> int:
        """Return the number of the page on which ``section`` starts."""
        if not self._body and not section.front:
            self._body = True
            self._number = 0
        if section.kind == "cover":
            return 1
        return self._number + 1

    def advance(
        self, layout: Layout, section: Section, anchors: Sequence[Iterable[str]]
    ) -> None:
        """Note a section that has been laid out; ``anchors`` are those on each of its pages."""
        first = self.start(section)
        layout.first_pages[section.anchor] = first
        layout.page_counts[section.anchor] = len(anchors)
        style = "cover" if section.kind == "cover" else "arabic" if self._body else "roman"
        if not layout.page_labels or layout.page_labels[-1][1] != style:
            layout.page_labels.append((self._physical, style))
        folios = []
        for number, names in enumerate(anchors, start=first):
            label = {"cover": "", "arabic": str(number), "roman": roman(number)}[style]
            folios.append(label)
            for name in names:
                layout.labels.setdefault(name, label)
        layout.folios.append(tuple(folios))
        self._physical += len(anchors)
        if section.kind != "cover":
            self._number += len(anchors)


def roman(number: int) -> str:
    """Write a page number of the front matter: I, II, III and so on."""
    result = ""
    for value, digits in _ROMAN:
        while number >= value:
            result += digits
            number -= value
    return result
