"""Role cards: one page each, always, in every size and both formats; nothing on them is cut."""

from __future__ import annotations

import runpy
import shutil
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from jdgen.project import installed_theme
from jdgen.render.card_style import PAPERS, palette
from jdgen.render.contrast import contrast
from tests.cards import (
    BARE,
    EMPLOYER,
    ENGLISH,
    LEAST,
    LINK,
    LONG,
    MILLIMETRES,
    TASKS,
    Cards,
    all_cards,
    cards,
    decoded,
    letter_sizes,
    made_cards,
    more_duties,
    not_whole,
    paragraphs,
    said,
    text_of,
    things_said,
)
from tests.checkers.libreoffice import convert_to_pdf
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import check_structure, page_count
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.postings import CLERK, change, write
from tests.projects import ROOT, shared_folder
from tests.reading import open_pdf, squash
from tests.small import hashes, jdgen

COMPANY = (
    "巨巢惠购网是面向会员与经销商的网上商城，与各地的巨巢概念店相互配合，为会员提供商品与返利，"
    "为供应商和经销商提供销售渠道。市场运营中心负责商城的招商、市场拓展与营销。"
)
SIZES = ("A4", "A5", "A6")


@pytest.fixture(scope="module", params=SIZES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Cards]:
    """All cards of one size: of the example, of odd posts, of a project that says nothing more."""
    return all_cards(request.param, tmp_path_factory)


def each_card(made: list[Cards]) -> list[tuple[Cards, str]]:
    """Return every card of several projects."""
    found = [(one, title) for one in made for title in one.titles]
    assert len(found) == 11
    return found


# ---- the pages


def test_every_card_is_one_page_in_both_formats(made: list[Cards]) -> None:
    """Seven posts of the example, 40 duties of 200 characters, nothing but what must be."""
    need("soffice", "qpdf")
    for one, title in each_card(made):
        assert [page_count(each) for each in one.prints(title)] == [1, 1], (one.size, title)
    for one in made:
        assert page_count(one.path("cards.pdf")) == len(one.titles)


def test_the_paper_has_the_size_that_was_asked_for(made: list[Cards]) -> None:
    """In both formats, to half a millimetre."""
    need("soffice")
    for one, title in each_card(made):
        for each in one.prints(title):
            with pikepdf.open(each) as document:
                box = [float(edge) / 72 * 25.4 for edge in document.pages[0].mediabox]
            wanted = (0, 0, *MILLIMETRES[one.size])
            assert all(abs(a - b) < 0.5 for a, b in zip(box, wanted, strict=True)), (each, box)


def test_no_letter_is_smaller_than_can_be_read(made: list[Cards]) -> None:
    """9 points at A4 and A5, 8 at A6, in both formats; a card that says little is set larger."""
    need("soffice")
    for one, title in each_card(made):
        for each in one.prints(title):
            assert min(letter_sizes(each)) >= LEAST[one.size] - 0.06, each
    bare = made[2]
    assert max(letter_sizes(bare.path("出纳.pdf"))) > 1.4 * PAPERS[bare.size].titles[0]


def test_both_formats_say_the_same(made: list[Cards]) -> None:
    """The same characters, as LibreOffice prints the Word file."""
    need("soffice")
    for one, title in each_card(made):
        ours, theirs = (Counter(text_of(each)) for each in one.prints(title))
        assert ours == theirs, (one.size, title)


def test_in_word_everything_stays_inside_its_page(made: list[Cards]) -> None:
    """The foot ends where the page does: a line more in a band would push it over the edge."""
    need("soffice")
    for one, title in each_card(made):
        ours, theirs = one.prints(title)
        assert abs(_lowest(ours) - _lowest(theirs)) < PAPERS[one.size].least, (one.size, title)


def _lowest(pdf: Path) -> float:
    """Return how low the lowest word of a page stands, in points."""
    with open_pdf(pdf) as document:
        return max(float(word[3]) for word in document[0].get_text("words"))


