"""Plain values to YAML text.

A text is written as it is where ``source`` reads it back as it was, else in quotation marks; text
of several lines as a block. One text stays on one line, however long: as people type it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Protocol

from jdgen.errors import InputError
from jdgen.source import parse_yaml
from jdgen.terms import TERMS, term

# Records that are written as one text where they say nothing else.
SHORT = {
    "duty": "text",
    "signature": "name",
    "address": "text",
    "pay": "text",
    "application": "text",
}
# Names of posts and parties are written in one line.
_IN_LINE = frozenset(
    {
        "aliases", "direct_reports", "recipients", "stand_in", "promotion_to", "supplemented",
        "internal", "external", "benefits", "makeup",
    }
)  # fmt: skip
# Other programs read these as something else than text.
_WORDS = frozenset({"null", "~", "yes", "no", "true", "false", "on", "off", "y", "n"})
_RISKY = re.compile(r"^[\s!&*|>%@`\"'#,\[\]{}?:-]|[:#]|\s$|[\n\r\t]")
_IN_FLOW = re.compile(r"[,\[\]{}]")


class KeyNames(Protocol):
    """How the keys of one file are spelled."""

    def canonical(self, record: str, key: str) -> str | None:
        """Return the field that ``key`` names in ``record``, None if it names none."""

    def write(self, record: str, name: str) -> str:
        """Return the key to write for a field."""


def short(value: Any, record: str) -> Any:
    """Return the one text that a record may be written as; else the value as it is."""
    main = SHORT.get(record)
    if isinstance(value, dict) and main is not None and value.keys() == {main}:
        return value[main]
    return value


def scalar(value: Any, style: str = "", *, flow: bool = False) -> str:
    """Return one text on one line, in the quotation marks it had if it had any."""
    text = str(value)
    if style == "'" and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if style == '"' or not _is_plain(text, flow=flow):
        return json.dumps(text, ensure_ascii=False)
    return text


def _is_plain(text: str, *, flow: bool) -> bool:
    if not text or text.casefold() in _WORDS:
        return False
    if flow and _IN_FLOW.search(text):
        return False
    if not _RISKY.search(text):
        return True
    written = f"a: {text}\nb:\n  - {text}\n" if not flow else f"a: [{text}]\nb: [{text}]\n"
    try:
        document = parse_yaml(written.encode("utf-8", "surrogatepass"), "")
    except InputError:
        return False
    wanted = {"a": [text] if flow else text, "b": [text]}
    return not document.notes and document.value == wanted


def block(value: str, indent: int) -> list[str]:
    """Return text of several lines as a block below its key: ``|-`` and the lines."""
    return ["|-", *((" " * indent + line) if line else "" for line in value.split("\n"))]


def needs_block(value: Any) -> bool:
    """Whether a text is better written as a block: it has several lines, none indented."""
    if not isinstance(value, str) or "\n" not in value:
        return False
    lines = value.split("\n")
    return (
        all(line == line.strip() for line in lines)
        and bool(lines[0])
        and value.isprintable() is False
        and all(line.isprintable() for line in lines)
    )


def flow_text(value: Any, record: str, keys: KeyNames) -> str:
    """Return any value in brackets, on one line."""
    value = short(value, record)
    if isinstance(value, dict):
        pairs = (
            f"{scalar(keys.write(record, name), flow=True)}:"
            f" {flow_text(value[name], _holds(record, name), keys)}"
            for name in _ordered(record, value)
        )
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow_text(each, record, keys) for each in value) + "]"
    return scalar(value, flow=True)


def mapping_lines(values: Any, record: str, keys: KeyNames, indent: int) -> list[str]:
    """Return a record as lines, each key on its own, in the order of the vocabulary."""
    lines: list[str] = []
    for name in _ordered(record, values):
        lines += entry_lines(record, name, values[name], keys, indent)
    return lines


def entry_lines(record: str, name: str, value: Any, keys: KeyNames, indent: int) -> list[str]:
    """Return one key with its value as lines."""
    key = " " * indent + scalar(keys.write(record, name)) + ":"
    first, *rest = value_lines(value, (_holds(record, name), name), keys, indent)
    return [f"{key} {first}" if first else key, *rest]


def value_lines(value: Any, what: tuple[str, str], keys: KeyNames, indent: int) -> list[str]:
    """Return a value as lines; the first goes behind its key, empty where all stand below.

    ``what``: the record that it holds, and the field's name; ``indent`` is that of the key.
    """
    record, name = what
    value = short(value, record)
    if isinstance(value, dict):
        if not value:
            return ["{}"]
        return ["", *mapping_lines(value, record, keys, indent + 2)]
    if isinstance(value, (list, tuple)):
        if not value or (name in _IN_LINE and all(isinstance(each, str) for each in value)):
            return [flow_text(value, record, keys)]
        items = (line for each in value for line in item_lines(each, record, keys, indent + 2))
        return ["", *items]
    if needs_block(value):
        return block(value, indent + 2)
    return [scalar(value)]


def item_lines(value: Any, record: str, keys: KeyNames, indent: int) -> list[str]:
    """Return an item of a list as lines, its dash at ``indent``."""
    value = short(value, record)
    dash = " " * indent + "- "
    if isinstance(value, dict) and value:
        first, *rest = mapping_lines(value, record, keys, indent + 2)
        return [dash + first.lstrip(" "), *rest]
    if isinstance(value, (list, tuple, dict)):
        return [dash + flow_text(value, record, keys)]
    if needs_block(value):
        first, *rest = block(value, indent + 2)
        return [dash + first, *rest]
    return [dash + scalar(value)]


def _holds(record: str, name: str) -> str:
    try:
        return term(record, name).holds
    except KeyError:
        return ""


def _ordered(record: str, names: Any) -> Iterator[str]:
    known = [each.name for each in TERMS.get(record, ())]
    yield from (name for name in known if name in names)
    yield from (name for name in names if name not in known)
