"""Which of the six things that recruitment information must state a post's advertisement lacks."""

from __future__ import annotations

from jdgen.advertisement import Element, Stated, has_figure, lacking
from jdgen.views.public import PublicPost

__all__ = ["Element", "missing_elements"]


def missing_elements(post: PublicPost) -> tuple[Element, ...]:
    """Return what of the six a post's advertisement would lack; a pay without a figure is none."""
    return lacking(
        Stated(
            company=bool(post.company or post.company_facts),
            openings=bool(post.openings),
            conditions=bool(post.requirements or _conditions(post)),
            work=bool(post.duties or post.summary),
            place=bool(post.place_text),
            pay=has_figure(post.pay_text),
        )
    )


def _conditions(post: PublicPost) -> bool:
    return any(each.name != "environment" for each in post.qualifications)
