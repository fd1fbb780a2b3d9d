"""What ``make mutants`` found: ``python -m tests.mutants`` after ``mutmut run``.

Says by module how many mutants the tests killed, and fails below :data:`LEAST` in 100 on the whole.
``mutmut results`` lists those that survived, ``mutmut show NAME`` one of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LEAST = 85
# How a run of pytest ends that noticed the mutant: 1 a test failed, 2 or 3 it could not even start;
# below 0 and 24, 152: the mutant never came to an end and was stopped.
_SURVIVED = frozenset({0, 5, 33})


def counts(files: Iterable[Path]) -> Mapping[str, tuple[int, int]]:
    """Return by module how many mutants were killed, and how many were tried."""
    found = {}
    for file in files:
        ends = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        tried = [end for end in ends if end is not None]
        if tried:
            killed = sum(end not in _SURVIVED for end in tried)
            found[file.name.removesuffix(".py.meta")] = (killed, len(tried))
    return found


def share(found: Mapping[str, tuple[int, int]]) -> float:
    """Return how many of 100 mutants were killed; 0 where none was tried."""
    killed, tried = (sum(pair[index] for pair in found.values()) for index in (0, 1))
    return 100 * killed / tried if tried else 0


def main(folder: Path = ROOT / "mutants") -> int:
    """Print the table; return 1 where too many survived."""
    found = counts(sorted(folder.rglob("*.meta")))
    for name, (killed, tried) in found.items():
        sys.stdout.write(f"{name:20} {killed:5} of {tried:5} killed\n")
    sys.stdout.write(f"{share(found):.1f} in 100 killed, {LEAST} wanted\n")
    return 0 if share(found) >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
