"""Data that means no good: what is said, within which bounds, and what it would do unguarded."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from jdgen.packs import distinct_names, file_name
from tests.hostile import MEGABYTE, Attack, hold, run, see_it_succeed
from tests.small import CLERK, HANDBOOK, SMALL, write_project

POST = SMALL[CLERK]
HANDBOOK_TEXT = SMALL[HANDBOOK]
_NO_PROJECT_FILE = (
    "import jdgen.library as l; l.read_project_file = lambda project, path, *_: path.read_bytes()"
)
_PLAIN_YAML = (
    "import yaml, jdgen.library as l\n"
    "def parse(data, name):\n"
    "    print(yaml.load(data, Loader={loader}))\n"
    "    raise SystemExit(3)\n"
    "l.parse_yaml = parse\n"
)
_LOOSE = _PLAIN_YAML.format(loader="yaml.CSafeLoader")
_PYTHON = _PLAIN_YAML.format(loader="yaml.UnsafeLoader")


def in_place_of(name: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Return what puts something else in place of a file."""

    def prepare(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        make(path)

    return prepare


def endless(path: Path) -> None:
    """Make a file of 20 GB that takes no room."""
    with path.open("wb") as file:
        file.truncate(20_000 * MEGABYTE)


def link_to(target: str) -> Callable[[Path], None]:
    """Return what makes a link."""
    return lambda path: path.symlink_to(target)


MERGES = "a: &a {x: y}\n" + "".join(
    f"b{n}: &b{n}\n  <<: [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]\n" for n in range(9)
)
ALIASES = 'a: &a ["x","x"]\n' + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
ALIASES_SAY = "a text can't begin with &"

ATTACKS = {
    "a tag that runs a command": Attack(
        {"data/handbook.yaml": "标题: !!python/object/apply:os.getenv [JDGEN_LANG]\n"},
        "a text can't begin with !",
        unguarded=_PYTHON,
        harm="{'标题': 'en'}",
    ),
    # The newest PyYAML merges in little time; older ones took 39 seconds for 434 bytes.
    "a merge bomb": Attack({"data/handbook.yaml": MERGES}, ALIASES_SAY),
    "an alias bomb": Attack({"data/handbook.yaml": ALIASES}, ALIASES_SAY, unguarded=_LOOSE,
                            harm="endless"),
    "100,000 brackets": Attack(
        {"data/handbook.yaml": "标题: " + "[" * 100_000},
        "handbook.yaml:1:68: this is nested too deeply",
        unguarded=_PLAIN_YAML.format(loader="yaml.SafeLoader"), harm="RecursionError",
    ),
    "a key that stands twice": Attack(
        {"data/handbook.yaml": "标题: 甲\n标题: 乙\n"}, "the key “标题” stands here again",
        unguarded=_LOOSE, harm="{'标题': '乙'}",
    ),
    "100 MB": Attack(
        {"data/roles/x.yaml": b"#" * (100 * MEGABYTE)},
        "x.yaml: this file is too large: 100.0 MB, where 4 MB is the most",
    ),
    "20 GB": Attack(
        said="x.yaml: this file is too large: 20000.0 MB",
        prepare=in_place_of("data/roles/x.yaml", endless),
        unguarded=_NO_PROJECT_FILE, harm="memory",
    ),
    "a NUL": Attack({CLERK: POST + "别名: a\0b\n"}, "clerk.yaml:5:6: there is a NUL character"),
    "half a character": Attack(
        {CLERK: POST.encode() + b"\xe5\x88\xab\xe5\x90\x8d: a\xed\xa0\x80\n"},
        "half of a character (U+D800) stands here alone",
    ),
    "text that reads backwards": Attack(
        {CLERK: POST + "别名: \u202e理经\n"}, "(U+202E) here that turns the writing direction"
    ),
    "an id with a look-alike": Attack(
        {CLERK: POST.replace("clerk", "cl\u0435rk")}, "“cl\u0435rk” can't be an id"
    ),
    "an id in full width": Attack({CLERK: POST.replace("clerk", "ｃlerk")}, "can't be an id"),
    "an id that is a path": Attack({CLERK: POST.replace("clerk", "../x")}, "“../x” can't be an id"),
    "an id of Windows": Attack({CLERK: POST.replace("clerk", "con")}, "Windows allows no file"),
    "an id of two lines": Attack({CLERK: POST.replace("clerk", '"a\\nb"')}, "can't be an id"),
    "a link to a file outside": Attack(
        said="clerk.yaml: a link leads out of the project's folder here",
        prepare=in_place_of(CLERK, link_to("/etc/passwd")),
        unguarded=_NO_PROJECT_FILE, harm="root:",
    ),
    "a link to what never ends": Attack(
        said="x.yaml: a link leads out of the project's folder here",
        prepare=in_place_of("data/roles/x.yaml", link_to("/dev/zero")),
        unguarded=_NO_PROJECT_FILE, harm="memory",
    ),
    "a pipe": Attack(
        said="x.yaml: this is no ordinary file",
        prepare=in_place_of("data/roles/x.yaml", os.mkfifo),
        unguarded=_NO_PROJECT_FILE, harm="endless",
    ),
    "a link in a circle": Attack(
        said="x.yaml: this file can't be opened",
        prepare=in_place_of("data/roles/x.yaml", link_to("x.yaml")),
    ),
    "a picture outside": Attack(
        {"data/handbook.yaml": HANDBOOK_TEXT + "招聘:\n  应聘方式:\n    二维码图片: /etc/passwd\n"},
        "“/etc/passwd” leads out of the project's folder",
        command=("build", "cards"),
    ),
    "a link that runs a script": Attack(
        {CLERK: POST + "招聘:\n  应聘方式:\n    链接: 'javascript:alert(1)'\n"},
        "write it in full, beginning with https://",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_hostile_data_is_refused_within_bounds(name: str, tmp_path: Path) -> None:
    """Told with its place, in at most 90 seconds and 2.5 GB of addresses; nothing is written."""
    hold(tmp_path, ATTACKS[name])


@pytest.mark.parametrize("name", [name for name, each in ATTACKS.items() if each.harm])
def test_without_its_guard_it_does_harm(name: str, tmp_path: Path) -> None:
    """The same with the protection taken away: the file is read, or memory and time run out."""
    see_it_succeed(tmp_path, ATTACKS[name])


# ---- titles as names of files

TITLES = {
    "a way up": "../../x",
    "two lines": "出\n纳",
    "a path": "/etc/passwd",
    "a path of Windows": "C:\\Windows\\x",
    "a device": "CON",
    "a device with an end": "con.txt",
    "a device with a small figure": "COM¹",
    "a stream": "x:y",
    "255 bytes of Chinese": "岗" * 85,
    "dots": "...",
    "spaces at the end": "x. . ",
}


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_no_path(name: str, tmp_path: Path) -> None:
    """Files land in the pack's folder, under names that every system takes."""
    files = {CLERK: POST.replace("出纳", json.dumps(TITLES[name], ensure_ascii=False))}
    project = write_project(tmp_path / "a" / "b" / "project", files)
    outcome = run("build", "roles", "--role", "clerk", "--format", "docx", "--project", project)
    assert outcome.status == 0, outcome.said
    made = [path for path in tmp_path.rglob("*.docx") if path.is_file()]
    assert [path.parent for path in made] == [project / "output" / "roles"]
    stem = made[0].name.removesuffix(".docx")
    assert len(made[0].name.encode()) <= 205
    assert not set(stem) & set('<>:"/\\|?*')
    assert stem.strip(" .") == stem
    assert stem.lower().split(".")[0] not in ("con", "com1", "com¹")


@pytest.mark.parametrize(
    "titles",
    [
        ("Straße", "STRASSE"),
        ("Manager", "manager"),
        (unicodedata.normalize("NFC", "café"), unicodedata.normalize("NFD", "café")),
        ("a/b", "a:b"),
        ("岗" * 90, "岗" * 95),
        ("甲", "甲", "甲-r1"),
        ("甲-r1", "甲", "甲"),
    ],
)
def test_titles_that_are_one_on_some_disk_get_names_of_their_own(titles: tuple[str, ...]) -> None:
    """Case, composed letters, what a file system refuses, and what is cut: no two share a name."""
    names = distinct_names((f"r{number}", title) for number, title in enumerate(titles))
    folded = [
        unicodedata.normalize("NFC", file_name(name, "docx")).casefold() for name in names.values()
    ]
    assert len(set(folded)) == len(titles)
