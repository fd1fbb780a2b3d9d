# ruff: noqa: E501 - a Chinese character counts as two columns
"""The source document, run together as it was extracted, imports to what a careful reader sees.

The facts are the hand-made ones of ``test_source_facts``; the lists below add how a reader would
cut powers and partners. Word for word: the document is walked through once, value after value, and
between two values nothing stands but the labels, headings and numbers listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import Request, build
from jdgen.checking import examine
from jdgen.checks.check import Finding
from jdgen.importers.readers import read
from jdgen.importers.recognise import recognise
from jdgen.importers.recognised import FoundRecord, Recognised
from jdgen.importers.writing import make_project
from jdgen.library import load
from jdgen.messages import translator
from jdgen.writer import write_files
from tests.check_samples import TODAY
from tests.checkers.tools import under_ci
from tests.source_defects import EXPECTED, Defect
from tests.test_checks_source import holds
from tests.test_source_facts import DEPARTMENTS, FIELDS, POSTS, QUALIFICATIONS, SOURCE, Post

MANAGERS_POWERS = [
    "有合理化的建议权",
    "申诉权",
    "对下属人员,新员工管理权",
    "任免权",
    "对一些不合理的指导安排有拒绝执行权",
]
POWERS: Mapping[str, list[str]] = {
    "市场拓展部经理": MANAGERS_POWERS,
    "市场拓展部主管": ["合理化建议权"],
    "市场拓展部专员": ["合理化建议权"],
    "电话营销专员": ["建议权", "客户资料管理权"],
    "营销部经理": MANAGERS_POWERS,
    "产品定位分析师": [
        "合理化建议权",
        "商城商品上下架决策权",
        "供应商产品审核权及价格体系知情权",
    ],
}
# Inside and outside. The managers' lines say their label once more: 内部协调上级领导.
PARTNERS: Mapping[str, tuple[list[str], list[str]]] = {
    "市场拓展部经理": (["上级领导", "各部门经理"], ["与公司大、小客户协调好客情关系"]),
    "市场拓展部主管": (["各部门"], ["客户"]),
    "市场拓展部专员": (["各部门"], ["客户"]),
    "电话营销专员": (["销售部", "市场部"], ["客户"]),
    "营销部经理": (["上级领导", "各部门经理"], ["与公司大、小客户协调好客情关系"]),
    "产品定位分析师": (["招商部门", "编辑部", "技术部"], ["产品供应商", "竞争对手"]),
}
SUMMARIES: Mapping[str, str] = {
    "市场拓展部经理": "带队做好本公司产品市场开发推销推广工作",
    "市场拓展部主管": "负责市场开发,公司产品的市场、货款回收、市场调查,建立和维持良好的客户关系",
    "市场拓展部专员": "负责市场开发,公司产品的市场、货款回收、市场调查,建立和维持良好的客户关系",
    "电话营销专员": "负责电话销售和推介公司产品",
    "营销部经理": "带队做好本公司产品市场调研、开发、促销及推广工作",
    "产品定位分析师": "负责商城产品架构的设计、产品价格制定及指导招商工作",
    "产品营销策划师": "负责市场策划,配合营销部经理制定营销政策,策划商城及其他市场活动,",
}
# How the first and the last duty of each post begin.
DUTIES: Mapping[str, tuple[str, str]] = {
    "市场拓展部经理": ("负责公司各项市场管理制度", "完成市场运营总监安排的其他工作。"),
    "市场拓展部主管": ("协助部门经理制定市场开拓政策", "完成上级领导交给的其他工作。"),
    "市场拓展部专员": ("负责目标任务的完成", "完全服从部门工作安排"),
    "电话营销专员": ("打接电话", "完成上级下达的其他任务。"),
    "营销部经理": ("负责公司各项营销管理制度", "有成为巨巢惠购网的经销商的资格。"),
    "产品定位分析师": ("协助部门经理制定营销政策", "有成为巨巢惠购网的经销商的资格"),
    # The document breaks off here, in the middle of the sentence.
    "产品营销策划师": ("协助部门经理制定营销政策", "负责市场调研,搜集市场信息"),
}
# What stands between values: labels, headings, and the labels that two posts say twice.
BETWEEN = """
岗位名称 所在部门 直接上级 直接下级 岗位定员 填写日期 本职概述 工作职责与任务 权力 工作协作关系 内部协调关系 外部协调关系
内部协调 外部 任职资格 教育水平 年龄要求 工作经验/资历 应具备知识、技能 工作环境 工作时间特征 工作记录与报表 所需记录文档
编制时间 报送对象
一、市场运营中心组织结构图 部门构架 部门职责 人员构架 岗位职责:市场拓展部
市场拓展部主管 市场拓展部专员 电话营销专员 营销部经理 产品定位分析师
"""
_WORDS = "|".join(map(re.escape, sorted(BETWEEN.split(), key=len, reverse=True)))
_BETWEEN = re.compile(f"(?:{_WORDS}|[0-9]{{1,2}}[、.]|[、,:;。])*")


@pytest.fixture(scope="module")
def recognised() -> Recognised:
    """What is recognised in the source document, as it lies beside the repository."""
    if not SOURCE.is_file():
        reason = "the source document is not on this machine: ../shared/source/source.txt"
        (pytest.fail if under_ci() else pytest.skip)(reason)
    return recognise([read(SOURCE)])


@pytest.fixture(scope="module")
def project(recognised: Recognised, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project that the import writes."""
    folder = tmp_path_factory.mktemp("source")
    made = make_project(recognised, "source")
    write_files({folder / name: text for name, text in made.files.items()})
    return folder


