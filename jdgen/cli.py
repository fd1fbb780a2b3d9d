"""The command line: arguments, printing, progress, exit codes, and the only look at the clock.

Exit status 0: done. 1: something is wrong, and has been said. 2: a wrong command line.
"""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

import jdgen
from jdgen.check_command import check_options, check_project
from jdgen.errors import JdgenError, Location, Message, OutputError, Problem, message
from jdgen.messages import format_problem, preferred_language, translator

Say = Callable[[Message], str]


class _Jdgen(click.Group):
    """Prints every problem in the reader's language instead of a traceback."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run; what a terminal or a file can't take in its encoding is shown as a code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except JdgenError as failure:
            language = (context.obj or {}).get("language") or preferred_language(None, os.environ)
            say = translator(language)
            for problem in failure.problems:
                click.echo(format_problem(problem, say), err=True)
            click.echo(say(_count(len(failure.problems))), err=True)
            context.exit(1)
        except KeyboardInterrupt:
            click.echo(err=True)
            context.exit(1)


def _count(number: int) -> Message:
    if number == 1:
        return message("1 problem; nothing was written")
    return message("{number} problems; nothing was written", number=number)


def _language(context: click.Context, _: click.Parameter, value: str | None) -> str:
    language = preferred_language(value, os.environ)
    context.find_root().ensure_object(dict)["language"] = language
    context.find_root().obj["asked"] = value
    return language


# Whether the folder is there is said by those who look for it, in the reader's language.
_PROJECT = click.option(
    "--project", type=click.Path(path_type=Path), default=Path(),
    help="The project's folder (default: the current one). 项目文件夹。",
)  # fmt: skip
_LANG = click.option(
    "--lang", type=click.Choice(["zh", "en"]), callback=_language, expose_value=True, is_eager=True,
    help="Language of messages (default: your system's). 提示语言。",
)  # fmt: skip


@click.group(cls=_Jdgen, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(jdgen.__version__, prog_name="jdgen")
def main() -> None:
    """Print staffing handbooks and job descriptions from data (人员规划与岗位说明书)."""


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@_LANG
@click.pass_context
def new(context: click.Context, folder: Path, lang: str) -> None:
    """Start a project in FOLDER from the example (新建项目)."""
    # Heavy: the schemas need the whole model.
    from jdgen.starter import starter_files
    from jdgen.writer import write_files

    say = translator(lang)
    _refuse_used(folder)
    example = "en" if context.find_root().obj["asked"] == "en" else "zh"
    write_files({folder / name: data for name, data in starter_files(example).items()})
    click.echo(say(message("A new project is in {folder}.", folder=str(folder))))
    click.echo(say(message("Edit the files in data/, then run: jdgen build --project {folder}",
                           folder=str(folder))))  # fmt: skip


def _refuse_used(folder: Path) -> None:
    """Raise OutputError unless ``folder`` is missing or empty."""
    what = message("this folder exists and is not empty")
    try:
        if not os.path.lexists(folder) or not any(folder.iterdir()):
            return
    except NotADirectoryError:
        what = message("a file of this name exists already")
    except OSError:
        what = message("this folder can't be opened")
    hint = message("name a new folder: nothing that exists is overwritten")
    raise OutputError([Problem(Location(str(folder)), what, hint)])


@main.command()
@check_options
@_PROJECT
@_LANG
@click.pass_context
def check(context: click.Context, /, project: Path, lang: str, **options: Any) -> None:
    """Say what is wrong in the data, and what to do (检查数据)."""
    if not check_project(project, lang, _today(translator(lang)), **options):
        context.exit(1)


def _today(say: Say) -> date:
    """Return the day that SOURCE_DATE_EPOCH names, else today's: the only look at the clock."""
    from jdgen.options import source_date

    return (source_date(say) or datetime.now(UTC).astimezone()).date()


