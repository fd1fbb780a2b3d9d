"""Editions listed and opened: a file changed, lost or added is found, and nothing else is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from jdgen.editions import Fault, find_editions, open_edition
from jdgen.editions.manifest import FILE
from jdgen.errors import InputError
from tests.editions import (
    EDITION,
    FOLDER,
    change_data,
    copy_of,
    lose_a_document,
    manifest_of,
    released_once,
    reseal,
    run,
    write,
)  # fmt: skip
from tests.small import CLERK, HANDBOOK, hashes


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with one edition that all share."""
    return released_once(tmp_path_factory)


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return copy_of(released, tmp_path)


def test_the_list_says_what_each_edition_is(project: Path) -> None:
    """Name, date, whether it is whole, version, posts, pages, checks, note."""
    listed = run(project, "editions")
    manifest = manifest_of(project)
    pages = manifest.pages["handbook"]
    assert (listed.status, listed.errors) == (0, "")
    first, second, third, note = listed.output.splitlines()
    assert first == "2012年版  2012-02-20  as released"
    assert second == f"    jdgen {manifest.made_with.jdgen}; posts: 2; pages: {pages}"
    assert third.startswith("    checks of 2012-02-23: 0 errors, ")
    assert note == "    note: 首次发布"


def test_one_edition_is_shown_with_all_it_was_made_with(project: Path) -> None:
    """Engines, fonts and the seal, to be written on the paper that is signed."""
    shown = run(project, "editions", EDITION).output
    assert f"seal: {manifest_of(project).seal}" in shown
    assert "weasyprint 70" in shown
    assert "text-NotoSerifSC-Regular" in shown


def test_a_project_without_editions_says_how_to_release_one(tmp_path: Path) -> None:
    """That is nothing wrong."""
    listed = run(write(tmp_path), "editions")
    assert (listed.status, listed.errors) == (0, "")
    assert listed.output == "nothing has been released yet; to do so: jdgen release EDITION\n"


def add_a_post(folder: Path) -> None:
    """Put a further post into the frozen data."""
    (folder / "data/roles/new.yaml").write_text("id: new\n", encoding="utf-8")


def link_a_folder(folder: Path) -> None:
    """Put posts from elsewhere into the frozen data."""
    (folder / "data/roles/more").symlink_to(folder.parent)


def cut_a_template(folder: Path) -> None:
    """Change the project's own style sheet."""
    (folder / "templates/html/base.css").write_bytes(b"")


def put_a_folder_there(folder: Path) -> None:
    """A folder in place of a file."""
    lose_a_document(folder)
    (folder / "output/roles/出纳.pdf").mkdir()


@pytest.mark.parametrize(
    ("plant", "file", "what"),
    [
        (change_data, CLERK, "somebody changed this file after the release"),
        (cut_a_template, "templates/html/base.css", "somebody changed this file after the release"),
        (lose_a_document, "output/roles/出纳.pdf", "this file of the edition is missing"),
        (put_a_folder_there, "output/roles/出纳.pdf", "this file of the edition is missing"),
        (add_a_post, "data/roles/new.yaml", "somebody added this file after the release"),
        (link_a_folder, "data/roles/more", "somebody added this file after the release"),
    ],
)
def test_a_planted_change_is_found_and_named(
    project: Path, plant: object, file: str, what: str
) -> None:
    """By the list, by the edition alone, and by whoever opens it; nothing is written."""
    assert callable(plant)
    plant(project / FOLDER)
    before = hashes(project)
    for arguments in ((), (EDITION,)):
        listed = run(project, "editions", *arguments)
        assert listed.status == 1
        assert listed.output.startswith(
            "2012年版  2012-02-20  changed since it was released: 1 file\n"
        )
        assert listed.errors.splitlines()[0] == f"editions/2012年版/{file}: {what}"
    with pytest.raises(InputError, match=what) as caught:
        open_edition(project, EDITION)
    assert [each.location.file for each in caught.value.problems] == [f"editions/2012年版/{file}"]
    assert hashes(project) == before


