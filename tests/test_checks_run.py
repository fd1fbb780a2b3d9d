"""The table of checks and the run over it: every example, severities, exceptions, places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import unlawful
from jdgen.checks.check import Check, Finding, Severity
from jdgen.checks.run import ALL_CHECKS, CHECKS, run_checks
from jdgen.library import load
from jdgen.organisation import Organisation
from jdgen.produce.job import Job, Wanted
from tests.check_samples import TODAY, faults, findings_in
from tests.checks_page import PAGE, page
from tests.small import CLERK, HANDBOOK, SMALL, write_project

GROUPS = {"JD1": "reading", "JD2": "consistency", "JD3": "law", "JD4": "wording", "JD5": "labour"}
# What a job is made from: nothing here prints anything.
NO_MATERIALS: Any = None
SUPERIOR = "roles: {clerk: {直接上级: 副经理}}\n"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Return what was found by code."""
    return [finding.code for finding in findings]


# ---- the table


@pytest.mark.parametrize("check", ALL_CHECKS, ids=lambda check: check.code)
def test_each_check_finds_its_example_and_leaves_a_near_one_alone(
    check: Check, tmp_path: Path
) -> None:
    """As the documentation shows them, in a project that is read from files."""
    assert faults(check, tmp_path) == []


def test_a_check_that_does_not_do_what_its_examples_show_is_found(tmp_path: Path) -> None:
    """One that is blind, one that finds too much, one whose example can't be read."""
    check = next(each for each in CHECKS if each.code == "JD202")
    swapped = replace(check, fails=check.passes, passes=check.fails)
    said = faults(swapped, tmp_path / "swapped")
    assert said == [
        "JD202: its failing example is not found, but []",
        "JD202: its passing example is found",
    ]
    spoilt = replace(check, passes="直接上司: 经理\n")
    assert faults(spoilt, tmp_path / "spoilt") == [
        "JD202: an example can't be read: ['JD202'], ['JD102']"
    ]


def test_the_sample_project_itself_has_no_finding(tmp_path: Path) -> None:
    """Else an example might be found for something that it doesn't show."""
    assert findings_in(tmp_path, "") == ()


def test_codes_are_unique_and_in_their_groups() -> None:
    """In the order of their numbers, so that the table can be read."""
    all_codes = [check.code for check in ALL_CHECKS]
    assert all_codes == sorted(set(all_codes))
    assert {code[:3] for code in all_codes} == set(GROUPS)


def test_what_quotes_the_law_names_its_articles() -> None:
    """Recruitment and labour law; nothing else speaks of laws. No law read names age (JD309)."""
    for check in ALL_CHECKS:
        of_law = check.code.startswith(("JD3", "JD5")) and check.code != "JD309"
        assert bool(check.articles) is of_law, check.code


def test_the_documentation_is_what_the_code_says() -> None:
    """``make checks-page`` writes it anew."""
    assert PAGE.read_text(encoding="utf-8") == page()


# ---- findings


def test_a_finding_has_its_place_its_key_and_its_post(tmp_path: Path) -> None:
    """The value's own place, the key as it is written there, the id of the post."""
    (finding,) = findings_in(tmp_path, SUPERIOR)
    assert str(finding.location) == "data/roles/clerk.yaml:4:7"
    assert (finding.key, finding.role, finding.code) == ("直接上级", "clerk", "JD202")
    assert finding.words == "副经理"


def test_what_belongs_to_no_post_says_so(tmp_path: Path) -> None:
    """A department's page and the handbook's."""
    found = findings_in(
        tmp_path, "departments: {general: {上级部门: 综合部}}\nhandbook: {总定员: 9}\n"
    )
    assert {(each.code, each.role) for each in found} == {("JD212", "")}
    assert findings_in(tmp_path, "handbook: {发布日期: 明天}\n")[0].role == ""


def test_findings_come_by_place(tmp_path: Path) -> None:
    """By file, line and column, whichever check found them."""
    example = """\
departments: {general: {上级部门: 综合部}}
handbook: {发布日期: 明天}
roles:
  clerk: {直接上级: 副经理, 填写日期: 昨天}
  manager: {填写日期: 今天}
"""
    found = findings_in(tmp_path, example)
    places = [finding.location for finding in found]
    assert places == sorted(places)
    assert codes(found) == ["JD212", "JD260", "JD202", "JD260", "JD260"]


