"""What became of a sentence: which of its words were struck out, and which were put in.

Chinese is cut into words by rjieba. A full-width comma and a half-width one are the same, and so
are one blank, two and none, unless every character is asked for.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

# What two sentences have in common by chance: a change goes on over so few characters …
_ISLAND = 1
# … and one that shares less than this with the other one is another sentence.
_LEAST_COMMON = 0.3

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_LETTERS = r"[0-9A-Za-z\u00c0-\u024f]+"
_PARTS = re.compile(rf"{_HAN.pattern}|{_LETTERS}(?:[.,:'’_-]{_LETTERS})*|\s+|.", re.DOTALL)


class Change(Enum):
    """What became of something, from the old state to the new."""

    SAME = "same"  # it is in both, changed inside or not
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved away"  # where it stood
    MOVED_HERE = "moved here"  # where it stands


@dataclass(frozen=True)
class Piece:
    """A stretch of two texts: from and to in the old one, and in the new one.

    Of one that is the same, both may still differ in the width of marks or in blanks, if the
    difference was not asked for exactly.
    """

    change: Change
    old: tuple[int, int]
    new: tuple[int, int]


OBJECT = "\ufffc"
"""What a word begins with that stands for something else than text: a field, a drawing."""

# Of one meaning, whichever keyboard they came from.
_MARKS = str.maketrans("“”„‘’＇。", '"' * 3 + "\x27" * 3 + ".")
# Full-width and half-width forms. What else NFKC does would make 10² and 102 one.
_WIDE = re.compile("[\uff00-\uffef\u3000]+")
# A blank that parts two words or two numbers is there for a reason; any other is a matter of taste.
_BLANKS = re.compile(r"\s+")
_LATIN = "A-Za-z\u00c0-\u024f"
_KEPT = re.compile(f"(?<=[{_LATIN}]) (?=[{_LATIN}])|(?<=[0-9]) (?=[0-9])")
_BLANK = "\x1f"


def same_words(text: str) -> str:
    """Return a text as it is compared word by word: marks of one width, no blanks."""
    return "".join(_one_width(text).split())


def folded(text: str) -> str:
    """Return a text as whole texts are compared: as :func:`same_words`, but words stay apart.

    ``ISO 9001`` and ``ISO9001`` are one, ``not able`` and ``notable`` are not.
    """
    told = _BLANKS.sub(" ", _one_width(text))
    return _KEPT.sub(_BLANK, told).replace(" ", "").replace(_BLANK, " ")


def _one_width(text: str) -> str:
    narrow = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return narrow.translate(_MARKS)


def words(text: str) -> list[str]:
    """Cut a text into words, marks and blanks; joined again they are the text."""
    import rjieba  # heavy: its dictionary

    cut: list[str] = []
    for part in _PARTS.findall(text):
        cut += rjieba.cut(part) if len(part) > 1 and _HAN.match(part) else [part]
    return cut


def diff_text(old: str, new: str, *, exact: bool = False) -> tuple[Piece, ...]:
    """Tell two texts apart word by word; what is gone stands before what came in its place.

    Marks of another width and blanks are no difference, unless ``exact``.
    """
    one, other = words(old), words(new)
    starts, starts_new = _starts(one), _starts(other)
    return tuple(
        Piece(
            piece.change,
            (starts[piece.old[0]], starts[piece.old[1]]),
            (starts_new[piece.new[0]], starts_new[piece.new[1]]),
        )
        for piece in diff_words(one, other, exact=exact)
    )


def diff_words(old: Sequence[str], new: Sequence[str], *, exact: bool = False) -> tuple[Piece, ...]:
    """Tell two lists of words apart, as ``diff_text`` does; the pieces count words."""
    if exact:
        return tuple(_joined(_exactly(old, new)))
    units, units_new = _units(old), _units(new)
    starts = [next((word for word in old[at:] if not word.isspace()), "") for at in units]
    starts_new = [next((word for word in new[at:] if not word.isspace()), "") for at in units_new]
    fences, fences_new = [*units, len(old)], [*units_new, len(new)]
    if not starts and not starts_new:
        return (Piece(Change.SAME, (0, len(old)), (0, len(new))),) if old or new else ()
    # Blanks alone are nothing: what stands against them goes out, or comes in, with them.
    return tuple(
        Piece(
            piece.change,
            (fences[piece.old[0]], fences[piece.old[1]]) if starts else (0, 0),
            (fences_new[piece.new[0]], fences_new[piece.new[1]]) if starts_new else (0, 0),
        )
        for piece in _told_apart(starts, starts_new)
    )


def _units(found: Sequence[str]) -> list[int]:
    """Return where each word begins; blanks go with the word before, the first with the next."""
    starts = [place for place, word in enumerate(found) if not word.isspace()]
    return [0, *starts[1:]] if starts else []


def _exactly(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield what differs, of what is the same but for its width or blanks that, too."""
    for piece in _told_apart(old, new):
        if piece.change is not Change.SAME:
            yield piece
            continue
        (i, _), (j, _) = piece.old, piece.new
        for offset in range(piece.old[1] - i):
            one, other = (i + offset, i + offset + 1), (j + offset, j + offset + 1)
            if old[one[0]] == new[other[0]]:
                yield Piece(Change.SAME, one, other)
            else:
                yield Piece(Change.REMOVED, one, (other[0], other[0]))
                yield Piece(Change.ADDED, (one[1], one[1]), other)


