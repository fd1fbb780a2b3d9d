"""JSON Schemas for editors: a data file's first line names its schema, and keys are completed.

They come from the model; every key is offered under its Chinese and its English label, and under
its canonical name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jdgen.model import Department, Handbook, Record, Role
from jdgen.terms import TERMS, Term

# Which record of the vocabulary describes which class of the model.
_RECORDS = {
    "Handbook": "handbook",
    "Department": "department",
    "Role": "role",
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
}
# What may be written as one text, though the model holds a list or a record.
_SHORT_FORMS = {"Duty", "Signature"}


def schemas() -> Mapping[str, str]:
    """Return the schema files of a project by name, as JSON text."""
    models: dict[str, type[Record]] = {
        "handbook": Handbook,
        "department": Department,
        "role": Role,
    }
    return {
        f"{name}.schema.json": json.dumps(_schema(model), ensure_ascii=False, indent=2) + "\n"
        for name, model in models.items()
    }


def _schema(model: type[Record]) -> dict[str, Any]:
    schema = model.model_json_schema()
    _offer_labels(schema, model.__name__)
    for name, definition in schema.get("$defs", {}).items():
        _offer_labels(definition, name)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    _loosen(schema)
    return schema


def _offer_labels(definition: dict[str, Any], name: str) -> None:
    """Offer each property under all its spellings; what is required may be in any of them."""
    record = _RECORDS.get(name)
    if record is None:
        return
    terms: dict[str, Term] = {known.name: known for known in TERMS[record]}
    properties: dict[str, Any] = definition.get("properties", {})
    offered: dict[str, Any] = {}
    for key, value in properties.items():
        value.pop("title", None)
        spellings = list(dict.fromkeys(terms[key].keys())) if key in terms else [key]
        for spelling in [*spellings[1:], spellings[0]]:
            offered[spelling] = value
    definition["properties"] = offered
    definition["description"] = (definition.get("description") or "").split("\n", maxsplit=1)[0]
    required = definition.pop("required", [])
    if required:
        definition["allOf"] = [
            {"anyOf": [{"required": [spelling]} for spelling in dict.fromkeys(terms[key].keys())]}
            for key in required
        ]


def _loosen(node: Any) -> None:
    """Accept the short forms: one text for a list of texts, a duty or a signature as a text."""
    if isinstance(node, list):
        for item in node:
            _loosen(item)
        return
    if not isinstance(node, dict):
        return
    for key, value in list(node.items()):
        if key == "default":
            # Defaults are the model's canonical values: no help in a file with Chinese labels.
            del node[key]
            continue
        _loosen(value)
    if node.get("type") == "array" and "anyOf" not in node:
        listed = dict(node)
        node.clear()
        node["anyOf"] = [listed, {"type": "string"}, {"type": "object"}, {"type": "null"}]
    elif node.get("type") == "string" and "anyOf" not in node and "enum" not in node:
        node["type"] = ["string", "number", "boolean", "null"]
    elif set(node) == {"$ref"} and node["$ref"].rpartition("/")[2] in _SHORT_FORMS:
        reference = node.pop("$ref")
        node["anyOf"] = [{"$ref": reference}, {"type": "string"}]
