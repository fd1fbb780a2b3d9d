"""Recruitment law: what each check finds, what it leaves alone, and how sure it is on the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.checks.recruitment_law import (
    CHECKS,
    age,
    family,
    health,
    money,
    origin,
    promises,
    residence,
    sex,
)
from jdgen.checks.recruitment_law.passages import Kind, Passage
from jdgen.checks.recruitment_law.rules import Rule, alone, rule, word_check
from jdgen.errors import message
from jdgen.library import load
from jdgen.messages import translator
from tests import recruitment_corpus as corpus
from tests.advertised import BY_CODE, EMPLOYER, codes, hits, library_saying, told
from tests.small import write_project

ROOT = Path(__file__).resolve().parents[1]
ZH = translator("zh")


# ---- the corpus


@pytest.mark.parametrize("part", [*corpus.SETS, "all"])
def test_precision_and_recall_are_at_least_95_in_100(part: str) -> None:
    """Over all, and in the part that the patterns were not written for."""
    result = corpus.score(each for each in corpus.read_corpus() if part in {each.part, "all"})
    assert result.precision >= 0.95
    assert result.recall >= 0.95


def test_the_corpus_is_large_enough_and_says_each_sentence_once() -> None:
    """Sixty that breach and sixty that don't, in either part; every check has five or more."""
    sentences = corpus.read_corpus()
    assert len({each.text for each in sentences}) == len(sentences)
    for part in corpus.SETS:
        of_part = [each for each in sentences if each.part == part]
        assert sum(bool(each.codes) for each in of_part) >= 60
        assert sum(not each.codes for each in of_part) >= 60
    for check in corpus.WORDED:
        assert sum(check.code in each.codes for each in sentences) >= 5, check.code


def test_the_score_falls_when_a_check_is_missing_or_finds_too_much() -> None:
    """Else the figures would say nothing."""
    sentences = corpus.read_corpus()
    without_sex = [check for check in corpus.WORDED if check.code != "JD302"]
    assert corpus.score(sentences, without_sex).recall < 0.95
    find = word_check(".", [rule(".+")], lambda _: (message("x"), message("y")))
    greedy = [replace(check, find=find) for check in corpus.WORDED[:1]]
    assert corpus.score(sentences, [*greedy, *corpus.WORDED[1:]]).precision < 0.95


# What few advertisements say, so that the corpus lacks it: the check, the field, the text.
RARE = (
    ("JD302", "招聘条件", "no women"),
    ("JD302", "招聘条件", "Females need not apply"),
    ("JD307", "亮点", "传染病患者勿扰"),
    ("JD309", "招聘条件", "25岁以上"),
)


@pytest.mark.parametrize(("code", "field", "text"), RARE)
def test_what_is_rarely_said_is_found(code: str, field: str, text: str) -> None:
    """Nothing else is made of it."""
    assert corpus.found_codes(corpus.Sentence("", field, frozenset(), text)) == {code}


def without_a_sentence(tables: Iterable[tuple[Rule, ...]], texts: Iterable[str]) -> list[str]:
    """Return the patterns that match in none of the texts."""
    plain = [Passage((), text, Kind.OFFER).plain for text in texts]
    patterns = [each.pattern for table in tables for each in table]
    return [each.pattern for each in patterns if not any(map(each.search, plain))]


def test_no_pattern_is_there_without_a_sentence() -> None:
    """One that matches nothing here may be mistyped, and nobody would see."""
    modules = (age, family, health, money, origin, promises, residence, sex)
    tables = [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, tuple) and value and isinstance(value[0], Rule)
    ]
    texts = [each.text for each in corpus.read_corpus()] + [text for _, _, text in RARE]
    assert len(tables) >= len(modules)
    assert without_a_sentence(tables, texts) == []
    assert without_a_sentence([(rule("no wimmen"),)], texts) == ["no wimmen"]


