"""The report of an import: judged as the other web pages are, and complete."""

from __future__ import annotations

from pathlib import Path

from tests.checkers import html
from tests.checkers.tools import need
from tests.small import jdgen

TEXT = (
    "岗位名称：出纳\n所在部门：财务部\n岗位职责：\n1、收付现金。\n2、登记日记账。\n"
    "八、廉洁承诺\n不挪用公款。\n"
)


def test_the_report_stands_up_to_the_checkers_and_shows_every_passage(tmp_path: Path) -> None:
    """At the width of a phone and of a desk, in both languages; what found no place is in it."""
    need(*html.TOOLS)
    source = tmp_path / "a.txt"
    source.write_text(TEXT, encoding="utf-8")
    reports = []
    for lang in ("zh", "en"):
        run = jdgen("import", source, "--into", tmp_path / lang, "--lang", lang)
        assert run.status == 0, run.errors
        reports.append(tmp_path / lang / "import-report.html")
    assert html.check_html(reports) == []
    for report in reports:
        words = report.read_text(encoding="utf-8")
        for said in ("出纳", "财务部", "收付现金。", "登记日记账。", "不挪用公款。"):
            assert said in words
    post = next((tmp_path / "zh" / "data" / "roles").rglob("*.yaml")).read_text(encoding="utf-8")
    assert "不挪用公款。" in post
