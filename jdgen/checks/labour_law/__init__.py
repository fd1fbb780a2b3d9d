"""Labour law: what an inspector would ask about when reading the handbook (JD5xx).

Warnings, as the text is not the practice: they say what the text lays down and which article it
meets. Nothing is told of what a text forbids or only deals with (杜绝无偿加班, 受理加班投诉).
"""

from jdgen.checks.check import Check
from jdgen.checks.labour_law import duress, probation, safety, working_time

_ALL = (*working_time.CHECKS, *probation.CHECKS, *duress.CHECKS, *safety.CHECKS)
CHECKS: tuple[Check, ...] = tuple(sorted(_ALL, key=lambda check: check.code))
