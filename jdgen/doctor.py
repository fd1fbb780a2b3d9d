"""What this machine has of what jdgen needs, and the one command that mends what it lacks.

Nothing here stops at the first fault, and nothing is imported into this process that could fail:
one child Python loads the PDF engine and the fonts and tells how it went.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from jdgen.errors import Message, message

OLDEST_PYTHON = (3, 11)

_PATIENCE = 60.0
_FONT_MAGIC = (b"OTTO", b"\x00\x01\x00\x00", b"true")
# WeasyPrint 70 looks for its libraries in MSYS2's ucrt64 folder first, by itself.
_PACMAN = (
    'cmd /c "winget install MSYS2.MSYS2 & '
    'C:\\msys64\\usr\\bin\\pacman -S --noconfirm mingw-w64-ucrt-x86_64-{package}"'
)


class State(StrEnum):
    """How a thing stands: ``MISSING`` stops a build, ``ADVICE`` doesn't."""

    OK = "ok"
    MISSING = "missing"
    ADVICE = "advice"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it stands, what it is for, what mends it.

    ``remedy`` is one command for this platform, not to be translated; empty when all is well.
    """

    name: Message
    state: State
    detail: Message
    purpose: Message
    remedy: str = ""


@dataclass(frozen=True)
class Remedy:
    """The command that mends one fault, by platform; other Linuxes are shown Debian's."""

    debian: str
    macos: str
    windows: str

    def on(self, platform: str) -> str:
        """Choose by ``sys.platform``."""
        return {"darwin": self.macos, "win32": self.windows}.get(platform, self.debian)


def _everywhere(command: str) -> Remedy:
    return Remedy(command, command, command)


PYTHON = Remedy(
    "sudo apt install python3 python3-venv",
    "brew install python",
    "winget install Python.Python.3.13",
)
PANGO = Remedy(
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0",
    "brew install pango",
    _PACMAN.format(package="pango"),
)
SUBSETTER = Remedy(
    "sudo apt install libharfbuzz-subset0",
    "brew install harfbuzz",
    _PACMAN.format(package="harfbuzz"),
)
WEASYPRINT = _everywhere('python -m pip install "weasyprint>=70,<71"')
FONTS = _everywhere("python -m pip install --force-reinstall pylopdf-fonts-zh-cn")
LIBREOFFICE = Remedy(
    "sudo apt install libreoffice-writer",
    "brew install --cask libreoffice",
    "winget install TheDocumentFoundation.LibreOffice",
)
_LIBREOFFICE_HOMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
        "win32": ("C:\\Program Files\\LibreOffice\\program\\soffice.exe",),
    }
)


@dataclass(frozen=True)
class Machine:
    """What is looked at: handed in, so that any machine can be described to the tests."""

    platform: str = sys.platform
    python: tuple[int, int] = sys.version_info[:2]
    environ: Mapping[str, str] | None = None

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment to look in: this process's, unless another was given."""
        return os.environ if self.environ is None else self.environ


def examine(project: Path | None = None, machine: Machine | None = None) -> tuple[Finding, ...]:
    """Look at everything that jdgen needs; without a project its folder is left out."""
    here = machine or Machine()
    loaded = _probe(here)
    findings = [
        _python(here),
        _engine(here, loaded),
        _subsetter(here, loaded),
        _fonts(here, loaded),
        _libreoffice(here),
    ]
    if project is not None:
        findings.append(_project(here, project))
    return tuple(findings)


def _python(machine: Machine) -> Finding:
    version = ".".join(map(str, machine.python))
    fine = machine.python >= OLDEST_PYTHON
    return Finding(
        name=message("Python"),
        state=State.OK if fine else State.MISSING,
        detail=message("version {version}", version=version)
        if fine
        else message("version {version} is too old: 3.11 or later is needed", version=version),
        purpose=message("runs jdgen"),
        remedy="" if fine else PYTHON.on(machine.platform),
    )


def _engine(machine: Machine, loaded: Loaded) -> Finding:
    remedy = ""
    if loaded.error:
        # The package itself is absent, or it is there and a system library is not.
        absent = loaded.error.startswith("ModuleNotFoundError")
        remedy = (WEASYPRINT if absent else PANGO).on(machine.platform)
    return Finding(
        name=message("PDF engine (WeasyPrint with Pango)"),
        state=State.MISSING if loaded.error else State.OK,
        detail=message("does not load: {error}", error=loaded.error)
        if loaded.error
        else message("version {version}", version=loaded.version),
        purpose=message("lays out and writes PDF files; Word files do without it"),
        remedy=remedy,
    )


def _subsetter(machine: Machine, loaded: Loaded) -> Finding:
    if loaded.error:
        detail = message("can't be told before the PDF engine loads")
    elif loaded.subsetter:
        detail = message("found")
    else:
        detail = message("not found: PDF files take about four times as long to write")
    return Finding(
        name=message("HarfBuzz subset library"),
        state=State.OK if loaded.subsetter else State.ADVICE,
        detail=detail,
        purpose=message("cuts fonts to the characters that a PDF uses"),
        remedy="" if loaded.subsetter else SUBSETTER.on(machine.platform),
    )


