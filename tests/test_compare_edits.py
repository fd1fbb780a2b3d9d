# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""What changed is told exactly: scripted edits of the example, and random ones undone."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.changes import Change, Plain, plain
from jdgen.library import load
from jdgen.meaning import canonical, compare_meaning
from jdgen.model import Library
from jdgen.sync.telling import as_json
from tests.compare_edits import EDITS, FORMATTING, REMOVED, Edit, Told
from tests.projects import ROOT


@cache
def example() -> Library:
    """Return the example's data."""
    return load(ROOT).library


def edited(edit: Edit, folder: Path) -> Library:
    """Return the example's data after an edit."""
    shutil.copytree(ROOT / "data", folder / "data")
    edit.carry_out(folder)
    return load(folder).library


def told(old: Library, new: Library) -> list[Told]:
    """Return what changed as the table writes it."""
    changes = compare_meaning(old, new).changes
    return [(each.kind, each.role, each.field, each.before, each.after) for each in changes]


def test_there_are_forty_edits() -> None:
    """The table is as long as it is said to be, and no edit stands in it twice."""
    assert len(EDITS) >= 40
    assert len({edit.name for edit in (*EDITS, *FORMATTING)}) == len(EDITS) + len(FORMATTING)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_is_told_as_what_it_is(edit: Edit, tmp_path: Path) -> None:
    """Every change that was made, no other one, with both sides as written."""
    new = edited(edit, tmp_path)
    assert sorted(told(example(), new), key=repr) == sorted(edit.changes, key=repr)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_an_edit_taken_back_is_as_many_changes(edit: Edit, tmp_path: Path) -> None:
    """Backwards, what was added is removed; nothing is seen in one direction alone."""
    back = told(edited(edit, tmp_path), example())
    kinds = {"added": "removed", "removed": "added"}
    expected = sorted(kinds.get(each[0], each[0]) for each in edit.changes)
    assert sorted(each[0] for each in back) == expected


@pytest.mark.parametrize("edit", FORMATTING, ids=lambda edit: edit.name)
def test_formatting_is_no_change(edit: Edit, tmp_path: Path) -> None:
    """The edit is there in the file, and says nothing new."""
    new = edited(edit, tmp_path)
    changed = [file for file in sorted((ROOT / "data").rglob("*.yaml"))
               if file.read_bytes() != (tmp_path / file.relative_to(ROOT)).read_bytes()]  # fmt: skip
    assert changed
    assert told(example(), new) == []


def test_a_post_that_is_gone_is_told_whole(tmp_path: Path) -> None:
    """With all that its file said; those who name it have not changed."""
    new = edited(REMOVED, tmp_path)
    record = next(r for r in plain(example())["roles"] if r["id"] == "investment-specialist")
    assert told(example(), new) == [("removed", "investment-specialist", "", record, None)]


def test_a_post_that_does_something_else_is_not_the_old_one_under_another_name(
    tmp_path: Path,
) -> None:
    """Likeness goes by what a post does: one goes and one comes."""
    text = "id: cook\n岗位名称: 厨师\n所在部门: 招商部\n工作职责与任务:\n  - 为员工准备午餐和晚餐，保持厨房整洁。\n"
    both = Edit("", files={"roles/cook.yaml": text, "roles/investment/specialist.yaml": None})
    found = [each[:3] for each in told(example(), edited(both, tmp_path))]
    assert found == [("added", "cook", ""), ("removed", "investment-specialist", "")]


def test_changes_are_printed_as_sync_prints_them(tmp_path: Path) -> None:
    """The same keys; what is not there is an empty text."""
    edit = next(edit for edit in EDITS if edit.name == "a draft is confirmed")
    changes = compare_meaning(example(), edited(edit, tmp_path)).changes
    assert json.loads(as_json(changes)) == [
        {"kind": "removed", "role": "investment-specialist", "field": "status",
         "before": "草稿", "after": ""}
    ]  # fmt: skip


# ---- random edits


def apply_changes(old: Plain, changes: list[Change], states: Mapping[str, str]) -> dict[str, Any]:
    """Return ``old`` with the changes carried out; ``states`` gives each new id its old one."""
    whole = {
        "handbook": copy.deepcopy(old["handbook"]),
        "departments": {each["id"]: copy.deepcopy(each) for each in old["departments"]},
        "roles": {each["id"]: copy.deepcopy(each) for each in old["roles"]},
    }
    for place in {_record(each) for each in changes}:
        kind, identifier = place
        mine = [each for each in changes if _record(each) == place]
        if kind == "handbook":
            _carry_out(whole["handbook"], mine)
            continue
        before = states.get(identifier, identifier)
        if mine[0].kind == "removed" and not mine[0].old_place:
            del whole[kind][before]
        elif mine[0].kind == "added" and not mine[0].new_place:
            whole[kind][identifier] = copy.deepcopy(mine[0].after)
        else:
            record = whole[kind].pop(before)
            _carry_out(record, mine)
            whole[kind][identifier] = record
    return whole


