"""Processes that do the heavy work, several jobs at a time: sections and cards to be laid out.

They are forked off a helper that has loaded WeasyPrint meanwhile (spawned on Windows): the build
itself goes on reading data and never loads it. At most twice as many jobs are on their way as there
are processes, so that memory does not grow with the document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Protocol, TypeVar

from jdgen.cache.kept import KeptFolder
from jdgen.cache.stamp import CACHE
from jdgen.render.pieces.engine import engine_name
from jdgen.render.workshop import Beside, Workshop, now
from jdgen.request import Request
from jdgen.resources import has_own_templates
from jdgen.store import Nothing
from jdgen.workers.cluster import cluster
from jdgen.workers.preloading import begin_work, can_fork, preload, worker_context

# Work on the way for each process: the next job is there when one is done.
_AHEAD = 3

_Made = TypeVar("_Made")
_Job = TypeVar("_Job")
_Done = TypeVar("_Done")


@contextmanager
def open_workshop(request: Request) -> Iterator[Workshop]:
    """Yield where a build has its sections laid out, and what it keeps of them in the project."""
    kept = KeptFolder(request.project / CACHE / "sections") if request.cache else None
    try:
        with _labour(request) as labour:
            beside: Beside = labour.beside if isinstance(labour, Crew) else now
            yield Workshop(kept or Nothing(), labour.run, labour.workers, beside)
    finally:
        if kept is not None:
            kept.tidy()


class Labour(Protocol):
    """Who does the work: ``workers`` jobs at a time."""

    @property
    def workers(self) -> int:
        """How many jobs are done at a time."""

    def run(
        self, work: Callable[[_Job], _Done], jobs: Sequence[_Job], early: Collection[int] = ()
    ) -> Iterator[_Done]:
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


class Crew:
    """A pool of ``workers`` processes, started when there is work; close it in the end.

    Whoever starts a process waits until the helper that it is forked off has loaded its libraries.
    So work goes in through a door: a thread that waits instead of the build.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._door: ThreadPoolExecutor | None = None
        self._forks = can_fork()

    def warm_up(self) -> None:
        """Have the libraries loaded that work will need, while something else is done here."""
        if self.workers > 1 and not preload():
            # Then this process does all by itself.
            self.workers = 1

    def run(
        self, work: Callable[[_Job], _Done], jobs: Sequence[_Job], early: Collection[int] = ()
    ) -> Iterator[_Done]:
        """Begin to have jobs done by ``work``; what is returned yields the results in their order.

        Those at the places ``early`` take long, and begin first. ``work`` is a function of a
        module, and the same job gives the same result: a process that dies (for want of memory,
        say) costs time, no job: what it had is done here. Raises what ``work`` raises.
        """
        alone = self.workers == 1 or (len(jobs) == 1 and not self._forks)
        if alone:
            return map(work, jobs)
        begun = {place: self._hand_in(work, jobs[place]) for place in early}
        left = iter([place for place in range(len(jobs)) if place not in begun])
        begun |= {
            place: self._hand_in(work, jobs[place])
            for place in islice(left, self.workers * _AHEAD)
        }
        return self._in_order(work, jobs, begun, left)

    def _in_order(
        self,
        work: Callable[[_Job], _Done],
        jobs: Sequence[_Job],
        begun: dict[int, Callable[[], _Done]],
        left: Iterator[int],
    ) -> Iterator[_Done]:
        for place in range(len(jobs)):
            made = begun.pop(place)()
            begun |= {each: self._hand_in(work, jobs[each]) for each in islice(left, 1)}
            yield made

    def beside(self, work: Callable[..., _Made], *given: object) -> Callable[[], _Made]:
        """Begin other work in one of the processes; what is returned waits for its result.

        Where there is none to spare it is done here, at once. Raises then what the work raises.
        """
        if self.workers == 1 or not self._forks:
            return now(work, *given)
        return self._hand_in(work, *given)

    def _hand_in(self, work: Callable[..., _Made], *given: object) -> Callable[[], _Made]:
        """Begin work; what is returned waits for its result, and does it here if need be."""
        if self._door is None:
            self._door = ThreadPoolExecutor(1)
        taken = self._door.submit(self._submit, work, *given)

        def wait() -> _Made:
            try:
                return taken.result().result()
            except (BrokenProcessPool, CancelledError):
                self.close()
                return work(*given)

        return wait

    def _submit(self, work: Callable[..., _Made], *given: object) -> Future[_Made]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=worker_context(), initializer=begin_work
            )
        try:
            return self._pool.submit(work, *given)
        except BrokenProcessPool:
            self._close_pool()
            return self._submit(work, *given)

    def close(self) -> None:
        """End the processes."""
        if self._door is not None:
            self._door.shutdown(wait=True, cancel_futures=True)
            self._door = None
        self._close_pool()

    def _close_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
