"""How fast handbooks are made, made again and kept up to date: ``make bench``; see README.md.

jdgen against docxtpl with WeasyPrint in one pass, docxtpl with LibreOffice, pandoc, and Typst, on
the same content, in one run. Every way is a process of its own; the ways take turns, so that what
else the machine does meets all of them. A ratio is one of medians.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

import content as given
import markup
from measure import Memory, Taken, python, run, spread
from psutil import Popen

from tests.projects import make_project

BASE = "docxtpl + WeasyPrint, one pass"
JDGEN = [sys.executable, "-m", "jdgen"]
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass
class Table:
    """What was measured: per work and way, the runs."""

    runs: dict[str, dict[str, list[Taken]]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def add(self, work: str, way: str, taken: Taken) -> None:
        """Keep one run, and say it."""
        self.runs.setdefault(work, {}).setdefault(way, []).append(taken)
        sys.stderr.write(f"{work} | {way}: {taken.seconds:.2f} s, {taken.megabytes:.0f} MB\n")

    def note(self, text: str) -> None:
        """Keep a line for below the table."""
        self.notes.append(text)
        sys.stderr.write(f"{text}\n")

    def seconds(self, work: str, way: str) -> float:
        """Return the median."""
        return median(taken.seconds for taken in self.runs[work][way])

    def show(self) -> str:
        """Return the table as Markdown."""
        head = ("Work", "Way", "Seconds: median (least–greatest)", "of processors", "Peak MB",
                "Ratio to one pass", "of processors")  # fmt: skip
        lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
        for work, ways in self.runs.items():
            base = work if BASE in ways else _base_of(work, self.runs)
            for way, taken in ways.items():
                seconds = spread([each.seconds for each in taken])
                used = median(each.processor for each in taken)
                memory = median(each.megabytes for each in taken)
                ratio = of_used = ""
                if base is not None and way != BASE:
                    ratio = f"{self.seconds(work, way) / self.seconds(base, BASE):.3f}"
                    of_used = f"{used / median(t.processor for t in self.runs[base][BASE]):.3f}"
                cells = (work, way, seconds, f"{used:.2f}", f"{memory:.0f}", ratio, of_used)
                lines.append(f"| {' | '.join(cells)} |")
        return "\n".join([*lines, "", *(f"- {note}" for note in self.notes)])


def _base_of(work: str, runs: dict[str, dict[str, list[Taken]]]) -> str | None:
    """Return the cold work of the same size: an edit and no change are compared with it."""
    size = work.split(",", maxsplit=1)[0]
    return next((each for each in runs if each.startswith(size) and BASE in runs[each]), None)


@dataclass
class Handbook:
    """A project of so many posts, and what the other ways are given of it."""

    posts: int
    project: Path
    kept: Path = field(init=False)
    place: Path = field(init=False)
    before: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = self.project.parent / f"other-{self.posts}"
        self.place.mkdir()
        self.kept = self.place / "content.pickle"
        given.keep(self.project, self.kept)
        shutil.rmtree(self.project / "gift")
        content = given.read(self.kept)
        blocks = given.plain_blocks(content)
        self.place.joinpath("book.typ").write_text(markup.as_typst(blocks), encoding="utf-8")
        html = markup.as_html(blocks, content.view.title)
        self.place.joinpath("book.html").write_text(html, encoding="utf-8")
        self.fonts = ":".join(sorted({str(Path(p).parent) for each in content.fonts.values()
                                      for p in each}))  # fmt: skip

    def forget(self) -> None:
        """Empty the cache and the output."""
        for name in (".cache", "output"):
            shutil.rmtree(self.project / name, ignore_errors=True)

    def edit(self, number: int) -> None:
        """Change a sentence of one post; each time another one, of the same length."""
        path = sorted((self.project / "data" / "roles").rglob("*.yaml"))[self.posts // 2]
        text = path.read_text(encoding="utf-8")
        self.before.setdefault(path, text)
        changed, count = re.subn(r"（第\d+次修改）", f"（第{number}次修改）", text)
        if not count:
            changed = text.replace("。", f"（第{number}次修改）。", 1)
        path.write_text(changed, encoding="utf-8")

    def restore(self) -> None:
        """Take the edits back."""
        for path, text in self.before.items():
            path.write_text(text, encoding="utf-8")

    def build(self, *options: str) -> Taken:
        """Run ``jdgen build handbook``."""
        return run([*JDGEN, "build", "handbook", *options], self.project)

    # ---- the other ways

    def one_pass(self) -> Taken:
        """Word and PDF."""
        data = self.project / "data"
        return run(python("ways/onepass.py", self.kept, data, self.place, "docx,pdf"), self.place)

    def libreoffice(self) -> Taken:
        """Word by docxtpl, and the PDF from it; LibreOffice's profile exists already."""
        profile = f"-env:UserInstallation={(self.project.parent / 'profile').as_uri()}"
        data = self.project / "data"
        word = python("ways/onepass.py", self.kept, data, self.place, "docx")
        office = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir",
                  str(self.place / "office"), str(self.place / "onepass.docx")]  # fmt: skip
        first, second = run(word, self.place), run(office, self.place)
        assert (self.place / "office" / "onepass.pdf").is_file()
        return _both(first, second)

    def pandoc(self) -> Taken:
        """Word from HTML, and the PDF from it by LibreOffice: the text, without the design."""
        profile = f"-env:UserInstallation={(self.project.parent / 'profile').as_uri()}"
        word = ["pandoc", "book.html", "-o", "pandoc.docx", "--toc"]
        office = ["soffice", profile, "--headless", "--convert-to", "pdf", "pandoc.docx"]
        first, second = run(word, self.place), run(office, self.place)
        assert (self.place / "pandoc.pdf").is_file()
        return _both(first, second)

    def typst(self) -> Taken:
        """The PDF alone, in one design of tables and text."""
        return run(python("ways/typst_way.py", self.place / "book.typ", self.fonts,
                          self.place / "typst.pdf"), self.place)  # fmt: skip

    def own(self, suffix: str) -> Path:
        """Return jdgen's document."""
        (path,) = (self.project / "output" / "handbook").glob(f"*.{suffix}")
        return path


