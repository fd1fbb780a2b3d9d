"""The six things that recruitment information must state, and which of them one lacks.

人力资源市场暂行条例（国务院令第700号）第二十四条: 单位基本情况、招聘人数、招聘条件、
工作内容、工作地点、基本劳动报酬. What a page or a check knows of a post, it says as
:class:`Stated`; the rest is the same for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdgen.errors import Message, message


@dataclass(frozen=True)
class Element:
    """One of the six: what it is called, and the keys to fill in (record and field)."""

    name: Message
    keys: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stated:
    """Which of the six an advertisement states."""

    company: bool
    openings: bool
    conditions: bool
    work: bool
    place: bool
    pay: bool


_COMPANY = Element(message("basic facts about the employer"), (("employer", "company"),))
_OPENINGS = Element(message("the number of people sought"), (("recruitment", "openings"),))
_CONDITIONS = Element(
    message("what applicants must bring"),
    (("recruitment", "requirements"), ("role", "qualifications")),
)
_WORK = Element(message("what the work is"), (("role", "duties"),))
_PLACE = Element(message("the place of work"), (("recruitment", "place"),))
_PAY = Element(message("the basic pay"), (("recruitment", "pay"),))


def lacking(stated: Stated) -> tuple[Element, ...]:
    """Return what of the six is not stated, in the order of the article."""
    elements = (
        (_COMPANY, stated.company),
        (_OPENINGS, stated.openings),
        (_CONDITIONS, stated.conditions),
        (_WORK, stated.work),
        (_PLACE, stated.place),
        (_PAY, stated.pay),
    )
    return tuple(element for element, there in elements if not there)


def has_figure(text: str) -> bool:
    """Whether a text about pay says a figure: one without (面议) states no pay."""
    return re.search("[0-9０-９一二三四五六七八九十百千万]", text) is not None
