"""Stamps: what a build was made from and what it wrote, so that the next one can leave it alone.

A stamp is a file of the project's cache, one for each way of asking. It holds for as long as all
that the build depended on is as it was, and everything that it wrote is there as it was written.
What the build had to say is kept in it as well. One that is damaged, or was not written by this
account on this machine, is as good as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from jdgen.cache.files import (
    READ_FOLDERS,
    Known,
    Look,
    environment,
    know,
    loaded_libraries,
    look_at,
    project_files,
    still,
)
from jdgen.cache.machine_key import is_signed, sign
from jdgen.cache.problems import pack_problems, unpack_problems
from jdgen.errors import OutputError, Problem
from jdgen.request import Request, Result
from jdgen.writer import remove_files, write_files

__all__ = [
    "CACHE", "READ_FOLDERS", "Kept", "Observed", "digest", "observe", "observe_pictures", "recall",
    "remember", "unchanged",
]  # fmt: skip

CACHE = ".cache/jdgen"
"""Where a project keeps what may be deleted at any time."""

_FOLDER = f"{CACHE}/builds"
_MOST = 32  # as many ways of asking are remembered, the latest ones
_BAD = (ValueError, TypeError, LookupError, AttributeError, OSError, RecursionError)

Unlawful = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True)
class Kept:
    """An earlier build's result, which stands, the day of its checks and what they forbade."""

    result: Result
    today: date | None
    unlawful: str


@dataclass(frozen=True)
class Observed:
    """What a build is going to read, seen before it was read."""

    environment: str
    files: Mapping[str, Known]
    pictures: tuple[str, ...] = ()


@dataclass
class _Stamp:
    """A stamp's content, as it stands in the file."""

    environment: str
    libraries: dict[str, Look]
    files: dict[str, Known]
    pictures: list[str]
    outputs: dict[str, Known]
    sizes: dict[str, int]
    told: dict[str, Any]
    renewed: bool = field(default=False, compare=False)


def unchanged(request: Request) -> Result | None:
    """Return the result of the build asked for if there is nothing to do, else None."""
    kept = recall(request)
    return kept.result if kept is not None and kept.today == request.today else None


def recall(request: Request) -> Kept | None:
    """Return what an earlier build left, if all that it read and wrote is as it was.

    Only the day may be another: then what the checks find may be, too.
    """
    if not request.cache:
        return None
    try:
        stamp = _read(_place(request))
        if not _stands(stamp, request):
            return None
        told = stamp.told
        kept = Kept(
            Result(
                files={request.folder / name: size for name, size in stamp.sizes.items()},
                pages=int(told["pages"]),
                notes=unpack_problems(told["notes"]),
                refused=unpack_problems(told["refused"]),
                findings={str(name): int(number) for name, number in told["findings"].items()},
                unchanged=True,
            ),
            date.fromisoformat(told["today"]) if told["today"] else None,
            str(told["unlawful"]),
        )
    except _BAD:
        return None
    if stamp.renewed:
        _write(request, stamp)
    return kept


def observe(request: Request) -> Observed | None:
    """Look at everything that a build is going to read; None where a file can't be read.

    To be called before any of it is read: what is changed meanwhile is then found next time.
    """
    if not request.cache:
        return None
    try:
        names = project_files(request.project)
        return Observed(environment(), {name: know(request.project / name) for name in names})
    except OSError:
        return None


def observe_pictures(
    request: Request, observed: Observed | None, names: Iterable[str]
) -> Observed | None:
    """Add the pictures that the data names, once it has been read."""
    if observed is None:
        return None
    pictures = tuple(names)
    try:
        seen = {name: know(request.project / name) for name in pictures}
    except (OSError, ValueError):  # a name may hold anything
        return None
    return replace(observed, files={**observed.files, **seen}, pictures=pictures)


