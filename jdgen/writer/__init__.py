"""The only writer: every file staged beside its target, then all put in place; floor 6.

Knows only paths and bytes. A build that is killed at any moment leaves each file whole, either as
it was or as it should be; one that fails puts back what it had replaced already.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jdgen.errors import OutputError, Problem
from jdgen.writer.failures import NotOursError, describe_failure
from jdgen.writer.leftovers import clear_leftovers, temporary_name
from jdgen.writer.lock import alone_in

# O_NOFOLLOW and O_BINARY are each missing on one kind of system.
_CREATE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
_CREATE |= getattr(os, "O_BINARY", 0)


def _no_look() -> None:
    """Find nothing wrong."""


@dataclass
class _Staged:
    """One file on its way: ``asked`` is the caller's path, ``target`` what it stands for."""

    asked: Path
    target: Path
    temporary: Path
    backup: Path | None = None
    replaced: bool = False


def write_files(files: Mapping[Path, bytes], last_look: Callable[[], None] = _no_look) -> None:
    """Write all of ``files``, or none of them.

    ``last_look`` is called when everything is ready to be put in place and no other run is putting
    files there: what it raises ends the matter with everything as it was.

    Missing folders are made. A file that exists keeps its mode, a new one gets what the umask
    says. Where a symbolic link stands, the link stays and the file it names is replaced, provided
    that it lies in the same folder.

    Raises OutputError with one problem per file that can't be written; everything is then as it
    was before.
    """
    with _Writing() as writing:
        for path, data in files.items():
            with writing.collecting(path):
                writing.stage(path, data)
        writing.stop_on_problems()
        with alone_in(staged.target.parent for staged in writing.staged):
            last_look()
            for staged in writing.staged:
                with writing.collecting(staged.asked):
                    writing.replace(staged)
            writing.stop_on_problems()
            writing.done = True
    for folder in {staged.target.parent for staged in writing.staged}:
        _sync_folder(folder)


def check_writable(paths: Iterable[Path]) -> None:
    """Raise OutputError now if :func:`write_files` would fail on ``paths`` for a visible reason.

    Tries out each folder (the nearest that exists) with an empty file; makes no folder. A disk
    that is too full can't be seen this way.
    """
    problems: list[Problem] = []
    tried: dict[Path, OSError | None] = {}
    for path in paths:
        try:
            target = _target(path)
            _refuse_folder(target)
            if os.name == "nt" and target.exists():
                # Windows refuses to replace a file that another program holds open.
                with target.open("r+b"):
                    pass
            folder = next(above for above in target.parents if os.path.lexists(above))
            if folder not in tried:
                tried[folder] = _try_out(folder)
            if (failure := tried[folder]) is not None:
                raise failure
        except (OSError, ValueError) as error:
            problems.append(describe_failure(path, error))
    if problems:
        raise OutputError(problems)


def remove_files(paths: Iterable[Path]) -> None:
    """Remove files, and symbolic links but not what they name; what is missing is no error.

    Folders stay, even empty. Raises OutputError with one problem per file that could not be
    removed; the others are gone.
    """
    problems: list[Problem] = []
    folders: set[Path] = set()
    for path in paths:
        try:
            if not path.is_symlink():
                _refuse_folder(path)
            path.unlink(missing_ok=True)
            folders.add(path.parent)
        except (OSError, ValueError) as error:
            problems.append(describe_failure(path, error))
    for folder in folders:
        _sync_folder(folder)
    if problems:
        raise OutputError(problems)