def _fonts(machine: Machine, loaded: Loaded) -> Finding:
    return Finding(
        name=message("Chinese fonts (Noto Serif SC, Noto Sans SC)"),
        state=State.MISSING if loaded.fonts_error else State.OK,
        detail=message("can't be read: {error}", error=loaded.fonts_error)
        if loaded.fonts_error
        else message("both readable"),
        purpose=message("make a PDF look the same on every machine"),
        remedy=FONTS.on(machine.platform) if loaded.fonts_error else "",
    )


def _libreoffice(machine: Machine) -> Finding:
    path = machine.variables.get("PATH", "")
    places = (
        shutil.which("soffice", path=path),
        shutil.which("libreoffice", path=path),
        *(home for home in _LIBREOFFICE_HOMES.get(machine.platform, ()) if Path(home).exists()),
    )
    found = next((place for place in places if place), "")
    return Finding(
        name=message("LibreOffice"),
        state=State.OK if found else State.ADVICE,
        detail=message("found: {path}", path=found) if found else message("not found"),
        purpose=message("shows Word files where there is no Word; jdgen itself does without it"),
        remedy="" if found else LIBREOFFICE.on(machine.platform),
    )


def _project(machine: Machine, project: Path) -> Finding:
    """Write and remove a file where a build would: rights alone don't tell (disks, network)."""
    output = project / "output"
    target = output if output.exists() else project
    error, remedy = "", ""
    try:
        with tempfile.NamedTemporaryFile(dir=target, prefix=".jdgen-"):
            pass
    except FileNotFoundError as reason:
        error = reason.strerror or ""
        remedy = f"jdgen new {_quoted(machine, project)}"
    except OSError as reason:
        error = reason.strerror or str(reason)
        name = _quoted(machine, target)
        unix = f"chmod u+rwx {name}"
        remedy = Remedy(unix, unix, f'icacls {name} /grant "%USERNAME%:(OI)(CI)M"').on(
            machine.platform
        )
    return Finding(
        name=message("Project folder"),
        state=State.MISSING if error else State.OK,
        detail=message("{folder} can't be written to: {error}", folder=target, error=error)
        if error
        else message("{folder} can be written to", folder=target),
        purpose=message("takes the printed files"),
        remedy=remedy,
    )


def _quoted(machine: Machine, path: Path) -> str:
    return f'"{path}"' if machine.platform == "win32" else shlex.quote(str(path))


@dataclass(frozen=True)
class Loaded:
    """What the child Python could load; the errors are empty when all went well."""

    error: str = ""
    version: str = ""
    subsetter: bool = False
    fonts_error: str = ""


def _probe(machine: Machine) -> Loaded:
    """Load in a child what may fail: WeasyPrint prints a page of advice of its own when it does."""
    variables = dict(machine.variables)
    above = str(Path(__file__).resolve().parents[1])
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, [variables.get("PYTHONPATH"), above]))
    program = "from jdgen.doctor import tell; tell()"
    try:
        child = subprocess.run(  # noqa: S603 - this Python, with a program of our own
            [sys.executable, "-P", "-W", "ignore", "-c", program],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={**variables, "PYTHONIOENCODING": "utf-8"},
            timeout=_PATIENCE,
        )
        return Loaded(**json.loads(child.stdout.splitlines()[-1]))
    except (subprocess.SubprocessError, OSError, ValueError, IndexError) as reason:
        # Not even a Python error in the child: a library that crashes on loading does this.
        return Loaded(error=str(reason), fonts_error=str(reason))


def tell() -> None:
    """Print, in the child, what could be loaded as one line of JSON."""
    answer: dict[str, object] = {}
    # By name, and not by import: `render.pdf` stays the only importer of WeasyPrint.
    try:
        with contextlib.redirect_stdout(sys.stderr):
            answer["version"] = importlib.import_module("weasyprint").__version__
            ffi = importlib.import_module("weasyprint.text.ffi")
        answer["subsetter"] = ffi.harfbuzz_subset is not None
    except Exception as reason:  # noqa: BLE001 - whatever a foreign library raises is the answer
        answer["error"] = f"{type(reason).__name__}: {reason}"
    try:
        fonts = importlib.import_module("pylopdf_fonts_zh_cn")
        for path in (fonts.serif_path(), fonts.sans_path()):
            _read_font(path)
    except Exception as reason:  # noqa: BLE001 - the same
        answer["fonts_error"] = f"{type(reason).__name__}: {reason}"
    sys.stdout.write(json.dumps(answer) + "\n")


def _read_font(path: Path) -> None:
    with path.open("rb") as file:
        if file.read(4) not in _FONT_MAGIC:
            raise ValueError(f"{path.name} is not a font")
