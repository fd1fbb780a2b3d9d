"""What is installed is pinned, file by file, by hashes, and no file names where it comes from."""

from __future__ import annotations

import re

import pytest

from tests.pins import FOLDER, ROOT, distribution, faults, pins, read_project, wanted

FILES = wanted(read_project())
ONLY_JDGEN = "--no-deps --no-build-isolation -e ."
HASH = "    --hash=sha256:" + "0" * 64


@pytest.mark.parametrize("name", FILES)
def test_a_file_pins_what_pyproject_declares(name: str) -> None:
    """Every one within its bounds and with its hashes; no entry without, no registry's name."""
    assert faults((FOLDER / name).read_text(encoding="utf-8"), FILES[name].requirements) == []


def test_users_get_the_releases_that_are_tested() -> None:
    """A package that two files pin is pinned to one release."""
    held = {name: pins((FOLDER / name).read_text(encoding="utf-8")) for name in FILES}
    tested = held.pop("test.txt")
    assert set(held["run.txt"]) <= set(tested)
    for name, pinned in held.items():
        for package, versions in pinned.items():
            assert tested.get(package, versions) == versions, (name, package)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"a==1.2 \\\n{HASH}\nb-c==3 ; python_version < '4' \\\n{HASH}\n    # via a\n", []),
        (f"a==1.2 \\\n{HASH}\n", ["not pinned: b.c<4,>=2"]),
        (f"a==1.2 \\\n{HASH}\nb.c==4.1 \\\n{HASH}\n", ["not pinned: b.c<4,>=2"]),
        (f"a==1.2 \\\n{HASH}\nb.c==3\n", ["no hash: b.c==3"]),
        (f"a==1.2 \\\n{HASH}\nb.c==3 \\\n{HASH}\nd>=1\n", ["no pin: d>=1"]),
        (
            "--extra-in" + f"dex-url mirror\na==1.2 \\\n{HASH}\nb.c==3 \\\n{HASH}\n",
            ["no pin: --extra-in" + "dex-url mirror", "names a registry: --extra-in" + "dex-url"],
        ),
        (
            "# from pa" + f"ckages.example.com\na==1.2 \\\n{HASH}\nb.c==3 \\\n{HASH}\n",
            ["names a registry: packages.example.com"],
        ),
        (
            f"a==1.2 \\\n{HASH}\nb.c==3 \\\n{HASH}\nd @ file:///tmp/d \\\n{HASH}\n",
            ["no pin: d @ file:///tmp/d \\", "names a registry: e://"],
        ),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(text: str, said: list[str]) -> None:
    """One missing, one beyond its bound, one without hash, one without pin, three hosts."""
    assert faults(text, ["a", "b.c>=2,<4"]) == said


def test_make_installs_only_what_is_pinned() -> None:
    """Every `pip install` of the Makefile asks for hashes, or takes nothing but jdgen itself."""
    lines = re.findall(r"\$\(PIP\) install (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert len(lines) >= 4
    for line in lines:
        assert line.startswith("--require-hashes -r ") or line == ONLY_JDGEN, line


def test_what_a_requirement_asks_for_is_read_from_it() -> None:
    """With extras, bounds and conditions, in every spelling."""
    asked = ["PyYAML>=6.0.2", "ruamel.yaml>=0.18,<0.20", "dask[bag]>=1; python_version < '4'"]
    assert [distribution(each) for each in asked] == ["pyyaml", "ruamel-yaml", "dask"]
