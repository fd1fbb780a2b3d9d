# ruff: noqa: E501 - a Chinese character counts as two columns
"""Lists that stand in one text: names of posts, powers, partners; reports and indicators as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jdgen.importers.recognise.characters import has_han
from jdgen.importers.recognise.labels import match_column
from jdgen.importers.recognise.lines import Line, is_broken_off, join
from jdgen.importers.recognise.run_reports import TIMING

_NAMES = re.compile(r"\s*[、,，;；\n]\s*|\s+(?=\S+$)|(?<=[^\s/]{2})\s*/\s*(?=[^\s/]{2})")
# A comma in 5,000元 separates nothing.
_MARK = r"(?:[、;；\n]|[,，](?![0-9]{3}(?![0-9]))|(?<![0-9])[,，])"
_SEPARATORS = re.compile(rf"\s*{_MARK}\s*")
_STRONG = re.compile(r"\s*[;；\n]\s*")
# What makes a part of a text a clause rather than a name.
_CLAUSE = re.compile(
    r"^(?:与|和|跟|同|对|向|由|及|为|在|并|以及|负责|协助|如|等)|[。！？]|(?:协调|沟通|联系|配合)好|进行|保持"
)
_POWER = re.compile(r"(?:权|权限|权力|权利)[。.]?$")
_NOTHING = frozenset(("无", "none", "n/a", "—", "-", "/", "暂无", "没有", "nil", "\\", "na"))
_PERCENT = re.compile(r"[（(]?\s*([0-9]{1,3}(?:\.[0-9])?\s*[%％]|[0-9]{1,3}\s*分)\s*[)）]?$")
_PARTS = re.compile(r"\s*(?:[|｜\t；;]|[,，](?=\S)|\s[-–—/]\s|——|：|:)\s*")
_REPORTED = re.compile(r"^(?:报送|报|呈报|报给|提交|提交给|上报|送|发送|抄送|呈|送交|submitted to|sent to|to)\s*[:：]?\s*", re.IGNORECASE)  # fmt: skip
_ENGLISH_TIMING = re.compile(
    r"\b(?:daily|weekly|bi-?weekly|fortnightly|monthly|quarterly|half-yearly|semi-annually|yearly"
    r"|annually|as needed|ad hoc|month[- ]end|quarter[- ]end|year[- ]end|every \w+|each \w+)\b",
    re.IGNORECASE,
)


def is_nothing(text: str) -> bool:
    """Whether a text says that there is none."""
    return text.strip().casefold() in _NOTHING


def split_names(text: str) -> list[str]:
    """Return the names in a text: posts, departments, people; a remark in brackets stays whole."""
    return [name for name in _outside_brackets(text, _SEPARATORS) if name]


def split_texts(lines: Sequence[Line]) -> list[str]:
    """Return the items of a list of short texts: a line each, or one line with 、 between them."""
    if len(lines) > 1:
        found: list[str] = []
        for line in lines:
            if found and line.style < 0 and is_broken_off(found[-1]):
                found[-1] = join(found[-1], line.text)
            else:
                found.append(line.text)
        return [text for text in found if text]
    text = lines[0].text.strip() if lines else ""
    parts = [part for part in _outside_brackets(text, _SEPARATORS) if part]
    if len(parts) < 2:
        return [text] if text else []
    if any(_POWER.search(part) for part in parts):
        return _powers(text)
    longest = 14 if has_han(text) else 40
    if all(len(part) <= longest and not _CLAUSE.search(part) for part in parts):
        last = parts[-1].rstrip("。.")
        return [*parts[:-1], last] if has_han(last) else parts
    clauses = [part for part in _outside_brackets(text, _STRONG) if part]
    return clauses if len(clauses) > 1 else [text]


def _powers(text: str) -> list[str]:
    """Split powers where one ends: “对下属人员，新员工管理权” is one, “申诉权，任免权” are two."""
    found = [""]
    for piece in re.split(f"({_MARK})", text):
        if re.fullmatch("[、,，;；]", piece):
            if _POWER.search(found[-1]) or piece in ";；":
                found.append("")
            else:
                found[-1] += piece
        else:
            found[-1] += piece
    powers = [part.strip() for part in found if part.strip()]
    return [*powers[:-1], powers[-1].rstrip("。.")] if len(powers) > 1 else powers


def _outside_brackets(text: str, separators: re.Pattern[str]) -> list[str]:
    """Split a text at separators, but not inside of brackets."""
    parts, start, depth, place = [], 0, 0, 0
    edges = {found.start(): found.end() for found in separators.finditer(text)}
    while place < len(text):
        depth += (text[place] in "（(") - (text[place] in "）)")
        if depth <= 0 and place in edges and edges[place] > place:
            parts.append(text[start:place].strip())
            place = start = edges[place]
        else:
            place += 1
    return [*parts, text[start:].strip()]


# ---- lines that are records


def read_report(line: Line) -> dict[str, str]:
    """Read a line such as “销售日报（每日，报销售经理）” or “周报：每周五：市场部经理”."""
    text = line.text.strip()
    remark = re.search(r"^(.{2,40}?)\s*[（(]([^（()）]{2,60})[)）]\s*[。；;]?$", text)
    parts = (
        [remark[1], *re.split(r"[，,；;、]", remark[2], maxsplit=1)]
        if remark
        else _PARTS.split(text)
    )
    parts = [part.strip(" 。；;") for part in parts if part.strip(" 。；;")]
    found = {"document": parts[0]} if parts else {}
    for part in parts[1:]:
        head, _, rest = part.partition("：")
        name = match_column("report", head) if rest else None
        if name and name not in found:
            found[name] = rest
        elif "timing" not in found and (TIMING.match(part) or _ENGLISH_TIMING.search(part)):
            found["timing"] = part
        elif "recipients" not in found:
            found["recipients"] = _REPORTED.sub("", part)
        else:
            return {"document": text}
    if len(found) == 1 or ("timing" not in found and not remark):
        return {"document": text.rstrip("。；;")}
    return found


def read_indicator(line: Line) -> dict[str, str]:
    """Read a line such as “销售额完成率（40%）” or “客户满意度：≥95%”."""
    text = line.text.strip().rstrip("。；;")
    found: dict[str, str] = {}
    if weight := _PERCENT.search(text):
        before = text[: weight.start()].strip(" ：:，,（(")
        if before and not re.search(
            r"[≥≤<>＞＜不低高少多达于到=＝：:]$|[:：]", text[: weight.start()].rstrip()
        ):
            found["weight"] = weight[1].replace(" ", "")
            text = before
    head, colon, rest = text.partition("：")
    if not colon:
        head, colon, rest = text.partition(":")
    if colon and head and rest and len(head) <= 30:
        return {"indicator": head.strip(), "target": rest.strip(), **found}
    return {"indicator": text, **found}
