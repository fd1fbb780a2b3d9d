"""What the checks found of a post is kept: nothing else is found than without it, ever."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from jdgen.build import Request, build
from jdgen.cache.checks import FOLDER, ChecksKept, recall_checks
from jdgen.cache.kept import KeptFolder
from jdgen.cache.machine_key import SIGNATURE
from jdgen.cache.stamp import Observed, observe
from jdgen.checks import check_all
from jdgen.checks.check import Check, Earlier, Hit, Reach, Subject
from jdgen.checks.run import CHECKS, _Looks, run_again, run_checks
from jdgen.library import Loaded, load
from jdgen.model import Library, Role
from jdgen.request import Wanted
from tests.check_samples import TODAY, write_sample
from tests.projects import make_project
from tests.small import CLERK, HANDBOOK, MANAGER, SMALL, write_project

LESSER = tuple(check for check in CHECKS if check.reach is not Reach.LIBRARY)
# Each is found by a check of one post: of law, of labour, of wording.
SPOILT = (
    "限男性，35岁以下。",
    "客户档案的建立与保管。",
    "核对应收帐款，，布署月末盘点。",
    "负责部门相关工作。",
    "起草并归档公司各类合同文本；接待来访客户并安排会议室和用车。",
    "有成为本公司经销商的资格。",
    "收集资料 ，整理整理的的档案。",
    "新员工须交纳工装押金300元，每天工作12小时。",
    "操作叉车，装卸货物。",
)


# ---- what a check promises


def broken_promises(checks: Sequence[Check], library: Library) -> list[str]:
    """Return of which posts a check finds something else where the others are left out."""
    whole = Subject(library, TODAY)
    said = []
    for check in checks:
        found = list(check.find(whole))
        for roles in ([*([role] for role in library.roles), library.roles[::2]]):
            part = whole.part(roles)
            # Nor may it look at departments, whose files count for nothing here.
            alone = replace(part, library=part.library.model_copy(update={"departments": ()}))
            if _of(check.find(alone), roles) != _of(found, roles):
                said.append(f"{check.code} {[role.id for role in roles]}")
    return said


def _of(hits: Iterable[Hit], roles: Sequence[Role]) -> list[Hit]:
    ids = {role.id for role in roles}
    return [hit for hit in hits if hit.path[0] == "role" and hit.path[1] in ids]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_of_one_post_finds_the_same_without_the_others(
    check: Check, tmp_path: Path
) -> None:
    """In every check's own example: there it is that a check has something to find."""
    library = load(write_sample(tmp_path, check.fails)).library
    assert broken_promises(LESSER, library) == []
    if check in LESSER:
        assert _of(check.find(Subject(library, TODAY)), library.roles), "nothing was compared"


def test_a_check_of_one_post_finds_the_same_in_a_spoilt_handbook(tmp_path: Path) -> None:
    """A dozen posts in which something is found everywhere, names of other posts as well."""
    make_project(tmp_path, posts=12)
    edits = _Edits(tmp_path, random.Random(5))  # noqa: S311 - plausible edits, no secret
    for _ in range(30):
        edits.duty()
    library = load(tmp_path).library
    assert broken_promises(LESSER, library) == []
    assert len({finding.code for finding in run_checks(library, TODAY)} & _codes(LESSER)) > 8


_SPACED = """
roles:
  manager: {工作职责与任务: [维护ERP系统3年。]}
  clerk: {工作职责与任务: [维护 OA系统。]}
"""
_SHOPS = """
roles:
  manager: {工作职责与任务: [维护巨巢惠购网的商品资料。]}
  clerk: {工作职责与任务: [处理巨巢商城的订单。]}
"""


@pytest.mark.parametrize(
    ("code", "example"),
    [("JD218", ""), ("JD405", _SPACED), ("JD411", ""), ("JD412", _SHOPS), ("JD509", "")],
)
def test_a_check_that_promises_too_much_is_caught(code: str, example: str, tmp_path: Path) -> None:
    """What needs the other posts can't be taken for a check of one post."""
    check = next(each for each in CHECKS if each.code == code)
    assert check.reach is Reach.LIBRARY
    library = load(write_sample(tmp_path, example or check.fails)).library
    assert broken_promises([replace(check, reach=Reach.POST)], library) != []


def _codes(checks: Iterable[Check]) -> set[str]:
    return {check.code for check in checks}


