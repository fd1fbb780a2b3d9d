"""What data files were read to, kept for the next build.

A file is kept as the plain values that its record was typed from, and where these stand; it is
typed anew each time. Kept is only what was read without a problem and without a note.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jdgen.records import AnyRecord, Read
from jdgen.records.keys import OwnLabels
from jdgen.records.written import Written
from jdgen.store import Nothing, Store

_BAD = (ValueError, TypeError, LookupError, RecursionError, ValidationError)


@dataclass(frozen=True)
class Readings:
    """Where readings are kept; ``environment`` stands for the code that reads."""

    store: Store
    environment: str

    def key(self, data: bytes, file: str, record: str, own: OwnLabels) -> str:
        """Return the key of a file: other data, another name or other labels have another."""
        labels = sorted((name, *sorted(known.items())) for name, known in own.names.items())
        what = repr((self.environment, file, record, labels, own.unread))
        digest = hashlib.blake2b(what.encode("utf-8", "replace") + b"\0" + data, digest_size=32)
        return digest.hexdigest()

    def get(self, key: str, file: str, model: type[AnyRecord]) -> Read[AnyRecord] | None:
        """Return a file's record as it was read, None where it was not, or not well."""
        kept = self.store.get(key)
        if kept is None:
            return None
        try:
            head, _, places = kept.partition(b"\n")
            plain: Any = json.loads(head)
            written = Written(file, None, places.decode())
            return Read(file, model.model_validate(plain), plain, written, ())
        except _BAD:
            return None

    def put(self, key: str, read: Read[Any]) -> None:
        """Keep what a file was read to, if nothing was wrong with it."""
        if read.record is not None and not read.problems:
            # On one line: what JSON writes has no line break of its own.
            plain = json.dumps(read.plain, ensure_ascii=False, separators=(",", ":"))
            self.store.put(key, f"{plain}\n{read.written.packed()}".encode())


NO_READINGS = Readings(Nothing(), "")
"""Everything is read."""
