"""A plugin of pytest: under continuous integration whatever would be skipped fails instead.

For each test by itself, whoever skips it and for what reason: a missing program, a package that
can't be imported, a condition at the head of a file. Elsewhere a skip stays one.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from tests.checkers.tools import under_ci


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make a failure of a test that is skipped."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Make a failure of a file that is skipped whole."""
    report = yield
    if report.skipped:
        _fail(report)
    return report


def _fail(report: Any) -> None:
    if under_ci():
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"under CI nothing may go unchecked: {reason}"
