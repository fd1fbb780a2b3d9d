"""Value by value, both ways: what the data says stands in both files, and nothing else does.

What ought to stand there is worked out by ``facts`` from the data as plain text, without jdgen; the
files are read back by ``reading``. Each of the comparisons is seen failing.
"""

from __future__ import annotations

import copy
import os
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jdgen.library import load
from jdgen.terms import TERMS, Term, term
from jdgen.terms.phrases import phrase
from jdgen.views.handbook import view_handbook
from tests.comparing import said
from tests.facts import Case, Facts, compare_all, mismatches, read_case
from tests.projects import (
    ROOT,
    THEMES,
    Data,
    build_many,
    make_project,
    read_data,
    shared_folder,
)
from tests.reading import CONTENTS, Reading, open_pdf, read_docx, squash

PROJECTS = ("example", "generated", "english")
CASES = [
    (project, theme)
    for project in PROJECTS
    for theme in THEMES
    # The English example differs in its labels alone.
    if project != "english" or theme == THEMES[0]
]

# ---- the handbooks looked at


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers see."""
    return shared_folder(tmp_path_factory)


def project_folder(name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one of the projects looked at here."""
    if name == "generated":
        return make_project(tmp_path_factory.mktemp("generated"), posts=12)
    return ROOT if name == "example" else ROOT / "templates" / "projects" / "english"


@pytest.fixture(scope="session")
def folders(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path
) -> Mapping[str, Path]:
    """The projects looked at here; where there are several workers, they share the building."""
    found = {name: project_folder(name, tmp_path_factory) for name in PROJECTS}
    if "PYTEST_XDIST_WORKER" in os.environ:
        chosen = [getattr(item, "callspec", None) for item in request.session.items]
        cases = [each.params["case"] for each in chosen if each and "case" in each.params]
        wanted = [case for case in CASES if case in cases]
        build_many([(found[name], theme) for name, theme in wanted], shared)
    return found


@pytest.fixture
def case(request: pytest.FixtureRequest, folders: Mapping[str, Path], shared: Path) -> Case:
    """The handbook of one project with one theme."""
    project, theme = request.param
    return read_case(folders[project], theme, shared)


in_every_case = pytest.mark.parametrize(
    "case", CASES, indirect=True, ids=["-".join(each) for each in CASES]
)
in_both_formats = pytest.mark.parametrize("kind", ["docx", "pdf"])


# ---- nothing lost, nothing invented


@in_every_case
@in_both_formats
def test_every_value_stands_behind_its_label_and_nothing_else_does(case: Case, kind: str) -> None:
    """Whole file, part by part: values, labels, list numbers, page counts, summaries, contents."""
    wrong = compare_all(case.facts, case.reading(kind))
    assert not wrong, said(wrong)


@in_every_case
def test_both_files_say_the_same_in_the_same_order(case: Case) -> None:
    """Paragraph by paragraph, but for charts, whose boxes Word writes one by one."""
    docx = [p.text for p in case.docx.pieces if not p.drawn]
    pdf = [p.text for p in case.pdf.pieces if not p.drawn]
    # A paragraph that goes over a page's end is two pieces of the PDF.
    assert "".join(docx) == "".join(pdf)


@in_every_case
@in_both_formats
@pytest.mark.parametrize("chart", ["department_chart", "role_chart"])
def test_a_chart_has_one_box_for_each_post_and_department(
    case: Case, kind: str, chart: str
) -> None:
    """Every title with its headcount is there; the head of a chart may stand in two of them."""
    wanted = case.facts.boxes(chart)
    drawn = [p.text for p in case.reading(kind).parts[chart] if p.drawn]
    boxes = drawn if kind == "docx" else [b for text in drawn for b in split_boxes(text, wanted)]
    assert set(boxes) == set(wanted)
    captions = [p for p in case.reading(kind).parts[chart] if not p.drawn and not p.level]
    if not captions:
        assert sorted(boxes) == sorted(wanted)


def split_boxes(text: str, boxes: Sequence[str]) -> list[str]:
    """Cut a drawing's text into its boxes; what is no box remains as one text at the end."""
    found = []
    while text:
        box = max((box for box in boxes if text.startswith(box)), key=len, default=text)
        found.append(box)
        text = text[len(box) :]
    return found


@in_every_case
@in_both_formats
def test_a_chart_is_told_in_words_as_well(case: Case, kind: str) -> None:
    """The alternative text names who reports to whom, in each drawing of the chart."""
    wanted = {case.facts.chart_in_words(chart) for chart in ("department_chart", "role_chart")}
    assert set(case.reading(kind).alternatives) == wanted


