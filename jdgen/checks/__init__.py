"""What is wrong though well-formed. Nothing here stops a handbook from being printed."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

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

    # The process that it is done in may be a new one, which would look for garbage a hundred
    # times as often: a fifth of the time on a handbook of 1,000 posts.
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 20)
    try:
        return run_again(library, today, notes, earlier=earlier)
    finally:
        gc.set_threshold(*usual)
