"""Edits of pages back into data: what differs from the page as printed, and only that.

A value whose text on the page is as it was printed stays what the data says, whatever the page had
made of it. For one that differs, the way back is gone: numbers lose their unit, lines that list
several are cut again, items that are still there keep all that they had.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from jdgen.sync.page_reading import Page
from jdgen.sync.page_words import CONTROL, GRID, Words, split_joined
from jdgen.sync.taking_items import take_extras, take_items, take_signoff
from jdgen.sync.taking_tables import take_rows
from jdgen.terms.choices import STATUSES

_NAMES = ("direct_reports", "stand_in", "promotion_to")
_NUMBERS = ("incumbents", "openings")
# What people type between the names of a list; the page itself has 、 or a comma.
CUT = {"zh": "[、;；，]", "en": "[、;；，]|, "}
# Rights are clauses, which may have commas of their own.
CLAUSE_CUT = {"zh": "[、；]", "en": ";"}


def take_post(held: Mapping[str, Any], printed: Page, page: Page, words: Words) -> dict[str, Any]:
    """Return a post's data with the edits of its page.

    ``held`` is the data that was printed, ``printed`` the page that it made, ``page`` what Word
    has now. For a new post the first two are empty.
    """
    return _Taking(deepcopy(dict(held)), printed, page, words).take()


class _Taking:
    def __init__(self, held: dict[str, Any], printed: Page, page: Page, words: Words) -> None:
        self.held = held
        self.printed = printed
        self.page = page
        self.words = words

    def take(self) -> dict[str, Any]:
        self._title()
        for name in GRID[1:]:
            self._if_other(f"grid.{name}", partial(self._grid, name))
        self._control()
        self._if_other("summary", lambda text: self._set("summary", self._stated(text)))
        for name in ("duties", "safety_duties"):
            self._if_other(name, partial(self._duties, name))
        self._if_other("authority", self._authority)
        self._fields("relations", self._names_of_relation)
        self._fields("qualifications", lambda _, text: text)
        self._if_other("groups", self._groups)
        for name in ("reports", "indicators", "revisions"):
            self._if_other(name, partial(self._rows, name))
        self._if_other(
            "extra", lambda extras: self._set(
                "extra", take_extras(self.held.get("extra", []), self.printed.get("extra", []),
                                     extras or [])))  # fmt: skip
        self._if_other("signoff", self._signoff)
        self._supplemented()
        return self.held

    # ---- small things

    def _if_other(self, key: str, take: Callable[[Any], None]) -> None:
        now, before = self.page.get(key), self.printed.get(key)
        if now != before:
            take(now)

    def _set(self, name: str, value: Any) -> None:
        if value in (None, "", [], {}):
            self.held.pop(name, None)
        else:
            self.held[name] = value

    def _stated(self, text: str | None) -> str | None:
        """Return a text, None for what the form shows where nothing is stated."""
        if not text or (self.page.get("form") and self.words.is_blank(text)):
            return None
        return text

    def _was_blank(self, key: str) -> bool:
        """Whether the page showed nothing there, and still shows nothing in its way."""
        before, now = self.printed.get(key) or "", self.page.get(key) or ""
        return self.words.is_blank(before) and self.words.is_blank(now)

    # ---- the grid

    def _title(self) -> None:
        """Take the title from where it was changed: the heading, or the field below it."""
        before = self.printed.get("title")
        found = [self.page.get("grid.title"), self.page.get("title")]
        changed = [text for text in found if text and text != before]
        if changed:
            self.held["title"] = changed[0]

    def _grid(self, name: str, text: str | None) -> None:
        key = f"grid.{name}"
        if self._was_blank(key):
            return
        stated = self._stated(text)
        if name in _NAMES:
            self._names(name, stated, text)
        elif name == "department":
            # A post has no place without one: an empty cell says nothing.
            self._set(name, stated or self.held.get(name))
        elif name in _NUMBERS:
            if stated is None and name not in self.held:
                return
            found = re.fullmatch(r"([0-9]{1,9})\s*(?:人|名|个)?", stated or "")
            self._set(name, None if stated is None else stated)
            if found:
                # Nought is a number that is stated.
                self.held[name] = int(found[1])
        elif name == "headcount":
            found = re.fullmatch(r"([0-9]{1,6})\s*人", stated or "")
            bare = str(self.held.get(name, "1")).isdigit()
            self._set(name, found[1] if found and bare else stated)
        else:
            self._set(name, stated)

    def _names(self, name: str, stated: str | None, text: str | None) -> None:
        before = self.printed.get(f"grid.{name}") or ""
        shown = split_joined(before, [], [], CUT[self.words.language]) if before else []
        held = self.held.get(name)
        if held is not None and len(held) != len(shown):
            # An item has a separator in it: taken for what the data has.
            shown = list(held)
        now = split_joined(text or "", shown, held or shown, CUT[self.words.language])
        if name == "direct_reports":
            worked_out = held is None and sorted(now) == sorted(shown)
            if worked_out:
                return
            if stated is None and text and held:
                now = [text]
        elif stated is None:
            now = []
        self._set(name, now)

    def _control(self) -> None:
        before = self.words.control(self.printed.get("control", ""))
        now = self.words.control(self.page.get("control", ""))
        statuses = {english.casefold(): chinese for chinese, english in STATUSES.items()}
        for name in CONTROL:
            text = now.get(name)
            if text == before.get(name):
                continue
            if name == "status" and text is not None:
                text = statuses.get(text.casefold(), text)
            self._set(name, text)

    # ---- parts

    def _duties(self, name: str, items: Any) -> None:
        items = [each for each in items or [] if self._stated(each["text"])]
        printed = self.printed.get(name) or []
        held = self.held.get(name) or []
        self._set(name, take_items(held, printed if held else [], items, self.words))

    def _authority(self, lines: Any) -> None:
        text = "\n".join(lines or [])
        held = self.held.get("authority") or []
        cut = CLAUSE_CUT[self.words.language]
        self._set("authority", split_joined(text, held, held, cut) if self._stated(text) else [])

    def _fields(self, part: str, take: Callable[[str, str], Any]) -> None:
        before, now = self.printed.get(part) or {}, self.page.get(part) or {}
        fields = dict(self.held.get(part) or {})
        for name in {**before, **now}:
            text, old = now.get(name), before.get(name)
            both_blank = self.words.is_blank(text or "") and self.words.is_blank(old or "")
            if text == old or (both_blank and name not in fields):
                continue
            stated = self._stated(text)
            if stated is None:
                fields.pop(name, None)
            else:
                fields[name] = take(name, stated)
        self._set(part, fields)

    def _names_of_relation(self, name: str, text: str) -> list[str]:
        held = (self.held.get("relations") or {}).get(name) or []
        shown = self._shown(held, (self.printed.get("relations") or {}).get(name) or "")
        return split_joined(text, shown, held, CUT[self.words.language])

    def _shown(self, held: Sequence[str], line: str) -> list[str]:
        """Return items as the page shows them: one that is an id is shown as a title."""
        shown = split_joined(line, [], [], CUT[self.words.language])
        return shown if len(shown) == len(held) else list(held)

    def _groups(self, groups: Any) -> None:
        fields = dict(self.held.get("qualifications") or {})
        rows = [{"label": label, "text": text} for label, text in groups or [] if label and text]
        if rows:
            fields["groups"] = rows
        else:
            fields.pop("groups", None)
        self._set("qualifications", fields)

    def _rows(self, name: str, rows: Any) -> None:
        rows = [row for row in rows or [] if not all(self.words.is_blank(text) for text in row)]
        held = self.held.get(name) or []
        printed = (self.printed.get(name) or []) if held else []
        self._set(name, take_rows((name, held, printed, rows), self._stated, self.words))

    def _signoff(self, boxes: Any) -> None:
        self._set("signoff", take_signoff(boxes, self.held.get("signoff"), self.words))

    def _supplemented(self) -> None:
        """Take away what is marked no more as written in; new marks are taken, too."""
        held = list(self.held.get("supplemented") or [])
        before, now = set(self.printed.get("marks", [])), set(self.page.get("marks", []))
        gone = before - now
        if self.printed.get("written_in") != self.page.get("written_in"):
            text = (self.page.get("written_in") or "").partition(self.words.say("colon").strip())[2]
            single = [each for each in held if self._marked_field(each) not in before]
            now_single = split_joined(text, single, single, CUT[self.words.language])
            held = [each for each in held if each not in single or each in now_single]
        held = [each for each in held if self._marked_field(each) not in gone]
        if before != now or "written_in" in {*self.printed, *self.page}:
            self._set("supplemented", held)

    def _marked_field(self, label: str) -> str:
        return self.words.field("role", label) or label
