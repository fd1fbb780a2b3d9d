"""Duties read from lines: numbers of every style, two levels, share, frequency and measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jdgen.importers.recognise.labels import match_column
from jdgen.importers.recognise.lines import Line, ends, is_broken_off, join
from jdgen.importers.recognise.numbering import ordinal, split_items, split_number, split_sentences

# 职责一：…, 职责1 职责表述：…
_NAMED = re.compile(
    r"^(?:工作|岗位|主要)?职责\s*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*(?:[:：、.．]|\s|$)"
)
_TASK = re.compile(
    r"^(?:工作)?任务\s*(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*(?:[:：、.．]|\s)"
)
_LABELLED = re.compile(r"^([^:：]{1,16})[:：]\s*(.*)$", re.DOTALL)
_PERCENT = r"(?:约|占|近|≈)?\s*[0-9]{1,3}(?:\.[0-9])?\s*(?:[-–~～至]\s*[0-9]{1,3}\s*)?[%％]"
_SHARE_BEHIND = re.compile(rf"\s*[（(\[【]\s*({_PERCENT})[^（()）]{{0,8}}[)）\]】]\s*([。；;.]?)$")
_SHARE_BEFORE = re.compile(rf"^[（(\[【]?\s*({_PERCENT})\s*[)）\]】]?\s*[-–—:：、.]?\s*(?=\S)")
_REMARK = re.compile(r"\s*[（(\[【]([^（()）\[\]【】]{2,120})[)）\]】]\s*([。；;.]?)$")
_META = ("share", "frequency", "measure")


@dataclass
class _Duty:
    """A duty as it is read, line by line."""

    text: str
    tasks: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        found: dict[str, Any] = {"text": self.text}
        if self.tasks:
            found["tasks"] = self.tasks
        return {**found, **self.meta}


def read_duties(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return the duties that ``lines`` say, each as a mapping by canonical names."""
    duties: list[_Duty] = []
    for line, depth in _depths(_without_lost_numbers(lines)):
        _add(duties, line, depth)
    for duty in duties:
        _take_tasks(duty)
        _take_remark(duty)
    _take_shares(duties)
    return [duty.plain() for duty in duties if duty.text or duty.tasks]


def _add(duties: list[_Duty], line: Line, depth: int) -> None:
    text = _NAMED.sub("", line.text).strip() if depth == 0 else line.text
    text = _TASK.sub("", text) if depth else text
    if duties and line.style < 0 and _is_meta(duties[-1], text):
        return
    if found := _LABELLED.match(text):
        heads = match_column("duty", found[1])
        if heads in ("text", "tasks") and depth >= 0 and re.search("职责|任务|表述", found[1]):
            text = found[2].strip()
            if not text:
                return
    if not duties or depth == 0:
        duties.append(_Duty(text))
    elif depth < 0:
        _continue(duties[-1], text)
    elif depth == 1 or not duties[-1].tasks:
        duties[-1].tasks.append(text)
    else:
        duties[-1].tasks[-1] = join(duties[-1].tasks[-1], f"{line.number}{text}")


def _continue(duty: _Duty, text: str) -> None:
    if duty.tasks:
        duty.tasks[-1] = join(duty.tasks[-1], text)
    else:
        duty.text = join(duty.text, text)


def _is_meta(duty: _Duty, text: str) -> bool:
    """Take a line such as 频率：每月 into the duty, if it is one."""
    found = _LABELLED.match(text)
    name = match_column("duty", found[1]) if found and found[2] else None
    if found is None or name not in _META or name in duty.meta:
        return False
    duty.meta[name] = found[2].strip()
    return True


# ---- which line is a duty, which a task


def _without_lost_numbers(lines: Sequence[Line]) -> list[Line]:
    """Cut a single line whose items have lost their numbers at its sentences."""
    if len(lines) == 1 and lines[0].style < 0 and len(lines[0].text) > 30:
        parts = split_sentences(lines[0].text)
        if len(parts) > 1:
            return [Line(part, lines[0].place) for part in parts]
    return list(lines)


