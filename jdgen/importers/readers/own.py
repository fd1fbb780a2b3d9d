"""Documents that jdgen itself made carry their data: read back exactly, without recognising.

The Word file has it in a custom XML part, the PDF as the attached ``data.json``.
"""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from lxml import etree

from jdgen.errors import message
from jdgen.importers.readers.safety import (
    Package,
    is_package,
    open_package,
    parse_xml,
    refusal,
)

NAMESPACE = "urn:jdgen:handbook:1"
"""What `render.data` writes; the two can't import one another, and a test holds them together."""

MAX_DATA = 16 * 1024 * 1024
_RECORDS = ("handbook", "departments", "roles")
MAX_STREAM = 128 * 1024 * 1024
# Where packed bytes begin in a PDF. What qpdf unpacks to find its objects has no bounds of its own.
_STREAM = re.compile(rb"stream\r?\n")
_PIECE, _CHUNK = 1 << 14, 1 << 20


def own_data(data: bytes, file: str) -> dict[str, Any] | None:
    """Return the data that a document of jdgen's carries: handbook, departments and roles.

    Plain values by canonical names. None for every other document. Raises InputError where a file
    is hostile, or a PDF carries data that can't be read.
    """
    if data.startswith(b"%PDF-"):
        return _of_pdf(data, file)
    if is_package(data):
        return _of_package(open_package(data, file))
    return None


def _of_package(package: Package) -> dict[str, Any] | None:
    for name in package.names:
        if not re.fullmatch(r"customXml/item[0-9]+\.xml", name):
            continue
        root = parse_xml(package.read(name), package.file)
        if root.tag == etree.QName(NAMESPACE, "data"):
            return _checked((root.text or "").encode("utf-8"))
    return None


def _of_pdf(data: bytes, file: str) -> dict[str, Any] | None:
    if any(_bursts(data, found.end()) for found in _STREAM.finditer(data)):
        what = message("this file would unpack to far more than a document needs")
        raise refusal(file, what, message("it was made to fill up memory: leave it alone"))
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            attached = pdf.attachments.get("data.json")
            if attached is None:
                return None
            stream = attached.get_file().obj
            raw = stream.read_raw_bytes()
            packed = stream.get("/Filter") == pikepdf.Name.FlateDecode
    except pikepdf.PasswordError as error:
        hint = message("remove the password in the program that set it")
        raise refusal(file, message("this file is protected by a password"), hint) from error
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, AttributeError) as error:
        hint = message("import the Word file that was made with it")
        raise refusal(file, message("this PDF is damaged or cut off"), hint) from error
    return _checked(_inflate(raw) if packed else raw)


def _bursts(data: bytes, start: int) -> bool:
    """Return whether what is packed at ``start``, once or twice, comes to more than MAX_STREAM.

    Nothing of it is kept.
    """
    once = _unpacked(_pieces(data, start))
    twice = _unpacked(_unpacked(_pieces(data, start)))
    return any(size > MAX_STREAM for found in (once, twice) for size in accumulate(map(len, found)))


def _pieces(data: bytes, start: int) -> Iterator[bytes]:
    while start < len(data):
        yield data[start : start + _PIECE]
        start += _PIECE


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what deflated bytes unpack to, up to their end or to what is none of them."""
    unpacking = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not unpacking.eof:
            try:
                yield unpacking.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = unpacking.unconsumed_tail
        if unpacking.eof:
            return


def _inflate(raw: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(raw, MAX_DATA)
    except zlib.error:
        return b""


def _checked(text: bytes) -> dict[str, Any] | None:
    """Return the data if it has the form that jdgen writes, else None: it is no data of ours."""
    try:
        found = json.loads(text[:MAX_DATA])
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or set(found) - set(_RECORDS):
        return None
    if not isinstance(found.get("handbook"), dict):
        return None
    for name in _RECORDS[1:]:
        records = found.setdefault(name, [])
        if not isinstance(records, list) or not all(isinstance(each, dict) for each in records):
            return None
    return found
