"""Word files as blocks: what a reader of the page sees, tracked changes taken as accepted.

Read from the parts themselves: text boxes, content controls, list numbers and tracked changes lie
where python-docx does not look. Deleted text, field codes, comments and hidden text are no content.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdgen.errors import Message, message
from jdgen.importers.blocks import Block, Document, Heading, Paragraph, Place, texts
from jdgen.importers.readers.characters import clean
from jdgen.importers.readers.docx_body import Reading
from jdgen.importers.readers.docx_parts import (
    child,
    read_numbering,
    read_styles,
    relations,
    value,
)
from jdgen.importers.readers.places import Places
from jdgen.importers.readers.safety import Package, open_package, parse_xml, refusal


def read_docx(data: bytes, file: str) -> Document:
    """Read a Word file. Raises InputError for one that is damaged or hostile."""
    package = open_package(data, file)
    main = next(
        (target for _, kind, target in relations(package, "") if kind == "officeDocument"),
        "word/document.xml",
    )
    if main not in package:
        raise refusal(file, message("there is no text in this Word file"))
    parts = {kind: target for _, kind, target in relations(package, main)}
    reading = Reading(
        Places(file),
        read_styles(package, parts.get("styles", "")),
        read_numbering(package, parts.get("numbering", "")),
    )
    body = child(parse_xml(package.read(main), file), "body")
    blocks = list(reading.blocks(body)) if body is not None else []
    blocks += _notes_below(package, parts, reading)
    margins = tuple(_margins(package, main, reading))
    notes = tuple(_remarks(package, parts, reading))
    return Document(file, tuple(blocks), _title(package), margins, notes)


def _notes_below(package: Package, parts: Mapping[str, str], reading: Reading) -> Iterator[Block]:
    """Yield foot- and endnotes after everything else, under a heading."""
    for kind, title in (("footnotes", "脚注"), ("endnotes", "尾注")):
        if (part := parts.get(kind, "")) not in package:
            continue
        with reading.places.inside(message("notes")):
            found = [
                block
                for note in parse_xml(package.read(part), package.file)
                if value(note, "type") in (None, "normal")
                for block in reading.blocks(note)
            ]
            if found:
                yield Heading(title, 1, reading.places.paragraph())
                yield from found


def _margins(package: Package, main: str, reading: Reading) -> Iterator[Paragraph]:
    """Yield the lines of page headers and footers, each once."""
    seen: set[str] = set()
    for _, kind, target in relations(package, main):
        if kind not in ("header", "footer") or target not in package:
            continue
        spot = message("page header") if kind == "header" else message("page footer")
        with reading.places.inside(spot):
            blocks = tuple(reading.blocks(parse_xml(package.read(target), package.file)))
        for text in texts(blocks):
            if text not in seen:
                seen.add(text)
                yield Paragraph(text, Place(package.file, spot))


def _remarks(package: Package, parts: Mapping[str, str], reading: Reading) -> Iterator[Message]:
    """Yield what was seen and is not part of the blocks."""
    if reading.hidden:
        yield message("hidden text was left out")
    if (part := parts.get("comments", "")) in package:
        number = sum(1 for _ in parse_xml(package.read(part), package.file))
        if number:
            yield message("{number} comments were left out", number=number)
    if any(name.lower().endswith("vbaproject.bin") for name in package.names):
        yield message("the macros in it were left out; none was run")
    if any(name.lower().startswith("word/diagrams/data") for name in package.names):
        yield message("what stands in drawings (SmartArt) was not read")


def _title(package: Package) -> str:
    """Return the title in the file's properties."""
    core = next((to for _, kind, to in relations(package, "") if kind == "core-properties"), "")
    if core not in package:
        return ""
    title = child(parse_xml(package.read(core), package.file), "title")
    return clean((title.text or "") if title is not None else "")
