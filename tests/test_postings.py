# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Postings: the files of each, the texts to paste, what is refused and why."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from jdgen.build import Request, plan
from jdgen.errors import Problem
from jdgen.library import load
from jdgen.messages import format_problem, translator
from jdgen.produce.job import Wanted
from jdgen.views.board import LONGEST_DESCRIPTION
from jdgen.views.contacts import has_contact, without_contacts
from tests.checkers.libreoffice import convert
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import check_structure, page_count, page_texts
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.postings import (
    CLERK,
    HANDBOOK,
    SIGNS,
    TEXTS,
    Posted,
    all_postings,
    change,
    post,
    write,
)
from tests.projects import ROOT
from tests.small import hashes, jdgen

EXAMPLE = {"市场拓展部专员", "电话营销专员", "产品定位分析师"}
Postings = Mapping[str, dict[str, Posted]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Postings:
    """The postings of the example, the English one, a generated project and two odd ones."""
    return all_postings(tmp_path_factory)


def everything(made: Postings) -> list[Posted]:
    """Return every posting there is."""
    return [each for project in made.values() for each in project.values()]


def said(problems: tuple[Problem, ...], lang: str = "zh") -> list[str]:
    """Return problems as they are printed."""
    return [format_problem(problem, translator(lang)) for problem in problems]


# ---- the files


def test_each_post_with_an_offer_gets_its_folder_of_files(made: Postings) -> None:
    """The example has three such posts, none of them a draft."""
    assert set(made["example"]) == EXAMPLE
    assert set(made["english"]) == {"Market Development Specialist", "Product Positioning Analyst"}
    for each in everything(made):
        own = {f"{each.name}.{suffix}" for suffix in ("docx", "pdf", "zip")}
        assert {path.name for path in each.folder.iterdir()} == own | set(TEXTS)


def test_the_plan_names_what_is_made(made: Postings, tmp_path: Path) -> None:
    """So does --dry-run, without making anything."""
    library = load(ROOT).library
    request = Request(ROOT, packs=("postings",), output=tmp_path, cache=False)
    planned = {
        path.relative_to(tmp_path / "postings").as_posix() for path in plan(request, library)
    }
    folder = next(iter(made["example"].values())).folder.parent
    assert planned == {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}


def test_the_zip_holds_all_the_others_the_same_on_every_machine(made: Postings) -> None:
    """Names in UTF-8, times fixed, contents byte for byte those of the files."""
    for each in everything(made):
        files = {path.name: path.read_bytes() for path in each.folder.iterdir()}
        own = files.pop(f"{each.name}.zip")
        assert each.zipped() == files
        with zipfile.ZipFile(io.BytesIO(own)) as archive:
            for info in archive.infolist():
                assert info.date_time == (1980, 1, 1, 0, 0, 0)
                assert info.filename.isascii() or info.flag_bits & 0x800
                assert info.external_attr >> 16 == 0o100644


def test_format_chooses_among_the_documents_to_attach(tmp_path: Path) -> None:
    """The texts are always made."""
    _, made = post(write(tmp_path / "p", CLERK), tmp_path / "out", formats=("docx",))
    (only,) = made.values()
    assert {path.name for path in only.folder.iterdir()} == {"出纳.docx", "出纳.zip", *TEXTS}
    assert set(only.zipped()) == {"出纳.docx", *TEXTS}


def test_two_builds_of_one_input_are_the_same_bytes(made: Postings, tmp_path: Path) -> None:
    """In another folder, in a new run."""
    _, again = post(ROOT, tmp_path)
    for name, each in made["example"].items():
        assert hashes(again[name].folder) == hashes(each.folder)


def test_two_posts_of_one_title_get_their_id_in_the_names(tmp_path: Path) -> None:
    """Folders and files alike, and no slash or backslash makes further folders."""
    posts = (change(CLERK, 岗位名称="出纳/会计"), change(CLERK, id="other", 岗位名称="出纳\\会计"))
    _, made = post(write(tmp_path / "p", *posts), tmp_path / "out", formats=("docx",))
    assert set(made) == {"出纳-会计-clerk", "出纳-会计-other"}
    assert all(each.path("docx").is_file() for each in made.values())


def test_documents_to_attach_pass_all_checkers(made: Postings, tmp_path: Path) -> None:
    """PDF/UA-1, PDF/A-3a and qpdf; openxml-audit and the Open XML SDK."""
    need("verapdf", "java", "jaxb", "qpdf", "openxml-audit", "ooxml-validator")
    chosen = everything(made)
    pdfs = [each.path("pdf") for each in chosen]
    assert check_pdf(pdfs) == []
    assert [finding for pdf in pdfs for finding in check_structure(pdf)] == []
    copies = []
    for number, each in enumerate(chosen):
        copies.append(tmp_path / f"{number}.docx")
        copies[-1].write_bytes(each.path("docx").read_bytes())
    assert check_docx(copies) == []


def test_the_word_file_and_the_pdf_have_the_same_pages(made: Postings, tmp_path: Path) -> None:
    """As many of them, beginning and ending with the same words; LibreOffice is the judge."""
    need("soffice", "qpdf", "pdftotext")
    for project in ("example", "english"):
        documents = [each.path("docx") for each in made[project].values()]
        prints = convert(documents, tmp_path / project)
        for each, printed in zip(made[project].values(), prints, strict=True):
            assert page_count(printed) == page_count(each.path("pdf"))
            pages = zip(page_texts(printed), page_texts(each.path("pdf")), strict=True)
            for word, pdf in pages:
                ours, theirs = "".join(pdf.split()), "".join(word.split())
                assert (ours[:40], ours[-40:]) == (theirs[:40], theirs[-40:])


def test_the_document_to_attach_says_whose_it_is(made: Postings) -> None:
    """At the head the employer and what it is, at the foot the page of how many."""
    need("pdftotext")
    pages = page_texts(made["example"]["电话营销专员"].path("pdf"))
    for number, text in enumerate(pages, start=1):
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        assert lines[:2] == ["巨巢惠购网", "职位描述"]
        assert lines[-1].replace(" ", "") == f"{number}/{len(pages)}"


# ---- the texts

TELEPHONE = """\
【职位名称】
电话营销专员

【职位类别】
电话销售

【所属部门】
市场拓展部

【汇报对象】
市场拓展部经理

【工作地点】
四川省成都市高新区天府大道中段1688号8楼

【薪酬范围】
2500–5000元/月

【薪酬构成】
底薪2000元、销售提成

【工作经验】
一年以上

【学历要求】
高中以上

【招聘人数】
2人

【用工类型】
全职

【职位描述】
从事电话销售，推介公司产品。

岗位职责：
1. 接听和拨打电话，利用电话和互联网对目标客户开展电话邀约与电话销售。
2. 收发传真；收到的传真送达相关部门和人员并办理签收，以表格登记。
3. 管理相应的客户数据，做好电话访问与受访的记录。
4. 完成上级交办的其他任务。

任职要求：
1. 教育水平：高中以上
2. 工作经验/资历：一年以上
3. 应具备知识、技能：熟悉产品知识和营销政策；沟通与协调能力良好。
4. 普通话标准，能熟练使用办公软件

【职位福利】
五险一金、带薪年休假、节日慰问、年度体检

【工作时间】
每日8小时，每周40小时
休息日：双休，法定节假日休息

【试用期】
1个月

【单位名称】
巨巢惠购网

【单位简介】
巨巢惠购网是面向会员与经销商的网上商城，与各地的巨巢概念店相互配合，为会员提供商品与返利，为供应商和经销商提供销售渠道。市场运营中心负责商城的招商、市场拓展与营销。
单位性质：民营企业
所属行业：互联网零售
人员规模：50–99人

【联系方式】
请将简历发至招聘邮箱，邮件标题写明应聘岗位和姓名；也可登录招聘网页投递。
投递网址：https://jobs.example.com/juchao
邮箱：hr@example.com
电话：028-5550 0123
联系人：市场运营中心人事专员

【有效期至】
2012-06-30
"""


def test_the_text_for_boards_is_in_blocks_to_paste_one_by_one(made: Postings) -> None:
    """One posting in full, as somebody would write it by hand."""
    assert made["example"]["电话营销专员"].text("posting.txt") == TELEPHONE


def test_english_boards_are_spoken_to_in_english(made: Postings) -> None:
    """The fields that they ask for, in the same order."""
    board = made["english"]["Market Development Specialist"].board()
    assert list(board) == [
        "Job title", "Category", "Department", "Reports to", "Location", "Salary",
        "Pay made up of", "Experience", "Education", "Openings", "Employment type",
        "Job description", "Benefits", "Working hours", "Probation", "Highlights",
        "Employer", "About the employer", "How to apply", "Valid through",
    ]  # fmt: skip
    assert board["Salary"] == "CNY 3,000–6,000 per month"
    assert board["Job description"].startswith(
        "Develops the market, collects payments, researches the market, and builds and keeps good "
        "customer relationships.\n\nDuties:\n1. Meet the targets set for the post.\n"
    )


def numbered(letter: str, count: int) -> list[str]:
    """Return different sentences of 200 characters."""
    return [f"{number:02}{letter * 197}。" for number in range(count)]


def test_a_long_description_loses_whole_duties_the_last_ones_first(tmp_path: Path) -> None:
    """And what else comes up before them; a line says how many there are more."""
    duties = [*numbered("甲", 3), "完成上级交办的其他工作。", *numbered("乙", 40)]
    long = change(CLERK, 工作职责与任务=duties)
    _, made = post(write(tmp_path / "p", long), tmp_path / "out", formats=("docx",))
    text = made["出纳"].board()["职位描述"]
    assert text.split("\n") == [
        "岗位职责：",
        *(f"{number}. {duty}" for number, duty in enumerate([*numbered("甲", 3),
                                                              *numbered("乙", 4)], start=1)),
        "另有37项职责，见所附职位描述。",
        "",
        "任职要求：",
        "1. 教育水平：大专以上",
    ]  # fmt: skip
    # The next one would be too much.
    assert len(text) <= LONGEST_DESCRIPTION["zh"] < len(text) + 200


def test_requirements_go_when_no_duty_is_left_to_go(tmp_path: Path) -> None:
    """Each whole, the last ones first; then the summary. A description there is all the same."""
    long = change(CLERK, 本职概述="概" * 1499, 招聘={"招聘条件": numbered("条", 20)})
    _, made = post(write(tmp_path / "p", long), tmp_path / "out", formats=("docx",))
    assert made["出纳"].board()["职位描述"] == (
        "岗位职责：\n另有2项职责，见所附职位描述。\n\n任职要求：\n另有21项要求，见所附职位描述。"
    )


def test_no_description_is_longer_than_boards_allow(made: Postings) -> None:
    """Whatever the project."""
    for each in everything(made):
        board = each.board()
        text = board.get("职位描述") or board["Job description"]
        assert 0 < len(text) <= LONGEST_DESCRIPTION["zh" if "职位描述" in board else "en"]


@pytest.mark.parametrize(
    "text",
    [
        "联系电话：028-5550 0123", "（028）55500123", "手机13812345678", "手机：１３８１２３４５６７８",
        "拨打400-820-1234", "Call +44 20 7946 0958", "call (415) 555-1234",
        "简历发至hr@example.com", "登录 www.abc.com 投递", "见https://abc", "网址 abc.com.cn",
        "加微信 abc12345", "微信号：hr_abc", "WeChat ID: juchao_hr", "QQ 123456", "qq群：1234567",
    ],
)  # fmt: skip
def test_contact_details_are_recognised(text: str) -> None:
    """Numbers, addresses, names on chats; full-width digits as well."""
    assert has_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "接听和拨打电话。", "运营微信公众号，策划推文", "管理QQ群和微信群", "WeChat marketing campaigns",
        "执行ISO 9001:2015第7.5条的要求", "《管理办法》（Q/HX 203—2024）", "熟悉ASP.NET、Node.js",
        "5,000元以下采购的决定权", "2012-2015年", "线上线下活动", "误差控制在±0.02mm以内",
        "line management of staff", "Develop product line 12 items", "订单号2012030512345",
    ],
)  # fmt: skip
def test_work_with_telephones_and_chats_is_no_contact_detail(text: str) -> None:
    """Duties speak of them; standards, years and sums have digits, too."""
    assert not has_contact(text)
    assert without_contacts(text) == text


