# ruff: noqa: E501 - a Chinese character counts as two columns
"""The defects of the source document, put back into a copy of the example's data.

``data/NOTES.md`` tells how each was resolved; here each resolution is undone, in the words of the
source. ``EXPECTED`` says which check must find it, on which page, and by which words.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_DEVELOPMENT = "roles/market-development"
_MARKETING = "roles/marketing"


@dataclass(frozen=True)
class Defect:
    """What must be found: by which check, on the page of which post or department, in which words.

    ``page`` is an id; ``words`` stand in the message.
    """

    code: str
    page: str
    words: str


@dataclass(frozen=True)
class _Change:
    """One file, and what stands there in place of what; every place of it is changed."""

    file: str
    old: str
    new: str


def _without(file: str, *labels: str) -> list[_Change]:
    """Return the changes that take whole sections out of a post."""
    return [_Change(file, rf"(?ms)^{label}:.*?(?=^\S|\Z)", "") for label in labels]


_TITLES = (
    _Change(f"{_DEVELOPMENT}/manager.yaml", r"(?m)^直接下级: .*$", "直接下级: [市场主管]"),
    _Change(f"{_DEVELOPMENT}/supervisor.yaml", r"(?m)^直接上级: .*$", "直接上级: 市场部经理"),
    _Change(f"{_DEVELOPMENT}/supervisor.yaml", r"(?m)^直接下级: .*$", "直接下级: 无"),
    _Change(f"{_DEVELOPMENT}/supervisor.yaml", r"报送对象: .*", "报送对象: 市场部经理"),
    _Change(f"{_DEVELOPMENT}/specialist.yaml", r"报送对象: .*", "报送对象: 市场部主管及经理"),
    _Change(f"{_MARKETING}/manager.yaml", r"(?m)^直接下级: .*$", "直接下级: 营销部员工、营销策划经理"),
    _Change(f"{_MARKETING}/product-marketing-planner.yaml", r"(?m)^别名: .*\n", ""),
)  # fmt: skip
_PARTNERS = (
    _Change("handbook.yaml", r"    - (销售部|市场部)\n", ""),
    _Change(f"{_MARKETING}/product-positioning-analyst.yaml", r"\[招商部, ", "[招商部门, "),
)
_DATES = tuple(
    _Change(f"{folder}/{name}.yaml", "填写日期: 2012-02-03", f"填写日期: {text}")
    for folder, name, text in (
        (_DEVELOPMENT, "manager", "120203"),
        (_DEVELOPMENT, "supervisor", "12.02.03"),
        (_DEVELOPMENT, "specialist", "12.02.03"),
        (_DEVELOPMENT, "telemarketing-specialist", "120203"),
        (_MARKETING, "manager", "120203"),
        (_MARKETING, "product-positioning-analyst", "12.02.03"),
        (_MARKETING, "product-marketing-planner", "12.02.03"),
    )
)
_RIGHTS = tuple(
    _Change(
        f"{_MARKETING}/{name}.yaml",
        "凭岗位资格申请成为巨巢惠购网经销商时，.*",
        "有成为巨巢惠购网的经销商的资格。",
    )
    for name in ("manager", "product-positioning-analyst")
)
_WORDS = (
    _Change(f"{_DEVELOPMENT}/supervisor.yaml", "大专以上", "大专专以上"),
    _Change("departments/market-development.yaml", "应收账款", "应收帐款"),
)
_MISSING = (
    *_without(f"{_DEVELOPMENT}/manager.yaml", "任职资格", "工作记录与报表", "补写"),
    *_without(f"{_MARKETING}/manager.yaml", "任职资格", "工作记录与报表", "补写"),
    *_without(
        f"{_MARKETING}/product-marketing-planner.yaml",
        *("权力", "工作协作关系", "任职资格", "工作记录与报表", "补写"),
    ),
)

_MD_MANAGER, _MD_SUPERVISOR = "market-development-manager", "market-development-supervisor"
_MD_SPECIALIST, _TELEPHONE = "market-development-specialist", "telemarketing-specialist"
_MANAGER, _ANALYST = "marketing-manager", "product-positioning-analyst"
_PLANNER = "product-marketing-planner"

EXPECTED: Sequence[Defect] = (
    # superiors, subordinates and recipients named by titles that no post bears
    Defect("JD202", _MD_SUPERVISOR, "市场部经理"),
    Defect("JD203", _MD_MANAGER, "市场主管"),
    Defect("JD203", _MANAGER, "营销部员工"),
    Defect("JD204", _MD_SUPERVISOR, "市场部经理"),
    Defect("JD204", _MD_SPECIALIST, "市场部主管及经理"),
    Defect("JD209", _MD_MANAGER, "市场部经理"),
    Defect("JD209", _MD_SUPERVISOR, "市场主管"),
    # 无 against posts that do report there, and lists that leave some out
    Defect("JD217", _MD_SUPERVISOR, "市场拓展部专员"),
    Defect("JD216", _MD_MANAGER, "电话营销专员"),
    Defect("JD216", _MANAGER, "产品定位分析师"),
    # two titles of one post
    Defect("JD203", _MANAGER, "营销策划经理"),
    Defect("JD209", _PLANNER, "营销策划经理"),
    # departments that don't exist among the partners
    Defect("JD206", _TELEPHONE, "销售部"),
    Defect("JD206", _TELEPHONE, "市场部"),
    Defect("JD206", _ANALYST, "招商部门"),
    # two forms of one date
    Defect("JD260", _MD_MANAGER, "120203"),
    Defect("JD260", _MD_SUPERVISOR, "12.02.03"),
    Defect("JD260", _MD_SPECIALIST, "12.02.03"),
    Defect("JD260", _TELEPHONE, "120203"),
    Defect("JD260", _MANAGER, "120203"),
    Defect("JD260", _ANALYST, "12.02.03"),
    Defect("JD260", _PLANNER, "12.02.03"),
    # posts without requirements or reports
    *(
        Defect("JD250", page, section)
        for page in (_MD_MANAGER, _MANAGER, _PLANNER)
        for section in ("任职资格", "工作记录与报表")
    ),
    Defect("JD250", _PLANNER, "权力"),
    Defect("JD250", _PLANNER, "工作协作关系"),
    # mistyped words
    Defect("JD401", _MD_SUPERVISOR, "大专专以上"),
    Defect("JD401", "market-development", "应收帐款"),
    # a right listed as a duty
    Defect("JD232", _MANAGER, "有成为巨巢惠购网的经销商的资格"),
    Defect("JD232", _ANALYST, "有成为巨巢惠购网的经销商的资格"),
)


def write_example(folder: Path) -> Path:
    """Copy the example's data into ``folder`` and return it."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def write_defective(folder: Path) -> Path:
    """Copy the example's data into ``folder`` with the source's defects in it."""
    data = write_example(folder) / "data"
    for change in (*_TITLES, *_PARTNERS, *_DATES, *_RIGHTS, *_WORDS, *_MISSING):
        path = data / change.file
        text, number = re.subn(change.old, change.new, path.read_text(encoding="utf-8"))
        if not number:
            raise AssertionError(f"{change.file} has no {change.old} to spoil")
        path.write_text(text, encoding="utf-8")
    return folder
