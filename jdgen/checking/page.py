"""The report of ``jdgen check`` as one web page: what is on it, in which order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from jdgen.checking import SEVERITIES, Examined, Say
from jdgen.checks.check import Finding, Severity
from jdgen.errors import Message, message
from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.produce.guarding import guarded
from jdgen.produce.job import no_progress
from jdgen.project import html_templates
from jdgen.render.check_report import Group, Law, Report, Row, render_report
from jdgen.resources import has_own_templates

_WORDS: Mapping[str, Message] = {
    "heading": message("Report of the checks"),
    "dated": message("As of"),
    "summary": message("Summary"),
    "severity": message("Severity"),
    "number": message("Number"),
    "posts": message("Where something was found"),
    "code": message("Code"),
    "place": message("Line"),
    "what": message("What is wrong"),
    "hint": message("What to do"),
    "law": message("Law"),
    "laws": message("Rules of law referred to"),
    "rule": message("What it says, in short"),
    "unverified": message("The text of this article could not be verified at its source."),
    "none": message("Nothing was found."),
    "unread": message("The data can't be read: the other checks wait until it can be."),
}


_GRAVEST = tuple(Severity)


def as_html(examined: Examined, project: Path, dated: date, say: Say, language: str) -> bytes:
    """Return the report as one page in UTF-8; ``language`` is that of ``say``: zh or en.

    Raises InputError where the project has a template of its own for it that fails.
    """
    laws = {str(law): law for each in examined.findings for law in each.articles}
    library = examined.library
    report = Report(
        language="zh-CN" if language == "zh" else "en",
        title=library.handbook.title if library is not None else "",
        dated=dated.isoformat(),
        readable=library is not None,
        counts=tuple(
            (name, say(SEVERITIES[Severity(name)]), number)
            for name, number in examined.counts().items()
        ),
        groups=tuple(_groups(examined, say)),
        laws=tuple(Law(name, say(law.rule), law.verified) for name, law in sorted(laws.items())),
        words={name: say(word) for name, word in _WORDS.items()},
    )
    with guarded(has_own_templates(project), len(report.groups), no_progress):
        page = render_report(report, html_templates(project))
    return page.encode("utf-8", "backslashreplace")


def _groups(examined: Examined, say: Say) -> Iterator[Group]:
    """Yield the pages of the handbook that something was found on, each file of data once."""
    by_file: dict[str, list[Finding]] = {}
    for finding in examined.findings:
        by_file.setdefault(finding.location.file, []).append(finding)
    titles = dict(_titles(examined.library)) if examined.library is not None else {}
    # As the handbook prints them; a file that belongs to none of its pages comes first.
    places = {file: number for number, file in enumerate(titles, 1)}
    for file in sorted(by_file, key=lambda file: (places.get(file, 0), file)):
        # What must be mended comes first on each page, then as the lines come.
        found = sorted(by_file[file], key=lambda finding: _GRAVEST.index(finding.severity))
        rows = tuple(_row(finding, say) for finding in found)
        yield Group(titles.get(file, file), file, rows)


def _titles(library: Library) -> Iterator[tuple[str, str]]:
    """Yield each file of data with the title of its page, in print order."""
    organisation = Organisation(library)
    yield library.locate("handbook").file, library.handbook.title
    for department in organisation.departments:
        yield library.locate("department", department.id).file, department.name
    for role in organisation.roles:
        yield library.locate("role", role.id).file, role.title


def _row(finding: Finding, say: Say) -> Row:
    return Row(
        code=finding.code,
        severity=finding.severity.value,
        shown_severity=say(SEVERITIES[finding.severity]),
        line=finding.location.line,
        key=finding.key,
        what=say(finding.what),
        hint=say(finding.hint) if finding.hint is not None else "",
        laws=tuple(str(article) for article in finding.articles),
    )
