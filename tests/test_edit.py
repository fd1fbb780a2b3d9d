"""Changes into YAML text: what is loaded says the new thing, and all other bytes stay."""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdgen.changes import plain
from jdgen.library import load
from jdgen.sync.writing import stage
from tests.small import CLERK, write_project

Change = Callable[[dict[str, Any]], None]


def edited(folder: Path, text: bytes, change: Change) -> bytes:
    """Return a post's file after a change of its data; what is loaded then must be that."""
    project = write_project(folder, {CLERK: text})
    loaded = load(project)
    wanted = plain(loaded.library)
    clerk = next(each for each in wanted["roles"] if each["id"] == "clerk")
    change(clerk)
    staged = stage(project, loaded, wanted)
    assert not staged.removed
    assert set(staged.written) <= {CLERK}
    after = staged.written.get(CLERK, text)
    (project / CLERK).write_bytes(after)
    assert plain(load(project).library) == wanted
    return after


# ---- layouts that people write

ODD = """\
# 出纳岗位                                   # 第一行


id:   clerk      # 不要改
岗位名称 : '出纳'
department: "销售部"   # English key
直接上级: 经理

# 定员由财务总监批准
岗位定员: 2      # 两人，
本职概述: >-
    办理现金收付，
    登记日记账。

# ---- 职责 ----
工作职责与任务:

- 登记日记账。           # 每天
  # 这一条年底再看
- 办理银行结算。

- {职责: 保管现金, 占比: 10%}   # 流式
-   职责: "编制报表"
    子任务:
        - '收集数据'
        - 复核        # 双人
    频率:   每月
- 其他。
authority: [建议权, "签字权",   保管权]   # 三项
工作协作关系: {内部协调关系: [财务部,
    销售部], 外部协调关系: 银行}
任职资格:
    教育水平:   大专以上     # 会计专业
    # 年龄不限
    工作经验/资历: 一年以上
工作记录与报表:
  - 所需记录文档: 日报表
    编制时间: 每日
    报送对象:
    - 经理
  # 月报
  - 所需记录文档: 月报表

    编制时间: 月末
    报送对象: [经理, 财务部]
# 结束
"""


def _duty(number: int, text: str) -> Change:
    def change(clerk: dict[str, Any]) -> None:
        clerk["duties"][number]["text"] = text

    return change


def _set(*path: str, value: Any) -> Change:
    def change(clerk: dict[str, Any]) -> None:
        for name in path[:-1]:
            clerk = clerk[name]
        clerk[path[-1]] = value

    return change


def _delete(name: str, number: int) -> Change:
    return lambda clerk: clerk[name].pop(number)


def _insert(name: str, number: int, item: Any) -> Change:
    return lambda clerk: clerk[name].insert(number, item)


def _move(name: str, number: int, to: int) -> Change:
    return lambda clerk: clerk[name].insert(to, clerk[name].pop(number))


