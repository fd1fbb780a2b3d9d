"""Charts that were laid out by an earlier build are the same as those laid out now."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jdgen.cache.kept import KeptFolder
from jdgen.charts.layout import Chart, Node, lay_out
from jdgen.fonts import measurer
from jdgen.render.chart_layouts import ChartLayouts
from tests.test_fonts import LATIN

WIDTH, HEIGHT = 453.5, 600.0


def tree(kids: int, title: str = "经理") -> Node:
    """Return an organisation of three levels, which takes several sheets if it is large."""
    people = tuple(Node(f"第{n}科员（A&B）", "2人", f"role-{n}", n % 3 == 0) for n in range(kids))
    return Node("总经理", "", "role-top", False, (Node(title, children=people), Node("秘书")))


class _Watched:
    """A store that tells which keys were asked for and which were put."""

    def __init__(self, folder: Path) -> None:
        self.kept = KeptFolder(folder)
        self.put_keys: list[str] = []

    def get(self, key: str) -> bytes | None:
        """Return what is kept."""
        return self.kept.get(key)

    def put(self, key: str, data: bytes) -> None:
        """Keep it."""
        self.put_keys.append(key)
        self.kept.put(key, data)


def plain(root: Node, width: float = WIDTH, height: float = HEIGHT) -> tuple[Chart, ...]:
    """Lay out without any store."""
    return lay_out(root, width=width, height=height, measure=measurer(LATIN))


@pytest.mark.parametrize("kids", [0, 3, 40, 400])
def test_what_is_kept_is_what_would_be_laid_out(tmp_path: Path, kids: int) -> None:
    """One sheet or many, continued charts, drafts, details: all of it, and nothing put twice."""
    store = _Watched(tmp_path)
    expected = plain(tree(kids))
    for _ in range(2):
        assert tuple(ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(tree(kids))) == expected
    assert len(store.put_keys) == 1
    assert len(expected) > 1 or kids < 400


def test_another_post_sheet_or_face_is_laid_out_anew(tmp_path: Path) -> None:
    """Each of these has a key of its own: what was kept for another is never drawn."""
    store = _Watched(tmp_path)
    roots = [tree(3), tree(4), tree(3, "主管"), replace(tree(3), draft=True),
             replace(tree(3), target=""), replace(tree(3), detail="1人")]  # fmt: skip
    # The same posts, one of them below the other and beside it.
    clerk, driver = Node("文员"), Node("司机")
    roots.append(Node("经理", children=(replace(driver, children=(clerk,)),)))
    roots.append(Node("经理", children=(clerk, driver)))
    for root in roots:
        assert tuple(ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(root)) == plain(root)
    for width, height, latin in ((400.0, HEIGHT, LATIN), (WIDTH, 500.0, LATIN)):
        found = tuple(ChartLayouts(width, height, latin, store).of(tree(3)))
        assert found == plain(tree(3), width, height)
    ChartLayouts(WIDTH, HEIGHT, LATIN + b"\0", store).of(tree(3))
    assert len(set(store.put_keys)) == len(store.put_keys) == len(roots) + 3


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b"[[1]]", b'[[1, 2, "", [[1]], []]]', b"[" * 100_000, b"\x80"]
)
def test_what_is_of_another_shape_is_laid_out_anew(tmp_path: Path, data: bytes) -> None:
    """It is read as JSON, and nothing else is done with it."""
    store = _Watched(tmp_path)
    ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(tree(3))
    (key,) = store.put_keys
    store.kept.put(key, data)
    assert tuple(ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(tree(3))) == plain(tree(3))
    assert store.put_keys == [key, key]
    assert json.loads(store.kept.get(key) or b"")


def test_a_line_of_superiors_longer_than_the_stack_is_kept_as_well(tmp_path: Path) -> None:
    """A thousand levels are as many sheets."""
    root = Node("末")
    for number in range(1_500):
        root = Node(f"{number}级", children=(root,))
    store = _Watched(tmp_path)
    first = tuple(ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(root))
    assert tuple(ChartLayouts(WIDTH, HEIGHT, LATIN, store).of(root)) == first
    assert len(store.put_keys) == 1
