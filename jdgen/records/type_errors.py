"""What the model finds wrong with a value, in words that help; floor 1, below ``records``.

The kinds are pydantic's error types, which never reach a reader, and those that the model and the
theme raise themselves. Each says what is wrong and what to write in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jdgen.errors import Message, message
from jdgen.model.fields import CHAPTER_NAMES
from jdgen.records.keys import nearest
from jdgen.source import Plain
from jdgen.source.scalar import shortened
from jdgen.terms.choices import CHOICES

_Words = tuple[Message, Message]

_FIELDS: _Words = (
    message("fields are expected here, each on its own line as “name: value”"),
    message("indent the fields by two spaces below the key"),
)
_NOT_USABLE: _Words = (
    message("this value can't be used here"),
    message("look at the example project for how this field is written"),
)
_WHOLE_NUMBER: _Words = (
    message("“{value}” is not a whole number"),
    message("write a whole number such as 3, without a unit"),
)
_NUMBER: _Words = (
    message("“{value}” is not a number"),
    message("write a number such as 10.5, without a unit"),
)
_YES_NO: _Words = (
    message("“{value}” is neither true nor false"),
    message("write true or false"),
)
_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "string_type": (
            message("a single text is expected here, but this is a list or has fields of its own"),
            message("write it as one text after the colon"),
        ),
        "string_too_short": (
            message("this text is empty"),
            message("write something, or delete the line"),
        ),
        "too_short": (
            message("this list is empty"),
            message("write something into it, or delete the line"),
        ),
        "string_pattern_mismatch": (
            message("“{value}” can't be an id"),
            message(
                "an id starts with a small letter and has only small letters, digits and hyphens,"
                " 32 at most, such as sales-manager"
            ),
        ),
        "reserved": (
            message("“{value}” can't be an id: Windows allows no file of this name"),
            message("choose another id, such as {value}-1"),
        ),
        "colour": (
            message("“{value}” is not a colour"),
            message("write six digits or letters from A to F, such as 15396B"),
        ),
        "date": (
            message("“{date}” is no date in the usual form"),
            message("write the date as 2012-02-03"),
        ),
        "link": (
            message("“{value}” is no link that can be opened"),
            message("write it in full, beginning with https://"),
        ),
        "country": (
            message("“{value}” is no country code"),
            message("write the two letters of the country, such as CN"),
        ),
        "currency": (
            message("“{value}” is no currency code"),
            message("write its three letters, such as CNY"),
        ),
        "pay_range": (
            message("the pay begins above where it ends"),
            message("let the first amount be the smaller one"),
        ),
        "tuple_type": (
            message("a list is expected here"),
            message("write each item on its own line, beginning with “- ”"),
        ),
        "model_type": _FIELDS,
        "model_attributes_type": _FIELDS,
        "mapping_type": _FIELDS,
        "dict_type": _FIELDS,
        "literal_error": (
            message("“{value}” is not one of the words allowed here"),
            message("write one of: {choices}"),
        ),
        "repeated": (
            message("“{value}” stands in this list twice"),
            message("delete one of the two"),
        ),
        "whole_number": _WHOLE_NUMBER,
        "int_type": _WHOLE_NUMBER,
        "too_large": (
            message("{value} is too large a number here"),
            message("write the number that is meant, without a unit"),
        ),
        "greater_than": (
            message("{value} is too small a number here"),
            message("write a number greater than {gt}"),
        ),
        "greater_than_equal": (
            message("{value} is too small a number here"),
            message("the smallest number allowed here is {ge}"),
        ),
        "less_than_equal": (
            message("{value} is too large a number here"),
            message("the largest number allowed here is {le}"),
        ),
        "no_room": (
            message("the margins leave too little room for text on the page"),
            message("make the page larger, or its margins smaller"),
        ),
        "number": _NUMBER,
        "float_type": _NUMBER,
        "bool_type": _YES_NO,
        "bool_parsing": _YES_NO,
    }
)
_COMPOUND = MappingProxyType(
    {
        # The same findings where what stands here is a list or has fields of its own.
        kind: message("one number is expected here")
        for kind in ("whole_number", "int_type", "number", "float_type")
    }
    | {
        "literal_error": message("one word is expected here"),
        "bool_type": message("one word is expected here"),
    }
)
_WITH_COLON = message(
    "write it as one text after the colon; if a colon stands in the text itself, put the whole"
    " text into quotation marks"
)


def explain_value(
    kind: str, value: Plain, context: Mapping[str, Any], *, chinese: bool
) -> tuple[Message, Message]:
    """Return what is wrong with ``value`` and what to do; ``chinese``: how its file is written."""
    what, hint = _WORDS.get(kind, _NOT_USABLE)
    if not isinstance(value, str):
        what = _COMPOUND.get(kind, what)
    if kind == "string_type" and isinstance(value, dict):
        hint = _WITH_COLON
    values: dict[str, Any] = {
        name: f"{number:g}" for name, number in context.items() if name in {"gt", "ge", "le"}
    }
    values["value"] = shortened(value) if isinstance(value, str) else ""
    values["date"] = values["value"]
    if kind == "literal_error":
        values["choices"] = _choices(str(context.get("expected", "")), chinese=chinese)
    return Message(what.text, values), Message(hint.text, values)


def explain_name(name: str, known: Iterable[str]) -> tuple[Message, Message]:
    """Return what to say about a name that is not ``known`` where it stands, and what to do."""
    choices = list(known)
    what = message("there is no field called “{key}” here", key=name)
    if near := nearest(name, [[choice] for choice in choices]):
        return what, message("did you mean “{near}”?", near=near)
    return what, message("the fields known here are: {labels}", labels=choices)


def _choices(expected: str, *, chinese: bool) -> list[str]:
    """Return the words to choose from as one would write them in a Chinese or an English file."""
    words = expected.replace(" or ", ", ").replace("'", "").split(", ")
    # Of several labels of a chapter the first is the printed one.
    labels = reversed(list(CHAPTER_NAMES.items()))
    chapters: dict[str, str] = {name: label for label, name in labels}
    if chinese:
        return [chapters.get(word, word) for word in words]
    return [CHOICES.get(word, word) for word in words]
