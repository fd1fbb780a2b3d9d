"""The data that jdgen put inside a Word file, as a custom XML part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jdgen.importers.readers.safety import Package, parse_xml
from jdgen.render.data import NAMESPACE


def data_of(package: Package) -> Mapping[str, Any] | None:
    """Return the data that jdgen put inside, None where there is none that can be read."""
    for name in package.names:
        if not name.startswith("customXml/") or not name.endswith(".xml"):
            continue
        root = parse_xml(package.read(name), package.file)
        if root.tag != f"{{{NAMESPACE}}}data":
            continue
        try:
            data = json.loads("".join(str(text) for text in root.itertext()))
        except (ValueError, RecursionError):
            return None
        return data if isinstance(data, dict) else None
    return None
