# ruff: noqa: E501 - a Chinese character counts as two columns
"""What stands behind a label, read as its field's type: a text, names, duties, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jdgen.errors import Message, message
from jdgen.importers.blocks import Block, Place
from jdgen.importers.recognise.duties import read_duties
from jdgen.importers.recognise.fields import fields_of_line
from jdgen.importers.recognise.labels import match_label
from jdgen.importers.recognise.lines import Line, ends, join, lines_of, source_of
from jdgen.importers.recognise.listing import (
    is_nothing,
    read_indicator,
    read_report,
    split_names,
    split_texts,
)
from jdgen.importers.recognise.pieces import Rows
from jdgen.importers.recognised import FieldPath

Target = tuple[str, FieldPath]

GUESSED = message("no label: guessed from the words")
_NAMES = {"direct_reports", "stand_in", "promotion_to", "aliases"}
_DUTIES = {"duties", "safety_duties"}
_ROWS = {"reports": "document", "indicators": "indicator", "revisions": "change"}
_LISTED = {"authority", *_NAMES, *_DUTIES, *_ROWS}
_COUNTS = {"incumbents", "openings"}
_PARAGRAPHS = {"summary", "knowledge_skills", "experience", "training", "equipment", "licences"}
_LABELLED = re.compile(r"^\s*([^:：]{1,30})[:：]\s*(.*)$", re.DOTALL)
# Which requirement an unlabelled line states, by its words; the first that fits.
_REQUIREMENTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("education", re.compile(r"学历|本科|大专|专科|中专|高中|硕士|博士|研究生|初中|毕业|专业不限|\b(?:degree|diploma|bachelor|master|graduate|school|vocational|college|university)", re.IGNORECASE)),
    ("experience", re.compile(r"(?:经验|经历|年以上|从事.{0,12}[0-9一二三四五六七八九十]年|工龄)|\b(?:experienced?|years?)\b", re.IGNORECASE)),
    ("age", re.compile(r"[0-9]{2}\s*(?:周?岁)|年龄|\byears old\b|\baged?\b", re.IGNORECASE)),
    ("licences", re.compile(r"(?:资格证|上岗证|证书|持证|职称|驾照|驾驶证)|\b(?:licen[cs]e|certificat)", re.IGNORECASE)),
)  # fmt: skip
_SIGNED = re.compile(r"^(.*?)[\s,，/（(]*([0-9]{2,4}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?)[)）]?$")


@dataclass(frozen=True)
class Value:
    """A value for one field, its words as they stood, and whether it was guessed."""

    path: FieldPath
    plain: Any
    source: str
    place: Place
    label: str = ""
    reason: Message | str = ""


@dataclass(frozen=True)
class Passage:
    """What stands behind a label and fits no field; ``heading`` is the label."""

    text: str
    place: Place
    heading: str = ""


Read = Value | Passage


@dataclass(frozen=True)
class Behind:
    """A label and the blocks behind it."""

    path: FieldPath
    label: str
    blocks: tuple[Block, ...]
    place: Place


def read_rows(path: FieldPath, label: str, rows: Rows, place: Place) -> list[Read]:
    """Return the value of a field whose rows a table gives."""
    found = [_row(row) for row in rows.rows]
    plain = [row for row in found if row]
    source = "\n".join("  ".join(text for text in row.values() if text) for row in rows.rows)
    if not plain:
        return []
    key = {"duties": "text", "safety_duties": "text", **_ROWS}.get(path[-1], "")
    if key and any(key not in row for row in plain):
        plain = [row if key in row else _headed(row, key) for row in plain]
    return [Value(path, plain, source, place, label)]


def _headed(row: Mapping[str, Any], key: str) -> dict[str, Any]:
    """Return a row that lacks its main text with the first of its other texts in that place."""
    first, *others = row
    value = row[first]
    text = "；".join(value) if isinstance(value, list) else value
    return {key: text, **{name: row[name] for name in others}}


def _row(row: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, text in row.items():
        if not text.strip():
            continue
        if name == "recipients":
            found[name] = split_names(text)
        elif name == "tasks":
            found[name] = [task for task in text.split("\n") if task.strip()]
        else:
            found[name] = text.strip()
    return found


def read_value(behind: Behind) -> list[Read]:
    """Return what stands behind a label as values of its field and of those inside of it."""
    name = behind.path[-1]
    source = source_of(behind.blocks)
    if not source.strip():
        return []
    if name in ("qualifications", "relations", "foreword", "signoff"):
        return list(_inside(behind))
    plain = _plain(behind, source)
    if not plain:
        # Words that are no value of this kind: a number that is none.
        return [Passage(source, behind.place, behind.label)]
    return [Value(behind.path, plain, source, behind.place, behind.label)]


def _plain(behind: Behind, source: str) -> Any:
    """Return the value of a field that holds no others."""
    name = behind.path[-1]
    if behind.path[-2:-1] == ("signoff",):
        return _signature(source)
    if name in _COUNTS:
        digits = re.search("[0-9]{1,9}", source)
        return digits[0] if digits else ""
    if name == "groups":
        return [{"label": behind.label, "text": _text(behind.blocks)}]
    if name in _LISTED or behind.path[:1] == ("relations",):
        return _listed(behind.path, lines_of(behind.blocks))
    return _text(behind.blocks) if name in _PARAGRAPHS else _one_line(behind.blocks)


def _listed(path: FieldPath, lines: Sequence[Line]) -> Any:
    """Return the value of a field that is a list."""
    name = path[-1]
    if name in _DUTIES:
        return read_duties(lines)
    if name in _ROWS:
        return [_report_like(name, line) for line in lines]
    if name in _NAMES:
        names = [each for line in lines for each in split_names(line.text)]
        if name == "direct_reports" and all(re.fullmatch(r"[0-9]{1,4}\s*[人名]?", each) for each in names):
            return []  # how many they are, not who
        return names[0] if len(names) == 1 and is_nothing(names[0]) else names
    undoubled = [_undoubled(line, path) for line in lines]
    return split_texts([line for line in undoubled if line.text])


def _report_like(name: str, line: Line) -> dict[str, Any]:
    if name == "revisions":
        return {"version": "—", "change": line.whole}
    return _row(read_report(line)) if name == "reports" else read_indicator(line)


def _text(blocks: Sequence[Block]) -> str:
    lines = lines_of(blocks, cut=False)
    if len(lines) == 1:
        # A number before the only line counts nothing; a bare one is no number: 2 people.
        return lines[0].whole if lines[0].number.isdigit() else lines[0].text
    text = ""
    for line in lines:
        broken = not line.number and len(text.rpartition("\n")[2]) > 16 and not ends(text)
        text = join(text, line.whole) if broken else f"{text}\n{line.whole}"
    return text.strip("\n")


def _one_line(blocks: Sequence[Block]) -> str:
    text = ""
    for line in lines_of(blocks, cut=False):
        text = join(text, line.whole)
    return re.sub(r"\s+", " ", text).strip().rstrip("；;")


def _undoubled(line: Line, path: FieldPath) -> Line:
    """Take off a label said twice: 内部协调关系：内部协调上级领导."""
    for length in range(min(8, len(line.text) - 1), 1, -1):
        found = match_label(line.text[:length])
        if found and found.sure and found.path == path:
            rest = line.text[length:].lstrip(" :：")
            return Line(rest, line.place, line.number, line.style, line.depth)
    return line


def _signature(source: str) -> Any:
    text = re.sub(r"\s+", " ", source).strip(" _＿")
    found = _SIGNED.match(text)
    if found and found[1].strip():
        return {"name": found[1].strip(" :："), "date": found[2]}
    return {"date": text} if found else {"name": text}


# ---- fields inside a section, each on a line of its own


def _inside(behind: Behind) -> Iterator[Read]:
    """Read the lines of a section: with a label each, or guessed by their words."""
    guessed: dict[str, list[Line]] = {}
    last: Value | None = None
    for line in lines_of(behind.blocks):
        values = _labelled_inside(line, behind.path)
        if values:
            if last:
                yield last
            yield from values[:-1]
            last = values[-1]
        elif last and line.style < 0:
            last = _longer(last, line)
        elif behind.path == ("qualifications",):
            for clause in _clauses(line):
                guessed.setdefault(_requirement(clause.text), []).append(clause)
        elif behind.path == ("relations",):
            side = "external" if re.search("外部|external", line.text) else "internal"
            guessed.setdefault(side, []).append(line)
        else:
            yield Passage(line.whole, line.place, behind.label)
    if last:
        yield last
    for name, lines in guessed.items():
        yield _guessed(behind, name, lines)


def _guessed(behind: Behind, name: str, lines: Sequence[Line]) -> Value:
    texts = [line.text for line in lines]
    source = "\n".join(line.whole for line in lines)
    plain: Any = texts if behind.path == ("relations",) else "\n".join(texts)
    path = (*behind.path, name)
    return Value(path, plain, source, lines[0].place, behind.label, GUESSED)


def _labelled_inside(line: Line, path: FieldPath) -> list[Value]:
    """Read 学历：大专以上 as the field of the section that it names; a line may hold several."""
    fields = [each for each in fields_of_line(line.text) if each.text]
    if fields and all(each.match.path[:1] == path for each in fields):
        found = [(each.match.path, each.match.label, each.text) for each in fields]
        return [_one_inside(*each, line.place) for each in found if len(each[0]) > 1]
    head = _LABELLED.match(line.text)
    if head and head[2].strip() and path == ("qualifications",) and len(head[1].strip()) <= 14:
        label = head[1].strip()
        return [_one_inside(("qualifications", "groups"), label, head[2].strip(), line.place)]
    return []


def _one_inside(path: FieldPath, label: str, text: str, place: Place) -> Value:
    # A list's own mark at the end of its item is none of the value's.
    plain: Any = text.rstrip("；;")
    if path[-1] == "groups":
        plain = [{"label": label, "text": plain}]
    elif path[0] == "relations":
        plain = split_texts([Line(text, place)])
    elif path[0] == "signoff":
        plain = _signature(text)
    return Value(path, plain, text, place, label)


def _longer(value: Value, line: Line) -> Value:
    plain = value.plain
    if isinstance(plain, str):
        plain = join(plain, line.text)
    elif isinstance(plain, list) and plain and isinstance(plain[-1], dict):
        plain = [*plain[:-1], {**plain[-1], "text": join(plain[-1].get("text", ""), line.text)}]
    elif isinstance(plain, list):
        plain = [*plain, line.text]
    source = f"{value.source}\n{line.whole}"
    return Value(value.path, plain, source, value.place, value.label, value.reason)


def _clauses(line: Line) -> list[Line]:
    """Cut “本科以上学历，五年以上工作经验” where its clauses state different requirements."""
    clauses = [part.strip() for part in re.split("[，,；;。]", line.text) if part.strip()]
    kinds = [_requirement(clause) for clause in clauses]
    named = {kind for kind in kinds if kind != "knowledge_skills"}
    if len(named) < 2 or len(set(kinds)) != len(kinds) or min(map(len, clauses)) < 3:
        return [line]
    return [Line(clause, line.place) for clause in clauses]


def _requirement(text: str) -> str:
    for name, pattern in _REQUIREMENTS:
        if pattern.search(text):
            return name
    return "knowledge_skills"
