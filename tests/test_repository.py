"""Hygiene of the repository: what must not stand in any of its files."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.checkers.tools import under_ci

ROOT = Path(__file__).resolve().parents[1]

# Put together here, so that this file does not hold what it looks for.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    )
)
SETTINGS = tuple("-".join(parts) for parts in (("index", "url"), ("find", "links")))
LOCKED = '"resolved' + '": "http'
HOMES = r"/(?:home|Users)/[a-z][\w.-]*/|/ro" + r"ot/|[A-Z]:\\Users\\\w+"


def unwanted(text: str, checkout: Path = ROOT) -> list[str]:
    """Return what in a text names a registry's host, a setting of one, or somebody's machine."""
    words = [word for word in (*REGISTRIES, *SETTINGS, LOCKED) if word in text]
    # The checkout's own path only as a whole path, not as the middle of another.
    place = rf"(?<![\w./-]){re.escape(str(checkout))}(?![\w-])"
    return words + re.findall(rf"{place}|(?<![\w.]){HOMES}", text)


def repository_files() -> Iterable[Path]:
    """Return the files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if listed.returncode:
        (pytest.fail if under_ci() else pytest.skip)("this is no git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_no_file_names_a_registry_or_a_machine() -> None:
    """Whoever clones this installs from the registries that their own machine is set to."""
    files = [path for path in repository_files() if path.is_file()]
    assert Path(__file__).resolve() in files
    found = {
        str(path.relative_to(ROOT)): unwanted(path.read_bytes().decode("utf-8", "replace"))
        for path in files
    }
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("word", [*REGISTRIES, *SETTINGS, LOCKED])
def test_a_planted_registry_is_found(word: str) -> None:
    """Each of the words is seen in the middle of a line."""
    assert unwanted(f"pip install --extra-{word}/simple") == [word]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("open('/srv/check out/jdgen/data')", ["/srv/check out/jdgen"]),
        ("see /srv/check out/jdgen", ["/srv/check out/jdgen"]),
        ("/srv/check out/jdgen-old and /mnt/srv/check out/jdgen", []),
        ("cd /ho" + "me/anna/x; ls /Us" + "ers/bo.b/y", ["/ho" + "me/anna/", "/Us" + "ers/bo.b/"]),
        ("/usr/share/java, docs/home/page, and /home/ alone", []),
    ],
)
def test_a_planted_path_is_found(line: str, found: list[str]) -> None:
    """The checkout's own place and people's home folders, and nothing that only resembles them."""
    assert unwanted(line, Path("/srv/check out/jdgen")) == found
