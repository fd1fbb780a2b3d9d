"""The data that a document prints, and nothing else, to travel inside it."""

from __future__ import annotations

import json
from typing import Any
from xml.sax.saxutils import escape

from jdgen.model import Library, Role
from jdgen.organisation import Organisation

NAMESPACE = "urn:jdgen:handbook:1"

# Fields that steer jdgen or belong to other documents: no page of a handbook prints them.
NOT_PRINTED: dict[str, set[str]] = {
    "handbook": {
        "outside", "theme", "chapters", "labels", "empty_field", "recruitment",
        "headcount", "review_months", "checks", "record_revisions",
    },
    "roles": {"recruitment", "aliases", "order"},
    "departments": {"aliases", "order", "headcount"},
}  # fmt: skip
# What a single description says of the handbook that it belongs to, and of its department.
_IDENTITY: dict[str, set[str]] = {
    "handbook": {
        "title", "company", "organisation", "language", "document_number", "version", "edition",
        "issue_date", "effective_date",
    },
    "departments": {"id", "name", "code"},
}  # fmt: skip


def printed_data(library: Library) -> bytes:
    """Return what the handbook prints as JSON: UTF-8, keys sorted, empty fields left out."""
    return _as_json(_printed(library))


def printed_post(organisation: Organisation, role: Role) -> bytes:
    """Return what one post's description prints, in the form of the handbook's data.

    Of the handbook and the post's department it holds what tells which they are, of other posts
    nothing.
    """
    library = organisation.library
    department = organisation.department(role.department)
    own = library.model_copy(
        update={
            "roles": (role,),
            "departments": (department,) if department is not None else (),
        }
    )
    printed = _printed(own)
    printed["handbook"] = _only(printed["handbook"], _IDENTITY["handbook"])
    printed["departments"] = [
        _only(each, _IDENTITY["departments"]) for each in printed["departments"]
    ]
    return _as_json(printed)


def _printed(library: Library) -> dict[str, Any]:
    whole = library.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    handbook = _without(whole["handbook"], NOT_PRINTED["handbook"])
    handbook.setdefault("language", library.handbook.language)
    printed: dict[str, Any] = {
        "handbook": handbook,
        "departments": [
            _without(each, NOT_PRINTED["departments"]) for each in whole["departments"]
        ],
        "roles": [_without(each, NOT_PRINTED["roles"]) for each in whole["roles"]],
    }
    for role in printed["roles"]:
        if "headcount" in role:
            role["headcount"] = role["headcount"]["text"]
    return printed


def _as_json(printed: dict[str, Any]) -> bytes:
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


def _only(record: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name in names}
