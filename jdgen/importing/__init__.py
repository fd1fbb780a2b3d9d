"""What ``jdgen import`` does: read documents, recognise what they hold, write a project of it.

All in memory until the end: a file that can't be read, or a project that would not load, leaves
the folder as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jdgen.errors import (
    InputError,
    Location,
    Message,
    OutputError,
    Problem,
    Problems,
    message,
)
from jdgen.importers.blocks import Document
from jdgen.importers.readers import read
from jdgen.importers.readers.own import own_data
from jdgen.importers.readers.safety import read_file
from jdgen.importers.writing import Made, make_exactly, make_project
from jdgen.importing.page import REPORT, as_html
from jdgen.library import load
from jdgen.writer import remove_files, write_files
from jdgen.writer.leftovers import scratch_folder

MAX_FILES = 500
_DATA_SUFFIXES = (".yaml", ".yml")

Say = Callable[[Message], str]


@dataclass(frozen=True)
class Request:
    """What is imported where; ``language`` is that of ``say``, in which the report is written."""

    files: tuple[Path, ...]
    into: Path
    force: bool
    say: Say
    language: str


@dataclass(frozen=True)
class Imported:
    """What was written: the project, its files, what was kept of an earlier one and where."""

    made: Made
    report: Path
    notes: tuple[tuple[str, Message], ...] = ()
    backup: Path | None = None


@dataclass
class _Inputs:
    """The files as read: documents to recognise, or data that documents of jdgen's carry."""

    documents: list[Document] = field(default_factory=list)
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: list[tuple[str, Message]] = field(default_factory=list)


def import_files(request: Request) -> Imported:
    """Read files and write a project of what they hold.

    Raises InputError where a file can't be read or no post is in any, EnvironmentProblem where a
    program is missing, OutputError where a project is there already or can't be written.
    """
    if not request.force:
        _refuse_existing(request.into)
    inputs = _read(request.files)
    made = _make(inputs, request.files)
    if not made.of("role"):
        raise InputError([_no_posts(str(file)) for file in request.files])
    _prove(made)
    page = as_html(made, inputs.notes, request.into, request.say, request.language)
    backup = _write(request, {**made.files, REPORT: page})
    return Imported(made, request.into / REPORT, tuple(inputs.notes), backup)


def _refuse_existing(into: Path) -> None:
    if into.exists() and not into.is_dir():
        what = message("a file of this name exists already")
        hint = message("name a new folder: nothing that exists is overwritten")
        raise OutputError([Problem(Location(str(into)), what, hint)])
    data = into / "data"
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        what = message("there is a project here already")
        hint = message(
            "name another folder with --into DIR; or --force, which keeps the old data beside"
            " the new"
        )
        raise OutputError([Problem(Location(str(into)), what, hint)])


def _read(files: Sequence[Path]) -> _Inputs:
    if len(files) > MAX_FILES:
        what = message("these are more than {limit} files", limit=MAX_FILES)
        raise InputError([Problem(Location(str(files[0])), what)])
    inputs = _Inputs()
    problems = Problems()
    for file in dict.fromkeys(files):
        name = str(file)
        with problems:
            data = read_file(file)
            own = own_data(data, name)
            if own is not None:
                inputs.own[name] = own
                inputs.notes.append(
                    (
                        name,
                        message(
                            "jdgen made this document: its own data was taken;"
                            " edits made in it since are taken by jdgen sync"
                        ),
                    )
                )
                continue
            document = read(data, name)
            inputs.documents.append(document)
            inputs.notes += [(name, note) for note in document.notes]
    problems.stop()
    if inputs.own and inputs.documents:
        what = message("documents that jdgen made can't be imported together with others")
        hint = message("import them apart, each kind into a folder of its own")
        raise InputError([Problem(Location(name), what, hint) for name in inputs.own])
    return inputs


def _make(inputs: _Inputs, files: Sequence[Path]) -> Made:
    if inputs.own:
        return make_exactly(_together(list(inputs.own.values())))
    from jdgen.importers.recognise import recognise  # heavy: its vocabulary

    title = next((each.title for each in inputs.documents if each.title), "")
    return make_project(recognise(inputs.documents), title or files[0].stem)


def _together(several: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Return the data of several documents as one; of the same post, the first one's."""
    whole = max(several, key=lambda each: len(each["roles"]))
    joined: dict[str, Any] = {"handbook": whole["handbook"]}
    for name in ("departments", "roles"):
        records: dict[str, Any] = {}
        for data in (whole, *several):
            for each in data[name]:
                records.setdefault(str(each.get("id")), each)
        joined[name] = list(records.values())
    return joined


def _no_posts(file: str) -> Problem:
    what = message("no post was found in this file")
    hint = message(
        "a post is recognised by its title after a label such as 岗位名称 or Job title,"
        " by a heading that names it, or by a row of a list"
    )
    return Problem(Location(file), what, hint)


def _prove(made: Made) -> None:
    """Load the project from a folder of its own before anything is written where it should be."""
    with scratch_folder() as folder:
        write_files({folder / file: data for file, data in made.files.items()})
        load(folder)


def _write(request: Request, files: Mapping[str, bytes]) -> Path | None:
    """Write all files or none; return where the data of an earlier project was kept."""
    into = request.into
    wanted = {into / name: data for name, data in files.items()}
    ignored = into / ".gitignore"
    if ignored.exists():
        wanted.pop(ignored, None)
    old = _old_data(into)
    backup = _free_name(into) if old else None
    if backup is not None:
        wanted |= {backup / path.relative_to(into / "data"): old[path] for path in old}
    write_files(wanted)
    # Only now, with the old ones kept: a post that the new data doesn't have would stay otherwise.
    remove_files(path for path in old if path not in wanted)
    return backup


def _old_data(into: Path) -> dict[Path, bytes]:
    """Return the data files of a project that --force replaces."""
    try:
        return {
            path: path.read_bytes()
            for path in sorted((into / "data").rglob("*"))
            if path.suffix.lower() in _DATA_SUFFIXES and path.is_file()
        }
    except OSError as error:
        what = message("the data that is there can't be read, so it can't be kept either")
        raise OutputError([Problem(Location(str(into / "data")), what)]) from error


def _free_name(into: Path) -> Path:
    number = 1
    while (folder := into / (f"data.bak-{number}" if number > 1 else "data.bak")).exists():
        number += 1
    return folder
