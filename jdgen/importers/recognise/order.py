# ruff: noqa: E501 - a Chinese character counts as two columns
"""Where a post begins: fields that a form prints before its title (部门, 编号) belong to that title."""

from __future__ import annotations

from collections.abc import Sequence

from jdgen.importers.recognise.pieces import Labelled, Piece, Start
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
