"""How many lines a text takes, reckoned from its characters' widths without laying it out.

Texts are broken where the layout engine breaks them: pieces of one setting (see ``typography``)
are shaped apart, and a line may end inside one where Unicode allows it (UAX #14), and between two
where it would between their outer characters alone. What can't be reckoned is said, never guessed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

import uharfbuzz

from jdgen.theme import FontRole
from jdgen.typography import GAP_EM, Setting, settings

Breaks = Callable[[str], Sequence[int]]
"""Returns the places inside a text before which a line may begin."""
Texts = tuple[tuple[str, FontRole], ...]
"""What stands in one paragraph: parts of it, each with the font that it is set in."""

# The engine counts in parts of a CSS pixel.
_UNITS, _PIXELS = 1024, 96 / 72
# A soft hyphen is printed at a line's end alone; other blanks than spaces are joined, or kept.
_NOT_RECKONED = frozenset("\u00ad\t\n\r\f\v\u0085\u2028\u2029")


class NotReckonedError(Exception):
    """Only laying it out tells: a word too long for its line, a character that changes others."""


@dataclass(frozen=True)
class _Atom:
    """What no line breaks: glyphs as (em units, width) and what follows them if the line goes on.

    ``gap`` is further space behind it in em; ``blanks`` are the glyphs of trailing spaces.
    """

    glyphs: tuple[tuple[int, int], ...]
    blanks: tuple[tuple[int, int], ...] = ()
    gap: float = 0.0


class LineCounter:
    """Counts lines in the fonts of one batch.

    ``families`` are the faces of each font role in the order of asking, cut so that each character
    is in one of them alone; ``language`` is that of the text (BCP 47), which shapes characters;
    ``breaks`` says where a line may end.
    """

    def __init__(
        self, families: Mapping[FontRole, Sequence[bytes]], language: str, breaks: Breaks
    ) -> None:
        self._faces = {
            role: [_Face(data, language) for data in faces] for role, faces in families.items()
        }
        self._breaks = lru_cache(maxsize=4096)(breaks)
        self._atoms = lru_cache(maxsize=4096)(self._cut_up)
        self._measured = lru_cache(maxsize=8192)(self._measure)

    def count(self, texts: Texts, size: float, width: float) -> int:
        """Return how many lines ``texts``, one behind the other, take in ``width`` at ``size``.

        Lengths are points. Raises NotReckonedError.
        """
        starts, ends = self._measured(texts, size)
        room = width * _PIXELS * (1 + 1e-9)
        lines = start = 0
        while start < len(ends):
            following = bisect_right(ends, starts[start] + room, lo=start)
            if following == start:
                raise NotReckonedError
            start, lines = following, lines + 1
        return lines

    def _measure(self, texts: Texts, size: float) -> tuple[list[float], list[float]]:
        """Return where each atom starts and ends, trailing spaces left out, on an endless line."""
        pixels = size * _PIXELS
        scale = int(pixels * _UNITS)
        atoms = self._atoms(texts)
        widths = [_scaled(atom.glyphs, scale) + atom.gap * pixels for atom in atoms]
        blanks = [_scaled(atom.blanks, scale) if atom.blanks else 0.0 for atom in atoms]
        whole = [width + blank for width, blank in zip(widths, blanks, strict=True)]
        starts = list(accumulate(whole, initial=0.0))
        return starts, [start + width for start, width in zip(starts, widths, strict=False)]

    def _cut_up(self, texts: Texts) -> list[_Atom]:
        pieces = [(*piece, role) for text, role in texts for piece in settings(text)]
        found: list[_Atom] = []
        glued = False
        for number, (text, setting, role) in enumerate(pieces):
            if not _NOT_RECKONED.isdisjoint(text) or "  " in text:
                raise NotReckonedError
            parts = self._parts(text, setting, role)
            if glued:
                parts[0] = _joined(found.pop(), parts[0])
            found += parts
            following = pieces[number + 1][0][:1] if number + 1 < len(pieces) else ""
            glued = bool(following) and not self._breaks(text[-1] + following)
        return found

    def _parts(self, text: str, setting: Setting, role: FontRole) -> list[_Atom]:
        glyphs = self._shape(text, role)
        gap = GAP_EM if setting in (Setting.GAP_AFTER, Setting.JOINED_GAP_AFTER) else 0.0
        whole = setting in (Setting.JOINED, Setting.JOINED_GAP_AFTER)
        places = [0, *(() if whole else self._breaks(text)), len(text)]
        atoms = []
        for start, end in pairwise(places):
            stripped = len(text[start:end].rstrip(" ")) + start
            inside = tuple(each for some in glyphs[start:stripped] for each in some)
            blanks = tuple(each for some in glyphs[stripped:end] for each in some)
            atoms.append(_Atom(inside, blanks, gap if end == len(text) else 0.0))
        return atoms

    def _shape(self, text: str, role: FontRole) -> list[list[tuple[int, int]]]:
        """Return for each character the glyphs that it begins, as units per em and width."""
        faces = self._faces[role]
        glyphs: list[list[tuple[int, int]]] = [[] for _ in text]
        start, own = 0, None
        for place, character in enumerate(text):
            # A blank is set in the face of what stands before it.
            face = own if own is not None and character.isspace() else _face_of(character, faces)
            if face is not own and own is not None:
                own.shape(text[start:place], start, glyphs)
                start = place
            own = face
        if own is not None:
            own.shape(text[start:], start, glyphs)
        return glyphs


def _face_of(character: str, faces: Sequence[_Face]) -> _Face:
    face = next((each for each in faces if ord(character) in each.characters), None)
    if face is None:
        raise NotReckonedError
    return face


def _joined(one: _Atom, other: _Atom) -> _Atom:
    """Return two atoms between which no line ends as one."""
    return _Atom((*one.glyphs, *one.blanks, *other.glyphs), other.blanks, one.gap + other.gap)


def _scaled(glyphs: tuple[tuple[int, int], ...], scale: int) -> float:
    """Return a width in pixels; the engine rounds each glyph's to its units."""
    return sum((width * scale * 2 + em) // (2 * em) for em, width in glyphs) / _UNITS


class _Face:
    """One face: the characters that it has, and how wide they are set."""

    def __init__(self, data: bytes, language: str) -> None:
        face = uharfbuzz.Face(uharfbuzz.Blob(data))
        self.characters = frozenset(face.unicodes)
        self._em = face.upem
        self._font = uharfbuzz.Font(face)
        self._language = language

    def shape(self, text: str, start: int, glyphs: list[list[tuple[int, int]]]) -> None:
        """Write the glyphs of a part of a text to the characters they begin."""
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.language = self._language
        uharfbuzz.shape(self._font, buffer, {"kern": False})
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs[start + info.cluster].append((self._em, position.x_advance))
