"""`jdgen doctor` tells what a machine lacks, and how to mend it.

Nothing is mocked: packages that fail to load lie in a folder put in front on PYTHONPATH, and the
child Python that doctor starts really stumbles over them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jdgen import doctor
from jdgen.doctor import Finding, Machine, State


def package(folder: Path, name: str, **modules: str) -> Path:
    """Write a package whose modules have the given sources, and return the folder above it."""
    for module, source in modules.items():
        path = folder / name / f"{module.replace('__dot__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


def with_packages(folder: Path, platform: str = "linux") -> Machine:
    """Describe this machine with another folder in front of its Python packages."""
    return Machine(platform=platform, environ={**os.environ, "PYTHONPATH": str(folder)})


def by_name(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    """Index findings by the first word of their names."""
    return {str(finding.name).split()[0]: finding for finding in findings}


def test_a_machine_with_everything_has_no_remedy(tmp_path: Path) -> None:
    """On the machine that runs these tests everything needed is there."""
    found = by_name(doctor.examine(tmp_path))
    needed = {name: found[name].state for name in found if name != "LibreOffice"}
    assert needed == dict.fromkeys(("Python", "PDF", "HarfBuzz", "Chinese", "Project"), State.OK)
    assert {found[name].remedy for name in needed} == {""}
    assert str(found["PDF"].detail).startswith("version 7")


@pytest.mark.parametrize(
    ("platform", "command"),
    [
        ("linux", "sudo apt install libpango-1.0-0 libpangoft2-1.0-0"),
        ("darwin", "brew install pango"),
        ("win32", "mingw-w64-ucrt-x86_64-pango"),
    ],
)
def test_a_missing_pango_is_told_with_its_remedy(
    tmp_path: Path, platform: str, command: str
) -> None:
    """WeasyPrint prints advice and raises OSError: doctor gives one line and one command."""
    noisy = "print('please follow the steps')\nraise OSError(\"cannot load library 'pango'\")"
    folder = package(tmp_path, "weasyprint", __init__=noisy)
    found = by_name(doctor.examine(machine=with_packages(folder, platform)))
    assert found["PDF"].state is State.MISSING
    assert str(found["PDF"].detail) == "does not load: OSError: cannot load library 'pango'"
    assert command in found["PDF"].remedy
    assert found["HarfBuzz"].state is State.ADVICE
    assert found["Chinese"].state is State.OK


def test_a_missing_package_is_told_from_a_missing_library(tmp_path: Path) -> None:
    """Where WeasyPrint itself is absent, pip mends it and apt does not."""
    missing = "raise ModuleNotFoundError(\"No module named 'weasyprint'\")"
    folder = package(tmp_path, "weasyprint", __init__=missing)
    found = by_name(doctor.examine(machine=with_packages(folder)))
    assert found["PDF"].remedy == 'python -m pip install "weasyprint>=70,<71"'


def test_an_engine_that_crashes_is_told_too(tmp_path: Path) -> None:
    """A library may end the process on loading; doctor itself goes on."""
    folder = package(tmp_path, "weasyprint", __init__="import os\nos.abort()")
    found = by_name(doctor.examine(tmp_path, with_packages(folder)))
    assert found["PDF"].state is State.MISSING
    assert found["Project"].state is State.OK


def test_a_missing_subsetter_is_advice_only(tmp_path: Path) -> None:
    """PDF files are written without it, slowly."""
    folder = package(
        tmp_path,
        "weasyprint",
        __init__="__version__ = '70.0'",
        text__dot____init__="",
        text__dot__ffi="harfbuzz_subset = None",
    )
    found = by_name(doctor.examine(machine=with_packages(folder)))
    assert (found["PDF"].state, found["HarfBuzz"].state) == (State.OK, State.ADVICE)
    assert found["HarfBuzz"].remedy == "sudo apt install libharfbuzz-subset0"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "FileNotFoundError"),
        (b"<html>", "ValueError: sans.otf is not a font"),
    ],
)
def test_a_font_that_can_not_be_read_is_missing(
    tmp_path: Path, content: bytes | None, error: str
) -> None:
    """Both fonts are opened: one that is absent or no font at all is told."""
    source = (
        "from pathlib import Path\n"
        "def serif_path(): return Path(__file__).with_name('serif.otf')\n"
        "def sans_path(): return Path(__file__).with_name('sans.otf')\n"
    )
    folder = package(tmp_path, "pylopdf_fonts_zh_cn", __init__=source)
    (folder / "pylopdf_fonts_zh_cn" / "serif.otf").write_bytes(b"OTTO and so on")
    if content is not None:
        (folder / "pylopdf_fonts_zh_cn" / "sans.otf").write_bytes(content)
    found = by_name(doctor.examine(machine=with_packages(folder)))["Chinese"]
    assert found.state is State.MISSING
    assert error in str(found.detail)
    assert found.remedy.endswith("pylopdf-fonts-zh-cn")


def test_an_old_python_is_told() -> None:
    """3.10 is too old; the one that runs these tests is not, as the first test shows."""
    found = by_name(doctor.examine(machine=Machine("win32", python=(3, 10))))["Python"]
    assert (found.state, found.remedy) == (
        State.MISSING,
        "winget install Python.Python.3.13",
    )


def test_libreoffice_is_looked_for_on_the_path(tmp_path: Path) -> None:
    """It is advice where it is not, and found where it is."""
    environ = {**os.environ, "PATH": str(tmp_path)}
    absent = by_name(doctor.examine(machine=Machine("linux", environ=environ)))["LibreOffice"]
    assert (absent.state, absent.remedy) == (
        State.ADVICE,
        "sudo apt install libreoffice-writer",
    )
    (tmp_path / "soffice").touch(mode=0o755)
    found = by_name(doctor.examine(machine=Machine("linux", environ=environ)))["LibreOffice"]
    assert (found.state, found.remedy) == (State.OK, "")


def test_a_project_that_is_not_there_is_made_with_new(tmp_path: Path) -> None:
    """The command can be pasted even when the folder's name has a space."""
    found = by_name(doctor.examine(tmp_path / "岗位 手册", Machine("linux")))["Project"]
    assert found.state is State.MISSING
    assert found.remedy == f"jdgen new '{tmp_path / '岗位 手册'}'"


def test_an_output_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    """A file where the folder should be: nothing can be written into it, by anyone."""
    (tmp_path / "output").touch()
    found = by_name(doctor.examine(tmp_path, Machine("win32")))["Project"]
    assert found.state is State.MISSING
    assert str(tmp_path / "output") in str(found.detail)
    assert found.remedy.startswith(f'icacls "{tmp_path / "output"}"')


def test_looking_leaves_nothing_behind(tmp_path: Path) -> None:
    """The file written to try the folder is gone afterwards."""
    doctor.examine(tmp_path)
    assert list(tmp_path.iterdir()) == []
