"""Rows of the tables of a post's page back into records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jdgen.changes.lists import match
from jdgen.sync.page_words import COLUMNS, Words, split_joined

_CUT = {"zh": "[、;；，]", "en": "[、;；，]|, "}


def take_rows(
    what: tuple[str, Sequence[Any], Sequence[Sequence[str]], Sequence[Sequence[str]]],
    stated: Callable[[str], str | None],
    words: Words,
) -> list[Any]:
    """Return a table's records: rows that are as printed stay what the data has.

    ``what``: the field, the records held, the rows printed from them, the rows now.
    """
    name, held, printed, rows = what
    origin = {now: before for before, now in match(printed, rows)}
    result = []
    for number, row in enumerate(rows):
        before = origin.get(number)
        if before is not None and list(printed[before]) == list(row):
            result.append(held[before])
            continue
        record = dict(held[before]) if before is not None else {}
        old = printed[before] if before is not None else [""] * len(row)
        for column, field in enumerate(COLUMNS[name][1]):
            text = row[column]
            if text == old[column]:
                continue
            value: Any = stated(text)
            if value is not None and field == "recipients":
                value = _names(record.get(field) or [], old[column], text, words)
            if value:
                record[field] = value
            else:
                record.pop(field, None)
        if record:
            result.append(record)
    return result


def _names(held: Sequence[str], before: str, text: str, words: Words) -> list[str]:
    cut = _CUT[words.language]
    shown = split_joined(before, [], [], cut)
    return split_joined(text, shown if len(shown) == len(held) else held, held, cut)
