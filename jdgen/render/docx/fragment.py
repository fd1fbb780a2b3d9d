"""One section of a Word file's body as XML, with what only the document knows left open.

Numbers of bookmarks, page numbers and the properties of the chapter that ends here are put in when
the document is put together, so that a section stays the same whatever changes elsewhere.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from jdgen.render.docx.finish import Finish
from jdgen.render.docx.xml import Element, w


class Open(StrEnum):
    """What is left open, and what its argument is."""

    PAGE = "page"  # the anchor whose page is printed
    PAGE_COUNT = "pages"  # the section whose number of pages is told
    BOOKMARK = "bookmark"  # the bookmark's number within the section, from 1
    CHAPTER = "chapter"  # no argument: the properties of the chapter that ends


# Between noncharacters, which no data holds.
_TOKEN = re.compile(f"\ufdd0({'|'.join(Open)})\ufdd1([^\ufdd2\ufdd3]*)\ufdd3")
_CHAPTER_END = f"<w:sectPr>\ufdd0{Open.CHAPTER}\ufdd1\ufdd3</w:sectPr>"


@dataclass(frozen=True)
class Fragment:
    """A section: pieces of XML, and what stands between each of them and the next.

    ``bookmarks``: how many numbers it takes.
    """

    texts: tuple[str, ...]
    opens: tuple[tuple[Open, str], ...]
    bookmarks: int

    def pack(self) -> bytes:
        """Return it as bytes."""
        told = [self.bookmarks, self.opens, self.texts]
        return zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8"), 1)


def unpack(data: bytes) -> Fragment:
    """Return a fragment from what ``Fragment.pack`` made of it."""
    bookmarks, opens, texts = json.loads(zlib.decompress(data))
    found = tuple((Open(kind), str(argument)) for kind, argument in opens)
    return Fragment(tuple(map(str, texts)), found, int(bookmarks))


def cut_out(body: Element, finish: Finish, after: int) -> Fragment:
    """Return what a finished body holds, without its last ``after`` elements."""
    for element in list(body)[len(body) - after :]:
        body.remove(element)
    for anchor, text in finish.labels:
        text.text = _token(Open.PAGE, anchor)
    for anchor, text in finish.page_counts:
        text.text = _token(Open.PAGE_COUNT, anchor)
    bookmarks = 0
    for mark in body.iter(w("bookmarkStart"), w("bookmarkEnd")):
        bookmarks = max(bookmarks, int(mark.get(w("id"), "0")))
        mark.set(w("id"), _token(Open.BOOKMARK, mark.get(w("id"), "0")))
    for properties in body.iter(w("sectPr")):
        properties.text = _token(Open.CHAPTER, "")
    written = inside(etree.tostring(body, encoding="unicode"))
    # A text, a kind, an argument, a text …
    parts = _TOKEN.split(written.replace(_CHAPTER_END, _token(Open.CHAPTER, "")))
    opens = tuple(map(Open, parts[1::3])), parts[2::3]
    return Fragment(tuple(parts[::3]), tuple(zip(*opens, strict=True)), bookmarks)


def inside(xml: str) -> str:
    """Return what stands between an element's start and its end."""
    start = xml.index(">") + 1
    return xml[start : xml.rindex("<")] if xml[start - 2] != "/" else ""


def join(fragments: Sequence[Fragment], values: dict[tuple[Open, str], str]) -> str:
    """Return the XML of several sections; ``values`` are those of what is open, but bookmarks.

    The properties of chapters are taken one after the other: ``(CHAPTER, "0")``, ``"1"`` and so on.
    Raises KeyError where a value is missing.
    """
    found: list[str] = []
    first, chapter = 0, 0
    for fragment in fragments:
        for text, (kind, argument) in zip(fragment.texts, fragment.opens, strict=False):
            found.append(text)
            if kind is Open.BOOKMARK:
                found.append(str(first + int(argument)))
            elif kind is Open.CHAPTER:
                found.append(values[kind, str(chapter)])
                chapter += 1
            else:
                found.append(values[kind, argument])
        found.append(fragment.texts[-1])
        first += fragment.bookmarks
    return "".join(found)


def _token(kind: Open, argument: str) -> str:
    return f"\ufdd0{kind}\ufdd1{argument}\ufdd3"
