"""Duties that don't begin with what is to be done: 传播体系的建设 for 建设传播体系.

A word has one part of speech in the dictionary, and 办理 is a noun there. So what begins with a
noun is told only if it also ends as a noun phrase does, in a verb made a noun (客户资料的管理).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.prose import HAN, duties
from jdgen.checks.wording.words import (
    THINGS,
    is_word,
    masking,
    tagged,
    word_list,
)
from jdgen.errors import message

# Verbs of duties that the dictionary has as nouns.
_VERBS = word_list("""
    办理 策划 会同 规范 细化 净化 绿化 美化 深化 总结 计划 规划 核算 概算 编辑 联络 联系 代理 委托
    领导 主管 协同 督导 评价 报税 备案 建档 结项 招标 投标 评标 比价 议价 核价 定价 报价 订货 发货
    收货 理货 补货 配货 装货 换货 拣货 贴标 入库 出库 盘点 仓储 护理 教学 指导 奖惩 制单 记账 结账
    开票 收款 催款 收银 点钞 贷款 资助 摄影 录音 剪辑 制图 绘图 速记 记录 汇总 化验 计量 校准 标定
    制样 编程 编码 运维 部署 备份 报警 列席 电镀 分餐 铺床 缝纫 刺绣 喷药 报告 通报 公告 行使 筹划
    谋划 策应 调度 利用 处分 端正 申报 汇报 研发 外联 主办 立项 草拟 草签 保洁 清洁 清理 平衡 更新
    跟单 喷涂 迎宾 杜绝 安保 消防 归类 结转 计提 签批 预订 预约 采写 采访 直播 转运 转办 主抓 分管
    分派 分解 汇编 会签 会审 会商 宣贯 宣导 督学 带教 查验 核销 核实 复核 复印 复检 复查 复盘 编目
    编号 编排 排产 排班 排版 排课 排查 试制 试产 试用 打样 制版 制卡 发证 收发 收缴 收储 存储 储存
    保存 保管 移交 移送 转交 交办 交割 兑付 兑换 垫付 支付 拨付 划拨 划转 冲账 对账 平账 挂账 清欠
    清收 催缴 查收 寄送 寄发 派送 派发 分发 印发 转发 抄送 起运 押运 押送 承运 托运 报验 封样 封存
    启封 拆封 熏蒸 除尘 除锈 除虫 除草 修剪 修枝 嫁接 授粉
""")
# Nouns that say how or when, before a verb: 电话回访客户, 现场处理投诉.
_MANNERS = word_list("""
    重点 全程 书面 实地 电话 现场 日常 线上 线下 网上 专职 兼职 全权 全力 全员 专人 统一 分类 分级
    动态 月末 月初 年末 年初 季末 周末 班前 班后 班中 会前 会后 事前 事中 事后 岗前 平时 业余 口头
    当面 当场 实时 同步 双向 交叉 循环 机动 人工 手工 批量 集中 闭环 首问 源头 终端 驻店 驻场 上门
    夜间 白天
    保质保量 按质按量 尽职尽责 尽心尽力 实事求是 因地制宜 全心全意
""")
_NOUNS = ("n", "nt", "eng")
# 客户到店后 says when: the verb comes behind it.
_WHEN = re.compile("(?:[时前后中内外下上间期]|以来|之际|情况|过程|期间)$")
_THEN = frozenset({"前", "后", "时", "中", "之前", "之后", "以前", "以后", "期间"})
_ENDS = re.compile(
    "(?:管理|维护|检验|编制|考核|统计|分析|处理|维修|保养|培训|建设|工作|事宜|事务)$"
)
# 市场调研：开展调研 has its verb behind the colon.
_LABEL = re.compile(rf"^[{HAN}A-Za-z0-9、/与和及]{{2,14}}[：:]\s*")
_MARKS = re.compile(r"[，,；;。！!？?：:（(\n]")
_SUBJECT = re.compile(r"^(?:[本该]岗位?|本职位|本人|该员工|本员工)(?![责职])")
_MASK = "某"


def _find(subject: Subject) -> Iterator[Hit]:
    if subject.library.handbook.language != "zh":
        return
    mask = masking(subject.names, _MASK)
    for duty in duties(subject):
        clause = _MARKS.split(_LABEL.sub("", duty.text), maxsplit=1)[0].strip()
        if _is_thing(mask(clause)):
            yield Hit(
                duty.path,
                message("this duty doesn't begin with what is to be done: “{words}”", words=clause),
                message("begin with a verb: “建设传播体系” rather than “传播体系的建设”"),
                clause,
            )


def _is_thing(clause: str) -> bool:
    """Whether a duty's first clause names a thing or a person rather than what is to be done."""
    if _SUBJECT.match(clause):
        return True
    if not re.match(f"[{HAN}A-Za-z]", clause) or _WHEN.search(clause):
        return False
    words = tagged(clause)
    (first, kind), following = words[0], words[1:]
    if any(word in _THEN for word, _ in following):
        return False
    if first[0] == _MASK:
        return bool(following) and following[0][0] == "的" and _ends_as_noun(words)
    if first in _MANNERS and following and (_is_verb(following[0]) or following[0][0] in "的地"):
        return False
    named = first in THINGS or kind == "eng" or (kind in _NOUNS and is_word(first))
    return named and first not in _VERBS and len(clause) > 3 and _ends_as_noun(words)


def _ends_as_noun(words: Sequence[tuple[str, str]]) -> bool:
    """Whether the words end in a verb that stands for a thing, or in 工作 and the like."""
    last = next((word for word in reversed(words) if word[0] not in ("等", "等等")), words[-1])
    return _is_verb(last) or _ENDS.search(last[0]) is not None


def _is_verb(word: tuple[str, str]) -> bool:
    return word[1] in ("v", "vn", "vd") or word[0] in _VERBS


CHECK = Check(
    code="JD406",
    reach=Reach.NAMES,
    severity=Severity.HINT,
    title=message("A duty that doesn't begin with what is to be done"),
    find=_find,
    fails="工作职责与任务:\n  - 客户档案的建立与保管。\n",
    passes=(
        "工作职责与任务:\n  - 办理客户的开户与销户。\n  - 会议结束后，整理纪要。\n"
        "  - 档案管理：保管合同。\n"
    ),
)
