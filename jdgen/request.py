"""What is asked of a build, and what came of it; light, so that one with nothing to do is at once.

Floor 7: above ``packs``, below all that makes documents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from jdgen.errors import Problem
from jdgen.packs import FORMATS, PACKS, Format


@dataclass(frozen=True)
class Wanted:
    """What to make, as far as it is not in the data.

    ``roles``: posts by id, title or alias, all of them where none is named. ``moment``: the date
    to use where the data has none. ``size`` and ``sheet``: of cards and notices, by their names.
    """

    formats: tuple[Format, ...] = FORMATS
    roles: tuple[str, ...] = ()
    attach: bool = True
    allow_draft: bool = False
    moment: datetime | None = None
    size: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Request:
    """What to build, with which theme, and where to: ``output``, else the project's own folder.

    ``today`` is for the checks alone, None where nothing may depend on the clock. ``cache``: what
    an earlier build has left may be used. ``workers``: how many processes lay pages out;
    ``cluster``: the address of a Dask scheduler whose workers do, instead.
    """

    project: Path
    packs: tuple[str, ...] = tuple(PACKS)
    theme: str | None = None
    output: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)
    today: date | None = None
    cache: bool = True
    workers: int = 1
    cluster: str | None = None

    @property
    def folder(self) -> Path:
        """Where the packs land."""
        return self.output if self.output is not None else self.project / "output"


@dataclass(frozen=True)
class Result:
    """What was built: the files' sizes by path, pages, and what is worth saying about it.

    ``refused``: documents that were not made, and why. ``findings``: how many the checks
    have, by the name of their severity. ``unchanged``: all of it was there already, and no file
    was written.
    """

    files: Mapping[Path, int]
    pages: int
    notes: tuple[Problem, ...]
    refused: tuple[Problem, ...]
    findings: Mapping[str, int]
    unchanged: bool = False
