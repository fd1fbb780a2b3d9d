"""Whether one colour can be read on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

READABLE = 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``15396B``): from 1, the same, to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def readable(background: str, *wanted: str) -> str:
    """Return the first of the colours that can be read on ``background``, else black or white."""
    for colour in wanted:
        if contrast(colour, background) >= READABLE:
            return colour
    return max("FFFFFF", "000000", key=lambda colour: contrast(colour, background))


def _luminance(colour: str) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
