"""The data that a printed document carries, made a whole library again.

A handbook carries what it prints: what steers jdgen, and what only advertisements say, is taken
from the other side, so that it is no change. A single description stands for one post: the others
are taken from the other side as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jdgen.changes import Plain
from jdgen.errors import InputError, Location, Problem, message
from jdgen.importers.readers.own import own_data
from jdgen.importers.readers.safety import read_file
from jdgen.model import Library
from jdgen.render.data import NOT_PRINTED

SUFFIXES = (".docx", ".pdf")
_FOLDERS = ("departments", "roles")


def read_document(path: Path) -> dict[str, Any]:
    """Return the data that a document carries. Raises InputError where it carries none."""
    name = str(path)
    if path.suffix.lower() not in SUFFIXES:
        what = message("only Word files (.docx) and PDFs that jdgen made can be compared")
        hint = message("make a project of other documents first: jdgen import FILE --into DIR")
        raise InputError([Problem(Location(name), what, hint)])
    found = own_data(read_file(path), name)
    if found is None or not found["roles"]:
        what = message("this file carries no data of jdgen's: it can't be compared")
        hint = message(
            "take a file that was built without --no-attach and not saved by another program,"
            " or make a project of it: jdgen import FILE --into DIR"
        )
        raise InputError([Problem(Location(name), what, hint)])
    return found


def is_single(data: Plain) -> bool:
    """Whether a document's data is that of one post's description."""
    of_a_book = {"foreword", "signoff", "revisions"}
    return len(data["roles"]) == 1 and not of_a_book & set(data["handbook"])


def complete(data: dict[str, Any], other: Plain | None, path: Path) -> Library:
    """Return a document's data as a library; ``other``: the plain values of the other side.

    Raises InputError where this jdgen can't read it, or where a single post is nowhere in
    ``other``.
    """
    if other is not None:
        data = _joined(data, other, path)
    try:
        return Library.model_validate(data)
    except ValidationError as failure:
        what = message("the data in this file can't be read by this version of jdgen")
        hint = message("build the file anew, and compare that")
        raise InputError([Problem(Location(str(path)), what, hint)]) from failure


def _joined(data: dict[str, Any], other: Plain, path: Path) -> dict[str, Any]:
    single = is_single(data)
    if single:
        _check_post(data, other, path)
    unseen = NOT_PRINTED["handbook"]
    steering = {
        name: value
        for name, value in other["handbook"].items()
        if name in unseen or (single and name not in data["handbook"])
    }
    whole: dict[str, Any] = {"handbook": {**steering, **data["handbook"]}}
    for name in _FOLDERS:
        there = {str(each["id"]): each for each in other[name]}
        found = [
            {**_kept(there.get(str(each.get("id")), {}), name, single=single), **each}
            for each in data[name]
        ]
        ids = {str(each.get("id")) for each in found}
        titles = {str(each.get("title")) for each in found} if name == "roles" else set()
        if single:
            found += [
                each for each in other[name]
                if each["id"] not in ids and each.get("title") not in titles
            ]  # fmt: skip
        whole[name] = found
    return whole


def _kept(record: Plain, name: str, *, single: bool) -> dict[str, Any]:
    """Return what of the other side's record the document does not print."""
    whole = single and name == "departments"
    return {key: value for key, value in record.items() if whole or key in NOT_PRINTED[name]}


def _check_post(data: Plain, other: Plain, path: Path) -> None:
    post = data["roles"][0]
    names = {str(each[name]) for each in other["roles"] for name in ("id", "title")}
    if not {str(post.get("id")), str(post.get("title"))} & names:
        what = message("this file describes “{title}”, which the other side does not have",
                       title=str(post.get("title")))  # fmt: skip
        hint = message("look whether both belong to the same handbook")
        raise InputError([Problem(Location(str(path)), what, hint)])
