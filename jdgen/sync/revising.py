"""A post that changed gets its version raised and a line in its revision history.

Where the handbook asks for that (修订登记), and unless whoever edited the post did so already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jdgen.changes import Plain, compare_plain, paired
from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase

# What changes without the post's being another one.
_OWN = frozenset({"version", "revisions", "signoff", "supplemented", "status", "source"})
_LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")


def record_revisions(old: Plain, new: Plain, today: date) -> dict[str, Any]:
    """Return ``new`` with the changed posts' revisions recorded, dated ``today``."""
    language: Language = new["handbook"].get("language", "zh")
    roles = [
        _revised(before, after, new["handbook"], (language, today))
        for before, after in paired(old["roles"], new["roles"], "title")
        if after is not None
    ]
    return {**new, "roles": roles}


def _revised(
    before: Plain | None, after: Plain, handbook: Plain, when: tuple[Language, date]
) -> dict[str, Any]:
    if before is None or before == after:
        return dict(after)
    if any(before.get(name) != after.get(name) for name in ("version", "revisions")):
        return dict(after)
    changed = _changed(before, after)
    if not changed:
        return dict(after)
    language, today = when
    version = raised(str(after.get("version") or handbook.get("version") or ""))
    separator = phrase("list_separator", language)
    labels = separator.join(term("role", name).label(language) for name in changed)
    line = {
        "version": version,
        "date": today.isoformat(),
        "change": phrase("revised_fields", language, fields=labels),
    }
    return {**after, "version": version, "revisions": [*after.get("revisions", []), line]}


def _changed(before: Plain, after: Plain) -> Sequence[str]:
    """Return the fields that changed, in their order, each once."""
    empty: Mapping[str, Any] = {}
    old = {"handbook": empty, "departments": [], "roles": [before]}
    new = {"handbook": empty, "departments": [], "roles": [after]}
    names = (re.split(r"[.\[]", each.field)[0] for each in compare_plain(old, new))
    return [name for name in dict.fromkeys(names) if name and name not in _OWN]


def raised(version: str) -> str:
    """Return the version that comes next: the last number in it raised, ``A/0`` to ``A/1``.

    One without a number gets one; where nothing is stated, what comes is the first change: ``1``.
    """
    found = _LAST_NUMBER.search(version)
    if found is None:
        return f"{version}/1" if version else "1"
    number = str(int(found[0]) + 1).zfill(len(found[0]))
    return version[: found.start()] + number + version[found.end() :]
