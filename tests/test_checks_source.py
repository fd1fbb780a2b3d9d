"""The source's own defects, put back, are all found; the data as it is shipped has none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdgen.checking import examine
from jdgen.checks.check import Finding, Severity
from jdgen.messages import translator
from tests.check_samples import TODAY
from tests.source_defects import EXPECTED, ROOT, Defect, write_defective, write_example

SAY = translator("zh")
SHIPPED = {"example": ROOT, "english": ROOT / "templates" / "projects" / "english"}

# Facts of the source that data/ keeps and that are rightly asked about, as data/NOTES.md says:
# working hours of 8 to 12 hours, at one post.
KEPT = {("JD501", "product-positioning-analyst")}


def look(project: Path) -> tuple[Finding, ...]:
    """Return what all checks find in a project."""
    return examine(project, TODAY, lambda _: True).findings


@pytest.fixture(scope="module")
def defective(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What is found in the data with the source's defects in it."""
    return look(write_defective(tmp_path_factory.mktemp("defective")))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    """What is found in a copy of the data without them."""
    return look(write_example(tmp_path_factory.mktemp("shipped")))


def holds(found: tuple[Finding, ...], defect: Defect) -> bool:
    """Whether a defect is among what was found: on its page, by its check, in its words."""
    return any(
        each.code == defect.code
        and page_of(each) == defect.page
        and defect.words in f"{each.words} {SAY(each.what)}"
        for each in found
    )


def page_of(finding: Finding) -> str:
    """Return the id of the post, or of the department by the name of its file."""
    return finding.role or Path(finding.location.file).stem


@pytest.mark.parametrize(
    "defect", EXPECTED, ids=lambda each: f"{each.code}-{each.page}-{each.words[:12]}"
)
def test_a_defect_of_the_source_is_found(
    defect: Defect, defective: tuple[Finding, ...], shipped: tuple[Finding, ...]
) -> None:
    """Where the source had it, and not where the data has it resolved."""
    assert holds(defective, defect)
    assert not holds(shipped, defect)


def test_what_is_found_with_them_is_found_for_them(
    defective: tuple[Finding, ...], shipped: tuple[Finding, ...]
) -> None:
    """Every error and warning belongs to one of the defects, or hangs on one of them."""
    # Who hangs below a post of an unknown superior is cut off with it.
    follows = {("JD214", "market-development-supervisor")}
    planned = {(each.code, each.page) for each in EXPECTED} | follows | KEPT
    before = {(each.code, each.what.text, page_of(each)) for each in shipped}
    for each in defective:
        new = (each.code, each.what.text, page_of(each)) not in before
        if new and each.severity is not Severity.HINT:
            assert (each.code, page_of(each)) in planned, SAY(each.what)


@pytest.mark.parametrize("project", SHIPPED)
def test_the_shipped_data_has_no_error_and_no_warning(project: str) -> None:
    """But for what the source says and the data keeps on purpose."""
    grave = {
        (each.code, each.role)
        for each in look(SHIPPED[project])
        if each.severity is not Severity.HINT
    }
    assert grave <= KEPT
