# ruff: noqa: E501 - a Chinese character counts as two columns
"""Text that means no good and text that nobody foresaw: read in time, and nothing of it lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdgen.errors import message
from jdgen.importers.blocks import Document, Heading, Paragraph, Place
from jdgen.importers.recognise import recognise
from jdgen.importers.recognised import Recognised

PLACE = Place("document.txt", message("line {number}", number=1))
# Each takes a second or two on an idle machine; anything quadratic would take hours.
BOUND = 60
SIZE = 1_000_000


def recognised(*lines: str) -> Recognised:
    """Recognise paragraphs."""
    return recognise([Document("d.txt", tuple(Paragraph(line, PLACE) for line in lines))])


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "a",
        "、",
        "1、",
        "（",
        "岗位名称",
        "岗位名称：",
        "权力",
        "。",
        "岗 ",
        "a: ",
        "每日",
        "【",
        "- ",
    ],
)
def test_a_megabyte_of_one_thing_is_read_in_time(piece: str) -> None:
    """One character, one label, one number, over and over in one paragraph."""
    start = time.process_time()
    recognised((piece * (SIZE // len(piece))).strip())
    assert time.process_time() - start < BOUND


@pytest.mark.parametrize(
    "line",
    [
        "岗位名称",
        "岗位名称：经理",
        "1、负责",
        "经理",
        "职责：",
        "一、市场部",
        "张三，",
        "编制：  审核：",
    ],
)
def test_many_lines_of_one_thing_are_read_in_time(line: str) -> None:
    """Twenty thousand labels, names, items or broken lines."""
    start = time.process_time()
    recognised(*[line] * 20_000)
    assert time.process_time() - start < BOUND


def test_five_hundred_posts_are_read_in_time() -> None:
    """Each under its own title, none lost."""
    lines = [
        line
        for number in range(500)
        for line in (
            f"岗位名称：第{number}车间主任",
            "所属部门：生产部",
            "岗位职责：",
            *(f"{item}、负责第{item}项工作的组织与检查。" for item in range(1, 9)),
            "任职资格：大专以上学历，三年以上工作经验。",
        )
    ]
    start = time.process_time()
    found = recognised(*lines)
    assert time.process_time() - start < BOUND
    assert len(found.posts) == 500


# ---- nothing is lost

_SENTENCES = st.text(alphabet="甲乙丙丁戊己庚辛壬癸", min_size=12, max_size=24).map(
    lambda text: f"{text}。"
)
_LABELS = st.sampled_from(
    ["岗位名称：会计", "部门：财务部", "岗位职责：", "任职资格", "权限：", "工作关系", "二、工作概要", "考核指标", "报表：",
     "编制：2人", "财务部", "出纳", "第二章 部门职责", "审核：王五", "晋升方向", "修订记录", "八、其他", "--------"]
)  # fmt: skip
_NUMBERS = st.sampled_from(["", "1、", "2、", "（1）", "①", "• ", "一、", "专业："])
_LINES = st.lists(
    st.one_of(_LABELS, st.builds(str.__add__, _NUMBERS, _SENTENCES)), min_size=1, max_size=14
)


def everything(found: Recognised) -> Iterator[str]:
    """Yield every word of what was found and what was left."""
    for record in (found.handbook, *found.departments, *found.posts):
        for field in record.fields:
            yield from leaves(field.value)
        for passage in record.leftovers:
            yield passage.heading
            yield passage.text


def leaves(value: Any) -> Iterator[str]:
    """Yield each text of a value."""
    if isinstance(value, Mapping):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield str(value)


@given(_LINES)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_sentence_is_lost(lines: list[str]) -> None:
    """Whatever labels, names and numbers stand around it: it is in a field or left over."""
    found = re.sub(r"\s", "", "\n".join(everything(recognised(*lines))))
    for line in lines:
        for sentence in re.findall("[甲乙丙丁戊己庚辛壬癸]{12,}", line):
            assert sentence in found


@given(st.lists(st.text(max_size=60), max_size=12), st.integers(0, 3))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_without_a_traceback(lines: list[str], headings: int) -> None:
    """Headings and paragraphs of any characters at all."""
    blocks = [Heading(text, level, PLACE) for level, text in enumerate(lines[:headings], 1)]
    rest = [Paragraph(text, PLACE) for text in lines[headings:]]
    recognise([Document("d.txt", (*blocks, *rest))])
