"""Releasing: whole or not at all, and not before what stands against it is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from jdgen.editions import find_editions, open_edition
from jdgen.editions.manifest import FILE
from jdgen.editions.rebuild import rebuild
from jdgen.editions.release import in_force
from jdgen.library import load
from jdgen.model import Handbook
from tests.editions import (
    DATED,
    EDITION,
    FOLDER,
    NOTE,
    copy_of,
    manifest_of,
    released_once,
    run,
    write,
)  # fmt: skip
from tests.projects import ROOT
from tests.small import CLERK, DEPARTMENT, HANDBOOK, MANAGER, SMALL, Files, hashes

CODE = {"made_with": {"code"}}
# An error of the checks (JD302).
UNLAWFUL = f"{SMALL[CLERK]}工作职责与任务: [登记日记账。限男性。]\n"
FOR_COMMENT = f"{SMALL[MANAGER]}状态: 征求意见稿\n"
IN_FORCE = f"{DATED}状态: 现行\n"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project with one edition that all share."""
    return released_once(tmp_path_factory)


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be changed."""
    return copy_of(released, tmp_path)


# ---- what is kept


def test_an_edition_keeps_the_data_the_own_templates_and_both_formats(project: Path) -> None:
    """Byte for byte, each with its hash, and nothing besides."""
    folder = project / FOLDER
    kept = {name: value for name, value in hashes(folder).items() if value != "folder"}
    inputs = (*SMALL, "templates/html/base.css")
    assert all((folder / name).read_bytes() == (project / name).read_bytes() for name in inputs)
    made = {f"output/{name}.{suffix}" for suffix in ("docx", "pdf")
            for name in ("handbook/手册", "roles/出纳", "roles/经理")}  # fmt: skip
    assert kept.keys() == {*inputs, *made, ".gitignore", ".gitattributes", FILE}
    manifest = manifest_of(project)
    assert manifest.files == {name: value for name, value in kept.items() if name != FILE}


def test_edition_json_says_what_it_is_and_what_it_was_made_with(project: Path) -> None:
    """Name, date, note, sizes; the checks' findings as ``jdgen check`` has them; the versions."""
    manifest = manifest_of(project)
    assert (manifest.edition, manifest.number, manifest.note) == (EDITION, 1, NOTE)
    assert (manifest.date, manifest.checks.day) == (date(2012, 2, 20), date(2012, 2, 23))
    assert (manifest.posts, manifest.departments, manifest.forced) == (2, 1, ())
    assert manifest.pages["roles"] >= 2
    assert manifest.pages["handbook"] >= 5
    checked = run(project, "check", "--format", "json", lang="zh")
    assert [dict(each) for each in manifest.checks.findings] == json.loads(checked.output)
    assert {"weasyprint", "Pango", "HarfBuzz", "python-docx", "docxtpl", "Python", "zlib"} <= set(
        manifest.made_with.engines
    )
    assert all(manifest.made_with.engines.values())
    assert set(manifest.made_with.fonts) == {
        "text-LiberationSerif-Regular", "text-NotoSerifSC-Regular",
        "heading-LiberationSans-Regular", "heading-NotoSansSC-Regular",
    }  # fmt: skip
    assert json.loads((project / FOLDER / FILE).read_bytes())["seal"] == manifest.seal


def test_an_edition_holds_the_documents_that_a_build_makes(project: Path) -> None:
    """The same bytes as of ``jdgen build`` on the same data."""
    for pack in ("handbook", "roles"):
        assert run(project, "build", pack).status == 0
    built, kept = project / "output", project / FOLDER / "output"
    assert hashes(built) == hashes(kept)


def test_a_font_and_a_picture_of_the_project_are_kept_and_the_rest_is_not(tmp_path: Path) -> None:
    """With the font's licence; no signatures, no notes, no hidden files."""
    files: dict[str, str | bytes | None] = {
        HANDBOOK: f"{DATED}招聘:\n  应聘方式: {{二维码图片: pictures/qr.png}}\n",
        "pictures/qr.png": b"any picture",
        "fonts/LICENSE.txt": "licence",
        "fonts/House.ttf": (ROOT / "templates/fonts/LiberationSerif-Regular.ttf").read_bytes(),
        "data/signatures.csv": "出纳,张三,2012-03-01,2012年版\n",
        "data/NOTES.md": "notes",
        "data/roles/.clerk.yaml": "hidden",
        "templates/word/~$handbook.docx": b"lock",
    }
    project = write(tmp_path, files)
    done = run(project, "release", EDITION)
    assert done.status == 0, done.errors
    inputs = {name for name in manifest_of(project).files if not name.startswith(("output", "."))}
    assert inputs == {*SMALL, "pictures/qr.png", "fonts/LICENSE.txt", "fonts/House.ttf"}
    assert "text-House" in manifest_of(project).made_with.fonts
    rebuilt = rebuild(open_edition(project, EDITION))
    assert rebuilt.other == ()


