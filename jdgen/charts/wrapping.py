"""Breaking titles into lines, in em, so that one result serves all font sizes.

Chinese may break between any two characters, but no line begins with closing
punctuation or ends with opening punctuation (GB/T 15834, 5.1.4 and 5.1.5);
Latin words break at spaces only.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise

Measure = Callable[[str, float], float]
"""Width in points of a text at a font size; proportional to the font size."""

CLOSING = frozenset("，。、；：？！）】》〉」』〕〗〙”’…—～·％‰℃°,.;:?!)]}>%%»›")
OPENING = frozenset("（【《〈「『〔〖〘“‘([{<«‹￥$#")

# A title breaks best between department and post: 市场拓展部 | 经理.
_DEPARTMENT_ENDS = (
    "部",
    "处",
    "科",
    "室",
    "组",
    "司",
    "院",
    "厂",
    "店",
    "队",
    "局",
    "所",
    "中心",
    "集团",
    "兼",
)
_POST_BEGINS = (
    "经理", "总经理", "副总", "总监", "主管", "主任", "部长", "组长", "专员", "助理", "秘书",
    "文员", "代表", "顾问", "会计", "出纳", "工程师", "高级", "资深", "技术员", "分析师",
    "设计师", "采购员", "管理员", "操作工",
)  # fmt: skip
BAD_BREAK = 1.5
"""What a break inside a word costs, compared with lines of uneven length."""

_UNEVENNESS = 0.15
_MOST_ATOMS = 40

AIR = 0.25
"""Between Han and Latin, in em.

What Word sets there; LibreOffice and the PDF set a fifth.
"""

_REFERENCE_SIZE = 10.0
# Spaces that ask to be kept together are no places to break.
_BREAKING_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of text that stays on one line; its width and the space's before, in em.

    `spaced` says that a real space stands before it, not only the bit of air
    that Word and LibreOffice may set between Han and Latin.
    """

    text: str
    width: float
    space: float
    spaced: bool


class Paragraph:
    """A text that can be asked how it breaks into lines of a given width."""

    def __init__(self, text: str, measure: Measure, widest: float) -> None:
        """Cut `text` into atoms none of which is wider than `widest` em, if possible."""
        self.atoms = _atoms(text, measure, widest)
        # Where each atom starts and ends when all stand on one line.
        ends = list(accumulate(atom.space + atom.width for atom in self.atoms))
        self._ends = ends
        self._starts = [e - a.width for e, a in zip(ends, self.atoms, strict=True)]
        self.longest_atom = max((atom.width for atom in self.atoms), default=0.0)
        self.width = ends[-1] if ends else 0.0
        self._measure = measure
        self._costs: list[float] = []
        self._natural: dict[float, float] = {}
        self._wrapped: dict[float, tuple[str, ...]] = {}

    def natural_width(self, cap: float) -> float:
        """Return the width in em that suits the text best where `cap` is allowed."""
        if cap not in self._natural:
            lines = pairwise(self._cuts(max(cap, self.longest_atom)))
            self._natural[cap] = max((self._em(*line) for line in lines), default=0.0)
        return self._natural[cap]

    def wrap(self, width: float) -> tuple[str, ...]:
        """Return the lines that fit `width` em, as few as possible and even."""
        if width not in self._wrapped:
            lines = pairwise(self._cuts(width))
            self._wrapped[width] = tuple(self._line(*line) for line in lines)
        return self._wrapped[width]

    def _line(self, start: int, end: int) -> str:
        first, *rest = self.atoms[start:end]
        return first.text + "".join(" " * atom.spaced + atom.text for atom in rest)

    def _em(self, start: int, end: int) -> float:
        """Width of a whole line: kerning may make it differ from its atoms' sum."""
        air = sum(atom.space for atom in self.atoms[start + 1 : end] if not atom.spaced)
        return self._measure(self._line(start, end), _REFERENCE_SIZE) / _REFERENCE_SIZE + air

    def _cuts(self, width: float) -> list[int]:
        """Return where lines begin and end, as positions among the atoms.

        As few lines as possible; among those the most even one that breaks
        between words. Very long texts are only evened.
        """
        greedy = self._greedy(width)
        if len(greedy) <= 2:
            return greedy
        if len(self.atoms) <= _MOST_ATOMS:
            return self._best(width, len(greedy) - 1)
        low, high = self.width / (len(greedy) - 1), width
        for _ in range(7):
            middle = (low + high) / 2
            attempt = self._greedy(middle) if middle >= self.longest_atom else []
            if attempt and len(attempt) == len(greedy):
                greedy, high = attempt, middle
            else:
                low = middle
        return greedy

    def _greedy(self, width: float) -> list[int]:
        cuts = [0]
        while cuts[-1] < len(self.atoms):
            reach = self._starts[cuts[-1]] + width + _TOLERANCE
            cuts.append(max(cuts[-1] + 1, bisect_right(self._ends, reach)))
        return cuts

    def _best(self, width: float, count: int) -> list[int]:
        """Return the cheapest way to break the text into `count` lines."""
        end, average = len(self.atoms), self.width / count
        if not self._costs:
            self._costs = [0.0 if self._good(cut) else BAD_BREAK for cut in range(1, end)]
            self._costs = [0.0, *self._costs, 0.0]
        starts, ends, costs = self._starts, self._ends, self._costs
        # From each cut reached so far, what it cost and how it was reached.
        reached: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
        for line in range(1, count + 1):
            further: dict[int, tuple[float, list[int]]] = {}
            # What is left must go on the lines that are left.
            reach = ends[-1] - (count - line) * width - _TOLERANCE
            first = bisect_left(starts, reach) if line < count else end
            for start, (cost, cuts) in reached.items():
                for cut in range(max(start + 1, first), end + (line == count)):
                    span = ends[cut - 1] - starts[start]
                    if span > width + _TOLERANCE and cut > start + 1:
                        break
                    total = cost + _UNEVENNESS * (span - average) ** 2 + costs[cut]
                    # A tie goes to the longer first line, as a reader expects.
                    if cut not in further or total < further[cut][0] + _TOLERANCE:
                        further[cut] = (total, [*cuts, cut])
            reached = further
        return reached[end][1] if end in reached else self._greedy(width)

    def _good(self, cut: int) -> bool:
        after = self.atoms[cut]
        if after.spaced or after.text[0] in OPENING:
            return True
        before = "".join(atom.text for atom in self.atoms[max(0, cut - 2) : cut])
        rest = "".join(atom.text for atom in self.atoms[cut : cut + 3])
        return (
            before.endswith(_DEPARTMENT_ENDS)
            or before[-1:] in CLOSING
            or rest.startswith(_POST_BEGINS)
        )


