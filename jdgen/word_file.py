"""Whether bytes are a Word file that is safe to open: a zip of well-formed parts, of sane size.

And what stands in it, as far as templates go: the paragraphs, whose tags are looked at before
anything is filled in.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

MAX_BYTES = 200 * 1024 * 1024
"""Most that the parts may come to, opened: 209 KB can be made to open to 2.6 GB."""

_NEEDED = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")
_XML = (".xml", ".rels")
_WITH_TEXT = re.compile(r"word/(document|header[0-9]*|footer[0-9]*)\.xml")
# Of the transitional and of the strict form (ISO/IEC 29500); drawings have p and t of their own.
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_PARAGRAPH = frozenset(f"{namespace} p" for namespace in _NAMESPACES)
_TEXT = frozenset(f"{namespace} t" for namespace in _NAMESPACES)


def is_word_file(data: bytes) -> bool:
    """Return whether ``data`` is a whole Word file; nothing in it is carried out or fetched."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > MAX_BYTES:
                return False
            if not set(_NEEDED) <= {entry.filename for entry in entries}:
                return False
            for entry in entries:
                # Reading checks each part's checksum as well.
                content = archive.read(entry)
                if entry.filename.endswith(_XML):
                    _check_xml(content)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, _DoctypeError):
        return False
    except (EOFError, NotImplementedError, RuntimeError, ValueError):
        # zipfile, of a cut file, an unknown compression, and a password.
        return False
    return True


def read_paragraphs(data: bytes) -> tuple[tuple[str, ...], ...]:
    """Return the texts of the paragraphs of each part that has any; ``data`` is a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _WITH_TEXT.fullmatch(name)]
        return tuple(tuple(_paragraphs(archive.read(name))) for name in names)


def _paragraphs(content: bytes) -> list[str]:
    texts: list[str] = []
    inside: list[int] = []  # paragraphs begun: one in a text box stands inside another
    in_text = False

    def start(name: str, _: object) -> None:
        nonlocal in_text
        in_text = name in _TEXT
        if name in _PARAGRAPH:
            inside.append(len(texts))
            texts.append("")

    def end(name: str) -> None:
        nonlocal in_text
        in_text = False
        if name in _PARAGRAPH:
            inside.pop()

    def take(text: str) -> None:
        if in_text and inside:
            texts[inside[-1]] += text

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = take
    parser.Parse(content, True)
    return texts


class _DoctypeError(Exception):
    """A part has a document type, which no program that writes Word files gives it."""


def _check_xml(content: bytes) -> None:
    def refuse(*_: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
