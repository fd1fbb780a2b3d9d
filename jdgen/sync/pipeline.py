"""The steps of a sync, in order: read, merge, record revisions, stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jdgen.changes import Change, Plain, compare_plain, plain
from jdgen.errors import InputError, Location, Message, Problem, message
from jdgen.importers.readers.safety import read_file, refusal
from jdgen.library import Loaded, load
from jdgen.sync.docx import FromWord, take_word
from jdgen.sync.merging import Conflict, Taken, merge
from jdgen.sync.revising import record_revisions
from jdgen.sync.word import Comment, read_word
from jdgen.sync.writing import Staged, stage, write

_WORD = (".docx", ".docm")
_ROSTER = (".xlsx", ".xlsm")
# Where posts name posts.
_REFERENCES = ("reports_to", "direct_reports", "stand_in", "promotion_to")


@dataclass(frozen=True)
class Request:
    """What to take back into which project; ``today`` dates revisions.

    ``original``: as if all tracked changes of a Word file were rejected.
    """

    file: Path
    project: Path
    today: date
    original: bool = False


@dataclass(frozen=True)
class Prepared:
    """What a sync would do: the changes, and what keeps others from being made.

    ``comments`` are Word's, each with the id and title of the post in whose page it stands.
    """

    request: Request
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Message, ...]
    comments: tuple[tuple[str, str, Comment], ...]
    titles: Mapping[str, str]
    staged: Staged
    loaded: Loaded


def prepare(request: Request) -> Prepared:
    """Read the file and the project, and work out what is to be written where. Writes nothing.

    Raises InputError for a file that can't be taken back, and for edits that the data can't hold.
    """
    loaded = load(request.project)
    data = plain(loaded.library)
    read = _read(request, loaded, data)
    _check_project(request.file, read.taken, data)
    merged = merge(read.taken, data)
    wanted = _follow_departments(data, merged.data)
    if loaded.library.handbook.record_revisions == "是":
        wanted = record_revisions(data, wanted, request.today)
    notes = (*read.notes, *_left_behind(data, wanted), *_gone(data, wanted))
    return Prepared(
        request=request,
        changes=compare_plain(data, wanted),
        conflicts=merged.conflicts,
        notes=tuple(dict.fromkeys(notes)),
        comments=read.comments,
        titles=_titles(data, wanted),
        staged=stage(request.project, loaded, wanted),
        loaded=loaded,
    )


def carry_out(prepared: Prepared) -> None:
    """Write what was prepared: all of it, or nothing. Raises OutputError or InputError."""
    write(prepared.request.project, prepared.loaded, prepared.staged)


def _read(request: Request, loaded: Loaded, data: Plain) -> FromWord:
    file, suffix = str(request.file), request.file.suffix.lower()
    content = read_file(request.file)
    if suffix in _ROSTER:
        from jdgen.sync.xlsx import read_roster  # heavy: its own views

        return FromWord(read_roster(content, file, data), (), ())
    if suffix not in _WORD:
        raise refusal(
            file,
            message("only Word files (.docx) and rosters (.xlsx) are taken back"),
            message("other documents are read by: jdgen import FILE --into DIR"),
        )
    word = read_word(content, file, original=request.original)
    return take_word(word, loaded.library, data)


def _check_project(file: Path, taken: Taken, data: Plain) -> None:
    """Refuse a file that was printed from other data: nothing in it could be taken back."""
    if taken.printed is None or not taken.printed["roles"]:
        return
    known = {each["id"] for each in data["roles"]}
    if not any(each["id"] in known for each in taken.printed["roles"]):
        what = message("this file was printed from another project: no post in it is one of this"
                       " project")  # fmt: skip
        hint = message("name the project's folder with --project DIR")
        raise InputError([Problem(Location(str(file)), what, hint)])


def _follow_departments(data: Plain, wanted: Plain) -> dict[str, Any]:
    """Let posts and departments that name a renamed department name it anew.

    A post must be in a department that exists, so a sync would fail without this.
    """
    names = {each["id"]: each["name"] for each in data["departments"]}
    renamed = {
        names[each["id"]]: each["name"]
        for each in wanted["departments"]
        if each["id"] in names and names[each["id"]] != each["name"]
    }
    before, after = data["handbook"]["organisation"], wanted["handbook"]["organisation"]
    if before != after:
        renamed[before] = after
    there = {each["name"] for each in wanted["departments"]} | {after}
    renamed = {old: new for old, new in renamed.items() if old not in there}

    def followed(record: Plain, name: str) -> dict[str, Any]:
        found = record.get(name)
        return {**record, name: renamed[found]} if found in renamed else dict(record)

    return {
        "handbook": wanted["handbook"],
        "departments": [followed(each, "parent") for each in wanted["departments"]],
        "roles": [followed(each, "department") for each in wanted["roles"]],
    }


def _left_behind(data: Plain, wanted: Plain) -> Iterator[Message]:
    """Yield a note for each title that is gone and that other posts still name."""
    titles = {each["title"] for each in wanted["roles"]}
    titles |= {name for each in wanted["roles"] for name in each.get("aliases", ())}
    for each in data["roles"]:
        old = each["title"]
        if old in titles:
            continue
        naming = [post["title"] for post in wanted["roles"] if old in _named(post)]
        if naming:
            yield message(
                "“{title}” is still named by: {posts}; “jdgen check” shows where",
                title=old,
                posts=naming,
            )


def _named(post: Plain) -> set[str]:
    names: set[str] = set()
    for name in _REFERENCES:
        value = post.get(name, ())
        names |= {value} if isinstance(value, str) else set(value)
    for report in post.get("reports", ()):
        names |= set(report.get("recipients", ()))
    return names


def _gone(data: Plain, wanted: Plain) -> Iterator[Message]:
    """Yield a note for a post whose file goes with what no document prints."""
    kept = {each["id"] for each in wanted["roles"]}
    for each in data["roles"]:
        if each["id"] not in kept and "recruitment" in each:
            yield message("with “{title}”, its section 招聘 (recruitment) goes as well",
                          title=each["title"])  # fmt: skip


def _titles(data: Plain, wanted: Plain) -> dict[str, str]:
    """Return the titles of posts and names of departments by id, as they are now called."""
    return {
        each["id"]: str(each.get("title", each.get("name")))
        for whole in (data, wanted)
        for name in ("departments", "roles")
        for each in whole[name]
    }