def test_what_desktops_leave_is_no_change(project: Path) -> None:
    """Opening a Word file, or the folder on a Mac or on Windows, leaves files behind."""
    for name in ("output/handbook/~$手册.docx", ".DS_Store", "output/Thumbs.db", "data/.x.swp"):
        (project / FOLDER / name).write_bytes(b"x")
    assert run(project, "editions").status == 0


def spoil(content: bytes) -> bytes:
    """Return ``edition.json`` with a note that nobody wrote."""
    return content.replace("首次发布".encode(), "二次发布".encode())


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (spoil, "somebody changed this file after the release: its seal no longer fits"),
        (b"{", "this file is damaged: it can't be read"),
        (b"\xff\xfe", "this file is damaged: it can't be read"),
        (b"[" * 100_000, "this file is damaged: it can't be read"),
        (b"[]", "this file is damaged: it does not say what an edition says"),
        (b"{}", "this file is damaged: it does not say what an edition says"),
        (b'{"format": 2}', "this edition was made by a later jdgen than this one"),
        (None, "this file is missing: the folder is no edition, or no whole one"),
    ],
)
def test_a_broken_edition_json_is_told(project: Path, content: object, what: str) -> None:
    """By each command that reads editions, with status 1; nothing is written."""
    path = project / FOLDER / FILE
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content(path.read_bytes()) if callable(content) else bytes(content))  # type: ignore[call-overload]
    before = hashes(project)
    for arguments in (("editions",), ("editions", EDITION), ("review",)):
        told = run(project, *arguments)
        assert told.status == 1
        assert told.errors.splitlines()[0] == f"editions/2012年版/edition.json: {what}"
    with pytest.raises(InputError, match=what):
        open_edition(project, EDITION)
    assert hashes(project) == before


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "data/../../x", "a//b", "x\0"])
def test_an_edition_json_that_names_files_elsewhere_is_refused(project: Path, name: str) -> None:
    """Even with a seal that fits: nothing outside the folder is looked at."""
    folder = project / FOLDER
    reseal(folder, files={**manifest_of(project).files, name: "0" * 64})
    with pytest.raises(InputError, match="does not say what an edition says"):
        open_edition(project, EDITION)


def test_a_renamed_edition_is_told(project: Path) -> None:
    """A copy under another name would pass for another edition."""
    (project / FOLDER).rename(project / "editions/2013年版")
    told = run(project, "editions")
    assert told.status == 1
    assert told.errors.startswith("editions/2013年版: this folder holds the edition “2012年版”\n")


def test_an_unknown_edition_is_told_with_those_that_are_there(project: Path) -> None:
    """With the nearest name, else with all; also where there is none."""
    near, far = run(project, "editions", "2013年版"), run(project, "editions", "first")
    assert near.errors.splitlines()[:2] == [
        "editions: there is no edition called “2013年版”", "    did you mean “2012年版”?",
    ]  # fmt: skip
    assert far.errors.splitlines()[1] == "    the editions here are: 2012年版"
    shutil.rmtree(project / "editions")
    nothing = run(project, "editions", EDITION)
    assert (near.status, far.status, nothing.status) == (1, 1, 1)
    assert "nothing has been released yet" in nothing.errors


def test_version_control_keeps_an_edition_as_it_is(project: Path, tmp_path: Path) -> None:
    """A project's .gitignore leaves output/ out, and git on Windows turns line ends: not here."""
    git_program = shutil.which("git")
    assert git_program is not None

    def git(*arguments: str, at: Path = project) -> None:
        options = (
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@example.org",
            "-c",
            "core.autocrlf=true",
        )
        quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run((git_program, *options, *arguments), cwd=at, check=True, capture_output=True,
                       env=quiet)  # fmt: skip

    (project / ".gitignore").write_bytes(b"output/\n.jdgen/\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    git("clone", "-q", str(project), str(tmp_path / "clone"), at=tmp_path)
    clone = tmp_path / "clone"
    assert open_edition(clone, EDITION).faults() == ()
    assert b"\r\n" in (clone / HANDBOOK).read_bytes()
    (clone / FOLDER / ".gitattributes").unlink()
    assert [each.file for each in open_faults(clone)] == [".gitattributes"]


def open_faults(project: Path) -> tuple[Fault, ...]:
    """Return the faults of the one edition."""
    (edition,) = find_editions(project).editions
    return edition.faults()
