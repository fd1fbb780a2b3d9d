"""Single descriptions: each post's pages of the handbook as documents of their own, to sign."""

from __future__ import annotations

import fcntl
import functools
import itertools
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from jdgen.build import Request, Result, build, plan
from jdgen.errors import InputError
from jdgen.library import load
from jdgen.model import Role
from jdgen.organisation import Organisation
from jdgen.produce.job import Wanted
from jdgen.views.handbook import view_handbook
from tests.checkers.libreoffice import convert
from tests.checkers.ooxml import check_docx
from tests.checkers.pages import check_structure
from tests.checkers.pdfcheck import check_pdf
from tests.checkers.tools import need
from tests.projects import ROOT, Built, build_once, make_project, shared_folder
from tests.reading import open_pdf, read_pdf, squash
from tests.small import CLERK, HANDBOOK, MANAGER, jdgen, write_project
from tests.twins import word_print

ENGLISH = ROOT / "templates" / "projects" / "english"
# The English example in one theme; a handbook that uses every field, in both.
CASES = (
    ("example", "standard"),
    ("example", "form"),
    ("english", "standard"),
    ("every field", "standard"),
    ("every field", "form"),
)
# The line above the handbook's first post, and what stands there in its own document.
CHAPTER = {"zh": ("二、岗位职责", "岗位说明书"), "en": ("2 Job descriptions", "Job description")}

# Where running heads end and folios begin, in points from the edge, in both themes.
_HEAD, _FOOT = 60, 57
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# The lines of each page, without running heads and folios.
Pages = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Singles:
    """A handbook that was built, and the single descriptions of its posts in print order."""

    built: Built
    organisation: Organisation
    folder: Path

    @property
    def roles(self) -> Sequence[Role]:
        """The posts."""
        return self.organisation.roles

    @property
    def chapter(self) -> tuple[str, str]:
        """The handbook's heading above its first post, and the one of the post's own document."""
        book, own = CHAPTER[self.organisation.library.handbook.language]
        return squash(book), squash(own)

    def file(self, role: Role, kind: str) -> Path:
        """Return a post's document; ``word`` is LibreOffice's print of it."""
        folder = self.folder / ("libreoffice" if kind == "word" else "roles")
        return folder / f"{role.title}.{'docx' if kind == 'docx' else 'pdf'}"

    def pages(self, role: Role, kind: str) -> Pages:
        """Return the pages of a post's own document."""
        return read_lines(self.file(role, kind))

    def pages_in_handbook(self, role: Role, kind: str) -> Pages:
        """Return the handbook's pages of a post; Word's break where the PDF's do (test_twins)."""
        book = self.built.pdf if kind == "pdf" else word_print(self.built)
        first, end = section_pages(self.built)[f"role_{role.id.replace('-', '_')}"]
        return read_lines(book)[first:end]


@functools.cache
def read_lines(pdf: Path) -> Pages:
    """Read what stands in the type area of each page, line by line, without white space."""
    with open_pdf(pdf) as document:
        areas = [
            page.get_text(clip=(0, _HEAD, page.rect.width, page.rect.height - _FOOT))
            for page in document
        ]
    return tuple(tuple(filter(None, map(squash, area.splitlines()))) for area in areas)


@functools.cache
def section_pages(built: Built) -> Mapping[str, tuple[int, int]]:
    """Return for each section of a handbook its first page, from 0, and the next one's."""
    view = view_handbook(load(built.project).library, fixed_grid=built.theme == "form")
    with open_pdf(built.pdf) as document:
        pages = {name: to["page"] for name, to in document.resolve_names().items()}
        count = len(document)
    anchors = [section.anchor for section in view.sections if section.anchor in pages]
    starts = [*(pages[anchor] for anchor in anchors), count]
    return dict(zip(anchors, itertools.pairwise(starts), strict=True))


def differences(single: Pages, handbook: Pages, chapter: tuple[str, str]) -> Iterator[str]:
    """Yield a sentence for each page on which the two don't read alike, line by line.

    ``chapter``: the headings of the two that may stand at the very beginning.
    """
    if len(single) != len(handbook):
        yield f"{len(single)} pages instead of {len(handbook)}"
    for number, (own, theirs) in enumerate(zip(single, handbook, strict=False), start=1):
        if number == 1 and (theirs[0], own[0]) == chapter:
            own, theirs = own[1:], theirs[1:]  # noqa: PLW2901 - less the line that may differ
        if own != theirs:
            pairs = itertools.zip_longest(own, theirs, fillvalue="nothing")
            line, other = next((a, b) for a, b in pairs if a != b)
            yield f"page {number}: {line!r} instead of {other!r}"