class _Writing:
    """One call's files and folders, to be taken back unless all went well."""

    def __init__(self) -> None:
        self.staged: list[_Staged] = []
        self.problems: list[Problem] = []
        self.done = False
        self._targets: set[Path] = set()
        self._made: list[Path] = []
        self._cleared: set[Path] = set()

    def __enter__(self) -> _Writing:
        return self

    def __exit__(self, *_: object) -> None:
        """Put back (also on Ctrl-C) and clean up; what fails here is left for the next run."""
        for staged in reversed(self.staged):
            if staged.replaced and not self.done:
                with contextlib.suppress(OSError):
                    if staged.backup:
                        staged.backup.replace(staged.target)
                    else:
                        staged.target.unlink()
            for leftover in (staged.temporary, staged.backup):
                if leftover:
                    with contextlib.suppress(OSError):
                        leftover.unlink()
        if not self.done:
            for folder in reversed(self._made):
                with contextlib.suppress(OSError):
                    folder.rmdir()

    @contextlib.contextmanager
    def collecting(self, path: Path) -> Iterator[None]:
        """Turn a failure with ``path`` into a problem."""
        try:
            yield
        except (OSError, ValueError) as error:
            self.problems.append(describe_failure(path, error))

    def stop_on_problems(self) -> None:
        """Raise OutputError if anything failed so far."""
        if self.problems:
            raise OutputError(self.problems)

    def stage(self, path: Path, data: bytes) -> None:
        """Write ``data`` beside its target, down to the disk."""
        target = _target(path)
        _refuse_folder(target)
        if target in self._targets:
            raise NotOursError(NotOursError.TWICE)
        self._targets.add(target)
        self._make_folder(target.parent)
        if target.parent not in self._cleared:
            self._cleared.add(target.parent)
            clear_leftovers(target.parent)
        staged = _Staged(path, target, _temporary_in(target.parent))
        handle = os.open(staged.temporary, _CREATE, 0o666)
        self.staged.append(staged)
        try:
            with contextlib.suppress(FileNotFoundError):
                _copy_mode(target, handle)
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(handle, rest) :]
            os.fsync(handle)
        finally:
            os.close(handle)

    def replace(self, staged: _Staged) -> None:
        """Put a staged file in its place, with what stood there kept aside until the end."""
        if staged.target.exists():
            backup = _temporary_in(staged.target.parent)
            staged.backup = backup
            try:
                os.link(staged.target, backup)
            except OSError:  # FAT and some network drives have no links
                shutil.copy2(staged.target, backup)
        staged.temporary.replace(staged.target)
        staged.replaced = True

    def _make_folder(self, folder: Path) -> None:
        missing = [folder, *folder.parents]
        missing = missing[: next(i for i, above in enumerate(missing) if os.path.lexists(above))]
        for new in reversed(missing):
            new.mkdir(exist_ok=True)
            self._made.append(new)
            _sync_folder(new.parent)


def _target(path: Path) -> Path:
    """Return the file to replace: ``path`` with its folder resolved and its own link followed.

    Raises NotOursError where the link names a file in another folder: whoever made it may not
    know that writing here changes something there.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - Path.resolve would follow the last link
    folder = path.parent.resolve()
    target = folder / path.name
    if not target.is_symlink():
        return target
    try:
        named = target.resolve()
    except RuntimeError as error:  # Python 3.11 and 3.12, of a link that leads to itself
        raise OSError(errno.ELOOP, "") from error
    if named.is_symlink():  # the same from Python 3.13 on
        raise OSError(errno.ELOOP, "")
    if named.parent != folder:
        raise NotOursError(NotOursError.LINK)
    return named


def _refuse_folder(target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if stat.S_ISDIR(mode):
            raise NotOursError(NotOursError.FOLDER)
        if not stat.S_ISREG(mode):
            raise NotOursError(NotOursError.DEVICE)


def _copy_mode(target: Path, handle: int) -> None:
    if hasattr(os, "fchmod"):
        os.fchmod(handle, stat.S_IMODE(target.stat().st_mode))


def _temporary_in(folder: Path) -> Path:
    return folder / temporary_name()


def _try_out(folder: Path) -> OSError | None:
    temporary = _temporary_in(folder)
    try:
        # Also what an earlier trial left that was killed: nothing may be written here for long.
        clear_leftovers(folder)
        os.close(os.open(temporary, _CREATE, 0o666))
        temporary.unlink()
    except OSError as error:
        return error
    return None


def _sync_folder(folder: Path) -> None:
    """Bring a folder's entries down to the disk, where the system can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
