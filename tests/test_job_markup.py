# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Job markup: what words mean as published values, what the data says, and both validators."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from jdgen.views.levels import credential, months_of_experience
from tests.checkers import jobposting
from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding
from tests.checkers.tools import need
from tests.postings import CLERK, HANDBOOK, Posted, all_postings, change, post, write


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Posted]:
    """All postings of the example, the English one, a generated project and two odd ones."""
    return [each for found in all_postings(tmp_path_factory).values() for each in found.values()]


# ---- what words mean


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("一年以上", 12), ("三年以上", 36), ("3年以上工作经验", 36), ("十二年以上", 144), ("两年", 24),
        ("五年以上，有两年以上营销团队管理经验", 60), ("一至三年", 12), ("1-3年", 12), ("半年以上", 6),
        ("6个月以上", 6), ("五年以上同类岗位经验，硕士可放宽到三年", 60), ("二十年", 240),
        ("3+ years", 36), ("At least 18 months", 18), ("Six months", 6), ("1–3 years", 12),
        ("Three years or more, including at least two leading a market team", 36),
        ("不限", 0), ("经验不限", 0), ("无需经验", 0), ("无经验要求", 0), ("None", 0),
        ("No experience required", 0),
        # No number, or one that is no least: a wish, an alternative, a most, a year of the calendar.
        ("有市场经验", None), ("一年以上或应届毕业生", None), ("二年以上经验优先", None), ("三年以内", None),
        ("2 years preferred", None), ("up to 3 years", None), ("2012年入职者", None), ("", None),
    ],
)  # fmt: skip
def test_the_least_experience_is_read_in_months(text: str, months: int | None) -> None:
    """The first number of years, in digits, Chinese or English, where it is the least."""
    assert months_of_experience(text) == months


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("中专以上", "high school"), ("高中或中专以上", "high school"), ("大专以上", "associate degree"),
        ("大专以上，本科优先", "associate degree"), ("本科以上（机械类专业优先）", "bachelor degree"),
        ("硕士", "postgraduate degree"), ("研究生", "postgraduate degree"),
        ("Secondary vocational certificate or above", "high school"),
        ("College diploma or above", "associate degree"), ("Bachelor’s degree", "bachelor degree"),
        ("Master’s degree", "postgraduate degree"), ("PhD", "postgraduate degree"),
        ("不限", "no requirements"), ("学历不限", "no requirements"),
        ("No degree required", "no requirements"), ("Not required", "no requirements"),
        ("初中以上", ""), ("初中或高中", ""), ("A degree in engineering", ""), ("", ""),
    ],
)  # fmt: skip
def test_education_is_one_of_the_published_values(text: str, value: str) -> None:
    """The lowest one that the text names; none where no value is so low or so vague."""
    assert credential(text) == value


# ---- what the data says


def of(made: list[Posted], name: str) -> dict[str, Any]:
    """Return one post's markup."""
    (found,) = (each.markup for each in made if each.name == name)
    return copy.deepcopy(found)


def test_the_markup_says_what_the_data_says(made: list[Posted]) -> None:
    """One of the example's posts in full, its description apart; in this order."""
    markup = of(made, "电话营销专员")
    text = markup.pop("description")
    assert json.dumps(markup, ensure_ascii=False) == json.dumps(
        {
            "@context": "https://schema.org/",
            "@type": "JobPosting",
            "title": "电话营销专员",
            "identifier": {
                "@type": "PropertyValue", "name": "巨巢惠购网", "value": "telemarketing-specialist",
            },
            "datePosted": "2012-03-05",
            "validThrough": "2012-06-30T23:59:59+08:00",
            "employmentType": "FULL_TIME",
            "hiringOrganization": {"@type": "Organization", "name": "巨巢惠购网"},
            "jobLocation": {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "高新区天府大道中段1688号8楼",
                    "addressLocality": "成都市",
                    "addressRegion": "四川省",
                    "addressCountry": "CN",
                },
            },
            "baseSalary": {
                "@type": "MonetaryAmount",
                "currency": "CNY",
                "value": {
                    "@type": "QuantitativeValue", "minValue": 2500, "maxValue": 5000,
                    "unitText": "MONTH",
                },
            },
            "totalJobOpenings": 2,
            "directApply": False,
            "industry": "互联网零售",
            "occupationalCategory": {"@type": "CategoryCode", "codeValue": "4-01-02-01"},
            "responsibilities": (
                "接听和拨打电话，利用电话和互联网对目标客户开展电话邀约与电话销售。\n"
                "收发传真；收到的传真送达相关部门和人员并办理签收，以表格登记。\n"
                "管理相应的客户数据，做好电话访问与受访的记录。\n完成上级交办的其他任务。"
            ),
            "qualifications": (
                "教育水平：高中以上\n工作经验/资历：一年以上\n"
                "应具备知识、技能：熟悉产品知识和营销政策；沟通与协调能力良好。\n"
                "招聘条件：普通话标准，能熟练使用办公软件"
            ),
            "skills": "熟悉产品知识和营销政策；沟通与协调能力良好。",
            "experienceRequirements": {
                "@type": "OccupationalExperienceRequirements", "description": "一年以上",
                "monthsOfExperience": 12,
            },
            "educationRequirements": {
                "@type": "EducationalOccupationalCredential", "description": "高中以上",
                "credentialCategory": "high school",
            },
            "jobBenefits": "五险一金、带薪年休假、节日慰问、年度体检",
            "workHours": "每日8小时，每周40小时；休息日：双休，法定节假日休息",
        },
        ensure_ascii=False,
    )  # fmt: skip
    assert "<ul><li>接听和拨打电话，利用电话和互联网对目标客户开展电话邀约与电话销售。</li>" in text
    for heading in ("单位简介", "本职概述", "工作职责与任务", "任职要求", "薪酬福利", "应聘方式"):
        assert f"<p><strong>{heading}</strong></p>" in text