def skips(levels: Sequence[int]) -> bool:
    """Whether headings begin below level 1 or leave out a level on their way down."""
    return any(below > above + 1 for above, below in itertools.pairwise((0, *levels)))


@functools.cache
def singles_of(project: Path, theme: str, shared: Path) -> Singles:
    """Build a handbook and its single descriptions, and print the latter with LibreOffice, once."""
    built = build_once(project, theme, shared)
    folder = built.pdf.parents[1] / "singles"
    folder.mkdir(exist_ok=True)
    # One test worker builds, the others wait and find the result.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _build(project, folder, theme=theme)
            convert(sorted((folder / "roles").glob("*.docx")), folder / "libreoffice", timeout=300)
            (folder / "done").touch()
    return Singles(built, Organisation(load(project).library), folder)


def _build(project: Path, output: Path, *, theme: str | None = None, **wanted: Any) -> Result:
    asked = Wanted(**wanted)
    return build(
        Request(
            project, packs=("roles",), theme=theme, output=output, wanted=asked, cache=False
        )
    )


@pytest.fixture(params=CASES, ids=lambda case: "-".join(case).replace(" ", "-"))
def singles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Singles:
    """The descriptions of one project in one theme, built once for all tests."""
    need("soffice")
    name, theme = request.param
    shared = shared_folder(tmp_path_factory)
    if name == "every field":
        folder = make_project(tmp_path_factory.mktemp("project") / "3", posts=3)
    else:
        folder = {"example": ROOT, "english": ENGLISH}[name]
    return singles_of(folder, theme, shared)


# ---- the same pages as in the handbook


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_each_page_reads_line_by_line_as_in_the_handbook(singles: Singles, kind: str) -> None:
    """Same number of pages, same lines on each, for every post; also as LibreOffice prints them."""
    wrong = {
        role.title: found
        for role in singles.roles
        if (
            found := list(
                differences(
                    singles.pages(role, kind),
                    singles.pages_in_handbook(role, kind),
                    singles.chapter if role is singles.roles[0] else ("", ""),
                )
            )
        )
    }
    assert wrong == {}
    assert len(singles.roles) >= 3


def test_only_the_first_post_has_the_chapters_heading(singles: Singles) -> None:
    """In the handbook it is numbered; here it says what the document is."""
    first, *others = singles.roles
    assert singles.pages(first, "pdf")[0][0] == singles.chapter[1]
    assert singles.pages_in_handbook(first, "pdf")[0][0] == singles.chapter[0]
    assert all(singles.pages(role, "pdf")[0][0] != singles.chapter[1] for role in others)


def test_a_page_that_differs_from_the_handbook_is_noticed(singles: Singles) -> None:
    """The comparison fails on planted faults: another post, a page less, a line moved."""
    first, second, *_ = singles.roles
    mine = singles.pages(first, "pdf")
    assert list(differences(mine, singles.pages_in_handbook(second, "pdf"), ("", "")))
    assert list(differences((*mine, ("one",)), mine, ("", ""))) == [
        f"{len(mine) + 1} pages instead of {len(mine)}"
    ]
    moved = ((*mine[0][1:], mine[0][0]), *mine[1:])
    (said,) = differences(moved, mine, ("", ""))
    assert said == f"page 1: {mine[0][1]!r} instead of {mine[0][0]!r}"
    # The chapter's heading is excused where it stands, and no other line is.
    other = (("一", *mine[0][1:]), *mine[1:])
    assert list(differences(other, mine, (mine[0][0], "一"))) == []
    assert list(differences(other, mine, ("", "")))


def test_mentions_of_posts_in_latin_letters_break_lines_as_their_links_do(tmp_path: Path) -> None:
    """Between Han and Latin stands a gap, but none beside a link: nor where the link was."""
    text = "与IT主管协商，请IT主管复核，向IT主管移交，由IT主管保存，经IT主管批准，" * 6
    role = "id: {}\n岗位名称: {}\n所在部门: 销售部\n工作职责与任务:\n  - {}\n"
    project = write_project(
        tmp_path / "project",
        {
            CLERK: role.format("clerk", "出纳", text),
            MANAGER: role.format("it-lead", "IT主管", "管理网络。"),
        },
    )
    built = build_once(project, "standard", tmp_path)
    _build(project, tmp_path / "out", theme="standard")
    first, end = section_pages(built)["role_clerk"]
    book = read_lines(built.pdf)[first:end]
    own = read_lines(tmp_path / "out" / "roles" / "出纳.pdf")
    assert sum("IT主管" in line for line in book[0]) > 4
    assert list(differences(own, book, CHAPTER["zh"])) == []


