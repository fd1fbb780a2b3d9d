"""What a sync makes of files that are not as printed: both sides changed, tracked, cut down."""

from __future__ import annotations

import errno
import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from jdgen.build import Request, build
from jdgen.errors import InputError
from jdgen.produce.job import Wanted
from jdgen.sync import Request as SyncRequest
from jdgen.sync import carry_out, prepare
from tests.checkers.tools import need
from tests.checkers.writer import edit_documents
from tests.projects import ROOT
from tests.small import CLERK, HANDBOOK, MANAGER, Run, hashes, jdgen, write_project
from tests.word_edits import (
    DOCUMENT,
    Body,
    Edit,
    W,
    add_below,
    delete,
    edit_word,
    saved,
    words,
    write,
)
from tests.workbooks import package, parts

CLERK_TEXT = """\
id: clerk
岗位名称: 出纳
所在部门: 销售部
直接上级: 经理
岗位定员: 2
本职概述: 办理现金收付。
工作职责与任务:
  - 登记现金日记账和银行存款日记账。
  - 办理银行结算。  # 每天
  - 保管库存现金和有价证券。
任职资格:
  教育水平: 大专以上
"""
MANAGER_TEXT = "id: manager\n岗位名称: 经理\n所在部门: 销售部\n本职概述: 主持销售部的工作。\n"
FILES = {CLERK: CLERK_TEXT, MANAGER: MANAGER_TEXT}
PAGE = "role_clerk"
SETTLE = "办理银行结算。"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the handbook of the project below, in Word."""
    return _built(write_project(tmp_path_factory.mktemp("printed"), FILES), "handbook")


def _built(project: Path, pack: str, **wanted: Any) -> bytes:
    made = build(Request(project, packs=(pack,), wanted=Wanted(formats=("docx",), **wanted)))
    return next(path for path in made.files if path.suffix == ".docx").read_bytes()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the project that it was printed from."""
    return write_project(tmp_path / "project", FILES)


def sync(data: bytes, project: Path, *options: str) -> Run:
    """Run a sync of a document."""
    file = saved(data, project.parent / "手册.docx")
    return jdgen("sync", file, "--project", project, "--lang", "en", *options)


def changes(run: Run) -> list[tuple[Any, ...]]:
    """Return what ``--format json`` printed as tuples, its keys held to."""
    listed = json.loads(run.output)
    assert all(
        list(each) == ["kind", "role", "field", "before", "after"] for each in listed
    )
    return [tuple(each.values()) for each in listed]


def set_line(old: str, new: str) -> Edit:
    """Return the edit that lets a paragraph on the clerk's page say something else."""
    return lambda body: write(body.page(PAGE).line(old), new)


def replace(project: Path, name: str, old: str, new: str) -> None:
    """Edit a file of the data by hand."""
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), encoding="utf-8")


TYPED = ("changed", "clerk", "duties", SETTLE, "办理银行结算和对账。")


# ---- three ways


def test_what_both_changed_apart_is_told_with_both_sides_and_stays(
    printed: bytes, project: Path
) -> None:
    """The data keeps its own, the rest of the file is taken, and the exit status says so."""
    replace(project, CLERK, SETTLE, "办理网上银行结算。")
    edits = set_line(SETTLE, "办理银行结算和对账。"), set_line("大专以上", "本科以上")
    run = sync(edit_word(printed, *edits), project, "--yes", "--format", "json")
    assert run.status == 1
    assert changes(run) == [
        ("changed", "clerk", "qualifications.education", "大专以上", "本科以上")
    ]
    assert run.errors.startswith(
        "Conflicts: 1. Both the file and data/ were changed; data/ stays as it is here:\n"
        "  出纳 (clerk)\n"
        "    ! 工作职责与任务 2:\n"
        "        printed:  办理银行结算。\n"
        "        the file: 办理银行结算和对账。\n"
        "        data/:    办理网上银行结算。\n"
    )
    wanted = CLERK_TEXT.replace(SETTLE, "办理网上银行结算。").replace("大专以上", "本科以上")
    assert (project / CLERK).read_text("utf-8") == wanted


