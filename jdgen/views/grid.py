"""The grid at the head of a post's page: department, superior, headcount and the like, in pairs."""

from __future__ import annotations

from jdgen.model import Role
from jdgen.organisation import Organisation, vacancies
from jdgen.terms import Language
from jdgen.terms.phrases import phrase
from jdgen.views.parts import Field, plain
from jdgen.views.text import Passage
from jdgen.views.wording import Wording


def role_grid(
    role: Role, organisation: Organisation, wording: Wording, *, fixed: bool
) -> tuple[tuple[Field, ...], ...]:
    """Return a post's grid as pairs of fields; an odd last one stands alone.

    With ``fixed`` the form's own fields are there even where the post leaves them empty.
    """
    department = organisation.department(role.department)
    always = {
        "title": plain(role.title),
        "department": plain(department.name if department else role.department),
        "reports_to": wording.mentions.reference(role.reports_to, on=role),
        "direct_reports": _direct_reports(role, organisation, wording),
        "headcount": plain(_headcount(role, wording.language)),
        "filled_on": plain(role.filled_on),
    }
    if_stated = {
        "incumbents": plain(_number(role.incumbents)),
        "openings": plain(_number(vacancies(role))),
        "code": plain(role.code),
        "grade": plain(role.grade),
        "stand_in": wording.references(role.stand_in, role),
        "promotion_to": wording.references(role.promotion_to, role),
    }
    fields = [
        Field(wording.labels[name], value or wording.blank)
        for name, value in (always | if_stated).items()
        if value or (fixed and name in always)
    ]
    return tuple(tuple(fields[start : start + 2]) for start in range(0, len(fields), 2))


def _direct_reports(role: Role, organisation: Organisation, wording: Wording) -> Passage:
    """As stated; where nothing is stated, who does report to the post."""
    stated = role.direct_reports or [below.title for below in organisation.subordinates(role)]
    return wording.references(stated, role)


def _headcount(role: Role, language: Language) -> str:
    """The headcount as written, a bare number with its unit (3人)."""
    if role.headcount is None:
        return ""
    text = role.headcount.text
    return phrase("headcount_unit", language, number=text) if text.isdigit() else text


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
