"""How the time of the checks grows with the number of posts: ``python bench/checks.py``.

Plausible handbooks of 250, 500 and 1,000 posts are checked in one process, in turn and several
times each. The fastest time counts, in seconds of the processor: what else the machine does would
only blur it. Twice the posts should take about twice the time. Reading the data is not counted: it
is no check.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jdgen.checks.run import CHECKS, run_checks
from jdgen.library import load
from tests.projects import make_project

SIZES = (250, 500, 1000)
TIMES = 5
TODAY = date(2026, 1, 15)
SLOWEST = 8


def seconds(work: Callable[[], Any]) -> float:
    """Return how long the processor works on something."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    """Print the times and their ratios, and which checks take most of them."""
    with tempfile.TemporaryDirectory() as folder:
        projects = {posts: make_project(Path(folder) / str(posts), posts=posts) for posts in SIZES}
        libraries = {posts: load(project).library for posts, project in projects.items()}
    # What is loaded once (the word list of the segmentation) is no matter of posts.
    first = seconds(partial(run_checks, libraries[SIZES[0]], TODAY))
    runs: dict[int, list[float]] = {posts: [] for posts in SIZES}
    for _ in range(TIMES):
        for posts, library in libraries.items():
            runs[posts].append(seconds(partial(run_checks, library, TODAY)))
    sys.stdout.write(f"{'posts':>6} {'seconds':>8} {'ratio':>6} {'findings':>9}\n")
    for posts, library in libraries.items():
        half = runs.get(posts // 2)
        ratio = f"{min(runs[posts]) / min(half):.2f}" if half else ""
        findings = len(run_checks(library, TODAY))
        sys.stdout.write(f"{posts:>6} {min(runs[posts]):>8.2f} {ratio:>6} {findings:>9}\n")
    sys.stdout.write(f"the first run of {SIZES[0]} posts: {first:.2f} s\n\n")
    largest = libraries[SIZES[-1]]
    single = {
        check.code: seconds(partial(run_checks, largest, TODAY, (), check.code.__eq__))
        for check in CHECKS
    }
    sys.stdout.write(f"the slowest of {len(CHECKS)} checks at {SIZES[-1]} posts\n")
    for code in sorted(single, key=lambda code: -single[code])[:SLOWEST]:
        sys.stdout.write(f"{code} {single[code]:>8.2f}\n")


if __name__ == "__main__":
    main()