def test_a_post_deleted_in_word_and_changed_in_the_data_is_a_conflict(
    printed: bytes, project: Path
) -> None:
    """Nothing of it goes."""
    replace(project, CLERK, SETTLE, "办理网上银行结算。")
    before = hashes(project)
    run = sync(edit_word(printed, lambda body: body.page(PAGE).delete()), project, "--yes")
    assert (run.status, run.output) == (1, "")
    assert "    ! the whole post:\n        printed:  出纳\n        the file: ∅\n" in run.errors
    assert hashes(project) == before


def test_what_both_changed_alike_or_in_different_places_is_merged(
    printed: bytes, project: Path
) -> None:
    """A change of the data alone is no change of the file."""
    replace(project, CLERK, SETTLE, "办理银行结算和对账。")
    replace(project, CLERK, "岗位定员: 2", "岗位定员: 3")
    replace(project, CLERK, "  - 保管", "  - 编制资金日报表。\n  - 保管")

    def add(body: Body) -> None:
        duty = body.page(PAGE).line(SETTLE)
        write(duty, "办理银行结算和对账。")
        add_below(duty, "每月盘点库存现金。")

    run = sync(edit_word(printed, add), project, "--yes", "--format", "json")
    assert (run.status, run.errors.splitlines()) == (0, [f"wrote {project / CLERK}"])
    assert changes(run) == [("added", "clerk", "duties", "", "每月盘点库存现金。")]
    text = (project / CLERK).read_text("utf-8")
    assert "岗位定员: 3" in text
    assert text.index("对账") < text.index("每月盘点") < text.index("保管")
    assert text.index("对账") < text.index("资金日报表") < text.index("保管")


# ---- tracked changes


def _element(name: str, text: str = "", **attributes: str) -> etree._Element:
    found = etree.Element(f"{W}{name}", {f"{W}{key}": each for key, each in attributes.items()})
    found.text = text or None
    return found


def _by(name: str, *content: etree._Element) -> etree._Element:
    """Return what somebody put in or took out."""
    around = _element(name, id="77", author="李", date="2026-01-01T00:00:00Z")
    around.extend(content)
    return around


def _run(text: str, name: str = "t") -> etree._Element:
    run = _element("r")
    run.append(_element(name, text))
    return run


def _mark(line: etree._Element, name: str) -> None:
    """Mark the end of a paragraph as put in or taken out."""
    properties = line.find(f"{W}pPr")
    assert properties is not None
    ends = _element("rPr")
    ends.append(_by(name))
    properties.append(ends)


def _wrap(line: etree._Element, name: str) -> None:
    """Mark all that a paragraph says as put in or taken out."""
    for run in line.findall(f"{W}r"):
        if name == "del":
            for text in run.findall(f"{W}t"):
                text.tag = f"{W}delText"
        around = _by(name)
        run.addprevious(around)
        around.append(run)


def _tracked(body: Body) -> None:
    """Replace words, put a paragraph in, take another one out."""
    page = body.page(PAGE)
    duty = page.line(SETTLE)
    more = add_below(duty, "每月盘点。")
    _wrap(more, "ins")
    _mark(more, "ins")
    first = duty.find(f"{W}r")
    assert first is not None
    write(duty, "办理银行")
    pieces = [_by("del", _run("结算", "delText")), _by("ins", _run("收付")),
              _by("ins", _run("和对账")), _run("。")]  # fmt: skip
    for each in reversed(pieces):
        first.addnext(each)
    gone = page.line("登记现金日记账和银行存款日记账。")
    _wrap(gone, "del")
    _mark(gone, "del")


def test_tracked_changes_are_accepted_or_as_if_rejected(printed: bytes, project: Path) -> None:
    """By default what the editors of the file want; with --original what was before them."""
    data = edit_word(printed, _tracked)
    assert changes(sync(data, project, "--dry-run", "--format", "json")) == [
        ("removed", "clerk", "duties", "登记现金日记账和银行存款日记账。", ""),
        ("changed", "clerk", "duties", SETTLE, "办理银行收付和对账。"),
        ("added", "clerk", "duties", "", "每月盘点。"),
    ]
    run = sync(data, project, "--dry-run", "--format", "json", "--original")
    assert (changes(run), run.errors) == ([], "")


