"""The command line: arguments, printing, progress, exit codes, and the only look at the clock.

Exit status 0: done. 1: something is wrong, and has been said. 2: a wrong command line.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import jdgen
from jdgen.errors import JdgenError, Location, Message, OutputError, Problem, message
from jdgen.messages import format_problem, preferred_language, translator

if TYPE_CHECKING:
    from jdgen.build import Result

Say = Callable[[Message], str]
_MAX_EPOCH = 4102444800  # the year 2100: past it, SOURCE_DATE_EPOCH is a mistake


class _Jdgen(click.Group):
    """Prints every problem in the reader's language instead of a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except JdgenError as failure:
            language = (context.obj or {}).get("language") or preferred_language(None, os.environ)
            say = translator(language)
            for problem in failure.problems:
                click.echo(format_problem(problem, say), err=True)
            click.echo(_count(len(failure.problems), say), err=True)
            context.exit(1)
        except KeyboardInterrupt:
            click.echo(err=True)
            context.exit(1)


def _count(number: int, say: Say) -> str:
    if number == 1:
        return say(message("1 problem; nothing was written"))
    return say(message("{number} problems; nothing was written", number=number))


def _language(context: click.Context, _: click.Parameter, value: str | None) -> str:
    language = preferred_language(value, os.environ)
    context.find_root().ensure_object(dict)["language"] = language
    context.find_root().obj["asked"] = value
    return language


_PROJECT = click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), default=Path(),
    help="The project's folder (default: the current one). 项目文件夹。",
)  # fmt: skip
_LANG = click.option(
    "--lang", type=click.Choice(["zh", "en"]), callback=_language, expose_value=True,
    help="Language of messages (default: your system's). 提示语言。",
)  # fmt: skip


@click.group(cls=_Jdgen, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(jdgen.__version__, prog_name="jdgen")
def main() -> None:
    """Print staffing handbooks and job descriptions from data. 用数据生成人员规划与岗位说明书。"""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_LANG
@click.pass_context
def new(context: click.Context, folder: Path, lang: str) -> None:
    """Start a project in FOLDER from the example. 新建项目。"""
    from jdgen.starter import starter_files  # noqa: PLC0415 - heavy: schemas need the whole model
    from jdgen.writer import write_files  # noqa: PLC0415 - likewise

    say = translator(lang)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(
            [
                Problem(
                    Location(str(folder)),
                    message("this folder exists and is not empty"),
                    message("name a new folder: nothing that exists is overwritten"),
                )
            ]
        )
    example = "en" if context.find_root().obj["asked"] == "en" else "zh"
    write_files({folder / name: data for name, data in starter_files(example).items()})
    click.echo(say(message("A new project is in {folder}.", folder=str(folder))))
    click.echo(say(message("Edit the files in data/, then run: jdgen build --project {folder}",
                           folder=str(folder))))  # fmt: skip


@main.command()
@_PROJECT
@_LANG
def check(project: Path, lang: str) -> None:
    """Say what is wrong in the data. 检查数据。"""
    from jdgen.build import examine  # noqa: PLC0415 - heavy

    say = translator(lang)
    loaded, findings = examine(project)
    for note in (*loaded.notes, *findings):
        click.echo(format_problem(note, say))
    posts, departments = len(loaded.library.roles), len(loaded.library.departments)
    click.echo(
        say(
            message(
                "Read {posts} posts and {departments} departments; findings: {findings}.",
                posts=posts,
                departments=departments,
                findings=len(findings),
            )
        )
    )


@main.command()
@click.argument("pack", required=False, type=click.Choice(["handbook"]))
@click.option("--format", "formats", default="docx,pdf", show_default=True,
              help="Which formats, commas between. 输出格式。")  # fmt: skip
@click.option("--theme", help="A theme's name (default: what handbook.yaml says). 主题。")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False),
              help="Where the files land (default: PROJECT/output). 输出文件夹。")  # fmt: skip
@click.option("--no-attach", is_flag=True,
              help="Leave the data out of the files, for copies that leave the house. 不附数据。")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show what would be written. 只显示将写入的文件。")
@_PROJECT
@_LANG
def build(
    pack: str | None,
    formats: str,
    theme: str | None,
    output: Path | None,
    no_attach: bool,
    dry_run: bool,
    project: Path,
    lang: str,
) -> None:
    """Build the documents: PACK, or all. 生成文件。"""
    from jdgen import build as pipeline  # noqa: PLC0415 - heavy: not for --help

    say = translator(lang)
    request = pipeline.Request(
        project=project,
        packs=(pack,) if pack else tuple(pipeline.PACKS),
        formats=_formats(formats),
        theme=theme,
        output=output,
        attach=not no_attach,
        moment=_source_date(),
    )
    if dry_run:
        loaded, _ = pipeline.examine(project)
        for path in pipeline.plan(request, loaded.library):
            click.echo(say(message("would write {file}", file=str(path))))
        return
    started = time.monotonic()
    with _progress(say) as progress:
        result = pipeline.build(request, progress)
    _report(result, time.monotonic() - started, say)


