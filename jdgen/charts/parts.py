"""Pieces of the organisation that become one chart each, and their measures.

Nothing here calls itself: a reporting line may be longer than Python's stack.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import median

from jdgen.charts.shapes import INSET_X, INSET_Y, SLACK, TWIPS, Node, line_pitch
from jdgen.charts.wrapping import Measure, Paragraph


class Organisation:
    """The whole tree as lists, in reading order; a post is its place in them."""

    def __init__(self, root: Node) -> None:
        """Flatten the tree below `root`."""
        self.nodes: list[Node] = []
        self.level: list[int] = []
        self.kids: list[list[int]] = []
        stack: list[tuple[Node, int]] = [(root, -1)]
        while stack:
            node, parent = stack.pop()
            here = len(self.nodes)
            self.nodes.append(node)
            self.kids.append([])
            self.level.append(self.level[parent] + 1 if parent >= 0 else 0)
            if parent >= 0:
                self.kids[parent].append(here)
            stack.extend((child, here) for child in reversed(node.children))
        # How many posts a subtree has, and how many levels.
        self.size = [1] * len(self.nodes)
        self.reach = [1] * len(self.nodes)
        for here in reversed(range(len(self.nodes))):
            for kid in self.kids[here]:
                self.size[here] += self.size[kid]
                self.reach[here] = max(self.reach[here], self.reach[kid] + 1)


@dataclass(frozen=True)
class Part:
    """A connected piece of the organisation, in reading order.

    `posts` are places in the organisation; `kids` and `level` count inside the
    part, the first of which is its root. `continued` marks posts whose own
    people stand in another chart.
    """

    posts: list[int]
    kids: list[list[int]]
    level: list[int]
    continued: list[bool]

    @property
    def depth(self) -> int:
        """How many levels lie below the root."""
        return max(self.level)


def take_part(
    org: Organisation, root: int, kids: Collection[int], cut: Callable[[int], bool]
) -> Part:
    """Take `root` with these `kids` of it and all below that isn't `cut` off."""
    part = Part([], [], [], [])
    stack = [(root, -1)]
    while stack:
        post, parent = stack.pop()
        here = len(part.posts)
        ends_here = parent >= 0 and cut(post)
        part.posts.append(post)
        part.kids.append([])
        part.level.append(part.level[parent] + 1 if parent >= 0 else 0)
        part.continued.append(ends_here and bool(org.kids[post]))
        if parent >= 0:
            part.kids[parent].append(here)
        if not ends_here:
            below = kids if parent < 0 else org.kids[post]
            stack.extend((kid, here) for kid in reversed(list(below)))
    return part


class Texts:
    """The paragraphs of all posts, each measured once."""

    def __init__(self, measure: Measure, widest: float) -> None:
        """`widest` is the width in em of the text in the widest box there may be."""
        self._measure = measure
        self.widest = widest
        self._known: dict[str, Paragraph] = {}

    def paragraph(self, text: str) -> Paragraph:
        """Return a text ready to be broken into lines."""
        if text not in self._known:
            self._known[text] = Paragraph(text, self._measure, self.widest)
        return self._known[text]


class Setting:
    """A part with its titles broken into lines no longer than `caps` em, by level.

    All boxes of a level are equally wide (`widths`, em, by level). `rows` is how
    many lines a post needs, `level_rows` the most of its level.
    """

    def __init__(self, org: Organisation, part: Part, texts: Texts, caps: Sequence[float]) -> None:
        """Find the width of each level and break the texts of all its posts."""
        self.caps = [min(cap, texts.widest) for cap in caps]
        levels = part.depth + 1
        pairs = [
            (texts.paragraph(org.nodes[post].title), texts.paragraph(org.nodes[post].detail))
            for post in part.posts
        ]
        self.part = part
        self.widths = [0.0] * levels
        for level, pair in zip(part.level, pairs, strict=True):
            for paragraph in pair:
                natural = paragraph.natural_width(self.caps[level])
                self.widths[level] = max(self.widths[level], natural)
        self.titles: list[tuple[str, ...]] = []
        self.details: list[tuple[str, ...]] = []
        self.level_rows = [1] * levels
        for level, (title, detail) in zip(part.level, pairs, strict=True):
            self.titles.append(title.wrap(self.widths[level]))
            self.details.append(detail.wrap(self.widths[level]))
            rows = len(self.titles[-1]) + len(self.details[-1])
            self.level_rows[level] = max(self.level_rows[level], rows)
        self.title_rows = max(len(title) for title in self.titles)

    def rows(self, here: int) -> int:
        """How many lines a post has, an empty one counting as one."""
        return max(1, len(self.titles[here]) + len(self.details[here]))


class Sizing:
    """The boxes of a setting at one font size, all in twips.

    `widths` and `heights` go by level. `own_heights` go by post and are what a
    stack uses: the level's height, unless a few long titles would blow up all.
    """

    def __init__(self, setting: Setting, font_size: float) -> None:
        """Turn em and lines into twips."""
        part = setting.part
        self.part = part
        self.setting = setting
        self.font_size = font_size
        pad = 2 * round((INSET_X + SLACK) * TWIPS)
        # Even numbers, so that the middle of a box is a whole twip too.
        self.widths = [_even(width * font_size * TWIPS + pad) for width in setting.widths]
        self.heights = [self._height(rows) for rows in setting.level_rows]
        of_level: list[list[int]] = [[] for _ in self.heights]
        for here, level in enumerate(part.level):
            of_level[level].append(setting.rows(here))
        uniform = [max(rows) <= median(rows) + 1 for rows in of_level]
        self.own_heights = [
            self.heights[level] if uniform[level] else self._height(setting.rows(here))
            for here, level in enumerate(part.level)
        ]
        self.counts = [len(rows) for rows in of_level]

    def em(self, factor: float) -> int:
        """Return a multiple of the font size in twips, even."""
        return 2 * round(factor * self.font_size * TWIPS / 2)

    def _height(self, rows: int) -> int:
        return _even((rows * line_pitch(self.font_size) + 2 * INSET_Y) * TWIPS)


def _even(twips: float) -> int:
    return 2 * math.ceil(twips / 2 - 1e-6)
