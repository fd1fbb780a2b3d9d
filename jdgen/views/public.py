"""What may leave the house, in one table, and posts as advertisements know them.

Cards, notices and postings are made from :class:`PublicPost` alone, which is filled from what
``PUBLIC`` lists: a field that the table doesn't name is internal, whether somebody thought of it
or not. Nothing is ever taken away from a whole post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from jdgen.model import Record, Role
from jdgen.organisation import Organisation
from jdgen.terms import Language, term
from jdgen.terms.choices import EMPLOYMENT_TYPES, PAY_UNITS
from jdgen.terms.phrases import phrase
from jdgen.views.labels import printed_labels

PUBLIC: Mapping[str, tuple[str, ...]] = {
    # record: the names of its fields that outsiders may read
    "handbook": ("organisation", "company", "language", "recruitment"),
    "role": (
        "id", "title", "department", "reports_to", "summary", "duties", "qualifications",
        "recruitment",
    ),
    "duty": ("text", "tasks"),
    "qualifications": ("education", "experience", "knowledge_skills", "licences", "environment"),
    "recruitment": (
        "openings", "pay", "requirements", "highlights", "category", "occupation_code", "place",
        "employment_type", "working_time", "rest_days", "benefits", "probation", "apply",
        "contact", "date_posted", "valid_through", "company",
    ),
    "employer": (
        "name", "nature", "industry", "size", "website", "place", "employment_type",
        "working_time", "rest_days", "benefits", "probation", "apply", "contact", "date_posted",
        "valid_through", "company",
    ),
    "address": (
        "country", "region", "city", "district", "street", "postal_code", "text", "remote",
    ),
    "pay": ("minimum", "maximum", "unit", "currency", "makeup", "text"),
    "application": ("text", "link", "email", "phone", "qr", "direct"),
}  # fmt: skip

Published = Mapping[str, Any]


def publish(record: str, value: Record) -> Published:
    """Return what of a record may leave the house: a mapping by canonical names, all the way down.

    A record that the table lacks gives an empty one.
    """
    return {name: _below(record, name, getattr(value, name)) for name in PUBLIC.get(record, ())}


def _below(record: str, name: str, value: Any) -> Any:
    holds = term(record, name).holds
    if isinstance(value, Record) and holds:
        return publish(holds, value)
    if isinstance(value, tuple):
        return tuple(_below(record, name, item) for item in value)
    return value


@dataclass(frozen=True)
class Labelled:
    """A public value behind its label; ``name`` is the field's canonical name."""

    name: str
    label: str
    text: str


@dataclass(frozen=True)
class PublicDuty:
    """One duty and its tasks."""

    text: str
    tasks: tuple[str, ...]


@dataclass(frozen=True)
class PublicPost:
    """A post as outsiders may know it, its offer completed from the handbook's.

    Empty text: nothing is said about it. ``place``, ``pay`` and ``apply`` are the published
    mappings, empty where there are none; ``place_text`` and ``pay_text`` are how they read.
    ``company`` introduces the employer, ``company_facts`` are its kind, industry and size.
    """

    id: str
    language: Language
    title: str
    department: str
    reports_to: str
    employer: str
    summary: str
    duties: tuple[PublicDuty, ...]
    qualifications: tuple[Labelled, ...]
    requirements: tuple[str, ...]
    openings: str
    openings_number: int
    employment_type: str
    working_time: str
    rest_days: str
    place: Published
    place_text: str
    pay: Published
    pay_text: str
    makeup: tuple[str, ...]
    benefits: tuple[str, ...]
    probation: str
    apply: Published
    contact: str
    date_posted: str
    valid_through: str
    highlights: tuple[str, ...]
    category: str
    occupation_code: str
    company: str
    company_facts: tuple[Labelled, ...]
    website: str
    advertised: bool
    own_labels: Mapping[str, str] = field(default_factory=dict, hash=False)

    def label(self, name: str) -> str:
        """Return the printed label of a field of the offer, of the employer or of the post."""
        if name in self.own_labels:
            return self.own_labels[name]
        for record in ("recruitment", "employer", "role", "qualifications"):
            if name in PUBLIC[record]:
                return term(record, name).label(self.language)
        raise KeyError(name)


