"""The command ``release``."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jdgen.cli.shared import Say, language_option, project_option, today
from jdgen.errors import message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.editions.release import NotReadyError, Released


@click.command()
@click.argument("edition")
@click.option("--date", "day", metavar="D", help="The edition's date, as 2012-02-20. 版次日期。")
@click.option("--note", default="", metavar="TEXT", help="A word about this edition. 备注。")
@click.option(
    "--force",
    is_flag=True,
    help="Release in spite of errors and drafts, and record them. 有错误或草稿也发布，并记录在案。",
)
@project_option
@language_option
@click.pass_context
def release(
    context: click.Context, /, edition: str, project: Path, lang: str, **options: Any
) -> None:
    """Check, build and freeze the handbook as EDITION (发布版次)."""
    # Heavy: the whole pipeline.
    from jdgen.cli.progress import shown_progress
    from jdgen.editions.release import Asked, NotReadyError
    from jdgen.editions.release import release as release_edition

    say = translator(lang)
    asked = Asked(
        edition=edition,
        today=today(say),
        day=_day(options["day"], say),
        note=options["note"].strip(),
        force=options["force"],
    )
    started = time.monotonic()
    try:
        with shown_progress(say) as progress:
            released = release_edition(project, asked, progress)
    except NotReadyError as failure:
        _refuse(failure, edition, say)
        context.exit(1)
    _report(released, time.monotonic() - started, say)


def _day(text: str | None, say: Say) -> date | None:
    """Return the day that ``--date`` names. Raises UsageError for what is none."""
    from jdgen.checks.consistency.dates import read_date  # heavy: the whole model

    day = read_date(text) if text is not None else None
    if text is not None and day is None:
        what = message("“{day}” is no day; write it as 2012-02-20", day=text)
        raise click.UsageError(f"--date: {say(what)}")
    return day


def _refuse(failure: NotReadyError, edition: str, say: Say) -> None:
    """Say what stands against the release, and that it could be let through."""
    for problem in failure.problems:
        click.echo(format_problem(problem, say), err=True)
    number = len(failure.problems)
    what = message(
        "“{edition}” was not released: {number} points stand against it; nothing was written",
        edition=edition,
        number=number,
    )
    if number == 1:
        what = message("“{edition}” was not released: 1 point stands against it; nothing was"
                       " written", edition=edition)  # fmt: skip
    click.echo(say(what), err=True)
    click.echo(
        say(message("--force would release it all the same, and record this in the edition")),
        err=True,
    )


def _report(released: Released, seconds: float, say: Say) -> None:
    from jdgen.cli.editions import describe  # the same lines as in the list

    for note in released.notes:
        click.echo(format_problem(note, say), err=True)
    manifest = released.manifest
    for each in manifest.forced:
        words = f"{each.place}: {each.what}" if each.place else each.what
        click.echo(say(message("let through by --force: {what}", what=words)), err=True)
    click.echo(
        say(
            message(
                "released “{edition}” into {folder}; files: {files}; {seconds} s",
                edition=manifest.edition,
                folder=str(released.folder),
                files=len(manifest.files),
                seconds=f"{seconds:.1f}",
            )
        )
    )
    for line in describe(manifest, say):
        click.echo(f"    {line}")
