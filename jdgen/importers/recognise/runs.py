# ruff: noqa: E501 - a Chinese character counts as two columns
"""Text run together without any separator: which labels in it are labels, by the order of forms.

What a text extraction leaves of a form is one run of labels and values. A word of the vocabulary
counts as a label there only where it fits: in the usual order of a form's fields, with a value of
the right kind before it, or with a colon behind it. The reading that fits best as a whole is found
step by step from the left (each label with its best predecessor), so 职责, 权力 and 部门 in running
sentences stay part of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jdgen.importers.recognise.characters import TO_SIMPLIFIED, half_width
from jdgen.importers.recognise.vocabulary import SECTIONS, Target, index

SECTION = ("section", ("section",))
COLUMNS = ("report", ("columns",))
END = ("end", ())
Kind = tuple[str, tuple[str, ...]]

_MOST_CANDIDATES = 60_000
_REACH = 40
_LONGEST_LABEL = 14

# The usual order of a form's fields: a later one seldom stands before an earlier one.
_USUAL = """
title code document_number version
department grade headcount reports_to direct_reports incumbents openings filled_on effective_date \
control_status stand_in promotion_to
summary
duties safety_duties
authority
relations relations.internal relations.external
qualifications qualifications.education qualifications.age qualifications.experience \
qualifications.knowledge_skills qualifications.environment qualifications.working_hours \
qualifications.licences qualifications.training qualifications.equipment qualifications.groups
reports
indicators
extra revisions signoff signoff.prepared signoff.reviewed signoff.approved
"""
_ORDER: dict[Kind, int] = {
    ("role", tuple(name.split("."))): rank
    for rank, names in enumerate(_USUAL.strip().splitlines())
    for name in names.split()
}
_HOLDERS = {("role", (name,)) for name in ("relations", "qualifications", "reports", "signoff")}
_NAME = re.compile(r"(?!.*[0-9]人)[^。；;：:！？]{1,24}")
_FITS: dict[Kind, re.Pattern[str]] = {
    ("role", ("title",)): _NAME,
    ("role", ("department",)): _NAME,
    ("role", ("reports_to",)): _NAME,
    ("role", ("direct_reports",)): re.compile(r"[^。：:！？]{1,80}"),
    ("role", ("headcount",)): re.compile(r"\D{0,3}[0-9０-９一二三四五六七八九十两若]{1,4}\D{0,8}"),
    ("role", ("filled_on",)): re.compile(r"(?:[0-9０-９]{2,4}[-/.年]?){1}[0-9０-９\s./年月日-]{1,10}"),
    ("role", ("qualifications", "age")): re.compile(r".{0,8}(?:[0-9０-９一二三四五]|不限|无).{0,24}"),
    ("role", ("qualifications", "education")): re.compile(r".{1,60}"),
    ("role", ("qualifications", "experience")): re.compile(r".{1,120}"),
    ("role", ("qualifications", "environment")): re.compile(r"[^：:]{1,60}"),
    ("role", ("qualifications", "working_hours")): re.compile(r"[^：:]{1,60}"),
}  # fmt: skip
_REPORT_COLUMNS = re.compile(
    r"(?:序号)?(?:所需(?:的)?(?:记录)?文档|(?:报表|记录|报告|文档|文件|资料)名称|记录文档|报表|所需记录)"
    r"\s*(?:编制时间|完成时间|提交时间|报送时间|上报时间|填报时间|编制周期|报送周期|周期|频率|时间|时限)"
    r"\s*(?:报送对象|报送部门|接收人|接收部门|提交对象|上报对象|呈报对象|送达对象|报送人|接收对象|报送单位)"
)


@dataclass(frozen=True)
class Candidate:
    """A place where a label may stand; ``end`` is behind its colon, if it has one."""

    start: int
    end: int
    kind: Kind
    strength: float


@dataclass(frozen=True)
class Part:
    """A label accepted, as printed, and the text up to the next one; ``start`` is the label's."""

    kind: Kind
    label: str
    text: str
    start: int


def is_run(text: str) -> bool:
    """Whether a paragraph is several fields run together: long, with labels of different kinds."""
    if len(text) < 60:
        return False
    found = {each.kind for each in _candidates(text[:20_000]) if each.strength >= 2}
    return len(found & set(_ORDER)) >= 5


def cut_run(text: str) -> list[Part]:
    """Return the fields of a run in their order; what stands before the first has no label."""
    chosen = _best(text, _candidates(text))
    edges = [each.start for each in chosen[1:]] + [len(text)]
    first = chosen[0].start if chosen else len(text)
    parts = [Part(("", ()), "", text[:first], 0)] if text[:first].strip() else []
    for each, end in zip(chosen, edges, strict=False):
        label = text[each.start : each.end].strip().rstrip(":：").strip()
        parts.append(Part(each.kind, label, text[each.end : end], each.start))
    return parts


# Short labels whose value shows what they are, even run together: 学历大专, 年龄25岁, 定员2人.
_SPEAKING_LABELS = frozenset(("学历", "年龄", "经验", "定员", "编制", "定编", "资历", "人数"))
_SPEAKING = re.compile(
    r"\s?(?:(?:全日制)?(?:初中|高中|中专|大专|专科|本科|硕士|博士|研究生|大学|不限)|[0-9]{1,3}\s?(?:[-~至][0-9]{2})?(?:周?岁|人|名|年)"
    r"|[一二两三四五六七八九十]{1,3}(?:年|人|名|周?岁))"
)

