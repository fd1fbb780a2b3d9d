"""A data folder to a library: which files are read, in which order, and where everything stands."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from jdgen.errors import InputError, Location
from jdgen.library import find_text, load, own_labels
from jdgen.project import theme_names
from tests.small import (
    CLERK,
    DEPARTMENT,
    HANDBOOK,
    MANAGER,
    SMALL,
    Files,
    jdgen,
    refused,
    whats,
    write_project,
)

ROOT = Path(__file__).resolve().parents[1]
LABELS = "标签: {权力: 权责, 教育水平: 文化程度, 编制时间: 何时, 内部: 内部联系}\n"


def test_who_drops_a_file_has_added_a_post(tmp_path: Path) -> None:
    """At any depth, .yml too, in the order of their paths; nothing else lists them."""
    post = "岗位名称: 司机\n所在部门: 中心\n"
    files = {f"data/roles/{name}": f"id: {name[0]}\n{post}" for name in ("z/z.yaml", "b.YML")}
    project = write_project(tmp_path, files)
    loaded = load(project)
    assert [role.id for role in loaded.library.roles] == ["b", "clerk", "manager", "z"]
    assert sorted(loaded.files) == [
        DEPARTMENT, HANDBOOK, "data/roles/b.YML", CLERK, MANAGER, "data/roles/z/z.yaml",
    ]  # fmt: skip
    assert loaded.files[CLERK] == SMALL[CLERK].encode()


def test_two_posts_may_have_one_title(tmp_path: Path) -> None:
    """Two cashiers of two departments: their ids differ."""
    project = write_project(
        tmp_path, {"data/roles/b.yaml": SMALL[CLERK].replace("clerk", "clerk-2")}
    )
    assert [role.title for role in load(project).library.roles] == ["出纳", "出纳", "经理"]


def test_a_department_is_meant_by_its_name_id_or_alias_or_the_whole(tmp_path: Path) -> None:
    """A post may also stand directly below the organisation."""
    files: dict[str, str] = {DEPARTMENT: "id: sales\n部门名称: 销售部\n别名: 业务部、营业部\n"}
    for number, name in enumerate(("sales", "业务部", "营业部", "中心")):
        files[f"data/roles/{number}.yaml"] = f"id: p{number}\n岗位名称: 甲\n所在部门: {name}\n"
    assert len(load(write_project(tmp_path, files)).library.roles) == 6


def test_hidden_files_and_what_is_no_yaml_are_left_alone(tmp_path: Path) -> None:
    """Editors leave copies about; notes lie beside the data."""
    files = {
        f"data/roles/{name}": "["
        for name in (".clerk.yaml", ".git/x.yaml", "notes.md", "clerk.yaml~", "~$clerk.docx")
    }
    loaded = load(write_project(tmp_path, files))
    assert (len(loaded.library.roles), loaded.notes) == (2, ())


def test_files_that_look_like_data_and_are_not_read_are_spoken_of(tmp_path: Path) -> None:
    """Windows hides the end of clerk.yaml.txt; a folder's name is soon misspelt."""
    files = {"data/roles/a.yaml.txt": "", "data/role/a.yaml": "", "data/b.yml": ""}
    run = jdgen("check", "--project", write_project(tmp_path, files), "--lang", "zh")
    assert (run.status, run.output.splitlines()[:-1]) == (
        0,
        [
            "data/b.yml: 警告 JD106: 放在这里的这个文件没有读入",
            "    岗位请放在 data/roles，部门请放在 data/departments",
            "",
            "data/role/a.yaml: 警告 JD106: 放在这里的这个文件没有读入",
            "    岗位请放在 data/roles，部门请放在 data/departments",
            "",
            "data/roles/a.yaml.txt: 警告 JD106: 这个文件没有读入，因为文件名以 .txt 结尾",
            "    请把它改名为 a.yaml",
        ],
    )


def test_a_library_knows_where_everything_stands_and_how_its_key_is_written(
    tmp_path: Path,
) -> None:
    """Of what is not written, the nearest thing around it."""
    post = SMALL[CLERK] + "工作职责与任务:\n  - 收款\n  - 内容: 付款\n    衡量: 无差错\n"
    library = load(write_project(tmp_path, {CLERK: post})).library
    measure = ("role", "clerk", "duties", 1, "measure")
    assert library.locate(*measure) == Location(CLERK, 8, 9)
    assert library.spell(*measure) == "工作职责与任务[2].衡量"
    assert library.locate("role", "clerk", "duties", 0, "measure") == Location(CLERK, 6, 5)
    assert library.spell("role", "clerk", "duties", 0, "measure") == "工作职责与任务[1]"
    assert library.spell("handbook", "organisation") == "单位"
    assert library.locate("department", "sales", "name") == Location(DEPARTMENT, 2, 7)
    assert (library.locate("nothing"), library.spell("nothing")) == (Location("data"), "")


