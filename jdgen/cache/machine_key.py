"""A key that only this account on this machine has: what was signed with it was made here.

A project may come by mail, and its cache with it. What is kept there becomes part of documents
without being made again, so it counts only if its signature shows that this account made it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path

from click import get_app_dir

_FILE = "cache-key"
_SIZE = 32
SIGNATURE = 32
"""How many bytes a signature has."""


def sign(data: bytes) -> bytes:
    """Return the signature of ``data``, 32 bytes: another on every machine, for every account."""
    return hashlib.blake2b(data, key=_key(), digest_size=SIGNATURE).digest()


def is_signed(signature: bytes, data: bytes) -> bool:
    """Return whether this account on this machine signed ``data``."""
    return secrets.compare_digest(signature, sign(data))


@cache
def _key() -> bytes:
    """Return the account's key, made where there is none yet.

    Where none can be kept it is one for this process alone: then nothing that an earlier build
    has left is used, and everything is made.
    """
    path = Path(get_app_dir("jdgen")) / _FILE
    try:
        _make(path)
        key = path.read_bytes()
    except (OSError, RuntimeError):
        return secrets.token_bytes(_SIZE)
    return key if len(key) == _SIZE else secrets.token_bytes(_SIZE)


def _make(path: Path) -> None:
    """Make the file unless it is there; two processes that do at once end with one key."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f"{_FILE}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(_SIZE))
        with suppress(FileExistsError):
            # Where another process was first, its key is the one.
            path.hardlink_to(made)
    finally:
        made.unlink(missing_ok=True)
