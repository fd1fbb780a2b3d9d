"""docs/licences.md names every package that is pinned, with the licence that its metadata state."""

from __future__ import annotations

import pytest

from tests import licences
from tests.licences import JUDGED, STATED, Unjudged, licence, lines, packages, page, read


def test_the_page_is_what_the_metadata_say() -> None:
    """What is not installed here (another platform, another Python) keeps its line."""
    assert page(read()) == read(), "run make requirements"
    assert set(lines(read())) == set(packages())
    assert set(lines(read()).values()) <= set(JUDGED)


def test_a_package_without_a_line_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is installed gets its line; one that is not must be looked up by somebody."""
    without = "".join(line for line in read().splitlines(keepends=True) if "weasyprint" not in line)
    assert page(without) == read()
    wanted = {**packages(), "there-is-no-such-package": "run.txt"}
    monkeypatch.setattr(licences, "packages", lambda: wanted)
    with pytest.raises(Unjudged, match="is not installed"):
        page(read())


def test_a_licence_that_nobody_judged_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new one, and the AGPL where it would reach users."""
    monkeypatch.setattr(licences, "STATED", {**STATED, "weasyprint": "SSPL-1.0"})
    with pytest.raises(Unjudged, match=r"weasyprint: SSPL-1\.0"):
        page(read())
    monkeypatch.setattr(licences, "STATED", {**STATED, "weasyprint": "AGPL-3.0"})
    with pytest.raises(Unjudged, match=r"weasyprint: AGPL-3\.0"):
        page(read())


def test_licences_are_spelled_as_spdx_does() -> None:
    """From an expression, from a short word, from a classifier; None for what is not installed."""
    assert licence("pikepdf") == "MPL-2.0"
    assert licence("docxtpl") == "LGPL-2.1-only"
    assert licence("pylopdf-fonts-zh-cn") == "OFL-1.1"
    assert licence("there-is-no-such-package") is None