# ---- what makes a document of it


def test_heads_name_the_issuer_and_the_post_and_folios_count_the_pages(singles: Singles) -> None:
    """Sheets come apart: each says whose it is, which one it is, and of how many."""
    need("soffice")
    handbook = singles.organisation.library.handbook
    issuer = "".join(filter(None, (handbook.company, handbook.organisation)))
    if handbook.company and handbook.language == "en":
        issuer = f"{handbook.company},{handbook.organisation}"
    colon = ":" if handbook.language == "en" else ""
    for role in singles.roles:
        head = squash(f"{issuer}{singles.chapter[1]}{colon}{role.title}")
        count = len(singles.pages(role, "pdf"))
        folios = [f"{number}/{count}" for number in range(1, count + 1)]
        for kind in ("pdf", "word"):
            margins = read_margins(singles.file(role, kind))
            assert margins == [(head, folio) for folio in folios], f"{role.title}, {kind}"


def read_margins(pdf: Path) -> list[tuple[str, str]]:
    """Return what stands above and below the type area of each page, from left to right."""
    with open_pdf(pdf) as document:
        return [
            (_read(page, 0, _HEAD), _read(page, page.rect.height - _FOOT, page.rect.height))
            for page in document
        ]


def _read(page: Any, top: float, bottom: float) -> str:
    """Return the words that lie wholly between two heights, from left to right."""
    words = [word for word in page.get_text("words") if word[1] >= top and word[3] <= bottom]
    return squash("".join(word[4] for word in sorted(words, key=lambda word: float(word[0]))))


def test_the_word_file_has_a_plain_head_and_a_folio_of_two_fields(singles: Singles) -> None:
    """No STYLEREF: most posts have no heading of level 1; the stored number of pages is true."""
    for role in singles.roles:
        with zipfile.ZipFile(singles.file(role, "docx")) as archive:
            parts = {
                name: archive.read(name).decode("utf-8")
                for name in archive.namelist()
                if re.fullmatch(r"word/(header|footer)\d+\.xml", name)
            }
        fields = [re.findall(r"<w:instrText[^>]*>\s*(.*?)\s*<", text) for text in parts.values()]
        assert sorted(fields) == [[], ["PAGE", "NUMPAGES"]]
        (footer,) = (text for text in parts.values() if "NUMPAGES" in text)
        shown = "".join(etree.fromstring(footer.encode()).itertext(_W + "t"))
        assert shown == f"1 / {len(singles.pages(role, 'pdf'))}"


def test_headings_begin_at_level_one_and_skip_none(singles: Singles) -> None:
    """Whatever stood above the post in the handbook; its own title is always among them."""
    for role in singles.roles:
        pieces = read_pdf(singles.file(role, "pdf"), singles.built.theme).pieces
        headings = [piece for piece in pieces if piece.level]
        assert squash(role.title) in [heading.text for heading in headings]
        assert not skips([heading.level for heading in headings]), role.title


def test_skipped_levels_are_noticed() -> None:
    """The check fails on planted faults: a beginning below level 1, a step over a level."""
    assert skips([3, 4])
    assert skips([1, 3])
    assert not skips([1, 2, 3, 3, 2, 3, 1])


def test_no_link_leads_out_of_a_description(singles: Singles) -> None:
    """Other posts are named; in neither format a link leads to a page that is not there."""
    named = 0
    for role in singles.roles:
        with pikepdf.open(singles.file(role, "pdf")) as document:
            assert [page for page in document.pages if "/Annots" in page] == []
        with zipfile.ZipFile(singles.file(role, "docx")) as archive:
            body = archive.read("word/document.xml").decode("utf-8")
        assert "w:hyperlink" not in body
        named += sum(other.title in body for other in singles.roles if other is not role)
    assert named


def test_the_properties_say_which_post_and_whose(singles: Singles) -> None:
    """Title with the post's, the issuer as author, the handbook as subject, its department."""
    handbook = singles.organisation.library.handbook
    words = CHAPTER[handbook.language][1]
    for role in singles.roles:
        title = f"{words}: {role.title}" if handbook.language == "en" else f"{words}　{role.title}"
        department = singles.organisation.department(role.department)
        keyword = department.name if department else role.department
        with pikepdf.open(singles.file(role, "pdf")) as document:
            info = {name: str(value) for name, value in document.docinfo.items()}
            assert str(document.Root.Lang) == {"zh": "zh-CN", "en": "en"}[handbook.language]
        assert (info["/Title"], info["/Subject"]) == (title, handbook.title)
        assert (info["/Keywords"], handbook.organisation in info["/Author"]) == (keyword, True)
        with zipfile.ZipFile(singles.file(role, "docx")) as archive:
            core = etree.fromstring(archive.read("docProps/core.xml"))
        said = {etree.QName(each).localname: each.text for each in core}
        assert (said["title"], said["subject"]) == (title, handbook.title)
        assert (said["keywords"], said["creator"]) == (keyword, info["/Author"])


