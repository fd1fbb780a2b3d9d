"""What comes from outside, opened within bounds: sizes first, then zip, then XML.

Every reader of a document goes through here before any library sees the bytes. Nothing is carried
out and nothing is fetched: a document type (and with it every entity) is refused, sizes and ratios
are looked at before anything is unpacked, and what a part links to is never followed.
"""

from __future__ import annotations

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from lxml import etree

from jdgen.errors import InputError, Location, Message, Problem, message

MAX_FILE = 64 * 1024 * 1024
"""Most bytes that a file may have: handbooks full of photographs stay below it."""

MAX_PART = 64 * 1024 * 1024
"""Most bytes of one part of a package, unpacked."""

MAX_UNPACKED = 256 * 1024 * 1024
"""Most bytes of all its parts: 209 KB can be made to open to 2.6 GB."""

MAX_PARTS = 5000
MAX_CELLS = 200_000
"""Most cells of a workbook; 500 posts with forty fields each need 20,000."""

# A part of this size or more that shrank to less than a 250th was made to do so: the text of large
# real documents shrinks to between a fifth and a sixtieth.
_RATIO, _RATIO_FROM = 250, 4 * 1024 * 1024

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_CHUNK = 1 << 16

SAVE_AGAIN = message("open it in Word or WPS, save it under a new name and import that file")


@dataclass(frozen=True)
class Package:
    """A zip of parts that was looked through; ``data`` is the whole file for other libraries."""

    file: str
    data: bytes
    names: tuple[str, ...]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """Return one part. Raises KeyError if there is none of that name."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name)


def refusal(file: str, what: Message, hint: Message | None = None) -> InputError:
    """Return the error that says why ``file`` as a whole is not read."""
    return InputError([Problem(Location(file), what, hint)])


def read_file(path: Path) -> bytes:
    """Return what a file holds. Raises InputError for what is no file, or too large a one."""
    name = str(path)
    try:
        # Looked at before it is opened: opening a pipe would wait for ever.
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            hint = message("name the files in it, one after another")
            raise refusal(name, message("this is a folder, not a file"), hint)
        if not stat.S_ISREG(kind):
            raise refusal(name, message("this is no ordinary file"))
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > MAX_FILE:
                raise _too_large(name)
            data = stream.read(MAX_FILE + 1)
    except FileNotFoundError as error:
        hint = message("check the name; on most systems, Tab completes it")
        raise refusal(name, message("there is no such file"), hint) from error
    except (OSError, ValueError) as error:
        raise refusal(name, message("this file can't be opened")) from error
    check_size(data, name)
    return data


def check_size(data: bytes, file: str) -> None:
    """Raise InputError if ``data`` is empty or more than a document may be."""
    if not data:
        raise refusal(file, message("this file is empty"))
    if len(data) > MAX_FILE:
        raise _too_large(file)


def _too_large(file: str) -> InputError:
    what = message("this file is larger than {limit} MB", limit=MAX_FILE // (1024 * 1024))
    return refusal(file, what, message("cut it into several files, or take the pictures out"))


def is_package(data: bytes) -> bool:
    """Return whether ``data`` begins as a zip does: .docx and .xlsx are zips."""
    return data.startswith(_ZIP)


def is_ole(data: bytes) -> bool:
    """Return whether ``data`` begins as Word 97's .doc, and as files under a password."""
    return data.startswith(_OLE)


def is_encrypted(data: bytes) -> bool:
    """Return whether ``data`` is an Office file under a password ([MS-OFFCRYPTO] 2.3.4.4)."""
    return is_ole(data) and _ENCRYPTED in data


def locked(file: str) -> InputError:
    """Return the error for a file under a password."""
    hint = message("open it, remove the password (File, Info, Protect) and save it again")
    return refusal(file, message("this file is protected by a password"), hint)


