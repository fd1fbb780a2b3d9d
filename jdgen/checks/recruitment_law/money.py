# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Money, papers or a guaranty asked of those who apply.

Only what an advertisement offers and asks for is read: a duty may well be to keep deposits.
"""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import CONTRACT_9, SERVICE_14
from jdgen.checks.recruitment_law.passages import Kind
from jdgen.checks.recruitment_law.rules import ADVERTISED, Found, rule, word_check
from jdgen.errors import Message, message

_FEE = (
    "(?:押金|保证金|抵押金|风险金|风险抵押金?|培训费|服装费|工装费|工服费|报名费|体检费|办证费|中介费|介绍费|建档费"
    "|资料费|材料费|保密费|担保金|入职费|定金|上岗费|考试费|岗前费|违约金)"
)
_PAPER = (
    "(?:身份证|毕业证书?|学历证书?|学位证书?|证件|证书|驾驶证|驾照|户口本|户口簿|护照|资格证书?)"
)
_NOT_TAKEN = (
    "不收|不以|任何名义|不得|不会|免收|免交|免除|免费|无需|无须|不需|不用|不必|不交|不扣|不押|从不|绝不|零押金|无押金|承担|报销|补贴"
    "|报答|谨防|警惕|凡|经验|客户|租|核算|账|报考"
)

RULES = (
    rule(rf"(?:收取?|交纳?|缴纳?|预交|预付|扣除?|支付|付|自付|自理|承担)[^。;]{{0,10}}{_FEE}", ADVERTISED, _NOT_TAKEN),
    rule(rf"{_FEE}[^,。;]{{0,6}}?(?:\d+\s?元|自理|自付|自费|由(?:本人|个人|员工|应聘者)|从工资)", ADVERTISED,
         _NOT_TAKEN.replace("承担|", "公司承担|")),
    rule(rf"{_PAPER}[^,。;]{{0,4}}(?:原件)?[^,。;]{{0,10}}"
         r"(?:扣押|扣留|抵押|统一保管|公司保管|代为保管|代管|上交|上缴|收存|质押|寄存)", ADVERTISED, _NOT_TAKEN),
    rule(rf"{_PAPER}[^,。;]{{0,4}}(?:原件)?[^,。;]{{0,8}}(?:存放|留存|存于|交(?:给|由|到|至|公司|店|厂|人事)|押在|留在|收走)",
         ADVERTISED, _NOT_TAKEN + "|复印|扫描|电子"),
    rule(rf"{_FEE}", frozenset({Kind.TERMS, Kind.DEMAND}), _NOT_TAKEN + "|账务|管理经验"),
    rule(rf"(?:扣押|扣留|抵押|质押|押|上交|交出)[^,。;]{{0,4}}{_PAPER}(?:原件)?", ADVERTISED, _NOT_TAKEN),
    rule(r"(?:提供|须有|需有|要有|需|须|要求|有|找)[^,。;]{0,8}(?:担保人?|保证人|保人)(?!公司|业务|行业|经验|法|物权)",
         ADVERTISED, _NOT_TAKEN + "|担保公司|担保业务|担保法|担保行业|提供担保服务"),
    rule(r"\b(?:pay|deposit of|charge[ds]?|submit)\b[^.;]{0,30}\b(?:deposit|training fee|uniform fee|registration fee)\b"
         r"|\b(?:refundable|security)\s+deposit\b|\bdeposit\s+(?:is\s+)?required\b"
         r"|\b(?:id card|passport|diploma)s?\b[^.;]{0,30}\b(?:kept|held|retained)\b", ADVERTISED,
         "no deposit|not charge|never|free of charge"),
)  # fmt: skip


def _say(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” asks money, papers or a guaranty of applicants", words=found.words),
        message(
            "delete it; papers may be looked at and copied, not kept, and nothing may be collected"
        ),
    )


DEPOSITS = Check(
    "JD311",
    Severity.ERROR,
    message("Money, papers or a guaranty are asked of applicants"),
    word_check("费|金|证|照|担保|保人|户口|deposit|fee|id card|passport|diploma", RULES, _say),
    fails="招聘: {福利: [工装押金300元，离职退还]}\n",
    passes="工作职责与任务: [核对租户押金的收取与退还]\n招聘: {福利: [免费提供工装，不收押金]}\n",
    articles=(CONTRACT_9, SERVICE_14),
    reach=Reach.POST,
)
