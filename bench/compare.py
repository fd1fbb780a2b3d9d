"""How the time of a comparison grows with the number of posts: ``python bench/compare.py``.

Plausible handbooks of 250, 500 and 1,000 posts, of which every twentieth has changed (50 of 1,000:
a headcount, a duty worded anew, a duty moved), are compared in one process, in turn and several
times each. The fastest time counts, in seconds of the processor. Twice the posts should take about
twice the time. Reading the data is told apart: that is no part of comparing. Two more lines tell
the worst there is: everything renamed and renumbered, and two handbooks that share nothing.
"""

from __future__ import annotations

import gc
import re
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jdgen.library import load
from jdgen.meaning import compare_meaning
from jdgen.model import Duty, Library, Role
from jdgen.views.comparison import view_comparison
from tests.projects import make_project

SIZES = (250, 500, 1000)
TIMES = 5
EVERY = 20


def seconds(work: Callable[[], Any]) -> float:
    """Return how long the processor works on something."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def changed(library: Library) -> Library:
    """Return a library of which every twentieth post has changed in three ways."""
    roles = [
        _edited(role) if number % EVERY == 0 else role
        for number, role in enumerate(library.roles, 1)
    ]
    return library.model_copy(update={"roles": tuple(roles)})


def _edited(role: Role) -> Role:
    duties = list(role.duties)
    duties[0] = Duty(text=f"每周{duties[0].text}")
    plain = {**role.model_dump(), "headcount": "77", "duties": (*duties[1:], duties[0])}
    return Role.model_validate(plain)


def renamed(library: Library) -> Library:
    """Return a library whose posts all have another id and another title: found by likeness."""
    roles = [
        role.model_copy(update={"id": f"x-{role.id}"[:32], "title": f"新{role.title}"})
        for role in library.roles
    ]
    return library.model_copy(update={"roles": tuple(roles)})


def compare_and_show(old: Library, new: Library) -> int:
    """Compare and put every change into words; return how many there are."""
    return len(view_comparison(compare_meaning(old, new), ("", "")).rows)


def main() -> None:
    """Print the times and their ratios."""
    pairs: dict[int, tuple[Library, Library]] = {}
    reading: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for posts in SIZES:
            project = make_project(Path(folder) / str(posts), posts=posts)
            begun = time.process_time()
            library = load(project).library
            reading[posts] = time.process_time() - begun
            pairs[posts] = (library, changed(library))
        other = load(make_project(Path(folder) / "other", posts=SIZES[-1], seed=2)).library
    # The handbooks of all sizes lie in memory here: looking through them for garbage is no part of
    # comparing two of them.
    gc.collect()
    gc.freeze()
    # What is loaded once (the word list of the segmentation) is no matter of posts.
    first = seconds(partial(compare_and_show, *pairs[SIZES[0]]))
    runs: dict[int, list[float]] = {posts: [] for posts in SIZES}
    for _ in range(TIMES):
        for posts, pair in pairs.items():
            runs[posts].append(seconds(partial(compare_and_show, *pair)))
    sys.stdout.write(f"{'posts':>6} {'changed':>8} {'changes':>8} {'seconds':>8} {'ratio':>6}\n")
    for posts, pair in pairs.items():
        half = runs.get(posts // 2)
        ratio = f"{min(runs[posts]) / min(half):.2f}" if half else ""
        changes = compare_and_show(*pair)
        sys.stdout.write(
            f"{posts:>6} {posts // EVERY:>8} {changes:>8} {min(runs[posts]):>8.2f} {ratio:>6}\n"
        )
    sys.stdout.write(f"the first run of {SIZES[0]} posts: {first:.2f} s\n")
    sys.stdout.write(f"reading {SIZES[-1]} posts, once: {reading[SIZES[-1]]:.2f} s\n")
    whole = pairs[SIZES[-1]][0]
    worst = {"all ids and titles are others": renamed(whole), "nothing in common": _strange(other)}
    for words, new in worst.items():
        spent = seconds(partial(compare_meaning, whole, new))
        sys.stdout.write(f"{SIZES[-1]} posts, {words}: {spent:.2f} s\n")


def _strange(library: Library) -> Library:
    """Return a library that shares no id and no title with any other one."""
    roles = [
        role.model_copy(
            update={"id": f"y-{role.id}"[:32], "title": re.sub(r"[\u4e00-\u9fff]", "某", role.title)
                    + str(number)}
        )
        for number, role in enumerate(library.roles)
    ]  # fmt: skip
    return library.model_copy(update={"roles": tuple(roles)})


if __name__ == "__main__":
    main()
