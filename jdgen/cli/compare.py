"""The command ``compare``: its options, what it shows and writes, and with which status it ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from jdgen.cli.shared import Say, language_option, project_option, today, write
from jdgen.errors import Message, message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.compare.affected import Affected
    from jdgen.compare.printing import Kind, Papers
    from jdgen.produce.document import Printed

_Command = TypeVar("_Command", bound=Callable[..., Any])

_PRINTED = ("docx", "pdf")
_FILES = ("html", *_PRINTED)
_FORMATS = ("text", "json", *_FILES)
_COLOURS = {"removed": "red", "added": "green"}


def _options(command: _Command) -> _Command:
    """Give a command the options of ``compare``."""
    options = (
        click.option(
            "--format",
            "formats",
            default="text",
            show_default=True,
            help="text, json, html, docx, pdf; of the last three several, commas between. 形式。",
        ),
        click.option(
            "--as",
            "kind",
            type=click.Choice(["table", "redline"]),
            default="table",
            show_default=True,
            help="docx and pdf: the table of changes, or the handbook marked up. 对照表或标记稿。",
        ),
        click.option(
            "--affected",
            is_flag=True,
            help="Only say whose signed description is no longer current. 需重新签收的人。",
        ),
        click.option(
            "--record",
            is_flag=True,
            help="Write what changed into the revision history in data/. 记入修订记录。",
        ),
        click.option(
            "--output",
            type=click.Path(path_type=Path),
            help="A file or a folder (default: PROJECT/output/compare). 目标文件或文件夹。",
        ),
        click.option("--theme", help="A theme's name (default: what handbook.yaml says). 主题。"),
        click.option(
            "--no-attach", is_flag=True, help="Leave the data out of a redline. 标记稿不附数据。"
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True)
class _Asked:
    """What the command line says, looked through."""

    project: Path
    formats: tuple[str, ...]
    kind: Kind
    record: bool
    output: Path | None

    @property
    def shown(self) -> str:
        """``text`` or ``json``, empty where files are asked for."""
        return self.formats[0] if self.formats[0] not in _FILES else ""

    def path(self, name: str, suffix: str) -> Path:
        """Return where a file goes: ``--output`` is its name if it ends as the file does."""
        output = self.output
        if output is not None and output.suffix.lower() == f".{suffix}":
            return output
        return (output or self.project / "output" / "compare") / name


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@_options
@project_option
@language_option
@click.pass_context
def compare(
    context: click.Context, /, old: str, new: str | None, project: Path, lang: str, **options: Any
) -> None:
    """Say what changed from OLD to NEW: editions, folders, files, git revisions (版次对照)."""
    say = translator(lang)
    asked = _read(project, options, new, say)
    # Heavy: the whole model.
    from jdgen.cli.build_options import source_date
    from jdgen.compare import compare_sides, open_sides
    from jdgen.compare.printing import Papers
    from jdgen.packs import FORMATS

    sides = open_sides(project, old, new)
    papers = Papers(
        project=project,
        sides=sides,
        comparison=compare_sides(*sides),
        formats=tuple(each for each in FORMATS if each in asked.formats),
        theme=options["theme"],
        attach=not options["no_attach"],
        moment=source_date(say),
    )
    if asked.record:
        _record(papers, asked, say)
    elif asked.kind == "affected":
        if not _affected(papers, asked, lang, say):
            context.exit(1)
    elif asked.shown:
        _show(_told(papers, asked, say), asked, lang)
    else:
        _write(papers, asked, lang, say)


def _read(project: Path, options: Mapping[str, Any], new: str | None, say: Say) -> _Asked:
    """Look through the options. Raises UsageError for what does not go together."""
    formats = tuple(
        dict.fromkeys(part.strip().lower() for part in options["formats"].split(","))
    )  # fmt: skip
    kind: Kind = "affected" if options["affected"] else options["kind"]
    unknown = [each for each in formats if each not in _FORMATS]
    if unknown:
        what = message("“{format}” is no format; write one of {known}", format=unknown[0],
                       known=list(_FORMATS))  # fmt: skip
        raise _usage("--format", what, say)
    if len(formats) > 1 and not set(formats) <= {*_FILES}:
        what = message("text and json stand alone; several files are for instance: docx,pdf")
        raise _usage("--format", what, say)
    if kind == "redline" and not set(formats) <= {*_PRINTED}:
        what = message("a redline is a Word file or a PDF: add --format docx,pdf")
        raise _usage("--as redline", what, say)
    if kind == "affected" and "html" in formats:
        what = message("who has to sign is told as text, json, docx or pdf")
        raise _usage("--affected", what, say)
    if options["affected"] and options["kind"] == "redline":
        raise _usage("--affected", message("it does not go with --as redline"), say)
    if options["record"]:
        _check_record(options, formats, new, say)
    output: Path | None = options["output"]
    if output is not None and len(formats) > 1 and output.suffix.lower().lstrip(".") in _FORMATS:
        what = message("“{name}” is one file, and several are asked for: name a folder",
                       name=str(output))  # fmt: skip
        raise _usage("--output", what, say)
    return _Asked(project, formats, kind, options["record"], output)


def _check_record(
    options: Mapping[str, Any], formats: tuple[str, ...], new: str | None, say: Say
) -> None:
    if new is not None:
        what = message("the line is written into the data as it is: leave NEW out")
        raise _usage("--record", what, say)
    others = options["affected"] or options["output"] or formats != ("text",)
    if others or options["kind"] == "redline":
        what = message("it stands alone: run the command again for the other things")
        raise _usage("--record", what, say)


def _usage(option: str, what: Message, say: Say) -> click.UsageError:
    return click.UsageError(f"{option}: {say(what)}")


def _told(papers: Papers, asked: _Asked, say: Say) -> str:
    from jdgen.compare.printing import view
    from jdgen.compare.telling import tell
    from jdgen.sync.telling import as_json

    if asked.shown == "json":
        return as_json(papers.comparison.changes) + "\n"
    paint = _plain if asked.output is not None else _paint
    lines = tell(view(papers, all_of_it=True), say, paint)
    return "".join(f"{line}\n" for line in lines)


def _paint(text: str, what: str) -> str:
    return click.style(text, fg=_COLOURS[what])


def _plain(text: str, _: str) -> str:
    return text


def _show(told: str, asked: _Asked, lang: str) -> None:
    """Print, or write into the file that is asked for."""
    if asked.output is None:
        click.echo(told, nl=False)
    else:
        write({asked.output: told.encode("utf-8", "backslashreplace")}, lang)


def _write(papers: Papers, asked: _Asked, lang: str, say: Say) -> None:
    """Make the files asked for, all of them, and write them."""
    from jdgen.cli.progress import shown_progress
    from jdgen.compare.printing import page, print_redline, print_table

    files: dict[Path, bytes] = {}
    if "html" in asked.formats:
        files[asked.path(papers.name("table", "html"), "html")] = page(papers)
    if papers.formats:
        with shown_progress(say) as progress:
            made = print_redline if asked.kind == "redline" else print_table
            printed = made(papers, progress)
        files |= _printed(printed, papers, asked, say)
    write(files, lang)


def _printed(printed: Printed, papers: Papers, asked: _Asked, say: Say) -> dict[Path, bytes]:
    for note in printed.notes:
        click.echo(format_problem(note, say), err=True)
    return {
        asked.path(papers.name(asked.kind, suffix), suffix): data
        for suffix, data in printed.files.items()
    }


def _affected(papers: Papers, asked: _Asked, lang: str, say: Say) -> bool:
    """Tell whose signature is no longer current; return whether all signatures could be read."""
    from jdgen.cli.progress import shown_progress
    from jdgen.compare.affected import affected
    from jdgen.compare.printing import print_affected

    found: Affected = affected(papers.project, papers.comparison)
    for problem in found.problems:
        click.echo(format_problem(problem, say), err=True)
    if asked.shown:
        _show(_told_affected(found, papers, asked, say), asked, lang)
    else:
        with shown_progress(say) as progress:
            printed = print_affected(papers, found.posts, progress)
        write(_printed(printed, papers, asked, say), lang)
    if found.problems:
        what = message("What could not be read is told above: more may have to sign.")
        click.echo(say(what), err=True)
    return not found.problems


def _told_affected(found: Affected, papers: Papers, asked: _Asked, say: Say) -> str:
    from jdgen.compare.telling import tell_affected
    from jdgen.review.due import as_json

    if asked.shown == "json":
        return as_json(found.due, say).decode("utf-8")
    lines = tell_affected(found.posts, papers.language, say)
    return "".join(f"{line}\n" for line in lines)


def _record(papers: Papers, asked: _Asked, say: Say) -> None:
    from jdgen.compare.history import prepare_line

    line = prepare_line(asked.project, papers.comparison, today(say))
    if line is None:
        click.echo(say(message("Nothing changed that a revision history could tell.")))
        return
    line.write()
    click.echo(f"{line.version}  {line.date}  {line.change}")
    for name in line.staged.written:
        click.echo(say(message("wrote {file}", file=str(asked.project / name))))
