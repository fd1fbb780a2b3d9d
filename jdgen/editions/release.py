"""Releasing: what stands against it, and what is frozen when nothing does or all is let through."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from jdgen.checking import Examined, as_json
from jdgen.checks.check import Finding, Severity
from jdgen.checks.consistency.dates import read_date
from jdgen.checks.run import run_checks
from jdgen.editions.freezing import frozen_files
from jdgen.editions.making import Progress, make_documents, no_progress
from jdgen.editions.manifest import FILE, CheckResult, Count, Forced, Manifest
from jdgen.editions.naming import folder_name, name_problem, same_name
from jdgen.editions.store import FOLDER, Edition, edition_folders, find_editions
from jdgen.errors import InputError, Location, Message, Problem, Problems, message
from jdgen.library import Loaded, find_text, load
from jdgen.messages import translator
from jdgen.model import Handbook, Library
from jdgen.writer import check_writable
from jdgen.writer.folder import write_folder

_IN_FORCE = ("现行", "in force")
_DRAFTS = ("草稿", "征求意见稿")


@dataclass(frozen=True)
class Asked:
    """What the command line says: ``day`` is the edition's date, None to take it from the data.

    ``today`` is the day of the checks, and the edition's date where the data has none.
    """

    edition: str
    today: date
    day: date | None = None
    note: str = ""
    force: bool = False


@dataclass(frozen=True)
class Released:
    """A new edition: its folder, what its ``edition.json`` says, and what is worth a word."""

    folder: Path
    manifest: Manifest
    notes: tuple[Problem, ...]


class NotReadyError(InputError):
    """Nothing but what ``--force`` would let through stands against the release."""


def release(project: Path, asked: Asked, progress: Progress = no_progress) -> Released:
    """Check, build and freeze a project as an edition, wholly or not at all.

    Raises NotReadyError for what ``--force`` would let through, else InputError,
    EnvironmentProblem or OutputError with all that is wrong; then nothing was written.
    """
    problems = Problems()
    with problems:
        _check_name(project, asked.edition)
        # Said before a minute is spent on making what could not be kept.
        check_writable([project / FOLDER / folder_name(asked.edition) / FILE])
    loaded: Loaded | None = None
    with problems:
        loaded = load(project)
    if loaded is None:
        problems.stop()
        raise AssertionError("data that can't be read is a problem")
    findings = run_checks(loaded.library, asked.today, loaded.notes)
    against = (*_unfit(loaded.library, asked.edition), *_errors(findings))
    if against and not asked.force:
        try:
            problems.stop()
        except InputError as failure:
            raise InputError((*failure.problems, *against)) from None
        raise NotReadyError(against)
    problems.stop()
    frozen = frozen_files(project, loaded)
    day = asked.day or read_date(loaded.library.handbook.issue_date or "") or asked.today
    with _in_the_data(loaded.library):
        documents = make_documents(project, loaded.library, day, progress)
    files = {**frozen, **documents.files}
    found = find_editions(project)
    earlier = found.editions
    library = loaded.library
    manifest = Manifest(
        edition=unicodedata.normalize("NFC", asked.edition),
        number=max((each.manifest.number for each in earlier), default=0) + 1,
        date=day,
        note=asked.note,
        title=library.handbook.title,
        posts=len(library.roles),
        departments=len(library.departments),
        pages=documents.pages,
        checks=_result(findings, library, asked.today),
        forced=tuple(_forced(each, library.handbook.language) for each in against),
        made_with=documents.made_with,
        files={name: hashlib.sha256(files[name]).hexdigest() for name in sorted(files)},
    )
    folder = project / FOLDER / manifest.edition
    write_folder(folder, {**files, FILE: manifest.as_bytes()})
    return Released(
        folder, manifest, (*loaded.notes, *_notes(library, manifest, earlier), *found.broken)
    )


def in_force(handbook: Handbook) -> bool:
    """Whether an edition says of itself that it is in force: by its status, else by its stamp.

    受控状态 is free text, and 现行有效 is what the stamp of a controlled document often says.
    """
    stamp = (handbook.control_status or "").casefold()
    return handbook.status == _IN_FORCE[0] or stamp.startswith(_IN_FORCE)


def _check_name(project: Path, name: str) -> None:
    problem = name_problem(name)
    if problem is not None:
        raise InputError([problem])
    used = next((each for each in edition_folders(project) if same_name(each, name)), None)
    if used is not None:
        what = message("there is an edition of this name already")
        hint = message("an edition stays as it was released: give the new one another name")
        raise InputError([Problem(Location(f"{FOLDER}/{used}"), what, hint)])


def _unfit(library: Library, edition: str) -> Iterator[Problem]:
    """Yield what in the data does not fit an edition of this name."""
    printed = library.handbook.edition
    if printed is not None and not same_name(folder_name(printed), edition):
        what = message(
            "the handbook prints the edition “{printed}”, not “{edition}”",
            printed=printed,
            edition=edition,
        )
        hint = message("write the edition's name here, or release it as “{printed}”",
                       printed=folder_name(printed))  # fmt: skip
        yield _at(library, ("handbook", "edition"), what, hint)
    if not in_force(library.handbook):
        return
    for record, items in (("department", library.departments), ("role", library.roles)):
        for each in items:
            if each.status in _DRAFTS:
                what = message(
                    "this page is marked “{status}”, while the edition is in force",
                    status=each.status,
                )
                hint = message("confirm it, or change the edition's status")
                yield _at(library, (record, each.id, "status"), what, hint)


def _errors(findings: tuple[Finding, ...]) -> Iterator[Problem]:
    """Yield the checks' errors, each with its code before its key."""
    for each in findings:
        if each.severity is Severity.ERROR:
            key = ": ".join(part for part in (each.code, each.key) if part)
            yield Problem(each.location, each.what, each.advice, key)


