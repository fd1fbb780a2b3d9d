"""A folder written at once or not at all, and what an edition may be called on any system."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jdgen.editions.naming import folder_name, name_problem, same_name
from jdgen.errors import OutputError
from jdgen.writer.folder import write_folder
from tests.small import hashes


def test_a_folder_is_written_with_those_above_and_below_it(tmp_path: Path) -> None:
    """Nothing is left beside it."""
    write_folder(tmp_path / "editions" / "one", {"a": b"1", "deep/er/b": b"2"})
    assert (tmp_path / "editions/one/a").read_bytes() == b"1"
    assert (tmp_path / "editions/one/deep/er/b").read_bytes() == b"2"
    assert [path.name for path in (tmp_path / "editions").iterdir()] == ["one"]


@pytest.mark.parametrize("there", ["folder", "file", "link"])
def test_what_has_the_name_already_stays(tmp_path: Path, there: str) -> None:
    """Also an empty folder, which some systems would replace, and a link to nowhere."""
    target = tmp_path / "one"
    if there == "folder":
        target.mkdir()
    elif there == "file":
        target.write_bytes(b"mine")
    else:
        target.symlink_to("nowhere")
    with pytest.raises(OutputError):
        write_folder(target, {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
    assert not (target / "a").exists()


def test_a_failure_leaves_nothing_and_names_the_file_as_it_was_meant(tmp_path: Path) -> None:
    """The second file can't be written: the first is gone again, and the folders above."""
    target = tmp_path / "new" / "one"
    with pytest.raises(OutputError) as caught:
        write_folder(target, {"a": b"1", "x" * 300: b"2"})
    (problem,) = caught.value.problems
    assert problem.location.file == str(target / ("x" * 300))
    assert str(problem.what) == "the path of this file is too long"
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_leaves_no_edition_and_the_next_one_clears_up(tmp_path: Path) -> None:
    """Killed while files are being written: the name is free. What a living run makes stays."""
    program = (
        "import sys; from pathlib import Path; from jdgen.writer.folder import write_folder;"
        " write_folder(Path(sys.argv[1]), {str(n): b'x' * 1000 for n in range(100_000)})"
    )
    target = tmp_path / "one"
    child = subprocess.Popen([sys.executable, "-c", program, str(target)])
    for _ in range(1000):
        if list(tmp_path.glob(".jdgen-folder-*")):
            break
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not target.exists()
    (left,) = tmp_path.iterdir()
    living = left.name.replace(f"-{child.pid}-", f"-{os.getppid()}-")
    (tmp_path / living).mkdir()
    (tmp_path / ".jdgen-folder-mine.tmp").mkdir()
    write_folder(tmp_path / "two", {"a": b"1"})
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        living, ".jdgen-folder-mine.tmp", "two",
    ]  # fmt: skip


def test_a_folder_that_a_faster_run_has_written_stays(tmp_path: Path) -> None:
    """Both began when the name was free."""
    target = tmp_path / "one"
    files = {"a": b"slow"}

    class Slow(dict[str, bytes]):
        """Files at whose writing another run comes first."""

        def items(self):  # type: ignore[no-untyped-def] # noqa: ANN202 - as dict has it
            """Return them once the other run is done."""
            write_folder(target, {"a": b"fast"})
            return super().items()

    with pytest.raises(OutputError):
        write_folder(target, Slow(files))
    assert hashes(tmp_path).keys() == {"one", "one/a"}
    assert (target / "a").read_bytes() == b"fast"


@pytest.mark.parametrize(
    "name", ["2012年版", "A/0".replace("/", "-"), "Edition 2 (final)", "2012.1", "一", "é"]
)
def test_usual_names_are_taken_as_they_are(name: str) -> None:
    """Chinese, spaces, brackets, full stops inside."""
    assert name_problem(name) is None
    assert folder_name(name) == name


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A版", "a版", True),
        ("e\u0301", "é", True),
        ("2012年版", "2013年版", False),
    ],
)
def test_names_are_compared_as_folders_are(one: str, other: str, same: bool) -> None:
    """Without case and in one form of accents, as on Windows and macOS."""
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("2012/1版", "2012-1版"),
        ("第一版", "第一版"),
        ("\u200b一", "一"),
        ("LPT1", "LPT1-"),
        ("版" * 70, "版" * 60),
    ],
)
def test_a_printed_edition_has_a_name_for_its_folder(printed: str, name: str) -> None:
    """What no folder takes becomes a hyphen; what can't be seen is dropped."""
    assert folder_name(printed) == name
