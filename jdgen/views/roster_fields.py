"""Which fields the sheets of the roster carry, and what their headers and lists are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jdgen.terms import Language, term
from jdgen.terms.phrases import phrase
from jdgen.views.roster_columns import DEPARTMENTS, DUTIES, POSTS, REPORTS, Column, Plain
from jdgen.views.roster_words import words

SHEETS = ("roles", "duties", "reports", "departments")
"""The sheets of data, by the names that stand in the copy."""

# The lists of duties that there are: of posts, and of departments.
ROLE_DUTIES = ("duties", "safety_duties")
DEPARTMENT_DUTIES = "department.duties"


def headers(labels: Mapping[str, str], language: Language) -> Mapping[str, Mapping[str, str]]:
    """Return by sheet the header of each column, by the column's name."""
    owner = {"owner": words("owner", language), "list": words("list", language)}
    return {
        "roles": {each.name: _label("role", each, labels, language) for each in POSTS},
        "duties": owner | {each.name: _label("duty", each, {}, language) for each in DUTIES},
        "reports": {"owner": phrase("post", language)}
        | {each.name: labels[f"report.{each.name}"] for each in REPORTS},
        "departments": {
            each.name: _label("department", each, {}, language) for each in DEPARTMENTS
        },
    }


def _label(record: str, column: Column, labels: Mapping[str, str], language: Language) -> str:
    if record == "role" and column.name in labels:
        return labels[column.name]
    *above, name = column.path
    return term(above[0] if above else record, name).label(language)


def list_names(labels: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """Return what each list of duties is called in the sheet of duties."""
    return {
        **{name: labels[name] for name in ROLE_DUTIES},
        DEPARTMENT_DUTIES: term("department", "duties").label(language),
    }


def carried(record: Plain, columns: Iterable[Column], lists: Iterable[str]) -> dict[str, Any]:
    """Return of a record only what the roster shows."""
    kept: dict[str, Any] = {}
    for column in columns:
        value = column.of(record)
        if value is not None:
            column.put(kept, value)
    kept |= {name: record[name] for name in lists if record.get(name)}
    return kept