@in_every_case
def test_running_heads_name_the_handbook_and_the_chapter(case: Case) -> None:
    """On every page of the PDF, with its number, and in every section of the Word file."""
    title = squash(case.facts.data.handbook["title"])
    chapters = {
        name: squash(says[0].label)
        for name, says in case.facts.parts.items()
        if name.startswith("extra_") or name in ("revisions", CONTENTS, "foreword", "structure",
        "roles", "report_schedule", "qualification_table", "receipt")
    }  # fmt: skip
    assert case.docx.margins == (("",), *((title + chapter,) for chapter in chapters.values()))
    with open_pdf(case.built.pdf) as document:
        folios = [page.get_label() for page in document]
    starts = {(case.pdf.page_of or {})[name]: chapter for name, chapter in chapters.items()}
    for number, printed in enumerate(case.pdf.margins, 1):
        begun = [start for start in starts if start <= number]
        head, foot = (title + starts[max(begun)], folios[number - 1]) if begun else ("", "")
        assert printed == (head, foot), f"page {number}"


@in_every_case
def test_what_the_tags_of_the_pdf_say_is_what_its_pages_show(case: Case) -> None:
    """Letter for letter, page by page: nothing is drawn that a screen reader would not read out."""
    with open_pdf(case.built.pdf) as document:
        for number, page in enumerate(document, 1):
            shown = Counter(squash(page.get_text()))
            tagged = Counter("".join(case.pdf.margins[number - 1]))
            for piece in case.pdf.pieces:
                if piece.page == number:
                    tagged.update(piece.text + piece.number)
            # Leaders were taken off the contents, and headers of tables that go on were left out.
            missing = tagged - shown
            extra = shown - tagged
            repeated = Counter("".join(p.text for p in case.pdf.pieces if p.cell and p.cell.header))
            assert not missing, f"page {number}"
            extra.pop(".", 0)
            assert not extra - repeated, f"page {number}"


# ---- the comparison seen failing


def spoil_docx(docx: Path, into: Path, role: str, old: str, new: str) -> Reading:
    """Change the first ``old`` of one post's part of a Word file, and read it."""
    changed = into / docx.name
    with zipfile.ZipFile(docx) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text = content.decode("utf-8")
                start = text.index(f'w:name="{role}"')
                assert old in text[start:], old
                content = (text[:start] + text[start:].replace(old, new, 1)).encode("utf-8")
            target.writestr(name, content)
    return read_docx(changed)


@pytest.fixture
def example(folders: Mapping[str, Path], shared: Path) -> Case:
    """The example's handbook with the first theme."""
    return read_case(folders["example"], THEMES[0], shared)


REPORTS = "所需记录文档 | 编制时间 | 报送对象"
THREE = "市场运营总监、招商部经理、市场拓展部经理"
CONTROL = "文件编号：SCYY-GH-2012-01版本：A/0"


@pytest.mark.parametrize(
    ("old", "new", "reported"),
    [
        (
            ">28岁以上<",
            "><",
            ["年龄要求: lost “28岁以上”"],
        ),
        (
            ">独立办公室<",
            ">独立办公室，配专车<",
            [
                "工作环境: lost “独立办公室”",
                "工作环境: not in the data “独立办公室，配专车”",
            ],
        ),
        (
            ">本科以上<",
            ">28岁以上<",
            [
                "教育水平: lost “本科以上”",
                "教育水平: not in the data “28岁以上”",
            ],
        ),
        (
            ">教育水平<",
            ">性别<",
            [
                "任职资格（补写，待确认）: not in the data “性别”",
                "任职资格（补写，待确认）: not in the data “本科以上”",
                "教育水平: no such label “教育水平”",
                "教育水平: lost “本科以上”, which stands behind 任职资格（补写，待确认） instead",
            ],
        ),
        (
            ">季末<",
            ">月末<",
            [
                f"{REPORTS}: lost “下季度任务计划 · 季末 · {THREE}”",
                f"{REPORTS}: not in the data “下季度任务计划 · 月末 · {THREE}”",
            ],
        ),
        (
            "共 2 页",
            "共 3 页",
            [
                f"营销部经理: not in the data “{CONTROL}共3页”",
                f"{CONTROL}共2页: no such label “{CONTROL}共2页”",
            ],
        ),
    ],
    ids=["lost", "added to", "in the wrong place", "label", "cell", "page count"],
)  # fmt: skip
def test_a_changed_word_file_is_reported(
    example: Case, tmp_path: Path, old: str, new: str, reported: list[str]
) -> None:
    """One planted change is told as what it is, with post and label, and nothing else is."""
    spoilt = spoil_docx(example.built.docx, tmp_path, "role_marketing_manager", old, new)
    place = "DOCX, role_marketing_manager, "
    assert compare_all(example.facts, spoilt) == [place + line for line in reported]