# ---- a run that knows what an earlier one found


def test_only_what_is_new_or_was_found_fault_with_is_looked_at_again(tmp_path: Path) -> None:
    """Of three posts one is new and in one something was found; the third is let be."""
    files = {MANAGER: SMALL[MANAGER], "data/roles/driver.yaml": _post("driver", "司机", "开车。")}
    library = load(write_project(tmp_path, files)).library
    subject = Subject(library)
    check = next(each for each in CHECKS if each.code == "JD402")
    known = {"clerk": frozenset({"JD402"}), "manager": frozenset({"JD401"})}
    def seen(check: Check, *, same_names: bool = True) -> list[str]:
        looks = _Looks(subject, Earlier(known, same_names))
        return [role.id for role in looks.by(check).library.roles]

    assert seen(check) == ["clerk", "driver"]
    assert seen(replace(check, reach=Reach.NAMES)) == ["clerk", "driver"]
    assert seen(replace(check, reach=Reach.NAMES), same_names=False) == [
        "clerk", "driver", "manager",
    ]  # fmt: skip
    assert seen(replace(check, reach=Reach.LIBRARY)) == ["clerk", "driver", "manager"]


def test_a_run_believes_what_it_is_told_of_a_post(tmp_path: Path) -> None:
    """Told that nothing was found, it looks no more: a wrong word would be noticed here."""
    wrong = {CLERK: _post("clerk", "出纳", SPOILT[2])}
    library = load(write_project(tmp_path, wrong)).library
    nothing = {role.id: frozenset[str]() for role in library.roles}
    codes = {each.code for each in run_checks(library, TODAY)}
    assert {"JD401", "JD202"} - codes == {"JD202"}
    again = run_again(library, TODAY, earlier=Earlier(nothing, True))
    told = {each.code for each in again.findings}
    assert codes - told == {"JD401"}


# ---- from build to build


def _post(identifier: str, title: str, *duties: str) -> str:
    content = {"id": identifier, "岗位名称": title, "所在部门": "销售部"}
    return yaml.safe_dump(
        {**content, "工作职责与任务": [*duties]}, allow_unicode=True, sort_keys=False
    )


class _Edits:
    """What people do to a handbook between two builds."""

    def __init__(self, project: Path, chance: random.Random) -> None:
        self.project = project
        self.chance = chance
        self.day = TODAY
        self.number = 0

    def _change(self, path: Path, change: Callable[[dict[str, Any]], object]) -> None:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        change(data)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")

    def _some_post(self) -> Path:
        return self.chance.choice(sorted((self.project / "data" / "roles").rglob("*.yaml")))

    def duty(self) -> None:
        """Write a sentence that a check objects to, or take one out."""
        sentence = self.chance.choice(SPOILT)

        def change(data: dict[str, Any]) -> None:
            duties = data.setdefault("工作职责与任务", [])
            duties.insert(self.chance.randrange(len(duties) + 1), sentence)
            if self.chance.random() < 0.4:
                del duties[self.chance.randrange(len(duties))]

        self._change(self._some_post(), change)

    def title(self) -> None:
        """Call a post otherwise; here as one of the spoilt duties begins."""
        title = self.chance.choice(["客户档案", "收集资料", "接待来访客户员", "维修电工"])
        self._change(self._some_post(), lambda data: data.update({"岗位名称": title}))

    def age(self) -> None:
        """Ask for an age, or for hours beyond the law."""
        asked = self.chance.choice([{"年龄要求": "35岁以下"}, {"工作时间特征": "12小时"}, {}])
        self._change(self._some_post(), lambda data: data.update({"任职资格": asked}))

    def arrive(self) -> None:
        """Add a post."""
        self.number += 1
        name = f"new-{self.number}"
        text = yaml.safe_dump(
            {"id": name, "岗位名称": f"新岗位{self.number}", "所在部门": "生产部",
             "工作职责与任务": [self.chance.choice(SPOILT)]}, allow_unicode=True
        )  # fmt: skip
        (self.project / "data" / "roles" / f"{name}.yaml").write_text(text, "utf-8")

    def leave(self) -> None:
        """Remove one of the posts that were added, if there is any."""
        added = sorted((self.project / "data" / "roles").glob("new-*.yaml"))
        if added:
            self.chance.choice(added).unlink()

    def setting(self) -> None:
        """Turn a check off, let something pass, speak of probation, or call a field otherwise."""
        section = self.chance.choice([
            {"级别": {"JD401": "关闭", "JD3": "提示"}},
            {"例外": [{"编号": "JD402", "文字": "的的", "理由": "是这样"}]},
            {},
        ])  # fmt: skip
        employer = self.chance.choice([{"试用期": "8个月"}, {"工作时间": "每天8小时，单休"}])
        self._change(
            self.project / HANDBOOK, lambda data: data.update({"检查": section, "招聘": employer})
        )

    def department(self) -> None:
        """Give a department a duty."""
        path = next((self.project / "data" / "departments").glob("production.yaml"))
        duties = [self.chance.choice(SPOILT), "组织合同评审并签订合同。"]
        self._change(path, lambda data: data.update({"部门职责": duties}))

    def tomorrow(self) -> None:
        """Let a day pass."""
        self.day += timedelta(days=1)

    def any(self) -> None:
        """Do one of these, duties most often."""
        often = [self.duty] * 5
        self.chance.choice([
            *often, self.title, self.age, self.arrive, self.leave, self.setting, self.department,
            self.tomorrow,
        ])()  # fmt: skip


