"""A post with all its people hanging below it, in one column or several.

Lengths are whole twips; a block's origin is its top left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from jdgen.charts.parts import Sizing

Point = tuple[int, int]
Line = tuple[Point, ...]

INDENT = 1.3
"""How far people stand in from the one they report to, in em."""

ROW_GAP = 0.55
"""Between boxes stacked above each other, in em."""

COLUMN_GAP = 0.9
"""Between the columns of one block, in em."""

BUS_GAP = 1.4
"""Between a post and several columns below it, in em: room for the line across."""


@dataclass(frozen=True)
class Placed:
    """One box at its place: which post of the part, and where."""

    here: int
    x: int
    y: int
    width: int
    height: int


@dataclass
class Block:
    """A post with its people; `anchor` is where its own middle stands."""

    width: int
    anchor: int
    height: int
    boxes: list[Placed] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Item:
    """One of the post's own people with all below, as a list set in by levels."""

    rows: list[tuple[int, int]]
    height: int


def column_width(sizing: Sizing, top: int) -> int:
    """Width of a column whose uppermost boxes are of level `top`.

    Wide enough that all boxes can end at one right edge.
    """
    indent = sizing.em(INDENT)
    return max(w + indent * i for i, w in enumerate(sizing.widths[top:]))


def hang(sizing: Sizing, head: int, target: int) -> Block | None:
    """Lay out `head` and all below in columns at most `target` high, if possible."""
    part = sizing.part
    top = part.level[head]
    width = column_width(sizing, top)
    height = sizing.heights[top]
    if not part.kids[head]:
        box = Placed(head, 0, 0, width, height)
        return Block(width, width // 2, height, [box])
    items = [_item(sizing, kid) for kid in part.kids[head]]
    gap = sizing.em(ROW_GAP)
    columns = _columns([item.height for item in items], gap, target)
    if columns is None:
        return None
    whole = len(columns) * width + (len(columns) - 1) * sizing.em(COLUMN_GAP)
    across = len(columns) > 1
    # One column hangs from the left end of its head, several from the middle.
    # At the top of the chart it has no neighbours to be as wide as.
    own = sizing.widths[top] if across and top == 0 else width
    left = (whole - own) // 4 * 2 if across else 0
    block = Block(whole, left + own // 2, height)
    block.boxes.append(Placed(head, left, 0, own, height))
    start = height + (sizing.em(BUS_GAP) if across else gap)
    taken = 0
    trunks: list[tuple[int, list[int]]] = []
    for number, count in enumerate(columns):
        x = number * (width + sizing.em(COLUMN_GAP))
        ends = _stack(sizing, block, items[taken : taken + count], (x, start))
        trunks.append((x + sizing.em(INDENT) // 2, ends))
        taken += count
    _join(block, trunks, sizing)
    return block


def _item(sizing: Sizing, kid: int) -> _Item:
    gap = sizing.em(ROW_GAP)
    rows: list[tuple[int, int]] = []
    y = 0
    stack = [kid]
    while stack:
        here = stack.pop()
        rows.append((here, y))
        y += sizing.own_heights[here] + gap
        stack.extend(reversed(sizing.part.kids[here]))
    return _Item(rows, y - gap)


def _columns(heights: Sequence[int], gap: int, target: int) -> list[int] | None:
    """How many items go in each column: as few columns as the target allows, even."""
    if max(heights) > target:
        return None
    best = _fill(heights, gap, target)
    low, high = max(heights), target
    while low < high:
        middle = (low + high) // 2
        attempt = _fill(heights, gap, middle)
        if len(attempt) <= len(best):
            best, high = attempt, middle
        else:
            low = middle + 1
    return best


def _fill(heights: Sequence[int], gap: int, limit: int) -> list[int]:
    columns: list[int] = []
    used = limit
    for height in heights:
        if not columns or used + gap + height > limit:
            columns.append(0)
            used = -gap
        columns[-1] += 1
        used += gap + height
    return columns


def _stack(sizing: Sizing, block: Block, items: list[_Item], origin: Point) -> list[int]:
    """Put items below each other; return where lines reach those of the first level."""
    part, indent = sizing.part, sizing.em(INDENT)
    x, y = origin
    top = part.level[items[0].rows[0][0]]
    width = column_width(sizing, top - 1)
    ends: list[int] = []
    for item in items:
        middles: dict[int, int] = {}
        bottoms: dict[int, Point] = {}
        for here, offset in item.rows:
            step = indent * (part.level[here] - top + 1)
            height = sizing.own_heights[here]
            box = Placed(here, x + step, y + offset, width - step, height)
            block.boxes.append(box)
            middles[here] = box.y + height // 2
            bottoms[here] = (box.x + indent // 2, box.y + height)
        for here, _ in item.rows:
            below = [middles[kid] for kid in part.kids[here]]
            if below:
                block.lines += _comb(bottoms[here], below, indent // 2)
        ends.append(middles[item.rows[0][0]])
        y += item.height + sizing.em(ROW_GAP)
    block.height = max(block.height, y - sizing.em(ROW_GAP))
    return ends


def _comb(start: Point, ends: Sequence[int], reach: int) -> list[Line]:
    """Return a line down from `start` with a tooth to the right at every end."""
    x, y = start
    teeth: list[Line] = [((x, end), (x + reach, end)) for end in ends[:-1]]
    return [((x, y), (x, ends[-1]), (x + reach, ends[-1])), *teeth]


def _join(block: Block, trunks: list[tuple[int, list[int]]], sizing: Sizing) -> None:
    """Draw the lines from the head to its columns."""
    head = block.boxes[0]
    bottom, reach = head.y + head.height, sizing.em(INDENT) // 2
    if len(trunks) == 1:
        x, ends = trunks[0]
        block.lines += _comb((x, bottom), ends, reach)
        return
    bus = bottom + sizing.em(BUS_GAP) // 2
    block.lines.append(((block.anchor, bottom), (block.anchor, bus)))
    # The first and the last column carry the line across, so that its corners
    # are drawn in one go and no piece is drawn twice.
    (first_x, first), (last_x, last) = trunks[0], trunks[-1]
    outer = (
        (first_x + reach, first[-1]),
        (first_x, first[-1]),
        (first_x, bus),
        (last_x, bus),
        (last_x, last[-1]),
        (last_x + reach, last[-1]),
    )
    block.lines.append(outer)
    for x, ends in trunks[1:-1]:
        block.lines.append(((x, bus), (x, ends[-1]), (x + reach, ends[-1])))
    for x, ends in trunks:
        block.lines += [((x, end), (x + reach, end)) for end in ends[:-1]]
