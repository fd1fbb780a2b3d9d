"""What a recruitment notice says, and which posts are on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from jdgen.build import Request, plan
from jdgen.library import load
from jdgen.organisation import Organisation
from jdgen.views.notice import view_notice
from jdgen.views.notice_parts import NoticeView
from jdgen.views.public import public_post
from tests.notices import (
    ENGLISH,
    HEAD,
    TELLER,
    Notice,
    notice,
    page_texts,
    posts_table,
    said,
    small_notices,
    squash,
    tables,
)
from tests.postings import CLERK, HANDBOOK, change, write
from tests.projects import ROOT
from tests.small import jdgen, write_project


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> list[Notice]:
    """The example on both sizes of paper, and the English one."""
    return small_notices(tmp_path_factory)


def viewed(*posts: Mapping[str, Any], tmp_path: Path, **handbook: Any) -> NoticeView:
    """Return the notice of a project with these posts; ``handbook`` changes its 招聘."""
    book = {**HANDBOOK, "招聘": {**HANDBOOK["招聘"], **handbook}}
    library = load(write(tmp_path, *posts, handbook=book)).library
    organisation = Organisation(library)
    return view_notice([public_post(role, organisation) for role in organisation.roles])


# ---- what it says

EXAMPLE = [
    [[word] for word in HEAD],
    [
        [
            "市场拓展部专员",
            "市场拓展部",
            "从事市场开发与市场调查，做好公司产品的市场工作和货款回收，与客户建立并保持良好关系。",
        ],
        ["4"],
        [
            "教育水平：中专以上",
            "工作经验/资历：一年以上",
            "掌握市场知识和产品知识；沟通、公关、计划执行及客户服务能力较强。",
            "能适应省内短途出差",
        ],
        [
            "3000–6000元/月",
            "底薪2500元、销售提成、第13个月工资",
            "试用期：2个月，期间工资不低于约定工资的80%",
            "每人一个固定区域，客户由自己开发和维护",
            "入职后有两周产品与市场培训",
        ],
    ],
    [
        ["电话营销专员", "市场拓展部", "从事电话销售，推介公司产品。"],
        ["2"],
        [
            "教育水平：高中以上",
            "工作经验/资历：一年以上",
            "熟悉产品知识和营销政策；沟通与协调能力良好。",
            "普通话标准，能熟练使用办公软件",
        ],
        ["2500–5000元/月", "底薪2000元、销售提成", "试用期：1个月"],
    ],
    [
        ["产品定位分析师", "营销部", "设计商城产品架构，制定产品价格，并对招商工作给予指导。"],
        ["1"],
        [
            "教育水平：大专以上",
            "工作经验/资历：三年以上，有网上商城运营或管理经验",
            "掌握营销知识和产品知识；沟通能力较强，市场洞察力敏锐，具备活动策划能力。",
        ],
        [
            "5000–8000元/月",
            "固定工资、季度绩效奖金、第13个月工资",
            "试用期：3个月，期间工资不低于约定工资的80%",
            "参与商城商品结构与价格体系的设计",
        ],
    ],
]
ABOUT = (
    "巨巢惠购网是面向会员与经销商的网上商城，与各地的巨巢概念店相互配合，为会员提供商品与返利，"
    "为供应商和经销商提供销售渠道。市场运营中心负责商城的招商、市场拓展与营销。"
)
BESIDE = [
    ["巨巢惠购网", "招聘简章\t3个岗位，共7人"],
    ["单位简介"],
    [
        ABOUT,
        "单位性质：民营企业　所属行业：互联网零售　人员规模：50–99人",
    ],
    ["工作地点"],
    ["四川省成都市高新区天府大道中段1688号8楼"],
    ["福利"],
    ["五险一金、带薪年休假、节日慰问、年度体检"],
    ["工作时间"],
    ["每日8小时，每周40小时　休息日：双休，法定节假日休息　用工类型：全职"],
    ["应聘方式"],
    [
        "请将简历发至招聘邮箱，邮件标题写明应聘岗位和姓名；也可登录招聘网页投递。",
        "网上投递：https://jobs.example.com/juchao",
        "邮箱：hr@example.com　电话：028-5550 0123　联系人：市场运营中心人事专员",
        "发布日期：2012-03-05　有效期至：2012-06-30",
    ],
    ["扫码应聘"],
]


def test_the_example_says_what_its_data_says_and_nothing_else(small: list[Notice]) -> None:
    """Every paragraph, cell by cell, in the Word file; the PDF has the same words."""
    for one in small[:2]:
        rest = [table for table in tables(one.docx) if table[0][0][0] != HEAD[0]]
        assert posts_table(one.docx) == EXAMPLE
        assert [cell for table in rest for row in table for cell in row] == BESIDE
        (page,) = page_texts(one.pdf)
        words = [text for row in EXAMPLE for cell in row for text in cell]
        words += [text for cell in BESIDE for text in cell]
        assert Counter(page) == Counter(squash("".join(words)))


def test_the_english_notice_is_english(small: list[Notice]) -> None:
    """Its fixed words, and no Chinese anywhere on it."""
    (page,) = page_texts(small[2].pdf)
    wanted = [
        "Recruitment notice", "Posts: 2, openings: 5", "About us", "Post and work", "Openings",
        "Requirements", "Pay and benefits", "Market Development Specialist", "Place of work",
        "How to apply", "Scan to apply",
    ]  # fmt: skip
    assert [words for words in wanted if squash(words) not in page] == []
    assert not re.search("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", page)


def test_places_have_a_column_where_they_differ(tmp_path: Path) -> None:
    """Else the place is said once, below; the same goes for all that posts may share."""
    away = change(
        CLERK, id="outside", 岗位名称="外勤", 招聘={"工作地点": "无锡市", "福利": ["班车"]}
    )
    here = change(CLERK, 招聘={"福利": ["班车"], "试用期": "1个月"})
    view = viewed(here, away, tmp_path=tmp_path)
    assert view.header == (*HEAD, "工作地点")
    assert [line.pieces[0].text for post in view.posts for line in post.place] == [
        "江苏省苏州市星湖街328号", "无锡市",
    ]  # fmt: skip
    assert [fact.label for fact in view.shared] == ["福利"]
    assert [piece.label for line in view.posts[0].offer for piece in line.pieces] == ["试用期"]
    assert viewed(here, tmp_path=tmp_path / "one").header == tuple(HEAD)


def test_the_numbers_of_people_are_summed_only_where_all_are_plain(tmp_path: Path) -> None:
    """若干 is no number."""
    assert viewed(CLERK, change(CLERK, id="other"), tmp_path=tmp_path).count == "2个岗位，共4人"
    assert viewed(CLERK, TELLER, tmp_path=tmp_path / "some").count == "2个岗位"


def test_ways_to_apply_that_differ_name_their_posts(tmp_path: Path) -> None:
    """Each has its own code; what all share, their dates, stands last."""
    link = {"链接": "https://jobs.example.com/a"}
    by_link = change(CLERK, 招聘={"应聘方式": link})
    too = change(CLERK, id="third", 岗位名称="会计", 招聘={"应聘方式": link})
    view = viewed(by_link, TELLER, too, tmp_path=tmp_path, 应聘方式={"电话": "0512-5550 0123"})
    lines = [["".join(p.text for p in line.pieces) for line in way.lines] for way in view.apply]
    assert lines == [
        ["出纳、会计", "https://jobs.example.com/a"],
        ["柜员", "0512-5550 0123"],
        ["2024-07-012024-12-31"],
    ]
    assert [way.code.link if way.code else "" for way in view.apply] == [link["链接"], "", ""]
    assert [way.label for way in view.apply] == ["应聘方式", "", ""]


def test_dates_that_differ_stand_with_their_posts(tmp_path: Path) -> None:
    """Below the department; the one that all share stays with how to apply."""
    early = change(CLERK, 招聘={"有效期至": "2024-08-31"})
    view = viewed(early, TELLER, tmp_path=tmp_path)
    below = [[(p.label, p.text) for line in post.below_title for p in line.pieces]
             for post in view.posts]  # fmt: skip
    assert below == [
        [("", "销售部"), ("有效期至", "2024-08-31")],
        [("", "销售部"), ("有效期至", "2024-12-31")],
    ]
    assert [p.label for way in view.apply for line in way.lines for p in line.pieces] == [
        "发布日期"
    ]


def test_an_introduction_of_its_own_names_its_post(tmp_path: Path) -> None:
    """The employer's own stands beside it, for the others."""
    own = change(CLERK, 招聘={"单位简介": "苏州分店。\n成立于2020年。"})
    view = viewed(own, TELLER, tmp_path=tmp_path)
    (about,) = view.about
    assert [(p.label, p.text) for line in about.lines for p in line.pieces] == [
        ("出纳", "苏州分店。"), ("", "成立于2020年。"), ("柜员", "华新机电生产精密电机。"),
    ]  # fmt: skip


