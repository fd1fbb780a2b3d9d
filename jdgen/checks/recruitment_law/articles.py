"""The rules of law that the checks of this package go by, each with what it says in short.

``verified``: the article's text was read, in a published copy of the law (that of SERVICE_20 as a
handbook of labour law quotes it, with its number). Where others only report it, it says False.
"""

from __future__ import annotations

from jdgen.checks.check import Article
from jdgen.errors import message

_MARKET = "人力资源市场暂行条例"  # 国务院令第700号, in force from 2018-10-01
_PROMOTION = "中华人民共和国就业促进法"  # as amended on 2015-04-24
_WOMEN = "中华人民共和国妇女权益保障法"  # as revised on 2022-10-30
_LABOUR = "中华人民共和国劳动法"  # as amended on 2018-12-29
_CONTRACT = "中华人民共和国劳动合同法"  # as amended on 2012-12-28
_SERVICE = "就业服务与就业管理规定"  # 劳动和社会保障部令第28号, as amended
_ONLINE = "网络招聘服务管理规定"  # 人力资源和社会保障部令第44号, in force from 2021-03-01
# By five ministries, made public on 2026-01-13. Read as the ministry's own explanation of it says.
_PLATFORMS = "关于规范网络平台招聘类信息发布的通知"

MARKET_24 = Article(
    _MARKET,
    "第二十四条",
    message(
        "The employer's basic facts, the number of people sought, the conditions, the work, the "
        "place and the basic pay, as published, must be true and lawful and must not discriminate "
        "by ethnicity, race, sex or religion."
    ),
)
PROMOTION_3 = Article(
    _PROMOTION,
    "第三条",
    message("Nobody who seeks work may be discriminated against by ethnicity, race, sex, "
            "religion or the like."),
)  # fmt: skip
PROMOTION_26 = Article(
    _PROMOTION,
    "第二十六条",
    message("Employers give equal opportunities and fair conditions and must not discriminate."),
)
PROMOTION_27 = Article(
    _PROMOTION,
    "第二十七条",
    message(
        "Women must not be refused, nor more be demanded of them, because of their sex, except for "
        "the kinds of work that the state declares unsuitable for women."
    ),
)
PROMOTION_28 = Article(
    _PROMOTION,
    "第二十八条",
    message("Workers of all ethnic groups have equal rights; employers give minorities "
            "appropriate consideration."),
)  # fmt: skip
PROMOTION_29 = Article(
    _PROMOTION,
    "第二十九条",
    message("Employers must not discriminate against disabled people."),
)
PROMOTION_30 = Article(
    _PROMOTION,
    "第三十条",
    message(
        "Nobody may be refused as a carrier of an infectious disease, except for work that the "
        "law closes to carriers until they are cured or cleared."
    ),
)
PROMOTION_31 = Article(
    _PROMOTION,
    "第三十一条",
    message("No discriminating limits may be set for rural workers who seek work in cities."),
)
WOMEN_43 = Article(
    _WOMEN,
    "第四十三条",
    message(
        "When recruiting, employers must not limit a post to men or prefer men, ask women about "
        "marriage and children, make a pregnancy test part of the medical examination, make "
        "marriage or childbearing a condition, or otherwise demand more of women."
    ),
)
LABOUR_15 = Article(
    _LABOUR,
    "第十五条",
    message("Employers must not take on anybody under sixteen; units of art, sport and special "
            "crafts follow rules of their own."),
)  # fmt: skip
CONTRACT_8 = Article(
    _CONTRACT,
    "第八条",
    message(
        "When recruiting, employers truthfully tell the work, the working conditions, the place, "
        "occupational hazards, safety, pay and what else applicants ask."
    ),
)
CONTRACT_9 = Article(
    _CONTRACT,
    "第九条",
    message(
        "When recruiting, employers must not keep identity cards or other papers, demand a "
        "guaranty, or take money or goods under any name."
    ),
)
SERVICE_14 = Article(
    _SERVICE,
    "第十四条",
    message(
        "When recruiting, employers must not give false information, keep papers of those "
        "recruited, or take money or goods as a guaranty or under another name."
    ),
    verified=False,
)
SERVICE_19 = Article(
    _SERVICE,
    "第十九条",
    message(
        "Hepatitis B must not be made part of a medical examination for recruitment, except for "
        "work that the law closes to carriers."
    ),
    verified=False,
)
SERVICE_20 = Article(
    _SERVICE,
    "第二十条",
    message("Recruitment notices and advertisements must not contain anything discriminating."),
)
ONLINE_13 = Article(
    _ONLINE,
    "第十三条",
    message(
        "What an employer publishes online also covers the type of employment and the working "
        "conditions, must be lawful and true and must not discriminate."
    ),
    verified=False,
)
PLATFORMS = Article(
    _PLATFORMS,
    "关于招聘信息格式标准的规定",
    message(
        "Recruitment information online states the six elements and how long it is valid, sets no "
        "limits by household registration, region or status, and makes no false promises, such as "
        "high pay or certain admission."
    ),
    verified=False,
)
