"""Page numbers, printed where pieces have left room for them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence

from jdgen.render.pieces.piece import FontUse, Stamp
from jdgen.render.pieces.syntax import LEVEL, number

_NOT_KNOWN = "00"
_BEFORE = {"left": 0, "center": 0.5, "right": 1}


class Stamper:
    """Prints page numbers in fonts given by name, which have the digits."""

    def __init__(self, fonts: Mapping[str, FontUse]) -> None:
        self._fonts = fonts

    def folio(self, stamps: Iterable[Stamp], words: str) -> bytes:
        """Return a page's second stream, with its folio: the first has turned its y axis down.

        It is so short that compressing it gains nothing.
        """
        lines = b" ".join([self._one(stamp, words) for stamp in stamps])
        data = b"q 0.75 0 0 0.75 0 0 cm %b Q" % lines
        return b"<</Length %d>>\nstream\n%b\nendstream" % (len(data), data)

    def print_labels(
        self, data: bytes, stamps: Sequence[Stamp], labels: Mapping[str, str]
    ) -> bytes:
        """Print the numbers of other pages into a page's compressed stream, and return it."""
        first, *others = zlib.decompress(data).split(b"\0")
        words = (labels.get(stamp.anchor, _NOT_KNOWN) for stamp in stamps)
        lines = (b"q %b Q" % self._one(*pair) for pair in zip(stamps, words, strict=True))
        parts = (line + other for line, other in zip(lines, others, strict=True))
        return zlib.compress(b"".join((first, *parts)), LEVEL)

    def _one(self, stamp: Stamp, words: str) -> bytes:
        font = self._fonts[stamp.font]
        glyphs = [font.digits[character] for character in words]
        width = sum([font.widths[glyph] for glyph in glyphs]) * stamp.size / 1000
        x = stamp.x - width * _BEFORE[stamp.align]
        return b"/%b <</MCID %d>> BDC %b rg BT /%b %b Tf 1 0 0 -1 %b %b Tm <%b> Tj ET EMC" % (
            stamp.tag.encode("ascii"), stamp.mark, stamp.colour.encode("ascii"),
            stamp.font.encode("ascii"), number(stamp.size), number(x), number(stamp.y),
            b"".join([b"%04x" % glyph for glyph in glyphs]),
        )  # fmt: skip
