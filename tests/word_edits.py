"""Word files edited as a person would, in the XML that Word itself would change.

An edit is a function that takes the :class:`Body` of a document. What is looked for is looked for
on one post's page, from its bookmark to the next heading of its kind.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from lxml import etree

from tests.workbooks import package, parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"

Edit = Callable[["Body"], None]


def edit_word(data: bytes, *edits: Edit) -> bytes:
    """Return a Word file with edits carried out in its body."""
    content = parts(data)
    root = etree.fromstring(content[DOCUMENT])
    for edit in edits:
        edit(Body(root))
    content[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return package(content)


def saved(data: bytes, path: Path) -> Path:
    """Write a file and return where."""
    path.write_bytes(data)
    return path


class Body:
    """What stands in a document, in order."""

    def __init__(self, root: etree._Element) -> None:
        found = root.find(f"{W}body")
        assert found is not None
        self.element = found

    def page(self, mark: str) -> Page:
        """Return the page of a post or the section of a department, by its bookmark."""
        blocks = list(self.element)
        starts = [n for n, block in enumerate(blocks) if _marks(block) and not _is_contents(block)]
        for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
            if mark in _marks(blocks[start]):
                return Page(blocks[start:end])
        raise AssertionError(f"no bookmark is called {mark}")

    def line(self, text: str) -> etree._Element:
        """Return the one paragraph of the whole document that says this."""
        found = [p for p in self.element.iter(f"{W}p") if words(p) == text]
        assert len(found) == 1, (text, len(found))
        return found[0]


class Page:
    """A run of blocks: what belongs to one post."""

    def __init__(self, blocks: list[etree._Element]) -> None:
        self.blocks = [block for block in blocks if block.tag != f"{W}sectPr"]

    def line(self, text: str) -> etree._Element:
        """Return the first paragraph, in a cell or not, that says this."""
        for block in self.blocks:
            for each in block.iter(f"{W}p"):
                if words(each) == text:
                    return each
        raise AssertionError(f"no paragraph says {text}")

    def row(self, text: str) -> etree._Element:
        """Return the table row that holds the first paragraph that says this."""
        return _above(self.line(text), "tr")

    def value(self, label: str) -> etree._Element:
        """Return the paragraph in the cell right of the one that holds a label."""
        cell = _above(self.line(label), "tc").getnext()
        assert cell is not None
        return next(cell.iter(f"{W}p"))

    def delete(self) -> None:
        """Take the page out."""
        for block in self.blocks:
            _parent(block).remove(block)

    def copy(self) -> Page:
        """Put a copy right behind; as in Word, bookmarks stay with what was copied."""
        copies = [deepcopy(block) for block in self.blocks]
        place = self.blocks[-1]
        for each in copies:
            for mark in [*each.iter(f"{W}bookmarkStart"), *each.iter(f"{W}bookmarkEnd")]:
                _parent(mark).remove(mark)
            place.addnext(each)
            place = each
        return Page(copies)


def words(element: etree._Element) -> str:
    """Return a paragraph's text."""
    return "".join(str(each.text or "") for each in element.iter(f"{W}t"))


def write(paragraph: etree._Element, text: str) -> None:
    """Let a paragraph say this instead, in the manner of its first run."""
    runs = list(paragraph.iter(f"{W}t"))
    runs[0].text = text
    for other in runs[1:]:
        other.text = ""


def add_below(paragraph: etree._Element, text: str) -> etree._Element:
    """Press Enter at the end of a paragraph and type."""
    new = deepcopy(paragraph)
    write(new, text)
    paragraph.addnext(new)
    return new


def delete(element: etree._Element) -> None:
    """Take a paragraph or a row out."""
    _parent(element).remove(element)


def move_above(element: etree._Element, place: etree._Element) -> None:
    """Cut a paragraph or row, and put it above another one."""
    place.addprevious(element)


def add_row(row: etree._Element, *texts: str) -> etree._Element:
    """Put a row below another one, with these texts in its last cells."""
    new = deepcopy(row)
    cells = list(new.iter(f"{W}tc"))[-len(texts) :]
    for cell, text in zip(cells, texts, strict=True):
        write(next(cell.iter(f"{W}p")), text)
    row.addnext(new)
    return new


def _marks(block: etree._Element) -> list[str]:
    names = (str(each.get(f"{W}name")) for each in block.iter(f"{W}bookmarkStart"))
    return [name for name in names if not name.startswith("_")]


def _is_contents(block: etree._Element) -> bool:
    style = block.find(f"{W}pPr/{W}pStyle")
    return style is not None and str(style.get(f"{W}val")).startswith("TOC")


def _above(element: etree._Element, name: str) -> etree._Element:
    return next(element.iterancestors(f"{W}{name}"))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent
