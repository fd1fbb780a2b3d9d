"""Kills at random moments: ``python -m tests.crash --times 200``, or ``make crash``.

Builds, imports and syncs are killed (signal 9) somewhere between their first and their last
instruction; every second one in the short time in which files are being written. Afterwards every
file is as it was or as it should be, byte for byte, and the next run gives what an undisturbed one
gives and leaves nothing temporary.
"""

from __future__ import annotations

import argparse
import multiprocessing.util
import os
import random
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import psutil

from jdgen.cli import main as jdgen
from tests.small import CLERK, SMALL, hashes, write_project

# Moments are random, and the same again when a run is repeated.
SEED = 20120301
_LATER = "本职概述: 收款。\n"
_POSTS = 4
# Seconds in which the processes that a killed run had started have ended.
_PATIENCE = 30


@dataclass(frozen=True)
class Scenario:
    """A command, the folder it finds, and where it leaves what is looked at."""

    name: str
    prepare: Callable[[Path], None]
    arguments: Callable[[Path], list[str]]


def _posts(folder: Path, text: str) -> None:
    for number in range(_POSTS):
        post = SMALL[CLERK].replace("clerk", f"clerk-{number}").replace("出纳", f"出纳{number}")
        (folder / "data" / "roles" / f"clerk-{number}.yaml").write_text(post + text, "utf-8")


def _built_before(folder: Path) -> None:
    write_project(folder)
    _posts(folder, "")
    if run(_build(folder)) != 0:
        raise AssertionError("the first build failed")
    _posts(folder, _LATER)


def _build(folder: Path) -> list[str]:
    return ["build", "roles", "--format", "docx", "--project", str(folder)]


def _roster_edited(folder: Path) -> None:
    write_project(folder)
    _posts(folder, "岗位编号: A-1\n")
    roster = folder / "roster.xlsx"
    if run(["export", "roster", "--to", str(roster), "--project", str(folder)]) != 0:
        raise AssertionError("the export failed")
    book = openpyxl.load_workbook(roster)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "A-1" and sheet.sheet_state == "visible":
                    cell.value = "B-2"
    book.save(roster)


def _sync(folder: Path) -> list[str]:
    return ["sync", str(folder / "roster.xlsx"), "--yes", "--project", str(folder)]


def _imported_before(folder: Path) -> None:
    write_project(folder)
    _posts(folder, "")
    text = "\n".join(
        f"岗位名称：会计{number}\n所属部门：财务部\n岗位职责：\n1、负责第{number}项记账工作。\n"
        for number in range(_POSTS)
    )
    (folder / "posts.txt").write_text(text, encoding="utf-8")


def _import(folder: Path) -> list[str]:
    return ["import", str(folder / "posts.txt"), "--into", str(folder), "--force"]


SCENARIOS = (
    Scenario("build", _built_before, _build),
    Scenario("import", _imported_before, _import),
    Scenario("sync", _roster_edited, _sync),
)


_ENDING = 10  # seconds that processes of a killed build may take to end


def run(arguments: list[str], until: Callable[[], bool] | None = None) -> int:
    """Run jdgen in a child of this process, killed when ``until`` says so; its exit status."""
    child = os.fork()
    if child == 0:
        _live(arguments)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if until is not None and until():
            others = psutil.Process(child).children(recursive=True)
            os.kill(child, signal.SIGKILL)
            status = os.waitpid(child, 0)[1]
            # Whoever worked for it sees that it is gone, a moment later; nobody types faster.
            if alive := _still_there(others):
                raise AssertionError(f"still there after {_ENDING} s: {alive}")
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.0002)