def _both(first: Taken, second: Taken) -> Taken:
    """Return what two commands took one after the other."""
    return Taken(
        first.seconds + second.seconds,
        first.processor + second.processor,
        max(first.megabytes, second.megabytes),
    )


def cold_and_edited(table: Table, book: Handbook, ways: dict[str, Callable[[], Taken]],
                    times: int) -> None:  # fmt: skip
    """Measure everything anew, one post edited, and nothing changed; the ways take turns."""
    name = f"{book.posts} posts"
    for turn in range(times):
        book.forget()
        table.add(f"{name}, cold", "jdgen", book.build())
        for way, make in ways.items():
            table.add(f"{name}, cold", way, make())
        book.edit(turn + 1)
        table.add(f"{name}, one post edited", "jdgen", book.build())
        table.add(f"{name}, nothing changed", "jdgen", book.build())


def watched(table: Table, book: Handbook, times: int) -> None:
    """Measure from a saved file to both documents written, in a process that watches."""
    process = Popen(
        [*JDGEN, "watch", "--lang", "en"], cwd=book.project, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
    )  # fmt: skip
    memory = Memory(process)
    try:
        for turn in range(times + 1):
            if turn:
                used = memory.used()
                before = [book.own(each).stat().st_ino for each in ("docx", "pdf")]
                started = time.perf_counter()
                book.edit(1000 + turn)
            while not process.stdout.readline().startswith("Watching "):
                pass
            if turn:
                taken = time.perf_counter() - started
                after = [book.own(each).stat().st_ino for each in ("docx", "pdf")]
                assert not set(before) & set(after)
                table.add(f"{book.posts} posts, watch: saved to written", "jdgen",
                          Taken(taken, memory.used() - used, 0))  # fmt: skip
            time.sleep(0.7)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
    most, _ = memory.stop()
    runs = table.runs[f"{book.posts} posts, watch: saved to written"]["jdgen"]
    runs[:] = [Taken(each.seconds, each.processor, most) for each in runs]


def cards(table: Table, project: Path, posts: int, times: int) -> None:
    """Measure the cards of all posts, against one after another."""
    kept = project.parent / "cards.pickle"
    keep_cards(project, kept)
    target = project.parent / "other-cards"
    target.mkdir()
    for _ in range(times):
        for name in (".cache", "output"):
            shutil.rmtree(project / name, ignore_errors=True)
        taken = run([*JDGEN, "build", "cards", "--allow-draft"], project)
        table.add(f"{posts} cards, both formats", "jdgen", taken)
        taken = run(python("ways/cards.py", kept, target), target)
        table.add(f"{posts} cards, both formats", BASE, taken)
    count = len(list((project / "output" / "cards").glob("*.pdf"))) - 1
    table.note(f"cards made: {count} by jdgen, {len(list(target.glob('*.pdf')))} one by one")


