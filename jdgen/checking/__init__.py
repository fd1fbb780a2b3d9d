"""What ``jdgen check`` does: read the data, look at all of it, and say what was found."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jdgen.checks.check import Finding, Severity, count
from jdgen.checks.run import ALL_CHECKS, run_checks
from jdgen.errors import InputError, Message, Problem, message
from jdgen.library import load
from jdgen.messages import format_problem
from jdgen.model import Library

Say = Callable[[Message], str]

SEVERITIES: Mapping[Severity, Message] = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.HINT: message("hint"),
}
ALL_CODES = tuple(check.code for check in ALL_CHECKS)
"""Every code that a finding may have."""


@dataclass(frozen=True)
class Examined:
    """What was found, by place; ``library`` is None where the data can't be read."""

    findings: tuple[Finding, ...]
    library: Library | None

    def counts(self) -> Mapping[str, int]:
        """Return how many findings there are, by the name of their severity."""
        return count(self.findings)


def examine(project: Path, today: date | None, wanted: Callable[[str], bool]) -> Examined:
    """Load a project and run the checks whose codes are wanted.

    What keeps the data from being read is found whether it is wanted or not: nothing else can be.
    """
    try:
        loaded = load(project)
    except InputError as failure:
        return Examined(tuple(map(_unread, failure.problems)), None)
    found = run_checks(loaded.library, today, loaded.notes, wanted)
    return Examined(found, loaded.library)


def _unread(problem: Problem) -> Finding:
    return Finding(
        problem.kind.value,
        Severity.ERROR,
        problem.what,
        problem.hint,
        problem.location,
        problem.key,
    )


def label(finding: Finding, say: Say) -> str:
    """Return how much a finding matters, and its code."""
    return f"{say(SEVERITIES[finding.severity])} {finding.code}"


def as_text(finding: Finding, say: Say) -> str:
    """Return a finding as a terminal shows it, its severity and code before its key."""
    key = ": ".join(part for part in (label(finding, say), finding.key) if part)
    problem = Problem(finding.location, finding.what, finding.advice, key)
    return format_problem(problem, say)


def as_json(examined: Examined, say: Say) -> bytes:
    """Return the findings as a list of objects in UTF-8.

    ``line`` and ``column`` count from 1, 0 means the file as a whole; ``role`` is the id of the
    post that it belongs to; ``hint`` and ``role`` may be empty.
    """
    listed = [
        {
            "code": each.code,
            "severity": each.severity.value,
            "message": f"{each.key}: {say(each.what)}" if each.key else say(each.what),
            "hint": say(each.advice) if each.advice is not None else "",
            "file": each.location.file,
            "line": each.location.line,
            "column": each.location.column,
            "role": each.role,
        }
        for each in examined.findings
    ]
    # A stray half of a character (in a file's name) has no UTF-8: it is shown as an escape.
    text = json.dumps(listed, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")