def test_a_tracked_move_is_a_move(printed: bytes, project: Path) -> None:
    """Word marks both places: taken out of the one, put in at the other."""

    def move(body: Body) -> None:
        page = body.page(PAGE)
        last, first = page.line("保管库存现金和有价证券。"), page.line(
            "登记现金日记账和银行存款日记账。")  # fmt: skip
        new = add_below(first, words(last))
        first.addprevious(new)
        for line, name, end in ((last, "moveFrom", "del"), (new, "moveTo", "ins")):
            _wrap(line, name)
            _mark(line, end)

    data = edit_word(printed, move)
    text = "保管库存现金和有价证券。"
    assert changes(sync(data, project, "--dry-run", "--format", "json")) == [
        ("moved", "clerk", "duties", {"text": text, "position": 3}, {"text": text, "position": 1})
    ]
    assert changes(sync(data, project, "--dry-run", "--format", "json", "--original")) == []


def test_changes_that_libreoffice_recorded(printed: bytes, project: Path, tmp_path: Path) -> None:
    """Typed, taken out and put in with recording on."""
    need("soffice", "uno")
    edits = [
        ["record"],
        ["replace", "出纳", "有价证券", "票据"],
        ["add line", "出纳", "保管库存现金", "每月盘点。"],
        ["delete line", "出纳", "登记现金日记账"],
        ["replace", "出纳", "大专以上", "本科以上"],
    ]
    data = edit_documents(printed, {"recorded": edits}, tmp_path)["recorded"]
    assert b"w:ins " in parts(data)[DOCUMENT]
    run = sync(data, project, "--dry-run", "--format", "json")
    assert changes(run) == [
        ("removed", "clerk", "duties", "登记现金日记账和银行存款日记账。", ""),
        ("changed", "clerk", "duties", "保管库存现金和有价证券。", "保管库存现金和票据。"),
        ("added", "clerk", "duties", "", "每月盘点。"),
        ("changed", "clerk", "qualifications.education", "大专以上", "本科以上"),
    ]
    assert run.errors == ""
    assert changes(sync(data, project, "--dry-run", "--format", "json", "--original")) == []


# ---- comments

SAID = """\
Comments in the file:
  出纳: 王经理: 是否含网银？ 请财务部确认。
  elsewhere: 李: 书名再议
"""


def _commented(data: bytes) -> bytes:
    """Return a file with a comment on a duty and one on the cover, as Word keeps them."""
    notes = {"1": ("王经理", ("是否含网银？", "请财务部确认。")), "2": ("李", ("书名再议",))}
    root = _element("comments")
    for number, (author, texts) in notes.items():
        note = _element("comment", id=number, author=author, date="2026-01-01T00:00:00Z")
        for text in texts:
            line = _element("p")
            line.append(_run(text))
            note.append(line)
        root.append(note)

    def refer(line: etree._Element, number: str) -> None:
        run = _element("r")
        run.append(_element("commentReference", id=number))
        line.append(run)

    def edit(body: Body) -> None:
        refer(body.page(PAGE).line(SETTLE), "1")
        refer(next(body.element.iter(f"{W}p")), "2")

    content = parts(edit_word(data, edit))
    content["word/comments.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    content[relations] = content[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="rNotes" Type="{kind}" Target="comments.xml"/></Relationships>'.encode(),
    )
    type_of = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/comments.xml" ContentType="{type_of}"/></Types>'.encode(),
    )
    return package(content)


def test_comments_are_listed_by_post(printed: bytes, project: Path) -> None:
    """Those in a post's page under its title, all others behind; they change nothing."""
    run = sync(_commented(printed), project, "--dry-run", "--format", "json")
    assert (run.status, changes(run), run.errors) == (0, [], SAID)


# ---- what other programs drop


def _without_bookmarks(body: Body) -> None:
    for mark in [*body.element.iter(f"{W}bookmarkStart"), *body.element.iter(f"{W}bookmarkEnd")]:
        delete(mark)


def _without_data(data: bytes) -> bytes:
    kept = {name: part for name, part in parts(data).items() if not name.startswith("customXml/")}
    return package(kept)


