# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Posts closed to carriers of a disease or to disabled people."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import (
    PROMOTION_26,
    PROMOTION_29,
    PROMOTION_30,
    SERVICE_19,
    SERVICE_20,
)
from jdgen.checks.recruitment_law.rules import ADVERTISED, PERSONAL, Found, rule, word_check
from jdgen.checks.recruitment_law.words import GO_AWAY, ONLY, REFUSE, WORK
from jdgen.errors import Message, message

_CARRIED = (
    "(?:[甲乙丙]肝|肝炎|乙型肝炎|大小三阳|大三阳|小三阳|两对半|二对半|乙肝五项|表面抗原|HBsAg|艾滋病?|HIV|梅毒|肺?结核"
    "|病原携带|病毒携带|带菌)"
)
_INFECTIOUS = "(?:传染病|传染性疾病|传染疾病)"
_WITHOUT = f"无|没有|非|未(?:患|携带|感染)|不(?:得|能|可)?(?:有|患|携带|感染|是)|{REFUSE}"
_NOT_TESTED = "不检|不查|不含|不包括|不做|禁止|取消|不得(?:要求|检|查|做|作|强|以|将|歧视)"
_KNOWLEDGE = "知识|防治|防控|预防|检验|护理|诊疗|经验|疫苗|上报|报告(?:卡|流程|工作|制度)|宣传|管理|科|专家|医学|医护|医师"
_IMPAIRED = "(?:残疾|残障|肢残|聋哑|听障|视障|听力障碍|视力障碍|盲人|聋人|智障|身体缺陷|生理缺陷|肢体缺陷|残缺)"

CARRIER_RULES = (
    rule(rf"(?:{_WITHOUT})[^,。;]{{0,8}}{_CARRIED}[^,。;]{{0,6}}", ADVERTISED, "疫苗|经验|防治"),
    rule(
        rf"{_CARRIED}[^,。;]{{0,10}}(?:{GO_AWAY}|阴性|合格|正常|检查|检测|筛查|阳性|不得)",
        ADVERTISED,
        f"{_NOT_TESTED}|{_KNOWLEDGE}",
    ),
    rule(
        rf"(?:体检|检查|检测|查|提供)[^,。;]{{0,6}}{_CARRIED}",
        ADVERTISED,
        f"{_NOT_TESTED}|{_KNOWLEDGE}",
    ),
    rule(rf"{_CARRIED}[一-龥]{{0,4}}", PERSONAL, f"{_NOT_TESTED}|{_KNOWLEDGE}|{WORK}"),
    rule(
        rf"(?:{_WITHOUT})[^,。;]{{0,8}}{_INFECTIOUS}(?:史|者)?",
        ADVERTISED,
        "经验|防治|防控",
        Severity.WARNING,
    ),
    rule(rf"{_INFECTIOUS}[一-龥]{{0,4}}", PERSONAL, f"{_KNOWLEDGE}|{WORK}", Severity.WARNING),
    rule(rf"{_INFECTIOUS}(?:患者|人员|者)?[^,。;]{{0,3}}(?:{GO_AWAY})", ADVERTISED),
    rule(
        r"\b(?:no|non-?|not|without|free (?:of|from))\s+(?:\w+\s+){0,2}(?:hepatitis b|hbv|hiv|aids)\b"
        r"|\b(?:hepatitis b|hbv|hiv|aids)\b[^.;]{0,20}\b(?:negative|test|free|need not apply)\b",
        ADVERTISED,
    ),
)
DISABLED_RULES = (
    rule(rf"(?:无|非|没有|不得有|不能有|{REFUSE})[^,。;]{{0,4}}{_IMPAIRED}人?", ADVERTISED, "障碍设施|无障碍"),
    rule(rf"{_IMPAIRED}[^,。;]{{0,6}}(?:{GO_AWAY})", ADVERTISED),
    rule(rf"(?:{ONLY})?(?:肢体|四肢|手脚|身体|手足|躯体)[^,。;]{{0,4}}(?:健全|齐全|完整|无残缺|无缺陷)", ADVERTISED, "",
         Severity.WARNING),
    rule(rf"{_IMPAIRED}[一-龥]{{0,4}}", PERSONAL, f"{WORK}|优先|欢迎|安置|关爱|友好|照顾|特教|手语|康复|无障碍|可"),
    rule(r"\bno (?:disabilit|disabled|handicap)\w*|\b(?:disabled|handicapped)\b[^.;]{0,20}\bneed not apply\b"
         r"|\b(?:able-bodied|without (?:any )?disabilit\w+)\b", ADVERTISED),
)  # fmt: skip


def _say_carrier(found: Found) -> tuple[Message, Message]:
    if found.severity is Severity.WARNING:
        return (
            message("“{words}” reads as if carriers of a disease were refused", words=found.words),
            message(
                "if the law closes this work to certain diseases, name the certificate (such as "
                "健康证) instead"
            ),
        )
    return (
        message("“{words}” refuses carriers of a disease or tests for it", words=found.words),
        message(
            "delete it; only where the law closes the work to carriers may the examination look "
            "for it"
        ),
    )


def _say_disabled(found: Found) -> tuple[Message, Message]:
    if found.severity is Severity.WARNING:
        return (
            message("“{words}” reads as if disabled people were refused", words=found.words),
            message("write what the work demands of the body (such as climbing or standing long)"),
        )
    return (
        message("“{words}” refuses disabled people", words=found.words),
        message("delete it, or write what the work demands of the body"),
    )


CARRIERS = Check(
    "JD307",
    Severity.ERROR,
    message("A post is closed to carriers of a disease"),
    word_check(
        "肝|三阳|两对半|二对半|抗原|艾滋|梅毒|结核|传染|携带|带菌|HBsAg|HIV|hepatitis|hbv|aids",
        CARRIER_RULES,
        _say_carrier,
    ),
    fails="任职资格: {其他要求: [{名称: 健康, 内容: 无乙肝}]}\n",
    passes="工作职责与任务: [登记乙肝疫苗接种信息]\n任职资格: {其他要求: [{名称: 健康, 内容: 身体健康，持健康证}]}\n",
    articles=(PROMOTION_30, SERVICE_19, SERVICE_20),
    reach=Reach.POST,
)
DISABILITY = Check(
    "JD308",
    Severity.ERROR,
    message("A post is closed to disabled people"),
    word_check(
        "残|聋|障|盲|智障|缺陷|健全|齐全|完整|disab|handicap|able-bodied",
        DISABLED_RULES,
        _say_disabled,
    ),
    fails="任职资格: {其他要求: [{名称: 其他, 内容: 残疾人勿扰}]}\n",
    passes="工作职责与任务: [接待残疾人客户]\n任职资格: {其他要求: [{名称: 其他, 内容: 残疾人同等条件下优先}]}\n",
    articles=(PROMOTION_26, PROMOTION_29, SERVICE_20),
    reach=Reach.POST,
)