# ---- where labels may stand


def _candidates(text: str) -> list[Candidate]:
    plain = half_width(text).translate(TO_SIMPLIFIED)
    if len(plain) != len(text):
        plain = text
    found: list[Candidate] = []
    labels, place = _labels(), 0
    while place < len(plain) and len(found) < _MOST_CANDIDATES:
        # Labels may overlap: of 市场主管岗位定员1人, 主管岗位 is none.
        candidate = _at(plain, place, labels)
        # 定员 is no label of its own at the end of 岗位定员.
        inside = candidate and any(each.end == candidate.end for each in found[-8:])
        if candidate and not (inside and candidate.strength < 1):
            found.append(candidate)
        place += 1
    return found


def _labels() -> dict[str, dict[str, Kind]]:
    """Return the Chinese labels by their first two characters."""
    table: dict[str, dict[str, Kind]] = {}
    for label, targets in index().items():
        if not label.isascii() and 2 <= len(label) <= _LONGEST_LABEL:
            table.setdefault(label[:2], {})[label] = _kind(targets)
    for label in SECTIONS:
        if not label.isascii():
            table.setdefault(label[:2], {}).setdefault(label, SECTION)
    return table


def _kind(targets: Sequence[Target]) -> Kind:
    return next((each for each in targets if each in _ORDER), targets[0])


def _at(text: str, place: int, labels: dict[str, dict[str, Kind]]) -> Candidate | None:
    here = labels.get(text[place : place + 2])
    if columns := _REPORT_COLUMNS.match(text, place):
        return Candidate(place, columns.end(), COLUMNS, 6)
    if not here:
        return None
    for length in range(min(_LONGEST_LABEL, len(text) - place), 1, -1):
        if kind := here.get(text[place : place + length]):
            colon = re.compile(r"\s{0,3}:").match(text, place + length)
            strength = _strength(text, place, length, bool(colon))
            if not colon and (kind == SECTION or (kind[0] != "role" and length < 5)):
                # 主管部门 and 部门职责 are words of sentences far more often than labels.
                return None
            if strength > 0:
                return Candidate(place, colon.end() if colon else place + length, kind, strength)
    return None


def _strength(text: str, place: int, length: int, colon: bool) -> float:
    """Return how much a word looks like a label by itself; a short one needs a mark beside it."""
    if 2 <= length <= 3 and not colon:
        value = _SPEAKING.match(text, place + length)
        if value and text[place : place + length] in _SPEAKING_LABELS:
            return 0.8
    before = text[place - 1 : place]
    edge = not before or before in "。;；:： \t\n>》】"
    if length < 4 and not colon and not (edge and length == 3):
        return 0
    return (0, 0, 0, 1, 2, 3)[min(length, 5)] + (2.5 if colon else 0) + (0.5 if edge else 0)


# ---- which of them are labels


def _best(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that, taken together, read best."""
    if not candidates:
        return []
    scores = [0.0] * len(candidates)
    previous = [-1] * len(candidates)
    for here, each in enumerate(candidates):
        # As the first label: whatever stands before it is the document's beginning.
        scores[here] = each.strength + _opening(each.kind)
        for back in range(max(0, here - _REACH), here):
            before = candidates[back]
            if before.end > each.start:
                continue
            step = _step(before, each.kind, text[before.end : each.start])
            if (score := scores[back] + each.strength + step) > scores[here]:
                scores[here], previous[here] = score, back
    finals = [
        score + _step(each, END, text[each.end :][:200])
        for score, each in zip(scores, candidates, strict=True)
    ]
    place = max(range(len(candidates)), key=lambda n: (finals[n], -n))
    chosen = []
    while place >= 0:
        chosen.append(candidates[place])
        place = previous[place]
    return chosen[::-1]


def _opening(kind: Kind) -> float:
    return 0.5 if kind in (("role", ("title",)), SECTION) or kind[0] != "role" else 0


def _step(before: Candidate, kind: Kind, value: str) -> float:
    """Return how well a label of ``kind`` follows ``before`` with ``value`` between them."""
    return _order(before.kind, kind) + _fit(before.kind, value, kind)


def _order(before: Kind, kind: Kind) -> float:
    if kind == ("role", ("title",)):
        return 1
    if before == kind:
        return -4
    if COLUMNS in (before, kind):
        return 1 if before == ("role", ("reports",)) else -1 if kind == COLUMNS else 0
    if before in _ORDER and kind in _ORDER:
        return 0.5 if _ORDER[before] <= _ORDER[kind] else -3
    return 0


def _fit(kind: Kind, value: str, following: Kind) -> float:
    """Return how well ``value`` is one for ``kind``; a holder's is empty before its own fields."""
    text = value.strip()
    if kind in _HOLDERS:
        inside = following[1][:1] == kind[1] or following == COLUMNS
        return 1.5 if inside and not text else -1 if inside else 0
    if kind == ("role", ("duties",)):
        return 1 if re.match(r"[0-9０-９一①（(•●]", text) else -2 if len(text) < 6 else 0
    if not text:
        return -0.5
    pattern = _FITS.get(kind)
    # The title that follows may have a heading before it, which no field's value fits.
    if pattern is None or following == ("role", ("title",)):
        return 0
    return 1 if pattern.fullmatch(text) else -4
