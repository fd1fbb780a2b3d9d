"""A Word template is prepared and compiled once; parts that many files share are packed once."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document

from jdgen.build import Request, build
from jdgen.produce.job import Wanted
from jdgen.render import templates
from jdgen.render.docx import filling, package
from tests.small import write_project

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "templates" / "word" / "handbook.docx"


def word_files(project: Path, *roles: str) -> dict[str, bytes]:
    """Build single descriptions in Word and return them by name."""
    folder = project / "output" / "roles"
    for old in folder.glob("*.docx"):
        old.unlink()
    build(Request(project, ("roles",), wanted=Wanted(formats=("docx",), roles=roles)))
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.docx"))}


def forget() -> None:
    """Bring this process back to where it has seen no template yet."""
    filling._patched.cache_clear()
    templates._compiled.cache_clear()
    package._kept.cache_clear()


def test_the_second_document_needs_no_preparing_and_no_compiling(tmp_path: Path) -> None:
    """Of the same template; and it has the bytes that it has as the first one of a process."""
    project = write_project(tmp_path)
    forget()
    first = word_files(project, "clerk")
    prepared = filling._patched.cache_info().misses
    compiled = templates._compiled.cache_info().misses
    assert min(prepared, compiled) > 0
    second = word_files(project, "manager")
    assert filling._patched.cache_info().misses == prepared
    assert templates._compiled.cache_info().misses == compiled
    forget()
    assert word_files(project, "manager") == second
    assert word_files(project) == first | second


def test_a_template_that_was_changed_is_prepared_anew(tmp_path: Path) -> None:
    """The text of the template is the key, never its name."""
    project = write_project(tmp_path)
    (before,) = word_files(project, "clerk").values()
    document = Document(str(TEMPLATE))
    document.element.body.insert(0, document.add_paragraph("新加的一行").paragraph_format.element)
    own = project / "templates" / "word" / "handbook.docx"
    own.parent.mkdir(parents=True)
    document.save(str(own))
    (after,) = word_files(project, "clerk").values()
    assert next(each.text for each in Document(io.BytesIO(after)).paragraphs) == "新加的一行"
    assert "新加的一行" not in {each.text for each in Document(io.BytesIO(before)).paragraphs}
    own.unlink()
    assert list(word_files(project, "clerk").values()) == [before]


def test_the_archive_is_the_one_that_zipfile_writes() -> None:
    """Byte for byte, whether a part was seen before or not, small or large, with any name."""
    source = io.BytesIO()
    parts = {
        "word/document.xml": b"<a>" + bytes(range(65, 91)) * 20_000 + b"</a>",
        "word/图.png": bytes(range(256)) * 9,
        "[Content_Types].xml": b'<?xml version="1.0"?>\n<T>\n</T>\n',
        "empty.bin": b"",
    }
    with zipfile.ZipFile(source, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    expected = io.BytesIO()
    with zipfile.ZipFile(expected, "w") as archive:
        for name in ("[Content_Types].xml", "empty.bin", "word/document.xml", "word/图.png"):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            content = parts[name]
            archive.writestr(
                info, package._plain(content) if name.endswith(".xml") else content, compresslevel=6
            )
    assert package.repack(source.getvalue()) == expected.getvalue()
    assert package.repack(source.getvalue()) == expected.getvalue()
    with zipfile.ZipFile(io.BytesIO(package.repack(source.getvalue()))) as read:
        assert read.testzip() is None
        assert read.read("word/图.png") == parts["word/图.png"]


def test_large_parts_are_not_kept() -> None:
    """They are one document's text: a thousand of them would fill the memory."""
    large = b"<a>" + b"x" * package._KEPT + b"</a>"
    before = package._kept.cache_info().currsize
    assert package._part(large, True).size > package._KEPT
    assert package._kept.cache_info().currsize == before
