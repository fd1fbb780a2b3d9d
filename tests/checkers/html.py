"""Web pages, judged by the W3C's Nu checker and, in a browser, by axe.

    python -m tests.checkers.html FILE.html ...

The Nu checker knows HTML and CSS, axe what people with disabilities need. The browser is Chromium,
with the network off, at the width of a phone and of a desk: a page that asks for anything besides
itself, says something on its console, or is wider than its window is at fault as well.
Exit status 0: no finding; 1: findings; 2: a file could not be read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding, report
from tests.checkers.tools import require, run

WIDTHS = (375, 1280)
TOOLS = ("java", "vnu", "node", "chromium", "axe", "playwright")
_SCRIPT = Path(__file__).with_name("page.mjs")


@dataclass(frozen=True)
class Opened:
    """What a browser shows of a page: its text as it is read, with what is hidden left out."""

    text: str


def check_html(paths: Iterable[Path]) -> list[Finding]:
    """Check pages with both checkers.

    Raises:
        ToolMissing: one of them, or the browser, is not on this machine.
        CheckerBroken: one of them did not answer for every page.
    """
    files = list(paths)
    return sorted([*check_with_vnu(files), *check_in_browser(files)[0]])


def check_with_vnu(paths: Sequence[Path]) -> list[Finding]:
    """Check pages with the Nu checker; its warnings are findings, too."""
    # Of a file that isn't there it says nothing.
    missing = [Finding(path, "vnu", UNREADABLE, "no such file") for path in paths
               if not path.is_file()]  # fmt: skip
    files = {path.resolve().as_uri(): path for path in paths}
    answer = run(
        "java",
        *("-jar", require("vnu"), "--format", "json", "--stdout", "--exit-zero-always"),
        *(path.resolve() for path in paths),
        timeout=300,
    )
    try:
        messages = json.loads(answer.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise CheckerBroken(f"vnu: {answer.stdout}{answer.stderr}") from error
    findings = missing
    for each in messages:
        unreadable = each["type"] == "non-document-error"
        rule = UNREADABLE if unreadable else each.get("subType", each["type"])
        place = f"line {each.get('lastLine', '?')}: {each['message']}"
        findings.append(Finding(_file(files, each.get("url", "")), "vnu", rule, place))
    return findings


def _file(files: dict[str, Path], url: str) -> Path:
    # Java writes file:/x where everybody else writes file:///x.
    known = {_bare(uri): path for uri, path in files.items()}
    if _bare(url) not in known:
        raise CheckerBroken(f"vnu speaks of a file it was not given: {url}")
    return known[_bare(url)]


def _bare(url: str) -> str:
    return "/" + url.removeprefix("file:").lstrip("/")


def check_in_browser(paths: Sequence[Path]) -> tuple[list[Finding], dict[Path, Opened]]:
    """Open pages at each width; return the findings, and what each page shows."""
    for name in ("axe", "chromium", "playwright"):
        require(name)
    by_name = {str(path.resolve()): path for path in paths}
    answer = run(
        "node",
        *(_SCRIPT, require("chromium"), require("axe"), ",".join(map(str, WIDTHS))),
        *by_name,
        timeout=300,
    )
    try:
        answers: list[dict[str, Any]] = json.loads(answer.stdout)
    except ValueError as error:
        raise CheckerBroken(f"{_SCRIPT.name}: {answer.stdout}{answer.stderr}") from error
    if [(each["file"], each["width"]) for each in answers] != [
        (name, width) for name in by_name for width in WIDTHS
    ]:
        raise CheckerBroken(f"{_SCRIPT.name} did not answer for every page: {answer.stderr}")
    findings = [finding for each in answers for finding in _findings(by_name[each["file"]], each)]
    return findings, {by_name[each["file"]]: Opened(each["text"]) for each in answers}


def _findings(file: Path, answer: dict[str, Any]) -> Iterable[Finding]:
    where = f"at {answer['width']} px"
    for kind in ("violations", "incomplete"):
        for each in answer[kind]:
            # What axe can't tell is looked into as well: a page of ours leaves it no doubt.
            doubt = " (undecided)" if kind == "incomplete" else ""
            example = f"{where}: {each['help']}{doubt}: {each['html']}"
            yield Finding(file, "axe", each["id"], example, each["count"])
    for request in answer["requests"]:
        yield Finding(file, "Chromium", "request", f"{where}: {request}")
    for problem in answer["problems"]:
        yield Finding(file, "Chromium", "console", f"{where}: {problem}")
    if answer["over"] > 0:
        yield Finding(file, "Chromium", "too wide", f"{where}: by {answer['over']} px")


def main(arguments: Sequence[str]) -> int:
    """Run the command; the arguments are files."""
    if not arguments:
        sys.stderr.write("usage: python -m tests.checkers.html FILE.html ...\n")
        return 2
    files = [Path(name) for name in arguments]
    return report(check_html(files), len(files))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
