"""What is wrong though well-formed. Nothing here stops a handbook from being printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from jdgen.garbage import no_search

if TYPE_CHECKING:
    from jdgen.checks.check import Checked, Earlier
    from jdgen.errors import Problem
    from jdgen.model import Library


def check_all(
    library: Library, today: date | None, notes: Iterable[Problem], earlier: Earlier
) -> Checked:
    """Return what all checks find, as ``run.run_again`` does.

    Whoever has this done by another process need not load the checks.
    """
    from jdgen.checks.run import run_again  # heavy: hundreds of patterns

    # The process that it is done in may be a new one, which searches often: a fifth of the time.
    with no_search():
        return run_again(library, today, notes, earlier=earlier)
