"""The smallest project there is, spoilt in one place or several, and jdgen run on it for real."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from jdgen.cli import main

HANDBOOK = "data/handbook.yaml"
DEPARTMENT = "data/departments/sales.yaml"
CLERK = "data/roles/clerk.yaml"
MANAGER = "data/roles/manager.yaml"

Files = Mapping[str, str | bytes | None]

SMALL: Mapping[str, str] = {
    HANDBOOK: "标题: 手册\n单位: 中心\n",
    DEPARTMENT: "id: sales\n部门名称: 销售部\n",
    CLERK: "id: clerk\n岗位名称: 出纳\n所在部门: 销售部\n直接上级: 经理\n",
    MANAGER: "id: manager\n岗位名称: 经理\n所在部门: 销售部\n",
}


@dataclass(frozen=True)
class Run:
    """What one command said, and how it ended."""

    status: int
    output: str
    errors: str


def write_project(folder: Path, files: Files | None = None) -> Path:
    """Write the small project with ``files`` in place of its own; None leaves one out."""
    for name, content in {**SMALL, **(files or {})}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def jdgen(*arguments: str | Path, environ: Mapping[str, str] | None = None) -> Run:
    """Run the command line in this process; a failure that jdgen does not tell goes on up."""
    result = CliRunner().invoke(
        main, [str(argument) for argument in arguments], env=environ, catch_exceptions=False
    )
    return Run(result.exit_code, result.stdout, result.stderr)


def hashes(folder: Path) -> dict[str, str]:
    """Return what lies in a folder: each file's hash by its path, folders as such.

    A project's cache is left out: it may hold anything, and is nothing that people look at.
    """
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else "folder"
        for path in sorted(folder.rglob("*"))
        if path.relative_to(folder).parts[0] != ".cache"
    }


def refused(project: Path, *arguments: str | Path, lang: str = "en") -> list[str]:
    """Build a project that must be refused and return the lines said, without the count.

    Nothing may be written, and what an earlier build wrote must be as it was.
    """
    for name in ("手册.docx", "手册.pdf"):
        path = project / "output" / "handbook" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_bytes(f"the earlier {name}".encode())
    before = hashes(project)
    run = jdgen("build", "--project", project, "--lang", lang, *arguments)
    assert hashes(project) == before
    assert (run.status, run.output) == (1, "")
    *lines, count = run.errors.splitlines()
    problems = sum(not line.startswith("    ") for line in lines)
    assert count == {
        ("en", True): "1 problem; nothing was written",
        ("en", False): f"{problems} problems; nothing was written",
    }.get((lang, problems == 1), f"共 {problems} 处问题；未写入任何文件")
    return lines


def whats(said: list[str]) -> list[str]:
    """Return the lines that say what is wrong, without those that say what to do."""
    return [line for line in said if not line.startswith("    ")]