def test_only_the_checks_that_are_wanted_are_run(tmp_path: Path) -> None:
    """And an exception for another one is not told to be needless."""
    example = "handbook: {检查: {例外: [{编号: JD260, 理由: 旧件}, {编号: JD202, 理由: 无}]}}\n"
    findings_in(tmp_path, example)
    library = load(tmp_path).library
    found = run_checks(library, TODAY, wanted=lambda code: code in {"JD200", "JD202"})
    assert [(each.code, each.words) for each in found] == [("JD200", "JD202")]
    assert run_checks(library, TODAY, wanted=lambda code: code == "JD202") == ()


def test_what_was_worth_a_word_while_reading_is_a_finding(tmp_path: Path) -> None:
    """A file that nobody reads; its severity can be set like any other."""
    files = {"data/roles/x.yaml.txt": "id: x\n"}
    loaded = load(write_project(tmp_path, files))
    (finding,) = run_checks(loaded.library, notes=loaded.notes)
    assert (finding.code, finding.severity) == ("JD106", Severity.WARNING)
    assert finding.location.file == "data/roles/x.yaml.txt"
    off = {**files, HANDBOOK: SMALL[HANDBOOK] + "检查: {级别: {JD106: 关闭}}\n"}
    loaded = load(write_project(tmp_path, off))
    assert run_checks(loaded.library, notes=loaded.notes) == ()


# ---- severities


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("{JD260: 错误}", "error"),
        ("{JD260: 警告}", "warning"),
        ("{JD260: 提示}", "hint"),
        ("{JD260: 关闭}", None),
        ("{JD260: Error}", "error"),
        ("{JD260: hint}", "hint"),
        ("{JD260: Off}", None),
        ("{JD2: 提示}", "hint"),
        ("{JD2: 关闭, JD260: 错误}", "error"),
        ("{JD260: 错误, JD26: 关闭, JD2: 提示}", "error"),
        ("{jd260: 提示}", "hint"),
        ("{JD3: 错误}", "warning"),
    ],
)
def test_a_handbook_says_how_much_a_check_matters(
    tmp_path: Path, settings: str, severity: str | None
) -> None:
    """In both languages, by the code or its beginning; the longer one holds."""
    example = f"handbook: {{检查: {{级别: {settings}}}}}\nroles: {{clerk: {{填写日期: 昨天}}}}\n"
    found = findings_in(tmp_path, example)
    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_severity_that_is_set_holds_for_all_that_the_check_finds(tmp_path: Path) -> None:
    """Also for what the check itself takes less seriously."""
    tops = "roles: {driver: {岗位名称: 司机, 所在部门: 综合部, 直接上级: 董事长}}\n"
    outside = "handbook: {外部单位: {岗位: [总经理, 董事长], 部门: 财务部, 对象: 客户}%s}\n"
    (hint,) = findings_in(tmp_path, tops + outside % "")
    assert (hint.code, hint.severity) == ("JD213", Severity.HINT)
    (error,) = findings_in(tmp_path, tops + outside % ", 检查: {级别: {JD213: 错误}}")
    assert error.severity is Severity.ERROR


def test_a_word_that_is_no_severity_is_refused_with_those_that_are(tmp_path: Path) -> None:
    """As any other choice is."""
    (finding,) = findings_in(tmp_path, "handbook: {检查: {级别: {JD260: 严重}}}\n")
    assert (finding.code, finding.key) == ("JD104", "检查.级别.JD260")
    assert finding.hint is not None
    assert finding.hint.values["choices"] == ["错误", "警告", "提示", "关闭"]


# ---- exceptions


def excepted(tmp_path: Path, exceptions: str) -> list[str]:
    """Return what is found of a wrong superior and two wrong dates, with these exceptions."""
    example = f"""\
handbook: {{检查: {{例外: {exceptions}}}}}
roles:
  clerk: {{直接上级: 副经理, 填写日期: 昨天, 别名: 秘书}}
  manager: {{填写日期: 今天}}
"""
    return sorted(f"{each.code} {each.words}" for each in findings_in(tmp_path, example))


