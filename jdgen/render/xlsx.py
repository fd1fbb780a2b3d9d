"""The roster as a workbook: the only importer of XlsxWriter.

Every cell of data is text or a whole number: nothing in it is ever taken for a formula, a link or
a date. Cells are in text format, so that 3-5 and 2012-03-01 stay what somebody types.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jdgen.errors import InputError, Location, Problem, message
from jdgen.render.archive import pack
from jdgen.render.sheet_sizes import column_width, row_height
from jdgen.views.roster import About, Roster, Sheet, SheetColumn
from jdgen.views.roster_copy import SHEET as COPY_SHEET

LISTS_SHEET = "jdgen_lists"

# Rows below the last that offer the lists, too: for what is added.
_SPARE_ROWS = 500
_CELL = 32_767  # UTF-16 units: more than that no cell holds
_A3, _A4 = 8, 9
_FONTS = {"zh": "微软雅黑", "en": "Arial"}
_INK, _QUIET, _RULE, _STRONG_RULE, _PALE = "#1F3A5F", "#7A828C", "#D5DAE0", "#8FA1B5", "#F5F7F9"
_TABS = {"about": "#7A828C", "data": "#1F3A5F"}
# How another word than those of the list is met; what isn't named is let pass.
_REFUSAL = {"statuses": "stop", "lists": "stop", "departments": "warning", "owners": "warning",
            "superiors": "warning"}  # fmt: skip


def render_xlsx(roster: Roster) -> bytes:
    """Return the workbook. Raises InputError for a text that is longer than a cell can be."""
    target = io.BytesIO()
    book = Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            # Its digits measure columns: seven pixels each, with Arial's look-alikes as well.
            "default_format_properties": {"font_name": "Arial", "font_size": 10},
        },
    )
    _Rendering(book, roster).run()
    book.close()
    return _with_own_heights(target)


class _Rendering:
    def __init__(self, book: Workbook, roster: Roster) -> None:
        self.book = book
        self.roster = roster
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def run(self) -> None:
        roster = self.roster
        # Without a time zone, as the file has none: UTC is meant.
        created = roster.moment.replace(tzinfo=None)
        self.book.set_properties(
            {"title": roster.title, "company": roster.issuer, "author": roster.issuer,
             "created": created}
        )  # fmt: skip
        self.book.set_size(2400, 1400)
        self._about(roster.about)
        sheets = [self.book.add_worksheet(sheet.name) for sheet in roster.sheets]
        ranges = self._lists()
        for place, sheet in zip(sheets, roster.sheets, strict=True):
            self._sheet(place, sheet, ranges)
        copy = self.book.add_worksheet(COPY_SHEET)
        for row, text in enumerate(roster.copy):
            copy.write_string(row, 0, text)
        copy.very_hidden()
        # What one sees first: the posts.
        sheets[0].activate()

    def format(self, **properties: Any) -> Any:
        """Return the format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": _FONTS[self.roster.language], "font_size": 10, "valign": "top"}
            self._formats[key] = self.book.add_format({**base, **properties})
        return self._formats[key]

    def _lists(self) -> Mapping[str, str]:
        """Write what Excel offers to choose from and return each list's range.

        A range may be as long as it likes; a list inside the rule ends at 255 characters.
        """
        sheet = self.book.add_worksheet(LISTS_SHEET)
        ranges = {}
        for column, (name, items) in enumerate(self.roster.lists.items()):
            for row, item in enumerate(items):
                sheet.write_string(row, column, item)
            if items:
                letter = chr(ord("A") + column)
                ranges[name] = f"={LISTS_SHEET}!${letter}$1:${letter}${len(items)}"
        sheet.very_hidden()
        return ranges

    def _sheet(self, place: Worksheet, sheet: Sheet, ranges: Mapping[str, str]) -> None:
        last = max(len(sheet.rows), 1)
        place.set_tab_color(_TABS["data"])
        for number, column in enumerate(sheet.columns):
            place.set_column(
                number, number, column_width(sheet, number), self._cell(column, group=False)
            )
            place.write_string(0, number, column.header, self._header(column))
            if column.column.choices in ranges:
                self._offer(place, number, last + _SPARE_ROWS, column.column.choices, ranges)
        place.set_row(0, 30)
        widths = [column_width(sheet, number) for number in range(len(sheet.columns))]
        for row, cells in enumerate(sheet.rows):
            group = row in sheet.groups
            place.set_row(row + 1, row_height(cells, widths))
            for number, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
                form = self._cell(column, group=group)
                if isinstance(cell, int):
                    place.write_number(row + 1, number, cell, form)
                elif cell:
                    place.write_string(row + 1, number, _checked(cell, cells, column), form)
                else:
                    place.write_blank(row + 1, number, None, form)
        place.autofilter(0, 0, last, len(sheet.columns) - 1)
        place.freeze_panes(1, sheet.frozen)
        place.ignore_errors({"number_stored_as_text": f"A1:AZ{last + _SPARE_ROWS}"})
        self._print(place, sheet.name, large=sheet.large)

    def _header(self, column: SheetColumn) -> Any:
        quiet = column.column.kind == "id"
        return self.format(
            bold=True, font_color="#FFFFFF", bg_color=_QUIET if quiet else _INK, text_wrap=True,
            valign="vcenter", border=1, border_color=_STRONG_RULE,
        )  # fmt: skip

    def _cell(self, column: SheetColumn, *, group: bool) -> Any:
        kind = column.column.kind
        properties: dict[str, Any] = {
            "text_wrap": True, "num_format": "@", "border": 1, "border_color": _RULE,
        }  # fmt: skip
        if group:
            properties |= {"top_color": _STRONG_RULE, "top": 2}
        if kind == "id":
            properties |= {"font_color": _QUIET, "bg_color": _PALE, "font_size": 9}
        if kind == "count":
            # A number that people may add up.
            properties |= {"num_format": "General", "align": "center"}
        if column.column.name in ("title", "name", "owner"):
            properties["bold"] = True
        return self.format(**properties)

    def _offer(
        self, place: Worksheet, column: int, last: int, name: str, ranges: Mapping[str, str]
    ) -> None:
        words = self.roster.words
        strict = _REFUSAL.get(name) == "stop"
        place.data_validation(
            1, column, last, column,
            {
                "validate": "list",
                "source": ranges[name],
                "error_type": _REFUSAL.get(name, "information"),
                # A list of suggestions says nothing of other words.
                "show_error": name in _REFUSAL,
                "error_title": words["choose_title" if strict else "unknown_title"],
                "error_message": words["choose" if strict else "unknown"],
            },
        )  # fmt: skip

    def _print(self, place: Worksheet, name: str, *, large: bool) -> None:
        words = self.roster.words
        place.set_paper(_A3 if large else _A4)
        place.set_landscape()
        place.fit_to_pages(1, 0)
        place.repeat_rows(0)
        place.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        title = _escaped(self.roster.title)[:150]
        place.set_header(f"&L&9{title}&R&9{_escaped(name)}", {"margin": 0.35})
        place.set_footer(f"&L&9{words['internal']}&R&9{words['folio']}", {"margin": 0.3})

    def _about(self, about: About) -> None:
        place = self.book.add_worksheet(about.name)
        place.set_tab_color(_TABS["about"])
        place.hide_gridlines(2)
        place.set_column(0, 0, 3)
        place.set_column(1, 1, 18)
        place.set_column(2, 2, 92)
        heading = self.format(bold=True, font_size=16, font_color=_INK, valign="vcenter")
        place.set_row(1, 30)
        place.write_string(1, 1, about.heading, heading)
        row = 3
        label = self.format(font_color=_QUIET, valign="vcenter")
        text = self.format(text_wrap=True, valign="vcenter")
        for name, fact in about.facts:
            place.set_row(row, 17)
            place.write_string(row, 1, name, label)
            place.write_string(row, 2, fact, text)
            row += 1
        warning = self.format(
            text_wrap=True, bold=True, font_color="#9A3412", bg_color="#FFF4E5", valign="vcenter",
            indent=1,
        )  # fmt: skip
        row += 1
        place.set_row(row, 30)
        place.merge_range(row, 1, row, 2, about.warning, warning)
        section = self.format(
            bold=True,
            font_size=12,
            font_color=_INK,
            bottom=1,
            bottom_color=_STRONG_RULE,
            valign="vcenter",
        )
        row += 2
        self._section(place, row, about.titles[0], section)
        strong = self.format(bold=True, font_color=_INK, valign="vcenter")
        for name, what in about.sheets:
            row += 1
            place.set_row(row, 19)
            # A sheet's name needs quotes in a link; none of these holds one.
            place.write_url(row, 1, f"internal:'{name}'!A1", strong, name)
            place.write_string(row, 2, what, text)
        row += 2
        self._section(place, row, about.titles[1], section)
        for number, rule in enumerate(about.rules, 1):
            row += 1
            place.set_row(row, 19)
            place.write_string(row, 1, str(number), label)
            place.write_string(row, 2, rule, text)
        self._print(place, about.name, large=False)

    @staticmethod
    def _section(place: Worksheet, row: int, title: str, form: Any) -> None:
        place.set_row(row, 24)
        place.write_string(row, 1, title, form)
        place.write_blank(row, 2, None, form)


def _with_own_heights(book: io.BytesIO) -> bytes:
    """Return the workbook with rows that grow when somebody writes more into them.

    XlsxWriter marks every height that it is given as fixed by hand; without one, LibreOffice shows
    the first line only. A height without the mark is right in both. The header's stays fixed.
    """
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            parts[name] = re.sub(rb'(<row r="(?!1")[^>]*) customHeight="1"', rb"\1", part)
    return pack(parts)


def _checked(text: str, row: tuple[str | int, ...], column: SheetColumn) -> str:
    if len(text.encode("utf-16-le")) // 2 <= _CELL:
        return text
    what = message(
        "“{field}” of “{post}” is longer than a cell of a workbook can be ({limit} characters)",
        field=column.header, post=str(row[1] if column.column.name != "owner" else row[0]),
        limit=_CELL,
    )  # fmt: skip
    hint = message("shorten it, or cut it into several items")
    raise InputError([Problem(Location("data"), what, hint)])


def _escaped(text: str) -> str:
    return text.replace("&", "&&")
