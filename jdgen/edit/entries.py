"""What is to be written where, so that a file says something else.

Comments on a line stay on it. Comments above an item of a list belong to it: they move with it and
go with it, but for those above the first item, which may speak of the whole list. Comments above a
key stay when the key goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jdgen.changes.lists import match
from jdgen.edit.lists import Rewritten, block_list, flow_list
from jdgen.edit.nodes import (
    Edit,
    Node,
    apply_edits,
    begins_line,
    column,
    is_blank,
    line_before,
    line_end,
    line_start,
)
from jdgen.edit.text import (
    KeyNames,
    block,
    entry_lines,
    flow_text,
    needs_block,
    scalar,
    short,
    value_lines,
)
from jdgen.terms import TERMS, term

__all__ = ["Editing", "apply_all"]


def apply_all(text: str, edits: list[Edit]) -> str:
    """Return the text with all edits carried out."""
    return apply_edits(text, edits)


@dataclass(frozen=True)
class Editing:
    """One file on its way: its text, how its keys are spelled, how its lines end."""

    text: str
    keys: KeyNames
    line_break: str

    def mapping(self, node: Node, old: Any, new: Any, record: str) -> list[Edit]:
        """Return what changes a record's fields from ``old`` to ``new``."""
        there = {}
        for key, value in node.pairs():
            name = self.keys.canonical(record, key.value.strip())
            if name is not None:
                there[name] = (key, value)
        edits: list[Edit] = []
        fresh, gone = [], []
        for name in {**old, **new}:
            before, after = old.get(name), new.get(name)
            if before == after:
                continue
            if name not in there:
                fresh.append(name)
            elif after is None:
                gone.append(name)
            else:
                edits += self._entry(there[name], before, after, (_holds(record, name), name))
        if node.is_flow:
            if not fresh and not gone:
                return edits
            return [self._braces(node, (there, frozenset(gone)), edits, (record, new, fresh))]
        for name in gone:
            edits += self._delete(node, there.pop(name))
        return edits + self._insert(node, there, (record, new, fresh))

    def _braces(
        self,
        node: Node,
        old: tuple[dict[str, tuple[Node, Node]], frozenset[str]],
        edits: list[Edit],
        wanted: tuple[str, Any, list[str]],
    ) -> Edit:
        """Return a mapping in brackets without the keys that are gone, and with those that come."""
        record, new, fresh = wanted
        there, gone = old
        names = {pair[0]: name for name, pair in there.items()}
        kept = [
            (names.get(key, ""), apply_edits(self.text, edits, key.start, max(key.end, value.end)))
            for key, value in node.pairs()
            if names.get(key) not in gone
        ]
        order = [each.name for each in TERMS.get(record, ())]
        for name in sorted(fresh, key=lambda each: order.index(each) if each in order else 999):
            rank = order.index(name) if name in order else len(order)
            above = [n for n, (each, _) in enumerate(kept) if each in order[:rank]]
            kept.insert(above[-1] + 1 if above else 0, (name, self._pair(record, name, new)))
        pieces = ", ".join(text for _, text in kept)
        if not node.children:
            return Edit(node.start + 1, node.start + 1, pieces)
        return Edit(node.children[0].start, node.children[-1].end, pieces)

    def _pair(self, record: str, name: str, new: Any) -> str:
        """Return a key and its value as they stand in brackets."""
        key = scalar(self.keys.write(record, name), flow=True)
        return f"{key}: {flow_text(new[name], _holds(record, name), self.keys)}"

    # ---- a key and its value

    def _entry(
        self, pair: tuple[Node, Node], old: Any, new: Any, what: tuple[str, str]
    ) -> list[Edit]:
        key, value = pair
        found = self._value(value, old, new, what[0])
        if found is not None:
            return found
        indent = column(self.text, key.start)
        if not begins_line(self.text, key.start):
            indent = _dash_column(self.text, key.start) + 2 if not value.is_flow else indent
        lines = value_lines(new, what, self.keys, indent)
        if self._in_flow(key):
            lines = [flow_text(new, what[0], self.keys)]
        first, *rest = lines
        start = key.end + len(self.text[key.end : value.start].split(":", 1)[0]) + 1
        end = max(value.end, start)
        if value.is_nothing:
            end = start
        return [Edit(start, end, self._joined([f" {first}" if first else "", *rest]))]

    def _in_flow(self, key: Node) -> bool:
        """Whether a key stands inside brackets, where everything is on one line."""
        before = self.text[line_start(self.text, key.start) : key.start]
        return before.rstrip().endswith(("{", ",")) and not begins_line(self.text, key.start)

    def _value(self, node: Node, old: Any, new: Any, record: str) -> list[Edit] | None:
        """Return what changes a value in its place; None where it must be written as a whole."""
        if isinstance(old, dict) and isinstance(new, dict) and node.kind == "mapping":
            # Where no key stays, there is none to put others beside.
            return self.mapping(node, old, new, record) if old.keys() & new.keys() else None
        if isinstance(old, list) and isinstance(new, list):
            if node.kind == "sequence":
                return self._list(node, old, new, record)
            # A list of one may be written without its dash; names would be cut at these marks.
            cut = isinstance(new[0], str) and any(mark in new[0] for mark in "、;；")
            alone = len(old) == len(new) == 1 and not node.is_nothing and not cut
            return self._value(node, old[0], new[0], record) if alone else None
        old, new = short(old, record), short(new, record)
        groups = isinstance(new, (dict, list)) or isinstance(old, (dict, list))
        if node.kind != "scalar" or node.is_nothing or groups:
            return None
        return [self._scalar(node, new)]

    def _scalar(self, node: Node, new: Any) -> Edit:
        flow = not node.style and "\n" not in self.text[node.start : node.end]
        if node.style in ("|", ">"):
            indent = self._block_indent(node)
            if "\n" not in str(new) and str(new).isprintable():
                lines = [f"{node.style}-", " " * indent + str(new)]
                return Edit(node.start, node.end, self._joined(lines))
            if needs_block(new):
                return Edit(node.start, node.end, self._joined(block(new, indent)))
        if needs_block(new) and self._may_be_block(node):
            start = line_start(self.text, node.start)
            own = len(self.text[start:]) - len(self.text[start:].lstrip(" "))
            return Edit(node.start, node.end, self._joined(block(new, own + 2)))
        # Brackets around it may be far: what is safe there is safe everywhere.
        return Edit(node.start, node.end, scalar(new, node.style, flow=flow and self._braced(node)))

    def _braced(self, node: Node) -> bool:
        line = self.text[line_start(self.text, node.start) : line_end(self.text, node.end)]
        return "[" in line or "{" in line

    def _may_be_block(self, node: Node) -> bool:
        return (
            not self._braced(node)
            and not self.text[node.end : line_end(self.text, node.end)].strip()
        )

    def _block_indent(self, node: Node) -> int:
        for line in self.text[node.start : node.end].split("\n")[1:]:
            if line.strip():
                return len(line) - len(line.lstrip(" "))
        return column(self.text, line_start(self.text, node.start)) + 2

    def _joined(self, lines: list[str]) -> str:
        return self.line_break.join(lines)

    # ---- keys that go and come

    def _delete(self, node: Node, pair: tuple[Node, Node]) -> list[Edit]:
        key, value = pair
        text = self.text
        end = line_end(text, max(value.end, key.end))
        if not begins_line(text, key.start):
            # The first key of a list's item: the next one comes up behind the dash.
            place = node.children.index(key)
            after = node.children[place + 2] if place + 2 < len(node.children) else None
            return [Edit(key.start, after.start if after else value.end, "" if after else "{}")]
        start = line_start(text, key.start)
        above = line_before(text, start)
        at_end = end == len(text)
        if above >= 0 and is_blank(text, above) and (at_end or is_blank(text, end)):
            start = above
        return [Edit(start, end, "")]

    def _insert(
        self,
        node: Node,
        there: dict[str, tuple[Node, Node]],
        wanted: tuple[str, Any, list[str]],
    ) -> list[Edit]:
        """Return what puts new keys in, each behind the one that comes before it."""
        record, new, names = wanted
        order = [each.name for each in TERMS.get(record, ())]
        edits: dict[int, str] = {}
        for name in sorted(names, key=lambda each: order.index(each) if each in order else 999):
            rank = order.index(name) if name in order else len(order)
            above = [known for known in order[:rank] if known in there]
            indent = column(self.text, node.start)
            lines = entry_lines(record, name, new[name], self.keys, indent)
            place, written = self._placed(there[above[-1]] if above else None, lines, node)
            edits[place] = edits.get(place, "") + written
        return [Edit(place, place, written) for place, written in edits.items()]

    def _placed(
        self, above: tuple[Node, Node] | None, lines: list[str], node: Node
    ) -> tuple[int, str]:
        """Return where lines are to stand and how, with a blank line where the file has them."""
        text, written = self.text, self._joined([*lines, ""])
        if above is None:
            first = node.children[0].start
            if begins_line(text, first):
                return line_start(text, first), written
            # Behind a dash: the indent of its own first line is there already.
            return first, written.lstrip(" ") + " " * column(text, first)
        place = line_end(text, max(above[0].end, above[1].end))
        if not text[:place].endswith("\n"):
            written = self.line_break + written.removesuffix(self.line_break)
        elif len(lines) > 1 and column(text, node.start) == 0 and is_blank(text, place):
            written = self.line_break + written
        return place, written

    # ---- lists

    def _list(self, node: Node, old: list[Any], new: list[Any], record: str) -> list[Edit] | None:
        items = node.children
        if len(items) != len(old) or any(item.is_nothing for item in items) or not items:
            return None
        pairs = match(old, new)
        inner: list[list[Edit]] = [[] for _ in items]
        replaced = set()
        for before, after in pairs:
            if old[before] != new[after]:
                found = self._value(items[before], old[before], new[after], record)
                if found is None:
                    replaced.add(before)
                inner[before] = found or []
        if pairs == [(n, n) for n in range(len(old))] and len(new) == len(old) and not replaced:
            return [edit for edits in inner for edit in edits]
        wanted = Rewritten(
            new, record, {after: before for before, after in pairs}, inner, frozenset(replaced)
        )
        if node.is_flow:
            return [flow_list(self.text, node, wanted, self.keys)]
        return [block_list(self.text, node, wanted, self.keys, self.line_break)]


def _dash_column(text: str, start: int) -> int:
    return column(text, text.rindex("-", line_start(text, start), start))


def _holds(record: str, name: str) -> str:
    try:
        return term(record, name).holds
    except KeyError:
        return ""
