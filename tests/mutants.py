"""What ``make mutants`` found: ``python -m tests.mutants`` after ``mutmut run``.

Says by module how many mutants the tests killed, and fails below :data:`LEAST` in 100 on the whole.
A mutant that was stopped (it took too long, or its process died) is told apart and counts as not
killed: on a busy machine that may happen to any. ``mutmut results`` lists those that survived,
``mutmut show NAME`` one of them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEAST = 85


class End(StrEnum):
    """How the tests of a mutant ended."""

    KILLED = "killed"
    SURVIVED = "survived"
    STOPPED = "stopped"
    UNTRIED = "not tried"


# What mutmut means by the exit codes that it keeps (``status_by_exit_code`` of mutmut 3.8). Stopped
# is what is in neither: 24, -24, 36, 152 and 255 took too long, -9 and -11 died; 2 is pytest
# interrupted, by somebody or by a file of tests that could not be read.
_KILLED = frozenset({1, 3})  # a test failed; pytest itself fell over the mutant
_SURVIVED = frozenset({0, 5, 33})  # the last two: no test reaches it
_UNTRIED = frozenset({None, 34})


def judge(code: int | None) -> End:
    """Return what an exit code that mutmut keeps says of a mutant."""
    if code in _UNTRIED:
        return End.UNTRIED
    if code in _KILLED:
        return End.KILLED
    return End.SURVIVED if code in _SURVIVED else End.STOPPED


def counts(files: Iterable[Path]) -> Mapping[str, Counter[End]]:
    """Return by module how many mutants ended how."""
    return {
        file.name.removesuffix(".py.meta"): Counter(
            map(judge, json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values())
        )
        for file in files
    }


def share(found: Counter[End]) -> float:
    """Return how many of 100 mutants that were tried were killed; 0 where none was tried."""
    tried = found.total() - found[End.UNTRIED]
    return 100 * found[End.KILLED] / tried if tried else 0


def main(folder: Path = ROOT / "mutants") -> int:
    """Print the table; return 1 where too many were not killed."""
    found = counts(sorted(folder.rglob("*.meta")))
    everything = sum(found.values(), Counter[End]())
    for name, ends in [*found.items(), ("all", everything)]:
        if ends:
            told = ", ".join(f"{ends[end]:5} {end}" for end in End)
            sys.stdout.write(f"{name:20} {told}\n")
    sys.stdout.write(f"{share(everything):.1f} in 100 tried were killed, {LEAST} wanted\n")
    return 0 if share(everything) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
