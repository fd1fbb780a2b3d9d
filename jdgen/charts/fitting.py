"""Finding the best way to draw one part on a sheet, if there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jdgen.charts.hanging import COLUMN_GAP, ROW_GAP
from jdgen.charts.parts import Organisation, Part, Setting, Sizing, Texts
from jdgen.charts.placing import Placement, Room, place
from jdgen.charts.shapes import MARK_OFFSET, TWIPS, Box, Chart, Connector

READABLE = (10.5, 10.0, 9.5, 9.0)
"""Font sizes as in running text, 五号 to 小五."""

SMALL = (8.5, 8.0, 7.5)
"""Font sizes used to keep a chart in one piece; 六号 (7.5 pt) is the least."""

MODERATE = (*READABLE, 8.5, 8.0)
"""Font sizes for parts of an organisation that is divided anyway."""

SMALLEST = 7.5

# Longest line in em, and how much its look costs, counted in points of font size.
_CAPS = ((9.0, 0.0), (7.0, 0.2), (5.5, 0.6), (4.2, 1.6), (16.0, 2.0))
WIDEST = 16.0
_THIRD_LINE_COST = 0.7

# How high hanging blocks may grow, tried in this order, as shares of the sheet.
_SHARES = (0.22, 0.3, 0.4, 0.5, 0.65, 0.8)

# No level takes less height than this, in twips: a line at 7.5 pt with its insets.
_LEAST_ROW = 15 * TWIPS

# Room for half the width of an outline at the edges, in twips.
EDGE = 10


@dataclass(frozen=True)
class Sheet:
    """The space there is for one chart, in twips."""

    width: int
    height: int


class Fitter:
    """Draws parts of one organisation on sheets of one size."""

    def __init__(self, org: Organisation, texts: Texts, sheet: Sheet) -> None:
        """Remember what all charts share."""
        self.org = org
        self._texts = texts
        self._sheet = sheet

    def fit(self, part: Part, sizes: Sequence[float]) -> Chart | None:
        """Draw the part at one of these font sizes; None where it doesn't fit."""
        mark = round(MARK_OFFSET * TWIPS) if any(part.continued) else 0
        width = self._sheet.width - 2 * EDGE
        height = self._sheet.height - 2 * EDGE - mark
        if (part.depth + 1) * _LEAST_ROW > height:
            return None
        sizings = list(self._sizings(part, sizes, (width, height)))
        for rows in range(part.depth, -1, -1):
            for sizing in sizings:
                room = Room(width, height, height)
                placement = place(sizing, rows, room)
                if placement:
                    room, placement = _lower(sizing, rows, room, placement)
                    return self._chart(*self._widen(sizing, rows, room, placement), mark)
        return None

    def _widen(
        self, sizing: Sizing, rows: int, room: Room, placement: Placement
    ) -> tuple[Sizing, Placement]:
        """Give each level longer lines where the chart stays as high as it is.

        The crowded level decides how narrow boxes must be; the others needn't
        follow it.
        """
        for level in range(sizing.part.depth + 1):
            for cap, _ in _CAPS:
                caps = list(sizing.setting.caps)
                if caps[level] >= cap:
                    break
                caps[level] = cap
                setting = Setting(self.org, sizing.part, self._texts, caps)
                wider = Sizing(setting, sizing.font_size)
                attempt = place(wider, rows, room)
                if attempt and attempt.height <= placement.height:
                    sizing, placement = wider, attempt
                    break
        return sizing, placement

    def _sizings(
        self, part: Part, sizes: Sequence[float], room: tuple[int, int]
    ) -> Iterator[Sizing]:
        """Yield the ways of setting the titles, the best-looking first."""
        choices: list[tuple[float, Setting, float]] = []
        seen: set[tuple[tuple[float, ...], tuple[int, ...]]] = set()
        for cap, cost in _CAPS:
            setting = Setting(self.org, part, self._texts, [cap] * (part.depth + 1))
            key = (tuple(setting.widths), tuple(setting.level_rows))
            if key in seen:
                continue
            seen.add(key)
            lines = _THIRD_LINE_COST * max(0, setting.title_rows - 2)
            choices += [(cost + lines + sizes[0] - size, setting, size) for size in sizes]
        choices.sort(key=lambda choice: choice[0])
        for _, setting, size in choices:
            sizing = Sizing(setting, size)
            if _may_fit(sizing, room):
                yield sizing

    def _chart(self, sizing: Sizing, placement: Placement, mark: int) -> Chart:
        part, setting = sizing.part, sizing.setting
        boxes = []
        for placed in placement.boxes:
            post = part.posts[placed.here]
            node = self.org.nodes[post]
            boxes.append(
                Box(
                    x=_points(placed.x + EDGE),
                    y=_points(placed.y + EDGE),
                    width=_points(placed.width),
                    height=_points(placed.height),
                    lines=setting.titles[placed.here],
                    detail="\n".join(setting.details[placed.here]),
                    font_size=sizing.font_size,
                    level=self.org.level[post],
                    target=node.target,
                    draft=node.draft,
                    continued=part.continued[placed.here],
                )
            )
        connectors = [
            Connector(tuple((_points(x + EDGE), _points(y + EDGE)) for x, y in line))
            for line in placement.lines
        ]
        return Chart(
            width=_points(placement.width + 2 * EDGE),
            height=_points(placement.height + 2 * EDGE + mark),
            boxes=tuple(boxes),
            connectors=tuple(connectors),
        )


def _may_fit(sizing: Sizing, room: tuple[int, int]) -> bool:
    """Tell cheaply that a part is too big, however its boxes are placed.

    Each box has a gap to its right and one below, and everyone stands lower
    than the one they report to.
    """
    width, height = room
    right, below = sizing.em(COLUMN_GAP), sizing.em(ROW_GAP)
    part, heights = sizing.part, sizing.own_heights
    area = sum(
        (sizing.widths[level] + right) * (own + below)
        for level, own in zip(part.level, heights, strict=True)
    )
    if area > (width + right) * (height + below):
        return False
    bottom = [own + below for own in heights]
    for here, kids in enumerate(part.kids):
        for kid in kids:
            bottom[kid] += bottom[here]
    return max(bottom) <= height + below


def _lower(sizing: Sizing, rows: int, room: Room, placement: Placement) -> tuple[Room, Placement]:
    """Let hanging columns be shorter and more in number, as far as the width allows."""
    if rows < sizing.part.depth:
        for share in _SHARES:
            lower = Room(room.width, room.height, round(room.height * share))
            attempt = place(sizing, rows, lower)
            if attempt:
                return lower, attempt
    return room, placement


def _points(twips: int) -> float:
    return round(twips / TWIPS, 2)
