# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Projects with posts to advertise, and the postings made of each once."""

from __future__ import annotations

import fcntl
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
import yaml

from jdgen.build import Request, Result, build
from jdgen.produce.job import Wanted
from tests.projects import ROOT, make_project, shared_folder

SIGNS = (
    """R&D <核心> "x" ]]> </script> <!-- {{ 7*7 }} {% if %} &amp; ' \\ `y` *z* _ | # [a](b) ~ $"""
)
TEXTS = ("posting.txt", "posting.md", "posting.html", "jobposting.jsonld")

HANDBOOK: Mapping[str, Any] = {
    "标题": "手册",
    "单位": "运营中心",
    "招聘": {
        "单位名称": "华新机电",
        "单位简介": "华新机电生产精密电机。",
        "工作地点": {"省份": "江苏省", "城市": "苏州市", "详细地址": "星湖街328号"},
        "发布日期": "2024-07-01",
        "有效期至": "2024-12-31",
    },
}
DEPARTMENT: Mapping[str, Any] = {"id": "sales", "部门名称": "销售部"}
CLERK: Mapping[str, Any] = {
    "id": "clerk",
    "岗位名称": "出纳",
    "所在部门": "销售部",
    "工作职责与任务": ["办理现金收付。", "登记日记账。"],
    "任职资格": {"教育水平": "大专以上"},
    "招聘": {"招聘人数": "2", "薪酬": {"最低": "4000", "最高": "6000"}},
}


