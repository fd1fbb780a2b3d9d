"""Bad input of every kind: what is said, in both languages, and that nothing is written.

Every case is a build of a real project by the real command line. ``bad_input.txt`` beside this file
holds what is said of data that is wrong; what isn't text, or too long to read, stands here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.small import (
    CLERK,
    DEPARTMENT,
    HANDBOOK,
    MANAGER,
    SMALL,
    hashes,
    jdgen,
    refused,
    whats,
    write_project,
)

POST, BOOK = SMALL[CLERK], SMALL[HANDBOOK]
TEXT = (Path(__file__).parent / "bad_input.txt").read_text(encoding="utf-8")
_HEAD = re.compile(r"^--- (?:(below|no) )?(.+)\n", re.MULTILINE)


def cases() -> dict[str, dict[tuple[str, str], str]]:
    """Return the blocks of each case: by what its head says and by file, or language."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for case in TEXT.split("\n=== ")[1:]:
        name, _, rest = case.partition("\n")
        assert name not in found
        _, *parts = _HEAD.split(rest)
        found[name] = {
            (parts[index] or "", parts[index + 1]): parts[index + 2]
            for index in range(0, len(parts), 3)
        }
    return found


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_what_is_wrong_is_said_with_its_place_and_a_way_out(tmp_path: Path, name: str) -> None:
    """Word for word, in English and in Chinese; refused() sees to it that nothing is written."""
    case = dict(CASES[name])
    said = {lang: case.pop(("", lang)).split("\n") for lang in ("en", "zh")}
    files = {
        file: {"": text, "below": SMALL.get(file, "") + text, "no": None}[how]
        for (how, file), text in case.items()
    }
    project = write_project(tmp_path, files)
    assert refused(project, lang="en") == [line for line in said["en"] if line]
    assert refused(project, lang="zh") == [line for line in said["zh"] if line]


@pytest.mark.parametrize(
    "identifier",
    ["../x", "/etc/passwd", "C:\\x", "CON", "a" * 33, "出纳", "Clerk", "a b", "-a", "1a", "a.b"],
)
def test_an_id_is_no_path_and_no_word(tmp_path: Path, identifier: str) -> None:
    """It becomes part of file names, bookmarks and links."""
    project = write_project(tmp_path, {CLERK: POST.replace("id: clerk", f"id: {identifier}")})
    place = "data/roles/clerk.yaml:1:5: id"
    assert refused(project, lang="en") == [
        f"{place}: “{identifier}” can't be an id",
        (
            "    an id starts with a small letter and has only small letters, digits and hyphens,"
            " 32 at most, such as sales-manager"
        ),
    ]
    assert refused(project, lang="zh") == [
        f"{place}: “{identifier}”不能用作 id",
        (
            "    id 请以小写英文字母开头，只用小写字母、数字和连字符，最多 32 个字符，"
            "例如 sales-manager"
        ),
    ]


@pytest.mark.parametrize("identifier", ["con", "nul", "com1", "lpt9"])
def test_an_id_is_no_name_that_windows_keeps_for_itself(tmp_path: Path, identifier: str) -> None:
    """On Windows con.docx is the console, in every folder."""
    project = write_project(tmp_path, {CLERK: POST.replace("id: clerk", f"id: {identifier}")})
    said = f"“{identifier}” can't be an id: Windows allows no file of this name"
    assert refused(project) == [
        f"data/roles/clerk.yaml:1:5: id: {said}",
        f"    choose another id, such as {identifier}-1",
    ]


def test_the_longest_id_is_taken(tmp_path: Path) -> None:
    """32 characters, as the message says."""
    project = write_project(tmp_path, {CLERK: POST.replace("id: clerk", f"id: {'a' * 32}")})
    assert jdgen("check", "--project", project).status == 0


def test_yaml_that_is_too_deep_is_told_by_where_it_is(tmp_path: Path) -> None:
    """A hundred thousand brackets, which would end the process of a parser that recurses."""
    project = write_project(tmp_path, {CLERK: POST + "权力: " + "[" * 100_000 + "\n"})
    assert refused(project, lang="en") == [
        "data/roles/clerk.yaml:5:68: this is nested too deeply; 64 levels are the most",
        "    look for a bracket or an indentation too many",
    ]
    assert refused(project, lang="zh") == [
        "data/roles/clerk.yaml:5:68: 这里的层次太多，最多 64 层",
        "    请检查是否有多余的括号或缩进",
    ]


