"""Processes that do the heavy work, several jobs at a time: sections and cards to be laid out.

They are forked off a helper that has loaded WeasyPrint meanwhile (spawned on Windows): the build
itself goes on reading data and never loads it. At most twice as many jobs are on their way as there
are processes, so that memory does not grow with the document.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Protocol, TypeVar

from jdgen.cluster import cluster
from jdgen.kept import KeptFolder
from jdgen.project import has_own_templates
from jdgen.render.pieces.engine import engine_name
from jdgen.render.workshop import Nothing, Workshop
from jdgen.request import Request
from jdgen.stamp import CACHE

_PRELOADED = "jdgen.render.pieces.warm"
# Work on the way for each process: the next job is there when one is done.
_AHEAD = 2

_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


@contextmanager
def open_workshop(request: Request) -> Iterator[Workshop]:
    """Yield where a build has its sections laid out, and what it keeps of them in the project."""
    kept = KeptFolder(request.project / CACHE / "sections") if request.cache else None
    try:
        with _labour(request) as labour:
            yield Workshop(kept or Nothing(), labour.run, labour.workers)
    finally:
        if kept is not None:
            kept.tidy()


class Labour(Protocol):
    """Who does the work: ``workers`` jobs at a time."""

    @property
    def workers(self) -> int:
        """How many jobs are done at a time."""

    def run(self, work: Callable[[_Job], _Done], jobs: Sequence[_Job]) -> Iterator[_Done]:
        """Have jobs done, and yield what came of each in their order."""


@contextmanager
def _labour(request: Request) -> Iterator[Labour]:
    if request.cluster is not None:
        with cluster(request.cluster, engine_name) as machines:
            yield machines
        return
    # What a project's own templates ask for is bounded in this process, with what it lays out
    # itself (``produce.guarding``): another one would go on when this one gives up.
    crew = Crew(1 if has_own_templates(request.project) else request.workers)
    crew.warm_up()
    try:
        yield crew
    finally:
        crew.close()


def _leave_ctrl_c_to_the_build() -> None:
    """A terminal sends it to every process; the build ends them, without a word of their own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Crew:
    """A pool of ``workers`` processes, started when there is work; close it in the end."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._forks = "forkserver" in multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if self._forks else "spawn")

    def warm_up(self) -> None:
        """Have the libraries loaded that work will need, while something else is done here."""
        if self._forks and self.workers > 1:
            self._context.set_forkserver_preload([_PRELOADED])
            from multiprocessing import forkserver  # not on Windows

            try:
                forkserver.ensure_running()
            except OSError:
                # A folder of temporary files whose name is too long for a socket (unix(7): 108
                # bytes), for one: then this process does all by itself.
                self.workers = 1

    def run(self, work: Callable[[_Job], _Done], jobs: Sequence[_Job]) -> Iterator[_Done]:
        """Have jobs done by ``work``, and yield what came of each in their order.

        ``work`` is a function of a module, and the same job gives the same result: a process that
        dies (for want of memory, say) costs time, no job: what it had is done here. Raises what
        ``work`` raises.
        """
        alone = self.workers == 1 or (len(jobs) == 1 and not self._forks)
        if alone:
            yield from map(work, jobs)
            return
        waiting: deque[tuple[_Job, Future[_Done]]] = deque()
        left = iter(jobs)
        while True:
            for job in islice(left, self.workers * _AHEAD - len(waiting)):
                waiting.append((job, self._submit(work, job)))
            if not waiting:
                return
            job, future = waiting.popleft()
            try:
                yield future.result()
            except (BrokenProcessPool, CancelledError):
                self.close()
                yield work(job)

    def _submit(self, work: Callable[[_Job], _Done], job: _Job) -> Future[_Done]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=self._context, initializer=_leave_ctrl_c_to_the_build
            )
        try:
            return self._pool.submit(work, job)
        except BrokenProcessPool:
            self.close()
            return self._submit(work, job)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