ALL = ["JD202 副经理", "JD260 今天", "JD260 昨天"]


@pytest.mark.parametrize(
    ("exceptions", "passing"),
    [
        ("[{编号: JD260, 理由: 旧件}]", {"JD260 今天", "JD260 昨天"}),
        ("[{编号: jd260, 理由: 旧件}]", {"JD260 今天", "JD260 昨天"}),
        ("[{编号: JD260, 岗位: 文员, 理由: 旧件}]", {"JD260 昨天"}),
        ("[{编号: JD260, 岗位: 秘书, 理由: 旧件}]", {"JD260 昨天"}),
        ("[{编号: JD260, 岗位: manager, 理由: 旧件}]", {"JD260 今天"}),
        ("[{编号: JD260, 文字: 昨, 理由: 旧件}]", {"JD260 昨天"}),
        ("[{编号: JD260, 文字: 天, 理由: 旧件}]", {"JD260 今天", "JD260 昨天"}),
        ("[{code: JD202, post: clerk, words: 副经理, reason: vacant}]", {"JD202 副经理"}),
        (
            "[{编号: JD260, 岗位: 文员, 理由: 甲}, {编号: JD202, 理由: 乙}]",
            {"JD260 昨天", "JD202 副经理"},
        ),
    ],
)  # fmt: skip
def test_an_exception_lets_pass_what_it_names(
    tmp_path: Path, exceptions: str, passing: set[str]
) -> None:
    """By code, and as far as they are given by post and by words; nothing else passes."""
    assert excepted(tmp_path, exceptions) == [each for each in ALL if each not in passing]


@pytest.mark.parametrize(
    "exception",
    [
        "{编号: JD260, 岗位: 司机, 理由: 旧件}",
        "{编号: JD260, 文字: 明天, 理由: 旧件}",
        "{编号: JD260, 岗位: 经理, 文字: 昨天, 理由: 旧件}",
        "{编号: JD211, 理由: 旧件}",
    ],
)
def test_an_exception_that_nothing_needs_is_reported(tmp_path: Path, exception: str) -> None:
    """At its own place; what it doesn't fit is found all the same."""
    code = exception[5:10]
    assert excepted(tmp_path, f"[{exception}]") == [f"JD200 {code}", *ALL]


def test_an_exception_for_a_post_that_is_gone_says_so(tmp_path: Path) -> None:
    """Its title may have changed."""
    example = "handbook:\n  检查:\n    例外:\n    - {编号: JD260, 岗位: 司机, 理由: 旧件}\n"
    (finding,) = findings_in(tmp_path, example)
    assert finding.hint is not None
    assert (finding.location.file, finding.key) == ("data/handbook.yaml", "检查.例外[1]")
    assert str(finding.hint) == "no post is called “司机”"


def test_an_exception_for_a_check_that_is_off_is_left_alone(tmp_path: Path) -> None:
    """It is needed again as soon as the check is on."""
    settings = "{级别: {JD260: 关闭}, 例外: [{编号: JD260, 理由: 旧件}]}"
    assert findings_in(tmp_path, f"handbook: {{检查: {settings}}}\n") == ()


def test_every_page_holds_words_so_an_exception_for_a_whole_page_needs_the_right_ones(
    tmp_path: Path,
) -> None:
    """What a post lacks is told by its label, not by any word that stands on its page."""
    posts = "".join(
        f"  {name}: {{岗位名称: 岗{name}, 所在部门: 综合部, 直接上级: 文员, 本职概述: 做事。}}\n"
        for name in "abc"
    )
    lacking = "handbook: {检查: {例外: [{编号: JD250, 文字: %s, 理由: 短}]}}\nroles:\n" + posts
    assert set(codes(findings_in(tmp_path, lacking % "本职概述"))) == set()
    assert set(codes(findings_in(tmp_path, lacking % "综合部"))) == {"JD200", "JD250"}


