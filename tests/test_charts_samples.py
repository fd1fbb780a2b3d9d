"""Organisations to draw, and checkers of charts; each checker is seen failing here."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pymupdf
import pytest

from jdgen.charts.layout import INSET_X, INSET_Y, Box, Chart, Connector, Node, lay_out
from jdgen.charts.wrapping import CLOSING

WIDTH, HEIGHT = 451.0, 660.0
"""An A4 page with margins of 72 pt, less a heading."""

DEPARTMENTS = [
    "市场拓展部",
    "品牌推广部",
    "客户服务部",
    "财务管理部",
    "人力资源部",
    "行政后勤部",
    "信息技术部",
    "研发中心",
    "生产制造部",
    "质量管理部",
    "供应链管理部",
    "法务合规部",
]
CENTRES = [
    "市场运营",
    "生产",
    "技术研发",
    "财务",
    "行政人事",
    "战略投资",
    "海外事业",
    "供应链",
]
JOBS = [
    "主管",
    "专员",
    "高级工程师",
    "助理",
    "文员",
    "分析师",
    "IT运维工程师",
    "采购员",
    "技术支持工程师（华东区）",
]


def measure(text: str, font_size: float) -> float:
    """Measure as fonts do: Han one em, Latin about half, capitals more."""
    widths = (
        1.0
        if unicodedata.east_asian_width(char) in "WFA"
        else 0.25
        if char == " "
        else 0.7
        if char.isupper()
        else 0.5
        for char in text
    )
    return font_size * sum(widths)


def manager(name: str, posts: int) -> Node:
    """A department's head with `posts` people."""
    people = (
        Node(f"{name}{JOBS[i % len(JOBS)]}{i or ''}", f"{i % 4 + 1}人", f"role_{i}", draft=i == 2)
        for i in range(posts)
    )
    return Node(f"{name}经理", "1人", "role_head", children=tuple(people))


def company(departments: int, posts: int, centres: int = 1) -> Node:
    """A tree of departments with `posts` people each, below one centre or several."""
    heads = []
    for c in range(centres):
        names = [DEPARTMENTS[(c + d) % 12] + ("" if c == 0 else str(c)) for d in range(departments)]
        heads.append(
            Node(f"{CENTRES[c]}总监", "1人", children=tuple(manager(n, posts) for n in names))
        )
    return heads[0] if centres == 1 else Node("总经理", "1人", "role_gm", children=tuple(heads))


def line_of_command(levels: int) -> Node:
    """A post below a post below a post."""
    node = Node("第0级", "1人")
    for level in range(1, levels):
        node = Node(f"第{level}级", "1人", children=(node,))
    return node


def wide(children: int) -> Node:
    """One post with very many people."""
    return Node(
        "销售总监", "1人", children=tuple(Node(f"区域代表{i}", "1人") for i in range(children))
    )


LONG_TITLE = (
    "集团公司党委副书记、副董事长、总经理兼首席执行官"
    "（分管战略投资、资本运营、财务管理、风险控制、审计监察及董事会办公室工作）"
)

SAMPLES: dict[str, Node] = {
    "one": Node("总经理"),
    "three": Node(
        "市场运营总监",
        "1人",
        children=(Node("市场拓展部经理", "1人"), Node("品牌推广部经理", "1人")),
    ),
    "eleven": company(2, 4),
    "thirty": company(5, 5),
    "three hundred": company(6, 5, 8),
    "lopsided": Node(
        "总经理", children=(Node("秘书"), company(3, 3), Node("顾问"), wide(9), Node("助理"))
    ),
    "one hundred below one": wide(100),
    "four hundred below one": wide(400),
    "many small groups": Node(
        "总经理", children=tuple(manager(f"{d}{i}", 3) for i in range(10) for d in DEPARTMENTS)
    ),
    "twelve levels": line_of_command(12),
    "five hundred levels": line_of_command(500),
    "long titles": Node(
        "总经理",
        children=(
            Node(LONG_TITLE, "1人"),
            Node("Senior Vice President of Research & Development, Asia-Pacific", "1 head"),
            Node("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"),
            Node("财务总监", "编制 12 人，现有 10 人，另有实习生若干名，由人力资源部统一安排"),
        ),
    ),
    "only long titles": Node(
        LONG_TITLE, children=tuple(Node(f"{i}{LONG_TITLE}") for i in range(30))
    ),
    "empty titles": Node("", children=(Node(" "), Node("", "1人"))),
}


def nodes(root: Node) -> Iterator[tuple[Node, Node | None]]:
    """Yield every post with its superior."""
    stack: list[tuple[Node, Node | None]] = [(root, None)]
    while stack:
        node, parent = stack.pop()
        yield node, parent
        stack.extend((child, node) for child in node.children)


