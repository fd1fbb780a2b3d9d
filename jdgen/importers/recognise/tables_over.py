"""Labels that stand over their values, as the heads of columns do."""

from __future__ import annotations

from collections.abc import Sequence

from jdgen.importers.recognise.labels import LabelMatch
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_neighbours import Neighbours
from jdgen.importers.recognise.tables_sections import Section

Found = tuple[Box, LabelMatch, list[Box]]


def labels_over_values(
    around: Neighbours, row: int, region: Region, section: Section
) -> list[Found]:
    """Return the labels of a row with the cells below each; nothing where it is no such row."""
    labels = around.grid.filled(row, region)
    matches = [around.accepted(box, section, row, region) for box in labels]
    gaps = len(around.grid.beginning(row, region)) > len(labels)
    if len(labels) < 2 or None in matches or gaps:
        return []
    values = _below(around.grid, row, region, labels)
    if not values:
        return []
    return [
        (box, match, values.get(box.cell.column, []))
        for box, match in zip(labels, matches, strict=True)
        if match
    ]


def _below(grid: Grid, row: int, region: Region, labels: Sequence[Box]) -> dict[int, list[Box]]:
    """Return the cells below labels by column, down to the next label or a wider cell."""
    values: dict[int, list[Box]] = {}
    columns = {box.cell.column for box in labels}
    for below in range(row + 1, region.bottom):
        boxes = grid.filled(below, region)
        if any(box.cell.column not in columns or box.label for box in boxes):
            break
        if len(boxes) == 1 and (
            boxes[0].right > labels[0].right
            or (not values and boxes[0].cell.columns > labels[0].cell.columns)
        ):
            break
        for box in boxes:
            values.setdefault(box.cell.column, []).append(box)
    return values
