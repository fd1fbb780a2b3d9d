"""Two states laid side by side, if they are states of one handbook."""

from __future__ import annotations

from jdgen.compare.sides import Side
from jdgen.errors import InputError, Location, Problem, message
from jdgen.meaning import Comparison, compare_meaning


def compare_sides(old: Side, new: Side) -> Comparison:
    """Return what changed. Raises InputError where the two have nothing to do with one another."""
    comparison = compare_meaning(old.library, new.library)
    if not comparison.related:
        what = message(
            "“{old}” and “{new}” are two different handbooks: hardly any post is in both",
            old=old.library.handbook.title,
            new=new.library.handbook.title,
        )
        hint = message("name two states of one handbook")
        raise InputError([Problem(Location(f"{old.name} – {new.name}"), what, hint)])
    return comparison