# ---- the examples that the documentation shows


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_finds_its_own_example_and_leaves_the_near_miss_alone(
    tmp_path: Path, check: Check
) -> None:
    """What is documented is true, and the two examples differ."""
    assert yaml.safe_load(check.fails) != yaml.safe_load(check.passes)
    assert hits(check.code, library_saying(tmp_path / "fails", check.fails))
    assert hits(check.code, library_saying(tmp_path / "passes", check.passes)) == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_names_its_articles_and_speaks_chinese(tmp_path: Path, check: Check) -> None:
    """An age limit has no article, which it says; the others have one or more."""
    assert re.fullmatch(r"JD3\d\d", check.code)
    assert bool(check.articles) is (check.code != "JD309")
    for hit in hits(check.code, library_saying(tmp_path, check.fails)):
        assert hit.hint is not None
        for said in (hit.what, hit.hint):
            assert ZH(said) != translator("en")(said)
    if check.code == "JD309":
        [hit] = hits("JD309", library_saying(tmp_path, check.fails))
        assert hit.hint is not None
        assert "names age" in translator("en")(hit.hint)


def test_codes_are_in_order_and_given_once() -> None:
    """A code that is set off in a handbook must mean one thing."""
    assert [check.code for check in CHECKS] == sorted({check.code for check in CHECKS})


# ---- what is shipped


@pytest.mark.parametrize("project", [ROOT, ROOT / "templates" / "projects" / "english"])
def test_the_shipped_data_breaks_no_law(project: Path) -> None:
    """Not even a hint: lower limits in the field for age are the house's own affair."""
    assert list(told(load(project).library)) == []


def test_a_breach_planted_in_the_shipped_data_is_found_at_its_place() -> None:
    """In a post that is not advertised, in the field that nothing outside prints."""
    library = load(ROOT).library
    role = library.roles[0]
    planted = role.model_copy(
        update={"qualifications": role.qualifications.model_copy(update={"age": "男，35岁以下"})}
    )
    spoilt = library.model_copy(update={"roles": (planted, *library.roles[1:])})
    path = ("role", role.id, "qualifications", "age")
    assert [(hit.path, hit.words) for hit in hits("JD302", spoilt)] == [(path, "男")]
    assert [(hit.path, hit.words) for hit in hits("JD309", spoilt)] == [(path, "35岁以下")]
    assert spoilt.locate(*path).line > 1


# ---- where it is looked for

