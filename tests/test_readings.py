"""What data files were read to is kept: nothing else is read than without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from jdgen.build import Request, build
from jdgen.cache.data import FOLDER
from jdgen.cache.kept import KeptFolder
from jdgen.errors import InputError
from jdgen.library import Loaded, load
from jdgen.library.readings import Readings
from jdgen.records.keys import NO_OWN_LABELS
from jdgen.request import Wanted
from tests.projects import make_project
from tests.small import CLERK, DEPARTMENT, HANDBOOK, MANAGER, SMALL, write_project


class _Watched:
    """A store that counts what was taken from it."""

    def __init__(self, folder: Path) -> None:
        self.kept = KeptFolder(folder)
        self.found = 0

    def get(self, key: str) -> bytes | None:
        """Return what is kept."""
        data = self.kept.get(key)
        self.found += data is not None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep it."""
        self.kept.put(key, data)


def taken(project: Path, environment: str = "one") -> int:
    """Load a project with what is kept, compare with one read anew; return how much was known."""
    store = _Watched(project / "kept")
    kept = load(project, Readings(store, environment))
    same(kept, load(project))
    return store.found


def same(one: Loaded, other: Loaded) -> None:
    """Hold all of two libraries together: records, places, keys as written, notes, files."""
    assert one.library.model_dump() == other.library.model_dump()
    assert dict(one.library.places) == dict(other.library.places)
    assert dict(one.library.keys) == dict(other.library.keys)
    assert one == other


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two posts and a department, read once."""
    assert taken(write_project(tmp_path)) == 0
    return tmp_path


@pytest.mark.parametrize("seed", [1, 2])
def test_a_handbook_is_the_same_when_it_comes_from_what_is_kept(seed: int, tmp_path: Path) -> None:
    """One that uses every field there is; after an edit all but one file are known."""
    make_project(tmp_path, posts=8, seed=seed)
    assert taken(tmp_path) == 0
    number = len(load(tmp_path).files)
    assert taken(tmp_path) == number
    path = sorted((tmp_path / "data" / "roles").rglob("*.yaml"))[3]
    # A line more: everything below stands elsewhere.
    path.write_text("# 备注\n" + path.read_text("utf-8"), "utf-8")
    assert taken(tmp_path) == number - 1
    assert taken(tmp_path) == number


def _renamed(project: Path) -> None:
    (project / CLERK).rename(project / "data" / "roles" / "cashier.yaml")


def _other_labels(project: Path) -> None:
    (project / HANDBOOK).write_text(SMALL[HANDBOOK] + "标签: {权力: 拍板范围}\n", "utf-8")


@pytest.mark.parametrize(("change", "known"), [(_renamed, 3), (_other_labels, 0)])
def test_another_name_or_other_labels_are_read_anew(
    project: Path, change: Callable[[Path], None], known: int
) -> None:
    """Places name the file, and a label of the handbook's own is a key in every other file."""
    change(project)
    assert taken(project) == known


def test_other_code_reads_anew(project: Path) -> None:
    """What stands for it is part of every key."""
    assert taken(project, "two") == 0
    assert taken(project, "one") == taken(project, "two") == 4


def test_a_label_of_the_handbooks_own_is_heeded_and_forgotten(project: Path) -> None:
    """A key that was good under a label is no key without it."""
    _other_labels(project)
    (project / CLERK).write_text(SMALL[CLERK] + "拍板范围: 建议权\n", "utf-8")
    taken(project)
    taken(project)
    (project / HANDBOOK).write_text(SMALL[HANDBOOK], "utf-8")
    with pytest.raises(InputError, match="拍板范围"):
        load(project, Readings(KeptFolder(project / "kept"), "one"))


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        (CLERK, "现员: 三\n", "三"),
        (CLERK, "权利: 建议权\n", "权利"),
        (MANAGER, "所在部门: 别的部\n", "所在部门"),
        (DEPARTMENT, "上级部门: 别的部\n", "别的部"),
    ],
)
def test_what_is_wrong_is_told_every_time(
    project: Path, name: str, more: str, said: str
) -> None:
    """A file with a problem is not kept; what several files say together is looked at anew."""
    (project / name).write_text(SMALL[name] + more, "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(InputError, match=said) as failure:
            load(project, Readings(KeptFolder(project / "kept"), "one"))
        told.append(failure.value.problems)
    with pytest.raises(InputError) as failure:
        load(project)
    assert told == [failure.value.problems] * 2


def test_a_note_is_told_every_time(project: Path) -> None:
    """A file that was read otherwise than its writer may think is read each time."""
    (project / CLERK).write_text(SMALL[CLERK] + "本职概述: 收发 #3 文件\n", "utf-8")
    assert taken(project) == 3
    assert taken(project) == 3
    assert len(load(project, Readings(KeptFolder(project / "kept"), "one")).notes) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x80\x04N.\n", b"[]\n[]", b"{}\n[]", b'{"id": "Clerk"}\n[]', b"[" * 100_000,
        b'{"id": "clerk", "title": "x", "department": "x", "surplus": 1}\n[]',
    ],
)  # fmt: skip
def test_what_is_of_another_shape_is_read_anew(project: Path, data: bytes) -> None:
    """It is read as JSON and typed as strictly as data; nothing else is done with it."""
    store = _Watched(project / "kept")
    for path in (project / "kept").iterdir():
        path.unlink()
    readings = Readings(store, "one")
    files = load(project).files
    for name, record in ((HANDBOOK, "handbook"), (DEPARTMENT, "department"), (CLERK, "role")):
        store.put(readings.key(files[name], name, record, NO_OWN_LABELS), data)
    same(load(project, readings), load(project))
    assert taken(project) == 4


def test_a_build_keeps_what_it_read_unless_it_is_to_keep_nothing(tmp_path: Path) -> None:
    """One entry a file, in the project's cache; the next build reads what changed."""
    project = write_project(tmp_path)
    asked = Request(project, ("handbook",), wanted=Wanted(formats=("docx",)))
    build(Request(project, ("handbook",), wanted=Wanted(formats=("docx",)), cache=False))
    assert not (project / FOLDER).exists()
    build(asked)
    entries = {*(project / FOLDER).iterdir()}
    assert len(entries) == 4
    (project / CLERK).write_text(SMALL[CLERK] + "本职概述: 收发文件。\n", "utf-8")
    assert not build(asked).unchanged
    assert len({*(project / FOLDER).iterdir()} - entries) == 1