def _told_apart(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Yield the pieces of two lists of words: same ones as long as they can be read as such."""
    matcher = difflib.SequenceMatcher(
        None, [_fold(word) for word in old], [_fold(word) for word in new], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    while True:
        kept = [block for block in blocks if not _is_island(old, new, blocks, block)]
        if len(kept) == len(blocks):
            break
        blocks = kept
    common = sum(_length(old[block.a : block.a + block.size]) for block in blocks)
    if common < _LEAST_COMMON * min(_length(old), _length(new)):
        blocks = []
    a = c = 0
    for block in [*blocks, difflib.Match(len(old), len(new), 0)]:
        if block.a > a:
            yield Piece(Change.REMOVED, (a, block.a), (c, c))
        if block.b > c:
            yield Piece(Change.ADDED, (block.a, block.a), (c, block.b))
        a, c = block.a + block.size, block.b + block.size
        if block.size:
            yield Piece(Change.SAME, (block.a, a), (block.b, c))


def _is_island(
    old: Sequence[str], new: Sequence[str], blocks: Sequence[difflib.Match], block: difflib.Match
) -> bool:
    """Whether a stretch is too short to stop the reader between two changes of both sides."""
    place = blocks.index(block)
    before = blocks[place - 1] if place else difflib.Match(0, 0, 0)
    after = blocks[place + 1] if place + 1 < len(blocks) else difflib.Match(len(old), len(new), 0)
    gaps = (
        block.a - before.a - before.size, block.b - before.b - before.size,
        after.a - block.a - block.size, after.b - block.b - block.size,
    )  # fmt: skip
    return all(gaps) and _length(old[block.a : block.a + block.size]) <= _ISLAND


def _length(found: Sequence[str]) -> int:
    """How much there is to read; an object is never too short."""
    return sum(_ISLAND + 1 if word.startswith(OBJECT) else len(word) for word in found)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbours that are the same, and sort what lies between: out before in."""
    waiting: dict[Change, Piece] = {}
    for piece in pieces:
        if (piece.change is Change.SAME) is not (Change.SAME in waiting) and waiting:
            yield from _out_before_in(waiting)
            waiting = {}
        known = waiting.get(piece.change)
        waiting[piece.change] = (
            piece
            if known is None
            else Piece(piece.change, (known.old[0], piece.old[1]), (known.new[0], piece.new[1]))
        )
    yield from _out_before_in(waiting)


def _out_before_in(found: dict[Change, Piece]) -> Iterator[Piece]:
    order = (Change.SAME, Change.REMOVED, Change.ADDED)
    yield from (found[change] for change in order if change in found)


def _fold(word: str) -> str:
    return word if word.startswith(OBJECT) else same_words(word) or " "


def _starts(found: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(word) for word in found)]
