"""What in a handbook breaks the law, or may, once it is printed as an advertisement: JD3xx."""

from __future__ import annotations

from jdgen.checks.check import Check
from jdgen.checks.recruitment_law.age import AGE, MINORS
from jdgen.checks.recruitment_law.family import FAMILY
from jdgen.checks.recruitment_law.health import CARRIERS, DISABILITY
from jdgen.checks.recruitment_law.money import DEPOSITS
from jdgen.checks.recruitment_law.origin import ETHNICITY, RELIGION
from jdgen.checks.recruitment_law.posting import CONDITIONS, ELEMENTS, EMPLOYMENT, VALIDITY
from jdgen.checks.recruitment_law.promises import PROMISES
from jdgen.checks.recruitment_law.residence import RESIDENCE
from jdgen.checks.recruitment_law.sex import SEX

CHECKS: tuple[Check, ...] = (
    ELEMENTS,
    SEX,
    FAMILY,
    ETHNICITY,
    RELIGION,
    RESIDENCE,
    CARRIERS,
    DISABILITY,
    AGE,
    MINORS,
    DEPOSITS,
    PROMISES,
    VALIDITY,
    EMPLOYMENT,
    CONDITIONS,
)
