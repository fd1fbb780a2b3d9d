# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""``jdgen compare``: what OLD and NEW may name, what is said of what can't be, what is written."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from jdgen.changes import plain
from jdgen.library import load
from tests.editions import EDITION, FOLDER, change_data, copy_of, released_once, reseal, run, write
from tests.small import CLERK, HANDBOOK, MANAGER, SMALL, Run, hashes, jdgen, write_project

RAISED = SMALL[CLERK].replace("出纳", "出纳员") + "岗位定员: 2\n"
CHANGES = [
    {"kind": "changed", "role": "clerk", "field": "title", "before": "出纳", "after": "出纳员"},
    {"kind": "added", "role": "clerk", "field": "headcount", "before": "", "after": "2"},
]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with an edition; not to be changed."""
    return released_once(tmp_path_factory)


@pytest.fixture
def project(released: Path, tmp_path: Path) -> Path:
    """Return a copy of that project whose clerk has changed since."""
    copy = copy_of(released, tmp_path)
    (copy / CLERK).write_text(RAISED, encoding="utf-8")
    return copy


def git(folder: Path, *arguments: str) -> None:
    """Run git, as somebody."""
    subprocess.run(
        # Whichever git this machine has.
        ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *arguments],  # noqa: S607
        check=True,
        capture_output=True,
    )


def changes(project: Path, *sides: str | Path) -> list[dict[str, object]]:
    """Return what is said to have changed."""
    said = run(project, "compare", *map(str, sides), "--format", "json")
    assert (said.status, said.errors) == (0, "")
    found: list[dict[str, object]] = json.loads(said.output)
    return found


def refused(project: Path, *arguments: str | Path) -> list[str]:
    """Return what is said where nothing can be compared; nothing may be written."""
    before = hashes(project)
    said = jdgen("compare", "--project", project, "--lang", "en", *arguments)
    assert (said.status, said.output) == (1, "")
    assert hashes(project) == before
    *lines, count = said.errors.splitlines()
    assert count.endswith("nothing was written")
    return lines


# ---- what a state may be


def test_an_edition_and_the_data_as_it_is(project: Path) -> None:
    """The data is the new state where none is named; the edition answers to its printed name."""
    assert changes(project, EDITION) == CHANGES


def test_the_other_way_round(project: Path) -> None:
    """A folder is the old state, the edition the new one."""
    assert changes(project, project, EDITION) == [
        {"kind": "changed", "role": "clerk", "field": "title", "before": "出纳员", "after": "出纳"},
        {"kind": "removed", "role": "clerk", "field": "headcount", "before": "2", "after": ""},
    ]


@pytest.mark.parametrize("place", [".", "data"])
def test_a_folder(project: Path, tmp_path: Path, place: str) -> None:
    """A project's, or its folder of data."""
    old = write(tmp_path / "old")
    assert changes(project, old / place) == CHANGES


def test_an_edition_that_lies_elsewhere(project: Path, tmp_path: Path) -> None:
    """As somebody sent it; it need not be one of this project."""
    elsewhere = shutil.copytree(project / FOLDER, tmp_path / "sent" / EDITION)
    assert changes(project, elsewhere) == CHANGES


@pytest.mark.parametrize("name", ["手册.docx", "手册.pdf"])
def test_a_printed_handbook(project: Path, name: str) -> None:
    """By the data that it carries; what it doesn't print is no change."""
    text = SMALL[HANDBOOK] + "版次: 2012年版\n发布日期: 2012-02-20\n复审周期: 12\n外部单位: {岗位: [总经理]}\n"
    (project / HANDBOOK).write_text(text, encoding="utf-8")
    assert changes(project, project / FOLDER / "output/handbook" / name) == CHANGES


@pytest.mark.parametrize("name", ["出纳.docx", "出纳.pdf"])
def test_a_single_description(project: Path, name: str) -> None:
    """Only its post is compared: that other posts are not in it is no change."""
    (project / MANAGER).write_text(SMALL[MANAGER] + "岗位定员: 7\n", encoding="utf-8")
    assert changes(project, project / FOLDER / "output/roles" / name) == CHANGES


def test_two_documents(project: Path) -> None:
    """The Word file and the PDF of one build say the same."""
    folder = project / FOLDER / "output/handbook"
    assert changes(project, folder / "手册.docx", folder / "手册.pdf") == []