def test_drafts_are_printed_and_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A description stays in the house: a draft is to be talked over."""
    need("soffice")
    singles = singles_of(ROOT, "form", shared_folder(tmp_path_factory))
    drafts = {role.title for role in singles.roles if role.status == "草稿"}
    assert len(drafts) == 4
    for role in singles.roles:
        for kind in ("pdf", "word"):
            noted = any("草稿：本岗位内容为补写" in line for line in singles.pages(role, kind)[0])
            assert noted is (role.title in drafts)


# ---- the data inside


def attached(pdf: Path) -> Any:
    """Return the data attached to a PDF, None where there is none."""
    with pikepdf.open(pdf) as document:
        for name in document.attachments:
            return json.loads(document.attachments[name].get_file().read_bytes())
    return None


def carried(docx: Path) -> Any:
    """Return the data carried in a Word file, None where there is none."""
    with zipfile.ZipFile(docx) as archive:
        if "customXml/item1.xml" in archive.namelist():
            return json.loads(str(etree.fromstring(archive.read("customXml/item1.xml")).text))
    return None


def test_the_data_inside_is_that_of_the_one_post(singles: Singles) -> None:
    """The post, and what tells its department and handbook; the same in both formats."""
    identity = {"title", "company", "organisation", "language", "document_number", "version",
                "edition", "issue_date", "effective_date"}  # fmt: skip
    for role in singles.roles:
        data = attached(singles.file(role, "pdf"))
        assert data == carried(singles.file(role, "docx"))
        assert set(data) == {"handbook", "departments", "roles"}
        assert [each["id"] for each in data["roles"]] == [role.id]
        assert data["roles"][0]["title"] == role.title
        assert "recruitment" not in data["roles"][0]
        assert {"title", "organisation", "language"} <= set(data["handbook"]) <= identity
        department = singles.organisation.department(role.department)
        names = [each["name"] for each in data["departments"]]
        assert names == ([department.name] if department else [])
        assert all(set(each) <= {"id", "name", "code"} for each in data["departments"])


def test_without_attachment_neither_file_carries_data(tmp_path: Path) -> None:
    """--no-attach."""
    result = _build(ENGLISH, tmp_path, roles=("operations-director",), attach=False)
    docx, pdf = result.files
    assert (attached(pdf), carried(docx)) == (None, None)


# ---- checkers


def _sample(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Singles, Role]]:
    """All of the project with every field; of the example the first, a head, and plain posts."""
    shared = shared_folder(tmp_path_factory)
    full = make_project(tmp_path_factory.mktemp("project") / "3", posts=3)
    sample = []
    for theme in ("standard", "form"):
        every = singles_of(full, theme, shared)
        sample += [(every, role) for role in every.roles]
        example = singles_of(ROOT, theme, shared)
        titles = ("市场运营总监", "市场拓展部经理", "招商部专员", "产品定位分析师")
        sample += [(example, role) for role in example.roles if role.title in titles]
    english = singles_of(ENGLISH, "standard", shared)
    sample += [(english, role) for role in english.roles[:3]]
    assert len(sample) == 2 * (3 + 4) + 3
    return sample


def test_the_pdfs_conform_and_are_sound(tmp_path_factory: pytest.TempPathFactory) -> None:
    """veraPDF finds nothing against PDF/UA-1 and PDF/A-3a, qpdf nothing in the structure."""
    need("soffice", "verapdf", "java", "jaxb", "qpdf")
    files = [singles.file(role, "pdf") for singles, role in _sample(tmp_path_factory)]
    assert check_pdf(files, ("ua1", "3a")) == []
    assert [finding for file in files for finding in check_structure(file)] == []


def test_the_word_files_pass_both_validators(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """openxml-audit and the Open XML SDK report nothing."""
    need("soffice", "openxml-audit", "ooxml-validator")
    copies = []
    for number, (singles, role) in enumerate(_sample(tmp_path_factory)):
        copy = tmp_path / f"{number}.docx"
        copy.write_bytes(singles.file(role, "docx").read_bytes())
        copies.append(copy)
    assert check_docx(copies) == []


# ---- which files


def test_some_posts_alone_give_the_same_bytes_as_all(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """By id, title or alias, in print order; another folder, another run, fewer neighbours."""
    need("soffice")
    everything = singles_of(ENGLISH, "standard", shared_folder(tmp_path_factory))
    second, first = everything.roles[1], everything.roles[0]
    result = _build(ENGLISH, tmp_path, theme="standard", roles=(second.title, first.id))
    names = [path.relative_to(tmp_path).as_posix() for path in result.files]
    assert names == [
        f"roles/{role.title}.{suffix}" for role in (first, second) for suffix in ("docx", "pdf")
    ]
    assert result.pages == sum(len(everything.pages(role, "pdf")) for role in (first, second))
    for path in result.files:
        assert path.read_bytes() == (everything.folder / "roles" / path.name).read_bytes()


def test_the_plan_names_what_is_made_and_progress_counts_posts(tmp_path: Path) -> None:
    """Each post in turn; two of one title are told apart by their ids, made together or alone."""
    role = "id: {}\n岗位名称: 会计\n所在部门: 销售部\n"
    files = {CLERK: role.format("clerk"), MANAGER: role.format("manager")}
    project = write_project(tmp_path / "project", files)
    request = Request(project, packs=("roles",), output=tmp_path / "out", cache=False)
    steps: list[tuple[str, int, int]] = []
    result = build(request, lambda *step: steps.append(step))
    assert [path.name for path in result.files] == [
        "会计-clerk.docx", "会计-clerk.pdf", "会计-manager.docx", "会计-manager.pdf",
    ]  # fmt: skip
    assert tuple(result.files) == plan(request, load(project).library)
    assert steps == [
        ("pages", 0, 2), ("pages", 1, 2), ("pages", 2, 2), ("word", 1, 2), ("word", 2, 2),
    ]  # fmt: skip
    alone = _build(project, tmp_path / "alone", roles=("manager",), formats=("docx",))
    assert [path.name for path in alone.files] == ["会计-manager.docx"]


def test_an_unknown_post_is_refused_and_nothing_written(tmp_path: Path) -> None:
    """With what may have been meant."""
    project = write_project(tmp_path)
    run = jdgen("build", "roles", "--project", project, "--role", "出那", "--role", "经理",
                "--lang", "zh")  # fmt: skip
    assert run.status == 1
    first, hint, *_ = run.errors.splitlines()
    assert first == "--role: 没有名为“出那”的岗位"
    assert "“出纳”" in hint
    assert not (project / "output").exists()


def test_characters_that_no_font_has_are_told_for_all_posts_at_once(tmp_path: Path) -> None:
    """Each with its place in the data, and nothing is written."""
    role = "id: {}\n岗位名称: {}\n所在部门: 销售部\n本职概述: {}\n"
    project = write_project(
        tmp_path,
        {
            CLERK: role.format("clerk", "出纳", "甲\U00013000"),
            MANAGER: role.format("manager", "经理", "乙\U00013001"),
        },
    )
    with pytest.raises(InputError) as caught:
        _build(project, tmp_path / "out")
    places = [(problem.location.file, problem.key) for problem in caught.value.problems]
    assert places == [(CLERK, "本职概述"), (MANAGER, "本职概述")]
    assert not (tmp_path / "out").exists()


def test_a_template_that_fails_is_told_once_and_not_for_each_post(tmp_path: Path) -> None:
    """Both posts fail on it; nothing is written."""
    project = write_project(tmp_path, {"templates/html/sections/role.html": "{{ nix }}"})
    with pytest.raises(InputError) as caught:
        _build(project, tmp_path / "out")
    (problem,) = caught.value.problems
    assert problem.location.file == "templates/html/sections/role.html"
    assert not (tmp_path / "out").exists()


def test_the_files_are_dated_by_the_post_then_by_the_handbook(tmp_path: Path) -> None:
    """生效日期 of the post, else 发布日期 of the handbook; never the clock."""
    handbook = "标题: 手册\n单位: 中心\n发布日期: 2012-02-20\n"
    role = "id: clerk\n岗位名称: 出纳\n所在部门: 销售部\n生效日期: 2013-05-06\n"
    project = write_project(tmp_path / "project", {HANDBOOK: handbook, CLERK: role})
    result = _build(project, tmp_path / "out")
    dates = {}
    for path in result.files:
        if path.suffix == ".pdf":
            with pikepdf.open(path) as document:
                dates[path.stem] = str(document.docinfo["/CreationDate"])[2:10]
    assert dates == {"出纳": "20130506", "经理": "20120220"}
