"""Where everything stands: page numbers as printed, and which page each anchor is on."""

from __future__ import annotations

from dataclasses import dataclass, field

from weasyprint.document import Document

from jdgen.views.sections import Section

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass
class Layout:
    """Where everything stands: printed page labels by anchor, page counts by section anchor."""

    labels: dict[str, str] = field(default_factory=dict)
    page_counts: dict[str, int] = field(default_factory=dict)
    first_pages: dict[str, int] = field(default_factory=dict)
    documents: list[Document] = field(default_factory=list)
    page_labels: list[tuple[int, str]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """Number of pages in all."""
        return sum(len(document.pages) for document in self.documents)


class Folios:
    """Counts pages: the cover has no number, the front matter Roman ones, the body starts at 1."""

    def __init__(self) -> None:
        self.labels: list[tuple[int, str]] = []
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

    def advance(self, layout: Layout, section: Section, document: Document) -> None:
        """Note a section that has been laid out."""
        first = self.start(section)
        layout.first_pages[section.anchor] = first
        layout.page_counts[section.anchor] = len(document.pages)
        style = "cover" if section.kind == "cover" else "arabic" if self._body else "roman"
        if not self.labels or self.labels[-1][1] != style:
            self.labels.append((self._physical, style))
        for offset, page in enumerate(document.pages):
            number = first + offset
            label = {"cover": "", "arabic": str(number), "roman": roman(number)}[style]
            for anchor in page.anchors:
                layout.labels.setdefault(anchor, label)
        self._physical += len(document.pages)
        if section.kind != "cover":
            self._number += len(document.pages)


def roman(number: int) -> str:
    """Write a page number of the front matter: I, II, III and so on."""
    result = ""
    for value, digits in _ROMAN:
        while number >= value:
            result += digits
            number -= value
    return result
