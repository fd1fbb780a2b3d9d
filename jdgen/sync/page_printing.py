"""What a post's page says as it was printed, in the form in which Word's pages are read.

The page's own view is asked, so that whatever it does with the data (numbering, joining, units,
what is worked out) is done here as well, and an edit is only what differs from it.
"""

from __future__ import annotations

from typing import Any

from jdgen.sync.page_reading import Page
from jdgen.sync.page_words import COLUMNS, GRID, Words
from jdgen.sync.word import clean
from jdgen.terms import TERMS
from jdgen.views.parts import DutyItem, Part
from jdgen.views.role import RoleView


def printed_page(view: RoleView, words: Words) -> Page:
    """Return what a post's page says."""
    page: Page = {"title": clean(view.title), "marks": []}
    if view.control:
        page["control"] = "　".join(view.control)
    if view.written_in:
        page["written_in"] = clean(view.written_in)
    for row in view.grid:
        for each in row:
            page[f"grid.{_grid_name(each.label, words)}"] = clean(str(each.value))
    for part in view.parts:
        _add(page, part, words)
        if part.mark:
            page["marks"].append(part.name)
    if view.signoff:
        page["signoff"] = [
            clean(f"{box.label}{words.say('colon')}{box.name}　{box.date}") for box in view.signoff
        ]
    return page


def _grid_name(label: str, words: Words) -> str:
    name = words.field("role", label)
    if name not in GRID:
        raise AssertionError(f"a label of the grid that names none of its fields: {label}")
    return str(name)


def _add(page: Page, part: Part, words: Words) -> None:
    if part.name == "summary":
        page["summary"] = _lines(part)
    elif part.name in ("duties", "safety_duties"):
        page[part.name] = printed_items(part.items) or [
            {"text": clean(str(line)), "tasks": [], "note": ""} for line in part.lines
        ]
    elif part.name == "authority":
        page["authority"] = [clean(str(line)) for line in part.lines]
    elif part.name in ("relations", "qualifications"):
        known = {words.field(part.name, each.label): each for each in part.fields}
        names = [term.name for term in TERMS[part.name] if term.name != "groups"]
        page[part.name] = {name: clean(str(known[name].value)) for name in names if name in known}
        groups = [
            [clean(each.label), clean(str(each.value))]
            for each in part.fields
            if each not in [known.get(name) for name in names]
        ]
        if groups:
            page["groups"] = groups
    elif part.name in COLUMNS:
        page[part.name] = [[clean(str(cell)) for cell in row] for row in part.rows]
    elif part.name == "extra":
        add_extra(page.setdefault("extra", []), part)


def add_extra(extras: list[Any], part: Part) -> None:
    """Add a piece of a free section to those before; one without a heading goes on the last."""
    if part.heading or not extras:
        extras.append({"heading": clean(part.heading), "lines": [], "items": [], "table": []})
    extra = extras[-1]
    extra["lines"] += [text for line in part.lines if (text := clean(str(line)))]
    extra["items"] += printed_items(part.items)
    if part.kind == "table":
        extra["table"].append([clean(text) for text in part.header])
        extra["table"] += [[clean(str(cell)) for cell in row] for row in part.rows]


def printed_items(items: tuple[DutyItem, ...]) -> list[Any]:
    """Return numbered items as the page shows them."""
    return [
        {
            "text": clean(str(item.text)),
            "tasks": [clean(str(task)) for task in item.tasks],
            "note": clean(item.note),
        }
        for item in items
    ]


def _lines(part: Part) -> str:
    return "\n".join(text for line in part.lines if (text := clean(str(line))))
