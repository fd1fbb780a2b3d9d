"""A posting as schema.org's JobPosting, as search engines read it.

https://schema.org/JobPosting; the values that schema.org leaves open (employmentType, unitText,
credentialCategory, jobLocationType) are those of Google's documentation of JobPosting. A key is
there when the data says something about it, always in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from jdgen.terms.choices import EMPLOYMENT_TYPES
from jdgen.terms.phrases import phrase
from jdgen.views.levels import NO_REQUIREMENTS, credential, months_of_experience
from jdgen.views.posting import Block, Posting
from jdgen.views.public import Published, country_name

_EMPLOYMENT: Mapping[str, str] = {
    "全职": "FULL_TIME",
    "兼职": "PART_TIME",
    "劳务派遣": "CONTRACTOR",
    "临时": "TEMPORARY",
    "实习": "INTERN",
    "志愿者": "VOLUNTEER",
    "按日计": "PER_DIEM",
    "其他": "OTHER",
}
_PUBLISHED_TYPES: Mapping[str, str] = {
    **_EMPLOYMENT,
    **{EMPLOYMENT_TYPES[word]: value for word, value in _EMPLOYMENT.items()},
}
_UNITS: Mapping[str, str] = {
    "年": "YEAR",
    "月": "MONTH",
    "周": "WEEK",
    "日": "DAY",
    "小时": "HOUR",
}
# Countries that have one time all over and all year; elsewhere a date's end is local time.
_OFFSETS: Mapping[str, str] = {
    "CN": "+08:00", "HK": "+08:00", "MO": "+08:00", "TW": "+08:00", "SG": "+08:00",
    "MY": "+08:00", "PH": "+08:00", "JP": "+09:00", "KR": "+09:00", "VN": "+07:00",
    "TH": "+07:00", "IN": "+05:30", "AE": "+04:00",
}  # fmt: skip

# A number and no more: 若干 or 2–3人 is none.
_EXACT = re.compile(r"[0-9]+\s*(人|名|位|个|people|persons?)?")

Data = dict[str, Any]


def job_posting(posting: Posting) -> Data:
    """Return the posting as plain values, ready for JSON."""
    post = posting.post
    found = {each.name: each.text for each in post.qualifications}
    industry = {each.name: each.text for each in post.company_facts}.get("industry", "")
    duties = posting.block("duties")
    requirements = posting.block("requirements")
    data: Data = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": post.title,
        "description": str(description(posting)),
        "identifier": {"@type": "PropertyValue", "name": post.employer, "value": post.id},
        "datePosted": post.date_posted,
        "validThrough": _end_of_day(post.valid_through, post.place),
        "employmentType": _PUBLISHED_TYPES.get(post.employment_type, ""),
        "hiringOrganization": _filled(
            {"@type": "Organization", "name": post.employer, "sameAs": post.website}
        ),
        **_location(posting),
        "baseSalary": _salary(post.pay),
        "totalJobOpenings": post.openings_number if _EXACT.fullmatch(post.openings) else None,
        "directApply": post.apply.get("direct") == "是",
        "industry": industry,
        "occupationalCategory": _occupation(post.occupation_code),
        "responsibilities": "\n".join(_duty_lines(duties)),
        "qualifications": "\n".join(_row_lines(requirements, post.language)),
        "skills": found.get("knowledge_skills", ""),
        "experienceRequirements": _experience(found.get("experience", "")),
        "educationRequirements": _education(found.get("education", "")),
        "jobBenefits": phrase("list_separator", post.language).join(post.benefits),
        "workHours": phrase("clause_break", post.language).join(posting.hours),
    }
    return _filled(data)


def as_json(data: Data) -> Markup:
    """Return JSON that may also be pasted between script tags: no tag can begin inside it."""
    return htmlsafe_json_dumps(data, ensure_ascii=False, indent=2)


def description(posting: Posting) -> Markup:
    """Return all parts of a posting as simple HTML: paragraphs and lists, which Google reads."""
    return Markup("\n").join(
        piece for block in posting.blocks for piece in _html(block, posting.post.language)
    )


def _html(block: Block, language: Any) -> Iterator[Markup]:
    yield Markup("<p><strong>{}</strong></p>").format(block.heading)
    yield from (Markup("<p>{}</p>").format(line) for line in block.lines)
    for lines in (_duty_lines(block), _row_lines(block, language)):
        items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
        if items:
            yield Markup("<ul>{}</ul>").format(items)


def _duty_lines(block: Block | None) -> Iterator[str]:
    for duty in block.duties if block is not None else ():
        yield from (duty.text, *duty.tasks)


def _row_lines(block: Block | None, language: Any) -> Iterator[str]:
    """Yield each labelled row as one line."""
    for row in block.rows if block is not None else ():
        between = phrase("clause_break", language)
        yield f"{row.label}{phrase('colon', language)}{between.join(row.lines)}"


def _location(posting: Posting) -> Data:
    """Return where the work is done: an address, from a distance, or both."""
    place, language = posting.post.place, posting.post.language
    remote = place.get("remote") == "是"
    parts = [part for part in (place.get("district"), place.get("street")) if part]
    street = "".join(parts) if language == "zh" else ", ".join(reversed(parts))
    lines = [line for line in (street, place.get("text")) if line]
    address = {
        "streetAddress": phrase("list_separator", language).join(lines),
        "addressLocality": place.get("city"),
        "addressRegion": place.get("region"),
        "postalCode": place.get("postal_code"),
    }
    data: Data = {}
    if any(address.values()):
        where = _filled(
            {"@type": "PostalAddress", **address, "addressCountry": place.get("country")}
        )
        data["jobLocation"] = {"@type": "Place", "address": where}
    if remote:
        data["jobLocationType"] = "TELECOMMUTE"
        data["applicantLocationRequirements"] = {
            "@type": "Country",
            "name": country_name(place, language),
        }
    return data


def _salary(pay: Published) -> Data | None:
    least, most = pay.get("minimum"), pay.get("maximum")
    if least is None and most is None:
        return None
    value: Data = {"@type": "QuantitativeValue"}
    if least == most:
        value["value"] = _number(least)
    else:
        value |= {"minValue": _number(least), "maxValue": _number(most)}
    value["unitText"] = _UNITS[pay["unit"]]
    return {"@type": "MonetaryAmount", "currency": pay["currency"], "value": _filled(value)}


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral() else float(amount)


def _occupation(code: str) -> Data | None:
    # Not as bare text: that would be taken for a code of the American O*NET-SOC.
    return {"@type": "CategoryCode", "codeValue": code} if code else None


def _experience(text: str) -> Data | str:
    months = months_of_experience(text)
    if months is None:
        return text
    if months == 0:
        return NO_REQUIREMENTS
    return {
        "@type": "OccupationalExperienceRequirements",
        "description": text,
        "monthsOfExperience": months,
    }


def _education(text: str) -> Data | str:
    value = credential(text)
    if not value or value == NO_REQUIREMENTS:
        return value or text
    return {
        "@type": "EducationalOccupationalCredential",
        "description": text,
        "credentialCategory": value,
    }


def _end_of_day(day: str, place: Published) -> str:
    return f"{day}T23:59:59{_OFFSETS.get(str(place.get('country')), '')}" if day else ""


def _filled(data: Data) -> Data:
    return {name: value for name, value in data.items() if value not in (None, "")}
