"""Typos of the trade: forms that are wrong wherever they stand, and what is meant.

Curated by hand: a form is here only if no right text contains it, not even across two words
(负责职工 has 责职, 关注消费 has 注消), or if its neighbours settle it: 登陆 is a landing unless a
system stands beside it. Where two forms are both in use, the one preferred by
第一批异形词整理表 (GF 1001-2001) is the right one: 账 before 帐, 部分 before 部份.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.prose import prose
from jdgen.errors import message


def _pairs(text: str) -> Mapping[str, str]:
    """Read a table of pairs, the wrong form before the right one."""
    return dict(pair.split(">") for pair in text.split())


_CHINESE = _pairs("""
    尽管如些>尽管如此 因些>因此 时侯>时候 侯选>候选 等侯>等候 问侯>问候 气侯>气候
    随既>随即 部暑>部署 招聘启示>招聘启事 招工启示>招工启事 座谈记要>座谈纪要
    会议记要>会议纪要 竟赛>竞赛 竞竞业业>兢兢业业 吊消>吊销 消毁>销毁 编缉>编辑 逻缉>逻辑
    市场分额>市场份额 再接再励>再接再厉 在接再厉>再接再厉 一如继往>一如既往 按步就班>按部就班
    迫不急待>迫不及待 安份守己>安分守己 录象>录像 摄象>摄像 签定合同>签订合同
    签定协议>签订协议 熟炼>熟练 陪训>培训 陪养>培养 采构>采购 覆行>履行 反溃>反馈 反愧>反馈
    严竣>严峻 遵寻>遵循 尊守>遵守 尊循>遵循 尊照>遵照 防碍>妨碍 本课以上>本科以上
    本课学历>本科学历 大砖以上>大专以上 中砖以上>中专以上 侍遇>待遇 渲泄>宣泄 渲传>宣传
    通迅>通讯 慨括>概括 大慨>大概 恰谈>洽谈 谈叛>谈判 会唔>会晤
    贯砌>贯彻 灌彻>贯彻 惯彻>贯彻 砌底>彻底 捡验>检验 捡查>检查 捡测>检测 检侧>检测
    监侧>监测 唯修>维修 仓厍>仓库 入厍>入库 出厍>出库 厍存>库存 调拔>调拨 拔款>拨款
    拔打>拨打 选拨>选拔 海拨>海拔 缜蜜>缜密 精减机构>精简机构 精减人员>精简人员
""")

_ENGLISH = _pairs("""
    accomodate>accommodate adress>address agrement>agreement analize>analyse aquire>acquire
    availible>available benifit>benefit benifits>benefits buisness>business comission>commission
    commitee>committee comunicate>communicate comunication>communication cordinate>coordinate
    custumer>customer definately>definitely developement>development enviroment>environment
    experiance>experience finacial>financial garantee>guarantee goverment>government
    immediatly>immediately independant>independent knowlege>knowledge liase>liaise
    liason>liaison maintainance>maintenance maintenence>maintenance managment>management
    neccessary>necessary occassion>occasion occured>occurred perfomance>performance
    personel>personnel posession>possession prefered>preferred prefferred>preferred
    proccess>process profesional>professional reccommend>recommend recieve>receive
    recieves>receives recieving>receiving recomend>recommend recruitement>recruitment
    refered>referred relevent>relevant reponsible>responsible responsability>responsibility
    responsable>responsible responsibilty>responsibility schedual>schedule seperate>separate
    strenght>strength succesful>successful successfull>successful supervison>supervision
    teh>the untill>until wich>which
