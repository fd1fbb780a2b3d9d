"""Where a build keeps what its project's data files were read to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jdgen.cache.kept import KeptFolder
from jdgen.cache.stamp import CACHE, Observed
from jdgen.library.readings import NO_READINGS, Readings
from jdgen.request import Request

FOLDER = f"{CACHE}/data"
_MOST_BYTES = 64 * 1024 * 1024  # a handbook of 1,000 posts takes 5 MB


@contextmanager
def kept_readings(request: Request, observed: Observed | None) -> Iterator[Readings]:
    """Yield what earlier builds of this project have read; None seen: nothing is kept."""
    if observed is None:
        yield NO_READINGS
        return
    folder = KeptFolder(request.project / FOLDER, _MOST_BYTES)
    yield Readings(folder, observed.environment)
    folder.tidy()
