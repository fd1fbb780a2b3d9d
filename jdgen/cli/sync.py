"""The command ``sync``: edits in Word or in the roster back into the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jdgen.cli.shared import Say, language_option, project_option, today
from jdgen.errors import message
from jdgen.messages import translator

if TYPE_CHECKING:
    from jdgen.sync import Prepared


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--dry-run", is_flag=True, help="Only show the changes; write nothing. 只显示改动，不写入。"
)
@click.option("--yes", is_flag=True, help="Write without asking. 不询问，直接写入。")
@click.option(
    "--original",
    is_flag=True,
    help="Read tracked changes as if they were rejected. 按拒绝修订读取。",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the changes are shown. 改动的显示形式。",
)
@project_option
@language_option
@click.pass_context
def sync(
    context: click.Context, /, file: Path, form: str, project: Path, lang: str, **options: Any
) -> None:
    """Take the edits of FILE, a handbook or description in Word or a roster, back (回收改动)."""
    from jdgen.sync import Request, carry_out, prepare  # heavy: the views, lxml
    from jdgen.sync.telling import as_json

    say = translator(lang)
    prepared = prepare(Request(file, project, today(say), options["original"]))
    if form == "json":
        click.echo(as_json(prepared.changes))
    else:
        _show(prepared, say)
    _tell_rest(prepared, say)
    if prepared.changes and not options["dry_run"]:
        if options["yes"] or (form == "text" and _agreed(say)):
            carry_out(prepared)
            _tell_written(prepared, say, quiet=form == "json")
        else:
            click.echo(say(message("nothing was written")), err=True)
            context.exit(1)
    if prepared.conflicts:
        context.exit(1)


def _agreed(say: Say) -> bool:
    """Ask; without anybody there to answer, the answer is no."""
    try:
        return click.confirm(say(message("Write these changes into data/?")))
    except click.Abort:
        click.echo(err=True)
        return False


def _show(prepared: Prepared, say: Say) -> None:
    from jdgen.sync.telling import heading, tell_change

    language = prepared.loaded.library.handbook.language
    above = ""
    for change in prepared.changes:
        title = heading(prepared, change.role, change.field)
        if title != above:
            click.echo(title)
            above = title
        for line in tell_change(change, language):
            click.echo("  " + say(line))
    if prepared.changes:
        click.echo(say(message("Changes: {number}", number=len(prepared.changes))))
    elif not prepared.conflicts:
        click.echo(say(message("No change: the file says what data/ says.")))


def _tell_rest(prepared: Prepared, say: Say) -> None:
    """Tell conflicts, comments and notes on the second channel, beside the list of changes."""
    from jdgen.sync.telling import heading, tell_conflict

    language = prepared.loaded.library.handbook.language
    if prepared.conflicts:
        what = message(
            "Conflicts: {number}. Both the file and data/ were changed; data/ stays as it is here:",
            number=len(prepared.conflicts),
        )
        click.echo(say(what), err=True)
    for conflict in prepared.conflicts:
        click.echo("  " + heading(prepared, conflict.role, conflict.field), err=True)
        for line in tell_conflict(conflict, language):
            click.echo("    " + say(line), err=True)
    if prepared.comments:
        click.echo(say(message("Comments in the file:")), err=True)
    for _, title, comment in prepared.comments:
        where = title or say(message("elsewhere"))
        click.echo(
            "  " + say(message("{where}: {author}: {comment}", where=where, author=comment.author,
                               comment=comment.text)),
            err=True,
        )  # fmt: skip
    for note in prepared.notes:
        click.echo(say(note), err=True)


def _tell_written(prepared: Prepared, say: Say, *, quiet: bool) -> None:
    project = prepared.request.project
    for name in prepared.staged.written:
        click.echo(say(message("wrote {file}", file=str(project / name))), err=quiet)
    for name in prepared.staged.removed:
        click.echo(say(message("removed {file}", file=str(project / name))), err=quiet)