def test_an_exception_needs_a_reason_and_a_code(tmp_path: Path) -> None:
    """Nobody could tell later why it is there."""
    found = findings_in(tmp_path, "handbook: {检查: {例外: [{岗位: 文员}]}}\n")
    assert [(each.code, each.key) for each in found] == [
        ("JD103", "检查.例外[1].理由"),
        ("JD103", "检查.例外[1].编号"),
    ]


@pytest.mark.parametrize("code", ["JD999", "JD20x", "202", "JDD"])
def test_a_code_that_no_check_has_is_reported_with_its_place(tmp_path: Path, code: str) -> None:
    """Once: an exception for it is not told to be needless besides."""
    example = (
        f"handbook:\n  检查:\n    级别: {{'{code}': 提示}}\n"
        f"    例外:\n    - {{编号: '{code}', 理由: 旧件}}\n"
    )
    found = findings_in(tmp_path, example)
    assert [(each.code, each.key, each.words) for each in found] == [
        ("JD201", f"检查.级别.{code}", code),
        ("JD201", "检查.例外[1].编号", code),
    ]
    assert all(each.location.line for each in found)


def test_the_beginning_of_a_code_is_no_exception(tmp_path: Path) -> None:
    """Too much would pass."""
    found = findings_in(tmp_path, "handbook: {检查: {例外: [{编号: JD2, 理由: 旧件}]}}\n")
    assert codes(found) == ["JD201"]


# ---- what forbids to advertise a post

MALE = "任职资格: {其他要求: [{名称: 性别, 内容: 限男性}], 年龄要求: 35岁以下}"


@pytest.mark.parametrize(
    ("handbook", "posts"),
    [
        ("", {"clerk"}),
        ("handbook: {检查: {级别: {JD302: 警告}}}\n", set()),
        ("handbook: {检查: {级别: {JD3: 关闭}}}\n", set()),
        ("handbook: {检查: {例外: [{编号: JD302, 岗位: 文员, 理由: 井下作业}]}}\n", set()),
        ("handbook: {检查: {例外: [{编号: JD302, 岗位: 综合部经理, 理由: 井下}]}}\n", {"clerk"}),
        ("handbook: {检查: {级别: {JD309: 错误}}}\n", {"clerk"}),
    ],
)
def test_errors_of_recruitment_law_forbid_to_advertise_their_post(
    tmp_path: Path, handbook: str, posts: set[str]
) -> None:
    """No other error does, nor a warning; what the handbook sets and excepts holds."""
    example = f"{handbook}roles:\n  clerk: {{直接上级: 副经理, {MALE}}}\n"
    findings = findings_in(tmp_path, example)
    assert {"JD202", "JD213"} & set(codes(findings))
    assert unlawful(findings).keys() == posts
    for problems in unlawful(findings).values():
        assert all(problem.location.file == CLERK for problem in problems)


def test_what_the_employer_says_forbids_every_advertisement(tmp_path: Path) -> None:
    """It goes into all of them."""
    example = "handbook: {招聘: {福利: [限男性员工报名]}}\nroles: {clerk: {权力: [建议权]}}\n"
    findings = findings_in(tmp_path, example)
    library = load(tmp_path).library
    job = Job(
        library, Organisation(library), Wanted(), NO_MATERIALS, unlawful=lambda: unlawful(findings)
    )
    assert [len(job.forbidden(role)) for role in library.roles] == [1, 1]
    assert (
        Job(library, Organisation(library), Wanted(), NO_MATERIALS).forbidden(library.roles[0])
        == ()
    )


# ---- the clock


def test_without_a_day_nothing_depends_on_the_clock(tmp_path: Path) -> None:
    """As where the same data must give the same bytes."""
    example = "handbook: {复审周期: 1}\nroles: {clerk: {填写日期: 2099-01-01}}\n"
    assert codes(findings_in(tmp_path, example)) == ["JD261"]
    assert findings_in(tmp_path, example, today=None) == ()
    assert codes(findings_in(tmp_path, example, today=date(2100, 1, 1))) == ["JD262"]
    assert (tmp_path / CLERK).is_file()