# What a change does to the text above: lines that go (-) and that come (+), in order.
LAYOUTS: dict[str, tuple[Change, str]] = {
    "a duty is one line": (
        _duty(0, "登记现金日记账。"),
        "-- 登记日记账。           # 每天\n+- 登记现金日记账。           # 每天\n",
    ),
    "quotation marks stay": (
        _duty(3, "编制月度报表"),
        '--   职责: "编制报表"\n+-   职责: "编制月度报表"\n',
    ),
    "a value in brackets": (
        _duty(2, "保管现金、印章"),
        "-- {职责: 保管现金, 占比: 10%}   # 流式\n+- {职责: 保管现金、印章, 占比: 10%}   # 流式\n",
    ),
    "a number": (
        _set("headcount", value="3"),
        "-岗位定员: 2      # 两人，\n+岗位定员: 3      # 两人，\n",
    ),
    "a value behind spaces": (
        _set("qualifications", "education", value="本科以上"),
        "-    教育水平:   大专以上     # 会计专业\n+    教育水平:   本科以上     # 会计专业\n",
    ),
    "a text with a colon gets quotation marks": (
        _duty(4, "其他: 临时工作 # 待定"),
        '-- 其他。\n+- "其他: 临时工作 # 待定"\n',
    ),
    "a duty added": (
        _insert("duties", 5, {"text": "每周盘点。"}),
        "+- 每周盘点。\n",
    ),
    "a duty deleted with the comments above it": (
        _delete("duties", 1),
        "-  # 这一条年底再看\n-- 办理银行结算。\n",
    ),
    "a duty moved with the comments above it": (
        _move("duties", 1, 0),
        "-- 登记日记账。           # 每天\n+- 登记日记账。           # 每天\n",
    ),
    "a right taken out of brackets": (
        _delete("authority", 1),
        "-authority: [建议权, \"签字权\",   保管权]   # 三项\n+authority: [建议权, 保管权]   # 三项\n",  # noqa: E501, Q003
    ),
    "a key deleted": (
        lambda clerk: clerk["qualifications"].pop("experience"),
        "-    工作经验/资历: 一年以上\n",
    ),
    "a key added where it belongs, spelled as the others": (
        _set("qualifications", "age", value="25岁以上"),
        "+    年龄要求: 25岁以上\n",
    ),
    "a whole field deleted": (
        lambda clerk: clerk.pop("authority"),
        '-authority: [建议权, "签字权",   保管权]   # 三项\n',
    ),
    "a task deleted": (
        lambda clerk: clerk["duties"][3]["tasks"].pop(0),
        "-        - '收集数据'\n",
    ),
    "a share added": (
        lambda clerk: clerk["duties"][3].__setitem__("share", "20%"),
        "+    占比: 20%\n",
    ),
    "a recipient added": (
        lambda clerk: clerk["reports"][0]["recipients"].append("财务部"),
        "+    - 财务部\n",
    ),
    "a summary in a block": (
        _set("summary", value="办理现金收付。"),
        "-    办理现金收付，\n+    办理现金收付。\n-    登记日记账。\n",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_only_the_lines_concerned_change(name: str, tmp_path: Path) -> None:
    """Comments, quotation marks, brackets, blank lines and indents of all others stay."""
    change, expected = LAYOUTS[name]
    after = edited(tmp_path, ODD.encode("utf-8"), change).decode("utf-8")
    assert difference(ODD, after) == expected


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("kind", ["CRLF", "BOM", "GB18030", "no line end"])
def test_how_the_file_is_kept_stays(name: str, kind: str, tmp_path: Path) -> None:
    """Line ends, the byte order mark, the encoding and a last line without end."""
    change, _ = LAYOUTS[name]

    def kept(text: str) -> bytes:
        if kind == "CRLF":
            text = text.replace("\n", "\r\n")
        if kind == "no line end":
            text = text.removesuffix("\n")
        return text.encode({"BOM": "utf-8-sig", "GB18030": "gb18030"}.get(kind, "utf-8"))

    plainly = edited(tmp_path / "plain", ODD.encode("utf-8"), change).decode("utf-8")
    assert edited(tmp_path / "kept", kept(ODD), change) == kept(plainly)


def difference(before: str, after: str) -> str:
    """Return the lines that go and come, as ``diff`` has them, without what stays."""
    lines = difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True))
    return "".join(each[0] + each[2:] for each in lines if each[0] in "-+")


# ---- layouts that nobody would think of