def _record(change: Change) -> tuple[str, str]:
    if change.role:
        return "roles", change.role
    if change.field.startswith("department."):
        return "departments", change.field.split(".")[1]
    return "handbook", ""


def _carry_out(record: dict[str, Any], changes: list[Change]) -> None:
    """Carry out the changes of one record: values first, while the old places hold."""
    for each in changes:
        if each.kind == "changed":
            _set(record, each.old_place, each.after)
        elif each.kind in ("added", "removed") and not _of_list(each):
            _set(record, each.old_place or each.new_place, each.after)
    for path in {_list_path(each) for each in changes if _of_list(each)}:
        _put_in_order(record, path, [c for c in changes if _of_list(c) and _list_path(c) == path])


def _of_list(change: Change) -> bool:
    place = change.new_place if change.kind == "added" else change.old_place
    return change.kind == "moved" or isinstance(place[-1], int)


def _list_path(change: Change) -> tuple[str | int, ...]:
    return change.old_place if change.kind == "added" else change.old_place[:-1]


def _set(record: Any, path: tuple[str | int, ...], value: Any) -> None:
    for step in path[:-1]:
        record = record.setdefault(step, {}) if isinstance(record, dict) else record[step]
    if value is None:
        del record[path[-1]]
    else:
        record[path[-1]] = value


def _put_in_order(record: Any, path: tuple[str | int, ...], changes: list[Change]) -> None:
    """Give the places in the new list to what came and moved; the rest keeps its order."""
    for step in path[:-1]:
        record = record.setdefault(step, {}) if isinstance(record, dict) else record[step]
    items = list(record.get(path[-1], ()))
    gone = {each.old_place[-1] for each in changes if each.kind in ("removed", "moved")}
    placed: dict[Any, Any] = {}
    for each in changes:
        if each.kind == "added":
            text = each.after
            # A record of nothing but its words is told as those words.
            worded = path[-1] in ("duties", "safety_duties") and isinstance(text, str)
            placed[each.new_place[-1]] = {"text": text} if worded else text
        elif each.kind == "moved":
            placed[each.new_place[-1]] = items[int(each.old_place[-1])]
    rest = iter([item for place, item in enumerate(items) if place not in gone])
    record[path[-1]] = [
        placed[place] if place in placed else next(rest)
        for place in range(len(items) - len(gone) + len(placed))
    ]


def _bare(value: Any) -> Any:
    """Return plain values without what says nothing: empty lists and groups."""
    if isinstance(value, dict):
        found = {name: _bare(each) for name, each in value.items()}
        return {name: each for name, each in found.items() if each not in ([], {}, None)}
    return [_bare(each) for each in value] if isinstance(value, list) else value


_SENTENCES = st.text(alphabet="客户商品报表审核编制维护管理、，。（）：ABC129 ", min_size=1, max_size=24).filter(str.strip)
_TEXT_FIELDS = ("summary", "grade", "code", "title")
_LISTS = ("duties", "authority", "direct_reports")


@st.composite
def random_edits(draw: st.DrawFn) -> Plain:
    """Return the example's data after some edits of every kind, as plain values."""
    whole: dict[str, Any] = copy.deepcopy(plain(example()))
    for _ in range(draw(st.integers(1, 6))):
        role = draw(st.sampled_from(whole["roles"]))
        _one_edit(draw, whole, role, draw(st.sampled_from(_WAYS)))
    return whole


def _one_edit(draw: st.DrawFn, whole: dict[str, Any], role: dict[str, Any], way: str) -> None:
    if way in _LIST_WAYS:
        name = draw(st.sampled_from(_LISTS))
        role[name] = _edited_list(draw, role.get(name, []), way, duties=name == "duties")
    elif way in _OTHER_WAYS:
        _OTHER_WAYS[way](draw, whole, role)


def _edited_list(draw: st.DrawFn, old: list[Any], way: str, *, duties: bool) -> list[Any]:
    items = list(old)
    place = draw(st.integers(0, len(items)))
    text = draw(_SENTENCES).strip()
    item: Any = {"text": text} if duties else text
    if way == "insert":
        items.insert(place, item)
    elif way == "shuffle":
        items = draw(st.permutations(items))
    elif items and way == "delete":
        del items[place % len(items)]
    elif items:
        place %= len(items)
        items[place] = item if way == "reword" else _altered(draw, items[place], text)
    return items


def _field(draw: st.DrawFn, _: dict[str, Any], role: dict[str, Any]) -> None:
    role[draw(st.sampled_from(_TEXT_FIELDS))] = draw(_SENTENCES).strip()


def _headcount(draw: st.DrawFn, _: dict[str, Any], role: dict[str, Any]) -> None:
    role["headcount"] = f"{draw(st.integers(1, 30))}{draw(st.sampled_from(['', '人', '–40']))}"


def _gone(_: st.DrawFn, whole: dict[str, Any], role: dict[str, Any]) -> None:
    if len(whole["roles"]) > 3:
        whole["roles"].remove(role)


