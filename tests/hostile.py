"""jdgen run on what means no good: in a process of its own, with little memory and time.

``unguarded`` code runs in that process before jdgen does. With it a protection is taken away, to
see the attack succeed: a guard that nobody saw missing proves nothing.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.small import Files, hashes, write_project

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1024 * 1024

# What any attack here may use, on a machine that others load as well. A build of the small project
# takes two seconds and 0.9 GB of addresses (most of them fonts and libraries mapped, not filled).
SECONDS, MEGABYTES = 90, 2500
# How long an attack that runs without its guard is watched before it counts as successful.
LONG_ENOUGH = 8

_CODE = re.compile(r": error JD\d+: ")


@dataclass(frozen=True)
class Outcome:
    """How a run ended: exit status (None: it had to be stopped), what it said, how long it took."""

    status: int | None
    said: str
    seconds: float


@dataclass(frozen=True)
class Attack:
    """One line of a table: what the project holds, what jdgen says of it, what would be without.

    ``prepare`` makes what no text can be (links, pipes). ``said`` stands in what is printed.
    ``unguarded`` takes the protection away; ``harm`` is what happens then: a part of what is
    printed, or ``endless`` or ``memory``. Empty: another test shows it, or nothing can.
    """

    files: Files = field(default_factory=dict)
    said: str = ""
    prepare: Callable[[Path], object] | None = None
    command: tuple[str, ...] = ("check",)
    unguarded: str = ""
    harm: str = ""
    status: int = 1


def run(
    *arguments: str | Path,
    unguarded: str = "",
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    environ: Mapping[str, str] | None = None,
) -> Outcome:
    """Run the command line within bounds."""
    asked = {
        "arguments": [str(each) for each in arguments],
        "unguarded": unguarded,
        "seconds": seconds,
        "megabytes": megabytes,
        "environ": {"JDGEN_LANG": "en", **(environ or {})},
    }
    return Outcome(**_nursery().ask(asked))


@functools.cache
def _nursery() -> Nursery:
    return Nursery()


class Nursery:
    """A process that has loaded what is slow to load, and has a child for each run."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        atexit.register(self._process.kill)

    def ask(self, asked: object) -> dict[str, Any]:
        """Have one run made, and return how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def _serve() -> None:
    """Answer one line of JSON after another: the process that the tests ask."""
    import jdgen.cli.build_options
    import jdgen.render.docx
    import jdgen.render.pdf  # noqa: F401 - loaded once, for all the children

    for line in sys.stdin.buffer:
        asked = json.loads(line)
        started = time.monotonic()
        with tempfile.TemporaryFile() as said:
            child = os.fork()
            if child == 0:
                _live(asked, said.fileno())
            status = _wait(child, started + asked["seconds"])
            said.seek(0)
            answer = {
                "status": status,
                "said": said.read().decode("utf-8", "replace"),
                "seconds": time.monotonic() - started,
            }
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


def _live(asked: dict[str, Any], output: int) -> None:
    """Be one run, from its first limit to its exit status; never returns."""
    status = 70
    try:
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (output, 1), (output, 2)):
            os.dup2(ours, theirs)
        os.setpgid(0, 0)
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = asked["megabytes"] * MEGABYTE + pages * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        os.environ.update(asked["environ"])
        sys.argv = ["jdgen", *asked["arguments"]]
        exec(asked["unguarded"], {})  # noqa: S102 - the code stands in the tests
        from jdgen.cli import main

        main()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - whatever it is, it is the run's end
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _wait(child: int, until: float) -> int | None:
    """Return a child's exit status, negative for a signal; None where it had to be stopped."""
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def attacked(folder: Path, attack: Attack) -> Path:
    """Write the project of an attack."""
    project = write_project(folder / "project", attack.files)
    if attack.prepare is not None:
        attack.prepare(project)
    return project


def hold(folder: Path, attack: Attack, **options: str) -> None:
    """Carry out an attack, and see that it is told and that nothing is written."""
    project = attacked(folder, attack)
    before = _names(project)
    outcome = run(*attack.command, "--project", project, environ=options)
    assert outcome.status == attack.status, outcome.said[-2000:]
    assert attack.said in _CODE.sub(": ", outcome.said), outcome.said[-2000:]
    assert "Traceback" not in outcome.said
    if attack.status:
        assert _names(project) == before


def see_it_succeed(folder: Path, attack: Attack, **options: str) -> None:
    """Carry it out without the protection, and see the harm."""
    project = attacked(folder, attack)
    endless = attack.harm == "endless"
    outcome = run(
        *attack.command, "--project", project,
        unguarded=attack.unguarded, environ=options,
        seconds=LONG_ENOUGH if endless else SECONDS,
    )  # fmt: skip
    if endless:
        assert outcome.status is None, outcome.said[-2000:]
    elif attack.harm == "memory":
        failed = outcome.status is not None and outcome.status < 0
        assert failed or "MemoryError" in outcome.said, (outcome.status, outcome.said[-2000:])
    else:
        assert attack.harm in outcome.said, outcome.said[-2000:]


def _names(project: Path) -> object:
    """Return what lies in a project; what is no file is not opened."""
    if all(path.is_file() or path.is_dir() for path in project.rglob("*")):
        large = any(path.is_file() and path.stat().st_size > MEGABYTE * 10
                    for path in project.rglob("*"))  # fmt: skip
        if not large:
            return hashes(project)
    return sorted(path.relative_to(project).as_posix() for path in project.rglob("*"))


if __name__ == "__main__":
    _serve()
