"""One paragraph of a page held against another: its characters, and how they are marked.

A glyph is a character, or something that comes and goes as a whole: a line break, a leader, the
number of a page. The number of a list's line is none: it is counted, and nobody wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from enum import Enum
from itertools import groupby
from typing import TypeAlias

from lxml import etree

from jdgen.changes.words import OBJECT, Change, diff_words, words

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml gives its element class no public name

# A page's number, still to be known: the anchor whose page it is, and what the old pages say.
_PAGE = re.compile("\ufdd0([^\ufdd1]*)\ufdd1([^\ufdd2]*)\ufdd2")
_PARTS = re.compile(f"{_PAGE.pattern}|(.)", re.DOTALL)


class Way(Enum):
    """How something got onto the page or off it."""

    IN = "in"
    OUT = "out"
    FROM = "from"
    TO = "to"

    @property
    def out(self) -> bool:
        """Whether it is no longer there."""
        return self in (Way.OUT, Way.FROM)


Look = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class Glyph:
    """A character or an object by its ``key``, and the elements that it stands in.

    ``shown``: what is written for it; ``element``: an object that is no text.
    """

    key: str
    look: Look = ()
    shown: str = ""
    element: Element | None = field(default=None, compare=False)

    @property
    def is_object(self) -> bool:
        """Whether it is no character."""
        return self.key.startswith(OBJECT)


Marked = tuple[Way | None, Glyph]


def page_mark(anchor: str, label: str = "") -> str:
    """Return what stands for the number of an anchor's page until the pages are laid out.

    ``label``: the number as it was, for a line that is gone.
    """
    return f"\ufdd0{anchor}\ufdd1{label}\ufdd2"


def fill_pages(text: str, labels: Mapping[str, str]) -> str:
    """Put page numbers in: old ones as they were, new ones as they are, two digits if unknown."""
    return _PAGE.sub(
        lambda found: found[2] or (labels.get(found[1], "00")), text
    )


def has_pages(text: str) -> bool:
    """Whether numbers of pages are still to be put into a text."""
    return _PAGE.search(text) is not None


def read_line(paragraph: Element) -> tuple[Glyph, ...]:
    """Read a paragraph."""
    return tuple(_read(paragraph, ()))


def text_of(glyphs: Sequence[Glyph]) -> str:
    """Return the characters, without objects."""
    return "".join(glyph.key for glyph in glyphs if not glyph.is_object)


def _read(holder: Element, look: Look) -> Iterator[Glyph]:
    yield from _characters(holder.text, look)
    for child in holder:
        if isinstance(child.tag, str) and not is_number(child):
            yield from _object_or_text(child, look)
        yield from _characters(child.tail, look)


def _object_or_text(child: Element, look: Look) -> Iterator[Glyph]:
    if len(child) or child.text:
        yield from _read(child, (*look, (str(child.tag), _attributes(child))))
    else:
        alone = deepcopy(child)
        alone.tail = None
        name = ".".join((str(child.tag), child.get("class") or ""))
        yield Glyph(f"{OBJECT}{name}", look, element=alone)


def _attributes(element: Element) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in element.attrib.items())


def _characters(text: str | None, look: Look) -> Iterator[Glyph]:
    for found in _PARTS.finditer(text or ""):
        if found[3] is None:
            yield Glyph(f"{OBJECT}page", look, found[0])
        else:
            yield Glyph(found[3], look, found[3])


def is_number(element: Element) -> bool:
    """Whether an element is the number before a list's line."""
    return "number" in (element.get("class") or "").split()


def compare_lines(old: Sequence[Glyph], new: Sequence[Glyph]) -> list[tuple[Change, int, int]]:
    """Tell two lines apart, glyph by glyph: what became of it, its place in old and in new."""
    one, other = _cut(old), _cut(new)
    starts, starts_new = _starts(one), _starts(other)
    found: list[tuple[Change, int, int]] = []
    for piece in diff_words(one, other, exact=True):
        at, at_new = starts[piece.old[0]], starts_new[piece.new[0]]
        gone, come = starts[piece.old[1]] - at, starts_new[piece.new[1]] - at_new
        found += [
            (piece.change, at + (offset if gone else 0), at_new + (offset if come else 0))
            for offset in range(max(gone, come))
        ]
    return found


def _cut(glyphs: Sequence[Glyph]) -> list[str]:
    cut: list[str] = []
    for is_object, group in groupby(glyphs, key=lambda glyph: glyph.is_object):
        keys = [glyph.key for glyph in group]
        cut += keys if is_object else words("".join(keys))
    return cut


def _starts(cut: Sequence[str]) -> list[int]:
    starts = [0]
    for word in cut:
        starts.append(starts[-1] + (1 if word.startswith(OBJECT) else len(word)))
    return starts


# So short a piece stays on one line with its signs.
_SHORT = 8
_TAGS = {Way.IN: "ins", Way.OUT: "del", Way.FROM: "del", Way.TO: "ins"}


@dataclass(frozen=True)
class Signs:
    """What is printed before and behind marked text, by how it got there."""

    opening: dict[Way, str]
    closing: str


def set_line(paragraph: Element, marked: Sequence[Marked], signs: Signs) -> None:
    """Give an empty paragraph its text, marked by elements and by signs."""
    for way, group in groupby(marked, key=lambda each: each[0]):
        glyphs = [glyph for _, glyph in group]
        if way is None:
            _write(paragraph, glyphs)
            continue
        mark = etree.SubElement(paragraph, _TAGS[way], {"class": f"redline-{way.value}"})
        if not any(glyph.shown.strip() for glyph in glyphs):
            _write(mark, glyphs)
            continue
        if sum(len(glyph.shown) for glyph in glyphs) <= _SHORT:
            mark.set("class", f"redline-{way.value} redline-short")
        _sign(mark, signs.opening[way])
        # Lines under and through the text leave the signs alone.
        text = etree.SubElement(mark, "span", {"class": "redline-text"})
        _write(text, [_unlinked(glyph) for glyph in glyphs] if way.out else glyphs)
        _sign(mark, signs.closing)


def _sign(holder: Element, text: str) -> None:
    etree.SubElement(holder, "span", {"class": "redline-sign"}).text = text


def _unlinked(glyph: Glyph) -> Glyph:
    """Return a glyph that leads nowhere: where it led may be gone too."""
    look = tuple(("span", ()) if step[0] == "a" else step for step in glyph.look)
    return Glyph(glyph.key, look, glyph.shown, glyph.element)


def _write(holder: Element, glyphs: Sequence[Glyph]) -> None:
    for look, group in groupby(glyphs, key=lambda glyph: glyph.look):
        inner = holder
        for tag, attributes in look:
            inner = etree.SubElement(inner, tag, dict(attributes))
        for glyph in group:
            if glyph.element is not None:
                inner.append(deepcopy(glyph.element))
            else:
                _append(inner, glyph.shown)


def _append(holder: Element, text: str) -> None:
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text
