"""No network: every command runs where asking for any ends the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.postings import everything_said, write

ROOT = Path(__file__).resolve().parents[1]

# A filter in the kernel (seccomp): socket() for IPv4 or IPv6 ends the process, in C code and in
# programs that are started as well. It takes no rights. The filter reads the call's number and its
# first argument (linux/seccomp.h, struct seccomp_data).
_FILTER = """
import ctypes, platform, struct, sys
number = {"x86_64": 41, "aarch64": 198}[platform.machine()]
load, equal, give = 0x20, 0x15, 0x06
program = b"".join(
    struct.pack("HBBI", *each)
    for each in (
        (load, 0, 0, 0), (equal, 0, 4, number), (load, 0, 0, 16),
        (equal, 1, 0, 2), (equal, 0, 1, 10),
        (give, 0, 0, 0x80000000), (give, 0, 0, 0x7FFF0000),
    )
)
held = ctypes.create_string_buffer(program)
head = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", 7, ctypes.addressof(held)))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, head, 0, 0) == 0, ctypes.get_errno()
"""
# Python's own calls are told apart before the kernel hears of them.
_HOOK = """
import os
def heard(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], (str, bytes)):
        return  # a place in the file system: programs of this machine among themselves
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        sys.stderr.write(f"NETWORK {event} {arguments}")
        sys.stderr.flush()
        os._exit(99)
sys.addaudithook(heard)
"""
_RUN = "from jdgen.cli import main\nmain()\n"
_STARTED = (
    "import os, subprocess\n"
    "child = subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])\n"
    "os.kill(os.getpid(), -child.returncode)\n"
)
SIGSYS = 31

def alone(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program without a network."""
    return subprocess.run(
        [sys.executable, "-c", _FILTER + _HOOK + code, *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fetch", "status"),
    [
        ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')", 99),
        ("import socket; socket.getaddrinfo('example.com', 80)", 99),
        ("import socket; socket.socket()", -SIGSYS),
        (_STARTED, -SIGSYS),
    ],
)  # fmt: skip
def test_a_planted_fetch_is_seen(fetch: str, status: int) -> None:
    """By Python's own means, by a bare socket, and by a program that is started."""
    assert alone(fetch).returncode == status


def test_nothing_but_the_network_is_refused() -> None:
    """The filter lets all else pass, sockets between programs of this machine included."""
    assert alone("import socket; socket.socket(socket.AF_UNIX); print('ok')").stdout == "ok\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose every pack has something to print, and a template that asks for the web."""
    folder = write(tmp_path_factory.mktemp("alone"), everything_said())
    own = folder / "templates" / "html" / "base.css"
    own.parent.mkdir(parents=True)
    css = (ROOT / "templates" / "html" / "base.css").read_text("utf-8")
    own.write_text(f"@import url(http://127.0.0.1:9/x.css);\n{css}", encoding="utf-8")
    return folder


def test_no_command_asks_for_a_network(project: Path, tmp_path: Path) -> None:
    """New, check, schema, every pack, both exports, sync, import of a page full of addresses."""
    page = tmp_path / "post.html"
    page.write_text(
        "<html><head><link rel=stylesheet href=http://127.0.0.1:9/x.css></head><body>"
        "<img src=http://127.0.0.1:9/x.png><iframe src=http://127.0.0.1:9/></iframe>"
        "<p>岗位名称：会计</p><p>所属部门：财务部</p><p>岗位职责：</p><p>1、负责记账工作。</p></body></html>",
        encoding="utf-8",
    )
    roster = tmp_path / "roster.xlsx"
    at = ("--project", project)
    for command in (
        ("new", tmp_path / "new"),
        ("check", *at),
        ("check", *at, "--format", "html", "--output", tmp_path / "report.html"),
        ("schema", *at),
        ("build", *at),
        ("export", "roster", "--to", roster, *at),
        ("export", "calendar", *at),
        ("sync", roster, "--yes", *at),
        ("import", page, "--into", tmp_path / "imported"),
        ("doctor", *at),
    ):
        done = alone(_RUN, *command)
        assert done.returncode in (0, 1), (command, done.returncode, done.stderr[-1500:])
        assert "NETWORK" not in done.stderr
        if command[0] not in ("check", "doctor"):
            assert done.returncode == 0, (command, done.stdout, done.stderr[-1500:])
    assert {path.name for path in (project / "output").iterdir()} >= {
        "handbook", "roles", "cards", "notice", "postings"
    }  # fmt: skip


def test_an_old_word_file_that_links_to_the_web_is_imported_without_asking(tmp_path: Path) -> None:
    """LibreOffice, which reads it, is under the same filter."""
    rtf = (
        r"{\rtf1\ansi{\field{\*\fldinst INCLUDEPICTURE http://127.0.0.1:9/x.png \\d}"
        r"{\fldrslt x}}\par \u23703?\u20301?\u21517?\u31216?\u65306?\u20250?\u35745?\par "
        r"\u25152?\u23646?\u37096?\u38376?\u65306?\u36130?\u21153?\u37096?\par}"
    )
    source = tmp_path / "post.rtf"
    source.write_text(rtf, encoding="ascii")
    done = alone(_RUN, "import", source, "--into", tmp_path / "imported")
    assert done.returncode == 0, (done.returncode, done.stdout, done.stderr[-1500:])
    assert "会计" in "".join(
        path.read_text("utf-8") for path in (tmp_path / "imported" / "data").rglob("*.yaml")
    )