def test_utf_16_is_refused_by_its_name(tmp_path: Path) -> None:
    """Posts of a department in such a file are not reported besides: its name was made out."""
    files = {name: SMALL[name].encode("utf-16") for name in (DEPARTMENT, CLERK)}
    project = write_project(tmp_path, files)
    assert refused(project, lang="en") == [
        "data/departments/sales.yaml: this file is saved as UTF-16, which is not read here",
        "    save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)",
        "data/roles/clerk.yaml: this file is saved as UTF-16, which is not read here",
        "    save it as UTF-8 (in Notepad: Save as, then Encoding: UTF-8)",
    ]
    assert refused(project, lang="zh") == [
        "data/departments/sales.yaml: 这个文件的编码是 UTF-16，此处无法读取",
        "    请另存为 UTF-8 编码（记事本：另存为 → 编码 → UTF-8）",
        "data/roles/clerk.yaml: 这个文件的编码是 UTF-16，此处无法读取",
        "    请另存为 UTF-8 编码（记事本：另存为 → 编码 → UTF-8）",
    ]


def test_a_file_in_gb18030_is_read_with_a_note(tmp_path: Path) -> None:
    """As Notepad saved files for twenty years; nothing of the text is lost."""
    project = write_project(tmp_path, {CLERK: POST.encode("gb18030")})
    run = jdgen("check", "--project", project, "--lang", "zh")
    assert (run.status, run.output.splitlines()) == (
        0,
        [
            "data/roles/clerk.yaml: 警告 JD106: 这个文件的编码不是 UTF-8，已按 GB18030（GBK）读取",
            "    请另存为 UTF-8 编码（记事本：另存为 → 编码 → UTF-8）",
            "岗位 2 个，部门 1 个；错误 0 处、警告 1 处、提示 0 处",
        ],
    )


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b"PK\x03\x04", "", "this is a Word, Excel or zip file, not a data file"),
        (b"%PDF-1.7", "", "this is a PDF, not a data file"),
        (
            POST.encode() + "本职概述: a\0b\n".encode(),
            ":5:8",
            "there is a NUL character here, which text can't contain",
        ),
        (
            POST.encode() + "本职概述: 收".encode() + b"\xff\xfe\n",
            ":5:8",
            (
                "what stands here can't be read as text: the file is damaged, or in an encoding"
                " that is neither UTF-8 nor GB18030"
            ),
        ),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, place: str, what: str) -> None:
    """A Word file called .yaml, and text that holds what no text can."""
    project = write_project(tmp_path, {CLERK: content})
    assert whats(refused(project)) == [f"data/roles/clerk.yaml{place}: {what}"]


def test_folders_named_like_files_are_told(tmp_path: Path) -> None:
    """A folder called handbook.yaml is neither read nor taken to be missing."""
    files = {CLERK: None, f"{CLERK}/x.txt": "", HANDBOOK: None, f"{HANDBOOK}/x.txt": ""}
    project = write_project(tmp_path, files)
    assert refused(project, lang="zh") == [
        "data/handbook.yaml: 这里应为文件，实际却是文件夹",
        "    请给文件夹改名，不要以 .yaml 结尾",
        "data/roles/clerk.yaml: 这里应为文件，实际却是文件夹",
        "    请给文件夹改名，不要以 .yaml 结尾",
    ]


