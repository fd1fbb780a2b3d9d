"""A build made again whenever something that it reads is saved, by one process that stays warm.

Editors save in many ways: some empty the file and fill it again, some write another one and rename
it. So a round that fails is told only if nothing more is saved for a moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from jdgen.cache.stamp import READ_FOLDERS
from jdgen.errors import EnvironmentProblem, JdgenError, Location, Problem, message
from jdgen.request import Result

if TYPE_CHECKING:
    from watchfiles._rust_notify import RustNotify

_QUIET_MS = 30  # so long nothing more must be saved for a round to begin
_MOST_MS = 500  # and so long it waits at most
_IDLE_MS = 400  # how long a failure may be one of a file half saved
_RETRY = 5  # after so many times that: whether a document that was held open can be replaced now
_PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class Round:
    """One build: its result, or the problems that kept it from being one.

    ``changed`` names what was saved, by path below the project; empty for the first round and
    where it was only tried again. ``mended``: the round before had problems, this one has none.
    """

    changed: tuple[str, ...]
    result: Result | None
    problems: tuple[Problem, ...]
    seconds: float
    mended: bool = False


def watch(
    project: Path,
    output: Path,
    build: Callable[[], Result],
    show: Callable[[Round], None],
    stop: Event | None = None,
) -> None:
    """Build, then build again after each change, until ``stop`` is set or Ctrl-C interrupts.

    ``show`` is told of each round, but of none that had nothing to do. Raises what ``build`` does
    where there is no project, EnvironmentProblem where its folder can't be watched.
    """
    if not project.is_dir():
        build()
    top, written = project.resolve(), output.resolve()
    rounds = _Rounds(build, show, output)
    # First of all, so that nothing is missed that is saved during the first round.
    with _watcher(top) as watcher:
        rounds.run(())
        rounds.settle()
        in_doubt = False
        while True:
            seen = watcher.watch(_MOST_MS, _QUIET_MS, _IDLE_MS, stop)
            if seen == "stop":
                return
            if seen == "signal":
                raise KeyboardInterrupt
            paths = {Path(path) for _, path in seen} if isinstance(seen, set) else set()
            changed = [path for path in paths if _is_read(path, top, written)]
            if changed or in_doubt:
                rounds.run(tuple(sorted(path.relative_to(top).as_posix() for path in changed)))
                # What was put into a new folder before that was watched is not told by anyone.
                in_doubt = any(path.is_dir() for path in changed)
            else:
                rounds.settle()


def _watcher(project: Path) -> RustNotify:
    """Begin to watch a folder. Raises EnvironmentProblem where the system refuses."""
    # watchfiles' own loop begins to watch only when it is asked what was saved.
    from watchfiles._rust_notify import RustNotify

    try:
        return RustNotify([str(project)], False, False, 300, True, True)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        what = message("this folder can't be watched: {reason}", reason=reason)
        hint = message("build without watching: jdgen build")
        raise EnvironmentProblem([Problem(Location(str(project)), what, hint)]) from failure


class _Rounds:
    """The rounds of one watch: the one that failed last, and whether it was told yet."""

    def __init__(
        self, build: Callable[[], Result], show: Callable[[Round], None], output: Path
    ) -> None:
        self._build = build
        self._show = show
        self._output = output
        self._failed: JdgenError | None = None
        self._held: Round | None = None
        self._told = False
        self._shown = False
        self._idle = 0

    def run(self, changed: tuple[str, ...]) -> None:
        """Build once; a failure is held back."""
        started = time.monotonic()
        if self._held is not None:
            changed = tuple(dict.fromkeys((*self._held.changed, *changed)))
        try:
            result = self._build()
        except JdgenError as failure:
            self._failed, self._idle = failure, 0
            took = time.monotonic() - started
            self._held = Round(changed, None, failure.problems, took)
            return
        mended = self._told
        self._failed, self._held, self._told = None, None, False
        if mended or not self._shown or not result.unchanged:
            self._shown = True
            self._show(Round(changed, result, (), time.monotonic() - started, mended))

    def settle(self) -> None:
        """Tell what was held back; try again where a document could not be written."""
        if self._held is not None:
            held, self._held = self._held, None
            self._told = self._shown = True
            self._show(held)
        elif self._failed is not None and any(map(self._is_document, self._failed.problems)):
            self._idle += 1
            if self._idle % _RETRY == 0:
                self._try_again()

    def _is_document(self, problem: Problem) -> bool:
        return Path(problem.location.file).is_relative_to(self._output)

    def _try_again(self) -> None:
        before = self._failed
        self.run(())
        # Said already, unless it is another failure by now.
        if self._failed and before and self._failed.problems == before.problems:
            self._held = None


def _is_read(path: Path, project: Path, output: Path) -> bool:
    """Whether a build may read a file: data, templates, fonts, or a picture that data names."""
    if not path.is_relative_to(project) or path.is_relative_to(output):
        return False
    parts = path.relative_to(project).parts
    if not parts or any(part.startswith(".") for part in parts):
        return False
    return parts[0] in READ_FOLDERS or path.suffix.lower() in _PICTURES
