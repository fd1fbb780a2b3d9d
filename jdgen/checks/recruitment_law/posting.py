"""What an advertisement must state, or should: only of posts that have a section for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jdgen.advertisement import Element, Stated, has_figure, lacking
from jdgen.checks.check import Check, Hit, Severity, Subject
from jdgen.checks.recruitment_law.articles import CONTRACT_8, MARKET_24, ONLINE_13, PLATFORMS
from jdgen.errors import Message, message
from jdgen.model import Address, Pay, Recruitment, Role
from jdgen.terms import term

_EXAMPLE = (
    "招聘:\n  招聘人数: 2\n  薪酬: 4000–5000元/月\n  招聘条件: [大专以上]\n  工作地点: 成都市\n"
    "  单位简介: 本公司经营办公用品。\n"
)


def _advertised(subject: Subject) -> Iterator[tuple[Role, Recruitment]]:
    for role in subject.library.roles:
        if role.recruitment is not None:
            yield role, role.recruitment


def _offered(subject: Subject, offer: Recruitment, name: str) -> Any:
    """Return what a post's section says, or else the handbook's."""
    own = getattr(offer, name, None)
    return own or getattr(subject.library.handbook.recruitment, name, None)


def _missing(subject: Subject) -> Iterator[Hit]:
    for role, offer in _advertised(subject):
        for element in lacking(_stated(subject, role, offer)):
            yield Hit(
                ("role", role.id, "recruitment"),
                message(
                    "the advertisement of “{title}” does not state {element}",
                    title=role.title,
                    element=element.name,
                ),
                message("fill in {keys}", keys=[_keys(subject, element)]),
            )


def _stated(subject: Subject, role: Role, offer: Recruitment) -> Stated:
    place = _offered(subject, offer, "place") or Address()
    pay = offer.pay or Pay()
    facts = ("company", "nature", "industry", "size")
    demands = role.qualifications
    return Stated(
        company=any(_offered(subject, offer, name) for name in facts),
        openings=offer.openings is not None,
        conditions=bool(
            offer.requirements
            or demands.education
            or demands.experience
            or demands.knowledge_skills
            or demands.licences
        ),
        work=bool(role.duties or role.summary),
        place=place.remote == "是"
        or place.country != "CN"
        or any((place.region, place.city, place.district, place.street, place.text)),
        pay=pay.minimum is not None or pay.maximum is not None or has_figure(pay.text or ""),
    )


def _keys(subject: Subject, element: Element) -> Message | str:
    """Return the keys of which one will do, as the handbook's language calls them."""
    keys = (_key(subject, record, name) for record, name in element.keys)
    first: Message | str
    first, *others = keys
    for other in others:
        first = message("{key} or {other}", key=first, other=other)
    return first


def _key(subject: Subject, record: str, name: str) -> Message | str:
    language = subject.library.handbook.language
    label = term(record, name).label(language)
    key = label if record == "role" else f"{term('role', 'recruitment').label(language)}.{label}"
    if record != "employer":
        return key
    return message("{key} in {file}", key=key, file="data/handbook.yaml")


def _validity(subject: Subject) -> Iterator[Hit]:
    for role, offer in _advertised(subject):
        posted = _offered(subject, offer, "date_posted")
        until = _offered(subject, offer, "valid_through")
        path = ("role", role.id, "recruitment", "valid_through")
        if not until:
            what = message("it is not said how long the advertisement of “{title}” is valid",
                           title=role.title)  # fmt: skip
            yield Hit(path[:-1], what, _fill_in(subject, "valid_through"))
        elif posted and until < posted:
            # Both are days in the form of ISO 8601, which compare as text.
            yield Hit(
                path if offer.valid_through else ("handbook", "recruitment", "valid_through"),
                message("the advertisement ends on {until}, before it begins on {posted}",
                        until=until, posted=posted),
                message("correct one of the two dates"),
                until,
            )  # fmt: skip


def _fill_in(subject: Subject, name: str) -> Message:
    language = subject.library.handbook.language
    section = term("role", "recruitment").label(language)
    return message(
        "fill in “{key}” in the post, or in data/handbook.yaml for all posts",
        key=f"{section}.{term('recruitment', name).label(language)}",
    )


def _employment(subject: Subject) -> Iterator[Hit]:
    for role, offer in _advertised(subject):
        if not _offered(subject, offer, "employment_type"):
            what = message("the type of employment of “{title}” is not stated", title=role.title)
            path = ("role", role.id, "recruitment")
            yield Hit(path, what, _fill_in(subject, "employment_type"))


def _conditions(subject: Subject) -> Iterator[Hit]:
    for role, offer in _advertised(subject):
        if not (
            _offered(subject, offer, "working_time")
            or _offered(subject, offer, "rest_days")
            or role.qualifications.environment
        ):
            what = message("the working conditions of “{title}” are not stated", title=role.title)
            path = ("role", role.id, "recruitment")
            yield Hit(path, what, _fill_in(subject, "working_time"))


ELEMENTS = Check(
    "JD301",
    Severity.ERROR,
    message("An advertisement lacks one of the six things it must state"),
    _missing,
    fails="招聘: {招聘人数: 2}\n",
    passes=f"工作职责与任务: [收发文件]\n{_EXAMPLE}",
    articles=(MARKET_24,),
)
VALIDITY = Check(
    "JD313",
    Severity.WARNING,
    message("An advertisement says no end, or one before its beginning"),
    _validity,
    fails="招聘: {招聘人数: 2}\n",
    passes="招聘: {招聘人数: 2, 发布日期: 2026-03-01, 有效期至: 2026-06-30}\n",
    articles=(PLATFORMS,),
)
EMPLOYMENT = Check(
    "JD314",
    Severity.WARNING,
    message("An advertisement does not state the type of employment"),
    _employment,
    fails="招聘: {招聘人数: 2}\n",
    passes="招聘: {招聘人数: 2, 用工类型: 全职}\n",
    articles=(ONLINE_13,),
)
CONDITIONS = Check(
    "JD315",
    Severity.WARNING,
    message("An advertisement does not state the working conditions"),
    _conditions,
    fails="招聘: {招聘人数: 2}\n",
    passes="招聘: {招聘人数: 2, 工作时间: 每日8小时}\n",
    articles=(CONTRACT_8, ONLINE_13),
)
