"""What is installed: the wheel's contents, and that every import is declared."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.utils import canonicalize_name

from tests.pins import distribution, read_project

ROOT = Path(__file__).resolve().parents[1]
# Of no package on PyPI: they come with LibreOffice's own Python (Debian: python3-uno).
OF_LIBREOFFICE = frozenset({"uno", "com"})
# Left behind by Python, editors and desktops.
ODD = re.compile(r"(^|/)(__pycache__|\.[^/]*|~\$[^/]*|[^/]*\.(pyc|swp|orig|bak|tmp))(/|$)")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the backend that pyproject.toml names, without fetching anything."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def files_below(folder: str) -> set[str]:
    """Return the names, relative to the repository, of what belongs to one of its folders."""
    names = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()
    }
    return {name for name in names if not ODD.search(name)}


def test_the_wheel_holds_code_templates_and_example_and_nothing_else(wheel: Path) -> None:
    """Neither tests nor output nor what an editor left behind: exactly the three folders."""
    with ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    installed = {f"jdgen/_installed/{n}" for n in files_below("templates") | files_below("data")}
    assert held == files_below("jdgen") | installed
    assert "jdgen/_installed/data/handbook.yaml" in held
    assert any(name.startswith("jdgen/_installed/templates/") for name in held)


def test_the_wheel_works_far_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    """Unpacked elsewhere, it makes a project of its example, and that project is good."""
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")

    def jdgen(*arguments: str, place: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "jdgen", *arguments],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
            check=False,
            capture_output=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    jdgen("new", "handbook", place=tmp_path)
    assert (tmp_path / "handbook" / "data" / "handbook.yaml").exists()
    jdgen("check", place=tmp_path / "handbook")


def imported_packages(folder: Path) -> set[str]:
    """Return the packages from outside that any module of a folder imports, anywhere in it."""
    names: set[str] = set()
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {folder.name}


def undeclared(
    imports: set[str], requirements: Sequence[str], suppliers: Mapping[str, Sequence[str]]
) -> set[str]:
    """Return the imports that no declared distribution supplies."""
    declared = {distribution(line) for line in requirements}
    return {
        name
        for name in imports
        if declared.isdisjoint(map(canonicalize_name, suppliers.get(name, [name])))
    }


def requirements(*, tests: bool) -> list[str]:
    """Return what pyproject.toml declares: for jdgen with its extras, or for its tests besides."""
    project = read_project()["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    apart = () if tests else ("test", "tools")
    further = [line for name, lines in extras.items() if name not in apart for line in lines]
    return [*project["dependencies"], *further]


@pytest.mark.parametrize("folder", ["jdgen", "tests", "bench", "docs"])
def test_every_import_is_declared(folder: str) -> None:
    """What is there only because another package brought it may be gone with that one's update."""
    beside = {file.stem for file in (ROOT / folder).glob("*.py")}
    imports = imported_packages(ROOT / folder) - {"jdgen", "tests"} - beside
    if folder == "tests":
        assert imports > OF_LIBREOFFICE, "they are imported where LibreOffice's own Python runs"
        imports -= OF_LIBREOFFICE
    declared = requirements(tests=folder != "jdgen")
    assert undeclared(imports, declared, packages_distributions()) == set()


def test_a_planted_import_is_found(tmp_path: Path) -> None:
    """One that is installed by the way, one that is not installed, one deep in a function."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.py").write_text("import os, tinycss2.nth\nfrom . import b\nimport yaml")
    (tmp_path / "deep" / "b.py").write_text("def late():\n    from nowhere.at_all import it")
    imports = imported_packages(tmp_path)
    assert imports == {"tinycss2", "nowhere", "yaml"}
    found = undeclared(imports, requirements(tests=False), packages_distributions())
    assert found == {"tinycss2", "nowhere"}


def test_what_tests_need_is_nothing_that_users_get(tmp_path: Path) -> None:
    """An import of pytest in jdgen/ is as good as undeclared."""
    (tmp_path / "a.py").write_text("import pytest")
    imports = imported_packages(tmp_path)
    suppliers = packages_distributions()
    assert undeclared(imports, requirements(tests=True), suppliers) == set()
    assert undeclared(imports, requirements(tests=False), suppliers) == {"pytest"}