def asked(project: Path, day: date | None = TODAY) -> Request:
    """Return what is asked for: the handbook in Word alone."""
    return Request(project, ("handbook",), wanted=Wanted(formats=("docx",)), today=day)


def recalled(project: Path, day: date | None = TODAY) -> tuple[ChecksKept, Loaded]:
    """Return what is kept of a project as it is now, and the project."""
    request, loaded = asked(project, day), load(project)
    return recall_checks(request, observe(request), loaded), loaded


def checked(project: Path, day: date | None = TODAY) -> int:
    """Check a project with what is kept, compare with a run that knows nothing, and keep it.

    Return how many posts were known.
    """
    kept, loaded = recalled(project, day)
    found = check_all(loaded.library, day, loaded.notes, kept.earlier)
    assert found.findings == run_checks(loaded.library, day, loaded.notes)
    kept.keep(found)
    return len(kept.earlier.by_post)


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_find_the_same_with_what_is_kept_and_without(
    seed: int, tmp_path: Path
) -> None:
    """Sixteen edits one after another, each checked; most posts are known each time."""
    make_project(tmp_path, posts=9, seed=seed + 1)
    edits = _Edits(tmp_path, random.Random(seed))  # noqa: S311 - plausible edits, no secret
    assert checked(tmp_path) == 0
    known = []
    for _ in range(16):
        edits.any()
        known.append(checked(tmp_path, edits.day))
    assert sum(number >= 8 for number in known) > 5
    assert checked(tmp_path, edits.day) == len(load(tmp_path).library.roles)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two posts that were checked, one of them with something to find; what was found is kept."""
    files = {CLERK: _post("clerk", "出纳", SPOILT[2])}
    assert checked(write_project(tmp_path, files)) == 0
    return tmp_path


def test_what_is_kept_names_checks_and_says_nothing_of_the_handbook(project: Path) -> None:
    """No word of the data, no message: a file of the cache has nothing that could be told."""
    (entry,) = (project / FOLDER).iterdir()
    content = json.loads(entry.read_bytes()[SIGNATURE:])
    assert set(content) == {"names", "found"}
    codes = sorted(code for found in content["found"].values() for code in found)
    assert codes == ["JD401"]
    kept, _ = recalled(project)
    assert kept.earlier == Earlier({"clerk": frozenset({"JD401"}), "manager": frozenset()}, True)


def _another_day(project: Path) -> tuple[ChecksKept, Loaded]:
    return recalled(project, TODAY + timedelta(days=1))


def _no_day(project: Path) -> tuple[ChecksKept, Loaded]:
    return recalled(project, None)


def _another_setting(project: Path) -> tuple[ChecksKept, Loaded]:
    path = project / HANDBOOK
    path.write_text(f"{path.read_text('utf-8')}检查: {{级别: {{JD401: 关闭}}}}\n", "utf-8")
    return recalled(project)


def _another_installation(project: Path) -> tuple[ChecksKept, Loaded]:
    seen = observe(asked(project))
    assert seen is not None
    loaded = load(project)
    return recall_checks(asked(project), replace(seen, environment="another"), loaded), loaded


@pytest.mark.parametrize(
    "change", [_another_day, _no_day, _another_setting, _another_installation]
)
def test_nothing_is_known_on_another_day_under_another_setting_or_by_other_code(
    project: Path, change: Callable[[Path], tuple[ChecksKept, Loaded]]
) -> None:
    """The environment is a hash over all of jdgen's code and every package installed."""
    kept, _ = change(project)
    assert kept.earlier.by_post == {}


