"""The data that a document prints, and nothing else, to travel inside it."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

from jdgen.model import Library

NAMESPACE = "urn:jdgen:handbook:1"

# Fields that steer jdgen or belong to other documents: no page of a handbook prints them.
_NOT_PRINTED: dict[str, set[str]] = {
    "handbook": {"outside", "theme", "chapters", "labels", "empty_field", "recruitment"},
    "roles": {"recruitment", "aliases", "order"},
    "departments": {"aliases", "order"},
}


def printed_data(library: Library) -> bytes:
    """Return what the handbook prints as JSON: UTF-8, keys sorted, empty fields left out."""
    whole = library.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    handbook = _without(whole["handbook"], _NOT_PRINTED["handbook"])
    handbook.setdefault("language", library.handbook.language)
    printed: dict[str, Any] = {
        "handbook": handbook,
        "departments": [
            _without(each, _NOT_PRINTED["departments"]) for each in whole["departments"]
        ],
        "roles": [_without(each, _NOT_PRINTED["roles"]) for each in whole["roles"]],
    }
    for role in printed["roles"]:
        if "headcount" in role:
            role["headcount"] = role["headcount"]["text"]
    text = json.dumps(printed, ensure_ascii=False, sort_keys=True, indent=1)
    return (text + "\n").encode("utf-8")


def as_xml(data: bytes) -> bytes:
    """Return the JSON inside one XML element, for a custom part of a Word file."""
    text = escape(data.decode("utf-8"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<data xmlns="{NAMESPACE}">{text}</data>'
    ).encode()


def _without(record: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}
