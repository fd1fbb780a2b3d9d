"""What is kept from one build to the next, in files of a folder: bytes by key.

Anybody may delete the folder, or a file in it, at any time, and several builds may use it at once:
a file is written under another name and renamed, and what can't be read or written is as if it
were not there. Every entry is signed (``machine_key``): what is damaged, or came with a project
from another machine, is as if it were not there either. Nothing is waited for until it is on the
disk, as a half-written entry only costs the time to make it again.
"""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from jdgen.cache.machine_key import SIGNATURE, is_signed, sign

MOST_BYTES = 512 * 1024 * 1024
"""So much is kept; then what was not used for longest goes, until a quarter is free."""

_FREE = 0.75
_SUFFIX = ".part"
_DAY = 86_400
# Entries are noted as used once in so many seconds: a note costs as much as reading.
_NOTED = 3_600


class KeptFolder:
    """A store of bytes by key. Nothing it meets on the disk makes it fail."""

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self._folder = folder
        self._most = most
        self._written = False

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, None where nothing is."""
        path = self.path(key)
        try:
            with path.open("rb") as file:
                if time.time() - os.fstat(file.fileno()).st_mtime > _NOTED:
                    os.utime(path)
                signature, data = file.read(SIGNATURE), file.read()
        except OSError:
            return None
        return data if is_signed(signature, key.encode() + data) else None

    def path(self, key: str) -> Path:
        """Return where a key's entry lies: elsewhere for every account that uses the folder."""
        return self._folder / sign(key.encode()).hex()

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key, in place of what was there."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(_SUFFIX, dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(sign(key.encode() + data) + data)
                Path(name).replace(self.path(key))
                self._written = True
            finally:
                Path(name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Keep within bounds, if anything was added."""
        if not self._written:
            return
        self._written = False
        with suppress(OSError):
            entries = [(path, path.stat()) for path in self._folder.iterdir()]
            size = sum(found.st_size for _, found in entries)
            bound = self._most * _FREE if size > self._most else self._most
            for path, found in sorted(entries, key=lambda entry: entry[1].st_mtime_ns):
                # What a killed build left half written is nobody's any more after a day.
                left_over = path.suffix == _SUFFIX and time.time() - found.st_mtime > _DAY
                if left_over or size > bound:
                    path.unlink(missing_ok=True)
                    size -= found.st_size
