"""What lays out and draws, told apart without loading it: part of the key of whatever is kept."""

from __future__ import annotations

import ctypes
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import jdgen.render
from jdgen.render.code_digest import code_digest
from jdgen.render.pieces.batch import NoEngine

_PACKAGES = (
    "weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "uharfbuzz",
    "jinja2", "docxtpl", "python-docx", "lxml", "segno",
)  # fmt: skip
_PANGO = ("libpango-1.0.so.0", "libpango-1.0-0.dll", "libpango-1.0.0.dylib", "libpango-1.0.dylib")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz-0.dll", "libharfbuzz.0.dylib", "libharfbuzz.dylib")
# The code that decides what a section's HTML becomes, and what a card.
_CODE = (
    "pdf/*.py", "pieces/*.py", "docx/*.py", "card_*.py", "qr.py", "templates.py", "typeset.py",
    "typefaces.py", "../fonts.py", "../typography.py", "../terms/phrases.py", "../views/card.py",
    "../views/shortening.py",
)  # fmt: skip


def engine_name() -> str:
    """Return what is different as soon as a page might come out in another way.

    Raises NoEngine where the libraries that lay out text can't be loaded.
    """
    own = code_digest(_PACKAGES, Path(jdgen.render.__path__[0]), _CODE).hex()
    libraries = (
        _library(_PANGO, "pango_version_string"), _library(_HARFBUZZ, "hb_version_string")
    )  # fmt: skip
    return "\n".join((*libraries, own))


def _library(names: tuple[str, ...], function: str) -> str:
    """Return a library's version, in its own words; only that of WeasyPrint's where it has no name.

    Loading it by name is a matter of a millisecond, WeasyPrint one of half a second.
    """
    for name in names:
        try:
            ask = getattr(ctypes.CDLL(name), function)
        except OSError:
            continue
        ask.restype = ctypes.c_char_p
        return f"{name} {ask().decode()}"
    try:
        from jdgen.render.pdf.engine_versions import engine_versions  # heavy
    except OSError as failure:
        raise NoEngine from failure
    return repr(sorted(engine_versions().items()))


def producer() -> str:
    """Return the program that a PDF names as its maker."""
    return f"WeasyPrint {version('weasyprint')}"


def colour_profile() -> bytes:
    """Return the profile of the colours that pages are drawn in, which WeasyPrint brings along."""
    found = find_spec("weasyprint")
    if found is None or found.origin is None:
        raise AssertionError("a dependency is installed")
    return (Path(found.origin).parent / "pdf" / "sRGB2014.icc").read_bytes()