_LETTERS = "岗位职责办理现金，。、；：“”（）—…·％&aZ09 .:#-'\"[]{},;\\%@&*!|>?=~`/_+$^éñ\U00020000"
_TEXTS = (
    st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
    | st.sampled_from(["null", "yes", "1.10", "~", "12:30", "2012-02-03", "- a", "a: b", "a #b",
                       "#", "''", '"', "[a]", "{a: b}", "*a", "&a", "!a", "? a", "| a", "> a",
                       "a:", ":a", "%TAG", "---", "...", "=", "<<"])
)  # fmt: skip
_NAMES_OF_POSTS = st.lists(
    st.text("张王李赵甲乙丙丁abc", min_size=1, max_size=4), min_size=1, max_size=4, unique=True
)
_DUTIES = st.lists(
    st.fixed_dictionaries(
        {"text": _TEXTS},
        optional={
            "tasks": st.lists(_TEXTS, min_size=1, max_size=3),
            "share": _TEXTS,
            "frequency": _TEXTS,
        },
    ),
    min_size=1,
    max_size=5,
)
_REPORTS = st.lists(
    st.fixed_dictionaries(
        {"document": _TEXTS}, optional={"timing": _TEXTS, "recipients": _NAMES_OF_POSTS}
    ),
    min_size=1,
    max_size=3,
)
_CLERKS = st.fixed_dictionaries(
    {"title": _TEXTS},
    optional={
        "reports_to": _TEXTS,
        "headcount": st.integers(1, 99).map(str),
        "summary": st.lists(_TEXTS, min_size=1, max_size=3).map("\n".join),
        "duties": _DUTIES,
        "authority": st.lists(_TEXTS, min_size=1, max_size=4),
        "relations": st.fixed_dictionaries(
            {}, optional={"internal": _NAMES_OF_POSTS, "external": _NAMES_OF_POSTS}
        ).filter(bool),
        "qualifications": st.fixed_dictionaries(
            {}, optional={"education": _TEXTS, "age": _TEXTS, "experience": _TEXTS}
        ).filter(bool),
        "reports": _REPORTS,
    },
)
_KEYS = {
    "id": ("id",), "title": ("岗位名称", "title"), "department": ("所在部门", "department"),
    "reports_to": ("直接上级", "reports_to"), "headcount": ("岗位定员", "headcount"),
    "summary": ("本职概述", "summary"), "duties": ("工作职责与任务", "duties"),
    "authority": ("权力", "authority"), "relations": ("工作协作关系", "relations"),
    "qualifications": ("任职资格", "qualifications"), "reports": ("工作记录与报表", "reports"),
    "text": ("职责", "text"), "tasks": ("子任务", "tasks"), "share": ("占比", "share"),
    "frequency": ("频率", "frequency"), "internal": ("内部协调关系", "internal"),
    "external": ("外部协调关系", "external"), "education": ("教育水平", "education"),
    "age": ("年龄要求", "age"), "experience": ("工作经验/资历", "experience"),
    "document": ("所需记录文档", "document"), "timing": ("编制时间", "timing"),
    "recipients": ("报送对象", "recipients"),
}  # fmt: skip


@dataclass
class Typist:
    """Writes a record as somebody with odd habits might: any quotation marks, any indents."""

    chance: random.Random
    lines: list[tuple[str, str]] = field(default_factory=list)
    owner: str = ""

    def write(self, record: dict[str, Any]) -> list[tuple[str, str]]:
        """Return the file's lines, each with the key of the file that it belongs to."""
        self._remark("")
        for name, value in record.items():
            self.owner = name
            self._entry(name, value, 0)
            self.owner = ""
            self._remark("")
        return self.lines

    def _line(self, text: str) -> None:
        self.lines.append((self.owner, text))

    def _remark(self, indent: str) -> None:
        for _ in range(self.chance.choice((0, 0, 0, 1, 2))):
            self._line(self.chance.choice(("", f'{indent}# 注: [a] "b', f"{indent}#", "  ")))

    def _behind(self) -> str:
        return self.chance.choice(("", "", "", "   # 注: '", " ", "  #x"))

    def _scalar(self, text: str) -> str:
        plainly = all(each.isalnum() for each in text) and text not in ("null", "yes")
        ways = [json.dumps(text, ensure_ascii=False), "'" + text.replace("'", "''") + "'"]
        return self.chance.choice([*ways, *([text] * 4 if plainly else [])])

    def _flow(self, value: Any) -> str:
        space = self.chance.choice(("", " "))
        if isinstance(value, dict):
            pairs = (f"{self._key(name)}: {self._flow(each)}" for name, each in value.items())
            return "{" + space + ", ".join(pairs) + space + "}"
        if isinstance(value, list):
            return "[" + space + ", ".join(map(self._flow, value)) + space + "]"
        return self._scalar(value)

    def _key(self, name: str) -> str:
        return self.chance.choice(_KEYS[name])

    def _entry(self, name: str, value: Any, indent: int, lead: str = "") -> None:
        head = (lead or " " * indent) + self._key(name) + self.chance.choice((":", ":", " :"))
        if isinstance(value, str) and "\n" in value:
            if self.chance.random() < 0.5:
                deeper = " " * (indent + self.chance.choice((1, 2, 4)))
                self._line(head + " |-")
                for each in value.split("\n"):
                    self._line(deeper + each)
                return
            self._line(f"{head} {json.dumps(value, ensure_ascii=False)}{self._behind()}")
        elif isinstance(value, str):
            self._line(head + self.chance.choice((" ", "   ")) + self._scalar(value)
                       + self._behind())  # fmt: skip
        elif self.chance.random() < 0.3:
            self._line(f"{head} {self._flow(value)}{self._behind()}")
        elif isinstance(value, dict):
            self._line(head + self._behind())
            below = indent + self.chance.choice((1, 2, 4))
            for number, (each, inner) in enumerate(value.items()):
                self._entry(each, inner, below)
                if number < len(value) - 1:
                    self._remark(" " * below)
        else:
            self._line(head + self._behind())
            self._items(value, indent + self.chance.choice((0, 2, 4)))

    def _items(self, items: list[Any], indent: int) -> None:
        dash = " " * indent + "-" + " " * self.chance.choice((1, 1, 3))
        for number, item in enumerate(items):
            if number:
                self._remark(" " * indent)
            if isinstance(item, dict) and item.keys() == {"text"} and self.chance.random() < 0.7:
                self._line(dash + self._scalar(item["text"]) + self._behind())
            elif isinstance(item, dict) and self.chance.random() < 0.7:
                lead = dash
                for name, inner in item.items():
                    self._entry(name, inner, len(dash), lead)
                    lead = ""
            else:
                self._line(dash + self._flow(item) + self._behind())


