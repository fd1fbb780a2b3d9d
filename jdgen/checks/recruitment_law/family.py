# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Conditions of marriage and childbearing, questions about them, pregnancy tests."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import PROMOTION_27, SERVICE_20, WOMEN_43
from jdgen.checks.recruitment_law.rules import (
    ADVERTISED,
    ANYWHERE,
    ASKED,
    PERSONAL,
    Found,
    alone,
    rule,
    word_check,
)
from jdgen.checks.recruitment_law.words import GO_AWAY, ONLY, PREFERRED, REFUSE, WORK
from jdgen.errors import Message, message

_STATE = (
    "(?:已婚已育|已婚未育|未婚未育|已婚|未婚|单身|离异|丧偶|已育|未育|生育过|无小?孩|无子女|有小?孩|有子女"
    "|(?:怀孕|怀了孕)的?|孕妇|备孕|孕期|哺乳期|待孕|生过孩子|生过小孩|当过妈妈?|宝妈|宝爸|奶爸|有家室|已?成家|拖家带口|带过自己的孩子)"
)
_PERSON = "(?:妇女|女性|男性|女士|女生|男士|人士|人员|员工|青年|者)?"
_EVENT = (
    "(?:怀孕|结婚|生育|生孩子|要孩子|生小孩|要小孩|婚育|恋爱|谈恋爱|备孕|二胎|三胎|二孩|休产假)"
)
# What the law gives to those who have families.
_BENEFIT = "产假|陪产|婚假|育儿假|津贴|补贴|福利|奖学金|入学|托育|弹性|保险|探亲|夫妻房"

RULES = (
    rule(
        rf"(?:\d|[一二两三四五六])\s?年之?内[^,。;]{{0,6}}[不无][^,。;]{{0,4}}{_EVENT}(?:计划|打算|安排)?",
        ANYWHERE,
    ),
    rule(
        rf"(?:不得|不能|不可|禁止|不准|不允许|承诺不|保证不|不许|严禁)[^,。;]{{0,6}}{_EVENT}",
        ADVERTISED,
        "为由|歧视|辞退|解除|降低|询问|调查|限制|因",
    ),
    rule(
        rf"(?:无|没有|暂无|近期无)[^,。;]{{0,4}}{_EVENT}[^,。;]{{0,2}}(?:计划|打算|安排|意向|需求)",
        ADVERTISED,
    ),
    rule(
        rf"{_EVENT}[^。;]{{0,6}}(?:视为|自动离职|自动辞职|自愿离职|解除|终止|辞退|开除|停薪|离岗)",
        ADVERTISED,
        "不得|禁止|不因|不会|不能",
    ),
    rule(
        r"(?:体检|检查|检测|入职|面试|录用)[^。;]{0,10}(?:妊娠|早孕|孕检|怀孕|验孕|尿孕|HCG)[^,。;]{0,4}",
        ADVERTISED,
        "不得|不含|不包括|不检|禁止|严禁|取消|不做|不作",
    ),
    rule(
        r"(?:妊娠|早孕|怀孕|验孕|孕)(?:测试|检测|检查|筛查|试验)",
        ADVERTISED,
        "不得|不含|不包括|禁止|严禁|取消|不做|不作|经验|操作|科|患者|孕妇",
    ),
    rule(
        r"(?:填写|填报|说明|告知|提供|如实|询问|了解|注明|申报|写明|承诺|出具)[^,。;]{0,10}"
        r"(?:婚育|婚姻|生育|恋爱|怀孕)[^,。;]{0,3}(?:状况|情况|计划|史|打算|意愿|证明)?",
        ADVERTISED,
        "不得|不询问|不了解|不需|无需|无须|不必|禁止|保密",
    ),
    rule(rf"(?:婚姻|婚育|婚否|生育)(?:状况|情况|要求)?\s?[:为是]\s?{_STATE}", ADVERTISED),
    rule(rf"{_STATE}{_PERSON}[^,。;]{{0,4}}(?:{PREFERRED}|{GO_AWAY})", ANYWHERE),
    rule(rf"(?:{ONLY}|只招|招|须|需)[^,。;]{{0,4}}{_STATE}{_PERSON}", ASKED),
    rule(rf"(?:{REFUSE}|非)[^,。;]{{0,4}}{_STATE}{_PERSON}", ADVERTISED),
    rule(alone(rf"(?:要求|须|需|应|必须|限|最好)?{_STATE}{_PERSON}"), ASKED),
    rule(
        r"(?:婚姻|婚育|生育|已婚|未婚|单身|离异|已育|未育|怀孕|备孕|孕检|妊娠|孕期|哺乳期|宝妈|宝爸|奶爸|家室|成家|有无子女|小孩|(?<![男女])孩子|子女"
        r"|二胎|三胎|结婚|恋爱)[一-龥]{0,4}",
        PERSONAL,
        f"{WORK}|{_BENEFIT}|教|喜欢|喜爱|热爱|爱|亲和|耐心|沟通|婚庆|婚礼|婚纱|咨询|产后|月子",
    ),
    rule(
        r"\b(?:marital status|(?:un)?married(?! to (?:detail|quality|precision))|pregnan\w+|childless|maternity plans?)\b",
        PERSONAL,
        f"{WORK}|leave|benefit",
    ),
    rule(
        r"\b(?:(?:must|should) (?:not )?be|only|prefer(?:ably|red)?|no|not)\s+(?:\w+\s+){0,2}"
        r"(?:married|unmarried|single|pregnan\w+)\b",
        ADVERTISED,
    ),
    rule(
        r"\b(?:married|unmarried|single|pregnant)\b[^.;]{0,30}"
        r"\b(?:only|preferred|need not apply|will not be considered)\b",
        ADVERTISED,
    ),
    rule(
        r"\bpregnancy tests?\b|\bmarital status\s?:\s?\w+|\bno plans? to have children\b",
        ADVERTISED,
    ),
)


def _say(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” makes marriage or children a matter of recruiting", words=found.words),
        message(
            "delete it; ask for nothing beyond the basic particulars, and for no pregnancy test"
        ),
    )


FAMILY = Check(
    "JD303",
    Severity.ERROR,
    message("Marriage, children or pregnancy are made a condition or asked about"),
    word_check(
        "婚|宝妈|宝爸|奶爸|家室|成家|拖家|哺乳|育|孕|单身|离异|丧偶|孩|子女|恋爱|胎|产假|妊娠|HCG|marri|single|pregnan|marital|child",
        RULES,
        _say,
    ),
    fails="任职资格: {其他要求: [{名称: 其他, 内容: 已婚已育者优先}]}\n",
    passes="工作职责与任务: [承接婚庆策划]\n任职资格: {其他要求: [{名称: 其他, 内容: 已婚未婚均可}]}\n",
    articles=(WOMEN_43, PROMOTION_27, SERVICE_20),
    reach=Reach.POST,
)
