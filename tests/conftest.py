"""What holds for every test: under continuous integration none is skipped, and none is random."""

from __future__ import annotations

import os

from hypothesis import settings

from tests.checkers.nothing_skipped import pytest_make_collect_report, pytest_runtest_makereport

__all__ = ["pytest_make_collect_report", "pytest_runtest_makereport"]

# The same input in every run there, so that a failure is the change's own. New input is tried by
# `make fuzz` and on everybody's machine.
settings.register_profile("continuous-integration", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("continuous-integration")
