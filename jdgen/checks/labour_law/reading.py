"""What of a handbook binds the people in a post, and the numbers in it.

A field of the form (工作时间特征, 招聘.试用期) speaks of the worker by itself. A duty may speak of
customers' deposits or of machines that run 24 hours: there the text has to name the worker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from jdgen.checks.check import Path, Subject
from jdgen.checks.prose import prose_of
from jdgen.model import Role

_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
           "八": 8, "九": 9}  # fmt: skip
NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百]{1,4}|半)"
TO = r"\s*(?:[-–—－~～至到]|\bto\b)+\s*"

# What a text says it doesn't do, forbids, or looks into in others.
_DENIED = re.compile(
    "不[得能可需用必会收扣强]|无[需须]|[从绝决]不|严禁|禁止|杜绝|防止|避免|制止|查处|纠正|拒绝|抵制|举报|投诉"
    "|违规|违法|免[收交]|不存在|反对|整治|风险|识别|检查是否|no |not |never |without ",
    re.IGNORECASE,
)
# Whoever deals with a wrong is not the one who does it.
DEALT_WITH = re.compile(
    "投诉|纠纷|争议|举报|检查|核查|督查|审查|稽查|审核|统计|风险|合规|培训|宣传|政策|法规"
)
_STOPS = re.compile(r"[，,；;。！!？?\n]")


@dataclass(frozen=True)
class Passage:
    """A text that may lay something down, and what it is to the worker.

    ``binding``: it speaks of the worker by itself. ``of_hours``: it is about the hours of work, so
    that a number of hours alone says how many.
    """

    path: Path
    text: str
    binding: bool
    role: Role | None = None
    of_hours: bool = False

    def sentences(self) -> list[str]:
        """Return the text between its full stops and semicolons."""
        return [part for part in re.split(r"[。；;\n]", self.text) if part.strip()]


_HOURS_FIELDS = ("working_hours", "working_time", "rest_days")
_HOURS_LABEL = re.compile("工作时间|上班时间|工时|作息|班次|working (?:hours|time)", re.IGNORECASE)


def passages(subject: Subject) -> Sequence[Passage]:
    """Return every text of the handbook, its departments and its posts."""
    return subject.once(_passages)


def _passages(subject: Subject) -> Iterator[Passage]:
    library = subject.library
    handbook = library.handbook
    for path, text in prose_of(("handbook", "foreword"), handbook.foreword):
        yield Passage(path, text, binding=True)
    for number, section in enumerate(handbook.extra):
        yield from _labelled(("handbook", "extra", number), section, section.heading)
    yield from _labelled(("handbook", "recruitment"), handbook.recruitment, "")
    for department in library.departments:
        start: Path = ("department", department.id)
        for path, text in prose_of((*start, "duties"), department.duties):
            yield Passage(path, text, binding=False)
    for role in library.roles:
        yield from passages_of(role)


def passages_of(role: Role) -> Iterator[Passage]:
    """Yield every text of one post that may lay something down."""
    start: Path = ("role", role.id)
    for name in ("summary", "duties", "authority", "safety_duties"):
        for path, text in prose_of((*start, name), getattr(role, name)):
            yield Passage(path, text, binding=False, role=role)
    asked = role.qualifications
    for name in type(asked).model_fields:
        if name != "groups":
            place: Path = (*start, "qualifications", name)
            yield from _labelled(place, getattr(asked, name), "", role)
    for number, group in enumerate(asked.groups):
        place = (*start, "qualifications", "groups", number, "text")
        yield from _labelled(place, group.text, group.label, role)
    for number, section in enumerate(role.extra):
        yield from _labelled((*start, "extra", number), section, section.heading, role)
    yield from _labelled((*start, "recruitment"), role.recruitment, "", role)


def _labelled(start: Path, value: Any, label: str, role: Role | None = None) -> Iterator[Passage]:
    """Yield what stands under a label, which says whether it is about hours."""
    labelled = _HOURS_LABEL.search(label) is not None
    for path, text in prose_of(start, value):
        of_hours = labelled or path[-1] in _HOURS_FIELDS
        yield Passage(path, text, binding=True, role=role, of_hours=of_hours)


def denied(text: str, start: int) -> bool:
    """Whether the clause around ``start`` forbids or denies what stands there."""
    before = _STOPS.split(text[:start])[-1]
    return _DENIED.search(before) is not None or before.endswith(("不", "未", "没", "无", "免"))


def number(text: str) -> float:
    """Return the number that digits or Chinese numerals up to 999 mean; 半 is a half."""
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text):
        return float(text)
    if text == "半":
        return 0.5
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[character]
    return float(total + digit)
