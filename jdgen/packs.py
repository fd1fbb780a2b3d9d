"""What a pack consists of, and what its files are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")


@dataclass(frozen=True)
class Pack:
    """Documents that are built together into a folder of the pack's name.

    ``by_role``: made post by post, so that some can be chosen. ``sizes``: of paper, the first one
    where none is chosen. ``sheets``: on which several copies are laid out to be cut.
    """

    name: str
    by_role: bool = False
    outward: bool = False
    sizes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


PACKS: Mapping[str, Pack] = {
    pack.name: pack
    for pack in (
        Pack("handbook"),
        Pack("roles", by_role=True),
        Pack("cards", by_role=True, outward=True, sizes=("A4", "A5", "A6"), sheets=("A4", "A3")),
        Pack("notice", by_role=True, outward=True, sizes=("A4", "A3")),
        Pack("postings", by_role=True, outward=True),
    )
}

# What Windows refuses in file names, and what reads as a path elsewhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: whatever follows a dot, and with
# small figures as well.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)", re.IGNORECASE
)
_LONGEST = 200  # bytes: 255 at most on every file system, less a suffix and a temporary name


def file_name(title: str, suffix: str) -> str:
    """Return a file name for a document of this title, good on every system.

    What a file system refuses becomes a hyphen; a long title is cut at a character.
    """
    name = _cut(_FORBIDDEN.sub("-", unicodedata.normalize("NFC", title)).strip(" ."), _LONGEST)
    name = name.strip(" .") or "handbook"
    if reserved := _RESERVED.match(name):
        name = f"{reserved[0]}-{name[reserved.end() :]}"
    return f"{name}.{suffix}"


def _cut(name: str, limit: int) -> str:
    """Return as much of a name as takes no more than so many bytes."""
    while len(name.encode("utf-8")) > limit:
        name = name[:-1]
    return name


def distinct_names(titles: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return a name for each (id, title): the title, with the id where two would share a file."""
    titles_by_id = dict(titles)
    names = dict(titles_by_id)
    marked: set[str] = set()
    while True:
        # A title with an id behind it may be another's title: looked at until all differ.
        files = {identifier: file_name(name, "x").casefold() for identifier, name in names.items()}
        count = Counter(files.values())
        shared = {each for each in names if count[files[each]] > 1} - marked
        if not shared:
            return names
        marked |= shared
        for identifier in shared:
            cut = _cut(titles_by_id[identifier], _LONGEST - len(identifier) - 1)
            names[identifier] = f"{cut}-{identifier}"