@st.composite
def _edits(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], int]:
    """Return what a file says, what it is to say, and a seed for how it is written."""
    old = draw(_CLERKS)
    new = draw(_CLERKS)
    wanted: dict[str, Any] = {}
    for name in _KEYS:
        if name not in old and name not in new:
            continue
        kind = draw(st.sampled_from(["keep", "keep", "new", "mix"]))
        value = old.get(name) if kind == "keep" else new.get(name)
        if kind == "mix" and isinstance(old.get(name), list):
            # Items taken out, put in and moved about.
            pool = [*old[name], *new.get(name, [])]
            value = draw(st.lists(st.sampled_from(pool), min_size=1, max_size=6))
        if value is not None or name == "title":
            wanted[name] = value if value is not None else old[name]
    return old, wanted, draw(st.integers(0, 10**6))


@given(_edits())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_edit_of_any_layout_is_loaded_and_leaves_other_lines_alone(
    tmp_path_factory: pytest.TempPathFactory, case: tuple[dict[str, Any], dict[str, Any], int]
) -> None:
    """Random posts in random layouts: what is loaded is what was wanted; other lines stay."""
    old, new, seed = case
    lines = Typist(random.Random(seed)).write({"id": "clerk", "department": "销售部", **old})  # noqa: S311
    text = "\n".join(line for _, line in lines) + "\n"

    def change(clerk: dict[str, Any]) -> None:
        for name in [each for each in clerk if each not in ("id", "department")]:
            del clerk[name]
        clerk |= new

    after = edited(tmp_path_factory.mktemp("p"), text.encode("utf-8"), change).decode("utf-8")
    concerned = {name for name in {**old, **new} if old.get(name) != new.get(name)}
    assert lost_lines(lines, concerned, after) == []


@pytest.mark.parametrize("after", ["# a\n- b\n", "# a\n- b\n#  c\n", "# c\n# a\n- b\n"])
def test_a_line_that_is_gone_changed_or_moved_is_noticed(after: str) -> None:
    """What the test above looks for is seen where it is planted."""
    lines = [("", "# a"), ("title", "- b"), ("", "# c")]
    assert lost_lines(lines, set(), "# a\n- b\n# c\n") == []
    assert lost_lines(lines, set(), after) != []
    assert lost_lines([*lines, ("duties", "d")], {"duties"}, "# a\n- b\n# c\n") == []


def lost_lines(lines: list[tuple[str, str]], concerned: set[str], after: str) -> list[str]:
    """Return the lines of what was not to change that are not there any more, in order."""
    left = iter(after.splitlines())
    kept = [line for owner, line in lines if owner not in concerned and line.strip()]
    return [line for line in kept if not any(line == each for each in left)]
