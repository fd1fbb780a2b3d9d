"""``jdgen check``: what it shows in each form, what is chosen, and with which status it ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import pytest

from jdgen.cli import main
from tests.check_samples import write_sample
from tests.small import CLERK, HANDBOOK, SMALL, Run, hashes, jdgen, write_project

KEYS = ["code", "severity", "message", "hint", "file", "line", "column", "role"]
# An error, a warning and a hint, on three pages.
MIXED = """\
handbook: {发布日期: 明天}
roles:
  clerk: {直接上级: 副经理}
  manager: {工作协作关系: {外部: 银行}}
"""
ENVIRON = {"SOURCE_DATE_EPOCH": "1768435200"}  # 2026-01-15


def check(project: Path, *arguments: str | Path, lang: str = "en") -> Run:
    """Run the command on a project, always on the same day."""
    return jdgen("check", "--project", project, "--lang", lang, *arguments, environ=ENVIRON)


def listed(run: Run) -> list[dict[str, Any]]:
    """Return the findings of a run in JSON."""
    found: list[dict[str, Any]] = json.loads(run.output)
    return found


def codes(run: Run) -> list[str]:
    """Return the codes that a run in JSON has found."""
    return [each["code"] for each in listed(run)]


# ---- text


def test_a_project_without_contradictions_has_no_findings(tmp_path: Path) -> None:
    """What the others are measured against."""
    run = check(write_project(tmp_path))
    assert (run.status, run.errors) == (0, "")
    assert run.output == "Posts: 2; departments: 1; 0 errors, 0 warnings, 0 hints\n"


def test_findings_are_shown_by_file_with_their_places(tmp_path: Path) -> None:
    """Each in a block that terminals make a link of, then how many there are."""
    run = check(write_sample(tmp_path, MIXED))
    assert (run.status, run.errors) == (1, "")
    declare = "if it is real, declare it in data/handbook.yaml under 外部单位: 银行"
    assert run.output.splitlines() == [
        "data/handbook.yaml:7:7: warning JD260: 发布日期: “明天” is no date in the usual form",
        "    write the date as 2012-02-03",
        "",
        "data/roles/clerk.yaml:4:7: error JD202: 直接上级: “副经理” is no post of this handbook",
        (
            "    did you mean “总经理”? If not, declare it in data/handbook.yaml under"
            " 外部单位: 副经理"
        ),
        "",
        (
            "data/roles/manager.yaml:6:7: hint JD207: 工作协作关系.外部: “银行” is no post,"
            " department or outside party of this handbook"
        ),
        f"    {declare}",
        "Posts: 2; departments: 1; 1 error, 1 warning, 1 hint",
    ]


def test_findings_are_told_in_chinese(tmp_path: Path) -> None:
    """The words of the place stay as they are, the colons half-width."""
    run = check(write_sample(tmp_path, MIXED), lang="zh")
    lines = run.output.splitlines()
    assert lines[0] == "data/handbook.yaml:7:7: 警告 JD260: 发布日期: “明天”不是通常写法的日期"
    assert lines[3] == "data/roles/clerk.yaml:4:7: 错误 JD202: 直接上级: “副经理”不是本手册中的岗位"
    assert lines[-1] == "岗位 2 个，部门 1 个；错误 1 处、警告 1 处、提示 1 处"


def test_the_law_is_quoted_on_a_line_of_its_own(tmp_path: Path) -> None:
    """Below what to do."""
    project = write_sample(tmp_path, "任职资格: {其他要求: [{名称: 性别, 内容: 限男性}]}\n")
    lines = check(project, "--select", "JD302", lang="zh").output.splitlines()
    article = "《人力资源市场暂行条例》第二十四条"
    assert lines[2].startswith("    依据：《")
    assert f"{article}、" in lines[2]
    (found,) = listed(check(project, "--select", "JD302", "--format", "json"))
    what_to_do, law = found["hint"].split("\n")
    assert what_to_do
    assert law.startswith("law: 《")
    assert f"{article}, " in law


def test_severities_are_coloured_on_a_terminal_alone(tmp_path: Path) -> None:
    """A file or a pipe gets plain text."""
    project = write_sample(tmp_path, MIXED)
    from click.testing import CliRunner

    arguments = ["check", "--project", str(project), "--lang", "en"]
    shown = CliRunner().invoke(main, arguments, color=True).stdout
    for word, colour in (("error JD202", 31), ("warning JD260", 33), ("hint JD207", 36)):
        assert f"\x1b[{colour}m\x1b[1m{word}\x1b[0m" in shown
    assert click.unstyle(shown) == check(project).output
    assert "\x1b" not in check(project).output


# ---- JSON


def test_json_is_a_list_of_objects_with_these_keys(tmp_path: Path) -> None:
    """In UTF-8, Chinese as it is, and nothing besides."""
    run = check(write_sample(tmp_path, MIXED), "--format", "json", lang="zh")
    assert run.status == 1
    assert [list(each) for each in listed(run)] == [KEYS] * 3
    assert listed(run)[1] == {
        "code": "JD202",
        "severity": "error",
        "message": "直接上级: “副经理”不是本手册中的岗位",
        "hint": ("是否应为“总经理”？如果不是，请在 data/handbook.yaml 的“外部单位”中列出“副经理”"),
        "file": "data/roles/clerk.yaml",
        "line": 4,
        "column": 7,
        "role": "clerk",
    }
    assert "直接上级" in run.output
    assert [each["role"] for each in listed(run)] == ["", "clerk", "manager"]


def test_json_of_nothing_found_is_an_empty_list(tmp_path: Path) -> None:
    """Which any program can read."""
    run = check(write_project(tmp_path), "--format", "json")
    assert (run.status, run.output) == (0, "[]\n")


# ---- what can't be read


@pytest.mark.parametrize(
    ("files", "code", "file"),
    [
        ({CLERK: SMALL[CLERK] + "权力: [\n"}, "JD101", CLERK),
        ({CLERK: b"\xff\xfe\x00"}, "JD101", CLERK),
        ({CLERK: SMALL[CLERK] + "权利: 建议\n"}, "JD102", CLERK),
        ({CLERK: SMALL[CLERK] + "id: clerk\n"}, "JD102", CLERK),
        ({CLERK: SMALL[CLERK] + "Department: 销售部\n"}, "JD102", CLERK),
        ({CLERK: "id: clerk\n所在部门: 销售部\n"}, "JD103", CLERK),
        ({CLERK: SMALL[CLERK] + "现员: 三\n"}, "JD104", CLERK),
        ({CLERK: SMALL[CLERK].replace("销售部", "采购部")}, "JD104", CLERK),
        ({CLERK: SMALL[CLERK].replace("id: clerk", "id: manager")}, "JD104", "manager.yaml"),
        ({HANDBOOK: SMALL[HANDBOOK] + "标签: {不知: 道}\n"}, "JD104", HANDBOOK),
        ({HANDBOOK: None}, "JD105", HANDBOOK),
        ({CLERK: None, "data/roles/manager.yaml": None}, "JD105", "data/roles"),
    ],
)  # fmt: skip
def test_what_keeps_data_from_being_read_is_a_finding(
    tmp_path: Path, files: dict[str, str | bytes | None], code: str, file: str
) -> None:
    """In each form, with status 1 and no traceback, whatever is selected."""
    project = write_project(tmp_path, files)
    run = check(project, "--format", "json", "--select", "JD3", "--ignore", "JD1")
    (found,) = listed(run)
    assert (run.status, found["code"], found["severity"]) == (1, code, "error")
    assert found["file"].endswith(file)
    text = check(project)
    assert text.status == 1
    assert text.output.endswith("1 error; the other checks wait until the data can be read\n")
    page = check(project, "--format", "html")
    assert (page.status, code in page.output) == (1, True)


def test_a_project_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """As is a file in its place."""
    for project in (tmp_path / "no", tmp_path / "file"):
        (tmp_path / "file").write_text("x", encoding="utf-8")
        run = check(project, "--format", "json")
        assert (run.status, codes(run)) == (1, ["JD105"])


def test_a_file_that_is_not_read_is_a_warning(tmp_path: Path) -> None:
    """Windows hides the end of its name."""
    project = write_project(tmp_path, {"data/roles/x.yaml.txt": "id: x\n"})
    assert codes(check(project, "--format", "json")) == ["JD106"]
    assert check(project).status == 0
    assert check(project, "--strict").status == 1
    assert jdgen("build", "handbook", "--project", project, "--format", "docx").status == 0


# ---- what is chosen, and how it ends


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["JD260", "JD202", "JD207"]),
        (("--select", "JD2"), ["JD260", "JD202", "JD207"]),
        (("--select", "JD20"), ["JD202", "JD207"]),
        (("--select", "jd202,JD260"), ["JD260", "JD202"]),
        (("--select", "JD202", "--select", " JD207 , "), ["JD202", "JD207"]),
        (("--select", "JD3"), []),
        (("--ignore", "JD2"), []),
        (("--ignore", "JD26,JD202"), ["JD207"]),
        (("--ignore", "JD202", "--ignore", "JD207"), ["JD260"]),
        (("--select", "JD20", "--ignore", "JD207"), ["JD202"]),
        (("--select", "JD202", "--ignore", "JD2"), []),
    ],
)
def test_checks_are_chosen_by_code_or_its_beginning(
    tmp_path: Path, arguments: Sequence[str], found: list[str]
) -> None:
    """With commas, several times, in small letters; what is ignored is ignored."""
    run = check(write_sample(tmp_path, MIXED), "--format", "json", *arguments)
    assert codes(run) == found
    assert run.status == int("JD202" in found)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_check_has_is_a_wrong_command_line(tmp_path: Path, option: str) -> None:
    """Else a slip would look as if all were well."""
    run = check(write_sample(tmp_path, MIXED), option, "JD202,JD9")
    assert (run.status, run.output) == (2, "")
    assert f"{option}: no check has the code “JD9”" in run.errors
    assert check(tmp_path, option, "JD9", lang="zh").errors.endswith("没有编号为“JD9”的检查\n")


@pytest.mark.parametrize(
    ("select", "strict", "status"),
    [("JD202", False, 1), ("JD202", True, 1), ("JD260", False, 0), ("JD260", True, 1),
     ("JD207", False, 0), ("JD207", True, 0)],
)  # fmt: skip
def test_errors_end_with_1_and_warnings_too_where_that_is_asked(
    tmp_path: Path, select: str, *, strict: bool, status: int
) -> None:
    """Hints never do; the form makes no difference."""
    project = write_sample(tmp_path, MIXED)
    for form in ("text", "json", "html"):
        more = ["--strict"] if strict else []
        assert check(project, "--select", select, "--format", form, *more).status == status


def test_the_day_comes_from_outside_if_it_does(tmp_path: Path) -> None:
    """Else from the clock."""
    project = write_sample(tmp_path, "填写日期: 2026-01-16\n")
    assert codes(check(project, "--format", "json")) == ["JD261"]
    later = {"SOURCE_DATE_EPOCH": "1768521600"}
    run = jdgen("check", "--project", project, "--format", "json", environ=later)
    assert codes(run) == []
    wrong = jdgen("check", "--project", project, environ={"SOURCE_DATE_EPOCH": "now"})
    assert wrong.status == 2


# ---- files


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_findings_go_into_a_file_where_one_is_named(tmp_path: Path, form: str) -> None:
    """The same bytes as are shown otherwise; what was shown is how many there are."""
    project = write_sample(tmp_path / "project", MIXED)
    target = tmp_path / "reports" / "found"
    run = check(project, "--format", form, "--output", target)
    assert run.status == 1
    count = "Posts: 2; departments: 1; 1 error, 1 warning, 1 hint"
    assert run.output.splitlines() == [f"wrote {target} (1 KB)".replace(
        "1 KB", f"{max(1, round(target.stat().st_size / 1024))} KB"), count]  # fmt: skip
    shown = check(project, "--format", form).output
    assert target.read_text(encoding="utf-8") == shown.replace(f"{count}\n", "")


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """Not as a traceback."""
    project = write_project(tmp_path / "project")
    run = check(project, "--output", project / "data")
    assert (run.status, run.output) == (1, "")
    assert "1 problem" in run.errors


def test_a_check_writes_nothing_else(tmp_path: Path) -> None:
    """In whatever form."""
    project = write_sample(tmp_path, MIXED)
    before = hashes(project)
    for form in ("text", "json", "html"):
        check(project, "--format", form)
    assert hashes(project) == before


# ---- in a build


@pytest.mark.parametrize(
    ("lang", "example", "line"),
    [
        ("en", MIXED, "Checks: 1 error, 1 warning, 1 hint; “jdgen check” lists them."),
        ("zh", MIXED, "检查：错误 1 处、警告 1 处、提示 1 处；运行 jdgen check 可查看详情。"),
        ("en", "", "Checks: nothing found."),
        ("zh", "", "检查：没有发现问题。"),
    ],
)
def test_a_build_says_in_one_line_what_the_checks_find(
    tmp_path: Path, lang: str, example: str, line: str
) -> None:
    """And prints the handbook all the same."""
    project = write_sample(tmp_path, example)
    run = jdgen("build", "handbook", "--project", project, "--format", "docx", "--lang", lang,
                environ=ENVIRON)  # fmt: skip
    assert run.status == 0
    assert run.output.splitlines().count(line) == 1
    assert (project / "output/handbook/岗位说明书.docx").is_file()
