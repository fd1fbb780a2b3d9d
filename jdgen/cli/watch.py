"""The command ``watch``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jdgen.cli.asking import read_request, request_options
from jdgen.cli.shared import (
    Say,
    collect_garbage_seldom,
    language_option,
    project_option,
    spare_workers_the_script,
    today,
)
from jdgen.errors import message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.request import Result
    from jdgen.watching import Round

_DEFAULT = "handbook"


@click.command()
@request_options
@project_option
@language_option
def watch(pack: str | None, project: Path, lang: str, **options: Any) -> None:
    """Build PACK (the handbook) again after each change, until Ctrl-C (随改随生成)."""
    collect_garbage_seldom()
    spare_workers_the_script()
    # Heavy: the whole pipeline, kept warm.
    from jdgen import build as pipeline
    from jdgen.cli.progress import shown_progress
    from jdgen.watching import watch as watch_project
    from jdgen.workers.crew import open_workshop

    say = translator(lang)
    request = read_request(pack or _DEFAULT, project, options, say)
    screen = _Screen(say, project)

    try:
        # What lays out is loaded once, for all rounds.
        with open_workshop(request) as workshop:

            def build() -> Result:
                # It may run over midnight.
                asked = replace(request, today=today(say))
                with shown_progress(say) as progress:
                    return pipeline.build(asked, progress, workshop)

            watch_project(project, request.folder, build, screen.show)
    except KeyboardInterrupt:
        # How one ends it; files are whole all the same.
        click.echo(say(message("No longer watching.")), err=True)


class _Screen:
    """What is shown: on a terminal the last round alone, elsewhere one after the other."""

    def __init__(self, say: Say, project: Path) -> None:
        self._say = say
        self._project = project

    def show(self, round_: Round) -> None:
        """Show one round."""
        from jdgen.cli.progress import report

        say = self._say
        if sys.stdout.isatty():
            click.clear()
        if round_.changed:
            click.echo(say(message("changed: {files}", files=round_.changed)))
        for problem in round_.problems:
            click.echo(format_problem(problem, say), err=True)
        if round_.result is not None:
            if round_.mended:
                click.echo(say(message("The problems are mended.")))
            report(round_.result, round_.seconds, say)
        elif len(round_.problems) == 1:
            click.echo(say(message("1 problem; the documents stay as they were")), err=True)
        else:
            click.echo(say(message("{number} problems; the documents stay as they were",
                                   number=len(round_.problems))), err=True)  # fmt: skip
        click.echo(say(message("Watching {folder}; Ctrl-C ends it.",
                               folder=str(self._project.resolve()))))  # fmt: skip
