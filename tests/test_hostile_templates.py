"""Templates that mean no good, HTML and Word: stopped within bounds, and nothing leaves by them.

A template may take ``JDGEN_TEMPLATE_SECONDS`` (three here) and a second per post at one place. What
calculates on without heeding that is ended with its process fifteen seconds later (one here).
"""

from __future__ import annotations

import http.server
import io
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from jdgen.resources import installed
from tests.hostile import (
    LONG_ENOUGH,
    SECONDS,
    Attack,
    Outcome,
    attacked,
    hold,
    run,
    see_it_succeed,
)
from tests.small import CLERK, SMALL, hashes, write_project

ROLE = "templates/html/sections/role.html"
WORD = "templates/word/handbook.docx"
# Without what an earlier build kept: the same is built with a guard and without.
PDF = ("build", "handbook", "--format", "pdf", "--no-cache")
DOCX = ("build", "handbook", "--format", "docx", "--no-cache")
LITTLE_TIME = {"JDGEN_TEMPLATE_SECONDS": "3"}
LONGER = "the project's own templates take longer than 5 seconds at one place"
MEMORY = "this asks for more memory than a page can need"
FORBIDDEN = "this does something that templates may not do"
DEEP = "instructions are nested too deeply here"

_NO_BOUNDS = (
    "import contextlib, jdgen.produce.guarding as g\n"
    "g.bounded = lambda bounds: contextlib.nullcontext(lambda: None)\n"
)
_NO_SANDBOX = (
    "import jinja2.sandbox as s\n"
    "s.SandboxedEnvironment.is_safe_attribute = lambda *_: True\n"
    "s.ImmutableSandboxedEnvironment.is_safe_attribute = lambda *_: True\n"
    "s.SandboxedEnvironment.is_safe_callable = lambda *_: True\n"
)
_SHOUTED = (
    "import os, jdgen.render.html as h\n"
    "plain = h._show\n"
    "h._show = lambda value: (print('PRINTED', str(value)[:200]), plain(value))[1]\n"
)


def page(text: str, said: str, unguarded: str = "", harm: str = "", **more: str) -> Attack:
    """Return an attack by the page of a post."""
    return Attack({ROLE: text, **more}, said, command=PDF, unguarded=unguarded, harm=harm)


