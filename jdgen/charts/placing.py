"""A whole part at its place: tidy rows above, hanging blocks below.

The rows follow Reingold and Tilford's idea: subtrees move together until their
outlines nearly touch, and a parent stands over the middle of its children.
Lengths are whole twips.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jdgen.charts.hanging import Block, Line, Placed, column_width, hang
from jdgen.charts.parts import Sizing

LEVEL_GAP = 2.0
"""Between two rows, in em."""

SIBLING_GAP = 1.0
"""Between two posts that report to the same one, in em."""

COUSIN_GAP = 1.7
"""Between two neighbours that don't, in em."""


@dataclass
class Placement:
    """All boxes and lines of a part."""

    width: int
    height: int
    boxes: list[Placed] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Room:
    """What is to be kept within: the sheet, and the height of hanging blocks."""

    width: int
    height: int
    block_height: int


@dataclass
class _Outline:
    """How far a subtree reaches left and right of its root's middle, row by row."""

    left: list[int]
    right: list[int]
    offsets: list[int] = field(default_factory=list)


def place(sizing: Sizing, rows: int, room: Room) -> Placement | None:
    """Place a part, levels up to `rows` in rows and the rest hanging; None if too big."""
    tops = _tops(sizing, rows)
    widths = [*sizing.widths[:rows], column_width(sizing, rows)]
    gap = sizing.em(SIBLING_GAP)
    if tops[-1] + sizing.heights[rows] > room.height or any(
        count * (width + gap) - gap > room.width
        for count, width in zip(sizing.counts, widths, strict=False)
    ):
        return None
    target = min(room.block_height, room.height - tops[-1])
    blocks: dict[int, Block] = {}
    for here, level in enumerate(sizing.part.level):
        if level == rows:
            block = hang(sizing, here, target)
            if block is None:
                return None
            blocks[here] = block
    outlines = _outlines(sizing, widths, blocks)
    left, right = min(outlines[0].left), max(outlines[0].right)
    height = max(
        [tops[level] + sizing.heights[level] for level in range(min(rows, len(tops)))]
        + [tops[-1] + block.height for block in blocks.values()]
    )
    if right - left > room.width or height > room.height:
        return None
    placement = Placement(right - left, height)
    middles = _middles(sizing, outlines, -left)
    for here, middle in middles.items():
        level = sizing.part.level[here]
        if here in blocks:
            _add_block(placement, blocks[here], middle, tops[level])
            continue
        width = widths[level]
        box = Placed(here, middle - width // 2, tops[level], width, sizing.heights[level])
        placement.boxes.append(box)
        kids = [middles[kid] for kid in sizing.part.kids[here]]
        if kids:
            between = (box.y + box.height, tops[level + 1])
            placement.lines += bracket(middle, kids, between)
    placement.boxes.sort(key=lambda box: box.here)
    return placement


def bracket(middle: int, kids: Sequence[int], gap: tuple[int, int]) -> list[Line]:
    """Return the lines from a parent's middle to its children's, over a gap (top, bottom).

    Pieces never lie on each other: drawn twice, a thin line looks thicker.
    """
    top, bottom = gap
    bus = (top + bottom) // 2
    if len(kids) == 1:
        if kids[0] == middle:
            return [((middle, top), (middle, bottom))]
        return [((middle, top), (middle, bus), (kids[0], bus), (kids[0], bottom))]
    outer = ((kids[0], bottom), (kids[0], bus), (kids[-1], bus), (kids[-1], bottom))
    inner: list[Line] = [((kid, bus), (kid, bottom)) for kid in kids[1:-1]]
    return [((middle, top), (middle, bus)), outer, *inner]


def _tops(sizing: Sizing, rows: int) -> list[int]:
    tops = [0]
    for level in range(rows):
        tops.append(tops[-1] + sizing.heights[level] + sizing.em(LEVEL_GAP))
    return tops


def _outlines(
    sizing: Sizing, widths: Sequence[int], blocks: dict[int, Block]
) -> dict[int, _Outline]:
    """Find the outline of every post in the rows, from the bottom up."""
    part, outlines = sizing.part, dict[int, _Outline]()
    for here in reversed(range(len(part.posts))):
        level = part.level[here]
        if level >= len(widths):
            continue
        if here in blocks:
            block = blocks[here]
            outlines[here] = _Outline([-block.anchor], [block.width - block.anchor])
            continue
        half = widths[level] // 2
        outlines[here] = _Outline([-half], [half])
        kids = [outlines[kid] for kid in part.kids[here]]
        if kids:
            _gather(outlines[here], kids, (sizing.em(SIBLING_GAP), sizing.em(COUSIN_GAP)))
    return outlines


def _gather(parent: _Outline, kids: Sequence[_Outline], gaps: tuple[int, int]) -> None:
    """Place children side by side under their parent and widen its outline."""
    spots = _spread(kids, gaps)
    middle = (spots[0] + spots[-1]) // 2
    parent.offsets = [spot - middle for spot in spots]
    for depth in range(max(len(kid.left) for kid in kids)):
        reaching = [
            (kid.left[depth] + offset, kid.right[depth] + offset)
            for kid, offset in zip(kids, parent.offsets, strict=True)
            if depth < len(kid.left)
        ]
        parent.left.append(min(left for left, _ in reaching))
        parent.right.append(max(right for _, right in reaching))


def _spread(kids: Sequence[_Outline], gaps: tuple[int, int]) -> list[int]:
    """Return the middles of children, as close as possible overall, evenly apart.

    All are packed to the left, then to the right; between the two extremes each
    takes its share by its place in the order. Since later ones take more, two
    neighbours are never nearer to each other than in both extremes.
    """
    last = len(kids) - 1
    need = [
        [_distance(kids[i], kids[j], gaps) if i < j else 0 for j in range(last + 1)]
        for i in range(last + 1)
    ]
    left = [0] * (last + 1)
    for j in range(1, last + 1):
        left[j] = max(left[i] + need[i][j] for i in range(j))
    right = [left[last]] * (last + 1)
    for i in reversed(range(last)):
        right[i] = min(right[j] - need[i][j] for j in range(i + 1, last + 1))
    pairs = enumerate(zip(left, right, strict=True))
    return [a + (b - a) * i // max(1, last) for i, (a, b) in pairs]


def _distance(one: _Outline, other: _Outline, gaps: tuple[int, int]) -> int:
    sibling, cousin = gaps
    return max(
        right - left + (cousin if depth else sibling)
        for depth, (right, left) in enumerate(zip(one.right, other.left, strict=False))
    )


def _middles(sizing: Sizing, outlines: dict[int, _Outline], root: int) -> dict[int, int]:
    """Turn offsets from the parent into places on the sheet."""
    middles = {0: root}
    for here in sorted(outlines):
        for kid, offset in zip(sizing.part.kids[here], outlines[here].offsets, strict=False):
            middles[kid] = middles[here] + offset
    return middles


def _add_block(placement: Placement, block: Block, middle: int, top: int) -> None:
    x = middle - block.anchor
    for box in block.boxes:
        placement.boxes.append(Placed(box.here, box.x + x, box.y + top, box.width, box.height))
    for line in block.lines:
        placement.lines.append(tuple((a + x, b + top) for a, b in line))
