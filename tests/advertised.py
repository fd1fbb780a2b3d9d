"""One clerk's post as a project of its own, and what the checks of recruitment law find in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jdgen.checks.check import Hit, Subject
from jdgen.checks.recruitment_law import CHECKS
from jdgen.library import load
from jdgen.model import Library
from tests.small import write_project

BY_CODE = {check.code: check for check in CHECKS}
EMPLOYER = "标题: 手册\n单位: 中心\n招聘:\n  单位简介: 做办公用品。\n  工作地点: 成都市\n"


def library_saying(
    folder: Path, fields: str, handbook: str = "标题: 手册\n单位: 中心\n"
) -> Library:
    """Return a project of one clerk, whose file goes on with ``fields``, read from its files."""
    clerk = f"id: clerk\n岗位名称: 文员\n所在部门: 中心\n{fields}"
    files = {
        "data/handbook.yaml": handbook,
        "data/roles/clerk.yaml": clerk,
        "data/roles/manager.yaml": None,
    }
    return load(write_project(folder, files)).library


def hits(code: str, library: Library) -> list[Hit]:
    """Return what one check finds."""
    return list(BY_CODE[code].find(Subject(library)))


def codes(library: Library) -> list[str]:
    """Return the codes of all that is found, each once, in order."""
    return sorted(
        {check.code for check in CHECKS if any(True for _ in check.find(Subject(library)))}
    )


def told(library: Library) -> Iterator[tuple[str, str, str]]:
    """Yield code, severity and key of everything that is found."""
    for check in CHECKS:
        for hit in check.find(Subject(library)):
            severity = hit.severity or check.severity
            yield check.code, severity.value, library.spell(*hit.path)