ATTACKS = {
    "two loops in each other": page(
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        f"{ROLE}:1:1: {LONGER}", _NO_BOUNDS, "endless",
    ),
    "a wide number": page("{{ '%1000000000d' % 1 }}", ""),
    "a text repeated": page("{{ ('<' * 1000000000) | e }}", ""),
    "too much memory": page("{{ 'a' * 100000000000 }}", f"{ROLE}:1:1: {MEMORY}"),
    "a text doubled": page(
        "{% set ns = namespace(a='aaaaaaaaaa') %}"
        "{% for i in range(60) %}{% set ns.a = ns.a ~ ns.a %}{% endfor %}",
        f"{ROLE}:1:1: th",  # of memory, or of time on a slow machine
    ),
    "a page without end": page(
        # Met where the whole page is put together, or by time on a slow machine.
        "{% for i in range(99999) %}{{ 'x' * 9999 }}{% endfor %}", "templates/html/section",
    ),
    "a power": page("{{ 10 ** (10 ** 9) }}", FORBIDDEN,
                    "import jdgen.render.templates as t\n"
                    "t._Environment.intercepted_binops = frozenset()\n" + _NO_BOUNDS, "endless"),
    "a range": page("{{ range(1000000000) | list }}", "can't be done with the value"),
    "itself": page("{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
                   "can't be done with the value"),
    "5,000 brackets": page(
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", f"{ROLE}:1:1: {DEEP}",
        "import contextlib, jdgen.render.templates as t\n"
        "t._for_python = lambda name: contextlib.nullcontext()\n", "RecursionError",
    ),
    "25 loops": page("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, DEEP),
    "20,000 boxes": page("<div>" * 20_000, LONGER, _NO_BOUNDS, "endless"),
    "a cell over a million columns": page(
        "<table><tr><td colspan=1000000>x</td></tr></table>", LONGER, _NO_BOUNDS, "endless"
    ),
    "a template of 100 MB": page("x" * 100_000_000, "role.html: this file is too large: 95.4 MB"),
    "a style sheet from outside": Attack(
        said="base.css: a link leads out of the project's folder here",
        prepare=lambda project: link(project / "templates/html/base.css", "/etc/passwd"),
        command=PDF,
    ),
    "a template from outside": Attack(
        {ROLE: '{% include "s.html" %}'}, "s.html: a link leads out of the project's folder here",
        prepare=lambda project: link(project / "templates/html/s.html", "/etc/passwd"), command=PDF,
    ),
    "a font from outside": Attack(
        said="fonts/x.ttf: a link leads out of the project's folder here",
        prepare=lambda project: link(project / "fonts/x.ttf", "/etc/passwd"), command=PDF,
    ),
    **{
        f"looking around: {text}": page(
            f"{{{{ {text} }}}}", FORBIDDEN, _NO_SANDBOX + _SHOUTED, "PRINTED"
        )
        for text in (
            "''.__class__.__mro__[1].__subclasses__()",
            "cycler.__init__.__globals__",
            "self.__init__.__globals__",
            "book.__dict__",
            "book | attr('__class__')",
            "'{0.__class__.__init__.__globals__}'.format(book)",
        )
    },
}  # fmt: skip


def link(path: Path, target: str) -> None:
    """Put a link to a file of the machine into a project."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hostile_template_is_stopped_within_bounds(name: str, tmp_path: Path) -> None:
    """Told with its file and line where it can be; nothing is written."""
    hold(tmp_path, ATTACKS[name], **LITTLE_TIME)


@pytest.mark.parametrize("name", [name for name, each in ATTACKS.items() if each.harm])
def test_without_its_guard_it_does_harm(name: str, tmp_path: Path) -> None:
    """The same with the protection taken away."""
    see_it_succeed(tmp_path, ATTACKS[name], **LITTLE_TIME)


_TWO_LOOPS = "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
_SHEET = "templates/html/sections/parts.html"
# Commands other than build that print with a project's own templates: what they are asked, and
# which template is the endless one. Two states of two posts each: a second for each of the four.
ELSEWHERE = {
    "a redline as PDF": (("--as", "redline", "--format", "pdf"), ROLE),
    "a redline in Word": (("--as", "redline", "--format", "docx"), ROLE),
    "the redline's own page": (
        ("--as", "redline", "--format", "pdf"), "templates/html/redline/legend.html",
    ),
    "a table of changes": (("--format", "pdf"), _SHEET),
    "changes as a web page": (("--format", "html"), "templates/html/compare/page.html"),
    "who signs anew": (("--affected", "--format", "pdf"), _SHEET),
}  # fmt: skip


def compare_with(folder: Path, name: str, code: str, seconds: float = SECONDS) -> Outcome:
    """Compare two states of the small project, the new one with an endless template of its own."""
    arguments, template = ELSEWHERE[name]
    old = write_project(folder / "old")
    post = SMALL[CLERK] + "本职概述: 收款。\n"
    project = write_project(folder / "project", {CLERK: post, template: _TWO_LOOPS})
    return run("compare", old, *arguments, "--project", project, unguarded=code,
               seconds=seconds, environ=LITTLE_TIME)  # fmt: skip


@pytest.mark.parametrize("name", ELSEWHERE)
def test_comparing_is_bounded_as_builds_are(name: str, tmp_path: Path) -> None:
    """Told with the template's line; nothing is written. Without the bounds it has no end."""
    outcome = compare_with(tmp_path, name, "")
    template = ELSEWHERE[name][1]
    assert outcome.status == 1, outcome.said[-2000:]
    longer = LONGER.replace("5 seconds", "7 seconds")
    assert f"{template}:1:1: {longer}" in outcome.said, outcome.said[-2000:]
    assert "Traceback" not in outcome.said
    assert not (tmp_path / "project" / "output").exists()
    assert compare_with(tmp_path, name, _NO_BOUNDS, LONG_ENOUGH).status is None


def test_the_report_of_an_import_is_bounded_as_builds_are(tmp_path: Path) -> None:
    """Into a project with a template of its own for it: the data there stays as it is."""
    template = "templates/html/import/report.html"
    project = write_project(tmp_path / "project", {template: _TWO_LOOPS})
    text = "岗位名称：会计\n所属部门：财务部\n岗位职责：\n1、负责记账工作。\n"
    (tmp_path / "posts.txt").write_text(text, encoding="utf-8")
    command = ("import", tmp_path / "posts.txt", "--into", project, "--force")
    before = hashes(project)
    outcome = run(*command, environ=LITTLE_TIME)
    assert outcome.status == 1, outcome.said[-2000:]
    assert f"{template}:1:1: {LONGER.replace('5 seconds', '4 seconds')}" in outcome.said
    assert hashes(project) == before
    endless = run(*command, unguarded=_NO_BOUNDS, environ=LITTLE_TIME, seconds=LONG_ENOUGH)
    assert endless.status is None


def test_what_heeds_no_error_ends_with_its_process(tmp_path: Path) -> None:
    """Lists within lists, printed: one call into C that knows no time. Words remain, no traceback.

    Without the last stop it goes on.
    """
    text = (
        "{% set ns = namespace(a=[1]) %}"
        "{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}{% endfor %}{{ ns.a }}"
    )
    project = write_project(tmp_path, {ROLE: text})
    soon = "import jdgen.bounds as b; b._GRACE = 1\n"
    outcome = run(*PDF, "--project", project, unguarded=soon, environ=LITTLE_TIME)
    assert outcome.status == 1
    assert outcome.said.splitlines()[-1].startswith("jdgen ended itself: a template")
    assert "Traceback" not in outcome.said
    assert "Thread" not in outcome.said
    assert not list(project.rglob("*.pdf"))
    never = "import faulthandler; faulthandler.dump_traceback_later = lambda *_, **__: None\n"
    assert run(
        *PDF, "--project", project, unguarded=never, environ=LITTLE_TIME, seconds=10
    ).status is None  # fmt: skip


TRACED = """
import sys
sys.settrace(lambda *_: None)
from jdgen.bounds import Bounds, TooLongError, bounded
with bounded(Bounds(60, 1000)):
    pass
try:
    with bounded(Bounds(0.2, 1000)):
        while True:
            pass
except TooLongError:
    print("stopped")
"""
# Nothing waits any more, and Python goes on looking for it.
_TAKEN_BACK = """
import ctypes, jdgen.bounds as b
plain = b._Watch.end
def end(self):
    plain(self)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._watched), ctypes.py_object())
b._Watch.end = end
"""


@pytest.mark.parametrize("planted", ["", _TAKEN_BACK], ids=["as it is", "with the sign left up"])
def test_what_was_watched_ends_under_a_debugger_or_coverage(planted: str) -> None:
    """Whether the bound is met or not; with the sign of an error left up, 3.11 looks for ever."""
    command = [sys.executable, "-c", planted + TRACED]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=15, check=False)
        said = done.stdout
    except subprocess.TimeoutExpired:
        said = "endless"
    hangs = planted and sys.version_info < (3, 12)
    assert said == ("endless" if hangs else "stopped\n")


