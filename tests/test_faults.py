"""What goes wrong while a command works: it is told, and what was there before is there after.

Full disks, limits, folders that can only be read, another disk, two runs at once, data that is
changed meanwhile: by the command lines of build, import and sync.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jdgen.errors import OutputError
from jdgen.writer import write_files
from jdgen.writer.lock import alone_in
from tests.crash import SCENARIOS, Scenario
from tests.hostile import run
from tests.small import CLERK, HANDBOOK, SMALL, hashes, write_project

DOCX = ("build", "roles", "--format", "docx")
ENGLISH = {**os.environ, "JDGEN_LANG": "en"}
CHANGED = "this file was changed in the meantime"
by_command = pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])


def without_temporary(state: dict[str, str]) -> dict[str, str]:
    """Return a state as it was, seeing to it that nothing temporary is in it."""
    assert not [name for name in state if ".jdgen-" in name]
    return state


@pytest.fixture
def mount() -> Iterator[Callable[..., None]]:
    """Mount things for one test; a machine that forbids it has the limits of accounts instead."""
    mounted: list[Path] = []

    def mounting(target: Path, *arguments: str) -> None:
        command = shutil.which("mount")
        done = command and subprocess.run(
            [command, *arguments, target], capture_output=True, check=False
        )
        if not done or done.returncode:
            pytest.skip("this process may not mount")
        mounted.append(target)

    yield mounting
    for target in reversed(mounted):
        subprocess.run([shutil.which("umount") or "umount", "-l", target], check=True)


@by_command
def test_a_full_disk_is_told_and_nothing_is_lost(
    scenario: Scenario, tmp_path: Path, mount: Callable[..., None]
) -> None:
    """On a file system of 512 KiB that is filled up before the command runs."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount(disk, "-t", "tmpfs", "-o", "size=512k", "jdgen-test")
    folder = disk / "project"
    scenario.prepare(folder)
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    with filler.open("rb+") as file:
        file.truncate(max(filler.stat().st_size - 4096, 0))
    before = hashes(folder)
    outcome = run(*scenario.arguments(folder), environ={"JDGEN_LANG": "en"})
    assert outcome.status == 1, outcome.said
    assert "the disk is full" in outcome.said
    assert "Traceback" not in outcome.said
    assert without_temporary(hashes(folder)) == before
    filler.unlink()
    assert run(*scenario.arguments(folder)).status == 0


LIMIT = 3000


@by_command
def test_a_limit_of_an_account_is_told_and_nothing_is_lost(
    scenario: Scenario, tmp_path: Path
) -> None:
    """RLIMIT_FSIZE: no file may grow past so many bytes, the temporary ones included."""
    folder = tmp_path / "project"
    scenario.prepare(folder)
    for post in (folder / "data" / "roles").glob("clerk-*.yaml"):
        # A sync writes posts alone: they are past the limit, the others' documents and pages are.
        post.write_text(post.read_text("utf-8") + f"# {'x' * LIMIT}\n", "utf-8")
    before = hashes(folder)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({LIMIT}, {LIMIT}))\n"
    outcome = run(*scenario.arguments(folder), unguarded=limit)
    assert outcome.status == 1, outcome.said
    assert "this file is larger than the disk or your account allows" in outcome.said
    assert "Traceback" not in outcome.said
    assert without_temporary(hashes(folder)) == before
    assert run(*scenario.arguments(folder)).status == 0
    assert hashes(folder) != before


@by_command
def test_a_folder_that_can_only_be_read_is_told(
    scenario: Scenario, tmp_path: Path, mount: Callable[..., None]
) -> None:
    """A read-only mount, which refuses an administrator as well."""
    folder = tmp_path / "project"
    scenario.prepare(folder)
    mount(folder, "--bind", str(folder))
    remount = [shutil.which("mount") or "mount", "-o", "remount,bind,ro", str(folder)]
    if subprocess.run(remount, check=False).returncode:
        pytest.skip("this process may not mount")
    before = hashes(folder)
    outcome = run(*scenario.arguments(folder))
    assert outcome.status == 1, outcome.said
    assert "this disk or folder can only be read" in outcome.said
    assert hashes(folder) == before


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """Where the PDF should land, and where a post's file should."""
    project = write_project(tmp_path)
    (project / "output" / "roles" / "出纳.docx").mkdir(parents=True)
    before = hashes(project)
    outcome = run(*DOCX, "--project", project)
    assert outcome.status == 1
    assert "a folder stands where this file should be" in outcome.said
    assert hashes(project) == before


def test_the_output_may_lie_on_another_file_system(
    tmp_path: Path, mount: Callable[..., None]
) -> None:
    """Files are staged beside their targets: no move between disks, which would not be atomic."""
    project, elsewhere = write_project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    mount(elsewhere, "-t", "tmpfs", "-o", "size=8m", "jdgen-test")
    assert elsewhere.stat().st_dev != project.stat().st_dev
    outcome = run(*DOCX, "--project", project, "--output", elsewhere / "out")
    assert outcome.status == 0, outcome.said
    assert len(list((elsewhere / "out" / "roles").glob("*.docx"))) == 2


