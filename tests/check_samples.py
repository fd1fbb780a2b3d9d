"""The sample project that the examples of the checks change, and jdgen's checks run on it.

An example is YAML: fields of the post ``clerk``, or a mapping with the keys ``handbook``,
``departments`` and ``roles`` (each of the latter two by id) for what takes more than one file. Its
fields stand in place of the sample's own; a post or department that the sample lacks is added.
Or it gives whole files by name (``data/…``), null for one that is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from jdgen.checking import examine
from jdgen.checks.check import Check, Finding

TODAY = date(2026, 1, 15)
"""The day on which the examples are checked."""

SAMPLE: Mapping[str, Mapping[str, Any]] = {
    "data/handbook.yaml": {
        "标题": "岗位说明书",
        "单位": "示例公司",
        "外部单位": {"部门": "财务部", "岗位": "总经理", "对象": "客户"},
    },
    "data/departments/general.yaml": {"id": "general", "部门名称": "综合部"},
    "data/roles/manager.yaml": {
        "id": "manager",
        "岗位名称": "综合部经理",
        "所在部门": "综合部",
        "直接上级": "总经理",
    },
    "data/roles/clerk.yaml": {
        "id": "clerk",
        "岗位名称": "文员",
        "所在部门": "综合部",
        "直接上级": "综合部经理",
    },
}
_WHOLE = {"handbook", "departments", "roles"}


def sample_files(example: str) -> dict[str, str]:
    """Return the data files of the sample project, changed as an example says."""
    # Everything a text, as jdgen reads it: `off` is a word. No types: as safe as the safe loader.
    changes = yaml.load(example, Loader=yaml.BaseLoader) or {}  # noqa: S506
    files = {name: dict(content) for name, content in SAMPLE.items()}
    whole = {name: text for name, text in changes.items() if name.startswith("data/")}
    if not whole and not changes.keys() <= _WHOLE:
        changes = {"roles": {"clerk": changes}}
    files["data/handbook.yaml"] |= changes.get("handbook", {})
    for folder in ("departments", "roles"):
        for identifier, fields in changes.get(folder, {}).items():
            name = f"data/{folder}/{identifier}.yaml"
            files[name] = {**files.get(name, {"id": identifier}), **fields}
    texts = {
        name: yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        for name, content in files.items()
    }
    return {name: text for name, text in {**texts, **whole}.items() if text != "null"}


def write_sample(folder: Path, example: str) -> Path:
    """Write the sample project, changed as an example says, and return its folder."""
    for name, text in sample_files(example).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def findings_in(folder: Path, example: str, today: date | None = TODAY) -> tuple[Finding, ...]:
    """Return what all checks find in the sample project with an example."""
    return examine(write_sample(folder, example), today, lambda _: True).findings


def faults(check: Check, folder: Path) -> list[str]:
    """Return where a check's own examples don't show what they should."""
    found = [each.code for each in findings_in(folder / "fails", check.fails)]
    passing = [each.code for each in findings_in(folder / "passes", check.passes)]
    said = []
    if check.code not in found:
        said.append(f"{check.code}: its failing example is not found, but {found}")
    if not check.code.startswith("JD1") and any(
        code.startswith("JD1") for code in (*found, *passing)
    ):
        said.append(f"{check.code}: an example can't be read: {found}, {passing}")
    if check.code in passing:
        said.append(f"{check.code}: its passing example is found")
    return said
