"""The report of the checks as a web page: all that was found, for everybody, by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.check_samples import write_sample
from tests.checkers import html
from tests.checkers.tools import need
from tests.small import CLERK, SMALL, hashes, jdgen, write_project
from tests.source_defects import ROOT, write_defective

ENVIRON = {"SOURCE_DATE_EPOCH": "1768435200"}  # 2026-01-15
# Text that a page must not take for its own tags.
AWKWARD = "</td><script>alert(1)</script> & “甲” <b>"
UNLAWFUL = "任职资格: {其他要求: [{名称: 性别, 内容: 限男性}]}\n"


def write_report(project: Path, target: Path, lang: str) -> Path:
    """Check a project and return where its report was written."""
    options = ("--project", project, "--format", "html", "--output", target, "--lang", lang)
    run = jdgen("check", *options, environ=ENVIRON)
    assert run.errors == ""
    return target


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports of every kind, in both languages: much found, little, nothing, nothing readable."""
    folder = tmp_path_factory.mktemp("reports")
    projects = {
        "defective": write_defective(folder / "defective"),
        "example": ROOT,
        "english": ROOT / "templates" / "projects" / "english",
        "unlawful": write_sample(folder / "unlawful", UNLAWFUL),
        "nothing": write_project(folder / "nothing"),
        "unread": write_project(folder / "unread", {CLERK: "x: [\n", "data/departments/y.yml": ""}),
        "awkward": write_sample(folder / "awkward", f"直接上级: '{AWKWARD}'\n"),
    }
    return {
        f"{name}-{lang}": write_report(project, folder / f"{name}-{lang}.html", lang)
        for name, project in projects.items()
        for lang in ("zh", "en")
    }


class _Words(HTMLParser):
    """Collects what a page says, without its head."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.rows: list[list[str]] = []
        self._hidden = 0
        self._cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._hidden += tag in ("head", "style", "script")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("head", "style", "script")
        self._cell = self._cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)
            if self._cell:
                self.rows[-1][-1] += data


def words(path: Path) -> _Words:
    """Return what a report says, as a reader gets it."""
    parser = _Words()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def findings(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a report's findings."""
    yield from (row for row in words(path).rows if re.fullmatch(r"JD[0-9]{3}", (*row, "", "")[1]))


def test_every_finding_is_on_the_page(reports: dict[str, Path], tmp_path: Path) -> None:
    """As many rows as the text has blocks, each with its code, severity, line and words."""
    project = write_defective(tmp_path)
    for lang in ("zh", "en"):
        run = jdgen("check", "--project", project, "--lang", lang, environ=ENVIRON)
        blocks = [line for line in run.output.splitlines()[:-1] if line.startswith("data/")]
        rows = list(findings(reports[f"defective-{lang}"]))
        assert len(rows) == len(blocks) > 40
        for block in blocks:
            place, label, *rest = block.split(": ")
            severity, code = label.split(" ")
            line = place.split(":")[1]
            assert any(
                row[:3] == [severity, code, line] and row[3].endswith(rest[-1]) for row in rows
            ), block


def test_pages_stand_in_print_order_and_errors_first_on_each(reports: dict[str, Path]) -> None:
    """As the handbook has them: departments, then posts from the top down."""
    text = reports["defective-zh"].read_text(encoding="utf-8")
    titles = re.findall(r'<h3 id="page-\d+">([^<]+)</h3>', text)
    assert titles == [
        "市场拓展部", "营销部", "市场拓展部经理", "电话营销专员", "市场拓展部主管",
        "市场拓展部专员", "营销部经理", "产品定位分析师", "产品营销策划师",
    ]  # fmt: skip
    for table in text.split("<h3 ")[1:]:
        severities = re.findall(r'class="severity (\w+)"', table)
        ranks = [("error", "warning", "hint").index(each) for each in severities]
        assert ranks == sorted(ranks)


def test_the_law_is_explained_once(reports: dict[str, Path]) -> None:
    """Cited at each finding, and below with what it says; what was not verified says so."""
    said = "".join(words(reports["unlawful-zh"]).said)
    assert said.count("依据：《") == 1
    assert "所依据的法律条文" in said
    laws = [row for row in words(reports["unlawful-zh"]).rows if row[0].startswith("《")]
    assert len(laws) > 2
    assert all(len(rule) > 10 for _, rule in laws)
    assert "所依据的法律条文" not in "".join(words(reports["nothing-zh"]).said)


def test_nothing_found_and_nothing_readable_are_said(reports: dict[str, Path]) -> None:
    """In words, not by an empty page."""
    assert "没有发现问题。" in "".join(words(reports["nothing-zh"]).said)
    assert "Nothing was found." in "".join(words(reports["nothing-en"]).said)
    unread = "".join(words(reports["unread-zh"]).said)
    assert "数据无法读取" in unread
    assert "JD101" in unread


def test_text_of_the_data_stays_text(reports: dict[str, Path]) -> None:
    """What looks like a tag in it is shown, and does nothing."""
    for lang in ("zh", "en"):
        path = reports[f"awkward-{lang}"]
        assert AWKWARD in "".join(words(path).said)
        assert "<script" not in path.read_text(encoding="utf-8")


def test_the_same_data_gives_the_same_report(reports: dict[str, Path], tmp_path: Path) -> None:
    """On the same day; the day is on it."""
    again = write_report(write_defective(tmp_path / "p"), tmp_path / "x.html", "zh")
    assert again.read_bytes() == reports["defective-zh"].read_bytes()
    assert "2026-01-15" in "".join(words(again).said)


def test_a_template_of_the_projects_own_is_used_and_its_faults_are_told(tmp_path: Path) -> None:
    """With its line."""
    template = "templates/html/checks/report.html"
    project = write_project(tmp_path / "p", {template: "<h1>{{ report.dated }}</h1>"})
    before = hashes(project)
    report = write_report(project, tmp_path / "own.html", "zh")
    assert report.read_text(encoding="utf-8") == "<h1>2026-01-15</h1>"
    write_project(project, {template: "<p>\n{{ report.datum }}"})
    run = jdgen("check", "--project", project, "--format", "html", "--lang", "en")
    assert (run.status, run.output) == (1, "")
    assert run.errors.startswith(f"{template}:2:11: there is nothing called “datum” here")
    assert hashes(project).keys() == before.keys()
    assert SMALL[CLERK] == (project / CLERK).read_text(encoding="utf-8")


def test_reports_are_good_html_for_everybody(reports: dict[str, Path]) -> None:
    """The Nu checker and axe find nothing, at the width of a phone and of a desk, offline."""
    need(*html.TOOLS)
    assert html.check_html(reports.values()) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ('<table class="findings" ', '<table class="findings"><caption></caption', "error"),
        ("--warning: #7a4b00", "--warning: #e8c66a", "color-contrast"),
        ('<html lang="zh-CN">', "<html>", "html-has-lang"),
        ("</main>", '<img src="https://example.com/x.png"></main>', "request"),
    ],
)
def test_a_faulty_report_is_found(
    reports: dict[str, Path], tmp_path: Path, good: str, bad: str, rule: str
) -> None:
    """By the Nu checker, axe or the browser."""
    need(*html.TOOLS)
    text = reports["defective-zh"].read_text(encoding="utf-8")
    assert good in text
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(text.replace(good, bad), encoding="utf-8")
    assert rule in {finding.rule for finding in html.check_html([spoilt])}
