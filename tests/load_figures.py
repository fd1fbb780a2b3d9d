"""How time and memory grow with the number of posts: ``python -m tests.load_figures``.

Each size runs in a process of its own, so that its peak of memory is its own. Time is that of the
processor: what else the machine does would only blur it. Twice the posts should take about twice
as much; where it is more than :data:`WORST` times as much, the exit status is 1.
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jdgen.build import Request, build
from jdgen.checks.run import run_checks
from jdgen.library import load
from jdgen.organisation import Organisation
from jdgen.produce.job import Wanted
from tests.projects import make_project

SIZES = (1250, 2500, 5000)
TODAY = date(2026, 1, 15)
# Twice the work, and something for sorting, and for caches of the processor that no longer fit.
WORST = 2.6


def measure(posts: int, folder: Path) -> dict[str, float]:
    """Load, check and print the cards of so many posts: seconds, MB, and how many were counted."""
    project = make_project(folder / "project", posts=posts)
    found: dict[str, float] = {"posts": posts}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        begun = time.process_time()
        result = work()
        found[f"{name}, s"] = round(time.process_time() - begun, 2)
        return result

    library = timed("load", partial(load, project)).library
    found["posts read"] = len(library.roles)
    found["posts in order"] = len(timed("order", lambda: Organisation(library).roles))
    found["findings"] = len(timed("check", partial(run_checks, library, TODAY)))
    found["load and check, MB"] = _peak()
    wanted = Wanted(formats=("pdf",), allow_draft=True)
    request = Request(project, packs=("cards",), output=folder / "cards", wanted=wanted)
    found["cards"] = len(timed("cards", partial(build, request)).files) - 1
    found["all, MB"] = _peak()
    return found


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def too_steep(sizes: Sequence[Mapping[str, float]]) -> list[str]:
    """Return what grew by more than :data:`WORST` from one size to the next, twice as large."""
    return [
        f"{name}: {before[name]} at {before['posts']} posts, {after[name]} at {after['posts']}"
        for before, after in itertools.pairwise(sizes)
        for name in before
        if name.endswith((", s", ", MB")) and after[name] > max(before[name], 0.5) * WORST
    ]


def main(arguments: Sequence[str]) -> int:
    """Measure the sizes that are named, else :data:`SIZES`; print each as it comes, then ratios."""
    results: list[dict[str, float]] = []
    for size in arguments or map(str, SIZES):
        done = subprocess.run(
            [sys.executable, "-m", "tests.load_figures", "--one", size],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        results.append(json.loads(done.stdout))
        sys.stdout.write(f"{results[-1]}\n")
        sys.stdout.flush()
    for before, after in itertools.pairwise(results):
        ratios = {name: round(after[name] / before[name], 2) for name in before if before[name]}
        sys.stdout.write(f"{before['posts']} to {after['posts']} posts: {ratios}\n")
    steep = too_steep(results)
    sys.stdout.write("".join(f"too steep: {line}\n" for line in steep))
    return 1 if steep else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        with tempfile.TemporaryDirectory() as name:
            sys.stdout.write(json.dumps(measure(int(sys.argv[2]), Path(name))))
    else:
        sys.exit(main(sys.argv[1:]))
