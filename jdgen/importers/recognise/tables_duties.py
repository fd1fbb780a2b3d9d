"""Duties as 岗位说明书 print them: 职责一 / 职责表述：… / 工作时间百分比：…% / 工作任务 / 频次."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jdgen.importers.blocks import Place
from jdgen.importers.recognise.numbering import split_number
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows
from jdgen.importers.recognise.tables_grid import Box, Grid, Region

_END = r"\s*(?:[:：]\s*|$)"
_MARKS = (
    (
        "duty",
        (
            r"(?:主要|工作|岗位)?职\s*责\s*[一二三四五六七八九十0-9０-９]{1,3}"
            r"(?:\s*[:：、.．]\s*|\s+|$)"
        ),
    ),
    ("text", rf"(?:职责)?(?:表述|描述|概述|名称)(?:[(（][^()（）]*[)）])?{_END}|职责内容{_END}"),
    (
        "share",
        (
            r"(?:占用?|所占)?(?:总|全部)?(?:工作)?时间(?:的)?(?:百分比|比例|比重|占比)"
            rf"(?:[(（]%[)）])?{_END}|(?:所)?占(?:比|用时间|工作时间){_END}|(?:权|比)重{_END}"
        ),
    ),
    (
        "tasks",
        (
            rf"(?:主\s*要\s*)?(?:工\s*作\s*|具\s*体\s*)?任\s*务(?:描述)?{_END}"
            rf"|具\s*体\s*工\s*作{_END}"
        ),
    ),
    ("frequency", rf"(?:发生|工作|执行)?频\s*[次率度]{_END}"),
    ("measure", rf"(?:考核|衡量|评价|工作|绩效)(?:重点|标准|要点|指标){_END}"),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _MARKS)
_SHARE_INSIDE = re.compile(
    r"[\s,，;；。(（]+(?:占用?|所占)?(?:工作)?时间(?:百分比|比例|比重|占比)\s*[:：]?\s*([0-9]{1,3}\s*[%％])[)）]?\s*$"
)
_PERCENT = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?\s*[%％]")


@dataclass
class _Duty:
    text: list[str] = field(default_factory=list)
    tasks: list[str] = field(default_factory=list)
    often: list[tuple[int, str]] = field(default_factory=list)
    share: list[str] = field(default_factory=list)
    measure: list[str] = field(default_factory=list)

    def record(self) -> Mapping[str, str]:
        """Return the duty by canonical names; what is said of single tasks stays with them."""
        often = dict.fromkeys(said for _, said in self.often)
        tasks = list(self.tasks)
        if len(often) > 1:
            for task, said in self.often:
                if 0 <= task < len(tasks):
                    tasks[task] += f"（{said}）"
            often = {}
        found = {
            "text": "\n".join(self.text),
            "tasks": "\n".join(tasks),
            "share": "\n".join(self.share),
            "frequency": "\n".join(often),
            "measure": "\n".join(self.measure),
        }
        if not self.text and self.tasks:
            found["text"], found["tasks"] = self.tasks[0], "\n".join(tasks[1:])
        return {name: said for name, said in found.items() if said}


def begins_duties(grid: Grid, row: int, region: Region) -> bool:
    """Whether a row is the first of such a form: 职责一 beside something, or 职责表述：."""
    boxes = grid.filled(row, region)
    marks = [_mark(box.line)[0] for box in boxes]
    if "duty" in marks and (len(boxes) > 1 or boxes[0].cell.rows > 1):
        return True
    stated = [box for box, mark in zip(boxes, marks, strict=True) if mark == "text"]
    return any(re.match(r"职责(?:表述|描述|概述)\s*[:：]", box.line) for box in stated) or (
        # With nothing behind it, 职责内容 beside 占比 is the head of a column.
        len(stated) == 1 and "share" in marks and bool(_mark(stated[0].line)[1])
    )


def read_duties(
    grid: Grid, row: int, region: Region, above: Labelled | None
) -> tuple[list[Piece], int]:
    """Read the duties; ``above`` is the label they stand under.

    Returns the first row after them, too.
    """
    duties: list[_Duty] = []
    mode = "text"
    columns: dict[int, str] = {}
    place: Place | None = None
    first = row
    while row < region.bottom:
        boxes = grid.filled(row, region)
        if row > first and boxes and not _goes_on(grid, row, region):
            break
        for box in boxes:
            place = place or box.place
            mode = columns.get(box.cell.column, mode)
            mode = _take(box, duties, mode, columns)
        grid.read(*boxes)
        row += 1
    path = above.path if above else ("duties",)
    record = above.record if above else "role"
    rows = tuple(found for duty in duties if (found := duty.record()))
    label = above.label if above else ""
    return [Labelled(record, path, label, Rows(rows), place or grid.table.place)], row


def _mark(line: str) -> tuple[str, str]:
    """Return which part of a duty a text says that it is, and what stands after that."""
    for name, pattern in _PATTERNS:
        if found := pattern.match(line):
            return name, line[found.end() :]
    return "", line


def _goes_on(grid: Grid, row: int, region: Region) -> bool:
    boxes = grid.filled(row, region)
    first = grid.covering(row, region)[0]
    if _mark(boxes[0].line)[0]:
        return True
    if first is not boxes[0]:
        return True
    # Tasks in the first column would be rows of their own; a label there is another field's.
    wide = len(boxes) == 1 and boxes[0].right >= region.right
    chapter = split_number(boxes[0].line).level in (0, 1)
    return not (boxes[0].label or (wide and chapter))


def _take(box: Box, duties: list[_Duty], mode: str, columns: dict[int, str]) -> str:
    """Take a cell's lines into the last duty; return what the next cell holds."""
    for line in _lines(box):
        mark, rest = _mark(line)
        if mark == "duty":
            duties.append(_Duty())
            mark = "text"
        elif mark == "text" and (not duties or duties[-1].text):
            duties.append(_Duty())
        if mark == "frequency" and not rest:
            columns[box.cell.column] = "frequency"
            # What stands beside is still a task; the column's other cells say how often.
            continue
        if mark:
            mode = mark
        if rest.strip():
            mode = _keep(duties, mode, rest.strip())
    return mode


def _keep(duties: list[_Duty], mode: str, text: str) -> str:
    """Put a text where ``mode`` says; return what comes next."""
    if not duties:
        duties.append(_Duty())
    duty = duties[-1]
    if _PERCENT.fullmatch(text) and mode != "frequency":
        mode = "share"
    if mode == "text" and duty.text and split_number(text).number:
        mode = "tasks"
    if mode == "text":
        if found := _SHARE_INSIDE.search(text[-40:]):
            duty.share.append(found[1])
            text = text[: len(text) - len(found[0])]
        duty.text.append(split_number(text).rest)
    elif mode == "tasks":
        duty.tasks.append(split_number(text).rest)
    elif mode == "share":
        duty.share.append(text)
        return "text"
    elif mode == "frequency":
        duty.often.append((len(duty.tasks) - 1, text))
        return "tasks"
    else:
        duty.measure.append(text)
    return mode


def _lines(box: Box) -> Iterator[str]:
    """Yield the lines of a cell; one written downwards (工/作/任/务) is one line."""
    if _mark(box.line)[0] and not _mark(box.line)[1]:
        yield box.line
    else:
        yield from (line.strip() for line in box.cell.text.split("\n") if line.strip())