def test_a_row_that_grows_in_word_is_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """With ten lines more, a card takes another page in LibreOffice."""
    need("soffice", "qpdf")
    one = made_cards(ROOT, "A6", shared_folder(tmp_path_factory), "example")
    longer = tmp_path / "longer.docx"
    with zipfile.ZipFile(one.path("电话营销专员.docx")) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    text = parts["word/document.xml"].decode("utf-8")
    start, end = text.split("从事电话销售", 1)
    end = end.replace("</w:p>", "</w:p>" + "<w:p><w:r><w:t>多</w:t></w:r></w:p>" * 10, 1)
    parts["word/document.xml"] = f"{start}从事电话销售{end}".encode()
    with zipfile.ZipFile(longer, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    assert page_count(convert_to_pdf(longer, tmp_path)) > 1


# ---- what is on them


def test_nothing_on_a_card_is_cut(made: list[Cards]) -> None:
    """Every paragraph is a whole thing of the data, a label, or the line about the rest."""
    for one, title in each_card(made):
        left = [
            text
            for text in not_whole(one.path(f"{title}.docx"), things_said(one.project, title))
            if not text.endswith("详见岗位说明书")
        ]
        # Employer and kicker in one line; kind, industry and size in another.
        facts = {"民营企业　互联网零售　50–99人", "合资企业　500–999人"}
        assert set(left) <= facts, (one.size, title)


def test_a_sentence_that_is_cut_is_noticed(made: list[Cards], tmp_path: Path) -> None:
    """One character less."""
    cut = tmp_path / "cut.docx"
    shutil.copy(made[0].path("电话营销专员.docx"), cut)
    whole = "从事电话销售，推介公司产品。"
    known = things_said(made[0].project, "电话营销专员")
    assert whole in known
    assert whole in not_whole(cut, known - {whole} | {whole[:-1]})


def test_the_line_about_the_rest_tells_the_truth(made: list[Cards]) -> None:
    """So many duties more as are not on the card; where all are, there is no such line."""
    numbers = {}
    for one, title in each_card(made):
        told, true = more_duties(one.path(f"{title}.docx"), one.project, title)
        assert told == true, (one.size, title)
        numbers[title] = told
    assert numbers[str(LONG["岗位名称"])] > 30
    if made[0].size == "A4":
        assert numbers["会计"] == 0


def test_a_wrong_number_and_small_letters_are_noticed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One duty more than are missing; a card of the smallest paper held to the larger one."""
    one = all_cards("A6", tmp_path_factory)[1]
    title = str(LONG["岗位名称"])
    wrong = tmp_path / "wrong.docx"
    with (
        zipfile.ZipFile(one.path(f"{title}.docx")) as source,
        zipfile.ZipFile(wrong, "w") as target,
    ):
        for name in source.namelist():
            text = source.read(name).decode("utf-8", "surrogateescape")
            text = text.replace("另有39项", "另有40项")
            target.writestr(name, text.encode("utf-8", "surrogateescape"))
    assert more_duties(wrong, one.project, title) == (40, 39)
    assert min(letter_sizes(one.path(f"{title}.pdf"))) < LEAST["A4"]


def test_what_leaves_first_is_least_important(made: list[Cards]) -> None:
    """Of forty duties the first ones stay, in order; the facts and how to apply always do."""
    docx = made[1].path(f"{LONG['岗位名称']}.docx")
    shown = [text for text in paragraphs(docx) if text.startswith("第")]
    duties = LONG["工作职责与任务"]
    assert shown == duties[: len(shown)] != []
    text = squash("".join(paragraphs(docx)))
    for thing in ("2人", "4000–6000元/月", "苏州市", LINK, "hr@example.com"):
        assert thing in text
    catch_all = "完成上级领导交办的其他工作。"
    analyst = paragraphs(made[0].path("产品定位分析师.docx"))
    last = "凭岗位资格申请成为巨巢惠购网经销商时，按公司规定办理手续，遵守经销商管理要求。"
    if last not in analyst:
        assert catch_all not in analyst


def test_a_card_says_where_the_post_stands_and_what_it_offers(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """All of it where there is room: the specialist's card on A4, word for word."""
    one = made_cards(ROOT, "A4", shared_folder(tmp_path_factory), "example")
    assert paragraphs(one.path("市场拓展部专员.docx")) == [
        "巨巢惠购网　诚聘",
        "市场拓展部专员",
        "隶属市场拓展部，向市场拓展部主管汇报",
        "招聘人数", "4人", "薪酬", "3000–6000元/月", "用工类型", "全职", "工作地点", "成都市高新区",
        "从事市场开发与市场调查，做好公司产品的市场工作和货款回收，与客户建立并保持良好关系。",
        "主要职责",
        "完成所承担的目标任务。", "做好客户关系维护。", "完成各项报表的编制。",
        "严格服从部门的各项工作安排。",
        "任职要求",
        "教育水平　中专以上", "工作经验/资历　一年以上",
        "应具备知识、技能　掌握市场知识和产品知识；沟通、公关、计划执行及客户服务能力较强。",
        "能适应省内短途出差",
        "单位简介",
        COMPANY,
        "民营企业　互联网零售　50–99人",
        "亮点",
        "每人一个固定区域，客户由自己开发和维护", "入职后有两周产品与市场培训",
        "我们提供",
        "薪酬构成", "底薪2500元、销售提成、第13个月工资",
        "福利", "五险一金、带薪年休假、节日慰问、年度体检",
        "工作时间", "每日8小时，每周40小时", "休息日", "双休，法定节假日休息",
        "试用期", "2个月，期间工资不低于约定工资的80%",
        "详细地址", "四川省成都市高新区天府大道中段1688号8楼", "工作环境", "不定",
        "应聘方式",
        "请将简历发至招聘邮箱，邮件标题写明应聘岗位和姓名；也可登录招聘网页投递。",
        "网上投递　https://jobs.example.com/juchao", "邮箱　hr@example.com",
        "电话　028-5550 0123", "联系人　市场运营中心人事专员", "有效期至　2012-06-30",
        "扫码应聘",
    ]  # fmt: skip


def test_a_post_that_is_not_advertised_offers_nothing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """No pay, benefits or date, and no call to apply for it; who the employer is, all the same."""
    one = made_cards(ROOT, "A4", shared_folder(tmp_path_factory), "example")
    text = "\n".join(paragraphs(one.path("营销部经理.docx")))
    assert "巨巢惠购网　岗位介绍" in text
    for thing in ("诚聘", "薪酬", "福利", "双休", "有效期至", "我们提供", "用工类型"):
        assert thing not in text


# ---- the codes


def test_the_code_leads_to_where_one_applies(made: list[Cards], tmp_path: Path) -> None:
    """Read by zbar from the pages of both formats, drawn as large as they are printed."""
    need("soffice", "zbarimg", "pdftoppm")
    for name, each in zip(("pdf", "word"), made[0].prints("电话营销专员"), strict=True):
        assert decoded(each, tmp_path / name) == ["https://jobs.example.com/juchao"], each


def test_a_code_is_large_enough_to_be_read(made: list[Cards]) -> None:
    """20 millimetres and more without its quiet zone, 16 at A6; its modules 0.4 and more."""
    with zipfile.ZipFile(made[0].path("电话营销专员.docx")) as archive:
        document = archive.read("word/document.xml").decode("utf-8")
    whole = int(document.split('<wp:extent cx="')[1].split('"')[0]) / 36000
    # Version 3 (ISO/IEC 18004): 29 modules, and four of quiet zone on each side.
    assert whole * 29 / 37 >= {"A4": 20, "A5": 20, "A6": 16}[made[0].size] - 0.01
    assert whole / 37 >= 0.4
    with open_pdf(made[0].path("电话营销专员.pdf")) as page:
        widths = [drawing["rect"].width for drawing in page[0].get_drawings()]
    assert any(abs(width / 72 * 25.4 - whole) < 0.1 for width in widths)


def test_a_link_that_no_code_holds_is_printed_without_one(tmp_path: Path) -> None:
    """A note says which key to shorten; the card is made."""
    link = f"https://jobs.example.com/{'a' * 900}"
    project = write(tmp_path / "p", change(CLERK, 招聘={"应聘方式": {"链接": link}}))
    result = cards(project, tmp_path, size="A6", formats=("docx",))
    (note,) = said(result.notes)
    assert note.startswith("data/roles/clerk.yaml:")
    assert "招聘.应聘方式.链接: “出纳”的单页上没有二维码" in note
    (file,) = result.files
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "media" in name]