in_every_post = pytest.mark.parametrize("title", POSTS)


def post_of(recognised: Recognised, title: str) -> FoundRecord:
    """Return the post that the table calls ``title``: by its label, where that differs."""
    wanted = POSTS[title].title or title
    return next(post for post in recognised.posts if post.name == wanted)


def value(record: FoundRecord, *path: str) -> Any:
    """Return a field's value, None where the record lacks it."""
    return next((found.value for found in record.fields if found.path == path), None)


def joined(value: Any) -> str:
    """Return a list of names as the source has it, in one line."""
    return "、".join(value) if isinstance(value, list) else str(value)


def test_it_has_seven_posts_and_three_departments(recognised: Recognised) -> None:
    """All of them, in their order, and nothing else under any name."""
    assert [post.name for post in recognised.posts] == [
        post.title or title for title, post in POSTS.items()
    ]
    assert [department.name for department in recognised.departments] == [*DEPARTMENTS]
    assert value(recognised.handbook, "title") == "市场运营中心人员规划"
    assert value(recognised.handbook, "organisation") == "市场运营中心"
    assert recognised.language == "zh"


def differences(record: FoundRecord, title: str, post: Post) -> list[str]:
    """Return which fields of a post say something else than the source."""
    wanted: dict[str, Any] = {
        "权力": POWERS.get(title),
        "内部": PARTNERS.get(title, (None, None))[0],
        "外部": PARTNERS.get(title, (None, None))[1],
        "本职概述": SUMMARIES[title],
        "报表": [(r.document, r.timing, r.recipients.source) for r in post.reports],
    }
    found: dict[str, Any] = {
        "权力": value(record, "authority"),
        "内部": value(record, "relations", "internal"),
        "外部": value(record, "relations", "external"),
        "本职概述": value(record, "summary"),
        "报表": [
            (row["document"], row["timing"], joined(row["recipients"]))
            for row in value(record, "reports") or ()
        ],
    }
    for label, fact in post.fields.items():
        path = ("qualifications", QUALIFICATIONS[label]) if label in QUALIFICATIONS else (
            FIELDS[label],
        )  # fmt: skip
        wanted[label], found[label] = fact.source, joined(value(record, *path))
    return [f"{label}: {found[label]}" for label in wanted if found[label] != wanted[label]]


@in_every_post
def test_each_field_says_what_a_careful_reader_writes_down(
    recognised: Recognised, title: str
) -> None:
    """The facts made by hand, in the source's own words."""
    assert differences(post_of(recognised, title), title, POSTS[title]) == []


@in_every_post
def test_a_post_has_no_field_that_the_source_lacks(recognised: Recognised, title: str) -> None:
    """Three posts have no requirements and no reports, the last one neither powers nor partners."""
    post, record = POSTS[title], post_of(recognised, title)
    assert (value(record, "reports") is not None) == bool(post.reports)
    education = value(record, "qualifications", "education")
    assert (education is not None) == ("教育水平" in post.fields)
    assert (value(record, "authority") is not None) == (title in POWERS)
    known = {"title", "aliases", *FIELDS.values(), "summary", "duties", "authority", "relations"}
    known |= {"qualifications", "reports"}
    assert {found.path[0] for found in record.fields} <= known


@in_every_post
def test_a_post_has_its_duties_in_their_order(recognised: Recognised, title: str) -> None:
    """As many as the source numbers, from the first to the last, each without its number."""
    texts = [duty["text"] for duty in value(post_of(recognised, title), "duties")]
    assert len(texts) == POSTS[title].duties
    first, last = DUTIES[title]
    assert texts[0].startswith(first)
    assert texts[-1].startswith(last)
    assert not any(re.match(r"[0-9、]", text) for text in texts)


@pytest.mark.parametrize("name", DEPARTMENTS)
def test_a_department_has_its_duties_though_their_numbers_are_lost(
    recognised: Recognised, name: str
) -> None:
    """Six, ten and six, each beginning as in the hand-made table."""
    department = next(each for each in recognised.departments if each.name == name)
    texts = [duty["text"] for duty in value(department, "duties")]
    assert len(texts) == len(DEPARTMENTS[name])
    for text, beginning in zip(texts, DEPARTMENTS[name], strict=True):
        assert text.startswith(beginning)


