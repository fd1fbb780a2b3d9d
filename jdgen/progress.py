"""How a build is shown: what it is doing, what it wrote, what is worth saying about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from jdgen.errors import Message, message
from jdgen.messages import format_problem

if TYPE_CHECKING:
    from jdgen.build import Result
    from jdgen.produce.job import Progress

Say = Callable[[Message], str]

_STEPS = {
    "pages": message("Laying out pages"),
    "word": message("Writing the Word file"),
}


@contextmanager
def shown_progress(say: Say) -> Iterator[Progress]:
    """Show how far a build is: a line that renews itself on a terminal, plain lines elsewhere."""
    if not sys.stderr.isatty():
        yield _plain_lines(say)
        return
    # Heavy, and only for a terminal.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as live:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = live.add_task(say(_STEPS[what]), total=total)
            live.update(tasks[what], completed=done, total=total)

        yield step


def _plain_lines(say: Say) -> Progress:
    shown: set[str] = set()

    def step(what: str, done: int, total: int) -> None:  # noqa: ARG001 - a line says what begins
        if what not in shown:
            shown.add(what)
            click.echo(f"{say(_STEPS[what])} …", err=True)

    return step


def report(result: Result, seconds: float, say: Say) -> None:
    """Say what a build wrote, how many pages, and how long it took."""
    for note in (*result.notes, *result.refused):
        click.echo(format_problem(note, say), err=True)
    for path, size in result.files.items():
        click.echo(say(wrote(path, size)))
    if result.findings:
        click.echo(
            say(
                message(
                    "Inconsistencies in the data: {number}; “jdgen check” lists them.",
                    number=result.findings,
                )
            )
        )
    values = {"files": len(result.files), "pages": result.pages, "seconds": f"{seconds:.1f}"}
    if not result.pages:
        click.echo(say(message("Files: {files}; {seconds} s", **values)))
    else:
        click.echo(say(message("Files: {files}; pages: {pages}; {seconds} s", **values)))
    if result.refused:
        click.echo(say(message("Not made, as said above: {number}", number=len(result.refused))))


def wrote(path: object, size: int) -> Message:
    """Return the line about one file that was written; ``size`` in bytes."""
    return message("wrote {file} ({size} KB)", file=str(path), size=max(1, round(size / 1024)))