def test_an_edition_is_a_project_of_its_own(project: Path) -> None:
    """``load`` reads it, and an opened edition gives its library."""
    edition = open_edition(project, EDITION)
    assert edition.folder == project / FOLDER
    assert edition.library() == load(project).library == load(edition.folder).library


def test_two_releases_of_the_same_data_are_the_same_bytes(released: Path, tmp_path: Path) -> None:
    """Nothing in an edition comes from the clock or from where it lies."""
    again = Path(shutil.copytree(released, tmp_path / "again", ignore=_no_editions))
    assert run(again, "release", EDITION, "--note", NOTE).status == 0
    assert hashes(again / FOLDER) | {FILE: ""} == hashes(released / FOLDER) | {FILE: ""}
    # The code's own hash aside: whoever runs the tests may be changing it.
    first, second = (manifest_of(each).model_dump(exclude=CODE) for each in (released, again))
    assert first == second


def _no_editions(_: str, names: list[str]) -> set[str]:
    return {"editions"} & set(names)


# ---- what stands against a release


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {HANDBOOK: IN_FORCE, CLERK: f"{SMALL[CLERK]}状态: 草稿\n"},
            "data/roles/clerk.yaml:5:5: 状态: this page is marked “草稿”, while the edition is in",
        ),
        (
            {HANDBOOK: f"{DATED}受控状态: 现行有效\n", MANAGER: FOR_COMMENT},
            "data/roles/manager.yaml:4:5: 状态: this page is marked “征求意见稿”, while the",
        ),
        (
            {HANDBOOK: IN_FORCE, DEPARTMENT: f"{SMALL[DEPARTMENT]}状态: 草稿\n"},
            "data/departments/sales.yaml:3:5: 状态: this page is marked “草稿”, while the edition",
        ),
        ({CLERK: UNLAWFUL}, "data/roles/clerk.yaml:5:11: JD302: 工作职责与任务[1]: “限男性”"),
        (
            {HANDBOOK: DATED.replace(EDITION, "2011年版")},
            "data/handbook.yaml:3:5: 版次: the handbook prints the edition “2011年版”, not “2012",
        ),
    ],
)  # fmt: skip
def test_what_stands_against_a_release_is_told(tmp_path: Path, files: Files, said: str) -> None:
    """With place and reason; nothing is written, and ``--force`` is named."""
    project = write(tmp_path, files)
    before = hashes(project)
    refused = run(project, "release", EDITION)
    assert (refused.status, refused.output) == (1, "")
    assert hashes(project) == before
    assert refused.errors.startswith(said)
    *_, count, force = refused.errors.splitlines()
    assert count == "“2012年版” was not released: 1 point stands against it; nothing was written"
    assert force == "--force would release it all the same, and record this in the edition"


def test_what_force_lets_through_is_recorded(tmp_path: Path) -> None:
    """Each point with its place, in the edition and wherever it is shown."""
    files = {
        HANDBOOK: IN_FORCE.replace(EDITION, "2011年版"),
        CLERK: f"{UNLAWFUL}状态: 草稿\n",
    }
    project = write(tmp_path, files)
    forced = run(project, "release", EDITION, "--force")
    assert forced.status == 0, forced.errors
    recorded = [(each.place, each.what[:6]) for each in manifest_of(project).forced]
    assert recorded == [
        ("data/handbook.yaml:3:5", "版次: 手册"),
        ("data/roles/clerk.yaml:6:5", "状态: 这一"),
        ("data/roles/clerk.yaml:5:11", "JD302:"),
    ]
    assert manifest_of(project).checks.counts.error == 1
    assert forced.errors.count("let through by --force: data/") == 3
    assert run(project, "editions", EDITION).output.count("let through by --force: data/") == 3
    assert "    let through by --force: 3 points\n" in run(project, "editions").output


@pytest.mark.parametrize(
    ("handbook", "expected"),
    [
        ({"status": "现行"}, True),
        ({"status": "In force"}, True),
        ({"control_status": "现行有效"}, True),
        ({"control_status": "In force"}, True),
        ({"status": "试行", "control_status": "受控"}, False),
        ({"status": "草稿"}, False),
        ({}, False),
    ],
)
def test_an_edition_is_in_force_by_status_or_stamp(
    handbook: Mapping[str, str], expected: bool
) -> None:
    """受控 alone says who gets copies, not whether it holds."""
    assert (
        in_force(Handbook.model_validate({"title": "手册", "organisation": "中心", **handbook}))
        is expected
    )


