"""Charts laid out, and kept for the next build: most edits move no box.

What is kept are places and texts of boxes. They are drawn anew each time, so that nothing kept is
markup. The key is made of all that a layout depends on: the posts on the chart, the sheet, the
face that measures, and the code that lays out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jdgen.charts
from jdgen.charts.layout import Box, Chart, Connector, Node, lay_out
from jdgen.fonts import measurer
from jdgen.render.code_digest import code_digest
from jdgen.store import Store

# Next to the code of charts: what measures the titles, and where a gap stands in them.
_CODE = ("*.py", "../fonts.py", "../typography.py")
_BAD = (ValueError, TypeError, LookupError, RecursionError)


class ChartLayouts:
    """Lays charts out on sheets of one size, or finds them laid out."""

    def __init__(self, width: float, height: float, latin: bytes, store: Store) -> None:
        """``width`` and ``height`` of a sheet are points; ``latin`` is the face that measures."""
        self._width = width
        self._height = height
        self._measure = measurer(latin)
        self._store = store
        made_by = code_digest(("uharfbuzz",), Path(jdgen.charts.__path__[0]), _CODE)
        told = made_by + f"{width}\0{height}\0".encode() + latin
        self._base = hashlib.blake2b(told, digest_size=32)

    def of(self, root: Node) -> Sequence[Chart]:
        """Return the charts of the organisation below ``root``, as ``charts.lay_out`` does."""
        key = self._key(root)
        kept = _unpacked(self._store.get(key))
        if kept:
            return kept
        charts = lay_out(root, width=self._width, height=self._height, measure=self._measure)
        self._store.put(key, _packed(charts))
        return charts

    def _key(self, root: Node) -> str:
        digest = self._base.copy()
        # No repr: a reporting line may be longer than Python's stack.
        waiting = [(root, 0)]
        while waiting:
            node, depth = waiting.pop()
            digest.update(repr((depth, node.title, node.detail, node.target, node.draft)).encode())
            waiting.extend((child, depth + 1) for child in node.children)
        return f"chart-{digest.hexdigest()}"


def _packed(charts: Sequence[Chart]) -> bytes:
    content = [
        [
            chart.width, chart.height, chart.caption,
            [[*vars(box).values()] for box in chart.boxes],
            [connector.points for connector in chart.connectors],
        ]
        for chart in charts
    ]  # fmt: skip
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(data: bytes | None) -> Sequence[Chart]:
    """Return the charts again, none where that is not what is kept."""
    try:
        return [_chart(*each) for each in json.loads(data or b"")]
    except _BAD:
        return ()


def _box(packed: Any) -> Box:
    x, y, width, height, lines, detail, font_size, level, target, draft, continued = packed
    return Box(
        x, y, width, height, tuple(lines), detail, font_size, level, target, draft, continued
    )


def _chart(width: float, height: float, caption: str, boxes: Any, connectors: Any) -> Chart:
    return Chart(
        width,
        height,
        tuple(map(_box, boxes)),
        tuple(Connector(tuple((x, y) for x, y in points)) for points in connectors),
        caption,
    )
