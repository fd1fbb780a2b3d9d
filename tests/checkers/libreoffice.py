"""Word files opened by LibreOffice and saved as something else.

``soffice --headless --convert-to`` exits 0 whatever happens, and takes any garbage named ``.docx``
for plain text. So the reader is named, and the written file is looked for.
"""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.checkers.tools import run

_READERS = {".docx": "MS Word 2007 XML", ".odt": "writer8", ".xlsx": "Calc MS Excel 2007 XML"}


class ConversionFailed(Exception):
    """LibreOffice did not write what it should have; the message names each file and its words."""


def convert_to_pdf(docx: Path, into: Path, *, timeout: float = 120) -> Path:
    """Print one Word file to ``into`` as PDF and return where it lies.

    Raises:
        ConversionFailed: it could not be read, or took longer than ``timeout`` seconds.
        ToolMissing: LibreOffice is not on this machine.
    """
    return convert([docx], into, timeout=timeout)[0]


def convert(
    documents: Sequence[Path], into: Path, *, to: str = "pdf", timeout: float = 120
) -> list[Path]:
    """Convert documents of one kind in one start; results stand in the order of the documents.

    ``to`` is a file extension: ``pdf``, or ``docx`` for LibreOffice's own version of a Word file.
    """
    kinds = {document.suffix for document in documents}
    names = {document.stem for document in documents}
    if len(kinds) != 1 or len(names) != len(documents):
        raise ValueError("documents of one kind and of different names, please")
    results = [into / f"{document.stem}.{to}" for document in documents]
    for document, result in zip(documents, results, strict=True):
        if result.exists() and result.samefile(document):
            raise ValueError(f"{document} would be replaced by its own conversion")
        result.unlink(missing_ok=True)  # a result of before must not pass for one of now
    into.mkdir(parents=True, exist_ok=True)
    said = _soffice(
        *(f"--infilter={_READERS[kinds.pop()]}", "--convert-to", to, "--outdir", into.resolve()),
        *(document.resolve() for document in documents),
        timeout=timeout,
    )
    failed = [
        str(document)
        for document, result in zip(documents, results, strict=True)
        if not result.exists() or not result.stat().st_size
    ]
    if failed:
        raise ConversionFailed(f"{', '.join(failed)}: {said}")
    return results


def _soffice(*arguments: str | Path, timeout: float) -> str:
    profile = _profile()
    try:
        done = run(
            "soffice",
            *(f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
            *arguments,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as late:
        # The one that was stopped may have left its lock in the profile.
        shutil.rmtree(profile, ignore_errors=True)
        raise ConversionFailed(f"LibreOffice was stopped after {timeout:g} s") from late
    return f"{done.stdout}{done.stderr}".strip()


@functools.cache
def _profile() -> Path:
    """Make this process's own profile: two LibreOffices in one profile refuse to start.

    It is kept until the process ends, because making one costs as long as a conversion.
    """
    folder = Path(tempfile.mkdtemp(prefix="libreoffice-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
