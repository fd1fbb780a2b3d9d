"""What a Word template must not hold, as every document made from it would hold it too; floor 0.

Templates come by mail as documents do. What Word would run or fetch when somebody opens a
handbook is refused here: programs, files inside the file, addresses of parts, fields that reach
out. Which template a Word file was once attached to is dropped when it is filled in instead:
Word writes that by itself.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from jdgen.errors import InputError, Location, Message, Problem, message

# Parts that are programs or whole files: macros, ActiveX, embedded documents, HTML to be taken in.
_PROGRAMS = re.compile(r"vbaproject|vbadata|/activex/|/embeddings/|/afchunk|\.(bin|html?|mht|rtf)$")
_FOLLOWED_ON_CLICK, _DROPPED = "/hyperlink", "/attachedTemplate"
_GOOD_LINK = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
# ECMA-376 part 1, 17.16.5: of the fields there are, those that look at nothing but this document.
_GOOD_FIELDS = frozenset({
    "=", "ADVANCE", "AUTHOR", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "COMMENTS", "COMPARE",
    "CREATEDATE", "DATE", "DOCPROPERTY", "EQ", "FORMCHECKBOX", "FORMDROPDOWN", "FORMTEXT",
    "FORMULA", "HYPERLINK", "IF", "INDEX", "KEYWORDS", "LISTNUM", "NOTEREF", "NUMCHARS",
    "NUMPAGES", "NUMWORDS", "PAGE", "PAGEREF", "PRINTDATE", "REF", "REVNUM", "SAVEDATE", "SECTION",
    "SECTIONPAGES", "SEQ", "STYLEREF", "SUBJECT", "SYMBOL", "TC", "TIME", "TITLE", "TOC", "XE",
})  # fmt: skip
_SHOWN = 60
_TAKE_OUT = message("take it out in Word and save the template again, or delete it to use jdgen's")


def refuse_dangers(data: bytes, file: str) -> None:
    """Raise InputError with all that Word would run or fetch; ``data`` is a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whats = [
            what
            for name in archive.namelist()
            for what in _of_part(name, archive.read(name))
        ]  # fmt: skip
    if whats:
        raise InputError(Problem(Location(file), what, _TAKE_OUT) for what in dict.fromkeys(whats))


def _of_part(name: str, content: bytes) -> Iterator[Message]:
    if _PROGRAMS.search(f"/{name.lower()}"):
        yield message("a program or a file is embedded here ({part})", part=name)
    elif name.endswith(".rels"):
        yield from _outside(content)
    elif name.endswith(".xml"):
        yield from _reaching_out(content)


def _outside(content: bytes) -> Iterator[Message]:
    """Yield what is said of each address outside the file that is more than a link to click."""
    found: list[tuple[str, str]] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External" or "://" in posixpath.normpath(target):
            found.append((attributes.get("Type", ""), target))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(content, True)
    for kind, target in found:
        good = kind.endswith(_FOLLOWED_ON_CLICK) and _GOOD_LINK.match(target)
        if not good and not kind.endswith(_DROPPED):
            yield message("something outside this file is named here: {address}", address=target)


def _reaching_out(content: bytes) -> Iterator[Message]:
    """Yield what is said of each field whose name is not known to keep to the document."""
    fields: list[str] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        local = name.rpartition(":")[2]
        kinds = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        inside = local in ("instrText", "delInstrText")
        if local == "fldChar" and kinds.get("fldCharType") == "begin":
            fields.append("")
        elif local == "fldSimple":
            fields.append(kinds.get("instr", ""))

    def end(_: str) -> None:
        nonlocal inside
        inside = False

    def take(text: str) -> None:
        if inside:
            # Outside of any field it does nothing, but then it needn't be there either.
            fields[-1:] = [(fields[-1] if fields else "") + text]

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = take
    parser.Parse(content, True)
    for field in fields:
        words = field.replace('"', " ").split()
        if not words:
            continue
        name = "=" if words[0].startswith("=") else words[0].upper()
        leads = next((word for word in words[1:] if not word.startswith("\\")), "#")
        bad_link = name == "HYPERLINK" and "\\l" not in words and not _GOOD_LINK.match(leads)
        if name not in _GOOD_FIELDS or bad_link:
            said = " ".join(words)[:_SHOWN]
            yield message("a field here may reach outside the document: {field}", field=said)
