"""What a handbook consists of: sections, each a view of its own.

A section is the unit of layout: it starts on a new page and knows nothing of page numbers. Which
page an anchor stands on is found by the layout and filled in by the renderers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from jdgen.charts.layout import Node
from jdgen.terms import Language
from jdgen.views.parts import DutyItem, Field, Part, SignatureBox
from jdgen.views.role import RoleView
from jdgen.views.tables import Table
from jdgen.views.text import Passage


@dataclass(frozen=True)
class Heading:
    """A line of the contents: level 1 to 3, text, the anchor it leads to."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class DepartmentView:
    """A department's duties."""

    anchor: str
    name: str
    note: str
    summary: Passage
    duties: tuple[DutyItem, ...]


@dataclass(frozen=True)
class Chart:
    """An organisation chart still to be laid out: its heading, its tree, what it shows in words."""

    anchor: str
    heading: str
    root: Node
    description: str


@dataclass(frozen=True)
class Section:
    """One section of the handbook.

    ``kind`` chooses its template; ``chapter`` is its running head; ``front`` sections are
    numbered with Roman numerals and ``cover`` not at all; ``headings`` are what it starts with.
    Which of the further fields are filled depends on the kind.
    """

    kind: str
    anchor: str
    chapter: str
    headings: tuple[Heading, ...] = ()
    front: bool = False
    role: RoleView | None = None
    departments: tuple[DepartmentView, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()
    fields: tuple[Field, ...] = ()
    signoff: tuple[SignatureBox, ...] = ()
    note: str = ""
    opens_chapter: bool = True


@dataclass(frozen=True)
class HandbookView:
    """The whole document, ready to print.

    ``running_title`` stands at the head of its pages where that is not the title. ``loose``: a
    document of its own of a few sheets, each of which says of how many it is (1 / 2).
    """

    title: str
    language: Language
    organisation: str
    sections: tuple[Section, ...]
    subject: str
    keywords: tuple[str, ...]
    moment: datetime
    labels: dict[str, str] = field(default_factory=dict)
    running_title: str = ""
    loose: bool = False

    @property
    def head(self) -> str:
        """What stands at the head of every page, beside the chapter."""
        return self.running_title or self.title

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The lines of the contents, in order."""
        return tuple(heading for section in self.sections for heading in section.headings)
