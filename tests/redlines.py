# ruff: noqa: E501 - a Chinese character counts as two columns, and each text stands on one line
"""Handbooks edited in every way that a redline must tell, and the redline of two of them.

An edit changes a library written out as plain dicts and lists, in place; ``edited`` reads the
outcome as any data is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import lxml.html

from jdgen.library import load
from jdgen.model import Library
from jdgen.organisation import Organisation
from jdgen.produce.job import Job, Wanted
from jdgen.project import Checks, Materials, gather
from jdgen.render.charts import draw_charts
from jdgen.render.docx import DocumentFacts, DocxRenderer, Filling
from jdgen.render.docx.redline import merge_word_files
from jdgen.render.html import PageFacts
from jdgen.render.redline.pages import RedlinePages, Side
from jdgen.render.section_digest import SectionDigests
from jdgen.render.templates import check_html, check_word
from jdgen.views.handbook import view_handbook
from tests.projects import ROOT
from tests.tracked import Mark

Data = dict[str, Any]
Edit = Callable[[Data], None]
AUTHOR = "陈晓岚"
ENGLISH = ROOT / "templates/projects/english"


@cache
def chinese() -> Library:
    """Return the example data cut down to two departments with five posts, quick to print."""
    whole = load(ROOT).library
    departments = whole.departments[:2]
    names = {department.name for department in departments}
    kept = ("operations-director", "market-development-manager", "market-development-supervisor",
            "market-development-specialist", "investment-manager", "investment-specialist")  # fmt: skip
    roles = tuple(role for role in whole.roles if role.id in kept)
    assert len(roles) == len(kept)
    assert {role.department for role in roles} - names <= {whole.handbook.organisation}
    return whole.model_copy(update={"departments": departments, "roles": roles})


@cache
def english() -> Library:
    """Return the English example."""
    return load(ENGLISH).library


@cache
def materials(theme: str) -> Materials:
    """Return what handbooks of a theme are printed with."""
    return gather(ROOT, theme, Checks(check_html, check_word))


def edited(library: Library, edit: Edit) -> Library:
    """Return a library with an edit made."""
    data = _as_written(library.model_dump(mode="json", exclude_none=True))
    edit(data)
    return Library.model_validate(data)


def _as_written(value: Any) -> Any:
    """Return dumped data with each headcount as the text that it was read from."""
    if isinstance(value, list):
        return [_as_written(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"text", "number", "exact"}:
        return value["text"]
    return {key: _as_written(each) for key, each in value.items()}


def role(data: Data, identifier: str) -> Data:
    """Return a post of a library's data."""
    found: Data = next(each for each in data["roles"] if each["id"] == identifier)
    return found


def post(identifier: str, **changes: Any) -> Edit:
    """Return the edit that gives a post other values."""
    return lambda data: role(data, identifier).update(changes)


def duties(identifier: str, change: Callable[[list[Any]], object]) -> Edit:
    """Return the edit that changes a post's list of duties."""
    return lambda data: (change(role(data, identifier)["duties"]), None)[1]


def together(*edits: Edit) -> Edit:
    """Return several edits as one."""

    def edit(data: Data) -> None:
        for each in edits:
            each(data)

    return edit


def _reword(place: int, old: str, new: str) -> Callable[[list[Any]], object]:
    def change(found: list[Any]) -> None:
        assert old in found[place]["text"]
        found[place]["text"] = found[place]["text"].replace(old, new)

    return change


def _add_post(data: Data) -> None:
    data["roles"].append(
        {
            "id": "market-development-trainer", "title": "市场培训师", "order": 9,
            "department": "市场拓展部", "reports_to": "市场拓展部经理", "headcount": "2",
            "summary": "负责经销商与商家的产品培训。",
            "duties": ["编写培训教材。", {"text": "每月组织两场培训。", "tasks": ["发布通知", "登记到课"]}],
            "qualifications": {"education": "本科以上"},
            "reports": [{"document": "培训记录", "timing": "月末", "recipients": ["市场拓展部经理"]}],
        }
    )  # fmt: skip


def _remove_post(data: Data) -> None:
    data["roles"].remove(role(data, "market-development-supervisor"))


def _move_post(data: Data) -> None:
    role(data, "market-development-specialist").update(
        department="招商部", reports_to="招商经理", order=7
    )


def _add_department(data: Data) -> None:
    data["departments"].append(
        {"id": "service", "name": "客户服务部", "order": 8, "duties": ["受理客户咨询。", "处理客户投诉。"]}
    )
    data["roles"].append(
        {"id": "service-manager", "title": "客户服务部经理", "department": "客户服务部",
         "reports_to": "市场运营总监", "headcount": "1", "duties": ["安排客户服务的各项工作。"]}
    )  # fmt: skip


def _remove_department(data: Data) -> None:
    data["departments"] = [each for each in data["departments"] if each["name"] != "招商部"]
    data["roles"] = [each for each in data["roles"] if each["department"] != "招商部"]