def test_templates_that_do_no_harm_have_their_time(tmp_path: Path) -> None:
    """A second watched is not a second lost: what makes progress is left alone."""
    text = (installed("templates") / "html" / "sections" / "role.html").read_text("utf-8")
    project = write_project(tmp_path, {ROLE: text + "<p>{{ 6 * 7 }}</p>"})
    outcome = run("build", "--project", project)
    assert outcome.status == 0, outcome.said
    assert outcome.seconds < 60


# ---- Word templates

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_template(
    parts: dict[str, str | bytes] | None = None, body: str = "", relation: str = ""
) -> bytes:
    """Return the installed Word template with parts, a paragraph and a relation more."""
    source = zipfile.ZipFile(installed("templates") / "word" / "handbook.docx")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"(<w:body>)", b"\\1" + body.encode(), content, count=1)
            if name == "word/_rels/document.xml.rels":
                end = b"</Relationships>"
                content = content.replace(end, relation.encode() + end)
            archive.writestr(name, content)
        for name, part in (parts or {}).items():
            archive.writestr(name, part)
    return target.getvalue()


def related(kind: str, target: str, mode: str = "External") -> str:
    """Return a relation to something elsewhere."""
    kind = f"{RELATIONS}/{kind}"
    return f'<Relationship Id="rX1" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'


def with_field(code: str) -> str:
    """Return a paragraph with a field, its code cut in two as Word and attackers do."""
    middle = len(code) // 2
    run = "<w:r><w:instrText>{}</w:instrText></w:r>"
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + run.format(code[:middle]) + run.format(code[middle:])
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )  # fmt: skip


