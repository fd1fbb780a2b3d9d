# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Promises in an advertisement that nobody can keep."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import MARKET_24, PLATFORMS, SERVICE_14
from jdgen.checks.recruitment_law.passages import Kind
from jdgen.checks.recruitment_law.rules import ADVERTISED, Found, rule, word_check
from jdgen.errors import Message, message

# In a demand, 保证通过审核 is what applicants must do.
_PROMISING = ADVERTISED - {Kind.DEMAND}
_MANY = r"[\d一二两三四五六七八九十百过上数几]"
_TOLD_AGAINST = "不承诺|不得|禁止|拒绝|杜绝|识别|防范|谨防|警惕|抵制|不做|不作|不搞|审核|监测|核查"

RULES = (
    rule(rf"(?:轻松)?(?:月入|月薪|月收入|日入|日赚|年入|年薪|周入)[^,。;]{{0,3}}{_MANY}{{0,8}}[万千百]{{0,2}}[^,。;]{{0,3}}不是梦",
         ADVERTISED, _TOLD_AGAINST),
    rule(rf"(?:轻松|保底|稳定|人人|保证)[^,。;]{{0,3}}(?:月入|月薪|月收入|日入|日赚|年入|年薪|赚钱|赚){_MANY}{{0,8}}[万千百]{{0,2}}",
         ADVERTISED, _TOLD_AGAINST),
    rule(r"(?:月入|月薪|月收入|日入|日赚|年入|周入)(?:轻松)?(?:过|破|超|上|数|几)?(?:[万千百]|[两二三四五六七八九十]+万)|日[入赚]\s?\d{3,}|(?:月入|年入)\s?\d+\s?万",
         ADVERTISED, _TOLD_AGAINST),
    rule(r"不是梦|(?:零|0|无|没有)风险|稳赚(?:不赔)?|包赚|躺赚|躺着[^,。;]{0,3}赚|暴富|日进斗金|一夜(?:致富|成名)|快速致富|(?:财务|财富|时间)自由|睡后收入|逆袭"
         r"|高回报|坐等收钱|赚到手软|数钱|无本万利|一本万利|赚大钱|(?:轻松|坐在?家|在家|动动手)[^,。;]{0,6}(?:赚|挣)"
         r"|(?:[半一二两三四五六\d]{1,2}个?(?:月|年)|当年|当月)(?:内|就能|即可|可)?(?:买房|买车|开上|住上|实现|年薪百万)|(?:月|天)[^,。;]{0,4}(?:变现|到手|入账|赚)[^,。;]{0,3}[万千]|[万千]不是问题|走上人生巅峰", ADVERTISED, _TOLD_AGAINST + "|风险管理|风险控制"),
    rule(r"(?:承诺|保证|确保)[^,。;]{0,6}(?:升职|晋升|加薪|转正|月入|收入|就业|录用|不裁|不失业)|(?:包|保|保证|承诺)(?:过|进|入职|录用|录取|录|就业|分配|上岗|通过|拿证|入编|转正|晋升|升职)", _PROMISING,
         _TOLD_AGAINST),
    rule(r"(?:100%|百分百|百分之百)[^,。;]{0,3}(?:录用|录取|就业|通过|入职|上岗|转正|成功|拿证|赚)", ADVERTISED, _TOLD_AGAINST),
    rule(r"高薪(?:诚聘|急聘|招聘|聘请|急招|诚招|招)", ADVERTISED),
    rule(r"\b(?:guaranteed|assured)\s+(?:income|earnings|job|employment|success|admission|promotion|pass)\b"
         r"|\b(?:no|zero)[- ]risk\b|\brisk[- ]free\b|\bget[- ]rich\b|\bearn\s+(?:easily|a fortune)\b"
         r"|\beasy money\b|\b100% (?:job|placement|pass|success)\b|\bunlimited (?:income|earnings)\b", ADVERTISED),
)  # fmt: skip


def _say(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” promises what nobody can promise", words=found.words),
        message(
            "write what is paid, from and to, and how it is made up; advertisements must be true"
        ),
    )


PROMISES = Check(
    "JD312",
    Severity.WARNING,
    message("A promise that nobody can keep"),
    word_check(
        "月|承诺|年入|日入|日赚|周入|赚|梦|自由|睡后|逆袭|风险|富|斗金|(?:财务|财富|时间)自由|睡后收入|逆袭|回报|包|保|100%|百分|高薪|收钱|数钱"
        "|guarant|assured|risk|rich|earn|easy|100%|unlimited",
        RULES,
        _say,
    ),
    fails="招聘: {亮点: [月入过万不是梦]}\n",
    passes="招聘: {亮点: [月薪8000至12000元，包吃住]}\n",
    articles=(MARKET_24, SERVICE_14, PLATFORMS),
    reach=Reach.POST,
)
