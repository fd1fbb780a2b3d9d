"""Documents edited and saved by LibreOffice Writer, driven through UNO (see ``writer_office``)."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.checkers.libreoffice import ConversionFailed
from tests.checkers.tools import require

_SCRIPT = Path(__file__).with_name("writer_office.py")
# UNO belongs to the system's Python, not to a virtual environment.
_PYTHON = "/usr/bin/python3"

Edits = Sequence[Sequence[Any]]


def edit_documents(
    data: bytes, edits: Mapping[str, Edits], into: Path, *, timeout: float = 300
) -> dict[str, bytes]:
    """Return a document with each of several lists of edits carried out, by their names.

    Raises:
        ConversionFailed: LibreOffice did not carry one of them out, or did not save it.
        ToolMissing: LibreOffice or its UNO is not on this machine.
    """
    for tool in ("soffice", "uno"):
        require(tool)
    file = (into / "document.docx").resolve()
    file.write_bytes(data)
    saved = {name: into.resolve() / f"edited-{place}.docx" for place, name in enumerate(edits)}
    orders = [[str(file), str(saved[name]), list(each)] for name, each in edits.items()]
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [_PYTHON, str(_SCRIPT), Path(profile).as_uri()],
            input=json.dumps(orders), capture_output=True, check=False, encoding="utf-8",
            timeout=timeout,
        )  # fmt: skip
    missing = [name for name, path in saved.items() if not path.exists()]
    if missing or done.returncode:
        raise ConversionFailed(f"{missing}: {done.stdout}{done.stderr}")
    return {name: path.read_bytes() for name, path in saved.items()}
