"""The command ``import``: what it asks for, what it says at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jdgen.cli.shared import Say, language_option
from jdgen.errors import message
from jdgen.messages import translator

if TYPE_CHECKING:
    from jdgen.importing import Imported


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--into",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder for the new project. 新项目的文件夹。",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace the data of a project that is there; it is kept as data.bak. 替换已有数据。",
)
@language_option
def import_documents(files: tuple[Path, ...], into: Path, force: bool, lang: str) -> None:
    """Make a project of the documents that you have (导入已有文档)."""
    from jdgen.importing import Request, import_files  # heavy: readers and the recogniser

    say = translator(lang)
    imported = import_files(Request(files, into, force, say, lang))
    _tell(imported, into, say)


def _tell(imported: Imported, into: Path, say: Say) -> None:
    from jdgen.importing.page import counts

    for file, note in imported.notes:
        click.echo(say(message("{file}: {note}", file=file, note=note)))
    for what, number, _ in counts(imported.made):
        click.echo(f"{number:>6}  {say(what)}")
    if imported.backup is not None:
        click.echo(say(message("The data that was there is kept in {folder}.",
                               folder=str(imported.backup))))  # fmt: skip
    click.echo(say(message("A new project is in {folder}.", folder=str(into))))
    click.echo(say(message("Look at the report first: {file}", file=str(imported.report))))
    click.echo(say(message("Then print it: jdgen build --project {folder}", folder=str(into))))
