"""The files of a new project: the example's data, with the schemas that editors read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jdgen.library import own_labels
from jdgen.records.keys import NO_OWN_LABELS, OwnLabels
from jdgen.resources import installed
from jdgen.schema import schemas


def starter_files(language: str) -> Mapping[str, bytes]:
    """Return a new project's files by relative path: the Chinese example, or the English one."""
    if language == "en":
        top = installed("templates") / "projects" / "english" / "data"
    else:
        top = installed("data")
    files = {f"data/{name}": (top / name).read_bytes() for name in _names(top)}
    files |= _schema_files(NO_OWN_LABELS)
    files[".gitignore"] = b"output/\n.jdgen/\n.cache/\n"
    return files


def schema_files(project: Path) -> Mapping[str, bytes]:
    """Return a project's schema files by relative path; they know its handbook's own labels."""
    return _schema_files(own_labels(project))


def _schema_files(own: OwnLabels) -> dict[str, bytes]:
    return {f"data/schema/{name}": text.encode("utf-8") for name, text in schemas(own).items()}


def _names(top: Path) -> list[str]:
    """Return the example's data files; notes on the source document are not part of a project."""
    return sorted(
        path.relative_to(top).as_posix()
        for path in top.rglob("*.yaml")
        if not any(part.startswith(".") for part in path.relative_to(top).parts)
    )
