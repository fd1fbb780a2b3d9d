"""What stands under a section's name in a table without labels of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jdgen.importers.blocks import Block, Heading, Paragraph, Table
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows, Unlabelled
from jdgen.importers.recognise.tables_choices import chosen
from jdgen.importers.recognise.tables_grid import Box, Grid, Region
from jdgen.importers.recognise.tables_rows import kind_of_path
from jdgen.importers.recognise.tables_words import is_nothing

# Fields whose labels have labels below them.
CONTAINERS = frozenset(
    {("qualifications",), ("relations",), ("signoff",), ("recruitment",), ("foreword",)}
)
_SHARE = re.compile(r"[0-9.\s]{1,5}[%％]\s*")
_LISTS = frozenset({("duties",), ("safety_duties",), ("authority",)})


@dataclass
class Section:
    """The label that cells without one belong to: a bar above them or a merged cell beside them.

    ``label`` is None where there is none or where it names no field. ``around`` tells a merged
    cell, which says where its section ends, from a bar, which doesn't.
    """

    label: Labelled | None = None
    around: bool = False
    used: bool = False
    free: list[list[Box]] = field(default_factory=list)

    @property
    def path(self) -> tuple[str, ...]:
        """The field that the section holds; empty where none is known."""
        return self.label.path if self.label else ()

    @property
    def is_list(self) -> bool:
        """Whether the section's lines are items, whose words may look like labels."""
        return self.path in _LISTS or bool(kind_of_path(self.path))


def flush(section: Section, grid: Grid) -> list[Piece]:
    """Return what the section has gathered as pieces, and begin gathering anew."""
    rows, section.free = section.free, []
    label = section.label
    if label is None:
        return list(_unknown(rows, grid))
    if not rows:
        if section.used:
            return []
        section.used = True
        return [label]
    section.used = True
    place = rows[0][0].place
    kind = kind_of_path(label.path)
    wide = any(len(_counted(row)) > 1 for row in rows)
    if kind in ("duty", "report", "indicator") and wide:
        value = Rows(tuple(_records(kind, rows)))
        return [Labelled(label.record, label.path, label.label, value, place, sure=False)]
    if label.path == ("qualifications",) and wide:
        return [piece for row in rows for piece in _requirement(label, _counted(row))]
    boxes = ((row, box) for row in rows for box in _counted(row))
    blocks = chosen([block for row, box in boxes for block in _numbered(row, box)])
    return [Labelled(label.record, label.path, label.label, blocks, place, label.sure)]


def _counted(row: list[Box]) -> list[Box]:
    """Return a row's cells without the one that only counts the rows."""
    if len(row) > 1 and _counts(row[0].line):
        return row[1:]
    return row


def _counts(text: str) -> bool:
    return len(text) <= 5 and not split_number(f"{text.rstrip('.、．')}、x").rest.strip("x")


def _numbered(row: list[Box], box: Box) -> tuple[Block, ...]:
    """Return a cell's blocks, the first with the number that the cell before it holds."""
    first, *others = box.blocks
    beside = row[0] is not box and box is row[1] and _counts(row[0].line)
    if beside and isinstance(first, Paragraph) and not first.number:
        return (Paragraph(first.text, first.place, row[0].line, first.level), *others)
    return box.blocks


