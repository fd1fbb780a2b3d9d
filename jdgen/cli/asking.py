"""What ``build`` and ``watch`` are asked: their argument and options, read into a request."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jdgen.cli.shared import Say, today

if TYPE_CHECKING:
    from jdgen.request import Request

_Command = TypeVar("_Command", bound=Callable[..., Any])

_pack = click.argument(
    "pack", required=False, type=click.Choice(["handbook", "roles", "cards", "notice", "postings"])
)
_OPTIONS = (
    click.option(
        "--role",
        "roles",
        multiple=True,
        metavar="ID",
        help="Only this post, by id or title; may be repeated. 只生成该岗位。",
    ),
    click.option("--size", help="Paper of cards (A4, A5, A6) or of the notice (A4, A3). 纸张。"),
    click.option("--sheet", help="Cards laid out to be cut: A4, or A3 for a print shop. 拼版。"),
    click.option(
        "--allow-draft",
        is_flag=True,
        help="Advertise posts that are drafts, too. 草稿岗位也生成对外文件。",
    ),
    click.option(
        "--format",
        "formats",
        default="docx,pdf",
        show_default=True,
        help="Which formats, commas between. 输出格式。",
    ),
    click.option("--theme", help="A theme's name (default: what handbook.yaml says). 主题。"),
    click.option(
        "--output",
        type=click.Path(path_type=Path),
        help="Where the files land (default: PROJECT/output). 输出文件夹。",
    ),
    click.option(
        "--no-attach",
        is_flag=True,
        help="Leave the data out, for copies that leave the house. 不附数据。",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Processes that lay pages out (default: as many as cores). 并行进程数。",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Lay pages out on the workers of this Dask scheduler. 由 Dask 集群排版。",
    ),
)


def request_options(command: _Command) -> _Command:
    """Give a command the argument and the options that say what to build."""
    for option in reversed((_pack, *_OPTIONS)):
        command = option(command)
    return command


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_request(pack: str | None, project: Path, options: Mapping[str, Any], say: Say) -> Request:
    """Return what is asked for. Raises UsageError for what can't be meant."""
    # Not for --help.
    from jdgen.cli.build_options import check_pack, read_formats, source_date
    from jdgen.packs import PACKS
    from jdgen.request import Request, Wanted

    check_pack(pack, options, say)
    return Request(
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
        cache=not options.get("no_cache", False),
        workers=options["workers"] or cores(),
        cluster=options["cluster"],
    )