def test_a_post_without_a_summary_shows_whole_duties_and_how_many_more_there_are(
    tmp_path: Path,
) -> None:
    """In their order, as many as there is room for, one at least, none cut."""
    duties = [f"{number}{'职' * 49}。" for number in range(5)]
    first = change(CLERK, 工作职责与任务=duties)
    second = change(CLERK, id="long", 工作职责与任务=["长" * 300, "短"])
    view = viewed(first, second, tmp_path=tmp_path)
    work = [[piece.text for line in post.work for piece in line.pieces] for post in view.posts]
    assert work == [[*duties[:2], "另有3项职责"], ["长" * 300, "另有1项职责"]]


# ---- who is on it


@pytest.mark.parametrize(
    ("post", "book", "element", "key"),
    [
        ({}, {"单位简介": None}, "单位基本情况", "data/handbook.yaml 中的招聘.单位简介"),
        ({"招聘": {"招聘人数": None}}, {}, "招聘人数", "招聘.招聘人数"),
        ({"任职资格": None}, {}, "招聘条件", "招聘.招聘条件或任职资格"),
        ({"工作职责与任务": None}, {}, "工作内容", "工作职责与任务"),
        ({}, {"工作地点": None}, "工作地点", "招聘.工作地点"),
        ({"招聘": {"薪酬": "面议"}}, {}, "基本劳动报酬", "招聘.薪酬"),
    ],
)  # fmt: skip
def test_a_post_that_lacks_what_the_law_asks_for_is_refused_and_told_which(
    tmp_path: Path, post: dict[str, Any], book: dict[str, Any], element: str, key: str
) -> None:
    """Each of the six in turn; the other post, which says it itself, is on the notice."""
    offer = {"单位简介": "分店。", "工作地点": "无锡市"}
    whole = change(CLERK, id="whole", 岗位名称="会计", 招聘=offer)
    employer = {k: v for k, v in {**HANDBOOK["招聘"], **book}.items() if v is not None}
    project = write(
        tmp_path / "p", change(CLERK, **post), whole, handbook={**HANDBOOK, "招聘": employer}
    )
    result = notice(project, tmp_path, formats=("docx",))
    (told,) = said(result.refused)
    assert re.fullmatch(
        r"data/roles/clerk\.yaml:\d+:\d+: 招聘: “出纳”不对外发布：缺少"
        + re.escape(element)
        + "（《人力资源市场暂行条例》第二十四条）\n    请填写"
        + re.escape(key),
        told,
    ), told
    (file,) = result.files
    assert [row[0][0] for row in posts_table(file)[1:]] == ["会计"]


