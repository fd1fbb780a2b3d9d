"""Tables that a page cuts in two: the rule below the part that goes on is drawn whole.

A label beside several rows is one cell to the eye; where the page ends between two of its rows,
the open side would stay open.
"""

from __future__ import annotations

from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from jdgen.render.pdf.boxes import page_boxes


def close_tables(document: Document) -> None:
    """Close the lower edge of every table part that goes on overleaf, in place."""
    last_part: dict[int, Any] = {}
    parts: list[Any] = []
    for page_box in page_boxes(document):
        for box in page_box.descendants():
            if isinstance(box, boxes.TableBox):
                parts.append(box)
                last_part[id(box.element)] = box
    for part in parts:
        if last_part[id(part.element)] is not part:
            _close(part)


def _close(table: Any) -> None:
    """Give the rule below a part's last row, where it has none, that of its neighbour."""
    grid = getattr(table, "collapsed_border_grid", None)
    if grid is None:
        return
    _, horizontal = grid
    rows = sum(len(group.children) for group in table.children)
    header = len(table.children[0].children) if table.children[0].is_header else 0
    below = rows + (table.skipped_rows - header if table.skipped_rows else 0)
    if below >= len(horizontal):
        return
    edges = horizontal[below]
    drawn = next((edge for edge in reversed(edges) if edge[1][1]), None)
    if drawn is not None:
        horizontal[below] = [edge if edge[1][1] else drawn for edge in edges]
