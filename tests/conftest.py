"""What holds for every test: under continuous integration none is skipped."""

from __future__ import annotations

from tests.checkers.nothing_skipped import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]
