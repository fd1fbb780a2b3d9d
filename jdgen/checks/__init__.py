"""What is wrong though well-formed. Nothing here stops a handbook from being printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdgen.checks.check import Finding
    from jdgen.errors import Problem
    from jdgen.model import Library


def check_all(
    library: Library, today: date | None, notes: Iterable[Problem]
) -> tuple[Finding, ...]:
    """Return what all checks find, as ``run.run_checks`` does.

    Whoever has this done by another process need not load the checks.
    """
    from jdgen.checks.run import run_checks  # heavy: hundreds of patterns

    return run_checks(library, today, notes)
