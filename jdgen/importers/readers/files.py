"""Which reader a file is for: by what it holds where that can be told, else by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from jdgen.errors import message
from jdgen.importers.blocks import Document
from jdgen.importers.readers.safety import (
    check_size,
    is_encrypted,
    is_ole,
    is_package,
    locked,
    open_package,
    read_file,
    refusal,
)

SUFFIXES = (".docx", ".docm", ".doc", ".wps", ".rtf", ".txt", ".md", ".html", ".xlsx", ".xlsm")
"""The endings of names that are read; further spellings of them (.htm, .markdown) are, too."""


def read(source: Path | bytes, name: str = "") -> Document:
    """Read a document of any format; ``name`` is its name in messages, and tells its format.

    Raises InputError for what can't be read or is too large, EnvironmentProblem where a program
    that the format needs is missing.
    """
    file = name or (str(source) if isinstance(source, Path) else "")
    data = read_file(source) if isinstance(source, Path) else source
    check_size(data, file)
    return _reader(data, file)(data, file)


def _reader(data: bytes, file: str) -> Callable[[bytes, str], Document]:
    suffix = PurePath(file).suffix.lower()
    if is_encrypted(data):
        raise locked(file)
    if data.startswith(b"%PDF-"):
        what = message("this PDF was not made by jdgen: what it shows can't be read reliably")
        hint = message(
            "import the Word file that it was made from; or open the PDF in Word or WPS,"
            " save it as .docx and look it through first"
        )
        raise refusal(file, what, hint)
    if is_package(data):
        return _of_package(data, file)
    if is_ole(data) or data.startswith(b"{\\rtf") or suffix in (".doc", ".wps", ".rtf"):
        return _of_word_97(file)
    if suffix in _BY_NAME:
        return _BY_NAME[suffix]
    if suffix in (".docx", ".docm", ".xlsx", ".xlsm"):
        open_package(data, file)  # says what is wrong with it
    what = message("files that end in {suffix} are not read", suffix=suffix or "—")
    hint = message("these are: {suffixes}", suffixes=list(SUFFIXES))
    raise refusal(file, what, hint)


def _of_package(data: bytes, file: str) -> Callable[[bytes, str], Document]:
    """Return the reader of a zip by its parts: a renamed file is read all the same."""
    from jdgen.importers.readers.docx import read_docx
    from jdgen.importers.readers.xlsx import read_xlsx

    package = open_package(data, file)
    if any(name.lower().startswith("word/") for name in package.names):
        return read_docx
    if any(name.lower().startswith("xl/") for name in package.names):
        return read_xlsx
    what = message("this file is a zip, but neither a Word nor an Excel file")
    raise refusal(file, what, message("unpack it, and import the documents in it"))


def _of_word_97(file: str) -> Callable[[bytes, str], Document]:
    if PurePath(file).suffix.lower() in (".xls", ".et", ".ppt", ".dps"):
        what = message("old Excel and PowerPoint files are not read")
        raise refusal(file, what, message("save it as .xlsx, and import that"))
    from jdgen.importers.readers.doc import read_doc

    return read_doc


def _text(data: bytes, file: str) -> Document:
    from jdgen.importers.readers.text import read_text

    return read_text(data, file)


def _markdown(data: bytes, file: str) -> Document:
    from jdgen.importers.readers.markdown import read_markdown

    return read_markdown(data, file)


def _html(data: bytes, file: str) -> Document:
    from jdgen.importers.readers.html import read_html

    return read_html(data, file)


_BY_NAME: Mapping[str, Callable[[bytes, str], Document]] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
}