CLERK = "id: clerk\n岗位名称: 文员\n所在部门: 中心\n"
FIELDS = (
    # what the post's file says, the words that are found, the end of the key they stand under
    (CLERK.replace("文员", "男文员"), "男文员", "岗位名称"),
    (CLERK + "别名: [男文员]\n", "男文员", "别名[1]"),
    (CLERK + "本职概述: 本岗位仅限男性\n", "仅限男性", "本职概述"),
    (CLERK + "工作职责与任务: [收发文件（仅限男性）]\n", "仅限男性", "工作职责与任务[1]"),
    (CLERK + "工作职责与任务: [{职责: 收发, 子任务: [仅限男性]}]\n", "仅限男性", "子任务[1]"),
    (CLERK + "任职资格: {教育水平: 大专，男性优先}\n", "男性优先", "教育水平"),
    (CLERK + "任职资格: {年龄要求: 男性}\n", "男性", "年龄要求"),
    # The label of a line and the cells of a row belong together.
    (CLERK + "任职资格: {其他要求: [{名称: 性别, 内容: 男}]}\n", "性别：男", "内容"),
    (CLERK + "任职资格: {工作经验/资历: 三年，男性优先}\n", "男性优先", "工作经验/资历"),
    (CLERK + "任职资格: {应具备知识、技能: 男性优先}\n", "男性优先", "应具备知识、技能"),
    (CLERK + "任职资格: {工作环境: 仅限男性}\n", "仅限男性", "工作环境"),
    (CLERK + "任职资格: {工作时间特征: 夜班，男性优先}\n", "男性优先", "工作时间特征"),
    (CLERK + "任职资格: {证书与资质: 电工证，男性优先}\n", "男性优先", "证书与资质"),
    (CLERK + "任职资格: {培训要求: 男性优先}\n", "男性优先", "培训要求"),
    (CLERK + "任职资格: {使用工具与设备: 叉车，男性优先}\n", "男性优先", "使用工具与设备"),
    (CLERK + "附加内容: [{标题: 应聘条件, 正文: 限男生}]\n", "限男生", "正文"),
    (CLERK + "附加内容: [{标题: 应聘条件, 列表: [男]}]\n", "男", "列表[1]"),
    (CLERK + "附加内容: [{标题: 招聘要求, 表格: [[性别, 男]]}]\n", "性别：男", "表格[1]"),
    (CLERK + "招聘: {招聘条件: [男性]}\n", "男性", "招聘条件[1]"),
    (CLERK + "招聘: {亮点: [只招男生]}\n", "只招男生", "亮点[1]"),
    (CLERK + "招聘: {职位类别: 男文员}\n", "男文员", "职位类别"),
    (CLERK + "招聘: {薪酬: {说明: 男性优先}}\n", "男性优先", "说明"),
    (CLERK + "招聘: {薪酬: {最低: 3000, 构成: 男性优先}}\n", "男性优先", "构成"),
    (CLERK + "招聘: {工作地点: {地址: 男性优先}}\n", "男性优先", "地址"),
    (CLERK + "招聘: {工作时间: 夜班仅限男性}\n", "仅限男性", "工作时间"),
    (CLERK + "招聘: {休息日: 男性优先}\n", "男性优先", "休息日"),
    (CLERK + "招聘: {福利: [仅限男性]}\n", "仅限男性", "福利[1]"),
    (CLERK + "招聘: {单位简介: 仅限男性}\n", "仅限男性", "单位简介"),
    (CLERK + "招聘: {应聘方式: 女性勿扰}\n", "女性勿扰", "应聘方式"),
    (CLERK + "招聘: {试用期: 女性六个月}\n", "女性六个月", "试用期"),
)


@pytest.mark.parametrize(
    ("text", "words", "key"), [pytest.param(*each, id=each[2]) for each in FIELDS]
)
def test_every_field_that_may_be_advertised_is_read(
    tmp_path: Path, text: str, words: str, key: str
) -> None:
    """Advertised or not; the hit names the value by its path, so that its line is told."""
    files = {
        "data/handbook.yaml": "标题: 手册\n单位: 中心\n",
        "data/roles/clerk.yaml": text,
        "data/roles/manager.yaml": None,
    }
    library = load(write_project(tmp_path, files)).library
    [hit] = hits("JD302", library)
    assert hit.words == words
    assert library.spell(*hit.path).endswith(key)


@pytest.mark.parametrize(
    "text",
    [
        "来源: 仅限男性\n",
        "权力: [仅限男性使用的印章]\n",
        "招聘: {来源: 仅限男性, 联系人: 女性事务部}\n",
        "附加内容: [{标题: 更衣室, 列表: [男, 女]}]\n",
    ],
)
def test_what_is_no_advertisement_is_not_read(tmp_path: Path, text: str) -> None:
    """Notes for the house, and sections of one's own about something else."""
    assert hits("JD302", library_saying(tmp_path, text)) == []


def test_the_handbooks_own_section_is_read_once_for_all_posts(tmp_path: Path) -> None:
    """Its place is in handbook.yaml, not in each post."""
    handbook = EMPLOYER + "  福利: [工装押金300元]\n  应聘方式: {说明: 女性勿扰}\n"
    library = library_saying(tmp_path, "", handbook)
    assert list(told(library)) == [
        ("JD302", "error", "招聘.应聘方式.说明"),
        ("JD311", "error", "招聘.福利[1]"),
    ]


