"""The packages pinned with their hashes: ``python -m tests.pins`` writes ``requirements/``.

One file for each use, for every platform and every Python from 3.11 on, with the hashes of all of
a release's files and no registry's name: whoever installs asks the one that their machine is set
to. Pins that still fit pyproject.toml stay; ``--upgrade`` takes the newest. ``--lowest FILE``
writes the oldest releases that pyproject.toml allows instead.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "requirements"
PROJECT = ROOT / "pyproject.toml"
OLDEST_PYTHON = "3.11"

# Extras that the tests don't need.
APART = frozenset({"tools"})
# hatchling asks for it when it installs a folder that is edited; no table of pyproject names it.
FOR_EDITING = "editables"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_HOST = re.compile(r"\w://|(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|org|net|io|cn|dev)\b|--\S*index\S*")


@dataclass(frozen=True)
class Wanted:
    """One file of ``requirements/``: what it is for, and what it must pin."""

    purpose: str
    requirements: tuple[str, ...]


def wanted(project: Mapping[str, Any]) -> dict[str, Wanted]:
    """Return what each file must pin, by its name, as pyproject.toml declares it."""
    runtime: list[str] = project["project"]["dependencies"]
    extras: Mapping[str, list[str]] = project["project"]["optional-dependencies"]
    tested = [line for name, lines in extras.items() if name not in APART for line in lines]
    apart = [line for name in sorted(APART) for line in extras[name]]
    built = [*project["build-system"]["requires"], FOR_EDITING]
    return {
        # First: the others take its versions, so that jdgen runs on the packages it is tested with.
        "test.txt": Wanted("what jdgen and its tests need", (*runtime, *tested)),
        "run.txt": Wanted("what jdgen needs", tuple(runtime)),
        "build.txt": Wanted("what installing jdgen needs", tuple(built)),
        "tools.txt": Wanted("what make requirements, lowest and mutants need", tuple(apart)),
    }


def read_project(file: Path = PROJECT) -> Mapping[str, Any]:
    """Return pyproject.toml as values."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def distribution(requirement: str) -> str:
    """Return the name of the distribution that a requirement asks for, as installers compare it."""
    return canonicalize_name(Requirement(requirement).name)


def pins(text: str) -> dict[str, set[str]]:
    """Return the versions that a requirements file pins, by distribution."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(text):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def faults(text: str, requirements: Sequence[str]) -> list[str]:
    """Return what is wrong with a requirements file that must pin these."""
    pinned = pins(text)
    said = []
    for requirement in map(Requirement, requirements):
        versions = pinned.get(canonicalize_name(requirement.name), set())
        if not any(requirement.specifier.contains(version) for version in versions):
            said.append(f"not pinned: {requirement}")
    entries = re.split(r"\n(?=\S)", text.strip())
    for entry in entries:
        if entry.startswith("#"):
            continue
        if not _PIN.match(entry):
            said.append(f"no pin: {entry.splitlines()[0]}")
        elif "--hash=sha256:" not in entry:
            said.append(f"no hash: {entry.splitlines()[0]}")
    return said + [f"names a registry: {found}" for found in _HOST.findall(text)]


def compile_pins(name: str, what: Wanted, upgrade: bool) -> None:
    """Write one file of ``requirements/``."""
    target = FOLDER / name
    constraints = [] if name == "test.txt" else ["--constraint", str(FOLDER / "test.txt")]
    resolve(
        "\n".join(what.requirements),
        ["--universal", "--generate-hashes", *(["--upgrade"] if upgrade else []), *constraints,
         "--output-file", str(target)],
    )  # fmt: skip
    title = f"# {what.purpose[0].upper()}{what.purpose[1:]}, pinned: made by `make requirements`."
    target.write_text(f"{title}\n{target.read_text(encoding='utf-8')}", encoding="utf-8")


def resolve(requirements: str, options: Sequence[str]) -> None:
    """Have uv choose the releases for requirements; what it says goes to the terminal."""
    # A tool of its own extra: who only imports this module needs none.
    from uv import find_uv_bin

    subprocess.run(
        [find_uv_bin(), "pip", "compile", "-", "--quiet", "--no-header", "--no-annotate",
         "--python-version", OLDEST_PYTHON, *options],
        input=requirements,
        check=True,
        encoding="utf-8",
        cwd=FOLDER,
    )  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Write all files, or the lowest releases into the file that is named."""
    files = wanted(read_project())
    if arguments[:1] == ["--lowest"]:
        target = str(Path(arguments[1]).resolve())
        lowest = ["--resolution", "lowest-direct", "--output-file", target]
        resolve("\n".join(files["test.txt"].requirements), lowest)
        return
    for name, what in files.items():
        compile_pins(name, what, upgrade="--upgrade" in arguments)
        pinned = pins((FOLDER / name).read_text(encoding="utf-8"))
        sys.stdout.write(f"requirements/{name}: {len(pinned)} packages\n")


if __name__ == "__main__":
    main(sys.argv[1:])
