"""How a build is shown: what it is doing, what it wrote, what is worth saying about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
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
    "cards": message("Fitting cards to their page"),
}


@contextmanager
def shown_progress(say: Say) -> Iterator[Progress]:
    """Show how far a build is and how long it will take, on a terminal; elsewhere nothing."""
    if not sys.stderr.isatty():
        yield _silence
        return
    # Heavy, and only for a terminal.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeLeft(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as live:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = live.add_task(say(_STEPS[what]), total=total)
            live.update(tasks[what], completed=done, total=total)

        yield step


def _silence(what: str, done: int, total: int) -> None:
    """Show nothing."""


def report(result: Result, seconds: float, say: Say) -> None:
    """Say what a build wrote, how many pages, and how long it took."""
    for note in (*result.notes, *result.refused):
        click.echo(format_problem(note, say), err=True)
    for path, size in result.files.items() if not result.unchanged else ():
        click.echo(say(wrote(path, size)))
    click.echo(say(checks_line(result.findings)))
    took = f"{seconds:.2f}" if result.unchanged else f"{seconds:.1f}"
    values = {"files": len(result.files), "pages": result.pages, "seconds": took}
    if result.unchanged:
        what = message("Nothing to do, nothing has changed. Files: {files}; {seconds} s", **values)
        click.echo(say(what))
    elif not result.pages:
        click.echo(say(message("Files: {files}; {seconds} s", **values)))
    else:
        click.echo(say(message("Files: {files}; pages: {pages}; {seconds} s", **values)))
    if result.refused:
        click.echo(say(message("Not made, as said above: {number}", number=len(result.refused))))


def wrote(path: object, size: int) -> Message:
    """Return the line about one file that was written; ``size`` in bytes."""
    return message("wrote {file} ({size} KB)", file=str(path), size=max(1, round(size / 1024)))


def checks_line(counts: Mapping[str, int]) -> Message:
    """Return the line about what the checks have found; ``counts`` by severity."""
    if not any(counts.values()):
        return message("Checks: nothing found.")
    return message("Checks: {counts}; “jdgen check” lists them.", counts=count_findings(counts))


def count_findings(counts: Mapping[str, int]) -> list[Message]:
    """Return how many errors, warnings and hints there are, each in words."""
    return [
        message("1 error") if counts["error"] == 1 else message("{n} errors", n=counts["error"]),
        message("1 warning")
        if counts["warning"] == 1
        else message("{n} warnings", n=counts["warning"]),
        message("1 hint") if counts["hint"] == 1 else message("{n} hints", n=counts["hint"]),
    ]