def test_the_words_are_quoted_as_they_are_written(tmp_path: Path) -> None:
    """With full-width signs and spaces, so that an exception can name them."""
    library = library_saying(tmp_path, "招聘: {招聘条件: ['年龄：１８－３５岁，性别：男']}\n")
    assert [hit.words for hit in hits("JD309", library)] == ["１８－３５岁"]
    [hit] = hits("JD302", library)
    assert (hit.words, ZH(hit.what)) == ("性别：男", "“性别：男”限定或优先某一性别")


def test_each_place_in_a_text_is_found_once(tmp_path: Path) -> None:
    """Two breaches in one line are two findings, and no part of one is told again."""
    library = library_saying(tmp_path, "招聘: {招聘条件: ['仅限男性应聘；女性勿扰']}\n")
    assert [hit.words for hit in hits("JD302", library)] == ["仅限男性", "女性勿扰"]


# ---- what is said of it

ADVERTISED = "招聘: {{招聘条件: ['{}']}}\n".format
DELETE = "delete it; "
# The check, a breach as an advertisement words it, what is said of it, and what to do.
SAID = (
    ("JD302", "限男性", "“限男性” limits the post to one sex or prefers one",
     ("delete it, or write what the work demands (such as how much is to be lifted); only for work"
      " that the state closes to women may a post be limited")),
    ("JD303", "已婚优先", "“已婚优先” makes marriage or children a matter of recruiting",
     DELETE + "ask for nothing beyond the basic particulars, and for no pregnancy test"),
    ("JD304", "汉族优先", "“汉族优先” chooses people by ethnicity or race",
     DELETE + "where a language is needed, name the language"),
    ("JD305", "信佛者优先", "“信佛者优先” chooses people by religion",
     DELETE + "where customs must be known or kept, write which"),
    ("JD306", "限本地户口", "“限本地户口” limits the post by household registration or region",
     DELETE + "rural workers and those from elsewhere have the same rights"),
    ("JD306", "本地户口优先", "“本地户口优先” prefers people by where they come from",
     DELETE + "if it is the way to work or a dialect that matters, write that"),
    ("JD307", "无乙肝", "“无乙肝” refuses carriers of a disease or tests for it",
     DELETE + "only where the law closes the work to carriers may the examination look for it"),
    ("JD307", "无传染病", "“无传染病” reads as if carriers of a disease were refused",
     ("if the law closes this work to certain diseases, name the certificate (such as 健康证)"
      " instead")),
    ("JD308", "残疾人勿扰", "“残疾人勿扰” refuses disabled people",
     "delete it, or write what the work demands of the body"),
    ("JD308", "四肢健全", "“四肢健全” reads as if disabled people were refused",
     "write what the work demands of the body (such as climbing or standing long)"),
    ("JD309", "35岁以下", "“35岁以下” is an age limit",
     ("no article of the laws that this check goes by names age, so this is a warning and no"
      " error; write what the work demands instead")),
    ("JD309", "25岁以上", "“25岁以上” is a lower age limit above eighteen",
     "if experience is what matters, ask for experience"),
    ("JD310", "15岁以上", "“15岁以上” lets in people under sixteen",
     ("write 16 or more; only art, sport and special crafts may take on younger people, by rules"
      " of their own")),
    ("JD311", "缴纳押金", "“缴纳押金” asks money, papers or a guaranty of applicants",
     DELETE + "papers may be looked at and copied, not kept, and nothing may be collected"),
    ("JD312", "月入过万不是梦", "“月入过万不是梦” promises what nobody can promise",
     "write what is paid, from and to, and how it is made up; advertisements must be true"),
)  # fmt: skip


@pytest.mark.parametrize(("code", "breach", "what", "hint"), SAID)
def test_a_breach_is_quoted_with_what_to_do_about_it(
    tmp_path: Path, code: str, breach: str, what: str, hint: str
) -> None:
    """Whole sentences, as they are printed; the words quoted are those of the advertisement."""
    english = translator("en")
    [hit] = hits(code, library_saying(tmp_path, ADVERTISED(breach)))
    assert hit.hint is not None
    assert (english(hit.what), english(hit.hint)) == (what, hint)
    assert f"“{hit.words}”" in what