def with_change(data: Data, role: str, change: Any) -> Data:
    """Return a copy of the data in which ``change`` was made to one post."""
    roles = copy.deepcopy(data.roles)
    change(next(each for each in roles if each["id"] == role))
    return Data(data.handbook, data.departments, roles)


@in_both_formats
@pytest.mark.parametrize(
    ("change", "reported"),
    [
        (
            lambda role: role["duties"].pop(1),
            ["工作职责与任务: not in the data “确定年度营销目标与计划并督促落实；"],
        ),
        (
            lambda role: role["duties"].insert(0, "统筹一切工作。"),
            ["工作职责与任务: lost “统筹一切工作。”"],
        ),
        (
            lambda role: role["relations"].update(internal=["董事会"]),
            ["内部协调关系: lost “董事会”", "内部协调关系: not in the data “上级领导、各部门经理”"],
        ),
        (
            lambda role: role.update(grade="M1"),
            ["职等职级: no such label “职等职级”", "职等职级: lost “M1”"],
        ),
        (
            lambda role: role["duties"].insert(0, role["duties"].pop(1)),
            ["工作职责与任务: lost “制定公司营销管理方面"],
        ),
    ],
    ids=["one less", "one more", "another value", "another label", "another order"],
)
def test_changed_data_is_reported(
    example: Case, kind: str, change: Any, reported: list[str]
) -> None:
    """Both files are held to data that they were not made from: what differs is named."""
    data = with_change(example.facts.data, "marketing-manager", change)
    facts = Facts(data, example.facts.theme, example.pdf)
    wrong = compare_all(facts, example.reading(kind))
    place = f"{kind.upper()}, role_marketing_manager, "
    for start in reported:
        assert any(line.startswith(place + start) for line in wrong), said(wrong)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("headcount_summary", lambda role: role.update(headcount="9")),
        ("roster", lambda role: role.update(title="营销总监")),
        ("report_schedule", lambda role: role["reports"][0].update(timing="每日")),
        ("qualification_table", lambda role: role["qualifications"].update(age="30岁以上")),
        ("receipt", lambda role: role.update(headcount="2人")),
        ("role_chart", lambda role: role.update(headcount="2人")),
        ("contents", lambda role: role.update(title="营销总监")),
    ],
)
def test_changed_data_is_reported_in_the_summaries(example: Case, part: str, change: Any) -> None:
    """Each summary is worked out from the data: it differs when the data does."""
    data = with_change(example.facts.data, "marketing-manager", change)
    facts = Facts(data, example.facts.theme, example.pdf)
    if part == "role_chart":
        assert facts.boxes(part) != example.facts.boxes(part)
        return
    assert any(f", {part}, " in line for line in compare_all(facts, example.docx))


# ---- nothing accepted and then printed nowhere

# Fields that a handbook doesn't print, and why.
NOT_PRINTED: Mapping[str, str] = {
    "handbook.language": "chooses the labels",
    "handbook.theme": "chooses how it looks",
    "handbook.empty_field": "printed in forms alone",
    "handbook.outside.departments": "declares names, for the check",
    "handbook.outside.posts": "declares names, for the check",
    "handbook.outside.parties": "declares names, for the check",
    "handbook.headcount": "compared with the sum of the posts, by the check",
    "handbook.review_months": "for the check",
    "handbook.record_revisions": "for sync",
    "handbook.checks.severities.JD4": "for the check",
    "handbook.checks.exceptions.code": "for the check",
    "handbook.checks.exceptions.post": "for the check",
    "handbook.checks.exceptions.words": "for the check",
    "handbook.checks.exceptions.reason": "for the check",
    "department.headcount": "compared with the sum of its posts, by the check",
    "department.aliases": "other names, for references",
    "department.order": "decides the order",
    "department.parent": "decides the order and the chart",
    "role.aliases": "other names, for references",
    "role.order": "decides the order",
}
# No free text: an id, or one of a few words.
CHOSEN = ("handbook.status", "handbook.chapters", "role.status", "department.status")


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield every text of the data: its field, and where it can be changed."""
    for key, item in list(value.items() if isinstance(value, dict) else enumerate(value)):
        below = f"{path}.{key}" if isinstance(key, str) and path != "handbook.labels" else path
        if isinstance(item, str):
            yield below, value, key
        else:
            yield from leaves(item, below)


def test_no_field_is_accepted_and_then_printed_nowhere(
    folders: Mapping[str, Path], shared: Path
) -> None:
    """Every text of a project that has all fields is changed in turn, and each time noticed.

    What nobody notices is printed nowhere: it stands in ``NOT_PRINTED`` with the reason, or it is
    lost.
    """
    case = read_case(folders["generated"], THEMES[0], shared)
    assert not compare_all(case.facts, case.docx)
    data = copy.deepcopy(case.facts.data)
    assert data.roles[-1]["id"] == "general-director"
    records = [("handbook", data.handbook), ("role", data.roles[-1])]
    records += [("department", each) for each in data.departments]
    unnoticed, advertised = set(), set()
    for kind, record in records:
        for field, holder, key in leaves(record, kind):
            if field.endswith(".id") or field in CHOSEN:
                continue
            if ".recruitment." in field:
                advertised.add(field)
            old = holder[key]
            holder[key] = old + ("9" if old.isdigit() else "甲")
            changed = Facts(data, case.built.theme, case.pdf)
            if next(mismatches(changed, case.docx), None) is None:
                unnoticed.add(field)
            holder[key] = old
    # 招聘 belongs to cards, notices and postings: a handbook says nothing of it.
    assert advertised
    assert advertised <= unnoticed
    assert sorted(unnoticed - advertised - set(NOT_PRINTED)) == []
    assert sorted(set(NOT_PRINTED) - unnoticed) == []


def test_a_department_that_is_a_draft_is_marked(tmp_path: Path) -> None:
    """状态: 草稿 and 来源: 补写 are a department's too; who reads its duties must see them."""
    project = make_project(tmp_path, posts=12)
    drafts = [d for d in read_data(project).departments if d.get("status") == "草稿"]
    assert drafts
    view = view_handbook(load(project).library, fixed_grid=False)
    structure = next(section for section in view.sections if section.kind == "structure")
    for draft in drafts:
        shown = next(d for d in structure.departments if d.name == draft["name"])
        assert "草稿" in str(shown) or draft["source"] in str(shown), shown.name


