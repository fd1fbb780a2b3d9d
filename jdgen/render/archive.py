"""Files in memory to one zip: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The earliest moment a zip can hold: the files' own is when they are written.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in their order; names that are not ASCII are UTF-8 in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            # A plain file that its owner may write and all may read.
            info.external_attr = 0o100644 << 16
            archive.writestr(info, content, compresslevel=6)
    return target.getvalue()
