"""Nothing of the machine is in any file: no path, user, host, clock, file URL.

Everything is made in a folder, under a user, a home and a host with names of their own, and all
files are unpacked to the last stream and searched for them.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.postings import everything_said, write

ROOT = Path(__file__).resolve().parents[1]
FOLDER, USER, HOME, HOST = "zqfolder", "zquser", "zqhome", "zqhost"
# The names above, what leads to a file, and this very interpreter's places.
_TEMPORARY = f"{tempfile.gettempdir()}/"
ALWAYS = (
    FOLDER, USER, HOME, HOST, "file:", _TEMPORARY, "/home/", "/root" + "/", "C:\\Users",
    str(ROOT), sys.prefix,
)  # fmt: skip
EARLIEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)

_AS_SOMEONE = f"""
import getpass, os, platform, socket
socket.gethostname = platform.node = lambda: "{HOST}"
getpass.getuser = lambda: "{USER}"
plain = os.uname
os.uname = lambda: type(plain())((plain()[0], "{HOST}", *plain()[2:]))
from jdgen.cli import main
main()
"""


def words(now: dt.datetime) -> tuple[str, ...]:
    """Return what may stand nowhere: names, places, and today in the usual forms."""
    days = {now.date(), now.astimezone(dt.UTC).date()}
    return (*ALWAYS, *(day.strftime(form) for day in days for form in ("%Y-%m-%d", "%Y%m%d")))


def pieces(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file and all that is packed in it, by name."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{name}, comment", archive.comment
            for entry in archive.infolist():
                inside = f"{name}, {entry.filename}"
                yield f"{inside}, header", entry.filename.encode() + entry.extra + entry.comment
                yield from pieces(inside, archive.read(entry))
    elif data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            yield f"{name}, trailer", document.trailer.unparse()
            for number, each in enumerate(document.objects):
                inside = f"{name}, object {number}"
                yield inside, each.unparse()
                if isinstance(each, pikepdf.Stream):
                    try:
                        yield f"{inside}, stream", each.read_bytes()
                    except pikepdf.PdfError:
                        yield f"{inside}, stream", each.read_raw_bytes()


def found(name: str, data: bytes, searched: tuple[str, ...]) -> list[str]:
    """Return where a word stands, in any of the usual encodings, in either case."""
    said = []
    for inside, content in pieces(name, data):
        small = content.lower()
        # In UTF-16 every other byte of such words is zero, whichever comes first.
        narrow = small.replace(b"\0", b"")
        said += [
            f"{inside}: {word}"
            for word in searched
            if word.lower().encode() in small or word.lower().encode() in narrow
        ]
    return said


def times(name: str, data: bytes) -> list[str]:
    """Return the zips inside that tell a time."""
    return [
        f"{inside}: {entry.date_time}"
        for inside, content in pieces(name, data)
        if content.startswith(b"PK")
        for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()
        if entry.date_time != EARLIEST_IN_A_ZIP
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Everything that jdgen writes for a project, by its name."""
    top = tmp_path_factory.mktemp(FOLDER)
    project = write(top / "project", everything_said())
    text = "岗位名称：会计\n所属部门：财务部\n岗位职责：\n1、负责记账。\n"
    (top / "post.txt").write_text(text, "utf-8")
    environ = {
        **os.environ, "PYTHONPATH": str(ROOT), "JDGEN_LANG": "zh",
        "USER": USER, "LOGNAME": USER, "USERNAME": USER, "COMPUTERNAME": HOST, "HOSTNAME": HOST,
        "HOME": str(top / HOME),
    }  # fmt: skip
    (top / HOME).mkdir()
    for command in (
        ("build", "--project", project),
        ("schema", "--project", project),
        ("templates", "--project", project),
        ("export", "roster", "--project", project),
        ("export", "calendar", "--project", project),
        ("check", "--format", "json", "--output", project / "output" / "check.json",
         "--project", project),
        ("import", top / "post.txt", "--into", top / "imported"),
    ):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", _AS_SOMEONE, *map(str, command)],
            cwd=top, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for folder in (project, top / "imported")
        for path in sorted(folder.rglob("*"))
        # What a build keeps for the next one stays on the machine, and says which one it is.
        if path.is_file() and ".cache" not in path.parts
    }


def test_every_kind_of_file_is_looked_at(made: dict[str, bytes]) -> None:
    """Word, PDF, web pages, text, zip, workbook, calendars, JSON, YAML."""
    kinds = {name.rpartition(".")[2] for name in made}
    assert kinds >= {"docx", "pdf", "html", "txt", "md", "zip", "xlsx", "json", "jsonld", "yaml"}
    assert sum(name.endswith((".docx", ".pdf")) for name in made) >= 10


def test_nothing_of_the_machine_is_in_any_file(made: dict[str, bytes]) -> None:
    """Raw parts, streams unpacked, names and comments of zips; only an import names its source."""
    searched = words(dt.datetime.now().astimezone())
    wrong = []
    for name, data in made.items():
        own = searched
        if name.startswith("imported/") and name.endswith((".html", ".yaml")):
            # The report of an import, kept inside, says when it was made and of which files.
            own = (USER, HOME, HOST, "file:")
        wrong += found(name, data, own)
    assert not wrong, "\n".join(wrong)


def test_no_zip_tells_when_it_was_made(made: dict[str, bytes]) -> None:
    """Each entry bears the earliest time that a zip can hold."""
    wrong = [
        each
        for name, data in made.items()
        if not name.startswith("project/templates/")
        for each in times(name, data)
    ]
    assert not wrong, "\n".join(wrong)


def packed(text: bytes) -> bytes:
    """Return a zip in a zip that holds a text."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", text)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.docx", inner.getvalue())
    return outer.getvalue()


def printed(text: bytes) -> bytes:
    """Return a PDF with a packed stream that holds a text."""
    target = io.BytesIO()
    with pikepdf.new() as document:
        document.Root.Planted = document.make_indirect(pikepdf.Stream(document, text * 20))
        document.save(target, compress_streams=True)
    assert text not in target.getvalue()
    return target.getvalue()


@pytest.mark.parametrize("word", [FOLDER, USER, "file:", "2026-11-29"])
def test_planted_leaks_are_found(word: str) -> None:
    """Plain, in UTF-16, in a zip inside a zip, in a stream of a PDF; and a time in a zip."""
    plain = f"<a>{word.upper()}x</a>".encode()
    for data in (
        plain, word.encode("utf-16-le"), word.encode("utf-16-be"), packed(plain), printed(plain)
    ):  # fmt: skip
        assert found("x", data, (word,))
        assert not found("x", data, ("otherword",))
    assert len(times("x", packed(plain))) == 2
