"""Plain text as blocks: a line is a paragraph; lines cut alike by tabs are a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdgen.errors import message
from jdgen.importers.blocks import Block, Document, Paragraph, Place
from jdgen.importers.readers.characters import LINE_BREAK, clean, decode
from jdgen.importers.readers.grid import Spanning, flow, unboxed

MAX_LINES = 200_000
# A number or a bullet and then a tab: an item of a list, not a row of a table.
_ITEM = re.compile(
    r"[（(\[【]?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}|[a-zA-Z])[)）\]】.．、]?"
    r"|[①-⑳•●○■□◆◇▪➢·*\-–—]"
)


def read_text(data: bytes, file: str) -> Document:
    """Read a text file. Raises InputError for what is no text."""
    found = LINE_BREAK.split(decode(data, file))[:MAX_LINES]
    return Document(file, tuple(_blocks(found, file)))


def _blocks(found: list[str], file: str) -> Iterator[Block]:
    index, apart = 0, False
    while index < len(found):
        end = index + 1
        if tabs := _tabs(found[index]):
            while end < len(found) and _tabs(found[end]) == tabs:
                end += 1
        if end - index > 1:
            yield from _table(found[index:end], index, file)
        elif text := clean(found[index]):
            yield Paragraph(text, _place(file, index), apart=apart)
        apart = not found[end - 1].strip()
        index = end


def _tabs(line: str) -> int:
    """Return how many tabs cut a line into cells, 0 where they only indent it or set off a number.

    A label with its colon before the only tab is a line of prose, too.
    """
    first, *rest = line.strip("\r\n \u3000").split("\t")
    if not rest or not first.strip() or _ITEM.fullmatch(first.strip()):
        return 0
    if len(rest) == 1 and first.rstrip().endswith((":", "：")):
        return 0
    return len(rest)


def _table(rows: list[str], start: int, file: str) -> Iterator[Block]:
    cells = [
        [
            Spanning((Paragraph(text, _place(file, start + number)),) if text else ())
            for text in (clean(part) for part in row.strip("\r\n \u3000").split("\t"))
        ]
        for number, row in enumerate(rows)
    ]
    yield from unboxed(flow(cells, _place(file, start)))


def _place(file: str, index: int) -> Place:
    return Place(file, message("line {number}", number=index + 1))
