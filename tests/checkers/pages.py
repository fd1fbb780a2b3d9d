"""What stands on the pages of a PDF: as text, and as pictures by two renderers.

Text extraction reads what a page says even when it shows empty boxes or nothing at all, and
Poppler forgives fonts that MuPDF does not. So look at pictures of both: :func:`ink` tells a page
with writing from a bare one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from PIL import Image

from tests.checkers.findings import UNREADABLE, CheckerBroken, Finding
from tests.checkers.tools import run

Renderer = Literal["poppler", "mupdf"]


def page_count(pdf: Path) -> int:
    """Return how many pages a PDF has."""
    return int(_said("qpdf", "--show-npages", pdf))


def page_texts(pdf: Path, *, layout: bool = False) -> list[str]:
    """Return the text of each page, in reading order or (``layout``) as it lies on the page."""
    text = _said("pdftotext", "-enc", "UTF-8", *(["-layout"] if layout else []), pdf, "-")
    return text.split("\f")[:-1]  # every page ends in a form feed, the last one too


def page_pictures(
    pdf: Path, into: Path, *, renderer: Renderer = "poppler", dpi: int = 72
) -> list[Path]:
    """Draw every page as a PNG in ``into`` and return them in order of pages."""
    into.mkdir(parents=True, exist_ok=True)
    prefix = f"{pdf.stem}-{renderer}-"
    for old in into.glob(f"{prefix}*.png"):
        old.unlink()
    if renderer == "poppler":
        _said("pdftoppm", "-png", "-r", str(dpi), pdf, into / prefix.removesuffix("-"))
    else:
        _said("mutool", "draw", "-q", "-r", str(dpi), "-o", into / f"{prefix}%d.png", pdf)
    pictures = sorted(into.glob(f"{prefix}*.png"), key=_number)
    if len(pictures) != page_count(pdf):
        raise CheckerBroken(f"{renderer} drew {len(pictures)} pages of {pdf}")
    return pictures


def _number(picture: Path) -> int:
    found = re.search(r"(\d+)\.png$", picture.name)
    if found is None:
        raise CheckerBroken(f"no page number in {picture.name}")
    return int(found[1])


def ink(picture: Path, *, darker_than: int = 128) -> int:
    """Count the pixels of a picture that are darker than a grey from 0 (black) to 255 (white)."""
    with Image.open(picture) as image:
        return sum(image.convert("L").histogram()[:darker_than])


def check_structure(pdf: Path) -> list[Finding]:
    """Check with qpdf that a PDF's objects, streams and cross-references are whole."""
    done = run("qpdf", "--check", pdf)
    if done.returncode == 0:
        return []
    words = f"{done.stdout}{done.stderr}".strip().replace("\n", "; ")
    return [Finding(pdf, "qpdf", UNREADABLE if done.returncode == 2 else "damaged", words)]


def _said(name: str, *arguments: str | Path) -> str:
    done = run(name, *arguments)
    if done.returncode:
        raise CheckerBroken(f"{name}: {done.stderr.strip()}")
    return done.stdout