def _atoms(text: str, measure: Measure, widest: float) -> tuple[Atom, ...]:
    space = measure(" ", _REFERENCE_SIZE) / _REFERENCE_SIZE
    atoms: list[Atom] = []
    for word in _words(text):
        spaced = bool(atoms)
        for piece in _pieces(word):
            for part in _hard_break(piece, measure, widest):
                width = measure(part, _REFERENCE_SIZE) / _REFERENCE_SIZE
                gap = space if spaced else AIR * _airy(atoms[-1].text, part) if atoms else 0.0
                atoms.append(Atom(part, width, gap, spaced))
                spaced = False
    return tuple(atoms)


def _words(text: str) -> list[str]:
    """Cut a text at spaces, but not before closing marks or behind opening ones."""
    words: list[str] = []
    for word in _BREAKING_SPACE.split(text.strip()):
        if words and word and (word[0] in CLOSING or words[-1][-1] in OPENING):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _airy(before: str, after: str) -> bool:
    """Whether Han and Latin meet."""
    pair = before[-1] + after[0]
    return pair.isalnum() and _is_wide(pair[0]) != _is_wide(pair[1])


def _pieces(word: str) -> list[str]:
    """Cut a text without spaces at every place where a line may end."""
    if not word:
        return []
    starts = [0, *(i for i in range(1, len(word)) if _may_break(word[i - 1], word[i]))]
    return [word[a:b] for a, b in pairwise([*starts, len(word)])]


def _may_break(before: str, after: str) -> bool:
    if after in CLOSING or before in OPENING or not _separable(before, after):
        return False
    return _is_wide(before) or _is_wide(after)


def _separable(before: str, after: str) -> bool:
    """Whether two characters aren't parts of one sign, such as a letter and its accent."""
    joiner = "\u200d"
    return before != joiner and unicodedata.category(after) not in {"Mn", "Me", "Mc", "Cf"}


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _hard_break(piece: str, measure: Measure, widest: float) -> list[str]:
    """Cut a piece wider than any box into parts that fit."""
    limit = widest * _REFERENCE_SIZE
    if measure(piece, _REFERENCE_SIZE) <= limit:
        return [piece]
    parts: list[str] = []
    current = piece[0]
    for before, char in pairwise(piece):
        too_wide = measure(current + char, _REFERENCE_SIZE) > limit
        # Closing punctuation takes the character before it along.
        if too_wide and _separable(before, char) and char not in CLOSING:
            parts.append(current)
            current = char
        elif too_wide and char in CLOSING and len(current) > 1:
            parts.append(current[:-1])
            current = current[-1] + char
        else:
            current += char
    return [*parts, current]
