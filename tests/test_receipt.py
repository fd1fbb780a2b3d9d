"""签收表: everyone of a post finds a line, or reads how many more are to sign elsewhere."""

from __future__ import annotations

import pytest

from jdgen.model import Handbook, Library, Role
from jdgen.organisation import Organisation
from jdgen.terms import Language
from jdgen.views.tables import receipt


def lines(language: Language, **headcounts: str | None) -> list[tuple[str, ...]]:
    """Return the table's rows as texts, for posts of these titles and headcounts."""
    roles = tuple(
        Role.model_validate(
            {"id": f"r{n}", "title": title, "department": "中心", "headcount": headcount}
        )
        for n, (title, headcount) in enumerate(headcounts.items())
    )
    book = Handbook(title="手册", organisation="中心")
    library = Library(handbook=book, departments=(), roles=roles)
    table = receipt(Organisation(library), language)
    return [tuple(str(cell.text) for cell in row) for row in table.rows]


@pytest.mark.parametrize(
    ("headcount", "count"),
    [(None, 1), ("0", 1), ("1", 1), ("3人", 3), ("2–3人", 2), ("若干", 1), ("20", 20)],
)
def test_each_person_of_a_post_has_a_line(headcount: str | None, count: int) -> None:
    """The least of a headcount that is no plain number; nobody's post is signed for once."""
    rows = lines("zh", 甲=headcount)
    assert rows == [(str(n), "中心", "甲", "", "", "") for n in range(1, count + 1)]


@pytest.mark.parametrize(
    ("language", "headcount", "told"),
    [
        ("zh", "21", "甲：另有1人，可续页签收"),
        ("zh", "35人", "甲：另有15人，可续页签收"),
        ("zh", "30–40人", "甲：另有至少10人，可续页签收"),
        ("en", "35", "甲: 15 more: continue on another sheet"),
    ],
)
def test_where_a_post_has_more_people_than_lines_the_rest_is_told(
    language: Language, headcount: str, told: str
) -> None:
    """After twenty lines one without a number, and the next post's numbers go on."""
    rows = lines(language, 甲=headcount, 乙="1")
    assert [row[0] for row in rows] == [*map(str, range(1, 21)), "", "21"]
    assert rows[20] == ("", "中心", told, "", "", "")
    assert rows[21] == ("21", "中心", "乙", "", "", "")
