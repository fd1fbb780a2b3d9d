"""The commands that put files into a project: ``new``, ``schema``, ``templates``, ``theme``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from jdgen.cli.shared import language_option, project_option, write
from jdgen.errors import Location, OutputError, Problem, message
from jdgen.messages import translator


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@language_option
@click.pass_context
def new(context: click.Context, folder: Path, lang: str) -> None:
    """Start a project in FOLDER from the example (新建项目)."""
    # Heavy: the schemas need the whole model.
    from jdgen.starter import starter_files
    from jdgen.writer import write_files

    say = translator(lang)
    _refuse_used(folder)
    example = "en" if context.find_root().obj["asked"] == "en" else "zh"
    write_files({folder / name: data for name, data in starter_files(example).items()})
    click.echo(say(message("A new project is in {folder}.", folder=str(folder))))
    click.echo(say(message("Edit the files in data/, then run: jdgen build --project {folder}",
                           folder=str(folder))))  # fmt: skip


def _refuse_used(folder: Path) -> None:
    """Raise OutputError unless ``folder`` is missing or empty."""
    what = message("this folder exists and is not empty")
    try:
        if not os.path.lexists(folder) or not any(folder.iterdir()):
            return
    except NotADirectoryError:
        what = message("a file of this name exists already")
    except OSError:
        what = message("this folder can't be opened")
    hint = message("name a new folder: nothing that exists is overwritten")
    raise OutputError([Problem(Location(str(folder)), what, hint)])


@click.command()
@project_option
@language_option
def schema(project: Path, lang: str) -> None:
    """Write the JSON Schemas for editors into data/schema (生成编辑器用的结构说明)."""
    from jdgen.starter import schema_files  # heavy: the whole model

    if not (project / "data").is_dir():
        what = message("there is no data folder here")
        hint = message("name the project's folder with --project DIR, or start one: jdgen new DIR")
        raise OutputError([Problem(Location(str(project)), what, hint)])
    write({project / name: data for name, data in schema_files(project).items()}, lang)


@click.command()
@project_option
@language_option
def templates(project: Path, lang: str) -> None:
    """Copy the Word templates and themes into the project, to restyle them (复制模板)."""
    from jdgen.restyle import templates_to_edit  # heavy: opens Word files

    write(templates_to_edit(project), lang)


@click.group()
def theme() -> None:
    """Work with themes (主题)."""


@theme.command("from")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("name")
@project_option
@language_option
def theme_from(file: Path, name: str, project: Path, lang: str) -> None:
    """Write the styles of a restyled Word FILE down as the theme NAME (由模板生成主题)."""
    from jdgen.restyle import theme_from as theme_file  # heavy: opens Word files

    write(theme_file(file, name, project), lang)
