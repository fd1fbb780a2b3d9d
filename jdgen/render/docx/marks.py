"""Marks inside a template's text: what a value is, for the pass over the finished document.

A template prints ``{{ duty.text }}`` and no more, whoever edits it in Word. A value that is more
than text (a link, a heading with its bookmark, a line of the contents, a chart) is printed as
text between Unicode noncharacters (U+FDD0 to U+FDD3), which no data holds (``source`` refuses
them) and XML carries through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_OPEN, _NAME, _ARGUMENT, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARK = re.compile(f"{_OPEN}([^{_NAME}]*){_NAME}([^{_ARGUMENT}]*){_ARGUMENT}([^{_CLOSE}]*){_CLOSE}")


class Kind(Enum):
    """What a mark stands for, and what its argument is."""

    LINK = "link"  # argument: the bookmark led to
    HEADING = "heading"  # argument: the bookmark to set
    CONTENTS_LINE = "toc"  # argument: bookmark and page, a space between
    PAGE = "page"  # argument: the bookmark whose page the text is
    PAGE_COUNT = "pages"  # argument: the section of whose number of pages the text speaks
    DRAWING = "drawing"  # argument: number of the drawing
    CHAPTER_END = "chapter"  # no argument: a chapter ends with this paragraph
    GRID = "grid"  # argument: the widths of the table's columns, commas between
    ADDRESS = "address"  # argument: an address outside the document; see `relate_addresses`
    REMOVED = "removed"  # no argument: struck out, on paper and not as a tracked change
    ADDED = "added"  # no argument: underlined
    NEW_PAGE = "page-break"  # no argument: this paragraph starts a page


@dataclass(frozen=True)
class Mark:
    """One mark, or plain text (``kind`` None)."""

    kind: Kind | None
    argument: str
    text: str


def mark(kind: Kind, argument: str = "", text: str = "") -> str:
    """Return ``text`` marked, on one line: docxtpl would make a break of the end of one."""
    line = " ".join(text.split("\n"))
    return f"{_OPEN}{kind.value}{_NAME}{argument}{_ARGUMENT}{line}{_CLOSE}"


def has_marks(text: str) -> bool:
    """Whether any mark stands in ``text``."""
    return _OPEN in text


def read_marks(text: str) -> Iterator[Mark]:
    """Cut ``text`` into marks and the plain text between them."""
    start = 0
    for found in _MARK.finditer(text):
        if found.start() > start:
            yield Mark(None, "", text[start : found.start()])
        yield Mark(Kind(found[1]), found[2], found[3])
        start = found.end()
    if start < len(text):
        yield Mark(None, "", text[start:])
