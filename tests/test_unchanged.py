"""What is unchanged is not touched: a build with nothing to do says so, and finds all there is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jdgen.build import Request, build
from jdgen.cache import machine_key
from jdgen.cache.files import know, look_at, still
from jdgen.cache.problems import pack_problems, unpack_problems
from jdgen.cache.stamp import CACHE, recall, unchanged
from jdgen.errors import Kind, Location, Problem, message
from jdgen.messages import format_problem, translator
from jdgen.request import Wanted
from tests.small import CLERK, HANDBOOK, SMALL, hashes, jdgen, write_project

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2026, 3, 1)
# What makes documents, and what reads data: none of it is wanted where there is nothing to do.
HEAVY = (
    "weasyprint", "docxtpl", "docx", "jinja2", "lxml", "uharfbuzz", "pydantic", "yaml", "PIL",
    "rich", "pikepdf", "jdgen.build", "jdgen.library", "jdgen.model", "jdgen.render",
    "jdgen.checks",
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of two posts whose handbook was built in Word; not to be changed."""
    handbook = f"{SMALL[HANDBOOK]}状态: 现行\n生效日期: 2026-04-01\n"
    project = write_project(
        tmp_path_factory.mktemp("built"), {HANDBOOK: handbook, "data/stray.yaml": "x: y\n"}
    )
    build(asked(project))
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed, whose stamp was settled by one look."""
    copy = tmp_path / "project"
    shutil.copytree(built, copy)
    assert recall(asked(copy)) is not None
    return copy


def asked(project: Path) -> Request:
    """Return what is asked for: the handbook in Word alone."""
    return Request(project, ("handbook",), wanted=Wanted(formats=("docx",)), today=DAY)


def stamps(project: Path) -> list[Path]:
    """Return the stamps that lie in a project."""
    return sorted((project / CACHE).rglob("*.json"))


def output(project: Path) -> Path:
    """Return the one file that was built."""
    return project / "output" / "handbook" / "手册.docx"


def age(folder: Path) -> None:
    """Make all files of a folder look as if written long ago, as most are."""
    for path in folder.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def test_a_build_with_nothing_to_do_says_so_and_loads_no_renderer(project: Path) -> None:
    """In a process of its own; the files are not even touched."""
    code = (
        "import sys\nfrom jdgen.cli import main\n"
        "main(['build', 'handbook', '--format', 'docx', '--lang', 'en'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    # The date from outside is another way of asking: built for it once.
    date_from_outside = str(int(datetime(2026, 3, 1, tzinfo=UTC).timestamp()))
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": date_from_outside}

    def run_it() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code], cwd=project, env=environ, capture_output=True, check=True,
            encoding="utf-8",
        )  # fmt: skip

    first = run_it()
    assert "jdgen.build" in first.stderr
    assert first.stdout.splitlines()[-1].startswith("Files: 1; pages: ")
    before = look_at(output(project))
    run = run_it()
    *said, loaded = run.stderr.splitlines()
    assert loaded == "[]"
    assert said[0].startswith("data/stray.yaml: this file is not read here")
    assert run.stdout.splitlines()[-1].startswith("Nothing to do, nothing has changed. Files: 1; ")
    assert look_at(output(project)) == before


def test_what_was_said_is_said_again(project: Path) -> None:
    """Notes, pages, sizes and what the checks found: all but that nothing was written."""
    first = build(replace(asked(project), cache=False))
    again = build(asked(project))
    assert first.notes
    assert any(first.findings.values())
    assert (again.unchanged, first.unchanged) == (True, False)
    assert replace(again, unchanged=False) == first


def test_problems_are_kept_in_every_language() -> None:
    """With messages among their values; whatever else a value is, its text is kept."""
    what = message("{packs} and {one}", packs=["a", message("error")], one=Path("x"))
    problem = Problem(Location("a.yaml", 3, 4), what, message("hint"), "键", Kind.VALUE)
    bare = Problem(Location("b"), message("warning"))
    kept = unpack_problems(pack_problems([problem, bare]))
    for language in ("zh", "en"):
        say = translator(language)
        told = [format_problem(each, say) for each in (problem, bare)]
        assert [format_problem(each, say) for each in kept] == told
    assert [each.kind for each in kept] == [Kind.VALUE, Kind.OTHER]
    with pytest.raises(TypeError):
        unpack_problems([[["a", 1, 1], "no message", None, "", "JD105"]])


def _edit(name: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return change


def _same_length(project: Path) -> None:
    """Change one letter and give the file its old time back."""
    path = project / CLERK
    seen = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("出纳", "会计"), encoding="utf-8")
    os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a post": _edit(CLERK, SMALL[CLERK] + "岗位定员: 2\n"),
    "a post, in the same length, with its old time": _same_length,
    "a new post": _edit("data/roles/new.yaml", "id: new\n岗位名称: 新\n所在部门: 销售部\n"),
    "a post less": lambda project: (project / CLERK).unlink(),
    "a file renamed": lambda project: (project / CLERK).rename(project / "data/roles/a.yaml"),
    "the handbook": _edit(HANDBOOK, SMALL[HANDBOOK] + "版本: 2\n"),
    "what is not read": lambda project: (project / "data/stray.yaml").unlink(),
    "a template": _edit("templates/html/section.html", "<p>"),
    "a theme": _edit("templates/themes/standard.yaml", "x: y"),
    "a font": _edit("fonts/mine.ttf", "no font"),
    "a folder in place of a post": lambda project: _folder_instead(project / CLERK),
    "the document changed": lambda project: output(project).write_bytes(
        output(project).read_bytes() + b" "
    ),
    "the document gone": lambda project: output(project).unlink(),
    "the document emptied": lambda project: output(project).write_bytes(b""),
    "a folder in place of the document": lambda project: _folder_instead(output(project)),
}  # fmt: skip


@pytest.mark.parametrize("change", list(CHANGES))
def test_every_change_is_found(project: Path, change: str) -> None:
    """Of what a build reads, and of what it wrote."""
    assert recall(asked(project)) is not None
    CHANGES[change](project)
    assert recall(asked(project)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"theme": "form"},
        {"packs": ("roles",)},
        {"output": Path("elsewhere")},
        {"wanted": Wanted(formats=("pdf",))},
        {"wanted": Wanted(formats=("docx",), attach=False)},
        {"wanted": Wanted(formats=("docx",), moment=datetime(2026, 1, 1, tzinfo=UTC))},
        {"wanted": Wanted(formats=("docx",), roles=("clerk",))},
    ],
)
def test_another_way_of_asking_is_another_build(project: Path, other: dict[str, object]) -> None:
    """Options and the date from outside change what is made."""
    assert recall(replace(asked(project), **other)) is None  # type: ignore[arg-type]
    assert recall(asked(project)) is not None


def test_documents_that_somebody_changed_are_made_again(project: Path) -> None:
    """With the same bytes; the next build has nothing to do."""
    good = output(project).read_bytes()
    output(project).write_bytes(good[:-1] + b"!")
    assert build(asked(project)).unchanged is False
    assert output(project).read_bytes() == good
    assert build(asked(project)).unchanged is True


def test_files_are_looked_at_once_they_are_old_enough_and_read_before(project: Path) -> None:
    """Within a tick of the clock a change of the same length would look the same.

    Touched, copied, checked out again: what a file says is what counts.
    """
    path = project / CLERK
    young = know(path)
    assert young.look is None
    _same_length(project)
    assert still(path, young) is None
    path.write_text(SMALL[CLERK], encoding="utf-8")
    unsettled = stamps(project)[0].read_bytes()
    assert recall(asked(project)) is not None
    assert stamps(project)[0].read_bytes() == unsettled
    later = time.time() + 2.5
    while time.time() < later:
        time.sleep(0.1)
    assert recall(asked(project)) is not None
    settled = stamps(project)[0].read_bytes()
    assert settled != unsettled
    assert recall(asked(project)) is not None
    assert stamps(project)[0].read_bytes() == settled
    known = know(path)
    assert known.look == look_at(path)
    assert still(path, known) is known
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert recall(asked(project)) is not None
    _same_length(project)
    assert still(path, known) is None
    assert recall(asked(project)) is None
    path.unlink()
    assert still(path, known) is None


def test_a_damaged_stamp_is_ignored_and_written_anew(project: Path) -> None:
    """Cut off anywhere, with any byte changed, or something else in its place."""
    (stamp,) = stamps(project)
    good = stamp.read_bytes()
    damaged = [good[:cut] for cut in range(0, len(good), max(1, len(good) // 40))]
    damaged += [
        good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :]
        for at in range(0, len(good), max(1, len(good) // 40))
    ]
    damaged += [b"", b"\n", b"[]", b"\xff" * 100]
    for data in damaged:
        stamp.write_bytes(data)
        assert recall(asked(project)) is None, data[:80]
    stamp.unlink()
    stamp.mkdir()
    assert recall(asked(project)) is None
    assert build(asked(project)).unchanged is False
    stamp.rmdir()
    assert build(asked(project)).unchanged is False
    assert build(asked(project)).unchanged is True


def test_a_cache_from_elsewhere_is_not_used(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that came by mail, with documents that say something else than its data.

    Whoever made it holds neither this machine's key nor this account's: the cache is as good as
    none, and everything is made.
    """
    request = Request(project, ("handbook",))
    honest = build(request)
    data = (project / CLERK).read_text(encoding="utf-8")
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    machine_key._key.cache_clear()
    (project / CLERK).write_text(data.replace("出纳", "会计"), encoding="utf-8")
    build(request)
    (project / CLERK).write_text(data, encoding="utf-8")
    build(request)
    assert unchanged(request) is not None
    monkeypatch.undo()
    machine_key._key.cache_clear()
    try:
        assert unchanged(request) is None
        assert not build(request).unchanged
        assert build(request).unchanged
        assert build(request).files == honest.files
    finally:
        machine_key._key.cache_clear()


