"""A few seconds of ``make fuzz`` in every run, and whole projects that nobody thought of.

Any valid project builds, and what it prints reads back equal; any other gives problems with places.
"""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdgen.build import Request, build
from jdgen.importers.readers.own import own_data
from jdgen.library import load
from jdgen.produce.job import Wanted
from tests import fuzz
from tests.reading import read_docx, squash

# Signs that mean something to YAML, Jinja, XML, CSS or Word, among ordinary text.
_SIGNS = "{}[]<>&\"'|:：#%*!?-—（）()、；;，。\\/@~^$=+`"
TEXT = (
    st.text(alphabet=f"人力资源部出纳员每月核对ABCxyz019 {_SIGNS}", min_size=1, max_size=40)
    .map(str.strip)
    .filter(lambda text: text not in ("", "{", "[") and any(map(str.isalnum, text)))
)
TEXTS = st.lists(TEXT, min_size=1, max_size=4)


@st.composite
def posts(draw: st.DrawFn) -> dict[str, Any]:
    """A post with some of the fields that hold text."""
    optional = {
        "本职概述": TEXT,
        "工作职责与任务": TEXTS,
        "权力": TEXTS,
        "任职资格": st.fixed_dictionaries({}, optional={"教育水平": TEXT, "年龄要求": TEXT}),
        "附加内容": st.lists(st.fixed_dictionaries({"标题": TEXT, "正文": TEXT}), max_size=2),
        "工作记录与报表": st.lists(st.fixed_dictionaries({"所需记录文档": TEXT}), max_size=3),
    }
    return draw(st.fixed_dictionaries({"岗位名称": TEXT}, optional=optional))


@st.composite
def projects(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """A valid project: its files' values by their paths."""
    files = {"data/handbook.yaml": {"标题": draw(TEXT), "单位": draw(TEXT)}}
    several = st.lists(posts(), min_size=1, max_size=4, unique_by=lambda each: each["岗位名称"])
    members = draw(several)
    for number, post in enumerate(members):
        above = members[number - 1]["岗位名称"] if number else None
        record = {"id": f"p{number}", "所在部门": files["data/handbook.yaml"]["单位"], **post}
        if above and draw(st.booleans()):
            record["直接上级"] = above
        files[f"data/roles/p{number}.yaml"] = record
    return files


def write(folder: Path, files: dict[str, dict[str, Any]]) -> Path:
    """Write a project."""
    for name, values in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(values, allow_unicode=True), encoding="utf-8")
    return folder


def leaves(value: Any) -> list[str]:
    """Return every text below a value."""
    below = value.values() if isinstance(value, dict) else value
    return [value] if isinstance(value, str) else [text for each in below for text in leaves(each)]


@settings(deadline=None, max_examples=4, database=None, suppress_health_check=list(HealthCheck))
@given(projects())
def test_any_valid_project_builds_and_reads_back_equal(files: dict[str, dict[str, Any]]) -> None:
    """Every text stands on the page of its Word file, and the data inside it is the data."""
    with tempfile.TemporaryDirectory() as name:
        project = write(Path(name), files)
        wanted = Wanted(formats=("docx",))
        (path,) = build(Request(project, packs=("handbook",), wanted=wanted)).files
        data = own_data(path.read_bytes(), path.name)
        assert data is not None
        library = load(project).library
        assert [role["title"] for role in data["roles"]] == [role.title for role in library.roles]
        printed = squash("".join(piece.text for piece in read_docx(path).pieces))
    for file, values in files.items():
        for text in leaves({key: each for key, each in values.items() if key != "id"}):
            assert squash(unicodedata.normalize("NFC", text)) in printed, (file, text)


@settings(deadline=None, max_examples=60, database=None, suppress_health_check=list(HealthCheck))
@given(projects(), st.data())
def test_any_project_with_a_fault_gives_problems_with_places(
    files: dict[str, dict[str, Any]], data: st.DataObject
) -> None:
    """A piece cut out of one file, doubled or replaced: it loads, or says what and where."""
    with tempfile.TemporaryDirectory() as name:
        project = write(Path(name), files)
        path = project / data.draw(st.sampled_from(sorted(files)))
        whole = path.read_bytes()
        place = data.draw(st.integers(0, len(whole)))
        length = data.draw(st.integers(0, 12))
        piece = data.draw(st.sampled_from([b"", b"\n", b": ", b"- ", b"'", b"[", b"\xff", b"\t"]))
        path.write_bytes(whole[:place] + piece + whole[place + length :])
        for problem in fuzz.problems_of(lambda: load(project)):
            assert problem.location.file.startswith("data"), problem
            assert str(problem.what)


@pytest.mark.parametrize("name", fuzz.TARGETS)
def test_a_second_of_anything_finds_nothing(name: str) -> None:
    """The short form of make fuzz, with Hypothesis alone: whatever it finds goes on up."""
    assert fuzz.with_hypothesis(name, seconds=1) > 0


def test_a_planted_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that breaks at a colon is seen to break, and fuzz() says with what."""

    def breaks(data: bytes) -> None:
        assert b":" not in data, "a colon"

    monkeypatch.setattr(fuzz, "TARGETS", {"source": breaks})
    assert "AssertionError: a colon" in fuzz.fuzz("source", 4)


# What make fuzz found, by target: mended, and tried again in every run.
FOUND = [
    ("source", b"a: ["),  # an open bracket at the end of a file: IndexError
    ("source", b"\n  ["),
    ("source", b".\t:"),  # read by libyaml, refused by PyYAML's own parser
]


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_what_was_found_once_is_not_found_again(name: str, data: bytes) -> None:
    """Each of them ended in a traceback, or depended on the machine."""
    fuzz.TARGETS[name](data)
