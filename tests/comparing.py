"""Pieces of a file held to what must stand there, label by label, in both directions.

The order of labels is the file's own affair, and so is how they are set: in a line of a table, over
a paragraph or beside several. What counts is which values stand behind which label, that all of
them do, in their order, and that nothing else does.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from tests.reading import Piece, squash


@dataclass(frozen=True)
class Says:
    """What must stand behind one label: its ``values`` in order, or, with ``header``, a table.

    ``listed``: each value is a paragraph of its own (a duty), ``numbers`` are theirs. ``inline``:
    label and values may stand in one paragraph (编制：…).
    """

    label: str
    values: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    listed: bool = False
    inline: bool = False
    numbers: tuple[int, ...] = ()

    def squashed(self) -> Says:
        """Return it as a file is read: without white space, and without what is empty then."""
        return replace(
            self,
            label=squash(self.label),
            values=tuple(text for value in self.values if (text := squash(value))),
            header=tuple(squash(text) for text in self.header),
            rows=tuple(tuple(squash(text) for text in row) for row in self.rows),
        )

    @property
    def name(self) -> str:
        """What a message calls it."""
        return self.label or " | ".join(self.header)


@dataclass
class _Found:
    """What does stand behind a label."""

    says: Says
    rest: str
    seen: bool = False
    pieces: list[Piece] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.rest = self.rest[len(piece.text) :] if self.rest.startswith(piece.text) else ""


def compare(pieces: Sequence[Piece], wanted: Iterable[Says], where: str) -> list[str]:
    """Return what is wrong with ``pieces``: nothing lost, nothing invented, nothing misplaced.

    Every line names the place and the label: whatever stands behind a label that the data has not
    there, whatever the data has there and the file has not, and labels that are missing.
    """
    found = [_Found(says, "".join(says.values)) for says in (each.squashed() for each in wanted)]
    start = _Found(Says(""), "")
    current, after = start, 0
    number = 0
    while number < len(pieces):
        piece = pieces[number]
        awaited = _in_columns(current, piece) or current.rest.startswith(piece.text)
        place = None if awaited else _label_at(pieces, number, found, after)
        if place is None:
            current.add(piece)
        else:
            current, after = found[place], place + 1
            current.seen = True
            if current.says.header:
                number += len(current.says.header) - 1
                current.pieces.append(pieces[number])
            elif piece.text != current.says.label:
                current.add(replace(piece, text=piece.text[len(current.says.label) :]))
        number += 1
    return _moved(_report(where, [start, *found]))


def _label_at(
    pieces: Sequence[Piece], number: int, found: Sequence[_Found], after: int
) -> int | None:
    """Return which label begins at a piece: the next of this name that has not been met yet."""
    text = pieces[number].text
    for place in chain(range(after, len(found)), range(after)):
        says = found[place].says
        if found[place].seen:
            continue
        if says.header:
            if text == says.header[0] and _is_header(pieces[number:], says.header):
                return place
        elif text == says.label or (says.inline and text.startswith(says.label)):
            return place
    return None


def _is_header(pieces: Sequence[Piece], header: Sequence[str]) -> bool:
    """Whether ``pieces`` begin with the cells of this header, all in one row."""
    cells = [piece.cell for piece in pieces[: len(header)]]
    texts = [piece.text for piece in pieces[: len(header)]]
    rows = {(cell.table, cell.row) if cell else None for cell in cells}
    return texts == list(header) and len(rows) == 1 and None not in rows


def _in_columns(current: _Found, piece: Piece) -> bool:
    """Whether a piece stands below the header that was met last."""
    if not current.says.header:
        return False
    head, cell = current.pieces[0].cell, piece.cell
    if head is None or cell is None or cell.table != head.table:
        return False
    return head.column - len(current.says.header) < cell.column


def _table_rows(found: _Found) -> list[tuple[str, ...]]:
    """Return the rows below a header as texts; a cell that holds nothing is empty."""
    last = found.pieces[0].cell
    if last is None:
        return []
    width = len(found.says.header)
    first = last.column - width + 1
    rows: dict[int, dict[int, str]] = {}
    for number, piece in enumerate(found.pieces[1:]):
        # What stands outside any cell is a row of its own here, so that it is reported.
        row_number, column = (
            (piece.cell.row, piece.cell.column) if piece.cell else (10**6 + number, first)
        )
        row = rows.setdefault(row_number, {})
        row[column] = row.get(column, "") + piece.text
    return [
        tuple(row.get(column, "") for column in range(first, max([first + width - 1, *row]) + 1))
        for _, row in sorted(rows.items())
    ]


def _report(where: str, found: Sequence[_Found]) -> Iterator[_Mismatch]:
    for each in found:
        says = each.says
        if says.header:
            wanted = [" · ".join(row) for row in says.rows]
            printed = [" · ".join(row) for row in _table_rows(each)] if each.seen else []
        else:
            wanted, printed = list(says.values), _whole(each)
        if says.name and not each.seen:
            yield _Mismatch(where, says.name, "no such label", says.name)
        yield from _differences(where, says.name, wanted, printed)
        if each.pieces and each.pieces[0].page:
            yield from _wrong_numbers(where, each)


def _whole(found: _Found) -> list[str]:
    """Return the texts behind a label, those joined that a page or a line break has parted."""
    texts = [piece.text for piece in found.pieces]
    values = found.says.values
    if not found.says.listed and "".join(texts) == "".join(values):
        return list(values)
    whole: list[str] = []
    for value in values:
        taken = 0
        while taken < len(texts) and "".join(texts[:taken]) != value:
            taken += 1
        if "".join(texts[:taken]) == value:
            whole.append(value)
            texts = texts[taken:]
        elif texts:
            whole.append(texts.pop(0))
    return whole + texts


def _wrong_numbers(where: str, found: _Found) -> Iterator[_Mismatch]:
    """Yield what is wrong with the numbers of a PDF's list; Word counts when a file is opened."""
    printed = [int(re.sub(r"\D", "", piece.number)) for piece in found.pieces if piece.number]
    if printed != list(found.says.numbers):
        wanted = ", ".join(map(str, found.says.numbers)) or "nothing"
        shown = ", ".join(map(str, printed)) or "nothing"
        yield _Mismatch(where, found.says.name, f"numbered {shown} in place of", wanted)


