"""Who reports to whom, who belongs where, and how many they are."""

from __future__ import annotations

import pytest

from jdgen.model import Department, Handbook, Headcount, Library, Role
from jdgen.organisation import (
    Headcounts,
    Organisation,
    in_order,
    says_nobody,
    sum_headcounts,
    vacancies,
)


def post(identifier: str, superior: str | None = None, **fields: object) -> Role:
    """Return a post called 岗 and its id, of the organisation itself unless told otherwise."""
    values = {"id": identifier, "title": f"岗{identifier}", "department": "中心", **fields}
    return Role.model_validate({**values, "reports_to": superior})


def department(identifier: str, parent: str | None = None, **fields: object) -> Department:
    """Return a department called 部 and its id."""
    values = {"id": identifier, "name": f"部{identifier}", "parent": parent, **fields}
    return Department.model_validate(values)


def organisation(*members: Role | Department) -> Organisation:
    """Return the organisation of some departments and posts."""
    return Organisation(
        Library(
            handbook=Handbook(title="手册", organisation="中心"),
            departments=tuple(each for each in members if isinstance(each, Department)),
            roles=tuple(each for each in members if isinstance(each, Role)),
        )
    )


def ids(records: tuple[Role, ...] | tuple[Department, ...]) -> str:
    """Return ids of one letter each in a row."""
    return "".join(record.id for record in records)


def test_a_post_is_meant_by_its_id_title_or_alias() -> None:
    """Where two bear a name, the first file's; None is nobody."""
    whole = organisation(post("a", aliases=["甲"]), post("b", title="甲"), post("c", title="岗a"))
    names = ("a", "岗a", "甲", "b", "丁", None)
    meant = [whole.role(name) for name in names]
    assert [role and role.id for role in meant] == ["a", "a", "a", "b", None, None]


def test_posts_stand_below_their_superiors_in_order() -> None:
    """By 顺序, those without one last, then as their files come."""
    whole = organisation(
        post("a", "岗c"), post("b", "岗c", order="2"), post("c"), post("d", "c", order="1"),
        post("e", "岗a"), post("f", "总公司"),
    )  # fmt: skip
    assert ids(whole.tops) == "cf"
    assert ids(whole.subordinates(whole.library.roles[2])) == "dba"
    assert ids(whole.roles) == "cdbaef"
    assert in_order(()) == ()


@pytest.mark.parametrize("length", [2, 5])
def test_a_circle_of_superiors_is_cut_and_its_members_are_tops(length: int) -> None:
    """Who reports to one of them still does; nobody is lost."""
    names = "abcde"[:length]
    ring = [post(name, f"岗{names[(n + 1) % length]}") for n, name in enumerate(names)]
    whole = organisation(*ring, post("x", "岗a"), post("y", "岗x"))
    assert ids(whole.circles) == names
    assert ids(whole.tops) == names
    assert ids(whole.subordinates(ring[0])) == "x"
    assert sorted(ids(whole.roles)) == sorted(names + "xy")


def test_a_post_that_names_itself_as_superior_is_a_top() -> None:
    """A circle of one is told apart by the check."""
    whole = organisation(post("a", "岗a"), post("b", "岗a"))
    assert (ids(whole.tops), whole.circles) == ("a", ())


def test_a_department_lists_its_posts_from_the_top_down() -> None:
    """A post whose superior is in another department is a top of its own."""
    whole = organisation(
        department("p"), department("q"),
        post("a"), post("b", "岗a", department="部p"), post("c", "岗b", department="q"),
        post("d", "岗b", department="部p"), post("e", "岗d", department="部p"),
    )  # fmt: skip
    first, second = whole.departments
    assert (ids(whole.roles_of(None)), ids(whole.roles_of(first)), ids(whole.roles_of(second))) == (
        "a", "bde", "c",
    )  # fmt: skip
    assert ids(whole.roles) == "abdec"


def test_departments_stand_below_those_they_belong_to() -> None:
    """Each followed by its own, by 顺序 and then as their files come."""
    whole = organisation(
        department("p", "部r"), department("q"), department("r", order="1"),
        department("s", "p"), department("t", "r", order="1"),
    )  # fmt: skip
    assert ids(whole.departments) == "rtpsq"
    assert ids(whole.sub_departments(None)) == "rq"
    assert ids(whole.sub_departments(whole.department("部r"))) == "tp"


def test_nought_comes_first_in_the_order() -> None:
    """Of departments and posts; it is no missing 顺序."""
    departments = [department(name, order=order) for name, order in zip("pqr", "210", strict=True)]
    posts = [post(name, order=order) for name, order in zip("abc", "210", strict=True)]
    whole = organisation(*departments, *posts, department("s"), post("d"))
    assert ids(whole.departments) == "rqps"
    assert ids(whole.roles) == "cbad"


def test_departments_that_contain_each_other_are_not_lost() -> None:
    """They come last."""
    whole = organisation(department("p", "q"), department("q", "p"), department("r"))
    assert ids(whole.departments) == "rpq"
    assert ids(whole.sub_departments(None)) == "r"


def test_headcounts_add_up_to_at_least() -> None:
    """One that is no plain number, or missing, makes the whole sum "at least"."""
    exact = [post("a", headcount="2人", incumbents="1"), post("b", headcount="3", openings="2")]
    assert sum_headcounts(exact) == Headcounts(2, 5, exact=True, in_post=1, vacant=3)
    rough = [post("c", headcount="4+N", incumbents="5")]
    assert sum_headcounts([*exact, *rough]) == Headcounts(3, 9, exact=False, in_post=6, vacant=3)
    assert sum_headcounts([post("d")]) == Headcounts(1, 0, exact=False, in_post=None, vacant=None)
    assert sum_headcounts([]) == Headcounts(0, 0, exact=True, in_post=None, vacant=None)


@pytest.mark.parametrize(
    ("fields", "open_places"),
    [
        ({"headcount": "3", "incumbents": "1"}, 2),
        ({"headcount": "3", "incumbents": "5"}, 0),
        ({"headcount": "3", "incumbents": "1", "openings": "1"}, 1),
        ({"headcount": "3"}, None),
        ({"incumbents": "3"}, None),
        ({"headcount": "若干", "incumbents": "3"}, None),
    ],
)
def test_open_places_are_as_stated_or_what_is_left(
    fields: dict[str, str], open_places: int | None
) -> None:
    """None where it can't be told."""
    assert vacancies(post("a", **fields)) == open_places


def test_nobody_is_said_in_several_ways() -> None:
    """无 is an answer, an empty field is none."""
    assert all(says_nobody((word,)) for word in ("无", "None", "-", "/"))
    assert not any(says_nobody(words) for words in ((), ("出纳",), ("无", "出纳")))


def test_a_headcount_in_words_counts_one() -> None:
    """At least somebody has the post."""
    assert Headcount.read("若干") == Headcount(text="若干", number=1, exact=False)
