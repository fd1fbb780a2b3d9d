"""What made something, as a digest: part of the key under which it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def code_digest(packages: tuple[str, ...], folder: Path, patterns: tuple[str, ...]) -> bytes:
    """Return what is another as soon as a package's release is, or code that ``patterns`` name.

    These are files of ours, from ``folder`` on (``../fonts.py``, ``*.py``).
    """
    digest = hashlib.blake2b("\n".join(f"{name} {version(name)}" for name in packages).encode())
    for path in _files(folder, patterns):
        digest.update(path.read_bytes())
    return digest.digest()


def _files(folder: Path, patterns: tuple[str, ...]) -> Iterable[Path]:
    for pattern in patterns:
        found = sorted(folder.glob(pattern))
        if not found:
            raise AssertionError(f"no code is called {pattern}")
        yield from found
