"""Imported files that mean no good: read within bounds, nothing run, nothing fetched."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile import run
from tests.office_parts import package, paragraph, relations, word_parts, workbook_parts

POST = paragraph("岗位名称：会计") + paragraph("所属部门：财务部") + paragraph("岗位职责：记账。")
BURST = "this file would unpack to far more than a document needs"
ENTITIES = "this file declares entities of its own"
DAMAGED = "this file is damaged, cut off, or not what its name says"
BOMB = b"\0" * 100_000_000
DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(12)
) + "]>"  # fmt: skip


def word(**more: str | bytes) -> bytes:
    """Return a Word file of one post with parts more, __ for / in their names."""
    parts = word_parts(POST)
    parts |= {name.replace("__", "/"): content for name, content in more.items()}
    return package(parts)


def lying(data: bytes) -> bytes:
    """Return a zip whose first large part says that it is small."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = max(entry.file_size for entry in archive.infolist())
    return data.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def with_body(front: str) -> bytes:
    """Return a Word file whose main part begins with a document type."""
    parts = word_parts(POST)
    parts["word/document.xml"] = front + str(parts["word/document.xml"])
    return package(parts)


def huge_sheet() -> bytes:
    """Return a workbook with 300,000 cells that say nothing of themselves."""
    cell = "<c t='inlineStr'><is><t>{}</t></is></c>"
    # Each row has its own text, or the file would shrink as no real one does.
    texts = (hashlib.sha256(bytes([n % 256, n // 256])).hexdigest() for n in range(10_000))
    rows = "".join(f"<row>{cell.format(text) + cell.format('x') * 29}</row>" for text in texts)
    return package(workbook_parts({"甲": f"<sheetData>{rows}</sheetData>"}))


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip bomb in Word": ("a.docx", lambda: word(**{"word__media__x.png": BOMB}), BURST),
    "a zip bomb that lies": (
        "a.docx", lambda: lying(word(**{"word__x.xml": b"<a>" + BOMB[:50_000_000]})), DAMAGED,
    ),
    "a zip bomb in Excel": (
        "a.xlsx", lambda: package({**workbook_parts({"甲": ""}), "xl/media/x.png": BOMB}), BURST,
    ),
    "6,000 parts": (
        "a.docx", lambda: word(**{f"word__x{n}.xml": "<a/>" for n in range(6000)}), BURST,
    ),
    "two parts of one name": (
        "a.docx", lambda: word(**{"WORD__document.xml": "<a/>"}), DAMAGED,
    ),
    "a file of the machine by an entity": ("a.docx", lambda: with_body(DOCTYPE), ENTITIES),
    "a billion laughs": ("a.docx", lambda: with_body(LAUGHS), ENTITIES),
    "entities in a workbook": (
        "a.xlsx",
        lambda: package({**workbook_parts({"甲": ""}), "xl/x.xml": f"{DOCTYPE}<a>&e;</a>"}),
        ENTITIES,
    ),
    "300,000 cells": ("a.xlsx", huge_sheet, "this workbook has more than 200000 cells"),
    "no zip at all": ("a.docx", lambda: b"PK\x03\x04" + b"x" * 1000, DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_document_is_refused_within_bounds(name: str, tmp_path: Path) -> None:
    """In 600 MB besides what jdgen takes; nothing is written."""
    file, make, said = REFUSED[name]
    source, into = tmp_path / file, tmp_path / "into"
    source.write_bytes(make())
    outcome = run("import", source, "--into", into, megabytes=600)
    assert outcome.status == 1, outcome.said[-2000:]
    assert said in outcome.said
    assert "Traceback" not in outcome.said
    assert not into.exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a zip bomb in Word", "s._check_entries = lambda *_: None"),
        ("300,000 cells", "s.MAX_CELLS = 10**9"),
        ("a file of the machine by an entity", "s._check_prolog = lambda *_: None"),
    ],
)  # fmt: skip
def test_without_the_guard_it_is_read(name: str, code: str, tmp_path: Path) -> None:
    """The refusal is the guard's and nobody else's."""
    file, make, said = REFUSED[name]
    source = tmp_path / file
    source.write_bytes(make())
    outcome = run(
        "import", source, "--into", tmp_path / "into",
        unguarded=f"import jdgen.importers.readers.safety as s\n{code}\n",
    )  # fmt: skip
    assert said not in outcome.said


def test_macros_and_outside_pictures_are_left_where_they_are(tmp_path: Path) -> None:
    """A post is imported; that there were macros is said, and no address is followed or kept."""
    outside = relations(
        ("rId9", "image", "http://127.0.0.1:9/x.png"),
        ("rId8", "attachedTemplate", "http://127.0.0.1:9/x.dotm"),
    )
    source = tmp_path / "a.docx"
    parts = {**word_parts(POST), "word/_rels/document.xml.rels": outside}
    source.write_bytes(package({**parts, "word/vbaProject.bin": b"x"}))
    outcome = run("import", source, "--into", tmp_path / "into")
    assert outcome.status == 0, outcome.said
    assert "macros" in outcome.said
    texts = [path.read_bytes() for path in (tmp_path / "into").rglob("*") if path.is_file()]
    assert any("会计".encode() in text for text in texts)
    assert not any(b"127.0.0.1" in text for text in texts)


def test_markup_in_a_document_is_text_in_the_report(tmp_path: Path) -> None:
    """The page that says where each field came from runs nothing of what it shows."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    source = tmp_path / "a.txt"
    text = f"岗位名称：会计{evil}\n所属部门：财务部\n岗位职责：\n1、记账{evil}。\n"
    source.write_text(text, "utf-8")
    outcome = run("import", source, "--into", tmp_path / "into")
    assert outcome.status == 0, outcome.said
    (page,) = (tmp_path / "into").glob("*.html")
    shown = page.read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