# ---- the files


def test_the_files_pass_all_checkers(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """PDF/UA-1, PDF/A-3a and qpdf; openxml-audit and the Open XML SDK."""
    need("verapdf", "java", "jaxb", "qpdf", "openxml-audit", "ooxml-validator")
    sizes = {size: all_cards(size, tmp_path_factory) for size in SIZES}
    pdfs = [one.path("cards.pdf") for made in sizes.values() for one in made]
    pdfs.append(sizes["A5"][1].path("会计.pdf"))
    assert check_pdf(pdfs) == []
    assert [finding for each in pdfs for finding in check_structure(each)] == []
    # One of two columns with everything, one of one column, one shortened, one of a title alone.
    chosen = (("A4", 0, "市场拓展部专员"), ("A5", 1, "会计"), ("A6", 1, LONG["岗位名称"]),
              ("A4", 2, "出纳"))  # fmt: skip
    copies: list[Path] = []
    for size, number, title in chosen:
        copies.append(tmp_path / f"{len(copies)}.docx")
        shutil.copy(sizes[size][number].path(f"{title}.docx"), copies[-1])
    assert check_docx(copies) == []


def test_two_builds_of_one_input_are_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, in a new run, the sheet too."""
    for name in ("first", "second"):
        project = write(tmp_path / name, CLERK, handbook=EMPLOYER)
        cards(project, tmp_path / name / "output", size="A6", sheet="A4")
    first, second = (hashes(tmp_path / name / "output") for name in ("first", "second"))
    assert first == second
    assert sorted(first) == [
        "cards", "cards/cards.pdf", "cards/sheet.pdf", "cards/出纳.docx", "cards/出纳.pdf",
    ]  # fmt: skip


def test_the_files_say_whose_they_are_and_carry_nothing_else(made: list[Cards]) -> None:
    """Title, employer, language; no data and no name of the handbook."""
    title = "巨巢惠购网　招聘单页　电话营销专员"
    with pikepdf.open(made[0].path("电话营销专员.pdf")) as document:
        assert str(document.Root.Lang) == "zh-CN"
        assert str(document.docinfo["/Title"]) == title
        assert str(document.docinfo["/Author"]) == "巨巢惠购网"
        assert list(document.attachments) == []
    with zipfile.ZipFile(made[0].path("电话营销专员.docx")) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    assert not [name for name in parts if name.startswith("customXml")]
    assert not [name for name, text in parts.items() if "人员规划" in text or "SCYY" in text]
    assert f"<dc:title>{title}</dc:title>" in parts["docProps/core.xml"]


def test_addresses_are_links_in_both_formats(made: list[Cards]) -> None:
    """For whoever gets the file and not the paper."""
    wanted = {"https://jobs.example.com/juchao", "mailto:hr@example.com", "tel:02855500123"}
    with pikepdf.open(made[0].path("电话营销专员.pdf")) as document:
        annotations = list(document.pages[0].Annots)
        assert {str(each.A.URI) for each in annotations} == wanted
    with zipfile.ZipFile(made[0].path("电话营销专员.docx")) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode("utf-8")
    assert all(f'Target="{address}" TargetMode="External"' in relations for address in wanted)


def test_the_template_is_what_its_generator_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file in the repository is never edited by hand."""
    folder = ROOT / "templates" / "word"
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    makers = runpy.run_path(str(folder / "make_card.py"))
    assert (folder / "card.docx").read_bytes() == makers["make_card_template"]()


# ---- what is not made


def test_a_title_that_has_no_room_is_refused_and_stops_no_other(tmp_path: Path) -> None:
    """Told with file, line and what to do; the other card is made; the status says it."""
    long = {**BARE, "岗位名称": "甲乙丙丁" * 400}
    project = write(tmp_path / "p", long, CLERK)
    run = jdgen(
        "build", "cards", "--project", project, "--size", "A6", "--lang", "zh", "--format", "docx"
    )
    assert run.status == 1
    assert "data/roles/bare.yaml:2:7: 岗位名称: 未生成“甲乙丙丁" in run.errors
    assert "必须印出的内容超出一页 A6" in run.errors
    assert sorted(path.name for path in (project / "output" / "cards").iterdir()) == ["出纳.docx"]


def test_a_template_of_ones_own_is_used_and_its_faults_are_told(tmp_path: Path) -> None:
    """A word more in the PDF; an unknown name with file and line, in Word with the tag."""
    project = write(tmp_path / "p", BARE)
    own = project / "templates" / "html" / "card" / "card.html"
    own.parent.mkdir(parents=True)
    ours = (ROOT / "templates" / "html" / "card" / "card.html").read_text("utf-8")
    own.write_text(ours.replace("{{ card.kicker }}", "欢迎加入"), "utf-8")
    command = ("build", "cards", "--project", project, "--lang", "zh", "--size", "A6")
    assert jdgen(*command, "--format", "pdf").status == 0
    assert "欢迎加入" in text_of(project / "output" / "cards" / "出纳.pdf")
    own.write_text(ours.replace("{{ card.kicker }}", "{{ card.nix }}"), "utf-8")
    line = next(n for n, text in enumerate(ours.splitlines(), 1) if "card.kicker" in text)
    assert f"templates/html/card/card.html:{line}:" in jdgen(*command).errors
    own.unlink()
    word = project / "templates" / "word" / "card.docx"
    word.parent.mkdir()
    with (
        zipfile.ZipFile(ROOT / "templates" / "word" / "card.docx") as source,
        zipfile.ZipFile(word, "w") as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b"card.kicker", b"card.nix"))
    said = jdgen(*command).errors
    assert "templates/word/card.docx: {{ card.nix }}: 这里没有名为“nix”的内容" in said