def test_what_was_guessed_says_so(recognised: Recognised) -> None:
    """The document's title and whose it is, and the second name of the last post: nothing else."""
    everything = [recognised.handbook, *recognised.departments, *recognised.posts]
    unsure = [
        (record.name, found.path)
        for record in everything
        for found in record.fields
        if not found.sure
    ]
    assert unsure == [
        ("市场运营中心人员规划", ("title",)),
        ("市场运营中心人员规划", ("organisation",)),
        ("营销策划经理", ("aliases",)),
    ]
    assert all(found.reason for each in everything for found in each.fields if not found.sure)
    planner = post_of(recognised, "产品营销策划师")
    assert value(planner, "aliases") == ["产品营销策划师"]


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


def said(recognised: Recognised) -> Iterator[str]:
    """Yield every text that was recognised, in the order of the document."""
    yield str(value(recognised.handbook, "title"))
    for department in recognised.departments:
        yield department.name
        yield from leaves(value(department, "duties"))
    for post in recognised.posts:
        for found in post.fields:
            # The heading above says the title once already: its label tells the two apart.
            label = found.label if found.path == ("title",) else ""
            yield from (f"{label}{text}" for text in leaves(found.value))


def unaccounted(source: str, texts: Sequence[str]) -> list[str]:
    """Walk through the source text by text; return what is missing and what stands between."""
    plain, place, wrong = re.sub(r"\s", "", source), 0, []
    for text in texts:
        wanted = re.sub(r"\s", "", text)
        start = plain.find(wanted, place)
        if start < 0:
            wrong.append(f"not in the source behind the one before: {text}")
            continue
        if not _BETWEEN.fullmatch(plain, place, start):
            wrong.append(f"in no field: {plain[place:start]}")
        place = start + len(wanted)
    if not _BETWEEN.fullmatch(plain, place):
        wrong.append(f"in no field: {plain[place:]}")
    return wrong


def test_every_sentence_stands_word_for_word_in_exactly_one_field(recognised: Recognised) -> None:
    """In the source's order, with nothing between but labels, headings and numbers."""
    assert unaccounted(SOURCE.read_text(encoding="utf-8"), list(said(recognised))) == []
    everything = [recognised.handbook, *recognised.departments, *recognised.posts]
    assert [left for record in everything for left in record.leftovers] == []


@pytest.mark.parametrize("spoil", ["lost", "changed", "twice"])
def test_a_sentence_that_is_lost_changed_or_doubled_is_noticed(
    recognised: Recognised, spoil: str
) -> None:
    """The walk itself finds each of them."""
    texts = list(said(recognised))
    place = next(n for n, text in enumerate(texts) if text.startswith("负责售后服务"))
    if spoil == "lost":
        del texts[place]
    elif spoil == "changed":
        texts[place] = texts[place].replace("客户投诉", "客户申诉")
    else:
        texts.insert(place, texts[place])
    wrong = unaccounted(SOURCE.read_text(encoding="utf-8"), texts)
    assert any("负责售后服务" in each for each in wrong)


# ---- what is made of it


def test_the_imported_project_loads_and_builds(project: Path) -> None:
    """Both files of the handbook, without a change to the data."""
    library = load(project).library
    assert len(library.roles) == len(POSTS)
    result = build(Request(project, ("handbook",)))
    assert {path.suffix for path in result.files} == {".docx", ".pdf"}


# Where the import names a post otherwise than the example's data, or keeps a second name.
_NOT_HERE = {
    # 营销策划经理 is the planner's title here, and 产品营销策划师 its other name.
    ("JD203", "营销策划经理"), ("JD209", "营销策划经理"),
}  # fmt: skip


@pytest.fixture(scope="module")
def findings(project: Path) -> tuple[Finding, ...]:
    """What all checks find in the imported project."""
    return examine(project, TODAY, lambda _: True).findings


def _pages(project: Path) -> Mapping[str, str]:
    """Return the ids of the imported posts and departments by those of the example's data."""
    library = load(project).library
    ids = {post.title: post.id for post in library.roles}
    names = {each.name: each.id for each in library.departments}
    pages = {post.id: ids[post.title or title] for title, post in POSTS.items()}
    return {**pages, "market-development": names["市场拓展部"]}


@pytest.mark.parametrize(
    "defect",
    [each for each in EXPECTED if (each.code, each.words) not in _NOT_HERE],
    ids=lambda each: f"{each.code}-{each.page}-{each.words[:12]}",
)
def test_check_finds_the_contradictions_of_the_source(
    defect: Defect, project: Path, findings: tuple[Finding, ...]
) -> None:
    """The same that it finds where they are put back into the example's data."""
    there = Defect(defect.code, _pages(project)[defect.page], defect.words)
    assert holds(findings, there), [
        f"{each.code} {each.role} {translator('zh')(each.what)}" for each in findings
    ]