def squeezed(*texts: str) -> str:
    """Return texts without any white space."""
    return "".join("".join(texts).split())


def overlaps(charts: Iterable[Chart]) -> list[str]:
    """Find boxes that lie on each other."""
    return [
        f"{a.lines} on {b.lines}"
        for chart in charts
        for a, b in combinations(chart.boxes, 2)
        if a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
    ]


def strays(charts: Iterable[Chart]) -> list[str]:
    """Find charts bigger than the sheet and what lies outside of its chart."""
    found = []
    for chart in charts:
        if chart.width > WIDTH or chart.height > HEIGHT:
            found.append(f"chart of {chart.width} by {chart.height}")
        corners = [(b.x, b.y) for b in chart.boxes]
        corners += [(b.x + b.width, b.y + b.height) for b in chart.boxes]
        corners += [point for line in chart.connectors for point in line.points]
        # Half an outline must have room too.
        found += [
            f"{x},{y}"
            for x, y in corners
            if not (0.375 <= x <= chart.width - 0.375 and 0.375 <= y <= chart.height - 0.375)
        ]
    return found


def overflows(charts: Iterable[Chart]) -> list[str]:
    """Find lines wider or texts higher than their box has room for."""
    found = []
    for box in (box for chart in charts for box in chart.boxes):
        lines = [*box.lines, *box.detail_lines]
        room = box.width - 2 * INSET_X
        found += [line for line in lines if measure(line, box.font_size) > room]
        if len(lines) * box.pitch > box.height - 2 * INSET_Y + 1e-6:
            found.append(f"{lines} too high")
    return found


def small_type(charts: Iterable[Chart]) -> list[str]:
    """Find type under 7.5 pt."""
    return [f"{b.lines}" for chart in charts for b in chart.boxes if b.font_size < 7.5]


def bad_line_starts(charts: Iterable[Chart]) -> list[str]:
    """Find lines, other than the first, that begin with closing punctuation."""
    boxes = [box for chart in charts for box in chart.boxes]
    return [line for box in boxes for line in box.lines[1:] if line[0] in CLOSING]


def crossings(charts: Iterable[Chart]) -> list[str]:
    """Find slanted lines and lines that run through a box."""
    found = []
    for chart in charts:
        for line in chart.connectors:
            for (ax, ay), (bx, by) in pairwise(line.points):
                if ax != bx and ay != by:
                    found.append(f"slanted {line}")
                left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
                found += [
                    f"{line} through {box.lines}"
                    for box in chart.boxes
                    if left < box.x + box.width - 0.01
                    and right > box.x + 0.01
                    and top < box.y + box.height - 0.01
                    and bottom > box.y + 0.01
                ]
    return found


def missing(charts: Iterable[Chart], root: Node) -> list[str]:
    """Find posts that stand in no chart."""
    shown = {(squeezed(*b.lines), squeezed(b.detail)) for chart in charts for b in chart.boxes}
    return [
        node.title
        for node, _ in nodes(root)
        if (squeezed(node.title), squeezed(node.detail)) not in shown
    ]


def off_grid(charts: Iterable[Chart]) -> list[float]:
    """Find lengths that aren't a whole number of twips."""
    lengths = [
        length
        for chart in charts
        for length in (
            chart.width,
            chart.height,
            *(n for b in chart.boxes for n in (b.x, b.y, b.width, b.height)),
            *(n for line in chart.connectors for point in line.points for n in point),
        )
    ]
    return [length for length in lengths if abs(length * 20 - round(length * 20)) > 1e-6]


def unequal(charts: Iterable[Chart]) -> list[str]:
    """Find boxes of one level in one chart that differ in width."""
    found = []
    for chart in charts:
        widths: dict[int, float] = {}
        for box in chart.boxes:
            widths.setdefault(box.level, box.width)
        found += [f"{b.lines}" for b in chart.boxes if widths[b.level] != b.width]
    return found


def on_line(point: tuple[float, float], line: Connector) -> bool:
    """Whether a point lies on a connector."""
    x, y = point
    return any(
        min(ax, bx) - 0.001 <= x <= max(ax, bx) + 0.001
        and min(ay, by) - 0.001 <= y <= max(ay, by) + 0.001
        for (ax, ay), (bx, by) in pairwise(line.points)
    )


def touches(box: Box, line: Connector) -> bool:
    """Whether a connector ends at the outline of a box."""
    return any(
        box.x - 0.01 <= x <= box.x + box.width + 0.01
        and box.y - 0.01 <= y <= box.y + box.height + 0.01
        for x, y in (line.points[0], line.points[-1])
    )