OUTSIDE = "something outside this file is named here: "
REACHES = "a field here may reach outside the document: "
EMBEDDED = "a program or a file is embedded here "
TAG = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
WORD_ATTACKS = {
    "macros": (word_template({"word/vbaProject.bin": b"x"}), f"{EMBEDDED}(word/vbaProject.bin)"),
    "an embedded file": (
        word_template({"word/embeddings/oleObject1.bin": b"x"}),
        f"{EMBEDDED}(word/embeddings/oleObject1.bin)",
    ),
    "HTML to be taken in": (word_template({"word/afchunk1.html": b"x"}), EMBEDDED),
    "a picture from the web": (
        word_template(relation=related("image", "http://127.0.0.1:9/x.png")),
        f"{OUTSIDE}http://127.0.0.1:9/x.png",
    ),
    "a file of a share": (
        word_template(relation=related("image", "file://///server/share/x.png")),
        f"{OUTSIDE}file://///server/share/x.png",
    ),
    "a link to a file": (
        word_template(relation=related("hyperlink", "file:///C:/x.exe")),
        f"{OUTSIDE}file:///C:/x.exe",
    ),
    "a link that runs a script": (
        word_template(relation=related("hyperlink", "javascript:alert(1)")),
        f"{OUTSIDE}javascript:alert(1)",
    ),
    "a command": (word_template(body=with_field("DDEAUTO c:\\\\cmd.exe")), f"{REACHES}DDEAUTO"),
    "another document": (
        word_template(body=with_field('INCLUDETEXT "C:\\\\x.docx"')), f"{REACHES}INCLUDETEXT",
    ),
    "a picture by a field": (
        word_template(body='<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://x/y.png"/></w:p>'),
        f"{REACHES}INCLUDEPICTURE",
    ),
    "a link by a field": (
        word_template(body=with_field('HYPERLINK "file:///etc/passwd"')), f"{REACHES}HYPERLINK",
    ),
    "two loops in each other": (
        word_template(
            body=TAG.format(
                "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}"
            )
        ),
        LONGER,
    ),
    "looking around": (word_template(body=TAG.format("{{ ''.__class__ }}")), FORBIDDEN),
    "entities": (
        word_template({"word/x.xml": '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'}),
        "this is not a Word file that can be opened",
    ),
    "a bomb": (
        word_template({"word/media/x.png": b"\0" * 250_000_000}),
        "this is not a Word file that can be opened",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WORD_ATTACKS)
def test_a_hostile_word_template_is_refused(name: str, tmp_path: Path) -> None:
    """What Word would run or fetch for whoever opens a handbook never gets into one."""
    data, said = WORD_ATTACKS[name]
    hold(tmp_path, Attack({WORD: data}, said, command=DOCX), **LITTLE_TIME)


@pytest.mark.parametrize(
    "name", [name for name, (_, said) in WORD_ATTACKS.items()
             if said.startswith((OUTSIDE, REACHES))],
)  # fmt: skip
def test_without_the_guard_it_is_in_the_handbook(name: str, tmp_path: Path) -> None:
    """The address or the field stands in the file that goes to everybody."""
    data, said = WORD_ATTACKS[name]
    off = "import jdgen.project as p; p.refuse_dangers = lambda *_: None"
    project = attacked(tmp_path, Attack({WORD: data}))
    assert run(*DOCX, "--project", project, unguarded=off).status == 0
    (made,) = (project / "output").rglob("*.docx")
    with zipfile.ZipFile(made) as archive:
        text = b"".join(archive.read(each) for each in archive.namelist())
    plain = re.sub(rb"<[^>]*>", b"", text) + text
    assert said.split(": ", 1)[1].encode() in plain


def test_what_a_template_says_of_its_maker_is_dropped(tmp_path: Path) -> None:
    """Where Word keeps it: the template it was attached to, company, own properties, account."""
    settings = f'<w:settings xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"><w:attachedTemplate r:id="rId1"/></w:settings>'  # noqa: E501
    source = word_template()
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(target, "w") as archive:
        for name in old.namelist():
            archive.writestr(name, settings if name == "word/settings.xml" else old.read(name))
        archive.writestr(
            "word/_rels/settings.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/attachedTemplate"'
            ' Target="file:///C:/telltale/x.dotm" TargetMode="External"/></Relationships>',
        )
    project = write_project(tmp_path, {WORD: target.getvalue()})
    outcome = run(*DOCX, "--project", project)
    assert outcome.status == 0, outcome.said
    (made,) = (project / "output").rglob("*.docx")
    with zipfile.ZipFile(made) as archive:
        assert b"telltale" not in b"".join(archive.read(each) for each in archive.namelist())
    off = "import jdgen.render.docx.filling as f; f.forget_origin = lambda document: None"
    assert run(*DOCX, "--project", project, unguarded=off).status == 0
    with zipfile.ZipFile(made) as archive:
        assert b"telltale" in b"".join(archive.read(each) for each in archive.namelist())


# ---- what a page asks for

FETCHING = """
<style>@import url(file://{file}); @import url(http://127.0.0.1:{port}/import.css);
@font-face {{ font-family: x; src: url(http://127.0.0.1:{port}/font.woff) }}
p {{ background: url(file://{file}); font-family: x; list-style: url("file://{dotted}") }}</style>
<link rel="stylesheet" href="http://127.0.0.1:{port}/sheet.css">
<link rel="attachment" href="file://{file}">
<p>x</p><img alt="x" src="file://{file}"><img alt="x" src="http://127.0.0.1:{port}/redirect">
<img alt="x" src="{file}"><img alt="x" src="jdgen-picture:../../{file}">
<img alt="x" src="file://{escaped}"><object data="file://{file}"></object>
<embed src="http://127.0.0.1:{port}/embed"><a rel="attachment" href="file://{file}">x</a>
<img alt="x" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cimage
 href='http://127.0.0.1:{port}/svg' width='9' height='9'/%3E%3C/svg%3E">
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image width="9" height="9"
 href="file://{file}"/><use href="http://127.0.0.1:{port}/use.svg#a"/></svg>
"""
_FETCHES = (
    "import weasyprint.urls as u, jdgen.render.pdf.typesetter as t\n"
    "own = t.FontFetcher.fetch\n"
    "def fetch(self, url, headers=None):\n"
    "    if url.startswith(('http', 'file')):\n"
    "        return u.URLFetcher().fetch(url, headers)\n"
    "    return own(self, url, headers)\n"
    "t.FontFetcher.fetch = fetch\n"
)


class Listening:
    """A server on this machine that answers everything, and remembers what it was asked for."""

    def __init__(self) -> None:
        self._asked: list[str] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer._asked.append(self.path)
                self.send_response(302 if self.path == "/redirect" else 200)
                if self.path == "/redirect":
                    self.send_header("Location", "file:///etc/passwd")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def asked(self) -> list[str]:
        """Return the paths asked for."""
        return self._asked

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def listening() -> Iterator[Listening]:
    """A server for one test."""
    server = Listening()
    yield server
    server.close()


def test_a_page_fetches_nothing_and_reads_no_file(tmp_path: Path, listening: Listening) -> None:
    """By pictures, fonts, style sheets, attachments, SVG; with .., %2e%2e or a redirect.

    With a fetcher of WeasyPrint's own in place of ours, the file is attached and the web asked.
    """
    secret = tmp_path / "secret.txt"
    secret.write_text("TELLTALE", encoding="ascii")
    text = FETCHING.format(
        file=secret,
        dotted=f"{tmp_path}/x/../secret.txt",
        escaped=f"{tmp_path}/x/%2e%2e/secret.txt",
        port=listening.port,
    )
    project = write_project(tmp_path / "project", {ROLE: text})
    outcome = run(*PDF, "--project", project)
    assert outcome.status == 0, outcome.said
    (made,) = (project / "output").rglob("*.pdf")
    assert listening.asked() == []
    assert b"TELLTALE" not in unpacked(made)
    assert run(*PDF, "--project", project, unguarded=_FETCHES).status == 0
    assert "/sheet.css" in listening.asked()
    assert "/redirect" in listening.asked()
    assert b"TELLTALE" in unpacked(made)


def unpacked(path: Path) -> bytes:
    """Return all that a PDF holds, its streams unpacked."""
    with pikepdf.open(path) as document:
        return b"".join(
            each.unparse()
            + (each.read_bytes() if isinstance(each, pikepdf.Stream)
               and each.get("/Subtype") != pikepdf.Name.Image else b"")
            for each in document.objects
        )  # fmt: skip