""")

# What only its neighbours settle: characters that are always in it, a pattern, and the right form
# with its groups. The characters are there for speed: few texts have any of them.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    # 帐 is a curtain or a tent; money is 账.
    ("帐", "(?<![蚊营床军纱幔应收付])帐([款户目簿单号务龄面本期套册实证表])", r"账\g<1>"),
    (
        "帐",
        "(应收|应付|预收|预付|分类|日记|流水|往来|明细|[坏呆总台转记结对查做入报算销挂建到进欠清走收付])帐([款单目户龄务期面]?)(?![篷幕子])",
        r"\g<1>账\g<2>",
    ),
    (
        "登陆",
        "登陆(?=[^，。；、并和与及或]{0,8}(?:系统|网[站页]|平台|账[号户]|后台|邮箱|官网|页面|APP|OA|ERP))",
        "登录",
    ),
    ("登陆", "(系统|网站|平台|账号|后台|邮箱|用户|重新|密码)登陆", r"\g<1>登录"),
    ("象", "(?<![对现印形气大抽迹想表景意万假幻星])象(?=[^，。；、]{1,8}(?:一样|那样|一般))", "像"),
    ("察", "[检捡]察(?=产品|质量|设备|卫生|货物|仓库|现场|机器)", "检查"),
    ("必需", "必需(?=遵守|服从|执行|按照|按时|及时|符合|做到|达到|持证)", "必须"),
    ("即然", "即然(?!后)", "既然"),
    ("既使", "既使(?![用得])(?=[^。；]{1,30}[也都仍亦])", "即使"),
    ("在次", "在次(?=检查|确认|核对|审核|发生|出现|申请|提交)", "再次"),
    ("己经", "(?<![自知异利])己经", "已经"),
    ("自已", "自已(?![经签])", "自己"),
    ("而己", "而己(?!方)", "而已"),
    ("布署", "布署(?!名)", "部署"),
    ("按装", "按装(?=调试|设备|工程|人员|工人|维修|维护|施工|[、，。；和与及]|$)", "安装"),
    ("按排", "按排(?![班名程期产放水列队位序版量查行污气])", "安排"),
    ("制做", "(?<![控复限编研])制做(?![到法])", "制作"),
    ("做为", "(?<!叫)做为(?!期)", "作为"),
    ("帮组", "帮组(?![长织员内])", "帮助"),
    ("竟", "(?<![究毕])竟([争聘价标品])", r"竞\g<1>"),
    ("消售", "(?<![取撤])消售(?!后)", "销售"),
    ("消", "([报核注开营推滞])消(?![费息防耗毒化])", r"\g<1>销"),
    ("份内", "(?<![月股身年省备])份内(?=[的事工职之])", "分内"),
    ("部份", "(?<!全)部份(?![额数量])", "部分"),
    ("象", "([影图好])象(?!征)", r"\g<1>像"),
    ("形像", "形像(?!素)", "形象"),
    ("立既", "(?<![建设成确树创独])立既", "立即"),
    ("接恰", "接恰(?!当)", "接洽"),
    ("洽淡", "洽淡(?!季)", "洽谈"),
    ("彻低", "(?<!贯)彻低", "彻底"),
    (
        "付",
        "(?<![交支应预垫缴拨首代托给])付(?=(?:总经理|经理|主任|主管|厂长|组长|部长|科长|总监|店长))",
        "副",
    ),
    ("构", "(?<![机结架])构([买置进])", r"购\g<1>"),
    ("复盖", "(?<![恢回])复盖(?!章)", "覆盖"),
    ("维户", "维户(?![外型籍口数])", "维护"),
    ("防犯", "防犯(?!罪)", "防范"),
    ("克苦", "克苦(?!难)", "刻苦"),
    ("峻工", "(?<![严险])峻工", "竣工"),
    ("侧", "(?<![两内外单右左前后一双])侧([量试])", r"测\g<1>"),
    ("慎密", "(?<!审)慎密", "缜密"),
    # One syllable too many.
    ("专专", "([大中])专专(及?以上|学历|毕业|文凭|(?=或|[，。；、]|$))", r"\g<1>专\g<2>"),
    ("科科", "([本专])科科(及?以上|学历|毕业|文凭|(?=或|[，。；、]|$))", r"\g<1>科\g<2>"),
)


def _find(subject: Subject) -> Iterator[Hit]:
    # Many texts of a large handbook say the same: each is looked through once.
    typos = cache(lambda text: tuple(_typos(text)))
    for path, text in prose(subject):
        for words, right in typos(text):
            yield Hit(
                path,
                message("“{words}” is a typing mistake", words=words),
                message("write “{right}”", right=right),
                words,
            )


def _typos(text: str) -> Iterator[tuple[str, str]]:
    """Yield each wrong form with the right one, once per text."""
    seen: set[str] = set()
    taken: list[tuple[int, int]] = []
    for always, pattern, right in _compiled():
        for found in pattern.finditer(text) if always in text else ():
            start, end = found.span()
            if found[0] in seen or any(start < last and first < end for first, last in taken):
                continue
            seen.add(found[0])
            taken.append((start, end))
            if isinstance(right, str):
                yield found[0], found.expand(right)
            else:
                yield found[0], right[found[0].casefold()]


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], str | Mapping[str, str]], ...]:
    """Return what is looked for: the tables in one pattern each, then pattern by pattern."""
    return (
        ("", re.compile("|".join(sorted(_CHINESE, key=len, reverse=True))), _CHINESE),
        ("", re.compile(rf"\b(?i:{'|'.join(_ENGLISH)})\b"), _ENGLISH),
        *((always, re.compile(pattern), right) for always, pattern, right in _PATTERNS),
    )


CHECK = Check(
    code="JD401",
    reach=Reach.POST,
    severity=Severity.WARNING,
    title=message("A typing mistake of the trade"),
    find=_find,
    fails="工作职责与任务:\n  - 核对应收帐款，布署月末盘点。\n",
    passes="工作职责与任务:\n  - 核对应收账款，采购帐篷，负责职工文体活动，关注消费趋势。\n",
)
