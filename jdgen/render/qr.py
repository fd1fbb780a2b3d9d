"""QR codes (ISO/IEC 18004): as SVG for the PDF, as PNG for the Word file, and how large to print.

A code is black on white with its quiet zone of four modules around it; error correction M mends
15 % of it. Heavy: segno.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from itertools import groupby

import segno
from markupsafe import escape

QUIET_ZONE = 4
"""Modules that stay white around a code (ISO/IEC 18004, 5.3.8)."""
LEAST_MODULE = 0.4
"""Millimetres: what the camera of any phone tells apart at arm's length."""
_PIXELS = 12  # a module in the PNG


def qr_width(text: str, least: float) -> float:
    """Return how wide to print a code, in millimetres, its quiet zone included.

    The code itself is ``least`` wide, wider where its modules would be too small. Raises
    ValueError for a text that no code holds.
    """
    modules = _code(text).symbol_size(border=0)[0]
    return max(least / modules, LEAST_MODULE) * (modules + 2 * QUIET_ZONE)


def qr_svg(text: str, size_mm: float, label: str) -> str:
    """Return a code as an SVG element ``size_mm`` wide and high; ``label`` is read out for it."""
    code = _code(text)
    width = code.symbol_size(border=QUIET_ZONE)[0]
    # One path for all modules: side by side as shapes of their own they would show seams.
    path = "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(code.matrix_iter(border=QUIET_ZONE))
        for x, length in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{size_mm:.2f}mm"'
        f' height="{size_mm:.2f}mm" viewBox="0 0 {width} {width}">'
        f"<title>{escape(label)}</title>"
        f'<path fill="#FFFFFF" d="M0 0h{width}v{width}h-{width}z"/>'
        f'<path fill="#000000" d="{path}"/></svg>'
    )


def qr_png(text: str) -> bytes:
    """Return a code as a PNG picture of black and white, its quiet zone included."""
    output = io.BytesIO()
    _code(text).save(output, kind="png", scale=_PIXELS, border=QUIET_ZONE)
    return output.getvalue()


def _code(text: str) -> segno.QRCode:
    # UTF-8 as bytes: left to itself, segno writes Chinese as Shift JIS, which few readers guess.
    return segno.make_qr(text, error="m", mode="byte", encoding="utf-8", boost_error=False)


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Return where each run of dark modules begins in a row, and its length."""
    runs, place = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            runs.append((place, length))
        place += length
    return runs