def test_revisions(tmp_path: Path) -> None:
    """By branch, tag or commit; the project may lie below the top of the repository."""
    project = write(tmp_path / "repository" / "staff")
    git(project.parent, "init", "-q")
    git(project.parent, "add", "-A")
    git(project.parent, "commit", "-qm", "one")
    git(project.parent, "tag", "first")
    (project / CLERK).write_text(RAISED, encoding="utf-8")
    assert changes(project, "HEAD") == CHANGES
    git(project.parent, "commit", "-qam", "two")
    assert changes(project, "HEAD") == []
    assert changes(project, "first", "HEAD") == CHANGES
    assert changes(project, "HEAD~1") == CHANGES


def test_an_edition_goes_before_a_revision_of_the_same_name(project: Path) -> None:
    """And a path that is written as one before both."""
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    git(project, "tag", EDITION)
    assert changes(project, EDITION) == CHANGES
    assert changes(project, f"refs/tags/{EDITION}") == []


# ---- what is shown


def test_lines_for_people(project: Path) -> None:
    """Which states, the sums, the post with its changes, how many there are."""
    said = run(project, "compare", EDITION, lang="zh")
    assert said.output.splitlines() == [
        "修订前：2012年版（2012-02-20）",
        "修订后：2012年版（现有数据）",
        "岗位数：2；定编：至少0 → 至少2 (+2)",
        "    销售部：岗位数 2；定编 至少0 → 至少2",
        "",
        "出纳员 (clerk)",
        "  ~ 岗位名称: 出纳 → 出纳员",
        "  + 岗位定员: 2",
        "",
        "共 2 处变动。",
    ]


def test_long_texts_have_their_words_marked(tmp_path: Path) -> None:
    """Old and new below one another, what went and what came between signs."""
    old = write_project(tmp_path / "old", {CLERK: SMALL[CLERK] + "本职概述: 负责办理公司的现金收付和银行结算业务，登记日记账。\n"})
    new = write_project(tmp_path / "new", {CLERK: SMALL[CLERK] + "本职概述: 负责办理公司的资金收付和银行结算业务,登记日记账。\n"})
    said = jdgen("compare", old, "--project", new, "--lang", "zh")
    assert "    – 负责办理公司的[-现金-]收付和银行结算业务，登记日记账。\n" in said.output
    assert "    + 负责办理公司的{+资金+}收付和银行结算业务,登记日记账。\n" in said.output


def test_no_change_is_said(project: Path) -> None:
    """In words, and with exit status 0."""
    said = run(project, "compare", EDITION, EDITION)
    assert (said.status, said.output.splitlines()[-1]) == (0, "No change: both say the same.")


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_is_shown_may_be_written_to_a_file(project: Path, form: str) -> None:
    """Without colours; the command then says which file."""
    target = project / "out" / f"changes.{form}"
    said = run(project, "compare", EDITION, "--format", form, "--output", str(target))
    assert said.output == f"wrote {target} (1 KB)\n"
    text = target.read_text(encoding="utf-8")
    assert json.loads(text) == CHANGES if form == "json" else "出纳 → 出纳员" in text


