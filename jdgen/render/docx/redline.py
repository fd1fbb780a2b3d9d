"""Two Word files merged into the new one as a redline against the old one.

Text that is gone stands in it as deleted, text that came as inserted: whoever accepts all changes
has the new document, whoever rejects all has the old one. What is no text (styles, headers and
footers, page boxes, properties, the attached data) is the new document's.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from jdgen.render.docx.package import repack
from jdgen.render.docx.redline_blocks import Merger
from jdgen.render.docx.redline_items import sections_of, style_of
from jdgen.render.docx.tracking import Tracker
from jdgen.render.docx.xml import Element, local_name, w

_DOCUMENT = "word/document.xml"
# The runs before a field's result: begin, what it is, separator.
_FIELD_START = 3


def merge_word_files(old: bytes, new: bytes, author: str, moment: datetime) -> bytes:
    """Return the new Word file with tracked changes against the old one.

    Both are as ``DocxRenderer`` makes them, with one template and one theme.
    """
    archive = zipfile.ZipFile(io.BytesIO(new))
    root, new_root = _root(old), _root(new)
    body, new_body = root[0], new_root[0]
    _renumber_drawings(body, max(_drawing_numbers(new_body), default=0))
    sections = sections_of(body)
    next_id = _keep_lost_marks(body, new_body)
    tracker = Tracker(author, moment, next_id)
    end = new_body.find(w("sectPr"))
    made = Merger(tracker).sections(sections, sections_of(new_body))
    for each in list(new_body):
        new_body.remove(each)
    new_body.extend(made)
    _begin_contents(new_body)
    if end is not None:
        new_body.append(end)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            content = etree.tostring(new_root) if name == _DOCUMENT else archive.read(name)
            copy.writestr(name, content)
    return repack(target.getvalue())


def _keep_lost_marks(body: Element, new_body: Element) -> int:
    """Leave the old document only the bookmarks that the new one lacks; return the next free id.

    Page numbers that are deleted lead to them, and would be told as errors otherwise.
    """
    marks = list(new_body.iter(w("bookmarkStart")))
    there = {str(each.get(w("name"))) for each in marks}
    free = max((int(str(each.get(w("id"), "0"))) for each in marks), default=0) + 1
    kept: dict[str, str] = {}
    for mark in [*body.iter(w("bookmarkStart"))]:
        if str(mark.get(w("name"))) not in there:
            kept[str(mark.get(w("id")))] = str(free)
            free += 1
    for mark in [*body.iter(w("bookmarkStart"), w("bookmarkEnd"))]:
        number = kept.get(str(mark.get(w("id"))))
        parent = mark.getparent()
        if number is not None:
            mark.set(w("id"), number)
        elif parent is not None:
            parent.remove(mark)
    return free


def _begin_contents(body: Element) -> None:
    """Let the contents' field begin with the first of its lines, though that one be gone now."""
    for paragraph in body.findall(w("p")):
        start = [
            run
            for run in paragraph.findall(w("r"))
            if run.find(w("fldChar")) is not None or run.find(w("instrText")) is not None
        ]
        if not _is_contents_line(paragraph) or len(start) < _FIELD_START:
            continue
        first = paragraph
        for above in paragraph.itersiblings(preceding=True):
            if local_name(above).startswith("move"):  # where a move begins or ends
                continue
            if not _is_contents_line(above):
                break
            first = above
        if first is not paragraph:
            place = 1 if first.find(w("pPr")) is not None else 0
            for run in reversed(start[:_FIELD_START]):
                first.insert(place, run)
        return


def _is_contents_line(block: Element) -> bool:
    return local_name(block) == "p" and style_of(block).startswith("TOC")


def _root(document: bytes) -> Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(document)).read(_DOCUMENT))


def _numbered(body: Element) -> Iterator[Element]:
    for each in body.iter():
        if isinstance(each.tag, str) and local_name(each) in ("docPr", "cNvPr"):
            yield each


def _drawing_numbers(body: Element) -> Iterator[int]:
    yield from (int(str(each.get("id", "0"))) for each in _numbered(body))


def _renumber_drawings(body: Element, above: int) -> None:
    """Give the old drawings numbers of their own: they may stand beside the new ones."""
    for each in _numbered(body):
        each.set("id", str(int(str(each.get("id", "0"))) + above))
