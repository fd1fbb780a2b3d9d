"""How long, and with how much memory, a project's own templates may work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from jdgen.bounds import LESS, Bounds, bounded
from jdgen.errors import InputError, Location, Problem, message
from jdgen.produce.job import Progress
from jdgen.writer.leftovers import scratch_for_everyone

SECONDS = "JDGEN_TEMPLATE_SECONDS"
"""The variable that gives templates more time, or less."""

_SECONDS, _SECONDS_A_POST = 60, 1
# 2,000 pages in one piece take 3.6 GB; a post has two.
_MEGABYTES, _MEGABYTES_A_POST = 2048, 8


@contextmanager
def guarded(own: bool, posts: int, progress: Progress) -> Iterator[Progress]:
    """Bound what is made inside, where templates are the project's ``own``.

    The bounds are in proportion to the posts that are printed. The progress given is to be
    reported to: what is making progress goes on. Raises InputError where a bound is met.
    """
    with scratch_for_everyone():
        if not own:
            yield progress
            return
        seconds = _seconds() + posts * _SECONDS_A_POST
        bounds = Bounds(seconds, _MEGABYTES + posts * _MEGABYTES_A_POST)
        try:
            with bounded(bounds) as alive:

                def living(what: str, done: int, total: int) -> None:
                    alive()
                    progress(what, done, total)

                yield living
        except MemoryError as failure:
            what = message("the project's own templates take too much memory")
            raise InputError([Problem(Location("templates"), what, LESS)]) from failure


def _seconds() -> float:
    """Return the seconds that somebody set, else the usual ones."""
    try:
        asked = float(os.environ.get(SECONDS, ""))
    except ValueError:
        return _SECONDS
    return asked if 0 < asked < 10**6 else _SECONDS