def test_an_empty_folder_is_no_project(tmp_path: Path) -> None:
    """The message says where was looked: the folder that one happens to be in, perhaps."""
    said = [
        f"data/handbook.yaml: this file is missing in {tmp_path}",
        (
            "    change to the project's folder, name it with --project DIR, or start a new one:"
            " jdgen new DIR"
        ),
    ]
    assert refused(tmp_path) == said
    run = subprocess.run(
        [sys.executable, "-m", "jdgen", "build", "--lang", "en"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [*said, "1 problem; nothing was written"]


def test_a_project_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    """Neither a missing folder nor a file in its place is a matter of the command line."""
    hint = "    请用“--project 文件夹”指明项目文件夹，或新建一个项目：jdgen new 文件夹"
    (tmp_path / "file").touch()
    for name, what in (("gone", "没有这个文件夹"), ("file", "这是文件，不是文件夹")):
        place = tmp_path / name
        build = jdgen("build", "--project", place, "--lang", "zh")
        assert (build.status, build.errors.splitlines()[:2]) == (1, [f"{place}: {what}", hint])
        check = jdgen("check", "--project", place, "--lang", "zh")
        said = [f"{place}: 错误 JD105: {what}", hint]
        assert (check.status, check.output.splitlines()[:2]) == (1, said)


def test_all_problems_of_a_run_come_together_in_order(tmp_path: Path) -> None:
    """Seven files are broken, each in its own way; none hides another."""
    project = write_project(
        tmp_path,
        {
            HANDBOOK: "单位: 中心\n标提: 手册\n标签: {权力: 权责}\n",
            "data/departments/a.yaml": "id: a\n部门名称: [甲\n",
            "data/departments/b.yaml": "id: B\n部门名称: 后勤部\n",
            CLERK: POST.replace("销售部", "财务部") + "现员: 三\n权责: [提出建议]\n",
            MANAGER: SMALL[MANAGER].encode("utf-16"),
            "data/roles/x.yaml": "id: clerk\n岗位名称: 会计\n所在部门: 后勤部\n",
            "data/roles/y.yaml": "",
        },
    )
    assert whats(refused(project)) == [
        "data/departments/a.yaml:2:7: the bracket [ that opens here is never closed",
        "data/departments/b.yaml:1:5: id: “B” can't be an id",
        "data/handbook.yaml:2:1: 标提: there is no field called “标提” here",
        "data/roles/clerk.yaml:3:7: 所在部门: no department is called “财务部”",
        "data/roles/clerk.yaml:5:5: 现员: “三” is not a whole number",
        "data/roles/manager.yaml: this file is saved as UTF-16, which is not read here",
        "data/roles/x.yaml:1:5: id: the id “clerk” is taken already by line 1 of " + CLERK,
        "data/roles/y.yaml: this file is empty",
    ]


def test_what_a_broken_file_may_say_is_not_held_against_the_others(tmp_path: Path) -> None:
    """Its departments and own labels can't be known: two problems, not four."""
    project = write_project(
        tmp_path,
        {
            HANDBOOK: BOOK + "标签: {权力: 权责}\n版本: 'A\n",
            DEPARTMENT: "id: sales\n部门名称: 销售部\n部门职责: [甲\n",
            CLERK: POST + "权责: [提出建议]\n",
        },
    )
    assert whats(refused(project)) == [
        "data/departments/sales.yaml:3:7: the bracket [ that opens here is never closed",
        "data/handbook.yaml:4:5: the quotation mark ' that opens here is never closed",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_file_that_can_not_be_opened_is_told(tmp_path: Path) -> None:
    """Not a matter of its content: a link to itself stands for a file without the right to read."""
    project = write_project(tmp_path, {CLERK: None})
    (project / CLERK).symlink_to("clerk.yaml")
    for lang, said in (
        (
            "en",
            ["this file can't be opened", "close it elsewhere, or ask for the right to read it"],
        ),
        ("zh", ["这个文件无法打开", "请关闭正在使用它的程序，或请管理员开放读取权限"]),
    ):
        run = jdgen("check", "--project", project, "--lang", lang)
        first, second = run.output.splitlines()[:2]
        assert first.endswith(f" JD105: {said[0]}")
        assert second == f"    {said[1]}"


def test_names_nobody_bears_circles_and_odd_dates_are_no_bad_input(tmp_path: Path) -> None:
    """Real handbooks are full of them: all is built, and a line names the check."""
    driver = "id: driver\n岗位名称: 司机\n所在部门: 中心\n直接上级: 队长\n"
    project = write_project(
        tmp_path,
        {
            CLERK: POST + "填写日期: 明年春天\n工作协作关系: {内部: 王总}\n",
            MANAGER: SMALL[MANAGER] + "直接上级: 出纳\n",
            "data/roles/driver.yaml": driver,
        },
    )
    output = tmp_path / "out"
    more = ("--project", project, "--lang", "en", "--output", output)
    run = jdgen("build", "handbook", *more)
    assert run.status == 0
    (line,) = [line for line in run.output.splitlines() if line.startswith("Checks: ")]
    assert line == "Checks: 3 errors, 2 warnings, 0 hints; “jdgen check” lists them."
    assert sorted(hashes(output)) == ["handbook", "handbook/手册.docx", "handbook/手册.pdf"]