def test_a_sentence_with_contact_details_is_left_out_of_the_description(tmp_path: Path) -> None:
    """The rest of the duty stays, a note says where it stands, and the other files keep it."""
    duties = ["接听电话。如有疑问请致电028-5550 0123。做好记录；", "请加QQ 1234567。", "收款。"]
    role = change(
        CLERK,
        工作职责与任务=duties,
        招聘={"应聘方式": {"邮箱": "hr@example.com"}, "招聘条件": "简历发送人事部"},
    )
    result, made = post(write(tmp_path / "p", role), tmp_path / "out", formats=("docx",))
    text = made["出纳"].board()["职位描述"]
    assert "1. 接听电话。做好记录；\n2. 收款。\n" in text
    assert made["出纳"].board()["联系方式"] == "邮箱：hr@example.com"
    assert "请加QQ 1234567" in made["出纳"].text("posting.html")
    assert [line.split("\n")[0] for line in said(result.notes)] == [
        f"data/roles/clerk.yaml:{line}:3: 工作职责与任务[{number}]: 此处有联系方式：该句未列入 posting.txt 的职位描述"
        for line, number in ((5, 1), (6, 2))
    ]


def test_no_description_has_contact_details(made: Postings) -> None:
    """They have a block of their own."""
    for each in everything(made):
        board = each.board()
        assert not has_contact(board.get("职位描述") or board["Job description"])
    assert "028-5550 0123" in made["example"]["电话营销专员"].board()["联系方式"]


