"""What every document says of itself: whose it is, and of which date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from jdgen.model import Handbook


def issuer(handbook: Handbook) -> str:
    """Whose handbook it is, as the cover says: the company, if one is named, and the unit."""
    separator = "　" if handbook.language == "zh" else ", "
    names = (handbook.company, handbook.organisation)
    return separator.join(name for name in names if name)


def document_moment(dates: Iterable[str | None], otherwise: datetime | None) -> datetime:
    """Return a document's date: the first of ``dates`` that is one, else as told.

    The start of 2000 where nothing is told: the clock is never asked.
    """
    for date in dates:
        try:
            return datetime.fromisoformat(date or "").replace(tzinfo=UTC)
        except ValueError:
            continue
    return otherwise or datetime(2000, 1, 1, tzinfo=UTC)