def _depths(lines: Sequence[Line]) -> Iterator[tuple[Line, int]]:
    """Yield each line with its depth: 0 a duty, 1 a task, 2 inside a task, -1 goes on."""
    if not any(line.style >= 0 for line in lines):
        named = any(_NAMED.match(line.text) for line in lines)
        yield from _unnumbered(lines, named)
        return
    grouped = _has_group_heads(lines)
    stack: list[tuple[int, int]] = []
    before: Line | None = None
    for line in lines:
        if line.style < 0:
            yield line, _depth_of_bare(line, before, grouped)
            if grouped and not _goes_on(before):
                stack = []
        else:
            key = _key(line)
            while key in stack and stack[-1] != key:
                stack.pop()
            if key not in stack:
                stack.append(key)
            yield line, len(stack) - 1 + (1 if grouped else 0)
        before = line


def _unnumbered(lines: Sequence[Line], named: bool) -> Iterator[tuple[Line, int]]:
    before: Line | None = None
    for line in lines:
        if named:
            yield line, 0 if _NAMED.match(line.text) else 1
        else:
            yield line, -1 if before and is_broken_off(before.text) else 0
        before = line


def _depth_of_bare(line: Line, before: Line | None, grouped: bool) -> int:
    if _NAMED.match(line.text):
        return 0
    if before is None:
        return 0
    if grouped and not _goes_on(before):
        return 0
    return -1


def _goes_on(before: Line | None) -> bool:
    """Whether the line after ``before`` must be the rest of it."""
    return before is not None and is_broken_off(before.text)


def _key(line: Line) -> tuple[int, int]:
    """Return what tells the levels of a list apart: the drawn depth, else the number's style."""
    if line.depth >= 0:
        return (100 + line.depth, 0)
    return (line.style, line.number.count(".") + line.number.count("．") if line.style == 4 else 0)


def _has_group_heads(lines: Sequence[Line]) -> bool:
    """Whether lines without a number head lists that each begin anew (市场开发 1、2、)."""
    heads = 0
    for place, line in enumerate(lines[:-1]):
        following = lines[place + 1]
        if line.style < 0 and following.style >= 0:
            begins = ordinal(following.number) in (0, 1)
            before = lines[place - 1] if place else None
            short = len(line.text) <= 30 and not line.text.endswith(("。", "；", ";"))
            if begins and short and not _goes_on(before):
                heads += 1
        if line.style < 0 and following.style < 0:
            return False
    return heads >= 2 or (heads == 1 and bool(_NAMED.match(lines[0].text)))


# ---- what stands inside a duty's own line


def _take_tasks(duty: _Duty) -> None:
    """Make tasks of a list inside the duty's own line, as （1）…；（2）… is."""
    if duty.tasks:
        return
    first, *others = split_items(duty.text)
    if len(others) > 1 and split_number(first).level < 0 and ends(first):
        duty.text = first
        duty.tasks = [split_number(other).rest for other in others]


def _take_remark(duty: _Duty) -> None:
    """Take share, frequency and measure from a remark at the end: （占比：30%，频率：每月）."""
    found = _REMARK.search(duty.text)
    if not found:
        return
    parts = [_LABELLED.match(part.strip()) for part in re.split(r"[，,；;]", found[1])]
    named = {}
    for part in parts:
        name = match_column("duty", part[1]) if part else None
        if part is None or name not in _META:
            return
        named[name] = part[2].strip()
    duty.meta = {**named, **duty.meta}
    duty.text = duty.text[: found.start()] + found[2]


def _take_shares(duties: Sequence[_Duty]) -> None:
    """Take a percentage before or behind each duty for its share, if most have one."""
    for pattern in (_SHARE_BEHIND, _SHARE_BEFORE):
        found = [pattern.search(duty.text) for duty in duties]
        if len(duties) < 2 or sum(map(bool, found)) * 2 <= len(duties):
            continue
        for duty, match in zip(duties, found, strict=True):
            if match and "share" not in duty.meta:
                duty.meta["share"] = match[1].strip()
                rest = duty.text[: match.start()] + duty.text[match.end() :]
                duty.text = rest + (match[2] if pattern is _SHARE_BEHIND else "")
