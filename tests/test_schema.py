"""The JSON Schemas that editors read: valid, in step with the model, and of use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from jdgen.records.keys import OwnLabels
from jdgen.schema import schemas
from jdgen.source import parse_yaml
from jdgen.terms import TERMS
from tests.small import HANDBOOK, SMALL, hashes, jdgen, write_project

ROOT = Path(__file__).resolve().parents[1]
PROJECTS = (ROOT, ROOT / "templates" / "projects" / "english")
RECORDS = ("handbook", "department", "role")


def schema(record: str, own: OwnLabels | None = None) -> dict[str, Any]:
    """Return one schema as an editor reads it."""
    texts = schemas(own) if own is not None else schemas()
    found: dict[str, Any] = json.loads(texts[f"{record}.schema.json"])
    return found


def complaints(record: str, text: str, own: OwnLabels | None = None) -> list[str]:
    """Return where an editor would underline something, as paths with slashes."""
    value = parse_yaml(text.encode(), "f").value
    validator = Draft7Validator(schema(record, own))
    return sorted("/".join(map(str, each.path)) for each in validator.iter_errors(value))


def data_files() -> Iterator[tuple[Path, str]]:
    """Return every data file of both example projects, and the record that it is."""
    for project in PROJECTS:
        yield project / "data" / "handbook.yaml", "handbook"
        for record in ("department", "role"):
            for path in sorted((project / "data" / f"{record}s").rglob("*.yaml")):
                yield path, record


@pytest.mark.parametrize("record", RECORDS)
def test_each_schema_is_one_by_the_metaschema(record: str) -> None:
    """Of draft 7, which editors know best; every reference in it leads somewhere."""
    found = schema(record)
    Draft7Validator.check_schema(found)
    assert found["$schema"] == "http://json-schema.org/draft-07/schema#"
    for reference in set(_references(found)):
        node = found
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]
        assert isinstance(node, dict)


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _references(item)


@pytest.mark.parametrize("project", PROJECTS, ids=["Chinese", "English"])
def test_the_schemas_of_the_examples_are_what_the_command_writes(
    project: Path, tmp_path: Path
) -> None:
    """If this fails: jdgen schema, and jdgen schema --project templates/projects/english."""
    data = {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in (project / "data").rglob("*.yaml")
    }
    copy = write_project(tmp_path, {**dict.fromkeys(SMALL), **data})
    assert jdgen("schema", "--project", copy).status == 0
    written = hashes(copy / "data" / "schema")
    assert sorted(written) == [f"{record}.schema.json" for record in sorted(RECORDS)]
    assert hashes(project / "data" / "schema") == written


@pytest.mark.parametrize(("path", "record"), tuple(data_files()))
def test_the_examples_are_valid_and_name_their_schema(path: Path, record: str) -> None:
    """The first line leads an editor to it, from wherever the file lies."""
    text = path.read_text(encoding="utf-8")
    assert complaints(record, text) == []
    first = text.split("\n", maxsplit=1)[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / name).resolve().name == f"{record}.schema.json"
    assert (path.parent / name).is_file()


@pytest.mark.parametrize("record", RECORDS)
def test_every_spelling_of_every_field_is_offered(record: str) -> None:
    """The Chinese label first: it is what an editor proposes at the top."""
    found = schema(record)
    expected = [spelling for known in TERMS[record] for spelling in known.keys()]  # noqa: SIM118
    assert set(found["properties"]) == set(expected)
    offered = list(found["properties"])
    for known in TERMS[record]:
        assert min(offered.index(spelling) for spelling in known.keys()) == offered.index(  # noqa: SIM118
            known.zh
        )


@pytest.mark.parametrize(
    ("record", "text", "places"),
    [
        ("role", "岗位名称: 甲\n所在部门: 乙\n", [""]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n权利: [a]\n", [""]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n任职资格: {年令: 20}\n", ["任职资格"]),
        ("role", "id: A\n岗位名称: 甲\n所在部门: 乙\n", ["id"]),
        ("role", "id: con\n岗位名称: 甲\n所在部门: 乙\n", ["id"]),
        ("role", "id: a\n岗位名称: [甲]\n所在部门: 乙\n", ["岗位名称"]),
        ("role", "id: a\n岗位名称:\n所在部门: 乙\n", ["岗位名称"]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n现员: 三\n缺编: -1\n", ["现员", "缺编"]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n状态: 定稿\n", ["状态"]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n工作记录与报表: 日报\n", ["工作记录与报表"]),
        ("role", "id: a\n岗位名称: 甲\n所在部门: 乙\n权力: {a: b}\n", ["权力"]),
        ("handbook", "标题: 甲\n单位: 乙\n章节: [封面, 封面]\n", ["章节"]),
        ("handbook", "标题: 甲\n单位: 乙\n章节: [后记]\n", ["章节"]),
        ("handbook", "标题: 甲\n单位: 乙\n语言: 中文\n", ["语言"]),
        ("handbook", "标题: 甲\n单位: 乙\n标签: {权力: [a]}\n", ["标签"]),
        ("department", "id: a\n名称: 甲\n", ["", ""]),
    ],
)
def test_what_jdgen_refuses_an_editor_underlines(record: str, text: str, places: list[str]) -> None:
    """A misspelt key, a missing field, a value of the wrong kind."""
    assert complaints(record, text) == places


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ("role", "岗位定员: 2–3人\n现员: 2\n状态: Draft\n本职概述:\n"),
        ("role", "权力: 提出建议\n直接下级: 甲、乙\n工作职责与任务: 收款\n"),
        ("role", "工作职责与任务:\n  - 收款\n  - {内容: 付款, 子任务: 审核}\n"),
        ("role", "签署: {编制: 王芳, 审核: {姓名: 李强}, 批准: {}}\n"),
        ("role", "附加内容: {标题: 甲, 表格: [[a, b], [c, d]]}\n"),
        ("role", "附加内容:\n  - {标题: 甲, 列表: [a, b], 正文: c}\n"),
        (
            "role",
            "招聘: {薪酬: 面议, 福利: [五险一金]}\n任职资格: {其他要求: [{名称: a, 内容: b}]}\n",
        ),
        ("handbook", "标题: 甲\n单位: 乙\n章节: [封面, contents]\n标签: {权力: 权责}\n"),
    ],
)
def test_what_jdgen_reads_an_editor_lets_pass(record: str, text: str) -> None:
    """All short forms, and an empty field."""
    post = "id: a\n岗位名称: 甲\n所在部门: 乙\n" if record == "role" else ""
    assert complaints(record, post + text) == []


def test_values_that_an_editor_takes_for_numbers_are_let_pass() -> None:
    """YAML reads 120203 as a number and no as a truth value; jdgen reads text."""
    value = {
        "id": "a",
        "岗位名称": 120203,
        "所在部门": False,
        "岗位定员": 2,
        "版本": 1.1,
        "现员": 3,
    }
    assert list(Draft7Validator(schema("role")).iter_errors(value)) == []


def test_a_handbooks_own_labels_are_offered_first(tmp_path: Path) -> None:
    """At their depth; the others stay."""
    labels = "标签: {权力: 权责, 教育水平: 文化程度}\n"
    project = write_project(tmp_path, {HANDBOOK: SMALL[HANDBOOK] + labels})
    run = jdgen("schema", "--project", project, "--lang", "zh")
    assert (run.status, run.output.splitlines()[0].rpartition("（")[0]) == (
        0, f"已写入 {project}/data/schema/handbook.schema.json",
    )  # fmt: skip
    found = json.loads((project / "data/schema/role.schema.json").read_text(encoding="utf-8"))
    inner = found["definitions"]["Qualifications"]
    assert [key for key in found["properties"] if key in {"权责", "权力"}] == ["权责", "权力"]
    assert next(iter(inner["properties"])) == "文化程度"
    assert "文化程度" not in found["properties"]
