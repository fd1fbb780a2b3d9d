"""Documents that are damaged, hostile or none: what ``jdgen import`` says, and doesn't do."""

from __future__ import annotations

import io
import resource
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pikepdf
import pytest

from tests.small import hashes, jdgen, write_project

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/officeDocument" Target="{target}"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FORM = "岗位名称：出纳\n所在部门：财务部\n岗位职责：\n1、收付现金。\n2、登记日记账。\n".encode()
MEMORY = 1536 * 1024 * 1024


def package(target: str, **parts: bytes | str) -> bytes:
    """Return a zip of parts; names are written with ``__`` for the slash and ``_`` for the dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS.format(target=target))
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def word(body: str, before: str = "") -> bytes:
    """Return a Word file with this body."""
    text = f'<?xml version="1.0"?>{before}<w:document {_WORD}><w:body>{body}</w:body></w:document>'
    return package("word/document.xml", word__document_xml=text)


def workbook(rows: str, dimension: str = "A1:B2") -> bytes:
    """Return a workbook of one sheet."""
    main = (
        f'<workbook {_SHEET} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships"><sheets><sheet name="岗位" sheetId="1" r:id="s1"/></sheets></workbook>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="s1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    sheet = (
        f'<worksheet {_SHEET}><dimension ref="{dimension}"/><sheetData>{rows}</sheetData>'
        "</worksheet>"
    )
    stream = io.BytesIO(package("xl/workbook.xml", xl__workbook_xml=main,
                                xl__worksheets__sheet1_xml=sheet))  # fmt: skip
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/_rels/workbook.xml.rels", relations)
    return stream.getvalue()


def cell(reference: str, text: str) -> str:
    """Return a cell that holds a text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def _billion_laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10)
    )
    return word("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", f"<!DOCTYPE d [{entities}]>")


def _external_entity() -> bytes:
    doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", doctype)


def _deep() -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200)


def _many_cells() -> bytes:
    rows = (f'<row r="{n}">{"".join(cell(f"{c}{n}", "岗") for c in "ABCDE")}</row>'
            for n in range(1, 45_001))  # fmt: skip
    return workbook("".join(rows))


def _other_pdf() -> bytes:
    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