def when_written(change: str) -> str:
    """Return code that changes something after the documents are made, before they are written."""
    return (
        "import jdgen.build as b\n"
        "plain = b.write_files\n"
        "def changed(files, *rest):\n"
        f"    {change}\n"
        "    plain(files, *rest)\n"
        "b.write_files = changed\n"
    )


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("open({path!r} + '/data/roles/clerk.yaml', 'a').write('# x')", CLERK),
        ("open({path!r} + '/data/roles/new.yaml', 'w').write('id: new')", "data/roles/new.yaml"),
        ("import os; os.unlink({path!r} + '/data/roles/clerk.yaml')", CLERK),
        ("open({path!r} + '/data/handbook.yaml', 'a').write('# x')", HANDBOOK),
    ],
)
def test_data_that_changes_during_a_build_stops_it(tmp_path: Path, change: str, name: str) -> None:
    """Edited, added or removed: nothing is written of what the data no longer says.

    Without the last look the documents of the old data are written.
    """
    project = write_project(tmp_path)
    code = when_written(change.format(path=str(project)))
    outcome = run(*DOCX, "--project", project, unguarded=code)
    assert outcome.status == 1
    assert f"{name}: {CHANGED}" in outcome.said
    assert not list(project.rglob("*.docx"))
    write_project(tmp_path)
    (project / "data" / "roles" / "new.yaml").unlink(missing_ok=True)
    unlooked = code.replace("plain(files, *rest)", "plain(files)")
    assert run(*DOCX, "--project", project, unguarded=unlooked).status == 0
    assert list(project.rglob("*.docx"))


def test_data_that_changes_before_a_sync_writes_is_kept(tmp_path: Path) -> None:
    """Somebody saves a post while the changes are being looked at: the command says so."""
    scenario = next(each for each in SCENARIOS if each.name == "sync")
    scenario.prepare(tmp_path)
    post = tmp_path / "data" / "roles" / "clerk-1.yaml"
    code = (
        "import jdgen.sync.writing as w\n"
        "plain = w.check_writable\n"
        "def changed(paths):\n"
        f"    open({str(post)!r}, 'a').write('# by hand')\n"
        "    plain(paths)\n"
        "w.check_writable = changed\n"
    )
    before = hashes(tmp_path)
    outcome = run(*scenario.arguments(tmp_path), unguarded=code)
    assert outcome.status == 1, outcome.said
    assert CHANGED in outcome.said
    changed = hashes(tmp_path)
    assert post.read_text("utf-8").endswith("# by hand")
    assert {name for name in before if before[name] != changed[name]} == {
        "data/roles/clerk-1.yaml"
    }  # fmt: skip


def test_two_builds_at_once_leave_the_files_of_one(tmp_path: Path) -> None:
    """Each keeps the other waiting while it puts its files in place; both end well."""
    project = write_project(tmp_path)
    files = [project / f"output/{n}" for n in range(40)]

    def put(text: bytes) -> None:
        for _ in range(20):
            write_files(dict.fromkeys(files, text))
            with alone_in([project / "output"]):
                assert len({path.read_bytes() for path in files}) == 1

    failed: list[Exception] = []

    def kept(text: bytes) -> None:
        try:
            put(text)
        except (AssertionError, OSError, OutputError) as failure:
            failed.append(failure)

    threads = [threading.Thread(target=kept, args=(text,)) for text in (b"1", b"2", b"3")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed


@pytest.mark.parametrize("options", [(), ("--no-cache",)], ids=["cache", "no cache"])
def test_two_builds_started_together_end_well(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Twice, the second time over the files of the first: each ends well, or says why not.

    The files are those of an undisturbed build, to the byte, and the next build works.
    """
    alone, project = write_project(tmp_path / "alone"), write_project(tmp_path / "project")
    build = (sys.executable, "-m", "jdgen", "build", "roles", *options, "--project")
    for text in ("收款。", "付款。"):
        for each in (alone, project):
            (each / CLERK).write_text(f"{SMALL[CLERK]}本职概述: {text}\n", "utf-8")
        subprocess.run([*build, alone], check=True, capture_output=True, env=ENGLISH)
        started = [
            subprocess.Popen(
                [*build, project], env=ENGLISH, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for _ in range(2)
        ]
        for process in started:
            said = b"".join(process.communicate(timeout=250)).decode("utf-8")
            assert "Traceback" not in said
            assert process.returncode == 0 or (
                process.returncode == 1 and "nothing was written" in said
            ), said
        assert 0 in [process.returncode for process in started]
        wanted = hashes(alone / "output")
        assert len([name for name in wanted if name.endswith((".docx", ".pdf"))]) == 4
        assert without_temporary(hashes(project / "output")) == wanted
        subprocess.run([*build, project], check=True, capture_output=True, env=ENGLISH)
        assert without_temporary(hashes(project / "output")) == wanted


def test_a_run_that_does_not_end_is_told_of(tmp_path: Path) -> None:
    """Whoever holds the folder for long is named as the reason; then it goes on."""
    project = write_project(tmp_path)
    (project / "output" / "roles").mkdir(parents=True)
    handle = os.open(project / "output" / "roles", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    soon = "import jdgen.writer.lock as w; w.alone_in.__wrapped__.__defaults__ = (0.2,)"
    outcome = run(*DOCX, "--project", project, unguarded=soon)
    os.close(handle)
    assert outcome.status == 1
    assert "another jdgen is writing here" in outcome.said
    assert run(*DOCX, "--project", project).status == 0
