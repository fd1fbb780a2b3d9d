"""The command ``build``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from jdgen.cli.shared import language_option, project_option, today
from jdgen.errors import message
from jdgen.messages import translator


@click.command()
@click.argument(
    "pack", required=False, type=click.Choice(["handbook", "roles", "cards", "notice", "postings"])
)
@click.option(
    "--role",
    "roles",
    multiple=True,
    metavar="ID",
    help="Only this post, by id or title; may be repeated. 只生成该岗位。",
)
@click.option("--size", help="Paper of cards (A4, A5, A6) or of the notice (A4, A3). 纸张。")
@click.option("--sheet", help="Cards laid out to be cut: A4, or A3 for a print shop. 拼版。")
@click.option(
    "--allow-draft",
    is_flag=True,
    help="Advertise posts that are drafts, too. 草稿岗位也生成对外文件。",
)
@click.option(
    "--format",
    "formats",
    default="docx,pdf",
    show_default=True,
    help="Which formats, commas between. 输出格式。",
)
@click.option("--theme", help="A theme's name (default: what handbook.yaml says). 主题。")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Where the files land (default: PROJECT/output). 输出文件夹。",
)
@click.option(
    "--no-attach",
    is_flag=True,
    help="Leave the data out, for copies that leave the house. 不附数据。",
)
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
    # Not for --help. What makes documents is not even loaded where there is nothing to do.
    from jdgen.cli.build_options import check_pack, read_formats, source_date
    from jdgen.cli.progress import report, shown_progress
    from jdgen.packs import PACKS
    from jdgen.request import Request, Wanted
    from jdgen.stamp import unchanged

    started = time.monotonic()
    say = translator(lang)
    check_pack(pack, options, say)
    request = Request(
        project=project,
        packs=(pack,) if pack else tuple(PACKS),
        theme=options["theme"],
        output=options["output"],
        wanted=Wanted(
            formats=read_formats(options["formats"], say),
            roles=options["roles"],
            attach=not options["no_attach"],
            allow_draft=options["allow_draft"],
            moment=source_date(say),
            size=options["size"] and options["size"].upper(),
            sheet=options["sheet"] and options["sheet"].upper(),
        ),
        today=today(say),
        cache=not options["no_cache"],
    )
    if options["dry_run"]:
        from jdgen import build as pipeline  # heavy

        for path in pipeline.plan_project(request):
            click.echo(say(message("would write {file}", file=str(path))))
        return
    result = unchanged(request)
    if result is None:
        from jdgen import build as pipeline  # heavy

        with shown_progress(say) as progress:
            result = pipeline.build(request, progress)
    report(result, time.monotonic() - started, say)
    if result.refused:
        context.exit(1)
