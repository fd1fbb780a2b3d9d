"""Numbers of a workbook as its cells show them: dates, shares, whole numbers.

ISO/IEC 29500-1 §18.8.30 (number formats) and §18.17.4 (dates as days counted from 1900 or 1904).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from jdgen.importers.readers.docx_parts import Element, child, local, value, whole
from jdgen.importers.readers.safety import Package, parse_xml

_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, 50, 51, 52, 53, 54, 57, 58))
_TIMES = frozenset((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56))
_SHARES = frozenset((9, 10))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True)
class Formats:
    """Each cell style's number format: its id, and its code where it is the file's own."""

    codes: tuple[tuple[int, str], ...] = ()
    base_1904: bool = False


def read_formats(package: Package, part: str, *, base_1904: bool) -> Formats:
    """Return the number formats of a workbook's cell styles."""
    if part not in package:
        return Formats((), base_1904)
    root = parse_xml(package.read(part), package.file)
    own: Mapping[int, str] = {
        whole(value(each, "numFmtId")): value(each, "formatCode") or ""
        for each in _each(root, "numFmts")
    }
    styles = [whole(value(each, "numFmtId")) for each in _each(root, "cellXfs")]
    return Formats(tuple((number, own.get(number, "")) for number in styles), base_1904)


def _each(root: Element, name: str) -> list[Element]:
    found = child(root, name)
    return [each for each in found if local(each)] if found is not None else []


def show(text: str, formats: Formats, style: int) -> str:
    """Return what a cell that holds the number ``text`` shows; other text as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        return text
    identifier, code = formats.codes[style] if style < len(formats.codes) else (0, "")
    code = _QUOTED.sub("", code).lower()
    if identifier in _SHARES or "%" in code:
        return f"{_plain(number * 100)}%"
    is_date = identifier in _DATES or ("y" in code) or ("d" in code and "m" in code)
    is_time = identifier in _TIMES or ("h" in code and "m" in code)
    if is_date or is_time:
        return _moment(number, base_1904=formats.base_1904, with_date=is_date) or _plain(number)
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Return a number without the noise of binary fractions: 0.30000000000000004 is 0.3."""
    rounded = round(number, 10).normalize()
    return f"{rounded:f}"


def _moment(number: Decimal, *, base_1904: bool, with_date: bool) -> str:
    days, seconds = int(number), round((number % 1) * 86400)
    if not 0 <= days < 2_958_466:  # the end of the year 9999
        return ""
    # Day 60 is 29 February 1900, which never was; from day 61 on, all programs agree.
    begin = datetime(1904, 1, 1) if base_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # no zone
    moment = begin + timedelta(days=days, seconds=int(seconds))
    clock = f"{moment:%H:%M}" if seconds else ""
    if not with_date:
        return clock or "0:00"
    return f"{moment:%Y-%m-%d} {clock}".strip()
