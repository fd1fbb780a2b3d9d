"""The command line: what each command takes, says and leaves, and with which status it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import jdgen as package
from jdgen.cli import main
from tests.small import CLERK, SMALL, hashes, jdgen, write_project

ROOT = Path(__file__).resolve().parents[1]
HEAVY = ("pydantic", "yaml", "weasyprint", "docxtpl", "docx", "lxml", "jinja2", "uharfbuzz", "rich")


def in_a_child(*arguments: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run jdgen as a process of its own in ``folder``."""
    clean = {name: value for name, value in os.environ.items() if name not in LANGUAGE_VARIABLES}
    return subprocess.run(
        [sys.executable, "-m", "jdgen", *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**clean, "PYTHONPATH": str(ROOT), **environ},
    )


LANGUAGE_VARIABLES = ("JDGEN_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH")


def test_help_starts_at_once(tmp_path: Path) -> None:
    """No heavy module is loaded for it, nor for the help of any command."""
    code = (
        "import sys\nfrom jdgen.cli import main\n"
        "for name in ['', *main.commands]:\n"
        "    main([*name.split(), '--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8",
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert run.stderr.strip() == "[]"
    assert "Build the documents" in run.stdout


def test_what_help_would_be_slowed_by_is_loaded_when_it_is_needed() -> None:
    """The names above are right: a check loads those that reading data takes."""
    code = (
        "import sys\nfrom jdgen.cli import main\n"
        "main(['check'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
    )
    assert "pydantic" in run.stderr
    assert "yaml" in run.stderr
    assert "weasyprint" not in run.stderr
    assert "jinja2" not in run.stderr


def test_every_command_can_be_asked_in_both_languages_and_about_any_project() -> None:
    """``new`` and ``import`` make the folder that they are told."""
    commands = dict(main.commands)
    groups = [command for command in commands.values() if isinstance(command, click.Group)]
    below = [each for group in groups for each in group.commands.items()]
    alone = [each for each in commands.items() if each[1] not in groups]
    assert len(below) >= 2
    for name, command in (*alone, *below):
        options = {option for each in command.params for option in each.opts}
        assert "--lang" in options
        assert ("--project" in options) is (name not in {"new", "import"})
        assert (command.help or "").rstrip(").").isprintable()


def test_the_version_is_told() -> None:
    """Of the package that runs."""
    assert jdgen("--version").output == f"jdgen, version {package.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "title"),
    [((), "市场运营中心人员规划"), (("--lang", "en"), "Market Operations Centre Staffing Handbook"),
     (("--lang", "zh"), "市场运营中心人员规划")],
)  # fmt: skip
def test_a_new_project_is_the_example_and_can_be_checked_at_once(
    tmp_path: Path, arguments: tuple[str, ...], title: str
) -> None:
    """Chinese unless English is asked for; each file's schema comes along."""
    folder = tmp_path / "新 项目"
    run = jdgen("new", folder, *arguments)
    assert (run.status, run.errors) == (0, "")
    assert f"jdgen build --project {folder}" in run.output
    files = hashes(folder)
    assert {".gitignore", "data/handbook.yaml", "data/schema/role.schema.json"} <= set(files)
    assert not [name for name in files if name.endswith(".md")]
    assert title in (folder / "data" / "handbook.yaml").read_text(encoding="utf-8")
    for path in (folder / "data").rglob("*.yaml"):
        first = path.read_text(encoding="utf-8").split("\n", maxsplit=1)[0]
        assert (path.parent / first.partition("$schema=")[2]).is_file()
    check = jdgen("check", "--project", folder, "--lang", "en")
    # Both examples have what an inspector would ask about: a regular day of 8 to 12 hours.
    assert check.status == 0
    assert "; 0 errors, 1 warning, " in check.output.splitlines()[-1]


def test_a_new_project_may_be_made_in_an_empty_folder(tmp_path: Path) -> None:
    """As one made by hand for it is."""
    assert jdgen("new", tmp_path, "--lang", "en").status == 0


