"""The command ``check``: its options, what it prints, and with which status it ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jdgen.cli.progress import count_findings, wrote
from jdgen.cli.shared import Say, language_option, project_option, today
from jdgen.errors import Message, message
from jdgen.messages import translator

if TYPE_CHECKING:
    from jdgen.checking import Examined

_Command = TypeVar("_Command", bound=Callable[..., Any])

_COLOURS = {"error": "red", "warning": "yellow", "hint": "cyan"}


def _options(command: _Command) -> _Command:
    """Give a command the options of ``check``."""
    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json", "html"]),
            default="text",
            show_default=True,
            help="How the findings are shown. 结果的形式。",
        ),
        click.option(
            "--select",
            multiple=True,
            metavar="CODES",
            help="Only these checks, by code or its beginning (JD3), commas between. 只查这些。",
        ),
        click.option(
            "--ignore",
            multiple=True,
            metavar="CODES",
            help="All checks but these. 不查这些。",
        ),
        click.option(
            "--strict",
            is_flag=True,
            help="Fail on warnings, too. 有警告也算不通过。",
        ),
        click.option(
            "--output",
            type=click.Path(path_type=Path),
            help="Write the findings into this file. 写入文件。",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _check_project(project: Path, language: str, today: date, **options: Any) -> bool:
    """Check a project, show what was found, and return whether it passes.

    Raises UsageError for codes that no check has, OutputError where the file can't be written.
    """
    # Heavy: the whole model.
    from jdgen.checking import ALL_CODES, as_json, examine

    say = translator(language)
    selected = _read_codes("--select", options["select"], ALL_CODES, say)
    ignored = _read_codes("--ignore", options["ignore"], ALL_CODES, say)

    def wanted(code: str) -> bool:
        chosen = not selected or code.startswith(selected)
        return chosen and not (ignored and code.startswith(ignored))

    examined = examine(project, today, wanted)
    target: Path | None = options["output"]
    if options["form"] == "text":
        _show_text(examined, target, say)
    elif options["form"] == "json":
        _show_bytes(as_json(examined, say), target, say)
    else:
        from jdgen.checking.page import as_html  # heavy: Jinja

        _show_bytes(as_html(examined, project, today, say, language), target, say)
    if target is not None:
        click.echo(say(_summary(examined)))
    counts = examined.counts()
    return not counts["error"] and not (options["strict"] and counts["warning"])


def _read_codes(
    option: str, texts: Sequence[str], known: Sequence[str], say: Say
) -> tuple[str, ...]:
    """Return the codes, or beginnings of codes, that an option names."""
    codes = tuple(
        part.strip().upper() for text in texts for part in text.split(",") if part.strip()
    )
    for code in codes:
        if not any(each.startswith(code) for each in known):
            what = message("no check has the code “{code}”", code=code)
            raise click.UsageError(f"{option}: {say(what)}")
    return codes


def _show_text(examined: Examined, target: Path | None, say: Say) -> None:
    """Print the findings, those of a file together, and how many there are."""
    from jdgen.checking import as_text, label  # heavy

    lines: list[str] = []
    file = ""
    for finding in examined.findings:
        if file and finding.location.file != file:
            lines.append("")
        file = finding.location.file
        text, mark = as_text(finding, say), label(finding, say)
        shown = click.style(mark, fg=_COLOURS[finding.severity], bold=True)
        lines.append(text if target is not None else text.replace(mark, shown, 1))
    if target is not None:
        _show_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"), target, say)
    else:
        for line in lines:
            click.echo(line)
        click.echo(say(_summary(examined)))


def _summary(examined: Examined) -> Message:
    counts = count_findings(examined.counts())
    library = examined.library
    if library is None:
        return message(
            "{errors}; the other checks wait until the data can be read", errors=counts[0]
        )
    return message(
        "Posts: {posts}; departments: {departments}; {counts}",
        posts=len(library.roles),
        departments=len(library.departments),
        counts=counts,
    )


def _show_bytes(data: bytes, target: Path | None, say: Say) -> None:
    if target is None:
        click.echo(data, nl=False)
        return
    from jdgen.writer import write_files

    write_files({target: data})
    click.echo(say(wrote(target, len(data))))


@click.command()
@_options
@project_option
@language_option
@click.pass_context
def check(context: click.Context, /, project: Path, lang: str, **options: Any) -> None:
    """Say what is wrong in the data, and what to do (检查数据)."""
    if not _check_project(project, lang, today(translator(lang)), **options):
        context.exit(1)