# What is imported by its name, and what is said of it.
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "under a password": (
        "a.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "cut off": ("a.docx", lambda: word("<w:p/>" * 500)[:200], "damaged, cut off"),
    "no zip": ("a.xlsx", lambda: b"hello world", "damaged, cut off"),
    "empty": ("a.docx", bytes, "this file is empty"),
    "enormous": ("a.txt", lambda: b"x" * (64 * 1024 * 1024 + 1), "larger than 64 MB"),
    "a zip bomb": (
        "a.docx", lambda: package("word/document.xml", word__document_xml=bytes(50_000_000)),
        "unpack to far more"),
    "entities that multiply": ("a.docx", _billion_laughs, "declares entities of its own"),
    "an external entity": ("a.docx", _external_entity, "declares entities of its own"),
    "tables in tables": ("a.docx", _deep, "nested too deep"),
    "too many cells": ("a.xlsx", _many_cells, "more than 200000 cells"),
    "an unknown suffix": ("a.pages", lambda: b"hello", "files that end in .pages are not read"),
    "a picture": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no text"),
    "a zip of something else": (
        "a.zip", lambda: package("x.xml", x_xml="<a/>"), "neither a Word nor an Excel file"),
    "a PDF of another program": ("a.pdf", _other_pdf, "was not made by jdgen"),
    "half a PDF": ("a.pdf", lambda: _other_pdf()[:200], "damaged or cut off"),
    "old Excel": ("a.xls", lambda: _OLE, "old Excel and PowerPoint files are not read"),
    "nothing about a post": ("a.txt", "今天天气很好。".encode, "no post was found"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    """With its name, what is wrong and what to do; soon, and nothing is written."""
    file, make, said = REFUSED[name]
    source = tmp_path / file
    source.write_bytes(make())
    before, begun = hashes(tmp_path), time.process_time()
    run = jdgen("import", source, "--into", tmp_path / "new", "--lang", "en")
    assert run.status == 1
    assert run.errors.startswith(f"{source}: ")
    assert said in run.errors
    assert "\n    " in run.errors or name == "empty"  # what to do
    assert hashes(tmp_path) == before
    assert time.process_time() - begun < 30


def test_all_are_told_together_within_a_bound_of_memory(tmp_path: Path) -> None:
    """One good file among them changes nothing: all or none."""
    folder = tmp_path / "in"
    folder.mkdir()
    files = [folder / "good.txt"]
    files[0].write_bytes(FORM)
    for number, (name, make, _) in enumerate(REFUSED.values()):
        if make() and "今天" not in make().decode("utf-8", "ignore"):
            files.append(folder / f"{number}-{name}")
            files[-1].write_bytes(make())
    files.append(folder / "missing.docx")
    command: list[str | Path] = [sys.executable, "-m", "jdgen", "import", *files]
    run = subprocess.run(
        [*command, "--into", tmp_path / "new", "--lang", "en"],
        capture_output=True, encoding="utf-8", check=False, timeout=240,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    told = {line.split(": ")[0] for line in run.stderr.splitlines() if not line.startswith(" ")}
    assert {str(file) for file in files[1:]} <= told
    assert str(files[0]) not in told
    assert not (tmp_path / "new").exists()


def test_an_old_word_file_without_any_program_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which programs would do, and what to do without one."""
    source = tmp_path / "a.doc"
    source.write_bytes(_OLE)
    monkeypatch.setenv("PATH", str(tmp_path))
    run = jdgen("import", source, "--into", tmp_path / "new", "--lang", "en")
    assert run.status == 1
    assert "LibreOffice, Word or WPS" in run.errors
    assert "save it as .docx" in run.errors
    assert not (tmp_path / "new").exists()


# ---- read all the same


def test_a_million_empty_rows_and_a_wrong_dimension_cost_nothing(tmp_path: Path) -> None:
    """Only cells that say something count; what a sheet says of its own size does not."""
    rows = (
        f'<row r="1">{cell("A1", "岗位名称")}{cell("B1", "所在部门")}</row>'
        f'<row r="2">{cell("A2", "出纳")}{cell("B2", "财务部")}</row>'
        f'<row r="3">{cell("A3", "会计")}{cell("B3", "财务部")}</row>'
        + "".join(f'<row r="{n}" ht="15"/>' for n in range(4, 1_000_001))
    )
    source = tmp_path / "a.xlsx"
    source.write_bytes(workbook(rows, dimension="A1:A1"))
    begun = time.process_time()
    run = jdgen("import", source, "--into", tmp_path / "new", "--lang", "en")
    assert run.status == 0, run.errors
    assert time.process_time() - begun < 60
    assert len(list((tmp_path / "new" / "data" / "roles").rglob("*.yaml"))) == 2


def test_a_formula_stays_text(tmp_path: Path) -> None:
    """It is neither worked out nor followed."""
    link = "=HYPERLINK(&quot;http://127.0.0.1:9/x&quot;,&quot;出纳&quot;)"
    rows = (
        f'<row r="1">{cell("A1", "岗位名称")}{cell("B1", link)}</row>'
        f'<row r="2">{cell("A2", "所在部门")}{cell("B2", "财务部")}</row>'
        f'<row r="3">{cell("A3", "岗位职责")}{cell("B3", "1、收付现金。")}</row>'
    )
    source = tmp_path / "a.xlsx"
    source.write_bytes(workbook(rows))
    run = jdgen("import", source, "--into", tmp_path / "new", "--lang", "en")
    assert run.status == 0, run.errors
    post = next((tmp_path / "new" / "data" / "roles").rglob("*.yaml")).read_text("utf-8")
    assert "=HYPERLINK(" in post


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that waits for whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def test_nothing_is_fetched(tmp_path: Path, listener: socket.socket) -> None:
    """Pictures, styles, templates and links to elsewhere are not asked for."""
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    page = (
        f'<html><head><link rel="stylesheet" href="{url}/s.css"><script src="{url}/s.js"></script>'
        f'</head><body><img src="{url}/i.png"><p>岗位名称：出纳</p><p>所在部门：财务部</p>'
        f'<p>岗位职责：</p><p>1、收付现金。</p></body></html>'
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("岗位名称：会计")
    document.part.relate_to(
        f"{url}/t.dotx",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    document.save(str(tmp_path / "b.docx"))
    run = jdgen("import", tmp_path / "a.html", tmp_path / "b.docx", "--into", tmp_path / "new")
    assert run.status == 0, run.errors
    with pytest.raises(TimeoutError):
        listener.accept()
    with socket.create_connection(listener.getsockname()):
        listener.accept()[0].close()  # it would have noticed


# ---- a project that is there


def test_a_project_is_not_overwritten(tmp_path: Path) -> None:
    """Without --force nothing changes; with it the old data is kept beside the new."""
    project = write_project(tmp_path / "p")
    source = tmp_path / "a.txt"
    source.write_bytes(FORM)
    before = hashes(project)
    run = jdgen("import", source, "--into", project, "--lang", "en")
    assert run.status == 1
    assert "there is a project here already" in run.errors
    assert "--force" in run.errors
    assert hashes(project) == before
    run = jdgen("import", source, "--into", project, "--force", "--lang", "en")
    assert run.status == 0, run.errors
    kept = {path.name: path.read_bytes() for path in (project / "data.bak").rglob("*.yaml")}
    assert set(kept) == {"handbook.yaml", "sales.yaml", "clerk.yaml", "manager.yaml"}
    assert [path.name for path in (project / "data" / "roles").rglob("*.yaml")] == ["chu-na.yaml"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file stands where the project should be."""
    source = tmp_path / "a.txt"
    source.write_bytes(FORM)
    (tmp_path / "new").write_text("x")
    run = jdgen("import", source, "--into", tmp_path / "new", "--lang", "en")
    assert run.status == 1
    assert "a file of this name exists already" in run.errors
    assert (tmp_path / "new").read_text() == "x"
