"""Changes into YAML text: only the lines that say something else are written anew.

The only importer of ruamel.yaml. Its round trip keeps comments and order, but writes the whole file
in its own way: widths of lines, indents, quotation marks and blank lines become its own, which
nobody wants to see in a diff. So it is asked for one thing, where each value begins and ends
(``compose``), and the text between is replaced by position. Every byte elsewhere stays, also line
ends, a byte order mark and GB18030.

The file must have been read by ``source`` before: what is unsafe is refused there.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML

from jdgen.edit.entries import Editing, apply_all
from jdgen.edit.nodes import Node
from jdgen.edit.text import KeyNames

__all__ = ["KeyNames", "edit_yaml"]

_BOM = "\ufeff"


def edit_yaml(data: bytes, record: str, old: Any, new: Any, keys: KeyNames) -> bytes:
    """Return a data file's bytes, saying ``new`` where they said ``old``.

    Both are a record's plain values by canonical names (see ``changes.plain``), ``old`` being what
    the file was read to; ``record`` is its name in ``terms``. Keys that come anew stand behind the
    key that comes before them in the vocabulary, spelled as ``keys`` says.
    """
    encoding = _encoding(data)
    text = data.decode(encoding, "surrogatepass" if encoding == "utf-8" else "strict")
    mark = _BOM if text.startswith(_BOM) else ""
    text = text.removeprefix(_BOM)
    line_end = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    composed = YAML(typ="rt", pure=True).compose(text)
    editing = Editing(text, keys, line_end)
    edits = editing.mapping(_node(composed, text), old, new, record)
    return (mark + apply_all(text, edits)).encode(encoding)


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _node(composed: Any, text: str) -> Node:
    """Return ruamel's node as one of ours; ends are where the last word of the value ends."""
    start, end = composed.start_mark.index, composed.end_mark.index
    if composed.id == "scalar":
        style = composed.style if composed.style in ("'", '"', "|", ">") else ""
        return Node("scalar", start, start + len(text[start:end].rstrip()), style, composed.value)
    flow = bool(composed.flow_style)
    if composed.id == "sequence":
        children = tuple(_node(each, text) for each in composed.value)
    else:
        children = tuple(each for pair in composed.value for each in _pair(pair, text))
    if not flow and children:
        # A block ends for ruamel where the next thing begins, comments between included.
        end = max(each.end for each in children)
    return Node(str(composed.id), start, end, "flow" if flow else "", children=children)


def _pair(pair: Any, text: str) -> tuple[Node, Node]:
    key, value = _node(pair[0], text), _node(pair[1], text)
    if value.is_nothing:
        # For ruamel nothing stands where the next thing begins, maybe lines below.
        place = text.index(":", key.end) + 1
        value = Node("scalar", place, place)
    return key, value
