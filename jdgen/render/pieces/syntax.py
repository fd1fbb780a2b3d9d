"""The few kinds of PDF values that a document's own objects are written with (ISO 32000-1, 7.3)."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

# Compressed further, fonts and data get hardly smaller and take more than twice as long.
_LEVEL = 6


def text(value: str) -> bytes:
    """Write a text string: plain ASCII as it reads, anything else in UTF-16."""
    if value.isascii() and value.isprintable():
        escaped = value.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<feff" + value.encode("utf-16-be").hex().encode("ascii") + b">"


def number(value: float) -> bytes:
    """Write a number, without digits that say nothing."""
    if value == int(value):
        return b"%d" % int(value)
    return f"{value:.6f}".rstrip("0").encode("ascii")


def reference(value: int) -> bytes:
    """Refer to an object."""
    return b"%d 0 R" % value


def references(values: Iterable[int]) -> bytes:
    """Write an array of references."""
    return b"[" + b" ".join(b"%d 0 R" % value for value in values) + b"]"


def stream(head: bytes, data: bytes) -> bytes:
    """Write a stream, compressed where that makes it smaller; ``head``: entries of its own."""
    packed = zlib.compress(data, _LEVEL)
    if len(packed) + 20 < len(data):
        head, data = head + b"/Filter /FlateDecode", packed
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (head, len(data), data)
