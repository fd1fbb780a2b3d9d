"""The roster as a workbook: valid, the same each time, nothing in it but text and numbers."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import zlib
from collections.abc import Mapping
from getpass import getuser
from pathlib import Path

import pytest
from lxml import etree

from tests.checkers.libreoffice import convert
from tests.checkers.ooxml import check_docx, check_with_audit, check_with_sdk
from tests.checkers.tools import need
from tests.projects import make_project, read_data
from tests.small import CLERK, HANDBOOK, hashes, jdgen, write_project
from tests.workbooks import column_of, package, parts, read_rows, sheet_parts

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "templates" / "projects" / "english"
SHEETS = ["说明", "岗位", "职责", "报表", "部门"]
HIDDEN = ["jdgen_lists", "jdgen_data"]
NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def exported(project: Path, file: Path, **environ: str) -> bytes:
    """Export the roster of a project into a file and return its bytes."""
    run = jdgen("export", "roster", "--project", project, "--to", file, environ=environ)
    assert (run.status, run.errors) == (0, "")
    return file.read_bytes()


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Return the rosters of the examples and of a project with every field and odd text."""
    folder = tmp_path_factory.mktemp("rosters")
    made = make_project(folder / "made", posts=40)
    projects = {"zh": ROOT, "en": ENGLISH, "made": made}
    for name, project in projects.items():
        exported(project, folder / f"{name}.xlsx")
    return {name: folder / f"{name}.xlsx" for name in projects}


def root_of(data: bytes, sheet: str) -> etree._Element:
    """Return the XML of one sheet."""
    return etree.fromstring(parts(data)[sheet_parts(data)[sheet]])


# ---- the file


def test_rosters_are_valid_workbooks(rosters: Mapping[str, Path]) -> None:
    """By the Open XML SDK and by a second validator."""
    need("ooxml-validator", "openxml-audit")
    assert check_docx(rosters.values()) == []


def test_a_planted_fault_in_a_workbook_is_found(
    rosters: Mapping[str, Path], tmp_path: Path
) -> None:
    """A row that ends a cell of no kind; a style that there is none of."""
    need("ooxml-validator", "openxml-audit")
    content = parts(rosters["zh"].read_bytes())
    part = sheet_parts(rosters["zh"].read_bytes())["岗位"]
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(
        package({**content, part: content[part].replace(b"</row>", b"<cell/></row>", 1)})
    )
    assert check_with_sdk([bad]) != []
    assert check_with_audit([bad]) != []


def test_libreoffice_shows_what_was_written(rosters: Mapping[str, Path], tmp_path: Path) -> None:
    """Each cell of each sheet, read from its own version of the file."""
    need("soffice", "calc")
    files = list(rosters.values())
    for file, saved in zip(files, convert(files, tmp_path, to="xlsx"), strict=True):
        data, again = file.read_bytes(), saved.read_bytes()
        assert list(sheet_parts(again)) == list(sheet_parts(data))
        for sheet in sheet_parts(data):
            assert _trimmed(read_rows(again, sheet)) == _trimmed(read_rows(data, sheet))


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    texts = [[cell for cell in row] for row in rows]  # noqa: C416 - rows are changed below
    for row in texts:
        while row and not row[-1]:
            row.pop()
    while texts and not texts[-1]:
        texts.pop()
    return texts


