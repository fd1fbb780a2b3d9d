"""Processes that lay sections out, several at a time.

They are forked off a helper that has loaded WeasyPrint meanwhile (spawned on Windows): the build
itself goes on reading data and never loads it. At most as many batches are on their way as there
are processes, so that memory does not grow with the document.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Protocol

from jdgen.cluster import cluster
from jdgen.kept import KeptFolder
from jdgen.project import has_own_templates
from jdgen.render.pieces.batch import Batch, lay_out_batch
from jdgen.render.pieces.engine import engine_name
from jdgen.render.workshop import Nothing, Workshop
from jdgen.request import Request
from jdgen.stamp import CACHE

_PRELOADED = "jdgen.render.pieces.warm"
# Work on the way for each process: the next batch is there when one is done.
_AHEAD = 2


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
    """Who lays sections out: ``workers`` at a time."""

    @property
    def workers(self) -> int:
        """How many batches are done at a time."""

    def run(self, batches: Sequence[Batch]) -> Iterator[tuple[bytes, ...]]:
        """Lay batches out, and yield what came of each in their order."""


@contextmanager
def _labour(request: Request) -> Iterator[Labour]:
    if request.cluster is not None:
        with cluster(request.cluster, lay_out_batch, engine_name) as machines:
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

    def run(self, batches: Sequence[Batch]) -> Iterator[tuple[bytes, ...]]:
        """Lay batches out, and yield what came of each in their order.

        A process that dies (for want of memory, say) costs time, no section: what it had is done
        here. Raises what a batch raises.
        """
        alone = self.workers == 1 or (len(batches) == 1 and not self._forks)
        if alone:
            yield from map(lay_out_batch, batches)
            return
        waiting: deque[tuple[Batch, Future[tuple[bytes, ...]]]] = deque()
        left = iter(batches)
        while True:
            for batch in islice(left, self.workers * _AHEAD - len(waiting)):
                waiting.append((batch, self._submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield future.result()
            except (BrokenProcessPool, CancelledError):
                self.close()
                yield lay_out_batch(batch)

    def _submit(self, batch: Batch) -> Future[tuple[bytes, ...]]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.workers, mp_context=self._context, initializer=_leave_ctrl_c_to_the_build
            )
        try:
            return self._pool.submit(lay_out_batch, batch)
        except BrokenProcessPool:
            self.close()
            return self._submit(batch)

    def close(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
