# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Posts limited to one sex, or preferring one."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import (
    MARKET_24,
    PROMOTION_3,
    PROMOTION_27,
    SERVICE_20,
    WOMEN_43,
)
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
from jdgen.checks.recruitment_law.words import (
    COUNT,
    GO_AWAY,
    ONLY,
    PREFERRED,
    REFUSE,
    SEEK,
    WORK,
)
from jdgen.errors import Message, message

# 男装, 女鞋, 男科, 女子监狱, 女宾部, 女职工委员会 are products, places and bodies. Possessive, so
# that 男性用品 can't be read as 男 and the rest.
_NOT_A_PERSON = (
    "(?![式款装鞋裤裙包袜帽表款科厕浴友队团宾客童厂篮足排乒监舍宿更澡洗卫权神巫红王婴香]"
    "|子[排足篮监队组项健美]|职工委|企业家|性?用品|主角)"
)
_PERSON = (
    rf"(?:(?<![妇子儿少处美])[男女]{_NOT_A_PERSON}"
    rf"(?:性|士|生|孩子?|子|同志|青年|员工|职工|工(?!作))?+{_NOT_A_PERSON}"
    "|小伙子?|姑娘|帅哥|美女|小姐姐|妹子|小妹(?!妹)|爷们|汉子)"
)
_OCCUPATION = (
    "(?:文员|秘书|助理|服务员|服务生|技[工师]|普工|小工|司机|驾驶员|主管|经理|店长|导购|营业员|收银员?|业务员"
    "|销售|客服|主播|保安|保洁|老?教?师傅?|教练|护士|护工|护理|厨师|按摩师|工人|员工|学徒|搬运工?|装卸工?"
    "|操作[工员]|前台|接待|迎宾|讲师|演员|会计|出纳|保姆|管家|门卫|跟单|设计师|顾问|话务员|礼仪|模特|技术员"
    "|分拣员?|包装工|质检员?|统计员?|库管|仓管|缝纫工|车工|焊工|电工|骑手|快递员|促销员?|宿管)"
)
_AGE = r"\d{2}\s?(?:-|~|至|到)?\s?(?:\d{2})?\s?(?:周岁|岁)"
_MINE = "井下|矿下|下井|第四级体力劳动|第Ⅳ级"

RULES = (
    # Quotas and differing demands come first: they contain what the others would find.
    rule(rf"[男女]{COUNT}[^。;]{{0,4}}[男女]{COUNT}|男女各\s?(?:半|{COUNT})", ADVERTISED),
    rule(
        rf"男(?:性|士)?[^,。;]{{0,6}}{_AGE}[^。;]{{0,10}}女(?:性|士)?[^,。;]{{0,6}}{_AGE}",
        ADVERTISED,
        "退休|退职",
    ),
    rule(
        rf"(?:{ONLY})(?:于|招|收|聘|录|用|录用|招聘)?\s?{_PERSON}",
        ANYWHERE,
        f"客户|顾客|会员|{_MINE}",
    ),
    rule(
        rf"{_PERSON}(?:应聘|报名|投递|申请)?者?\s?(?:{PREFERRED})",
        ANYWHERE,
        f"客户|顾客|会员|{_MINE}",
    ),
    rule(rf"(?:{REFUSE})\s?{_PERSON}", ANYWHERE),
    rule(rf"{_PERSON}(?:应聘|报名|投递|求职)?者?\s?(?:{GO_AWAY})", ANYWHERE),
    rule(
        rf"(?:岗位|职位|工作|工种|本岗)[^,。;]{{0,5}}(?:适合|面向|宜|招)[^,。;]{{0,3}}{_PERSON}",
        ANYWHERE,
    ),
    rule(
        rf"(?:{ONLY})\s?妇女|妇女[^,。;]{{0,4}}(?:{PREFERRED})|男女(?:生|员工)?(?:比例|搭配|名额)",
        ADVERTISED,
    ),
    rule(r"性别(?:要求|限制|条件)?\s?[:为是限]?\s?[男女](?!女|\s?[/、或和,皆均])", ASKED),
    rule(
        rf"(?:{SEEK})[^,。;男女]{{0,6}}{_PERSON}(?:{_OCCUPATION}|{COUNT})?",
        ADVERTISED,
        "会员|客户|顾客|用户|志愿者|被试|受试",
    ),
    rule(rf"(?<![妇子儿少处])[男女]{_NOT_A_PERSON}性?(?![子生])[一-龥]{{0,3}}{_OCCUPATION}", ASKED),
    rule(
        alone(
            r"(?:要求|须|需|应|单身|未婚|已婚|年轻|青年|健康|成熟|干练|招)?(?:的)?"
            rf"{_PERSON}(?:一名|{COUNT})?(?:为主)?"
        ),
        ASKED,
        _MINE,
    ),
    rule(rf"(?:^|(?<=[,、。;()\s])){_PERSON}[,\s]?{_AGE}", ASKED),
    rule(rf"{_PERSON}[一-龥]{{0,4}}", PERSONAL, f"{WORK}|{_MINE}|男女|子女|退休"),
    rule(r"\b(?:fe)?males?\s+(?:candidates?|applicants?)?\s?(?:only|preferred)\b", ANYWHERE),
    rule(r"\b(?:men|women|ladies|gentlemen|girls|boys)\s+(?:only|preferred)\b", ANYWHERE),
    rule(
        r"\b(?:only|prefer(?:ably|red)?|must be|looking for|seeking|hiring|wanted|sex|gender)\W{1,2}"
        r"(?:(?:a|an|one|young|single)\s+)*(?:(?:fe)?males?|men|women)\b"
        r"(?!\s?(?:'s\s+)?(?:or|and|/|wear|fashion|clothing|products|connector))",
        ADVERTISED,
    ),
    rule(
        r"\b(?:(?:fe)?males?|ladies|lady|gentlem[ae]n|girls?|boys?|guys?)\b(?!\s?(?:or|and|/))",
        PERSONAL,
        f"{WORK}|male (?:or|and|/)",
    ),
    rule(r"\bno\s+(?:fe)?males?\b|\bno\s+(?:wo)?men\b", ADVERTISED),
    rule(r"\b(?:fe)?males?\s+(?:need not apply|will not be considered)\b", ANYWHERE),
)


def _say(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” limits the post to one sex or prefers one", words=found.words),
        message(
            "delete it, or write what the work demands (such as how much is to be lifted); only "
            "for work that the state closes to women may a post be limited"
        ),
    )


SEX = Check(
    "JD302",
    Severity.ERROR,
    message("A post is limited to one sex or prefers one"),
    word_check(
        "[男女]|小伙|妹|爷们|汉子|姑娘|帅哥|小姐姐|male|men|lady|ladies|girl|boy|guy", RULES, _say
    ),
    fails="任职资格: {其他要求: [{名称: 性别, 内容: 限男性}]}\n",
    passes="工作职责与任务: [管理男装部和女装部的样品]\n任职资格: {其他要求: [{名称: 性别, 内容: 男女不限}]}\n",
    articles=(WOMEN_43, MARKET_24, PROMOTION_3, PROMOTION_27, SERVICE_20),
    reach=Reach.POST,
)
