"""Rows of an old and a new division into columns in one table, on one grid."""

from __future__ import annotations

from itertools import accumulate, pairwise

from jdgen.render.docx.xml import Element, element, local_name, w

# Edges closer than this are one: widths are rounded, in twentieths of a point.
_NEAR = 4


def put_on_one_grid(made: Element, old: Element, new: Element) -> None:
    """Give a merged table a grid on which both tables' rows lie, where theirs differ.

    Rows that went and rows that came keep their own columns; each cell covers as many of the
    common grid's as lie within it.
    """
    edges, new_edges = _edges(old), _edges(new)
    if len(edges) == len(new_edges) and all(
        abs(one - other) <= _NEAR for one, other in zip(edges, new_edges, strict=True)
    ):
        return
    union: list[int] = []
    for edge in sorted({*edges, *new_edges}):
        if not union or edge - union[-1] > _NEAR:
            union.append(edge)
    grid = made.find(w("tblGrid"))
    if grid is None:
        return
    for column in list(grid):
        grid.remove(column)
    grid.extend(element("gridCol", w=right - left) for left, right in pairwise(union))
    for row in made.iterfind(w("tr")):
        changed = row.find(f"{w('trPr')}/{w('del')}")
        _span_row(row, edges if changed is not None else new_edges, union)


def _edges(table: Element) -> list[int]:
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    return [0, *accumulate(int(str(column.get(w("w"), "0"))) for column in columns)]


def _span_row(row: Element, edges: list[int], union: list[int]) -> None:
    column = 0
    for cell in row.iterfind(w("tc")):
        properties = cell.find(w("tcPr"))
        if properties is None:
            properties = element("tcPr")
            cell.insert(0, properties)
        span = properties.find(w("gridSpan"))
        covered = 1 if span is None else int(str(span.get(w("val"))))
        left = edges[min(column, len(edges) - 1)]
        right = edges[min(column + covered, len(edges) - 1)]
        column += covered
        count = _place(right, union) - _place(left, union)
        if span is not None:
            properties.remove(span)
        if count > 1:
            at = 0
            while at < len(properties) and local_name(properties[at]) in ("cnfStyle", "tcW"):
                at += 1
            properties.insert(at, element("gridSpan", val=count))


def _place(edge: int, union: list[int]) -> int:
    return min(range(len(union)), key=lambda place: abs(union[place] - edge))
