# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""The table of changes on paper and as a page: valid, twins, readable in black and white."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from jdgen.changes import Change
from jdgen.library import load
from jdgen.meaning import compare_meaning
from jdgen.views.comparison import ComparisonView, view_comparison
from tests.checkers.html import check_html
from tests.checkers.libreoffice import convert_to_pdf
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import page_count, page_texts
from tests.checkers.pdfcheck import check_pdf
from tests.compare_edits import EDITS
from tests.editions import run
from tests.projects import ROOT, THEMES, make_project
from tests.small import CLERK, HANDBOOK, SMALL, jdgen, write_project
from tests.twins import squash

SMALL_SET = (
    "a headcount is raised", "a duty is worded anew", "an authority comes, another goes",
    "a post is added", "a department is renamed, and named so by its posts",
)  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Printed:
    """What was printed of one set of changes with one theme."""

    docx: Path
    pdf: Path
    page: Path


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, Path]]:
    """Return a small and a large set of changes: an old and a new project each."""
    top = tmp_path_factory.mktemp("compared")
    shutil.copytree(ROOT / "data", top / "small" / "data")
    for name in SMALL_SET:
        next(edit for edit in EDITS if edit.name == name).carry_out(top / "small")
    old, new = (make_project(top / f"large{seed}", posts=6, seed=seed) for seed in (1, 2))
    return {"small": (ROOT, top / "small"), "large": (old, new)}


@pytest.fixture(scope="module")
def printed(
    pairs: Mapping[str, tuple[Path, Path]], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, str], Printed]:
    """Print both sets with both themes."""
    found = {}
    for name, (old, new) in pairs.items():
        for theme in THEMES:
            folder = tmp_path_factory.mktemp(f"{name}-{theme}")
            said = jdgen(
                "compare", old, "--project", new, "--format", "html,docx,pdf", "--theme", theme,
                "--output", folder, "--lang", "en",
            )  # fmt: skip
            assert said.status == 0, said.errors
            found[name, theme] = Printed(
                *(next(folder.glob(f"*.{each}")) for each in ("docx", "pdf", "html"))
            )
    return found


def view_of(old: Path, new: Path) -> ComparisonView:
    """Return what changed, as it is shown."""
    comparison = compare_meaning(load(old).library, load(new).library)
    return view_comparison(comparison, ("old", "new"))


def test_word_files_pass_both_validators(printed: Mapping[tuple[str, str], Printed]) -> None:
    """Of both sets in both themes."""
    assert check_docx([each.docx for each in printed.values()]) == []


def test_pdfs_are_accessible_and_for_keeping(printed: Mapping[tuple[str, str], Printed]) -> None:
    """PDF/UA-1 and PDF/A-3a."""
    assert check_pdf([each.pdf for each in printed.values()]) == []


def test_pages_are_good_on_a_phone_and_on_a_desk(
    printed: Mapping[tuple[str, str], Printed],
) -> None:
    """By the Nu checker and by axe, at 375 and 1280 px."""
    assert check_html([printed[name, "standard"].page for name in ("small", "large")]) == []


@pytest.mark.parametrize("theme", THEMES)
def test_word_file_and_pdf_have_the_same_pages(
    printed: Mapping[tuple[str, str], Printed], theme: str, tmp_path: Path
) -> None:
    """Each page of the small set holds the same text in both, LibreOffice setting the Word file."""
    each = printed["small", theme]
    word = convert_to_pdf(each.docx, tmp_path)
    ours, theirs = (
        ["".join(sorted(squash(text))) for text in page_texts(file)] for file in (each.pdf, word)
    )
    assert ours == theirs
    assert len(ours) == page_count(each.pdf) > 1


@pytest.mark.parametrize("theme", THEMES)
def test_pages_lie_on_their_side(printed: Mapping[tuple[str, str], Printed], theme: str) -> None:
    """Five columns need the width: in Word the section says so, too."""
    with zipfile.ZipFile(printed["small", theme].docx) as archive:
        size = etree.fromstring(archive.read("word/document.xml")).find(f".//{W}pgSz")
    assert size is not None
    assert size.get(f"{W}orient") == "landscape"
    assert int(str(size.get(f"{W}w"))) > int(str(size.get(f"{W}h")))


def runs(docx: Path, name: str) -> set[str]:
    """Return the texts of the runs of a Word file that have a property."""
    with zipfile.ZipFile(docx) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return {
        "".join(text.text or "" for text in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}{name}") is not None
    }


@pytest.mark.parametrize("theme", THEMES)
def test_changes_are_marked_without_colour(
    printed: Mapping[tuple[str, str], Printed], theme: str
) -> None:
    """What went is struck out, what came is underlined, word by word, and nothing else is."""
    docx = printed["small", theme].docx
    assert runs(docx, "strike") == {"10", "营销部", "市场与销售数据的知情权"}
    assert runs(docx, "u") == {
        "12", "品牌部", "五千元以下费用的审批权", "大", "的", "，每月回访一次",
    }  # fmt: skip
    assert not runs(docx, "ins")


def test_every_change_is_on_paper(
    pairs: Mapping[str, tuple[Path, Path]], printed: Mapping[tuple[str, str], Printed]
) -> None:
    """Each side of each change of the large set stands in the PDF."""
    view = view_of(*pairs["large"])
    text = squash("".join(page_texts(printed["large", "standard"].pdf)))
    shown = [side for row in view.rows for side in (row.before, row.after)]
    assert len(shown) > 200
    # A page may end inside a text: the longest piece without a break of lines is looked for.
    missing = [str(side) for side in shown if squash(str(side).split("\n")[0])[:8] not in text]
    assert missing == []


