"""The command ``editions``: what was released, whether it is whole, whether it can be had again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jdgen.cli.progress import count_findings, shown_progress
from jdgen.cli.shared import Say, language_option, project_option
from jdgen.errors import Message, message
from jdgen.messages import format_problem, translator

if TYPE_CHECKING:
    from jdgen.editions import Edition, Manifest
    from jdgen.editions.rebuild import Rebuilt

_MOST_SHOWN = 20


@click.command()
@click.argument("edition", required=False)
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make EDITION again in memory and compare it. 在内存中重新生成并比对。",
)
@project_option
@language_option
@click.pass_context
def editions(
    context: click.Context, /, edition: str | None, rebuild: bool, project: Path, lang: str
) -> None:
    """List the editions, or look through EDITION (列出或核对版次)."""
    from jdgen.editions.store import find_edition, find_editions  # heavy: the whole model

    say = translator(lang)
    if edition is None:
        if rebuild:
            raise click.UsageError(f"--rebuild: {say(message('name the edition to rebuild'))}")
        found = find_editions(project)
        # Every one is shown, whatever the ones before it were like.
        whole = [_list(each, say) for each in found.editions]
        good = all(whole) and not found.broken
        for problem in found.broken:
            click.echo(format_problem(problem, say), err=True)
        if not found.editions and not found.broken:
            click.echo(
                say(message("nothing has been released yet; to do so: jdgen release EDITION"))
            )
    else:
        chosen = find_edition(project, edition)
        good = _list(chosen, say, whole=True)
        if rebuild:
            good = _rebuild(chosen, say) and good
    if not good:
        context.exit(1)


def describe(manifest: Manifest, say: Say) -> Iterator[str]:
    """Yield what is worth knowing of an edition, a line each."""
    yield say(
        message(
            "jdgen {version}; posts: {posts}; pages: {pages}",
            version=manifest.made_with.jdgen,
            posts=manifest.posts,
            pages=manifest.pages.get("handbook", 0),
        )
    )
    counts = count_findings(manifest.checks.counts.model_dump())
    day = manifest.checks.day.isoformat()
    yield say(message("checks of {day}: {counts}", day=day, counts=counts))
    if manifest.note:
        yield say(message("note: {note}", note=manifest.note))


def _list(edition: Edition, say: Say, *, whole: bool = False) -> bool:
    """Show an edition; return whether it is as it was released. ``whole``: all that is known."""
    manifest = edition.manifest
    faults = edition.problems()
    state = message("as released")
    if faults:
        state = message("changed since it was released: {number} files", number=len(faults))
    if len(faults) == 1:
        state = message("changed since it was released: 1 file")
    click.echo(f"{edition.name}  {manifest.date.isoformat()}  {say(state)}")
    for line in describe(manifest, say):
        click.echo(f"    {line}")
    forced = manifest.forced
    if whole:
        for line in (*(say(each) for each in _made_with(manifest)), *_let_through(manifest, say)):
            click.echo(f"    {line}")
    elif forced:
        what = message("let through by --force: {number} points", number=len(forced))
        click.echo(f"    {say(what)}")
    for problem in faults if whole else faults[:_MOST_SHOWN]:
        click.echo(format_problem(problem, say), err=True)
    if len(faults) > _MOST_SHOWN and not whole:
        what = message("… and {number} more; jdgen editions {edition} shows all",
                       number=len(faults) - _MOST_SHOWN, edition=edition.name)  # fmt: skip
        click.echo(say(what), err=True)
    return not faults


def _made_with(manifest: Manifest) -> Iterator[Message]:
    made = manifest.made_with
    yield message("files: {files}; seal: {seal}", files=len(manifest.files), seal=manifest.seal)
    engines = [f"{name} {version}" for name, version in made.engines.items()]
    yield message("made with: {engines}", engines=engines)
    yield message("fonts: {fonts}", fonts=[f"{name} {h[:12]}" for name, h in made.fonts.items()])


def _let_through(manifest: Manifest, say: Say) -> Iterator[str]:
    for each in manifest.forced:
        words = f"{each.place}: {each.what}" if each.place else each.what
        yield say(message("let through by --force: {what}", what=words))


def _rebuild(edition: Edition, say: Say) -> bool:
    """Make an edition again, say how it compares, and return whether it can be had again."""
    from jdgen.editions.rebuild import rebuild  # heavy: the whole pipeline

    with shown_progress(say) as progress:
        rebuilt = rebuild(edition, progress)
    for line in _compared(rebuilt, say):
        click.echo(line)
    for problem in rebuilt.differing:
        click.echo(format_problem(problem, say), err=True)
    return rebuilt.is_good


def _compared(rebuilt: Rebuilt, say: Say) -> Iterator[str]:
    if not rebuilt.other:
        what = message("Rebuilt: all {number} documents are the same, byte for byte.",
                       number=len(rebuilt.same))  # fmt: skip
        yield say(what)
        return
    what = message("Rebuilt: {same} documents are the same, byte for byte; {other} are not.",
                   same=len(rebuilt.same), other=len(rebuilt.other))  # fmt: skip
    yield say(what)
    if not rebuilt.environment:
        yield say(message("Everything they are made with is the same as it was then:"))
        yield from (f"    {file}" for file in rebuilt.other)
        return
    yield say(message("They were made with something else then:"))
    yield from (f"    {say(each)}" for each in rebuilt.environment)
    if rebuilt.uncompared:
        yield say(message("Not compared, as the edition's own file was changed:"))
        yield from (f"    {file}" for file in rebuilt.uncompared)
    if not rebuilt.differing:
        what = message(
            "So their text and pages were compared: the paragraphs of the Word files and the"
            " numbers of pages. No difference was found."
        )
    else:
        what = message(
            "So their text and pages were compared: the paragraphs of the Word files and the"
            " numbers of pages. They differ in {number} places.",
            number=len(rebuilt.differing),
        )
    yield say(what)