def read_markdown(text: str) -> list[tuple[str, str]]:
    """Return each line of text that CommonMark sees, with the element it stands in."""
    found = []
    tokens = MarkdownIt("commonmark").parse(text)
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline":
            pieces = (
                "\n" if child.type == "softbreak" else child.content
                for child in token.children or ()
            )
            found.append((before.tag, "".join(pieces)))
    return found


def test_markdown_prints_what_was_written(made: Postings) -> None:
    """Signs that mean something in Markdown mean themselves: read back by CommonMark's rules."""
    (each,) = made["awkward"].values()
    lines = read_markdown(each.text("posting.md"))
    assert [text for tag, text in lines if tag == "h1"] == [f"乙{SIGNS}"]
    assert [text for tag, text in lines if tag == "h2"] == [
        "单位简介", "亮点", "本职概述", "工作职责与任务", "任职要求", "薪酬福利", "应聘方式",
    ]  # fmt: skip
    texts = [text for _, text in lines]
    for expected in (
        f"甲{SIGNS}", f"{SIGNS}。", f"2) {SIGNS}", f"# {SIGNS}\n> {SIGNS}\n=== {SIGNS}",
        f"1. {SIGNS}", f"- {SIGNS}", f"+ {SIGNS}", f"1) {SIGNS}", f"直接上级：丙{SIGNS}",
        f"教育水平：{SIGNS}", f"福利：{SIGNS}、{SIGNS}", f"邮箱：信{SIGNS}",
    ):  # fmt: skip
        assert expected in texts
    # An address is a link, as it was written.
    assert "：<https://x.example/a?b=1&c='2'|[3]{4}中文%&d=%20>\n" in each.text("posting.md")
    spoilt = each.text("posting.md").replace("\\*", "*")
    assert read_markdown(spoilt) != lines