# What 补写 may name: the parts of a page, the single fields of its grid and of 任职资格.
PARTS = ("summary", "duties", "safety_duties", "authority", "relations", "qualifications",
         "reports", "indicators")  # fmt: skip
SINGLE = ("reports_to", "direct_reports", "headcount", "filled_on", "grade", "code", "stand_in",
          "promotion_to")  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        [each for each in TERMS["role"] if each.name in PARTS],
        [*(each for each in TERMS["role"] if each.name in SINGLE), *TERMS["qualifications"]],
    ],
    ids=["parts", "single fields"],
)
def test_whatever_is_named_as_written_in_is_marked_on_the_page(
    tmp_path: Path, fields: Sequence[Term]
) -> None:
    """By any label that is known for it: what nobody sees marked passes for confirmed."""
    library = load(make_project(tmp_path, posts=3)).library
    note = phrase("supplemented_note", "zh")
    full = next(role for role in library.roles if role.id == "general-director")
    unmarked = []
    for label in (label for each in fields for label in (each.zh, each.en, *each.known)):
        role = full.model_copy(update={"supplemented": (label,)})
        changed = library.model_copy(update={"roles": (role,)})
        view = view_handbook(changed, fixed_grid=False)
        page = next(section.role for section in view.sections if section.role is not None)
        # The view also holds the note that the form theme prints above its grid.
        if note not in str(replace(page, supplemented="")):
            unmarked.append(label)
    assert unmarked == []


def test_a_post_with_a_number_of_its_own_has_no_version_of_the_handbook(tmp_path: Path) -> None:
    """“文件编号：X　版本：B/2” would say of the document X what only the handbook is."""
    project = make_project(tmp_path, posts=3)
    path = project / "data" / "roles" / "production" / "production-supervisor.yaml"
    path.write_text(path.read_text("utf-8") + "文件编号: HX-JD-900\n", encoding="utf-8")
    view = view_handbook(load(project).library, fixed_grid=False)
    roles = {s.role.id: s.role for s in view.sections if s.role is not None}
    control = roles["production-supervisor"].control
    assert any("HX-JD-900" in text for text in control)
    assert not any(read_data(project).handbook["version"] in text for text in control), control


def fields_used(value: Any, record: str) -> Iterator[tuple[str, str]]:
    """Yield each record and field that the data has."""
    for item in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(item, dict) and record in TERMS:
            for name, below in item.items():
                yield record, name
                yield from fields_used(below, term(record, name).holds)


@pytest.mark.parametrize("posts", [12, 40])
def test_the_generated_project_uses_every_field(tmp_path: Path, posts: int) -> None:
    """What the tests never see can't be shown to be printed."""
    data = read_data(make_project(tmp_path, posts=posts))
    used = set(fields_used(data.handbook, "handbook"))
    used |= set(fields_used(data.departments, "department"))
    used |= set(fields_used(data.roles, "role"))
    known = {(record, each.name) for record, terms in TERMS.items() for each in terms}
    # A picture is a file of its own, which this project has none of.
    assert known - used == {("application", "qr")}
