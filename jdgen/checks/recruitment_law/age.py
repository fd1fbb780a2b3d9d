# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Age limits, which no article read here names, and ages below which nobody may work."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import LABOUR_15
from jdgen.checks.recruitment_law.passages import Kind
from jdgen.checks.recruitment_law.rules import ADVERTISED, ASKED, Found, rule, word_check
from jdgen.checks.recruitment_law.words import GO_AWAY, ONLY, PREFERRED
from jdgen.errors import Message, message

_YEARS = r"(?:\d{2}|[二三四五六]十[一二三四五六七八九]?)"
_TO = r"\s?(?:-|–|—|~|至|到)+\s?"
_OLD = r"\s?(?:周岁|岁)"
# The people that the work is for, whose age is no limit on those who apply.
_SERVED = (
    "儿童|幼儿|婴|宝宝|孩子|学生|学员|青少年|老人|老年|长者|患者|客户|会员|顾客|用户|人群|客群|游客|读者|观众|考生"
    "|校队|球队|队员|少年|梯队|班级|夏令营|经验|带过|教过|教学|门店|公司|品牌|企业|退休|child|pupil|student|customer|patient|toddler|residents"
)
# A figure in the field itself, unless words around it make it the least: 20岁以上, 年满18周岁.
_NOT_AT_LEAST = (
    r"(?<!年满)(?<!满)(?<!至少)(?<!不低于)(?<!不小于)(?<!大于)(?<!高于)(?<![≥>\d])(?<!at least )(?<!over )"
    rf"{_YEARS}(?![\d+])(?!(?:{_OLD})?\s?(?:\([^)]*\))?\s?(?:及|或|含)?\s?(?:以上|之上|起|or |and (?:over|above|older)))"
)
_FIELD = frozenset({Kind.AGE})
_BORN = r"(?:[6-9]0|[6-9]5|00|05|[六七八九]零)\s?后"

