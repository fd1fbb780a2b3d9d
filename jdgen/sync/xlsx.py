"""An edited roster as plain values: what it said when it was exported, and what it says now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jdgen.errors import InputError, message
from jdgen.importers.ids import identifier
from jdgen.sync.merging import Taken
from jdgen.sync.roster_base import carried_by, find_copy, with_aliases
from jdgen.sync.roster_lists import ListReader
from jdgen.sync.roster_sheets import COLUMNS, Row, find_sheets
from jdgen.sync.roster_values import CellValues, Told, clean_cell
from jdgen.sync.workbook import SheetCells, read_workbook
from jdgen.terms import Language
from jdgen.terms.choices import STATUSES
from jdgen.views.roster_columns import DEPARTMENTS, POSTS, Column, Names, Plain, normal
from jdgen.views.roster_fields import ROLE_DUTIES

_ID = re.compile("[a-z][a-z0-9-]{0,31}")


def read_roster(data: bytes, file: str, held: Plain) -> Taken:
    """Read an edited roster; ``held`` is what ``data`` says now, for one without its copy.

    Raises InputError for what is no roster, is damaged or hostile, and, all together, for every
    cell that can't be meant: a formula, a department that there is none of, a post twice.
    """
    book = read_workbook(data, file)
    return RosterReader(book, file, held).taken()


class RosterReader:
    """Reads one workbook."""

    def __init__(self, book: Sequence[SheetCells], file: str, held: Plain) -> None:
        copy = find_copy(book)
        self.base: Plain = copy if copy is not None else carried_by(held)
        language = self.base.get("language") or held["handbook"].get("language", "zh")
        self.language: Language = language
        self.sheets = find_sheets(book, self.base.get("headers", {}), file)
        self.told = Told(file)
        # Aliases are in no cell, but people write them, and references may be by them.
        aliases = {each["id"]: each.get("aliases", ()) for each in held["roles"]}
        sections = {each["id"]: each.get("aliases", ()) for each in held["departments"]}
        base_names = Names(with_aliases(self.base, aliases, sections))
        self.rows: dict[str, dict[str, Row]] = {}
        for kind, record in (("departments", DEPARTMENTS), ("roles", POSTS)):
            self.rows[kind] = self._identify(kind, record, held[kind])
        names = Names(
            with_aliases(
                {
                    "handbook": self.base["handbook"],
                    "roles": self._titles("roles", "title"),
                    "departments": self._titles("departments", "name"),
                },
                aliases,
                sections,
            )
        )
        self.values = CellValues(self.base, base_names, names, self.language, self.told)

    def taken(self) -> Taken:
        """Return what was read. Raises InputError with all that is wrong."""
        records = {
            "departments": self._records("departments", DEPARTMENTS),
            "roles": self._records("roles", POSTS),
        }
        ListReader(self.values, self.sheets, records).read()
        if self.told.problems:
            raise InputError(self.told.problems)
        covered = {"handbook": frozenset[str](), "role": self._covered("roles"),
                   "department": self._covered("departments")}  # fmt: skip
        if "duties" in self.sheets:
            covered["role"] |= frozenset(ROLE_DUTIES)
            covered["department"] |= {"duties"}
        if "reports" in self.sheets:
            covered["role"] |= {"reports"}
        printed = {"handbook": {}, "departments": self.base["departments"],
                   "roles": self.base["roles"]}  # fmt: skip
        return Taken(printed, {"handbook": {}, **records}, covered)

    def _covered(self, kind: str) -> frozenset[str]:
        if kind not in self.sheets:
            return frozenset()
        columns = self.sheets[kind].columns
        return frozenset(each.path[0] for each in COLUMNS[kind] if each.name in columns) - {"id"}

    # ---- which row is which record

    def _identify(
        self, kind: str, columns: Sequence[Column], held: Sequence[Plain]
    ) -> dict[str, Row]:
        """Return the rows by the ids of their records; what is new gets an id.

        ``held`` are the records that the data has: one that came there by an earlier sync of this
        file is not new any more.
        """
        sheet = self.sheets.get(kind)
        if sheet is None:
            return {}
        title = columns[1].name
        base = {each["id"]: normal(each[title]) for each in self.base[kind]}
        found: dict[str, Row] = {}
        new: list[Row] = []
        for row in sheet.rows():
            name = row.texts.get("id", "")
            if name not in base:
                new.append(row)
            elif name not in found:
                found[name] = row
            elif row.texts[title] == base[name] and found[name].texts[title] != base[name]:
                # A row that was copied keeps the id of the one it was copied from.
                new.append(found[name])
                found[name] = row
            elif row.texts[title] != found[name].texts[title]:
                new.append(row)
            else:
                self._twice(row, title)
        since = {each["id"]: normal(each[title]) for each in held if each["id"] not in base}
        self._admit(new, found, base, since)
        return found

    def _twice(self, row: Row, title: str) -> None:
        what = message("{place}: “{title}” stands there twice", place=row.place(title),
                       title=row.texts[title])  # fmt: skip
        self.told.tell(
            what, message("delete one of the two rows, or give the new one its own name")
        )

    def _admit(
        self,
        new: list[Row],
        found: dict[str, Row],
        base: Mapping[str, str],
        since: Mapping[str, str],
    ) -> None:
        """Give ids to rows that have none of a record that was exported."""
        for row in new:
            title = "title" if "title" in row.texts else "name"
            name, written = row.texts[title], row.texts.get("id", "")
            if not name:
                what = message("{place} is empty: every post and department needs a name",
                               place=row.place(title))  # fmt: skip
                self.told.tell(what, message("write the name, or delete the row"))
                continue
            # Somebody emptied the column of ids: names serve.
            same = [each for each, known in base.items() if known == name and each not in found]
            same = same or [
                each for each, known in since.items() if known == name and each not in found
            ]
            if not written and len(same) == 1:
                found[same[0]] = row
                continue
            if written and written not in base:
                if not _ID.fullmatch(written) or written in found:
                    what = message("{place}: “{id}” can't be the id of this row",
                                   place=row.place("id"), id=written)  # fmt: skip
                    hint = message("leave the id of what is new empty: it gets one")
                    self.told.tell(what, hint)
                    continue
                chosen = written
            else:
                kind = "post" if title == "title" else "department"
                chosen = identifier(name, {*base, *since, *found}, kind)
            found[chosen] = row

    def _titles(self, kind: str, title: str) -> list[dict[str, Any]]:
        if kind not in self.sheets:
            return [{"id": each["id"], title: each[title]} for each in self.base[kind]]
        rows = self.rows[kind].items()
        return [{"id": each, title: clean_cell(row.texts[title])} for each, row in rows]

    # ---- records

    def _records(self, kind: str, columns: Sequence[Column]) -> list[dict[str, Any]]:
        """Return the records of a sheet as they are now; their lists as they were."""
        base = {each["id"]: each for each in self.base[kind]}
        if kind not in self.sheets:
            return [dict(each) for each in self.base[kind]]
        records = []
        for each, row in self.rows[kind].items():
            record = dict(base.get(each, {}))
            record["id"] = each
            for column in columns[1:]:
                if column.name in row.texts:
                    column.put(record, self.values.value(column, row, base.get(each, {})))
            self._check(record, row)
            records.append(record)
        return records

    def _check(self, record: Plain, row: Row) -> None:
        """Tell what no data could hold."""
        for name in ("department", "parent"):
            text = record.get(name)
            known = text is None or text == self.values.names.organisation
            if name in row.texts and not known and self.values.names.department(str(text)) is None:
                what = message("{place}: no department is called “{name}”", place=row.place(name),
                               name=text)  # fmt: skip
                hint = message("choose one from the list, or add a row for it to the departments")
                self.told.tell(what, hint)
        if "title" in row.texts and "department" not in record:
            what = message("{place} is empty: every post belongs to a department",
                           place=row.place("department"))  # fmt: skip
            self.told.tell(what, message("choose one from the list"))
        for name in ("title", "name"):
            if name in row.texts and not record.get(name):
                what = message("{place} is empty: every post and department needs a name",
                               place=row.place(name))  # fmt: skip
                self.told.tell(what, message("write the name, or delete the row"))
        self._check_values(record, row)

    def _check_values(self, record: Plain, row: Row) -> None:
        for name in ("incumbents", "openings"):
            if isinstance(record.get(name), str):
                what = message("{place}: “{number}” is no whole number", place=row.place(name),
                               number=record[name])  # fmt: skip
                self.told.tell(what, message("write digits alone, such as 3"))
        status = record.get("status")
        if status is not None and status not in STATUSES:
            what = message("{place}: no status is called “{status}”", place=row.place("status"),
                           status=status)  # fmt: skip
            self.told.tell(what, message("choose one from the list"))
        for pair in record.get("qualifications", {}).get("groups", ()):
            if not pair["label"] or not pair["text"] or pair["label"] == pair["text"]:
                where = row.place("qualifications.groups")
                what = message("{place}: a line here has its name, a colon and its text",
                               place=where)  # fmt: skip
                self.told.tell(what, message("write for example 语言：英语六级"))
