"""Recruitment notices of several projects, each printed once in a test run, and what is on them."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml

from jdgen.build import Request, Result, build
from jdgen.errors import Problem
from jdgen.messages import format_problem, translator
from jdgen.produce.job import Wanted
from tests.checkers.libreoffice import convert_to_pdf
from tests.postings import CLERK, awkward, change
from tests.projects import ROOT, make_project, shared_folder
from tests.reading import open_pdf

ENGLISH = ROOT / "templates" / "projects" / "english"
POSTS = 40
HEAD = ["岗位与工作内容", "人数", "任职要求", "薪酬福利"]
TELLER = change(CLERK, id="teller", 岗位名称="柜员", 招聘={"招聘人数": "若干"})


@dataclass(frozen=True)
class Notice:
    """One notice: the project it was made of, its paper, its two files."""

    project: Path
    size: str
    docx: Path
    pdf: Path

    def word_print(self) -> Path:
        """Return LibreOffice's print of the Word file, made once."""
        folder = self.docx.parent / "libreoffice"
        printed = folder / f"{self.docx.stem}.pdf"
        folder.mkdir(exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not printed.exists():
                convert_to_pdf(self.docx, folder)
        return printed

    def prints(self) -> tuple[Path, Path]:
        """Return both formats as PDF."""
        return self.pdf, self.word_print()


def notice(project: Path, output: Path, **wanted: Any) -> Result:
    """Make a project's notice."""
    request = Request(
        project, packs=("notice",), output=output, wanted=Wanted(**wanted), cache=False
    )
    return build(request)


def printed_notice(project: Path, size: str, shared: Path) -> Notice:
    """Return a project's notice on a size of paper, made once in a test run."""
    folder = shared / "notices" / f"{project.name}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    # The one who holds the lock builds, the others find it done.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "notice").exists():
            notice(project, folder, size=size)
    files = {path.suffix: path for path in (folder / "notice").iterdir() if path.is_file()}
    return Notice(project, size, files[".docx"], files[".pdf"])


def small_notices(factory: pytest.TempPathFactory) -> list[Notice]:
    """Return the example's notices on both sizes of paper, and the English one's."""
    wanted = [(ROOT, "A4"), (ROOT, "A3"), (ENGLISH, "A4")]
    return [printed_notice(*each, shared_folder(factory)) for each in wanted]


def large_notices(factory: pytest.TempPathFactory) -> list[Notice]:
    """Return that of forty posts on A4, and that of a post of awkward texts on A3."""
    wanted = [(many(factory), "A4"), (odd(factory), "A3")]
    return [printed_notice(*each, shared_folder(factory)) for each in wanted]


def said(problems: tuple[Problem, ...], lang: str = "zh") -> list[str]:
    """Return problems as they are printed."""
    return [format_problem(problem, translator(lang)) for problem in problems]


def many(factory: pytest.TempPathFactory) -> Path:
    """Return a project in which forty posts are to be filled."""
    return _made(factory, "many", lambda folder: with_offers(make_project(folder, posts=POSTS)))


def odd(factory: pytest.TempPathFactory) -> Path:
    """Return a project whose every free text has signs that mean something somewhere."""
    return _made(factory, "odd", awkward)


def _made(factory: pytest.TempPathFactory, name: str, make: Any) -> Path:
    shared = shared_folder(factory)
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / name / "data").is_dir():
            make(shared / name)
    return shared / name


def with_offers(project: Path) -> Path:
    """Give every post of a generated project a section 招聘, and no status."""
    for number, path in enumerate(sorted((project / "data" / "roles").rglob("*.yaml"))):
        data = yaml.safe_load(path.read_text("utf-8"))
        data.pop("状态", None)
        data.setdefault("本职概述", "完成“日清日结”——操作设备（CNC、MES终端）。")
        data["招聘"] = {
            "招聘人数": str(number % 9 + 1),
            "薪酬": {
                "最低": str(3000 + 500 * (number % 7)),
                "最高": str(7000 + 500 * (number % 5)),
                "构成": ["底薪", "绩效奖金", "加班费按1.5–3倍计"][: number % 4],
            },
            "招聘条件": ["接受Excel、ERP等软件的培训（入职后2周内）", "能适应两班倒"][
                : 1 + number % 2
            ],
            "亮点": ["师傅一对一带教", "空调宿舍（2–4人间）、免费WiFi与班车"][: number % 3],
        }
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
    return project


# ---- what stands on them


def squash(text: str) -> str:
    """Drop all white space."""
    return re.sub(r"\s", "", text)


def tables(file: Path) -> list[list[list[list[str]]]]:
    """Return the tables of a Word file: rows of cells of paragraphs, empty ones left out."""
    return [
        [
            [[p.text for p in cell.paragraphs if p.text.strip()] for cell in row.cells]
            for row in table.rows
        ]
        for table in docx.Document(str(file)).tables
    ]


def posts_table(file: Path) -> list[list[list[str]]]:
    """Return the table of the posts: the one whose first row is repeated on each page."""
    for table, rows in zip(docx.Document(str(file)).tables, tables(file), strict=True):
        if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader"):
            return rows
    raise AssertionError(f"{file} has no such table")


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page without white space."""
    with open_pdf(pdf) as document:
        return [squash(page.get_text()) for page in document]


def sizes(pdf: Path) -> list[float]:
    """Return the size of each piece of text of a PDF, in points."""
    with open_pdf(pdf) as document:
        return [
            round(span["size"], 2)
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["text"].strip()
        ]


def in_order(wanted: Sequence[str], text: str) -> list[str]:
    """Return those of ``wanted`` that don't stand in ``text`` behind the one before."""
    missing, place = [], 0
    for each in wanted:
        found = text.find(squash(each), place)
        if found < 0:
            missing.append(each)
        else:
            place = found + len(squash(each))
    return missing
