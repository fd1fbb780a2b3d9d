"""The command ``review``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jdgen.cli.shared import Say, language_option, project_option, today
from jdgen.errors import Message, Problem, message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.review import Review
    from jdgen.review.due import Due

_HEADINGS: Mapping[str, Message] = {
    "edition_overdue": message("Editions whose review is overdue"),
    "post_overdue": message("Posts whose review is overdue"),
    "description_changed": message("Descriptions changed since they were signed"),
    "never_released": message("Posts never released"),
    "signature_without_post": message("Signatures for posts that don't exist"),
    "signature_without_edition": message("Signatures of editions that can't be found"),
}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is shown. 结果的形式。",
)
@project_option
@language_option
@click.pass_context
def review(context: click.Context, /, form: str, project: Path, lang: str) -> None:
    """Say what is due: reviews, new signatures, posts to release (列出到期事项)."""
    # Heavy: the whole model.
    from jdgen.review import review as look
    from jdgen.review.due import as_json

    say = translator(lang)
    day = today(say)
    reviewed = look(project, day)
    for problem in reviewed.problems:
        click.echo(format_problem(problem, say), err=True)
    if form == "json":
        click.echo(as_json(reviewed.due, say), nl=False)
    else:
        for line in _text(reviewed, say):
            click.echo(line)
        click.echo(say(_summary(reviewed, day.isoformat())))
    if reviewed.problems:
        what = message("What could not be read is told above: more may be due.")
        click.echo(say(what), err=True)
        context.exit(1)


def _text(reviewed: Review, say: Say) -> Iterator[str]:
    """Yield what is due, kind by kind."""
    for kind, heading in _HEADINGS.items():
        due = [each for each in reviewed.due if each.kind.value == kind]
        if due:
            yield f"{say(heading)} ({len(due)})"
            yield from (f"  {format_problem(_problem(each), say)}" for each in due)
            yield ""
    if reviewed.months is None:
        yield say(message("The handbook names no review period (复审周期): no date is overdue."))
    if not reviewed.signed:
        yield say(message("There are no signatures in data/signatures.csv."))


def _problem(due: Due) -> Problem:
    """Return it as one line, with the post or the edition that it is about before it."""
    return Problem(due.location, due.what, key=due.title or due.edition)


def _summary(reviewed: Review, day: str) -> Message:
    number = len(reviewed.due)
    if not number:
        return message("As of {day}, nothing is due.", day=day)
    if number == 1:
        return message("As of {day}, 1 point is due.", day=day)
    return message("As of {day}, {number} points are due.", day=day, number=number)
