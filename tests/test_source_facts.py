"""The facts of the source document, by hand, and the example's data that must say exactly them.

``POSTS`` and ``DEPARTMENTS`` were written from reading ``source.txt``; each fact gives the words of
the source and what the data says for them. Where the two differ, the source contradicts itself or
is misspelt, and ``data/NOTES.md`` says so. Sentences are no facts: the data words them itself.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from tests.checkers.tools import under_ci
from tests.facts import anchor, duty, read_case, references, texts
from tests.projects import ROOT, THEMES, Data, read_data, shared_folder
from tests.reading import squash

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "source" / "source.txt"
LONGEST_RUN = 12
DRAFT, ADDED = "草稿", "补写（待确认）"


@dataclass(frozen=True)
class Fact:
    """What the source says, and what the data says for it; they are the same if nothing is given.

    ``noted`` is how data/NOTES.md quotes the source where the data doesn't follow it to the letter;
    empty where only the form of writing differs (1人, 120203, a comma).
    """

    source: str
    data: Any = None
    noted: str = ""

    @property
    def meant(self) -> Any:
        """What the data says."""
        return self.source if self.data is None else self.data


@dataclass(frozen=True)
class Report:
    """A report as the source has it, in one go: name, time, recipients."""

    document: str
    timing: str
    recipients: Fact


@dataclass(frozen=True)
class Post:
    """One of the source's posts; ``fields`` by the label that stands before each in the source."""

    id: str
    duties: int
    fields: Mapping[str, Fact]
    authority: tuple[Fact, ...] = ()
    internal: tuple[Fact, ...] = ()
    external: tuple[Fact, ...] = ()
    reports: tuple[Report, ...] = ()
    supplemented: tuple[str, ...] = ()
    title: str = field(default="")


# How the source writes the one day on which all posts were described.
SIX_DIGITS = Fact("120203", "2012-02-03")
DOTTED = Fact("12.02.03", "2012-02-03")
MANAGERS_POWERS = (
    Fact("合理化的建议权", "合理化建议权"),
    Fact("申诉权"),
    Fact("对下属人员,新员工管理权", "对下属人员及新员工的管理权", "对下属人员，新员工管理权"),
    Fact("新员工管理权,任免权", "对下属人员的任免权", "新员工管理权，任免权"),
    Fact("拒绝执行权", "对不合理指导、安排的拒绝执行权"),
)
MANAGERS_INSIDE = (Fact("上级领导"), Fact("各部门经理"))
MANAGERS_OUTSIDE = (
    Fact("公司大、小客户", "大客户", "公司大、小客户"),
    Fact("公司大、小客户", "小客户", "公司大、小客户"),
)
ADDED_TO_MANAGERS = ("任职资格", "工作记录与报表")
TO_THE_MANAGER = Fact("市场部经理", ["市场拓展部经理"], "市场部经理")
TO_BOTH = Fact("市场部主管及经理", ["市场拓展部主管", "市场拓展部经理"], "市场部主管及经理")
TO_TELEMARKETING = Fact("市场拓展部经理", ["市场拓展部经理"])
TO_MARKETING = Fact("营销部经理", ["营销部经理"])
NOBODY = Fact("无")

