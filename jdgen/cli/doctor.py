"""The command ``doctor``."""

from __future__ import annotations

from pathlib import Path

import click

from jdgen.cli.shared import language_option, project_option
from jdgen.messages import translator


@click.command()
@project_option
@language_option
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