def test_markdown_of_an_ordinary_post_reads_as_text(made: Postings) -> None:
    """No backslash where none is needed; addresses are links."""
    text = made["example"]["电话营销专员"].text("posting.md")
    assert "\\" not in text
    assert (
        "- **投递网址**：<https://jobs.example.com/juchao>\n- **邮箱**：<hr@example.com>\n" in text
    )
    assert "1. 接听和拨打电话，" in text


# ---- what is refused

LACKING: Mapping[str, tuple[dict[str, Any], str, str]] = {
    # What is taken out, what the message calls it, what it says to fill in.
    "openings": ({"招聘": {"招聘人数": None}}, "招聘人数", "招聘.招聘人数"),
    "conditions": ({"任职资格": None}, "招聘条件", "招聘.招聘条件"),
    "work": ({"工作职责与任务": None}, "工作内容", "工作职责与任务"),
    "pay": ({"招聘": {"薪酬": "面议"}}, "基本劳动报酬", "招聘.薪酬"),
}
EMPLOYER: Mapping[str, tuple[str, str, str]] = {
    "company": ("单位简介", "单位基本情况", "招聘.单位简介"),
    "place": ("工作地点", "工作地点", "招聘.工作地点"),
}
NAMES = [name for _, name, _ in (*LACKING.values(), *EMPLOYER.values())]
OTHER = change(CLERK, id="other", 岗位名称="会计")


