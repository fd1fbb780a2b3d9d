"""Whose signed description is no longer current: what changed in it, and who signed what before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jdgen.descriptions import changed_fields, descriptions
from jdgen.errors import Problem
from jdgen.meaning import Comparison
from jdgen.organisation import Organisation
from jdgen.review import outdated
from jdgen.review.due import Due, DueKind

# A signature of an edition that can't be found says nothing about what is valid now; nor does one
# for a post that bears another title since.
_KINDS = (DueKind.CHANGED, DueKind.NO_EDITION, DueKind.NO_POST)


@dataclass(frozen=True)
class AffectedPost:
    """A post whose description says something else now.

    ``fields`` of it, by canonical names; ``due``: who signed an earlier one. ``is_new``: there was
    none before.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    due: tuple[Due, ...]
    is_new: bool = False


@dataclass(frozen=True)
class Affected:
    """The posts, in print order, and what could not be read: then there may be more to sign."""

    posts: tuple[AffectedPost, ...]
    problems: tuple[Problem, ...]

    @property
    def due(self) -> tuple[Due, ...]:
        """Everybody who has to sign anew."""
        return tuple(due for post in self.posts for due in post.due)


def affected(project: Path, comparison: Comparison) -> Affected:
    """Return who is affected by what changed; signatures are those of the project."""
    before, after = descriptions(comparison.old), descriptions(comparison.new)
    told = outdated(project, comparison.new)
    due = _by_post(told.due, comparison)
    pairs = {str(new["id"]): old for old, new in comparison.roles if new is not None}
    posts = []
    for role in Organisation(comparison.new).roles:
        old = pairs[role.id]
        fields = changed_fields(before[str(old["id"])], after[role.id]) if old is not None else ()
        if fields or old is None:
            people = tuple(due.get(role.id, ()))
            posts.append(AffectedPost(role.id, role.title, fields, people, old is None))
    return Affected(tuple(posts), told.problems)


def _by_post(due: Iterable[Due], comparison: Comparison) -> Mapping[str, list[Due]]:
    """Return by the post's id who signed what is no longer current, whatever it was called then."""
    old = Organisation(comparison.old)
    now = {
        str(before["id"]): str(after["id"])
        for before, after in comparison.roles
        if before is not None and after is not None
    }
    found: dict[str, list[Due]] = {}
    for each in due:
        if each.kind not in _KINDS:
            continue
        then = old.role(each.title) if not each.role else None
        identifier = each.role or (now.get(then.id, "") if then is not None else "")
        found.setdefault(identifier, []).append(each)
    return found
