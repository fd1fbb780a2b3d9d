"""What nobody may ask of a worker: deposits, papers, unpaid overtime, doing without insurance."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.labour_law.articles import (
    INSURED,
    INSURED_FROM_THE_START,
    NO_DEPOSIT,
    NO_FORCED_OVERTIME,
    NO_INSURANCE_WAIVER,
    OVERTIME,
    OVERTIME_PAY,
)
from jdgen.checks.labour_law.reading import DEALT_WITH, Passage, denied, passages
from jdgen.errors import Message, message

# A duty is about others unless it names the worker.
_WORKER = re.compile(
    "员工|职工|新人|入职|上岗|应聘|求职|录用|报到|本人|试用|staff|employee|applicant"
)
_OTHERS = re.compile(
    "客户|顾客|供应商|经销商|加盟|商户|商家|租户|租赁|承租|业主|会员|投标|履约|质保|质量保证金|工程|住户"
    "|学员|家长|来访|安全生产|承包|营运|车辆|借款|贷款|customer|tenant|supplier"
)


@dataclass(frozen=True)
class _Wrong:
    """What a text may demand: how it is worded, and where it is about somebody else."""

    about: re.Pattern[str]
    words: re.Pattern[str]
    others: re.Pattern[str] | None = None
    everywhere: bool = False

    def find(self, passage: Passage) -> str:
        """Return the words that demand it, empty if the text doesn't."""
        # Few texts are about it at all, and this is soon seen.
        if not self.about.search(passage.text):
            return ""
        for sentence in passage.sentences():
            for found in self.words.finditer(sentence):
                if denied(sentence, found.start()):
                    continue
                if self.others is not None and self.others.search(sentence):
                    continue
                if passage.binding or self._of_the_worker(sentence):
                    return found[0]
        return ""

    def _of_the_worker(self, sentence: str) -> bool:
        if DEALT_WITH.search(sentence):
            return False
        return self.everywhere or _WORKER.search(sentence) is not None


_PAPERS = (
    "(?:居民)?(?:身份证|证件|毕业证|学历证|学位证|资格证|驾驶证|驾照|护照|户口[本簿])书?(?:原件)?"
)
_WITHHELD = _Wrong(
    re.compile("[证照]|户口|passport|card|diploma", re.IGNORECASE),
    re.compile(
        f"(?:扣押|扣留|暂扣|扣存|抵押|质押|押存)[^，。；、]{{0,6}}?{_PAPERS}(?!复印)"
        f"|(?:收存|代管|代为保管|上交|上缴)(?:其|本人|员工|劳动者)?的?{_PAPERS}(?!复印)"
        f"|{_PAPERS}(?:须|需|应|要|一律|统一|由公司|交公司|由单位|交由公司){{0,3}}"
        "(?:扣押|扣留|保管|留存|抵押|质押|上交|上缴|押存)"
        "|(?:keep|hold|retain|surrender|withhold)s? [^.]{0,20}"
        "(?:passport|identity card|ID card|diploma)",
        re.IGNORECASE,
    ),
    _OTHERS,
)
_MONEY = (
    "(?:(?:风险)?押金|(?:风险)?抵押金|保证金|风险金|担保金|入职费|上岗费|建档费|中介费|报名费|培训费"
    "|服装费|工[装服]费)"
)
_DEPOSIT = _Wrong(
    re.compile("[押费]|保证|风险金|担保|人保|deposit|bond", re.IGNORECASE),
    re.compile(
        f"(?:缴纳|交纳|缴付|缴存|交付|预[缴交付]|收取|扣除|扣缴|代扣)[^，。；、]{{0,8}}{_MONEY}"
        "|(?:须|需|要|应|自行|自费|个人|本人|先|入职)[^，。；、不免无]{0,4}"
        f"(?:交|缴|支付|付|承担)[^，。；、]{{0,8}}{_MONEY}"
        "|(?<![提成上])[交缴收扣付](?:[0-9]+元?)?的?(?:工装|工服|服装|入职)?押金"
        "|(?<![无免零])(?:工装|工服|服装|入职|工牌|岗位|上岗|风险)(?:押金|保证金|抵押金)"
        "|(?:提供|须有|需有|要求有|要有)[^，。；、]{0,8}(?:担保人|保证人|财产担保|担保书|人保)"
        r"|(?:pay|submit|leave|make) (?:an? |the )?[a-z ]{0,12}(?:deposit|bond)\b",
        re.IGNORECASE,
    ),
    _OTHERS,
)