@dataclass(frozen=True)
class Posted:
    """One post's folder."""

    folder: Path

    @property
    def name(self) -> str:
        """The post's name, as its files bear it."""
        return self.folder.name

    def path(self, suffix: str) -> Path:
        """Return the file named after the post, or the text of this name."""
        return self.folder / (suffix if "." in suffix else f"{self.name}.{suffix}")

    def text(self, name: str) -> str:
        """Return one of the text files."""
        return self.path(name).read_text("utf-8")

    @cached_property
    def markup(self) -> dict[str, Any]:
        """The job markup."""
        markup: dict[str, Any] = json.loads(self.text("jobposting.jsonld"))
        return markup

    def board(self) -> dict[str, str]:
        """Return the blocks of ``posting.txt`` by their labels."""
        blocks: dict[str, str] = {}
        label = ""
        for line in self.text("posting.txt").split("\n"):
            if line[:1] + line[-1:] in ("【】", "[]"):
                label = line[1:-1]
                blocks[label] = ""
            else:
                blocks[label] += f"{line}\n"
        return {label: text.strip("\n") for label, text in blocks.items()}

    def zipped(self) -> dict[str, bytes]:
        """Return what the zip holds."""
        with zipfile.ZipFile(self.path("zip")) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def write(
    folder: Path,
    *posts: Mapping[str, Any],
    handbook: Mapping[str, Any] = HANDBOOK,
    department: Mapping[str, Any] = DEPARTMENT,
) -> Path:
    """Write a project of one department and these posts."""
    files = {"handbook": handbook, "departments/sales": department}
    files |= {f"roles/{post['id']}": post for post in posts}
    for name, data in files.items():
        path = folder / "data" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def change(post: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """Return a post with other values of fields, left out where None; 招聘 is changed inside."""
    offer = {**post["招聘"], **fields.pop("招聘", {})}
    changed = {**post, **fields, "招聘": {k: v for k, v in offer.items() if v is not None}}
    return {name: value for name, value in changed.items() if value is not None}


def everything_said() -> dict[str, Any]:
    """Return a post of which every pack and every export has something to print."""
    return change(
        CLERK,
        招聘={**CLERK["招聘"], "应聘方式": {"链接": "https://jobs.example.com/x"}},
        工作记录与报表=[{"所需记录文档": "月报", "编制时间": "每月5日前", "报送对象": "总经理"}],
    )


def post(project: Path, output: Path, **wanted: Any) -> tuple[Result, dict[str, Posted]]:
    """Make the postings of a project; also return them by the posts' names."""
    result = build(Request(project, packs=("postings",), output=output, wanted=Wanted(**wanted), cache=False))
    folders = {path.parent for path in result.files}
    return result, {folder.name: Posted(folder) for folder in sorted(folders)}


def awkward(folder: Path) -> Path:
    """Write a project whose every free text has signs that mean something somewhere."""
    signs = SIGNS
    place = {
        "国家": "CN", "省份": signs, "城市": signs, "区县": signs, "详细地址": signs, "邮编": signs,
        "地址": signs,
    }  # fmt: skip
    apply = {
        "说明": signs, "链接": "https://x.example/a?b=1&c='2'|[3]{4}中文%&d=%20", "邮箱": f"信{signs}",
        "电话": f"话{signs}", "直接投递": "是",
    }  # fmt: skip
    handbook = {
        **HANDBOOK,
        "招聘": {
            "单位名称": f"甲{signs}", "单位性质": signs, "所属行业": signs, "人员规模": signs,
            "网址": "https://www.example.com/?a=1&b='2'", "单位简介": signs,
        },
    }  # fmt: skip
    full = {
        "id": "clerk",
        "岗位名称": f"乙{signs}",
        "所在部门": "销售部",
        "直接上级": f"丙{signs}",
        "本职概述": f"{signs}\n1. {signs}\n- {signs}\n+ {signs}",
        "工作职责与任务": [
            {"职责": f"{signs}。", "子任务": [signs, f"2) {signs}"]},
            f"# {signs}\n> {signs}\n=== {signs}",
        ],
        "任职资格": dict.fromkeys(
            ("教育水平", "工作经验/资历", "应具备知识、技能", "证书与资质", "工作环境"), signs
        ),
        "招聘": {
            "招聘人数": f"3人{signs}",
            "薪酬": {"最低": "4000", "构成": [signs, signs], "说明": signs},
            "招聘条件": [signs, f"+ {signs}"],
            "亮点": [signs, f"1) {signs}"],
            "职位类别": signs,
            "职业编码": signs,
            "工作地点": place,
            "用工类型": "劳务派遣",
            "工作时间": signs,
            "休息日": signs,
            "福利": [signs, signs],
            "试用期": signs,
            "应聘方式": apply,
            "联系人": signs,
            "发布日期": "2024-07-01",
            "有效期至": "2024-12-31",
        },
    }
    return write(folder, full, handbook=handbook)


def abroad(folder: Path) -> Path:
    """Write an English project with a post in another country and one at home, from anywhere."""
    handbook = {
        "title": "Handbook",
        "organisation": "Operations",
        "language": "en",
        "recruitment": {
            "name": "Huaxin Motors",
            "company": "Huaxin makes electric motors.",
            "apply": "Write to us.",
        },
    }
    berlin = {
        "id": "berlin",
        "title": "Agent",
        "department": "sales",
        "duties": ["Sells motors."],
        "qualifications": {"experience": "At least 18 months", "education": "Master's degree"},
        "recruitment": {
            "openings": "1",
            "employment_type": "Agency",
            "pay": {"minimum": "19.50", "maximum": "19.50", "unit": "hour", "currency": "EUR"},
            "place": {"country": "DE", "city": "Berlin", "street": "Invalidenstraße 1"},
            "date_posted": "2024-07-01",
            "valid_through": "2024-12-31",
        },
    }
    anywhere = {
        "id": "anywhere",
        "title": "Remote agent",
        "department": "sales",
        "duties": ["Sells motors by phone."],
        "qualifications": {"experience": "None", "education": "Not required"},
        "recruitment": {
            "openings": "several",
            "employment_type": "Part-time",
            "pay": {"maximum": "100000", "unit": "year"},
            "place": {"remote": "yes"},
            "date_posted": "2024-07-01",
            "valid_through": "2024-12-31",
        },
    }
    sales = {"id": "sales", "name": "Sales"}
    return write(folder, berlin, anywhere, handbook=handbook, department=sales)


def all_postings(factory: pytest.TempPathFactory) -> dict[str, dict[str, Posted]]:
    """Return the postings of five projects, made once in a test run, by project and post.

    They are the example, the English one, a generated project and two odd ones.
    """
    base = shared_folder(factory) / "postings"
    base.mkdir(exist_ok=True)
    # The one who holds the lock builds, the others read.
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "done").exists():
            projects = {
                "example": ROOT,
                "english": ROOT / "templates" / "projects" / "english",
                "generated": make_project(base / "generated", posts=3),
                "awkward": awkward(base / "awkward"),
                "abroad": abroad(base / "abroad"),
            }
            for name, project in projects.items():
                post(project, base / "out" / name)
            (base / "done").touch()
    return {
        project.name: {
            folder.name: Posted(folder) for folder in sorted((project / "postings").iterdir())
        }
        for project in sorted((base / "out").iterdir())
    }
