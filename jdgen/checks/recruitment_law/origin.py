# ruff: noqa: E501 - a Chinese character counts as two columns, and patterns stand in one piece
"""Posts limited by ethnicity, race or religion."""

from __future__ import annotations

from jdgen.checks.check import Check, Reach, Severity
from jdgen.checks.recruitment_law.articles import (
    MARKET_24,
    PROMOTION_3,
    PROMOTION_28,
    SERVICE_20,
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
from jdgen.checks.recruitment_law.words import GO_AWAY, ONLY, PREFERRED, REFUSE, WORK
from jdgen.errors import Message, message

# 少数民族地区, 藏族服饰, 回族食品 are places and things.
_NOT_PEOPLE = (
    "(?![^,。;]{0,2}(?:地区|聚居|文化|语|服饰|服装|舞|音乐|乡|州|县|村|自治|食品|餐|风味|菜|市场|干部|教材"
    "|特色|工艺|医药|节日|歌|史|题材|元素|古籍|客))"
)
_GROUP = (
    "(?:(?:汉|回|维吾尔|维|藏|蒙古|蒙|满|壮|苗|彝|朝鲜|哈萨克|柯尔克孜|塔吉克|侗|瑶|白|土家|傣|黎|傈僳|羌|畲|布依"
    f"|少数民|外)族{_NOT_PEOPLE}|回民(?!街|区|小学|中学|医院))"
)
_MINORITY = f"(?!汉){_GROUP}"
_RACE = "(?:白人|黑人|白种人?|黑种人?|黄种人?|有色人种|欧美面孔|欧美长相|亚裔|非裔|白皮肤|黑皮肤)"
_FAITH = (
    "(?:宗教信仰|信仰宗教|信教|信奉|信佛|佛教|佛教徒?|基督教徒?|基督徒|基督教|天主教徒?|伊斯兰教徒?|穆斯林|道教徒?|教徒"
    "|信徒|信众|宗教背景)"
)

ETHNIC_RULES = (
    rule(rf"(?:{ONLY})[^,。;]{{0,4}}(?:{_GROUP}|{_RACE})", ANYWHERE),
    # 就业促进法 第二十八条 lets minorities be considered first, so only 汉族优先 is looked for.
    rule(rf"(?:汉族|{_RACE})(?:者|人|人士|外教|教师)?[^,。;]{{0,2}}(?:{PREFERRED})", ANYWHERE),
    rule(rf"(?:{REFUSE}|非)[^,。;]{{0,6}}(?:{_MINORITY}|{_RACE})", ADVERTISED),
    rule(rf"(?:{_MINORITY}|{_RACE})[^,。;]{{0,8}}(?:{GO_AWAY})", ANYWHERE),
    rule(rf"(?:民族|种族|肤色)(?:要求)?\s?[:为是]\s?(?:汉|{_GROUP}|{_RACE})", ADVERTISED),
    rule(alone(f"(?:{_GROUP}|{_RACE})(?:人|者)?"), ASKED),
    rule(f"(?:{_GROUP}|{_RACE})[一-龥]{{0,4}}", PERSONAL, f"{WORK}|优先|语|习俗|民俗|加分"),
    rule(
        r"\b(?:han|uygh?ur|tibetan|hui|caucasian|white|black|asian)s?"
        r"(?:\s+[a-z]+){0,2}\s+(?:only|preferred)\b",
        ANYWHERE,
    ),
    rule(
        r"\bno\s+(?:ethnic minorit|uygh?ur|tibetan|black (?:people|teacher|applicant))\w*"
        r"|\b(?:ethnicity|race)\s?:\s?(?:han|white|caucasian)\b"
        r"|\b(?:must be|only)\s+(?:han|white|caucasian)\b",
        ADVERTISED,
    ),
)  # fmt: skip
FAITH_RULES = (
    rule(rf"(?:{ONLY}|须|需)[^,。;]{{0,3}}{_FAITH}", ASKED, "了解|熟悉|尊重|遵守"),
    rule(
        rf"(?:无|没有|不得有|不能有|非|不信|不得信|不可信|{REFUSE})[^,。;]{{0,4}}{_FAITH}(?!要求|限制|自由)",
        ADVERTISED,
    ),
    rule(rf"{_FAITH}(?:人员|人士|者|的)?[^,。;]{{0,4}}(?:{PREFERRED}|{GO_AWAY})", ADVERTISED),
    rule(rf"信仰(?:的|者)?(?:{GO_AWAY})", ADVERTISED),
    rule(f"(?:{_FAITH}|任何宗教|某种宗教)[一-龥]{{0,4}}(?!要求|限制|自由)", PERSONAL,
         f"{WORK}|要求|限制|自由|习俗|禁忌|事务|场所|政策|文化|历史"),
    rule(rf"宗教(?:信仰)?\s?[:为是]\s?(?:无|没有|{_FAITH}|佛|道)", ADVERTISED),
    rule(
        r"\b(?:no|non-?)\s?(?:religio(?:n|us)\w*|muslims?|christians?|buddhists?)\b"
        r"|\b(?:christian|muslim|buddhist)s?\s+(?:\w+\s+)?(?:only|preferred)\b"
        r"|\bmust\s+(?:not\s+)?(?:be\s+(?:a\s+)?(?:christian|muslim|buddhist)|(?:have|hold)\s+\w*\s?religio\w+)",
        ADVERTISED,
    ),
)  # fmt: skip


def _say_ethnic(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” chooses people by ethnicity or race", words=found.words),
        message("delete it; where a language is needed, name the language"),
    )


def _say_faith(found: Found) -> tuple[Message, Message]:
    return (
        message("“{words}” chooses people by religion", words=found.words),
        message("delete it; where customs must be known or kept, write which"),
    )


ETHNICITY = Check(
    "JD304",
    Severity.ERROR,
    message("A post is limited by ethnicity or race"),
    word_check(
        "族|回民|白人|黑人|[白黑黄]种|人种|亚裔|非裔|面孔|长相|肤|han|uyg|tibet|hui|caucas|white|black|asian|ethnic",
        ETHNIC_RULES,
        _say_ethnic,
    ),
    fails="任职资格: {其他要求: [{名称: 民族, 内容: 汉族}]}\n",
    passes="工作职责与任务: [整理少数民族地区市场的客户资料]\n任职资格: {应具备知识、技能: 会藏语，少数民族优先}\n",
    articles=(MARKET_24, PROMOTION_3, PROMOTION_28, SERVICE_20),
    reach=Reach.POST,
)
RELIGION = Check(
    "JD305",
    Severity.ERROR,
    message("A post is limited by religion"),
    word_check(
        "教|基督|信仰|信佛|信徒|信众|穆斯林|religio|muslim|christian|buddhis",
        FAITH_RULES,
        _say_faith,
    ),
    fails="任职资格: {其他要求: [{名称: 其他, 内容: 无宗教信仰}]}\n",
    passes="工作职责与任务: [安排清真餐厅的订座]\n任职资格: {其他要求: [{名称: 其他, 内容: 无宗教信仰要求}]}\n",
    articles=(MARKET_24, PROMOTION_3, SERVICE_20),
    reach=Reach.POST,
)
