"""Sections laid out on other machines: the jobs that a pool of processes does, given to Dask.

Dask keeps each job until its result has come back: where a worker dies, what it had and had not
handed over is done again by another, and nothing else. Results are taken as they come, and handed
on in order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from jdgen.errors import EnvironmentProblem, Location, Message, Problem, message

if TYPE_CHECKING:
    from distributed import Client

_Job = TypeVar("_Job")
_Made = TypeVar("_Made")
_CONNECTING = "10s"
_LOOKING = 5  # seconds without a result after which it is looked whether there are any workers


class NoWorkersError(Exception):
    """There is nobody to do the jobs, or nobody any more."""


class AnotherEngineError(Exception):
    """A worker would lay sections out in another way; says what it has."""


@contextmanager
def cluster(address: str, engine: Callable[[], str]) -> Iterator[Machines]:
    """Connect to the Dask scheduler at ``address``; yield what has jobs done there.

    ``engine`` says what a result depends on besides the job: a worker of which this is not the
    same as here does nothing. Raises EnvironmentProblem where no scheduler answers.
    """
    with _client(address) as client:
        yield Machines(address, client, engine)


class Machines:
    """The workers of a cluster, and what they do."""

    def __init__(self, address: str, client: Client, engine: Callable[[], str]) -> None:
        self._address = address
        self._client = client
        self._engine = engine

    @property
    def workers(self) -> int:
        """How many jobs are done at a time; one at least, as workers may still come."""
        return max(1, sum(self._client.nthreads().values()))  # type: ignore[no-untyped-call]

    def run(
        self, work: Callable[[_Job], _Made], jobs: Sequence[_Job], early: Collection[int] = ()
    ) -> Iterator[_Made]:
        """Have jobs done by ``work``; what is returned yields what came of each in their order.

        Those at the places ``early`` take long, and are handed over first.

        Raises EnvironmentProblem where there are no workers, where one is not the same as this
        machine, or where a job kills one after the other.
        """
        client, here = self._client, self._engine()
        begun = {
            place: client.submit(_checked, work, self._engine, here, jobs[place], pure=False)
            for place in dict.fromkeys((*early, *range(len(jobs))))
        }
        return self._collected([begun[place] for place in range(len(jobs))])

    def _collected(self, futures: Sequence[Any]) -> Iterator[_Made]:
        client = self._client
        try:
            yield from _in_order(client, futures)
        except Exception as failure:
            raise _explained(self._address, failure) from failure
        finally:
            # What was interrupted needn't be finished.
            client.cancel(futures)  # type: ignore[no-untyped-call]


def _checked(
    work: Callable[[_Job], _Made], engine: Callable[[], str], expected: str, job: _Job
) -> _Made:
    """Do a job, on a worker."""
    try:
        found = engine()
    except OSError as failure:
        raise AnotherEngineError("none") from failure
    if found != expected:
        raise AnotherEngineError(found)
    return work(job)


def _in_order(client: Client, futures: Sequence[Any]) -> Iterator[Any]:
    """Yield results in the order of the jobs; each is fetched as soon as it is there."""
    from distributed import wait

    places = {future.key: place for place, future in enumerate(futures)}
    pending = set(futures)
    waiting: dict[int, Any] = {}
    following = 0
    while pending:
        try:
            done, pending = wait(  # type: ignore[no-untyped-call]
                pending, timeout=_LOOKING, return_when="FIRST_COMPLETED"
            )
        except TimeoutError:
            if not client.scheduler_info()["workers"]:
                raise NoWorkersError from None
            continue
        finished = list(done)
        results = client.gather(finished)  # type: ignore[no-untyped-call]
        for future, result in zip(finished, results, strict=True):
            waiting[places[future.key]] = result
            future.release()
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as failure:
        raise _problem(
            address,
            message("what talks to a cluster is not installed"),
            message("install it: pip install 'jdgen[cluster]'"),
        ) from failure  # fmt: skip
    try:
        return Client(address, timeout=_CONNECTING)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as failure:
        raise _problem(
            address,
            message("no Dask scheduler answers at {address}", address=address),
            message("start one with “dask scheduler”; it says its address, such as "
                    "tcp://192.168.1.5:8786"),
        ) from failure  # fmt: skip


def _explained(address: str, failure: Exception) -> Exception:
    """Turn what Dask or a worker says into a problem; anything else goes on as it is."""
    from distributed import KilledWorker

    if isinstance(failure, NoWorkersError):
        return _problem(
            address,
            message("the scheduler has no workers"),
            message("start some, one for each core: dask worker {address}", address=address),
        )
    if isinstance(failure, AnotherEngineError):
        return _problem(
            address,
            message("a worker has other versions of jdgen or its engines than this machine"),
            message("install the same on all of them; pages would come out differently"),
        )
    if isinstance(failure, KilledWorker):
        return _problem(
            address,
            message("several workers died at the same job"),
            message("give them more memory, or build without --cluster"),
        )
    if isinstance(failure, (OSError, TimeoutError)):
        return _problem(
            address,
            message("the connection to the cluster broke"),
            message("look whether the scheduler still runs, then build again"),
        )
    return failure


def _problem(address: str, what: Message, hint: Message) -> EnvironmentProblem:
    return EnvironmentProblem([Problem(Location(f"--cluster {address}"), what, hint)])
