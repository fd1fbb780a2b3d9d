"""What ``jdgen export`` makes of a project: the roster as a workbook, the calendars of reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jdgen.errors import InputError, Location, Problem, message
from jdgen.library import load
from jdgen.packs import distinct_names, file_name
from jdgen.render.ics import render_ics
from jdgen.render.xlsx import render_xlsx
from jdgen.terms.phrases import phrase
from jdgen.views.calendar import Undated, view_calendars
from jdgen.views.roster import view_roster
from jdgen.views.roster_words import words


@dataclass(frozen=True)
class Exported:
    """Files by path, notes on what was read, and the reports that are in no calendar."""

    files: Mapping[Path, bytes]
    notes: tuple[Problem, ...]
    undated: tuple[Undated, ...] = ()


def export_calendar(project: Path, to: Path | None, moment: datetime | None = None) -> Exported:
    """Return the calendars: one file per post and one of all, or that one alone.

    ``to`` is a folder (``output/calendar`` of the project, if left out), or the one file's name if
    it ends in .ics. Raises InputError where the data can't be read, or no report has a date.
    """
    loaded = load(project)
    calendars = view_calendars(loaded.library, moment)
    if not calendars.together.events:
        what = message("no report here comes at times that a calendar can show")
        hint = message(
            "give reports a time like 每周五, 月末, 每月5日前 or 季末 (编制时间), and export again"
        )
        raise InputError([Problem(Location("data/roles"), what, hint)])
    together = render_ics(calendars.together)
    if to is not None and to.suffix.lower() == ".ics":
        return Exported({to: together}, loaded.notes, calendars.undated)
    folder = to if to is not None else project / "output" / "calendar"
    all_of_them = phrase("all_reports", loaded.library.handbook.language)
    pairs = [(role.id, role.title) for role, _ in calendars.posts]
    # A post of the same name gives way: "/" is in no id.
    names = distinct_names([("/", all_of_them), *pairs])
    files = {folder / file_name(all_of_them, "ics"): together}
    for role, view in calendars.posts:
        files[folder / file_name(names[role.id], "ics")] = render_ics(view)
    return Exported(files, loaded.notes, calendars.undated)


def export_roster(project: Path, to: Path | None, moment: datetime | None = None) -> Exported:
    """Return the roster as a workbook, at ``to``, else in ``output/roster`` of the project.

    Raises InputError where the data can't be read, or a text is too long for a cell.
    """
    loaded = load(project)
    roster = view_roster(loaded.library, moment)
    if to is None:
        handbook = loaded.library.handbook
        name = file_name(words("file", handbook.language, title=handbook.title), "xlsx")
        to = project / "output" / "roster" / name
    return Exported({to: render_xlsx(roster)}, loaded.notes)
