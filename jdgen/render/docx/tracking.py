"""Tracked changes as Word has them: who, when, and what is wrapped in what.

ECMA-376 part 1, 17.13.5. Runs are wrapped (17.13.5.18, 17.13.5.14), a paragraph's mark and a
table's row say so in their properties (17.13.5.19, 17.13.5.15, 17.13.5.16, 17.13.5.12), and what
was moved lies between range markers that share a name (17.13.5.24, 17.13.5.28).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from jdgen.render.docx.xml import Element, child, element, local_name, w

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Word keeps no longer name of an author.
_LONGEST_AUTHOR = 255
# What a paragraph's properties hold besides how it looks: where a section ends, its mark.
_NO_LOOK = ("rPr", "sectPr", "pPrChange")


class Way(Enum):
    """How something got in or out, by the name that Word's format has for it."""

    IN = "ins"
    OUT = "del"
    FROM = "moveFrom"
    TO = "moveTo"

    @property
    def out(self) -> bool:
        """Whether it is no longer there once changes are accepted."""
        return self in (Way.OUT, Way.FROM)


@dataclass
class Tracker:
    """Marks changes of one author at one moment; each mark gets a number of its own."""

    author: str
    moment: datetime
    next_id: int = 1
    moves: int = 0

    def mark(self, name: str) -> Element:
        """Build an empty element that says who changed something, and when."""
        made = element(
            name,
            id=self.next_id,
            author=self.author[:_LONGEST_AUTHOR],
            date=self.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
        self.next_id += 1
        return made

    def wrap(self, runs: Sequence[Element], way: Way) -> Element:
        """Wrap runs as put in, taken out or moved."""
        wrapper = self.mark(way.value)
        wrapper.extend(runs)
        if way.out:
            for run in runs:
                _take_out(run, way)
        return wrapper

    def mark_paragraph(self, paragraph: Element, way: Way | None) -> None:
        """Say of a paragraph's mark how it got in or out; None: that it always was there."""
        run_properties = child(child(paragraph, "pPr"), "rPr")
        for old in Way:
            found = run_properties.find(w(old.value))
            if found is not None:
                run_properties.remove(found)
        if way is not None:
            run_properties.insert(0, self.mark(way.value))
        elif not len(run_properties):
            child(paragraph, "pPr").remove(run_properties)

    def mark_row(self, row: Element, way: Way) -> None:
        """Say of a row how it got in or out; Word has no moved rows, only what is in them."""
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            before = [each for each in row if local_name(each) == "tblPrEx"]
            row.insert(len(before), properties)
        properties.append(self.mark((Way.OUT if way.out else Way.IN).value))

    def note_paragraph(self, paragraph: Element, old: Element) -> None:
        """Say how a paragraph looked before, where it looked otherwise (17.13.5.29)."""
        properties, before = child(paragraph, "pPr"), _look(old)
        if _contents(_look(paragraph)) == _contents(before):
            return
        change = self.mark("pPrChange")
        change.append(element("pPr"))
        change[0].extend(before)
        properties.append(change)

    def note_cell(self, properties: Element, old: Element | None) -> None:
        """Say what a cell was like before: merged with its neighbours or not (17.13.5.36)."""
        before = [] if old is None else [deepcopy(each) for each in old]
        if _contents(properties) == _contents(before):
            return
        change = self.mark("tcPrChange")
        change.append(element("tcPr"))
        change[0].extend(before)
        properties.append(change)

    def new_move(self) -> str:
        """Return the name of one more move."""
        self.moves += 1
        return f"move{self.moves}"

    def enclose(self, blocks: Sequence[Element], way: Way, name: str) -> list[Element]:
        """Put the range markers of a move around blocks."""
        start = self.mark(f"{way.value}RangeStart")
        start.set(w("name"), name)
        end = element(f"{way.value}RangeEnd", id=str(start.get(w("id"))))
        return [start, *blocks, end]


def _look(paragraph: Element) -> list[Element]:
    properties = paragraph.find(w("pPr"))
    found = [] if properties is None else list(properties)
    return [deepcopy(each) for each in found if local_name(each) not in _NO_LOOK]


def _contents(elements: Iterable[Element]) -> list[object]:
    """Return elements as values; which prefix stands for a namespace is no difference."""
    return [(each.tag, dict(each.attrib), each.text, _contents(each)) for each in elements]


def _take_out(run: Element, way: Way) -> None:
    """Call a run's text deleted text (17.4.20 and 17.16.13); what was moved keeps its name."""
    if way is not Way.OUT:
        return
    # Its own text, not that of the boxes in its drawings.
    for part in run:
        if part.tag == w("t"):
            part.tag = w("delText")
            part.set(_SPACE, "preserve")
        elif part.tag == w("instrText"):
            part.tag = w("delInstrText")