def _rename_department(data: Data) -> None:
    data["departments"][0]["name"] = "招商合作部"
    for each in data["roles"]:
        if each["department"] == "招商部":
            each["department"] = "招商合作部"


def _department_duties(data: Data) -> None:
    found = data["departments"][1]["duties"]
    found[0]["text"] = found[0]["text"].replace("中期和长期战略", "中长期战略")
    del found[3]
    found.append("协助财务部催收逾期货款。")
    found.insert(0, found.pop(5))


def _extra_chapter(data: Data) -> None:
    data["handbook"]["extra"] = [
        {
            "heading": "名词解释", "text": "经销商：与公司签约销售产品的单位。\n商家：在商城开店的单位。",
            "items": ["GMV：成交总额", "KPI：关键绩效指标"],
            "table": [["名词", "含义"], ["返利", "按销售额返还的款项"]],
        }
    ]  # fmt: skip


def _role_extra(data: Data) -> None:
    role(data, "investment-manager")["extra"] = [
        {"heading": "工作要求", "items": ["每周例会", "每月走访"]},
        {"heading": "考核表", "table": [["指标", "权重"], ["招商数量", "60%"], ["商家满意度", "40%"]]},
    ]


def _reports(data: Data) -> None:
    found = role(data, "market-development-specialist")["reports"]
    found[0]["timing"] = "每月25日前"
    del found[1]
    found.append({"document": "竞品价格表", "timing": "每周", "recipients": ["市场拓展部主管"]})
    found.insert(0, found.pop(1))


def _handbook(data: Data) -> None:
    book = data["handbook"]
    book.update(title="市场运营中心岗位手册", version="B/0", edition="2013年版")
    book["revisions"].append({"version": "B/0", "date": "2013-03-01", "change": "增设岗位，调整职责。"})
    book["foreword"]["notes"].insert(1, "各岗位的变更以本版为准。")
    book["foreword"]["purpose"] = "明确各岗位的职责与权限。"


def _awkward(data: Data) -> None:
    found = role(data, "market-development-manager")
    found["duties"][0]["text"] = '审批A<B>&C类合同（"特批"）；留存‘原件’——两份……'
    found["duties"][1]["text"] += "\n补充：预算以Excel表为准。"
    found["summary"] = "第一行\n第二行"


def _indicators(data: Data) -> None:
    role(data, "market-development-manager")["indicators"] = [
        {"indicator": "回款率", "target": "≥95%", "weight": "50%"},
        {"indicator": "新开经销商", "target": "每月3家", "weight": "50%"},
    ]


def _short(data: Data) -> None:
    for each in data["roles"]:
        each["duties"] = each["duties"][:1]


def _rewrite(data: Data) -> None:
    found = role(data, "investment-specialist")
    found["duties"] = [f"第{number}项：全新的工作内容与要求。" for number in range(1, 6)]
    found["summary"] = "另起炉灶的一段话，与从前毫无关系。"
    found["authority"] = ["采购申请权", "合理化建议权"]


_SPECIALIST, _MANAGER = "market-development-specialist", "market-development-manager"

EDITS: Mapping[str, Edit] = {
    "nothing": lambda _data: None,
    "duty reworded": duties(_SPECIALIST, _reword(1, "客户关系维护", "大客户与会员的关系维护")),
    "duty added first": duties(_SPECIALIST, lambda found: found.insert(0, "每月走访二十家潜在客户。")),
    "duty added last": duties(_SPECIALIST, lambda found: found.append("每月走访二十家潜在客户。")),
    "duty removed": duties(_MANAGER, lambda found: found.pop(2)),
    "duty moved": duties(_MANAGER, lambda found: found.insert(0, found.pop(5))),
    "duty moved and reworded": together(
        duties(_MANAGER, _reword(5, "，", "，及时")),
        duties(_MANAGER, lambda found: found.insert(1, found.pop(5))),
    ),
    "duties gone": post(_SPECIALIST, duties=[]),
    "duties rewritten": _rewrite,
    "tasks and notes": duties(
        _MANAGER,
        lambda found: found[0].update(tasks=["拟定草案", "征求意见"], measure="每年一次"),
    ),
    "only first duties": _short,
    "post added": _add_post,
    "post removed": _remove_post,
    "post renamed": post(_SPECIALIST, title="市场拓展专员"),
    "post moved": _move_post,
    "headcount": post(_SPECIALIST, headcount="12"),
    "superior": post(_SPECIALIST, reports_to="市场拓展部经理"),
    "reports": _reports,
    "reports gone": post(_SPECIALIST, reports=[]),
    "qualification": lambda data: role(data, _SPECIALIST)["qualifications"].update(
        education="大专以上", age="22岁以上", licences="驾驶证"
    ),
    "qualifications gone": post(_SPECIALIST, qualifications={}),
    "authority": post(_MANAGER, authority=["合理化建议权", "市场费用的审批权", "人员任免权"]),
    "relations": post(_SPECIALIST, relations={"internal": ["各部门", "财务部"], "external": []}),
    "indicators": _indicators,
    "department duties": _department_duties,
    "department added": _add_department,
    "department removed": _remove_department,
    "department renamed": _rename_department,
    "chapter extra": _extra_chapter,
    "sections of a post": _role_extra,
    "chapters": lambda data: data["handbook"].update(
        chapters=["cover", "contents", "roles", "structure", "qualification_table"]
    ),
    "handbook": _handbook,
    "signs": _awkward,
    "many": together(
        _reports, _handbook, _department_duties, _add_post, _remove_post, _extra_chapter,
        _role_extra, _rewrite, duties(_MANAGER, lambda found: found.insert(0, found.pop(5))),
        post(_MANAGER, headcount="2", title="市场拓展部总经理"),
    ),
    "very many": together(
        _add_department, _move_post, _rename_department, _awkward, _short, _indicators, _handbook
    ),
}  # fmt: skip