def test_without_the_cache_everything_is_made_anew_and_comes_out_the_same(project: Path) -> None:
    """And nothing is kept; the cache may be deleted at any time."""
    good = output(project).read_bytes()
    run = ("build", "handbook", "--format", "docx", "--project", project, "--lang", "en")
    before = hashes(project / CACHE)
    assert "wrote " in jdgen(*run, "--no-cache").output
    assert hashes(project / CACHE) == before
    assert output(project).read_bytes() == good
    shutil.rmtree(project / ".cache")
    assert "wrote " in jdgen(*run).output
    assert "Nothing to do" in jdgen(*run).output
    assert output(project).read_bytes() == good


def test_on_another_day_only_the_checks_look_again(project: Path) -> None:
    """A date lies in the future until it comes; the documents are the same, and stay untouched."""
    request = asked(project)
    look = look_at(output(project))
    later = replace(request, today=date(2026, 5, 1))
    assert unchanged(later) is None
    first, then = build(request), build(later)
    assert then.unchanged is True
    assert sum(then.findings.values()) < sum(first.findings.values())
    assert look_at(output(project)) == look
    assert unchanged(later) == then
    assert build(replace(later, cache=False)).findings == then.findings


def test_what_was_refused_is_refused_again(tmp_path: Path) -> None:
    """With the same words and the same exit status."""
    project = write_project(tmp_path, {CLERK: SMALL[CLERK] + "招聘:\n  招聘人数: 2\n"})
    run = ("build", "postings", "--project", project, "--lang", "en")
    first, second = jdgen(*run), jdgen(*run)
    assert (first.status, second.status) == (1, 1)
    assert "is not advertised" in second.errors
    assert second.errors == first.errors


