"""What the commands share: how problems end, two options, the only look at the clock."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from jdgen.errors import JdgenError, Message, message
from jdgen.messages import format_problem, preferred_language, translator

Say = Callable[[Message], str]

_INTERRUPTED = 130


class ProblemsInWords(click.Group):
    """Prints every problem in the reader's language instead of a traceback."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run; what a terminal or a file can't take in its encoding is shown as a code."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; its problems are printed, and the exit status is 1.

        After Ctrl-C it is 130, as shells have it for what a signal ended (128 and its number).
        """
        try:
            return super().invoke(context)
        except JdgenError as failure:
            say = _translator(context)
            for problem in failure.problems:
                click.echo(format_problem(problem, say), err=True)
            click.echo(say(_count(len(failure.problems))), err=True)
            context.exit(1)
        except KeyboardInterrupt:
            what = message("Interrupted; no file is half written.")
            click.echo(_translator(context)(what), err=True)
            context.exit(_INTERRUPTED)


def _translator(context: click.Context) -> Callable[[Message], str]:
    language = (context.obj or {}).get("language") or preferred_language(None, os.environ)
    return translator(language)


def _count(number: int) -> Message:
    if number == 1:
        return message("1 problem; nothing was written")
    return message("{number} problems; nothing was written", number=number)


def _language(context: click.Context, _: click.Parameter, value: str | None) -> str:
    language = preferred_language(value, os.environ)
    context.find_root().ensure_object(dict)["language"] = language
    context.find_root().obj["asked"] = value
    return language


# Whether the folder is there is said by those who look for it, in the reader's language.
project_option = click.option(
    "--project", type=click.Path(path_type=Path), default=Path(),
    help="The project's folder (default: the current one). 项目文件夹。",
)  # fmt: skip
language_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), callback=_language, expose_value=True, is_eager=True,
    help="Language of messages (default: your system's). 提示语言。",
)  # fmt: skip


def today(say: Say) -> date:
    """Return the day that SOURCE_DATE_EPOCH names, else today's: the only look at the clock."""
    from jdgen.cli.build_options import source_date

    return (source_date(say) or datetime.now(UTC).astimezone()).date()


def collect_garbage_seldom() -> None:
    """Look for garbage less often: a build makes many objects, and nearly all of them stay.

    Measured on a handbook of 1,000 posts: a seventh of the time that all but the layout takes.
    """
    gc.set_threshold(100_000, 20, 20)


def spare_workers_the_script() -> None:
    """Let processes that work for a build leave the script alone that started jdgen.

    Each would import it as its own main module first (``multiprocessing.spawn``), and with it the
    whole command line: a tenth of a second, for nothing that work needs.
    """
    vars(sys.modules["__main__"]).pop("__file__", None)


def write(files: Mapping[Path, bytes], lang: str) -> None:
    """Write ``files``, all or none, and say which."""
    from jdgen.cli.progress import wrote
    from jdgen.writer import write_files

    write_files(files)
    for path, data in files.items():
        click.echo(translator(lang)(wrote(path, len(data))))
