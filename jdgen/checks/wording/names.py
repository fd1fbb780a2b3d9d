"""One thing under two names: 巨巢惠购网 and 巨巢商城, 招商部 and 招商部门, ERP系统 and ERP软件.

Only names that have something in common which belongs to one house alone: a word that stands in
no dictionary, a department's name, letters. 京东商城 and 淘宝网 have nothing of the kind.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from jdgen.checks.check import Check, Hit, Path, Severity, Subject
from jdgen.checks.prose import HAN, prose
from jdgen.checks.wording.words import is_word, tagged, word_list
from jdgen.errors import message

# Heads that mean one thing: of one brand there is one shop on the net, of one name one program.
_SHOPS = ("网上商城", "购物网", "商城", "网站", "网店", "官网", "平台", "网")
_PROGRAMS = ("系统", "软件", "平台")
# Brands of others, who have several shops each; by their first two characters.
_OTHERS = word_list("""
    抖音 快手 微信 美团 淘宝 天猫 京东 拼多 小红 微博 支付 钉钉 饿了 携程 阿里 亚马 唯品 得物 知乎
    百度 腾讯 头条 哔哩 飞书 企微 视频 有赞 微盟 苏宁 闲鱼 智联 前程 猎聘 滴滴 高德 华为 小米 顺丰
    银联
""")
# Letters that many things are called by.
_COMMON = word_list("""
    APP WEB PC IT AI IOT SAAS B2B B2C O2O C2C H5 VIP LED GPS WINDOWS LINUX ANDROID IOS
""")
_PROGRAM = re.compile(f"(?<![A-Za-z0-9])([A-Za-z][A-Za-z0-9+]{{1,11}}) ?({'|'.join(_PROGRAMS)})")
_LETTERS = re.compile(r"(?<![A-Za-z0-9@./:_-])[A-Za-z]{3,}(?![A-Za-z0-9@/:_-]|\.[A-Za-z])")
_CHINESE = re.compile(f"[{HAN}]")
_HEAD = re.compile("|".join(_SHOPS))
# 市场营销部门 is none of 营销部, and 招商部门店 is its shop.
_BEFORE = "由向与和及会同导助合调各接给请经报在到从为对"
_GOES_ON = "店户禁窗诊锁类口卫"


@dataclass
class _Uses:
    """Where each name of one thing is used, in the order in which they were met."""

    places: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))

    def odd_ones(self) -> Iterator[tuple[str, str, Path]]:
        """Yield each use of another name than the commonest: that name, the commonest, where."""
        if len(self.places) < 2:
            return
        # Of names used as often, the one met first.
        commonest = max(self.places, key=lambda name: len(self.places[name]))
        for name, paths in self.places.items():
            if name != commonest:
                for path in dict.fromkeys(paths):
                    yield name, commonest, path


def _find(subject: Subject) -> Iterator[Hit]:
    texts = list(prose(subject))
    chinese = subject.library.handbook.language == "zh"
    tables = [*_shops(texts), *_programs(texts), *(_letters(texts) if chinese else [])]
    for uses in tables:
        for name, commonest, path in uses.odd_ones():
            yield _hit(path, name, commonest)
    named = [each.name for each in subject.library.departments if each.name.endswith("部")]
    yield from _departments(texts, named)


def _hit(path: Path, name: str, usual: str) -> Hit:
    return Hit(
        path,
        message("“{name}” is elsewhere called “{usual}”", name=name, usual=usual),
        message("use one name throughout, if it is the same thing"),
        name,
    )


def _departments(texts: list[tuple[Path, str]], names: list[str]) -> Iterator[Hit]:
    """Find departments with one syllable more, where no other word goes before or on behind."""
    if not names:
        return
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    longer = re.compile(f"(?:(?<![{HAN}])|(?<=[{_BEFORE}]))({known})门(?![{_GOES_ON}])")
    for path, text in texts:
        for found in longer.finditer(text) if "部门" in text else ():
            yield _hit(path, found[0], found[1])


def _programs(texts: list[tuple[Path, str]]) -> Iterator[_Uses]:
    found: Mapping[str, _Uses] = defaultdict(_Uses)
    programs = cache(lambda text: tuple(_PROGRAM.finditer(text)))
    for path, text in texts:
        for name in programs(text):
            if name[1].upper() not in _COMMON:
                found[name[1].upper()].places[name[1].upper() + name[2]].append(path)
    yield from found.values()


def _letters(texts: list[tuple[Path, str]]) -> Iterator[_Uses]:
    found: Mapping[str, _Uses] = defaultdict(_Uses)
    letters = cache(lambda text: tuple(_LETTERS.finditer(text)) if _CHINESE.search(text) else ())
    for path, text in texts:
        for name in letters(text):
            found[name[0].casefold()].places[name[0]].append(path)
    yield from found.values()


def _shops(texts: list[tuple[Path, str]]) -> Iterator[_Uses]:
    """Yield the shops on the net whose brand stands in no dictionary: 巨巢惠购网, 巨巢商城."""
    named: dict[str, list[Path]] = defaultdict(list)
    brands = cache(lambda text: tuple(_brand_names(text)) if _HEAD.search(text) else ())
    for path, text in texts:
        for name in brands(text):
            named[name].append(path)
    # 巨巢惠购网商城 is 巨巢惠购网 with a word on what it is.
    names = [n for n in named if not any(o != n and n.startswith(o) for o in named)]
    told: set[str] = set()
    for name in names:
        others = [o for o in names if o != name and o not in told and _one_shop(name, o)]
        if others and name not in told:
            group = {name, *others}
            told |= group
            yield _Uses({each: named[each] for each in names if each in group})


def _one_shop(plain: str, other: str) -> bool:
    """Whether one name is the brand with a head, and the other has a word of its own between."""
    brand = next(
        (plain[:end] for end in range(len(plain), 1, -1) if other.startswith(plain[:end])), ""
    )
    if not brand or plain.removeprefix(brand) not in _SHOPS:
        return False
    head = next((head for head in _SHOPS if other.endswith(head)), "")
    between = other.removeprefix(brand).removesuffix(head)
    # 会员 in 巨巢会员商城 is a word: that may well be another shop.
    return not between or not is_word(between)


def _brand_names(text: str) -> Iterator[str]:
    """Yield each name that begins with a word unknown to the dictionary and ends in a head."""
    words = [word for word, _ in tagged(text)]
    end = 0
    for number, word in enumerate(words):
        if number < end or not _is_brand(word):
            continue
        for size in range(1, 5):
            name = "".join(words[number : number + size])
            if name.endswith(_SHOPS) and len(name) > len("巨巢"):
                yield name
                end = number + size
                break


def _is_brand(word: str) -> bool:
    han = re.fullmatch(f"[{HAN}]{{2,}}", word) is not None
    return han and not is_word(word) and not is_word(word[:2]) and word[:2] not in _OTHERS


CHECK = Check(
    code="JD412",
    severity=Severity.HINT,
    title=message("One thing under two names"),
    find=_find,
    fails="工作职责与任务:\n  - 维护巨巢惠购网的商品资料。\n  - 处理巨巢商城的订单。\n",
    passes="工作职责与任务:\n  - 维护巨巢惠购网的商品资料。\n  - 联系巨巢概念店与京东商城。\n",
)