# ---- how a rule is read


def subject_saying(requirement: str) -> Subject:
    """Return a handbook of one post that is advertised with one condition."""
    return Subject(corpus.library_of(corpus.role_saying("招聘条件", requirement)))


def test_a_rule_finds_its_words_in_any_case_unless_their_clause_clears_them() -> None:
    """The words as written, at their place, once per clause, with the rule's own severity."""
    rules = [rule("only men", frozenset(Kind), "MINES?", Severity.HINT), rule(alone("lads"))]
    find = word_check("MEN|LADS", rules, lambda _: (message("A"), message("B")))
    place = ("role", "clerk", "recruitment", "requirements", 0)
    assert list(find(subject_saying("Only Men; only men of the mine; Lads, ladsy"))) == [
        Hit(place, message("A"), message("B"), "Only Men", Severity.HINT),
        Hit(place, message("A"), message("B"), "Lads"),
    ]
    assert list(find(subject_saying("nobody"))) == []


def test_a_rule_goes_on_after_what_another_has_found() -> None:
    """The same letters are told once; those after them are still read."""
    find = word_check("x", [rule("ax"), rule("x")], lambda _: (message("A"), message("B")))
    assert [hit.words for hit in find(subject_saying("b ax; x, ax"))] == ["ax", "ax", "x"]


def test_a_check_says_what_was_found() -> None:
    """The sentence is made from what the rule found."""
    find = word_check("x", [rule("x+")], lambda found: (message(found.words), message("B")))
    assert [str(hit.what) for hit in find(subject_saying("axxb"))] == ["xx"]


def test_only_texts_with_the_trigger_are_looked_at() -> None:
    """The trigger keeps a long handbook quick; it must know every word of its rules."""
    find = word_check("y", [rule("x")], lambda _: (message("A"), message("B")))
    assert [hit.words for hit in find(subject_saying("x"))] == []
    assert [hit.words for hit in find(subject_saying("x y"))] == ["x"]


def test_a_rule_is_about_the_kinds_of_text_that_it_names() -> None:
    """Unless it names some, about all that is advertised: not about what the work is."""
    assert rule("x").kinds == frozenset(Kind) - {Kind.DUTY}
    assert rule("x").unless is None
    assert rule("x").severity is None
    asked = word_check("x", [rule("x", frozenset({Kind.AGE}))], lambda _: (message(""),) * 2)
    assert list(asked(subject_saying("x"))) == []


# ---- what only some words make a breach


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("限本地户口", Severity.ERROR),
        ("本地户口优先", Severity.WARNING),
        ("东北人勿扰", Severity.ERROR),
        ("户口不限", None),
    ],
)
def test_a_region_required_is_an_error_and_preferred_a_warning(
    tmp_path: Path, text: str, severity: Severity | None
) -> None:
    """To prefer is doubtful, to refuse is not."""
    found = hits("JD306", library_saying(tmp_path, f"招聘: {{招聘条件: [{text}]}}\n"))
    shown = [hit.severity or BY_CODE["JD306"].severity for hit in found]
    assert shown == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        ("任职资格: {年龄要求: 20岁以上}", None),
        ("任职资格: {年龄要求: 28岁以上}", None),
        ("任职资格: {年龄要求: 20 or over}", None),
        ("任职资格: {年龄要求: 年满18周岁}", None),
        ("任职资格: {年龄要求: 18周岁至法定退休年龄}", None),
        ("任职资格: {年龄要求: 45岁以下}", "warning"),
        ("招聘: {招聘条件: [18岁以上]}", None),
        ("招聘: {招聘条件: [25岁以上]}", "hint"),
        ("招聘: {招聘条件: [25岁以上、40岁以下]}", "warning"),
    ],
)
def test_an_upper_age_limit_is_a_warning_and_an_advertised_lower_one_a_hint(
    tmp_path: Path, field: str, severity: str | None
) -> None:
    """A lower one in the field for age is neither: it leaves the house nowhere."""
    library = library_saying(tmp_path, f"{field}\n")
    found = {severity for code, severity, _ in told(library) if code == "JD309"}
    assert (severity in found) if severity else (found == set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("15周岁以上", ["JD310"]), ("16周岁以上", []), ("14-60岁", ["JD309", "JD310"])],
)
def test_sixteen_is_the_least_age(tmp_path: Path, text: str, expected: list[str]) -> None:
    """劳动法 第十五条: nobody under sixteen."""
    assert codes(library_saying(tmp_path, f"任职资格: {{年龄要求: {text}}}\n")) == expected


