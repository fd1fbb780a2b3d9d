"""The geometry of organisation charts: nothing lost, nothing overlapping, nothing too small."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdgen.charts.layout import QUIET, Chart, Look, Node, Palette, lay_out
from jdgen.charts.wrapping import Paragraph
from tests.test_charts_samples import (
    HEIGHT,
    LONG_TITLE,
    SAMPLES,
    WIDTH,
    bad_line_starts,
    company,
    crossings,
    measure,
    missing,
    nodes,
    off_grid,
    overflows,
    overlaps,
    small_type,
    squeezed,
    strays,
    unequal,
    unlinked,
    wide,
)


def draw(root: Node) -> tuple[Chart, ...]:
    """Lay out for the sheet that all tests share."""
    return lay_out(root, width=WIDTH, height=HEIGHT, measure=measure)


def faults(charts: tuple[Chart, ...], root: Node) -> list[object]:
    """Run every checker."""
    checks = (overlaps, strays, overflows, small_type, bad_line_starts, crossings, unequal)
    found: list[object] = [fault for check in checks for fault in check(charts)]
    return [*found, *off_grid(charts), *missing(charts, root)]


def has_unique_titles(root: Node) -> bool:
    """Whether lines can be checked by title."""
    titles = [squeezed(node.title) for node, _ in nodes(root)]
    return len(titles) == len(set(titles))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_drawn_whole_and_sound(name: str) -> None:
    """All checkers are silent on all boxes and lines of all charts."""
    root = SAMPLES[name]
    charts = draw(root)
    assert faults(charts, root) == []
    if has_unique_titles(root):
        assert unlinked(charts, root) == []


TITLES = st.text(alphabet="市场运营部经理（总）、IT& e-5", max_size=60)


@st.composite
def trees(draw_from: st.DrawFn) -> Node:
    """Random trees: a parent for every post, a title and a detail."""
    count = draw_from(st.integers(1, 90))
    bias = draw_from(st.sampled_from((1, 3, 1000)))
    parents = [draw_from(st.integers(max(0, i - bias), i)) for i in range(count - 1)]
    kids: list[list[int]] = [[] for _ in range(count)]
    for child, parent in enumerate(parents, 1):
        kids[parent].append(child)
    titles = draw_from(st.lists(TITLES, min_size=1, max_size=8))
    details = draw_from(st.lists(st.sampled_from(("", "1人", "编制 2 人")), min_size=1, max_size=3))
    built: list[Node] = [Node("")] * count
    for i in reversed(range(count)):
        title = f"{titles[i % len(titles)]}岗{i}"
        children = tuple(built[kid] for kid in kids[i])
        built[i] = Node(title, details[i % len(details)], draft=i % 5 == 4, children=children)
    return built[0]


@given(root=trees())
@example(root=Node("总", children=tuple(Node("5555场I 、、I岗0") for _ in range(9))))
@settings(max_examples=40, deadline=None)
def test_random_trees_are_drawn_whole_and_sound(root: Node) -> None:
    """Whatever the shape and the titles."""
    charts = draw(root)
    assert faults(charts, root) == []
    if has_unique_titles(root):
        assert unlinked(charts, root) == []


def test_a_small_chart_is_one_tidy_row_and_no_higher_than_needed() -> None:
    """Three posts: parent in the middle, siblings level and alike, some 90 pt high."""
    (chart,) = draw(SAMPLES["three"])
    top, left, right = chart.boxes
    assert (left.y, left.width, left.height) == (right.y, right.width, right.height)
    middle = (left.x + right.x + right.width) / 2
    assert top.x + top.width / 2 == pytest.approx(middle, abs=0.06)
    assert chart.caption == ""
    assert chart.height < 100
    assert chart.boxes[0].font_size == 10.5


def test_thirty_posts_stand_on_one_page_with_people_below_their_head() -> None:
    """Too wide for rows, so the lowest level hangs."""
    (chart,) = draw(SAMPLES["thirty"])
    assert len(chart.boxes) == 31
    first_head = chart.boxes[1]
    people = chart.boxes[2:7]
    assert all(a.y + a.height < b.y for a, b in pairwise(people))
    assert all(person.x > first_head.x for person in people)


def test_leaves_of_a_row_are_evenly_apart() -> None:
    """The same gap between all."""
    (chart,) = draw(Node("总经理", children=tuple(Node(f"副总{i}") for i in range(5))))
    gaps = {round(b.x - a.x - a.width, 2) for a, b in pairwise(chart.boxes[1:])}
    assert len(gaps) == 1


def test_a_big_organisation_gets_an_overview_and_a_chart_for_each_part() -> None:
    """Eight centres of 37: the overview shows their heads, each chart begins with one."""
    overview, *parts = draw(SAMPLES["three hundred"])
    assert overview.caption == "总经理"
    heads = [box for box in overview.boxes if box.continued]
    assert [squeezed(*box.lines) for box in heads] == [part.caption for part in parts]
    assert [squeezed(*part.boxes[0].lines) for part in parts] == [part.caption for part in parts]
    assert {part.boxes[0].level for part in parts} == {1}


def test_one_post_with_too_many_people_is_continued_on_further_sheets() -> None:
    """Four hundred people: numbered captions, the head on every sheet."""
    charts = draw(wide(400))
    assert len(charts) > 1
    captions = [f"销售总监（{i}/{len(charts)}）" for i in range(1, len(charts) + 1)]
    assert [chart.caption for chart in charts] == captions
    assert {chart.boxes[0].lines for chart in charts} == {("销售总监",)}
    assert sum(len(chart.boxes) - 1 for chart in charts) == 400


def test_drafts_and_targets_reach_their_boxes() -> None:
    """What the boxes carry is what the posts said."""
    (chart,) = draw(Node("甲", target="role_a", children=(Node("乙", draft=True),)))
    assert [(b.target, b.draft, b.level) for b in chart.boxes] == [
        ("role_a", False, 0),
        ("", True, 1),
    ]


def test_drawing_twice_gives_the_same() -> None:
    """No order of sets or dicts shows through."""
    assert draw(SAMPLES["three hundred"]) == draw(SAMPLES["three hundred"])


def test_three_hundred_posts_take_a_moment_and_five_thousand_some_seconds() -> None:
    """Of a processor, by bounds that are generous; 0.15 s and 4 s are usual."""
    for root, limit in ((SAMPLES["three hundred"], 1.5), (company(12, 50, 8), 15.0)):
        start = time.process_time()
        charts = draw(root)
        assert time.process_time() - start < limit
        assert missing(charts, root) == []


def test_a_sheet_too_small_for_a_title_is_refused() -> None:
    """With a message, not with text running out of its box."""
    with pytest.raises(ValueError, match="page is too small"):
        lay_out(Node(LONG_TITLE), width=60, height=40, measure=measure)
    with pytest.raises(ValueError, match="page is too small"):
        lay_out(Node("甲", children=(Node(LONG_TITLE),)), width=60, height=40, measure=measure)
    with pytest.raises(ValueError, match="width"):
        lay_out(Node("甲"), width=20, height=400, measure=measure)


@pytest.mark.parametrize(
    ("title", "width", "lines"),
    [
        ("市场拓展部经理", 5.0, ("市场拓展部", "经理")),
        ("市场拓展部经理", 7.0, ("市场拓展部经理",)),
        ("高级副总经理（财务）", 7.5, ("高级副总经理", "（财务）")),
        ("一二三四五，六", 5.0, ("一二三四", "五，六")),
        ("一二三四五 、六", 5.0, ("一二三四", "五 、六")),
        ("一二三四（ 五六", 5.0, ("一二三四", "（ 五六")),
        ("Chief Information Officer", 6.0, ("Chief", "Information", "Officer")),
        ("Research & Development", 7.0, ("Research &", "Development")),
        ("", 5.0, ()),
    ],
)
def test_titles_break_where_a_typesetter_would_break_them(
    title: str, width: float, lines: tuple[str, ...]
) -> None:
    """Between department and post, before brackets, at spaces, never before a comma."""
    assert Paragraph(title, measure, 16.0).wrap(width) == lines


def test_a_word_wider_than_any_box_is_broken_and_nothing_else_is() -> None:
    """Only the word that can't fit otherwise."""
    paragraph = Paragraph("IT Donaudampfschifffahrtsgesellschaftskapitän", measure, 8.0)
    lines = paragraph.wrap(8.0)
    assert squeezed(*lines) == "ITDonaudampfschifffahrtsgesellschaftskapitän"
    assert all(measure(line, 1.0) <= 8.0 for line in lines)


def test_a_palette_takes_plain_colours_only() -> None:
    """They go into two XML formats unescaped."""
    with pytest.raises(ValueError, match="#rrggbb"):
        Look(fill="red", stroke="#000000", text="#000000", detail="#000000")
    with pytest.raises(ValueError, match="#rrggbb"):
        Palette(levels=QUIET.levels, draft=QUIET.draft, line='#000"/>')
    with pytest.raises(ValueError, match="one level"):
        Palette(levels=(), draft=QUIET.draft, line="#000000")
