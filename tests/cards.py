# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Role cards of several projects, each made once in a test run, and what stands on them."""

from __future__ import annotations

import fcntl
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from jdgen.build import Request, Result, build
from jdgen.errors import Problem
from jdgen.messages import format_problem, translator
from jdgen.produce.job import Wanted
from tests.checkers.libreoffice import convert
from tests.checkers.tools import run
from tests.postings import CLERK, HANDBOOK, change, write
from tests.projects import ROOT, read_data, shared_folder
from tests.reading import open_pdf, squash

ENGLISH = ROOT / "templates" / "projects" / "english"
LINK = "https://jobs.example.com/hx/2024"
LEAST = {"A4": 9.0, "A5": 9.0, "A6": 8.0}
"""The smallest size of any letter on each paper, in points."""
MILLIMETRES = {"A4": (210, 297), "A5": (148, 210), "A6": (105, 148), "A3": (297, 420)}

EMPLOYER = {
    **HANDBOOK,
    "招聘": {
        **HANDBOOK["招聘"],
        "单位性质": "合资企业",
        "人员规模": "500–999人",
        "福利": ["五险一金", "班车"],
        "应聘方式": {
            "说明": "请发送简历。",
            "链接": LINK,
            "邮箱": "hr@example.com",
            "电话": "0512-5550 0101",
        },
    },
}
_LONG = "按季度编制所辖区域的客户开发计划，走访重点客户并登记结果，核对合同与回款，处理投诉与退换货，汇总竞争对手的价格与促销"
# Forty duties of 200 characters, each with its own number in it.
LONG = change(
    CLERK,
    id="long",
    岗位名称="区域客户开发与关系维护高级专员",
    本职概述="负责区域市场。",
    工作职责与任务=[f"第{n:02}项：{(_LONG * 4)[:194]}。" for n in range(1, 41)],
    任职资格={"教育水平": "本科以上", "工作经验": "三年以上"},
    招聘={"亮点": ["弹性工作时间"], "招聘条件": ["能适应出差"]},
)
# Nothing but the fields that a post must have.
BARE = {"id": "bare", "岗位名称": "出纳", "所在部门": "销售部"}
TASKS = change(
    CLERK,
    id="tasks",
    岗位名称="会计",
    工作职责与任务=[
        {"职责": "核算，包括：", "子任务": ["审核凭证。", "登记账簿。"]},
        {"职责": "申报纳税。", "子任务": ["增值税。", "所得税。"]},
        "完成上级交办的其他工作。",
        "保管票据。",
    ],
)


@dataclass(frozen=True)
class Cards:
    """The cards of one project in one size, by the posts' titles."""

    project: Path
    size: str
    folder: Path

    @property
    def titles(self) -> list[str]:
        """The posts that have a card."""
        return sorted(path.stem for path in self.folder.glob("*.docx"))

    def path(self, name: str) -> Path:
        """Return one file."""
        return self.folder / name

    def prints(self, title: str) -> tuple[Path, Path]:
        """Return a card in both formats as PDF: ours, and LibreOffice's of the Word file."""
        printed = self.folder / "libreoffice"
        printed.mkdir(exist_ok=True)
        with (printed / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not list(printed.glob("*.pdf")):
                convert(sorted(self.folder.glob("*.docx")), printed)
        return self.folder / f"{title}.pdf", printed / f"{title}.pdf"


def cards(project: Path, output: Path, **wanted: Any) -> Result:
    """Make a project's cards."""
    return build(Request(project, packs=("cards",), output=output, wanted=Wanted(**wanted), cache=False))


def made_cards(project: Path, size: str, shared: Path, name: str = "") -> Cards:
    """Return a project's cards in one size, made once in a test run."""
    folder = shared / "cards" / f"{name or project.name}-{size}"
    folder.mkdir(parents=True, exist_ok=True)
    # The one who holds the lock builds, the others find it done.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = folder / "done.json"
        if not done.exists():
            result = cards(project, folder, size=size)
            done.write_text(json.dumps(said(result.refused)), "utf-8")
            assert done.read_text("utf-8") == "[]"
    return Cards(project, size, folder / "cards")


def all_cards(size: str, factory: pytest.TempPathFactory) -> list[Cards]:
    """Return the cards of the example, of odd posts, and of a project that says nothing more."""
    shared = shared_folder(factory)
    folder = factory.mktemp("projects")
    odd = write(folder / "odd", LONG, TASKS, BARE, handbook=EMPLOYER)
    bare = write(folder / "bare", BARE, handbook={"标题": "手册", "单位": "运营中心"})
    return [
        made_cards(ROOT, size, shared, "example"),
        made_cards(odd, size, shared),
        made_cards(bare, size, shared),
    ]


def said(problems: Sequence[Problem]) -> list[str]:
    """Return problems as a Chinese reader is told them."""
    return [format_problem(problem, translator("zh")) for problem in problems]


# ---- what stands on a card

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs(docx: Path) -> list[str]:
    """Return the paragraphs of a Word file that hold text."""
    with zipfile.ZipFile(docx) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    texts = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in body.iter(f"{_W}p"))
    return [text for text in texts if text]