@pytest.mark.parametrize("bookmarks", [True, False])
@pytest.mark.parametrize("inside", [True, False])
def test_without_bookmarks_or_data_titles_and_labels_serve(
    bookmarks: bool, inside: bool, printed: bytes, project: Path
) -> None:
    """The same change comes out; that the data inside is gone is said."""
    edits = [set_line(SETTLE, "办理银行结算和对账。"), *([] if bookmarks else [_without_bookmarks])]
    data = edit_word(printed, *edits)
    run = sync(data if inside else _without_data(data), project, "--dry-run", "--format", "json")
    assert changes(run) == [TYPED]
    assert run.errors == (
        ""
        if inside
        else "the file has lost the data that it was printed from: it is compared with data/ as it"
        " is now\n"
    )


# ---- what people read


def test_an_hr_lead_reads_which_post_which_field_before_and_after(
    printed: bytes, project: Path
) -> None:
    """In Chinese: changed, added, moved, removed, a new post with all that it says."""

    def edit(body: Body) -> None:
        page = body.page(PAGE)
        first = page.line("登记现金日记账和银行存款日记账。")
        first.addprevious(page.line("保管库存现金和有价证券。"))
        write(page.line(SETTLE), "办理银行结算和对账。")
        add_below(page.line("办理银行结算和对账。"), "每月盘点。")
        delete(first)
        new = body.page("role_manager").copy()
        write(new.line("经理"), "会计")
        write(new.value("岗位名称"), "会计")
        write(new.line("主持销售部的工作。"), "核算。")

    run = jdgen("sync", saved(edit_word(printed, edit), project / "手册.docx"),
                "--project", project, "--lang", "zh", "--dry-run")  # fmt: skip
    assert (run.status, run.errors) == (0, "")
    assert run.output == """\
出纳 (clerk)
  ※ 移动 工作职责与任务（第 3 条移到第 1 条）：保管库存现金和有价证券。
  － 删除 工作职责与任务 1：登记现金日记账和银行存款日记账。
  ※ 修改 工作职责与任务 2：
      原：办理银行结算。
      改：办理银行结算和对账。
  ＋ 新增 工作职责与任务 3：每月盘点。
会计 (kuai-ji)
  ＋ 全新：
      所在部门：销售部
      直接下级：出纳
      本职概述：核算。
改动共 5 处
"""


def test_of_two_long_texts_the_part_that_differs_is_shown(tmp_path: Path) -> None:
    """A word changed at the end of a page of text can be seen."""
    summary = "办理现金收付和银行结算。" * 30
    project = write_project(
        tmp_path / "project", {CLERK: CLERK_TEXT.replace("办理现金收付。", summary)}
    )
    data = edit_word(_built(project, "handbook"), set_line(summary, summary[:-3] + "划转。"))
    run = sync(data, project, "--dry-run")
    before, now = run.output.splitlines()[2:4]
    context = "…" + summary[:-3][-20:]
    assert (before, now) == (f"      before: {context}结算。", f"      now:    {context}划转。")


def test_edits_of_tables_that_repeat_the_posts_are_told_and_not_taken(
    printed: bytes, project: Path
) -> None:
    """A headcount changed in the list of posts alone is not passed over in silence."""

    def edit(body: Body) -> None:
        for row in body.element.iter(f"{W}tr"):
            cells = list(row.iter(f"{W}tc"))
            if len(cells) == 5 and "出纳" in [words(cell) for cell in cells]:
                write(next(cells[3].iter(f"{W}p")), "7")
                return
        raise AssertionError("no row of the list")

    run = sync(edit_word(printed, edit), project, "--dry-run")
    assert run.output == "No change: the file says what data/ says.\n"
    assert run.errors == (
        "the tables of “一、中心组织结构图” repeat what the posts say: edits in them are not taken"
        " over; make them in the posts\n"
    )


# ---- dry runs, asking, revisions


