"""The recruitment notice: all open posts in one table."""

from __future__ import annotations

from jdgen.produce.job import Job, Made, Order


def plan(order: Order) -> tuple[str, ...]:
    """Return the files that the order would give."""
    return ()


def make(job: Job) -> Made:
    """Make them."""
    return Made()
