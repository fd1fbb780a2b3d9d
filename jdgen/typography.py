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
from collections.abc import Iterator
from enum import Enum

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