def test_drafts_have_no_card_unless_asked_for(tmp_path: Path) -> None:
    """Named, a draft is refused; among all, it is noted; with --allow-draft it has its card."""
    project = write(tmp_path / "p", {**BARE, "状态": "草稿"}, TASKS)
    result = cards(project, tmp_path / "all", size="A6", formats=("docx",))
    assert [path.name for path in result.files] == ["会计.docx"]
    assert (len(result.notes), result.refused) == (1, ())
    result = cards(project, tmp_path / "one", roles=("bare",), formats=("docx",))
    assert (result.files, len(result.refused)) == ({}, 1)
    result = cards(
        project, tmp_path / "draft", roles=("bare",), allow_draft=True, formats=("docx",)
    )
    assert [path.name for path in result.files] == ["出纳.docx"]


def test_what_is_planned_is_what_is_made(tmp_path: Path) -> None:
    """Two posts of one title have their ids in their names; none takes that of all cards."""
    other = {**BARE, "id": "c", "岗位名称": "Cards"}
    project = write(tmp_path / "p", BARE, {**BARE, "id": "second"}, other)
    command = (
        "build",
        "cards",
        "--project",
        project,
        "--size",
        "A6",
        "--sheet",
        "A4",
        "--lang",
        "en",
    )
    planned = jdgen(*command, "--lang", "en", "--dry-run").output.splitlines()
    run = jdgen(*command, "--lang", "en")
    made = [line.split(" (")[0] for line in run.output.splitlines() if line.startswith("wrote")]
    assert [line.replace("would write", "wrote") for line in planned] == made
    assert [Path(line).name for line in made] == [
        "出纳-bare.docx", "出纳-bare.pdf", "Cards-c.docx", "Cards-c.pdf", "出纳-second.docx",
        "出纳-second.pdf", "cards.pdf", "sheet.pdf",
    ]  # fmt: skip