def _at(library: Library, path: tuple[str, ...], what: Message, hint: Message) -> Problem:
    return Problem(library.locate(*path), what, hint, library.spell(*path))


def _notes(library: Library, manifest: Manifest, earlier: tuple[Edition, ...]) -> Iterator[Problem]:
    """Yield what is no reason to stop, and what whoever signs may ask about."""
    handbook = library.handbook
    start = ("handbook",)
    if handbook.edition is None:
        what = message("the handbook prints no edition: a copy doesn't tell which one it is")
        hint = message("write it there: {edition}", edition=manifest.edition)
        yield _at(library, start, what, hint)
    issued = read_date(handbook.issue_date or "")
    if issued is not None and issued != manifest.date:
        what = message("the handbook prints the date {printed}, the edition is dated {day}",
                       printed=issued.isoformat(), day=manifest.date.isoformat())  # fmt: skip
        yield _at(library, (*start, "issue_date"), what, message("correct one of the two"))
    yield from _history(library, manifest, earlier)
    if not earlier:
        return
    newest = earlier[-1]
    if newest.manifest.date > manifest.date:
        what = message("the edition “{edition}” is dated {day}, later than this one",
                       edition=newest.name, day=newest.manifest.date.isoformat())  # fmt: skip
        yield Problem(Location(newest.shown), what, message("look whether the date is right"))
    if _data(newest.manifest) == _data(manifest):
        what = message("the data is the same as in this edition")
        yield Problem(Location(newest.shown), what)


def _history(
    library: Library, manifest: Manifest, earlier: tuple[Edition, ...]
) -> Iterator[Problem]:
    """Yield what the revision history lacks: a line for the version, or for what changed."""
    handbook = library.handbook
    path = ("handbook", "revisions")
    versions = [each.version for each in handbook.revisions]
    newest = earlier[-1] if earlier else None
    hint = message("add a line that says what changed")
    if newest is not None:
        hint = message(
            "add a line that says what changed; jdgen compare {edition} --record writes one",
            edition=newest.name,
        )
    if handbook.version is not None and versions and handbook.version not in versions:
        what = message("the revision history has no line for version {version}",
                       version=handbook.version)  # fmt: skip
        yield _at(library, path, what, hint)
    elif versions and newest is not None and _data(newest.manifest) != _data(manifest):
        try:
            known = newest.library().handbook.revisions
        except InputError:
            return  # an edition of another jdgen: who knows what it says
        if len(handbook.revisions) <= len(known):
            what = message("the revision history has no line for what changed since “{edition}”",
                           edition=newest.name)  # fmt: skip
            yield _at(library, path, what, hint)


def _data(manifest: Manifest) -> dict[str, str]:
    return {name: value for name, value in manifest.files.items() if name.startswith("data/")}


def _result(findings: tuple[Finding, ...], library: Library, day: date) -> CheckResult:
    """Return the checks' result to keep, in the language of the handbook."""
    examined = Examined(findings, library)
    listed = json.loads(as_json(examined, translator(library.handbook.language)))
    return CheckResult(day=day, counts=Count(**examined.counts()), findings=tuple(listed))


def _forced(problem: Problem, language: str) -> Forced:
    say = translator(language)
    text = f"{problem.key}: {say(problem.what)}" if problem.key else say(problem.what)
    return Forced(what=text, place=str(problem.location))


@contextmanager
def _in_the_data(library: Library) -> Iterator[None]:
    """Say of a character that can't be printed where in the data it stands, if it does."""
    try:
        yield
    except InputError as failure:
        raise InputError(_placed(library, problem) for problem in failure.problems) from failure


def _placed(library: Library, problem: Problem) -> Problem:
    character = problem.what.values.get("character")
    path = find_text(library, character) if isinstance(character, str) else None
    if path is None:
        return problem
    return replace(problem, location=library.locate(*path), key=library.spell(*path))
