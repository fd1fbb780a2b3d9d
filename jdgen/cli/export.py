"""The commands ``export roster`` and ``export calendar``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jdgen.cli.shared import Say, language_option, project_option, write
from jdgen.errors import Message, message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.exporting import Exported


@click.group()
def export() -> None:
    """Export the data for other programs (导出)."""


@export.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="The file, ending in .xlsx (default: in PROJECT/output/roster). 目标文件。",
)
@project_option
@language_option
def roster(to: Path | None, project: Path, lang: str) -> None:
    """The roster as a workbook to edit (岗位一览表)."""
    from jdgen.cli.build_options import source_date  # heavy: the whole model
    from jdgen.exporting import export_roster

    say = translator(lang)
    if to is not None and to.suffix.lower() != ".xlsx":
        what = message("“{name}” must end in .xlsx", name=str(to))
        raise click.UsageError(f"--to: {say(what)}")
    exported = export_roster(project, to, source_date(say))
    _finish(exported, lang, say)
    click.echo(say(message("Edit it, then run: jdgen sync FILE.xlsx")))


@export.command()
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="A folder, or one file ending in .ics for all posts together. 目标文件夹或文件。",
)
@project_option
@language_option
def calendar(to: Path | None, project: Path, lang: str) -> None:
    """When reports are due, as calendars (报表日历)."""
    from jdgen.cli.build_options import source_date  # heavy: the whole model
    from jdgen.exporting import export_calendar

    say = translator(lang)
    exported = export_calendar(project, to, source_date(say))
    _finish(exported, lang, say)
    if exported.undated:
        click.echo(say(message("In no calendar, as they have no fixed time:")))
    for each in exported.undated:
        click.echo(say(_undated(each.role.title, each.entry.document, each.entry.timing)))


def _undated(post: str, document: str, timing: str | None) -> Message:
    if timing is None:
        return message("  {post}: {document} (no time stated)", post=post, document=document)
    return message("  {post}: {document} ({timing})", post=post, document=document, timing=timing)


def _finish(exported: Exported, lang: str, say: Say) -> None:
    for note in exported.notes:
        click.echo(format_problem(note, say), err=True)
    write(exported.files, lang)
