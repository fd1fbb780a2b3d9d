"""How long a command takes, and how much memory it and all its processes take together at most."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

ROOT = Path(__file__).resolve().parents[1]
_EVERY = 0.03  # seconds between two looks at the memory


@dataclass(frozen=True)
class Taken:
    """Seconds on the wall, of processors, and megabytes in all processes at the same moment.

    What else a machine does lengthens the first; the second hardly.
    """

    seconds: float
    processor: float
    megabytes: float


def run(
    command: Sequence[str], folder: Path, environ: Mapping[str, str] | None = None
) -> Taken:
    """Run a command to its end. Raises CalledProcessError, with what it said, where it fails."""
    log = folder / "bench.log"
    started = time.perf_counter()
    with log.open("wb") as said:
        process = psutil.Popen(
            list(command), cwd=folder, stdout=said, stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **(environ or {})},
        )  # fmt: skip
        memory = Memory(process)
        status = process.wait()
    seconds = time.perf_counter() - started
    most, used = memory.stop()
    if status != 0:
        raise subprocess.CalledProcessError(status, list(command), log.read_text(errors="replace"))
    return Taken(seconds, used, most)


class Memory:
    """The greatest sum of the resident memory of a process and all below it, and their work."""

    def __init__(self, process: psutil.Process) -> None:
        self._process = process
        self._most = 0
        self._used: dict[int, float] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._stop.wait(_EVERY):
            with contextlib.suppress(psutil.Error):
                processes = [self._process, *self._process.children(recursive=True)]
                total = 0
                for each in processes:
                    with contextlib.suppress(psutil.Error):
                        total += each.memory_info().rss
                        times = each.cpu_times()
                        # Of one that has ended, what it was at the last look.
                        self._used[each.pid] = times.user + times.system
                self._most = max(self._most, total)

    def used(self) -> float:
        """Return the processors' seconds of all of them so far."""
        return sum(self._used.values())

    def stop(self) -> tuple[float, float]:
        """Return the memory in megabytes, and the processors' seconds."""
        self._stop.set()
        self._thread.join()
        return self._most / 1e6, self.used()


def spread(values: Sequence[float]) -> str:
    """Return median, least and greatest."""
    if len(values) == 1:
        return f"{values[0]:.2f}"
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


def python(script: str, *arguments: object) -> list[str]:
    """Return the command that runs one of the ways."""
    return [sys.executable, str(ROOT / "bench" / script), *map(str, arguments)]