@main.command()
@click.argument(
    "pack", required=False, type=click.Choice(["handbook", "roles", "cards", "notice", "postings"])
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ID",
    help="Only this post, by id or title; may be repeated. 只生成该岗位。",
)
@click.option("--size", help="Paper of cards (A4, A5, A6) or of the notice (A4, A3). 纸张。")
@click.option("--sheet", help="Cards laid out to be cut: A4, or A3 for a print shop. 拼版。")
@click.option(
    "--allow-draft",
    is_flag=True,
    help="Advertise posts that are drafts, too. 草稿岗位也生成对外文件。",
)
@click.option(
    "--format",
    "formats",
    default="docx,pdf",
    show_default=True,
    help="Which formats, commas between. 输出格式。",
)
@click.option("--theme", help="A theme's name (default: what handbook.yaml says). 主题。")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where the files land (default: PROJECT/output). 输出文件夹。",
)
@click.option(
    "--no-attach",
    is_flag=True,
    help="Leave the data out, for copies that leave the house. 不附数据。",
)
@click.option(
    "--dry-run", is_flag=True, help="Only show what would be written. 只显示将写入的文件。"
)
@_PROJECT
@_LANG
@click.pass_context
def build(
    context: click.Context, /, pack: str | None, project: Path, lang: str, **options: Any
) -> None:
    """Build the documents: PACK, or all (生成文件)."""
    from jdgen import build as pipeline  # heavy: not for --help
    from jdgen.options import check_pack, read_formats, source_date
    from jdgen.packs import PACKS
    from jdgen.produce.job import Wanted
    from jdgen.progress import report, shown_progress

    say = translator(lang)
    check_pack(pack, options, say)
    request = pipeline.Request(
        project=project,
        packs=(pack,) if pack else tuple(PACKS),
        theme=options["theme"],
        output=options["output"],
        wanted=Wanted(
            formats=read_formats(options["formats"], say),
            roles=options["roles"],
            attach=not options["no_attach"],
            allow_draft=options["allow_draft"],
            moment=source_date(say),
            size=options["size"] and options["size"].upper(),
            sheet=options["sheet"] and options["sheet"].upper(),
        ),
        today=_today(say),
    )
    if options["dry_run"]:
        for path in pipeline.plan_project(request):
            click.echo(say(message("would write {file}", file=str(path))))
        return
    started = time.monotonic()
    with shown_progress(say) as progress:
        result = pipeline.build(request, progress)
    report(result, time.monotonic() - started, say)
    if result.refused:
        context.exit(1)


@main.command()
@_PROJECT
@_LANG
def schema(project: Path, lang: str) -> None:
    """Write the JSON Schemas for editors into data/schema (生成编辑器用的结构说明)."""
    from jdgen.starter import schema_files  # heavy: the whole model

    if not (project / "data").is_dir():
        what = message("there is no data folder here")
        hint = message("name the project's folder with --project DIR, or start one: jdgen new DIR")
        raise OutputError([Problem(Location(str(project)), what, hint)])
    _write({project / name: data for name, data in schema_files(project).items()}, lang)


@main.command()
@_PROJECT
@_LANG
def templates(project: Path, lang: str) -> None:
    """Copy the Word template and themes into the project, to restyle them (复制模板)."""
    from jdgen.restyle import templates_to_edit  # heavy: opens Word files

    _write(templates_to_edit(project), lang)


@main.group()
def theme() -> None:
    """Work with themes (主题)."""


@theme.command("from")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
@_PROJECT
@_LANG
def theme_from(file: Path, name: str, project: Path, lang: str) -> None:
    """Write the styles of a restyled Word FILE down as the theme NAME (由模板生成主题)."""
    from jdgen.restyle import theme_from as theme_file  # heavy: opens Word files

    _write(theme_file(file, name, project), lang)


def _write(files: Mapping[Path, bytes], lang: str) -> None:
    from jdgen.progress import wrote
    from jdgen.writer import write_files

    write_files(files)
    for path, data in files.items():
        click.echo(translator(lang)(wrote(path, len(data))))


@main.command()
@_PROJECT
@_LANG
@click.pass_context
def doctor(context: click.Context, project: Path, lang: str) -> None:
    """Say what this machine lacks, and the command that mends it (检查运行环境)."""
    from jdgen.doctor import State, examine  # loads Pango to see whether it can

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
