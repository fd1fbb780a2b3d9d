# ruff: noqa: INP001 - a script beside what it makes, not a package
"""Makes the pictures of the README from freshly built files: ``python docs/make_images.py``.

Needs what the tests need (``make test`` installs it): Poppler, LibreOffice, PyMuPDF and Pillow.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pymupdf
from PIL import Image, ImageChops, ImageOps

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
RESOLUTION = 70  # dots per inch: text is readable, a page is 579 pixels wide
COLOURS = 32  # pages have few: their edges need the shades between
LARGEST = 150 * 1024
STRUCTURE = "人员构架"
POST = "市场拓展部主管"
_GAP = 24
_BORDER = "#C4CAD1"


def main() -> None:
    """Build both themes, picture the pages and write them to ``docs/images``."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        standard, form = build(top, "standard"), build(top, "form")
        word = to_pdf(next(standard.parent.glob("*.docx")), top)
        post = page_of(standard, POST)
        images = {
            "cover": picture(standard, 1),
            "structure": picture(standard, page_of(standard, STRUCTURE)),
            "post-standard": picture(standard, post),
            "post-form": picture(form, page_of(form, POST)),
            "word-and-pdf": beside([picture(word, post), picture(standard, post)]),
        }
    (HERE / "images").mkdir(exist_ok=True)
    for name, image in images.items():
        path = HERE / "images" / f"{name}.png"
        image.quantize(COLOURS).save(path, optimize=True)
        if path.stat().st_size > LARGEST:
            sys.exit(f"{path.name} has more than {LARGEST // 1024} KB")


def build(top: Path, theme: str) -> Path:
    """Build the handbook with one theme and return its PDF."""
    output = top / theme
    run(sys.executable, "-m", "jdgen", "build", "handbook", "--theme", theme,
        "--project", str(PROJECT), "--output", str(output))  # fmt: skip
    return next((output / "handbook").glob("*.pdf"))


def to_pdf(document: Path, top: Path) -> Path:
    """Lay a Word file out with LibreOffice, which exits with 0 even when it fails."""
    profile = (top / "profile").as_uri()
    run("soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf",
        "--outdir", str(top), str(document))  # fmt: skip
    return next(top.glob("*.pdf"))


def page_of(document: Path, title: str) -> int:
    """Return the page that a bookmark leads to, counted from 1."""
    with pymupdf.open(document) as pdf:
        return next(int(page) for _, text, page in pdf.get_toc() if text == title)


def picture(document: Path, page: int) -> Image.Image:
    """Return one page, in a thin frame."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "page"
        run("pdftoppm", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile",
            "-png", str(document), str(root))  # fmt: skip
        with Image.open(root.with_suffix(".png")) as image:
            return ImageOps.expand(image.convert("RGB"), 1, _BORDER)


def beside(pages: Iterable[Image.Image]) -> Image.Image:
    """Return pages side by side, cut below the longest one's last line."""
    listed = list(pages)
    low = max(_last_line(page) for page in listed) + _GAP
    width = sum(page.width for page in listed) + _GAP * (len(listed) - 1)
    whole = Image.new("RGB", (width, min(low, listed[0].height)), "white")
    left = 0
    for page in listed:
        whole.paste(page, (left, 0))
        left += page.width + _GAP
    return whole


def _last_line(page: Image.Image) -> int:
    inner = page.crop((2, 2, page.width - 2, page.height - 2))
    box = ImageChops.difference(inner, Image.new("RGB", inner.size, "white")).getbbox()
    return box[3] if box else page.height


def run(*command: str) -> None:
    """Run a program; what it says is shown only when it fails."""
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own commands
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr.decode('utf-8', 'replace')}")


if __name__ == "__main__":
    main()
