"""The versions of the libraries below WeasyPrint that decide where lines and pages break."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from weasyprint.text import ffi


def engine_versions() -> Mapping[str, str]:
    """Return the versions of Pango and HarfBuzz as loaded, and which program cuts the fonts."""
    number = ffi.pango.pango_version()
    pango = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    cutter = "HarfBuzz" if ffi.harfbuzz_subset is not None else "fontTools"
    return {"Pango": pango, "HarfBuzz": _harfbuzz(), "font subsetter": cutter}


def _harfbuzz() -> str:
    """Ask for one number after the other: WeasyPrint declares no function that tells them."""
    parts: list[int] = []
    for _ in range(3):
        rest = [0] * (2 - len(parts))
        parts.append(
            next(n for n in count() if not ffi.harfbuzz.hb_version_atleast(*parts, n + 1, *rest))
        )
    return ".".join(map(str, parts))
