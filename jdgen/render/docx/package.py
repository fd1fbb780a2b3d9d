"""A Word file as a zip: the same input gives the same bytes, whatever the machine.

Most parts of a file are those of its template, the same in every file filled from it: what a part
comes to, compressed, is kept for the next file and copied as it is. Python's ``zipfile`` takes no
part that is compressed already, so the records of the archive are written here (APPNOTE 6.3.10,
4.3: local headers with data, central directory, its end).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from docx.opc.packuri import PACKAGE_URI
from docx.opc.part import XmlPart
from docx.opc.pkgwriter import _ContentTypesItem
from lxml import etree

_FIRST = "[Content_Types].xml"
_VERSION, _DEFLATED, _UTF8 = 20, 8, 0x800
# 1980-01-01, the earliest day a zip can hold, as bits; Word shows docProps, never this.
_TIME, _DAY = 0, 1 << 5 | 1
_MODE = 0o600 << 16
# Larger parts are the text of one document: keeping them would only cost memory.
_KEPT = 256 * 1024


@dataclass(frozen=True)
class _Part:
    """A part ready to be written: its checksum, its size, and its bytes compressed."""

    checksum: int
    size: int
    data: bytes


def pack(document: Any, text: bytes | None = None) -> bytes:
    """Return a document of python-docx as a package, as :func:`repack` would leave it.

    ``text``: the XML of its main part, where that is not what the document holds.
    """
    package = document.part.package
    types = _ContentTypesItem.from_parts(package.parts)  # type: ignore[no-untyped-call]
    files = {_FIRST: _part(types.blob, True)}
    files[PACKAGE_URI.rels_uri.membername] = _part(package.rels.xml, True)
    for part in package.parts:
        part.before_marshal()
        name = part.partname.membername
        content = text if text is not None and part is document.part else part.blob
        # What python-docx holds as elements was just written in the one way; where it is large, a
        # second time would take seconds.
        is_written = isinstance(part, XmlPart) and len(content) > _KEPT
        files[name] = _part(content, name.endswith((".xml", ".rels")) and not is_written)
        if len(part.rels):
            files[part.partname.rels_uri.membername] = _part(part.rels.xml, True)
    return _archive({name: files[name] for name in sorted(files, key=_order)})


def repack(data: bytes) -> bytes:
    """Return the package with fixed times, order and compression, without leftovers."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        names = sorted(source.namelist(), key=_order)
        parts = {name: _part(source.read(name), name.endswith((".xml", ".rels"))) for name in names}
    return _archive(parts)


def _order(name: str) -> tuple[bool, str]:
    return (name != _FIRST, name)


def _part(content: bytes, is_xml: bool) -> _Part:
    return _kept(content, is_xml) if len(content) <= _KEPT else _compressed(content, is_xml)


@lru_cache(maxsize=64)
def _kept(content: bytes, is_xml: bool) -> _Part:
    return _compressed(content, is_xml)


def _compressed(content: bytes, is_xml: bool) -> _Part:
    written = _plain(content) if is_xml else content
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _Part(zlib.crc32(written), len(written), squeeze.compress(written) + squeeze.flush())


def _plain(content: bytes) -> bytes:
    """Write XML one way: declaration, no white space between elements of the root."""
    root = etree.fromstring(content)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _archive(parts: dict[str, _Part]) -> bytes:
    """Return a zip of these parts, in this order."""
    written: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, part in parts.items():
        encoded = name.encode("utf-8")
        flags = 0 if name.isascii() else _UTF8
        facts = struct.pack(
            "<5H3L2H", _VERSION, flags, _DEFLATED, _TIME, _DAY, part.checksum, len(part.data),
            part.size, len(encoded), 0,
        )  # fmt: skip
        local = b"PK\3\4" + facts + encoded
        # Made by: version 2.0, on no system in particular.
        made = struct.pack("<4sH", b"PK\1\2", _VERSION)
        directory.append(made + facts + struct.pack("<3H2L", 0, 0, 0, _MODE, place) + encoded)
        written += (local, part.data)
        place += len(local) + len(part.data)
    listed = b"".join(directory)
    count = len(parts)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(listed), place, 0)
    return b"".join((*written, listed, end))
