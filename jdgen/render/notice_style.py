"""How a recruitment notice is set: sizes for a wall, colours and fonts of the theme.

One table of paragraph styles for both formats, scaled by the size of the text, so that a notice
can be fitted to its page; lengths are points on Word's grid of twips.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jdgen.render.card_style import MM, PrintStyle, twips
from jdgen.render.contrast import readable
from jdgen.terms import Language
from jdgen.theme import TWIPS, Theme


@dataclass(frozen=True)
class Paper:
    """A sheet, and what of a notice doesn't depend on how much it says.

    ``sizes``: of the text where all fits on one page, the largest first, down to the smallest
    that may be read: an A4 sheet is held in the hand or read on a wall from a step away, an A3
    one hangs behind a booth and is read from two metres. ``flowing``: the largest where it takes
    several pages. ``title``: that of the title in Chinese. ``code``: how wide a QR code is at
    least, in millimetres, without its quiet zone. ``bottom``: the lower margin, smaller since
    something is left free above it (see ``reserve``).
    """

    width: float
    height: float
    margin: float
    bottom: float
    sizes: tuple[float, ...]
    flowing: float
    title: float
    code: float

    @property
    def text_width(self) -> float:
        """Width of the type area."""
        return self.width - 2 * self.margin

    @property
    def least(self) -> float:
        """The smallest size of any letter on it."""
        return self.sizes[-1]


PAPERS: Mapping[str, Paper] = {
    "A4": Paper(595.3, 841.9, 37, 27, (12, 11.5, 11, 10.5, 10, 9.5, 9), 10, 36, 22),
    "A3": Paper(841.9, 1190.55, 52, 38, (17, 16, 15, 14.5, 14, 13.5, 13, 12.5, 12), 14, 54, 32),
}

# Shares of the type area's width: post, openings, requirements, offer, and places if any.
_COLUMNS: Mapping[tuple[Language, bool], tuple[float, ...]] = {
    ("zh", False): (0.285, 0.075, 0.325, 0.315),
    ("zh", True): (0.26, 0.075, 0.27, 0.25, 0.145),
    ("en", False): (0.28, 0.115, 0.305, 0.3),
    ("en", True): (0.24, 0.115, 0.255, 0.235, 0.155),
}
# The same of the labels of what is said above and below the table.
_LABELS = 0.145


@dataclass(frozen=True)
class NoticeStyle:
    """Everything that both formats need to set one notice.

    ``widths`` of the table's columns are twips, ``code`` is the width of the widest QR code in
    points, 0 for none. ``padding`` stands beside the text of a cell, ``above`` above and below
    it; ``gap`` between the blocks; ``inset`` is the padding of the bands.
    """

    paper: Paper
    theme: Theme
    size: float
    styles: Mapping[str, PrintStyle]
    widths: tuple[int, ...]
    code: float
    padding: float
    above: float
    gap: float
    inset: float
    tall: frozenset[int]

    @property
    def fact_widths(self) -> tuple[int, int]:
        """Widths of the tables above and below that of the posts: labels, and what they label."""
        label = round(self.paper.text_width * TWIPS * _LABELS)
        return label, sum(self.widths) - label

    @property
    def way_widths(self) -> tuple[int, int, int]:
        """Widths of how to apply: its label, what is to be done, the QR code."""
        label, rest = self.fact_widths
        code = round((self.code + 2 * self.padding + 1) * TWIPS) if self.code else 0
        # A column that nothing stands in still needs a width.
        code = code or label // 4
        return label, rest - code, code

    @property
    def head(self) -> float:
        """How far the running head stands below the edge of the sheet."""
        return twips(self.paper.margin * 0.42)

    @property
    def reserve(self) -> float:
        """What stays free of a page that all fits on: two lines, should Word need more than here.

        The two break lines at Latin letters and marks alike most of the time, not always.
        """
        return 2.9 * self.size

    @property
    def rule(self) -> float:
        """Width of the rules between rows; twice that above the table."""
        return self.theme.tables.border

    @property
    def band(self) -> str:
        """The colour of the bands at head and foot."""
        return self.theme.colours.accent.upper()


@dataclass(frozen=True)
class Setting:
    """What a notice is set for: its language, whether places have a column, its text's size.

    ``spread`` is put above and below each row, twice that between blocks, to fill a page.
    ``code`` is the width of the widest QR code in points. ``tall``: the posts, by number, whose
    rows are higher than a page, so that they go on overleaf; no other row does.
    """

    language: Language
    placed: bool
    code: float
    size: float
    spread: float = 0
    tall: frozenset[int] = frozenset()


def notice_style(theme: Theme, paper: Paper, setting: Setting) -> NoticeStyle:
    """Return how a notice is set on ``paper``."""
    size, colours = setting.size, theme.colours
    return NoticeStyle(
        paper=paper,
        theme=theme,
        size=size,
        styles={
            **_on_bands(paper, setting, readable(colours.accent, "FFFFFF")),
            **_on_white(theme, size, max(size - 1, paper.least)),
        },
        widths=_widths(paper, _COLUMNS[setting.language, setting.placed]),
        code=setting.code,
        padding=twips(paper.margin * 0.2),
        above=twips(size * 0.36 + setting.spread),
        gap=twips(size * 0.95 + 2 * setting.spread),
        inset=twips(paper.title * 0.27),
        tall=setting.tall,
    )


def _on_bands(paper: Paper, setting: Setting, colour: str) -> dict[str, PrintStyle]:
    size = setting.size
    # Latin letters are many more: the whole title should stand in one line.
    title = paper.title * (1 if setting.language == "zh" else 0.8)
    styles = {
        "employer": _style(paper.title * 0.4, 1.5, colour),
        "title": _style(title, 1.3, colour),
        "count": _style(paper.title * 0.36, 1.3, colour),
        "ways-label": _style(size * 1.35, 1.4, colour),
        "ways": _style(size, 1.6, colour),
        "caption": replace(_style(max(size - 1, paper.least), 1.5, colour), align="center"),
    }
    return {name: replace(style, font="heading") for name, style in styles.items()}


def _on_white(theme: Theme, size: float, small: float) -> dict[str, PrintStyle]:
    colours = theme.colours
    # The head row's ground is the darker one: what can be read on it can be read on white.
    heading = readable(colours.header_fill, colours.heading)
    text, quiet = (readable("FFFFFF", each) for each in (colours.text, colours.quiet))
    accent = readable("FFFFFF", colours.accent)
    head = replace(_style(size, 1.5, heading), font="heading")
    number = replace(_style(size * 1.2, 1.4, text), font="heading", align="center")
    return {
        "label": head,
        "head": head,
        "head-centre": replace(head, align="center"),
        "about": _style(size, 1.5, text, 0.2),
        "fact": _style(size, 1.45, text, 0.2),
        "post": replace(_style(size * 1.2, 1.4, heading), font="heading"),
        "below": _style(small, 1.4, quiet, 0.25),
        "openings": number,
        "pay": replace(_style(size * 1.2, 1.4, accent, 0.15), font="heading"),
        "running": replace(_style(small, 1.5, quiet), font="heading"),
    }


def _style(size: float, lead: float, colour: str, after: float = 0) -> PrintStyle:
    """Return a style of a size that Word has, ``lead`` and ``after`` in em."""
    half = round(size * 2) / 2
    return PrintStyle(half, twips(half * lead), colour, after=twips(half * after))


def _widths(paper: Paper, shares: tuple[float, ...]) -> tuple[int, ...]:
    whole = round(paper.text_width * TWIPS)
    widths = [round(whole * share) for share in shares]
    return (*widths[:-1], whole - sum(widths[:-1]))


def code_width(width_mm: float) -> float:
    """Return the width of a QR code in points."""
    return twips(width_mm * MM)
