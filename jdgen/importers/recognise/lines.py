"""The lines of a value, each with its number taken off, and lines joined where they were broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jdgen.importers.blocks import Block, Heading, Paragraph, Place, Table, texts
from jdgen.importers.recognise.characters import has_han
from jdgen.importers.recognise.numbering import split_items, split_number

_ENDS = re.compile(r"[。；;！!？?：:.…]\s*[”\"’』」）)]*$")
_OPEN_ENDS = re.compile(r"[、，,（(—－\-]$")


@dataclass(frozen=True)
class Line:
    """A line without its number; ``style`` is the number's (see ``numbering``), -1 for none.

    ``depth`` is the depth in a list that the format itself drew, -1 where it drew none.
    """

    text: str
    place: Place
    number: str = ""
    style: int = -1
    depth: int = -1

    @property
    def whole(self) -> str:
        """The line with its number as it stood."""
        if not self.number:
            return self.text
        gap = " " if self.number[-1].isalnum() or self.number[-1] == "." else ""
        return f"{self.number}{gap}{self.text}"


def lines_of(blocks: Sequence[Block], *, cut: bool = True) -> list[Line]:
    """Return the lines of a value; with ``cut``, a line that holds a whole list is cut into it."""
    return [line for block in blocks for line in _of_block(block, cut)]


def _of_block(block: Block, cut: bool) -> Iterator[Line]:
    if isinstance(block, Table):
        for cell in block.cells:
            if text := " ".join(found for found in texts(cell.blocks) if found):
                yield _line(text, block.place)
    elif isinstance(block, Paragraph) and block.number:
        style = split_number(f"{block.number} x").level
        yield Line(block.text.strip(), block.place, block.number, style, block.level)
    elif block.text.strip():
        parts = split_items(block.text) if cut and isinstance(block, Paragraph) else [block.text]
        for part in parts:
            yield _line(part, block.place)


def _line(text: str, place: Place) -> Line:
    number, style, rest = split_number(text)
    return Line(rest, place, number, style) if rest else Line(text.strip(), place)


def source_of(blocks: Sequence[Block]) -> str:
    """Return the words of blocks as they stand, a line each."""
    found = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.number:
            found.append(f"{block.number} {block.text}")
        elif isinstance(block, (Paragraph, Heading)):
            found.append(block.text)
        else:
            found.extend(texts([block]))
    return "\n".join(text for text in found if text.strip())


def join(one: str, other: str) -> str:
    """Join a line and the one that continues it: with a space where Latin words meet."""
    first, second = one.rstrip(), other.lstrip()
    if not first or not second:
        return first or second
    if first.endswith("-") and first[-2:-1].isalpha() and second[:1].islower():
        return first[:-1] + second
    if first[-1].isdigit() and second[0].isdigit() and has_han(first) and has_han(second):
        # A Chinese line is broken anywhere, in the middle of a number, too.
        return first + second
    latin = first[-1].isascii() and second[0].isascii() and not first.endswith(("(", "/"))
    return f"{first} {second}" if latin and not has_han(first[-1] + second[0]) else first + second


def ends(text: str) -> bool:
    """Whether a text ends where a sentence or a clause does."""
    return _ENDS.search(text.rstrip()) is not None


def is_broken_off(text: str) -> bool:
    """Whether a text ends in the middle of a sentence: on a comma or inside brackets."""
    plain = text.rstrip()
    return (
        bool(_OPEN_ENDS.search(plain))
        or plain.count("（") > plain.count("）")
        or (plain.count("(") > plain.count(")"))
    )
