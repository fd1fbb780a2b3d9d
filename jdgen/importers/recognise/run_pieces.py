"""Run-together text as pieces: the headings between posts found again, and the rows of reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from jdgen.importers.blocks import Heading, Paragraph, Place
from jdgen.importers.recognise.names import is_department, is_post
from jdgen.importers.recognise.numbering import ordinal
from jdgen.importers.recognise.pieces import Labelled, Piece, Rows, Start, Unlabelled
from jdgen.importers.recognise.run_reports import names_at_start, report_rows
from jdgen.importers.recognise.runs import COLUMNS, SECTION, Part, cut_run

_TITLE = ("role", ("title",))
_DUTIES = ("role", ("duties",))
_REPORTS = ("role", ("reports",))
_OF_DEPARTMENTS = ("department", ("duties",))
_NAMING = {("role", (name,)) for name in ("title", "department", "reports_to")}
_CHAPTER = re.compile(
    r"(?<!^)(?=(?:第[一二三四五六七八九十]{1,3}[章部节]|[一二三四五六七八九十]{1,3}、))"
)
_DEPARTMENT = re.compile(
    r"(?:^|(?<=[。；;、:：\s]))\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3}|[（(][0-9一二三四五六七八九十]{1,3}[)）])"
    r"\s*[.、．)）]?\s*([^\s、。；;,，:：]{1,14}?(?:部门|部|中心|处|科|室|组|办|车间|公司))(?=[\s、:：])"
)


def pieces_of_run(paragraph: Paragraph) -> list[Piece]:
    """Return what a paragraph that holds whole forms run together says, in its order."""
    return list(_Run(paragraph.text, paragraph.place).pieces())


class _Run:
    """The parts of one run, with the names that its posts bear."""

    def __init__(self, text: str, place: Place) -> None:
        self.place = place
        self.parts = cut_run(text)
        said = (part.text.strip(" 　:：") for part in self.parts if part.kind in _NAMING)
        self.names = sorted({name for name in said if 1 < len(name) <= 20}, key=len, reverse=True)

    def pieces(self) -> Iterator[Piece]:
        for number, part in enumerate(self.parts):
            text, heading = part.text, ""
            if self._title_follows(number):
                text, heading = self._without_heading(number)
            yield from self._of_part(part, text)
            if heading:
                yield from self._of_heading(heading)

    def _title_follows(self, number: int) -> bool:
        return number + 1 < len(self.parts) and self.parts[number + 1].kind == _TITLE

    def _of_part(self, part: Part, text: str) -> Iterator[Piece]:
        if not part.label:
            yield from self._of_preface(text)
        elif part.kind == SECTION:
            yield Unlabelled(Heading(part.label, 2, self.place))
            yield from self._unlabelled(text)
        elif part.kind == _OF_DEPARTMENTS:
            yield from self._of_departments(part, text)
        elif part.kind == _DUTIES and is_department(text.strip()):
            # “岗位职责：市场拓展部”: a chapter and the department whose posts follow.
            yield Unlabelled(Heading(part.label, 2, self.place))
            yield Start("department", text.strip(), self.place)
        elif part.kind == COLUMNS:
            rows = Rows(tuple(report_rows(text, self.names)))
            yield Labelled("role", ("reports",), part.label, rows, self.place)
        elif text.strip() or part.kind == _TITLE:
            record, path = part.kind
            value = (Paragraph(text.strip(), self.place),)
            yield Labelled(record, path, part.label, value, self.place)  # type: ignore[arg-type]

    def _of_preface(self, text: str) -> Iterator[Piece]:
        first, *chapters = _CHAPTER.split(text)
        yield from self._unlabelled(first)
        for chapter in chapters:
            yield Unlabelled(Heading(chapter.strip(), 1, self.place))

    def _unlabelled(self, text: str) -> Iterator[Piece]:
        if text.strip():
            yield Unlabelled(Paragraph(text.strip(), self.place))

    def _of_heading(self, heading: str) -> Iterator[Piece]:
        name = heading.strip().rstrip(":：").strip()
        if is_department(name) and not is_post(name):
            yield Start("department", name, self.place)
        else:
            yield Start("role", name, self.place)

    def _of_departments(self, part: Part, text: str) -> Iterator[Piece]:
        """Yield the duties of departments, each after its number and name."""
        starts: list[re.Match[str]] = []
        for found in _DEPARTMENT.finditer(text):
            if ordinal(found[1]) == len(starts) + 1:
                starts.append(found)
        if not starts:
            value = (Paragraph(text.strip(), self.place),)
            yield Labelled("department", ("duties",), part.label, value, self.place)
            return
        yield from self._unlabelled(text[: starts[0].start()])
        ends = [found.start() for found in starts[1:]] + [len(text)]
        for found, end in zip(starts, ends, strict=True):
            yield Start("department", found[2].strip(), self.place)
            duties = text[found.end() : end].strip()
            if duties:
                value = (Paragraph(duties, self.place),)
                yield Labelled("department", ("duties",), part.label, value, self.place)

    def _without_heading(self, number: int) -> tuple[str, str]:
        """Split the text before a title's label into the value and the heading of the next post."""
        part, title = self.parts[number], self.parts[number + 1].text.strip()
        text = part.text.rstrip()
        bare = text.rstrip(":：").rstrip()
        if title and bare.endswith(title) and len(bare) > len(title):
            return bare[: -len(title)], bare[-len(title) :]
        if bare == text or not part.label:
            return text, ""
        return _before_heading(bare, self.names, part.kind == COLUMNS)


def _before_heading(text: str, names: Collection[str], rows: bool) -> tuple[str, str]:
    """Cut off the heading that ends ``text``, by the known names or the sentence before it."""
    start = max(text.rfind(mark) for mark in "。；;\n") + 1
    if rows:
        *_, last = report_rows(text, names)
        whom = last.get("recipients", "")
        start = len(text) - len(whom) + len(names_at_start(whom, list(names)))
    heading = text[start:].strip()
    if start and is_post(heading):
        return text[:start], heading
    # The longest name-like end that leaves something of the value.
    for length in range(min(12, len(text) - 1), 2, -1):
        if is_post(text[-length:]) and text[-length - 1] in "、，, 。；":
            return text[:-length], text[-length:]
    return text, ""


def labels_of(parts: Sequence[Part]) -> list[str]:
    """Return the labels that were accepted, in their order."""
    return [part.label for part in parts if part.label]
