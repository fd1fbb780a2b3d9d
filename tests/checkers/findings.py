"""What every checker reports."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

UNREADABLE = "unreadable"
"""The rule that a file breaks which a checker could not open at all."""


@dataclass(frozen=True, order=True)
class Finding:
    """One rule that one file breaks, as often as it does, with one example.

    ``rule`` is the checker's own name of it (``ua1 7.1-3``, ``Sch_UnexpectedElement…``).
    """

    file: Path
    checker: str
    rule: str
    example: str
    count: int = 1

    def __str__(self) -> str:
        times = f" ×{self.count}" if self.count > 1 else ""
        return f"{self.file}: {self.checker} {self.rule}{times}: {self.example}"


class CheckerBroken(Exception):
    """A checker ran but did not answer for every file: neither good nor bad may be concluded."""


def report(findings: Sequence[Finding], checked: int) -> int:
    """Print the findings and give the exit status: 0 good, 1 bad, 2 a file could not be read."""
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{checked} checked, {len({f.file for f in findings})} at fault\n")
    if any(finding.rule == UNREADABLE for finding in findings):
        return 2
    return 1 if findings else 0