def test_the_same_data_give_the_same_bytes_and_nothing_of_the_machine(tmp_path: Path) -> None:
    """Neither clock, user, host nor folder; the date comes from the data or SOURCE_DATE_EPOCH."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first = exported(ROOT, tmp_path / "a" / "roster.xlsx")
    assert exported(ROOT, tmp_path / "b" / "other.xlsx", SOURCE_DATE_EPOCH="1") == first
    content = parts(first)
    # The copy is base64, in which any short name may stand by chance.
    text = re.sub(b"[A-Za-z0-9+/=]{200,}", b"", b"".join(content.values()))
    for leak in (socket.gethostname(), getuser(), str(tmp_path), str(ROOT), os.sep + "home"):
        assert not re.search(rb"\b" + re.escape(leak.encode("utf-8")) + rb"\b", text)
    assert b"2012-02-20T00:00:00Z" in content["docProps/core.xml"]
    undated = write_project(tmp_path / "undated")
    for epoch, date in (("", b"2000-01-01T"), ("1700000000", b"2023-11-14T")):
        data = exported(undated, tmp_path / "u.xlsx", SOURCE_DATE_EPOCH=epoch)
        assert date in parts(data)["docProps/core.xml"]


def test_where_it_lands_and_what_it_must_be_called(tmp_path: Path) -> None:
    """In the project's output, after the handbook's title; .xlsx and nothing else."""
    project = write_project(tmp_path / "p")
    run = jdgen("export", "roster", "--project", project, "--lang", "zh")
    assert run.status == 0
    assert "output/roster/手册岗位一览表.xlsx" in hashes(project)
    assert run.output.splitlines()[-1] == "修改之后运行：jdgen sync 文件名.xlsx"
    before = hashes(project)
    wrong = jdgen("export", "roster", "--project", project, "--to", "x.xls", "--lang", "en")
    assert wrong.status == 2
    assert "“x.xls” must end in .xlsx" in wrong.errors
    assert hashes(project) == before


# ---- what is in it


def test_each_post_duty_report_and_department_has_its_row(rosters: Mapping[str, Path]) -> None:
    """Counted in the data files themselves."""
    data = rosters["made"].read_bytes()
    project = read_data(rosters["made"].parent / "made")
    duties = sum(
        len(_listed(each, name))
        for records, names in (
            (project.roles, ("duties", "safety_duties")), (project.departments, ("duties",))
        )
        for each in records
        for name in names
    )  # fmt: skip
    reports = sum(len(_listed(each, "reports")) for each in project.roles)
    assert [len(read_rows(data, sheet)) - 1 for sheet in SHEETS[1:]] == [
        len(project.roles), duties, reports, len(project.departments),
    ]  # fmt: skip
    titles = {row[1] for row in read_rows(data, "岗位")[1:]}
    assert titles == {each["title"] for each in project.roles}


def _listed(record: Mapping[str, object], name: str) -> list[object]:
    found = record.get(name, [])
    return found if isinstance(found, list) else [found]


def test_a_post_reads_as_its_page_does(rosters: Mapping[str, Path]) -> None:
    """References by title, lists in one cell, a headcount as a number."""
    data = rosters["zh"].read_bytes()
    header, *rows = read_rows(data, "岗位")
    row = next(dict(zip(header, row, strict=False)) for row in rows if row[1] == "营销部经理")
    assert row["id"] == "marketing-manager"
    assert (row["所在部门"], row["直接上级"], row["岗位定员"]) == ("营销部", "市场运营总监", "1")
    assert row["直接下级"] == "产品定位分析师、产品营销策划师"
    assert row["权力"].split("\n")[:2] == ["合理化建议权", "申诉权"]
    assert row["教育水平"] == "本科以上"
    cell = root_of(data, "岗位").xpath("//x:c[@r='F2']", namespaces=NS)[0]
    assert cell.get("t") is None  # a number: people add them up


def test_an_english_handbook_has_english_sheets(rosters: Mapping[str, Path]) -> None:
    """Names, headers, lists and the page that explains them."""
    data = rosters["en"].read_bytes()
    assert list(sheet_parts(data)) == [
        "About",
        "Posts",
        "Duties",
        "Reports",
        "Departments",
        *HIDDEN,
    ]
    assert read_rows(data, "Posts")[0][:4] == ["ID", "Job title", "Department", "Reports to"]
    words = json.dumps(read_rows(data, "About"), ensure_ascii=False)
    assert "Internal, not to leave the house" in words
    assert not re.search("[\u4e00-\u9fff]", words)


def test_own_labels_of_a_handbook_head_its_columns(tmp_path: Path) -> None:
    """As they head its pages."""
    project = write_project(
        tmp_path / "p", {HANDBOOK: "标题: 手册\n单位: 中心\n标签: {权力: 权限, 编制时间: 时限}\n"}
    )
    data = exported(project, tmp_path / "r.xlsx")
    assert "权限" in read_rows(data, "岗位")[0]
    assert "时限" in read_rows(data, "报表")[0]


def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path) -> None:
    """What looks like one is what somebody wrote."""
    odd = ["=1+1", '=HYPERLINK("http://x.example")', "http://x.example", "007", "1e5", "+1", "@x"]
    duties = "".join(f"  - '{text}'\n" for text in odd)
    clerk = f"id: clerk\n岗位名称: '=cmd()'\n所在部门: 销售部\n工作职责与任务:\n{duties}"
    data = exported(write_project(tmp_path / "p", {CLERK: clerk}), tmp_path / "r.xlsx")
    assert [row[2] for row in read_rows(data, "职责")[1:]] == odd
    for sheet in SHEETS[1:]:
        root = root_of(data, sheet)
        assert root.findall(".//x:f", NS) == root.findall(".//x:hyperlink", NS) == []
    cells = root_of(data, "职责").xpath("//x:c[starts-with(@r, 'C')]", namespaces=NS)
    assert {cell.get("t") for cell in cells} == {"s"}


def test_a_text_too_long_for_a_cell_is_refused(tmp_path: Path) -> None:
    """Rather than cut; the message names the post and the field."""
    clerk = f"id: clerk\n岗位名称: 出纳\n所在部门: 销售部\n本职概述: {'长' * 33000}\n"
    project = write_project(tmp_path / "p", {CLERK: clerk})
    run = jdgen("export", "roster", "--project", project, "--lang", "en")
    assert run.status == 1
    assert "“本职概述” of “出纳” is longer than a cell" in run.errors
    assert not (project / "output").exists()


# ---- how it is to use


def test_lists_offer_what_there_is_however_long(rosters: Mapping[str, Path]) -> None:
    """By reference to cells: a list in the rule itself ends at 255 characters."""
    data = rosters["made"].read_bytes()
    header = read_rows(data, "岗位")[0]
    rules = root_of(data, "岗位").findall(".//x:dataValidation", NS)
    offered = {}
    for rule in rules:
        first = re.match("([A-Z]+)2:", str(rule.get("sqref")))
        formula = rule.findtext("x:formula1", "", NS)
        assert first is not None
        offered[header[column_of(first[1])]] = _range(data, formula)
    assert set(offered) == {"所在部门", "直接上级", "状态", "教育水平", "职务代理人", "晋升岗位"}
    titles = [row[1] for row in read_rows(data, "岗位")[1:]]
    assert len(",".join(titles)) > 255
    assert offered["直接上级"][: len(titles)] == titles
    assert "总经理" in offered["直接上级"]
    assert offered["状态"] == ["草稿", "征求意见稿", "试行", "现行", "作废"]
    assert offered["所在部门"][1:] == [row[1] for row in read_rows(data, "部门")[1:]]


def _range(data: bytes, formula: str) -> list[str]:
    found = re.fullmatch(r"jdgen_lists!\$([A-Z])\$1:\$\1\$(\d+)", formula)
    assert found is not None
    place = column_of(found[1])
    return [row[place] for row in read_rows(data, "jdgen_lists")[: int(found[2])]]


@pytest.mark.parametrize("sheet", SHEETS[1:])
def test_headers_stay_in_sight_filter_and_repeat_on_paper(
    sheet: str, rosters: Mapping[str, Path]
) -> None:
    """Landscape, all columns on one page's width, pages numbered, ids in grey."""
    data = rosters["zh"].read_bytes()
    root = root_of(data, sheet)
    pane, setup = root.find(".//x:pane", NS), root.find("x:pageSetup", NS)
    assert pane is not None and setup is not None  # noqa: PT018 - for the types
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert root.find("x:autoFilter", NS) is not None
    assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0")
    assert "&P" in str(root.findtext("x:headerFooter/x:oddFooter", "", NS))
    book = parts(data)["xl/workbook.xml"].decode("utf-8")
    assert f"{sheet}!$1:$1" in re.sub("&apos;|'", "", book)


