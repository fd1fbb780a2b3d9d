"""Jobs on a real Dask cluster: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jdgen.build import Request, build
from jdgen.errors import JdgenError
from jdgen.request import Wanted
from tests.projects import make_project
from tests.small import hashes, jdgen, write_project

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60  # seconds
POSTS = 8


class Cluster:
    """A scheduler and its workers; all end with the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self.start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        until = time.monotonic() + PATIENCE
        while not self._file.exists():
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text(encoding="utf-8"))["address"]

    def start(self, module: str, *arguments: str, **environ: str) -> subprocess.Popen[bytes]:
        """Start a scheduler or a worker."""
        with (self._folder / "cluster.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", "--scheduler-file",
                 str(self._file), *arguments],
                cwd=self._folder, stdout=log, stderr=log,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
            )  # fmt: skip
        self._processes.append(process)
        return process

    def worker(self, **environ: str) -> subprocess.Popen[bytes]:
        """Start a worker that nobody starts again when it dies."""
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        return self.start("dask_worker", *arguments, **environ)

    def said(self) -> str:
        """Return what all of them wrote."""
        return (self._folder / "cluster.log").read_text(encoding="utf-8", errors="replace")

    def end(self) -> None:
        """End them, the scheduler last."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers yet."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    started = Cluster(folder)
    yield started
    started.end()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook of some sections, built here."""
    folder = make_project(tmp_path_factory.mktemp("posts"), posts=POSTS)
    build(Request(folder, ("handbook",), cache=False))
    return folder


def test_a_worker_that_dies_costs_only_the_repetition_of_its_jobs(
    project: Path, cluster: Cluster
) -> None:
    """Two workers, one killed midway: every file is whole, and the same as without a cluster."""
    expected = hashes(project / "output")
    for path in (project / "output").rglob("*.*"):
        path.unlink()
    doomed, other = cluster.worker(), cluster.worker()
    told: list[tuple[str, int, int]] = []
    killed_at: list[int] = []

    def progress(what: str, done: int, total: int) -> None:
        told.append((what, done, total))
        if what == "pages" and 0 < done < total and not killed_at:
            killed_at.append(done)
            doomed.send_signal(signal.SIGKILL)
            doomed.wait(PATIENCE)

    request = Request(project, ("handbook",), cache=False, cluster=cluster.address)
    result = build(request, progress)
    sections = max(total for what, _, total in told if what == "pages")
    assert killed_at
    assert killed_at[0] < sections
    assert doomed.returncode == -signal.SIGKILL
    assert other.poll() is None
    assert hashes(project / "output") == expected
    assert {path.suffix for path in result.files} == {".docx", ".pdf"}
    assert "Remove worker" in cluster.said()


def test_cards_of_a_cluster_are_those_made_here(
    project: Path, cluster: Cluster, tmp_path: Path
) -> None:
    """Each alone in both formats, all together, and on sheets."""
    cluster.worker()
    wanted = Wanted(allow_draft=True, size="A6", sheet="A4")
    here = Request(project, ("cards",), output=tmp_path / "here", cache=False, wanted=wanted)
    there = replace(here, output=tmp_path / "there", cluster=cluster.address)
    assert len(build(here).files) == len(build(there).files) == 2 * POSTS + 2
    assert hashes(tmp_path / "here") == hashes(tmp_path / "there")


def test_a_worker_with_another_engine_does_nothing(project: Path, cluster: Cluster) -> None:
    """Its pages could come out differently, and no one would see."""
    before = hashes(project / "output")
    site = cluster._folder / "site"
    (site / "jdgen").mkdir(parents=True)
    for path in (ROOT / "jdgen").rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            copy = site / "jdgen" / path.relative_to(ROOT / "jdgen")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (site / "templates").symlink_to(ROOT / "templates")
    with (site / "jdgen" / "fonts.py").open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    cluster.worker(PYTHONPATH=str(site))
    with pytest.raises(JdgenError) as caught:
        build(Request(project, ("handbook",), cache=False, cluster=cluster.address))
    assert "a worker has other versions of jdgen" in str(caught.value)
    assert hashes(project / "output") == before


def test_where_no_scheduler_or_no_worker_is_that_is_said(tmp_path: Path, cluster: Cluster) -> None:
    """With what to start; nothing is written."""
    project = write_project(tmp_path / "project")
    before = hashes(project)
    run = ("build", "handbook", "--project", project, "--lang", "en", "--cluster")
    nobody = jdgen(*run, cluster.address)
    assert nobody.status == 1
    assert nobody.errors.splitlines()[:2] == [
        f"--cluster {cluster.address}: the scheduler has no workers",
        f"    start some, one for each core: dask worker {cluster.address}",
    ]
    wrong = jdgen(*run, "tcp://127.0.0.1:9")
    assert wrong.status == 1
    assert wrong.errors.startswith(
        "--cluster tcp://127.0.0.1:9: no Dask scheduler answers at tcp://127.0.0.1:9\n"
    )
    nonsense = jdgen(*run, "nowhere at all")
    assert nonsense.status == 1
    assert hashes(project) == before