def test_a_picture_that_the_data_names_counts(tmp_path: Path) -> None:
    """Wherever it lies in the project; one that is no file keeps nothing from being built."""
    from PIL import Image

    picture = tmp_path / "pictures" / "qr.png"
    picture.parent.mkdir()
    Image.new("RGB", (200, 200), "white").save(picture)
    recruitment = "招聘:\n  应聘方式: {二维码图片: pictures/qr.png}\n"
    project = write_project(tmp_path, {HANDBOOK: SMALL[HANDBOOK] + recruitment})
    request = Request(project, ("notice",), wanted=Wanted(formats=("docx",)), today=DAY)
    build(request)
    assert recall(request) is not None
    Image.new("RGB", (200, 201), "white").save(picture)
    assert recall(request) is None


def test_a_project_that_takes_no_cache_is_built_all_the_same(tmp_path: Path) -> None:
    """Each time anew: on a read-only drive, or where something has the folder's name."""
    project = write_project(tmp_path)
    (project / ".cache").write_text("a file", encoding="utf-8")
    assert build(asked(project)).unchanged is False
    assert build(asked(project)).unchanged is False
    assert (project / ".cache").read_text(encoding="utf-8") == "a file"


def test_the_cache_is_ignored_by_git_and_bounded(project: Path) -> None:
    """In projects that were made before there was one, too; the latest stamps are kept."""
    assert (project / CACHE / ".gitignore").read_text(encoding="utf-8") == "*\n"
    (own,) = stamps(project)
    for number in range(60):
        (own.parent / f"{number:032}.json").write_bytes(b"old")
    age(own.parent)
    output(project).unlink()
    build(asked(project))
    assert len(stamps(project)) == 32
    assert build(asked(project)).unchanged is True
