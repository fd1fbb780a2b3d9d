"""A PDF file as it grows: streams as they come, other objects in object streams (7.5.7, 7.5.8)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate

from jdgen.render.pieces.syntax import LEVEL

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class PdfFile:
    """Objects by number, written one after the other."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._length = len(_HEAD)
        # Rows of the cross-reference stream, by the first object's number.
        self._rows: dict[int, bytes] = {}

    def add(self, number: int, data: bytes) -> None:
        """Write an object by itself: a stream is never inside another."""
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, data)
        self._rows[number] = _row(1, self._length, 0)
        self._parts.append(whole)
        self._length += len(whole)

    def add_together(self, holder: int, numbers: Sequence[int], objects: Sequence[bytes]) -> None:
        """Write objects into one object stream, whose own number is ``holder``."""
        starts = accumulate((len(each) + 1 for each in objects), initial=0)
        pairs = zip(numbers, starts, strict=False)
        index = b" ".join(b"%d %d" % pair for pair in pairs)
        data = zlib.compress(index + b"\n" + b"\n".join(objects), LEVEL)
        head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (
            len(objects), len(index) + 1, len(data),
        )  # fmt: skip
        self.add(holder, head + b"\nstream\n" + data + b"\nendstream")
        for place, number in enumerate(numbers):
            self._rows[number] = _row(2, holder, place)

    def finish(self, last: int, catalog: int, info: int) -> bytes:
        """Write the cross-reference stream, numbered ``last``, and return the file."""
        self._rows[last] = _row(1, self._length, 0)
        self._rows[0] = _row(0, 0, 65535)
        numbers = sorted(self._rows)
        data = zlib.compress(b"".join(self._rows[number] for number in numbers), LEVEL)
        digest = hashlib.md5(usedforsecurity=False)
        for part in self._parts:
            digest.update(part)
        name = digest.hexdigest().encode("ascii")
        head = b"<</Type /XRef/Index [%b]/W [1 4 2]/Size %d/Root %d 0 R/Info %d 0 R" % (
            b" ".join(b"%d %d" % run for run in _runs(numbers)), last + 1, catalog, info,
        )  # fmt: skip
        head += b"/ID [<%b><%b>]/Filter /FlateDecode/Length %d>>" % (name, name, len(data))
        start = self._length
        self._parts.append(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (last, head, data))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _row(kind: int, first: int, second: int) -> bytes:
    return bytes((kind,)) + first.to_bytes(4, "big") + second.to_bytes(2, "big")


def _runs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield first number and length of every run without a gap."""
    start = previous = numbers[0]
    for number in numbers[1:]:
        if number != previous + 1:
            yield start, previous - start + 1
            start = number
        previous = number
    yield start, previous - start + 1
