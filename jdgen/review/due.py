"""One thing that is due, and how it is told to programs; a piece of ``review``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jdgen.errors import Location, Message

Say = Callable[[Message], str]


class DueKind(StrEnum):
    """What is due, in the order in which it is told."""

    EDITION = "edition_overdue"
    POST = "post_overdue"
    CHANGED = "description_changed"
    UNRELEASED = "never_released"
    NO_POST = "signature_without_post"
    NO_EDITION = "signature_without_edition"


@dataclass(frozen=True)
class Due:
    """One thing to do. What does not apply is empty or None.

    ``role`` is the post's id; ``day`` since when it is due, or when it was signed; ``fields`` what
    of the description changed, by canonical names.
    """

    kind: DueKind
    what: Message
    role: str = ""
    title: str = ""
    name: str = ""
    day: date | None = None
    edition: str = ""
    fields: tuple[str, ...] = ()
    location: Location = field(default_factory=lambda: Location(""))


def as_json(due: Iterable[Due], say: Say) -> bytes:
    """Return what is due as a list of objects in UTF-8, the fields of :class:`Due` as keys.

    ``message`` says it in words; ``file`` and ``line`` (from 1, 0: none) where it stands.
    """
    listed = [
        {
            "kind": each.kind.value,
            "message": say(each.what),
            "role": each.role,
            "title": each.title,
            "name": each.name,
            "date": each.day.isoformat() if each.day is not None else "",
            "edition": each.edition,
            "fields": list(each.fields),
            "file": each.location.file,
            "line": each.location.line,
        }
        for each in due
    ]
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")