def test_without_pango_no_card_is_made_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The layout that tells what fits is that of the PDF; other packs go on."""
    monkeypatch.setattr("jdgen.produce.cards.pdf_engine", lambda _: None)
    result = cards(write(tmp_path / "p", BARE), tmp_path, formats=("docx",))
    assert result.files == {}
    assert said(result.refused)[0].startswith("cards: 未生成招聘单页")


# ---- how they look


@pytest.mark.parametrize("name", ["standard", "form"])
def test_text_can_be_read_on_every_ground(name: str) -> None:
    """4.5 to 1 and more, in both themes and in one whose colours are all too light."""
    theme = installed_theme(name)
    pale = dict.fromkeys(theme.colours.model_dump(), "FFE9A8")
    for each in (
        theme,
        theme.model_copy(update={"colours": theme.colours.model_copy(update=pale)}),
    ):
        colours = palette(each)
        for text, ground in (
            (colours.on_band, colours.band),
            (colours.on_band_quiet, colours.band),
            *(
                (text, ground)
                for text in (colours.strip_label, colours.strip_value, colours.text,
                             colours.quiet, colours.heading)
                for ground in (colours.strip, colours.side, "FFFFFF")
            ),
        ):  # fmt: skip
            assert contrast(text, ground) >= 4.5, (text, ground)


def test_english_cards_are_in_english(tmp_path: Path) -> None:
    """Labels, phrases and the amount of pay; one page in Word as well."""
    need("soffice", "qpdf")
    result = cards(ENGLISH, tmp_path, size="A6", roles=("product-positioning-analyst",))
    files = {path.name: path for path in result.files}
    said = paragraphs(files["Product Positioning Analyst.docx"])
    assert said[:5] == [
        "Juchao Online Mall · We are hiring",
        "Product Positioning Analyst",
        "Marketing Department, reporting to the Marketing Manager",
        "Openings",
        "1",
    ]
    assert "CNY 5,000–8,000 per month" in said
    assert any(line.endswith("more duties in the full description") for line in said)
    assert not [line for line in said if any("\u4e00" <= c <= "\u9fff" for c in line)]
    assert page_count(convert_to_pdf(files["Product Positioning Analyst.docx"], tmp_path)) == 1
