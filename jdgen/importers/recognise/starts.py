"""Lines that name a post or a department and stand above its page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from jdgen.importers.blocks import Block, Heading, Paragraph, Table
from jdgen.importers.recognise.characters import plain_label
from jdgen.importers.recognise.fields import Labelling, fields_of_line
from jdgen.importers.recognise.labels import match_label
from jdgen.importers.recognise.lines import is_broken_off
from jdgen.importers.recognise.names import is_department, is_post, name_in_heading
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.opened import DUTIES, TITLE, Open

# The labels under which a post's page begins, whether or not its title has one.
_FIRST_LABELS = {
    ("role", (name,))
    for name in (
        "title", "department", "reports_to", "summary", "duties", "code", "headcount",
        "direct_reports",
    )
}  # fmt: skip
_SAYS_DUTIES = re.compile(r"职责|职能|responsibilit|duties", re.IGNORECASE)


# How many there are of a post, behind its name: 【店长】1名, 导购（4人）.
_COUNTED = re.compile(
    r"^(?P<name>.{2,24}?)\s*[（(：:]?\s*(?P<count>(?:每店|每班|共|各|定员|编制|定编)?\s*[0-9０-９]{1,4}\s*[人名位])\s*[）)]?$"
)


@dataclass(frozen=True)
class Named:
    """What a line names; ``more`` is what it says besides the name (岗位说明书).

    ``count`` is how many there are of a post, where the line says so.
    """

    record: Literal["department", "role"]
    name: str
    text: str
    count: str = ""

    @property
    def more(self) -> str:
        """What the line says besides the name."""
        return plain_label(self.text).replace(plain_label(self.name), "")

    @property
    def says_duties(self) -> bool:
        """Whether the line says that duties follow: 市场部经理岗位职责."""
        return _SAYS_DUTIES.search(self.more) is not None


def named_in(text: str) -> Named | None:
    """Return what a line names, None if nothing."""
    if len(text) > 60:
        return None
    plain = split_number(text).rest or text
    if (counted := _COUNTED.match(plain)) and is_post(name := name_in_heading(counted["name"])):
        return Named("role", name, counted["name"], counted["count"])
    name = name_in_heading(plain)
    if is_post(name):
        return Named("role", name, text)
    return Named("department", name, text) if is_department(name) else None


def label_follows(following: Block | None) -> bool:
    """Whether what follows a name says itself what it is."""
    if isinstance(following, Paragraph):
        return bool(fields_of_line(following.text)) or named_in(following.text) is not None
    return following is not None


def announces(named: Named, following: Block | None, opened: Open | None, *, first: bool) -> bool:
    """Whether a plain line that names a post or department stands above its page.

    ``first``: nothing at all stood before it.
    """
    if (opened is not None and opened.waits) or is_broken_off(named.text):
        return False
    if opened is not None and _in_chapter(named, opened):
        return True
    if isinstance(following, Paragraph):
        fields = fields_of_line(following.text)
        if fields:
            return _above_label(named, fields[0], opened)
        return _above_text(named, following, opened, first)
    if isinstance(following, Heading):
        return opened is None and match_label(following.text) is not None
    return isinstance(following, Table) and (bool(named.more) or opened is None)


def _above_label(named: Named, label: Labelling, opened: Open | None) -> bool:
    """Whether a name stands above the labels of its page."""
    target = label.match.target
    if target == TITLE and opened is not None and opened.goes_on and not named.more:
        same = plain_label(label.text) == plain_label(named.name)
        return same or named.text.rstrip().endswith((":", "："))
    return target in _FIRST_LABELS or target[0] == "department"


def _in_chapter(named: Named, opened: Open) -> bool:
    """Whether a numbered name stands in a chapter of duties: 一、财务部 under 部门职责."""
    numbered = split_number(named.text)
    if opened.match.target not in DUTIES or numbered.level < 0:
        return False
    if plain_label(numbered.rest) != plain_label(named.name):
        return False
    of_departments = opened.match.target[0] == "department"
    if named.record == "department":
        return of_departments or not opened.blocks
    return not of_departments and not opened.blocks


def _above_text(named: Named, following: Paragraph, opened: Open | None, first: bool) -> bool:
    """Whether a name stands above text without labels: its duties, or another name."""
    department = named.record == "department"
    if first and department:
        # The first line of all, above other names: the document's title.
        return False
    if named.more and (named.says_duties or named_in(following.text) is not None):
        return True
    return opened is None and not department and split_number(following.text).level >= 0
