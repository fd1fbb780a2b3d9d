"""Lists written anew from the lines of their items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jdgen.edit.nodes import Edit, Node, apply_edits, column, line_before, line_end, line_start
from jdgen.edit.text import KeyNames, flow_text, item_lines


@dataclass(frozen=True)
class Rewritten:
    """What a list is to be: its items, and what each that was there before becomes.

    ``origin`` maps positions to those before; ``inner`` are the edits inside an item that stays;
    an item whose old position is in ``replaced`` is written from its value.
    """

    items: Sequence[Any]
    record: str
    origin: Mapping[int, int]
    inner: Sequence[list[Edit]]
    replaced: frozenset[int]


def flow_list(text: str, node: Node, new: Rewritten, keys: KeyNames) -> Edit:
    """Return a list in brackets with its items as they are to be."""
    items = node.children
    pieces = []
    for number, value in enumerate(new.items):
        before = new.origin.get(number)
        if before is None or before in new.replaced:
            pieces.append(flow_text(value, new.record, keys))
        else:
            item = items[before]
            pieces.append(apply_edits(text, new.inner[before], item.start, item.end))
    between = text[items[0].end : items[1].start] if len(items) > 1 else ", "
    return Edit(items[0].start, items[-1].end, (", " if "#" in between else between).join(pieces))


def block_list(text: str, node: Node, new: Rewritten, keys: KeyNames, line_break: str) -> Edit:
    """Return a list of lines with its items as they are to be, each with the comments above it."""
    indent = column(text, node.start)
    starts = [node.start, *(_dash(text, item.start, indent) for item in node.children[1:])]
    ends = [line_end(text, item.end) for item in node.children]
    leads = ["", *(text[ends[n] : line_start(text, starts[n + 1])] for n in range(len(ends) - 1))]
    pieces = []
    for number, value in enumerate(new.items):
        before = new.origin.get(number)
        if before is None or before in new.replaced:
            lines = item_lines(value, new.record, keys, indent)
            lead = leads[before] if before is not None else ""
            pieces.append(lead + line_break.join([*lines, ""]))
            continue
        written = apply_edits(text, new.inner[before], starts[before], ends[before])
        if not written.endswith("\n"):
            written += line_break
        pieces.append(f"{leads[before]}{' ' * indent}{written}")
    # The indent of the first line stands before the list already.
    whole = "".join(pieces)
    whole = whole[indent:] if not whole[:indent].strip(" ") else whole
    if not text[: ends[-1]].endswith("\n"):
        whole = whole.removesuffix(line_break)
    return Edit(node.start, ends[-1], whole)


def _dash(text: str, start: int, indent: int) -> int:
    """Return where the dash of an item stands that begins at ``start``."""
    line = line_start(text, start)
    while text[line + indent : line + indent + 1] != "-" or text[line : line + indent].strip(" "):
        line = line_before(text, line)
    return line + indent
