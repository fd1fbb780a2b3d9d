"""What stands between blocks and records: labels with their values, in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from jdgen.importers.blocks import Block, Place
from jdgen.importers.recognised import FieldPath

RecordName = Literal["handbook", "department", "role"]


@dataclass(frozen=True)
class Start:
    """A post or a department begins, because a heading or a row of a list names it.

    ``sure`` is False where only the form of the words says so.
    """

    record: Literal["department", "role"]
    name: str
    place: Place
    sure: bool = True


@dataclass(frozen=True)
class Rows:
    """Rows of a table, each by canonical names of the record that the field holds.

    For duties with share, frequency and measure, for reports, indicators, revisions.
    """

    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Labelled:
    """A label and what stands beside or under it.

    ``record`` and ``path`` say which field the label names; ``label`` is as printed. A title's
    label (岗位名称) begins a new post where the open one has a title already.
    """

    record: RecordName
    path: FieldPath
    label: str
    value: tuple[Block, ...] | Rows
    place: Place
    sure: bool = True

    @property
    def target(self) -> tuple[RecordName, FieldPath]:
        """Record and path together."""
        return self.record, self.path


@dataclass(frozen=True)
class Unlabelled:
    """A block that no label claims."""

    block: Block


Piece: TypeAlias = Start | Labelled | Unlabelled
