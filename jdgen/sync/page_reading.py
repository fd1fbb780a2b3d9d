"""A post's page in Word to what it says, field by field, as texts: see ``page_printing``.

Both themes' pages are read: headings with text and tables, and the one bordered grid. What a line
or cell is for is told by its place, its label and its style, in this order of trust.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jdgen.sync.page_words import COLUMNS, GRID, NOTES, PARTS, Words, bare_label
from jdgen.sync.word import Cell, Grid, Line
from jdgen.views.labels import printed_labels

Page = dict[str, Any]
"""What a page says: ``title``, ``control``, ``written_in``, ``grid.NAME``, ``summary``, ``duties``
(items with text, tasks, note), ``authority`` (lines), ``relations.NAME``, ``qualifications.NAME``,
``groups``, tables as rows, ``extra``, ``signoff``, ``marks``."""

_DUTIES = ("duties", "safety_duties")


def read_page(blocks: Sequence[Line | Grid], words: Words, extras: Iterable[str]) -> Page:
    """Read one post's page, its title first; ``extras`` are headings of its free sections."""
    return _PageReader(words, frozenset(bare_label(each) for each in extras)).read(blocks)


@dataclass
class _PageReader:
    words: Words
    extras: frozenset[str]
    page: Page = field(default_factory=dict)
    part: str = ""

    def read(self, blocks: Sequence[Line | Grid]) -> Page:
        self.page = {"marks": [], "form": False}
        for number, block in enumerate(blocks):
            if number == 0 and isinstance(block, Line):
                self.page["title"] = block.text
            elif isinstance(block, Line):
                if self._line(block):
                    break
            else:
                self._grid(block)
        return self.page

    # ---- paragraphs

    def _line(self, line: Line) -> bool:
        """Take a paragraph; True where what follows is no more of the post's own."""
        text, say = line.text, self.words.say
        if not text:
            return False
        if line.style == "heading4" or line.outline == 3:
            heading, marked = self.words.without_mark(text)
            if bare_label(heading) == bare_label(say("acknowledgement")):
                self.part = "acknowledgement"
                return False
            self._open(heading, marked=marked)
        elif line.style == "control":
            self.page["control"] = text
        elif line.style == "warning":
            self._warning(text)
        elif not self.part and self.words.labelled(text, "role", ("document_number", "version")):
            self.page.setdefault("control", text)
        elif not self.part and text == say("draft_note"):
            pass
        elif self._is_plain_heading(line):
            self._open(*self.words.without_mark(text)[:1], marked=self.words.without_mark(text)[1])
        elif self.part not in ("", "acknowledgement"):
            self._content(line)
        return False

    def _warning(self, text: str) -> None:
        note = self.words.say("supplemented_note")
        if text.startswith(note) and text != note:
            self.page["written_in"] = text

    def _is_plain_heading(self, line: Line) -> bool:
        """Whether a line without a style of ours is the label of a part that was not there yet."""
        if line.style or line.numbered or len(line.text) > 40:
            return False
        name = self.words.field("role", self.words.without_mark(line.text)[0])
        return name in PARTS and name not in self.page and name != self.part

    def _open(self, heading: str, *, marked: bool) -> None:
        """Begin a part, by its heading; one that names no field is a free section."""
        name = self.words.field("role", heading)
        own = bare_label(heading) in self.extras
        taken = name in self.page or self.part == name
        if name not in PARTS or taken or (own and not self._is_printed(name, heading)):
            self.part = "extra"
            new = {"heading": heading, "lines": [], "items": [], "table": []}
            self.page.setdefault("extra", []).append(new)
            return
        self.part = str(name)
        self.page.setdefault(self.part, self._empty(self.part))
        if marked:
            self.page["marks"].append(self.part)

    def _is_printed(self, name: str, heading: str) -> bool:
        return bare_label(printed_labels(self.words.handbook)[name]) == bare_label(heading)

    @staticmethod
    def _empty(part: str) -> Any:
        return "" if part == "summary" else {} if part in ("relations", "qualifications") else []

    def _content(self, line: Line) -> None:
        if self.part == "summary":
            self.page["summary"] = "\n".join(t for t in (self.page["summary"], line.text) if t)
        elif self.part == "authority":
            self.page["authority"].append(line.text)
        elif self.part in _DUTIES:
            self._duty(self.page[self.part], line)
        elif self.part == "extra":
            extra = self.page["extra"][-1]
            if line.style in ("duty", "task", "duty_note") or line.numbered:
                self._duty(extra["items"], line)
            else:
                extra["lines"].append(line.text)

    def _duty(self, items: list[Any], line: Line) -> None:
        noted = self.words.labelled(line.text, "duty", NOTES)
        is_note = line.style == "duty_note" or (not line.style and bool(noted))
        is_task = line.style == "task" or (
            line.style != "duty" and line.numbered and line.level in (1, 2, 3, 5)
        )
        if items and is_note and not items[-1]["note"]:
            items[-1]["note"] = line.text
        elif items and is_task:
            items[-1]["tasks"].append(line.text)
        else:
            items.append({"text": line.text, "tasks": [], "note": ""})

    # ---- tables

    def _grid(self, grid: Grid) -> None:
        rows = [row for row in grid.rows if row]
        if not rows:
            return
        if self._is_signoff(rows):
            self.page["signoff"] = [cell.text for cell in rows[0]]
        elif self._is_form(rows):
            self.page["form"] = True
            self._form(rows)
        elif self.part in COLUMNS:
            self.page[self.part] += self._table(rows, self.part)
        elif self.part == "extra":
            self.page["extra"][-1]["table"] += [[cell.text for cell in row] for row in rows]
        elif self.part != "acknowledgement":
            for row in rows:
                self._row(row)

    def _row(self, row: Sequence[Cell]) -> None:
        """Read a row of a table of no columns of its own, by the part that it stands in."""
        if self.part in ("relations", "qualifications"):
            self._field(self.part, row[0].text, _value(row[1:]))
        elif self.part in _DUTIES or self.part == "authority":
            for line in (line for cell in row for line in cell.lines if line.text):
                self._content(line)
        else:
            self._pairs(row)

    def _is_signoff(self, rows: Sequence[Sequence[Cell]]) -> bool:
        names = [self.words.field("signoff", cell.text.split("：")[0].split(":")[0])
                 for cell in rows[0]]  # fmt: skip
        return len(rows) == 1 and None not in names

    def _is_form(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether a table is the whole post: it has parts below its fields."""
        firsts = {self.words.field("role", self._label(row[0])[0]) for row in rows}
        return bool(firsts & set(PARTS)) and bool(firsts & set(GRID))

    def _label(self, cell: Cell) -> tuple[str, bool]:
        return self.words.without_mark(cell.text.replace("\n", ""))

    def _pairs(self, row: Sequence[Cell]) -> None:
        """Read label and value in turn."""
        for label, value in zip(row[::2], row[1::2], strict=False):
            name = self.words.field("role", label.text)
            if name in GRID:
                self.page[f"grid.{name}"] = value.text

    def _field(self, part: str, label: str, text: str) -> None:
        name = self.words.field(part, label)
        if name is not None and name != "groups" and name not in self.page[part]:
            self.page[part][name] = text
        elif bare_label(label) or text:
            self.page.setdefault("groups", []).append([label.strip(), text])

    def _table(self, rows: Sequence[Sequence[Cell]], part: str) -> list[list[str]]:
        """Return a table's rows without its header, each as wide as the table is."""
        record, names = COLUMNS[part]
        texts = [[cell.text for cell in row] for row in rows]
        if texts and any(self.words.field(record, text) for text in texts[0]):
            texts = texts[1:]
        return [[*row, *([""] * len(names))][: len(names)] for row in texts]

    def _form(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Read the bordered grid: fields in pairs, then parts with their label at the left."""
        part = ""
        fresh = False
        for row in rows:
            label, marked = self._label(row[0])
            name = self.words.field("role", label) if label else None
            if name in GRID and not part:
                self._pairs(row)
                continue
            if bare_label(label) == bare_label(self.words.say("acknowledgement")):
                break
            if label and not row[0].merged and name in PARTS and name not in self.page:
                part, fresh = str(name), True
                self.page[part] = self._empty(part)
                if marked:
                    self.page["marks"].append(part)
            if part and len(row) > 1:
                self.part = part
                self._form_row(part, row[1:], header=fresh)
                fresh = False
        self.part = ""

    def _form_row(self, part: str, cells: Sequence[Cell], *, header: bool) -> None:
        if part in COLUMNS:
            if not header or not any(
                self.words.field(COLUMNS[part][0], cell.text) for cell in cells
            ):
                width = len(COLUMNS[part][1])
                self.page[part].append([*(c.text for c in cells), *([""] * width)][:width])
        elif part in ("relations", "qualifications"):
            self._field(part, cells[0].text, _value(cells[1:]))
        else:
            for line in (line for cell in cells for line in cell.lines if line.text):
                self._content(line)


def _value(cells: Sequence[Cell]) -> str:
    return "\n".join(cell.text for cell in cells if cell.text)
