"""Duties of departments that nobody takes up or two own, and duties that are none."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from math import log

from jdgen.checks.check import Check, Hit, Reach, Severity, Subject
from jdgen.checks.consistency.likeness import near_duplicates
from jdgen.errors import message
from jdgen.model import Department, Role

# Of what a department's duty speaks of, this much at least returns somewhere on the page of a post
# that takes it up, in other words and another order. Tried on the examples: duties that a post
# takes up have 0.17 and more there, the others 0.12 and less.
_TAKEN_UP = 0.145
_SAME = 88.0  # of 100: the wording of two duties
# A short one (做好保密工作, 接待来访客户) is everybody's, and says too little to be looked for.
_TELLING = 7

_RUN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]{3,}")
_RIGHT = re.compile(
    r"(享有|享受|拥有|具有|有(?!效|序|计划|针对|步骤|组织|重点|关|力|机|条理))[^，。；]*"
    r"(资格|权利|权力|权限|权|待遇|福利|优惠|补贴|奖励|奖金|提成|分红|假期)[。；]?"
    r"|有权.+|(可|可以|能够?)(成为|获得|领取|享受|享有|优先|报销|得到).+"
    r"|(享受|享有).+"
    r"|(is |are |be )?(entitled|eligible) (to|for) .+|(has|have) the right to .+"
    r"|may (become|receive|claim|enjoy) .+|(enjoys?|receives?) (a |an |the )?"
    r"(bonus|commission|allowance|discount|benefits?|right)\b.*",
    re.IGNORECASE | re.DOTALL,
)


def _speaks_of(text: str) -> frozenset[str]:
    """Return what tells texts apart: pairs of Chinese characters, beginnings of Latin words."""
    runs = _RUN.findall(text)
    words = _LATIN.findall(text)
    pairs = {run[number : number + 2] for run in runs for number in range(len(run) - 1)}
    return frozenset(pairs | {word.casefold()[:6] for word in words})


def _sayings(role: Role) -> Iterator[str]:
    """Yield what a post's page says of its work."""
    if role.summary:
        yield role.summary
    for duty in (*role.duties, *role.safety_duties):
        yield duty.text
        yield from duty.tasks
    yield from role.authority
    for report in role.reports:
        yield report.document


def _weights(texts: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each thing spoken of tells: rare ones much, common ones little."""
    common = Counter(chain.from_iterable(texts))
    # And one: what all of a few texts say weighs something still.
    return {each: log(1 + len(texts) / number) for each, number in common.items()}


def _teams(subject: Subject) -> Mapping[str, list[Role]]:
    """Return by id of a department its posts and those of the departments that are part of it."""
    organisation = subject.organisation
    teams: dict[str, list[Role]] = defaultdict(list)
    for role in subject.library.roles:
        department = organisation.department(role.department)
        passed: set[str] = set()
        while department is not None and department.id not in passed:
            passed.add(department.id)
            teams[department.id].append(role)
            department = organisation.department(department.parent)
    return teams


def _nobody_takes_up(subject: Subject) -> Iterator[Hit]:
    speaks_of = cache(_speaks_of)  # many posts say the same
    said = {
        role.id: [speaks_of(each) for each in _sayings(role)] for role in subject.library.roles
    }
    wanted = {
        (department.id, number): speaks_of(duty.text)
        for department in subject.library.departments
        for number, duty in enumerate(department.duties)
    }
    weights = _weights([*wanted.values(), *(text for page in said.values() for text in page)])
    pages = {identifier: frozenset().union(*texts) for identifier, texts in said.items()}
    teams = _teams(subject)
    for department in subject.library.departments:
        team = [pages[role.id] for role in teams.get(department.id, ()) if role.duties]
        for number, duty in enumerate(department.duties if team else ()):
            words = wanted[department.id, number]
            whole = sum(weights[each] for each in words)
            if len(words) < _TELLING or any(
                sum(weights[each] for each in words & page) >= _TAKEN_UP * whole for page in team
            ):
                continue
            what = message(
                "no post of the department seems to take up this duty: {duty}", duty=duty.text
            )
            hint = message("put it among the duties of a post, or take it out here")
            path = ("department", department.id, "duties", number)
            yield Hit(path, what, hint, duty.text)


def _owned_twice(subject: Subject) -> Iterator[Hit]:
    owned: list[tuple[Department, int, str]] = [
        (department, number, duty.text)
        for department in subject.library.departments
        for number, duty in enumerate(department.duties)
    ]
    for alike in near_duplicates([text for *_, text in owned], _SAME):
        department, number, text = owned[alike.second]
        other = owned[alike.first][0]
        if other.id == department.id or len(_speaks_of(text)) < _TELLING:
            continue
        what = message("the department “{name}” has this duty as well: {duty}",
                       name=other.name, duty=text)  # fmt: skip
        hint = message("decide which of the two answers for it, and let the other assist")
        yield Hit(("department", department.id, "duties", number), what, hint, text)


def _rights(subject: Subject) -> Iterator[Hit]:
    for role in subject.library.roles:
        for number, duty in enumerate(role.duties):
            if _RIGHT.fullmatch(duty.text.strip()):
                what = message(
                    "this is a right or a benefit rather than a duty: {duty}", duty=duty.text
                )
                hint = message("move it to the authority of the post, or to what is offered")
                yield Hit(("role", role.id, "duties", number), what, hint, duty.text)


CHECKS: tuple[Check, ...] = (
    Check(
        "JD230",
        Severity.HINT,
        message("A duty of a department that no post takes up"),
        _nobody_takes_up,
        """\
departments:
  general: {部门职责: [组织合同评审并签订合同。]}
roles:
  clerk: {工作职责与任务: [采购并分发办公用品。]}
""",
        """\
departments:
  general: {部门职责: [保障各部门的办公用品供应。]}
roles:
  clerk: {工作职责与任务: [采购并分发办公用品。]}
""",
    ),
    Check(
        "JD231",
        Severity.HINT,
        message("One duty in two departments"),
        _owned_twice,
        """\
departments:
  general: {部门职责: [受理客户投诉，及时妥善处理。]}
  service: {部门名称: 客服部, 部门职责: [受理客户投诉，及时、妥善处理。]}
roles:
  clerk: {工作职责与任务: [受理客户投诉。]}
""",
        """\
departments:
  general: {部门职责: [受理客户投诉，及时妥善处理。]}
  service: {部门名称: 客服部, 部门职责: [分析客户投诉的原因，督促各部门改进。]}
roles:
  clerk: {工作职责与任务: [受理客户投诉。]}
""",
    ),
    Check(
        "JD232",
        Severity.WARNING,
        message("A right or a benefit among the duties"),
        _rights,
        "工作职责与任务: [有成为本公司经销商的资格。]\n",
        "工作职责与任务: [审核经销商的资格。]\n",
        reach=Reach.POST,
    ),
)
