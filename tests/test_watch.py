"""``jdgen watch``: a real process, real files, saved in the ways that editors save."""

from __future__ import annotations

import contextlib
import io
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.small import CLERK, HANDBOOK, SMALL, hashes, write_project

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no Ctrl-C to one process")
# Tests that a shell runs in the background inherit that Ctrl-C is ignored.
START = (
    "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "import sys\nfrom jdgen.cli import main\nmain(sys.argv[1:])"
)
PATIENCE = 60  # seconds, on a machine that does much else


class Watching:
    """A process that watches a project, and the lines that it says."""

    def __init__(self, project: Path, *arguments: str) -> None:
        self.project = project
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-c", START, "watch", "--lang", "en", *arguments],
            cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def round(self) -> list[str]:
        """Return what is said up to the end of the next round."""
        said: list[str] = []
        while not said or not said[-1].startswith("Watching "):
            said.append(self._lines.get(timeout=PATIENCE))
        return said

    def silence(self, seconds: float = 1.5) -> None:
        """Nothing may be said for so long."""
        with pytest.raises(queue.Empty):
            raise AssertionError(self._lines.get(timeout=seconds))

    def save(self, name: str, text: str) -> None:
        """Save a file as a plain program does."""
        path = self.project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def stop(self) -> list[str]:
        """Press Ctrl-C, and return what is said then."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return list(self._lines.queue)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """Start watching projects; what a failed test leaves running is ended."""
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching(write_project(tmp_path / "项目"), *arguments))
        return started[-1]

    yield start
    for each in started:
        # What it started as well: that would keep its output open.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(each.process.pid, signal.SIGKILL)
        each.process.wait()
        assert each.process.stdout is not None
        each.process.stdout.close()


def text_of(project: Path) -> str:
    """Return the XML of the document that was built."""
    data = (project / "output" / "handbook" / "手册.docx").read_bytes()
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def post(title: str) -> str:
    """Return the file of a post with another title."""
    return SMALL[CLERK].replace("出纳", title)


def test_every_way_of_saving_is_one_round(watching: Callable[..., Watching]) -> None:
    """Written over, emptied and filled again, or renamed into place; noise beside it is none."""
    here = watching("--format", "docx")
    project = here.project
    first = here.round()
    assert [line for line in first if line.startswith("wrote ")] == [
        next(line for line in first if "手册.docx" in line)
    ]
    assert first[-1] == f"Watching {project}; Ctrl-C ends it."
    here.save(CLERK, post("记账员"))
    said = here.round()
    assert said[0] == f"changed: {CLERK}"
    assert "记账员" in text_of(project)
    # Emptied, and filled a moment later: what is half saved is no problem to tell.
    here.save(CLERK, "")
    time.sleep(0.15)
    here.save(CLERK, post("档案员"))
    said = here.round()
    assert said[0] == f"changed: {CLERK}"
    assert "档案员" in text_of(project)
    # As vim, Word and many others do: a file beside it takes its place.
    path = project / CLERK
    here.save("data/roles/.clerk.yaml.swp", "swap")
    here.save("data/roles/clerk.yaml~", "backup")
    new = path.with_name("clerk.yaml.tmp")
    new.write_text(post("统计员"), encoding="utf-8")
    new.replace(path)
    said = here.round()
    assert CLERK in said[0]
    assert not [line for line in said if "problem" in line]
    assert "统计员" in text_of(project)
    # Renamed away, then written anew.
    path.rename(path.with_name("clerk.bak"))
    here.save(CLERK, post("保管员"))
    here.round()
    assert "保管员" in text_of(project)
    here.save("notes.txt", "nothing that a build reads")
    here.save(".git/index", "neither")
    here.save("output/handbook/other.txt", "nor this")
    path.touch()
    here.silence()
    assert here.stop() == ["No longer watching."]
    assert here.process.returncode == 0


def test_problems_are_shown_with_their_place_and_cleared_when_mended(
    watching: Callable[..., Watching],
) -> None:
    """The documents stay as they were meanwhile; each new state of the problems is told."""
    here = watching("--format", "docx")
    here.round()
    before = hashes(here.project / "output")
    here.save(CLERK, SMALL[CLERK] + "现员: 三\n岗位定员: [\n")
    said = here.round()
    assert said[0] == f"changed: {CLERK}"
    assert said[1].startswith(f"{CLERK}:6:7: ")
    assert said[-2] == "1 problem; the documents stay as they were"
    here.save(HANDBOOK, "标题: 手册\n单位名: 中心\n")
    said = here.round()
    assert said[0] == f"changed: {HANDBOOK}"
    assert {line.split(":")[0] for line in said[1:] if line.startswith("data/")} == {
        HANDBOOK, CLERK,
    }  # fmt: skip
    assert said[-2].endswith(" problems; the documents stay as they were")
    assert hashes(here.project / "output") == before
    here.save(HANDBOOK, SMALL[HANDBOOK])
    assert f"{CLERK}:6:7: " in here.round()[1]
    here.save(CLERK, SMALL[CLERK])
    said = here.round()
    assert said[1] == "The problems are mended."
    assert said[-2].startswith("Nothing to do, nothing has changed. ")
    assert hashes(here.project / "output") == before
    assert here.stop() == ["No longer watching."]


def test_templates_themes_and_fonts_count(watching: Callable[..., Watching]) -> None:
    """Also where the project had none of its own when the watch began."""
    here = watching("--format", "docx")
    here.round()
    theme = (ROOT / "templates/themes/standard.yaml").read_text(encoding="utf-8")
    here.save("templates/themes/standard.yaml", theme.replace("accent: ", 'accent: "123456" # '))
    said = here.round()
    assert said[0].startswith("changed: templates")
    assert "wrote " in said[1]
    here.save("templates/themes/standard.yaml", "")
    assert here.round()[1].startswith("templates/themes/standard.yaml: ")
    (here.project / "templates/themes/standard.yaml").unlink()
    assert "The problems are mended." in here.round()
    here.save("fonts/mine.ttf", "no font")
    assert "fonts/mine.ttf: this is not a font that can be used" in here.round()
    shutil.rmtree(here.project / "fonts")
    assert "The problems are mended." in here.round()


def test_a_document_that_can_not_be_replaced_is_tried_again(
    watching: Callable[..., Watching],
) -> None:
    """As soon as it can: whoever closes it in Word saves nothing."""
    here = watching("--format", "docx")
    here.round()
    document = here.project / "output" / "handbook" / "手册.docx"
    document.unlink()
    document.mkdir()
    here.save(CLERK, post("记账员"))
    said = here.round()
    assert "手册.docx: " in said[1]
    here.silence()
    document.rmdir()
    assert "The problems are mended." in here.round()
    assert "记账员" in text_of(here.project)
    assert here.stop() == ["No longer watching."]


def test_where_there_is_no_project_nothing_is_watched(tmp_path: Path) -> None:
    """It is said at once."""
    run = subprocess.run(
        [sys.executable, "-m", "jdgen", "watch", "--lang", "en", "--project", "nowhere"],
        cwd=tmp_path, capture_output=True, check=False, encoding="utf-8", timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("nowhere: there is no such folder\n")
