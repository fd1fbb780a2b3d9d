"""Random edits of a handbook, for its redline: what nobody would think of doing together.

``make redlines`` tries many more of them than the tests do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.redlines import Data, chinese, compared, edited, page_marks, pages, role
from tests.tracked import accept, body_of, marks, outline, reject

_ROLES = ("market-development-specialist", "investment-specialist", "market-development-manager")
_SENTENCES = st.sampled_from(
    [
        "完成上级交办的其他工作。", "每月走访二十家客户。", "客户关系维护。", "（A&B）<审批>“特批”",
        "一", "12", "编制报表，并按时报送。", "Keep records of all visits.", "第一行\n第二行",
        "做好 客户 关系",
    ]
)  # fmt: skip
_LISTS = ("duties", "authority", "reports")


@st.composite
def _steps(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Draw a few changes, each as a name and what it takes."""
    place = st.integers(0, 12)
    change = st.one_of(
        st.tuples(st.just("add"), st.sampled_from(_ROLES), place, _SENTENCES),
        st.tuples(st.just("drop"), st.sampled_from(_ROLES), st.sampled_from(_LISTS), place),
        st.tuples(st.just("move"), st.sampled_from(_ROLES), st.sampled_from(_LISTS), place, place),
        st.tuples(st.just("reword"), st.sampled_from(_ROLES), place, place, _SENTENCES),
        st.tuples(st.just("title"), st.sampled_from(_ROLES), _SENTENCES),
        st.tuples(st.just("summary"), st.sampled_from(_ROLES), _SENTENCES),
        st.tuples(st.just("order"), st.sampled_from(_ROLES), place),
        st.tuples(st.just("leave"), st.sampled_from(_ROLES)),
        st.tuples(st.just("department"), place, place),
    )
    return draw(st.lists(change, min_size=1, max_size=6))


def _add(data: Data, who: str, at: int, text: str) -> None:
    role(data, who)["duties"].insert(at, text)


def _drop(data: Data, who: str, what: str, at: int) -> None:
    found = role(data, who)[what]
    if found:
        del found[at % len(found)]


def _move(data: Data, who: str, what: str, at: int, to: int) -> None:
    found = role(data, who)[what]
    if found:
        found.insert(to, found.pop(at % len(found)))


def _reword(data: Data, who: str, at: int, start: int, text: str) -> None:
    found = role(data, who)["duties"]
    if found:
        old = found[at % len(found)]
        words = old["text"] if isinstance(old, dict) else old
        found[at % len(found)] = f"{words[:start]}{text}{words[start + 2 :]}"


def _department(data: Data, at: int, to: int) -> None:
    found = data["departments"][0]["duties"]
    found.insert(to, found.pop(at % len(found)))


_CHANGES: dict[str, Callable[..., object]] = {
    "add": _add,
    "drop": _drop,
    "move": _move,
    "reword": _reword,
    "title": lambda data, who, text: role(data, who).update(title=text.split("\n")[0]),
    "summary": lambda data, who, text: role(data, who).update(summary=text),
    "order": lambda data, who, order: role(data, who).update(order=order),
    "leave": lambda data, who: role(data, who).update(qualifications={}, relations={}),
    "department": _department,
}


def check_random_edits(theme: str, examples: int) -> None:
    """Hold the redline of random edits to both handbooks, and the pages to the Word file."""

    @given(_steps())
    @settings(
        max_examples=examples, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def check(steps: list[tuple[Any, ...]]) -> None:
        def edit(data: Data) -> None:
            for name, *arguments in steps:
                _CHANGES[name](data, *arguments)

        old = chinese()
        new = edited(old, edit)
        found = compared(old, new, theme)
        assert outline(accept(body_of(found.redline))) == outline(body_of(found.new))
        assert outline(reject(body_of(found.redline))) == outline(body_of(found.old))
        assert page_marks(pages(old, new, theme)) == marks(body_of(found.redline), drawn=False)

    check()