@dataclass(frozen=True)
class _Mismatch:
    where: str
    label: str
    what: str
    text: str
    instead: str = ""

    def __str__(self) -> str:
        place = f"{self.where}, {self.label or 'before any label'}"
        return f"{place}: {self.what} “{self.text}”{self.instead}"


def _differences(
    where: str, label: str, wanted: Sequence[str], printed: Sequence[str]
) -> Iterator[_Mismatch]:
    matcher = difflib.SequenceMatcher(None, wanted, printed, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield from (_Mismatch(where, label, "lost", text) for text in wanted[a:b])
            yield from (_Mismatch(where, label, "not in the data", t) for t in printed[c:d])


def _moved(reported: Iterable[_Mismatch]) -> list[str]:
    """Say of a lost value where it stands instead, if it does."""
    mismatches = list(reported)
    strays = {m.text: m.label for m in mismatches if m.what == "not in the data"}
    told = []
    for each in mismatches:
        instead = ""
        if each.what == "lost" and each.text in strays:
            label = strays[each.text]
            instead = f", which stands behind {label or 'no label'} instead"
            if label == each.label:
                instead = ", which stands there in another place"
        told.append(str(replace(each, instead=instead)))
    return told


def said(mismatches: Sequence[str]) -> str:
    """Return mismatches as they are shown: one to a line, the first thirty, none endless."""
    more = [f"… and {len(mismatches) - 30} more"] if len(mismatches) > 30 else []
    short = [line if len(line) <= 300 else f"{line[:299]}…" for line in mismatches[:30]]
    return "\n".join([f"{len(mismatches)} mismatches", *short, *more])
