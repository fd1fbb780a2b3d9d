"""What a handbook's Word file says of the whole and of departments, back into data.

The cover, the foreword, the revision history, the free chapters and the departments' duties. A
chapter that isn't in the file is left alone: the handbook may have been printed without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from jdgen.errors import Message, message
from jdgen.sync.document import Chapters, Page, plain_title
from jdgen.sync.overviews import edited_overviews
from jdgen.sync.page_printing import add_extra, printed_items
from jdgen.sync.page_words import Words, bare_label
from jdgen.sync.taking_items import take_extras, take_items
from jdgen.sync.taking_tables import take_rows
from jdgen.sync.word import Grid, Line, clean
from jdgen.terms.choices import STATUSES
from jdgen.views.sections import DepartmentView, HandbookView, Section

_COVER = (
    "document_number", "version", "edition", "issue_date", "effective_date", "control_status",
    "status", "source",
)  # fmt: skip
_FOREWORD = ("purpose", "scope", "basis")
_DEPARTMENT_NOTE = ("code", "status", "source")


class HandbookTaking:
    """Takes the edits of a handbook's own chapters; ``notes`` are what it could not take."""

    def __init__(self, view: HandbookView, found: Chapters, words: Words) -> None:
        self.view = view
        self.found = found
        self.words = words
        self.notes: list[Message] = []

    def take(self, held: Mapping[str, Any]) -> dict[str, Any]:
        """Return the handbook's data with the edits; ``held`` is what was printed."""
        data = deepcopy(dict(held))
        sections = {section.anchor: section for section in self.view.sections}
        if "cover" in sections:
            self._cover(data, sections["cover"])
        chapters = self.found.chapters
        if "revisions" in sections and "revisions" in chapters:
            self._revisions(data, sections["revisions"], chapters["revisions"])
        if "foreword" in sections and "foreword" in chapters:
            self._foreword(data, sections["foreword"], chapters["foreword"])
        self._extras(data, sections)
        for title in edited_overviews(self.view, self.found):
            what = message("the tables of “{title}” repeat what the posts say: edits in them are"
                           " not taken over; make them in the posts", title=title)  # fmt: skip
            self.notes.append(what)
        for page in self.found.unknown:
            what = message("the chapter “{title}” is new in the file; it is not taken over",
                           title=page.title)  # fmt: skip
            self.notes.append(what)
        return data

    # ---- the cover

    def _cover(self, data: dict[str, Any], section: Section) -> None:
        lines = [b for b in self.found.cover if isinstance(b, Line) and b.text]
        grids = [b for b in self.found.cover if isinstance(b, Grid)]
        title = next((line.text for line in lines if line.style == "cover_title"), None)
        if title is not None and title != clean(self.view.title):
            data["title"] = title
        name = next((line.text for line in lines if line.style == "cover_organisation"), None)
        if name is not None and name != clean(self.view.organisation):
            self._organisation(data, name)
        printed = {self._known(each.label): clean(str(each.value)) for each in section.fields}
        now = dict(printed) if not grids else {}
        for grid in grids:
            for row in grid.rows:
                known = self._known(row[0].text) if len(row) == 2 else None
                if known in _COVER:
                    now[str(known)] = row[1].text
        statuses = {english.casefold(): chinese for chinese, english in STATUSES.items()}
        # A cover without its table is a cover of the company's own: nothing was taken away.
        for field in _COVER if now or not printed else ():
            text = now.get(field)
            if text != printed.get(field):
                text = statuses.get(text.casefold(), text) if text and field == "status" else text
                _set(data, field, text)
        for grid in grids:
            self._signoff(data, section, grid)

    def _known(self, label: str) -> str | None:
        return self.words.field("handbook", label)

    def _organisation(self, data: dict[str, Any], text: str) -> None:
        """Take the line that names the company, if there is one, and the unit."""
        cut = "　" if self.words.language == "zh" else ", "
        if "company" not in data:
            data["organisation"] = text
            return
        company, _, organisation = text.rpartition(cut)
        if company and organisation:
            data["company"], data["organisation"] = company, organisation
        else:
            what = message("the line “{line}” on the cover is not taken over: company and unit"
                           " can't be told apart in it", line=text)  # fmt: skip
            self.notes.append(what)

    def _signoff(self, data: dict[str, Any], section: Section, grid: Grid) -> None:
        names = [self.words.field("signoff", cell.text) for cell in grid.rows[0]]
        if len(grid.rows) != 3 or None in names or not section.signoff:
            return
        signoff = dict(data.get("signoff") or {})
        for column, (name, box) in enumerate(zip(names, section.signoff, strict=False)):
            signed = dict(signoff.get(str(name)) or {})
            for row, key, before in ((1, "name", box.name), (2, "date", box.date)):
                cells = grid.rows[row]
                text = cells[column].text if column < len(cells) else ""
                value = text.replace("：", ":").partition(":")[2].strip("＿_ \u3000")
                if value != clean(before):
                    _set(signed, key, value)
            _set(signoff, str(name), signed)
        data["signoff"] = signoff

    # ---- chapters

    def _revisions(self, data: dict[str, Any], section: Section, page: Page) -> None:
        printed = [[clean(str(cell.text)) for cell in row] for row in section.tables[0].rows]
        rows = [
            [*(cell.text for cell in row), "", "", "", ""][:4]
            for grid in page.blocks if isinstance(grid, Grid)
            for row in grid.rows
        ]  # fmt: skip
        if rows and any(self.words.field("revision", text) for text in rows[0]):
            rows = rows[1:]
        rows = [row for row in rows if any(row)]
        if rows != printed:
            held = data.get("revisions", [])
            taken = take_rows(("revisions", held, printed, rows), _itself, self.words)
            _set(data, "revisions", taken)

    def _foreword(self, data: dict[str, Any], section: Section, page: Page) -> None:
        foreword = dict(data.get("foreword") or {})
        printed: dict[str, Any] = {}
        for part in section.parts:
            if part.name == "notes":
                printed["notes"] = printed_items(part.items)
            else:
                printed[part.name] = "\n".join(t for each in part.lines if (t := clean(str(each))))
        now: dict[str, Any] = {}
        name: str | None = None
        for line in (each for each in page.blocks if isinstance(each, Line) and each.text):
            heading = self.words.field("foreword", line.text)
            is_heading = line.style == "heading4" or line.outline == 3
            if is_heading or (not line.style and heading and heading not in now):
                name = heading
            elif name == "notes":
                now.setdefault("notes", []).append({"text": line.text, "tasks": [], "note": ""})
            elif name is not None:
                now[name] = "\n".join(t for t in (now.get(name, ""), line.text) if t)
        for field in _FOREWORD:
            if now.get(field) != printed.get(field):
                _set(foreword, field, now.get(field))
        if now.get("notes", []) != printed.get("notes", []):
            held = [{"text": each} for each in foreword.get("notes", [])]
            taken = take_items(held, printed.get("notes", []), now.get("notes", []), self.words)
            _set(foreword, "notes", [each["text"] for each in taken])
        _set(data, "foreword", foreword)

    def _extras(self, data: dict[str, Any], sections: Mapping[str, Section]) -> None:
        held = data.get("extra", [])
        if not held:
            return
        result = list(held)
        for number, extra in enumerate(held, start=1):
            anchor = f"extra_{number}"
            page, section = self.found.chapters.get(anchor), sections.get(anchor)
            if page is None or section is None:
                continue
            pieces: list[Any] = []
            for part in section.parts:
                add_extra(pieces, part)
            printed = {**_no_extra(""), **(pieces[0] if pieces else {})}
            printed["heading"] = clean(extra["heading"])
            now = self._free(page)
            if now != printed:
                taken = take_extras([extra], [printed], [{**now, "heading": printed["heading"]}])
                result[number - 1] = {**taken[0], "heading": now["heading"]}
                if now["heading"] == printed["heading"]:
                    result[number - 1]["heading"] = extra["heading"]
        data["extra"] = result

    def _free(self, page: Page) -> dict[str, Any]:
        found = _no_extra(plain_title(page.title))
        for block in page.blocks:
            if isinstance(block, Grid):
                found["table"] += [[cell.text for cell in row] for row in block.rows]
            elif block.text and (block.style in ("duty", "task") or block.numbered):
                found["items"].append({"text": block.text, "tasks": [], "note": ""})
            elif block.text:
                found["lines"].append(block.text)
        return found

    # ---- departments

    def departments(self, held: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the departments' data with the edits of their sections."""
        views = {view.anchor: view for section in self.view.sections
                 for view in section.departments}  # fmt: skip
        result = []
        for each in held:
            anchor = "dept_" + each["id"].replace("-", "_")
            view = views.get(anchor)
            page = self._page_of(anchor, view)
            data = deepcopy(dict(each))
            if view is not None and page is not None:
                self._department(data, view, page)
            result.append(data)
        return result

    def _page_of(self, anchor: str, view: DepartmentView | None) -> Page | None:
        for page in self.found.departments:
            if anchor in page.marks:
                return page
        for page in self.found.departments:
            if view is not None and bare_label(page.title) == bare_label(view.name):
                return page
        return None

    def _department(self, data: dict[str, Any], view: DepartmentView, page: Page) -> None:
        lines = [each for each in page.blocks if isinstance(each, Line) and each.text]
        if page.title != clean(view.name):
            data["name"] = page.title
        note = next((line.text for line in lines if line.style == "note"), "")
        before = self.words.labelled(clean(view.note), "department", _DEPARTMENT_NOTE)
        now = self.words.labelled(note, "department", _DEPARTMENT_NOTE)
        statuses = {english.casefold(): chinese for chinese, english in STATUSES.items()}
        for name in _DEPARTMENT_NOTE:
            if now.get(name) != before.get(name):
                text = now.get(name)
                _set(data, name, statuses.get(text.casefold(), text) if text else None)
        summary: list[str] = []
        items: list[Any] = []
        for line in (line for line in lines if line.style != "note"):
            if line.style == "task" and items:
                items[-1]["tasks"].append(line.text)
            elif line.style == "duty_note" and items:
                items[-1]["note"] = line.text
            elif line.style == "duty" or line.numbered or items:
                items.append({"text": line.text, "tasks": [], "note": ""})
            else:
                summary.append(line.text)
        if "\n".join(summary) != clean(str(view.summary)):
            _set(data, "summary", "\n".join(summary))
        printed = printed_items(view.duties)
        if items != printed:
            _set(data, "duties", take_items(data.get("duties", []), printed, items, self.words))


def _set(data: dict[str, Any], name: str, value: Any) -> None:
    if value in (None, "", [], {}):
        data.pop(name, None)
    else:
        data[name] = value


def _no_extra(heading: str) -> dict[str, Any]:
    return {"heading": heading, "lines": [], "items": [], "table": []}


def _itself(text: str) -> str | None:
    return text or None
