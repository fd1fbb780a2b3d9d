"""Files are written all or none, whole at any moment, and failures are told in plain words."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jdgen import writer
from jdgen.errors import OutputError
from jdgen.writer import check_writable, remove_files, write_files
from jdgen.writer import leftovers as write_leftovers
from jdgen.writer.failures import describe_failure

FILES = 6
SIZE = 50_000

# Writes version 2 over version 1 and kills itself at a given call to the system.
KILLED = """
import itertools, os, signal, sys
from pathlib import Path
from jdgen.writer import write_files

def naive(files):
    for path, data in files.items():
        with open(path, "wb", buffering=0) as stream:
            for start in range(0, len(data), 10_000):
                os.fsync(stream.fileno())
                stream.write(data[start:start + 10_000])

folder, count, size, fatal, which = Path(sys.argv[1]), *map(int, sys.argv[2:5]), sys.argv[5]
calls = itertools.count(1)

def deadly(call):
    def instead(*args, **kwargs):
        if next(calls) == fatal:
            if call is os.write:
                call(args[0], args[1][: len(args[1]) // 2])  # half of it reached the disk
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **kwargs)
    return instead

for name in ("open", "write", "fsync", "close", "replace", "link", "unlink"):
    setattr(os, name, deadly(getattr(os, name)))
files = {folder / f"{n}.docx": b"2" * size for n in range(count)}
{"write_files": write_files, "naive": naive}[which](files)
print(next(calls) - 1)
"""


def write_and_die(folder: Path, fatal: int, which: str = "write_files") -> tuple[int, str]:
    """Run the killed program; return its exit status and what it printed."""
    arguments = [str(folder), str(FILES), str(SIZE), str(fatal), which]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert not done.stderr
    return done.returncode, done.stdout


def versions(folder: Path) -> list[bytes]:
    """Return which version each file is, ? for one that is neither."""
    whole = {b"1" * SIZE: b"1", b"2" * SIZE: b"2"}
    return [whole.get((folder / f"{n}.docx").read_bytes(), b"?") for n in range(FILES)]


def first_version(folder: Path) -> None:
    """Lay version 1 of all files."""
    write_files({folder / f"{n}.docx": b"1" * SIZE for n in range(FILES)})


def leftovers(folder: Path) -> list[str]:
    """Return the names of temporary files below a folder."""
    return [path.name for path in folder.rglob(".jdgen-*")]


def problem_of(call: Callable[[], None]) -> list[tuple[str, str]]:
    """Return file and words of each problem that a call ends in."""
    with pytest.raises(OutputError) as raised:
        call()
    return [(problem.location.file, str(problem.what)) for problem in raised.value.problems]


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    """Missing folders come into being, nothing temporary remains, umask decides the mode."""
    before = os.umask(0o027)
    try:
        write_files({tmp_path / "甲" / "乙" / "a.docx": b"a", tmp_path / "b": b""})
    finally:
        os.umask(before)
    assert (tmp_path / "甲" / "乙" / "a.docx").read_bytes() == b"a"
    assert (tmp_path / "b").read_bytes() == b""
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o640
    assert leftovers(tmp_path) == []


def test_an_existing_file_keeps_its_mode(tmp_path: Path) -> None:
    """Whoever closed or opened a file to others finds it so after a build."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    path.chmod(0o604)
    write_files({path: b"2"})
    assert path.read_bytes() == b"2"
    assert path.stat().st_mode & 0o777 == 0o604


def test_a_build_killed_at_any_call_leaves_every_file_whole(tmp_path: Path) -> None:
    """Killed at fifteen calls from first to last; the next run clears what was left."""
    first_version(tmp_path)
    status, total = write_and_die(tmp_path, 0)
    assert status == 0
    last = int(total)
    for fatal in sorted({1, 2, last, *range(3, last, last // 13)}):
        first_version(tmp_path)
        assert write_and_die(tmp_path, fatal)[0] == -signal.SIGKILL
        assert b"?" not in versions(tmp_path)
        if 3 < fatal < last // 2:
            assert leftovers(tmp_path)
    first_version(tmp_path)
    assert leftovers(tmp_path) == []


def test_the_same_kills_tear_files_written_naively(tmp_path: Path) -> None:
    """The planted fault: writing straight into the file is seen to leave a torn one."""
    torn = 0
    for fatal in (3, 9, 17):
        first_version(tmp_path)
        assert write_and_die(tmp_path, fatal, "naive")[0] == -signal.SIGKILL
        torn += b"?" in versions(tmp_path)
    assert torn == 3


def test_a_build_killed_from_outside_leaves_every_file_whole(tmp_path: Path) -> None:
    """A dozen kills at random moments of a program that writes again and again."""
    program = (
        "import sys; from pathlib import Path; from jdgen.writer import write_files\n"
        f"files = [Path(sys.argv[1]) / f'{{n}}.docx' for n in range({FILES})]\n"
        "print(flush=True)\n"
        f"while True:\n for v in b'12': write_files({{f: bytes([v]) * {SIZE} for f in files}})\n"
    )
    chance = random.Random(20120301)  # noqa: S311 - moments, not secrets
    for _ in range(12):
        first_version(tmp_path)
        with subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parent.parent,
        ) as running:
            assert running.stdout
            running.stdout.readline()
            time.sleep(chance.uniform(0, 0.03))
            running.kill()
        assert b"?" not in versions(tmp_path)


@pytest.mark.parametrize("failing", ["fsync", "replace", "write"])
def test_a_failure_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    """When the last of several files fails, the others are as they were, the new ones gone."""
    old = tmp_path / "old"
    old.write_bytes(b"1")
    inode = old.stat().st_ino
    real: Callable[..., object] = getattr(os, failing)
    count = 0

    def third_fails(*args: object, **kwargs: object) -> object:
        nonlocal count
        count += 1
        if count == 3:
            raise OSError(errno.EIO, "")
        return real(*args, **kwargs)

    monkeypatch.setattr(os, failing, third_fails)
    files = {old: b"2", tmp_path / "new" / "b": b"2", tmp_path / "c": b"2"}
    told = problem_of(lambda: write_files(files))
    assert told == [(str(told[0][0]), f"this file could not be written: {os.strerror(errno.EIO)}")]
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (old.read_bytes(), old.stat().st_ino) == (b"1", inode)


def test_what_was_replaced_comes_back_where_links_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a FAT drive the old file is kept aside as a copy."""

    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "")

    monkeypatch.setattr(os, "link", no_links)
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    real = writer._Writing.replace

    def folder_appears(self: writer._Writing, staged: writer._Staged) -> None:
        if staged.asked == second:
            second.mkdir()
        real(self, staged)

    monkeypatch.setattr(writer._Writing, "replace", folder_appears)
    told = problem_of(lambda: write_files({first: b"2", second: b"2"}))
    assert [file for file, _ in told] == [str(second)]
    assert first.read_bytes() == b"1"
    assert leftovers(tmp_path) == []


def test_what_someone_removed_meanwhile_hides_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is nothing to take back then, and the rest is taken back all the same."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_bytes(b"1")
    real = writer._Writing.replace

    def removed_then_failing(self: writer._Writing, staged: writer._Staged) -> None:
        if staged.asked.name == "c":
            second.unlink()
            raise OSError(errno.EIO, "")
        real(self, staged)

    monkeypatch.setattr(writer._Writing, "replace", removed_then_failing)
    files = {first: b"2", second: b"2", tmp_path / "c": b"2"}
    told = problem_of(lambda: write_files(files))
    assert [file for file, _ in told] == [str(tmp_path / "c")]
    assert first.read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_disk_that_syncs_no_folders_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network drives refuse it; the files themselves are on the disk."""
    real = os.fsync

    def no_folders(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "")
        real(handle)

    monkeypatch.setattr(os, "fsync", no_folders)
    write_files({tmp_path / "new" / "a": b"1"})
    assert (tmp_path / "new" / "a").read_bytes() == b"1"


def test_a_new_file_may_be_used_as_the_umask_says_and_run_by_nobody(tmp_path: Path) -> None:
    """A group that shares everything shares it."""
    before = os.umask(0)
    try:
        write_files({tmp_path / "a": b"1"})
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o666


def test_ctrl_c_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption is no OSError and still leaves nothing behind."""
    path = tmp_path / "a"
    path.write_bytes(b"1")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(writer._Writing, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files({path: b"2"})
    assert path.read_bytes() == b"1"
    assert leftovers(tmp_path) == []


@pytest.fixture
def mount() -> Iterator[Callable[..., None]]:
    """Mount things for one test; skip where this process may not."""
    mounted: list[Path] = []

    def run(target: Path, *arguments: str) -> None:
        command = shutil.which("mount")
        if command is None:
            pytest.skip("this system has no mount command")
        done = subprocess.run([command, *arguments, target], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"this process may not mount: {done.stderr.decode().strip()}")
        mounted.append(target)

    yield run
    for target in reversed(mounted):
        subprocess.run([shutil.which("umount") or "umount", target], check=True)


def test_a_full_disk_leaves_the_old_files(tmp_path: Path, mount: Callable[..., None]) -> None:
    """On a real file system of 64 KiB: each file that found no room is told, none is torn."""
    mount(tmp_path, "-t", "tmpfs", "-o", "size=64k", "jdgen-test")
    old = tmp_path / "a"
    write_files({old: b"1" * 20_000})
    told = problem_of(lambda: write_files({old: b"2" * 50_000, tmp_path / "b": b"2" * 50_000}))
    assert told == [(str(old), "the disk is full"), (str(tmp_path / "b"), "the disk is full")]
    assert old.read_bytes() == b"1" * 20_000
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_read_only_folder_is_told_before_and_when_writing(
    tmp_path: Path, mount: Callable[..., None]
) -> None:
    """A read-only mount refuses even an administrator."""
    mount(tmp_path, "-t", "tmpfs", "-o", "ro,size=64k", "jdgen-test")
    path = tmp_path / "neu" / "a"
    expected = [(str(path), "this disk or folder can only be read")]
    assert problem_of(lambda: check_writable([path])) == expected
    assert problem_of(lambda: write_files({path: b""})) == expected


def test_a_folder_of_someone_else_is_told_before_and_when_writing(tmp_path: Path) -> None:
    """Run as nobody, as an administrator may write anywhere."""
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        told = problem_of(lambda: write_files({tmp_path / "a": b""}))
        tmp_path.chmod(0o700)
    else:
        os.seteuid(65534)
        try:
            told = problem_of(lambda: write_files({Path("/root-only/a"): b""}))
            assert problem_of(lambda: check_writable([Path("/root-only/a")])) == told
        finally:
            os.seteuid(0)
    assert [what for _, what in told] == ["you have no permission to write this file"]


def test_a_file_larger_than_allowed_is_told(tmp_path: Path) -> None:
    """The limit of an account (RLIMIT_FSIZE), met in the middle of writing."""
    path = tmp_path / "a"
    path.write_bytes(b"1")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        told = problem_of(lambda: write_files({path: b"2" * 20_000}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert told == [(str(path), "this file is larger than the disk or your account allows")]
    assert path.read_bytes() == b"1"
    assert leftovers(tmp_path) == []


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """Go on without an administrator's rights, where this process has them."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


IN_THE_WAY = [
    ("folder", "a folder stands where this file should be"),
    ("file/a", "a file stands where a folder is needed"),
    ("file/deeper/a", "a file stands where a folder is needed"),
    ("out", "a link stands here that leads to another folder"),
    ("round", "a link stands here that leads back to itself"),
    ("pipe", "something that is not an ordinary file stands here"),
    ("n" * 300, "the path of this file is too long"),
    ("nul\0", "this disk does not take such a file name"),
    ("half\ud800", "this disk does not take such a file name"),
]


@pytest.fixture
def crowded(tmp_path: Path) -> Path:
    """Return a folder in which many things stand in the way."""
    folder = tmp_path / "output"
    (folder / "folder").mkdir(parents=True)
    (folder / "file").write_bytes(b"1")
    (tmp_path / "secret").write_bytes(b"1")
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "round").symlink_to(folder / "round")
    os.mkfifo(folder / "pipe")
    return folder


@pytest.mark.parametrize(("name", "what"), IN_THE_WAY)
def test_what_stands_in_the_way_is_told_before_and_when_writing(
    crowded: Path, name: str, what: str
) -> None:
    """The early check and the writing say the same, and good files beside are not written."""
    path, good = crowded / name, crowded / "good"
    assert problem_of(lambda: check_writable([good, path])) == [(str(path), what)]
    assert problem_of(lambda: write_files({good: b"2", path: b"2"})) == [(str(path), what)]
    assert not good.exists()
    assert (crowded.parent / "secret").read_bytes() == b"1"
    assert leftovers(crowded) == []


def test_all_files_that_fail_are_told_together(crowded: Path) -> None:
    """One problem for each, in one exception."""
    paths = [crowded / "folder", crowded / "file" / "a", crowded / "out"]
    told = problem_of(lambda: write_files(dict.fromkeys(paths, b"")))
    assert sorted(file for file, _ in told) == sorted(map(str, paths))


def test_a_link_within_the_folder_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    """Someone who calls the newest edition by a link keeps it."""
    (tmp_path / "2012.docx").write_bytes(b"1")
    (tmp_path / "newest.docx").symlink_to("2012.docx")
    write_files({tmp_path / "newest.docx": b"2"})
    assert (tmp_path / "newest.docx").is_symlink()
    assert (tmp_path / "2012.docx").read_bytes() == b"2"
    told = problem_of(lambda: write_files(
        {tmp_path / "newest.docx": b"3", tmp_path / "2012.docx": b"4"}
    ))  # fmt: skip
    assert told == [(str(tmp_path / "2012.docx"), "two files would be written to this place")]
    assert (tmp_path / "2012.docx").read_bytes() == b"2"


def test_an_output_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    """A whole folder is linked on purpose."""
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to("real")
    write_files({tmp_path / "output" / "a": b"1"})
    assert (tmp_path / "real" / "a").read_bytes() == b"1"


def test_leftovers_go_when_their_run_is_over(tmp_path: Path) -> None:
    """Dead process: gone. Living one, another machine, or another name: kept, for a day."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    host = write_leftovers._host()
    names = {
        "dead": f".jdgen-{host}-{dead.pid}-ab12.tmp",
        "impossible": f".jdgen-{host}-9999999999-ab12.tmp",
        "living": f".jdgen-{host}-{os.getppid()}-ab12.tmp",
        "elsewhere": f".jdgen-00000000-{dead.pid}-ab12.tmp",
        "yesterday": f".jdgen-00000000-{dead.pid}-cd34.tmp",
        "foreign": ".jdgen-notes.tmp",
    }
    for name in names.values():
        (tmp_path / name).write_bytes(b"half")
    (tmp_path / f".jdgen-{host}-{dead.pid}-ef56.tmp").mkdir()
    os.utime(tmp_path / names["yesterday"], (time.time() - 90_000,) * 2)
    write_files({tmp_path / "a": b""})
    left = {key for key, name in names.items() if (tmp_path / name).exists()}
    assert left == {"living", "elsewhere", "foreign"}


def test_what_lasts_as_long_as_its_process_is_kept_for_longer_than_a_day(tmp_path: Path) -> None:
    """``watch`` may run for weeks; other folders of that age go, whoever made them."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    host = write_leftovers._host()
    names = {
        "lasting": f".jdgen-run-{host}-{os.getppid()}-ab12.tmp",
        "passing": f".jdgen-folder-{host}-{os.getppid()}-ab12.tmp",
        "dead": f".jdgen-run-{host}-{dead.pid}-ab12.tmp",
        "elsewhere": f".jdgen-run-00000000-{os.getppid()}-ab12.tmp",
    }
    for name in names.values():
        (tmp_path / name).mkdir()
        (tmp_path / name / "socket").touch()
        os.utime(tmp_path / name, (time.time() - 90_000,) * 2)
    write_leftovers.clear_leftovers(tmp_path)
    assert {key for key, name in names.items() if (tmp_path / name).exists()} == {"lasting"}


def test_the_early_check_leaves_no_trace(tmp_path: Path) -> None:
    """It makes no folder and no file, and says nothing where all is well."""
    check_writable([tmp_path / "new" / "deep" / "a", tmp_path / "b"])
    assert list(tmp_path.iterdir()) == []


def test_the_early_check_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    """Where nothing may be written for long, no later build would."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f".jdgen-{write_leftovers._host()}-{dead.pid}-ab12.tmp"
    left.write_bytes(b"")
    check_writable([tmp_path / "a"])
    assert not left.exists()


def test_a_file_that_may_only_be_read_is_replaced() -> None:
    """It is the folder that must be open to changes; the early check knows."""
    # A folder for all, as no other account may enter those of pytest.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        path = folder / "a"
        path.write_bytes(b"1")
        path.chmod(0o444)
        with as_nobody():
            check_writable([path])
            write_files({path: b"2"})
        assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"2", 0o444)


def test_files_are_removed_and_what_is_missing_is_no_error(tmp_path: Path) -> None:
    """A link goes without what it names; a folder in the way is told and the rest is gone."""
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "kept").write_bytes(b"1")
    (tmp_path / "link").symlink_to("kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "way").symlink_to("folder")
    paths = [tmp_path / name for name in ("missing", "folder", "a", "link", "way")]
    told = problem_of(lambda: remove_files(paths))
    assert told == [(str(tmp_path / "folder"), "a folder stands where this file should be")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "kept"]


@pytest.mark.parametrize(
    ("winerror", "what"),
    [
        (5, "this file can't be replaced; it is probably open in Word or another program"),
        (32, "this file can't be replaced; it is probably open in Word or another program"),
        (112, "the disk is full"),
        (123, "this disk does not take such a file name"),
        (206, "the path of this file is too long"),
    ],
)
def test_windows_has_its_own_reasons(winerror: int, what: str) -> None:
    """Its error numbers are told apart though Python gives most of them one errno."""
    error = PermissionError(errno.EACCES, "")
    error.winerror = winerror  # type: ignore[attr-defined] # only Windows has it
    assert str(describe_failure(Path("a"), error).what) == what


def test_a_process_is_asked_for_only_where_asking_is_harmless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On Windows os.kill would end it, so there nothing is called gone."""

    def forbidden(*_: int) -> None:
        pytest.fail("os.kill was called")

    monkeypatch.setattr(os, "name", "nt")
    gone = write_leftovers._is_gone(2**31, forbidden)
    monkeypatch.undo()
    assert not gone


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="Linux alone tells")
def test_a_process_that_has_ended_is_gone_though_its_number_is_not() -> None:
    """Nobody has asked yet how it ended: in containers often nobody ever does."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    try:
        os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        os.kill(child, 0)
        assert write_leftovers._is_gone(child)
    finally:
        os.waitpid(child, 0)
    assert not write_leftovers._is_gone(os.getpid())


def test_the_data_is_on_the_disk_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Order of calls: written, synced, then replaced, then the folder synced."""
    calls: list[str] = []

    def noted(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def instead(*args: object, **kwargs: object) -> object:
            calls.append(name)
            return real(*args, **kwargs)

        return instead

    for name in ("write", "fsync", "replace"):
        monkeypatch.setattr(os, name, noted(name, getattr(os, name)))
    write_files({tmp_path / "a": b"1", tmp_path / "b": b"1"})
    assert calls == ["write", "fsync", "write", "fsync", "replace", "replace", "fsync"]
