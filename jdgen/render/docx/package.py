"""A Word file as a zip: the same input gives the same bytes, whatever the machine."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

# The earliest moment a zip can hold; Word shows docProps, never this.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = "[Content_Types].xml"


def repack(data: bytes) -> bytes:
    """Return the package with fixed times, order and compression, without leftovers."""
    source = zipfile.ZipFile(io.BytesIO(data))
    names = sorted(source.namelist(), key=lambda name: (name != _FIRST, name))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            content = source.read(name)
            if name.endswith((".xml", ".rels")):
                content = _plain(content)
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return target.getvalue()


def _plain(content: bytes) -> bytes:
    """Write XML one way: declaration, no white space between elements of the root."""
    root = etree.fromstring(content)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
