"""Word files with tracked changes, accepted or rejected by LibreOffice."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_PYTHON = "/usr/bin/python3"
_SCRIPT = Path(__file__).with_name("tracked_office.py")


def settle(orders: Sequence[tuple[Path, str, Path]], *, timeout: float = 240) -> list[int]:
    """Accept or reject (or leave ``as is``) all changes of files, each saved as another.

    Returns how many changes each has afterwards. One start of LibreOffice serves all.
    """
    with tempfile.TemporaryDirectory(prefix="tracked-", ignore_cleanup_errors=True) as profile:
        done = subprocess.run(
            [_PYTHON, str(_SCRIPT), Path(profile).as_uri()],
            input=json.dumps([[str(part) for part in order] for order in orders]),
            capture_output=True, text=True, timeout=timeout, check=False,
        )  # fmt: skip
    if done.returncode:
        raise AssertionError(f"LibreOffice did not settle the changes: {done.stderr}")
    left: list[int] = json.loads(done.stdout)
    return left