def test_nothing_is_written_without_a_yes(printed: bytes, project: Path) -> None:
    """Not by a dry run, not where nobody answers, not by the list for programs."""
    data = edit_word(printed, set_line(SETTLE, "办理银行结算和对账。"))
    before = hashes(project)
    for options, status in ((["--dry-run"], 0), ([], 1), (["--format", "json"], 1)):
        assert sync(data, project, *options).status == status
        assert hashes(project) == before
    run = sync(data, project, "--yes")
    assert run.status == 0
    assert run.output.splitlines() == [
        "出纳 (clerk)",
        "  * changed 工作职责与任务 2:",
        "      before: 办理银行结算。",
        "      now:    办理银行结算和对账。",
        "Changes: 1",
        f"wrote {project / CLERK}",
    ]
    assert (project / CLERK).read_text("utf-8") == CLERK_TEXT.replace(
        "办理银行结算。", "办理银行结算和对账。"
    )


def test_a_revision_is_recorded_if_the_handbook_asks(tmp_path: Path) -> None:
    """The version is raised, and a line says when and what; nothing for what nobody changed."""
    asked = {HANDBOOK: "标题: 手册\n单位: 中心\n版本: A/0\n修订登记: 是\n"}
    project = write_project(tmp_path / "project", FILES | asked)
    data = edit_word(
        _built(project, "handbook"),
        set_line(SETTLE, "办理银行结算和对账。"), set_line("大专以上", "本科以上"),
    )  # fmt: skip
    manager = (project / MANAGER).read_bytes()
    file = saved(data, tmp_path / "手册.docx")
    run = jdgen("sync", file, "--project", project, "--yes", "--lang", "en",
                environ={"SOURCE_DATE_EPOCH": "1330560000"})  # fmt: skip
    assert run.status == 0
    text = CLERK_TEXT.replace(SETTLE, "办理银行结算和对账。").replace("大专以上", "本科以上")
    assert (project / MANAGER).read_bytes() == manager
    found = (project / CLERK).read_text("utf-8")
    for line in text.splitlines():
        assert line in found.splitlines()
    assert [line for line in found.splitlines() if line not in text.splitlines()] == [
        "版本: A/1",
        "修订记录:",
        "  - 版本: A/1",
        "    日期: 2012-03-01",
        "    修订内容: 修改工作职责与任务、任职资格。",
    ]
    again = jdgen("sync", file, "--project", project, "--dry-run", "--format", "json")
    assert json.loads(again.output) == []


