# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Posts limited by household registration or region."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import PLATFORMS, PROMOTION_26, PROMOTION_31, SERVICE_20
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

_PROVINCE = (
    "(?:北京|天津|上海|重庆|河北|河南|云南|辽宁|黑龙江|湖南|安徽|山东|新疆|江苏|浙江|江西|湖北|广西|甘肃|山西"
    "|内蒙古|陕西|吉林|福建|贵州|广东|青海|西藏|四川|宁夏|海南|台湾|香港|澳门|东北|外地|外省|外市|外县|外来务工|外来)"
)
_HERE = "(?:本地|本市|本省|本县|本区|本镇|本乡|本村|本旗|本街道|本社区|当地|本埠)"
# 外地人员 may be told to stay away, 外地市场 not.
_PEOPLE = "(?:人员?|籍|户口|户籍|常住人口|居民|村民|市民|求职者|应聘者|考生|生源)"
_REGISTRATION = "(?:户籍|户口|常住户口|[深沪京穗杭津渝]户|[深沪京穗杭津渝]籍)"
_HELP = "解决|办理|协助|落户|迁入|迁移|迁出|系统|管理|登记|档案|代办|政策|咨询|补贴"

RULES = (
    rule(rf"(?:{_HERE}|[一-龥]{{2,3}}(?:省|市|县)?)(?:{_REGISTRATION}|籍)[^,。;]{{0,3}}(?:{PREFERRED})", ADVERTISED,
         _HELP, Severity.WARNING),
    rule(rf"(?:{_HERE}|{_PROVINCE}){_PEOPLE}[^,。;]{{0,3}}(?:{PREFERRED})", ANYWHERE, _HELP, Severity.WARNING),
    rule(rf"(?:{_HERE}|{_PROVINCE}|农业?|农村){_PEOPLE}[^,。;]{{0,4}}(?:{GO_AWAY})", ANYWHERE),
    rule(rf"(?:{_PROVINCE}|农村|农业)(?:、(?:{_PROVINCE}))*(?:的)?{_PEOPLE}?[^,。;]{{0,2}}(?:{GO_AWAY})", ASKED),
    rule(rf"(?:{REFUSE})[^,。;]{{0,4}}(?:(?:{_PROVINCE}|农村|农业){_PEOPLE}|外地)", ANYWHERE),
    rule(rf"非{_HERE}{_PEOPLE}?[^,。;]{{0,4}}(?:{GO_AWAY})", ANYWHERE),
    rule(rf"(?:{ONLY}|须|需|具有|具备|持有?|有|必须)[^,。;]{{0,8}}(?:{_REGISTRATION}|{_HERE}人|{_HERE}居民)(?!的?担保|的?保证)",
         ASKED, _HELP),
    rule(rf"(?:{ONLY})[^,。;]{{0,4}}(?:{_HERE}|{_PROVINCE}){_PEOPLE}", ADVERTISED, _HELP),
    rule(rf"(?:非农业?|农业|农村|城镇|城市)(?:居民)?{_REGISTRATION}", ASKED, _HELP),
    rule(r"(?:户籍|户口|籍贯)(?:要求|所在地|性质)?\s?[:为是限]\s?[一-龥]{2,6}", ASKED, _HELP),
    rule(rf"(?:{_REGISTRATION}|籍贯)(?!本|簿)[一-龥]{{0,10}}?(?:{PREFERRED})", PERSONAL, _HELP, Severity.WARNING),
    rule(rf"(?:{_REGISTRATION}|籍贯|外地人|{_HERE}(?:人|的)|{_PROVINCE}人)(?!本|簿|民|才|流|情|担保|保证)[一-龥]{{0,6}}", PERSONAL,
         f"{_HELP}|{WORK}|复印件|身份证|脉|资源"),
    rule(alone(rf"(?:须|需|要求)?(?:{_HERE}|{_PROVINCE}(?:省|市)?)(?:人|户口|户籍|籍)(?:人员?|者)?"), ASKED),
    rule(r"\blocal\s+(?:hukou|residents?|household registration)\s+(?:only|required|preferred|holders? only)\b"
         r"|\b(?:hukou|household registration)\s+(?:is\s+)?(?:required|preferred|only)\b"
         r"|\b(?:must (?:have|hold)|only)\s+(?:\w+\s+){0,3}hukou\b"
         r"|\bhukou\b(?!\s?(?:is\s+)?(?:not|assistance|support|transfer))"
         r"|\bno (?:migrants|outsiders|migrant workers)\b", ADVERTISED, "help|assist|support|transfer|sponsor|regardless|system"),
)  # fmt: skip


def _say(found: Found) -> tuple[Message, Message]:
    if found.severity is Severity.WARNING:
        return (
            message("“{words}” prefers people by where they come from", words=found.words),
            message("delete it; if it is the way to work or a dialect that matters, write that"),
        )
    return (
        message("“{words}” limits the post by household registration or region", words=found.words),
        message("delete it; rural workers and those from elsewhere have the same rights"),
    )


RESIDENCE = Check(
    "JD306",
    Severity.ERROR,
    message("A post is limited by household registration or region"),
    word_check(
        "户|籍|本[乡村镇旗街社县区埠]|地|省|市|农|[人员]|hukou|household|migrant|outsider|local",
        RULES,
        _say,
    ),
    fails="任职资格: {其他要求: [{名称: 户籍, 内容: 限本地户口}]}\n",
    passes="工作职责与任务: [维护户籍管理系统]\n任职资格: {其他要求: [{名称: 户籍, 内容: 不限}]}\n",
    articles=(PROMOTION_26, PROMOTION_31, SERVICE_20, PLATFORMS),
    reach=Reach.POST,
)
