"""Who has signed which description: ``data/signatures.csv``, as Excel or an editor saves it.

Four columns: post, name, date, edition (岗位、姓名、日期、版次). With a line of heads they may
stand in any order and with others between them; without one, in this order.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.project_file import read_project_file
from jdgen.source.text import MAX_BYTES, normalise, read_text

FILE = "data/signatures.csv"

_COLUMNS = ("post", "name", "date", "edition")
_HEADS: Mapping[str, str] = {
    "post": "post", "role": "post", "jobtitle": "post", "position": "post",
    "岗位": "post", "岗位名称": "post", "岗位id": "post", "职位": "post",
    "name": "name", "姓名": "name", "签收人": "name", "签字人": "name", "员工": "name",
    "date": "date", "signedon": "date", "日期": "date", "签收日期": "date", "签字日期": "date",
    "edition": "edition", "版次": "edition", "版本": "edition",
}  # fmt: skip
_SHOWN: Mapping[str, Message] = {
    "post": message("post (岗位)"),
    "name": message("name (姓名)"),
    "date": message("date (日期)"),
    "edition": message("edition (版次)"),
}
_DATE = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:[-/.]|月)(\d{1,2})日?(?:\s.*)?")
_SEPARATORS = ",;\t"


@dataclass(frozen=True)
class Signed:
    """One line: who signed which post's description of which edition, and when."""

    post: str
    name: str
    day: date
    edition: str
    location: Location


@dataclass(frozen=True)
class Signatures:
    """What can be read of the file, in its order, and a problem for each line that can't be."""

    signed: tuple[Signed, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_signatures(project: Path) -> Signatures:
    """Return who has signed what; nobody where there is no such file.

    Raises InputError where the file as a whole can't be read: no text, or no such columns.
    """
    path = project / FILE
    if not path.exists():
        return Signatures()
    try:
        data = read_project_file(project, path, MAX_BYTES)
    except OSError as failure:
        what = message("this file can't be opened")
        hint = message("close it elsewhere, or ask for the right to read it")
        raise InputError([Problem(Location(FILE), what, hint)]) from failure
    try:
        source = read_text(data, FILE)
    except InputError as failure:
        # Its hints speak of YAML files.
        hint = message("in Excel: save as “CSV UTF-8 (comma delimited)”")
        raise InputError(replace(problem, hint=hint) for problem in failure.problems) from None
    signed: list[Signed] = []
    problems = list(source.problems)
    columns: Mapping[str, int] | None = None
    for line, cells in _rows(source.text, problems):
        if columns is None:
            named = {_head(cell): number for number, cell in reversed([*enumerate(cells)])}
            named.pop("", None)
            columns = named or {name: number for number, name in enumerate(_COLUMNS)}
            if named:
                _check_heads(named, line)
                continue
        found = _read_row(cells, columns, line)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            signed.append(found)
    return Signatures(tuple(signed), tuple(problems))


def _rows(text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which anything stands, with their lines; a broken one ends it."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            cells = [normalise(cell) for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:
        what = message("the quotation marks of this line don't close; what follows was not read")
        hint = message("write each mark inside a text twice, or take it out")
        problems.append(Problem(Location(FILE, line, 1), what, hint))


def _head(cell: str) -> str:
    return _HEADS.get(re.sub(r"[\s_]+", "", cell).casefold(), "")


def _check_heads(named: Mapping[str, int], line: int) -> None:
    missing = [_SHOWN[name] for name in _COLUMNS if name not in named]
    if missing:
        what = message("there is no column for {columns}", columns=missing)
        hint = message("four columns are needed: {columns}", columns=list(_SHOWN.values()))
        raise InputError([Problem(Location(FILE, line, 1), what, hint)])


def _read_row(cells: list[str], columns: Mapping[str, int], line: int) -> Signed | Problem:
    place = Location(FILE, line, 1)
    values = {
        name: cells[number] if number < len(cells) else "" for name, number in columns.items()
    }
    missing = [_SHOWN[name] for name in _COLUMNS if not values[name]]
    if missing:
        what = message("in this line {columns} is missing", columns=missing)
        hint = message("fill it in, or delete the line")
        return Problem(place, what, hint)
    day = _day(values["date"])
    if day is None:
        what = message("“{date}” is no day", date=values["date"])
        return Problem(place, what, message("write the date as 2012-02-03"))
    return Signed(values["post"], values["name"], day, values["edition"], place)


def _day(text: str) -> date | None:
    """Return the day that is meant: 2012-02-03, and what Excel makes of it (2012/2/3)."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