def families(chart: Chart) -> set[frozenset[str]]:
    """Return the sets of titles that touching connectors hold together."""
    groups: list[list[Connector]] = []
    for line in chart.connectors:
        joined = [line]
        for group in list(groups):
            if any(
                any(on_line(p, other) for p in line.points)
                or any(on_line(p, line) for p in other.points)
                for other in group
            ):
                joined += group
                groups.remove(group)
        groups.append(joined)
    return {
        frozenset(
            squeezed(*box.lines) for box in chart.boxes if any(touches(box, line) for line in group)
        )
        for group in groups
    }


def unlinked(charts: Iterable[Chart], root: Node) -> list[str]:
    """Find reports that no chart shows, and lines that join who don't belong together.

    Titles must be unique for this.
    """
    pairs = {
        (squeezed(parent.title), squeezed(node.title)) for node, parent in nodes(root) if parent
    }
    superior = {below: above for above, below in pairs}
    drawn: set[tuple[str, str]] = set()
    found = []
    for chart in charts:
        for family in families(chart):
            heads = [name for name in family if superior.get(name) not in family]
            if len(heads) != 1:
                found.append(f"no family: {sorted(family)}")
                continue
            drawn |= {(heads[0], name) for name in family - {heads[0]}}
    return [*found, *(f"{pair}" for pair in pairs ^ drawn)]


def open_pdf(source: Path | bytes) -> pymupdf.Document:
    """Open a PDF, from a file or from memory."""
    if isinstance(source, bytes):
        return pymupdf.open(stream=source)  # type: ignore[no-untyped-call]
    return pymupdf.open(source)  # type: ignore[no-untyped-call]


@pytest.fixture
def charts() -> tuple[Chart, ...]:
    """A sound chart to plant faults in."""
    return lay_out(SAMPLES["eleven"], width=WIDTH, height=HEIGHT, measure=measure)


def with_box(charts: tuple[Chart, ...], index: int, **changes: object) -> tuple[Chart, ...]:
    """Return the charts with one box of the first changed."""
    boxes = list(charts[0].boxes)
    boxes[index] = replace(boxes[index], **changes)  # type: ignore[arg-type]
    return (replace(charts[0], boxes=tuple(boxes)), *charts[1:])


FAULTS: dict[Callable[[Iterable[Chart]], list[str]], dict[str, object]] = {
    strays: {"x": -1.0},
    overflows: {"lines": ("这是一个长得写不进方框里去的岗位名称",)},
    small_type: {"font_size": 7.0},
    bad_line_starts: {"lines": ("市场", "）部")},
    unequal: {"width": 500.0},
}


@pytest.mark.parametrize("checker", FAULTS, ids=lambda checker: checker.__name__)
def test_a_checker_sees_the_fault_planted_in_a_box(
    checker: Callable[[Iterable[Chart]], list[str]], charts: tuple[Chart, ...]
) -> None:
    """Silent on a sound chart, loud on a broken one."""
    assert checker(charts) == []
    assert checker(with_box(charts, 2, **FAULTS[checker]))


def test_the_overlap_checker_sees_a_box_on_another(charts: tuple[Chart, ...]) -> None:
    """Two boxes at one place."""
    assert overlaps(charts) == []
    assert overlaps(with_box(charts, 2, x=charts[0].boxes[3].x, y=charts[0].boxes[3].y + 5))


def test_the_height_checker_sees_a_line_too_many(charts: tuple[Chart, ...]) -> None:
    """A box with more lines than it is high."""
    assert overflows(with_box(charts, 2, lines=("甲", "乙", "丙", "丁")))


def test_the_crossing_checker_sees_a_line_through_a_box(charts: tuple[Chart, ...]) -> None:
    """A connector across the whole chart, and a slanted one."""
    box = charts[0].boxes[1]
    y = box.y + box.height / 2
    for end in ((charts[0].width, y), (charts[0].width, y + 50)):
        bad = replace(charts[0], connectors=(Connector(((0.5, y), end)),))
        assert crossings([bad])
    assert crossings(charts) == []


def test_the_completeness_checkers_see_what_is_left_out(charts: tuple[Chart, ...]) -> None:
    """A box too few, a line too few, a line that joins two families."""
    root = SAMPLES["eleven"]
    chart = charts[0]
    assert missing(charts, root) == unlinked(charts, root) == []
    assert missing([replace(chart, boxes=chart.boxes[:-1])], root)
    assert unlinked([replace(chart, connectors=chart.connectors[:-1])], root)
    assert unlinked([replace(chart, connectors=chart.connectors[1:])], root)
    everything = Connector(((0.5, 0.5), (0.5, chart.height), *chart.connectors[-1].points))
    assert unlinked([replace(chart, connectors=(*chart.connectors, everything))], root)


def test_the_grid_checker_sees_a_length_between_twips(charts: tuple[Chart, ...]) -> None:
    """A hundredth of a point."""
    assert off_grid(charts) == []
    assert off_grid(with_box(charts, 0, x=0.51))