def test_hidden_sheets_are_very_hidden(rosters: Mapping[str, Path]) -> None:
    """Nobody deletes them by mistake."""
    book = etree.fromstring(parts(rosters["zh"].read_bytes())["xl/workbook.xml"])
    states = {each.get("name"): each.get("state") for each in book.iterfind(".//x:sheet", NS)}
    assert states == dict.fromkeys(SHEETS) | dict.fromkeys(HIDDEN, "veryHidden")


def test_the_hidden_copy_holds_what_the_sheets_show_and_nothing_else(
    rosters: Mapping[str, Path],
) -> None:
    """No recruitment, no indicators, no notes: what it shows is all it says."""
    mark, *cells = [row[0] for row in read_rows(rosters["made"].read_bytes(), "jdgen_data")]
    assert mark == "jdgen roster 1"
    copy = json.loads(zlib.decompress(base64.b64decode("".join(cells))))
    assert set(copy) == {"departments", "handbook", "headers", "language", "lists", "roles"}
    assert set(copy["handbook"]) == {"organisation"}
    fields = {name for role in copy["roles"] for name in role}
    assert fields == {
        "authority", "code", "department", "direct_reports", "duties", "grade", "headcount", "id",
        "incumbents", "openings", "promotion_to", "qualifications", "relations", "reports",
        "reports_to", "safety_duties", "stand_in", "status", "summary", "title",
    }  # fmt: skip