def _come(draw: st.DrawFn, whole: dict[str, Any], role: dict[str, Any]) -> None:
    text = draw(_SENTENCES).strip()
    whole["roles"].append(
        {"id": _new_id(draw, whole), "title": text,
         "department": role["department"], "duties": [{"text": text}]}
    )  # fmt: skip


def _other_id(draw: st.DrawFn, whole: dict[str, Any], role: dict[str, Any]) -> None:
    role["id"] = _new_id(draw, whole)


def _new_id(draw: st.DrawFn, whole: dict[str, Any]) -> str:
    """Return an id that no post has: no data that loads holds one twice."""
    taken = {each["id"] for each in whole["roles"]}
    number = draw(st.integers(0, 10**6))
    while f"other-{number}" in taken:
        number += 1
    return f"other-{number}"


def _department(draw: st.DrawFn, _: dict[str, Any], role: dict[str, Any]) -> None:
    role["department"] = draw(st.sampled_from(["招商部", "market-development", "营销部"]))


def _qualification(draw: st.DrawFn, _: dict[str, Any], role: dict[str, Any]) -> None:
    role.setdefault("qualifications", {})["education"] = draw(_SENTENCES).strip()


def _report(draw: st.DrawFn, _: dict[str, Any], role: dict[str, Any]) -> None:
    if role.get("reports"):
        draw(st.sampled_from(role["reports"]))["timing"] = draw(_SENTENCES).strip()


def _handbook(draw: st.DrawFn, whole: dict[str, Any], _: dict[str, Any]) -> None:
    whole["handbook"]["version"] = draw(_SENTENCES).strip()


def _altered(draw: st.DrawFn, item: Any, text: str) -> Any:
    """Return an item with some of its words replaced: still the same one, more or less."""
    old = item["text"] if isinstance(item, dict) else item
    start = draw(st.integers(0, len(old)))
    new = (old[:start] + text + old[start + draw(st.integers(0, 4)) :]).strip()
    return {**item, "text": new} if isinstance(item, dict) else new


_LIST_WAYS = ("insert", "delete", "reword", "alter", "shuffle")
_OTHER_WAYS: Mapping[str, Callable[[st.DrawFn, dict[str, Any], dict[str, Any]], None]] = {
    "field": _field, "headcount": _headcount, "gone": _gone, "come": _come, "id": _other_id,
    "department": _department, "qualification": _qualification, "report": _report,
    "handbook": _handbook,
}  # fmt: skip
_WAYS = (*_LIST_WAYS, *_OTHER_WAYS)


def _as_library(whole: Plain) -> Library:
    return Library.model_validate(
        {name: tuple(value) if name != "handbook" else value for name, value in whole.items()}
    )


@settings(max_examples=150, deadline=None)
@given(random_edits())
def test_the_changes_carried_out_on_the_old_data_give_the_new(whole: Plain) -> None:
    """Nothing is left out and nothing is made up, whatever was edited."""
    old, new = example(), _as_library(whole)
    before, after = canonical(old, new)
    comparison = compare_meaning(old, new)
    states = {
        str(b["id"]): str(a["id"])
        for pairs in (comparison.departments, comparison.roles)
        for a, b in pairs
        if a is not None and b is not None
    }
    carried = apply_changes(before, list(_as_compared(comparison.changes, after)), states)
    assert _bare(carried["handbook"]) == _bare(after["handbook"])
    for name in ("departments", "roles"):
        expected = {each["id"]: _bare(each) for each in after[name]}
        assert {key: _bare(each) for key, each in carried[name].items()} == expected


def _as_compared(changes: tuple[Change, ...], after: Plain) -> Iterator[Change]:
    """Yield the changes with what comes as it is compared: references and widths settled."""
    records = {
        ("handbook", ""): after["handbook"],
        **{("departments", each["id"]): each for each in after["departments"]},
        **{("roles", each["id"]): each for each in after["roles"]},
    }
    for each in changes:
        if each.kind in ("added", "changed"):
            value: Any = records[_record(each)]
            for step in each.new_place:
                value = value[step]
            yield Change(each.kind, each.role, each.field, each.before, value, each.old_place,
                         each.new_place)  # fmt: skip
        else:
            yield each


def test_a_change_left_out_is_seen() -> None:
    """The carrying out is no copy of the new data: without one of the changes it differs."""
    whole = copy.deepcopy(plain(example()))
    whole["roles"][0]["duties"].insert(1, {"text": "每周拜访两家大客户。"})
    whole["roles"][0]["summary"] = "另一概述"
    old, new = example(), _as_library(whole)
    before, after = canonical(old, new)
    changes = list(_as_compared(compare_meaning(old, new).changes, after))
    assert len(changes) == 2
    expected = {each["id"]: _bare(each) for each in after["roles"]}
    for kept in (changes[:1], changes[1:]):
        carried = apply_changes(before, kept, {})
        assert {key: _bare(each) for key, each in carried["roles"].items()} != expected
