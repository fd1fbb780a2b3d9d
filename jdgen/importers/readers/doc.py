"""Word 97 files (.doc), WPS files and RTF: made into .docx by a program that knows them.

LibreOffice where it is installed, else Word or WPS on Windows. The program gets a profile of its
own, in which macros are off and links are not followed, and a folder of its own that is removed
afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path, PurePath

from jdgen.errors import EnvironmentProblem, Location, Problem, message
from jdgen.importers.blocks import Document
from jdgen.importers.readers.docx import read_docx
from jdgen.importers.readers.safety import MAX_FILE, SAVE_AGAIN, refusal
from jdgen.writer.leftovers import scratch_folder

TIMEOUT = 120
"""Seconds that a conversion may take; a handbook of 300 pages takes ten."""

_ELSEWHERE = {
    "darwin": ("/Applications/LibreOffice.app/Contents/MacOS/soffice",),
    "win32": (
        "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
        "C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe",
    ),
}
# No macro is run and no link is followed, whatever the file says
# (org.openoffice.Office.Common, group Security/Scripting).
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>\n"
)
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Load", "UserDefinedSettings", "false"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "UseSystemFileDialog", "false"),
)
# Word and WPS are driven by the same commands. 3: macros are off; 12 and 16: save as .docx.
_BY_WORD = """
$ErrorActionPreference = 'Stop'
foreach ($name in 'Word.Application', 'KWPS.Application', 'WPS.Application') {
  try { $program = New-Object -ComObject $name } catch { continue }
  try {
    $program.Visible = $false
    try { $program.DisplayAlerts = 0 } catch { }
    try { $program.AutomationSecurity = 3 } catch { }
    $document = $program.Documents.Open($env:JDGEN_FROM, $false, $true, $false)
    $document.SaveAs([ref] $env:JDGEN_TO, [ref] 12)
    $document.Close($false)
  } finally { $program.Quit() }
  exit 0
}
exit 3
"""


def read_doc(data: bytes, file: str) -> Document:
    """Read a .doc by way of .docx.

    Raises EnvironmentProblem where no program for it is installed, InputError where it fails.
    """
    with scratch_folder() as folder:
        # A name of our own: the file's may begin with a dash, or be one that Windows keeps.
        source = folder / f"document{_suffix(data, file)}"
        source.write_bytes(data)
        made = folder / "out" / "document.docx"
        made.parent.mkdir()
        _convert(source, made, file)
        if not made.is_file() or made.stat().st_size > MAX_FILE:
            raise refusal(file, message("the program that opens .doc files can't read this one"),
                          SAVE_AGAIN)  # fmt: skip
        converted = made.read_bytes()
    return read_docx(converted, file)


def _suffix(data: bytes, file: str) -> str:
    suffix = PurePath(file).suffix.lower()
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    return suffix if suffix in (".doc", ".wps", ".rtf", ".dot") else ".doc"


def find_office(environ: Mapping[str, str]) -> str | None:
    """Return LibreOffice's program, None if it is not installed."""
    path = environ.get("PATH", "")
    found = shutil.which("soffice", path=path) or shutil.which("libreoffice", path=path)
    if found:
        return found
    return next((each for each in _ELSEWHERE.get(sys.platform, ()) if Path(each).is_file()), None)


def _convert(source: Path, made: Path, file: str) -> None:
    if office := find_office(os.environ):
        command, environ = _by_libreoffice(office, source, made)
    elif powershell := shutil.which("powershell"):
        command = [powershell, "-NoProfile", "-NonInteractive", "-Command", _BY_WORD]
        environ = {**os.environ, "JDGEN_FROM": str(source), "JDGEN_TO": str(made)}
    else:
        raise _no_program(file)
    try:
        run = subprocess.run(  # noqa: S603  # a program found by its own name, no shell
            command, env=environ, capture_output=True, timeout=TIMEOUT, check=False,
            stdin=subprocess.DEVNULL, cwd=source.parent,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        what = message("opening this file took longer than {seconds} seconds", seconds=TIMEOUT)
        raise refusal(file, what, SAVE_AGAIN) from error
    except OSError as error:
        raise _no_program(file) from error
    if run.returncode == 3 and not made.exists():
        raise _no_program(file)


def _by_libreoffice(office: str, source: Path, made: Path) -> tuple[list[str], Mapping[str, str]]:
    profile = source.parent / "profile"
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    items = "".join(
        _ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS
    )
    settings.write_text(_PROFILE.format(items=items), encoding="utf-8")
    command = [
        office, "--headless", "--norestore", "--nologo", "--nolockcheck",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to", "docx", "--outdir", str(made.parent), str(source),
    ]  # fmt: skip
    # A proxy that answers nothing: what should be fetched all the same is not.
    nowhere = "http://127.0.0.1:9"
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), nowhere)
    return command, {**os.environ, **proxies, "no_proxy": ""}


def _no_program(file: str) -> EnvironmentProblem:
    what = message("reading .doc files takes LibreOffice, Word or WPS, and none is installed here")
    hint = message(
        "open it where one of them is, save it as .docx and import that;"
        " or install LibreOffice from https://www.libreoffice.org"
    )
    return EnvironmentProblem([Problem(Location(file), what, hint)])