def remember(
    request: Request,
    observed: Observed | None,
    result: Result,
    unlawful: Unlawful,
    written: Mapping[Path, bytes] | None = None,
) -> None:
    """Keep a build for :func:`recall`; ``written`` None: the files are those of an earlier one.

    Where the stamp can't be written, the next build does everything again, and that is all.
    """
    if observed is None:
        return
    outputs = {}
    try:
        for path in result.files:
            name = path.relative_to(request.folder).as_posix()
            if written is None:
                outputs[name] = know(path)
            else:
                outputs[name] = Known(None, hashlib.sha256(written[path]).hexdigest())
    except OSError:
        return
    stamp = _Stamp(
        observed.environment,
        dict(loaded_libraries()),
        dict(observed.files),
        list(observed.pictures),
        outputs,
        {path.relative_to(request.folder).as_posix(): n for path, n in result.files.items()},
        {
            "pages": result.pages,
            "notes": pack_problems(result.notes),
            "refused": pack_problems(result.refused),
            "findings": dict(result.findings),
            "today": request.today.isoformat() if request.today is not None else None,
            "unlawful": digest(unlawful),
        },
    )
    _write(request, stamp)


def digest(unlawful: Unlawful) -> str:
    """Return a hash over what forbids to advertise posts."""
    return hashlib.sha256(repr(sorted(unlawful.items())).encode("utf-8", "replace")).hexdigest()


def _stands(stamp: _Stamp, request: Request) -> bool:
    if stamp.environment != environment():
        return False
    if any(look_at(Path(path)) != look for path, look in stamp.libraries.items()):
        return False
    expected = {*project_files(request.project), *stamp.pictures}
    if expected != stamp.files.keys():
        return False
    return _renew(stamp, stamp.files, lambda name: request.project / name) and _renew(
        stamp, stamp.outputs, lambda name: request.folder / name
    )


def _renew(stamp: _Stamp, files: dict[str, Known], path: Callable[[str], Path]) -> bool:
    """Whether all files are as they were; those that only look otherwise are written down anew."""
    for name, known in files.items():
        now = still(path(name), known)
        if now is None:
            return False
        if now != known:
            files[name] = now
            stamp.renewed = True
    return True


def _place(request: Request) -> Path:
    wanted = request.wanted
    asked = [
        request.packs, request.theme, str(request.output), wanted.formats, wanted.roles,
        wanted.attach, wanted.allow_draft, str(wanted.moment), wanted.size, wanted.sheet,
    ]  # fmt: skip
    name = hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:32]
    return request.project / _FOLDER / f"{name}.json"


def _read(path: Path) -> _Stamp:
    """Return a stamp. Raises one of ``_BAD`` where it is missing, damaged or of another kind."""
    signature, _, text = path.read_bytes().partition(b"\n")
    if not is_signed(bytes.fromhex(signature.decode("ascii")), text):
        raise ValueError("a damaged stamp, or one from elsewhere")
    data = json.loads(text)
    for part in ("files", "outputs"):
        data[part] = {name: _known(each) for name, each in data[part].items()}
    data["libraries"] = {name: _look(each) for name, each in data["libraries"].items()}
    return _Stamp(**data)


def _known(packed: Any) -> Known:
    look, content = packed
    return Known(None if look is None else _look(look), content)


def _look(packed: Any) -> Look:
    size, content, anything, number = packed
    return size, content, anything, number


def _write(request: Request, stamp: _Stamp) -> None:
    place = _place(request)
    packed = {name: value for name, value in vars(stamp).items() if name != "renewed"}
    text = json.dumps(packed).encode()
    files = {place: sign(text).hex().encode() + b"\n" + text}
    ignore = request.project / CACHE / ".gitignore"
    if not ignore.exists():
        files[ignore] = b"*\n"
    with contextlib.suppress(OutputError, OSError):
        write_files(files)
        _forget_old(place.parent)


def _forget_old(folder: Path) -> None:
    stamps = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
    remove_files(stamps[:-_MOST])

