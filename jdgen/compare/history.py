"""What changed, as the next line of the handbook's revision history (修订记录), in the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jdgen.changes import plain
from jdgen.compare.printing import UNPRINTED
from jdgen.errors import InputError, Problem, message
from jdgen.library import Loaded, load
from jdgen.meaning import Comparison
from jdgen.sync.revising import raised
from jdgen.sync.writing import Staged, stage, write
from jdgen.views.revision_line import revision_line


@dataclass(frozen=True)
class Recorded:
    """The line, ready to be written: its version, its date, what changed."""

    version: str
    date: str
    change: str
    project: Path
    loaded: Loaded
    staged: Staged

    def write(self) -> None:
        """Write it into ``data/handbook.yaml``. Raises OutputError or InputError."""
        write(self.project, self.loaded, self.staged)


def prepare_line(project: Path, comparison: Comparison, today: date) -> Recorded | None:
    """Return the next line of the history, None where nothing changed that it could tell.

    Its version is the handbook's, raised where it is still that of the old state; its date that of
    issue, unless that is still the old one, then ``today``. Raises InputError where the history has
    a line for that version already.
    """
    text = revision_line(comparison, UNPRINTED)
    if not text:
        return None
    loaded = load(project)
    wanted = plain(loaded.library)
    handbook: dict[str, Any] = wanted["handbook"]
    old = comparison.old.handbook
    known = [str(each["version"]) for each in handbook.get("revisions", ())]
    version = handbook.get("version")
    if version is None:
        version = raised(known[-1] if known else "")
    elif version == old.version:
        version = raised(version)
        handbook["version"] = version
    if version in known:
        place = ("handbook", "revisions", known.index(version))
        what = message("the revision history has a line for version {version} already",
                       version=version)  # fmt: skip
        hint = message("raise the handbook's version, or delete that line, and run this again")
        problem = Problem(loaded.library.locate(*place), what, hint, loaded.library.spell(*place))
        raise InputError([problem])
    issued = handbook.get("issue_date")
    day = issued if issued is not None and issued != old.issue_date else today.isoformat()
    line = {"version": version, "date": day, "change": text}
    handbook["revisions"] = [*handbook.get("revisions", ()), line]
    return Recorded(version, day, text, project, loaded, stage(project, loaded, wanted))


