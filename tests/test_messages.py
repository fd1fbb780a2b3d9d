"""Every message exists in Chinese and English, and a terminal can show it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdgen.errors import Location, Message, Problem, message
from jdgen.messages import format_problem, preferred_language, translator
from tests import catalogue
from tests.catalogue import Found

CODE = """
from jdgen.errors import message
ONE = message("{count} posts in {file}", count=1, file="x")
TWO = message(
    "a long "
    "sentence"
)
AGAIN = message(ONE.text, count=2, file="y")
"""
TRANSLATIONS = {"{count} posts in {file}": "{file}里有{count}个岗位", "a long sentence": "长句"}


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    """Return the messages of a small package."""
    package = tmp_path / "jdgen"
    package.mkdir()
    (package / "x.py").write_text(CODE, "utf-8")
    return catalogue.extract(package)


def test_every_message_of_jdgen_is_translated_and_compiled() -> None:
    """If this fails: python -m tests.catalogue, translate what it lists, run it again."""
    found = catalogue.extract()
    for language in catalogue.LANGUAGES:
        path = catalogue.po_path(language)
        po, mo = path.read_bytes(), path.with_suffix(".mo").read_bytes()
        assert list(catalogue.complaints(found, po, mo, language)) == []


def test_a_catalogue_in_step_has_no_complaints(found: list[Found]) -> None:
    """What the planted faults below are measured against."""
    po = catalogue.build_po("zh", found, TRANSLATIONS)
    assert list(catalogue.complaints(found, po, catalogue.build_mo("zh", po), "zh")) == []


@pytest.mark.parametrize(
    ("translations", "complaint"),
    [
        ({"a long sentence": "长句"}, "no zh translation (jdgen/x.py): {count} posts in {file}"),
        (
            {**TRANSLATIONS, "{count} posts in {file}": "{file}里有岗位"},
            "the zh translation has other fields: {count} posts in {file}",
        ),
        (
            {**TRANSLATIONS, "{count} posts in {file}": "{file}里有{number}个岗位，共{count}"},
            "the zh translation has other fields: {count} posts in {file}",
        ),
    ],
)
def test_a_planted_fault_in_a_translation_is_found(
    found: list[Found], translations: dict[str, str], complaint: str
) -> None:
    """Missing, a field lost, a field invented: each is told once, with its message."""
    po = catalogue.build_po("zh", found, translations)
    mo = catalogue.build_mo("zh", po)
    assert list(catalogue.complaints(found, po, mo, "zh")) == [complaint]


def test_a_compiled_catalogue_older_than_its_text_is_found(found: list[Found]) -> None:
    """The contents are compared, not the dates, which a checkout does not keep."""
    mo = catalogue.build_mo("zh", catalogue.build_po("zh", found, TRANSLATIONS))
    po = catalogue.build_po("zh", found, {**TRANSLATIONS, "a long sentence": "一个长句"})
    complaints = list(catalogue.complaints(found, po, mo, "zh"))
    assert complaints == ["the compiled zh catalogue is not what its .po says"]


def test_a_translation_of_what_nothing_says_is_found(found: list[Found]) -> None:
    """A message that was reworded leaves its old translation behind until the update."""
    po = catalogue.build_po("zh", found, TRANSLATIONS)
    complaints = list(catalogue.complaints(found[:1], po, catalogue.build_mo("zh", po), "zh"))
    assert complaints == ["zh translates what nothing says: a long sentence"]


def test_a_message_that_is_no_literal_is_found(tmp_path: Path) -> None:
    """An f-string would be translated never, and nobody would see it in English."""
    (tmp_path / "x.py").write_text('message(f"{count} posts")', "utf-8")
    with pytest.raises(catalogue.NotLiteralError, match=r"x\.py:1: a message's text must be one"):
        catalogue.extract(tmp_path)


def test_the_update_keeps_translations_and_drops_the_dead(tmp_path: Path) -> None:
    """Run twice it gives the same bytes; it returns what a translator has to do."""
    package = tmp_path / "jdgen"
    package.mkdir()
    code = package / "x.py"
    code.write_text(CODE, "utf-8")
    assert len(catalogue.update(package)) == 2
    path = catalogue.po_path("zh", package)
    path.write_bytes(catalogue.build_po("zh", catalogue.extract(package), TRANSLATIONS))
    assert catalogue.update(package) == []
    first = path.read_bytes(), path.with_suffix(".mo").read_bytes()
    assert catalogue.update(package) == []
    assert (path.read_bytes(), path.with_suffix(".mo").read_bytes()) == first
    code.write_text('message("a long sentence")\nmessage("new")', "utf-8")
    assert catalogue.update(package) == ["no zh translation (jdgen/x.py): new"]
    assert catalogue.read_translations(path.read_bytes()) == {"a long sentence": "长句", "new": ""}


def test_the_catalogue_says_nothing_of_dates_or_people(found: list[Found]) -> None:
    """Its header would else change with every run."""
    po = catalogue.build_po("zh", found, TRANSLATIONS).decode()
    assert "Date" not in po
    assert "EMAIL" not in po


@pytest.mark.parametrize(
    ("option", "environ", "language"),
    [
        (None, {}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        (None, {"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        (None, {"LC_MESSAGES": "zh", "LC_ALL": "de_DE"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh_CN"}, "zh"),
        (None, {"JDGEN_LANG": "zh", "LC_ALL": "en_US"}, "zh"),
        (None, {"LANG": "Chinese (Simplified)_China.936"}, "zh"),
        ("en", {"JDGEN_LANG": "zh"}, "en"),
        ("zh-CN", {"LANG": "C"}, "zh"),
        ("ZH", {}, "zh"),
        ("fr", {"LANG": "zh_CN"}, "en"),
    ],
)
def test_the_language_is_the_first_that_is_named(
    option: str | None, environ: dict[str, str], language: str
) -> None:
    """The option, then jdgen's own variable, then POSIX's; an empty one names nothing."""
    assert preferred_language(option, environ) == language


def test_a_message_is_said_in_both_languages() -> None:
    """English is the template; Chinese comes from the compiled catalogue."""
    said = message(
        "this file is too large: {size} MB, where {limit} MB is the most", size=5, limit=4
    )
    assert translator("en")(said) == "this file is too large: 5 MB, where 4 MB is the most"
    assert translator("zh")(said) == "这个文件太大：5 MB，最大为 4 MB"


def test_values_are_translated_and_joined() -> None:
    """A message in a message, a list of names, a list of messages, a place."""
    said = Message(
        "{place}: {inner}; {names}; {all}",
        {
            "place": Location("f", 1, 2),
            "inner": message("this file is empty"),
            "names": ["招商部", "营销部"],
            "all": (message("the disk is full"), message("remove the link")),
        },
    )
    assert translator("en")(said) == (
        "f:1:2: this file is empty; 招商部, 营销部; the disk is full, remove the link"
    )
    assert translator("zh")(said) == (
        "f:1:2: 这个文件没有内容; 招商部、营销部; 磁盘已满、请删除该链接"
    )


def test_braces_in_values_are_text() -> None:
    """What the user wrote is never taken for a template; the empty message says nothing."""
    assert translator("zh")(message("remove the link", x="{y}")) == "请删除该链接"
    assert translator("en")(message("{x}", x="{y} {0.a}")) == "{y} {0.a}"
    assert translator("zh")(Message("")) == ""


PROBLEM = Problem(
    Location("data/roles/x.yaml", 14, 3),
    message("this file is empty"),
    message("remove the link"),
    "任职资格.年龄",
)


@pytest.mark.parametrize(
    ("language", "problem", "expected"),
    [
        (
            "en",
            PROBLEM,
            "data/roles/x.yaml:14:3: 任职资格.年龄: this file is empty\n    remove the link",
        ),
        (
            "zh",
            PROBLEM,
            "data/roles/x.yaml:14:3: 任职资格.年龄: 这个文件没有内容\n    请删除该链接",
        ),
        ("en", Problem(Location("a b"), message("the disk is full")), "a b: the disk is full"),
        ("en", Problem(Location(""), message("the disk is full")), "the disk is full"),
        (
            "en",
            Problem(Location("x\n\x1b[2J\udcff"), Message("a\u202eb"), Message("c\nd\te")),
            "x\\n\\x1b[2J\\udcff: a\\u202eb\n    c\n    d\\te",
        ),
    ],
)
def test_a_problem_is_printed_with_its_place_and_its_hint_below(
    language: str, problem: Problem, expected: str
) -> None:
    """The whole output; no file name or text can move the cursor or turn the line."""
    assert format_problem(problem, translator(language)) == expected


@given(st.text(), st.text(), st.text())
def test_any_text_can_be_printed(file: str, key: str, text: str) -> None:
    """One line, and it can be encoded, whatever is in names and keys."""
    problem = Problem(Location(file, 1, 1), message("{x}", x=text), None, key)
    printed = format_problem(problem, translator("en"))
    assert printed.encode().decode() == printed
    assert len(printed.splitlines()) <= 1
