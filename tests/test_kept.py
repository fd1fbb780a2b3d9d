"""The folder of what is kept, and the processes that lay out: what goes wrong costs time alone."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from pathlib import Path

import pytest

from jdgen.cache import machine_key
from jdgen.cache.kept import KeptFolder
from jdgen.cache.machine_key import SIGNATURE
from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.pieces.batch import Batch, SectionJob, lay_out_batch
from jdgen.render.pieces.piece import unpack
from jdgen.workers.crew import Crew

PAGE = '<html lang="en"><title>t</title><body><p id="{0}">{0}</p>'


def test_what_was_put_is_got_until_it_is_deleted(tmp_path: Path) -> None:
    """Also by another build; the folder may vanish between any two calls."""
    kept = KeptFolder(tmp_path / "cache")
    assert kept.get("a") is None
    kept.put("a", b"1")
    assert KeptFolder(tmp_path / "cache").get("a") == b"1"
    shutil.rmtree(tmp_path / "cache")
    assert kept.get("a") is None
    kept.tidy()
    kept.put("a", b"2")
    assert kept.get("a") == b"2"
    assert list((tmp_path / "cache").iterdir()) == [kept.path("a")]


def test_a_folder_that_cannot_be_written_is_as_if_it_were_empty(tmp_path: Path) -> None:
    """A file lies where the folder should be."""
    (tmp_path / "cache").write_text("", encoding="utf-8")
    kept = KeptFolder(tmp_path / "cache")
    kept.put("a", b"1")
    kept.tidy()
    assert kept.get("a") is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    """Over its bound the folder shrinks to three quarters; half-written files of old go as well."""
    folder = tmp_path / "cache"
    kept = KeptFolder(folder, most=5 * (SIGNATURE + 20))
    for age, name in enumerate("abcdef"):
        kept.put(name, bytes(20))
        os.utime(kept.path(name), (1e9 + age, 1e9 + age))
    (folder / "dead.part").write_bytes(b"")
    os.utime(folder / "dead.part", (1e9, 1e9))
    # Used again: it is young now.
    assert kept.get("a") == bytes(20)
    kept.tidy()
    assert set(folder.iterdir()) == {kept.path(name) for name in "aef"}


@pytest.mark.parametrize("fault", ["cut", "changed", "renamed", "unsigned", "empty"])
def test_what_was_not_signed_here_is_not_there(tmp_path: Path, fault: str) -> None:
    """An entry that is damaged, takes another's place, or came from another machine."""
    kept = KeptFolder(tmp_path)
    kept.put("a", b"what a page is made of")
    kept.put("b", b"another")
    path = kept.path("a")
    whole = path.read_bytes()
    if fault == "renamed":
        kept.path("b").replace(path)
    else:
        faults = {"cut": whole[:-1], "changed": whole[:-1] + b"g", "empty": b"",
                  "unsigned": bytes(SIGNATURE) + b"what a page is made of"}  # fmt: skip
        path.write_bytes(faults[fault])
    assert kept.get("a") is None
    kept.put("a", b"what a page is made of")
    assert kept.get("a") == b"what a page is made of"
    assert path.read_bytes() == whole


def test_another_account_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It neither uses what it finds nor overwrites it; where it has no home nothing is kept."""
    kept = KeptFolder(tmp_path / "cache")
    kept.put("a", b"mine")
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    machine_key._key.cache_clear()
    try:
        assert kept.get("a") is None
        kept.put("a", b"another's")
        machine_key._key.cache_clear()
        assert kept.get("a") == b"another's"
        (key,) = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
        assert key.stat().st_mode & 0o777 == 0o600
        key.write_bytes(b"short")
        machine_key._key.cache_clear()
        assert kept.get("a") is None
        shutil.rmtree(tmp_path / "home")
        (tmp_path / "home").write_text("", encoding="utf-8")
        machine_key._key.cache_clear()
        kept.put("a", b"for this process")
        assert kept.get("a") == b"for this process"
        machine_key._key.cache_clear()
        assert kept.get("a") is None
    finally:
        monkeypatch.undo()
        machine_key._key.cache_clear()
    assert kept.get("a") == b"mine"


def test_two_builds_at_once_never_see_half_an_entry(tmp_path: Path) -> None:
    """Two write the same key over and over while a third reads it."""
    bodies = [bytes((number,)) * 200_000 for number in range(2)]

    def write(body: bytes) -> None:
        kept = KeptFolder(tmp_path)
        for _ in range(40):
            kept.put("key", body)

    writers = [threading.Thread(target=write, args=(body,)) for body in bodies]
    for writer in writers:
        writer.start()
    reader = KeptFolder(tmp_path)
    seen = []
    while any(writer.is_alive() for writer in writers):
        seen.append(reader.get("key"))
    assert {each for each in seen if each is not None} <= set(bodies)
    assert reader.get("key") in bodies


class _Deadly(str):
    """Ends the process that takes it out of a parcel."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, tuple[int]]:
        """Be taken out by ending the process, as a system short of memory does."""
        return signal.raise_signal, (int(signal.SIGKILL),)


@pytest.mark.parametrize("early", [(), (3,), (2, 0), (1, 3)])
def test_a_process_that_dies_costs_no_section(early: tuple[int, ...]) -> None:
    """Of four batches the second ends whoever takes it: all come out, in order, and right.

    Whichever begin first.
    """
    names = ["one", "two", "three", "four"]
    batches = [
        Batch(_Deadly("") if name == "two" else "", (), (SectionJob(PAGE.format(name)),))
        for name in names
    ]
    crew = Crew(2)
    crew.warm_up()
    try:
        made = list(crew.run(lay_out_batch, batches, early))
    finally:
        crew.close()
    assert [list(unpack(data).anchors) for (data,) in made] == [[name] for name in names]
    assert made == [lay_out_batch(batch) for batch in batches]


def told(text: str, fails: bool = False) -> Problem:
    """Return a problem that speaks of ``text``, or raise it."""
    problem = Problem(Location("a.yaml", 3, 1), message("“{word}” is not good", word=text))
    if fails:
        raise InputError([problem])
    return problem


@pytest.mark.parametrize("workers", [1, 2])
def test_work_beside_is_done_once_and_its_problems_come_back_whole(workers: int) -> None:
    """In another process as in this one: what it returns, and what it raises."""
    crew = Crew(workers)
    crew.warm_up()
    try:
        wait = crew.beside(told, "x")
        assert wait() == told("x")
        assert str(wait().what) == "“x” is not good"
        with pytest.raises(InputError) as failure:
            crew.beside(told, "y", True)()
        assert failure.value.problems == (told("y"),)
    finally:
        crew.close()


def where(parent: int, deadly: bool = False) -> bool:
    """Return whether this is done in the process ``parent``; any other one may die of it."""
    if deadly and os.getpid() != parent:
        os._exit(1)
    return os.getpid() == parent


def test_work_beside_is_done_here_where_its_process_dies() -> None:
    """And elsewhere while it lives."""
    crew = Crew(2)
    crew.warm_up()
    try:
        assert crew.beside(where, os.getpid())() is False
        assert crew.beside(where, os.getpid(), True)() is True
        # Another process takes its place.
        assert crew.beside(where, os.getpid())() is False
    finally:
        crew.close()
    assert Crew(1).beside(where, os.getpid())() is True