def test_a_post_in_another_country_says_so(made: list[Posted]) -> None:
    """Country, currency, pay by the hour; no offset where a country's clocks change."""
    markup = of(made, "Agent")
    assert markup["jobLocation"]["address"]["addressCountry"] == "DE"
    assert markup["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "value": 19.5, "unitText": "HOUR"},
    }
    assert markup["validThrough"] == "2024-12-31T23:59:59"
    assert markup["employmentType"] == "CONTRACTOR"


def test_a_post_done_from_a_distance_says_from_where(made: list[Posted]) -> None:
    """TELECOMMUTE with the country; no address, no number of openings that nobody gave."""
    markup = of(made, "Remote agent")
    assert markup["jobLocationType"] == "TELECOMMUTE"
    assert markup["applicantLocationRequirements"] == {"@type": "Country", "name": "China"}
    assert not {"jobLocation", "totalJobOpenings", "industry", "workHours"} & set(markup)
    assert markup["experienceRequirements"] == markup["educationRequirements"] == "no requirements"


TYPES: Mapping[str, str] = {
    "全职": "FULL_TIME",
    "兼职": "PART_TIME",
    "劳务派遣": "CONTRACTOR",
    "临时": "TEMPORARY",
    "实习": "INTERN",
    "志愿者": "VOLUNTEER",
    "按日计": "PER_DIEM",
    "其他": "OTHER",
}
PAYS: tuple[tuple[Any, dict[str, Any] | None], ...] = (
    ({"最低": "80000", "计薪单位": "年"}, {"minValue": 80000, "unitText": "YEAR"}),
    ({"最高": "900", "计薪单位": "周"}, {"maxValue": 900, "unitText": "WEEK"}),
    ({"最低": "200.50", "最高": "200.50", "计薪单位": "日"}, {"value": 200.5, "unitText": "DAY"}),
    ("日薪200元", None),
)


def test_each_employment_type_has_its_published_value_and_each_pay_its_form(
    tmp_path: Path,
) -> None:
    """One value, a range, a range open at one end; in words alone no figure is made of it."""
    typed = [
        change(CLERK, id=f"type-{n}", 岗位名称=word, 招聘={"用工类型": word})
        for n, word in enumerate(TYPES)
    ]
    paid = [
        change(CLERK, id=f"pay-{n}", 岗位名称=f"出纳{n}", 招聘={"薪酬": pay})
        for n, (pay, _) in enumerate(PAYS)
    ]
    _, found = post(write(tmp_path / "p", *typed, *paid), tmp_path / "out", formats=("docx",))
    assert {word: found[word].markup["employmentType"] for word in TYPES} == TYPES
    for number, (_, value) in enumerate(PAYS):
        salary = found[f"出纳{number}"].markup.get("baseSalary")
        expected = value and {"@type": "QuantitativeValue", **value}
        assert (salary and salary["value"]) == expected


def test_the_page_holds_the_same_markup_and_no_tag_gets_out_of_it(made: list[Posted]) -> None:
    """``</script>`` in a text would end it; so each < is written as a code."""
    for each in made:
        page = each.text("posting.html")
        assert jobposting.read_markup(each.path("posting.html")) == each.markup
        assert page.count("</script>") == page.count("<script") == 1
        assert each.text("jobposting.jsonld") in page
        assert "<" not in each.text("jobposting.jsonld")
    (odd,) = (each for each in made if each.name.startswith("乙"))
    assert "</script>" in odd.markup["title"]
    assert "&lt;/script&gt;" in odd.markup["description"]


# ---- the validators


def test_markup_passes_both_validators_in_page_and_file(made: list[Posted]) -> None:
    """Adobe's, with Google's rules and schema.org's vocabulary, and the SHACL shape."""
    need(*jobposting.TOOLS)
    files = [each.path(name) for each in made for name in ("posting.html", "jobposting.jsonld")]
    assert len(files) >= 18
    assert jobposting.check_jobposting(files) == []


