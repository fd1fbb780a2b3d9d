"""Tables to pieces: forms, lists of posts, rows of duties, reports, indicators and signatures.

A table is read from the top. At each row, what begins there decides: a list has a head of which
each column is understood, a section has its name in a row of its own, and any other row is one of
labels with values beside them. Whatever is not understood comes out as it stands.
"""

from __future__ import annotations

from jdgen.importers.blocks import Table
from jdgen.importers.recognise.pieces import Piece, Unlabelled
from jdgen.importers.recognise.tables_forms import Scanner
from jdgen.importers.recognise.tables_posts import posts_by_column
from jdgen.importers.recognise.tables_sections import Section


def pieces_of_table(table: Table) -> list[Piece]:
    """Return what a table says, in reading order; nothing of it is lost.

    Labels with nothing beside them have an empty value. A table of which nothing is understood
    comes back as one piece.
    """
    scanner = Scanner(table)
    pieces = posts_by_column(scanner.grid)
    if pieces is None:
        scanner.scan(scanner.grid.whole, Section())
        pieces = scanner.pieces
        if all(isinstance(piece, Unlabelled) for piece in pieces) and len(table.cells) > 1:
            return [Unlabelled(table)] if pieces else []
    rest = [Unlabelled(block) for box in scanner.grid.unread() for block in box.blocks]
    return [*pieces, *rest]