def _formats(text: str) -> tuple[Any, ...]:
    from jdgen.packs import FORMATS  # noqa: PLC0415 - like the rest of the build

    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in FORMATS]
    if unknown or not wanted:
        raise click.BadParameter(f"{text}: docx, pdf", param_hint="--format")
    return tuple(part for part in FORMATS if part in wanted)


def _source_date() -> datetime | None:
    """Return the moment that SOURCE_DATE_EPOCH names, None where it is unset."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return None
    if not text.isdigit() or int(text) > _MAX_EPOCH:
        raise click.UsageError(f"SOURCE_DATE_EPOCH={text}: seconds since 1970 are expected")
    return datetime.fromtimestamp(int(text), UTC)


class _progress:  # noqa: N801 - used like a function, in a with statement
    """Shows how far a build is: a line that renews itself on a terminal, plain lines elsewhere."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._live: Any = None
        self._task: Any = None
        self._shown: set[str] = set()

    def __enter__(self) -> Callable[[str, int, int], None]:
        if sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

            self._live = Progress(
                TextColumn("{task.description}"),
                BarColumn(bar_width=30),
                MofNCompleteColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._live.start()
        return self._step

    def __exit__(self, *_: object) -> None:
        if self._live is not None:
            self._live.stop()

    def _step(self, what: str, done: int, total: int) -> None:
        words = {
            "pages": message("Laying out pages"),
            "word": message("Writing the Word file"),
        }
        label = self._say(words[what])
        if self._live is None:
            if what not in self._shown:
                self._shown.add(what)
                click.echo(f"{label} …", err=True)
            return
        if self._task is None or what not in self._shown:
            self._shown.add(what)
            self._task = self._live.add_task(label, total=total)
        self._live.update(self._task, completed=done, total=total)


def _report(result: Result, seconds: float, say: Say) -> None:
    for note in result.notes:
        click.echo(format_problem(note, say), err=True)
    for path, size in result.files.items():
        click.echo(say(message("wrote {file} ({size} KB)", file=str(path),
                               size=max(1, round(size / 1024)))))  # fmt: skip
    if result.findings:
        click.echo(say(message("The data has {number} inconsistencies: run “jdgen check”.",
                               number=result.findings)))  # fmt: skip
    duration = f"{seconds:.1f}"
    if result.pages is None:
        click.echo(say(message("{files} files, {seconds} s", files=len(result.files),
                               seconds=duration)))  # fmt: skip
    else:
        click.echo(say(message("{files} files, {pages} pages, {seconds} s",
                               files=len(result.files), pages=result.pages,
                               seconds=duration)))  # fmt: skip


@main.command()
@_PROJECT
@_LANG
def schema(project: Path, lang: str) -> None:
    """Write the JSON Schemas for editors into data/schema. 生成编辑器用的结构说明。"""
    from jdgen.schema import schemas  # noqa: PLC0415 - heavy
    from jdgen.writer import write_files  # noqa: PLC0415 - heavy

    say = translator(lang)
    if not (project / "data").is_dir():
        raise OutputError(
            [
                Problem(
                    Location(str(project)),
                    message("there is no data folder here"),
                    message("name the project's folder with --project DIR"),
                )
            ]
        )
    folder = project / "data" / "schema"
    files = {folder / name: text.encode("utf-8") for name, text in schemas().items()}
    write_files(files)
    for path in files:
        click.echo(say(message("wrote {file} ({size} KB)", file=str(path),
                               size=max(1, round(path.stat().st_size / 1024)))))  # fmt: skip


@main.command()
@_PROJECT
@_LANG
@click.pass_context
def doctor(context: click.Context, project: Path, lang: str) -> None:
    """Say what this machine lacks, and the command that mends it. 检查运行环境。"""
    from jdgen.doctor import State, examine  # noqa: PLC0415 - loads Pango to see whether it can

    say = translator(lang)
    marks = {State.OK: "✓", State.MISSING: "✗", State.ADVICE: "•"}
    findings = examine(project)
    for finding in findings:
        click.echo(f"{marks[finding.state]} {say(finding.name)}: {say(finding.detail)}")
        if finding.state is not State.OK:
            click.echo(f"    {say(finding.purpose)}")
        if finding.remedy:
            click.echo(f"    {finding.remedy}")
    if any(finding.state is State.MISSING for finding in findings):
        context.exit(1)


if __name__ == "__main__":
    main()