def test_a_page_lands_in_the_projects_output(project: Path) -> None:
    """Named after the handbook; --output names a folder or the file."""
    said = run(project, "compare", EDITION, "--format", "html")
    page = project / "output" / "compare" / "手册修订对照表.html"
    assert said.output.startswith(f"wrote {page} (")
    assert "<ins>出纳员</ins>" in page.read_text(encoding="utf-8")
    run(project, "compare", EDITION, "--format", "html", "--output", str(project / "x.html"))
    run(project, "compare", EDITION, "--format", "html", "--output", str(project / "y"))
    assert (project / "x.html").read_bytes() == page.read_bytes()
    assert (project / "y" / page.name).read_bytes() == page.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--format", "doc"), "“doc” is no format; write one of text, json, html, docx, pdf"),
        (("--format", "text,pdf"), "text and json stand alone"),
        (("--as", "redline"), "a redline is a Word file or a PDF: add --format docx,pdf"),
        (("--as", "redline", "--format", "docx,html"), "a redline is a Word file or a PDF"),
        (("--affected", "--format", "html"), "who has to sign is told as text, json, docx or pdf"),
        (("--affected", "--as", "redline", "--format", "pdf"), "it does not go with --as redline"),
        (("--record", "--format", "json"), "it stands alone"),
        ((EDITION, "--record"), "leave NEW out"),
        (("--format", "docx,pdf", "--output", "x.pdf"), "“x.pdf” is one file"),
    ],
)
def test_options_that_do_not_go_together(
    released: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    """A wrong command line, exit status 2, before anything is read."""
    said = run(released, "compare", EDITION, *arguments)
    assert said.status == 2
    assert complaint in said.errors


# ---- what can't be compared


def test_two_unrelated_handbooks(project: Path, tmp_path: Path) -> None:
    """Said by their titles."""
    other = write_project(
        tmp_path / "other",
        {
            HANDBOOK: "标题: 医院手册\n单位: 医院\n", CLERK: None, MANAGER: None,
            "data/roles/nurse.yaml": "id: nurse\n岗位名称: 护士\n所在部门: 销售部\n",
        },
    )  # fmt: skip
    lines = refused(project, other)
    assert lines[0] == (
        f"{other} – data: “医院手册” and “手册” are two different handbooks:"
        " hardly any post is in both"
    )


def test_a_handbook_whose_unit_was_renamed_is_still_the_same(project: Path, tmp_path: Path) -> None:
    """Its posts are."""
    old = write_project(tmp_path / "old", {HANDBOOK: "标题: 旧手册\n单位: 旧中心\n"})
    fields = [each["field"] for each in changes(project, old)]
    assert fields[:2] == ["handbook.title", "handbook.organisation"]


def test_an_edition_with_a_broken_hash(project: Path) -> None:
    """Named with the file that was changed."""
    change_data(project / FOLDER)
    assert refused(project, EDITION)[0] == (
        f"editions/{EDITION}/{CLERK}: somebody changed this file after the release"
    )


def test_an_edition_elsewhere_with_a_broken_hash(project: Path, tmp_path: Path) -> None:
    """Told by the path that was given."""
    elsewhere = Path(shutil.copytree(project / FOLDER, tmp_path / "sent"))
    change_data(elsewhere)
    assert refused(project, elsewhere)[0] == (
        f"{elsewhere}/{CLERK}: somebody changed this file after the release"
    )


def test_an_edition_whose_seal_is_broken(project: Path) -> None:
    """It is not passed over in favour of something else of that name."""
    file = project / FOLDER / "edition.json"
    file.write_bytes(file.read_bytes().replace(b'"posts": 2', b'"posts": 3'))
    assert refused(project, EDITION)[0].startswith(f"editions/{EDITION}/edition.json:")


def test_a_name_that_nothing_has(project: Path) -> None:
    """With what there is."""
    assert refused(project, "2013年版") == [
        "2013年版: no edition, folder, file or git revision is called “2013年版”",
        f"    the editions here are: {EDITION}",
    ]


def test_a_revision_that_does_not_exist(project: Path) -> None:
    """In a repository that has others; what looks like an option is no revision."""
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    assert "git revision is called “HEAD~7”" in refused(project, "HEAD~7")[0]
    assert "is called “--all”" in refused(project, "--format", "json", "--", "--all")[0]


def test_a_revision_without_data(tmp_path: Path) -> None:
    """Before the project was there."""
    project = write(tmp_path / "p")
    (project / "README").write_text("x", encoding="utf-8")
    git(project, "init", "-q")
    git(project, "add", "README")
    git(project, "commit", "-qm", "one")
    assert refused(project, "HEAD")[0] == "HEAD: in this revision, the project has no folder data/"


def test_a_revision_whose_data_does_not_load(tmp_path: Path) -> None:
    """By revision, file and line."""
    project = write(tmp_path / "p", {CLERK: SMALL[CLERK] + "岗位定圆: 2\n"})
    git(project, "init", "-q")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")
    (project / CLERK).write_text(SMALL[CLERK], encoding="utf-8")
    assert refused(project, "HEAD")[0] == (
        f"HEAD:{CLERK}:5:1: 岗位定圆: there is no field called “岗位定圆” here"
    )


def test_git_that_is_not_there(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a repository, the message says what is missing; elsewhere nobody speaks of git."""
    git(project, "init", "-q")
    monkeypatch.setenv("PATH", "")
    assert refused(project, "HEAD")[0] == (
        "HEAD: revisions are read by git, which is not installed here"
    )
    shutil.rmtree(project / ".git")
    assert "is called “HEAD”" in refused(project, "HEAD")[0]


def test_a_folder_that_is_no_project(project: Path, tmp_path: Path) -> None:
    """Named as it was given."""
    folder = tmp_path / "empty"
    folder.mkdir()
    assert refused(project, folder)[0] == (
        f"{folder}: this folder holds no project: there is no data/handbook.yaml in it"
    )


def test_documents_without_data(project: Path) -> None:
    """A Word file of somebody else's, and one of jdgen's without its data."""
    other = Path(__file__).parents[1] / "templates/word/handbook.docx"
    assert refused(project, other)[0] == (
        f"{other}: this file carries no data of jdgen's: it can't be compared"
    )
    jdgen("build", "roles", "--role", "clerk", "--no-attach", "--format", "docx", "--project", project)
    bare = project / "output/roles/出纳员.docx"
    assert refused(project, bare)[0].endswith("this file carries no data of jdgen's: it can't be compared")


def test_files_that_are_no_documents(project: Path, tmp_path: Path) -> None:
    """Another kind, one that is not there, one that is broken."""
    text = tmp_path / "x.txt"
    text.write_text("x", encoding="utf-8")
    assert refused(project, text)[0] == (
        f"{text}: only Word files (.docx) and PDFs that jdgen made can be compared"
    )
    assert refused(project, tmp_path / "none.docx")[0] == f"{tmp_path}/none.docx: there is no such file"
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n")
    assert refused(project, broken)[0] == f"{broken}: this PDF is damaged or cut off"


def test_a_description_of_a_post_that_is_not_there(project: Path) -> None:
    """Of another handbook, or taken away since."""
    file = project / FOLDER / "output/roles/出纳.docx"
    (project / CLERK).unlink()
    assert refused(project, file)[0] == (
        f"{file}: this file describes “出纳”, which the other side does not have"
    )


def test_data_that_does_not_load_on_both_sides(project: Path, tmp_path: Path) -> None:
    """Everything is told at once, each with its folder."""
    old = write_project(tmp_path / "old", {CLERK: "id: clerk\n岗位名称: 出纳\n部们: 销售部\n"})
    (project / MANAGER).write_text("id: manager\n岗位名称: [\n", encoding="utf-8")
    lines = refused(project, old)
    assert any(line.startswith(f"{old}/{CLERK}:3:1: ") for line in lines)
    assert any(line.startswith(f"{MANAGER}:") for line in lines)


# ---- who has to sign anew

SIGNED = (
    "岗位,姓名,日期,版次\n出纳,张三,2012-03-05,2012年版\n经理,王五,2012-03-05,2012年版\n"
    "出纳,李四,2011-03-05,2011年版\n"
)


def sign(project: Path, text: str = SIGNED) -> None:
    """Write who has signed what."""
    (project / "data/signatures.csv").write_text(text, encoding="utf-8")


def test_who_signed_what_is_no_longer_current(project: Path) -> None:
    """Of the clerk's description, in whatever edition; the manager's names the clerk."""
    sign(project)
    said = run(project, "compare", EDITION, "--affected", lang="zh")
    assert (said.status, said.output.splitlines()) == (
        0,
        [
            "经理 (manager): 直接下级",
            "    王五：2012-03-05 签收 2012年版",
            "出纳员 (clerk): 岗位名称、岗位定员",
            "    张三：2012-03-05 签收 2012年版",
            "    李四：2011-03-05 签收 2011年版",
            "",
            "有变动的岗位说明书 2 份；需重新签收 3 人。",
        ],
    )  # fmt: skip
    found = json.loads(run(project, "compare", EDITION, "--affected", "--format", "json").output)
    assert [(each["kind"], each["name"], each["date"], each["fields"]) for each in found] == [
        ("description_changed", "王五", "2012-03-05", ["direct_reports"]),
        ("description_changed", "张三", "2012-03-05", ["title", "headcount"]),
        ("signature_without_post", "李四", "2011-03-05", []),
    ]


def test_nobody_has_to_sign_what_says_the_same(project: Path) -> None:
    """A change of punctuation is none; and whoever signed the changed one is done."""
    sign(project)
    (project / CLERK).write_text(SMALL[CLERK] + "本职概述: \n", encoding="utf-8")
    said = run(project, "compare", EDITION, "--affected")
    assert said.output == "No description changed: nobody has to sign anew.\n"


def test_new_posts_and_posts_that_nobody_signed_are_named_too(project: Path) -> None:
    """So that somebody signs them."""
    text = "id: driver\n岗位名称: 司机\n所在部门: 销售部\n"
    (project / "data/roles/driver.yaml").write_text(text, encoding="utf-8")
    lines = run(project, "compare", EDITION, "--affected").output.splitlines()
    assert "司机 (driver): new post" in lines
    assert lines[-1] == "Descriptions changed: 3; people to sign anew: 0."


def test_signatures_that_can_not_be_read_end_with_1(project: Path) -> None:
    """What can be told is told all the same."""
    sign(project, SIGNED + "经理,,,\n")
    said = run(project, "compare", EDITION, "--affected")
    assert said.status == 1
    assert "张三: signed 2012年版 on 2012-03-05" in said.output
    assert "data/signatures.csv:5:1: in this line name (姓名)" in said.errors
    assert "more may have to sign" in said.errors


# ---- the next line of the revision history

HISTORY = "版本: A/0\n修订记录:\n  - 版本: A/0\n    日期: 2012-02-20\n    修订内容: 首次发布。 # 留着\n"


def with_history(tmp_path: Path, handbook: str = "") -> tuple[Path, Path]:
    """Return an old project with a history, and a new one whose clerk has changed."""
    text = SMALL[HANDBOOK] + HISTORY
    old = write_project(tmp_path / "old", {HANDBOOK: text})
    new = write_project(tmp_path / "new", {HANDBOOK: handbook or text, CLERK: RAISED})
    return old, new


def record(old: Path, new: Path) -> Run:
    """Have the line written, on 2012-02-23."""
    return run(new, "compare", str(old), "--record", lang="zh")


def test_the_line_is_written_and_the_version_raised(tmp_path: Path) -> None:
    """Into the data, with what stands there kept; the printed history comes from there."""
    old, new = with_history(tmp_path)
    said = record(old, new)
    line = "岗位更名：出纳改为出纳员；定编由0人调整为2人；修改出纳员的岗位定员。"
    assert said.output.splitlines()[0] == f"A/1  2012-02-23  {line}"
    text = (new / HANDBOOK).read_text(encoding="utf-8")
    assert text == (SMALL[HANDBOOK] + HISTORY).replace("版本: A/0\n修订记录", "版本: A/1\n修订记录") + (
        f"  - 版本: A/1\n    日期: 2012-02-23\n    修订内容: {line}\n"
    )
    assert load(new).library.handbook.revisions[1].change == line
    # It says what changed, and is told as no reason; one that somebody wrote is.
    assert "原因：" not in run(new, "compare", str(old), lang="zh").output
    (new / HANDBOOK).write_text(text.replace(line, "业务量翻番。"), encoding="utf-8")
    assert "原因：业务量翻番。" in run(new, "compare", str(old), lang="zh").output


def test_a_version_that_was_raised_already_and_a_new_date_of_issue_are_used(tmp_path: Path) -> None:
    """Nothing but the line is written."""
    text = f"{SMALL[HANDBOOK]}发布日期: 2013-02-20\n{HISTORY}".replace("版本: A/0\n修", "版本: B/0\n修")
    old, new = with_history(tmp_path, text)
    assert record(old, new).output.startswith("B/0  2013-02-20  ")
    assert (new / HANDBOOK).read_text(encoding="utf-8").startswith(text)


def test_a_line_that_is_there_already_is_not_written_twice(tmp_path: Path) -> None:
    """Neither over it nor beside it."""
    old, new = with_history(tmp_path)
    record(old, new)
    assert refused(new, old, "--record")[0] == (
        f"{HANDBOOK}:8:5: 修订记录[2]: the revision history has a line for version A/1 already"
    )


def test_nothing_to_record(tmp_path: Path) -> None:
    """A new edition of the same posts is no revision."""
    old, new = with_history(tmp_path)
    (new / CLERK).write_text(SMALL[CLERK], encoding="utf-8")
    (new / HANDBOOK).write_text(SMALL[HANDBOOK] + "版次: 新版\n" + HISTORY, encoding="utf-8")
    before = plain(load(new).library)
    said = run(new, "compare", str(old), "--record")
    assert (said.status, said.output) == (0, "Nothing changed that a revision history could tell.\n")
    assert plain(load(new).library) == before


def test_a_release_says_which_command_writes_the_missing_line(project: Path) -> None:
    """Where an edition was released before and the history says nothing new."""
    (project / HANDBOOK).write_text(
        SMALL[HANDBOOK] + "版次: 二\n" + HISTORY.replace("版本: A/0\n修", "版本: A/1\n修"), encoding="utf-8"
    )
    reseal(project / FOLDER)
    said = run(project, "release", "二", "--force")
    assert "the revision history has no line for version A/1" in said.errors
    assert f"jdgen compare {EDITION} --record writes one" in said.errors


# ---- the handbook marked up


def test_a_redline_is_made_in_both_formats(project: Path) -> None:
    """Named as what it is; Word's changes are tracked, and the data travels inside, if wanted."""
    said = run(project, "compare", EDITION, "--as", "redline", "--format", "docx,pdf")
    assert (said.status, [line.split(" (")[0] for line in said.output.splitlines()]) == (
        0,
        [f"wrote {project}/output/compare/手册修订标记稿.{each}" for each in ("docx", "pdf")],
    )
    file = project / "output/compare/手册修订标记稿.docx"
    with zipfile.ZipFile(file) as archive:
        assert b"<w:ins " in archive.read("word/document.xml")
    assert changes(project, file) == []
    run(project, "compare", EDITION, "--as", "redline", "--format", "docx", "--no-attach")
    assert refused(project, file)[0].endswith("carries no data of jdgen's: it can't be compared")
