"""What an advertisement needs beyond the description of a post: the section 招聘.

A post's own section says what is offered there; the handbook's says who the employer is, and what
holds for every post that doesn't say otherwise.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from jdgen.model.fields import HeadcountField, Record, Text, Texts
from jdgen.terms.choices import CHOICES

_DAY = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_LINK = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_COUNTRIES = {"中国": "CN", "china": "CN", "中华人民共和国": "CN"}
_CURRENCIES = {"人民币": "CNY", "人民币元": "CNY", "元": "CNY", "rmb": "CNY"}
_YES = frozenset({"是", "yes", "true", "y"})
_NO = frozenset({"否", "no", "false", "n"})


def _as_choice(value: Any) -> Any:
    """Turn the English word of a choice into the Chinese one, which is the canonical one."""
    if isinstance(value, str):
        for chinese, english in CHOICES.items():
            if value.casefold() == english.casefold():
                return chinese
    return value


def _as_flag(value: Any) -> Any:
    word = value.casefold() if isinstance(value, str) else value
    return "是" if word in _YES else "否" if word in _NO else value


def _as_day(value: Any) -> Any:
    """Read a date as people write it, to the form of ISO 8601."""
    found = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if isinstance(value, str):
        try:
            year, month, day = (int(part) for part in found.groups()) if found else (0, 0, 0)
            return date(year, month, day).isoformat()
        except ValueError as failure:
            raise PydanticCustomError("date", "no date") from failure
    return value


def _as_amount(value: Any) -> Any:
    if isinstance(value, str):
        plain = re.sub(r"(?<=[0-9])[,，](?=[0-9]{3})", "", value)
        if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", plain):
            raise PydanticCustomError("number", "not a number")
        return Decimal(plain)
    return value


def _as_country(value: Any) -> Any:
    return _COUNTRIES.get(value.casefold(), value.upper()) if isinstance(value, str) else value


def _link(value: str) -> str:
    if not _LINK.fullmatch(value):
        raise PydanticCustomError("link", "no link")
    return value


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value):
        raise PydanticCustomError("country", "no code of a country")
    return value


def _as_currency(value: Any) -> Any:
    return _CURRENCIES.get(value.casefold(), value.upper()) if isinstance(value, str) else value


def _currency(value: str) -> str:
    if not re.fullmatch("[A-Z]{3}", value):
        raise PydanticCustomError("currency", "no code of a currency")
    return value


def _as_text_field(value: Any) -> Any:
    """Turn one text into a record of that text."""
    return {"text": value} if isinstance(value, str) else value


Day = Annotated[str, BeforeValidator(_as_day), WithJsonSchema({"type": "string", "minLength": 1})]
Flag = Annotated[Literal["是", "否"], BeforeValidator(_as_flag)]
Amount = Annotated[
    Decimal,
    BeforeValidator(_as_amount),
    Field(ge=0),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0}),
]
Link = Annotated[Text, AfterValidator(_link)]
Country = Annotated[Text, BeforeValidator(_as_country), AfterValidator(_country)]
Currency = Annotated[Text, BeforeValidator(_as_currency), AfterValidator(_currency)]
EmploymentType = Annotated[
    Literal["全职", "兼职", "劳务派遣", "临时", "实习", "志愿者", "按日计", "其他"],
    BeforeValidator(_as_choice),
]
PayUnit = Annotated[Literal["年", "月", "周", "日", "小时"], BeforeValidator(_as_choice)]


class Address(Record):
    """Where the work is done; ``country`` is a code of ISO 3166-1, China where none is given."""

    country: Country = "CN"
    region: Text | None = None
    city: Text | None = None
    district: Text | None = None
    street: Text | None = None
    postal_code: Text | None = None
    text: Text | None = None
    remote: Flag = "否"


class Pay(Record):
    """What is paid per ``unit``, from and to in ``currency`` (ISO 4217), and what it is made of."""

    minimum: Amount | None = None
    maximum: Amount | None = None
    unit: PayUnit = "月"
    currency: Currency = "CNY"
    makeup: Texts = ()
    text: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Pay:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise PydanticCustomError("pay_range", "from more than to")
        return self


class Application(Record):
    """How and where to apply; ``qr`` is a ready picture (a chat group's code) in the project."""

    text: Text | None = None
    link: Link | None = None
    email: Text | None = None
    phone: Text | None = None
    qr: Text | None = None
    direct: Flag = "否"


AddressField = Annotated[Address, BeforeValidator(_as_text_field)]
PayField = Annotated[Pay, BeforeValidator(_as_text_field)]
ApplicationField = Annotated[Application, BeforeValidator(_as_text_field)]


class Offer(Record):
    """What may stand in a post's section and, for all posts, in the handbook's."""

    place: AddressField | None = None
    employment_type: EmploymentType | None = None
    working_time: Text | None = None
    rest_days: Text | None = None
    benefits: Texts = ()
    probation: Text | None = None
    apply: ApplicationField | None = None
    contact: Text | None = None
    date_posted: Day | None = None
    valid_through: Day | None = None
    company: Text | None = None
    source: Text | None = None


class Recruitment(Offer):
    """What an advertisement of one post needs beyond its description."""

    openings: HeadcountField | None = None
    pay: PayField | None = None
    requirements: Texts = ()
    highlights: Texts = ()
    category: Text | None = None
    occupation_code: Text | None = None


class Employer(Offer):
    """Who recruits, in the handbook's section; ``name`` is else the company, or the unit."""

    name: Text | None = None
    nature: Text | None = None
    industry: Text | None = None
    size: Text | None = None
    website: Link | None = None
