"""Bookmarks: from a list with levels to a tree, and as objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jdgen.render.pieces.syntax import number, reference, text


@dataclass
class Bookmark:
    """A line of the outline: text, the number of its page's object, where on it, lines below."""

    label: str
    page: int
    x: float
    y: float
    opened: bool
    below: list[Bookmark] = field(default_factory=list)


def as_tree(flat: Sequence[tuple[int, Bookmark]]) -> list[Bookmark]:
    """Put each bookmark under the last one before it that is of a higher level (lower number)."""
    top: list[Bookmark] = []
    above: list[tuple[int, Bookmark]] = []
    for level, bookmark in flat:
        while above and above[-1][0] >= level:
            above.pop()
        (above[-1][1].below if above else top).append(bookmark)
        above.append((level, bookmark))
    return top


def write_outline(tree: Sequence[Bookmark], root: int, first: int) -> list[bytes]:
    """Return the outline's objects: the root, numbered ``root``, and then those from ``first``."""
    objects: list[bytes] = []

    def write(lines: Sequence[Bookmark], parent: int) -> tuple[list[int], int]:
        """Write lines and what is below them; return their numbers and how many are shown."""
        numbers: list[int] = []
        entries: list[bytes] = []
        shown = len(lines)
        for line in lines:
            own = first + len(objects)
            objects.append(b"")
            numbers.append(own)
            below, count = write(line.below, own)
            entry = b"/Title %b/Dest [%b /XYZ %b %b 0]/Parent %b/Count %d" % (
                text(line.label), reference(line.page), number(line.x), number(line.y),
                reference(parent), count if line.opened else -count,
            )  # fmt: skip
            if below:
                entry += b"/First %d 0 R/Last %d 0 R" % (below[0], below[-1])
            shown += count if line.opened else 0
            entries.append(entry)
        for place, entry in enumerate(entries):
            before = b"/Prev %d 0 R" % numbers[place - 1] if place else b""
            after = b"/Next %d 0 R" % numbers[place + 1] if place + 1 < len(numbers) else b""
            objects[numbers[place] - first] = b"<<" + entry + before + after + b">>"
        return numbers, shown

    numbers, shown = write(tree, root)
    ends = b"/First %d 0 R/Last %d 0 R" % (numbers[0], numbers[-1]) if numbers else b""
    return [b"<</Type /Outlines/Count %d%b>>" % (shown, ends), *objects]