Spoil = Callable[[dict[str, Any]], object]
FAULTS: Mapping[str, tuple[Spoil, set[str]]] = {
    # What is wrong, and who sees it.
    "no title": (lambda m: m.pop("title"), {"Adobe", "SHACL"}),
    "no description": (lambda m: m.pop("description"), {"Adobe", "SHACL"}),
    "no date": (lambda m: m.pop("datePosted"), {"Adobe", "SHACL"}),
    "no place": (lambda m: m.pop("jobLocation"), {"Adobe", "SHACL"}),
    "no country": (lambda m: m["jobLocation"]["address"].pop("addressCountry"), {"Adobe", "SHACL"}),
    "no employer": (lambda m: m["hiringOrganization"].pop("name"), {"Adobe", "SHACL"}),
    "from anywhere": (lambda m: m.update(jobLocationType="TELECOMMUTE"), {"Adobe", "SHACL"}),
    "an unknown property": (lambda m: m.update(salary="5000"), {"Adobe", "SHACL"}),
    "one deep inside": (
        lambda m: m["experienceRequirements"].update(yearsOfExperience=1), {"Adobe", "SHACL"},
    ),
    "an unknown type": (lambda m: m.update({"@type": "JobPostin"}), {"Adobe", "SHACL"}),
    "no number": (lambda m: m.pop("identifier"), {"Adobe", "SHACL"}),
    "plain text": (lambda m: m.update(description="接听电话" * 20), {"SHACL"}),
    "the title again": (lambda m: m.update(title=m["description"]), {"SHACL"}),
    "a date in words": (lambda m: m.update(datePosted="5 March 2012"), {"SHACL"}),
    "an end without a time": (lambda m: m.update(validThrough="2012-06-30"), {"SHACL"}),
    "an unpublished kind": (lambda m: m.update(employmentType="全职"), {"SHACL"}),
    "an unpublished unit": (
        lambda m: m["baseSalary"]["value"].update(unitText="MONTHLY"), {"SHACL"},
    ),
    "a range upside down": (
        lambda m: m["baseSalary"]["value"].update(minValue=90000), {"SHACL"},
    ),
    "an amount in quotes": (
        lambda m: m["baseSalary"]["value"].update(minValue="2500"), {"SHACL"},
    ),
    "an unpublished credential": (
        lambda m: m["educationRequirements"].update(credentialCategory="中专"), {"SHACL"},
    ),
    "a flag in words": (lambda m: m.update(directApply="no"), {"SHACL"}),
}  # fmt: skip


def test_both_validators_are_seen_failing(made: list[Posted], tmp_path: Path) -> None:
    """Each fault is found by those who know of it, and by no others."""
    need(*jobposting.TOOLS)
    good = of(made, "电话营销专员")
    files = {}
    for name, (spoil, _) in FAULTS.items():
        bad = copy.deepcopy(good)
        spoil(bad)
        files[name] = tmp_path / f"{name}.jsonld"
        files[name].write_text(json.dumps(bad), "utf-8")
    found: dict[str, set[str]] = {name: set() for name in FAULTS}
    for finding in jobposting.check_jobposting(files.values()):
        found[finding.file.stem].add(finding.checker)
    assert found == {name: seen for name, (_, seen) in FAULTS.items()}


def test_a_file_without_markup_is_no_good_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither validator passes what it can't read; the command says so with status 2."""
    need(*jobposting.TOOLS)
    bare = tmp_path / "bare.html"
    bare.write_text("<!DOCTYPE html><title>x</title>", "utf-8")
    assert jobposting.main([str(bare)]) == 2
    assert capsys.readouterr().out.count(UNREADABLE) == 2
    assert jobposting.main([]) == 2


def test_a_validator_that_gives_no_answer_is_told_from_a_good_file(
    made: list[Posted], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script that dies, as one would whose packages are gone."""
    need(*jobposting.TOOLS)
    broken = tmp_path / "broken.mjs"
    broken.write_text("process.exit(0)", "utf-8")
    monkeypatch.setattr(jobposting, "_SCRIPT", broken)
    with pytest.raises(CheckerBroken):
        jobposting.check_with_adobe([made[0].path("jobposting.jsonld")])


def test_findings_are_printed_one_in_a_line(tmp_path: Path) -> None:
    """With file, checker, rule and example."""
    file = tmp_path / "x.jsonld"
    assert str(Finding(file, "SHACL", "In", "y")) == f"{file}: SHACL In: y"


def test_the_handbook_of_these_tests_is_as_small_as_it_may_be(tmp_path: Path) -> None:
    """It states the six elements: without that the tests above would prove nothing."""
    result, found = post(
        write(tmp_path / "p", CLERK, handbook=HANDBOOK), tmp_path / "out", formats=("docx",)
    )
    assert (result.refused, set(found)) == ((), {"出纳"})
