"""A handbook against itself: what one page says and another contradicts."""

from jdgen.checks.check import Check
from jdgen.checks.consistency import (
    dates,
    duties,
    fields,
    headcount,
    hierarchy,
    names,
    reports,
    spans,
    tops,
    variants,
)

_ALL = (
    *names.CHECKS,
    *variants.CHECKS,
    *hierarchy.CHECKS,
    *tops.CHECKS,
    *spans.CHECKS,
    *headcount.CHECKS,
    *duties.CHECKS,
    *reports.CHECKS,
    *fields.CHECKS,
    *dates.CHECKS,
)
CHECKS: tuple[Check, ...] = tuple(sorted(_ALL, key=lambda check: check.code))