def _records(kind: str, rows: list[list[Box]]) -> Iterator[Mapping[str, str]]:
    """Yield records of rows that have no head: by place, a share of time by its per cent."""
    fields = {"report": ("document", "timing", "recipients"), "indicator": ("indicator", "weight")}
    found: dict[str, str] = {}
    group: Box | None = None
    for row in rows:
        cells = _counted(row)
        if kind != "duty":
            names = (*fields[kind], *("method" for _ in cells))
            found = {}
            for name, box in zip(names, cells, strict=False):
                found[name] = "\n".join(filter(None, (found.get(name), box.cell.text.strip())))
            yield found
            continue
        shares = [box for box in cells if _SHARE.fullmatch(box.line)]
        texts = [box for box in cells if box not in shares]
        below = group is not None and bool(texts) and texts[0].cell.row < group.bottom
        if below and found:
            found["tasks"] = "\n".join(filter(None, (found.get("tasks"), _lines(texts))))
        else:
            if found:
                yield found
            group = texts[0] if texts else None
            found = {"text": _lines(texts[:1]), "tasks": _lines(texts[1:])}
        for box in shares:
            found["share"] = "\n".join(filter(None, (found.get("share"), box.line)))
        found = {name: text for name, text in found.items() if text}
    if kind == "duty" and found:
        yield found


def _lines(boxes: list[Box]) -> str:
    lines = [line for box in boxes for line in box.cell.text.split("\n") if line.strip()]
    return "\n".join(split_number(line).rest for line in lines)


def _requirement(label: Labelled, cells: list[Box]) -> Iterator[Piece]:
    """Yield a row under 任职资格: a name that only this company has, and what it asks for."""
    first, *others = cells
    if others and len(first.line) <= 14:
        yield requirement(first.line.rstrip(":："), others)
        return
    blocks = chosen([block for box in cells for block in box.blocks])
    yield Labelled(label.record, label.path, label.label, blocks, first.place, label.sure)


def requirement(name: str, boxes: list[Box]) -> Labelled:
    """Return a requirement that no field is known for, by its printed name."""
    text = "\n".join(
        block.text.strip()
        for block in chosen([block for box in boxes for block in box.blocks])
        if not isinstance(block, Table)
    )
    value = Rows(({"label": name, "text": text},))
    return Labelled("role", ("qualifications", "groups"), name, value, boxes[0].place)


def pair(name: Box, boxes: list[Box]) -> list[Piece]:
    """Return a label that names no field, and what stands beside it."""
    blocks = chosen([block for box in boxes for block in box.blocks])
    label = name.line.rstrip(":：")
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        text = blocks[0].text.strip()
        return [Unlabelled(Paragraph(f"{label}：{'' if is_nothing(text) else text}", name.place))]
    if not blocks:
        return [Unlabelled(Paragraph(f"{label}：", name.place))]
    return [Unlabelled(Heading(label, 3, name.place)), *(Unlabelled(block) for block in blocks)]


def _unknown(rows: list[list[Box]], grid: Grid) -> Iterator[Piece]:
    """Yield rows that no label claims: a table where they are one, else their paragraphs."""
    run: list[list[Box]] = []
    for row in [*rows, []]:
        if len(row) > 1 and not any(box.tables for box in row):
            run.append(row)
            continue
        yield from _run(run, grid)
        run = []
        for box in row:
            yield from (Unlabelled(block) for block in box.blocks)


def _run(run: list[list[Box]], grid: Grid) -> Iterator[Piece]:
    if len(run) == 1:
        first, *others = run[0]
        if len(others) == 1 and len(first.line) <= 14 and len(first.blocks) == 1:
            yield from pair(first, others)
        else:
            for box in run[0]:
                yield from (Unlabelled(block) for block in box.blocks)
    elif run:
        boxes = [box for row in run for box in row]
        region = Region(
            run[0][0].cell.row,
            max(box.cell.row for box in boxes) + 1,
            min(box.cell.column for box in boxes),
            max(box.right for box in boxes),
        )
        if _alone(grid, region, set(boxes)):
            yield Unlabelled(grid.crop(region))
        else:
            for box in boxes:
                yield from (Unlabelled(block) for block in box.blocks)


def _alone(grid: Grid, region: Region, boxes: set[Box]) -> bool:
    """Whether a region holds no words but those of ``boxes``."""
    return all(
        box in boxes
        for row in range(region.top, region.bottom)
        for box in grid.covering(row, region)
    ) and all(box.bottom <= region.bottom for box in boxes)