@pytest.mark.parametrize("element", [*LACKING, *EMPLOYER])
def test_a_post_that_lacks_an_element_is_refused_in_words(tmp_path: Path, element: str) -> None:
    """The element, the law and the key to fill in; the other post is made all the same."""
    clerk, handbook, other = dict(CLERK), dict(HANDBOOK), OTHER
    if element in LACKING:
        changes, name, key = LACKING[element]
        clerk = change(CLERK, **changes)
    else:
        field, name, key = EMPLOYER[element]
        offer = {k: v for k, v in HANDBOOK["招聘"].items() if k != field}
        handbook = {**HANDBOOK, "招聘": offer}
        # A post may say for itself what the handbook says for all.
        other = change(OTHER, 招聘={field: "苏州华新"})
    project = write(tmp_path / "p", clerk, other, handbook=handbook)
    result, made = post(project, tmp_path / "out", formats=("docx",))
    assert set(made) == {"会计"}
    (problem,) = said(result.refused)
    what, hint = problem.split("\n")
    assert what.startswith("data/roles/clerk.yaml:")
    assert "招聘: " in what
    assert "“出纳”" in what
    assert name in what
    assert "第二十四条" in what
    assert key in hint
    assert not [other for other in NAMES if other != name and other in what]


def test_the_run_ends_with_status_1_and_writes_the_rest(tmp_path: Path) -> None:
    """As the issue asks for: a refused posting stops neither the others nor anything else."""
    project = write(tmp_path / "p", change(CLERK, 招聘={"薪酬": None}), OTHER)
    run = jdgen("build", "postings", "--format", "docx", "--project", project, "--lang", "zh")
    assert run.status == 1
    assert "“出纳”" in run.errors
    assert (project / "output" / "postings" / "会计" / "posting.html").is_file()
    assert not (project / "output" / "postings" / "出纳").exists()


def test_what_breaks_recruitment_law_is_not_posted(tmp_path: Path) -> None:
    """In words, with the place; the other post is made all the same."""
    role = change(CLERK, 招聘={"招聘条件": ["限男性"]})
    result, made = post(write(tmp_path / "p", role, OTHER), tmp_path / "out", formats=("docx",))
    assert set(made) == {"会计"}
    (problem,) = said(result.refused)
    assert problem.startswith("data/roles/clerk.yaml:")
    assert "限男性" in problem


def test_a_post_without_an_offer_is_passed_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    """In a full run nothing is said of it, with --role it is refused."""
    plain = {name: value for name, value in CLERK.items() if name != "招聘"}
    project = write(tmp_path / "p", plain, OTHER)
    result, made = post(project, tmp_path / "out", formats=("docx",))
    assert (set(made), result.refused, result.notes) == ({"会计"}, (), ())
    result, made = post(project, tmp_path / "out", formats=("docx",), roles=("出纳",))
    assert made == {}
    assert said(result.refused)[0].startswith(
        "data/roles/clerk.yaml:1:1: “出纳”没有“招聘”一节，不对外发布"
    )


def test_a_draft_is_no_posting_unless_it_is_allowed(tmp_path: Path) -> None:
    """A note in a full run, refused when asked for, made with --allow-draft."""
    project = write(tmp_path / "p", change(CLERK, 状态="草稿"), OTHER)
    result, made = post(project, tmp_path / "1", formats=("docx",))
    assert (set(made), result.refused) == ({"会计"}, ())
    assert "草稿" in said(result.notes)[0]
    result, made = post(project, tmp_path / "2", formats=("docx",), roles=("clerk",))
    assert (made, len(result.refused)) == ({}, 1)
    wanted = {"roles": ("clerk",), "allow_draft": True}
    result, made = post(project, tmp_path / "3", formats=("docx",), **wanted)
    assert (set(made), result.refused) == ({"出纳"}, ())


def test_a_draft_without_an_offer_is_not_spoken_of(tmp_path: Path) -> None:
    """It would have no posting anyway: the example has such drafts."""
    result, _ = post(ROOT, tmp_path, formats=("docx",))
    assert (result.notes, result.refused) == ((), ())


def test_a_posting_without_a_date_is_made_with_a_note(tmp_path: Path) -> None:
    """Search engines leave it out; the date is not made up."""
    handbook = {**HANDBOOK, "招聘": {**HANDBOOK["招聘"]}}
    del handbook["招聘"]["发布日期"]
    project = write(tmp_path / "p", CLERK, handbook=handbook)
    result, made = post(project, tmp_path / "out", formats=("docx",))
    assert "datePosted" not in made["出纳"].markup
    assert [line.split(": ")[1] for line in said(result.notes)] == ["招聘"]
    assert "发布日期" in said(result.notes)[0]


def test_wanted_without_formats_makes_both(made: Postings) -> None:
    """The default is the whole folder."""
    assert Wanted().formats == ("docx", "pdf")
    assert all(each.path("pdf").is_file() for each in everything(made))
