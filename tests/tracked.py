"""Word files with tracked changes, read without Word: accepted, rejected, and what is marked.

Changes are carried out here by the rules of ECMA-376 part 1, 17.13.5, in code that shares nothing
with the one that makes them. ``tests.checkers.tracked_office`` asks LibreOffice for the same.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_GONE = ("del", "moveFrom")
_COME = ("ins", "moveTo")
_RANGES = tuple(f"{way}Range{end}" for way in ("moveFrom", "moveTo") for end in ("Start", "End"))
_FORMER = ("pPrChange", "tcPrChange", "rPrChange", "trPrChange", "tblPrChange", "sectPrChange")
_NO_FIELDS = dict.fromkeys((0xFDD0, 0xFDD1, 0xFDD2))
Element: TypeAlias = Any


def body_of(document: bytes) -> Element:
    """Return the body of a Word file."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def outline(body: Element) -> list[str]:
    """Return what a body says, a line for each paragraph, table, row and cell, with their kinds.

    A number of a page that Word keeps counting (a PAGEREF field) is a ``#``, a drawing what it
    shows in words.
    """
    return list(_blocks(body, ""))


def _blocks(holder: Element, place: str) -> Iterator[str]:
    for block in holder:
        name = _name(block)
        if name == "p":
            style = block.find(f"{_W}pPr/{_W}pStyle")
            kind = "" if style is None else style.get(f"{_W}val")
            yield f"{place}{kind}: {_paragraph(block)}"
        elif name == "tbl":
            yield f"{place}table"
            for row in block.iterfind(f"{_W}tr"):
                yield f"{place}  row"
                for cell in row.iterfind(f"{_W}tc"):
                    joined = cell.find(f"{_W}tcPr/{_W}vMerge")
                    merged = "" if joined is None else f" {joined.get(f'{_W}val', 'continue')}"
                    yield f"{place}    cell{merged}"
                    yield from _blocks(cell, f"{place}      ")
        elif name not in ("tcPr", "sectPr"):
            yield f"{place}<{name}>"


def _paragraph(paragraph: Element) -> str:
    text = "".join(_pieces(paragraph))
    counted = re.sub("\ufdd0[^\ufdd1]*PAGEREF[^\ufdd1]*\ufdd1[^\ufdd2]*\ufdd2", "#", text)
    return counted.translate(_NO_FIELDS)


def _pieces(holder: Element, drawn: str = "") -> Iterator[str]:
    """Yield texts, the parts of a field between noncharacters, for a drawing what ``drawn`` says.

    Else what it shows in words.
    """
    for each in holder:
        name = _name(each)
        if name in ("t", "delText", "instrText", "delInstrText"):
            yield each.text or ""
        elif name == "fldChar":
            kind = each.get(f"{_W}fldCharType")
            yield {"begin": "\ufdd0", "separate": "\ufdd1", "end": "\ufdd2"}[kind]
        elif name in ("tab", "br", "cr"):
            yield " "
        elif name == "drawing":
            yield drawn or f"[{next(each.iter(_DRAWING)).get('descr')}]"
        elif name not in ("pPr", "rPr") and each.tag != _FALLBACK:
            yield from _pieces(each, drawn)


def texts(body: Element) -> list[str]:
    """Return every text that a body says, in order, and whether it stands in a table.

    What other programs write anew is left out: fields' codes, drawings' descriptions, blanks.
    Paragraphs that say nothing are left out: LibreOffice keeps one where a table and all behind it
    went away.
    """
    found: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        above = {_name(each) for each in paragraph.iterancestors()}
        said = "".join(_pieces(paragraph, drawn=_DRAWN))
        text = re.sub("\ufdd0[^\ufdd1]*\ufdd1", "", said)
        text = "".join(text.translate(_NO_FIELDS).split())
        if text and "txbxContent" not in above:
            found.append(f"{'cell: ' if 'tc' in above else ''}{text}")
    return found


def accept(body: Element) -> Element:
    """Accept every change of a body, in place, and return it."""
    for former in list(body.iter(*(f"{_W}{name}" for name in _FORMER))):
        former.getparent().remove(former)
    return _settled(body, gone=_GONE, come=_COME)


def reject(body: Element) -> Element:
    """Reject every change of a body, in place, and return it."""
    for former in list(body.iter(*(f"{_W}{name}" for name in _FORMER))):
        changed, before = former.getparent(), former[0]
        kept = [each for each in changed if _name(each) in ("rPr", "sectPr")]
        for each in list(changed):
            changed.remove(each)
        changed.extend([*before, *kept])
    return _settled(body, gone=_COME, come=_GONE)


