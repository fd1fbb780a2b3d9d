"""The sheets of duties and of reports: whose each row is, and what its list says now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jdgen.errors import message
from jdgen.sync.roster_sheets import Row, Sheet
from jdgen.sync.roster_values import CellValues
from jdgen.terms import Language, term
from jdgen.views.roster_columns import DUTIES, REPORTS, Column, Names, Plain, normal, show
from jdgen.views.roster_fields import DEPARTMENT_DUTIES, ROLE_DUTIES, list_names

_Owner = tuple[str, str, str]
"""``roles`` or ``departments``, the record's id, and the field that holds the list."""


class ListReader:
    """Puts the rows of both sheets into the records that they belong to."""

    def __init__(
        self,
        values: CellValues,
        sheets: Mapping[str, Sheet],
        records: Mapping[str, list[dict[str, Any]]],
    ) -> None:
        self.values = values
        self.sheets = sheets
        self.records = {(kind, each["id"]): each for kind, some in records.items() for each in some}
        self.base = {
            (kind, each["id"]): each
            for kind in ("roles", "departments")
            for each in values.base[kind]
        }
        self.lists = _list_words(values)

    def read(self) -> None:
        """Replace the lists of all records by what the sheets say."""
        if "duties" in self.sheets:
            fields = [("roles", name) for name in ROLE_DUTIES] + [("departments", "duties")]
            self._replace("duties", DUTIES, fields)
        if "reports" in self.sheets:
            self._replace("reports", REPORTS, [("roles", "reports")])

    def _replace(
        self, sheet: str, columns: Sequence[Column], fields: Sequence[tuple[str, str]]
    ) -> None:
        rows: dict[_Owner, list[Row]] = {}
        for row in self.sheets[sheet].rows():
            owner = self._owner(row, sheet, columns)
            if owner is not None:
                rows.setdefault(owner, []).append(row)
        for (kind, identifier), record in self.records.items():
            for owner_kind, name in fields:
                if kind == owner_kind:
                    before = self.base.get((kind, identifier), {}).get(name, ())
                    mine = rows.get((kind, identifier, name), [])
                    items = self._items(mine, before, columns)
                    record.pop(name, None)
                    if items:
                        record[name] = items

    def _items(
        self, rows: Sequence[Row], before: Sequence[Plain], columns: Sequence[Column]
    ) -> list[Plain]:
        """Return the items of one list; a row that says what was exported is that item."""
        if not rows:
            return []
        names = [each for each in columns if each.name in rows[0].texts]
        left = self._by_words(before, names)
        known: dict[int, Plain] = {}
        for number, row in enumerate(rows):
            said = left.get(_said(row, names))
            if said:
                known[number] = said.pop(0)
        by_main = self._by_words([each for some in left.values() for each in some], columns[:1])
        items: list[Plain] = []
        for number, row in enumerate(rows):
            if number in known:
                items.append(self._followed(known[number], columns))
                continue
            base = (by_main.get(_said(row, columns[:1])) or [{}])[0]
            items.append(self._read(row, base, columns))
        return items

    def _by_words(
        self, items: Sequence[Plain], columns: Sequence[Column]
    ) -> dict[tuple[str, ...], list[Plain]]:
        """Return items by what their cells said."""
        found: dict[tuple[str, ...], list[Plain]] = {}
        for each in items:
            found.setdefault(tuple(self._shown(column, each) for column in columns), []).append(
                each
            )
        return found

    def _shown(self, column: Column, item: Plain) -> str:
        values = self.values
        return normal(show(column, column.of(item), values.base_names, values.language))

    def _followed(self, item: Plain, columns: Sequence[Column]) -> dict[str, Any]:
        """Return an item as it was; posts that have another title now by that."""
        kept = dict(item)
        for column in columns:
            if column.kind == "posts" and column.name in kept:
                kept[column.name] = self.values.follow(column, kept[column.name])
        return kept

    def _read(self, row: Row, base: Plain, columns: Sequence[Column]) -> dict[str, Any]:
        """Return a row that was changed or is new, on the ground of the item that it was."""
        main = columns[0]
        item = dict(base)
        for column in columns:
            if column.name in row.texts:
                column.put(item, self.values.value(column, row, base))
        if main.name not in item:
            what = message(
                "{place} is empty, though the row says something", place=row.place(main.name)
            )
            hint = message("write what it is, or delete the whole row")
            self.values.told.tell(what, hint)
        return item

    # ---- whose a row is

    def _owner(self, row: Row, sheet: str, columns: Sequence[Column]) -> _Owner | None:
        """Return whose list a row stands in, None for one that goes with a deleted record."""
        text, kind = row.texts["owner"], row.texts.get("list", "")
        if not text:
            what = message("{place} is empty: whose is this row?", place=row.place("owner"))
            self.values.told.tell(what, message("choose one from the list, or delete the row"))
            return None
        names: tuple[str, ...] = ("reports",)
        if sheet == "duties":
            wanted = self.lists.get(kind.casefold())
            if kind and wanted is None:
                what = message("{place}: no list of duties is called “{name}”",
                               place=row.place("list"), name=kind)  # fmt: skip
                self.values.told.tell(what, message("choose one from the list"))
                return None
            names = (wanted,) if wanted is not None else ("duties", DEPARTMENT_DUTIES)
        known = False
        for name in names:
            section = "departments" if name == DEPARTMENT_DUTIES else "roles"
            field = "duties" if name == DEPARTMENT_DUTIES else name
            identifier, exported = self._whose(row, section, field, columns)
            if identifier is not None:
                return section, identifier, field
            known = known or exported
        if not known:
            what = message("{place}: no post or department is called “{name}”",
                           place=row.place("owner"), name=text)  # fmt: skip
            hint = message("choose one from the list, or add its row to its sheet")
            self.values.told.tell(what, hint)
        return None

    def _whose(
        self, row: Row, section: str, field: str, columns: Sequence[Column]
    ) -> tuple[str | None, bool]:
        """Return the id meant, and whether something of that name was exported.

        A name that was another's when the roster was exported still means that one in the rows
        that were its own: people rename a post on its own sheet alone.
        """
        text = row.texts["owner"]
        before = _find(self.values.base_names, section, text)
        now = _find(self.values.names, section, text)
        if before is not None and before != now and (section, before) in self.records:
            names = [each for each in columns if each.name in row.texts]
            own = self._by_words(self.base[section, before].get(field, ()), names)
            if now is None or _said(row, names) in own:
                return before, True
        return now, before is not None


def _said(row: Row, columns: Sequence[Column]) -> tuple[str, ...]:
    return tuple(row.texts[each.name] for each in columns)


def _find(names: Names, section: str, text: str) -> str | None:
    return names.post(text) if section == "roles" else names.department(text)


def _list_words(values: CellValues) -> dict[str, str]:
    """Return the lists of duties by what the roster calls them, in either language."""
    found: dict[str, str] = {}
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        labels = {name: term("role", name).label(language) for name in ROLE_DUTIES}
        found |= {label.casefold(): name for name, label in list_names(labels, language).items()}
    own = values.base.get("lists", {})
    return found | {str(label).casefold(): name for name, label in own.items()}