POSTS: Mapping[str, Post] = {
    "市场拓展部经理": Post(
        "market-development-manager",
        duties=10,
        fields={
            "所在部门": Fact("市场拓展部"),
            "直接上级": Fact("市场运营总监"),
            "直接下级": Fact("市场主管", ["市场拓展部主管", "电话营销专员"], "市场主管"),
            "岗位定员": Fact("1人", "1"),
            "填写日期": SIX_DIGITS,
        },
        authority=MANAGERS_POWERS,
        internal=MANAGERS_INSIDE,
        external=MANAGERS_OUTSIDE,
        supplemented=ADDED_TO_MANAGERS,
    ),
    "市场拓展部主管": Post(
        "market-development-supervisor",
        duties=8,
        fields={
            "所在部门": Fact("市场拓展部"),
            "直接上级": Fact("市场部经理", "市场拓展部经理", "市场部经理"),
            "直接下级": Fact("无", ["市场拓展部专员"], "无"),
            "岗位定员": Fact("2人", "2"),
            "填写日期": DOTTED,
            "教育水平": Fact("大专专以上", "大专以上", "大专专以上"),
            "年龄要求": Fact("25岁以上"),
            "工作经验/资历": Fact("三年以上"),
            "工作环境": Fact("不定"),
            "工作时间特征": Fact("不定"),
        },
        authority=(Fact("合理化建议权"),),
        internal=(Fact("各部门"),),
        external=(Fact("客户"),),
        reports=(
            Report("本月工作总结", "月末", TO_THE_MANAGER),
            Report("下月市场计划", "月末", TO_THE_MANAGER),
            Report("工作日志", "每日", TO_THE_MANAGER),
            Report("客户跟踪记录", "每日", TO_THE_MANAGER),
        ),
    ),
    "市场拓展部专员": Post(
        "market-development-specialist",
        duties=4,
        fields={
            "所在部门": Fact("市场拓展部"),
            "直接上级": Fact("市场拓展部主管"),
            "直接下级": NOBODY,
            "岗位定员": Fact("10人", "10"),
            "填写日期": DOTTED,
            "教育水平": Fact("中专以上"),
            "年龄要求": Fact("20岁以上"),
            "工作经验/资历": Fact("一年以上"),
            "工作环境": Fact("不定"),
            "工作时间特征": Fact("不定"),
        },
        authority=(Fact("合理化建议权"),),
        internal=(Fact("各部门"),),
        external=(Fact("客户"),),
        reports=(
            Report("本月工作总结", "月末", TO_BOTH),
            Report("下月市场计划", "月末", TO_BOTH),
            Report("工作日志", "每日", TO_BOTH),
            Report("客户跟踪记录", "每日", TO_BOTH),
        ),
    ),
    "电话营销专员": Post(
        "telemarketing-specialist",
        duties=4,
        fields={
            "所在部门": Fact("市场拓展部"),
            "直接上级": Fact("市场拓展部经理"),
            "直接下级": NOBODY,
            "岗位定员": Fact("2人", "2"),
            "填写日期": SIX_DIGITS,
            "教育水平": Fact("高中以上"),
            "年龄要求": Fact("20岁以上"),
            "工作经验/资历": Fact("一年以上"),
            "工作环境": Fact("独立办公室"),
            "工作时间特征": Fact("8小时"),
        },
        authority=(Fact("建议权"), Fact("客户资料管理权")),
        internal=(Fact("销售部"), Fact("市场部")),
        external=(Fact("客户"),),
        reports=(
            Report("电话销售记录", "随时", TO_TELEMARKETING),
            Report("客户回访记录", "随时", TO_TELEMARKETING),
        ),
    ),
    "营销部经理": Post(
        "marketing-manager",
        duties=11,
        fields={
            "所在部门": Fact("营销部"),
            "直接上级": Fact("市场运营总监"),
            "直接下级": Fact("营销部员工", ["产品定位分析师", "产品营销策划师"], "营销部员工"),
            "岗位定员": Fact("1人", "1"),
            "填写日期": SIX_DIGITS,
        },
        authority=MANAGERS_POWERS,
        internal=MANAGERS_INSIDE,
        external=MANAGERS_OUTSIDE,
        supplemented=ADDED_TO_MANAGERS,
    ),
    "产品定位分析师": Post(
        "product-positioning-analyst",
        duties=8,
        fields={
            "所在部门": Fact("营销部"),
            "直接上级": Fact("营销部经理"),
            "直接下级": NOBODY,
            "岗位定员": Fact("1人", "1"),
            "填写日期": DOTTED,
            "教育水平": Fact("大专以上"),
            "年龄要求": Fact("26岁以上"),
            "工作经验/资历": Fact(
                "三年以上,有网上商城运营或管理经验", "三年以上，有网上商城运营或管理经验"
            ),
            "工作环境": Fact("独立办公室"),
            "工作时间特征": Fact("8-12小时"),
        },
        authority=(
            Fact("合理化建议权"),
            Fact("商城商品上下架决策权"),
            Fact("供应商产品审核权"),
            Fact("价格体系知情权"),
        ),
        internal=(Fact("招商部门", "招商部", "招商部门"), Fact("编辑部"), Fact("技术部")),
        external=(Fact("产品供应商"), Fact("竞争对手")),
        reports=(
            Report("本月工作总结", "月末", TO_MARKETING),
            Report("下月招商及产品上下架计划", "月末", TO_MARKETING),
            Report("产品审核记录表", "月末", Fact("营销部经理、财务部", ["营销部经理", "财务部"])),
            Report("客户交往记录", "月末", TO_MARKETING),
        ),
    ),
    "产品营销策划师": Post(
        "product-marketing-planner",
        duties=5,
        title="营销策划经理",
        fields={
            "所在部门": Fact("营销部"),
            "直接上级": Fact("营销部经理"),
            "直接下级": NOBODY,
            "岗位定员": Fact("1人", "1"),
            "填写日期": DOTTED,
        },
        supplemented=("权力", "工作协作关系", "任职资格", "工作记录与报表"),
    ),
}

