"""A handbook's own labels (``标签``: 权力 → 权限), which can be typed as keys as well; floor 2."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdgen.errors import Problem, message
from jdgen.model import Handbook
from jdgen.records import Read
from jdgen.records.keys import OwnLabels
from jdgen.terms import canonical_key, term

LABELLED = ("role", "relations", "qualifications", "report", "indicator")
"""The records whose labels a handbook may change: those of a post and of the tables on its page."""


def read_own_labels(handbook: Read[Handbook]) -> tuple[OwnLabels, list[Problem]]:
    """Return the labels of a handbook, and what is wrong with them.

    A handbook that has other problems has labels all the same: else every post that uses one would
    be reported besides.
    """
    written = handbook.plain.get("labels") if isinstance(handbook.plain, dict) else None
    if not isinstance(written, dict):
        return OwnLabels(), []
    names: dict[str, dict[str, str]] = {record: {} for record in LABELLED}
    problems: list[Problem] = []
    for old, new in written.items():
        if isinstance(new, str):
            problems += _add(handbook, names, old, new)
    return OwnLabels(names), problems


def _add(
    handbook: Read[Handbook], names: Mapping[str, dict[str, str]], old: str, new: str
) -> Iterator[Problem]:
    """Add one label wherever ``old`` is known, or yield what is wrong with it."""
    place, key = handbook.locate("labels", old), handbook.written.key(("labels", old))
    found = {record: name for record in LABELLED if (name := canonical_key(record, old))}
    if not found:
        yield Problem(
            place,
            message("there is no printed label called “{label}”", label=old),
            message(
                "write the label as it is printed now, such as {example}",
                example=term("role", "authority").zh,
            ),
            key,
        )
    for record, name in found.items():
        taken = canonical_key(record, new) or names[record].get(new)
        if taken is not None and taken != name:
            yield Problem(
                place,
                message("“{label}” is the name of another field already", label=new),
                message("choose another label"),
                key,
            )
            return
        if name in names[record].values():
            yield Problem(
                place,
                message("“{label}” is given a new label twice", label=term(record, name).zh),
                message("delete one of the two"),
                key,
            )
            return
        names[record][new] = name