def test_only_a_changed_post_is_unknown(project: Path) -> None:
    """Other names than before are told apart, since two checks look for these in every post."""
    path = project / CLERK
    path.write_text(path.read_text("utf-8") + "# 备注\n", "utf-8")
    kept, _ = recalled(project)
    assert kept.earlier == Earlier({"manager": frozenset()}, True)
    path.write_text(path.read_text("utf-8").replace("出纳", "会计"), "utf-8")
    kept, _ = recalled(project)
    assert kept.earlier == Earlier({"manager": frozenset()}, False)


def test_a_name_that_other_duties_begin_with_is_heeded(tmp_path: Path) -> None:
    """A post is called like the thing that another's duty begins with: that duty names no thing."""
    files = {CLERK: _post("clerk", "出纳", "客户档案的建立与保管。")}
    write_project(tmp_path, files)
    checked(tmp_path)
    before = {each.code for each in run_checks(load(tmp_path).library, TODAY)}
    manager = tmp_path / MANAGER
    manager.write_text(manager.read_text("utf-8").replace("经理", "客户档案的建立与"), "utf-8")
    after = {each.code for each in run_checks(load(tmp_path).library, TODAY)}
    assert "JD406" in before
    assert "JD406" not in after
    assert checked(tmp_path) == 1


def _cut(data: bytes) -> bytes:
    return data[:-3]


def _flip(data: bytes) -> bytes:
    return data.replace(b"JD401", b"JD402")


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _flip,
        lambda _: b"",
        lambda good: bytes(SIGNATURE) + good[SIGNATURE:],
    ],
)
def test_what_is_damaged_or_foreign_counts_for_nothing_and_is_made_anew(
    project: Path, damage: Callable[[bytes], bytes]
) -> None:
    """Cut short, changed, empty, or with the signature of another account."""
    (entry,) = (project / FOLDER).iterdir()
    good = entry.read_bytes()
    entry.write_bytes(damage(good))
    kept, _ = recalled(project)
    assert kept.earlier == Earlier({}, False)
    assert checked(project) == 0
    assert entry.read_bytes() == good


@pytest.mark.parametrize(
    "content",
    [
        b"\x80\x04N.",
        b"[]",
        b'{"names": "", "found": ["JD401"]}',
        b'{"names": "", "found": {"a": 1}}',
        b'{"found": {}}',
        b"[" * 100_000,
    ],
)
def test_what_is_of_another_shape_counts_for_nothing(project: Path, content: bytes) -> None:
    """Nothing of the cache is ever run, nor does anything in it make a build fail."""
    kept, _ = recalled(project)
    KeptFolder(project / FOLDER).put(kept.key, content)
    kept, _ = recalled(project)
    assert kept.earlier == Earlier({}, False)
    assert checked(project) == 0
    assert checked(project) == 2


def test_a_build_keeps_it_and_counts_the_same_with_it(tmp_path: Path) -> None:
    """A build after an edit, once with what is kept and once without."""
    project = write_project(tmp_path, {CLERK: _post("clerk", "出纳", SPOILT[2], SPOILT[0])})
    build(asked(project))
    assert len([*(project / FOLDER).iterdir()]) == 1
    path = project / CLERK
    path.write_text(path.read_text("utf-8").replace("经理", "主任"), "utf-8")
    manager = project / MANAGER
    manager.write_text(manager.read_text("utf-8") + f"本职概述: {SPOILT[3]}\n", "utf-8")
    again = build(asked(project))
    assert not again.unchanged
    assert again.findings == build(replace(asked(project), cache=False)).findings
    assert sum(again.findings.values()) > 0


def test_without_a_cache_nothing_is_kept(tmp_path: Path) -> None:
    """Neither read nor written."""
    project = write_project(tmp_path)
    build(replace(asked(project), cache=False))
    assert not (project / FOLDER).exists()
    nothing: Observed | None = None
    assert recall_checks(asked(project), nothing, load(project)) == ChecksKept()
