"""Tables to pieces: what a careful reader of each layout would say that its cells are."""

from __future__ import annotations

from jdgen.errors import message
from jdgen.importers.blocks import Block, Heading, Paragraph, Place, Table, texts
from jdgen.importers.readers.grid import Spanning, flow
from jdgen.importers.recognise.pieces import Piece, Rows, Start, Unlabelled
from jdgen.importers.recognise.tables import pieces_of_table

PLACE = Place("form.docx", message("table 1"))

# A cell: its text (a line each paragraph), or text and how many rows and columns it spans, or a
# table inside it.
Written = str | tuple[str, int, int] | Table


def table(*rows: list[Written]) -> Table:
    """Lay out cells as HTML does: each takes the next free place in its row."""
    return flow([[spanning(cell) for cell in row] for row in rows], PLACE) or Table((), 0, 0, PLACE)


def spanning(cell: Written) -> Spanning:
    """Return one cell."""
    if isinstance(cell, Table):
        return Spanning((cell,))
    text, rows, columns = (cell, 1, 1) if isinstance(cell, str) else cell
    blocks: tuple[Block, ...] = tuple(Paragraph(line, PLACE) for line in text.split("\n") if line)
    return Spanning(blocks, rows, columns)


def said(piece: Piece) -> tuple[object, ...]:
    """Return a piece in short: its field and its words."""
    if isinstance(piece, Start):
        return (f"begin {piece.record}", piece.name)
    if isinstance(piece, Unlabelled):
        kind = {Paragraph: "-", Heading: "#", Table: "table"}[type(piece.block)]
        return (kind, "|".join(text for text in texts((piece.block,)) if text))
    name = ".".join(piece.path) if piece.record == "role" else ".".join((piece.record, *piece.path))
    if isinstance(piece.value, Rows):
        return (name, *(dict(row) for row in piece.value.rows))
    return (name, "|".join(texts(piece.value)))


def read(*rows: list[Written]) -> list[tuple[object, ...]]:
    """Return what a table says, in short."""
    return [said(piece) for piece in pieces_of_table(table(*rows))]
