"""Plain values as YAML that people like to edit: blocks, no needless quotation marks, comments.

What is written here reads back through ``source`` as the same values. Text is written on one line,
or, where it has line breaks, as a literal block.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""Text, lists and mappings; numbers are text already."""

Comments: TypeAlias = Mapping[tuple[str | int, ...], str]
"""What to say above the line where the value at a path begins; paths by keys as written."""

_INDENT = 2
_SHORT_LIST = 72
"""A list of short names stands in one line, up to this many columns (a Chinese one counts two)."""

# Signs that begin something in YAML (§5.3), and the words that are no text in other programs.
_SPECIAL_START = re.compile(r"[\-?:,\[\]{}#&*!|>'\"%@`=~<]|\.\.\.")
_SPECIAL_INSIDE = re.compile(r":(?:\s|$)|\s#|[\t\x00-\x1f\x7f-\x9f]")
_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf"))
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_ODD_EDGE = re.compile(r"^\s|\s$|\ufeff")
# What a literal block can't hold as it stands: spaces that begin or end a line, odd line breaks.
_NOT_LITERAL = re.compile(
    r"^[ \t\n]|[ \t]+(?=\n|\Z)|\n\Z|[\r\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]"
)


@dataclass(frozen=True)
class Page:
    """A mapping to be written as one file, group by group with a blank line between.

    ``first`` are the lines above everything (a schema's comment). ``apart`` names the keys before
    which a blank line stands.
    """

    values: Mapping[str, Value]
    comments: Comments = field(default_factory=dict)
    first: Sequence[str] = ()
    apart: frozenset[str] = frozenset()


def write_page(page: Page) -> str:
    """Return the text of a file."""
    lines = list(page.first)
    begun = False
    for key, value in page.values.items():
        if begun and key in page.apart:
            lines.append("")
        begun = True
        lines += _entry(key, value, (), page.comments)
    return "\n".join(lines) + "\n"


def write_value(value: Value, indent: int = 0) -> list[str]:
    """Return the lines of a list or a mapping, each indented by ``indent`` spaces.

    A text gives one line, or the lines of a literal block without the sign that begins it.
    """
    if isinstance(value, str):
        return [" " * indent + line for line in _text(value, indent)]
    return [" " * indent + line if line else line for line in _block(value, (), {})]


def scalar(text: str) -> str:
    """Return a text as it stands after a key or a list mark, on one line."""
    if needs_quotes(text):
        return _quoted(text)
    return text


def needs_quotes(text: str) -> bool:
    """Return whether a text on one line would be misread without quotation marks."""
    return bool(
        not text
        or _SPECIAL_START.match(text)
        or _SPECIAL_INSIDE.search(text)
        or _ODD_EDGE.search(text)
        or "\n" in text
        or text.casefold() in _WORDS
    )


def _quoted(text: str) -> str:
    """Return a text in quotation marks: single ones, unless it holds what only escapes can say."""
    if any(ord(each) < 0x20 or 0x7F <= ord(each) <= 0x9F for each in text) or "\ufeff" in text:
        # JSON's escapes are YAML's, and this keeps all other characters as they are.
        return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
    return "'" + text.replace("'", "''") + "'"


def _entry(
    key: str, value: Value, path: tuple[str | int, ...], comments: Comments
) -> Iterator[str]:
    """Yield the lines of ``key: value`` and the comment above."""
    here = (*path, key)
    if said := comments.get(here):
        yield f"# {said}"
    name = scalar(key)
    if isinstance(value, str):
        first, *more = _text(value, _INDENT)
        yield f"{name}: {first}"
        yield from more
    elif (short := _in_one_line(value, here, comments)) is not None:
        yield f"{name}: {short}"
    else:
        yield f"{name}:"
        yield from (
            " " * _INDENT + line if line else line for line in _block(value, here, comments)
        )


def _text(text: str, indent: int) -> list[str]:
    """Return a text's lines: the first stands after its key or mark, the others below."""
    if "\n" in text and not _NOT_LITERAL.search(text):
        return ["|-", *(" " * indent + line if line else "" for line in text.split("\n"))]
    return [scalar(text)]


def _block(
    value: Sequence[Value] | Mapping[str, Value], path: tuple[str | int, ...], comments: Comments
) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _entry(key, item, path, comments)
        return
    for index, item in enumerate(value):
        here = (*path, index)
        if said := comments.get(here):
            yield f"# {said}"
        yield from _item(item, here, comments)


def _item(value: Value, path: tuple[str | int, ...], comments: Comments) -> Iterator[str]:
    if isinstance(value, str):
        first, *more = _text(value, _INDENT)
        yield f"- {first}"
        yield from more
        return
    short = _in_one_line(value, path, comments)
    if short is not None and (isinstance(value, Mapping) or not path or path[-1] != "table"):
        yield f"- {short}"
        return
    lines = list(_block(value, path, comments))
    comment = isinstance(value, Mapping) and lines[0].startswith("# ")
    if comment:
        yield lines.pop(0)
    for number, line in enumerate(lines):
        yield f"{' ' * _INDENT if number else '- '}{line}" if line else line


def _in_one_line(value: Value, path: tuple[str | int, ...], comments: Comments) -> str | None:
    """Return a list of names as ``[a, b]``; None for longer or deeper values, and for mappings."""
    if isinstance(value, str):
        return None
    if isinstance(value, Mapping):
        return None if value else "{}"
    if not value:
        return "[]"
    if not all(isinstance(item, str) and "\n" not in item for item in value):
        return None
    if any(comments.get((*path, index)) for index in range(len(value))):
        return None
    parts = [_quoted(item) if _in_flow(item) else item for item in map(str, value)]
    line = f"[{', '.join(parts)}]"
    sentences = any(_width(item) > 24 for item in parts)
    return None if sentences or _width(line) > _SHORT_LIST else line


def _in_flow(text: str) -> bool:
    """Return whether a text inside of brackets needs quotation marks."""
    return needs_quotes(text) or bool(_FLOW_SIGNS.search(text))


def _width(text: str) -> int:
    return sum(2 if each > "\u2e7f" else 1 for each in text)