def _still_there(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Wait, and return those that don't end; one whose end nobody has asked for has ended."""
    until = time.monotonic() + _ENDING
    while alive := [each for each in processes if not _has_ended(each)]:
        if time.monotonic() > until:
            return alive
        time.sleep(0.05)
    return []


def _has_ended(process: psutil.Process) -> bool:
    try:
        return process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return True


def _live(arguments: list[str]) -> None:
    """Be the run; never returns. What it says is kept only where it fails."""
    status = 70
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        jdgen(arguments)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        # What Python does of its own at the end of a process that had others work for it.
        for ending in (vars(threading)["_shutdown"], vars(multiprocessing.util)["_exit_function"]):
            ending()
        os._exit(status)


@dataclass(frozen=True)
class Known:
    """A scenario's states before and after, by file, and how many seconds lie between them."""

    template: Path
    before: Mapping[str, str]
    after: Mapping[str, str]
    seconds: float


def know(scenario: Scenario, workshop: Path) -> Known:
    """Prepare a scenario, and see what an undisturbed run makes of it."""
    template, folder = workshop / f"{scenario.name}-before", workshop / "project"
    scenario.prepare(folder)
    folder.rename(template)
    shutil.copytree(template, folder)
    started = time.monotonic()
    if run(scenario.arguments(folder)) != 0:
        raise AssertionError(f"{scenario.name}: the undisturbed run failed")
    seconds = time.monotonic() - started
    known = Known(template, hashes(template), hashes(folder), seconds)
    if known.before == known.after:
        raise AssertionError(f"{scenario.name}: nothing was written")
    shutil.rmtree(folder)
    return known


def moment(
    known: Known, folder: Path, chance: random.Random, *, writing: bool
) -> Callable[[], bool]:
    """Return what says when to kill: some time after the start, or after writing begins."""
    started = time.monotonic()
    if not writing:
        at = started + chance.uniform(0, known.seconds * 1.05)
        return lambda: time.monotonic() > at
    delay, begun = chance.uniform(0, 0.02), [0.0]

    def until() -> bool:
        if not begun[0] and any(folder.rglob(".jdgen-*")):
            begun[0] = time.monotonic()
        return bool(begun[0]) and time.monotonic() > begun[0] + delay

    return until


def judge(known: Known, now: Mapping[str, str]) -> list[str]:
    """Return what is wrong after a kill: files neither old nor new, files that are gone."""
    wrong = []
    for name, content in now.items():
        if "/.jdgen-" in f"/{name}" or content == "folder":
            continue
        good = {known.before.get(name), known.after.get(name)}
        if name.startswith("data.bak"):
            # An import keeps copies of the old data, under whichever number is free.
            good = {*known.before.values(), *known.after.values()}
        if content not in good:
            wrong.append(f"{name} is neither the old nor the new one")
    kept = known.before.keys() & known.after.keys()
    wrong += [f"{name} is gone" for name in sorted(kept - now.keys())]
    return wrong


def settled(state: Mapping[str, str]) -> dict[str, str]:
    """Return a state without the copies of old data, of which a second import keeps one more."""
    return {name: content for name, content in state.items() if not name.startswith("data.bak")}


def left_in(folder: Path) -> list[str]:
    """Return what stays in the folder of temporary files.

    What a killed run had started ends by itself, and what it wrote meanwhile goes with it: the
    compiler's files, for one, that Python asks for the place of a library.
    """
    until = time.monotonic() + _PATIENCE
    while (left := sorted(each.name for each in folder.iterdir())) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def _load() -> None:
    """Load once, for all children, what is slow to load."""
    import jdgen.build
    import jdgen.importers.recognise
    import jdgen.importing
    import jdgen.render.docx
    import jdgen.render.pdf
    import jdgen.sync  # noqa: F401


def crash(times: int, say: Callable[[str], None]) -> list[str]:
    """Kill so many runs of the three in turn; return what is wrong."""
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    wrong: list[str] = []
    counts = {"killed": 0, "while writing": 0, "over before": 0, "left something": 0}
    with tempfile.TemporaryDirectory(prefix="jdgen-crash-") as name:
        workshop = Path(name)
        os.environ["TMPDIR"] = str(workshop / "tmp")
        (workshop / "tmp").mkdir()
        tempfile.tempdir = None
        _load()
        knowns = [(each, know(each, workshop)) for each in SCENARIOS]
        for number in range(times):
            scenario, known = knowns[number % len(knowns)]
            folder = workshop / "project"
            shutil.copytree(known.template, folder)
            writing = number // len(knowns) % 2 == 0
            until = moment(known, folder, chance, writing=writing)
            status = run(scenario.arguments(folder), until)
            killed = status == -signal.SIGKILL
            counts["killed" if killed else "over before"] += 1
            now = hashes(folder)
            left = [each for each in now if "/.jdgen-" in f"/{each}"]
            counts["while writing"] += killed and bool(left)
            counts["left something"] += bool(left)
            found = judge(known, now)
            if run(scenario.arguments(folder)) != 0:
                found.append("the next run fails")
            elif settled(hashes(folder)) != settled(known.after):
                found.append("the next run gives something else, or leaves something")
            found += [f"{name} is left in the folder of temporary files"
                      for name in left_in(workshop / "tmp")]  # fmt: skip
            wrong += [f"{number + 1}, {scenario.name}: {each}" for each in found]
            shutil.rmtree(folder)
    say(", ".join(f"{what}: {count}" for what, count in counts.items()) + f"; wrong: {len(wrong)}")
    return wrong


def main() -> int:
    """Kill as often as the command line says; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    wrong = crash(parser.parse_args().times, print)
    for line in wrong:
        print(line)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
