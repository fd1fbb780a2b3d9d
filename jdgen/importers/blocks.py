"""The one form that every document takes before anything is recognised in it.

A reader of a format makes blocks and knows nothing of posts; the recogniser reads blocks and knows
nothing of formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdgen.errors import Message


@dataclass(frozen=True)
class Place:
    """Where something stands in a document, as its reader would look it up.

    ``spot`` is for people (“paragraph 3”, “table 2, row 4”, “sheet “岗位”, cell B7”).
    """

    file: str
    spot: Message


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a line of a plain text.

    ``text`` holds no line break. ``number`` is what the format itself draws before it (“1.”,
    “•”), empty where the number, if any, is typed and so part of ``text``. ``level`` is the depth
    in a list, 0 outside of one and for the outermost.
    ``apart``: an empty line stands before it.
    """

    text: str
    place: Place
    number: str = ""
    level: int = 0
    apart: bool = False


@dataclass(frozen=True)
class Heading:
    """A paragraph that the format itself marks as a heading; ``level`` 1 is the highest."""

    text: str
    level: int
    place: Place


@dataclass(frozen=True)
class Cell:
    """A cell at ``row`` and ``column`` (from 0) that spans ``rows`` rows and ``columns`` columns.

    An empty cell has no blocks.
    """

    row: int
    column: int
    blocks: tuple[Block, ...] = ()
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The cell's words, its paragraphs joined by line breaks, tables inside it included."""
        return "\n".join(text for text in texts(self.blocks) if text)


@dataclass(frozen=True)
class Table:
    """A table: each position of ``rows`` times ``columns`` is covered by exactly one cell.

    Cells are in order of row, then column. Readers fill ragged rows with empty cells.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    place: Place


Block: TypeAlias = Paragraph | Heading | Table


@dataclass(frozen=True)
class Document:
    """A file as read: its blocks in reading order, and its title in the file's own properties.

    ``margins`` are the lines of page headers and footers, once each: they are no content, though
    they may name the company or the handbook. ``notes`` say what was seen and left out (hidden
    text, comments, macros), for people.
    """

    file: str
    blocks: tuple[Block, ...]
    title: str = ""
    margins: tuple[Paragraph, ...] = field(default=())
    notes: tuple[Message, ...] = ()


def texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of each heading and paragraph, in reading order, those in tables too."""
    for block in blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield from texts(cell.blocks)
        else:
            yield block.text
