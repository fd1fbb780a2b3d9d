"""Safety at work: certificates for special operations, and safety duties for every post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdgen.checks.check import Check, Hit, Path, Reach, Severity, Subject
from jdgen.checks.consistency.naming import label
from jdgen.checks.labour_law.articles import (
    EVERYBODY_RESPONSIBLE,
    SPECIAL_EQUIPMENT,
    SPECIAL_OPERATIONS,
    SPECIAL_OPERATIONS_LIST,
    TRAINED,
)
from jdgen.checks.prose import duties_of, prose_of
from jdgen.errors import message
from jdgen.model import Role

# Trades by the end of a title: 维修电工, 叉车司机, but not 电工产品销售. An 弱电工 stays below
# dangerous voltage, an 机电工 may be either.
_MACHINES = "(?:叉车|行车|天车|桥吊|龙门吊|吊车|塔吊|起重机|起重机械|观光车)"
_TRADE = re.compile(
    "(?:(?<![弱机光])(?:高压|低压|维修|水|值班|配|外线|内线|运行|防爆)?电工"
    "|(?<!锡)(?:电焊|气焊|氩弧焊|二保焊|焊割|气割|电气焊|焊)工"
    "|架子工|蜘蛛人|高空(?:作业|清洗|安装)[工员]|登高(?:作业|架设)工"
    f"|{_MACHINES}(?:司机|驾驶员|操作[工员]|工)|起重工|起重指挥|司索工|(?:起重|司索|塔吊)信号工"
    "|信号司索工"
    "|司炉工?|锅炉(?:工|司炉工|操作[工员])|压力容器操作[工员]|电梯(?:维修|维保|修理)[工员]?"
    "|制冷(?:工|设备操作[工员])|爆破[工员]|放炮员|瓦斯检查[工员]|瓦检员|绞车(?:司机|工)|采煤机司机|司钻"
    "|(?:危险化学品|危化品)操作[工员])"
    "(?:班长|组长|领班|技师|师傅|学徒)?(?:[（(].*[）)])?$"
)
_TRADE_ENGLISH = re.compile(
    r"\b(?:electrician|welder|scaffolder|crane operator|forklift (?:driver|operator)"
    r"|boiler operator|blaster)s?\b",
    re.IGNORECASE,
)
_OPERATION = re.compile(
    "^(?:负责)?(?:亲自|熟练|独立|按规程|安全)?(?:操作|驾驶)"
    "(?:叉车|行车|天车|起重机械?|塔吊|锅炉|压力容器|吊车)"
    "|^(?:负责|从事|进行)?(?:从事|进行)"
    "(?:高处|高空|登高|电焊|焊接|气割|切割|电工|带电|高压电|低压电|爆破)[^，。；]{0,6}作业"
)
_CERTIFICATE = re.compile(
    "(?<![保验论求查凭公印旁认签])证(?![明实据券])|certificate|licen[cs]e", re.IGNORECASE
)
_NONE = re.compile(
    r"\s*(?:无|不限|不要求|不需要|没有|/|／|-|—+|none|n/a)\s*[。.]?\s*", re.IGNORECASE
)


def _find_special(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        found = _special(role)
        if found is not None and not _certified(role):
            path, words = found
            yield Hit(
                path,
                message(
                    "“{words}” is a special operation, and no certificate is asked for", words=words
                ),
                message(
                    "name the certificate under {field}",
                    field=label(subject, "qualifications", "licences"),
                ),
                words,
            )


def _special(role: Role) -> tuple[Path, str] | None:
    """Return where a post says that it is one of special operations, and in which words."""
    for number, title in enumerate((role.title, *role.aliases)):
        found = _TRADE.search(title) or _TRADE_ENGLISH.search(title)
        if found:
            place: Path = ("title",) if not number else ("aliases", number - 1)
            return ("role", role.id, *place), found[0]
    for duty in duties_of(role):
        for clause in re.split("[，,；;。、]", duty.text):
            found = _OPERATION.search(clause.strip())
            if found:
                return duty.path, found[0]
    return None


def _certified(role: Role) -> bool:
    """Whether a post asks for a certificate, in the field for it or elsewhere in what it asks."""
    licences = role.qualifications.licences
    if licences is not None and not _NONE.fullmatch(licences):
        return True
    asked = [text for _, text in prose_of((), role.qualifications)]
    if role.recruitment is not None:
        asked += role.recruitment.requirements
    return any(_CERTIFICATE.search(text) for text in asked)


_SAFETY = re.compile(
    "安全生产|安全职责|安全责任|安全操作|安全规程|安全管理|消防安全|safety", re.IGNORECASE
)


def _find_silent(subject: Subject) -> Iterator[Hit]:
    library = subject.library
    with_section = [role for role in library.roles if _has_section(role)]
    if not with_section:
        return
    for role in library.roles:
        if not _has_section(role) and not any(_SAFETY.search(d.text) for d in duties_of(role)):
            yield Hit(
                ("role", role.id, "title"),
                message(
                    "“{title}” has no safety duties, as {count} of {all} posts of this handbook do",
                    title=role.title,
                    count=len(with_section),
                    all=len(library.roles),
                ),
                message("write what the post answers for in safety, however little it is"),
            )


def _has_section(role: Role) -> bool:
    return bool(role.safety_duties) or any("安全" in each.heading for each in role.extra)


CHECKS = (
    Check(
        code="JD508",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("A special operation without a certificate"),
        find=_find_special,
        fails="岗位名称: 维修电工\n",
        passes="岗位名称: 维修电工\n任职资格:\n  证书与资质: 低压电工作业证\n",
        articles=(SPECIAL_OPERATIONS, TRAINED, SPECIAL_EQUIPMENT, SPECIAL_OPERATIONS_LIST),
    ),
    Check(
        code="JD509",
        severity=Severity.WARNING,
        title=message("No safety duties, though other posts have them"),
        find=_find_silent,
        fails="roles:\n  manager: {安全职责: [每月带队检查安全。]}\n",
        passes=(
            "roles:\n  manager: {安全职责: [每月带队检查安全。]}\n"
            "  clerk: {安全职责: [下班前关闭电源。]}\n"
        ),
        articles=(EVERYBODY_RESPONSIBLE,),
    ),
)