def open_package(data: bytes, file: str) -> Package:
    """Look through a zip of parts (.docx, .xlsx) and return it.

    Raises InputError for one that is cut, damaged, under a password, or made to burst, and for
    XML with a document type.
    """
    check_size(data, file)
    if is_encrypted(data):
        raise locked(file)
    if not is_package(data):
        raise _damaged(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_entries(entries, file)
            for entry in entries:
                _check_part(archive, entry, file)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise _damaged(file) from error
    except (RuntimeError, ValueError, UnicodeError) as error:  # of an unknown method, a bad name
        raise _damaged(file) from error
    return Package(file, data, tuple(entry.filename for entry in entries))


def _check_entries(entries: list[zipfile.ZipInfo], file: str) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise locked(file)
    sizes = [entry.file_size for entry in entries]
    if len(entries) > MAX_PARTS or sum(sizes) > MAX_UNPACKED or max(sizes, default=0) > MAX_PART:
        raise _burst(file)
    for entry in entries:
        if entry.file_size >= _RATIO_FROM and entry.file_size > _RATIO * entry.compress_size:
            raise _burst(file)
    # Two parts of one name: programs differ in which of them they read.
    if len({entry.filename.lower() for entry in entries}) != len(entries):
        raise _damaged(file)


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str) -> None:
    """Refuse a document type, and a checksum that is wrong, in a part that holds XML."""
    with archive.open(entry) as part:
        head = part.read(_CHUNK)
        if not head.lstrip(_BEFORE_XML).startswith(b"<"):
            return
        _check_prolog(_chunks(head, part), file)
        while part.read(_CHUNK):
            pass  # reading to the end compares the checksum


def _chunks(head: bytes, part: IO[bytes]) -> Iterator[bytes]:
    while head:
        yield head
        head = part.read(_CHUNK)


class _RootReached(Exception):
    """The root element begins: no document type can follow."""


def _check_prolog(chunks: Iterator[bytes], file: str) -> None:
    """Refuse XML that has a document type, or that is none. Reads no further than its root."""

    def refuse(*_: object) -> None:
        what = message("this file declares entities of its own, which no Office program writes")
        raise refusal(file, what, SAVE_AGAIN)

    def stop(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except _RootReached:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _damaged(file) from error


def parse_xml(data: bytes, file: str = "") -> etree._Element:
    """Parse one part: no entities, no network, no more than lxml's own depth (256) and sizes.

    Raises InputError, naming ``file``, for what is no well-formed XML or nested deeper.
    """
    _check_prolog(iter((data,)), file)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            what = message("tables or lists are nested too deep in this file")
            raise refusal(file, what, SAVE_AGAIN) from error
        raise _damaged(file) from error
    except ValueError as error:
        raise _damaged(file) from error


def check_cells(package: Package) -> None:
    """Raise InputError where a workbook's sheets hold more than MAX_CELLS cells together.

    Counted in the XML itself: what a sheet says of its own size may be wrong either way.
    """
    left = MAX_CELLS

    def count(name: str, _: object) -> None:
        nonlocal left
        if name.rpartition(":")[2] in ("c", "row", "mergeCell"):
            left -= 1
            if left < 0:
                what = message("this workbook has more than {limit} cells", limit=MAX_CELLS)
                hint = message("delete what is no list of posts, and import it again")
                raise refusal(package.file, what, hint)

    for name in package.names:
        if not name.lower().startswith("xl/worksheets/") or not name.lower().endswith(".xml"):
            continue
        parser = expat.ParserCreate()
        parser.StartElementHandler = count
        try:
            parser.Parse(package.read(name), True)
        except expat.ExpatError as error:
            raise _damaged(package.file) from error


def _damaged(file: str) -> InputError:
    what = message("this file is damaged, cut off, or not what its name says")
    return refusal(file, what, SAVE_AGAIN)


def _burst(file: str) -> InputError:
    what = message("this file would unpack to far more than a document needs")
    return refusal(file, what, message("it was made to fill up memory: leave it alone"))
