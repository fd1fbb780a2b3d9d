"""A PDF file as it grows: streams as they come, other objects in object streams (7.5.7, 7.5.8)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from jdgen.render.pieces.syntax import LEVEL

_HEAD = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
# A row of the cross-reference stream (7.5.8.2): its kind, then where, in 4 bytes and in 2.
_ROW = 7
_ALONE, _TOGETHER = b"\1", b"\2"
# A number that no object has or will have (7.5.4): free, leads to 0, generation 65535.
_FREE = b"\0\0\0\0\0\xff\xff"
_MOST_TOGETHER = 2_000
"""So many objects at most share an object stream: whoever needs one of them unpacks them all."""
_PLACES = tuple(place.to_bytes(2, "big") for place in range(_MOST_TOGETHER))


def holders(count: int) -> int:
    """Return how many object streams so many objects take."""
    return -(-count // _MOST_TOGETHER)


class Objects:
    """Objects by number, written one after the other."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0
        # Rows of the cross-reference stream, by the object's number.
        self._rows: dict[int, bytes] = {}

    def add(self, number: int, data: bytes) -> None:
        """Write an object by itself: a stream is never inside another."""
        self._rows[number] = _row_alone(self._length)
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def add_together(self, holder: int, numbers: Sequence[int], objects: Sequence[bytes]) -> int:
        """Write objects into object streams, numbered from ``holder``; return the number after."""
        for start in range(0, len(objects), _MOST_TOGETHER):
            inside = objects[start : start + _MOST_TOGETHER]
            owned = numbers[start : start + _MOST_TOGETHER]
            lengths = (len(each) + 1 for each in inside)
            pairs = zip(owned, accumulate(lengths, initial=0), strict=False)
            index = " ".join(map(str, chain.from_iterable(pairs))).encode("ascii")
            data = zlib.compress(b"%b\n%b" % (index, b"\n".join(inside)), LEVEL)
            head = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode/Length %d>>" % (
                len(inside), len(index) + 1, len(data),
            )  # fmt: skip
            self.add(holder, head + b"\nstream\n" + data + b"\nendstream")
            row = _TOGETHER + holder.to_bytes(4, "big")
            places = zip(owned, _PLACES, strict=False)
            self._rows |= {number: row + place for number, place in places}
            holder += 1
        return holder

    def block(self, first: int, count: int) -> Block:
        """Return what was written, with so many numbers from ``first``."""
        row = self._rows.get
        rows = [row(number, _FREE) for number in range(first, first + count)]
        return Block(b"".join(rows), b"".join(self._parts))

    def _write(self, data: bytes) -> None:
        self._parts.append(data)
        self._length += len(data)


@dataclass(frozen=True)
class Block:
    """Objects with numbers one after the other, as they stand in a file.

    ``rows`` is the cross-reference of each number, with places from the block's beginning.
    """

    rows: bytes
    body: bytes

    @property
    def numbers(self) -> int:
        """How many numbers it has."""
        return len(self.rows) // _ROW

    def alone(self) -> Iterator[tuple[int, int]]:
        """Yield of every object that stands by itself where its row is, and where it is."""
        kinds = self.rows[::_ROW]
        at = kinds.find(_ALONE)
        while at >= 0:
            row = at * _ROW
            yield row, int.from_bytes(self.rows[row + 1 : row + 5], "big")
            at = kinds.find(_ALONE, at + 1)


class PdfFile(Objects):
    """A whole file: its own objects, and blocks of them as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: dict[int, bytearray] = {}
        self._digest = hashlib.md5(usedforsecurity=False)
        self._write(_HEAD)

    def add_block(self, first: int, block: Block, digest: bytes) -> None:
        """Write a block whose first number is ``first``; ``digest`` stands for it in the file's.

        Another of the same numbers may follow: streams whose numbers are free in the first.
        """
        rows = self._blocks.setdefault(first, bytearray(block.rows))
        for row, place in block.alone():
            rows[row : row + _ROW] = _row_alone(self._length + place)
        self._digest.update(digest)
        super()._write(block.body)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        super()._write(data)

    def finish(self, last: int, catalog: int, info: int) -> bytes:
        """Write the cross-reference stream, numbered ``last``, and return the file."""
        start = self._length
        self._rows[last] = _row_alone(start)
        rows = bytearray(_FREE * (last + 1))
        for first, block in self._blocks.items():
            rows[first * _ROW : first * _ROW + len(block)] = block
        for number, row in self._rows.items():
            rows[number * _ROW : (number + 1) * _ROW] = row
        data = zlib.compress(_as_differences(bytes(rows)), LEVEL)
        name = self._digest.hexdigest().encode("ascii")
        head = b"<</Type /XRef/W [1 4 2]/Size %d/Root %d 0 R/Info %d 0 R" % (
            last + 1, catalog, info,
        )  # fmt: skip
        head += b"/ID [<%b><%b>]/Filter /FlateDecode" % (name, name)
        head += b"/DecodeParms <</Predictor 12/Columns %d>>/Length %d>>" % (_ROW, len(data))
        self._write(b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (last, head, data))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)


def _as_differences(rows: bytes) -> bytes:
    """Return each byte less the one above it, rows marked so (PNG's filter “Up”).

    One row is hardly different from the last: it compresses to a tenth, in a tenth of the time.
    """
    count = len(rows) // _ROW
    # All bytes at once: with its highest bit set, none borrows from the next.
    high = int.from_bytes(b"\x80" * len(rows), "big")
    own = int.from_bytes(rows, "big")
    above = int.from_bytes(bytes(_ROW) + rows[:-_ROW], "big")
    low = own & ~high
    difference = ((low | high) - (above & ~high)) ^ ((own ^ above ^ high) & high)
    data = difference.to_bytes(len(rows), "big")
    marked = bytearray(b"\2" * (_ROW + 1) * count)
    for column in range(_ROW):
        marked[column + 1 :: _ROW + 1] = data[column::_ROW]
    return bytes(marked)


def _row_alone(place: int) -> bytes:
    return _ALONE + place.to_bytes(4, "big") + b"\0\0"