@pytest.mark.parametrize(
    ("lang", "said", "hint", "count"),
    [
        (
            "en",
            ("this folder exists and is not empty", "a file of this name exists already"),
            "name a new folder: nothing that exists is overwritten",
            "1 problem; nothing was written",
        ),
        (
            "zh",
            ("这个文件夹已经存在，而且不是空的", "已有同名的文件"),
            "请另取一个新的文件夹名；已有的内容不会被覆盖",
            "共 1 处问题；未写入任何文件",
        ),
    ],
)
def test_nothing_that_exists_is_overwritten_by_a_new_project(
    tmp_path: Path, lang: str, said: tuple[str, str], hint: str, count: str
) -> None:
    """Neither a folder with something in it nor a file."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    before = hashes(tmp_path)
    for target, what in zip((tmp_path, tmp_path / "file"), said, strict=True):
        run = jdgen("new", target, "--lang", lang)
        assert (run.status, run.output) == (1, "")
        assert run.errors.splitlines() == [f"{target}: {what}", f"    {hint}", count]
    assert hashes(tmp_path) == before


@pytest.mark.parametrize(
    ("arguments", "environ", "said"),
    [
        (("build", "posters"), {}, "'posters' is not one of 'handbook', 'roles'"),
        (("biuld",), {}, "No such command 'biuld'"),
        (("build", "--them", "x"), {}, "No such option"),
        (("new",), {}, "Missing argument 'FOLDER'"),
        (("check", "--lang", "de"), {}, "'de' is not one of 'zh', 'en'"),
        (
            ("build", "--format", "doc,pdf", "--lang", "en"),
            {},
            "--format: “doc” is no format; write docx, pdf or both: docx,pdf",
        ),
        (
            ("build", "--format", ",", "--lang", "zh"),
            {},
            "--format: “”不是可用的格式；请写 docx 或 pdf，两者都要则写 docx,pdf",
        ),
        *(
            (
                ("build", *more),
                {"SOURCE_DATE_EPOCH": text},
                (
                    f"SOURCE_DATE_EPOCH={text}: seconds since 1970-01-01 are expected,"
                    " a whole number up to 4102444800"
                ),
            )
            for text in ("yesterday", "-1", "1.5", "²", "9" * 5000, "4102444801", "2012-02-03")
            for more in (("--lang", "en"), ("--lang", "en", "--dry-run"))
        ),
        (
            ("build", "--lang", "zh"),
            {"SOURCE_DATE_EPOCH": "now"},
            "SOURCE_DATE_EPOCH=now: 应为自 1970-01-01 起的秒数，即不超过 4102444800 的整数",
        ),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], environ: dict[str, str], said: str
) -> None:
    """It is nothing that could be mended in the data."""
    project = write_project(tmp_path)
    before = hashes(project)
    more = () if arguments[0] in {"new", "biuld"} else ("--project", project)
    run = jdgen(*arguments, *more, environ=environ)
    assert (run.status, run.output) == (2, "")
    assert said in run.errors
    assert hashes(project) == before


def test_the_date_of_a_build_may_come_from_outside(tmp_path: Path) -> None:
    """The greatest and the smallest are dates like any other."""
    for text in ("0", "1330214400", "4102444800"):
        run = jdgen("build", "--project", write_project(tmp_path), "--dry-run",
                    environ={"SOURCE_DATE_EPOCH": text})  # fmt: skip
        assert run.status == 0


def test_a_dry_run_only_says_what_would_be_written(tmp_path: Path) -> None:
    """In the folder and the formats asked for; the data is read, and must be right."""
    project = write_project(tmp_path)
    before = hashes(project)
    run = jdgen("build", "handbook", "--project", project, "--dry-run", "--lang", "en")
    folder = project / "output" / "handbook"
    assert (run.status, run.output.splitlines()) == (
        0, [f"would write {folder}/手册.docx", f"would write {folder}/手册.pdf"],
    )  # fmt: skip
    other = ("--format", "pdf", "--output", tmp_path / "x", "--lang", "zh")
    run = jdgen("build", "handbook", "--project", project, "--dry-run", *other)
    assert run.output.splitlines() == [f"将写入 {tmp_path}/x/handbook/手册.pdf"]
    assert hashes(project) == before
    (project / CLERK).write_text(SMALL[CLERK] + "现员: 三\n", encoding="utf-8")
    assert jdgen("build", "--project", project, "--dry-run").status == 1


def test_a_build_says_what_it_wrote_how_many_pages_and_how_long(tmp_path: Path) -> None:
    """And nothing else: progress is for terminals."""
    project = write_project(tmp_path)
    run = jdgen("build", "handbook", "--project", project, "--lang", "zh")
    assert run.errors == ""
    folder = f"{project}/output/handbook/手册"
    first, second, checks, last = run.output.splitlines()
    assert first.startswith(f"已写入 {folder}.docx（")
    assert second.startswith(f"已写入 {folder}.pdf（")
    assert checks == "检查：没有发现问题。"
    words = last.split("，")
    assert (words[0], words[1].endswith(" 页"), words[2].startswith("用时 ")) == (
        "共 2 个文件", True, True,
    )  # fmt: skip


def test_jdgen_runs_in_the_folder_that_one_is_in(tmp_path: Path) -> None:
    """As a module, in the language of the system; JDGEN_LANG comes before it."""
    folder = write_project(tmp_path)
    english = in_a_child("check", folder=folder)
    chinese = in_a_child("check", folder=folder, LANG="zh_CN.UTF-8")
    nothing = "Posts: 2; departments: 1; 0 errors, 0 warnings, 0 hints\n"
    assert (english.returncode, english.stdout) == (0, nothing)
    assert chinese.stdout == "岗位 2 个，部门 1 个；错误 0 处、警告 0 处、提示 0 处\n"
    asked = in_a_child("check", folder=folder, LANG="zh_CN.UTF-8", JDGEN_LANG="en")
    assert asked.stdout == english.stdout


def test_a_terminal_without_utf_8_gets_every_message(tmp_path: Path) -> None:
    """What it can't show is shown as a code: on a Windows of the West, Chinese is."""
    folder = write_project(tmp_path, {CLERK: SMALL[CLERK].replace("经理", "李")})
    superior = "\\u76f4\\u63a5\\u4e0a\\u7ea7"
    check = in_a_child("check", folder=folder, PYTHONIOENCODING="latin-1")
    assert (check.returncode, check.stderr) == (1, "")
    assert check.stdout.startswith(f"{CLERK}:4:7: error JD202: {superior}: ")
    check = in_a_child("check", "--format", "json", folder=folder, PYTHONIOENCODING="latin-1")
    assert "直接上级" in check.stdout
    (folder / CLERK).write_text("id: clerk\n", encoding="utf-8")
    check = in_a_child("check", folder=folder, PYTHONIOENCODING="latin-1")
    assert (check.returncode, check.stderr) == (1, "")
    title = "\\u5c97\\u4f4d\\u540d\\u79f0"
    assert check.stdout.startswith(f"{CLERK}:1:1: error JD103: {title}: ")
    assert in_a_child("--help", folder=folder, PYTHONIOENCODING="latin-1").returncode == 0


def test_schemas_need_a_data_folder(tmp_path: Path) -> None:
    """Or they would land anywhere."""
    run = jdgen("schema", "--project", tmp_path, "--lang", "zh")
    assert (run.status, run.errors.splitlines()[:2]) == (
        1,
        [
            f"{tmp_path}: 这里没有 data 文件夹",
            "    请用“--project 文件夹”指明项目文件夹，或新建一个项目：jdgen new 文件夹",
        ],
    )
    assert hashes(tmp_path) == {}