def _settled(body: Element, *, gone: tuple[str, ...], come: tuple[str, ...]) -> Element:
    for each in list(body.iter(*(f"{_W}{name}" for name in _RANGES))):
        each.getparent().remove(each)
    _drop_rows(body, gone)
    ends = [p for p in body.iter(f"{_W}p") if _mark(p, gone)]
    for each in list(body.iter(*(f"{_W}{way}" for way in gone))):
        if _name(each.getparent()) not in ("rPr", "trPr"):
            each.getparent().remove(each)
    for each in list(body.iter(*(f"{_W}{way}" for way in come))):
        holder, place = each.getparent(), each.getparent().index(each)
        holder.remove(each)
        if _name(holder) not in ("rPr", "trPr"):
            holder[place:place] = list(each)
    for link in list(body.iter(f"{_W}hyperlink")):
        if not len(link):
            link.getparent().remove(link)
    for paragraph in ends:
        _flow_on(paragraph)
    return body


def _drop_rows(body: Element, gone: tuple[str, ...]) -> None:
    for row in list(body.iter(f"{_W}tr")):
        properties = row.find(f"{_W}trPr")
        if properties is not None and any(properties.find(f"{_W}{n}") is not None for n in gone):
            table = row.getparent()
            table.remove(row)
            if table.find(f"{_W}tr") is None:
                table.getparent().remove(table)


def _mark(paragraph: Element, ways: tuple[str, ...]) -> bool:
    found = paragraph.find(f"{_W}pPr/{_W}rPr")
    return found is not None and any(found.find(f"{_W}{way}") is not None for way in ways)


def _flow_on(paragraph: Element) -> None:
    """Take a paragraph's mark away: what it holds flows into the next one."""
    following = paragraph.getnext()
    rest = [each for each in paragraph if _name(each) != "pPr"]
    if following is not None and _name(following) == "p":
        start = 1 if following.find(f"{_W}pPr") is not None else 0
        following[start:start] = rest
    elif rest:
        return  # nothing to flow into: Word keeps such a paragraph
    if paragraph.getparent() is not None:
        paragraph.getparent().remove(paragraph)


_DRAWN = "[drawing]"


@dataclass(frozen=True)
class Mark:
    """A stretch of text marked in one paragraph: ``in`` or ``out``, and whether it was moved."""

    way: str
    text: str
    moved: bool = False


def marks(body: Element, *, drawn: bool = True) -> Counter[Mark]:
    """Return every stretch of text that is marked, without white space and counted pages.

    A drawing is one as well, by what it shows in words, if ``drawn`` ones are asked for.
    """
    found: Counter[Mark] = Counter()
    for paragraph in body.iter(f"{_W}p"):
        pieces = [piece for piece in _marked(paragraph, "") if drawn or piece[1] != _DRAWN]
        for way, group in groupby(pieces, key=lambda piece: piece[0]):
            text = "".join("".join(text for _, text in group).split())
            text = re.sub("\ufdd0[^\ufdd2]*\ufdd2", "", text).translate(_NO_FIELDS)
            if way and text:
                found[Mark("out" if way in _GONE else "in", text, way.startswith("move"))] += 1
    return found


def _marked(holder: Element, way: str) -> Iterator[tuple[str, str]]:
    for each in holder:
        name = _name(each)
        if name in ("ins", "del", "moveFrom", "moveTo"):
            yield from _marked(each, name)
        elif name in ("t", "delText"):
            yield way, each.text or ""
        elif name in ("br", "tab"):
            yield way, " "
        elif name == "fldChar":
            yield way, "\ufdd2" if each.get(f"{_W}fldCharType") == "end" else "\ufdd0"
        elif name == "drawing":
            yield way, _DRAWN
        elif name not in ("pPr", "rPr", "p") and each.tag != _FALLBACK:
            yield from _marked(each, way)


def faults(document: bytes, author: str, moment: str) -> list[str]:
    """Return what is wrong with the marks as such: who, when, and numbers that are not unique."""
    said: list[str] = []
    body = body_of(document)
    changed = body.xpath(".//*[@w:author]", namespaces={"w": _W[1:-1]})
    said += [
        f"{_name(each)} by {each.get(f'{_W}author')} at {each.get(f'{_W}date')}"
        for each in changed
        if (each.get(f"{_W}author"), each.get(f"{_W}date")) != (author, moment)
    ]
    starts = list(body.iter(f"{_W}bookmarkStart"))
    ranges = [e for n in ("moveFromRangeStart", "moveToRangeStart") for e in body.iter(f"{_W}{n}")]
    numbers = Counter(e.get(f"{_W}id") for e in (*starts, *changed))
    said += [f"number {number} {count} times" for number, count in numbers.items() if count > 1]
    names = Counter(e.get(f"{_W}name") for e in starts)
    said += [f"bookmark {name} {count} times" for name, count in names.items() if count > 1]
    ends = Counter(e.get(f"{_W}id") for e in body.iter(f"{_W}bookmarkEnd"))
    if ends != Counter(e.get(f"{_W}id") for e in starts):
        said.append("bookmarks begin and don't end")
    moves = Counter((_name(e), e.get(f"{_W}name")) for e in ranges)
    said += [f"{kind} {name} {count} times" for (kind, name), count in moves.items() if count > 1]
    sides = Counter(name for _, name in moves)
    said += [f"move {name} has one side" for name, count in sides.items() if count != 2]
    return said


def _name(element: Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""