# How each of a department's duties begins in the source: it lost most of their numbers.
DEPARTMENTS: Mapping[str, tuple[str, ...]] = {
    "招商部": (
        "市场情况制订招商政策",
        "收集、整理品牌",
        "做好市场调查",
        "配合项目整体运营,完成清退",
        "配合项目整体运营,完成商城",
        "负责将巨巢惠购网",
    ),
    "市场拓展部": (
        "参与制定公司长期",
        "负责组织编制公司市场制度",
        "负责公司市场拓展计划",
        "负责顾客要求的识别",
        "负责组织公司经销商",
        "负责应收帐款",
        "负责客户关系管理",
        "负责售后服务",
        "负责建立市场统计",
        "市场拓展新模式",
    ),
    "营销部": (
        "负责市场运营中心招商部",
        "负责客户产品分析",
        "分析BNS社区",
        "分析商城商品买卖",
        "分析客户投诉类别",
        "渠道商大客户",
    ),
}

# Posts that the source lacks: the director it only mentions, and those of 招商部.
ADDED_POSTS = ("市场运营总监", "招商部经理", "招商部主管", "招商部专员")

# The fields of a post that stand in records of their own.
QUALIFICATIONS = {
    "教育水平": "education",
    "年龄要求": "age",
    "工作经验/资历": "experience",
    "工作环境": "environment",
    "工作时间特征": "working_hours",
}
FIELDS = {
    "所在部门": "department",
    "直接上级": "reports_to",
    "直接下级": "direct_reports",
    "岗位定员": "headcount",
    "填写日期": "filled_on",
}


@pytest.fixture(scope="module")
def source() -> str:
    """The source document's text, as it lies beside the repository."""
    if not SOURCE.is_file():
        reason = "the source document is not on this machine: ../shared/source/source.txt"
        (pytest.fail if under_ci() else pytest.skip)(reason)
    return SOURCE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def data() -> Data:
    """The example's data, as plain text."""
    return read_data(ROOT)


@pytest.fixture(scope="module")
def notes() -> str:
    """What was chosen where the source contradicts itself."""
    return (ROOT / "data" / "NOTES.md").read_text(encoding="utf-8")


in_every_post = pytest.mark.parametrize("title", POSTS)


def passage(source: str, title: str) -> str:
    """Return what the source says of one post: from its name to the next post's."""
    name = POSTS[title].title or title
    start = source.index(f"岗位名称{name}所在部门")
    end = source.find("岗位名称", start + 1)
    return source[start : end if end >= 0 else len(source)]


def role(data: Data, title: str) -> Mapping[str, Any]:
    """Return a post of the data by its title."""
    return next(each for each in data.roles if each["title"] == title)


def facts_of(post: Post) -> Iterator[Fact]:
    """Yield every fact of a post but its duties."""
    yield from post.fields.values()
    for group in (post.authority, post.internal, post.external):
        yield from group
    yield from (report.recipients for report in post.reports)


# ---- the table against the source


@in_every_post
def test_each_fact_of_a_post_stands_in_the_source_behind_its_label(source: str, title: str) -> None:
    """The hand-made table says nothing that the source doesn't."""
    words, post = passage(source, title), POSTS[title]
    for label, fact in post.fields.items():
        assert f"{label}{fact.source}" in words, label
    for report in post.reports:
        assert f"{report.document}{report.timing}{report.recipients.source}" in words
    if not post.authority:
        assert "权力" not in words
        return
    powers, _, rest = words.partition("权力:")[2].partition("工作协作关系")
    inside, _, outside = rest.partition("外部协调关系")
    for where, facts in ((powers, post.authority), (inside, post.internal)):
        assert all(fact.source in where for fact in facts)
    assert all(fact.source in outside for fact in post.external)


@in_every_post
def test_a_post_has_as_many_duties_as_the_source_numbers(source: str, title: str) -> None:
    """1、 to the last, each behind the one before, and none after it."""
    words = passage(source, title).partition("工作职责与任务")[2].partition("权力")[0]
    numbers = [int(found) for found in re.findall(r"(?<![\d-])(\d+)、", words)]
    assert numbers == list(range(1, POSTS[title].duties + 1))