def test_a_refused_post_ends_the_run_with_status_1_and_the_notice_is_made(tmp_path: Path) -> None:
    """By the command line."""
    project = write(tmp_path, CLERK, change(TELLER, 招聘={"薪酬": "面议"}))
    ran = jdgen("build", "notice", "--project", project, "--lang", "en", "--format", "docx")
    assert ran.status == 1
    assert "notice/招聘简章.docx" in ran.output
    assert "would lack the basic pay" in ran.errors


def test_drafts_are_left_out_unless_they_are_asked_for(tmp_path: Path) -> None:
    """Noted where all posts are wanted, refused where one is named, printed with --allow-draft."""
    project = write(tmp_path / "p", CLERK, change(TELLER, 状态="草稿"))

    def titles(**wanted: Any) -> tuple[list[str], int, int]:
        result = notice(project, tmp_path, formats=("docx",), **wanted)
        rows = [row[0][0] for file in result.files for row in posts_table(file)[1:]]
        return rows, len(result.notes), len(result.refused)

    assert titles() == (["出纳"], 1, 0)
    assert titles(roles=("teller",)) == ([], 0, 1)
    assert titles(roles=("teller", "出纳")) == (["出纳"], 0, 1)
    assert titles(roles=("出纳",)) == (["出纳"], 0, 0)
    assert titles(allow_draft=True) == (["出纳", "柜员"], 0, 0)


