"""How wide the columns of each table are: one table for both formats, so that they break alike.

Widths are parts of 8400, the type area of the shipped themes in twips (420 pt); other type areas
scale them. A row of a post's grid may join neighbouring columns.
"""

from __future__ import annotations

from collections.abc import Mapping

from jdgen.terms import Language

FULL_WIDTH = 8400

# Tables of a fixed number of columns, by name. Heads of four Han characters (报送频率), ages
# (20岁以上) and posts of seven characters (市场拓展部经理) have room in one line in both themes.
COLUMNS: Mapping[str, tuple[int, ...]] = {
    "grid": (1500, 2700, 1500, 2700),
    "fields": (1900, 6500),
    "reports": (3600, 1600, 3200),
    "indicators": (2600, 2200, 1000, 2600),
    "revisions": (1100, 1500, 4300, 1500),
    "roster": (700, 2900, 2600, 1300, 900),
    "report_schedule": (970, 2620, 1470, 2370, 970),
    "qualification_table": (1480, 980, 980, 1420, 2580, 960),
    "receipt": (650, 2000, 2250, 1150, 1250, 1100),
    "signoff": (2800, 2800, 2800),
    "changes": (1180, 1250, 2460, 2460, 1050),
    "change_sums": (2400, 1200, 1200, 1250, 1250, 1100),
    "affected": (1500, 1000, 1800, 2100, 1100, 900),
    "cover_fields": (2000, 3400),
    # The form theme's one grid: label, sub-label, three columns that values join.
    "form": (1700, 1500, 800, 1200, 3200),
}
# English has longer words (Frequency, Quarter-end, Bachelor’s), which have to stay whole.
ENGLISH_COLUMNS: Mapping[str, tuple[int, ...]] = {
    "report_schedule": (1120, 2610, 1750, 1830, 1090),
    "qualification_table": (1300, 1120, 960, 1500, 2600, 920),
}


def equal_columns(count: int) -> tuple[int, ...]:
    """Return ``count`` columns of one width; the last takes what rounding leaves."""
    width = FULL_WIDTH // count
    return (*([width] * (count - 1)), FULL_WIDTH - width * (count - 1))


def columns(name: str, count: int, language: Language = "zh") -> tuple[int, ...]:
    """Return the widths of the columns of a table called ``name`` with ``count`` columns."""
    if name in ("by_department", "by_grade"):
        rest = 1500
        return (FULL_WIDTH - rest * (count - 1), *([rest] * (count - 1)))
    known = COLUMNS.get(name, ())
    if language == "en":
        known = ENGLISH_COLUMNS.get(name, known)
    return known if len(known) == count else equal_columns(count)
