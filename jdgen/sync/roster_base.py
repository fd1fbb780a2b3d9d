"""What an edited roster is compared with: its own copy of what was exported, else the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from jdgen.model import Department, Role
from jdgen.sync.workbook import SheetCells
from jdgen.views.roster_columns import DEPARTMENTS, POSTS, Plain
from jdgen.views.roster_copy import SHEET as COPY_SHEET
from jdgen.views.roster_copy import read_copy
from jdgen.views.roster_fields import ROLE_DUTIES, carried


def find_copy(book: Sequence[SheetCells]) -> Plain | None:
    """Return the copy of what was exported, if the workbook still has it whole."""
    for sheet in book:
        if sheet.name != COPY_SHEET:
            continue
        copy = read_copy(sheet.at(row, 1) for row in sheet.rows())
        if isinstance(copy, dict) and _is_whole(copy):
            return copy
    return None


def _is_whole(copy: Plain) -> bool:
    """Whether a copy has the shape of one: it may come from anybody."""
    handbook, headers, lists = copy.get("handbook"), copy.get("headers"), copy.get("lists")
    try:
        for each in copy["roles"]:
            Role.model_validate(each)
        for each in copy["departments"]:
            Department.model_validate(each)
    except (KeyError, TypeError, ValidationError):
        return False
    return (
        copy.get("language") in ("zh", "en")
        and isinstance(handbook, dict)
        and isinstance(lists, dict)
        and isinstance(headers, dict)
        and all(isinstance(each, dict) for each in headers.values())
    )


def carried_by(held: Plain) -> dict[str, Any]:
    """Return of the data only what a roster shows, in place of the copy."""
    return {
        "handbook": {"organisation": held["handbook"].get("organisation", "")},
        "departments": [carried(each, DEPARTMENTS, ("duties",)) for each in held["departments"]],
        "roles": [carried(each, POSTS, (*ROLE_DUTIES, "reports")) for each in held["roles"]],
    }


def with_aliases(
    data: Plain, roles: Mapping[str, Any], departments: Mapping[str, Any]
) -> dict[str, Any]:
    """Return data in which posts and departments have their aliases, given by id."""
    return {
        "handbook": data["handbook"],
        "roles": [{**each, "aliases": roles.get(each["id"], ())} for each in data["roles"]],
        "departments": [
            {**each, "aliases": departments.get(each["id"], ())} for each in data["departments"]
        ],
    }
