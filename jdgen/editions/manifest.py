"""What ``edition.json`` holds: what an edition is, what it was made with, and every file's hash.

It is sealed by a hash of its own. That finds what was changed by accident or in passing; whoever
means to deceive can make a new seal, so the seal is worth writing down elsewhere, as on the paper
that was signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from jdgen.errors import InputError, Location, Message, Problem, message

FILE = "edition.json"
FORMAT = 1  # and `Manifest.format`
_MAX_BYTES = 16 * 1024 * 1024

Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def _only_below(files: Mapping[str, str]) -> Mapping[str, str]:
    """Refuse a path that leads out of the folder: this file may come from anywhere."""
    for name in files:
        # As this system reads it: elsewhere a backslash is a character as any other.
        path = Path(name)
        if path.drive or path.root or ".." in path.parts or path.as_posix() != name or "\0" in name:
            raise ValueError("a path that leads elsewhere")
    return files


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Count(_Part):
    """How many findings of each severity the checks had."""

    error: int = 0
    warning: int = 0
    hint: int = 0


class CheckResult(_Part):
    """What the checks found, on which day: ``findings`` as ``jdgen check --format json`` has it."""

    day: date
    counts: Count
    findings: tuple[Mapping[str, str | int], ...] = ()


class Forced(_Part):
    """What stood against the release and was let through by ``--force``."""

    what: str
    place: str = ""


class MadeWith(_Part):
    """What the documents' bytes depend on besides the frozen files.

    ``code`` is a hash over jdgen's own code and templates; ``engines`` are versions by name;
    ``fonts`` hashes by the name of the face.
    """

    jdgen: str
    code: Hash
    engines: Mapping[str, str]
    fonts: Mapping[str, Hash]


class Manifest(_Part):
    """An edition: ``pages`` by pack; ``files`` hashes by path below the edition's folder.

    ``number`` counts the project's editions from 1; ``forced`` is empty unless ``--force`` let
    something through.
    """

    format: Literal[1] = 1
    edition: str
    number: int
    date: date
    note: str = ""
    title: str
    posts: int
    departments: int
    pages: Mapping[str, int]
    checks: CheckResult
    forced: tuple[Forced, ...] = ()
    made_with: MadeWith
    files: Annotated[Mapping[str, Hash], AfterValidator(_only_below)]

    @property
    def seal(self) -> str:
        """The hash of all of this."""
        return _seal(self.model_dump(mode="json"))

    def as_bytes(self) -> bytes:
        """Return the content of ``edition.json``: UTF-8, the seal behind all the rest."""
        plain = self.model_dump(mode="json")
        text = json.dumps({**plain, "seal": _seal(plain)}, ensure_ascii=False, indent=1)
        # Half a character in a file's name has no UTF-8: it is shown as an escape.
        return (text + "\n").encode("utf-8", "backslashreplace")


def _seal(plain: Mapping[str, Any]) -> str:
    """Return the hash of the values: how they are set in lines is nobody's business."""
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def read_manifest(folder: Path, shown: str) -> Manifest:
    """Return what the ``edition.json`` of ``folder`` says; ``shown`` is the folder's name in words.

    Raises InputError where it is missing, can't be read, or no longer fits its seal.
    """
    path, place = folder / FILE, Location(f"{shown}/{FILE}")
    restore = message("put the file back as it was: from a backup, or from version control")
    try:
        if not path.is_file():
            what = message("this file is missing: the folder is no edition, or no whole one")
            raise _problem(place, what, restore)
        if path.stat().st_size > _MAX_BYTES:
            raise _problem(place, message("this file is far too large"), restore)
        data = path.read_bytes()
    except OSError as failure:
        hint = message("close it elsewhere, or ask for the right to read it")
        raise _problem(place, message("this file can't be opened"), hint) from failure
    try:
        plain = json.loads(data)
    except (ValueError, RecursionError) as failure:
        what = message("this file is damaged: it can't be read")
        raise _problem(place, what, restore) from failure
    if (
        isinstance(plain, dict)
        and isinstance(plain.get("format"), int)
        and plain["format"] > FORMAT
    ):
        what = message("this edition was made by a later jdgen than this one")
        raise _problem(place, what, message("install the latest jdgen"))
    try:
        seal = plain.pop("seal", None) if isinstance(plain, dict) else None
        manifest = Manifest.model_validate(plain)
    except (ValidationError, RecursionError) as failure:
        what = message("this file is damaged: it does not say what an edition says")
        raise _problem(place, what, restore) from failure
    if seal != _seal(plain):
        what = message("somebody changed this file after the release: its seal no longer fits")
        raise _problem(place, what, restore)
    return manifest


def _problem(place: Location, what: Message, hint: Message) -> InputError:
    return InputError([Problem(place, what, hint)])