def letter_sizes(pdf: Path) -> set[float]:
    """Return the sizes of all letters on the pages of a PDF, in points."""
    with open_pdf(pdf) as document:
        return {
            round(span["size"], 2)
            for page in document
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["text"].strip()
        }


def text_of(pdf: Path) -> str:
    """Return a PDF's text without white space, numbers and bullets of lists."""
    with open_pdf(pdf) as document:
        text = "\n".join(page.get_text() for page in document)
    lines = (line for line in text.splitlines() if not re.fullmatch(r"\s*([0-9]+|[•–])\s*", line))
    return squash("".join(lines))


def not_whole(docx: Path, known: set[str]) -> list[str]:
    """Return the paragraphs of a card that are no whole thing that the data says."""
    whole = {squash(text) for text in known}
    return [text for text in paragraphs(docx) if squash(text.split("　")[-1]) not in whole]


def things_said(project: Path, title: str) -> set[str]:
    """Return everything that a card of this post may say, each whole; labels are taken off."""
    data = read_data(project)
    (post,) = (each for each in data.roles if each["title"] == title)
    offer = {**data.handbook.get("recruitment", {}), **post.get("recruitment", {})}
    things = {
        title,
        "诚聘",
        "岗位介绍",
        "主要职责",
        "任职要求",
        "我们提供",
        "单位简介",
        "亮点",
        "应聘方式",
    }
    things |= {"扫码应聘", *_labels(), *_standing(data, post), *_place(offer.get("place"))}
    things |= set(_texts(post.get("summary", "").split("\n")))
    for duty in post.get("duties", ()):
        things |= {duty} if isinstance(duty, str) else {duty["text"], *duty.get("tasks", ())}
    things |= set(post.get("qualifications", {}).values())
    for name, value in offer.items():
        if isinstance(value, list):
            things |= {*value, "、".join(value)}
        elif name == "apply":
            things |= {value} if isinstance(value, str) else set(value.values())
        elif isinstance(value, str):
            things.add(value)
    pay = offer.get("pay", {})
    things |= {f"{pay.get('minimum')}–{pay.get('maximum')}元/月", f"{offer.get('openings')}人"}
    things.add("、".join(pay.get("makeup", ())))
    return things


def _texts(lines: Sequence[str]) -> Iterator[str]:
    yield from (line for line in lines if line)


def _labels() -> set[str]:
    """Return what stands alone on its line above what it labels."""
    return {
        "招聘人数", "薪酬", "用工类型", "工作地点", "薪酬构成", "福利", "工作时间", "休息日", "试用期",
        "详细地址", "工作环境",
    }  # fmt: skip


def _standing(data: Any, post: Mapping[str, Any]) -> set[str]:
    department, superior = post["department"], post.get("reports_to")
    return {
        f"隶属{department}",
        f"隶属{department}，向{superior}汇报",
        data.handbook["organisation"],
    }


def _place(place: Any) -> set[str]:
    if not isinstance(place, dict):
        return {place or ""}
    parts = [place.get(name, "") for name in ("region", "city", "district", "street")]
    return {"".join(parts), "".join(parts[1:3])}


def more_duties(docx: Path, project: Path, title: str) -> tuple[int, int]:
    """Return how many duties a card leaves out as it says, and as is true."""
    (post,) = (each for each in read_data(project).roles if each["title"] == title)
    duties = [d if isinstance(d, str) else d["text"] for d in post.get("duties", ())]
    shown = [text for text in paragraphs(docx) if text in duties]
    told = [m for text in paragraphs(docx) if (m := re.match(r"(?:另有)?(\d+)项职责，详见", text))]
    return (int(told[0][1]) if told else 0), len(duties) - len(shown)


def decoded(pdf: Path, folder: Path, dpi: int = 150) -> list[str]:
    """Return what the QR codes of a print say."""
    folder.mkdir(exist_ok=True)
    run("pdftoppm", "-r", str(dpi), "-png", pdf, folder / "page")
    found = run("zbarimg", "-q", "--raw", *sorted(folder.glob("*.png")))
    return [line for line in found.stdout.splitlines() if line]