def test_the_first_place_of_a_text_is_found_in_the_order_of_printing(tmp_path: Path) -> None:
    """The handbook first, then departments, then posts; None where it stands nowhere."""
    files = {CLERK: SMALL[CLERK] + "附加内容:\n  - 标题: 甲\n    表格: [[乙, 丙]]\n岗位定员: 约5\n"}
    library = load(write_project(tmp_path, files)).library
    assert find_text(library, "册") == ("handbook", "title")
    assert find_text(library, "部") == ("department", "sales", "name")
    assert find_text(library, "丙") == ("role", "clerk", "extra", 0, "table", 0, 1)
    assert library.locate(*(find_text(library, "约") or ())) == Location(CLERK, 8, 7)
    assert find_text(library, "鼎") is None


def test_own_labels_are_printed_and_can_be_typed_at_their_depth(tmp_path: Path) -> None:
    """权力 → 权责, 教育水平 → 文化程度: the old names stay known."""
    post = SMALL[CLERK] + (
        "权责: [提出建议]\n任职资格: {文化程度: 大专以上}\n工作协作关系: {内部联系: 各部门}\n"
        "工作记录与报表:\n  - {文档: 日报, 何时: 每日}\n"
    )
    old = SMALL[MANAGER] + "权力: [任免]\n任职资格: {教育水平: 本科}\n"
    project = write_project(
        tmp_path, {HANDBOOK: SMALL[HANDBOOK] + LABELS, CLERK: post, MANAGER: old}
    )
    clerk, manager = load(project).library.roles
    assert (clerk.authority, manager.authority) == (("提出建议",), ("任免",))
    assert (clerk.qualifications.education, manager.qualifications.education) == (
        "大专以上",
        "本科",
    )
    assert (clerk.reports[0].timing, clerk.relations.internal) == ("每日", ("各部门",))
    run = jdgen("build", "--project", project, "--output", tmp_path / "out", "--format", "docx")
    assert run.status == 0
    with zipfile.ZipFile(tmp_path / "out" / "handbook" / "手册.docx") as archive:
        text = archive.read("word/document.xml").decode()
    assert all(label in text for label in ("权责", "文化程度", "何时", "内部联系"))
    assert not any(label in text for label in ("权力", "教育水平", "编制时间", "内部协调关系"))


def test_a_misspelt_own_label_is_told_by_the_own_label(tmp_path: Path) -> None:
    """It is what the reader sees on the pages."""
    files = {
        HANDBOOK: SMALL[HANDBOOK] + LABELS,
        CLERK: SMALL[CLERK] + "任职资格: {文华程度: 大专}\n",
    }
    assert refused(write_project(tmp_path, files)) == [
        "data/roles/clerk.yaml:5:8: 任职资格.文华程度: there is no field called “文华程度” here",
        "    did you mean “文化程度”?",
    ]


def test_own_labels_hold_even_if_the_handbook_has_other_faults(tmp_path: Path) -> None:
    """Else every post that uses one would be reported besides."""
    files: Files = {HANDBOOK: "单位: 中心\n" + LABELS, CLERK: SMALL[CLERK] + "权责: [提出建议]\n"}
    project = write_project(tmp_path, files)
    assert whats(refused(project)) == ["data/handbook.yaml:1:1: 标题: “标题” is missing"]
    assert own_labels(project).names["role"] == {"权责": "authority"}
    assert own_labels(tmp_path / "nowhere").names == {}


def test_loading_what_is_no_project_says_which_folder(tmp_path: Path) -> None:
    """A problem of its own, before anything is looked for in it."""
    with pytest.raises(InputError) as raised:
        load(tmp_path / "gone")
    (problem,) = raised.value.problems
    assert problem.location == Location(str(tmp_path / "gone"))


@pytest.mark.parametrize("project", [".", "templates/projects/english"])
def test_the_examples_load_without_a_note(project: str) -> None:
    """And no file of theirs is left unread; what the checks ask about has tests of its own."""
    assert load(ROOT / project).notes == ()
    assert theme_names(ROOT / project) == ("form", "standard")
    assert jdgen("check", "--project", ROOT / project).status == 0
