"""What an edition may be called: it is the name of a folder on every system."""

from __future__ import annotations

import re
import unicodedata

from jdgen.errors import Location, Problem, message
from jdgen.packs import file_name

_LONGEST = 60
# Controls, and what turns the writing direction or can't be seen: two names would look alike.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def same_name(one: str, other: str) -> bool:
    """Whether two names would be one folder somewhere: Windows and macOS don't tell case apart."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def folder_name(text: str) -> str:
    """Return the nearest name to ``text`` that a folder can have on every system."""
    plain = _UNSEEN.sub("", text).lstrip(".")
    return file_name(plain[:_LONGEST], "x").removesuffix(".x")


def name_problem(name: str) -> Problem | None:
    """Return what is wrong with an edition's name, None if every system takes it."""
    fit = folder_name(name)
    if name and fit == unicodedata.normalize("NFC", name):
        return None
    what = message("“{name}” can't be the name of an edition, as no folder can have it", name=name)
    if len(name) > _LONGEST:
        what = message("the name of an edition has {limit} characters at most", limit=_LONGEST)
    hint = message("write for instance: {name}", name=fit if name.strip(" .") else "2012-1")
    return Problem(Location("EDITION"), what, hint)
