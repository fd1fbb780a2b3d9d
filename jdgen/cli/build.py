"""The command ``build``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from jdgen.cli.asking import read_request, request_options
from jdgen.cli.shared import (
    collect_garbage_seldom,
    language_option,
    project_option,
    spare_workers_the_script,
)
from jdgen.errors import message
from jdgen.messages import translator


@click.command()
@request_options
@click.option(
    "--no-cache",
    is_flag=True,
    help="Make everything anew; the files come out the same. 不用缓存，全部重新生成。",
)
@click.option(
    "--dry-run", is_flag=True, help="Only show what would be written. 只显示将写入的文件。"
)
@project_option
@language_option
@click.pass_context
def build(
    context: click.Context, /, pack: str | None, project: Path, lang: str, **options: Any
) -> None:
    """Build the documents: PACK, or all (生成文件)."""
    from jdgen.cache.stamp import unchanged
    from jdgen.cli.progress import report, shown_progress
    from jdgen.resources import has_own_templates
    from jdgen.workers.preloading import preload
    from jdgen.writer.leftovers import clear_scratch

    started = time.monotonic()
    say = translator(lang)
    request = read_request(pack, project, options, say)
    if options["dry_run"]:
        from jdgen import build as pipeline  # heavy

        for path in pipeline.plan_project(request):
            click.echo(say(message("would write {file}", file=str(path))))
        return
    # What makes documents is not even loaded where there is nothing to do.
    result = unchanged(request)
    if result is None:
        collect_garbage_seldom()
        spare_workers_the_script()
        if request.workers > 1 and not (request.cluster or has_own_templates(request.project)):
            preload()
        from jdgen import build as pipeline  # heavy

        with shown_progress(say) as progress:
            result = pipeline.build(request, progress)
    else:
        # One that was killed when all was written has left something all the same.
        clear_scratch()
    report(result, time.monotonic() - started, say)
    if result.refused:
        context.exit(1)
