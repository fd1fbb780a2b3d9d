"""A handbook's PDF held against LibreOffice's print of its Word file: pages, headings, text."""

from __future__ import annotations

import fcntl
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.checkers.libreoffice import convert_to_pdf
from tests.projects import Built
from tests.reading import open_pdf

_DOTS = re.compile(r"\.{3,}|\s")

# Where running heads end and folios begin, in points from the edge, in both themes.
_HEAD, _FOOT = 60, 50


@dataclass(frozen=True)
class Printed:
    """A print: its headings with their pages, the text of each page, and that text in order.

    ``bodies`` leave out running heads and folios, which the formats draw at different moments.
    """

    headings: tuple[tuple[str, int], ...]
    pages: tuple[str, ...]
    bodies: tuple[str, ...]


def squash(text: str) -> str:
    """Drop white space and the dots that lead to a page number."""
    return _DOTS.sub("", text)


def read_print(pdf: Path) -> Printed:
    """Read a PDF's outline and the text of its pages in the order it was drawn."""
    with open_pdf(pdf) as document:
        headings = tuple((squash(title), page) for _, title, page in document.get_toc())
        pages = tuple(squash(page.get_text(sort=False)) for page in document)
        bodies = tuple(
            squash(page.get_text(clip=(0, _HEAD, page.rect.width, page.rect.height - _FOOT)))
            for page in document
        )
    return Printed(headings, pages, bodies)


def word_print(built: Built) -> Path:
    """Return LibreOffice's print of the Word file, made once."""
    folder = built.docx.parent / "libreoffice"
    printed = folder / f"{built.docx.stem}.pdf"
    folder.mkdir(exist_ok=True)
    # One test worker converts, the other waits and finds the result.
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            convert_to_pdf(built.docx, folder)
    return printed


def differences(ours: Printed, words: Printed, *, title: str) -> Iterator[str]:
    """Yield a sentence for everything in which the two prints are no twins.

    ``title`` is the handbook's: the PDF's outline begins with the cover, which no heading of the
    Word file names.
    """
    if len(ours.pages) != len(words.pages):
        yield f"{len(ours.pages)} pages in the PDF, {len(words.pages)} in Word"
    expected = [heading for heading in ours.headings if heading != (squash(title), 1)]
    for mine, theirs in zip(expected, words.headings, strict=False):
        if mine != theirs:
            yield f"heading {mine[0]} on page {mine[1]}; in Word {theirs[0]} on page {theirs[1]}"
    if len(expected) != len(words.headings):
        yield f"{len(expected)} headings in the PDF, {len(words.headings)} in Word"
    pairs = zip(ours.pages, words.pages, strict=False)
    for number, (page, other) in enumerate(pairs, start=1):
        missing, extra = Counter(page) - Counter(other), Counter(other) - Counter(page)
        if missing or extra:
            yield (
                f"page {number}: only in the PDF {''.join(missing.elements())[:40]!r}, "
                f"only in Word {''.join(extra.elements())[:40]!r}"
            )


def out_of_order(ours: Printed, words: Printed) -> list[int]:
    """Return the pages whose body text is in another order in Word.

    Pages with charts are drawn box by box in an order of their own: leave them to ``differences``.
    """
    pairs = zip(ours.bodies, words.bodies, strict=False)
    return [number for number, (mine, theirs) in enumerate(pairs, start=1) if mine != theirs]
