"""A small project with an edition, made once for all tests that change a copy of it."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest

from jdgen.editions.manifest import FILE, Manifest, read_manifest
from tests.projects import ROOT, shared_folder
from tests.small import CLERK, HANDBOOK, SMALL, Files, Run, jdgen, write_project

EDITION = "2012年版"
NOTE = "首次发布"
DATED = f"{SMALL[HANDBOOK]}版次: {EDITION}\n发布日期: 2012-02-20\n"
FOLDER = Path("editions") / EDITION


def write(folder: Path, files: Files | None = None) -> Path:
    """Write the small project, dated and with an edition to print."""
    return write_project(folder, {HANDBOOK: DATED, **(files or {})})


def run(project: Path, *arguments: str, lang: str = "en", epoch: str = "1330000000") -> Run:
    """Run a command on a project, on 2012-02-23."""
    return jdgen(
        *arguments, "--project", project, "--lang", lang, environ={"SOURCE_DATE_EPOCH": epoch}
    )


def released_once(factory: pytest.TempPathFactory) -> Path:
    """Return a project with one edition and a style sheet of its own; not to be changed.

    A release takes seconds: all workers of a run share it.
    """
    shared = shared_folder(factory)
    project, done = shared / "released", shared / "released.done"
    with (shared / "released.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(project, ignore_errors=True)
            own = project / "templates" / "html" / "base.css"
            own.parent.mkdir(parents=True)
            css = (ROOT / "templates/html/base.css").read_bytes()
            own.write_bytes(css + b"\n/* our own */\n")
            said = run(write(project), "release", EDITION, "--note", NOTE)
            assert said.status == 0, said.errors
            done.touch()
    return project


def copy_of(released: Path, folder: Path) -> Path:
    """Return a copy of the released project, to be changed."""
    return Path(shutil.copytree(released, folder / "project"))


def manifest_of(project: Path, name: str = EDITION) -> Manifest:
    """Return what an edition's ``edition.json`` says."""
    return read_manifest(project / "editions" / name, "editions")


def reseal(folder: Path, **changes: object) -> None:
    """Change ``edition.json`` as somebody would who means it: with a seal that fits."""
    changed = read_manifest(folder, "").model_copy(update=changes)
    (folder / FILE).write_bytes(changed.as_bytes())


def change_data(folder: Path) -> None:
    """Edit the frozen data."""
    with (folder / CLERK).open("ab") as file:
        file.write(b"# \n")


def lose_a_document(folder: Path) -> None:
    """Delete a printed file."""
    (folder / "output/roles/出纳.pdf").unlink()