def keep_cards(project: Path, target: Path) -> None:
    """Build the cards once, and keep what each is printed from."""
    from jdgen.build import Request, build
    from jdgen.render.card_workshop import CardShop
    from jdgen.request import Wanted
    from jdgen.resources import installed

    plain = CardShop.write
    template = (installed("templates") / "word" / "card.docx").read_bytes()

    def write(shop: Any, fitted: Any, *arguments: Any) -> Any:
        batch = shop._batch(tuple(each.card for each in fitted))
        target.write_bytes(pickle.dumps((batch, template)))
        return plain(shop, fitted, *arguments)

    CardShop.write = write  # type: ignore[method-assign]
    try:
        build(Request(project, ("cards",), output=project / "gift", cache=False,
                      wanted=Wanted(allow_draft=True)))  # fmt: skip
    finally:
        CardShop.write = plain  # type: ignore[method-assign]
    shutil.rmtree(project / "gift")


def compare(table: Table, book: Handbook) -> None:
    """Note pages, text and sizes of what the ways made of the same content."""
    book.restore()
    book.build()
    files = {"jdgen": book.own("pdf"), BASE: book.place / "onepass.pdf"}
    others = {"docxtpl + LibreOffice": "office/onepass.pdf", "pandoc": "pandoc.pdf",
              "Typst": "typst.pdf"}  # fmt: skip
    files |= {name: book.place / path for name, path in others.items()
              if (book.place / path).is_file()}  # fmt: skip
    texts = {name: text_of(path) for name, path in files.items()}
    own = pieces(texts["jdgen"])
    for name, path in files.items():
        share = len(own & pieces(texts[name])) / len(own)
        table.note(
            f"{book.posts} posts, {name}: {pages(path)} pages, {path.stat().st_size / 1024:.0f} KB,"
            f" {share:.1%} of all runs of three Han characters in jdgen's PDF"
        )
    ratio = files["jdgen"].stat().st_size / files[BASE].stat().st_size
    table.note(f"{book.posts} posts: jdgen's PDF has {ratio:.3f} of the size of the one pass's")
    differ = [n for n, (one, other) in enumerate(zip(texts["jdgen"], texts[BASE], strict=True), 1)
              if sorted(one) != sorted(other)]  # fmt: skip
    table.note(f"{book.posts} posts: pages whose text is not the same as the one pass's: {differ}")


def pages(path: Path) -> int:
    """Return a PDF's number of pages."""
    found = re.search(r"Pages: +(\d+)", _say("pdfinfo", str(path)))
    assert found is not None
    return int(found[1])


def text_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF, without white space."""
    return [re.sub(r"\s+", "", page) for page in _say("pdftotext", str(path), "-").split("\f")]


def _say(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def pieces(pages: list[str]) -> set[str]:
    """Return all runs of three Han characters: lines and cells may break elsewhere."""
    runs = _HAN.findall("".join(pages))
    return {run[at : at + 3] for run in runs for at in range(len(run) - 2)}


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="15 posts, each way once")
    parser.add_argument("--posts", default="15,150,1000", help="sizes, commas between")
    parser.add_argument("--times", type=int, default=5, help="runs of the smallest; others fewer")
    parser.add_argument("--cards", type=int, default=1000, help="how many cards; 0 for none")
    parser.add_argument("--json", type=Path, help="write what was measured here")
    options = parser.parse_args()
    sizes = [15] if options.quick else [int(each) for each in options.posts.split(",") if each]
    times = 1 if options.quick else options.times
    table = Table()
    with tempfile.TemporaryDirectory(prefix="jdgen-bench-") as folder:
        for posts in sizes:
            runs = times if posts < 100 else max(1, times // 2) if posts < 500 else 1
            book = Handbook(posts, make_project(Path(folder) / f"{posts}-posts", posts=posts))
            ways = {BASE: book.one_pass, "Typst": book.typst}
            if posts < 500:
                ways |= {"docxtpl + LibreOffice": book.libreoffice, "pandoc": book.pandoc}
                book.libreoffice()  # makes LibreOffice's profile
            cold_and_edited(table, book, ways, runs)
            watched(table, book, runs)
            compare(table, book)
        if options.cards and not options.quick:
            project = make_project(Path(folder) / "cards", posts=options.cards)
            cards(table, project, options.cards, 1)
    sys.stdout.write(table.show() + "\n")
    if options.json:
        said = {work: {way: [vars(each) for each in runs] for way, runs in ways.items()}
                for work, ways in table.runs.items()}  # fmt: skip
        options.json.write_text(json.dumps({"runs": said, "notes": table.notes}, indent=1))


if __name__ == "__main__":
    main()