_PAID = "(?:费|薪|工资|报酬|酬)"
_OVERTIME = _Wrong(
    re.compile("加班|overtime", re.IGNORECASE),
    re.compile(
        f"放弃加班{_PAID}|(?<!无)(?:无偿|义务|免费)加班|(?<![无非])强制(?:性)?加班"
        f"|加班(?:不计|不付|不发|没有|无|不算|不另付|不另计|不支付)(?:加班)?{_PAID}"
        f"|(?:没有|无|不付|不发|不支付|不另计|不计)加班{_PAID}"
        "|必须(?:无条件)?(?:服从|接受|参加|配合)[^，。；]{0,8}加班"
        "|无条件(?:服从|接受)?[^，。；]{0,8}加班|(?:不得|不能|不可|不许)拒绝[^，。；]{0,6}加班"
        "|拒绝加班[^，。；]{0,4}(?:罚|扣|辞|视为|按旷工)"
        "|unpaid overtime|no overtime pay"
        "|overtime (?:is )?(?:unpaid|mandatory|compulsory|without pay|with no pay)",
        re.IGNORECASE,
    ),
    # 未经批准的加班不计加班费 is a rule of many houses, and another question.
    re.compile("未经|未获|未按|擅自|不认定"),
    everywhere=True,
)

_INSURANCE = "(?:社会保险费?|社保|五险一金|五险|养老保险|三险)"
_DO_PAY = "(?:缴纳?|交纳?|购买|买|办理|享受|上)"
_NO_INSURANCE = _Wrong(
    re.compile("社保|保险|五险|三险|social", re.IGNORECASE),
    re.compile(
        f"放弃(?:缴纳|购买|参加|办理)?[^，。；]{{0,4}}{_INSURANCE}"
        f"|(?:不缴纳?|不交纳?|不买|不购买|不办理?|不上|不参加|不予缴纳|免缴){_INSURANCE}"
        f"|(?:无|没有){_INSURANCE}(?![断欠纠])"
        f"|{_INSURANCE}(?:自理|自行缴纳|自己缴纳|折现|折算现金|补贴代替)"
        f"|(?:试用期(?:满|后|结束|通过)|转正)(?:之?后)?[^，。；]{{0,6}}{_DO_PAY}{_INSURANCE}"
        "|no social (?:insurance|security)|waive[sd]? [^.]{0,12}social (?:insurance|security)",
        re.IGNORECASE,
    ),
    re.compile(f"{_OTHERS.pattern}|非全日制|兼职|返聘|实习|劳务|小时工"),
)


def _finder(
    wrongs: tuple[_Wrong, ...],
    what: Callable[[str], Message],
    hint: Message,
    elsewhere: tuple[str, ...] = (),
) -> Callable[[Subject], Iterator[Hit]]:
    """Return a check's function: one hit for each text that demands one of ``wrongs``.

    ``elsewhere`` are the parts of a file that another check reads for the same.
    """

    def find(subject: Subject) -> Iterator[Hit]:
        for passage in passages(subject):
            if any(part in passage.path for part in elsewhere):
                continue
            words = next((words for wrong in wrongs if (words := wrong.find(passage))), "")
            if words:
                yield Hit(passage.path, what(words), hint, words)

    return find


CHECKS = (
    Check(
        code="JD505",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("A deposit asked for, or papers withheld"),
        find=_finder(
            (_WITHHELD, _DEPOSIT),
            lambda words: message(
                "“{words}”: neither papers nor money may be taken from a worker", words=words
            ),
            message("delete it; copies of papers may be kept, and tools lent against a receipt"),
            # What is asked of applicants is for recruitment law to find (JD311).
            ("recruitment", "qualifications"),
        ),
        fails="附加内容: {标题: 入职须知, 正文: 新员工须交纳工装押金300元。}\n",
        passes=(
            "附加内容: {标题: 入职须知, 正文: 提供身份证复印件，公司不收取任何押金。}\n"
            "工作职责与任务: [收取客户押金并登记。]\n"
        ),
        articles=(NO_DEPOSIT,),
    ),
    Check(
        code="JD506",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("Overtime forced or unpaid"),
        find=_finder(
            (_OVERTIME,),
            lambda words: message(
                "“{words}”: overtime is agreed, not forced, and paid", words=words
            ),
            message("say that overtime is agreed with the worker and paid or made up for"),
        ),
        fails="招聘:\n  招聘条件: [自愿放弃加班费]\n",
        passes="招聘:\n  招聘条件: [旺季可接受加班，加班费按法律规定支付]\n",
        articles=(NO_FORCED_OVERTIME, OVERTIME, OVERTIME_PAY),
    ),
    Check(
        code="JD510",
        reach=Reach.POST,
        severity=Severity.WARNING,
        title=message("Social insurance waived or put off"),
        find=_finder(
            (_NO_INSURANCE,),
            lambda words: message(
                "“{words}”: social insurance is due from the first day, whatever is agreed",
                words=words,
            ),
            message("say that social insurance is paid from the start"),
        ),
        fails="招聘:\n  福利: [转正后缴纳五险一金]\n",
        passes="招聘:\n  福利: [入职即缴纳五险一金, 转正后享受补充商业保险]\n",
        articles=(INSURED, INSURED_FROM_THE_START, NO_INSURANCE_WAIVER),
    ),
)
