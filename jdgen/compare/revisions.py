"""The data as a git revision has it: read by git itself, kept only while it is looked at."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from jdgen.errors import EnvironmentProblem, InputError, Location, Problem, message
from jdgen.library import Loaded, load

_FILES = (b"100644", b"100755")
_SUFFIXES = (".yaml", ".yml")
_MOST_BYTES = 256 * 1024 * 1024
_SECONDS = 60


@dataclass(frozen=True)
class Revision:
    """A commit that a name stands for: its full id, a short one, and its day."""

    name: str
    commit: str
    short: str
    day: str


def find_revision(project: Path, name: str) -> Revision | None:
    """Return the commit that git knows by ``name`` in the project's repository, None if none is.

    Raises EnvironmentProblem where there is a repository and no git.
    """
    if name.startswith("-") or not project.is_dir():
        return None
    if shutil.which("git") is None:
        if any((each / ".git").exists() for each in (project, *project.resolve().parents)):
            what = message("revisions are read by git, which is not installed here")
            hint = message("install git (https://git-scm.com), or name an edition or a folder")
            raise EnvironmentProblem([Problem(Location(name), what, hint)])
        return None
    # One line each: where a name means a tag, the commit that it marks.
    asked = _git(project, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if asked is None or not asked.strip():
        return None
    commit = asked.decode("ascii", "replace").strip()
    told = _git(project, "show", "--no-patch", "--format=%h%n%cs", commit)
    short, day = (told or b"").decode("ascii", "replace").split("\n")[:2]
    return Revision(name, commit, short, day)


def load_revision(project: Path, revision: Revision) -> Loaded:
    """Read the data of a revision. Raises InputError with every problem of every file."""
    tree = f"{revision.commit}:./data"
    listed = _git(project, "ls-tree", "-r", "-z", "-l", "--full-tree", tree)
    if listed is None:
        what = message("in this revision, the project has no folder data/")
        hint = message("name a later one: git log -- data")
        raise InputError([Problem(Location(revision.name), what, hint)])
    files = list(_data_files(listed))
    if sum(size for _, _, size in files) > _MOST_BYTES:
        what = message("the data of this revision is far too large")
        raise InputError([Problem(Location(revision.name), what)])
    with tempfile.TemporaryDirectory(prefix="jdgen-") as folder:
        copy = Path(folder)
        (copy / "data").mkdir()
        for name, blob, _ in files:
            path = copy / "data" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_git(project, "cat-file", "blob", blob) or b"")
        try:
            return load(copy)
        except InputError as failure:
            raise InputError(
                _placed(problem, revision, copy) for problem in failure.problems
            ) from failure


def _data_files(listed: bytes) -> Iterator[tuple[str, str, int]]:
    """Yield the path, the object and the size of each YAML file; links and modules are none."""
    for line in listed.split(b"\0"):
        head, _, name = line.partition(b"\t")
        # Mode, kind, object, size.
        about = head.split()
        if len(about) != 4 or about[0] not in _FILES:
            continue
        blob, size = about[2:]
        path = PurePosixPath(name.decode("utf-8", "replace"))
        if path.suffix.lower() in _SUFFIXES and ".." not in path.parts and not path.is_absolute():
            yield str(path), blob.decode("ascii"), int(size)


def _placed(problem: Problem, revision: Revision, copy: Path) -> Problem:
    """Say of a problem in which revision it is."""
    if not (copy / "data" / "handbook.yaml").exists() and "handbook" in problem.location.file:
        what = message("in this revision, the project has no data/handbook.yaml")
        hint = message("name a later one: git log -- data")
        return Problem(Location(revision.name), what, hint)
    place = problem.location
    return replace(problem, location=replace(place, file=f"{revision.name}:{place.file}"))


def _git(project: Path, *arguments: str) -> bytes | None:
    """Return what git says, None where it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no name that reads as an option
            ["git", "-C", str(project), *arguments],  # noqa: S607 - whichever git the user has
            capture_output=True, check=False, timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