def test_each_duty_of_a_department_begins_in_the_source_where_the_table_has_it(source: str) -> None:
    """In their order, all before the posts begin, and as many as there are separators."""
    words = source[source.index("部门职责:") : source.index("岗位职责:")]
    place = 0
    for name, beginnings in DEPARTMENTS.items():
        place = words.index(name, place)
        for beginning in beginnings:
            place = words.index(beginning, place)
    chapters = re.split(r"[123]\. (?:招商部|市场拓展部|营销部)", words)[1:]
    # The first two still have the marks behind their lost numbers, the third its spaces.
    marks = [len(re.findall(r"(?:^|[;。 ])、(?=\S)", chapters[n])) for n in (0, 1)]
    spaces = len(re.findall(r" (?=负责|分析|渠道)", chapters[2]))
    assert [*marks, spaces] == [len(beginnings) for beginnings in DEPARTMENTS.values()]


def test_what_differs_from_the_source_is_noted(source: str, notes: str) -> None:
    """Each correction is quoted in data/NOTES.md; the rest differ in their form alone."""
    for title, post in POSTS.items():
        for fact in facts_of(post):
            if fact.noted:
                assert fact.noted in notes, f"{title}: {fact.noted}"
                continue
            # The powers of two managers are half a sentence, which the data words itself.
            meant = "、".join(texts(fact.meant)).replace("，", ",")
            same = fact.source in (meant, f"{meant}人")
            assert same or fact in (SIX_DIGITS, DOTTED, *MANAGERS_POWERS), f"{title}: {fact}"
    assert "120203" in notes
    assert "12.02.03" in notes
    assert source.count("120203") + source.count("12.02.03") == len(POSTS)


# ---- the data against the table


def test_the_data_has_the_source_s_departments_and_posts_and_those_added(data: Data) -> None:
    """All of them, under their names, and no others."""
    assert [d["name"] for d in sorted(data.departments, key=lambda d: d["order"])] == [*DEPARTMENTS]
    assert {each["title"] for each in data.roles} == {*POSTS, *ADDED_POSTS}
    assert data.handbook["title"] == "市场运营中心人员规划"
    assert data.handbook["organisation"] == "市场运营中心"


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_department_has_as_many_duties_as_in_the_source(data: Data, name: str) -> None:
    """One for one: 6, 10 and 6."""
    department = next(each for each in data.departments if each["name"] == name)
    assert len(department["duties"]) == len(DEPARTMENTS[name])


def differences(data: Data, title: str) -> list[str]:
    """Return where a post of the data says something else than the table."""
    post, record = POSTS[title], role(data, title)
    wanted: dict[str, Any] = {"id": post.id, "duties": post.duties}
    printed: dict[str, Any] = {"id": record["id"], "duties": len(record["duties"])}
    if post.title:
        wanted["aliases"], printed["aliases"] = [post.title], references(record.get("aliases"))
    for label, fact in post.fields.items():
        in_qualifications = label in QUALIFICATIONS
        holder = record.get("qualifications", {}) if in_qualifications else record
        name = QUALIFICATIONS[label] if in_qualifications else FIELDS[label]
        wanted[label], printed[label] = fact.meant, holder.get(name)
    for label, facts, value in (
        ("权力", post.authority, record.get("authority")),
        ("内部协调关系", post.internal, record.get("relations", {}).get("internal")),
        ("外部协调关系", post.external, record.get("relations", {}).get("external")),
    ):
        if facts:
            wanted[label], printed[label] = [fact.meant for fact in facts], texts(value)
    if post.reports:
        wanted["报表"] = [(r.document, r.timing, r.recipients.meant) for r in post.reports]
        printed["报表"] = [
            (r["document"], r.get("timing"), references(r.get("recipients")))
            for r in record["reports"]
        ]
    return [
        f"{title}, {label}: {printed[label]}, not {wanted[label]}"
        for label in wanted
        if printed[label] != wanted[label]
    ]


@in_every_post
def test_a_post_of_the_data_says_exactly_the_facts(data: Data, title: str) -> None:
    """Every field of the table: what the source lacks is not in it, and marked as written in."""
    assert differences(data, title) == []


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        (lambda role: role.update(headcount="3"), "岗位定员: 3, not 2"),
        (lambda role: role["duties"].pop(), "duties: 7, not 8"),
        (lambda role: role["qualifications"].pop("age"), "年龄要求: None, not 25岁以上"),
        (lambda role: role["relations"].update(internal=["财务部"]), "内部协调关系: ["),
        (lambda role: role["reports"].reverse(), "报表: [('客户跟踪记录'"),
    ],
)
def test_a_changed_fact_of_the_data_is_found(data: Data, change: Any, reported: str) -> None:
    """One planted change is one difference, told with the post and the label."""
    title = "市场拓展部主管"
    roles = copy.deepcopy(data.roles)
    change(role(Data({}, (), roles), title))
    found = differences(Data({}, (), roles), title)
    assert len(found) == 1
    assert found[0].startswith(f"{title}, {reported}")


