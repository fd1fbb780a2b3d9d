"""What leaves a card first, and what stays: with heights given, no page laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jdgen.library import load
from jdgen.organisation import Organisation
from jdgen.views.card import Block, CardView, variants
from jdgen.views.card_contents import short_place, view_card
from jdgen.views.public import PublicPost, public_post
from jdgen.views.shortening import Heights, shorten
from tests.cards import BARE, EMPLOYER, TASKS
from tests.postings import CLERK, change, write

MOMENT = datetime(2024, 7, 1, tzinfo=UTC)
CATCH_ALL = "完成上级交办的其他工作。"
DUTIES = ["一。", "二。", "三。", "四。", "五。", CATCH_ALL, "七。"]
ALONE = {"标题": "手册", "单位": "运营中心"}
FULL = change(
    CLERK, 本职概述="管钱。", 工作职责与任务=DUTIES, 招聘={"亮点": ["弹性工作"], "试用期": "2个月"}
)


def public(folder: Path, post: Mapping[str, Any], handbook: Mapping[str, Any]) -> PublicPost:
    """Return one post as outsiders may know it, read from its files."""
    library = load(write(folder, post, handbook=handbook)).library
    return public_post(library.roles[0], Organisation(library))


def card_of(
    folder: Path,
    post: Mapping[str, Any],
    handbook: Mapping[str, Any] = EMPLOYER,
    *,
    two_columns: bool = False,
) -> CardView:
    """Return a post's card."""
    return view_card(public(folder, post, handbook), two_columns=two_columns, moment=MOMENT)


def heights_of(card: CardView) -> Heights:
    """Return heights where each item, each task and what each block has besides is ten high."""
    return Heights(
        items={(b.name, n): 10.0 for b in card.blocks for n in range(len(b.items))},
        tasks={
            (b.name, n): 10.0 * len(item.tasks)
            for b in card.blocks
            for n, item in enumerate(b.items)
            if item.tasks
        },
        headings={block.name: 10.0 for block in card.blocks},
        more=10.0,
    )


def shortened(card: CardView, room: float) -> CardView:
    """Return a card with this much room in each column."""
    return shorten(card, heights_of(card), {"main": room, "side": room})


def block(card: CardView, name: str) -> Block:
    """Return one block of a card."""
    return next(each for each in card.blocks if each.name == name)


def duties_with(folder: Path, room: float) -> tuple[list[str], str]:
    """Return which duties a card of nothing but duties has room for, and its last line."""
    card = card_of(folder, {**BARE, "工作职责与任务": DUTIES}, ALONE)
    duties = block(shortened(card, room), "duties")
    return [item.text for item in duties.items], duties.more


def test_whatever_else_the_superior_asks_for_leaves_first(tmp_path: Path) -> None:
    """Before the last duty, which stands behind it."""
    expected = [each for each in DUTIES if each != CATCH_ALL]
    assert duties_with(tmp_path, 80) == (expected, "另有1项职责，详见岗位说明书")


def test_then_the_last_duty_leaves_first(tmp_path: Path) -> None:
    """One after the other, and the line counts them."""
    for count in range(1, 6):
        shown, more = duties_with(tmp_path, 20 + 10 * count)
        assert shown == DUTIES[:count]
        assert more == f"另有{7 - count}项职责，详见岗位说明书"


def test_where_no_duty_has_room_the_line_says_so(tmp_path: Path) -> None:
    """No “more” of nothing; and no line without its heading."""
    assert duties_with(tmp_path, 29) == ([], "7项职责，详见岗位说明书")
    card = card_of(tmp_path, {**BARE, "工作职责与任务": DUTIES}, ALONE)
    assert shortened(card, 19).blocks == ()


def test_where_all_have_room_nothing_is_said(tmp_path: Path) -> None:
    """Heading, seven duties; the room for the line is kept until then."""
    assert duties_with(tmp_path, 90) == (DUTIES, "")


def test_a_first_duty_that_fills_the_page_makes_room_for_the_others(tmp_path: Path) -> None:
    """Else the card would say nothing of the work."""
    card = card_of(tmp_path, {**BARE, "工作职责与任务": DUTIES}, ALONE)
    heights = heights_of(card)
    long = replace(heights, items={**heights.items, ("duties", 0): 1000.0})
    duties = block(shorten(card, long, {"main": 50, "side": 50}), "duties")
    assert [item.text for item in duties.items] == ["二。", "三。", "四。"]
    assert duties.more == "另有4项职责，详见岗位说明书"


