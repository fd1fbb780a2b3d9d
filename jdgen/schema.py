"""JSON Schemas for editors: a data file's first line names its schema, and keys are completed.

They come from the model; every field is offered under its Chinese label first, then under all its
other names. Draft 7, which the YAML extensions of editors know best.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jdgen.model import Department, Handbook, Record, Role
from jdgen.model.fields import RESERVED_IDS
from jdgen.records.keys import NO_OWN_LABELS, SHORT_FORMS, OwnLabels
from jdgen.terms import TERMS, Term
from jdgen.terms.choices import CHOICES

_DRAFT = "http://json-schema.org/draft-07/schema#"
_MODELS: Mapping[str, type[Record]] = {"handbook": Handbook, "department": Department, "role": Role}
# Which record of the vocabulary describes which further class of the model.
_RECORDS = {
    "Foreword": "foreword",
    "Signoff": "signoff",
    "Signature": "signature",
    "Revision": "revision",
    "Outside": "outside",
    "Duty": "duty",
    "Relations": "relations",
    "Qualifications": "qualifications",
    "LabelledText": "labelled",
    "ReportEntry": "report",
    "Indicator": "indicator",
    "Extra": "extra",
    "Recruitment": "recruitment",
    "Employer": "employer",
    "Address": "address",
    "Pay": "pay",
    "Application": "application",
    "CheckSettings": "checks",
    "CheckException": "exception",
}
# A list of these may be written as a single one.
_WRAPPED = {"Extra"}
_REFERENCE = "#/definitions/"

# Every scalar is read as text; an editor sees 120203 as a number and no as a truth value.
_TEXT = {"type": ["string", "number", "boolean"], "minLength": 1}
_CELL = {"type": ["string", "number", "boolean", "null"]}
_NULL = {"type": "null"}


def schemas(own: OwnLabels = NO_OWN_LABELS) -> Mapping[str, str]:
    """Return the schema files of a project by name, as JSON text; ``own``: its own labels."""
    return {
        f"{record}.schema.json": json.dumps(_schema(record, own), ensure_ascii=False, indent=1)
        + "\n"
        for record in _MODELS
    }


def _schema(record: str, own: OwnLabels) -> dict[str, Any]:
    whole = _MODELS[record].model_json_schema(ref_template=f"{_REFERENCE}{{model}}")
    return {
        "$schema": _DRAFT,
        **_record(whole, record, own, "#"),
        "definitions": {
            name: _record(definition, _RECORDS[name], own, f"{_REFERENCE}{name}")
            for name, definition in sorted(whole.get("$defs", {}).items())
        },
    }


def _record(
    definition: Mapping[str, Any], record: str, own: OwnLabels, place: str
) -> dict[str, Any]:
    """Return the schema of one mapping; what is required may stand under any of its names."""
    required: list[str] = definition.get("required", [])
    properties: dict[str, Any] = {}
    for known in TERMS[record]:
        value = _value(definition["properties"][known.name])
        if known.name not in required:
            value = _or_nothing(value)
        for spelling in _spellings(known, record, own):
            properties[spelling] = {"$ref": f"{place}/properties/{known.name}"}
        properties[known.name] = {"description": f"{known.zh} / {known.en}", **value}
    schema: dict[str, Any] = {
        "description": (definition.get("description") or "").split("\n", maxsplit=1)[0],
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    if required:
        schema["allOf"] = [
            {"anyOf": [{"required": [spelling]} for spelling in _spellings(known, record, own)]}
            for known in TERMS[record]
            if known.name in required
        ]
    return schema


def _spellings(known: Term, record: str, own: OwnLabels) -> list[str]:
    """Return the keys of a field: as this handbook prints it, in Chinese, English, all others."""
    labels = own.names.get(record, {})
    mine = [label for label, name in labels.items() if name == known.name]
    return list(dict.fromkeys([*mine, known.zh, known.en, *known.known, known.name]))


def _or_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """Accept an empty value (``键:``), which counts as if the line were not there."""
    if "anyOf" in value:
        return {"anyOf": [*value["anyOf"], _NULL]}
    return {"anyOf": [value, _NULL]}


def _value(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be written for a value of the model, its short forms included."""
    if "anyOf" in node:
        (only,) = [variant for variant in node["anyOf"] if variant != _NULL]
        return _value(only)
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        if _RECORDS[name] in SHORT_FORMS:
            return {"anyOf": [{"$ref": node["$ref"]}, _TEXT]}
        return {"$ref": node["$ref"]}
    if "enum" in node:
        # Chapters have English forms of their own in the model's schema; other words have these.
        return {"enum": [*node["enum"], *(CHOICES[w] for w in node["enum"] if w in CHOICES)]}
    return _list(node) if node["type"] == "array" else _plain(node)


def _plain(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be written for a text, a number, or names with a value each."""
    if node["type"] == "object":
        return {"type": "object", "additionalProperties": _value(node["additionalProperties"])}
    if node["type"] != "string":
        return {name: value for name, value in node.items() if name not in {"default", "title"}}
    if "pattern" in node:
        return {"type": "string", "pattern": node["pattern"], "not": {"enum": [*RESERVED_IDS]}}
    return dict(_TEXT if "minLength" in node else _CELL)


def _list(node: Mapping[str, Any]) -> dict[str, Any]:
    items = _value(node["items"])
    limits = {name: node[name] for name in ("minItems", "uniqueItems") if name in node}
    listed = {"type": "array", "items": items, **limits}
    if items == _TEXT or _TEXT in items.get("anyOf", ()):
        return {"anyOf": [listed, _TEXT]}
    if items.get("$ref", "").rpartition("/")[2] in _WRAPPED:
        return {"anyOf": [listed, items]}
    return listed
