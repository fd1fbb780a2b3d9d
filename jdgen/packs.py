"""What a pack consists of, and what its files are called."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Format = Literal["docx", "pdf"]
FORMATS: tuple[Format, ...] = ("docx", "pdf")


@dataclass(frozen=True)
class Pack:
    """A set of documents that is built together into a folder of its own name."""

    name: str
    formats: tuple[Format, ...]


HANDBOOK = Pack("handbook", FORMATS)
PACKS: dict[str, Pack] = {HANDBOOK.name: HANDBOOK}

# What Windows refuses in file names, and what reads as a path elsewhere.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_LONGEST = 200  # bytes: 255 at most on every file system, less a suffix and a temporary name


def file_name(title: str, suffix: str) -> str:
    """Return a file name for a document of this title, good on every system.

    What a file system refuses becomes a hyphen; a long title is cut at a character.
    """
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", title)).strip(" .")
    while len(name.encode("utf-8")) > _LONGEST:
        name = name[:-1]
    name = name.strip(" .") or "handbook"
    if _RESERVED.fullmatch(name):
        name = f"{name}-"
    return f"{name}.{suffix}"
