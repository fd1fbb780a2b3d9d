# ruff: noqa: E501 - a Chinese character counts as two columns
"""The fields that one line of prose holds: 岗位名称：经理　所在部门：市场部."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdgen.importers.recognise.characters import has_han
from jdgen.importers.recognise.labels import LabelMatch, is_section, match_label
from jdgen.importers.recognise.numbering import split_number

# Fields whose value is one short line: what follows on further lines is none of it.
SHORT = frozenset(
    ("role", (name,))
    for name in (
        "title", "code", "department", "reports_to", "direct_reports", "headcount", "incumbents",
        "openings", "grade", "filled_on", "stand_in", "promotion_to", "document_number", "version",
        "effective_date", "control_status", "aliases", "status",
    )
) | {
    (record, ("signoff", name))
    for record in ("role", "handbook")
    for name in ("prepared", "reviewed", "approved")
} | {("department", ("name",)), ("department", ("code",)), ("department", ("parent",)),
     ("department", ("headcount",)), ("handbook", ("company",)), ("handbook", ("organisation",)),
     ("handbook", ("edition",)), ("handbook", ("issue_date",)), ("handbook", ("headcount",)),
     ("handbook", ("title",))}  # fmt: skip
_COLON = re.compile(r"\s*[:：∶︰﹕]\s*")
_BRACKETS = re.compile(r"[【〖\[「]([^【】〖〗\[\]「」]{1,24})[】〗\]」]\s*[:：∶]?")
_FURTHER = re.compile(
    r"(?:\s{2,}|[\t　;；|｜,，]\s*|\s[/·•]\s*|(?<=\S)\s(?=\S))([^\s:：;；,，。|｜][^:：;；。|｜\t　]{0,30}?)\s*[:：]"
)
_SPACE = re.compile(r"^(\S(?:.{0,28}?\S)?)(?:\s*[\t　|｜]\s*|\s{2,}|\s|\s+[-–—]+\s+)(\S.*)$")
_GAP = re.compile(r"[ 　]{2,}|\t+")
_BLANK = re.compile(r"[\s_＿—–\-/／.…]*")
_SIGNATURE = re.compile(r"签字|签名|签章|盖章|签收|\bsignature\b|\bsigned\b", re.IGNORECASE)
_DATE = re.compile(r"日期|date|时间", re.IGNORECASE)


@dataclass(frozen=True)
class Labelling:
    """A label in a line and what stands behind it on that line (empty for a label alone)."""

    match: LabelMatch
    text: str
    colon: bool

    @property
    def alone(self) -> bool:
        """Whether nothing stands behind the label."""
        return not self.text


def fields_of_line(text: str) -> list[Labelling]:
    """Return the labels of a line with their values; none where the line begins with no label."""
    if len(text) > 5000 or is_section(text):
        return []
    if marked := _bracketed(text):
        return marked
    alone = None if is_rest(text) else match_label(text)
    if alone and not _COLON.search(text.rstrip(" :：")):
        return [Labelling(alone, "", text.rstrip()[-1:] in ":：")]
    if colon := _COLON.search(text[:80]):
        if first := match_label(text[: colon.start()]):
            return _signed(list(_all(first, text[colon.end() :])))
        return []
    return list(_without_colon(text))


def is_rest(text: str) -> bool:
    """Whether a line can only be the rest of a sentence, though its words are a label: skills."""
    plain = text.strip()
    return plain.endswith(("。", "；", ".", "，", "、", ",", ";")) or (
        plain[:1].islower() and plain.isascii() and not plain.endswith(":")
    )


def _bracketed(text: str) -> list[Labelling]:
    """Return the fields of a line whose labels stand in brackets: 【学历】大专 【年龄】不限."""
    marks = list(_BRACKETS.finditer(text))
    if not marks or split_number(text[: marks[0].start()] + "x").rest != "x":
        return []
    labels = [(mark, match) for mark in marks if (match := match_label(mark[1]))]
    if not labels or labels[0][0] is not marks[0]:
        return []
    ends = [mark.start() for mark, _ in labels[1:]] + [len(text)]
    return _signed(
        [
            Labelling(match, _value(text[mark.end() : end]), True)
            for (mark, match), end in zip(labels, ends, strict=True)
        ]
    )


def _all(first: LabelMatch, rest: str) -> Iterator[Labelling]:
    """Yield the field that begins a line and the further ones on it."""
    match, start = first, 0
    for found in _FURTHER.finditer(rest):
        following = match_label(found[1].lstrip("/·• "))
        if following is None or not following.sure or found.start() < start:
            continue
        gap = rest[found.start() : found.start(1)]
        # A single space before a label is enough only where labels of forms are on both sides.
        if len(gap.strip(" ")) == 0 and len(gap) < 2 and following.target not in SHORT | _SIGNERS:
            continue
        if gap.strip() in (",", "，") and following.target not in SHORT:
            continue
        yield Labelling(match, _value(rest[start : found.start()]), True)
        match, start = following, found.end()
    yield Labelling(match, _value(rest[start:]), True)


_SIGNERS = frozenset(("role", ("signoff", name)) for name in ("prepared", "reviewed", "approved"))


def _value(text: str) -> str:
    plain = text.strip(" 　\t|｜")
    return "" if _BLANK.fullmatch(plain) and plain not in ("/", "-", "—") else plain


def _signed(found: list[Labelling]) -> list[Labelling]:
    """Read 编制 among 审核 and 批准 as a signature; a date behind a signature belongs to it."""
    signing = any(each.match.path[:1] == ("signoff",) for each in found)
    signed: list[Labelling] = []
    for each in found:
        match = each.match
        signature = next((target for target in match.also if target[1][:1] == ("signoff",)), None)
        if match.path[:1] == ("signoff",):
            signature = None
        if signature and (
            signing or (each.text and not re.search("[0-9一二两三四五六七八九十若]", each.text))
        ):
            match = replace(match, record=signature[0], path=signature[1], also=())
        if signed and signed[-1].match.path[:1] == ("signoff",) and match.path == ("filled_on",):
            last = signed.pop()
            signed.append(replace(last, text=f"{last.text} {each.text}".strip()))
        else:
            signed.append(replace(each, match=match))
    return signed


def _without_colon(text: str) -> Iterator[Labelling]:
    """Yield 岗位名称 经理, and 岗位名称经理 where the label can be nothing else."""
    rest = split_number(text).rest
    if columns := _in_columns(rest):
        yield from columns
        return
    if _SPACE.match(rest):
        for edge in _edges(rest):
            match = match_label(rest[:edge])
            wide = len(rest[edge:]) - len(rest[edge:].lstrip()) > 1 or rest[edge] in "　|｜"
            if match and match.sure and (wide or _may_be_spaced(match, rest[edge:].strip())):
                yield Labelling(match, _value(rest[edge:].lstrip("-–— \t　|｜")), False)
                return
    if has_han(rest[:4]) and len(rest) <= 40 and not re.search("[。；;：:，,]", rest):
        for length in range(min(9, len(rest) - 1), 3, -1):
            match = match_label(rest[:length])
            if (
                match
                and match.sure
                and match.target in SHORT
                and rest[length : length + 1].isalnum()
            ):
                yield Labelling(match, rest[length:].strip(), False)
                return


def _in_columns(text: str) -> list[Labelling]:
    """Return labels and values that wide gaps set apart: 岗位名称   出纳      所属部门   财务部."""
    parts = [part for part in _GAP.split(text) if part]
    if len(parts) < 4 or len(parts) % 2:
        return []
    labels = [match_label(part) for part in parts[::2]]
    return [
        Labelling(match, _value(part), False)
        for match, part in zip(labels, parts[1::2], strict=True)
        if match and all(label and label.sure for label in labels)
    ]


def _edges(text: str) -> list[int]:
    """Return where the words of a line end that may end a label, the longest first."""
    edges = [found.start() for found in re.finditer(r"[\s|｜]+", text[:48])]
    return edges[::-1]


def _may_be_spaced(match: LabelMatch, value: str) -> bool:
    """Whether a label may stand before its value with no more than a space between them."""
    if not has_han(match.label):
        # “Position of trust …” is a sentence: an English label needs a wider gap or a colon.
        return False
    short = match.target in SHORT or match.path[:1] == ("qualifications",)
    return len(match.label) >= 4 or (len(match.label) >= 2 and short and len(value) <= 30)


def is_blank_form(text: str) -> bool:
    """Whether a line has labels of signatures and nothing written behind them."""
    words = re.sub(r"[\s_＿—/.…:：()（）年月日-]+", "", text)
    return is_signature(text) and len(words) <= 16 and bool(re.search(r"[_＿:：]|\s{3}", text))


def is_signature(text: str) -> bool:
    """Whether a line is there to be signed: 任职人签字：＿＿＿＿ 日期：."""
    if len(text) > 80 or not _SIGNATURE.search(text):
        return False
    return bool(re.search(r"[:：_＿]|[年月日]\s*$", text)) or len(text) <= 16
