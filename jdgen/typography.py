"""Chinese typesetting told to both formats: where a little space goes, where some is taken.

Two rules of 中文排版需求 (W3C Requirements for Chinese Text Layout):

* between a Han character and a Latin letter or digit stands a small gap (section 3.2.1 there).
  Word inserts it by itself (``w:autoSpaceDE``, ``w:autoSpaceDN``); WeasyPrint has to be told;
* of two full-width punctuation marks in a row, one gives up the empty half of its square
  (section 3.1.6 there). The PDF does so after its lines are broken, so that they break as Word's.

The lines of both formats break alike: a mark that closes is kept with a letter or digit behind it,
as LibreOffice keeps it. The gap is a fifth of an em: what LibreOffice sets, against which the
twins are verified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from itertools import accumulate

GAP_EM = 0.2

_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_WESTERN = "0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
_CLOSING = "、。，．：；！？）］｝〉》」』】〕〗”’"
_OPENING = "（［｛〈《「『【〔〖“‘"

# After these LibreOffice keeps a Latin letter or digit on the line (class CL of UAX #14).
_JOINING = "、。，．）｝〉》」』】〕"

_PLACES = re.compile(
    f"(?P<joined>[{_JOINING}][0-9A-Za-z](?![0-9A-Za-z]{{20}}))"
    f"|(?P<gap>[{_HAN}](?=[{_WESTERN}])|[{_WESTERN}](?=[{_HAN}]))"
    f"|(?P<close>[{_CLOSING}](?=[{_CLOSING}{_OPENING}]))"
    f"|(?P<open>(?<=[{_OPENING}])[{_OPENING}])"
)

# Characters that both a Chinese and a Latin font have, full-width in one and narrow in the other.
AMBIGUOUS = frozenset("“”‘’—…")


class Setting(Enum):
    """How one piece of a line is set."""

    PLAIN = "plain"
    GAP_AFTER = "gap"
    JOINED = "joined"
    JOINED_GAP_AFTER = "joined-gap"
    HALF_WIDTH = "half"


def is_han(character: str) -> bool:
    """Whether ``character`` is an ideograph (not punctuation)."""
    return re.match(f"[{_HAN}]", character) is not None


def settings(text: str) -> Iterator[tuple[str, Setting]]:
    """Cut ``text`` into pieces of one setting; joined again they are the text, unchanged."""
    start = 0
    for place in _PLACES.finditer(text):
        if place.start() > start:
            yield text[start : place.start()], Setting.PLAIN
        if place["joined"]:
            following = text[place.end() : place.end() + 1]
            setting = Setting.JOINED_GAP_AFTER if is_han(following) else Setting.JOINED
        else:
            setting = Setting.GAP_AFTER if place["gap"] else Setting.HALF_WIDTH
        yield place[0], setting
        start = place.end()
    if start < len(text):
        yield text[start:], Setting.PLAIN


# Latin characters in em: no less than they have in Times New Roman, about what they have in Arial.
_NARROW, _USUAL, _CAPITAL, _FULL = 0.34, 0.5, 0.73, 1.0
_NARROW_ONES = frozenset("ijltfrI.,:;'`|!()[]/\\- \u00a0\u00b7")
_CAPITAL_ONES = frozenset("<=>+~w\u00d7\u00e6\u00f7")
_FULL_ONES = AMBIGUOUS | frozenset("MWm@%&\u00c6")


def width_in_em(text: str) -> float:
    """Return how wide ``text`` is about, in em, where no font is at hand to measure it.

    Han characters and whatever else is not Latin count as a full square.
    """
    return sum(_widths(text))


def cut_to(text: str, width: float) -> str:
    """Return ``text``, or where it is wider than ``width`` em, as much as fits with … behind it."""
    if width_in_em(text) <= width:
        return text
    room = width - width_in_em("…")
    # An accent has no width and is never too much: it stays with its letter.
    end = next(place for place, reached in enumerate(accumulate(_widths(text))) if reached > room)
    return text[:end].rstrip() + "…"


def _widths(text: str) -> Iterator[float]:
    """Yield the width of each character with the gap that is set behind it."""
    for piece, setting in settings(text):
        gap = GAP_EM if setting in (Setting.GAP_AFTER, Setting.JOINED_GAP_AFTER) else 0
        for number, character in enumerate(piece, start=1):
            yield _character_width(character) + (gap if number == len(piece) else 0)


def _character_width(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if character in _NARROW_ONES:
        return _NARROW
    latin = "!" <= character <= "~" or "\u00c0" <= character <= "\u00ff"
    if not latin or character in _FULL_ONES:
        return _FULL
    return _CAPITAL if character.isupper() or character in _CAPITAL_ONES else _USUAL
