"""The six things that recruitment information must state, and which of them a post lacks.

人力资源市场暂行条例（国务院令第700号）第二十四条: 单位基本情况、招聘人数、招聘条件、
工作内容、工作地点、基本劳动报酬.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdgen.errors import Message, message
from jdgen.views.public import PublicPost


@dataclass(frozen=True)
class Element:
    """One of the six: what it is called, and the keys to fill in (record and field)."""

    name: Message
    keys: tuple[tuple[str, str], ...]


_COMPANY = Element(message("basic facts about the employer"), (("employer", "company"),))
_OPENINGS = Element(message("the number of people sought"), (("recruitment", "openings"),))
_CONDITIONS = Element(
    message("what applicants must bring"),
    (("recruitment", "requirements"), ("role", "qualifications")),
)
_WORK = Element(message("what the work is"), (("role", "duties"),))
_PLACE = Element(message("the place of work"), (("recruitment", "place"),))
_PAY = Element(message("the basic pay"), (("recruitment", "pay"),))


def missing_elements(post: PublicPost) -> tuple[Element, ...]:
    """Return what of the six a post's advertisement would lack; a pay without a figure is none."""
    stated = (
        (_COMPANY, bool(post.company or post.company_facts)),
        (_OPENINGS, bool(post.openings)),
        (_CONDITIONS, bool(post.requirements or _conditions(post))),
        (_WORK, bool(post.duties or post.summary)),
        (_PLACE, bool(post.place_text)),
        (_PAY, bool(re.search("[0-9０-９一二三四五六七八九十百千万]", post.pay_text))),
    )
    return tuple(element for element, there in stated if not there)


def _conditions(post: PublicPost) -> bool:
    return any(each.name != "environment" for each in post.qualifications)