RULES = (
    rule(rf"{_YEARS}(?:{_OLD})?{_TO}{_YEARS}{_OLD}(?:之间)?", ADVERTISED, _SERVED),
    rule(rf"(?:年龄|年纪|岁数)[^,。;\d二三四五六]{{0,6}}{_YEARS}{_TO}{_YEARS}(?!\s?(?:周岁|岁|年))", ADVERTISED, _SERVED),
    rule(rf"(?:不超过|不大于|不得超过|不得大于|不得高于|不能超过|不能大于|不高于|不可超过|最高|(?<!不)低于|(?<!不)小于|未满|最大|上限|至多|不满|截止到?|[<≤])\s?:?\s?{_YEARS}{_OLD}",
         ADVERTISED, _SERVED + "|未成年"),
    rule(rf"{_YEARS}{_OLD}\s?(?:\([^)]*\))?\s?(?:及|或|含)?\s?(?:以下|以内|之内|之下|内|封顶|为限|以前|左右|上下)", ADVERTISED, _SERVED),
    rule(rf"(?:年龄|年纪|岁数)[^,。;\d]{{0,3}}(?:上限|不超过|小于|低于|限|<|≤)\s?[:为]?\s?{_YEARS}", ADVERTISED, _SERVED),
    rule(r"(?:19|20)\d\d\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?\s?(?:\([^)]*\))?\s?(?:及|之)?(?:以)?后(?:\([^)]*\))?出生",
         ADVERTISED, _SERVED),
    rule(rf"(?:{ONLY})\s?{_BORN}|{_BORN}[^,。;]{{0,4}}(?:{PREFERRED})", ADVERTISED, _SERVED),
    rule(rf"(?:{ONLY})?年轻(?:人|者|化|男女)?[^,。;]{{0,2}}(?:{PREFERRED})|(?:{ONLY})年轻人?", ADVERTISED, _SERVED),
    # The field itself needs no words around the figures.
    rule(rf"{_YEARS}{_TO}{_YEARS}|不(?:超过|大于|高于)\s?{_YEARS}|{_BORN}|{_NOT_AT_LEAST}", _FIELD, "法定退休|退休年龄"),
    rule(rf"(?:超过|大于|高于|过了)\s?{_YEARS}(?:{_OLD})?[^,。;]{{0,2}}(?:{GO_AWAY})", ADVERTISED, _SERVED),
    rule(rf"(?:年龄|年纪|岁数)[^,。;\d]{{0,6}}(?:超过|大于|高于|超)\s?{_YEARS}", ADVERTISED, _SERVED),
    rule(r"\bage[sd]?\b\W{0,3}(?:\w+\s+)?\d\d\s?(?:-|–|to|and)\s?\d\d\b", ADVERTISED, _SERVED),
    rule(r"\b(?:under|below|younger than|not (?:over|older than)|no older than|up to|maximum age(?: of)?:?)"
         r"\s+(?:the age of\s+)?(?:1[89]|[2-6]\d)\b(?!\s?(?:%|percent|people|staff|employees|minutes|hours|days|"
         r"km|kg|months|years of experience|years' experience))", ADVERTISED, _SERVED),
    rule(r"\b(?:aged?|between)\s+(?:between\s+)?\d\d\s?(?:-|–|to|and)\s?\d\d\b(?!\s?(?:%|hours|days|people|staff))",
         ADVERTISED, _SERVED + "|hour|%"),
    rule(r"\b\d\d\s?(?:-|–|to)\s?\d\d\s+years(?:\s+old|\s+of\s+age)|\b(?:1[89]|[2-6]\d)\s+(?:or|and)\s+(?:under|below|younger)\b",
         ADVERTISED, _SERVED),
    rule(r"\byoung\s+(?:people|applicants|candidates)\s+(?:only|preferred)\b|\bage\s+limit\s?:?\s?\d\d\b", ADVERTISED),
    # A lower limit above eighteen, where it is advertised: worth a thought, no more.
    rule(r"(?:19|[2-6]\d)\s?(?:周岁|岁)\s?(?:\([^)]*\))?\s?(?:及|或|含)?\s?以上|(?:年龄|年)满?\s?[:为]?\s?(?:19|[2-6]\d)\s?(?:周岁|岁)以上",
         ADVERTISED - _FIELD, _SERVED, Severity.HINT),
)  # fmt: skip
_CHILD = r"(?:1[0-5]|十[一二三四五]?)"
MINOR_RULES = (
    rule(rf"(?:年?满)?\s?(?<![\d二三四五六]){_CHILD}{_OLD}\s?(?:及|或)?(?:以上|起|即可|可)", ADVERTISED, _SERVED),
    rule(rf"(?<![\d二三四五六]){_CHILD}(?:{_OLD})?{_TO}\d\d{_OLD}", ADVERTISED, _SERVED),
    rule(rf"(?:年满|满|招收?|年龄)\s?[:为]?\s?{_CHILD}{_OLD}", ASKED, _SERVED),
    rule(rf"(?<!\d)(?:1[0-5])\s?(?:以上|起|{_TO}\d\d)", _FIELD),
    rule(r"\b(?:aged?|minimum age(?: of)?:?|at least)\s+1[0-5]\b(?!\s?(?:years'?(?: of)? experience|hours|days|%|km|kg|months))"
         r"|\b1[0-5]\s+(?:years old\s+)?(?:and|or)\s+(?:over|older|above)\b", ADVERTISED, _SERVED),
)  # fmt: skip


def _say(found: Found) -> tuple[Message, Message]:
    if found.severity is Severity.HINT:
        return (
            message("“{words}” is a lower age limit above eighteen", words=found.words),
            message("if experience is what matters, ask for experience"),
        )
    return (
        message("“{words}” is an age limit", words=found.words),
        message(
            "no article of the laws that this check goes by names age, so this is a warning and no "
            "error; write what the work demands instead"
        ),
    )


def _say_minor(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” lets in people under sixteen", words=found.words),
        message(
            "write 16 or more; only art, sport and special crafts may take on younger people, by "
            "rules of their own"
        ),
    )


AGE = Check(
    "JD309",
    Severity.WARNING,
    message("An age limit"),
    word_check(
        r"岁|后|年轻|年龄|\d\d|以下|以内|under|below|young|older|age|between",
        RULES,
        _say,
    ),
    fails="任职资格: {年龄要求: 35岁以下}\n",
    passes="工作职责与任务: [面向60岁以上的会员组织健康讲座]\n任职资格: {年龄要求: 20岁以上}\n",
    reach=Reach.POST,
)
MINORS = Check(
    "JD310",
    Severity.ERROR,
    message("People under sixteen are let in"),
    word_check(r"1[0-5]|十", MINOR_RULES, _say_minor),
    fails="任职资格: {年龄要求: 15岁以上}\n",
    passes="工作职责与任务: [辅导12岁以上的学员]\n任职资格: {年龄要求: 16周岁以上}\n",
    articles=(LABOUR_15,),
    reach=Reach.POST,
)
