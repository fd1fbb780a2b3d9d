"""Organisation charts as pure geometry: where boxes and lines stand.

All lengths are points (1/72 inch), the origin is at the top left.
"""

from collections.abc import Callable

from jdgen.charts.fitting import READABLE, SMALL, SMALLEST, WIDEST, Fitter, Sheet
from jdgen.charts.parts import Organisation, Texts, take_part
from jdgen.charts.shapes import (
    INSET_X,
    INSET_Y,
    LINE_WIDTH,
    QUIET,
    SLACK,
    TWIPS,
    Box,
    Chart,
    Connector,
    Look,
    Node,
    Palette,
    Row,
    line_pitch,
)
from jdgen.charts.splitting import Splitter

__all__ = [
    "INSET_X",
    "INSET_Y",
    "LINE_WIDTH",
    "QUIET",
    "SLACK",
    "Box",
    "Chart",
    "Connector",
    "Look",
    "Node",
    "Palette",
    "Row",
    "lay_out",
    "line_pitch",
]

# No box with its gaps takes less of the sheet than this, in square points.
_LEAST_AREA = 24.0 * 20.0


def lay_out(
    root: Node, *, width: float, height: float, measure: Callable[[str, float], float]
) -> tuple[Chart, ...]:
    """Draw the organisation below `root` on sheets of `width` by `height` points.

    One chart where it fits: in rows at 9 to 10.5 pt, else with the lower levels
    hanging below each other, at 7.5 pt at the least. Otherwise an overview comes
    first and a chart for each part follows; the head of a part stands in both.

    `measure` gives the width in points of a text at a font size and grows in
    proportion to the font size.

    Raises ValueError where the sheet can't hold a title below its superior's.
    """
    org = Organisation(root)
    sheet = Sheet(int(width * TWIPS), int(height * TWIPS))
    widest = (width - 2 * (INSET_X + SLACK) - 2 * LINE_WIDTH) / SMALLEST
    if widest < 2:
        raise ValueError(f"a chart needs more than {width} points of width")
    fitter = Fitter(org, Texts(measure, min(WIDEST, widest)), sheet)
    most = int(width * height / _LEAST_AREA) + 1
    if len(org.nodes) <= most:
        whole = take_part(org, 0, org.kids[0], lambda _: False)
        chart = fitter.fit(whole, READABLE) or fitter.fit(whole, SMALL)
        if chart is not None:
            return (chart,)
    if not root.children:
        raise ValueError(f"the page is too small to draw {root.title!r}")
    return tuple(Splitter(fitter, most).split())