def test_all_is_written_or_nothing(
    printed: bytes, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the second of two files can't be put in its place, the first is as it was."""

    def edit(body: Body) -> None:
        write(body.page(PAGE).line(SETTLE), "办理银行结算和对账。")
        write(body.page("role_manager").line("主持销售部的工作。"), "主持工作。")

    data = edit_word(printed, edit)
    before = hashes(project)
    put = os.replace
    done: list[str] = []

    def full(source: str | Path, target: str | Path, **options: Any) -> None:
        if str(target).endswith((CLERK, MANAGER)):
            done.append(str(target))
            if len(done) == 2:
                raise OSError(errno.ENOSPC, "No space left on device")
        put(source, target, **options)

    monkeypatch.setattr(os, "replace", full)
    run = sync(data, project, "--yes")
    monkeypatch.undo()
    assert len(done) == 3  # the first, the second, and the first put back
    assert run.status == 1
    assert "Traceback" not in run.errors
    assert hashes(project) == before


def test_what_was_saved_in_the_meantime_is_not_written_over(printed: bytes, project: Path) -> None:
    """Between the question and its answer somebody edits the data."""
    data = edit_word(printed, set_line(SETTLE, "办理银行结算和对账。"))
    request = SyncRequest(saved(data, project / "手册.docx"), project, date(2026, 1, 1))
    prepared = prepare(request)
    replace(project, CLERK, "大专以上", "本科以上")
    before = hashes(project)
    with pytest.raises(InputError) as failure:
        carry_out(prepared)
    said = [str(problem.what.text) for problem in failure.value.problems]
    assert said == ["this file was changed in the meantime"]
    assert hashes(project) == before


# ---- files that are not taken back


def _foreign(*texts: str) -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


FOREIGN = _foreign("关于放假的通知", "各部门：", "特此通知。")
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
BOMB = package({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a>" + b" " * 10**8})
DAMAGED = "this file is damaged, cut off, or not what its name says"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (FOREIGN, "this is no handbook and no description of a post of this project"),
        (FOREIGN[:-200], DAMAGED),
        (b"", "this file is empty"),
        (b"%PDF-1.7 what", DAMAGED),
        (LOCKED, "this file is protected by a password"),
        (BOMB, "this file would unpack to far more than a document needs"),
        (package({"a.xml": b"<a/>"}), "this is not a Word file"),
    ],
)
def test_what_is_no_document_of_ours_is_refused(data: bytes, said: str, project: Path) -> None:
    """In plain words, with nothing written and no traceback."""
    before = hashes(project)
    run = sync(data, project, "--yes")
    assert (run.status, run.output, hashes(project)) == (1, "", before)
    assert said in run.errors
    assert "Traceback" not in run.errors


def test_entities_are_refused_and_nothing_is_fetched(printed: bytes, project: Path) -> None:
    """A document type is what no Office program writes."""
    content = parts(printed)
    text = content[DOCUMENT].decode("utf-8")
    entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    start = text.index("<w:document")
    content[DOCUMENT] = (text[:start] + entity + text[start:]).encode("utf-8")
    run = sync(package(content), project, "--yes")
    assert run.status == 1
    assert "this file declares entities of its own, which no Office program writes" in run.errors


def test_a_file_with_macros_and_links_is_read_as_text_alone(printed: bytes, project: Path) -> None:
    """As Word saves it with macros: another type for the body, and a part that nobody opens."""
    content = parts(edit_word(printed, set_line(SETTLE, "办理银行结算和对账。")))
    types = content["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert main in types
    content["[Content_Types].xml"] = types.replace(
        main, b"application/vnd.ms-word.document.macroEnabled.main+xml"
    )
    content["word/vbaProject.bin"] = LOCKED
    file = saved(package(content), project.parent / "手册.docm")
    run = jdgen("sync", file, "--project", project, "--dry-run", "--format", "json")
    assert changes(run) == [TYPED]


@pytest.mark.parametrize("pack", ["cards", "notice", "postings"])
def test_what_goes_out_is_not_taken_back_and_carries_no_data(
    pack: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """Cards, notices and postings of the example: no part inside, and a refusal that says so."""
    output = tmp_path_factory.mktemp(pack)
    wanted = Wanted(formats=("docx",), roles=("telemarketing-specialist",))
    made = build(Request(ROOT, packs=(pack,), output=output, wanted=wanted))
    data = next(path for path in made.files if path.suffix == ".docx").read_bytes()
    assert [name for name in parts(data) if name.startswith("customXml")] == []
    file = saved(data, tmp_path / "x.docx")
    run = jdgen("sync", file, "--project", ROOT, "--dry-run", "--lang", "en")
    assert (run.status, run.output) == (1, "")
    hint = (
        "    cards, notices and postings are not taken back; other documents are read by:"
        " jdgen import FILE --into DIR"
    )
    assert run.errors.splitlines() == [
        f"{file}: this is no handbook and no description of a post of this project",
        hint,
        "1 problem; nothing was written",
    ]


def test_a_file_of_another_project_is_refused(project: Path, tmp_path: Path) -> None:
    """None of its posts is one of this project."""
    other = write_project(
        tmp_path / "other", {CLERK: None, MANAGER: None, "data/roles/driver.yaml":
                             "id: driver\n岗位名称: 司机\n所在部门: 销售部\n"})  # fmt: skip
    run = sync(_built(other, "handbook"), project, "--yes")
    assert run.status == 1
    assert "this file was printed from another project" in run.errors


def test_another_kind_of_file_and_a_missing_one_are_refused(project: Path) -> None:
    """By name, before anything is read."""
    file = saved(b"text", project.parent / "手册.txt")
    run = jdgen("sync", file, "--project", project, "--lang", "en")
    assert run.status == 1
    assert "only Word files (.docx) and rosters (.xlsx) are taken back" in run.errors
    run = jdgen("sync", project / "none.docx", "--project", project, "--lang", "en")
    assert (run.status, "there is no such file" in run.errors) == (1, True)
