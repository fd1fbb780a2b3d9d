"""Counting paragraphs and tables, so that each block can say where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from jdgen.errors import Message, message
from jdgen.importers.blocks import Place


@dataclass
class Places:
    """The places of one file, in reading order: outside of tables each paragraph is counted."""

    file: str
    paragraphs: int = 0
    tables: int = 0
    around: Message | None = None

    def paragraph(self) -> Place:
        """Return the place of the next paragraph."""
        if self.around is not None:
            return Place(self.file, self.around)
        self.paragraphs += 1
        return Place(self.file, message("paragraph {number}", number=self.paragraphs))

    def table(self) -> Place:
        """Return the place of the next table; one inside of another is not counted."""
        if self.around is not None:
            return Place(self.file, self.around)
        self.tables += 1
        return Place(self.file, message("table {number}", number=self.tables))

    @contextmanager
    def within(self, row: int) -> Iterator[None]:
        """What stands in row ``row`` (from 0) of the table begun last, inner tables included."""
        outer = self.around
        if outer is None:
            self.around = message("table {number}, row {row}", number=self.tables, row=row + 1)
        yield
        self.around = outer

    @contextmanager
    def inside(self, spot: Message) -> Iterator[None]:
        """What stands at ``spot``, whatever it is."""
        outer = self.around
        self.around = spot
        yield
        self.around = outer
