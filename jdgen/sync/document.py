"""A Word document cut into the pages of its posts, its departments and its other chapters.

Bookmarks tell which post a page is, headings where it begins; where a program has dropped the
bookmarks, titles serve; where styles are gone as well, the table with the post's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from jdgen.sync.page_words import Words, bare_label
from jdgen.sync.word import Grid, Line

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:[.、]|\s)\s*)\s*")
_CHAPTERS = (
    "revisions", "foreword", "structure", "roles", "report_schedule", "qualification_table",
    "receipt",
)  # fmt: skip
# Not the page of a post, though its name looks so.
_CHART = "role_chart"


@dataclass
class Page:
    """The part of a document below one heading.

    ``marks`` are the bookmarks of the heading; ``group`` is the heading of the department above.
    """

    title: str
    marks: tuple[str, ...]
    blocks: list[Line | Grid] = field(default_factory=list)
    group: str = ""

    @property
    def posts(self) -> tuple[str, ...]:
        """The bookmarks that name a post."""
        return tuple(m for m in self.marks if m.startswith("role_") and m != _CHART)


@dataclass
class Chapters:
    """A document in pieces: ``chapters`` by anchor, ``cover`` what stands before them all.

    ``overviews`` are the charts and tables of the structure, each with its heading.
    """

    cover: list[Line | Grid] = field(default_factory=list)
    chapters: dict[str, Page] = field(default_factory=dict)
    departments: list[Page] = field(default_factory=list)
    overviews: list[Page] = field(default_factory=list)
    posts: list[Page] = field(default_factory=list)
    unknown: list[Page] = field(default_factory=list)


def cut_document(
    body: Sequence[Line | Grid], words: Words, titles: Mapping[str, str], known: Iterable[str]
) -> Chapters:
    """Cut a document; ``titles`` are its chapters' by anchor, ``known`` the bookmarks of posts."""
    cutter = _Cutter(words, titles, frozenset(known))
    for block in body:
        cutter.take(block)
    if not cutter.found.posts:
        cutter.found.posts = list(_by_tables(body, words))
    return cutter.found


class _Cutter:
    def __init__(self, words: Words, titles: Mapping[str, str], known: frozenset[str]) -> None:
        self.words = words
        self.by_title = {bare_title(title): anchor for anchor, title in titles.items()}
        self.known = known
        self.found = Chapters()
        self.target: list[Line | Grid] = self.found.cover
        self.chapter = ""
        self.group = ""

    def take(self, block: Line | Grid) -> None:
        """Take the next paragraph or table to where it belongs."""
        if isinstance(block, Line):
            if block.style.startswith("toc") or block.style == "front_title":
                return
            if self._begins(block):
                return
        self.target.append(block)

    def _begins(self, line: Line) -> bool:
        """Whether a line is a heading that begins a chapter, a group, a department or a post."""
        if not line.text:
            return False
        if self._is_post(line):
            page = Page(line.text, line.bookmarks, [line], self.group)
            self.found.posts.append(page)
        elif line.style == "heading1" or (not line.style and line.outline == 0):
            page = self._chapter(line)
        elif line.style == "heading2" or (not line.style and line.outline == 1):
            self.group = line.text if self.chapter == "roles" else ""
            page = Page(line.text, line.bookmarks)
            if self.chapter == "structure":
                self.found.overviews.append(page)
        elif self.chapter == "structure" and (line.style == "heading3" or line.outline == 2):
            page = Page(line.text, line.bookmarks)
            self.found.departments.append(page)
        else:
            return False
        self.target = page.blocks
        return True

    def _is_post(self, line: Line) -> bool:
        if line.style == "role_title":
            return True
        marked = any(mark in self.known for mark in line.bookmarks)
        heading = line.style in ("heading2", "heading3") or 0 <= line.outline <= 2
        if marked and (heading or not line.style) and _CHART not in line.bookmarks:
            return True
        return self.chapter == "roles" and (line.style == "heading3" or line.outline == 2)

    def _chapter(self, line: Line) -> Page:
        marks = [m for m in line.bookmarks if m in _CHAPTERS or re.fullmatch(r"extra_[0-9]+", m)]
        anchor = marks[0] if marks else self.by_title.get(bare_title(line.text), "")
        page = Page(line.text, line.bookmarks)
        self.chapter, self.group = anchor, ""
        if anchor and anchor not in self.found.chapters:
            self.found.chapters[anchor] = page
        else:
            self.chapter = "" if anchor else self.chapter if self.chapter == "roles" else ""
            self.found.unknown.append(page)
        return page


def bare_title(text: str) -> str:
    """Return a chapter's title without its number, as it is compared."""
    return bare_label(plain_title(text))


def plain_title(text: str) -> str:
    """Return a chapter's title without its number."""
    return _NUMBER.sub("", text.strip())


def _by_tables(body: Sequence[Line | Grid], words: Words) -> Iterator[Page]:
    """Yield posts where no heading tells them: by the table that names the post."""
    starts: list[tuple[int, str]] = []
    for place, block in enumerate(body):
        title = _title_in(block, words) if isinstance(block, Grid) else ""
        if title:
            start = place
            while start and isinstance(above := body[start - 1], Line) and (
                not above.text or bare_label(above.text) == bare_label(title)
                or words.control(above.text)
            ):  # fmt: skip
                start -= 1
            starts.append((start, title))
    for (start, title), (end, _) in pairwise([*starts, (len(body), "")]):
        blocks = [b for b in body[start:end] if not (isinstance(b, Line) and not b.text)]
        first = blocks[0] if blocks else None
        if not isinstance(first, Line) or bare_label(first.text) != bare_label(title):
            blocks.insert(0, Line(title))
        marks = tuple(m for b in blocks for m in b.bookmarks)
        yield Page(title, marks, blocks)


def _title_in(grid: Grid, words: Words) -> str:
    for row in grid.rows[:3]:
        for label, value in pairwise(row):
            if words.field("role", label.text) == "title" and value.text:
                return value.text
    return ""
