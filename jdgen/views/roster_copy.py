"""The copy of what was exported that a roster carries along, so that edits can be told from it."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable
from typing import Any

SHEET = "jdgen_data"
MARK = "jdgen roster 1"

# A cell holds 32,767 characters; base64 has none that an editor would change or escape.
_LENGTH = 30_000
_MOST = 64 * 1024 * 1024


def write_copy(data: Any) -> tuple[str, ...]:
    """Return the cells of the copy, one below the other: what it is, then the data in pieces."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    packed = base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")
    pieces = [packed[start : start + _LENGTH] for start in range(0, len(packed), _LENGTH)]
    return (MARK, *pieces)


def read_copy(cells: Iterable[str]) -> Any:
    """Return the data of a copy; None where it is none, is damaged, or unpacks to too much."""
    mark, *pieces = [*cells, ""]
    if mark != MARK:
        return None
    try:
        packed = base64.b64decode("".join(pieces), validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, _MOST)
        return json.loads(text.decode("utf-8")) if unpacking.eof else None
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