def public_post(role: Role, organisation: Organisation) -> PublicPost:
    """Return one post as outsiders may know it."""
    handbook = publish("handbook", organisation.library.handbook)
    post = publish("role", role)
    language: Language = handbook["language"]
    own: Published = post["recruitment"] or {}
    employer: Published = handbook["recruitment"] or {}
    offer = {
        name: own.get(name) or employer.get(name)
        for name in (*PUBLIC["recruitment"], *PUBLIC["employer"])
    }
    superior = organisation.role(post["reports_to"])
    department = organisation.department(post["department"])
    labels = printed_labels(organisation.library.handbook)
    pay: Published = offer["pay"] or {}
    place: Published = offer["place"] or {}
    kind = offer["employment_type"] or ""
    return PublicPost(
        id=post["id"],
        language=language,
        title=post["title"],
        department=department.name if department is not None else post["department"],
        reports_to=superior.title if superior is not None else post["reports_to"] or "",
        employer=offer["name"] or handbook["company"] or handbook["organisation"],
        summary=post["summary"] or "",
        duties=tuple(PublicDuty(duty["text"], duty["tasks"]) for duty in post["duties"]),
        qualifications=tuple(
            Labelled(name, labels[f"qualifications.{name}"], text)
            for name, text in post["qualifications"].items()
            if text
        ),
        requirements=offer["requirements"] or (),
        openings=offer["openings"].text if offer["openings"] else "",
        openings_number=offer["openings"].number if offer["openings"] else 0,
        employment_type=kind if language == "zh" else EMPLOYMENT_TYPES.get(kind, ""),
        working_time=offer["working_time"] or "",
        rest_days=offer["rest_days"] or "",
        place=place,
        place_text=place_text(place, language),
        pay=pay,
        pay_text=pay_text(pay, language),
        makeup=pay.get("makeup") or (),
        benefits=offer["benefits"] or (),
        probation=offer["probation"] or "",
        apply=offer["apply"] or {},
        contact=offer["contact"] or "",
        date_posted=offer["date_posted"] or "",
        valid_through=offer["valid_through"] or "",
        highlights=offer["highlights"] or (),
        category=offer["category"] or "",
        occupation_code=offer["occupation_code"] or "",
        company=offer["company"] or "",
        company_facts=tuple(
            Labelled(name, term("employer", name).label(language), employer[name])
            for name in ("nature", "industry", "size")
            if employer.get(name)
        ),
        website=offer["website"] or "",
        advertised=post["recruitment"] is not None,
        own_labels={name: labels[name] for name in PUBLIC["role"] if name != "recruitment"},
    )


def place_text(place: Published, language: Language) -> str:
    """Return an address in one line: from the province down in Chinese, upwards in English."""
    if not place:
        return ""
    region, city = place["region"], place["city"]
    parts = [region, city if city != region else None, place["district"], place["street"]]
    known = [part for part in parts if part]
    # In Chinese an address at home says no country; any other country goes by its code.
    abroad = place["country"] != "CN"
    if abroad or (known and language == "en"):
        known.insert(0, country_name(place, language))
    line = "".join(known) if language == "zh" else ", ".join(reversed(known))
    pieces = [phrase("remote", language) if place["remote"] == "是" else "", line, place["text"]]
    return phrase("list_separator", language).join(piece for piece in pieces if piece)


def country_name(place: Published, language: Language) -> str:
    """Return the country of an address: China by its name, any other by its code (ISO 3166-1)."""
    code = str(place["country"])
    return phrase("china", language) if code == "CN" else code


def pay_text(pay: Published, language: Language) -> str:
    """Return a pay as people read it, such as 3000–6000元/月 or CNY 3,000–6,000 per month."""
    if not pay:
        return ""
    least, most = pay["minimum"], pay["maximum"]
    note = pay["text"] or ""
    if least is None and most is None:
        return note
    name = "pay_range" if least is not None and most is not None else "pay_from"
    if least is None:
        name = "pay_to"
    if least == most:
        name = "pay_exact"
    values = {"least": _amount(least, language), "most": _amount(most, language)}
    currency = "元" if language == "zh" and pay["currency"] == "CNY" else pay["currency"]
    unit = pay["unit"] if language == "zh" else PAY_UNITS[pay["unit"]]
    text = phrase(name, language, currency=currency, unit=unit, **values)
    return f"{text}{phrase('clause_break', language)}{note}" if note else text


def _amount(amount: Decimal | None, language: Language) -> str:
    if amount is None:
        return ""
    whole = amount == amount.to_integral()
    plain = amount.to_integral() if whole else amount.quantize(Decimal("0.01"))
    return f"{plain:f}" if language == "zh" else f"{plain:,f}"