def test_tasks_leave_before_duties_but_not_where_the_duty_announces_them(tmp_path: Path) -> None:
    """“核算，包括：” alone would be half a sentence."""
    card = card_of(tmp_path, {**BARE, "工作职责与任务": TASKS["工作职责与任务"]}, ALONE)
    duties = block(shortened(card, 70), "duties")
    assert [(item.text, item.tasks) for item in duties.items] == [
        ("核算，包括：", ("审核凭证。", "登记账簿。")), ("申报纳税。", ()), ("保管票据。", ()),
    ]  # fmt: skip
    assert duties.more == "另有1项职责，详见岗位说明书"
    # With room for the fourth duty, only details are missing.
    duties = block(shortened(card, 80), "duties")
    assert [item.tasks for item in duties.items] == [("审核凭证。", "登记账簿。"), (), (), ()]
    assert duties.more == "职责细目详见岗位说明书"


def test_what_the_work_is_stays_longer_than_who_offers_it(tmp_path: Path) -> None:
    """Summary, first duties and requirements last; the employer's introduction before them."""
    card = card_of(tmp_path, FULL)
    names = [[b.name for b in shortened(card, room).blocks] for room in (30, 60, 80, 110, 400)]
    assert names == [
        ["summary"],
        ["summary", "duties"],
        ["summary", "duties", "requirements"],
        ["summary", "duties", "requirements", "offer"],
        ["summary", "duties", "requirements", "highlights", "offer", "company"],
    ]


def test_columns_are_shortened_apart(tmp_path: Path) -> None:
    """A long list of duties takes nothing from what is offered beside it."""
    card = card_of(tmp_path, FULL, two_columns=True)
    assert [b.name for b in card.area("side")] == ["highlights", "offer", "company"]
    short = shortened(card, 80)
    assert len(block(short, "duties").items) == 2
    assert [item.label for item in block(short, "offer").items] == ["福利", "试用期", "详细地址"]


def test_who_the_employer_is_may_stand_in_either_column(tmp_path: Path) -> None:
    """Both ways say the same; a card of one column has but one."""
    card = card_of(tmp_path, FULL, two_columns=True)
    first, second = variants(card)
    assert [block(each, "company").area for each in (first, second)] == ["side", "main"]
    assert first.weight == second.weight
    assert variants(card_of(tmp_path, FULL)) == (card_of(tmp_path, FULL),)


@pytest.mark.parametrize(
    ("text", "catches"),
    [
        ("完成上级交办的其他工作。", True),
        ("完成领导交办的临时任务。", True),
        ("承办总经理安排的各项工作。", True),
        ("做好其他相关工作。", True),
        ("Carry out other duties as assigned.", True),
        ("Other related tasks.", True),
        ("合理安排生产任务。", False),
        ("负责其他部门的协调工作。", False),
        ("核对临时用工的考勤。", False),
        ("Assign other people to shifts.", False),
    ],
)
def test_a_duty_that_is_any_duty_is_known(tmp_path: Path, text: str, catches: bool) -> None:
    """By its words; a duty about others, or about arranging work, is a duty."""
    card = card_of(tmp_path, {**BARE, "工作职责与任务": [text, "管钱。"]}, ALONE)
    duties = block(shortened(card, 30), "duties")
    assert [item.text for item in duties.items] == (["管钱。"] if catches else [text])


@pytest.mark.parametrize(
    ("place", "short"),
    [
        ({"省份": "江苏省", "城市": "苏州市", "区县": "吴中区", "详细地址": "1号"}, "苏州市吴中区"),
        ({"省份": "北京市", "详细地址": "一路1号"}, "北京市"),
        ({"地址": "工业园区门口"}, "工业园区门口"),
        ({"远程": "是"}, "远程办公"),
        ({"城市": "苏州市", "远程": "是"}, "远程办公、苏州市"),
        ({"国家": "DE", "城市": "柏林", "详细地址": "一街1号"}, "DE柏林一街1号"),
        ("苏州", "苏州"),
    ],
)  # fmt: skip
def test_a_place_is_said_in_short(tmp_path: Path, place: Any, short: str) -> None:
    """City and district; as a whole where there is neither, and abroad."""
    post = change(CLERK, 招聘={"工作地点": place})
    assert short_place(public(tmp_path, post, EMPLOYER)) == short