def test_sums_and_reasons(tmp_path: Path) -> None:
    """Headcounts before and after by department; a post's new line in its history is the reason."""
    history = "修订记录:\n  - 版本: A/1\n    修订内容: 业务量翻番。\n"
    old = write_project(tmp_path / "old", {CLERK: SMALL[CLERK] + "岗位定员: 1\n"})
    new = write_project(tmp_path / "new", {CLERK: SMALL[CLERK] + f"岗位定员: 3\n{history}"})
    view = view_of(old, new)
    assert [(row.item, row.reason) for row in view.rows] == [
        ("岗位定员", "业务量翻番。"), ("修订记录", "业务量翻番。"),
    ]  # fmt: skip
    assert [(row.name, row.told("zh")) for row in view.sums] == [
        ("销售部", ("2", "2", "至少1", "至少3", "+2"))
    ]


def test_a_line_that_says_only_what_changed_is_no_reason(tmp_path: Path) -> None:
    """As sync writes one: the place for the reason stays empty."""
    history = "修订记录:\n  - 版本: A/1\n    修订内容: 修改岗位定员、任职资格。\n"
    old = write_project(tmp_path / "old")
    new = write_project(tmp_path / "new", {CLERK: SMALL[CLERK] + f"岗位定员: 3\n{history}"})
    assert {row.reason for row in view_of(old, new).rows} == {""}


def test_what_no_page_prints_is_counted_and_not_listed(tmp_path: Path) -> None:
    """On paper; lines and page have all of it."""
    old = write_project(tmp_path / "old")
    new = write_project(
        tmp_path / "new",
        {HANDBOOK: SMALL[HANDBOOK] + "复审周期: 12\n", CLERK: SMALL[CLERK] + "岗位定员: 3\n"},
    )
    comparison = compare_meaning(load(old).library, load(new).library)
    hidden = {"handbook": {"review_months"}, "department": set[str](), "role": set[str]()}
    on_paper = view_comparison(comparison, ("", ""), hidden)
    assert ([row.item for row in on_paper.rows], on_paper.left_out) == (["岗位定员"], 1)
    assert len(view_comparison(comparison, ("", "")).rows) == 2


def test_an_english_handbook_is_compared_in_english(tmp_path: Path) -> None:
    """Labels, phrases and choices."""
    text = "title: Handbook\norganisation: Centre\nlanguage: en\n"
    clerk = "id: clerk\ntitle: Clerk\ndepartment: Centre\nstatus: {}\nduties: [Keep books., File.]\n"
    files = {"data/departments/sales.yaml": None, "data/roles/manager.yaml": None, HANDBOOK: text}
    old = write_project(tmp_path / "old", {**files, CLERK: clerk.format("草稿")})
    new = write_project(
        tmp_path / "new", {**files, CLERK: clerk.format("In force").replace("Keep books", "Keep the books")}
    )  # fmt: skip
    view = view_of(old, new)
    assert [(row.item, str(row.before), str(row.after)) for row in view.rows] == [
        ("Status", "Draft", "In force"),
        ("Duties and responsibilities", "1. Keep books.", "1. Keep the books."),
    ]
    said = run(new, "compare", str(old), "--format", "docx,pdf,html", epoch="1330000000")
    assert "Handbook- table of changes.pdf" in said.output


def test_who_signs_anew_has_a_sheet(tmp_path: Path) -> None:
    """With a line to sign for each person; valid as the other papers are."""
    old = write_project(tmp_path / "old")
    new = write_project(tmp_path / "new", {CLERK: SMALL[CLERK] + "岗位定员: 3\n"})
    (new / "data/signatures.csv").write_text("出纳,张三,2012-03-05,2012年版\n", encoding="utf-8")
    said = run(new, "compare", str(old), "--affected", "--format", "docx,pdf")
    assert said.status == 0, said.errors
    folder = new / "output" / "compare"
    pdf, docx = folder / "手册重新签收表.pdf", folder / "手册重新签收表.docx"
    text = squash("".join(page_texts(pdf)))
    missing = [each for each in ("出纳", "张三", "2012年版（2012-03-05）", "岗位定员") if each not in text]
    assert missing == []
    assert (check_docx([docx]), check_pdf([pdf])) == ([], [])


def test_nothing_changed_is_a_paper_too(tmp_path: Path) -> None:
    """It says so."""
    project = write_project(tmp_path)
    said = run(project, "compare", str(project), "--format", "pdf")
    text = squash("".join(page_texts(project / "output/compare/手册修订对照表.pdf")))
    assert said.status == 0
    assert "两版内容相同，没有变动。" in text


def test_the_same_comparison_gives_the_same_bytes(tmp_path: Path) -> None:
    """No clock is read."""
    old = write_project(tmp_path / "old")
    new = write_project(tmp_path / "new", {CLERK: SMALL[CLERK] + "岗位定员: 3\n"})
    for name in ("one", "two"):
        run(new, "compare", str(old), "--format", "html,docx,pdf", "--output", str(new / name))
    files = sorted((new / "one").iterdir())
    assert len(files) == 3
    assert [f.read_bytes() for f in files] == [(new / "two" / f.name).read_bytes() for f in files]


def test_a_change_knows_its_places_and_is_compared_without_them() -> None:
    """Two changes are the same if they say the same."""
    one = Change("changed", "a", "title", "x", "y", ("title",), ("title",))
    assert one == Change("changed", "a", "title", "x", "y")
