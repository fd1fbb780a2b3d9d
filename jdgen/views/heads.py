"""The running heads, cut to one line: both formats print what is cut here.

Two of them share a line, the handbook's title and the chapter. One that ran on would stand in the
text below it in the PDF and push the text down in Word, and pages would break apart.
"""

from __future__ import annotations

from jdgen.theme import Theme
from jdgen.typography import cut_to

# Half of the shipped themes' line in em of their running heads: for a Word file that keeps its
# template's own styles, whose measures nobody here knows.
_USUAL = 23.3
# What stays free between the two.
_BETWEEN = 1.0


def running_head(text: str, theme: Theme | None) -> str:
    """Return what is printed of a title at the head of a page: at most half a line of it."""
    half = _USUAL
    if theme is not None:
        half = theme.page.text_width / 2 / theme.style("running_head").size
    return cut_to(text, half - _BETWEEN)
