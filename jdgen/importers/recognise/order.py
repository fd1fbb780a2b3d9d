# ruff: noqa: E501 - a Chinese character counts as two columns
"""Where a post begins: fields that a form prints before its title (部门, 编号) belong to that title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jdgen.importers.blocks import Paragraph
from jdgen.importers.recognise.numbering import split_items
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows, Start
from jdgen.importers.recognised import FieldPath

# What forms print above or beside the title, before it.
_BEFORE = {
    ("role", (name,))
    for name in (
        "department", "code", "document_number", "version", "effective_date", "control_status",
        "grade", "filled_on", "headcount", "reports_to",
    )
} | {("department", ("name",)), ("handbook", ("company",)), ("handbook", ("organisation",))}  # fmt: skip
_TITLE = ("role", ("title",))
_DUTIES = ("role", ("duties",))
_DESCRIPTION = re.compile("描述|概述|介绍|description", re.IGNORECASE)
Kind = tuple[str, FieldPath]


def titles_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with each title before the fields of its post that stand before it.

    What the first title of a document has before it, the others have too.
    """
    titles = [n for n, piece in enumerate(pieces) if _kind(piece) == _TITLE]
    if not titles:
        return list(pieces)
    learned = {_kind(pieces[n]) for n in range(_begin(pieces, titles[0], None), titles[0])}
    if len(titles) > 1:
        # What only the first has before it belongs to the document, not to the post.
        second = range(_begin(pieces, titles[1], learned), titles[1])
        learned &= {_kind(pieces[n]) for n in second}
    ordered: list[Piece] = []
    done = 0
    for title in titles:
        start = max(done, _begin(pieces, title, learned))
        if start > done and isinstance(pieces[start - 1], Start):
            start = title
        ordered += [*pieces[done:start], pieces[title], *pieces[start:title]]
        done = title + 1
    return [*ordered, *pieces[done:]]


def descriptions_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Return 岗位描述 as the summary where it is one paragraph and 岗位职责 stand below it."""
    found = list(pieces)
    for place, piece in enumerate(pieces):
        if not isinstance(piece, Labelled) or piece.target != _DUTIES:
            continue
        if not _DESCRIPTION.search(piece.label) or isinstance(piece.value, Rows):
            continue
        if len(piece.value) != 1 or not isinstance(piece.value[0], Paragraph):
            continue
        if piece.value[0].number or len(split_items(piece.value[0].text)) > 1:
            continue
        below = (_kind(each) or ("", ()) for each in _same_post(pieces[place + 1 :]))
        if _DUTIES in below:
            found[place] = replace(piece, path=("summary",))
    return found


def _same_post(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Start) or _kind(piece) == _TITLE:
            return
        yield piece


def _begin(pieces: Sequence[Piece], title: int, learned: set[Kind | None] | None) -> int:
    """Return where the fields before a title begin; ``learned`` says which ones may."""
    start = title
    seen: set[Kind | None] = set()
    while start > 0:
        kind = _kind(pieces[start - 1])
        allowed = kind in _BEFORE if learned is None else kind in learned
        if not allowed or kind in seen:
            break
        seen.add(kind)
        start -= 1
    return start


def _kind(piece: Piece) -> Kind | None:
    return (piece.record, piece.path) if isinstance(piece, Labelled) else None