def test_a_draft_may_be_released_where_nothing_is_in_force_yet(tmp_path: Path) -> None:
    """An edition for comment holds drafts, that is what it is for."""
    project = write(
        tmp_path, {HANDBOOK: f"{DATED}状态: 征求意见稿\n", CLERK: f"{SMALL[CLERK]}状态: 草稿\n"}
    )
    assert run(project, "release", EDITION).status == 0
    assert manifest_of(project).forced == ()


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        ("con", "“con” can't be the name of an edition", "con-"),
        ("a/b", "“a/b” can't be the name of an edition", "a-b"),
        ("..", "“..” can't be the name of an edition", "2012-1"),
        ("", "“” can't be the name of an edition", "2012-1"),
        (".hidden", "“.hidden” can't be the name of an edition", "hidden"),
        ("end.", "“end.” can't be the name of an edition", "end"),
        (" a", "“ a” can't be the name of an edition", "a"),
        ("a\u202eb", "“a\\u202eb” can't be the name of an edition", "ab"),
        ("版" * 61, "the name of an edition has 60 characters at most", "版" * 60),
    ],
)
def test_a_name_that_no_folder_can_have_is_refused(
    tmp_path: Path, name: str, said: str, hint: str
) -> None:
    """On any system, with a name that would do; ``--force`` does not help."""
    project = write(tmp_path, {HANDBOOK: SMALL[HANDBOOK]})
    before = hashes(project)
    for force in ((), ("--force",)):
        refused = run(project, "release", name, *force)
        assert (refused.status, hashes(project)) == (1, before)
        first, second, last = refused.errors.splitlines()
        assert first.startswith(f"EDITION: {said}")
        assert second == f"    write for instance: {hint}"
        assert last == "1 problem; nothing was written"


def test_a_name_is_used_once_whatever_its_case(tmp_path: Path) -> None:
    """Windows and macOS would write both into one folder; ``--force`` does not help."""
    project = write(tmp_path, {HANDBOOK: SMALL[HANDBOOK], "editions/First/x": "anything"})
    before = hashes(project)
    refused = run(project, "release", "FIRST", "--force")
    assert (refused.status, hashes(project)) == (1, before)
    assert refused.errors.startswith("editions/First: there is an edition of this name already\n")


def test_all_that_stands_against_a_release_is_told_at_once(tmp_path: Path) -> None:
    """A bad name beside what could be forced: then nothing speaks of ``--force``."""
    project = write(tmp_path)
    refused = run(project, "release", "a/b")
    assert refused.errors.count("EDITION: ") == 1
    assert refused.errors.count("data/handbook.yaml:3:5: 版次: the handbook prints") == 1
    assert refused.errors.endswith("2 problems; nothing was written\n")
    assert "--force" not in refused.errors


@pytest.mark.parametrize(
    "files",
    [
        {CLERK: f"{SMALL[CLERK]}年令: 3\n"},
        {CLERK: f"{SMALL[CLERK]}本职概述: \U0001f600\n"},
        {HANDBOOK: f"{DATED}主题: none such\n"},
        {"templates/word/handbook.docx": b"no Word file"},
        {"editions": "a file"},
    ],
)
def test_what_cannot_be_made_is_not_released(tmp_path: Path, files: Files) -> None:
    """Not even by force: nothing is written, and the place is named."""
    project = write(tmp_path, files)
    before = hashes(project)
    refused = run(project, "release", EDITION, "--force")
    assert (refused.status, refused.output) == (1, "")
    assert hashes(project) == before
    (place,) = files
    shown = "data/handbook.yaml" if "主题" in str(files[place]) else place
    assert refused.errors.splitlines()[-1] in (
        "1 problem; nothing was written", "2 problems; nothing was written"
    )  # fmt: skip
    assert shown in refused.errors


def test_a_wrong_date_is_a_wrong_command_line(tmp_path: Path) -> None:
    """Status 2, as of any option."""
    refused = run(write(tmp_path), "release", EDITION, "--date", "12.2.20")
    assert refused.status == 2
    assert "--date: “12.2.20” is no day; write it as 2012-02-20" in refused.errors


# ---- what is worth a word


def test_a_second_edition_is_told_what_looks_wrong(project: Path) -> None:
    """No new date, no revision line, the same data, nothing printed: released all the same."""
    path = project / HANDBOOK
    changed = (
        f"{SMALL[HANDBOOK]}发布日期: 2012-02-20\n"
        "版本: A/1\n修订记录: [{版本: A/0, 修订内容: 首发}]\n"
    )
    path.write_text(changed, encoding="utf-8")
    second = run(project, "release", "第二版", "--date", "2012-02-19")
    assert second.status == 0
    notes = [line for line in second.errors.splitlines() if line[0] != " " and "…" not in line]
    assert [note.split(": ", 1)[1] for note in notes] == [
        "the handbook prints no edition: a copy doesn't tell which one it is",
        "发布日期: the handbook prints the date 2012-02-20, the edition is dated 2012-02-19",
        "修订记录: the revision history has no line for version A/1",
        "the edition “2012年版” is dated 2012-02-20, later than this one",
    ]
    third = run(project, "release", "第三版", "--date", "2012-02-21")
    assert "editions/2012年版: the data is the same as in this edition" not in third.errors
    assert manifest_of(project, "第三版").number == 3
    assert [each.name for each in find_editions(project).editions] == ["第二版", EDITION, "第三版"]


def test_an_edition_without_changes_is_told(project: Path) -> None:
    """It may be meant (another template), but somebody may have forgotten to save."""
    again = run(project, "release", "again", "--force")
    assert "editions/2012年版: the data is the same as in this edition" in again.errors