def test_underground_mining_may_be_closed_to_women(tmp_path: Path) -> None:
    """The state itself closes it; an office in a mining company is something else."""
    clause = "招聘: {{招聘条件: [{0}]}}\n".format
    assert hits("JD302", library_saying(tmp_path / "a", clause("井下作业限男性"))) == []
    assert hits("JD302", library_saying(tmp_path / "b", clause("矿区办公室，限男性")))


def test_minorities_may_be_preferred_and_the_majority_not(tmp_path: Path) -> None:
    """就业促进法 第二十八条 asks employers to give minorities appropriate consideration."""
    clause = "招聘: {{招聘条件: [{0}]}}\n".format
    assert hits("JD304", library_saying(tmp_path / "a", clause("藏族优先"))) == []
    assert hits("JD304", library_saying(tmp_path / "b", clause("汉族优先")))
    assert hits("JD304", library_saying(tmp_path / "c", clause("藏族勿扰")))


@pytest.mark.parametrize(
    ("duty", "found"),
    [
        ("看管仓库，男性优先", ["JD302"]),
        ("看管仓库（女性勿扰）", ["JD302"]),
        ("常驻外地，本岗位已婚者优先", ["JD303"]),
        ("引导旅客候车，女士优先", []),
        ("引导女士优先登车", []),
        ("巡查女生宿舍，谢绝男性入内", []),
        ("为孕妇优先安排就诊", []),
        ("为本地居民优先办理借书证", []),
        ("管理仅限女性会员使用的场地", []),
    ],
)
def test_in_a_duty_customers_are_not_applicants(
    tmp_path: Path, duty: str, found: list[str]
) -> None:
    """The same turns of phrase, about the post and about the people it serves."""
    assert codes(library_saying(tmp_path, f"工作职责与任务: ['{duty}']\n")) == found


def test_a_guarantee_that_is_demanded_is_no_promise(tmp_path: Path) -> None:
    """保证通过 is asked of applicants there, and offered to them here."""
    words = "保证通过考核"
    assert hits("JD312", library_saying(tmp_path / "a", f"招聘: {{招聘条件: [{words}]}}\n")) == []
    assert hits("JD312", library_saying(tmp_path / "b", f"招聘: {{亮点: [{words}]}}\n"))


def test_deposits_in_a_duty_are_the_work_and_in_an_offer_a_breach(tmp_path: Path) -> None:
    """The same words, in two fields."""
    words = "收取押金500元"
    assert hits("JD311", library_saying(tmp_path / "a", f"工作职责与任务: [{words}]\n")) == []
    assert hits("JD311", library_saying(tmp_path / "b", f"招聘: {{应聘方式: {words}}}\n"))


@pytest.mark.parametrize("piece", ["女", "已婚、", "户口", "月入1", "20 ", "押金", "male ", " "])
def test_a_long_text_is_read_in_a_time_that_grows_with_its_length(piece: str) -> None:
    """A pattern that tries every way to split a text would not come back from this one."""
    text = piece * (20_000 // len(piece))
    for field in ("招聘条件", "职责"):
        corpus.found_codes(corpus.Sentence("", field, frozenset(), text))