def test_a_post_that_is_not_offered_is_passed_over_unless_it_is_named(tmp_path: Path) -> None:
    """Then it is refused: somebody expects it on the notice."""
    plain = {**change(CLERK, id="plain", 岗位名称="经理"), "招聘": None}
    del plain["招聘"]
    project = write(tmp_path / "p", CLERK, plain)
    everything = notice(project, tmp_path, formats=("docx",))
    assert (everything.notes, everything.refused) == ((), ())
    named = notice(project, tmp_path, formats=("docx",), roles=("plain",))
    assert named.files == {}
    (refused,) = said(named.refused)
    assert refused.splitlines() == [
        "data/roles/plain.yaml:1:1: “经理”没有“招聘”一节，不对外发布",
        "    请补写该节，写明招聘人数、薪酬和工作地点",
    ]


def test_what_the_law_forbids_to_advertise_is_refused(tmp_path: Path) -> None:
    """A condition of sex, say: the checks find it, the notice is made of the others."""
    project = write(tmp_path / "p", CLERK, change(TELLER, 招聘={"招聘条件": ["限男性"]}))
    result = notice(project, tmp_path, formats=("docx",))
    assert [problem.location.file for problem in result.refused] == ["data/roles/teller.yaml"]
    (file,) = result.files
    assert [row[0][0] for row in posts_table(file)[1:]] == ["出纳"]


def test_a_project_without_open_posts_gets_no_notice_and_no_error(tmp_path: Path) -> None:
    """One note says why; nothing is planned, nothing written."""
    project = write_project(tmp_path / "p")
    result = notice(project, tmp_path / "out")
    assert (result.files, result.refused) == ({}, ())
    (note,) = said(result.notes)
    assert note.splitlines() == [
        "data/handbook.yaml:1:1: 没有岗位写有“招聘”一节，不生成招聘简章",
        "    请为要招人的岗位补写该节，写明招聘人数、薪酬和工作地点",
    ]
    assert plan(Request(project, packs=("notice",)), load(project).library) == ()
    assert not (tmp_path / "out").exists()


def test_the_plan_names_what_is_made(small: list[Notice], tmp_path: Path) -> None:
    """So does --dry-run."""
    for project, one in ((ROOT, small[0]), (ENGLISH, small[2])):
        request = Request(project, packs=("notice",), output=tmp_path)
        assert set(plan(request, load(project).library)) == {
            tmp_path / "notice" / one.docx.name, tmp_path / "notice" / one.pdf.name,
        }  # fmt: skip
