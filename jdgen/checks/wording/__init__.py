"""Wording: what is badly written, though everybody knows what is meant (JD4xx).

Hints, but for slips that nobody means (a typing mistake, a word written twice): those are warnings.
"""

from jdgen.checks.check import Check
from jdgen.checks.wording import (
    doubled,
    gaps,
    likeness,
    lists,
    names,
    openings,
    punctuation,
    scope,
    typos,
)

_ALL = (
    typos.CHECK,
    doubled.CHECK,
    *punctuation.CHECKS,
    lists.CHECK,
    gaps.CHECK,
    openings.CHECK,
    *scope.CHECKS,
    *likeness.CHECKS,
    names.CHECK,
)
CHECKS: tuple[Check, ...] = tuple(sorted(_ALL, key=lambda check: check.code))