ENGLISH_EDITS: Mapping[str, Edit] = {
    "duty reworded": duties(_MANAGER, _reword(0, "policies and procedures", "procedures")),
    "many": together(
        duties(_MANAGER, lambda found: found.insert(0, found.pop(4))),
        duties(_MANAGER, lambda found: found.append("Visit every distributor once a year.")),
        post(_SPECIALIST, headcount="12", title="Market Officer"),
        lambda data: data["roles"].remove(role(data, "market-development-supervisor")),
        lambda data: data["departments"][1]["duties"].pop(1),
        lambda data: role(data, _MANAGER)["reports"].pop(0),
    ),
}


@dataclass(frozen=True)
class Compared:
    """Two handbooks as Word files, and the redline of the second against the first."""

    old: bytes
    new: bytes
    redline: bytes


def word_file(library: Library, theme: str) -> bytes:
    """Return a handbook's Word file without a layout: with no page numbers in its contents."""
    things = materials(theme)
    job = Job(library, Organisation(library), Wanted(formats=("docx",)), things)
    view = view_handbook(library, fixed_grid=things.theme.post == "form", moment=job.wanted.moment)
    drawings = draw_charts(view, things.theme, things.faces["heading"][0].data)
    word = DocxRenderer(things.word_template, things.word_theme, name="word/handbook.docx")
    facts = DocumentFacts({}, {section.anchor: 1 for section in view.sections})
    return word.render(Filling(SectionDigests(view), drawings.word, things.theme.post), facts, None)


def compared(old: Library, new: Library, theme: str) -> Compared:
    """Return two handbooks and their redline, made without a layout."""
    before, after = _printed(old, theme), word_file(new, theme)
    moment = view_handbook(new, fixed_grid=False).moment
    return Compared(before, after, merge_word_files(before, after, AUTHOR, moment))


_KNOWN: dict[tuple[int, str], bytes] = {}


def _printed(library: Library, theme: str) -> bytes:
    """Return the Word file of a library that many are compared with, made once."""
    key = (id(library), theme)
    if key not in _KNOWN:
        _KNOWN[key] = word_file(library, theme)
    return _KNOWN[key]

def pages(old: Library, new: Library, theme: str) -> RedlinePages:
    """Return the pages of a redline before they are laid out."""
    things = materials(theme)
    sides = []
    for each in (old, new):
        view = view_handbook(each, fixed_grid=things.theme.post == "form")
        drawn = draw_charts(view, things.theme, things.faces["heading"][0].data)
        labels = {heading.anchor: _PAGE for heading in view.contents}
        sides.append(Side(view, drawn.html, labels, {}))
    return RedlinePages(sides[0], sides[1], things.theme, things.html, ())


def page_marks(found: RedlinePages) -> Counter[Mark]:
    """Return every stretch of text that a redline's pages mark, as ``tracked.marks`` does."""
    counted: Counter[Mark] = Counter()
    facts = PageFacts({h.anchor: _PAGE for h in found.view.contents}, 1, 1)
    for section in found.view.sections[1:]:
        root = lxml.html.document_fromstring(found.render(section, facts))
        for paragraph in root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6"):
            pieces = list(_pieces(paragraph))
            for way, group in groupby(pieces, key=lambda piece: piece[0]):
                text = "".join("".join(text for _, text in group).split()).replace(_PAGE, "")
                if way and text:
                    found_way, moved = _WAYS[way]
                    counted[Mark(found_way, text, moved)] += 1
    return counted


# Stands for the number of a page: that is none of the text.
_PAGE = "\ue000"
_WAYS = {"in": ("in", False), "out": ("out", False), "from": ("out", True), "to": ("in", True)}


def _pieces(paragraph: Any) -> Iterator[tuple[str, str]]:
    for child in paragraph:
        way = child.get("class", " ").split(" ")[0].removeprefix("redline-")
        text = "".join(child.xpath(".//text()[not(ancestor::*[@class='redline-sign'])]"))
        yield way if way in _WAYS else "", text
        if child.tail:
            yield "", child.tail
