"""The labels of a post's fields as one handbook prints them."""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.model import Handbook
from jdgen.terms import TERMS, canonical_key

# Records whose labels stand on a post's page below those of the post itself.
_INNER = ("relations", "qualifications", "report", "indicator")


def printed_labels(handbook: Handbook) -> Mapping[str, str]:
    """Return the labels of a post's fields as this handbook prints them, by canonical name."""
    labels = {known.name: known.label(handbook.language) for known in TERMS["role"]}
    for record in _INNER:
        labels |= {
            f"{record}.{known.name}": known.label(handbook.language) for known in TERMS[record]
        }
    for old, new in handbook.labels.items():
        name = canonical_key("role", old)
        if name is not None:
            labels[name] = new
        for record in _INNER:
            inner = canonical_key(record, old)
            if inner is not None:
                labels[f"{record}.{inner}"] = new
    return labels
