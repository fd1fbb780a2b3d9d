"""Many posts, and posts that are far larger than any: all is read, printed and found again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import Request, build
from jdgen.library import load
from jdgen.organisation import Organisation
from tests import load_figures
from tests.reading import read_docx, read_pdf, squash
from tests.test_fuzz import write

BOOK: dict[str, Any] = {"标题": "手册", "单位": "中心", "章节": ["岗位职责"]}


def post(number: int, **more: Any) -> dict[str, Any]:
    """Return a post's values."""
    return {"id": f"p{number}", "岗位名称": f"岗位{number}号", "所在部门": "中心", **more}


def printed(folder: Path, posts: list[dict[str, Any]]) -> dict[str, str]:
    """Build a handbook of posts; return what stands in its Word file and in its PDF."""
    files = {f"data/roles/{each['id']}.yaml": each for each in posts}
    project = write(folder, {"data/handbook.yaml": BOOK, **files})
    made = {path.suffix: path for path in build(Request(project, packs=("handbook",))).files}
    readings = (read_docx(made[".docx"]), read_pdf(made[".pdf"], "standard"))
    return {each.kind: squash("".join(piece.text for piece in each.pieces)) for each in readings}


def test_figures_count_every_post(tmp_path: Path) -> None:
    """The short form of make load: what is measured is the work on all posts, not on some."""
    found = load_figures.measure(12, tmp_path)
    assert found["posts read"] == found["posts in order"] == 12
    assert found["findings"] > 0
    assert found["load, s"] >= 0
    assert found["all, MB"] >= found["load and check, MB"] > 10


def test_growth_beyond_proportion_is_told() -> None:
    """Twice the posts in three times the seconds is too steep, in twice the seconds is not."""
    sizes = [{"posts": 10, "check, s": 1.0, "MB": 1}, {"posts": 20, "check, s": 2.1, "MB": 9}]
    assert load_figures.too_steep(sizes) == []
    sizes[1]["check, s"] = 3.0
    assert load_figures.too_steep(sizes) == ["check, s: 1.0 at 10 posts, 3.0 at 20"]


def test_a_post_of_500_duties_and_a_duty_of_20_000_characters_are_printed_whole(
    tmp_path: Path,
) -> None:
    """Every duty stands in both files, the long one from its first to its last character."""
    duties = [f"核对第{number}号台账。" for number in range(500)]
    long = "".join(f"第{number:05}条核对" for number in range(2250))[:20_000]
    assert len(long) == 20_000
    texts = printed(tmp_path, [post(1, 工作职责与任务=duties), post(2, 工作职责与任务=[long])])
    for kind, text in texts.items():
        assert [duty for duty in duties if duty not in text] == [], kind
        assert long in text, kind


def test_a_cell_longer_than_a_page_is_printed_whole(tmp_path: Path) -> None:
    """In a table of an extra section: it breaks over pages, and not a sign is lost."""
    long = "".join(f"第{number:05}条核对" for number in range(400))
    extra = {"标题": "附表", "表格": [["事项", "说明"], ["甲", long]]}
    texts = printed(tmp_path, [post(1, 附加内容=extra)])
    assert long in texts["docx"]
    # Where a page ends within the cell, the pieces of a PDF are read in another order.
    assert Counter(texts["pdf"]) == Counter(texts["docx"])


@pytest.mark.parametrize(("posts", "above"), [(13, lambda n: n - 1), (401, lambda _: 0)],
                         ids=["12 levels of superiors", "400 reports of one manager"])  # fmt: skip
def test_deep_and_broad_trees_are_read_whole(tmp_path: Path, posts: int, above: Any) -> None:
    """Every post has its place in the order and its superior."""
    made = [
        post(n, **({"直接上级": f"岗位{above(n)}号"} if n else {})) for n in range(posts)
    ]  # fmt: skip
    files = {f"data/roles/p{n:03}.yaml": each for n, each in enumerate(made)}
    project = write(tmp_path, {"data/handbook.yaml": BOOK, **files})
    organisation = Organisation(load(project).library)
    assert len(organisation.roles) == posts
    assert len(organisation.superiors) == posts - 1
    assert [role.id for role in organisation.tops] == ["p0"]
