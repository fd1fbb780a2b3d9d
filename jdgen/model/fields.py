"""Kinds of values in data files: what a text may be written like, and what it is taken for.

Every scalar arrives as text. What people write in short (one text for a list, a name for a
signature) is brought into one form here, before it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from jdgen.terms.choices import STATUSES

Text = Annotated[str, Field(min_length=1)]

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: no file can have such a name.
RESERVED_IDS = (
    "con", "prn", "aux", "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
)  # fmt: skip


def _not_reserved(value: str) -> str:
    if value in RESERVED_IDS:
        raise PydanticCustomError("reserved", "a name that Windows keeps for devices")
    return value


# An id is part of file names, of bookmarks in Word (40 characters at most, `role_` included) and
# of links, hence this narrow alphabet.
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$"), AfterValidator(_not_reserved)]


def split_names(value: Any) -> Any:
    """Turn one text into a list: names in one line have 、 or ; between them."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[、;；]", value) if part.strip()]
    return value


def wrap_text(value: Any) -> Any:
    """Turn one text into a list of that one text."""
    return [value] if isinstance(value, str) else value


def wrap_mapping(value: Any) -> Any:
    """Turn one mapping or text into a list of that one."""
    return [value] if isinstance(value, (str, dict)) else value


def as_duty(value: Any) -> Any:
    """Turn one text into a duty of that text."""
    return {"text": value} if isinstance(value, str) else value


def as_signature(value: Any) -> Any:
    """Turn one text into the signature of that name."""
    return {"name": value} if isinstance(value, str) else value


def _as_integer(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?[0-9]+", value):
            raise PydanticCustomError("whole_number", "not a whole number")
        if len(value) > 9:
            raise PydanticCustomError("too_large", "more than any organisation has")
        return int(value)
    return value


def unique(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse a list in which something stands twice, telling which item is the second one."""
    for index, item in enumerate(value):
        if item in value[:index]:
            raise PydanticCustomError("repeated", "twice in one list", {"index": index})
    return value


def _as_status(value: Any) -> Any:
    if isinstance(value, str):
        for chinese, english in STATUSES.items():
            if value.casefold() == english.casefold():
                return chinese
    return value


References = Annotated[tuple[Text, ...], BeforeValidator(split_names)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(wrap_text)]
Integer = Annotated[
    int,
    BeforeValidator(_as_integer),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^-?[0-9]{1,9}$"}),
]
Count = Annotated[
    int,
    BeforeValidator(_as_integer),
    Field(ge=0),
    WithJsonSchema({"type": ["integer", "string"], "pattern": "^[0-9]{1,9}$", "minimum": 0}),
]
Status = Annotated[
    Literal["草稿", "征求意见稿", "试行", "现行", "作废"], BeforeValidator(_as_status)
]


class Record(BaseModel):
    """The base of all records: frozen, strict, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class Headcount(Record):
    """How many people a post has: as written, and as a number to sum.

    ``number`` is the least that the text says; ``exact`` is False for ``2–3人``, ``4+N`` and
    ``若干``, which are summed as "at least".
    """

    text: str
    number: int
    exact: bool

    @classmethod
    def read(cls, text: str) -> Headcount:
        """Read a headcount as people write it; ``若干`` and other words count as at least 1."""
        plain = re.fullmatch(r"([0-9]{1,6})\s*(?:人|名|位|个|people|persons?)?", text)
        if plain:
            return cls(text=text, number=int(plain[1]), exact=True)
        first = re.search(r"[0-9]{1,6}", text)
        return cls(text=text, number=int(first[0]) if first else 1, exact=False)


def _as_headcount(value: Any) -> Any:
    if isinstance(value, str):
        return Headcount.read(value)
    if isinstance(value, Headcount):
        return value
    # Nobody writes the parts of a headcount: a list or fields here are no text, that is all.
    raise PydanticCustomError("string_type", "not a text")


HeadcountField = Annotated[
    Headcount, BeforeValidator(_as_headcount), WithJsonSchema({"type": ["string", "integer"]})
]


Chapter = Literal[
    "cover",
    "revisions",
    "contents",
    "foreword",
    "structure",
    "roles",
    "report_schedule",
    "qualification_table",
    "receipt",
    "extra",
]
CHAPTERS: tuple[Chapter, ...] = (
    "cover",
    "revisions",
    "contents",
    "foreword",
    "structure",
    "roles",
    "report_schedule",
    "qualification_table",
    "receipt",
    "extra",
)
CHAPTER_NAMES: Mapping[str, Chapter] = {
    "封面": "cover",
    "修订记录": "revisions",
    "目录": "contents",
    "编制说明": "foreword",
    "组织结构图": "structure",
    "组织结构": "structure",
    "岗位职责": "roles",
    "报表报送一览表": "report_schedule",
    "任职资格一览": "qualification_table",
    "签收表": "receipt",
    "附加内容": "extra",
}


def _as_chapter(value: Any) -> Any:
    return CHAPTER_NAMES.get(value, value) if isinstance(value, str) else value


ChapterField = Annotated[
    Chapter,
    BeforeValidator(_as_chapter),
    WithJsonSchema({"enum": [*CHAPTER_NAMES, *CHAPTERS]}),
]
