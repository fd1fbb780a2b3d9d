"""What a roster's cells say, as values of data; a piece of ``xlsx``.

A cell that still says what was exported keeps the value behind it as it was (an id where the cell
shows a title, a line break where it shows none). So whatever a spreadsheet program does to the
file without anybody's doing is no change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from jdgen.errors import Location, Message, Problem
from jdgen.importers.readers.characters import lines
from jdgen.sync.roster_sheets import Row
from jdgen.terms import Language
from jdgen.views.roster_columns import Column, Names, Plain, normal, read, show

_MOST_PROBLEMS = 100


@dataclass
class Told:
    """What is wrong, to be told together."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def tell(self, what: Message, hint: Message) -> None:
        """Keep one problem; its place stands in ``what``."""
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(Location(self.file), what, hint))


@dataclass(frozen=True)
class CellValues:
    """The way from cells to values: ``base`` is what was exported, with its names and those of now.

    ``told`` takes what can't be meant.
    """

    base: Plain
    base_names: Names
    names: Names
    language: Language
    told: Told

    def value(self, column: Column, row: Row, base: Plain) -> Any:
        """Return what a cell says: what it said, if it still does, else what was written."""
        text, before = row.texts[column.name], column.of(base)
        if text == normal(show(column, before, self.base_names, self.language)):
            return self.follow(column, before)
        value = read(column, clean_cell(text))
        if column.kind == "posts" and value is not None:
            said = {normal(self.base_names.show_post(each)): each for each in before or ()}
            return [self._post(said.get(normal(each), each)) for each in value]
        return self.follow(column, value)

    def follow(self, column: Column, value: Any) -> Any:
        """Return a reference by the name that its post or department has now."""
        if value is None:
            return None
        if column.kind == "posts":
            return [self._post(each) for each in value]
        if column.kind == "post":
            return self._post(value)
        return self._department(value) if column.kind == "department" else value

    def _post(self, text: str) -> str:
        return _renamed(text, "title", self.base_names.roles, self.names.roles)

    def _department(self, text: str) -> str:
        return _renamed(text, "name", self.base_names.departments, self.names.departments)


def clean_cell(text: str) -> str:
    """Return what somebody wrote into a cell as data keeps it."""
    return "\n".join(lines(text)).strip()


def _renamed(text: str, title: str, before: Sequence[Plain], now: Sequence[Plain]) -> str:
    """Return how data names what a text names, now that records may have other titles.

    A label that tells two of one title apart is turned into the id.
    """
    titles = {str(each["id"]): str(each[title]) for each in now}
    labelled = re.fullmatch(r".* \(([a-z][a-z0-9-]*)\)", text)
    if labelled and labelled[1] in titles and text not in titles.values():
        return labelled[1]
    if text in titles.values() or text in titles:
        return text
    for each in before:
        if each[title] == text and each["id"] in titles:
            return titles[str(each["id"])]
    return text