# ---- what was added carries its marks


@in_every_post
def test_added_parts_of_a_post_are_marked_and_no_others(data: Data, title: str) -> None:
    """补写 names exactly the parts that the source lacks; such a post is no draft."""
    post, record = POSTS[title], role(data, title)
    assert tuple(references(record.get("supplemented"))) == post.supplemented
    assert "status" not in record
    assert "source" not in record
    parts = {
        "权力": bool(post.authority),
        "工作协作关系": bool(post.internal),
        "任职资格": "教育水平" in post.fields,
        "工作记录与报表": bool(post.reports),
    }
    assert {part for part, there in parts.items() if not there} == set(post.supplemented)


@pytest.mark.parametrize("title", ADDED_POSTS)
def test_an_added_post_is_a_draft_and_says_where_it_is_from(data: Data, title: str) -> None:
    """状态: 草稿, 来源: 补写（待确认）, and no date that the source would have."""
    record = role(data, title)
    assert (record.get("status"), record.get("source")) == (DRAFT, ADDED)
    assert "filled_on" not in record
    assert "supplemented" not in record


def test_the_handbook_itself_is_marked_as_added(data: Data) -> None:
    """Its number, edition, dates and foreword are nobody's but ours."""
    assert data.handbook["source"] == ADDED
    assert data.handbook["status"] in (DRAFT, "征求意见稿")


# ---- sentences are the project's own


def sentences(data: Data) -> Iterator[tuple[str, str]]:
    """Yield every sentence of the data with the place it stands in."""
    for record in (*data.departments, *data.roles):
        name = str(record.get("name", record.get("title")))
        if "summary" in record:
            yield f"{name}, summary", record["summary"]
        for number, each in enumerate(map(duty, texts(record.get("duties"))), 1):
            yield f"{name}, duty {number}", each["text"]
            for task in texts(each.get("tasks")):
                yield f"{name}, duty {number}, task", task
        skills = record.get("qualifications", {}).get("knowledge_skills")
        if skills:
            yield f"{name}, skills", skills


def letters(text: str) -> str:
    """Return ``text`` without punctuation: a comma more doesn't make a sentence another."""
    return re.sub(r"[^\w]", "", text)


def shared_run(text: str, source: str) -> str:
    """Return the longest run of letters that ``text`` shares with ``source``."""
    mine, theirs = letters(text), letters(source)
    match = SequenceMatcher(None, theirs, mine, autojunk=False).find_longest_match()
    return mine[match.b : match.b + match.size]


def test_no_sentence_of_the_data_is_the_source_s(source: str, data: Data) -> None:
    """Not more than twelve characters in a row, punctuation aside; no fact is as long."""
    copied = {
        place: run
        for place, text in sentences(data)
        if len(run := shared_run(text, source)) > LONGEST_RUN
    }
    assert copied == {}


def test_a_copied_sentence_is_found(source: str) -> None:
    """Thirteen characters in a row are one too many, with another comma as well."""
    run = shared_run("认真制定年度市场目标,和计划，并监督落实", source)
    assert run == "制定年度市场目标和计划并监督"
    assert len(run) > LONGEST_RUN
    assert len(shared_run("确定年度营销目标，督促落实", source)) <= LONGEST_RUN


# ---- and they are printed


@pytest.mark.parametrize("theme", THEMES)
def test_every_fact_of_the_source_is_in_both_files(
    theme: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In the post's own part; that they stand behind their labels is shown in test_facts."""
    case = read_case(ROOT, theme, shared_folder(tmp_path_factory))
    for reading in (case.docx, case.pdf):
        for title, post in POSTS.items():
            part = reading.parts[anchor("role", {"id": post.id})]
            text = "".join(piece.text for piece in part)
            meant = [title, *(m for fact in facts_of(post) for m in texts(fact.meant))]
            meant += [word for r in post.reports for word in (r.document, r.timing)]
            assert [word for word in meant if squash(word) not in text] == [], title
